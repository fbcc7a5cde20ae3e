"""Files that a call for one material brought: they are the forms of that material, and of no other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.assembly.row_forms import NOT_CAME, RowForms, with_row_forms
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.extract.guide.reading import read_guide
from crawler.page.parse import parse
from tests.extract.one_guide import ANSWER, LABELS, answer_of

if TYPE_CHECKING:
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

API = "https://bs.example/api"
ROWS = [{"materialName": "渡船登记申请表", "paperNo": "p-10001"}, {"materialName": "船舶证书", "paperNo": "p-10002"}]
BLANK = {"fileId": "f-900001", "fileName": "渡船登记申请表.docx", "kind": "空白表格"}
SAMPLE = {"fileId": "f-900002", "fileName": "渡船登记申请表（填写范例）.docx", "kind": "范例"}


def look(of: str, failure: Failure | None = None) -> Evidence:
    return Evidence(
        id=of, region="990001", kind=PageKind.FORM, target=Target(url=f"{API}/files?of={of}"), item="k", attempts=1,
        state=failure.state if failure else FetchState.FETCHED, failure=failure,
    )  # fmt: skip


def answered(asked: dict[str, Any], *, failed: frozenset[str] = frozenset()) -> RowForms:
    """Calls for the first row, by what else they say: the answer to each, but for those that failed."""
    answer = answer_of({**ANSWER, "materialList": ROWS})
    pages: dict[str, Page | JsonPage] = {f"p-10001&{kind}": answer_of(data) for kind, data in asked.items()}
    looks = [look(of, Failure.HTTP_5XX if of.rpartition("&")[2] in failed else None) for of in pages]
    came = {one.target.key: pages[one.id] for one in looks if one.failure is None and pages[one.id].attachments()}
    return with_row_forms(read_guide([answer], LABELS), [answer], came, looks, lambda one: pages.get(one.id))


def put(brought: dict[str, Any], *failed: Evidence) -> RowForms:
    answer = answer_of({**ANSWER, "materialList": ROWS})
    guide = read_guide([answer], LABELS)
    assert len(guide.materials) == len(ROWS)
    pages: dict[str, Page | JsonPage] = {of: answer_of(data) for of, data in brought.items()}
    looks = [*map(look, brought), *failed]
    offering = {one.target.key: pages[one.id] for one in looks if one.id in pages and pages[one.id].attachments()}
    return with_row_forms(guide, [answer], offering, looks, lambda one: pages.get(one.id))


def test_the_files_of_a_call_are_those_of_the_row_whose_identifier_it_carries() -> None:
    found = put({"p-10001": {"data": [BLANK, SAMPLE]}})
    first, second = found.guide.materials
    assert [a.name for a in first.blank_forms] == ["渡船登记申请表.docx"]
    assert [a.name for a in first.sample_forms] == ["渡船登记申请表（填写范例）.docx"]
    assert first.read("blank_form").stated
    assert not (second.blank_forms)
    assert not (second.sample_forms)
    assert not (found.left)
    assert found.told


@pytest.mark.parametrize(
    ("data", "unread"), [({"data": []}, False), ({"code": 500, "data": None}, True), ({"data": {"rows": 3}}, True)]
)
def test_only_an_empty_list_says_that_a_material_has_no_files(data: Any, unread: bool) -> None:
    found = put({"p-10001": data})
    assert found.guide.materials[0].read("blank_form").unread is unread
    assert found.told is not unread


FORM, OTHER_FORM = ({"fileId": one, "fileName": "渡船登记申请表.docx"} for one in ("f-900001", "f-900002"))


def test_a_request_that_asks_for_samples_beside_another_tells_which_file_is_one() -> None:
    asked = {"doc=TEMPLATE_DOC": {"data": [FORM]}, "doc=SAMPLE_DOC": {"data": [OTHER_FORM]}}
    material = answered(asked).guide.materials[0]
    assert [len(material.blank_forms), len(material.sample_forms)] == [1, 1]
    assert material.read("sample_form").stated
    alone = answered({"doc=SAMPLE_DOC": {"data": [FORM]}}).guide.materials[0]  # the only call: forms of either kind
    assert [len(alone.blank_forms), len(alone.sample_forms)] == [1, 0]
    blank = {"fileId": "f-900003", "fileName": "渡船登记申请表（空白表）.docx"}
    named = answered({"doc=all": {"data": [FORM]}, "doc=sample": {"data": [blank]}}).guide.materials[0]
    assert [len(named.blank_forms), len(named.sample_forms)] == [2, 0]


@pytest.mark.parametrize(("failed", "unread"), [("doc=blank", "blank_form"), ("doc=sample", "sample_form")])
def test_the_kind_of_files_whose_call_failed_is_unread_though_the_other_came(failed: str, unread: str) -> None:
    asked: dict[str, Any] = {"doc=blank": {"data": []}, "doc=sample": {"data": []}}
    material = answered(asked, failed=frozenset({failed})).guide.materials[0]
    assert material.read(unread).unread
    assert (
        answered({**asked, "doc=sample": {"data": [SAMPLE]}}, failed=frozenset({"doc=blank"}))
        .guide.materials[0]
        .read("blank_form")
        .unread
    )
    assert not material.read("blank_form").unread or unread == "blank_form"


def test_files_whose_call_failed_are_unread() -> None:
    reading = put({}, look("p-10001", Failure.HTTP_5XX)).guide.materials[0].read("sample_form")
    assert (reading.unread, reading.reason, reading.evidence) == (True, NOT_CAME, "p-10001")
    assert not put({}, look("p-10009", Failure.HTTP_5XX)).guide.materials[0].read("sample_form").unread


def test_files_that_belong_to_no_row_are_left() -> None:
    assert len(put({"q-70001": {"data": [BLANK]}}).left) == 1


def test_a_row_of_a_page_is_known_by_what_it_hands_to_its_script() -> None:
    rows = "".join(f"<tr data-no='{r['paperNo']}'><td>{r['materialName']}</td><td>1</td></tr>" for r in ROWS)
    facts = "<p>咨询电话：0571-81234567</p><p>受理条件：依法成立</p>"
    text = f"<html><body>{facts}<table><tr><th>材料名称</th><th>份数</th></tr>{rows}</table></body></html>"
    page = parse(text.encode(), "text/html", "https://bs.example/g", "e")
    assert page is not None
    asked = look("p-10002")
    brought = answer_of({"data": [BLANK]})
    guide = read_guide([page], LABELS)
    found = with_row_forms(guide, [page], {asked.target.key: brought}, [asked], lambda _: brought)
    assert [len(one.blank_forms) for one in found.guide.materials] == [0, 1]
    own = replace(asked, kind=PageKind.FRAGMENT)  # what asks for the guide tells no row of it
    assert len(with_row_forms(guide, [page], {asked.target.key: brought}, [own, asked], lambda _: brought).left) == 1


@pytest.mark.parametrize("twice", [False, True])
def test_a_row_of_a_page_is_known_by_its_name_in_the_answers_behind_it(twice: bool) -> None:
    rows = "".join(f"<tr><td>{r['materialName']}</td><td>1</td></tr>" for r in ROWS)
    facts = "<p>咨询电话：0571-81234567</p><p>受理条件：依法成立</p>"
    text = f"<html><body>{facts}<table><tr><th>材料名称</th><th>份数</th></tr>{rows}</table></body></html>"
    page = parse(text.encode(), "text/html", "https://bs.example/g", "e")
    assert page is not None
    behind = answer_of({**ANSWER, "materialList": [*ROWS, *([{**ROWS[1], "paperNo": "p-10003"}] if twice else [])]})
    asked, brought = look("p-10002"), answer_of({"data": [BLANK]})
    guide = read_guide([page], LABELS)
    found = with_row_forms(guide, [page, behind], {asked.target.key: brought}, [asked], lambda _: brought)
    assert [len(one.blank_forms) for one in found.guide.materials] == [0, 0 if twice else 1]


def test_what_is_asked_for_with_the_identifier_of_a_sample_tells_nothing_of_a_blank_form() -> None:
    answer = answer_of({**ANSWER, "materialList": [{"materialName": "渡船登记申请表", "sampleTable": "f-900002aa"}]})
    guide = read_guide([answer], LABELS)
    for brought in (look("f-900002aa"), look("f-900002aa", Failure.HTTP_5XX)):
        [material] = with_row_forms(guide, [answer], {}, [brought], lambda _: None).guide.materials
        assert not material.read("blank_form").unread
        assert material.read("sample_form").reason == "needs a second call"
