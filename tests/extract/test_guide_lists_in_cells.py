"""Lists with titles over their columns in the place of one value: rows of that list, and nobody's text."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.title_words import opens_with_titles
from tests.extract.one_guide import ANSWER, LABELS, read_answer, read_body

FACTS = (
    ("事项名称", "渡船登记"),
    ("事项类型", "行政确认"),
    ("实施主体", "临江县交通运输局"),
    ("受理条件", "船舶在本县水域航行"),
    ("承诺办结时限", "5个工作日"),
    ("咨询电话", "0571-81234567"),
)
FEES = (
    ("收费项目名称", "收费标准", "收费依据", "是否允许减免"),
    ("登记证工本费", "10元/本", "浙价费〔2010〕12号", "否"),
)
MATERIALS = (("材料名称", "材料类型", "份数", "填报须知"), ("渡船登记表", "申请表格文书", "2份", "用黑色笔填写"))
STEPS = (("环节名称", "办理时限", "办理内容"), ("受理", "1个工作日", "窗口核对申请材料是否齐全"))
WINDOWS = (("窗口名称", "办理地点", "办公时间"), ("交通窗口", "滨江路8号二楼3号", "工作日 9:00-17:00"))
LAWS = (("法律法规名称", "依据文号", "条款号"), ("《内河交通安全管理条例》", "国务院令第355号", "第六条"))


def _list(rows: tuple[tuple[str, ...], ...], tag: str) -> str:
    if tag == "div":
        return "".join(f"<div class='r'>{''.join(f'<div>{said}</div>' for said in row)}</div>" for row in rows)
    head, *below = rows
    titles = "".join(f"<{tag}>{title}</{tag}>" for title in head)
    return (
        f"<table><tr>{titles}</tr>{''.join('<tr><td>' + '</td><td>'.join(row) + '</td></tr>' for row in below)}</table>"
    )


def _page(title: str, beside: tuple[str, str, str, str], label: str, inner: str) -> str:
    facts = "".join(f"<tr><td>{name}</td><td colspan='4'>{value}</td></tr>" for name, value in FACTS)
    first = "".join(f"<td>{words}</td>" for words in beside)
    return (
        f"<table>{facts}<tr><td rowspan='2'>{title}</td>{first}</tr>"
        f"<tr><td>{label}</td><td colspan='3'>{inner}</td></tr></table>"
    )


@pytest.mark.parametrize("tag", ["th", "td", "div"])
@pytest.mark.parametrize("label", ["收费项目", "收费标准"])
def test_a_table_of_fees_beside_the_label_of_one_is_its_rows(label: str, tag: str) -> None:
    guide = read_body(_page("收费信息", ("是否收费", "收费", "是否支持网上支付", "是"), label, _list(FEES, tag)))

    assert [(fee.name.text, fee.read("fee_standard").text) for fee in guide.fees] == [("登记证工本费", "10元/本")]
    assert guide.read("fee_name").text == "登记证工本费"


@pytest.mark.parametrize("label", ["材料名称", "材料清单"])
def test_a_table_of_materials_beside_the_label_of_one_is_its_rows(label: str) -> None:
    guide = read_body(_page("申请材料", ("材料形式", "纸质", "份数", "2份"), label, _list(MATERIALS, "th")))

    assert [one.name.text for one in guide.materials] == ["渡船登记表"]


@pytest.mark.parametrize("label", ["办理地点", "窗口"])
def test_a_table_of_windows_beside_the_label_of_one_is_its_rows(label: str) -> None:
    guide = read_body(_page("办理窗口", ("办公时间", "工作日", "咨询电话", "12345"), label, _list(WINDOWS, "td")))

    assert [(one.place.text, one.hours.text) for one in guide.windows] == [("滨江路8号二楼3号", "工作日 9:00-17:00")]


def _text(rows: tuple[tuple[str, ...], ...]) -> str:
    return " ".join(word for row in rows for word in row)


@pytest.mark.parametrize("rows", [FEES, MATERIALS, STEPS, WINDOWS, LAWS])
def test_titles_of_columns_open_no_value(rows: tuple[tuple[str, ...], ...]) -> None:
    assert opens_with_titles(_text(rows), LABELS)
    assert opens_with_titles(f"序号 {_text(rows)}", LABELS)


@pytest.mark.parametrize(
    "value",
    [
        "原件 复印件 身份证 户口簿",  # values of their parts
        "地址 电话 见公告 12345",  # two words as short as these may be of anything
        "收费标准 10元/本",  # one title
        "材料名称 材料类型 份数",  # nothing behind them
        "窗口办理 网上办理 快递申请 自助办理",
        "渡船登记证 材料名称 份数 2份",
    ],
)
def test_words_that_may_be_a_value_are_left(value: str) -> None:
    assert not opens_with_titles(value, LABELS)


def test_a_list_read_as_one_value_is_a_gap_in_everything_that_its_rows_may_say() -> None:
    guide = read_answer(ANSWER | {"feeList": [{"feeName": _text(FEES)}]})

    assert guide.fees
    assert {fee.read(part).state for fee in guide.fees for part in ("fee_name", "fee_standard", "fee_basis")} == {
        State.UNREAD
    }
    assert guide.read("fee_name").unread


def test_what_a_basis_of_all_materials_holds_as_a_list_is_no_text() -> None:
    guide = read_body(
        "".join(f"<h3>{name}</h3><p>{value}</p>" for name, value in FACTS)
        + f"<h3>材料依据</h3><div>{_list(LAWS, 'th')}</div>"
    )

    assert guide.read("material_basis").unread
    assert [law.law.text for law in guide.legal_bases] == ["《内河交通安全管理条例》"]


@pytest.mark.parametrize("titles", [("问题名称", "问题解答"), ("问题描述", "答复内容"), ("问题内容", "回答内容")])
def test_titles_over_questions_and_answers(titles: tuple[str, str]) -> None:
    facts = "".join(f"<h3>{name}</h3><p>{value}</p>" for name, value in FACTS)
    guide = read_body(f"{facts}<h3>常见问题</h3>{_list((titles, ('旧船能登记吗？', '可以，先检验。')), 'td')}")

    assert [(one.question.text, one.answer.text) for one in guide.faqs] == [("旧船能登记吗？", "可以，先检验。")]
