"""Archives that were gathered when a key was the code alone are read under the keys of today."""

from __future__ import annotations

from crawler.assembly.earlier_keys import pages_under_code
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.records import ListedItem, missing

CODE = "11650100MB1234567F2650123004000"


def _row(key: str, guide: str) -> ListedItem:
    return ListedItem(key=key, name=missing("name", unread=False, evidence="e"), target=Target(url=guide))


def test_the_pages_of_a_code_are_those_of_the_row_whose_guide_was_opened() -> None:
    target = Target(url="http://a.example/guide?id=2")
    guide = Evidence(id="g", region="1", kind=PageKind.GUIDE, target=target, state=FetchState.FETCHED, item=CODE)
    rows = [_row(f"{CODE} {n}", f"http://a.example/guide?id={n}") for n in (1, 2)]

    assert pages_under_code(rows, {CODE: [guide]}) == {f"{CODE} 2": [guide]}
    assert pages_under_code([_row(f"{CODE} 7", "http://a.example/guide?id=7")], {CODE: [guide]}) == {
        f"{CODE} 7": [guide]
    }
    assert pages_under_code(rows, {CODE: [guide], f"{CODE} 2": [guide]}) == {}
