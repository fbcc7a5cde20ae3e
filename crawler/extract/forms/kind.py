"""What a file is by its content (真实类型), whatever its name says."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

import olefile

from crawler.domain.records import FileKind
from crawler.extract.forms.content import BeyondReaderError, BrokenFileError
from crawler.extract.forms.zip import Package
from crawler.page.drawings import is_vector_drawing

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_STREAM_LIMIT = 64 * 1024 * 1024
_OFFICE_NAMES = frozenset({"doc", "docx", "docm", "xls", "xlsx", "xlsm", "pdf", "wps", "et", "rtf", "ofd"})
# Word 2 to 5, Windows Write, Excel 2 to 4: programs still open them, no reader of ours does.
_BEFORE_1997 = tuple(
    map(bytes.fromhex, ("dba5", "9ba5", "31be", "32be", "090004", "090206", "090406", "0900", "0902", "0904"))
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|script|table|div|form|title|center|iframe)\b", re.IGNORECASE
)
_WORD_XML = (
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"schemas.microsoft.com/office/2006/xmlPackage",
    b'progid="Word.Document"',
)
_SHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_OFFICE_PAGE = re.compile(rb"urn:schemas-microsoft-com:office:(?:word|excel|office)|mso-|ProgId", re.IGNORECASE)


@dataclass(slots=True)
class Nature:
    """What the content is, with the container opened once: a zip package or the streams of a compound file."""

    kind: FileKind
    package: Package | None = None
    streams: dict[str, bytes] = field(default_factory=dict)
    broken: str | None = None
    over_limit: bool = False
    locked: bool = False
    macros: bool = False
    office_page: bool = False
    sheet_xml: bool = False
    vector: bool = False
    foreign: bool = False
    """Named like an office file, and no program of that kind ever wrote such bytes."""


def nature_of(body: bytes, extension: str) -> Nature:
    """Find out what the bytes are; the extension only tells apart formats that look alike inside."""
    if not body:
        return Nature(FileKind.EMPTY)
    if body.startswith(_COMPOUND):
        return _compound(body, extension)
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(body)
    if body.startswith(b"Rar!\x1a\x07"):
        return Nature(FileKind.RAR)
    if b"%PDF-" in body[:1024]:
        return Nature(FileKind.PDF)
    if body.startswith(_IMAGES) or (body.startswith(b"BM") and len(body) > 26 and body[14:15] in b"\x0c\x28\x6c\x7c"):
        return Nature(FileKind.IMAGE)
    nature = _written(body)
    if nature.kind is FileKind.UNKNOWN:
        nature.foreign = extension in _OFFICE_NAMES and not body.startswith(_BEFORE_1997)
    return nature


def _written(body: bytes) -> Nature:
    head = body[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if head.startswith(b"{\\rtf"):
        return Nature(FileKind.RTF)
    flat = head.replace(b"\x00", b"")
    if is_vector_drawing(flat):
        return Nature(FileKind.IMAGE, vector=True)
    if flat.startswith(b"<") and any(mark in flat for mark in _WORD_XML):
        return Nature(FileKind.WORD_XML)
    if flat.startswith(b"<?xml") and _SHEET_XML in flat and b"<html" not in flat.lower():
        return Nature(FileKind.XLS, sheet_xml=True)
    if flat[:13].lower() == b"mime-version:" or _MARKUP.search(flat):
        return Nature(FileKind.HTML, office_page=_OFFICE_PAGE.search(body[:20000]) is not None)
    sample = body[:4096]
    if b"\x00" in sample or sum(b < 9 or 13 < b < 32 for b in sample) > len(sample) // 100:
        return Nature(FileKind.UNKNOWN)
    for encoding in ("utf-8", "gb18030"):
        try:
            # The sample may end in the middle of a character.
            sample[: len(sample) - 4 if len(body) > len(sample) else len(sample)].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 8:
                continue
        return Nature(FileKind.TEXT)
    return Nature(FileKind.UNKNOWN)


def _zip(body: bytes) -> Nature:
    try:
        package = Package(body)
    except BeyondReaderError:
        return Nature(FileKind.ZIP, over_limit=True)
    except BrokenFileError as error:
        # Cut off: the directory at the end is missing, the headers before each member still say what it was.
        for kind, mark in ((FileKind.DOCX, b"word/"), (FileKind.XLSX, b"xl/"), (FileKind.OFD, b"OFD.xml")):
            if re.search(rb"PK\x03\x04.{26}" + re.escape(mark), body[:1_000_000], re.DOTALL):
                return Nature(kind, broken=str(error))
        if b"[Content_Types].xml" in body[:200]:
            return Nature(FileKind.DOCX, broken=str(error))
        return Nature(FileKind.ZIP, broken=str(error))
    names = frozenset(package.names)
    macros = any(n.endswith("vbaProject.bin") for n in names)
    if "word/document.xml" in names:
        return Nature(FileKind.DOCX, package=package, macros=macros)
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return Nature(FileKind.XLSX, package=package, macros=macros)
    if "OFD.xml" in names:
        return Nature(FileKind.OFD, package=package)
    return Nature(FileKind.ZIP, package=package, locked=package.locked)


def _compound(body: bytes, extension: str) -> Nature:
    guess = FileKind.XLS if "Workbook".encode("utf-16-le") in body else FileKind.DOC
    if guess is FileKind.DOC and "WordDocument".encode("utf-16-le") not in body:
        guess = {"xls": FileKind.XLS, "doc": FileKind.DOC}.get(extension, FileKind.UNKNOWN)
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as container:
            names = {"/".join(path): path for path in container.listdir(streams=True, storages=True)}
            macros = any(n in names for n in ("Macros", "_VBA_PROJECT_CUR"))
            if "EncryptedPackage" in names:
                return Nature(FileKind.XLSX if extension.startswith("xls") else FileKind.DOCX, locked=True)
            wanted: list[str] = [n for n in ("WordDocument", "0Table", "1Table", "Workbook", "Book") if n in names]
            streams = {n: container.openstream(n).read(_STREAM_LIMIT) for n in wanted}
    except Exception as error:  # noqa: BLE001 - olefile raises whatever the damage leads to
        return Nature(guess, broken=f"ole2: {error}")
    if "WordDocument" in streams:
        return Nature(FileKind.WPS if extension in {"wps", "wpt"} else FileKind.DOC, streams=streams, macros=macros)
    if "Workbook" in streams or "Book" in streams:
        return Nature(FileKind.ET if extension in {"et", "ett"} else FileKind.XLS, streams=streams, macros=macros)
    return Nature(FileKind.UNKNOWN)
