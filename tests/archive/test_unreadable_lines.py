"""A line of the archive's own files that nobody can read is damage to be mended, told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.archive import journal, ledger, traffic
from crawler.errors import EvidenceDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.mark.parametrize("read", [journal.read, ledger.read])
@pytest.mark.parametrize("line", [b"\0\0\0\n", b"\xff\n", b"{}\n", b"[]\n", b'{"link": "ab"}\n', b'{"id"{"id"}\n'])
def test_it_is_named_with_its_file_and_number(
    read: Callable[[Path], Iterator[object]], line: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(line)

    with pytest.raises(EvidenceDamagedError, match=f"{path}: line 1 cannot be read; restore") as told:
        list(read(path))

    assert "\n" not in str(told.value)


@pytest.mark.parametrize("read", [journal.read, ledger.read])
def test_half_a_line_at_the_end_is_a_killed_writers_and_no_damage(
    read: Callable[[Path], Iterator[object]], tmp_path: Path
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b'{"id": "a')

    assert list(read(path)) == []


def test_a_line_of_statistics_that_was_torn_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / traffic.NAME
    path.write_bytes(b'[17.5,"a.test",3,0,0]\n[17.5,"a.t[18.5,"a.test",4,0,0]\n\n[19.5,"a.test",5,0,0]\n')

    (told,) = traffic.by_host(path)

    assert (told.requests, told.bytes) == (2, 8)
