"""Where the flow charts (流程图) of a guide are to be asked for, whether a page shows them or an answer names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.guides.flow_charts import flow_charts
from crawler.page.json_page import JsonPage
from crawler.page.links import absolute, json_address

if TYPE_CHECKING:
    from crawler.page.html import Page

_MOST = 2
_KEY = re.compile(
    r"(?:\w*(?:flow|process|liu_?cheng))_?(?:chart|pic(?:ture)?|img|image|map|tu|file)?_?(?:url|path|src|addr\w*)?|lct(?:url|dz)?|流程图",
    re.IGNORECASE,
)
"""Keys of an answer for the address of the chart: flowChart, processImgUrl, liuchengTu."""


def chart_targets(page: Page | JsonPage) -> tuple[Target, ...]:
    """Where the flow charts of a guide are: those of a page, or what addresses in an answer lead to under such keys."""
    if not isinstance(page, JsonPage):
        return tuple(chart.target for chart in flow_charts(page))
    told = (json_address(value) for at, value in page.values() if _KEY.fullmatch(at.rpartition("/")[2]))
    found = (absolute(address, page.base or page.url) for address in told if address is not None)
    return tuple(Target(url=one) for one in dict.fromkeys(found) if one is not None)[:_MOST]
