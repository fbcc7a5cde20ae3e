"""A value that may be long ends before the next pair of the page, also where nobody knows that pair's label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = (("事项名称", "渡船登记"), ("办件类型", "承诺件"), ("法定办结时限", "20个工作日"))
BEHIND = (("是否进驻政务大厅", "是"), ("进驻大厅情况", "综合窗口"), ("预约办理", "支持"))
DRAWN: dict[str, Callable[[str, str], str]] = {
    "label and paragraph": lambda label, value: f"<div><label>{label}：</label><p>{value}</p></div>",
    "a class for labels": lambda label, value: f"<div><span class='n'>{label}：</span><span>{value}</span></div>",
    "bold": lambda label, value: f"<p><b>{label}：</b>{value}</p>",
    "running text": lambda label, value: f"<p>{label}：{value}</p>",
    "lines": lambda label, value: f"{label}：{value}<br>",
    "one line": lambda label, value: f"{label}：{value} ",
}


def _page(drawn: str, label: str, value: str) -> str:
    return f"<div>{''.join(DRAWN[drawn](*pair) for pair in (*KNOWN, (label, value), *BEHIND))}</div>"


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize(
    ("label", "element"),
    [("特别程序", "special_step"), ("受理条件", "conditions"), ("申请材料", "materials"), ("结果送达", "delivery")],
)
def test_nothing_goes_on_behind_a_word_for_none(drawn: str, label: str, element: str) -> None:
    guide = read_body(_page(drawn, label, "无"))
    assert guide.read(element).text in {"无", ""}
    assert not guide.materials


@pytest.mark.parametrize("drawn", ["label and paragraph", "a class for labels", "bold", "running text"])
def test_a_field_answered_in_a_word_is_no_part_of_the_text_before(drawn: str) -> None:
    value = "现场核查5个工作日，依据《渡口管理办法》第八条"
    assert read_body(_page(drawn, "特别程序", value)).read("special_step").text == value


@pytest.mark.parametrize("drawn", ["label and paragraph", "a class for labels"])
def test_rows_with_labels_drawn_alike_are_pairs(drawn: str) -> None:
    pairs = (*KNOWN, ("受理条件", "有适航的渡船。"), ("进驻大厅情况", "综合窗口"))
    body = "".join(DRAWN[drawn](*pair) for pair in pairs)
    assert read_body(f"<div>{body}</div>").read("conditions").text == "有适航的渡船。"


def test_words_in_bold_among_conditions_are_no_labels() -> None:
    pairs = (*KNOWN, ("受理条件", "符合下列要求："), ("个人", "年满18周岁。"), ("企业", "依法设立。"))
    body = "".join(DRAWN["bold"](*pair) for pair in pairs)
    assert read_body(f"<div>{body}</div>").read("conditions").text.endswith("企业：依法设立。")


def test_parts_of_a_special_step_stay_with_it() -> None:
    pairs = (*KNOWN, ("特别程序", "现场核查"), ("核查时限", "5个工作日"))
    body = "".join(DRAWN["label and paragraph"](*pair) for pair in pairs)
    assert "5个工作日" in read_body(f"<div>{body}</div>").read("special_step").text


def test_a_note_behind_a_word_for_none_is_part_of_the_value() -> None:
    body = f"{''.join(DRAWN['running text'](*pair) for pair in KNOWN)}<p>特别程序：无</p><p>注：现场核查另行通知</p>"
    assert "另行通知" in read_body(f"<div>{body}</div>").read("special_step").text


@pytest.mark.parametrize("titles", [("特别程序", "时限", "依据"), ("特殊环节名称", "办理时限", "法定依据")])
@pytest.mark.parametrize("more", ["", "<tr><td>现场踏勘</td><td>5个工作日</td><td>《渡口管理办法》第九条</td></tr>"])
def test_a_table_of_special_steps_tells_more_than_the_field_that_names_one(titles: tuple[str, ...], more: str) -> None:
    pairs = "".join(DRAWN["label and paragraph"](*pair) for pair in (*KNOWN, ("特别程序", "专家评审"), *BEHIND))
    head = "".join(f"<th>{title}</th>" for title in titles)
    row = "<tr><td>专家评审</td><td>15个工作日</td><td>《渡口管理办法》第八条</td></tr>"
    guide = read_body(f"<div>{pairs}</div><h3>办理流程</h3><p>受理、决定</p><table><tr>{head}</tr>{row}{more}</table>")
    assert guide.read("special_step").text.startswith("专家评审 15个工作日 《渡口管理办法》第八条")
    assert ("现场踏勘 5个工作日" in guide.read("special_step").text) is bool(more)
    assert not guide.read("legal_basis").stated
