"""Labels known by the place in which a page draws them: bold words of lines, cells over values, terms, titles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.draft import Draft
from crawler.extract.guide.reading import NO_GUIDE, read_guide
from crawler.extract.html import slot_words
from crawler.extract.html.tree import tree
from crawler.extract.lists import bold_steps, column_kinds
from crawler.page.guides import json_blocks
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse
from tests.extract.one_guide import LABELS, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def read(body: str) -> ServiceGuide:
    return read_body(body)


def answer(data: Any) -> JsonPage:
    return JsonPage(data=data, text=json.dumps(data, ensure_ascii=False), url="http://127.0.0.1/a", evidence="e")


def lines(*pairs: tuple[str, str]) -> str:
    return "<p>" + "".join(f"<b>{label}</b>{value}<br>" for label, value in pairs) + "</p>"


FACTS = lines(
    ("事项类型", "行政许可"),
    ("实施主体", "云溪县水务局"),
    ("法定办结时限", "20个工作日"),
    ("本局答应几天办好", "7个工作日"),
    ("来大厅趟数", "1次"),
    ("来大厅的缘由", "要核对原件"),
    ("镇里的叫法", "打井证"),
    ("接听咨询的号码", "0571-81234567"),
)


@pytest.mark.parametrize(
    ("label", "value", "element"),
    [
        ("本局答应的天数", "7个工作日", "promised_time_limit"),
        ("法律给出的天数", "20个工作日", "statutory_time_limit"),
        ("到大厅趟数", "1趟", "visits"),
        ("到大厅的缘故", "核对原件", "visits_reason"),
        ("反映意见打", "0571-81234567", "complaint_phone"),
        ("网上做到哪一档", "互联网受理", "online_depth"),
        ("颁给的证件", "取水许可证", "result_name"),
        ("本页改动于", "2026-05-06", "update_date"),
        ("有无名额限定", "无", "quantity_limit"),
    ],
)
def test_a_word_and_a_value_tell_an_element_together(label: str, value: str, element: str) -> None:
    match = slot_words.element(label, value, LABELS)
    assert match is not None
    assert match.element == element


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("镇里的叫法", "打井证明办法"),
        ("类别", "其他"),
        ("有没有", "是"),
        ("本局答应的天数", "云溪县人民路5号"),
        ("到大厅趟数", "随时"),
    ],
)
def test_one_of_the_two_alone_tells_nothing(label: str, value: str) -> None:
    match = slot_words.element(label, value, LABELS)
    assert match is None or match.confidence == 1.0


def test_bold_words_that_begin_lines_are_labels_in_whatever_words() -> None:
    guide = read(f"<h1>取水许可</h1>{FACTS}")
    assert guide.read("promised_time_limit").text == "7个工作日"
    assert guide.read("visits").text == "1次"
    assert guide.read("visits_reason").text == "要核对原件"
    assert guide.read("consultation_phone").text == "0571-81234567"


def test_a_label_that_nobody_knows_ends_the_value_before_it_and_is_kept() -> None:
    guide = read(f"<h1>取水许可</h1>{FACTS}")
    assert "镇里的叫法" in {u.label for u in guide.unmapped}
    assert "打井证" not in guide.read("visits_reason").text


def test_labels_that_come_again_in_box_after_box_are_parts_of_a_list() -> None:
    def card(name: str, copies: str, kind: str) -> str:
        rows = (("归哪一类", kind), ("收几份", copies), ("正本副本", "原件"), ("是否必须要", "必要"))
        return f"<p><font color=navy><b>{name}</b></font><br>{lines(*rows)[3:]}"

    guide = read(
        f"<h1>取水许可</h1>{FACTS}<p align=center><b>申请材料</b></p>"
        + card("（1）取水申请书", "2份", "申请表格文书")
        + card("（2）营业执照", "1份", "证件证书证明")
    )
    assert [m.name.text for m in guide.materials] == ["取水申请书", "营业执照"]
    assert [m.read("material_copies").text for m in guide.materials] == ["2份", "1份"]
    assert [m.read("material_type").text for m in guide.materials] == ["申请表格文书", "证件证书证明"]


def test_bold_words_with_plain_text_behind_them_are_no_runs_of_one_text() -> None:
    guide = read(f"<h1>取水许可</h1><p><font><b>甲</b></font><br>{FACTS[3:]}")
    assert guide.read("item_type").text == "行政许可"


STACKED = (
    "<table border=1><tr><th rowspan=4>概况</th><th>事项类型</th><th>本局答应时日</th><th>来窗口趟数</th></tr>"
    "<tr><td>行政许可</td><td>7个工作日</td><td>1次</td></tr>"
    "<tr><th>实施主体</th><th>法定办结时限</th><th>来窗口的缘由</th></tr>"
    "<tr><td>云溪县水务局</td><td>20个工作日</td><td>核对原件</td></tr>"
    "<tr><th colspan=4>准予的条件</th></tr><tr><td colspan=4>有取水设施；<br>水源充足。</td></tr></table>"
)


def test_header_cells_over_their_values_are_pairs() -> None:
    guide = read(f"<h1>取水许可</h1>{STACKED}")
    said = {e: guide.read(e).text for e in ("item_type", "promised_time_limit", "visits", "visits_reason")}
    assert said == {
        "item_type": "行政许可", "promised_time_limit": "7个工作日", "visits": "1次", "visits_reason": "核对原件"
    }  # fmt: skip
    assert "水源充足" in guide.read("conditions").text


def test_a_header_over_several_rows_is_a_list_and_no_row_of_pairs() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n}份</td><td>原件</td></tr>" for name, n in (("申请书", 2), ("营业执照", 1))
    )
    guide = read(
        f"<h1>取水许可</h1>{FACTS}<h3>申请材料</h3>"
        f"<table><tr><th>材料名称</th><th>收取数目</th><th>正本副本</th></tr>{rows}</table>"
    )
    assert [m.read("material_copies").text for m in guide.materials] == ["2份", "1份"]
    assert [m.read("material_original").text for m in guide.materials] == ["原件", "原件"]


def test_rows_of_labels_of_the_guide_over_one_value_each_are_no_list() -> None:
    rows = [{"特殊环节": "听证", "法定办结时限": "20个工作日", "承诺办结时限": "7个工作日"}]
    assert column_kinds.told(rows, LABELS, meant=None, named=False) is None


def test_a_column_is_known_by_its_values_where_its_title_says_something_else() -> None:
    text = "取用水资源的单位和个人，应当申请领取取水许可证，并缴纳水资源费，但法律另有规定的除外。"
    told = column_kinds.told([{"法规": "《水法》", "条文": text}], LABELS, meant="legal_basis", named=False)
    assert told is not None
    assert told.parts == {"法规": "law", "条文": "content"}


def test_steps_begin_with_their_name_in_bold_and_their_limit_in_brackets() -> None:
    steps = "<p><b>递件</b><br>到窗口交</p><p><b>受理</b>[2日]<br>核对材料</p><p><b>发证</b>[1日]<br>打证</p>"
    guide = read(f"<h1>取水许可</h1>{FACTS}<h3>办理流程</h3><div>{steps}</div>")
    assert [(s.name.text, s.limit.text, s.description.text) for s in guide.steps] == [
        ("递件", "", "到窗口交"), ("受理", "2日", "核对材料"), ("发证", "1日", "打证")
    ]  # fmt: skip


def test_ways_in_bold_are_no_steps() -> None:
    ways = "<p><b>网上办理</b>：登录后填报</p><p><b>窗口办理</b>：带材料来</p><p><b>邮寄办理</b>：寄到大厅</p>"
    page = parse(f"<html><body><div>{ways}</div></body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert isinstance(page, Page)
    assert not bold_steps.put([tree(page, LABELS)], None, page, Draft(evidence="e"))


BLOCKS = {
    "code": 0,
    "doc": {
        "head": "取水许可",
        "parts": [
            {
                "t": "先说大概",
                "c": [
                    {"t": "属于哪类事项", "c": "行政许可"},
                    {"t": "哪家单位在管", "c": "云溪县水务局"},
                    {"t": "法律给的天数", "c": "20个工作日"},
                    {"t": "本局答应几天", "c": "7个工作日"},
                ],
            },
            {"t": "什么条件能办", "c": "<p>有取水设施；</p><p>水源充足。</p>"},
            {
                "t": "去哪里办",
                "c": [
                    {"t": name, "c": [{"t": "门牌号", "c": place}, {"t": "几点开门", "c": "周一至周五9:00-17:00"}]}
                    for name, place in (("城区", "云溪县人民路5号"), ("新区", "云溪县江北路8号"))
                ],
            },
            {"t": "办理步骤", "c": "<ol><li><b>申请</b>：网上填报</li><li><b>受理</b>（2日）：核对</li></ol>"},
        ],
    },
}  # fmt: skip


def test_an_answer_in_blocks_is_read_as_the_page_that_it_draws() -> None:
    guide = read_guide([answer(BLOCKS)], LABELS)
    assert guide.read("name").text == "取水许可"
    assert guide.read("promised_time_limit").text == "7个工作日"
    assert guide.read("promised_time_limit").locator == "/doc/parts/0/c/3/c"
    assert [w.place.text for w in guide.windows] == ["云溪县人民路5号", "云溪县江北路8号"]
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("申请", ""), ("受理", "2日")]


def test_news_in_blocks_are_no_guide() -> None:
    parts = [
        {"t": title, "c": f"<p>{title}办件32万件，按时办结率99%。</p>"} for title in ("总体情况", "主要做法", "下一步")
    ]
    assert read_guide([answer({"doc": {"head": "一季度通报", "parts": parts}})], LABELS).unread == NO_GUIDE


def test_a_list_without_blocks_in_it_is_no_page() -> None:
    assert json_blocks.shown(answer({"menu": [{"t": f"栏目{n}", "c": "/a"} for n in range(12)]})) is None


def material(name: str, form: str, source: str) -> dict[str, Any]:
    return {"materialName": name, "jj": {"xCode": "2", "xText": form}, "kk": {"xCode": "10", "xText": source}}


def test_codes_with_words_units_and_counts_are_known_by_their_values_under_any_key() -> None:
    code = {"itemCode": "1", "itemText": "工作日"}
    guide = read_guide(
        [
            answer(
                {
                    "itemName": "取水许可",
                    "implementingBody": "云溪县水务局",
                    "promiseLimit": {"amount": 7, "unit": code},
                    "zzxm": [{"xCode": "2", "xText": "企业法人"}, {"xCode": "3", "xText": "事业法人"}],
                    "materials": [
                        material("申请书", "电子化", "申请人自备"),
                        material("章程", "纸质", "政府部门核发"),
                    ],
                    "acceptCondition": "有取水设施",
                }
            )
        ],
        LABELS,
    )  # fmt: skip
    assert guide.read("promised_time_limit").text == "7个工作日"
    assert guide.read("service_target").text == "企业法人、事业法人"
    assert [m.read("material_form").text for m in guide.materials] == ["电子化", "纸质"]
    assert [m.read("material_source").text for m in guide.materials] == ["申请人自备", "政府部门核发"]


def test_a_label_over_an_empty_place_among_others_is_not_stated() -> None:
    guide = read(
        f"<h1>取水许可</h1>{FACTS[:-4]}<b>办理地点</b>云溪县人民路5号<br><b>问事电话</b><br></p>".replace(
            "接听咨询的号码", "邮编"
        )
    )
    assert guide.read("consultation_phone").state is State.NOT_STATED
