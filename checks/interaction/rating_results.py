"""Results of ratings (评价结果公开): the counts of ratings and what was mended are published.

Basis: 国办发〔2019〕51号 (评价结果及整改情况向社会公开); 上海市“好差评”办法 art. 29, 30.
Applicability: every portal.
Expectation: a public page with figures: 评价总数 1,204, 好评率 99.1 %. A page without data (暂无数据), figures that are
all zero, or no page of results and no entrance to ratings at all fail. An article linked from front page or navigation
under a title such as 公布三季度“好差评”情况 publishes them too, unless the page of results has figures of its own.
Assumptions: figures stand by themselves or in a table; one number within a sentence is none, several are. A link that
tells of results and was not read to its end leaves the question open.
Known limits: figures that are only drawn (图表) are not read, and the question stays open. Whether they are up to
date is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import Reading, State
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_NAMED = Text("评价结果", "the results of ratings")
_SUGGESTION = Text(
    "请公开评价总数、满意率和差评整改情况, 并定期更新", "Publish counts and rates of ratings and what was mended"
)
_SOME = re.compile(r"[1-9]")


def _wrong(about: Reading, zh: str, en: str) -> Answer:
    return failed(Defect(about=about, message=Text(zh, en), suggestion=_SUGGESTION))


def _evaluate(portal: PortalSummary) -> Answer:
    survey = portal.survey
    figures = survey.rating_counts
    if figures:
        if any(_SOME.search(one.text) for one in figures):
            return passed()
        return _wrong(figures[0], f"公开的评价数据都是零: {figures[0].text}", "All published figures are zero")
    found = [survey.entrances[e] for e in (Entry.RATING_RESULTS, Entry.RATING) if e in survey.entrances]
    if not found or (Entry.RATING_RESULTS in survey.entrances and not found[0].look):
        return no_entrance(portal, Entry.RATING_RESULTS, _NAMED, _SUGGESTION) or cant_tell("评价结果页面没有打开过")
    if "rating_counts" not in survey.seen:
        return cant_tell("评价页面没有读到, 或者数据是图表, 读不出来")
    said = next((one.says for one in found if one.says is not None), None)
    if said is not None:
        return _wrong(said, f"评价结果没有公开数据, 页面写着“{said.text}”", "The page of ratings has no data")
    evidence = next((one.look.evidence for one in found if one.look is not None), None)
    about = Reading(element=Entry.RATING_RESULTS.value, state=State.NOT_STATED, evidence=evidence, locator="/")
    return _wrong(about, "评价页面没有公开任何评价数据", "The page of ratings publishes no figures")


CHECK = Check(
    id="interaction.rating_results",
    version=3,
    title=Text("评价结果公开", "Results of ratings are published"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
