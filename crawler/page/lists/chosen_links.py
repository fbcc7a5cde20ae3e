"""Links that are options of a list (下拉导航): its handler leads to the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.finds import Link
from crawler.page.links import absolute, looks_like_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.html import Page

_CHOSEN = ("this.value", "this.options.selectedIndex.value")


def chosen_links(page: Page) -> Iterator[Link]:
    """The options that hold an address, where the handler of their list can be read and leads there."""
    for select in page.body.iter("select"):
        handler = select.get("onchange")
        for option in select.iter("option") if handler else ():
            value = (option.get("value") or "").strip()
            if "/" not in value or not looks_like_address(value):
                continue
            led = page.scripts.follow(handler or "", dict.fromkeys(_CHOSEN, value))
            address = absolute(led.url, page.base, page.encoding) if led is not None and led.url else None
            if address is not None:
                text = page.words(option)
                yield Link(text=text, target=Target(url=address), locator=page.locator(option))
