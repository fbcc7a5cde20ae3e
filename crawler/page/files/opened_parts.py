"""Controls that open a part of their own page (弹窗, 面板): what they say of files is said of those in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_NAMING = frozenset({"href", "aria-controls"})
_NAME = re.compile(r"#?([A-Za-z_][\w-]{0,60})")


def opens_a_part(page: Page, element: _Element) -> bool:
    """Whether an attribute of a control names an element elsewhere on its page, which holds more words than it does."""
    for name, value in ((str(n), str(v).strip()) for n, v in element.items()):
        found = _NAME.fullmatch(value) if name in _NAMING or name.startswith("data-") else None
        if found is None or (name == "href" and value[0] != "#"):
            continue
        for part in page.tree.iter():
            if part.get("id") == found[1] and element not in part.iter():
                return len(page.words(part)) > len(page.words(element))
    return False
