"""What lines of materials say beside a name (材料行): a file offered behind it, a way of handling before it.

示例样表：户口簿.doc behind a name is a form of it. 网上申请：无 says that nothing is asked for there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import placeholder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FILE = re.compile(
    r"[。；;，,\s]*[（(【]?(?:空白|示例|填写|参考)?(?:样[表本]|表格?|范本|示范文本|附件|模板)\s*[:：]\s*"
    r"[^\s。；;:：]{1,60}\.(?:docx?|xlsx?|pdf|wps|et|rtf|jpe?g|png|zip|rar)[）)】]?[。；;]?$",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?:[(（]?\d{1,2}[)）.、．]?\s*)?(?:网上|线上|掌上|手机|窗口|现场|线下|自助)(?:端|办理|申请|申报|办事|提交)?\s*[:：]\s*"
)
_TICK = re.compile(r"^\s*[□☐☑■○●◇◆▢]\s*(?=\S{2})")
"""The box of a notice (一次性告知单) that a clerk ticks: □ 1.申请书."""
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[一二三四五六七八九十]{1,2}(?=、))\s*[、.．)）]?"
)


def offers_one_by_one(lines: Sequence[str]) -> bool:
    """Whether lines are numbered, so that a file offered behind one (空白样表：…) is a form of that one alone."""
    return sum(_NUMBERED.match(line) is not None for line in lines) > 1


def bare(lines: Sequence[str], says_none: Callable[[str], bool]) -> list[str]:
    """The lines without files behind their names, ways before them, and those that ask for nothing one way."""
    found = []
    for line in lines:
        own = _FILE.sub("", line) or line
        own = _TICK.sub("", own) or own
        way = _WAY.match(own)
        said = own[way.end() :].strip() if way is not None else own
        if way is not None and (placeholder.says_nothing(said.rstrip("。；;")) or says_none(said)):
            continue
        found.append(said or own)
    return found
