"""Controls that offer a form (空白表格) by where they stand or what they are called, and not by words like 下载."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.handed_over import kind_and_values
from crawler.page.links import State

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

FORM_NAME = re.compile(
    r"(?:申请|申报|登记|审批|备案|审核|核准|报名|信息|情况|明细|汇总|承诺|委托)(?:表|书)(?:\s*[（(][^（()）]{1,12}[）)])?$"
)
_COLUMN = re.compile(
    r"^(?:材料|申请|申报)?(?:空白?|示例|示范|填写)?(?:表格?|样[表本例]|范[本例]|模板|附件|示例)(?:下载|查看|文件)?$"
)
_LONGEST = 60


def offers_form(page: Page, place: Place, text: str) -> bool:
    """Whether a control that hands an identifier to a script is named like a form, or stands in a column of forms."""
    if place.state is not State.SCRIPT or not 0 < len(text) <= _LONGEST:
        return False
    if kind_and_values(page.place_target(place)) is None:
        return False
    return bool(FORM_NAME.search(text)) or _in_form_column(page, place.element)


def _in_form_column(page: Page, element: _Element) -> bool:
    cell = next((e for e in (element, *element.iterancestors()) if e.tag == "td"), None)
    row = cell.getparent() if cell is not None else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return False
    at = sum(_span(one) for one in cell.itersiblings("td", "th", preceding=True))
    heads = next((one for one in table.iter("tr") if len(one) > 1), row)
    for head in heads.iter("th", "td") if heads is not row else ():
        at -= _span(head)
        if at < 0:
            return _COLUMN.match("".join(page.words(head).split())) is not None
    return False


def _span(cell: _Element) -> int:
    said = cell.get("colspan") or ""
    return int(said) if said.isdigit() and said != "0" else 1
