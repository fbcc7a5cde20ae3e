"""A guide that one page holds, read as a run reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.extract.guide import read_guide
from crawler.extract.labels import read_labels
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
