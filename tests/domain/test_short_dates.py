"""Dates whose year has two digits."""

from __future__ import annotations

import pytest

from crawler.domain.values import dates
from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td></tr></table>"
)


@pytest.mark.parametrize(
    "text", ["25-10-09", "25/10/9", "'25.10.09", "25年10月", "25年10月9日", "25-10-09 08:30", "２５－１０－０９"]
)
def test_dates_of_years_in_two_digits(text: str) -> None:
    assert dates.is_short(text)
    assert dates.parse(text) is None  # which number is the year is custom alone


@pytest.mark.parametrize(
    "text", ["10-09", "25-10", "25-13-09", "25-02-30", "10:21:33", "25.5", "0571-81-23", "25-10-09-11", "第25-10-09号"]
)
def test_numbers_that_are_none(text: str) -> None:
    assert not dates.is_short(text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("更新时间：25-10-09 浏览次数：33", "25-10-09"),
        ("更新时间：25年10月9日 打印 收藏", "25年10月9日"),
        ("更新时间：2025-10-09 浏览次数：33", "2025-10-09"),
    ],
)
def test_a_date_ends_before_other_pairs_and_buttons(line: str, day: str) -> None:
    assert read_body(f"{_HEAD}<p>{line}</p>").read("update_date").text == day
