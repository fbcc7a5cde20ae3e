"""A list whose portal answers now and then with an envelope around nothing, and lists with pages without rows."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from crawler.domain.evidence import PageKind, Target
from crawler.page.finds import Paging
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse
from spiders.platforms.auto import Walk
from spiders.platforms.empty_answers import EmptyAnswers
from spiders.platforms.series import Series
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, walk

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "<p>请点击事项名称查看办事指南，办理前请仔细阅读各项说明。</p>" * 4
PAGES, SIZE = 4, 3
NOTHING = '{"code": 200, "msg": "success", "data": null}'


ROWS = '{"code": 200, "data": [{"itemName": "第1类经营许可证核发", "itemCode": "4f2a000001"}]}'


def _code(number: int) -> str:
    return f"4f2a{number:06d}"


class Called(World):
    """A list of four pages that a call brings, by its page in the address; `silent` tells what says nothing when."""

    def __init__(self, silent: Callable[[int, int], bool], *, total: bool = True) -> None:
        super().__init__({
            "/": front(link("/all", "政务服务事项清单")),
            "/all": html(f"{WORDS}<ul id='rows'></ul><script>fetch('/api/list?page=1').then(show)</script>"),
            **{f"/guide/{_code(n)}.html": guide(n) for n in range(PAGES * SIZE)},
        })  # fmt: skip
        self._total = total
        for page in range(1, PAGES + 2):
            self.pages[f"/api/list?page={page}"] = partial(self._told, page, silent)

    def _told(self, page: int, silent: Callable[[int, int], bool], times: int) -> str:
        return NOTHING if silent(page, times) else self._answer(page)

    def _answer(self, page: int) -> str:
        numbers = range((page - 1) * SIZE, min(page, PAGES) * SIZE)
        listed = [{"itemName": f"第{n}类经营许可证核发", "itemCode": _code(n)} for n in numbers]
        if not self._total:  # its end is told by nothing at all
            return json.dumps({"code": 200, "data": listed or None}, ensure_ascii=False)
        return json.dumps({"code": 200, "data": {"total": PAGES * SIZE, "list": listed}}, ensure_ascii=False)

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if "/api/" in errand.target.url:
            return replace(came, evidence=replace(came.evidence, content_type="application/json"))
        if not errand.render:
            return came
        call = Errand(target=Target(url=f"{PORTAL}api/list?page=1"), kind=PageKind.API)
        answer = self.look(call)
        answer = replace(answer, body=self._answer(1).encode())  # the page itself came whole
        shown = "".join(f'<li><a href="/guide/{_code(n)}.html">第{n}类经营许可证核发</a></li>' for n in range(SIZE))
        return replace(came, body=html(f"{WORDS}<ul id='rows'>{shown}</ul>").encode(), calls=(answer,))


def _gaps(every: list[Errand]) -> list[str]:
    return [one.skip for one in every if one.skip and one.kind is PageKind.LIST]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("page", [2, 3, 4])
def test_an_answer_that_says_nothing_is_asked_for_again_and_is_no_end(page: int, total: bool) -> None:
    walker = Walk(job())

    every = walk(Called(lambda at, times: at == page and times == 1, total=total), walker)

    assert walker.found() == PAGES * SIZE
    assert not _gaps(every)


def test_what_says_nothing_twice_is_a_gap_where_the_list_declares_more() -> None:
    walker = Walk(job())

    every = walk(Called(lambda at, _: at == 3), walker)

    assert walker.found() == (PAGES - 1) * SIZE
    assert _gaps(every) == ["a page of the list shows no row that could be read"]


def test_a_list_that_says_nothing_twice_is_in_doubt_where_others_said_something_when_asked_again() -> None:
    for said, doubted in ((ROWS, 1), (NOTHING, 0)):
        known = EmptyAnswers()
        lists = [Errand(target=Target(url=f"{PORTAL}api/list?dept={n}"), kind=PageKind.LIST) for n in range(3)]
        for errand, answer in zip(lists, (ROWS, NOTHING, NOTHING), strict=True):
            known.met(errand, _json(answer), called=True)
        first, second = known.again()[0]
        known.met(first, _json(said), called=True)
        assert known.is_silent_again(second, _json(NOTHING), first=True)

        assert len(known.unanswered()) == doubted


def test_a_few_answers_are_asked_for_again_and_the_others_settled_where_none_of_them_brings_rows() -> None:
    known = EmptyAnswers()
    lists = [Errand(target=Target(url=f"{PORTAL}api/list?dept={n}"), kind=PageKind.LIST) for n in range(10)]
    silent = [known.met(one, _json(ROWS if not at else NOTHING), called=True) for at, one in enumerate(lists)]
    assert silent == [False, *[True] * 9]
    looks, settled = known.again()
    assert (len(looks), len(settled)) == (6, 0)
    for one in looks:
        known.met(one, _json(NOTHING), called=True)

    looks, settled = known.again()

    assert ([one.look for one, _ in settled], looks) == ([2, 2, 2], [])
    assert known.again() == ([], [])


def _json(text: str) -> JsonPage:
    page = parse(text.encode(), "application/json", PORTAL, "e")
    assert isinstance(page, JsonPage)
    return page


def _series(*came: tuple[int, list[str]]) -> Series:
    pages = tuple(Target(url=f"{PORTAL}list?page={n}") for n in range(1, 9))
    series = Series()
    series.asking(pages[0])
    for number, keys in came:
        series.came(pages[number - 1], keys, Paging(pages=pages[1:], here=number, last=8))
        list(series.next())
    return series


def test_one_page_without_rows_keeps_no_other_from_being_asked() -> None:
    series = _series((1, ["a"]), (2, []), (3, ["c"]))

    assert len(series.asked) == 7
    assert [page.url for page in series.among()] == [f"{PORTAL}list?page=2"]
    assert series.unread() is not None


def test_two_pages_without_rows_are_an_end_that_a_second_look_may_undo() -> None:
    series = _series((1, ["a"]), (2, []), (3, []))
    assert series.ended
    assert not series.waiting

    series.came(Target(url=f"{PORTAL}list?page=2"), ["b"], Paging())
    assert [page.url[-1] for page in series.next()] == ["7"]
