"""What the examples of every check say where it has no answer is there in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome
from crawler.report.reasons import reason_in

if TYPE_CHECKING:
    from tests.checks.conftest import Judged

_HAN = re.compile(r"[\u3400-\u9fff]")
_OF_A_PAGE = re.compile(r"(?<=: ).*|“.*?”")
_OF_EXAMPLES = {"只有图片", "一个框架没有取到", "打不开", "第2页打不开", "第二页打不开", "页面打不开", "首页被拦截"}
"""Reasons that examples invent for what was not read."""


def test_no_reason_is_left_in_chinese(judged: dict[str, list[Judged]]) -> None:
    told = [
        (one.example.id, reason_in(one.verdict.reason or "", "en"))
        for examples in judged.values()
        for one in examples
        if one.verdict.outcome in {Outcome.CANT_TELL, Outcome.INAPPLICABLE} and one.verdict.reason not in _OF_EXAMPLES
    ]
    chinese = [f"{name}: {reason}" for name, reason in told if _HAN.search(_OF_A_PAGE.sub("", reason))]

    assert told
    assert not chinese, "\n".join(chinese)
