"""What to call a form in a sentence (附件名称): 下载 and 查看 tell nobody which of ten forms is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.form_words import bare

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment

_OFFER = re.compile(
    r"空白表格?|空表|模板|示例样表|样表|样本|示例|范例|范本|附件|表格|下载|点击|查看|打开|文件|材料|申请表|格式|[\d一二三四五六七八九十]+|[^\w]|_"
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_ALL = re.compile(
    r"\.(?:zip|rar|7z)\s*$|打包"
    r"|(?:一键|批量|全[部套]|所有|整套)(?:的|相关|申[请报]|材料|表[格单]|空白?表|附件|样表|文件|模板)*下载"
    r"|下载(?:全[部套]|所有|整套)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_TELLING = 2
"""Characters beside those of any link to a form that tell which one it is."""


def tells_nothing(name: str) -> bool:
    """Whether a name is made of the words of any link to a form: 空白表格下载."""
    return len(_OFFER.sub("", bare(name))) < _TELLING


def promises_all(name: str) -> bool:
    """Whether a name promises all forms of a guide at once (打包下载, 一键下载): those of any material."""
    return _ALL.search(name) is not None


def called(attachment: FormAttachment) -> str:
    """A form's own words where they tell which it is; else the material that it stands beside, else its file's name."""
    if _NUMBER.search(attachment.name) or not tells_nothing(_ENDING.sub("", attachment.name)):
        return attachment.name
    file = attachment.file.file_name if attachment.file is not None else None
    return attachment.of or file or attachment.name
