"""Syncing beside the crawl."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from crawler.archive.syncing import Syncing

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_synced_by_another_thread_even_when_closed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go, synced = threading.Event(), []
    real = os.fsync

    def slow(file: int) -> None:
        assert may_go.wait(30)
        real(file)
        synced.append(threading.current_thread() is threading.main_thread())

    monkeypatch.setattr(os, "fsync", slow)
    syncing = Syncing()
    with (tmp_path / "a").open("wb") as one:
        one.write(b"x")
        one.flush()
        syncing.begin([one.fileno()])
        syncing.begin([one.fileno()])  # the first still lasts: nothing is begun
    may_go.set()
    syncing.end()
    syncing.end()
    assert synced == [False]


def test_what_a_disk_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuses)
    syncing = Syncing()
    with (tmp_path / "a").open("wb") as one:
        syncing.begin([one.fileno()])
        with pytest.raises(OSError, match="No space"):
            syncing.end()
