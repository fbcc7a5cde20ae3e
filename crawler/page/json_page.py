"""One JSON answer, asked the same questions as an HTML page. Locators are JSON pointers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import Target
from crawler.page.files import json_files
from crawler.page.finds import AttachmentLink, ItemLink, Link, Paging, Total
from crawler.page.guides import json_markup
from crawler.page.json_tree import leaves, opened
from crawler.page.links import absolute, json_address
from crawler.page.lists import json_paging, json_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.page.guides.json_markup import MarkedPage


class JsonPage:
    """A JSON page. Texts that hold JSON themselves are opened: a pointer goes on through them."""

    def __init__(
        self,
        *,
        data: Any,
        text: str,
        url: str,
        evidence: str,
        scripts: Sequence[str] = (),
        base: str | None = None,
        titles: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.text = text
        self.scripts = tuple(scripts)
        self.base = base
        self.url = url
        self.evidence = evidence
        self.data: Any = opened(data)
        self.titles: Mapping[str, Mapping[str, str]] = titles or {}
        """By the pointer of an object (* for the rows of a list), the titles that a form gives the keys in it."""

    def put_into(self, base: str) -> None:
        """The page that asked for this answer, once it is known: addresses in the answer's markup start there."""
        self.base = base
        for read in ("marked", "_attachments", "_attachments_under"):
            self.__dict__.pop(read, None)

    def told_as(self, data: Any, titles: Mapping[str, Mapping[str, str]]) -> JsonPage:
        """The same answer with other data, of which something was taken out or named, and these titles."""
        return JsonPage(
            data=data,
            text=self.text,
            url=self.url,
            evidence=self.evidence,
            scripts=self.scripts,
            base=self.base,
            titles=titles,
        )

    @property
    def title(self) -> str:
        """JSON has none."""
        return ""

    def visible_text(self) -> str:
        """Every text value, a line each."""
        return "\n".join(value for _, value in self.values() if isinstance(value, str))

    def values(self) -> Iterator[tuple[str, Any]]:
        """(pointer, value) of each leaf, in document order."""
        return iter(self._leaves)

    @cached_property
    def _leaves(self) -> list[tuple[str, Any]]:
        return list(leaves(self.data))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each text among the leaves once: rows say the same again and again."""
        return tuple(dict.fromkeys(value for _, value in self._leaves if isinstance(value, str)))

    def values_below(self, pointer: str) -> list[tuple[str, Any]]:
        """The same of those leaves that stand at a pointer or below it: in document order they lie side by side."""
        return self._leaves[slice(*self._spans.get(pointer, (0, 0)))]

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """The first leaf at or below each pointer, and the one behind the last."""
        found: dict[str, tuple[int, int]] = {}
        for number, (at, _) in enumerate(self._leaves):
            around = at
            while True:
                found[around] = found.get(around, (number, 0))[0], number + 1
                if not around:
                    break
                around = around.rpartition("/")[0]
        return found

    @cached_property
    def _items(self) -> tuple[ItemLink, ...]:
        return json_rows.items(self) or json_markup.items(self)

    def items(self) -> tuple[ItemLink, ...]:
        """The service items that the answer lists; empty for an answer that lists none."""
        return self._items

    @cached_property
    def _attachments(self) -> tuple[AttachmentLink, ...]:
        found = tuple(json_files.attachments(self))
        if self.marked is None:
            return found
        known = {a.target.key for a in found if a.target is not None}
        return (*found, *(a for a in self.marked.attachments() if a.target is None or a.target.key not in known))

    @cached_property
    def marked(self) -> MarkedPage | None:
        """What the answer brings as markup, as a page; None where it brings none."""
        return json_markup.shown(self, self.scripts)

    def attachments(self) -> tuple[AttachmentLink, ...]:
        """Files that the answer names an address for."""
        return self._attachments

    def attachments_at(self, pointer: str) -> tuple[AttachmentLink, ...]:
        """The files at or below a pointer."""
        if pointer.endswith("/"):
            below = pointer.rstrip("/") + "/"
            return tuple(a for a in self._attachments if a.locator == pointer or a.locator.startswith(below))
        return tuple(self._attachments_under.get(pointer, ()))

    @cached_property
    def _attachments_under(self) -> dict[str, list[AttachmentLink]]:
        """The files at or below each pointer."""
        found: dict[str, list[AttachmentLink]] = {}
        for each in self._attachments:
            at = each.locator
            found.setdefault(at, []).append(each)
            while "/" in at:
                at = at.rpartition("/")[0]
                found.setdefault(at, []).append(each)
        return found

    def links(self) -> tuple[Link, ...]:
        """Every address in the answer."""
        found = []
        for pointer, value in self.values():
            if json_address(value):
                address = absolute(value, self.url)
                if address:
                    found.append(Link(text=pointer.rpartition("/")[2], target=Target(url=address), locator=pointer))
        return tuple(found)

    def frames(self) -> tuple[Link, ...]:
        """JSON has none."""
        return ()

    def totals(self) -> tuple[Total, ...]:
        """Numbers of items and pages that the answer declares."""
        return json_paging.totals(self)

    def paging(self) -> Paging:
        """How to go on, as far as the address and the answer show it; a POST body is no part of a page, see `calls`."""
        return json_paging.paging(self)

    def needs_script(self) -> bool:
        """JSON never does."""
        return False
