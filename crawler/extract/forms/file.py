"""Read one form file (表格文件): what it is, whether it opens, its text, answer places and title."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import structlog

from crawler.domain.records import FileKind, FormFile
from crawler.domain.values.form_words import is_blank, placeholders_of
from crawler.extract.forms.content import (
    BeyondReaderError,
    BrokenFileError,
    Content,
    LockedFileError,
    cleaned,
    text_of,
)
from crawler.extract.forms.doc import read_doc
from crawler.extract.forms.docx import read_docx, read_word_xml
from crawler.extract.forms.fields import fields_of, title_of
from crawler.extract.forms.kind import Nature, nature_of
from crawler.extract.forms.markup import read_html, read_ofd, read_text
from crawler.extract.forms.name import extension_of, offered_name
from crawler.extract.forms.pdf import read_pdf
from crawler.extract.forms.rar import names_in_rar
from crawler.extract.forms.rtf import read_rtf
from crawler.extract.forms.sheet import check_xls, check_xlsx, read_sheet_xml, read_sheets
from crawler.page.files.carried_file import file_in

_log = structlog.get_logger(__name__)

_MEMBER_LIMIT = 30
_CELL_LIMIT = 20_000
_PAGE_NAMES = frozenset(
    {"", "html", "htm", "shtml", "do", "action", "jsp", "jspx", "php", "asp", "aspx", "ashx", "cgi"}
)
"""Extensions of addresses, which say nothing about the file they lead to."""

_SPELLED = {
    FileKind.DOCX: "Word 文档（docx）",
    FileKind.DOC: "Word 97-2003 文档（doc）",
    FileKind.XLSX: "Excel 工作簿（xlsx）",
    FileKind.XLS: "Excel 97-2003 工作簿（xls）",
    FileKind.PDF: "PDF 文件",
    FileKind.WPS: "WPS 文字",
    FileKind.ET: "WPS 表格",
    FileKind.OFD: "OFD 文件",
    FileKind.RTF: "RTF 文档",
    FileKind.WORD_XML: "Word XML 文档",
    FileKind.HTML: "网页",
    FileKind.IMAGE: "图片",
    FileKind.ZIP: "ZIP 压缩包",
    FileKind.RAR: "RAR 压缩包",
    FileKind.TEXT: "纯文本",
    FileKind.UNKNOWN: "无法识别的内容",
}
_NAMES_OF = {
    FileKind.DOCX: {"docx", "docm", "dotx", "wps"},
    FileKind.DOC: {"doc", "dot", "wps"},
    FileKind.XLSX: {"xlsx", "xlsm", "xltx", "xlsb", "et"},
    FileKind.XLS: {"xls", "xlt", "et"},
    FileKind.WPS: {"wps", "wpt"},
    FileKind.ET: {"et", "ett"},
    FileKind.WORD_XML: {"xml"},
    FileKind.HTML: {"mht", "mhtml"},
    FileKind.IMAGE: {"jpg", "jpeg", "jpe", "png", "gif", "bmp", "tif", "tiff", "webp", "svg"},
    FileKind.TEXT: {"txt", "csv"},
    FileKind.UNKNOWN: {"ppt"},
}


@dataclass(slots=True)
class _Reading:
    """What came of reading a file of a known kind."""

    content: Content | None = None
    opens: bool | None = None
    problem: str | None = None
    unread: str | None = None
    locked: bool = False


def read_form(
    body: bytes,
    *,
    evidence: str,
    file_name: str | None,
    content_type: str | None = None,
    disposition: str | None = None,
) -> FormFile:
    """Read a form file. Any bytes give an answer: what is wrong with them is data, never an exception.

    Of an answer that carries a file, the file is read.
    """
    if (carried := file_in(body)) is not None:
        body, named = carried
        file_name, content_type, disposition = named or file_name, None, None
    name = offered_name(disposition, file_name)
    try:
        return _read(body, evidence, name, content_type, depth=0)
    except Exception:  # noqa: BLE001 - and the log has the traceback
        # Damage finds the bugs of any reader, and one file must not end an audit.
        _log.exception("form file could not be read", evidence=evidence, file_name=name, size=len(body))
        return replace(_unopened(name, evidence), size=len(body), sha256=_digest(body), unread="读取程序出错，未读取")


def read_content(body: bytes, *, file_name: str | None, content_type: str | None) -> tuple[Content | None, str]:
    """The rows of text of a file, else None and why it has none. Any bytes give an answer."""
    try:
        reading = _reading(body, nature_of(body, extension_of(file_name)), content_type)
    except Exception:  # noqa: BLE001 - as for a form: damage finds the bugs of any reader
        _log.exception("office file could not be read", file_name=file_name, size=len(body))
        return None, "读取程序出错，未读取"
    return (None if reading.content is None else cleaned(reading.content)), reading.unread or ""


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _read(body: bytes, evidence: str, name: str | None, content_type: str | None, *, depth: int) -> FormFile:
    extension = extension_of(name)
    nature = nature_of(body, extension)
    reading = _reading(body, nature, content_type)
    file = FormFile(
        evidence=evidence,
        file_name=name,
        extension=extension,
        kind=nature.kind,
        size=len(body),
        sha256=_digest(body),
        opens=reading.opens,
        encrypted=reading.locked or nature.locked,
        macros=nature.macros,
        unread=reading.unread,
    )
    if reading.content is not None:
        file = _with_content(file, reading.content)
    if nature.kind is FileKind.IMAGE:
        file = replace(file, image_only=True, vector=nature.vector)
    if nature.kind is FileKind.HTML:
        file = replace(file, opens=_is_form_page(file, nature))
    if nature.kind in {FileKind.ZIP, FileKind.RAR} and depth == 0:
        file = replace(file, members=_members(body, nature, evidence))
    return replace(file, problem=_problems(file, reading.problem))


def _reading(body: bytes, nature: Nature, content_type: str | None) -> _Reading:
    if nature.locked:
        return _Reading(opens=None, locked=True, unread="文件有密码，无法读取")
    if nature.over_limit:
        return _Reading(opens=None, unread="超出程序的读取能力，未读取")
    if nature.broken is not None:
        return _Reading(opens=False, problem="文件已损坏，无法打开", unread="文件已损坏")
    try:
        content = _content(body, nature, content_type)
    except BrokenFileError:
        return _Reading(opens=False, problem="文件已损坏，无法打开", unread="文件已损坏")
    except LockedFileError:
        return _Reading(opens=None, locked=True, unread="文件有密码，无法读取")
    except BeyondReaderError:
        return _Reading(opens=None, unread="超出程序的读取能力，未读取")
    except (RecursionError, MemoryError):
        return _Reading(opens=None, unread="文件结构过深或过大，未读取")
    if content is not None:
        return _Reading(content=content, opens=True)
    match nature.kind:
        case FileKind.EMPTY:
            return _Reading(opens=False, problem="文件为空（0 字节）", unread="文件为空")
        case FileKind.IMAGE:
            return _Reading(opens=True, unread="图片，没有可提取的文字")
        case FileKind.ZIP | FileKind.RAR:
            return _Reading(opens=True, unread="压缩包，文字在包内文件中")
        case _ if nature.foreign:
            return _Reading(opens=False, problem="内容不是任何办公文档，无法打开", unread="无法识别的文件格式")
        case _:
            return _Reading(opens=None, unread="无法识别的文件格式")


def _content(body: bytes, nature: Nature, content_type: str | None) -> Content | None:
    """The content by the reader of its kind; None where there is no reader."""
    match nature.kind:
        case FileKind.DOCX if nature.package is not None:
            return read_docx(nature.package)
        case FileKind.DOC | FileKind.WPS if nature.streams:
            return read_doc(nature.streams["WordDocument"], nature.streams)
        case FileKind.XLSX if nature.package is not None:
            return read_sheets(body, check_xlsx(nature.package))
        case FileKind.XLS | FileKind.ET if nature.streams:
            return read_sheets(body, check_xls(nature.streams.get("Workbook") or nature.streams.get("Book") or b""))
        case FileKind.XLS if nature.sheet_xml:
            return read_sheet_xml(body)
        case FileKind.PDF:
            return read_pdf(body)
        case FileKind.WORD_XML:
            return read_word_xml(body)
        case FileKind.RTF:
            return read_rtf(body)
        case FileKind.HTML:
            return read_html(body, content_type)
        case FileKind.OFD if nature.package is not None:
            return read_ofd(nature.package)
        case FileKind.TEXT:
            return read_text(body, content_type)
        case _:
            return None


def _with_content(file: FormFile, content: Content) -> FormFile:
    content = cleaned(content)
    text = text_of(content)
    letters = sum(character.isalnum() for character in text)
    # A scan may carry a page number or a scanner's name; a form has at least a title and a label.
    if content.pictures and letters < 8:
        return replace(file, image_only=True, unread="只有图片，没有可提取的文字")
    if content.drawn and letters < 8:
        return replace(file, unread="有图形，没有可提取的文字")
    title = title_of(content.rows)
    cells = tuple(cell.text.strip() for row in content.rows for cell in row.cells if not is_blank(cell.text))
    return replace(
        file,
        text=text,
        title=title,
        cells=cells[:_CELL_LIMIT],
        fields=fields_of(content.rows, title),
        pictures=content.pictures,
    )


def _is_form_page(file: FormFile, nature: Nature) -> bool:
    """Whether a web page in place of a file is itself the form: full of answer places, or an office program's."""
    return len(file.fields) >= (2 if nature.office_page else 4)


