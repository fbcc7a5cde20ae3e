"""JSON keys that nobody has listed, by the words and letters that they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import catalogue
from crawler.extract.answers.words import worded
from crawler.extract.labels.dictionary import read_labels

LABELS = read_labels(catalogue.labels_text())


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("applyConditions", "conditions"),
        ("acceptance_condition", "conditions"),
        ("statutoryPeriod", "statutory_time_limit"),
        ("promisedDays", "promised_time_limit"),
        ("complaintHotline", "complaint_phone"),
        ("complaintCall", "complaint_phone"),
        ("officeHours", "hours"),
        ("quantityLimit", "quantity_limit"),
        ("reconsiderAndLitigate", "remedy"),
        ("SLTJ", "conditions"),
        ("zxdh", "consultation_phone"),
        ("shoulitiaojian", "conditions"),
        ("bldd_ms", "place"),
        ("yxjm", "fee_reduction"),
        ("sfyxjm", "fee_reduction"),
        ("resultAttach", "result_sample"),
        ("resultFileList", "result_sample"),
        ("onSiteVisits", "visits"),
        ("number_of_on_site_visits", "visits"),
        ("presenceTimes", "visits"),
        ("onSiteDescription", "visits_reason"),
        ("execDept", "implementing_body"),
        ("lastEditedTime", "update_date"),
        ("appealChannel", "remedy"),
        ("isSubscribeService", "reservation"),
        ("supportAppoint", "reservation"),
    ],
)
def test_words_and_letters_name_an_element(key: str, element: str) -> None:
    assert LABELS.element_of_field(key) == element


@pytest.mark.parametrize(
    "key", ["status", "areaCode", "createUser", "uuid", "pageSize", "xh", "bz", "token", "zt", "isSubscribe"]
)
def test_keys_of_the_answer_itself_name_none(key: str) -> None:
    assert LABELS.element_of_field(key) is None


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("materialOriginal", "material_original"),
        ("requireBasis", "material_basis"),
        ("issueOrg", "material_issuer"),
        ("paperCopies", "material_copies"),
        ("CJDW", "material_issuer"),
        ("emptyFormUrl", "blank_form"),
    ],
)
def test_keys_of_a_material(key: str, part: str) -> None:
    assert LABELS.part("materials", key) == part


@given(st.text(max_size=60))
def test_no_key_breaks_reading(key: str) -> None:
    LABELS.element_of_field(key)
    LABELS.heard(key)


@pytest.mark.parametrize(
    ("value", "words", "at"),
    [
        ({"code": "01", "text": "行政许可"}, "行政许可", "/a/text"),
        ({"typeCode": "1", "typeName": "承诺件"}, "承诺件", "/a/typeName"),
        ({"itemName": "取水许可", "orgCode": "1"}, None, "/a"),
        ({"code": "1", "text": None}, None, "/a"),
        ("01", "01", "/a"),
    ],
)
def test_a_code_gives_its_words(value: object, words: str | None, at: str) -> None:
    assert worded(value, "/a") == (value if words is None else words, at)
