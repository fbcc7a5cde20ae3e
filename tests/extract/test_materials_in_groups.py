"""Materials in groups whose objects say for all of them what they are, and numbers of copies in words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer


def group(kind: dict[str, Any], *rows: dict[str, Any]) -> dict[str, Any]:
    return {**kind, "materials": [{"materialId": n, **row} for n, row in enumerate(rows, 7)]}


FORM = {"materialName": "渡船登记申请表", "paperStack": "2份"}
OTHERS = ({"materialName": "渡工名册", "paperStack": "1份"}, {"materialName": "码头合影", "paperStack": "1份"})


def kinds(*groups: dict[str, Any]) -> list[tuple[str | None, ...]]:
    found = read_answer({"data": {**ANSWER, "parts": [*groups]}}).materials
    return [(m.name.value, m.read("material_type").value, m.read("material_type").locator) for m in found]


def test_the_kind_of_a_group_is_that_of_its_materials() -> None:
    told = kinds(
        group({"materialsType": "申请表格文书"}, FORM), group({"materialsType": {"code": "9", "text": "其他"}}, *OTHERS)
    )
    assert told == [
        ("渡船登记申请表", "申请表格文书", "/data/parts/0/materialsType"),
        ("渡工名册", "其他", "/data/parts/1/materialsType/text"),
        ("码头合影", "其他", "/data/parts/1/materialsType/text"),
    ]


def test_what_a_row_says_itself_is_kept_and_a_title_of_a_group_is_no_kind() -> None:
    own = {"materialName": "渡船证书", "materialType": "证件证书证明"}
    told = kinds(group({"materialsType": "其他"}, own), group({"materialsType": "首次申请"}, *OTHERS))
    assert [kind for _, kind, _ in told] == ["证件证书证明", None, None]


def test_numbers_of_copies_in_words_are_copies_under_any_key() -> None:
    found = read_answer({"data": {**ANSWER, "materialList": [FORM, *OTHERS]}}).materials
    assert [m.read("material_copies").value for m in found] == ["2份", "1份", "1份"]


def test_two_keys_with_numbers_of_copies_leave_them_open() -> None:
    rows = [{**row, "digitalStack": f"{n}份"} for n, row in enumerate((FORM, *OTHERS), 3)]
    found = read_answer({"data": {**ANSWER, "materialList": rows}}).materials
    assert not any(m.read("material_copies").stated for m in found)


STEPS = "1.申请：船主到渡口管理所提出。<br>2.受理：核对船证。（1个工作日）<br>3.决定：发给登记证。（2个工作日）"


@pytest.mark.parametrize("key", ["processPath", "flowChart", "handleFlow"])
def test_what_tells_step_by_step_is_the_procedure_and_no_chart(key: str) -> None:
    found = read_answer({"guide": {"base": ANSWER, key: STEPS}})
    assert [step.name.value for step in found.steps] == ["申请", "受理", "决定"]
    assert not found.read("flow_chart").stated


@pytest.mark.parametrize("key", ["processPath", "flowChart", "handleFlow"])
def test_an_address_under_such_a_key_leads_to_the_chart(key: str) -> None:
    found = read_answer({"guide": {"base": ANSWER, key: "/upload/3/liucheng.png"}})
    assert found.read("flow_chart").value == "/upload/3/liucheng.png"
    assert not found.read("procedure").stated


def test_a_key_with_the_word_style_is_that_without_it_and_rules_of_drawing_are_no_text() -> None:
    law = "《渡口管理办法》第九条：渡船应当登记。"
    assert read_answer({"data": {**ANSWER, "setGistStyle": law}}).read("legal_basis").value == law
    drawn = read_answer({"data": {**ANSWER, "acceptConditionStyle": "width:100%; color:#333"}})
    assert not drawn.read("conditions").stated
