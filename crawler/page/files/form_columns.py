"""Controls that offer a form (空白表格) by where they stand or what they are called, and not by words like 下载."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import State
from crawler.page.script.handed_over import kind_and_values

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

FORM_NAME = re.compile(
    r"(?:申请|申报|登记|审批|备案|审核|核准|报名|信息|情况|明细|汇总|承诺|委托)(?:表|书)(?:\s*[（(][^（()）]{1,12}[）)])?$"
)
_COLUMN = re.compile(
    r"^(?:材料|申请|申报)?(?:空白?|示例|示范|填写)?(?:表格?|样[表本例]|范[本例]|模板|附件|示例)"
    r"(?:[/／、及和与](?:空白?|示例|示范)?(?:表格?|样[表本例]|范[本例]|示例))?(?:下载|查看|文件)?$"
)
_LONGEST = 60
_DRAWN = frozenset({"img", "i", "svg", "a", "button", "span"})
"""What a page may draw an icon with, in place of words."""
_ONLINE = re.compile(r"在线|网上|填报|填写|申报|办理|登录|预约|预览")


def offers_form(page: Page, place: Place, text: str) -> bool:
    """Whether a control that hands an identifier to a script is named like a form, or stands in a column of forms."""
    if place.state is not State.SCRIPT or len(text) > _LONGEST or (not text and place.element.tag not in _DRAWN):
        return False
    if kind_and_values(page.place_target(place)) is None:
        return False
    return bool(FORM_NAME.search(text)) or in_form_column(page, place.element, {})


def in_form_column(page: Page, element: _Element, known: dict[_Element, frozenset[int]]) -> bool:
    """Whether an element stands in a column of a table that is called after forms; `known` are those of each table."""
    cell = element if element.tag == "td" else next(element.iterancestors("td", "body"), None)
    row = cell.getparent() if cell is not None and cell.tag == "td" else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return False
    columns = known.get(table)
    if columns is None:
        columns = known[table] = _form_columns(page, table)
    return bool(columns) and sum(_span(one) for one in cell.itersiblings("td", "th", preceding=True)) in columns


def offers_nothing_online(text: str) -> bool:
    """Whether a link in such a column is no button for filling something in on the portal."""
    return 0 < len(text) <= _LONGEST and not _ONLINE.search(text)


def _form_columns(page: Page, table: _Element) -> frozenset[int]:
    head = next((one for one in table.iter("tr") if len(one) > 1), None)
    found: set[int] = set()
    at = 0
    for title in head.iter("th", "td") if head is not None else ():
        if _COLUMN.match("".join(page.words(title).split())):
            found.update(range(at, at + _span(title)))
        at += _span(title)
    return frozenset(found)


def _span(cell: _Element) -> int:
    said = cell.get("colspan") or ""
    return int(said) if said.isdigit() and said != "0" else 1
