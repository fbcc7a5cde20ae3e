"""Evidence on a store outside this machine (证据存储): spooled here, copied there while it grows, fetched when missing.

Which store belongs to a data folder is written into the folder, so that every process that works on it sees the same.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import structlog

from crawler.archive.backup import EVIDENCE, copy
from crawler.archive.remote import Store
from crawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_log = structlog.get_logger(__name__)
_EVERY = 60.0
"""Seconds between two copies of what grows: a machine that burns down takes no more than this with it."""

PART = 64 << 20
"""A new WARC file is begun at 64 MiB, since the newest one is copied again and again."""

_opened: dict[str, Store] = {}


def use(data: Path, url: str | None) -> None:
    """Keep the evidence of a data folder at an address from now on; None leaves it as it is, "none" ends it."""
    if url is None:
        return
    path = _marker(data)
    if url == "none":
        path.unlink(missing_ok=True)
        return
    Store(url)  # says now, and not after hours of gathering, that the address cannot be used
    if path.exists() and json.loads(path.read_text("utf-8"))["url"] == url:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.write_text(json.dumps({"url": url}), encoding="utf-8")
    making.rename(path)


def store_of(data: Path) -> Store | None:
    """The store that a data folder's evidence is kept at; None where it is kept here alone."""
    path = _marker(data)
    if not path.exists():
        return None
    url = json.loads(path.read_text("utf-8"))["url"]
    if url not in _opened:
        _opened[url] = Store(url)
    return _opened[url]


def local(data: Path, name: str) -> Path:
    """The file of that name, fetched from the store where it is missing here; it may be on neither."""
    path = data / name
    if not path.exists() and (store := store_of(data)) is not None:
        store.get(name, path)
    return path


def pull(data: Path, folder: str) -> None:
    """Fetch a region's run that another machine began, so that it can be gone on with here."""
    if (store := store_of(data)) is None:
        return
    for name in store.sizes(folder):
        if not (data / name).exists():
            store.get(name, data / name)


def push(data: Path, folder: str) -> None:
    """Copy a region's run to the store as it is now."""
    if (store := store_of(data)) is not None:
        copy(data, folder, store)


class Copying:
    """Copies a region's run to the store again and again while it is gathered; without a store it does nothing."""

    def __init__(self, data: Path, folder: str, *, every: float = _EVERY) -> None:
        self._data = data
        self._folder = folder
        self._every = every
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        if store_of(data) is not None:
            self._thread = threading.Thread(target=self._copy, daemon=True, name=f"copying {folder}")
            self._thread.start()

    def stop(self) -> None:
        """End it; what is missing then is copied when the region is sealed."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _copy(self) -> None:
        while not self._over.wait(self._every):
            try:
                push(self._data, self._folder)
            except UsageError as problem:  # The spool is whole, and the seal tries again and says so.
                _log.warning("evidence is not copied for the time being", folder=self._folder, reason=str(problem))


def _marker(data: Path) -> Path:
    return data / EVIDENCE / "store.json"
