"""What the examples of every check say where it cannot tell is there in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome
from crawler.report.reasons import reason_in
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from tests.checks.conftest import Example

_HAN = re.compile(r"[\u3400-\u9fff]")
_OF_A_PAGE = re.compile(r"(?<=: ).*|“.*?”")
_OF_EXAMPLES = {"只有图片", "一个框架没有取到", "打不开", "第2页打不开", "第二页打不开", "页面打不开", "首页被拦截"}
"""Reasons that examples invent for what was not read."""


def test_no_reason_is_left_in_chinese(example: Example) -> None:
    verdict = judge(all_checks()[example.check], example.record())

    if verdict.outcome is Outcome.CANT_TELL and verdict.reason not in _OF_EXAMPLES:
        told = reason_in(verdict.reason or "", "en")
        assert not _HAN.search(_OF_A_PAGE.sub("", told)), told
