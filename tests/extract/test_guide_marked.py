"""JSON answers that hold the guide as markup, for the page's script to put in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.catalogue import labels_text
from crawler.domain.elements import State
from crawler.domain.records import FormSlot, ServiceGuide
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.guides import json_blocks
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

LABELS = read_labels(labels_text())
SCRIPT = "function fetchIt(k){window.location='Get.ashx?k='+k;}"


def rows(*pairs: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs) + "</table>"


def card(name: str, *buttons: str) -> str:
    return f"<div><h4>{name}</h4><p>材料形式：纸质</p><p>份数：2份</p><p>来源：申请人自备</p>{''.join(buttons)}</div>"


BASE = {
    "title": "渡船登记",
    "one": rows(
        ("实施机构", "临江县交通运输局"), ("法定办结时限", "20个工作日"), ("承诺办结时限", "7个工作日"),
        ("咨询电话", "0571-81234567"), ("办理地点", "临江县人民路5号"), ("到现场次数", "1"),
    ),
    "two": "<h3>受理条件</h3>1. 有船舶检验证书。<br>2. 有合格的船员。",
    "three": "<h3>收费信息</h3>" + rows(("是否收费", "不收费")),
}  # fmt: skip
PART = {
    "html": "<h3>申请材料</h3>"
    + card(
        "1. 渡船登记申请表",
        "<button onclick=\"fetchIt('a41')\">空白表格下载</button>",
        "<button onclick=\"fetchIt('a42')\">样表下载</button>",
    )
    + card("2. 船舶照片")
}


def answer(data: Any, *scripts: str) -> JsonPage:
    body = json.dumps(data, ensure_ascii=False).encode()
    url, shell = "https://bs.example/Handlers/Guide.ashx?sid=1", "https://bs.example/#!/guide/1"
    found = parse(body, "text/plain; charset=utf-8", url, "e", scripts=scripts, base=shell)
    assert isinstance(found, JsonPage)
    return found


def read(*pages: JsonPage) -> ServiceGuide:
    return read_guide(pages, LABELS)


def test_markup_under_keys_that_say_nothing_is_read_as_a_page() -> None:
    guide = read(answer(BASE), answer(PART, SCRIPT))

    assert (guide.unread, guide.gaps) == (None, None)
    said = {e: guide.read(e).value for e in ("implementing_body", "promised_time_limit", "fee_status")}
    assert said == {
        "implementing_body": "临江县交通运输局",
        "promised_time_limit": "7个工作日",
        "fee_status": "不收费",
    }
    assert guide.read("conditions").text.startswith("1. 有船舶检验证书")
    assert guide.read("promised_time_limit").locator == "/one"
    assert [m.name.value for m in guide.materials] == ["渡船登记申请表", "船舶照片"]
    assert guide.materials[0].read("material_copies").value == "2份"


def test_buttons_in_the_markup_lead_where_the_script_of_the_outer_page_says() -> None:
    material = read(answer(BASE), answer(PART, SCRIPT)).materials[0]

    assert [(a.slot, a.target.url if a.target else None) for a in (*material.blank_forms, *material.sample_forms)] == [
        (FormSlot.BLANK, "https://bs.example/Get.ashx?k=a41"),
        (FormSlot.SAMPLE, "https://bs.example/Get.ashx?k=a42"),
    ]
    unread = read(answer(BASE), answer(PART)).materials[0]
    assert [a.target.url for a in unread.blank_forms if a.target] == ["javascript:fetchIt('a41')"]


def test_what_the_keys_name_is_read_by_its_keys_whatever_markup_it_holds() -> None:
    told = {
        "itemName": "渡船登记",
        "deptName": "临江县交通运输局",
        "consultTel": "0571-81234567",
        "promiseDay": "7个工作日",
        "acceptCondition": "<p>有船舶检验证书。</p><p>有合格的船员。</p>",
        "legalBasis": "<p>《船舶登记条例》第十三条</p>",
    }
    guide = read(answer(told))

    assert guide.read("conditions").locator == "/acceptCondition"
    assert guide.read("conditions").value == "有船舶检验证书。 有合格的船员。"
    assert guide.read("legal_basis").locator == "/legalBasis"


def test_an_empty_place_in_the_markup_is_not_stated_and_a_text_that_was_moved_leaves_no_empty_key() -> None:
    data = {**BASE, "one": BASE["one"].replace("0571-81234567", ""), "fee": BASE["three"], "three": ""}
    guide = read(answer(data), answer(PART))

    assert guide.read("consultation_phone").state is State.NOT_STATED
    assert guide.read("consultation_phone").label == "咨询电话"
    assert guide.read("fee_status").value == "不收费"
    assert guide.read("fee_standard").label is None


SECTIONS = {
    "基本情况": "<p><b>事项类型：</b>行政许可</p><p><b>实施主体：</b>临江县交通运输局</p>",
    "受理条件": "<p>1．有船舶检验证书。</p><p>2．有合格的船员。</p>",
    "办理时限": "<p><b>法定办结时限：</b>20个工作日</p><p><b>承诺办结时限：</b>7个工作日</p>",
    "办理地点": "<p><b>办理地点：</b>临江县人民路5号</p><p><b>咨询电话：</b>0571-81234567</p>",
    "收费情况": "<p><b>是否收费：</b>不收费</p><p><b>是否支持网上支付：</b>否</p>",
    "办理方式": "<p><b>办理形式：</b>窗口办理</p><p><b>到办事现场次数：</b>1次</p>",
    "办理结果": "<p><b>审批结果名称：</b>渡船登记证</p><p><b>审批结果类型：</b>证照</p>",
    "设定依据": "<p>《船舶登记条例》第十三条：船舶登记应当提出申请。</p>",
    "常见问题": "<p><strong>问：旧船能办吗？</strong></p><p>答：检验合格的可以。</p>",
}


@pytest.mark.parametrize(("title", "content", "order"), [("title", "content", "sort"), ("bt", "nr", "px")])
@pytest.mark.parametrize("more", [{}, {"files": [{"fileName": "办事指南.docx"}]}])
def test_titles_with_markup_below_are_sections_and_the_numbers_beside_them_say_nothing(
    title: str, content: str, order: str, more: dict[str, Any]
) -> None:
    rows = [{title: name, content: said, order: 10 * n} for n, (name, said) in enumerate(SECTIONS.items())]
    rows[0] |= more
    guide = read(answer({"data": {"itemName": "渡船登记", "sections": rows}}))
    said = {e: guide.read(e).text for e in ("name", "conditions", "promised_time_limit", "legal_basis", "place")}
    assert not any(text.isdecimal() for text in said.values())
    if more and title == "bt":
        return  # files beside: what is not read as a section is left open, and nothing is made up
    assert said == {
        "name": "渡船登记",
        "conditions": "1．有船舶检验证书。 2．有合格的船员。",
        "promised_time_limit": "7个工作日",
        "legal_basis": "《船舶登记条例》第十三条：船舶登记应当提出申请。",
        "place": "临江县人民路5号",
    }
    assert [(faq.question.text, faq.answer.text) for faq in guide.faqs] == [("旧船能办吗？", "检验合格的可以。")]


def test_sections_are_drawn_as_headings_with_what_stands_below_unless_they_are_news_or_hold_files() -> None:
    def drawn(rows: list[dict[str, Any]]) -> json_blocks.Blocks | None:
        return json_blocks.sections(answer({"list": rows}), lambda title: LABELS.exact(title) is not None)

    rows = [{"px": n, "bt": name, "nr": said} for n, (name, said) in enumerate(SECTIONS.items())]
    found = drawn(rows)
    assert found is not None
    assert [(at, e.tag) for at, e in found.page.texts()][:2] == [("/list/0/bt", "h2"), ("/list/0/nr", "div")]
    assert drawn([row | {"bt": f"{row['bt']}修订的解读"} for row in rows]) is None
    assert drawn([row | {"wj": "/upload/1.docx"} for row in rows]) is None


def test_what_stands_beside_sections_counts_with_what_they_tell_as_headings() -> None:
    steps = (
        "<table><tr><td>环节名称</td><td>办理内容</td></tr><tr><td>受理</td><td>核对材料是否齐全。</td></tr></table>"
    )
    told = {
        "受理条件": "<p>有船舶检验证书。</p>",
        "办理时限": "<p><b>法定办结时限：</b>20个工作日</p><p><b>承诺办结时限：</b>7个工作日</p>",
        "办理流程": f"{steps}<p><b>审查标准：</b>审查船舶的检验情况。</p>",
        "办理地点": "<p>临江县人民路5号</p>",
        "咨询电话": "<p>0571-81234567</p>",
    }
    rows = [{"id": n, "title": name, "content": said} for n, (name, said) in enumerate(told.items())]
    head = {
        "itemName": "渡船登记",
        "deptName": "临江县交通运输局",
        "itemTypeName": "行政确认",
        "updateTime": "2026-03-25",
    }
    guide = read(answer({"data": {**head, "sections": rows}}))
    assert guide.read("review_standard").value == "审查船舶的检验情况。"
    assert (guide.read("implementing_body").value, len(guide.steps)) == ("临江县交通运输局", 1)
