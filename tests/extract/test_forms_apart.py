"""Forms that answers list apart from the materials, each with the key or the name of its material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_HEAD = {**ANSWER, "acceptCondition": "渡船检验合格，船员持有证书。"}
_MATERIALS = [
    {"materialId": "m1", "materialName": "渡船登记申请书", "copyNum": "1"},
    {"materialId": "m2", "materialName": "船舶检验证书", "copyNum": "2"},
]


def _forms(guide: ServiceGuide) -> list[tuple[str, list[str], list[str]]]:
    """Each material with the names of its blank forms and of its samples."""
    return [(m.name.text, [f.name for f in m.blank_forms], [f.name for f in m.sample_forms]) for m in guide.materials]


def _file(name: str, **said: str) -> dict[str, str]:
    return {**said, "fileName": name, "fileUrl": f"/f/{name}"}


_OF_EACH = [("渡船登记申请书", ["a.docx"], ["b.docx"]), ("船舶检验证书", [], [])]


@pytest.mark.parametrize(
    "lists",
    [
        {
            "attachList": [
                _file("a.docx", materialId="m1", type="空白表格"),
                _file("b.docx", materialId="m1", type="样表"),
            ]
        },
        {"blankForms": [_file("a.docx", punid="m1")], "sampleForms": [_file("b.docx", punid="m1")]},
        {
            "blankForms": [_file("a.docx", materialName="渡船登记申请书")],
            "sampleForms": [_file("b.docx", materialName="渡船登记申请书")],
        },
        {
            "tableList": [
                _file("a.docx", materialName="渡船登记申请书", kind="空白"),
                _file("b.docx", materialName="渡船登记申请书", kind="样表"),
            ]
        },
        {"formsOf": [{"clguid": "m1", "blankFiles": [_file("a.docx")], "sampleFiles": [_file("b.docx")]}]},
    ],
)
def test_forms_in_lists_of_their_own_are_those_of_their_materials(lists: dict[str, Any]) -> None:
    guide = read_answer({**_HEAD, "materialList": _MATERIALS, **lists})
    assert _forms(guide) == _OF_EACH
    assert guide.materials[0].read("blank_form").stated
    assert guide.materials[0].read("sample_form").stated
    assert [m.read("material_copies").text for m in guide.materials] == ["1", "2"]


def test_forms_that_come_with_an_answer_of_their_own() -> None:
    files = [_file("a.docx", materialId="m1", lx="空白表格"), _file("b.docx", materialId="m1", lx="示例样表")]
    pages = [answer_of({**_HEAD, "materialList": _MATERIALS}), answer_of({"data": {"fileList": files}})]
    assert _forms(read_guide(pages, LABELS)) == _OF_EACH


def test_names_of_files_say_what_the_codes_of_their_kind_mean() -> None:
    files = [
        _file("登记申请书.docx", materialId="m1", fileType="1"),
        _file("登记申请书（样表）.docx", materialId="m1", fileType="2"),
        _file("检验证书.jpg", materialId="m2", fileType="2"),
    ]
    assert _forms(read_answer({**_HEAD, "materialList": _MATERIALS, "fileList": files})) == [
        ("渡船登记申请书", ["登记申请书.docx"], ["登记申请书（样表）.docx"]),
        ("船舶检验证书", [], ["检验证书.jpg"]),
    ]


def test_codes_that_nothing_explains_leave_open_which_kind_it_is() -> None:
    files = [_file("登记.docx", materialId="m1", fileType="1"), _file("检验.jpg", materialId="m2", fileType="2")]
    guide = read_answer({**_HEAD, "materialList": _MATERIALS, "fileList": files})
    assert [m.blank_forms[0].slot for m in guide.materials] == ["unsaid", "unsaid"]
    assert [m.read(form).unread for m in guide.materials for form in ("blank_form", "sample_form")] == [True] * 4


def test_small_numbers_that_happen_to_be_equal_join_nothing() -> None:
    materials = [{"id": str(n), **row} for n, row in enumerate(_MATERIALS, start=1)]
    guide = read_answer({**_HEAD, "materialList": materials, "fileList": [_file("公告.docx", id="1", type="1")]})
    assert _forms(guide) == [("渡船登记申请书", [], []), ("船舶检验证书", [], [])]


def test_files_of_two_materials_of_one_name_are_given_to_neither() -> None:
    materials = [{"materialName": "委托书", "copyNum": "1"}, {"materialName": "委托书", "copyNum": "2"}]
    files = {"blankForms": [_file("a.docx", materialName="委托书")]}
    guide = read_answer({**_HEAD, "materialList": materials, **files})
    assert [forms for _, *forms in _forms(guide)][:2] == [[[], []], [[], []]]


def test_materials_of_few_keys_are_rows_and_no_codes_with_their_words() -> None:
    guide = read_answer({**_HEAD, "materialList": _MATERIALS})
    assert [m.name.locator for m in guide.materials] == [f"/materialList/{n}/materialName" for n in range(2)]
