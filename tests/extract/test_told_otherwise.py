"""Parts of rows told by their values or by another field: counts beside originals, clauses before their words."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.prose import laws
from tests.extract.one_guide import ANSWER, read_answer, read_body

FACTS = "".join(
    f"<tr><th>{label}</th><td>{value}</td></tr>"
    for label, value in (("事项类型", "行政许可"), ("办件类型", "承诺件"), ("实施主体", "云溪县水利局"))
)


def _materials(*rows: dict[str, Any]) -> list[dict[str, str]]:
    found = read_answer({**ANSWER, "acceptCondition": "渡船经检验合格。", "documents": list(rows)}).materials
    return [{e: r.text for e, r in m.readings.items() if r.state is State.STATED} for m in found]


def test_words_of_one_list_in_every_row_are_no_notes() -> None:
    first, second = _materials(
        {"documentName": "渡船登记申请书", "necessityDesc": "必要", "sourceDesc": "申请人自备", "remark": "签名。"},
        {"documentName": "渡船检验证书", "necessityDesc": "非必要", "sourceDesc": "政府部门核发", "remark": "旧船交。"},
    )
    assert first == {
        "material_necessity": "必要", "material_source": "申请人自备", "material_filling_notes": "签名。",
    }  # fmt: skip
    assert second["material_necessity"] == "非必要"


def test_the_basis_of_a_requirement_is_no_case_of_a_need() -> None:
    basis = "《渡口管理办法》第六条"
    [row] = _materials({"documentName": "渡船检验证书", "materialNecessity": "非必要", "requirementBasis": basis})
    assert (row["material_necessity"], row["material_basis"]) == ("非必要", basis)


def test_numbers_of_originals_and_of_copies_are_counted_together() -> None:
    first, second = _materials(
        {"documentName": "渡船登记申请书", "originals": 1, "copies": 0, "remark": "签名。"},
        {"documentName": "渡船检验证书", "originals": 0, "copies": 2, "remark": "旧船交。"},
    )
    assert (first["material_original"], first["material_copies"]) == ("原件1份", "1")
    assert (second["material_original"], second["material_copies"]) == ("复印件2份", "2")


def test_a_number_behind_original_or_copy_is_that_of_the_copies() -> None:
    rows = "<tr><td>申请书</td><td>原件1份</td></tr><tr><td>身份证</td><td>复印件</td></tr>"
    table = f"<h3>申请材料</h3><table><tr><th>材料名称</th><th>原件/复印件</th></tr>{rows}</table>"
    first, second = read_body(f"<h1>取水许可</h1><table>{FACTS}</table>{table}").materials
    assert first.read("material_copies").text == "原件1份"
    assert not second.read("material_copies").stated


@pytest.mark.parametrize(
    ("key", "value", "element", "text"),
    [
        ("expressSupported", True, "courier", "是"),
        ("reservationEnabled", False, "reservation", "否"),
        ("mxfrztfl", "交通运输", "legal_person_theme", "交通运输"),
    ],
)
def test_more_names_of_fields(key: str, value: object, element: str, text: str) -> None:
    assert read_answer({**ANSWER, "acceptCondition": "渡船经检验合格。", key: value}).read(element).text == text


def test_a_clause_before_a_colon_leads_its_words() -> None:
    [law] = laws(["《渡口管理办法》（省政府令第12号）", "第六条：设置渡口应当经批准。"])
    assert (law.number, law.clause, law.content) == ("省政府令第12号", "第六条", "设置渡口应当经批准。")


def test_a_text_of_a_row_that_tells_parts_label_by_label_is_these_parts() -> None:
    first, second = _materials(
        {"documentName": "渡船登记申请书", "detail": "<p>来源渠道：申请人自备</p><p>份数：1</p>"},
        {"documentName": "渡船检验证书", "detail": "<p>来源渠道：政府部门核发</p><p>份数：2</p>"},
    )
    assert (first["material_source"], first["material_copies"]) == ("申请人自备", "1")
    assert (second["material_source"], second["material_copies"]) == ("政府部门核发", "2")


def test_a_note_with_a_colon_stays_a_note() -> None:
    [row] = _materials({"documentName": "渡船登记申请书", "remark": "份数：1\n请用黑色笔填写。"})
    assert row["material_filling_notes"] == "份数：1 请用黑色笔填写。"


def test_markup_in_several_texts_of_an_answer_is_read_by_the_labels_in_it() -> None:
    guide = read_answer(
        {
            "taskName": "渡口经营许可",
            "base": f"<table>{FACTS}<tr><th>法定办结时限</th><td>20个工作日</td></tr></table>",
            "acceptCondition": "<p>有渡船。</p><p>有船员。</p>",
            "charge": "<p>是否收费：不收费</p>",
            "resultInfo": "<p>审批结果名称：渡口许可证</p><p>审批结果类型：证照</p>",
            "materials": [{"name": "申请书", "detail": "<p>来源渠道：申请人自备</p><p>份数：1</p>"}],
        }
    )
    told = {e: guide.read(e).text for e in ("item_type", "conditions", "fee_status", "result_name", "result_type")}
    assert told == {
        "item_type": "行政许可", "conditions": "有渡船。 有船员。", "fee_status": "不收费",
        "result_name": "渡口许可证", "result_type": "证照",
    }  # fmt: skip
    assert guide.materials[0].read("material_source").text == "申请人自备"
