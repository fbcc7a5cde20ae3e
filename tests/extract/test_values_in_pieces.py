"""Values whose number, unit and remark stand in elements of their own."""

from __future__ import annotations

import pytest

from crawler.domain.values.guide_times import is_number_and_unit
from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr></table>"
)


def _promised(body: str) -> str:
    return read_body(_HEAD + body).read("promised_time_limit").text


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        ("<div><span>承诺办结时限：</span><b>5</b><span>个工作日</span></div>", "5 个工作日"),
        (
            "<div><span>承诺办结时限：</span><b>5</b><span>个工作日</span><em>材料齐全后起算</em></div>",
            "5个工作日（材料齐全后起算）",
        ),
        (
            "<table><tr><th>承诺办结时限</th><td><b>5</b> <u>个</u><u>工作日</u><i>不含公示</i></td></tr></table>",
            "5个工作日（不含公示）",
        ),
        (
            "<table><tr><th>承诺办结时限</th><td><b>5</b><span>个工作日</span><u>?</u></td></tr></table>",
            "5个工作日",
        ),
        ("<table><tr><th>承诺办结时限（工作日）</th><td><b>5</b><i>含听证</i></td></tr></table>", "5工作日（含听证）"),
        (
            "<table><tr><th>承诺办结时限</th><td><b>5</b>个工作日<i>（不含公示）</i></td></tr></table>",
            "5个工作日（不含公示）",
        ),
    ],
)
def test_number_unit_and_remark_are_one_limit(body: str, limit: str) -> None:
    told = _promised(body)
    assert "".join(told.split()) == "".join(limit.split())
    assert is_number_and_unit(told)


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        (
            "<table><tr><th>承诺办结时限</th><td>5个工作日<i>特殊情形10个工作日</i></td></tr></table>",
            "5个工作日特殊情形10个工作日",
        ),
        ("<table><tr><th>承诺办结时限</th><td>5个工作日 左右</td></tr></table>", "5个工作日 左右"),
        ("<table><tr><th>承诺办结时限</th><td><b>5</b><i>含听证</i></td></tr></table>", "5 含听证"),
        ("<div><span>承诺办结时限：</span><b>5</b><span>法定办结时限：</span><b>20</b></div>", "5"),
    ],
)
def test_what_is_no_remark_stays_in_the_limit(body: str, limit: str) -> None:
    assert _promised(body) == limit


def test_a_price_and_its_unit_stand_behind_their_label() -> None:
    guide = read_body(
        f"{_HEAD}<ul><li>收费标准<b>10</b><span>元/本</span></li><li>跑动次数<b>1</b><em>次</em></li></ul>"
    )
    assert [fee.read("fee_standard").text for fee in guide.fees] == ["10元/本"]
    assert guide.read("visits").text == "1次"
