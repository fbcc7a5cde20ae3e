"""Labels that name two elements at once (合并标签): 咨询电话、监督电话, 办事地点/时间."""

from __future__ import annotations

import re

RANK = 45
"""Labels of one of both are believed before these."""
_JOINT = "(?:[、/]|及|和|与|以及)?"
_DEED = "(?:办理|办公|办事|受理|服务|窗口|经办|工作|接待|申报|申领|现场|业务|审批|对外){0,2}"
_WAY = "(?:电话|方式|渠道|途径|热线|号码)"
_PLACE, _HOURS = f"{_DEED}(?:地点|地址|场所)", f"{_DEED}时间"
_LABELS = (
    (
        re.compile(f"(?:业务|服务)?(?:咨询|联系){_WAY}?{_JOINT}(?:监督|投诉|举报){{1,2}}{_WAY}"),
        ("consultation_phone", "complaint_phone"),
    ),
    (
        re.compile(f"(?:监督|投诉|举报){{1,2}}{_WAY}?{_JOINT}(?:业务|服务)?(?:咨询|联系){_WAY}"),
        ("complaint_phone", "consultation_phone"),
    ),
    (
        re.compile(f"{_PLACE}(?:[、/]|及|和|与|以及){_HOURS}|{_HOURS}(?:[、/]|及|和|与|以及){_PLACE}"),
        ("place", "hours"),
    ),
)


def elements_of(label: str) -> tuple[str, str] | None:
    """The two elements that one normalised label names; None for every other."""
    return next((both for pattern, both in _LABELS if pattern.fullmatch(label) is not None), None)
