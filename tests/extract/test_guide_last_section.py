"""What ends the last section of a guide, and headings that are no value of the tab around them."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(resources.files("crawler.catalogue").joinpath("labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<p><b>事项名称：</b><i>河道采砂许可</i></p><p><b>事项类型：</b><i>行政许可</i></p>"
    "<p><b>承诺时限：</b><i>7个工作日</i></p><p><b>实施机关：</b><i>水务局</i></p>"
)


def _read(body: str) -> ServiceGuide:
    page = parse(
        f"<html><body>{HEAD}{body}</body></html>".encode(), "text/html; charset=utf-8", "http://a.example/", "e1"
    )
    assert page is not None
    return read_guide([page], LABELS)


def test_a_date_below_the_last_section_is_the_guides_and_no_part_of_it() -> None:
    guide = _read("<h4>常见问题</h4><p>暂无常见问题</p><p>发布日期：2025-03-04 【<a href='#'>关闭</a>】</p>")
    assert guide.read("update_date").text.startswith("2025-03-04")
    assert guide.read("faq").text == "暂无常见问题"


def test_such_a_date_may_be_in_chinese_digits() -> None:
    assert (
        _read("<h4>常见问题</h4><p>问：要多久？</p><p>答：7天。</p><p>发布日期：二〇二五年三月</p>")
        .read("update_date")
        .stated
    )


def test_a_value_that_reads_like_a_label_is_no_title_of_a_column() -> None:
    pairs = (("受理地点：", "青石路2号一楼"), ("对外办公时间：", "工作时间"), ("咨询电话：", "0980-8612345"))
    guide = _read("".join(f"<p class='r'><strong>{label}</strong><em>{value}</em></p>" for label, value in pairs))
    assert guide.read("hours").text == "工作时间"
    assert guide.read("consultation_phone").text == "0980-8612345"


def test_another_section_in_the_tab_of_questions_is_no_question() -> None:
    tabs = "<ul><li data-tab='a'>常见问题</li></ul>"
    guide = _read(f"{tabs}<div id='a'><h4>常见问题</h4><div></div><h4>法律救济</h4><p>可以申请行政复议。</p></div>")
    assert guide.read("faq").state is State.NOT_STATED
    assert guide.read("remedy").text == "可以申请行政复议。"


def test_the_heading_over_labelled_rows_is_neither_place_nor_hours() -> None:
    rows = "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr>"
        for label, value in (("办理时间", ""), ("咨询电话", "0980-8612345"), ("交通指引", "公交3路"))
    )
    guide = _read(
        f"<ul><li data-tab='w'>办理地点和时间</li></ul><div id='w'><h4>窗口信息</h4><table>{rows}</table></div>"
    )
    assert guide.read("place").state is State.NOT_STATED
    assert guide.read("hours").state is State.NOT_STATED


def _tables(behind: str, title: str = "受理标准", said: str = "图纸清晰，文件在有效期内。") -> ServiceGuide:
    rows = "".join(
        f"<tr><td class=h>{t}</td></tr><tr><td><div>{s}</div></td></tr>"
        for t, s in (("办理依据", "《河道条例》第九条：采砂须经许可。"), (title, said))
    )
    return _read(f"<table>{rows}{behind}</table>")


def test_a_table_of_facts_without_a_title_is_no_part_of_the_section_above_it() -> None:
    facts = (("行使层级", "区级"), ("办件类型", "承诺件"), ("网上办理深度", "互联网受理"), ("到办事现场次数", "1次"))
    table = "".join(f"<tr><td><div>{label}：</div></td><td><div>{value}</div></td></tr>" for label, value in facts)
    for title, element in (("受理标准", "review_standard"), ("办理条件", "conditions"), ("法律救济", "remedy")):
        guide = _tables(f"<tr><td><table>{table}</table></td></tr>", title)
        assert guide.read(element).text == "图纸清晰，文件在有效期内。"
        assert guide.read("level").text == "区级"


def test_a_table_below_the_words_of_a_section_that_states_no_facts_is_part_of_it() -> None:
    table = "<table><tr><td>河段</td><td>上游</td></tr><tr><td>砂量</td><td>三万方</td></tr></table>"
    told = _tables(f"<tr><td>{table}</td></tr>").read("review_standard").text
    assert "三万方" in told
