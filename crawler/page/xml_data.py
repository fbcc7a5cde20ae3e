"""Answers in XML that carry data (XML 数据), read as what JSON would hold: older services answer their pages so.

An element becomes an object of its attributes and its children; one without either is its text. Children of one name
are a list, and so is a single one that is a row: an answer of one row has the shape of an answer of two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_DATA = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", re.IGNORECASE)
"""Documents, and what an answer of data never declares: entities are never read."""
_DOCUMENTS = frozenset(
    {"html", "svg", "rss", "feed", "rdf", "urlset", "sitemapindex", "wml", "workbook", "document", "opml", "math"}
)
"""Roots of what is shown, subscribed to or crawled, and carries no data of a page's own."""
_MARKUP = frozenset(
    {"body", "head", "div", "span", "p", "a", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td"}
    | {"th", "section", "article", "main", "form", "select", "option", "iframe", "img", "script", "style", "h1", "h2"}
    | {"h3", "h4", "b", "strong", "em", "font", "center"}
)
"""Roots of a piece of a page, whatever type it was sent as."""
_TEXT = "value"
_DEEPEST = 40


def data_of(text: str) -> dict[str, Any] | None:
    """The data of an XML answer; None for any other text, documents in XML among them."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith("<") or _NO_DATA.search(start[:2000]):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        # The text is decoded already, whatever its first line says of its encoding.
        root = etree.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", start).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    name = _name(root)
    if name.lower() in _DOCUMENTS | _MARKUP or (not len(root) and not root.attrib):
        return None
    found = _value(root, 0)
    return found if isinstance(found, dict) else {name: found}


def _value(element: _Element, depth: int) -> Any:
    """An element as an object, or as its text."""
    children = [child for child in element if isinstance(child.tag, str)]
    words = (element.text or "").strip()
    if (not children and not element.attrib) or depth > _DEEPEST:
        return "".join(str(text) for text in element.itertext()).strip()
    found: dict[str, Any] = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    named: dict[str, list[_Element]] = {}
    for child in children:
        named.setdefault(_name(child), []).append(child)
    for name, alike in named.items():
        values = [_value(child, depth + 1) for child in alike]
        found[name if name not in found else f"{name}_"] = values if len(alike) > 1 or _is_row(alike[0]) else values[0]
    if words:
        found.setdefault(_TEXT, words)
    return found


def _is_row(element: _Element) -> bool:
    """Whether the only child of its name is a row that may have fellows: it tells something itself, and wraps none."""
    within = [_name(child) for child in element if isinstance(child.tag, str)]
    wraps = len(within) == 1 or len(set(within)) < len(within)
    around = element.getparent()
    siblings = {_name(child) for child in around if isinstance(child.tag, str)} if around is not None else {""}
    return len(siblings) == 1 and bool(element.attrib or within) and not wraps


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