def _members(body: bytes, nature: Nature, evidence: str) -> tuple[FormFile, ...]:
    if nature.package is None:
        return tuple(_unopened(name, evidence) for name in names_in_rar(body)[:_MEMBER_LIMIT])
    found: list[FormFile] = []
    for name, _ in nature.package.files()[:_MEMBER_LIMIT]:
        short = offered_name(None, name)
        if short is None or short.startswith(("~$", "._", ".DS_Store", "Thumbs.db")):
            continue
        try:
            found.append(_read(nature.package.read(name), evidence, short, None, depth=1))
        except (BrokenFileError, LockedFileError, BeyondReaderError):
            found.append(_unopened(short, evidence))
    return tuple(found)


def _unopened(name: str | None, evidence: str) -> FormFile:
    """A file of which only the name is known, as those of some archives."""
    short = offered_name(None, name)
    return FormFile(
        evidence=evidence,
        file_name=short,
        extension=extension_of(short),
        kind=FileKind.UNKNOWN,
        size=0,
        sha256="",
        opens=None,
        unread="压缩包内的文件，未能展开",
    )


def _problems(file: FormFile, problem: str | None) -> str | None:
    """What a person should know about the file, in one line; `form.download` and `form.blank_is_blank` judge it."""
    found = [problem] if problem else []
    named = file.extension
    fits = named == file.kind.value or named in _NAMES_OF.get(file.kind, ())
    if named not in _PAGE_NAMES and not fits and file.kind is not FileKind.EMPTY:
        found.append(f"扩展名是 .{named}，内容是{_SPELLED[file.kind]}")
    if file.kind is FileKind.HTML and file.opens is False and named in _PAGE_NAMES:
        found.append("内容是网页，不是表格文件")
    if file.text is not None:
        left = tuple(dict.fromkeys(placeholders_of(file.text)))
        if left:
            found.append(f"残留系统占位符：{'、'.join(left[:5])}{'等' if len(left) > 5 else ''}（{len(left)} 种）")
    return "；".join(found) or None
