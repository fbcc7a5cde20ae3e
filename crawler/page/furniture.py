"""The furniture of a page: menus, headers, footers and the like, which stand on every page of a portal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|header|head|footer|foot|crumb|breadcrumbs?|crumbs|topbar|sidebar|filter|pager?|paging|pagination|"
    r"tabs?|friendlink|links?)(?:$|[\s_-])"
)


def in_furniture(element: _Element) -> bool:
    """Whether an element stands in a part of the page that calls itself a menu, header, footer or the like."""
    for around in element.iterancestors():
        if around.tag in {"nav", "header", "footer"}:
            return True
        names = f"{around.get('class') or ''} {around.get('id') or ''}".lower()
        if names.strip() and _NAMES.search(names) and around.tag not in {"body", "html"}:
            return True
    return False
