"""Answers of guides that hold nothing but an envelope: how portals say that there is nothing, or fail."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.assembly.silent_answers import SILENT, SilentAnswers
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

NOTHING = {"code": 200, "msg": "success", "data": None}
NONE = {"code": 200, "msg": "success", "data": []}
ROWS = {"code": 200, "data": [{"materialName": f"第{n}份申请材料", "materialCode": f"4f2a{n:06d}"} for n in range(8)]}


class _Region:
    """Answers for the parts of guides; each is told by its guide, its look and what it says."""

    def __init__(self, *answers: tuple[str, int, Any]) -> None:
        self._bodies = [json.dumps(said, ensure_ascii=False).encode() for _, _, said in answers]
        self.looks = [
            Evidence(
                id=str(number), region="1", kind=PageKind.FRAGMENT, target=Target(url=f"http://a.example/part?id={item}"),
                state=FetchState.FETCHED, content_type="application/json", size=len(body), item=item, look=look,
            )
            for number, ((item, look, _), body) in enumerate(zip(answers, self._bodies, strict=True))
        ]  # fmt: skip
        self.silent = SilentAnswers(self.looks, self._page)

    def _page(self, one: Evidence) -> Page | JsonPage | None:
        return parse(self._bodies[int(one.id)], one.content_type, one.url, one.id)

    def missing(self, item: str) -> str | None:
        return self.silent.missing([one for one in self.looks if one.item == item])

    def read(self, item: str) -> list[int]:
        return [one.look for one in self.silent.read([one for one in self.looks if one.item == item])]


def test_what_says_nothing_in_two_looks_is_a_failed_look_where_another_said_something_when_asked_again() -> None:
    region = _Region(("a", 1, ROWS), ("b", 1, NOTHING), ("b", 2, NOTHING), ("c", 1, NOTHING), ("c", 2, ROWS))

    assert region.missing("b") == SILENT
    assert region.missing("a") is None
    assert region.read("c") == [2]


@pytest.mark.parametrize(("said", "again"), [(NOTHING, NOTHING), (NONE, ROWS)])
def test_where_nothing_ever_came_of_it_or_a_list_is_empty_there_is_nothing(said: Any, again: Any) -> None:
    region = _Region(("a", 1, ROWS), ("b", 1, said), ("b", 2, said), ("c", 1, said), ("c", 2, again))

    assert region.missing("b") is None


def test_of_a_page_that_was_built_of_silent_answers_what_either_look_brought_is_read() -> None:
    region = _Region(("a", 1, ROWS), ("b", 1, NOTHING), ("b", 2, ROWS), ("b", 1, ROWS), ("b", 2, NOTHING))
    page = Target(url="http://a.example/guide?id=b")
    calls = [Target(url=f"http://a.example/part?id=b&of={n}") for n in (1, 1, 2, 2)]
    built = [
        Evidence(
            id=f"page{look}", region="1", kind=PageKind.GUIDE, target=page, state=FetchState.FETCHED, via=Via.BROWSER,
            item="b", look=look,
        )
        for look in (1, 2)
    ]  # fmt: skip
    region.looks[1:] = [
        replace(one, kind=PageKind.API, via=Via.BROWSER, target=there, parent=f"page{one.look}")
        for one, there in zip(region.looks[1:], calls, strict=True)
    ]
    region.looks[0] = replace(region.looks[0], target=Target(url="http://a.example/part?id=a&of=1"))
    region.looks += built

    assert [one.id for one in region.silent.read(region.looks)] == ["0", "2", "3"]
