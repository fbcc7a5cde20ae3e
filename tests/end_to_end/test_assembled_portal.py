"""What an archive says of the portal itself: its entrances, and the figures behind them."""

from __future__ import annotations

import pytest

from crawler.domain.check import Outcome
from crawler.domain.evidence import Failure, PageKind, Via
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import is_dead
from crawler.verdicts.judge import all_checks, judge
from tests.end_to_end.kept_archive import HOST, Kept, records_of


@pytest.mark.parametrize(("there", "figures"), [(f"{HOST}/#/rating", 1), (f"{HOST}/", 0)])
def test_what_a_click_on_an_entrance_led_to_lies_behind_it(there: str, figures: int) -> None:
    front = "<html><body><ul><li role='menuitem'>好差评</li></ul><script src='/a.js'></script></body></html>"
    behind = "<html><body><h3>好差评</h3><table><tr><th>好评率</th></tr><tr><td>99.1%</td></tr></table></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", behind, via=Via.BROWSER, final_url=there, clicked="好差评")
    survey = records_of(kept).portal().survey
    assert len(survey.rating_counts) == figures
    assert Entry.RATING in survey.entrances
    assert (survey.entrances[Entry.RATING].look is not None) == bool(figures)


@pytest.mark.parametrize(
    ("link", "looked"),
    [("<a href='/ask'>", True), ("<a data-url='/ask'>", False), ("<a href='#' onclick=\"go('/ask')\">", False)],
)
def test_words_for_a_script_that_open_nothing_are_no_dead_entrance(link: str, *, looked: bool) -> None:
    front = f"<html><body><ul><li>{link}互动交流</a></li></ul><script src='/a.js'></script></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front, via=Via.BROWSER)
    for look in (1, 2):
        said = {"status": 404, "failure": Failure.HTTP_4XX, "look": look}
        kept.add(PageKind.ENTRANCE, f"{HOST}/ask", None, **said)
        kept.add(PageKind.LINK, f"{HOST}/ask", None, parent="e0", **said)
    survey = records_of(kept).portal().survey
    assert is_dead(survey.entrances[Entry.CONSULTATION].look) is looked
    assert any(is_dead(one.look) for one in survey.links) is looked


@pytest.mark.parametrize(
    ("behind", "opened", "seen", "figures"),
    [
        ("<a href='/art/96.html'>三季度政务服务评价情况通报</a>", True, True, 2),
        ("<a href='/art/96.html'>三季度政务服务评价情况通报</a>", False, False, 0),
        ("<a href='/art/96.html'>窗口服务时间调整的公告</a>", False, True, 0),
        ("<a href='/tb?page=2'>2</a><a href='/tb?page=3'>下一页</a>", False, False, 0),
    ],
    ids=["the article was opened", "it was not", "another article", "pages that were not opened"],
)
def test_a_column_of_results_that_was_not_read_to_its_end_says_nothing_of_figures(
    behind: str, opened: bool, seen: bool, figures: int
) -> None:
    front = "<html><body><p>非常满意 满意 基本满意 不满意 非常不满意</p><a href='/tb?page=1'>评价通报</a></body></html>"
    told = "<html><body><p>三季度收到评价41,286条，满意率99.2%，其余均已整改。</p></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/tb?page=1", f"<html><body>{behind}</body></html>")
    if opened:
        kept.add(PageKind.ENTRANCE, f"{HOST}/art/96.html", told, parent="e2")
    survey = records_of(kept).portal().survey
    assert len(survey.rating_counts) == figures
    assert ("rating_counts" in survey.seen) is seen
    assert Entry.RATING not in survey.looked_for
    assert Entry.ASSISTANT in survey.looked_for


@pytest.mark.parametrize(
    ("told", "figures", "looked"),
    [
        ("<p>三季度收到评价18.6万条，主动评价率62.3%，好评率99.7%，差评整改率100%。</p>", 4, False),
        ("<p>三季度全市各窗口工作有序。</p>", 0, True),
        ("<img src='t.png'>", 0, False),
        (None, 0, False),
    ],
    ids=["figures", "a page that was read and has none", "a picture", "not opened"],
)
def test_results_of_ratings_behind_a_long_title_are_not_missed(told: str | None, figures: int, looked: bool) -> None:
    title = "<ul><li><a href='/art/7.html'>2026年第三季度政务服务“好差评”评价结果公开</a></li></ul>"
    kept = Kept()
    for kind in (PageKind.HOME, PageKind.ENTRANCE):
        kept.add(kind, f"{HOST}/", f"<html><body>{title}</body></html>", via=Via.BROWSER)
    if told is not None:
        kept.add(PageKind.LINK, f"{HOST}/art/7.html", f"<html><body>{told}</body></html>", parent="e0")
    portal = records_of(kept).portal()
    assert len(portal.survey.rating_counts) == figures
    assert (Entry.RATING_RESULTS in portal.survey.looked_for) is looked
    said = judge(all_checks()["interaction.rating_results"], portal).outcome
    assert said is {0: Outcome.FAILED if looked else Outcome.CANT_TELL}.get(figures, Outcome.PASSED)
