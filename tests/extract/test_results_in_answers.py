"""Results in an answer, with their specimens in one object, and files that stand there at several addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

FILE = {"name": "样图.jpg", "url": "https://files.example/o/71b.jpg"}


def read(**given: Any) -> ServiceGuide:
    return read_answer({**ANSWER, **given})


@pytest.mark.parametrize(
    ("key", "row"),
    [
        (
            "result_sample_list",
            {"name": "渡船证", "subject_type": "10", "subject_type_text": "证照", "att_list": [FILE]},
        ),
        ("resultExampleList", {"title": "渡船证", "kindName": "证照", "fileList": [FILE]}),
        ("resultSamples", {"resultName": "渡船证", "resultType": "证照", "url": FILE["url"]}),
        ("jgyb", {"mc": "渡船证", "lx": "证照", "fj": [FILE]}),
        ("resultList", {"name": "渡船证", "typeText": "证照", "sampleAttList": [FILE]}),
        ("approveResults", {"resultTitle": "渡船证", "resultKindText": "证照", "exampleFiles": [FILE]}),
    ],
)
def test_name_type_and_specimen_of_a_result_stand_in_one_object(key: str, row: dict[str, Any]) -> None:
    guide = read(**{key: [row]})
    assert (guide.read("result_name").text, guide.read("result_type").text) == ("渡船证", "证照")
    assert guide.read("result_sample").state is State.STATED


@pytest.mark.parametrize("name", ["渡船证样本.jpg", "渡船证样本", "渡船证示例（正面）", "71b.jpg"])
def test_what_a_file_is_called_names_no_result(name: str) -> None:
    guide = read(resultSampleList=[{"name": name, "type": "jpg", "url": FILE["url"]}])
    assert not guide.read("result_name").stated
    assert guide.read("result_sample").stated


def test_a_sample_beside_the_materials_is_none_of_a_result() -> None:
    guide = read(materialList=[{"materialName": "渡船申请表", "copies": "1", "sampleAttList": [FILE]}])
    assert not guide.read("result_sample").stated


def _material(**file: Any) -> Material:
    given = {"name": "渡船申请表.docx", "size": None, **file}
    rows = [{"materialName": "渡船申请表", "copies": "1", "blankAttList": [given], "sampleAttList": []}]
    return read(materialList=[*rows, {"materialName": "船员名册", "copies": "1"}]).materials[0]


@pytest.mark.parametrize(
    "addresses",
    [
        {"waiwang_url": "https://files.example/o/7b1.docx", "neiwang_url": "http://19.4.0.8/o/7b1.docx"},
        {"innerPath": "http://10.2.0.8/a/7b1.docx", "outerPath": "https://files.example/o/7b1.docx"},
        {"url": "https://files.example/o/7b1.docx", "previewUrl": "https://files.example/view?id=7b1"},
        {"fileUrl": "https://files.example/o/7b1.docx", "cdnUrl": "https://cdn.example/7b1.docx"},
    ],
)
def test_one_file_at_several_addresses_is_that_which_leads_to_it_from_outside(addresses: dict[str, str]) -> None:
    (form,) = _material(id="7b1", **addresses).blank_forms
    assert form.target is not None
    assert form.target.url == "https://files.example/o/7b1.docx"
    assert form.name == "渡船申请表.docx"


def test_two_files_are_not_one() -> None:
    material = _material(wordUrl="https://files.example/o/7b1.docx", pdfUrl="https://files.example/o/7b1.pdf")
    assert len(material.blank_forms) != 1
    assert material.read("blank_form").state is not State.NOT_STATED
