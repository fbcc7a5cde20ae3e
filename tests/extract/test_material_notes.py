"""Notes in brackets behind a material's name (（备注：…）), what they say besides, and forms named after a material."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FORMS = "<p><a href='/d?f=1'>渡口设置申请表.doc</a></p><p><a href='/d?f=2'>渡口设置申请表（填写样表）.doc</a></p>"


def read(first: str, second: str, beside: str = "") -> ServiceGuide:
    listed = f"<ul><li>一、渡口设置申请表{first}</li><li>二、船舶证书{second}</li></ul>"
    said = {"事项类型": "行政许可", "办件类型": "承诺件", "实施主体": "云溪县交通运输局", "咨询电话": "0571-6620011"}
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in said.items())
    return read_body(f"<h1>渡口设置审批</h1><dl>{rows}</dl>{beside}<h3>申请材料</h3>{listed}<h3>收费</h3><p>不收费</p>")


@pytest.mark.parametrize("title", ["备注", "说明", "要求", "注", "注意", "注意事项", "温馨提示"])
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>"])
def test_a_note_in_brackets_is_no_part_of_the_name(title: str, around: str) -> None:
    note = "复印件，加盖船章，依据《渡口管理办法（试行）》第三条"
    guide = read(
        around.format(f"（{title}：船主签名）"),
        around.format(f"（{title}：{note}）"),
    )
    first, second = guide.materials
    assert [first.name.text, second.name.text] == ["渡口设置申请表", "船舶证书"]
    assert first.read("material_filling_notes").text == "船主签名"
    assert not first.read("material_original").stated
    assert not first.read("material_basis").stated
    assert second.read("material_filling_notes").text == note
    assert second.read("material_original").text == "复印件"
    assert second.read("material_basis").text == "《渡口管理办法（试行）》第三条"


@pytest.mark.parametrize("said", ["（说明书：中文）", "（船主说明）", "（注意安全：自备）", "（个体：不用提供）"])
def test_other_brackets_stay_with_the_name(said: str) -> None:
    assert read("", said).materials[1].name.text.startswith(f"船舶证书{said[:3]}")


def test_a_guideline_that_a_paper_is_written_after_is_no_basis() -> None:
    guide = read("", "（备注：依据《船舶图册编制指南》绘制，不收复印件）")
    assert guide.materials[1].read("material_basis").state is State.NOT_STATED
    assert guide.materials[1].read("material_original").state is State.NOT_STATED


def test_forms_offered_before_the_list_are_those_of_the_material_they_are_called_after() -> None:
    other = "<p><a href='/d?f=3'>船舶证书遗失声明.doc</a></p>"
    guide = read("", "", f"<h3>表格下载</h3>{FORMS}{other}")
    first, second = guide.materials
    assert [f.name for f in first.blank_forms] == ["渡口设置申请表.doc"]
    assert [f.name for f in first.sample_forms] == ["渡口设置申请表（填写样表）.doc"]
    assert not second.blank_forms
    assert [f.name for f in guide.forms] == ["船舶证书遗失声明.doc"]


@pytest.mark.parametrize("label", ["依据", "要求依据", "要求提供的依据", "提交该材料的依据", "需提供材料依据"])
def test_the_basis_in_the_remarks_of_an_answer(label: str) -> None:
    row = {"materialName": "渡船登记申请书", "isNeed": "1", "remarks": f"签名。{label}：《渡口条例》第十一条。"}
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": [row]})
    assert guide.materials[0].read("material_basis").text == "《渡口条例》第十一条"


@pytest.mark.parametrize("label", ["填写依据", "编制根据", "收费依据"])
def test_the_basis_of_other_things_is_none_of_the_material(label: str) -> None:
    row = {"materialName": "渡船登记申请书", "isNeed": "1", "remarks": f"签名。{label}：《渡口条例》第十一条。"}
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": [row]})
    assert not guide.materials[0].read("material_basis").stated


def test_what_is_required_of_a_material_is_its_notes() -> None:
    row = {"materialName": "渡船登记申请书", "isNeed": "1"}
    (one,) = read_answer({**ANSWER, "materials": [{**row, "matRequire": "船主签名后提交"}]}).materials
    assert one.read("material_filling_notes").text == "船主签名后提交"
    (one,) = read_answer({**ANSWER, "materials": [{**row, "matRequired": "1"}]}).materials
    assert not one.read("material_filling_notes").stated
