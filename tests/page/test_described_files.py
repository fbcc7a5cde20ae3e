"""Rows of an answer that say what their file is called and of which form it is, whatever else they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

URL = "http://hall.example.gov.cn/rest/papers/kept?of=m-70001"
FILE = {
    "linkId": "a-100001", "detailId": "f-900001", "attName": "渡船登记申请表.docx", "attFormat": "docx",
    "attSize": "12 KB", "storeType": "1", "makeTime": "2026-01-05", "recordId": "m-70001",
}  # fmt: skip


def offered(row: dict[str, Any]) -> list[str]:
    found = parse(json.dumps({"content": [row]}).encode(), "application/json", URL, "e1")
    assert isinstance(found, JsonPage)
    return [one.target.url for one in found.attachments() if one.target is not None]


def test_a_row_with_the_name_and_the_form_of_a_file_is_one() -> None:
    assert offered(FILE) == ["javascript:by_linkId_detailId('a-100001','f-900001')"]
    assert offered({**FILE, "linkId": None}) == ["javascript:by_detailId('f-900001')"]


@pytest.mark.parametrize(
    "other",
    [
        {**FILE, "attName": "渡船登记申请表"},
        {**FILE, "placeId": "d-300001"},
        {key: value for key, value in FILE.items() if key not in {"attFormat", "attSize"}},
        {**FILE, "rows": [{"step": "受理"}]},
    ],
    ids=["no-document", "too-many-identifiers", "no-form", "more-in-it"],
)
def test_a_row_that_says_less_or_more_than_a_file_is_none(other: dict[str, Any]) -> None:
    assert offered(other) == []
