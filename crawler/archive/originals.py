"""Payloads that are in the archive already: what came again is noted as a revisit, not kept twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.archive import ledger
from crawler.archive.warc import Original, Position, original_at, payload_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST = 200_000
"""Payloads that are remembered for one region: beyond it the oldest are forgotten, and kept again when they come."""

_HOLDS_PAYLOAD = frozenset({"response", "resource"})


class Originals:
    """Records that hold a payload, found by its digest. Files are named relative to the data folder.

    `find` gives the file of such a name, on this machine.
    """

    def __init__(self, find: Callable[[str], Path]) -> None:
        self._find = find
        self._places: dict[str, Position] = {}

    def learn(self, folder: Path, name: str) -> None:
        """Every payload of a region's run; `name` is the folder relative to the data folder."""
        for entry, _ in ledger.read(folder / ledger.NAME):
            if entry.digest is None:
                continue
            if entry.type in _HOLDS_PAYLOAD:
                self.add(entry.digest, Position(entry.offset, entry.length, f"{name}/{entry.file}"))
            elif entry.refers is not None:
                file, offset, length = entry.refers
                self.add(entry.digest, Position(offset, length, file))

    def add(self, digest: str, position: Position) -> None:
        """One record that holds a payload."""
        if len(self._places) >= _MOST and digest not in self._places:
            self._places.pop(next(iter(self._places)))
        self._places[digest] = position

    def same(self, body: bytes, coding: str | None) -> Original | None:
        """The record that holds these very bytes under the same content coding; None where there is none."""
        if not body:
            return None
        position = self._places.get(payload_digest(body))
        if position is None or position.warc is None:
            return None
        found = original_at(self._find(position.warc), position)
        # A digest can be forged and a file can be torn: only the bytes themselves prove it.
        return found if found is not None and found.raw == body and found.coding == coding else None
