"""Bodies and papers that are no more (失效称谓): a closed list, each with what took its place."""

from __future__ import annotations

import re

from crawler.domain.values.remembered import remembered

_NOW = {
    "工商局": "市场监督管理局",
    "质监局": "市场监督管理局",
    "国税局": "税务局",
    "地税局": "税务局",
    "组织机构代码证": "统一社会信用代码证照",
    "税务登记证": "加载统一社会信用代码的证照",
    "计划生育证明": "生育登记服务",
}
_FULL_NAMES = {
    "工商行政管理局": "工商局",
    "工商管理局": "工商局",
    "质量技术监督局": "质监局",
    "国家税务局": "国税局",
    "地方税务局": "地税局",
    "计生证明": "计划生育证明",
}
# 税务登记证件 and 税务登记证明 are words of the law in force.
_FIND = re.compile(
    "|".join(sorted((*_NOW, *_FULL_NAMES), key=len, reverse=True)).replace("税务登记证", r"税务登记证(?![件明])")
)
# It is told as history, or nobody has to bring it.
_HISTORY = re.compile(
    r"(?:原|旧|老版?|曾用?|前身为?|以前|过去|换发前|改制前|机构改革前|(?:三|五|多|两)证合一|三证整合|两证整合|未换(?:发|领)"
    r"|无需|无须|不需|不用|不必|不再|取消|免于?(?:提交|提供)|免交|已(?:被|由|更名|合并|并入|撤销|废止))[^，。；;,]{0,14}$"
)
_AFTER = re.compile(
    r"[^，。；;,]{0,12}(?:现更名|已更名|更名为|现为|现称|合并为|已取消|已废止|不再(?:使用|提供|提交)|(?:三|五|多|两)证合一|未换(?:发|领)"
    r"|未办理|有效期内|旧版|无需|不需)"
)
_TITLE = re.compile(r"《([^《》]*)》")


@remembered
def find(text: str) -> tuple[tuple[str, str], ...]:
    """Words in force no more, each once with what took its place; history and titles of documents are none."""
    found: dict[str, str] = {}
    titles = [m.span() for m in _TITLE.finditer(text) if _FIND.fullmatch(m[1]) is None]
    for match in _FIND.finditer(text):
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
        if any(start < match.start() < end for start, end in titles):
            continue
        if not _HISTORY.search(before) and not _AFTER.match(after):
            found[match.group()] = _NOW[_FULL_NAMES.get(match.group(), match.group())]
    return tuple(found.items())
