"""Elements that are drawn as others (自定义元素): `uni-view`, `o:p` of Word, a head of a table without rows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})

_KNOWN = frozenset(
    {
        "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "p", "h1", "h2", "h3", "h4",
        "h5", "h6", "section", "article", "nav", "footer", "header", "button", "textarea", "form",
    }
)  # fmt: skip
_IN_LINE = frozenset(
    {
        "text",
        "label",
        "span",
        "icon",
        "tag",
        "badge",
        "link",
        "image",
        "img",
        "em",
        "strong",
        "b",
        "i",
        "checkbox",
        "radio",
    }
)


_PREFIXED = re.compile(r"<[a-z]\w*:[a-z]", re.IGNORECASE)


def drawn_as(tag: str, element: _Element) -> str:
    """The tag of plain markup that an element is drawn as.

    A script that writes `<thead><th>材料名称</th>` makes no row for its cells: the head is the row.
    """
    if tag not in ROW_GROUPS:
        return _by_name(tag)
    first = next((kid.tag for kid in element if isinstance(kid.tag, str)), None)
    return "tr" if first in {"th", "td"} else tag


@lru_cache(maxsize=1024)
def _by_name(tag: str) -> str:
    """What the name of an element stands for: a block, unless it says else.

    What another program left (`st1:chsdate`) is drawn in its line, as browsers do with all names that they do not know.
    """
    if ":" in tag:
        return "span"
    last = tag.rpartition("-")[2]
    if last in _KNOWN:
        return last
    return "span" if last in _IN_LINE else "div"


def empty_marks(page: Page) -> Iterator[_Element]:
    """The marks of other programs with nothing in them (Word ends its paragraphs with `o:p`): no places for values."""
    if _PREFIXED.search(page.text) is None:
        return
    for element in page.tree.iter():
        if (
            isinstance(element.tag, str)
            and ":" in element.tag
            and not len(element)
            and not (element.text or "").strip()
        ):
            yield element
