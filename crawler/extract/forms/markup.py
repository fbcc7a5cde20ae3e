"""Text of forms that are no office files: web pages saved as a form, OFD (GB/T 33190), plain text."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import compat32
from typing import TYPE_CHECKING

from lxml import etree, html

from crawler.extract.forms.content import ROW_LIMIT, BrokenFileError, Cell, Content, Row, paragraph
from crawler.extract.forms.docx import parse_xml
from crawler.page.decode import decode

if TYPE_CHECKING:
    from crawler.extract.forms.zip import Package

_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "section", "center", "form", "body"}
)
_HIDDEN = frozenset({"script", "style", "head", "noscript", "template"})


def read_html(body: bytes, content_type: str | None) -> Content:
    """Read a web page: its table rows, and the text of everything else in order."""
    if body.lstrip()[:13].lower() == b"mime-version:":
        body = _html_part(body)
    text = decode(body, content_type).text
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", ""))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise BrokenFileError(f"html: {error}") from error
    rows: list[Row] = []
    tables: dict[etree._Element, int] = {}
    words: list[str] = []
    tree = root.getroottree()

    def close(element: etree._Element) -> None:
        line = "".join(words).replace("\xa0", " ")
        words.clear()
        if line.strip():
            rows.append(paragraph(re.sub(r"[^\S\n]*\n\s*", " ", line).strip(), tree.getpath(element)))

    skip = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and len(rows) <= ROW_LIMIT:
            if not skip and tag == "tr":
                close(element)
                owner = next((a for a in element.iterancestors("table")), element)
                number = tables.setdefault(owner, len(tables) + 1)
                cells = tuple(
                    Cell(_words(cell), tree.getpath(cell), n)
                    for n, cell in enumerate(c for c in element if c.tag in {"td", "th"})
                )
                rows.append(Row(cells, table=number))
            skip += tag in _HIDDEN or tag == "tr"
            if not skip:
                if tag in _BLOCKS or tag in {"br", "table"}:
                    close(element)
                words.append(element.text or "")
        elif event == "end":
            skip -= tag in _HIDDEN or tag == "tr"
            if not skip and tag in _BLOCKS:
                close(element)
        if event != "start" and not skip:
            words.append(element.tail or "")
    close(root)
    return Content(tuple(rows), sum(1 for _ in root.iter("img")))


def _words(cell: etree._Element) -> str:
    """Text of a cell; what a person typed into an input counts, nested rows are read on their own."""
    return " ".join("".join(str(text) for text in cell.itertext("*") if text).split())


def _html_part(body: bytes) -> bytes:
    """The page inside a web archive (.mht), which Word writes as .doc too."""
    for part in message_from_bytes(body, policy=compat32).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    return body


def read_ofd(package: Package) -> Content:
    """Read an OFD document: the text of each page in the order in which it is drawn."""
    rows: list[Row] = []
    pictures = 0
    pages = [n for n in package.names if re.search(r"Page_?\d+/Content\.xml$", n, re.IGNORECASE)]
    for name in sorted(pages, key=lambda n: [int(d) for d in re.findall(r"\d+", n)])[:30]:
        for element in parse_xml(package.read(name)).iter():
            tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            pictures += tag == "ImageObject"
            if tag == "TextObject":
                text = "".join(str(t) for child in element for t in child.itertext()).strip()
                if text:
                    rows.append(paragraph(text, f"{name}#{element.get('ID', '')}"))
    return Content(tuple(rows), pictures)


def read_text(body: bytes, content_type: str | None) -> Content:
    """Read plain text, a paragraph a line."""
    lines = decode(body, content_type).text.splitlines()
    return Content(tuple(paragraph(line, f"line {n}") for n, line in enumerate(lines[:ROW_LIMIT], 1) if line.strip()))
