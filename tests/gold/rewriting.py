"""The same page in other markup (改写): what it says stays, how it says it changes, as from portal to portal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from crawler.page.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.html import HtmlElement

_SHORT = 14
_LETTERS = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LABEL = re.compile(r"[\u4e00-\u9fff（）()、/]{2,14}[：:]?")
_BY_STYLE = re.compile(r"::?(?:before|after)\s*\{[^}]*content\s*:\s*[\"'][^\"']")
"""Words that a style sheet puts on the page by class: whoever takes the class takes the words."""
_BOXES = {"table": "tb", "tr": "tb-row", "td": "tb-cell", "th": "tb-cell tb-head"}
_CELLS = ("td", "th", "dd", "dt", "li")
_HEAD = (
    "<div class='top'><a href='/'>首页</a><a href='/person'>个人办事</a><a href='/legal'>法人办事</a>"
    "<a href='/fee'>收费清单</a><a href='/dl'>表格下载</a><a href='/login'>登录</a></div>"
)
_FOOT = (
    "<div class='foot'><p>主办单位：市人民政府办公室　承办单位：市数据资源管理局</p>"
    "<p>技术支持：某某软件股份有限公司　联系电话：400-810-1234</p><p>备案号：京ICP备05012345号</p></div>"
)


def rewritten(body: bytes, content_type: str | None, change: Callable[[HtmlElement], None]) -> bytes | None:
    """The page with other markup; None where the change finds nothing in it to change."""
    decoded = decode(body, content_type)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text)
    if "<frameset" in text.lower():
        return None
    whole = re.search("<(?:html|body)", text, re.IGNORECASE) is not None
    root = html.document_fromstring(text) if whole else html.fragment_fromstring(text, create_parent="div")
    before = html.tostring(root)
    if not (change in _OF_CLASSES and _BY_STYLE.search(text)):
        change(root)
    if html.tostring(root) == before:
        return None
    said = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>" if whole else None)
    return str(said).encode(decoded.encoding, "xmlcharrefreplace")


def _wrap(element: HtmlElement, tag: str, name: str | None = None) -> None:
    """Put all that an element holds into one of its own."""
    inner = html.Element(tag, {"class": name} if name else {})
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _leaves(root: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """The elements with words that hold no others."""
    return (each for each in list(root.iter(*tags)) if len(each) == 0 and (each.text or "").strip())


def bold_for_header_cells(root: HtmlElement) -> None:
    """`th` as an editor writes it: `td` with bold words."""
    for cell in list(root.iter("th")):
        cell.tag = "td"
        _wrap(cell, "strong")


def plain_cells_for_header_cells(root: HtmlElement) -> None:
    """`th` as many a table has it: a cell like any other."""
    for cell in list(root.iter("th")):
        cell.tag = "td"


def boxes_for_tables(root: HtmlElement) -> None:
    """Tables as frameworks draw them: boxes of classes that say what they are; merged cells stay a table."""
    merged = {table for cell in root.iter("td", "th") if {"rowspan", "colspan"} & set(cell.keys())
              for table in cell.iterancestors("table")}  # fmt: skip
    for part in [*root.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th")]:
        if merged.isdisjoint([part, *part.iterancestors("table")]):
            part.set("class", _BOXES.get(str(part.tag), "tb-group"))
            part.tag = "div"


def boxes_for_headings(root: HtmlElement) -> None:
    """Headings as frameworks draw them: a box of a class with the words in a span."""
    for heading in list(root.iter("h2", "h3", "h4", "h5")):
        heading.tag = "div"
        heading.set("class", "sec-tit")
        _wrap(heading, "span")


def bold_for_headings(root: HtmlElement) -> None:
    """Headings as an article has them: a paragraph in bold."""
    for heading in list(root.iter("h2", "h3", "h4", "h5")):
        heading.tag = "p"
        _wrap(heading, "strong")


def lists_of_terms_as_rows(root: HtmlElement) -> None:
    """Terms and definitions in turn as the rows of a list with two spans each."""
    for terms in list(root.iter("dl")):
        kids = [kid for kid in terms if isinstance(kid.tag, str)]
        if [kid.tag for kid in kids] != ["dt", "dd"] * (len(kids) // 2) or not kids:
            continue
        terms.tag = "ul"
        for term, said in zip(kids[::2], kids[1::2], strict=True):
            row = etree.SubElement(terms, "li")
            term.tag = said.tag = "span"
            row.extend([term, said])


def no_class_names(root: HtmlElement) -> None:
    """Pages whose look is told elsewhere: no class and no id says anything."""
    for element in root.iter(etree.Element):
        for name in ("class", "id"):
            if element.tag != "script":
                element.attrib.pop(name, None)


def letters_set_apart(root: HtmlElement) -> None:
    """Short words filled up to the width of their column: 必　要."""
    for element in _leaves(root, "td", "th", "dt", "span", "label", "strong", "b"):
        if _LETTERS.fullmatch((element.text or "").strip()):
            element.text = "\u3000".join((element.text or "").strip())


def runs_of_an_editor(root: HtmlElement) -> None:
    """Cells pasted from Word: a paragraph of two runs, cut where the spelling was checked."""
    for cell in list(_leaves(root, "td", "th")):
        text, cell.text = cell.text or "", None
        line = etree.SubElement(cell, "p", {"class": "MsoNormal"})
        etree.SubElement(line, "span").text = text[: len(text) // 2]
        etree.SubElement(line, "span", {"lang": "EN-US"}).text = text[len(text) // 2 :]


def boxes_in_cells(root: HtmlElement) -> None:
    """What component libraries draw: a box in every cell, and blank lines in the source."""
    for cell in list(_leaves(root, *_CELLS)):
        _wrap(cell, "div")
        cell.text, cell[0].tail = "\n  ", "\n"


def no_blanks_in_the_source(root: HtmlElement) -> None:
    """Pages that a build step squeezed."""
    for element in root.iter(etree.Element):
        if element.tag not in {"pre", "script", "style", "textarea"} and _is_layout(element.text):
            element.text = None
        if _is_layout(element.tail):
            element.tail = None


def _is_layout(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip()


def a_site_around(root: HtmlElement) -> None:
    """The bar of a site over the guide and its imprint below."""
    body = root.find(".//body")
    if body is not None:
        body.insert(0, html.fragment_fromstring(_HEAD))
        body.append(html.fragment_fromstring(_FOOT))


def tables_that_scroll(root: HtmlElement) -> None:
    """Tables in boxes that scroll on a narrow screen."""
    for table in list(root.iter("table")):
        around = table.getparent()
        if around is None:
            continue
        scroll = html.Element("div", {"class": "table-box", "style": "overflow-x:auto"})
        around.replace(table, scroll)
        scroll.tail, table.tail = table.tail, None
        scroll.append(table)


def signs_before_labels(root: HtmlElement) -> None:
    """Labels with the star of what must be said: * 办理地点."""
    for label in _leaves(root, "th", "dt", "label"):
        row = label.getparent()
        beside = row is not None and any(kid.tag in {"td", "dd", "span", "div"} for kid in row)
        if beside and _LABEL.fullmatch((label.text or "").strip()):
            label.text = f"* {(label.text or '').strip()}"


def narrow_signs(root: HtmlElement) -> None:
    """Colons and brackets in the narrow form of a Latin keyboard."""
    for element in root.iter(etree.Element):
        if element.tag not in {"script", "style"} and element.text:
            element.text = element.text.replace("：", ": ").replace("（", "(").replace("）", ")")
        if element.tail:
            element.tail = element.tail.replace("：", ": ").replace("（", "(").replace("）", ")")


REWRITINGS: Mapping[str, Callable[[HtmlElement], None]] = {
    change.__name__: change
    for change in (
        bold_for_header_cells,
        plain_cells_for_header_cells,
        boxes_for_tables,
        boxes_for_headings,
        bold_for_headings,
        lists_of_terms_as_rows,
        no_class_names,
        letters_set_apart,
        runs_of_an_editor,
        boxes_in_cells,
        no_blanks_in_the_source,
        a_site_around,
        tables_that_scroll,
        signs_before_labels,
        narrow_signs,
    )
}
_OF_CLASSES = frozenset({boxes_for_tables, boxes_for_headings, bold_for_headings, no_class_names})
