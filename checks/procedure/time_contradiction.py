"""Procedure against time (流程与时限矛盾): “on the spot” with a long limit, a site visit in less than a day.

Basis: practice of an office's checker of guides.
Applicability: guides with a promised limit whose procedure speaks of 当场办理 or of a site visit.
Expectation: 当场办理 goes with a day at most, a site visit with a day at least. “当场办理” with 90个工作日 fails,
and so does 现场勘查 with 即办.
Assumptions: only a plain statement counts: 可以当场作出决定的, 当场受理 and 当场更正 promise nothing. A site visit that
is only made at need, or whose time the guide leaves out, contradicts nothing.
Known limits: a guide that calls itself 即办件 is left to time_limit.case_type.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import special_steps
from crawler.domain.values.guide_times import is_immediate_case, is_within_a_day, limit_of
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.domain.values.time_limit import TimeLimit

_ON_THE_SPOT = re.compile(
    r"(?:当场|即时|立等)(?:予以|即可)?(?:办理(?![^,。;]{0,4}(?:流程|程序|方式|地点|窗口|原因))|办结|办好|审批|作出(?:许可|行政许可|审批)?决定|发证|出证|领证|取证|可取)"
)
_IF = re.compile(r"可以?|能够?|如|若|除|对于|部分|或|不|非|未|无|简易|情形|情况|符合|属于|的(?:,|$)|法定")
_VISIT = re.compile(r"(?:现场|实地)(?:踏勘|勘[查察验]|核[查验实]|查[验勘]|考察)|踏勘")
_AT_NEED = re.compile(
    r"必要|如需|需要|可以?|可能|根据|视|部分|若|如|抽|事后|不|无|非|免|的(?:,|$)|网上|视频|远程|监管|承诺"
)
_PLACES = ("procedure", "promised_time_limit_note", "handling_form", "case_type")


@lru_cache(maxsize=512)
def _spoken(text: str, words: re.Pattern[str], unless: re.Pattern[str]) -> str | None:
    """The words as they stand in a sentence that has no condition; None where there is no such sentence."""
    for clause in re.split(r"[。;]", plain(text)):
        found = words.search(clause)
        if found is not None and not unless.search(clause.replace(found.group(), "")):
            return found.group()
    return None


def _readings(guide: ServiceGuide) -> Iterator[Reading]:
    yield from (guide.read(element) for element in _PLACES)
    for step in guide.steps:
        yield from (step.name, step.description)


def _defect(reading: Reading, limit: TimeLimit, said: str) -> Defect | None:
    soon = is_within_a_day(limit)
    if soon is False and (word := _spoken(reading.text, _ON_THE_SPOT, _IF)):
        zh, en = f"写明“{word}”", f"“{word}” is promised"
    elif soon and _is_less_than_a_day(limit) and (word := _spoken(reading.text, _VISIT, _AT_NEED)):
        zh, en = f"要“{word}”", f"There is a “{word}”"
    else:
        return None
    return Defect(
        about=reading,
        message=Text(f"{zh}, 承诺办结时限却是“{said}”", f"{en}, yet the promised limit is “{said}”"),
        suggestion=Text("请核对办理流程和承诺时限, 改正其中一处", "Check procedure and limit, and mend one of them"),
        quote=word if word in reading.text else None,
    )


def _is_less_than_a_day(limit: TimeLimit) -> bool:
    return limit.immediate or limit.number < 1 or (limit.unit is not None and limit.unit.value in {"hour", "minute"})


def _evaluate(guide: ServiceGuide) -> Answer:
    limit = limit_of(guide, "promised_time_limit")
    if limit is None:
        return inapplicable("没有写明承诺时限")
    asked = [r for r in _readings(guide) if r.stated and (_ON_THE_SPOT.search(r.text) or _VISIT.search(r.text))]
    if not asked or (is_immediate_case(guide) and is_within_a_day(limit) is False):
        return inapplicable("没有写明当场办理或现场勘查")
    promise, *notes = (guide.read(e).text for e in ("promised_time_limit", "promised_time_limit_note", "special_step"))
    said = " ".join((promise, *notes))
    found = next((defect for reading in asked if (defect := _defect(reading, limit, promise))), None)
    if found is None or (is_within_a_day(limit) and (special_steps.is_left_out(said) or _VISIT.search(said))):
        return passed()
    return failed(found)


CHECK = Check(
    id="procedure.time_contradiction",
    version=1,
    title=Text("流程与时限矛盾", "Procedure and time limit agree"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("promised_time_limit", "procedure"),
    evaluate=_evaluate,
)
