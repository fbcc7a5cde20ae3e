"""Files that an answer names by an identifier only: their addresses, as the rendered page of one guide shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.page.calls import Exchange
    from crawler.page.finds import AttachmentLink
    from crawler.page.slots import Slot

_FILE = re.compile(rf"{SCRIPT_SCHEME}file\((.{{4,}})\)")


def file_id(target: Target | None) -> str | None:
    """The identifier by which an answer names a file that has no address there."""
    match = _FILE.fullmatch(target.url) if target is not None else None
    return match.group(1) if match else None


class FileRoutes:
    """How a portal's script makes the address of a file from its identifier."""

    def __init__(self) -> None:
        self._around: tuple[str, str] | None = None
        self._call: tuple[Target, Slot] | None = None

    def learn(self, shown: Iterable[Target], named: Iterable[AttachmentLink]) -> None:
        """Compare the addresses that a rendered page leads to with the files that its answers name."""
        urls = [target.url for target in shown if target.url.startswith(("http://", "https://"))]
        for identifier in filter(None, (file_id(a.target) for a in named)):
            for before, found, after in (url.partition(identifier) for url in urls):
                if found and self._around is None:
                    self._around = before, after if not re.search(r"\w{4}", after) else ""

    def learn_call(self, calls: Iterable[Exchange], named: Iterable[AttachmentLink]) -> None:
        """Find the call that a page made with the identifier of a file and that was answered with its address."""
        identifiers = [i for a in named if (i := file_id(a.target)) is not None]
        for call in calls if identifiers and self._call is None else ():
            if call.page is None or not any(file_id(a.target) is None for a in call.page.attachments()):
                continue
            for slot in slots(call.target):
                if slot.value in identifiers and self._call is None:
                    self._call = call.target, slot

    def target(self, attachment: AttachmentLink) -> Target | None:
        """Where an attachment leads; the way that was learned, for one that only an identifier names."""
        identifier = file_id(attachment.target)
        if identifier is not None and self._call is not None:
            return put(*self._call, identifier)
        if identifier is None or self._around is None:
            return attachment.target
        return Target(url=f"{self._around[0]}{identifier}{self._around[1]}")
