"""Calls for what belongs to one row of an answer: learned from one guide, asked for the rows of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.evidence import Target
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from crawler.page.learned.row_calls import learn_row_calls, rows_of

if TYPE_CHECKING:
    from crawler.page.learned.row_calls import RowCall

API = "http://zwfw.yunxi.gov.cn/api"
HERE = Exchange(target=Target(url="http://zwfw.yunxi.gov.cn/#/show?no=case-0001"), page=None)
FILE = {"fileId": "f-900001", "fileName": "申请表.docx"}


def answer(url: str, data: Any) -> JsonPage:
    return JsonPage(data=data, text=json.dumps(data), url=url, evidence=url)


def got(path: str, data: Any) -> Exchange:
    return Exchange(target=Target(url=f"{API}/{path}"), page=answer(f"{API}/{path}", data))


def papers(case: str, *rows: dict[str, Any]) -> Exchange:
    return got(f"papers?case={case}", {"papers": [{"title": "材料", **row} for row in rows]})


def learned(*calls: Exchange) -> tuple[RowCall, ...]:
    return learn_row_calls(calls, HERE, lambda page: bool(page.attachments()))


def asked(call: RowCall, source: Exchange) -> list[str]:
    assert isinstance(source.page, JsonPage)
    return [one.url.removeprefix(API) for one in call.of(rows_of(source.target, source.page))]


ONE = papers("case-0001", {"no": "p-10001"}, {"no": "p-10002"})
OTHER = papers("case-0002", {"no": "p-20001"}, {"no": "p-20002"})


def test_what_was_asked_for_one_row_is_asked_for_all_rows_of_others() -> None:
    [call] = learned(ONE, got("files?of=p-10002", [FILE]))
    assert asked(call, OTHER) == ["/files?of=p-20001", "/files?of=p-20002"]
    assert asked(call, got("notes?case=case-0002", {"papers": [{"no": "p-20001"}]})) == []


def test_what_tells_the_guide_is_put_in_anew() -> None:
    [call] = learned(ONE, got("files?case=case-0001&of=p-10002&size=10", [FILE]))
    assert asked(call, OTHER)[0] == "/files?case=case-0002&of=p-20001&size=10"


def test_rows_that_say_that_they_have_no_files_are_not_asked_for() -> None:
    one = papers("case-0001", {"no": "p-10001", "hasFile": "0", "kind": "0"}, {"no": "p-10002", "hasFile": "1"})
    other = papers("case-0002", {"no": "p-20001", "hasFile": "1", "kind": "0"}, {"no": "p-20002", "hasFile": "0"})
    [call] = learned(one, got("files?of=p-10002", [FILE]))
    assert asked(call, other) == ["/files?of=p-20001"]


def test_a_click_on_one_of_several_rows_with_files_says_nothing_against_the_others() -> None:
    one = papers("case-0001", {"no": "p-10001", "hasFile": "1"}, {"no": "p-10002", "hasFile": "0"}, {"no": "p-10003"})
    [call] = learned(one, got("files?of=p-10001", [FILE]))
    assert asked(call, one) == ["/files?of=p-10001", "/files?of=p-10003"]
    one = papers("case-0001", {"no": "p-10001", "form": "1"}, {"no": "p-10002", "form": "0"}, {"no": "p-10003"})
    [call] = learned(one, got("files?of=p-10001", [FILE]))
    assert len(asked(call, one)) == 3


def test_each_kind_of_files_that_was_asked_for_is_asked_for_every_row() -> None:
    one = papers("case-0001", {"no": "p-10001", "blankNum": 1, "sampleNum": 0}, {"no": "p-10002", "sampleNum": 2})
    blanks, samples = learned(one, got("files?of=p-10001&use=1", [FILE]), got("files?of=p-10002&use=2", []))
    assert asked(blanks, OTHER) == ["/files?of=p-20001&use=1", "/files?of=p-20002&use=1"]
    assert asked(samples, OTHER) == ["/files?of=p-20001&use=2", "/files?of=p-20002&use=2"]
    rows = [{"no": "p-20001", "blankNum": 0, "sampleNum": 1}, {"no": "p-20002", "blankNum": 0, "sampleNum": 0}]
    assert asked(samples, papers("case-0002", *rows)) == ["/files?of=p-20001&use=2"]


def test_a_word_tells_the_kind_of_files_as_a_number_does() -> None:
    calls = [got(f"files?of=p-10001&doc={kind}&table=T_PAPER", [FILE]) for kind in ("TEMPLATE_DOC", "SAMPLE_DOC")]
    blanks, samples = learned(ONE, *calls)
    assert asked(blanks, OTHER) == [f"/files?of=p-2000{n}&doc=TEMPLATE_DOC&table=T_PAPER" for n in (1, 2)]
    assert asked(samples, OTHER) == [f"/files?of=p-2000{n}&doc=SAMPLE_DOC&table=T_PAPER" for n in (1, 2)]
    tokens = [got(f"files?of=p-1000{n}&t=k{n}f83a{n}c", [FILE]) for n in (1, 2)]  # of the moment, and no kind
    assert len(learned(ONE, *tokens)) == 1


def test_a_value_that_counts_the_rows_is_no_kind_of_files() -> None:
    rows = [{"no": f"p-1000{n}"} for n in range(5)]
    assert len(learned(papers("case-0001", *rows), *(got(f"files?at={n}&of=p-1000{n}", [FILE]) for n in range(5)))) == 1


@pytest.mark.parametrize(
    "call",
    [
        got("files?of=case-0001", [FILE]),  # of the guide
        got("files?of=p-99999", [FILE]),  # of nothing that was said
        got("views?of=p-10001", {"views": 12}),  # no files
    ],
)
def test_a_call_that_brings_no_files_of_one_row_teaches_nothing(call: Exchange) -> None:
    assert not learned(ONE, call)


def test_an_identifier_that_several_rows_share_is_of_none() -> None:
    shared = papers("case-0001", {"no": "p-10001"}, {"no": "p-10001"})
    assert not learned(shared, got("files?of=p-10001", [FILE]))


def page(case: str, *numbers: str) -> Exchange:
    rows = "".join(
        f"<tr data-no='{n}'><td>申请书</td><td><a data-no='{n}' onclick=\"show('{n}', 3)\">查看</a></td></tr>"
        for n in numbers
    )
    url = f"http://zwfw.yunxi.gov.cn/show/{case}.html"
    text = f"<html><body><table>{rows}</table><p data-part='part-1'>材料</p></body></html>"
    return Exchange(target=Target(url=url), page=Page(text=text, url=url, evidence=url))


def test_what_an_element_hands_to_its_script_is_asked_for_the_elements_of_others() -> None:
    here, other = page("case-0001", "p-10001", "p-10002"), page("case-0002", "p-20001", "p-20002")
    [call] = learn_row_calls([got("files?of=p-10002", [FILE])], here, lambda one: bool(one.attachments()))
    assert other.page is not None
    found = [one.url.removeprefix(API) for one in call.of(rows_of(other.target, other.page))]
    assert found == ["/files?of=p-20001", "/files?of=p-20002"]
    assert not learn_row_calls([got("files?of=case-0001", [FILE])], here, lambda one: bool(one.attachments()))


def test_an_identifier_in_two_lists_is_that_of_the_row_of_the_first() -> None:
    data = {"papers": [{"no": "p-10001"}, {"no": "p-10002"}], "states": [{"of": "p-10001", "done": 1}]}
    both = got("papers?case=case-0001", data)
    [call] = learned(both, got("files?of=p-10001", [FILE]))
    assert asked(call, both) == ["/files?of=p-10001", "/files?of=p-10002"]
