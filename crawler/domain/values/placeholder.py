"""Placeholders (占位内容): words that stand where content should, and words that say "nothing here"."""

from __future__ import annotations

import re

from crawler.domain.elements import KEY_ELEMENTS
from crawler.domain.values import code_lists
from crawler.domain.values.numerals import plain, words_of
from crawler.domain.values.remembered import remembered

ALWAYS = words_of(
    "待定 待确认 待补充 待完善 待填 测试 测试数据 test 111 xxx 暂无内容 详见办事指南 见办事指南 详见指南",
    "按规定执行 按照规定执行 按规定 按相关要求 另行通知 null none undefined nan n/a &nbsp; 请输入 请填写 此处填写",
)
"""No content in any element."""

NOTHING = words_of(
    "无 暂无 没有 - -- --- — —— – / // \\ : . 。 、 * ** 空 暂无样本 无相关表格 暂无审批表格数据 暂无流程图",
    "暂无数据 暂无信息 暂无相关信息 暂无相关内容 查无相关事项 暂未提供 未提供 无内容 无数据",
)
"""Nothing here: no content in a key element, an answer elsewhere (数量限制：无)."""

_UNFILLED = words_of(
    "暂无数据 暂无信息 暂无相关信息 暂无相关数据 暂无相关内容 暂无内容 无数据 暂无更多 暂无更多数据",
    "查无数据 没有数据 加载中 正在加载 数据加载中",
)
"""What a page draws where its script has brought nothing, or nothing yet."""

STRICT_ELEMENTS = frozenset(KEY_ELEMENTS) | {
    "fee_status",
    "result_name",
    "service_target",
    "implementing_body",
    "delivery",
}
"""Elements in which "nothing here" is no answer."""

_SAID_AGAIN = re.compile(r"(?<=[\u4e00-\u9fff])(?:none|no|not|nothing|nil|n/a)[a-z]*$")
"""The same in English behind it: 暂无 None yet."""
_NO_ROWS = re.compile(
    r"(?:很?抱歉[,:]?)?(?:暂无|没有|未|查无|无)(?:能)?(?:找到|查到|查询到|检索到|搜索到)?(?:任何|可显示|符合条件|匹配|相关|对应)*的?"
    r"(?:数据|记录|信息|内容|结果)|no(?:matching|data|records?)*(?:data|records?|found|available|intable|todisplay)+"
)
"""What the tables of component libraries draw where they have no rows: 没有找到匹配的记录, 没有可显示的数据."""
_FILLED = re.compile(r"[xX×Ｘ*＊]{2,}|(\d)\1{2,}")
_TEMPLATE = re.compile(r"\$\{[^}]*\}|\{\{[^}]*\}\}|【[A-Z_]{3,}】|<%[^%]*%>")


@remembered
def bare(text: str) -> str:
    """The text as placeholders are compared: folded, without white space, closing stop and outer brackets."""
    folded = plain(text).lower()
    if len(folded) > 1:
        folded = folded.rstrip("。.;,!") or folded
    while len(folded) > 2 and (folded[0], folded[-1]) in {("(", ")"), ("[", "]"), ("【", "】")}:
        folded = folded[1:-1]
    return folded


@remembered
def says_nothing(text: str) -> bool:
    """Whether the text only says that there is nothing (无, 暂无样本, -)."""
    word = bare(text)
    if word[-1:].isascii():  # no other word ends in English
        word = _SAID_AGAIN.sub("", word)
    return not word or word in NOTHING or word in {"null", "none", "undefined"} or draws_no_rows(text)


def draws_no_rows(text: str) -> bool:
    """Whether a text is what a table draws where it has no rows (没有找到匹配的记录, 暂无相关数据)."""
    return _NO_ROWS.fullmatch(bare(text)) is not None


@remembered
def is_unfilled(text: str) -> bool:
    """Whether a text is what a page draws by itself where its data did not come (暂无数据, 加载中…)."""
    return bare(text).rstrip("….。") in _UNFILLED


@remembered
def may_be_placeholder(text: str) -> bool:
    """Whether a value is a placeholder in any element at all; most values are none."""
    word = bare(text)
    told = word in ALWAYS or word in NOTHING or _FILLED.fullmatch(word) or _TEMPLATE.fullmatch(text.strip())
    return bool(word and told)


def is_placeholder(text: str, element: str) -> bool:
    """Whether a value is a placeholder in this element; a value of the element's code list never is one."""
    if not may_be_placeholder(text) or code_lists.has(element, text):
        return False
    word = bare(text)
    if word in ALWAYS or _TEMPLATE.fullmatch(text.strip()):
        return True
    if _FILLED.fullmatch(word):
        # 110, 111 or 000 can be a number in these elements; elsewhere a row of one character is a filler.
        return (
            element not in {"visits", "consultation_phone", "complaint_phone", "material_copies"} or not word.isdigit()
        )
    return element in STRICT_ELEMENTS and word in NOTHING
