"""Shapes that templates of guides have in common: drawn ticks, buttons over files, links that dial, titles in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = (
    "<h1>渡船登记</h1><table><tr><td>实施机构</td><td>临江县交通运输局</td><td>办理地点</td><td>临江县渡口路1号</td></tr>"
    "<tr><td>承诺期限</td><td>5个工作日</td><td>受理条件</td><td>有渡船。</td></tr></table>"
)
INPUT = '<input type="{kind}" disabled value="{n}">'


def _drawn_around(kind: str, n: int, word: str, *, ticked: bool) -> str:
    mark, box = (" is-checked" if ticked else ""), INPUT.format(kind=kind, n=n)
    return f'<label class="x{mark}"><span class="y{mark}"><i></i>{box}</span><span>{word}</span></label>'


def _said_for_readers(kind: str, n: int, word: str, *, ticked: bool) -> str:
    said = "true" if ticked else "false"
    return f'<span role="{kind}" aria-checked="{said}">{INPUT.format(kind=kind, n=n)}{word}</span>'


def _drawn_behind(kind: str, n: int, word: str, *, ticked: bool) -> str:
    box = INPUT.format(kind=kind, n=n).replace(">", " checked>" if ticked else ">")
    return f'{box}<div class="z"><i></i><div>{word}</div></div>'


@pytest.mark.parametrize("drawn", [_drawn_around, _said_for_readers, _drawn_behind])
def test_of_boxes_that_nobody_can_change_those_are_the_value_that_are_drawn_as_ticked(
    drawn: Callable[..., str],
) -> None:
    fee = drawn("radio", 0, "否", ticked=True) + drawn("radio", 1, "是", ticked=False)
    target = drawn("checkbox", 1, "自然人", ticked=True) + drawn("checkbox", 2, "企业法人", ticked=False)
    guide = read_body(
        f"{HEAD}<table><tr><td>是否收费</td><td>{fee}</td><td>服务对象</td><td>{target}</td></tr></table>"
    )
    assert guide.read("fee_status").value == "否"
    assert guide.read("service_target").value == "自然人"


@pytest.mark.parametrize("row", ["<table><tr><td>是否收费</td><td>{}</td></tr></table>", "<p>是否收费：{}</p>"])
def test_where_no_choice_is_seen_to_be_taken_it_is_unread(row: str) -> None:
    boxes = _drawn_around("radio", 0, "否", ticked=False) + _drawn_around("radio", 1, "是", ticked=False)
    assert read_body(HEAD + row.format(boxes)).read("fee_status").unread


def test_a_link_that_dials_holds_the_number_of_its_words() -> None:
    guide = read_body(
        f"{HEAD}<div><a href='tel:0571-81234567'><i></i>咨询电话</a>"
        "<p><span>投诉电话</span> <a href='tel:0571-81234568'>拨打</a></p><a href='tel:12345678'>总机</a></div>"
    )
    assert guide.read("consultation_phone").value == "0571-81234567"
    assert guide.read("consultation_phone").quote == "tel:0571-81234567"
    assert guide.read("complaint_phone").value == "0571-81234568"


def test_a_number_that_the_page_shows_comes_before_one_that_a_link_dials() -> None:
    guide = read_body(f"{HEAD}<p>咨询电话：0571-81234567</p><div><a href='tel:0571-80000000'>电话咨询</a></div>")
    assert guide.read("consultation_phone").value == "0571-81234567"


@pytest.mark.parametrize(("statutory", "promised"), [("法定时间单位", "承诺时间单位"), ("法定单位", "承诺单位")])
def test_a_limit_has_the_unit_of_the_field_that_is_called_after_it(statutory: str, promised: str) -> None:
    guide = read_body(
        "<table><tr><td>事项名称</td><td>渡船登记</td><td>实施机构</td><td>临江县交通运输局</td></tr>"
        "<tr><td>咨询电话</td><td>0571-81234567</td><td>办理地点</td><td>临江县渡口路1号</td></tr>"
        f"<tr><td>承诺期限</td><td>5</td><td>{promised}</td><td>工作日</td></tr>"
        f"<tr><td>法定期限</td><td>20</td><td>{statutory}</td><td>自然日</td></tr></table>"
    )
    assert guide.read("promised_time_limit").value == "5工作日"
    assert guide.read("statutory_time_limit").value == "20自然日"


ROW = "<tr><td>{}</td><td>申请人自备</td><td>2份</td><td>必要</td></tr>"
BARE = "<tr><td>{}</td><td></td><td></td><td></td></tr>"


def _materials(*rows: str) -> list[str]:
    titles = "".join(f"<th>{title}</th>" for title in ("材料名称", "来源渠道", "份数", "必要性"))
    guide = read_body(f"{HEAD}<h3>申请材料</h3><table><tr>{titles}</tr>{''.join(rows)}</table>")
    return [material.name.text for material in guide.materials]


def test_a_row_of_materials_with_a_title_alone_is_no_material() -> None:
    rows = (BARE.format("一、首次申请"), ROW.format("渡船登记申请书"), BARE.format("证件类"), ROW.format("船舶证书"))
    assert _materials(*rows) == ["渡船登记申请书", "船舶证书"]


@pytest.mark.parametrize(
    "rows",
    [
        (ROW.format("一、渡船登记申请书"), BARE.format("二、船舶照片"), ROW.format("三、船舶证书")),  # all are numbered
        (ROW.format("渡船登记申请书"), ROW.format("船舶证书"), BARE.format("其他类材料")),  # nothing below it
        (BARE.format("一、船舶所有权证书"), ROW.format("渡船登记申请书"), ROW.format("船舶证书")),  # a document
    ],
)
def test_a_material_of_which_nothing_else_is_said_stays_one(rows: tuple[str, ...]) -> None:
    assert len(_materials(*rows)) == 3


def test_files_below_a_button_are_what_the_button_says() -> None:
    guide = read_body(
        f"{HEAD}<div><button><p>样表查询</p></button><div><p><a href='/f/1.docx'>1、渡船登记申请书</a></p></div>"
        "<button>表格下载</button><div><p><a href='/f/2.docx'>1、船舶照片粘贴页</a></p>"
        "<p><a href='/f/3.docx'>2、渡船登记申请书</a></p></div></div><h3>申请材料</h3>"
        "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>渡船登记申请书</td><td>2</td></tr></table>"
    )
    [material] = guide.materials
    assert [form.name for form in material.sample_forms] == ["1.docx"]
    assert [form.name for form in material.blank_forms] == ["3.docx"]
