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
