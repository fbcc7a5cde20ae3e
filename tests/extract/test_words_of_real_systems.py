"""Keys of systems in use (字段名): the words and short forms that their makers took, and what looks like them."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, LABELS, read_answer

GUIDE = ANSWER | {"acceptCondition": "有渡船。"}


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("onlineFlag", "online"),
        ("isOnlineApply", "online"),
        ("supportOnlineHandle", "online"),
        ("isNetHandle", "online"),
        ("is_book", "reservation"),
        ("isOnlineAppointment", "reservation"),
        ("isOnlinePay", "online_payment"),
        ("legalHandDeadline", "statutory_time_limit"),
        ("commitHandDeadline", "promised_time_limit"),
        ("handRange", "scope"),
        ("HANDLE_PROC", "procedure"),
        ("windowLoc", "place"),
        ("isCollectFees", "fee_status"),
        ("collectFeesRates", "fee_standard"),
        ("chgStd", "fee_standard"),
        ("chgBasis", "fee_basis"),
        ("rsName", "result_name"),
        ("rsSamp", "result_sample"),
        ("isInterService", "intermediary"),
        ("legalThemeType", "legal_person_theme"),
        ("annualExaminationOrAnnualInspection", "annual_check"),
        ("isWeb", None),  # shown on the web
        ("isOnlineConsult", None),
        ("onlineCount", None),
        ("isCollect", None),  # kept as a favourite
        ("collectNum", None),
        ("isChg", None),  # changed, or charged
        ("chgType", None),
        ("locName", None),  # a town
        ("secondHand", None),
        ("handbook", None),
        ("handoverTime", None),
        ("procInstId", None),
        ("procKey", None),
        ("isBookmark", None),
        ("handlerName", None),
    ],
)
def test_what_a_key_stands_for(key: str, element: str | None) -> None:
    assert LABELS.element_of_field(key) == element


@pytest.mark.parametrize("key", ["approvalDocument", "approvalDocumentName", "APPROVE_DOCUMENT"])
def test_a_document_of_the_approval_may_be_its_result_or_one_of_its_papers(key: str) -> None:
    guide = read_answer(GUIDE | {key: "渡船登记证"})
    assert [guide.read(e).state for e in ("result_name", "materials")] == [State.UNREAD, State.UNREAD]


@pytest.mark.parametrize("key", ["approveMaterial", "applyDocument", "applicationDocuments"])
def test_papers_to_hand_in_are_materials(key: str) -> None:
    assert read_answer(GUIDE | {key: "渡船登记申请书；身份证"}).read("materials").stated


@pytest.mark.parametrize(("key", "value"), [("ssqd_code", "11330100002489559A4330118001000"), ("sltjDm", "A1002003")])
def test_a_code_is_no_sentence_of_the_guide_whatever_its_letters_say(key: str, value: Any) -> None:
    guide = read_answer({**ANSWER, key: value})
    assert not any(guide.read(e).stated for e in ("remedy", "conditions"))


def test_the_letters_are_heard_where_a_sentence_stands_there() -> None:
    assert read_answer(ANSWER | {"SLTJ": "有渡船，且船体完好。"}).read("conditions").value == "有渡船，且船体完好。"


def test_who_issued_a_law_is_not_its_text() -> None:
    row = {"lawName": "渡船管理条例", "fileNo": "国务院令第1号", "item": "第三条", "promulgateOrg": "国务院"}
    (law,) = read_answer(GUIDE | {"lawList": [row]}).legal_bases
    assert not law.content.stated
    (law,) = read_answer(GUIDE | {"lawList": [row | {"itemContent": "渡船应当登记。"}]}).legal_bases
    assert law.content.value == "渡船应当登记。"


def test_the_explanation_of_a_question_is_its_answer() -> None:
    rows = [{"title": "船没有名字怎么办？", "explain": "先取名。"}, {"title": "要多久？", "explain": "五天。"}]
    asked = read_answer(GUIDE | {"faqList": rows}).faqs
    assert [(one.question.value, one.answer.value) for one in asked] == [tuple(row.values()) for row in rows]
