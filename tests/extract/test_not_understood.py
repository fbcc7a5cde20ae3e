"""Answers behind a guide of which nothing was understood leave open what the guide does not state."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler import catalogue
from crawler.assembly.not_understood import NOT_UNDERSTOOD, asks_for_one, not_understood
from crawler.domain.evidence import Target
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(catalogue.labels_text())
BASE = {"taskName": "渔船检验", "deptName": "青川市农业农村局", "linkWay": "0571-12345678", "promiseLimit": "5个工作日"}
STRANGE = {"blocks": [{"v": "检验机构受理后安排验船师到场勘验"}, {"v": "勘验合格的，由检验机构签发检验证书"}]}


def told(*answers: tuple[str, Any]) -> str | None:
    """What is said of a guide that came in these answers."""
    pages = [
        page
        for number, (at, said) in enumerate(answers)
        if (page := parse(json.dumps(said).encode(), "application/json", f"http://a.test{at}", f"e{number}"))
    ]
    return not_understood(read_guide(pages, LABELS), pages, {page.evidence for page in pages})


def test_an_answer_that_says_something_and_was_not_read_leaves_the_guide_open() -> None:
    assert told(("/guide/base?id=7", BASE), ("/guide/part?id=7", STRANGE)) == NOT_UNDERSTOOD
    assert told(("/catalog/base?id=7", BASE), ("/catalog/stage?id=7", STRANGE)) == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("/guide/fees?id=7", {"code": 0, "msg": "操作成功，没有查询到数据", "data": None}),
        ("/guide/fees?id=7", {"code": 0, "data": {"isFee": "0"}}),
        ("/guide/comments?id=7", STRANGE),
        ("/guide/part?id=7", {"v": ["即时办结"]}),
        ("/guide/copy?id=7", {"a": "青川市农业农村局", "b": BASE["taskName"]}),
    ],
    ids=["says nothing", "was read", "around the guide", "short", "said by another answer"],
)
def test_answers_without_a_part_of_the_guide_change_nothing(at: str, said: Any) -> None:
    assert told(("/guide/base?id=7", BASE), (at, said)) is None


@pytest.mark.parametrize(
    ("said", "open_"), [("".join(b["v"] for b in STRANGE["blocks"]), None), ("勘验", NOT_UNDERSTOOD)]
)
def test_what_the_rendered_page_of_the_guide_shows_is_read_there(said: str, open_: str | None) -> None:
    rows = "<tr><th>咨询电话</th><td>0571-12345678</td></tr><tr><th>承诺办结时限</th><td>5个工作日</td></tr>"
    text = f"<h1>渔船检验</h1><table>{rows}<tr><th>办理流程</th><td>{said}</td></tr></table>"
    shown = parse(text.encode(), "text/html", "http://a.test/#/guide/7", "e0")
    answers = [
        parse(json.dumps(one).encode(), "application/json", f"http://a.test/guide/{at}?id=7", at)
        for at, one in (("base", BASE), ("part", STRANGE))
    ]
    pages = [page for page in (shown, *answers) if page is not None]
    assert not_understood(read_guide(pages, LABELS), pages, {"base", "part"}) == open_


def test_a_guide_of_one_answer_is_judged_by_what_stands_in_it() -> None:
    assert told(("/guide/base?id=7", BASE | STRANGE)) is None


def test_a_request_without_an_identifier_serves_the_whole_portal() -> None:
    urls = {
        "http://a.test/api/v1/part?id=7": True,
        "http://a.test/api/part/sx33e7": True,
        "http://a.test/api/v1/codes": False,
        "http://a.test/api/codes?type=all": False,
    }
    assert {url: asks_for_one(Target(url=url)) for url in urls} == urls
    assert asks_for_one(Target(url="http://a.test/api/part", method="POST", body='{"id": "sx33e7"}'))
