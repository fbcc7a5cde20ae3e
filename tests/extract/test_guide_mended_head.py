"""The head of a guide: name and badges without a label; and a standard that says that nothing is paid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide import prose
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
ROWS = (
    "<table><tr><th>实施主体</th><td>云溪县林业局</td></tr><tr><th>法定办结时限</th><td>20个工作日</td></tr>"
    "<tr><th>咨询电话</th><td>0571-88112233</td></tr><tr><th>服务对象</th><td>自然人</td></tr></table>"
)


def read(head: str, more: str = "") -> ServiceGuide:
    html = f"<html><head><title>事项详情</title></head><body>{head}{ROWS}{more}</body></html>"
    page = parse(html.encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_name_and_badges_stand_above_the_first_label() -> None:
    guide = read("<div><div>林木采伐许可（个人）</div><p><i>行政许可</i><i>承诺件</i></p></div>")
    assert guide.read("name").text == "林木采伐许可（个人）"
    assert guide.read("item_type").text == "行政许可"
    assert guide.read("case_type").text == "承诺件"


def test_a_row_of_types_is_a_menu() -> None:
    guide = read("<h1>林木采伐许可</h1><p><i>行政许可</i><i>行政确认</i><i>公共服务</i></p>")
    assert guide.read("item_type").state is not State.STATED


def test_a_label_is_believed_before_a_badge() -> None:
    guide = read("<h1>林木采伐许可</h1><p><i>即办件</i></p>", "<p>办件类型：承诺件</p>")
    assert guide.read("case_type").text == "承诺件"


def test_a_standard_may_say_that_nothing_is_paid() -> None:
    assert read("<h1>林木采伐许可</h1>", "<p>收费标准：不收费</p>").read("fee_status").text == "不收费"
    assert read("<h1>林木采伐许可</h1>", "<p>收费标准：20元/证</p>").read("fee_status").state is not State.STATED


def test_a_date_may_stand_before_the_number_of_a_law() -> None:
    (law,) = prose.laws(["《森林法实施条例》（2000年1月29日国务院令第278号发布）第三十条 申请林木采伐的。"])
    assert (law.number, law.clause) == ("2000年1月29日国务院令第278号发布", "第三十条")


def test_the_date_may_stand_in_the_foot_or_below_the_title() -> None:
    assert (
        read("<h1>林木采伐许可</h1>", "<footer>本页更新于2024年5月6日</footer>").read("update_date").text
        == "2024年5月6日"
    )
    assert read("<h1>林木采伐许可</h1><p>2024-02-28 来源：林业局</p>").read("update_date").text == "2024-02-28"
    law = "<p>设定依据：《森林法》（2019年12月28日修订）第五十六条</p>"
    assert read("<h1>林木采伐许可</h1>", law).read("update_date").state is not State.STATED


@pytest.mark.parametrize(
    ("title", "above", "name"),
    [
        ("办事大厅", "<div>办事指南</div><span>渡船登记</span>", "渡船登记"),
        ("掌上临江", "<div>办事指南</div><span>渡船登记</span>", "渡船登记"),
        ("掌上临江", "<div>掌上临江</div><span>渡船登记</span>", None),
        ("掌上临江", "<div>办事指南</div><span>行政许可</span>", "掌上临江"),
        ("渡船年检", "<div>办事指南</div><span>渡船登记</span>", "渡船年检"),
        ("临江办事大厅", "<span>残疾人证</span>", None),
    ],
)
def test_the_title_of_all_pages_of_a_site_names_no_item(title: str, above: str, name: str | None) -> None:
    html = f"<html><head><title>{title}</title></head><body>{above}{ROWS}</body></html>"
    page = parse(html.encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    found = read_guide([page], LABELS).read("name")
    assert found.text == name if name is not None else found.state is State.UNREAD


@pytest.mark.parametrize(
    ("date", "said"),
    [("2026年10月", "2026年10月"), ("2026年10月15日", "2026年10月15日"), ("2026-10-15", "2026-10-15")],
)
def test_a_figure_behind_the_month_of_a_change_is_no_day(date: str, said: str) -> None:
    strip = "<x-row>15个工作日</x-row><x-row>承诺办结时限</x-row>"
    guide = read("<h1>林木采伐许可</h1>", f"<x-row>更新时间 {date}</x-row> {strip}")
    assert guide.read("update_date").text == said


def test_stars_for_a_grade_are_no_part_of_a_date() -> None:
    line = "<p>最后更新时间：2026-07-15 <span class='star'>★★★☆☆</span></p>"
    assert read("<h1>林木采伐许可</h1>", line).read("update_date").text == "2026-07-15"
