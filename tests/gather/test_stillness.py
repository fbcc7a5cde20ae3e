"""How long rendered pages are watched."""

from __future__ import annotations

from crawler.domain.evidence import PageKind
from crawler.gather.stillness import FULL, SHORT, Stillness

HOST = "zwfw.yunxi.gov.cn"


def after(*silences: float | None) -> Stillness:
    found = Stillness()
    for silence in silences:
        found.learn(HOST, PageKind.GUIDE, silence)
    return found


def test_pages_of_a_kind_that_never_went_on_late_are_watched_briefly() -> None:
    assert after(*[0.02] * 7).of(HOST, PageKind.GUIDE) == FULL
    quick = after(*[0.02] * 8)
    assert quick.of(HOST, PageKind.GUIDE) == SHORT
    assert quick.of(HOST, PageKind.LIST) == FULL
    assert quick.of("other.yunxi.gov.cn", PageKind.GUIDE) == FULL


def test_one_page_that_went_on_late_or_changed_unasked_has_all_watched_longer() -> None:
    assert after(*[0.02] * 8, 0.1).of(HOST, PageKind.GUIDE) == 0.1 * 3
    assert after(*[0.02] * 8, 0.4).of(HOST, PageKind.GUIDE) == FULL
    assert after(*[0.02] * 8, None).of(HOST, PageKind.GUIDE) == FULL


def test_from_time_to_time_a_page_is_watched_in_full_again() -> None:
    assert after(*[0.0] * 25).of(HOST, PageKind.GUIDE) == FULL
    assert after(*[0.0] * 26).of(HOST, PageKind.GUIDE) == SHORT
    assert after(*[0.0] * 125).of(HOST, PageKind.GUIDE) == SHORT
    assert after(*[0.0] * 200).of(HOST, PageKind.GUIDE) == FULL


def test_a_page_is_taken_down_while_it_is_watched_unless_those_before_it_went_on() -> None:
    quick = after(*[0.02] * 8)
    assert not after(*[0.02] * 7).early(HOST, PageKind.GUIDE)
    assert not after(*[0.3] * 8).early(HOST, PageKind.GUIDE)
    assert quick.early(HOST, PageKind.GUIDE)
    quick.learn(HOST, PageKind.GUIDE, 0.02, held=False)
    assert quick.early(HOST, PageKind.GUIDE)
    quick.learn(HOST, PageKind.GUIDE, 0.02, held=False)
    assert not quick.early(HOST, PageKind.GUIDE)
