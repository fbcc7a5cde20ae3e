"""Text of Word 2007 documents (.docx), and of the one-file XML forms of Word 2003 and 2007."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extract.forms.content import ROW_LIMIT, BeyondReaderError, BrokenFileError, Cell, Content, Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.extract.forms.zip import Package

# Both namespaces of Word 2007 (transitional, strict) and that of Word 2003 use the same local names.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "delText", "pPr", "rPr", "tblPr", "tcPr", "trPr"})
_PICTURES = frozenset({"blip", "imagedata"})
# A parsed tree takes about ten times the size of its text.
_PART_LIMIT = 24 * 1024 * 1024
_TEXT_BOX = "txbxContent"
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"\\]+)"')
# Marks around the words of a link while a text is put together: signs that no XML text can hold.
_LINK, _FROM, _TO = "\x01", "\x02", "\x03"
_LINKED = re.compile(f"{_LINK}([^{_FROM}]*){_FROM}(.*?){_TO}", re.DOTALL)
_MARKS = re.compile(f"{_LINK}[^{_FROM}]*{_FROM}|{_TO}")
_MAIN = "word/document.xml"
_TARGETS = "word/_rels/document.xml.rels"


def parse_xml(body: bytes) -> etree._Element:
    """Parse XML that nobody vouches for: no entities, no network, no huge trees."""
    if len(body) > _PART_LIMIT:
        raise BeyondReaderError("xml: a part larger than we read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFileError(str(error)) from error


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Walk:
    """One walk over a document part; numbers tables and counts pictures. `targets` are the addresses of links by id."""

    def __init__(self, part: str, targets: Mapping[str, str] | None = None) -> None:
        self.part = part
        self.targets = targets or {}
        self.field: str | None = None
        self.rows: list[Row] = []
        self.pictures = 0
        self.tables = 0

    def blocks(self, parent: etree._Element, path: str) -> None:
        """Take every paragraph and table below an element, whatever wraps them."""
        seen: dict[str, int] = {}
        for child in parent:
            name = _local(child)
            if not name or name in _SKIPPED or len(self.rows) > ROW_LIMIT:
                continue
            seen[name] = seen.get(name, 0) + 1
            here = f"{path}/w:{name}[{seen[name]}]"
            if name == "p":
                boxes: list[etree._Element] = []
                before = self.pictures
                words = self.words(child, boxes)
                shows = self.pictures > before
                self.rows.append(paragraph(*_marked_off(words, f"{self.part}#{here}"), shows=shows))
                for box in boxes:
                    self.blocks(box, f"{here}//w:{_TEXT_BOX}")
            elif name == "tbl":
                self.table(child, here)
            else:
                self.blocks(child, here)

    def table(self, table: etree._Element, path: str) -> None:
        """Take the rows of a table; cells that continue a merged one above are left out."""
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(_rows_of(table), start=1):
            cells: list[Cell] = []
            column = 0
            for cell_number, cell in enumerate(_children(row, "tc"), start=1):
                here = f"{path}/w:tr[{row_number}]/w:tc[{cell_number}]"
                span, continued = _merging(cell)
                boxes: list[etree._Element] = []
                before = self.pictures
                text = "\n".join(self.words(p, boxes) for p in _paragraphs_of(cell))
                if not continued:
                    text, locator, links = _marked_off(text, f"{self.part}#{here}")
                    cells.append(Cell(text, locator, column, links, self.pictures > before))
                column += span
                for inner_number, inner in enumerate(_children(cell, "tbl"), start=1):
                    # A table within a cell is read after the cell, as a table of its own.
                    self.table(inner, f"{here}/w:tbl[{inner_number}]")
            self.rows.append(Row(tuple(cells), table=number))
            if len(self.rows) > ROW_LIMIT:
                return

    def words(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        """The text of one paragraph; text boxes anchored in it are handed back."""
        pieces: list[str] = []
        for child in element:
            name = _local(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name in {"tab", "ptab"}:
                pieces.append("\t")
            elif name in {"br", "cr"}:
                pieces.append("\n")
            elif name == "sym":
                pieces.append("□")  # a symbol font's character, in forms nearly always a box to tick
            elif name == "noBreakHyphen":
                pieces.append("-")
            elif name == _TEXT_BOX:
                boxes.append(child)
            elif name == "instrText":
                self._instructed(child)
            elif name == "fldChar":
                pieces.append(self._bounded(child))
            elif name and name not in _SKIPPED:
                self.pictures += name in _PICTURES
                inner = self.words(child, boxes)
                target = self._target(child, name)
                pieces.append(f"{_LINK}{target}{_FROM}{inner}{_TO}" if target and inner.strip() else inner)
        return "".join(pieces)

    def _target(self, element: etree._Element, name: str) -> str | None:
        """Where a hyperlink, or a simple field that is one, leads."""
        if name == "hyperlink":
            named = next((v for k, v in element.attrib.items() if str(k).endswith("}id")), None)
            return self.targets.get(str(named))
        if name == "fldSimple":
            given = next((v for k, v in element.attrib.items() if str(k).endswith("}instr")), "")
            found = _HYPERLINK.search(str(given))
            return found.group(1) if found else None
        return None

    def _instructed(self, element: etree._Element) -> None:
        """Remember where the field that is open leads."""
        found = _HYPERLINK.search(element.text or "")
        if found is not None:
            self.field = found.group(1)

    def _bounded(self, element: etree._Element) -> str:
        """The mark where the words of a field begin or end that leads somewhere."""
        kind = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}fldCharType")), "")
        if self.field is None or kind not in {"separate", "end"}:
            return ""
        target = self.field
        if kind == "end":
            self.field = None
            return _TO
        return f"{_LINK}{target}{_FROM}"


def _marked_off(text: str, locator: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """The text without the marks of its links, its place, and the links: their words and addresses."""
    if _LINK not in text:
        return text.replace(_TO, ""), locator, ()
    links = [(_MARKS.sub("", words), target) for target, words in _LINKED.findall(text)]
    return _MARKS.sub("", text), locator, tuple((words, target) for words, target in links if words.strip())


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, also where a content control or a tracked change wraps them."""
    for child in element:
        found = _local(child)
        if found == name:
            yield child
        elif found in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            yield from _children(child, name)


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    return _children(table, "tr")


