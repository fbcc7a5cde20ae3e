"""What is done in the steps of a procedure (环节), and whether words joined by arrows are such steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEDS = (
    "申请|申报|预约|收件|接件|受理|审查|审核|审批|复核|勘查|踏勘|现场核查|核查|评审|公示|公告|决定|办结|制证|发证|颁证|领证|送达|取件|"
    "缴费|登记|归档|反馈|拨付|发放|兑付|审定|签发|批复|资格|公布|领证|报送|上报|初审|批准|核准|备案|告知|听证|检验|检测|打证|领取|核验|办理|核定|登簿|缮证"
)
_HOW = "(?:网上|窗口|现场|线上|在线)?(?:提交)?"
STEP = re.compile(f"^{_HOW}(?:{_DEEDS})")
DEED = re.compile(f"{_HOW}(?:{_DEEDS})(?:[及与和、/]?(?:{_DEEDS}))*")
_ANY = re.compile(_DEEDS)
_CLICKS = re.compile(r"[“\"【]|(?:点击|登录|打开|进入|选择|搜索|下载|关注|扫码)")
"""Begins a step of a way through a site (点击“我要办”), which is none of the procedure."""
_LONGEST, _LONGEST_SENTENCE, _FEWEST = 60, 80, 3


def are_steps(parts: Sequence[str]) -> bool:
    """Whether what arrows join are steps: most begin with a deed, or there are three or more of which one has any."""
    if len(parts) < 2:
        return False
    begun = sum(STEP.match(part) is not None and len(part) <= _LONGEST for part in parts)
    if 2 * begun > len(parts):
        return True
    short = all(len(part) <= _LONGEST_SENTENCE and _CLICKS.match(part) is None for part in parts)
    return len(parts) >= _FEWEST and short and any(_ANY.search(part) for part in parts)
