"""How many items a portal says on its front page that it publishes (门户公布的事项总数)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.page.html import Page

_N = r"\s*[:：]?\s*(?P<n>\d{1,3}(?:,\d{3})+|\d{2,7})\s*"
_KIND = r"(?:依申请(?:类)?)?(?:政务服务|公共服务|行政权力|服务|办事|审批)?"
_TOTALS = (
    re.compile(
        rf"(?:公布|发布|公开|收录|纳入|上线|入驻|进驻|梳理|可办)(?:了|的|有)?{_KIND}事项(?:共|总数|数量|计|有|达|为)*{_N}(?:项|个|条)"
    ),
    re.compile(rf"(?:公布|发布|公开|收录|纳入|上线|入驻|进驻|梳理)(?:了|有)?{_N}(?:项|个|条){_KIND}事项"),
    re.compile(rf"{_KIND}事项(?:总数|总量|数量){_N}(?:项|个|条)?"),
    re.compile(rf"(?:子项|办理项|业务办理项)(?:共|总数|数量|计|有|为)*{_N}(?:项|个|条)"),
)
_IN_A_ROW_OF_NUMBERS = re.compile(rf"(?:政务服务|公共服务|行政权力|服务|办事|审批)事项{_N}(?:项|个|条)")
"""A bare number of items: that of the portal only among other numbers of its own (入驻部门 11 个 服务事项 42 项)."""
_OTHER_NUMBER = re.compile(r"(?:部门|单位|办件|好评率?|评价|用户|访问)[^。；;\d]{0,6}\d")
_NEAR = 30
_CHOSEN = re.compile(r"热门|高频|常用|推荐|特色|新增|取消|下放|减少|调整|精简|一件事|跨省|通办")
"""Of some of the items only."""
_OF_MORE = re.compile(
    r"全省|全市|全区|全县|全国|全域|各级|各地|省市县|市县|[三四五]级|乡镇|街道|村|累计|近年|今年|本[月周年]|[昨今当]日"
)
"""Words before a number that count other levels and places as well, or another time."""
_BEFORE = 16


def portal_total(page: Page) -> int | None:
    """The number of items that a front page declares; the smallest where it gives several.

    A number that counts other levels and places as well is none, nor is one of main items (主项).
    """
    text = "".join(page.visible_text().split())
    found = [
        int(match["n"].replace(",", ""))
        for pattern in _TOTALS
        for match in pattern.finditer(text)
        if not _OF_MORE.search(text[max(0, match.start() - _BEFORE) : match.start("n")])
    ]
    found += [
        int(match["n"].replace(",", ""))
        for match in _IN_A_ROW_OF_NUMBERS.finditer(text)
        if not (
            _OF_MORE.search(before := text[max(0, match.start() - _BEFORE) : match.start("n")])
            or _CHOSEN.search(before)
        )
        and _OTHER_NUMBER.search(
            f"{text[max(0, match.start() - _NEAR) : match.start()]}。{text[match.end() :][:_NEAR]}"
        )
    ]
    return min(found, default=None)
