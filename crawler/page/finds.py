"""What walking asks a page for: items, attachments, links, paging and declared totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.domain.evidence import Target
    from crawler.domain.records import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address a page leads to, however it is written (href, onclick, `javascript:`, data attribute, button)."""

    text: str
    target: Target
    locator: str
    by_data: bool = False
    """Whether an attribute that a script reads holds the address, which the script may take for something else."""
    guessed: bool = False
    """Whether the address was found among what a script is handed, which may ask for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """One listed service item: what the row says of it and where its guide is.

    `key` is its code where the row or the address shows one, with the name where several items may have that code,
    else a hash of name and address; it is the same for the same item on every page and in every run. `target` is
    None where the row leads nowhere (yet): a dead link, or a JSON row whose guide address has to be learned. A
    `javascript:` address means that only a click leads on: the guide is unread, not missing. `fields` are the other
    things the row says, by element id (`implementing_body`, `item_type`, `implementation_code`, …) with the locator
    of each; `cells` are all of them as labelled on the page (column heading, label before the value, JSON key),
    understood or not.
    """

    key: str
    name: str
    code: str | None
    target: Target | None
    locator: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """(element id, value, locator)"""
    cells: tuple[tuple[str, str, str], ...] = ()
    """(label or JSON key, value, locator)"""
    by_script: bool = False
    """Whether the address was made out of a script, which may have been read wrongly."""
    apart: str | None = None
    """What tells the row apart beside its code and name: an identifier, or its address."""
    untold: bool = False
    """Whether another row of the page has the same key and may be another item."""
    beneath: bool = False
    """Whether it stands in the row of its main item (主项), which a total may count instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLink:
    """A file offered for download.

    `target` is None for a dead link (`href="#"`, empty id). A `javascript:` address means that a script we cannot read
    leads to the file: unread, not dead. `guessed` is an address that was found among what a script is handed, which may
    ask for another; `call` is that script's call, where there is one.
    """

    text: str
    target: Target | None
    locator: str
    file_name: str | None = None
    guessed: bool = False
    call: Target | None = None

    @property
    def told(self) -> Target | None:
        """What tells how to ask for the file: the call where the address was guessed out of it."""
        return self.call or self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A number of items or pages that a page declares about its list."""

    value: int
    counts: Counts
    locator: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How to go on from this list page.

    `pages` are the addresses of other pages of the same list that this page names or implies (links, script calls such
    as `gotoPage(3)`, a form's page field, `?page=` with a declared last page); `here` is the page number as far as
    known; `last` the number of the last page as far as declared; `ends_here` is True when the page says that it is the
    last one. `named` is the highest page that the page's own pager names, 0 where it has none.
    """

    pages: tuple[Target, ...] = ()
    here: int | None = None
    last: int | None = None
    ends_here: bool = False
    named: int = 0
