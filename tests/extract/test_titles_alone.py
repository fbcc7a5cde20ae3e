"""Titles where values are looked for: header rows without rows, maps of titles in scripts, steps of the path."""

from __future__ import annotations

import json

import pytest

from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.parse import parse
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer, read_body

PAIRS = (
    ("事项名称", "渡船登记"),
    ("办件类型", "承诺件"),
    ("实施主体", "临江县交通运输局"),
    ("是否收费", "不收费"),
    ("受理条件", "有合格的渡船"),
)
HEAD = "".join(f"<p>{label}：{value}</p>" for label, value in PAIRS)
TITLES = {
    "spsxmc": "审批事项名称",
    "sszt": "实施主体",
    "bldd": "办理地点",
    "zxdh": "咨询电话",
    "sltj": "受理条件",
    "fdbjsx": "法定办结时限",
    "fdbjsxdw": "法定办结时限单位",
    "clmc": "材料名称",
    "cllx": "材料类型",
    "sfbz": "收费标准",
    "sfsf": "是否收费",
    "sxlx": "事项类型",
    "fwdx": "服务对象",
}
RECORD = {
    "spsxmc": "渡船登记",
    "sszt": "临江县交通运输局",
    "bldd": "听涛路7号一楼",
    "zxdh": "0571-81234567",
    "sltj": "有合格的渡船",
    "fdbjsx": 20,
    "fdbjsxdw": "工作日",
    "sfsf": "不收费",
    "sxlx": "行政许可",
    "fwdx": "自然人",
}


def shell(said: object) -> Page:
    """A page whose script names the keys of the answer that fills it."""
    script = f"<script>var zdm = {json.dumps(said, ensure_ascii=False)};</script>"
    source = f"<html><body><table id=t></table>{script}</body></html>"
    page = parse(source.encode(), "text/html; charset=utf-8", "http://127.0.0.1/g", "e")
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize(
    "lists",
    [
        "<table><tr><th>材料名称</th><th>材料类型</th></tr></table><h3>收费项目</h3><table>{}</table>",
        "<h3>收费项目</h3><table><tbody>{}</tbody></table>",
        "<table>{}</table>",
        "<dl><dt>收费标准</dt><dd>收费依据</dd></dl>",
    ],
)
@pytest.mark.parametrize("cell", ["th", "td"])
def test_the_titles_of_a_list_without_rows_are_no_values(lists: str, cell: str) -> None:
    row = "".join(f"<{cell}>{words}</{cell}>" for words in ("收费项目名称", "收费标准", "收费依据"))
    guide = read_body(HEAD + lists.format(f"<tr>{row}</tr>"))
    assert guide.read("fee_status").text == "不收费"
    assert not guide.fees
    stated = ("fee_name", "fee_standard", "fee_basis", "materials", "material_type")
    assert not any(guide.read(element).stated for element in stated)


def test_words_of_lists_and_names_are_values_though_they_are_labels_elsewhere() -> None:
    fee = "<h3>收费项目</h3><p>收费项目名称：登记费</p><p>收费标准：10元</p>"
    page = f"{HEAD}<table><tr><td>法律救济</td><td>行政复议</td></tr></table>{fee}"
    assert read_body(page).read("remedy").text == "行政复议"
    assert [fee.name.text for fee in read_body(page).fees] == ["登记费"]


def test_a_map_of_titles_in_a_script_names_the_keys_of_the_answer_and_states_nothing() -> None:
    guide = read_guide([shell(TITLES), answer_of({"data": RECORD})], LABELS)
    assert {e: guide.read(e).text for e in ("name", "place", "fee_status")} == {
        "name": "渡船登记",
        "place": "听涛路7号一楼",
        "fee_status": "不收费",
    }
    assert guide.read("statutory_time_limit").text == "20个工作日"
    assert not any(guide.read(e).stated for e in ("material_type", "material_name", "fee_standard"))
    assert read_guide([shell(TITLES)], LABELS).unread


def test_a_record_whose_values_are_no_titles_is_read() -> None:
    assert read_guide([shell({**RECORD, "fdbjsx": "20工作日"})], LABELS).read("place").text == "听涛路7号一楼"
    assert read_answer({**ANSWER, "remedy": "行政复议", "isFee": "否", "resultName": "登记证"}).read("remedy").text


@pytest.mark.parametrize("sign", ["/", ">", "&gt;&gt;", "»"])
def test_a_step_of_the_path_to_the_page_labels_nothing(sign: str) -> None:
    path = f"<div>您的位置：<a href=/>首页</a> {sign} <a href=/l>审批事项</a> {sign} 事项详情</div>"
    answer = answer_of({"data": {**RECORD, "fdbjsx": "20工作日"}})
    page = parse(f"<html><body>{path}</body></html>".encode(), "text/html; charset=utf-8", "http://127.0.0.1/g", "e")
    assert page is not None
    assert read_guide([page, answer], LABELS).read("name").text == "渡船登记"


def test_a_guide_with_one_number_and_its_unit_is_no_measure() -> None:
    more = {**RECORD, "fdbjsx": 20, "fdbjsxdw": "工作日"}
    assert read_answer({"data": more}).read("place").text == "听涛路7号一楼"
    parts = {**ANSWER, "acceptCondition": "有合格的渡船", "promiseLimit": {"value": 5, "unit": "工作日", "code": "1"}}
    assert read_answer(parts).read("promised_time_limit").text == "5个工作日"
