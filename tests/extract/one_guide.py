"""A guide that one page or one answer holds, read as a run reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())


def read_body(body: str) -> ServiceGuide:
    """The guide in the body of a page."""
    source = f"<html><body>{body}</body></html>".encode()
    page = parse(source, "text/html; charset=utf-8", "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


ANSWER = {
    "itemName": "渡船登记",
    "itemTypeName": "行政确认",
    "deptName": "临江县交通运输局",
    "consultTel": "0571-81234567",
}
"""Enough of a guide in an answer to be one."""


def answer_of(data: Any) -> JsonPage:
    """An answer that holds this."""
    found = parse(json.dumps(data).encode(), "application/json", "https://bs.example/api/guide", "e")
    assert isinstance(found, JsonPage)
    return found


def read_answer(data: Any) -> ServiceGuide:
    """The guide in an answer."""
    return read_guide([answer_of(data)], LABELS)
