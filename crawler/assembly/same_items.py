"""One service item that several lists show, each at an address of its own: told by the code in its guides."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.records import ServiceItem

_CODES = ("handling_code", "implementation_code")
_WHOLE_CODE = re.compile(r"[0-9A-Za-z-]{18,}")


class SameItems:
    """Remembers the items that came; `lists_of` says which lists show an item.

    Two rows of one list are never taken for the same item: that the list repeats itself is for a check to say.
    """

    def __init__(self, lists_of: Callable[[str], frozenset[str]]) -> None:
        self._lists_of = lists_of
        self._met: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}

    def again(self, item: ServiceItem) -> str | None:
        """The key under which an item came before, with the same code and name, from other lists; None for none."""
        code = next((r.text for e in _CODES if (r := item.read(e)).stated), "")
        name = item.read("name")
        if not name.stated or not _WHOLE_CODE.fullmatch(code):
            return None
        lists = self._lists_of(item.key)
        before = self._met.setdefault((code.upper(), _plain(name.text)), [])
        if lists and before and all(lists.isdisjoint(one) for _, one in before):
            return before[0][0]
        before.append((item.key, lists))
        return None


def _plain(name: str) -> str:
    """A name without brackets, blanks and the width of its signs."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).lower()
