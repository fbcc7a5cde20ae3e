"""What an earlier run brought back, as far as a server can be asked whether it still stands (条件请求)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.archive.content import ContentBrokenError
from crawler.domain.evidence import FetchState, Target, Via

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.archive.store import RegionArchive
    from crawler.archive.warc import Original
    from crawler.domain.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An earlier look with its payload, which is read and found whole."""

    evidence: Evidence
    original: Original
    payload: bytes

    @property
    def headers(self) -> dict[str, str]:
        """What makes a request conditional (RFC 9110, 13.1)."""
        told = {"If-None-Match": self.evidence.etag, "If-Modified-Since": self.evidence.modified}
        return {name: value for name, value in told.items() if value is not None}


class Memory:
    """Looks of earlier runs that carry a validator, by the address their payload came from; the newest counts."""

    def __init__(self, earlier: Iterable[RegionArchive] = ()) -> None:
        """The `earlier` archives, oldest first."""
        self._known: dict[str, tuple[Evidence, RegionArchive]] = {}
        for archive in earlier:
            for one in archive.evidence():
                if _speaks(one):
                    self._known[Target(url=one.url).key] = one, archive

    def of(self, target: Target) -> Remembered | None:
        """What an address answered last; None where nothing did, or its payload is not there any more as it was."""
        if target.method != "GET" or target.body is not None or target.headers:
            return None
        evidence, archive = self._known.get(target.key, (None, None))
        if evidence is None or archive is None:
            return None
        original = archive.original(evidence)
        if original is None:
            return None
        try:
            payload = original.payload
        except ContentBrokenError:
            return None
        if hashlib.sha256(payload).hexdigest() != evidence.sha256:
            return None
        return Remembered(evidence=evidence, original=original, payload=payload)


def _speaks(one: Evidence) -> bool:
    """Whether a look is a page that came whole and well, with a validator of its server."""
    return (
        one.state is FetchState.FETCHED
        and one.via is Via.HTTP
        and one.status == 200
        and one.target.method == "GET"
        and one.target.body is None
        and not one.target.headers
        and (one.etag is not None or one.modified is not None)
    )
