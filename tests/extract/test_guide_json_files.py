"""Files in the answer of an API: under known and unknown names, by whole addresses and by paths."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from crawler.domain.values.guide_forms import is_online
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import Material


def _material(**said: Any) -> Material:
    answer = {
        "taskName": "食品经营许可核发",
        "deptName": "市场监督管理局",
        "acceptCondition": "有固定的经营场所",
        "promiseDay": "5个工作日",
        "linkWay": "0571-12345678",
        "materials": [{"materialName": "食品经营许可申请书", **said}],
    }
    page = parse(json.dumps({"data": answer}).encode(), "application/json", "http://a.example/api", "e")
    assert page is not None
    (found,) = read_guide([page], read_labels(catalogue.labels_text())).materials
    return found


FILE = {"fileName": "申请书.docx", "fileUrl": "http://a.example/f/1.docx"}


def test_names_in_the_plural_are_the_same_names() -> None:
    found = _material(emptyForms=[FILE], sampleForms=[{**FILE, "fileUrl": "http://a.example/f/2.docx"}])

    assert [a.target.url for a in found.blank_forms if a.target] == ["http://a.example/f/1.docx"]
    assert [a.target.url for a in found.sample_forms if a.target] == ["http://a.example/f/2.docx"]


def test_an_object_of_identifier_and_name_is_a_file_and_no_code_with_its_word() -> None:
    found = _material(kbbg={"attachId": "76ee5573b10c3190", "attachName": "申请书.docx"})

    assert [(a.name, a.target.url) for a in found.blank_forms if a.target] == [
        ("申请书.docx", "javascript:file(76ee5573b10c3190)")
    ]


def test_files_under_an_unknown_name_leave_no_form_missing() -> None:
    found = _material(wjxx=[FILE])

    assert found.read("sample_form").state is State.UNREAD
    assert found.blank_forms or found.read("blank_form").state is State.UNREAD
    assert list(_material(tableDocKey="5b0c11d2-77aa-4e0f").readings) == [
        "blank_form",
        "sample_form",
    ]  # in each process


@pytest.mark.parametrize("end", ["clientguid", "AttachId", "_file_uuid"])
def test_an_identifier_says_by_its_key_which_form_is_asked_for_by_it(end: str) -> None:
    found = _material(**{f"form{end}": "", f"example{end}": "5b0c11d2-77aa-4e0f-9d10-0242ac12"})

    assert found.read("blank_form").state is State.NOT_STATED
    assert [form.slot for form in (*found.blank_forms, *found.sample_forms)] == [FormSlot.SAMPLE]


def test_an_identifier_under_a_key_that_may_name_a_file_leaves_no_form_missing() -> None:
    found = _material(tableDocKey="5b0c11d2-77aa-4e0f-9d10-0242ac12")

    assert found.read("blank_form").state is State.UNREAD
    assert _material(rowKey="5b0c11d2-77aa-4e0f-9d10-0242ac12").read("blank_form").state is State.NOT_STATED


@pytest.mark.parametrize("held", [{"kbxx": [{"wjid": "8a01"}]}, {"emptyForms": [{"wjid": "8a01"}]}])
def test_objects_that_nobody_understands_may_be_the_forms(held: dict[str, Any]) -> None:
    found = _material(**held)

    assert found.read("blank_form").state is State.UNREAD
    assert found.read("sample_form").state is State.UNREAD


@pytest.mark.parametrize(
    ("held", "state"),
    [({"attachCount": 2}, State.UNREAD), ({"hasFile": "1"}, State.UNREAD), ({"attachCount": 0}, State.NOT_STATED)],
)
def test_files_that_are_only_counted_stand_elsewhere(held: dict[str, Any], state: State) -> None:
    found = _material(**held)

    assert found.read("blank_form").state is found.read("sample_form").state is state


@pytest.mark.parametrize(
    ("name", "samples", "state"),
    [
        ("申请书（空白表）.docx", [], State.NOT_STATED),
        ("申请书（空白表）.docx", [{"wjid": "8a01"}], State.UNREAD),
        ("附件1.docx", [], State.UNREAD),
    ],
)
def test_an_empty_list_of_samples_holds_none_where_the_files_beside_it_say_that_they_are_blank(
    name: str, samples: list[Any], state: State
) -> None:
    found = _material(wjxx=[{**FILE, "fileName": name}], sampleForms=samples)

    assert found.read("sample_form").state is state
    assert found.read("blank_form").state is not State.NOT_STATED


def test_without_any_file_the_forms_are_not_stated() -> None:
    found = _material(sampleForms=[], emptyForms=[])

    assert found.read("blank_form").state is State.NOT_STATED
    assert found.read("sample_form").state is State.NOT_STATED


@pytest.mark.parametrize(
    ("address", "sure"),
    [("http://a.example/f/1.docx", True), ("//b.example/f/1.docx", True), ("/2025/1.docx", False)],
)
def test_a_path_may_be_completed_otherwise(address: str, sure: bool) -> None:
    (form,) = _material(blankForm=[{"fileName": "申请书.docx", "fileUrl": address}]).blank_forms

    assert (form.reading.confidence == 1) is sure


@pytest.mark.parametrize(
    ("key", "address", "online"),
    [
        ("onlineForm", "/#/fill/3", True),
        ("zxtbUrl", "http://a.example/fill?id=3", True),
        ("onlineForm", "", False),
        ("helpUrl", "/#/fill/3", False),
    ],
)
def test_a_form_that_is_filled_in_at_an_address_needs_no_blank_one(key: str, address: str, online: bool) -> None:
    found = _material(emptyForm=None, **{key: address})
    assert [is_online(form) for form in found.blank_forms] == ([True] if online else [])
    assert found.read("blank_form").stated == online


def test_what_a_row_holds_beside_its_columns_is_read_as_well() -> None:
    columns = [{"field": "c1", "title": "材料名称"}, {"field": "c2", "title": "空白表格"}]
    row = {"c1": "船舶登记申请表", "c2": None, "eformUrl": "/fill/3"}
    table = {"title": "申请材料", "columns": columns, "rows": [row, {"c1": "船舶照片", "c2": None, "eformUrl": ""}]}
    answer = {"taskName": "船舶登记", "deptName": "海事局", "promiseDay": "5个工作日", "parts": [table]}
    page = parse(json.dumps({"data": answer}).encode(), "application/json", "http://a.example/api", "e")
    assert page is not None
    found = read_guide([page], read_labels(catalogue.labels_text())).materials
    assert [[is_online(form) for form in one.blank_forms] for one in found] == [[True], []]


def test_the_address_of_an_office_file_is_a_form_whatever_its_key_and_that_of_a_page_is_none() -> None:
    found = _material(eform="/upload/20230623/9cc3.docx", example="/upload/20230623/ecff.docx")

    assert [a.target.url for a in found.blank_forms if a.target] == ["http://a.example/upload/20230623/9cc3.docx"]
    assert [a.target.url for a in found.sample_forms if a.target] == ["http://a.example/upload/20230623/ecff.docx"]
    found = _material(eform="/fill/9cc3", example="/upload/20230623/ecff.docx")  # a page where it is filled in
    assert not found.blank_forms
    found = _material(xqk="/upload/20230623/9cc3.docx", example="/upload/20230623/ecff.docx")  # whatever that is
    assert [form.slot for form in found.blank_forms] == [FormSlot.UNSAID]
    assert found.read("blank_form").unread

    page = parse(
        b'{"rows": [{"xqk": "/up/9cc3.docx", "xqm": "/show/9cc3", "xqn": "9cc3.docx", "at": {"href": "/a.docx"}}]}',
        None,
        "http://a/",
        "e",
    )
    assert page is not None
    assert [a.target.url for a in page.attachments() if a.target] == ["http://a/up/9cc3.docx"]
