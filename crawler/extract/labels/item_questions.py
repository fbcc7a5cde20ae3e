"""Questions that name the item (公租房怎么申请), which ask for an element as they would without its name."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.labels.questions import LONGEST, asked_for

LONGEST_WITH_ITEM = 40
_SHORTEST = 2
_PARTED = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9]+|什么|怎么|怎样|如何|哪些?|谁|多少|多久|[吗呢啥几]|是否|问答|问题|解答|解读|指南|办事|须知|一文读懂|关于"
    r"|条件|材料|资料|流程|程序|步骤|时[限间]|费用?|收费|地[点址]|窗口|依据|政策|规定|电话|咨询|投诉"
)
"""What parts the words of a title that may name the item: words that ask, and words for what a guide says."""
_ACTS = frozenset(
    {"申请", "办理", "申办", "登记", "备案", "申领", "申报", "审批", "领取", "补办", "换领", "变更", "注销"}
)
_ACT = "办理"
"""What is done with an item, whatever it is called: 怎么补办 asks of 身份证补办 what 怎么办理 does."""


@lru_cache(maxsize=1024)
def asked_of_item(words: str, titles: tuple[str, ...]) -> str | None:
    """The element that a question asks for of the item that titles name; None where it asks of anything else."""
    if not _SHORTEST < len(words) <= LONGEST_WITH_ITEM:
        return None
    bare = _without_item(words, titles)
    return asked_for(bare, only=True) if bare != words and len(bare) <= LONGEST else None


def _without_item(words: str, titles: tuple[str, ...]) -> str:
    pieces = [piece for title in titles for piece in _PARTED.split(title) if len(piece) >= _SHORTEST]
    while named := max((_shared(words, piece) for piece in pieces), key=len, default=""):
        words = words.replace(named, "\n" if named not in _ACTS else "\t")
    return words.replace("\n", "").replace("\t", _ACT)


def _shared(words: str, piece: str) -> str:
    """The longest words of a title that a question has too."""
    for length in range(min(len(words), len(piece)), _SHORTEST - 1, -1):
        for start in range(len(piece) - length + 1):
            if (named := piece[start : start + length]) in words and named != _ACT:
                return named
    return ""
