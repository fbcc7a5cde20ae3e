"""The name of a service under a key that nobody knows (事项名称): 业务类型名称, or whatever a system calls its items.

A text that ends as names of services do is the name where its key says that it names something, and nothing else does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import code_lists

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NAMING = re.compile(r"(?:name|title|mc|ming_?cheng|biao_?ti|名称|标题)$", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"parent|super|upper|main|root|catalog|categor|class|theme|topic|area|region|dept|org|window|relat|scene|situation"
    r"|^(?:f|sj|zx|fl|zt|qh|bm|ck|qx)_?(?:mc|name)$|父|主项|大项|上级|主题|情形",
    re.IGNORECASE,
)
"""Keys of what an item is part of, or stands beside: their names are those of services as well."""
_OF_A_FILE = re.compile(r"file|attach|annex|附件|文件", re.IGNORECASE)
"""Keys of files: what these are called for names no item."""
_SERVICE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9、（）()《》“”—\-]{2,44}"
    r"(?:审批|许可|审核|核准|核发|备案|登记|认定|确认|审查|验收|批准|换发|换领|补发|补办|补领|申领|申报|申请|发放|办理|注册|注销|变更|延续|给付)"
    r"(?:[（(][^（）()]{1,20}[)）])?"
)
"""What is done for somebody, with its case in brackets: 抵押权首次登记（一般抵押权）."""


class Named(NamedTuple):
    """A key under which the name of a service may stand, and whether nothing else can be meant."""

    key: str
    sure: bool


def name_in(node: Mapping[str, Any], known: Collection[str]) -> Named | None:
    """The key of a guide's object, none of those `known`, under which its name may stand."""
    texts = {key: value for key, value in node.items() if key not in known and _OF_A_FILE.search(key) is None}
    told = [key for key, value in texts.items() if names_a_service(value)]
    naming = [key for key in told if _NAMING.search(key) and not _OF_OTHERS.search(key)]
    if naming:
        return Named(naming[0], len({node[key].strip() for key in naming}) == 1)
    return Named(told[0], False) if told else None


def names_a_service(value: Any) -> bool:
    """Whether a text ends as names of services do, and is no word of a code list."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return _SERVICE.fullmatch(text) is not None and not code_lists.elements_with(text)
