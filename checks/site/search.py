"""Search of the portal (站内搜索可用): it finds published items by their name and by a part of it.

Basis: 国办函〔2017〕115号 (四) (22 % of the searches could not be used); key-city indicator 查询精准度.
Applicability: every portal.
Expectation: of ten published names, drawn with the seed of the round, eight or more stand among the first five results;
a part of a name finds something. No search on a front page that was read as a whole fails.
Assumptions: where fewer than ten items are published, four fifths of them have to be found. A results page that says
neither results nor "nothing found" was not understood and decides nothing.
Known limits: a search that only a script can send is not tried.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Outcome, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import SearchLook

_FIRST = 5
_SHARE = 0.8
_TWO = 2
_SUGGESTION = Text(
    "请修复站内搜索, 让已公布的事项按全称和关键词都能搜到, 并排在前面",
    "Mend the search so that published items are found by name and by keyword, among the first results",
)


def _found(look: SearchLook) -> bool:
    return look.at is not None and look.at <= _FIRST


def _exact(looks: list[SearchLook]) -> Answer:
    missed = [look for look in looks if look.failure is None and not _found(look)]
    open_looks = sum(1 for look in looks if look.failure is not None)
    wanted = ceil(_SHARE * len(looks))
    hits = len(looks) - len(missed) - open_looks
    if hits >= wanted:
        return passed()
    if hits + open_looks >= wanted:
        return cant_tell("搜索结果没有读全")
    names = "、".join(f"“{look.wanted}”" for look in missed[:_FIRST])
    return failed(
        Defect(
            about=missed[0].reading,
            message=Text(
                f"用事项全称搜索{len(looks)}项, 只有{hits}项排在前5条结果里, 搜不到的有{names}",
                f"Of {len(looks)} published names only {hits} are among the first five results",
            ),
            suggestion=_SUGGESTION,
        )
    )


def _by_part(looks: list[SearchLook]) -> Answer:
    decided = [look for look in looks if look.failure is None]
    if len(decided) < _TWO or any(look.at is not None for look in decided):
        return passed()
    words = "、".join(f"“{look.query}”" for look in decided)
    return failed(
        Defect(
            about=decided[0].reading,
            message=Text(f"用关键词{words}搜索, 找不到任何相关事项", "Keywords find no item at all"),
            suggestion=_SUGGESTION,
        )
    )


def _evaluate(portal: PortalSummary) -> Answer:
    nothing = no_entrance(portal, Entry.SEARCH, Text("站内搜索", "a search"), _SUGGESTION)
    if nothing is not None:
        return nothing
    exact = [look for look in portal.survey.searches if look.exact]
    if not exact:
        return cant_tell("没有试过站内搜索")
    answer = _exact(exact)
    if answer.outcome is not Outcome.PASSED:
        return answer
    return _by_part([look for look in portal.survey.searches if not look.exact])


CHECK = Check(
    id="site.search",
    version=1,
    title=Text("站内搜索可用", "The search of the portal works"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
