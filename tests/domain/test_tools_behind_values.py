"""Tools of the page that stand behind a value in the same line."""

from __future__ import annotations

import pytest

from crawler.domain.values.page_tools import without_tools


@pytest.mark.parametrize(
    "behind",
    [
        " 【打印】【关闭】",
        " 【打印】【关闭",
        "　【字体：大 中 小】 [打印]",
        " 浏览次数：128 打印 关闭窗口",
        " | 分享到： 微信 微博 | 收藏",
        "打印分享到",
        "字号：大中小打印收藏",
    ],
)
def test_tools_behind_a_date_are_not_of_it(behind: str) -> None:
    assert without_tools(f"2026-01-20{behind}", bare=True) == "2026-01-20"


@pytest.mark.parametrize("value", ["2026-01-20打印店开业", "2026-01-20起", "打印分享到"])
def test_words_that_are_no_tools_stay_behind_a_date(value: str) -> None:
    assert without_tools(value, bare=True) == value


@pytest.mark.parametrize("value", ["窗口领取 打印", "自助打印", "云溪县水务局 分享", "2026-01-20 09:30", "【打印】"])
def test_other_values_keep_words_that_stand_in_no_brackets(value: str) -> None:
    assert without_tools(value) == value


def test_other_values_lose_tools_in_brackets() -> None:
    assert without_tools("云溪县水务局 【打印】【收藏】") == "云溪县水务局"
    assert without_tools("云溪县水务局 【综合科】") == "云溪县水务局 【综合科】"
