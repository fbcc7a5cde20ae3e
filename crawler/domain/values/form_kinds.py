"""Families of file types (文件类型): which extensions and contents go together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FileKind

if TYPE_CHECKING:
    from crawler.domain.records import FormFile

_REFUSED = re.compile(
    r"防盗链|非法(?:访问|请求|来源)|来源(?:不明|非法)|referer|cookie|验证码|安全验证|访问(?:被|受)|拦截|频繁|javascript",
    re.IGNORECASE,
)
_ERROR = re.compile(r"不存在|找不到|未找到|已删除|错误|异常|失败|not found|error|exception", re.IGNORECASE)
_WORD, _SHEET, _IMAGE, _ARCHIVE = "word", "sheet", "image", "archive"
_OF_NAME = {
    **dict.fromkeys(("doc", "docx", "docm", "dot", "dotx", "rtf", "wps", "wpt"), _WORD),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "xlsb", "xlt", "xltx", "et", "ett"), _SHEET),
    **dict.fromkeys(("jpg", "jpeg", "jpe", "png", "gif", "bmp", "tif", "tiff", "webp", "svg"), _IMAGE),
    **dict.fromkeys(("zip", "rar"), _ARCHIVE),
    "pdf": "pdf",
    "ofd": "ofd",
    "txt": "text",
}
_OF_KIND = {
    **dict.fromkeys((FileKind.DOC, FileKind.DOCX, FileKind.WORD_XML, FileKind.RTF, FileKind.WPS), _WORD),
    **dict.fromkeys((FileKind.XLS, FileKind.XLSX, FileKind.ET), _SHEET),
    **dict.fromkeys((FileKind.ZIP, FileKind.RAR), _ARCHIVE),
    FileKind.IMAGE: _IMAGE,
    FileKind.PDF: "pdf",
    FileKind.OFD: "ofd",
    FileKind.TEXT: "text",
}


def family_of_name(extension: str) -> str | None:
    """The family an extension promises; None for no extension, an address's (.do, .html) or one not known."""
    return _OF_NAME.get(extension)


def family_of_kind(kind: FileKind) -> str | None:
    """The family of a content; None where it may be any (a web page, nothing, unknown)."""
    return _OF_KIND.get(kind)


def holds_file(archive: FormFile) -> bool:
    """Whether an archive has a member that opens, or one known only by a name that a form could have."""
    return any(
        member.opens is True or (member.opens is None and family_of_name(member.extension) not in {None, _ARCHIVE})
        for member in archive.members
    )


def refuses(file: FormFile) -> bool:
    """Whether words in place of a file may be a refusal to us: hot-link protection, a challenge, a cookie test."""
    return len(file.fields) < 2 and (file.text is None or _REFUSED.search(file.text) is not None)


def reports_error(file: FormFile) -> bool:
    """Whether words in place of a file say that something went wrong."""
    return _ERROR.search(file.text or "") is not None


def is_no_file(file: FormFile) -> bool:
    """Whether what came is no form whatever its name: it does not open, or is a web page or message in its place."""
    if file.opens is False:
        return True
    return file.kind is FileKind.TEXT and family_of_name(file.extension) != "text" and len(file.fields) < 2
