"""Whether a region counts as whole."""

from __future__ import annotations

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.gather.job import CrawlState
from crawler.gather.wholeness import wholeness


def look(kind: PageKind, url: str, failure: Failure | None = None) -> Evidence:
    state = failure.state if failure is not None else FetchState.FETCHED
    return Evidence(
        id=f"{kind}-{url}", region="990001", kind=kind, target=Target(url=url), state=state, failure=failure
    )


def forms(fetched: int, scripted: int) -> list[Evidence]:
    came = [look(PageKind.FORM, f"http://p.test/f/{n}") for n in range(fetched)]
    return came + [look(PageKind.FORM, f"javascript:get({n})", Failure.SKIPPED_BUDGET) for n in range(scripted)]


HOME = look(PageKind.HOME, "http://p.test/")


def test_forms_that_a_script_hides_make_a_region_incomplete_and_the_reason_counts_them() -> None:
    state, reason = wholeness([HOME, *forms(2, 8)], found=5, expected=0)

    assert state is CrawlState.INCOMPLETE
    assert reason == "8 of 10 forms open by a script that could not be followed"


def test_a_few_buttons_of_other_uses_do_not() -> None:
    assert wholeness([HOME, *forms(19, 1)], found=5, expected=0) == (CrawlState.COMPLETE, "")
    assert wholeness([HOME, *forms(0, 0)], found=5, expected=0) == (CrawlState.COMPLETE, "")


def test_a_form_left_out_by_a_limit_is_one_address() -> None:
    left = look(PageKind.FORM, "http://p.test/f/x", Failure.SKIPPED_BUDGET)

    assert wholeness([HOME, *forms(3, 0), left], found=5, expected=0) == (
        CrawlState.INCOMPLETE,
        "1 addresses were left out by a limit",
    )


def test_a_row_that_did_not_open_may_hold_items_where_its_like_are_lists() -> None:
    rows = [look(PageKind.GUIDE, f"http://p.test/sub?id={n}") for n in range(3)]
    lists = [look(PageKind.LIST, one.target.url) for one in rows]
    missed = look(PageKind.GUIDE, "http://p.test/sub?id=9", Failure.BLOCKED)
    other = look(PageKind.GUIDE, "http://p.test/guide?id=9", Failure.BLOCKED)

    assert wholeness([HOME, *rows, *lists, other], found=9, expected=0) == (CrawlState.COMPLETE, "")
    assert wholeness([HOME, *rows, *lists[:1], missed], found=9, expected=0) == (CrawlState.COMPLETE, "")
    assert wholeness([HOME, *rows, *lists, missed], found=9, expected=0) == (
        CrawlState.INCOMPLETE,
        "1 main items could not be opened",
    )
