"""Reference lists (参照清单): names of services that the State Council's lists want every portal to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.domain.survey import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceName:
    """One name on a national list.

    `due` is the year by whose end the service has to be offered, None where the list sets none. `source` says where the
    name was read; a name without one is known from hearsay: it may explain what stands on a page, and counts nowhere.
    `aliases` are other names under which portals offer the same.
    """

    zone: Entry
    document: str
    name: str
    due: int | None = None
    source: str | None = None
    aliases: tuple[str, ...] = ()

    def wanted(self, year: int) -> bool:
        """Whether its absence can be held against a portal that was looked at in that year."""
        return self.source is not None and self.due is not None and self.due < year
