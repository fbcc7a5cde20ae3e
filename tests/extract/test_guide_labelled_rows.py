"""Answers whose lists hold rows of labels and values: an object for each cell that a page draws."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

_MATERIALS = (
    {"材料名称": "渡船登记申请表", "来源渠道": "申请人自备", "份数": "2", "材料必要性": "必要"},
    {"材料名称": "船舶检验证书", "来源渠道": "政府部门核发", "份数": "1", "材料必要性": "非必要"},
)
_STEPS = (
    {"环节名称": "受理", "环节说明": "窗口核对材料。", "办理时限": "1个工作日"},
    {"环节名称": "审查", "环节说明": "科室核查船舶。", "办理时限": "4个工作日"},
)
_LAWS = ({"法律法规名称": "《内河交通规则》", "条款号": "第九条", "条款内容": "渡船应当登记。"},)
_ASKED = ({"问题": "旧船能登记吗？", "答案": "检验合格的可以。"},)


def _cells(row: dict[str, str], label: str = "name", value: str = "value") -> list[dict[str, Any]]:
    return [{label: name, value: said, "attach": []} for name, said in row.items()]


@pytest.mark.parametrize(
    "laid",
    [
        lambda rows: [_cells(row) for row in rows],
        lambda rows: [_cells(row, "bt", "nr") for row in rows],
        lambda rows: [{"id": f"a{n}", "fields": _cells(row, "label", "text")} for n, row in enumerate(rows)],
        lambda rows: [cell for row in rows for cell in _cells(row)],
    ],
    ids=["lists", "keys_of_its_own", "lists_below_a_key", "one_list_for_all"],
)
def test_a_row_of_labels_and_values_is_read_as_one_entry_of_its_list(laid: Any) -> None:
    parts = [("申请材料", _MATERIALS), ("办理流程", _STEPS), ("设定依据", _LAWS), ("常见问题", _ASKED)]
    modules = [{"title": title, "code": f"m{n}", "rows": laid(rows)} for n, (title, rows) in enumerate(parts)]
    found = read_answer({**ANSWER, "modules": modules})
    assert [(m.name.value, m.read("material_copies").value) for m in found.materials] == [
        ("渡船登记申请表", "2"),
        ("船舶检验证书", "1"),
    ]
    assert [m.read("material_necessity").value for m in found.materials] == ["必要", "非必要"]
    assert [(s.name.value, s.description.value, s.limit.value) for s in found.steps] == [
        ("受理", "窗口核对材料。", "1个工作日"),
        ("审查", "科室核查船舶。", "4个工作日"),
    ]
    assert [(b.law.value, b.clause.value, b.content.value) for b in found.legal_bases] == [
        ("《内河交通规则》", "第九条", "渡船应当登记。")
    ]
    assert [(q.question.value, q.answer.value) for q in found.faqs] == [("旧船能登记吗？", "检验合格的可以。")]


def test_rows_are_told_by_their_labels_where_nothing_stands_above_them() -> None:
    found = read_answer({**ANSWER, "p1": [_cells(row) for row in _STEPS], "p2": [_cells(_MATERIALS[0])]})
    assert [s.name.value for s in found.steps] == ["受理", "审查"]
    assert found.steps[1].limit.locator == "/p1/1/2/value"
    assert [m.name.value for m in found.materials] == ["渡船登记申请表"]


@pytest.mark.parametrize(
    "cell",
    [
        {"value": "", "attach": [{"fileName": "空表.docx", "fileUrl": "https://bs.example/f/1.docx"}]},
        {"value": [{"fileName": "空表.docx", "fileUrl": "https://bs.example/f/1.docx"}]},
        {"value": "空表.docx", "url": "https://bs.example/f/1.docx"},
    ],
    ids=["files_beside_an_empty_value", "files_as_value", "address_beside_the_words"],
)
def test_the_file_of_a_cell_is_found_wherever_it_stands_in_it(cell: dict[str, Any]) -> None:
    rows = [[*_cells(row), {"name": "空白表格", **cell}] for row in _MATERIALS[:1]]
    form = read_answer({**ANSWER, "clxx": rows}).materials[0].blank_forms[0]
    assert form.target is not None
    assert form.target.url == "https://bs.example/f/1.docx"


def test_rows_of_a_grid_have_labels_of_their_own_and_are_elements_of_the_guide() -> None:
    grid = [
        _cells({"办理地点": "沿江路9号二楼", "办理时间": "周一至周五9:00—17:00"}),
        _cells({"受理地点": "沿江路9号二楼", "咨询电话": "0571-81234567"}),
    ]
    found = read_answer({**ANSWER, "承诺办结时限": "5个工作日", "grid": grid})
    assert found.read("place").value == "沿江路9号二楼"
    assert found.read("hours").value == "周一至周五9:00—17:00"
    assert found.windows == ()


@pytest.mark.parametrize("nested", [False, True])
def test_sections_of_a_guide_are_no_row_of_steps(nested: bool) -> None:
    told = {"办理流程": "窗口受理，科室审查，负责人决定。", "办理时限": "5个工作日", "办理结果": "渡船登记证"}
    sections = _cells(told, "title", "content")
    found = read_answer({**ANSWER, "sections": [sections] if nested else sections})
    assert found.steps == ()
    assert found.read("procedure").state is State.STATED
