"""Under 受理时间 may stand when in the year applications are taken: that says no hour of any day."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

OWN = {**ANSWER, "promiseLimit": "5个工作日"}
ROWS = "<tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>事项类型</th><td>行政确认</td></tr>"


@pytest.mark.parametrize(
    "said",
    ["每年3月和9月", "3月1日-3月31日集中受理", "每年10月至次年3月", "2026年3月1日至5月31日"],
)
def test_a_season_leaves_the_hours_open(said: str) -> None:
    assert read_answer({**OWN, "acceptTime": said}).read("hours").state is State.UNREAD
    page = read_body(f"<table>{ROWS}<tr><th>受理时间</th><td>{said}</td></tr></table>")
    assert page.read("hours").state is State.UNREAD


@pytest.mark.parametrize("said", ["每年4月1日至6月30日的工作日9:00-12:00", "周一至周五", "5月1日至9月30日：8:30-12:00"])
def test_hours_in_a_season_are_hours(said: str) -> None:
    assert read_answer({**OWN, "acceptTime": said}).read("hours").text == said
