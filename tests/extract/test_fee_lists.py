"""The frame of a guide gives way to what came as answers, and what its page says beside a list of fees is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.assembly import unknown_keys
from crawler.assembly.unknown_keys import Taught
from crawler.domain.elements import State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.answers.fee_lists import learn_fee_words, with_fee_words
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.parse import parse
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

ROW = {"chargename": "船舶登记费", "chargestand": "", "chargebasis": "《船舶登记收费办法》"}
FACTS = (("事项名称", "渡船登记"), ("事项类型", "行政确认"), ("咨询电话", "0571-81234567"), ("办件类型", "承诺件"))
MORE = {"handleAddress": "江滨路9号二楼渡运窗口", "acceptCondition": "渡船检验合格", "promiseday": "9个工作日"}
BRANCH = """if(%s){h='<th>是否收费</th><td>收费</td><th>收费标准</th>'}else{h='<th>是否收费</th><td>不收费</td>'}"""
PLACES = "".join(f"<h3>{name}</h3><div id='p{name}'></div>" for name in ("基本信息", "申请条件", "办理流程", "收费"))
HEAD = """<div>申报材料</div><div id="k" style="display:none">请选择您的办理情形：<span id="c"></span></div>
<table id="m"><thead><tr><th>序号</th><th>材料名称</th><th>必要性</th></tr></thead><tbody></tbody></table>"""
FRAME = f"<html><body><h2 id='t'></h2>{PLACES}<script>$.ajax('/rest/guide')</script></body></html>"


def _page(body: str, evidence: str = "e1") -> Page:
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.test/guide?id=7", evidence)
    assert isinstance(page, Page)
    return page


def _answer(rows: list[dict[str, str]]) -> JsonPage:
    return answer_of({"custom": {**ANSWER, **MORE, "chargeitems": rows}})


def _status(rows: list[dict[str, str]], *shown: tuple[str, list[dict[str, str]]], script: str = "") -> Reading:
    """Whether a guide with these fees charges them, where such guides were rendered."""
    rows_shown = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS)
    words = f"<table>{rows_shown}<tr><th>是否收费</th><td>{{}}</td></tr></table>"
    guides = [(read_guide([_page(words.format(word))], LABELS), [_answer(own)], script) for word, own in shown]
    answers = [_answer(rows)]
    guide = with_fee_words(read_guide(answers, LABELS), answers, learn_fee_words(guides, LABELS), LABELS)
    return guide.read("fee_status")


def test_an_empty_list_of_fees_says_what_rendered_guides_show_beside_one() -> None:
    assert _status([], ("不收费", [])).text == "不收费"
    assert _status([ROW], ("不收费", []), ("收费", [ROW])).text == "收费"


@pytest.mark.parametrize(
    "shown", [(), (("不收费", []), ("收费", [])), (("不收费", []), ("不收费", [ROW])), (("", []),)]
)
def test_rendered_guides_that_do_not_tell_the_cases_apart_teach_nothing(shown: Any) -> None:
    assert not _status([], *shown).stated


@pytest.mark.parametrize("condition", ["c.chargeitems.length", "c.chargeitems && c.chargeitems.length > 0"])
def test_a_script_tells_the_case_that_no_rendered_guide_shows(condition: str) -> None:
    assert _status([ROW], ("不收费", []), script=BRANCH % condition).text == "收费"


@pytest.mark.parametrize("condition", ["!c.chargeitems.length", "c.others.length", "c.chargeitems.length > 3"])
def test_a_script_that_rendered_guides_do_not_bear_out_tells_nothing(condition: str) -> None:
    assert not _status([ROW], ("不收费", []), script=BRANCH % condition).stated


def test_a_fee_without_its_standard_in_a_list_is_no_part_that_was_not_read() -> None:
    guide = read_answer({**ANSWER, "chargeitems": [ROW]})
    assert guide.read("fee_status").unread
    assert guide.read("fee_status").label is None
    assert guide.read("fee_standard").state is State.NOT_STATED


def _look(name: str, kind: PageKind, via: Via, content_type: str) -> Evidence:
    return Evidence(
        id=name, region="1", target=Target(url=f"http://a.test/{name}"), kind=kind, state=FetchState.FETCHED, via=via,
        content_type=content_type,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "rendered", "bare"),
    [
        (FRAME, True, True),
        (FRAME.replace("<script>", f"{HEAD}<script>"), True, True),
        (FRAME, False, False),
        (FRAME.replace("<h2 id='t'></h2>", "<p>监督投诉电话：0571-85001234</p>"), True, False),
        (FRAME.replace("$.ajax", "draw"), True, False),
    ],
)
def test_a_page_that_says_nothing_gives_way_to_the_answers(frame: str, rendered: bool, bare: bool) -> None:
    looks = [
        _look("shown", PageKind.GUIDE, Via.BROWSER, "text/html"),
        _look("call", PageKind.FRAGMENT, Via.HTTP, "application/json"),
    ]
    pages: dict[str, Page | JsonPage] = {"shown": _page("<p>事项名称：渡船登记</p>"), "call": _answer([])}
    taught = Taught(lambda: [looks] if rendered else [], lambda e: pages[e.id], LABELS, ())
    assert taught.is_bare([_page(frame), _answer([])]) is bare
    assert not taught.is_bare([_page(frame)])


def test_a_rendered_guide_is_read_once_for_all_that_learn_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Sequence[Page | JsonPage]] = []

    def noted(pages: Sequence[Page | JsonPage], labels: LabelDictionary) -> ServiceGuide:
        read.append(pages)
        return read_guide(pages, labels)

    monkeypatch.setattr(unknown_keys, "read_guide", noted)
    looks = [
        _look("shown", PageKind.GUIDE, Via.BROWSER, "text/html"),
        _look("call", PageKind.FRAGMENT, Via.HTTP, "application/json"),
    ]
    answers = [_answer([])]
    pages: dict[str, Page | JsonPage] = {"shown": _page("<p>事项名称：渡船登记</p>"), "call": answers[0]}
    taught = Taught(lambda: [looks], lambda e: pages[e.id], LABELS, ())
    bare = read_guide(answers, taught.labels)
    taught.with_fee_words(taught.put_together(bare, answers), answers)
    assert read.count([pages["shown"]]) == 1
    assert not taught.is_bare([_page("<p>事项名称：渡船登记</p>"), _answer([])])
    assert read.count([pages["shown"]]) == 1  # a page without empty places is no frame, whatever it says