def _paragraphs_of(cell: etree._Element) -> Iterator[etree._Element]:
    return _children(cell, "p")


def _merging(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it continues the cell above."""
    span, continued = 1, False
    for properties in _children(cell, "tcPr"):
        for entry in properties:
            value = next((v for k, v in entry.attrib.items() if str(k).endswith("}val")), None)
            if _local(entry) == "gridSpan" and value is not None and str(value).isdigit():
                span = min(max(int(value), 1), 100)
            elif _local(entry) == "vMerge" or (_local(entry) == "hMerge"):
                continued = value != "restart"
    return span, continued


def read_docx(package: Package) -> Content:
    """Read the main document, then headers and footers, then foot- and endnotes."""
    main = package.read(_MAIN)
    targets = _targets(package)
    rows: list[Row] = []
    pictures = 0
    names = sorted(n for n in package.names if n.startswith("word/") and n.endswith(".xml"))
    extra = [n for n in names if n[5:].startswith(("header", "footer", "footnotes", "endnotes"))]
    for name in (_MAIN, *extra[:20]):
        walk = _Walk(name, targets if name == _MAIN else None)
        try:
            root = parse_xml(main if name == _MAIN else package.read(name))
        except BrokenFileError:
            if name == _MAIN:
                raise
            continue
        walk.blocks(root, f"/w:{_local(root)}")
        rows += walk.rows if name == _MAIN else [r for r in walk.rows if any(c.text.strip() for c in r.cells)]
        pictures += walk.pictures
    return Content(tuple(rows), pictures, linked=True, placed=True)


def _targets(package: Package) -> dict[str, str]:
    """The addresses that the links of the main document lead to, by their ids."""
    if _TARGETS not in package.names:
        return {}
    try:
        root = parse_xml(package.read(_TARGETS))
    except (BrokenFileError, BeyondReaderError):
        return {}
    told = ((entry.get("Id"), entry.get("Target"), entry.get("Type") or "") for entry in root)
    return {str(own): str(target) for own, target, kind in told if own and target and kind.endswith("/hyperlink")}


def read_word_xml(body: bytes) -> Content:
    """Read Word-XML: the whole document in one XML file (Word 2003, or a 2007 package written flat)."""
    walk = _Walk("document")
    root = parse_xml(body)
    bodies = [e for e in root.iter() if _local(e) == "body"]
    if not bodies:
        raise BrokenFileError("Word XML without a body")
    walk.blocks(bodies[0], "/w:body")
    return Content(tuple(walk.rows), walk.pictures, placed=True)
