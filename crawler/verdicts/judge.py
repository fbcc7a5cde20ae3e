"""Judging (判定): finds every check, runs one over a record and settles doubt the same way for all of them."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

import checks
from crawler.domain.check import (
    Answer,
    Check,
    Defect,
    Outcome,
    Subject,
    Text,
    Verdict,
    cant_tell,
    inapplicable,
    verdict_of,
)
from crawler.domain.elements import OF_TEMPLATE
from crawler.domain.records import ItemList, PortalSummary, ServiceGuide, ServiceItem
from crawler.domain.values.guide_elements import element_reading
from crawler.domain.values.item_type import parse as item_type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading

Record: TypeAlias = ServiceItem | ServiceGuide | ItemList | PortalSummary

_PLACE = Text(
    "（这一内容由页面模板写定, 各事项相同, 所附页面是同一平台另一事项的）",
    "(the template of the page writes this for every item alike; the page given is that of another item of the portal)",
)

_log = structlog.get_logger(__name__)

_SUBJECTS: dict[type, frozenset[Subject]] = {
    ServiceItem: frozenset({Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE}),
    ServiceGuide: frozenset({Subject.SERVICE_GUIDE}),
    ItemList: frozenset({Subject.ITEM_LIST}),
    PortalSummary: frozenset({Subject.PORTAL}),
}


@cache
def all_checks() -> Mapping[str, Check[Any]]:
    """Every check by id, in order of id. A check is a module below `checks` that is not a package; its id is its path.

    Raises:
        ImportError: A module has no CHECK, or its id is not its path: a bug, found by the first test that runs.

    """
    found: dict[str, Check[Any]] = {}
    for module in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
        if module.ispkg:
            continue
        path = module.name.removeprefix(f"{checks.__name__}.")
        check = getattr(importlib.import_module(module.name), "CHECK", None)
        if not isinstance(check, Check) or check.id != path:
            raise ImportError(f"checks/{path.replace('.', '/')}.py must define CHECK with the id {path!r}")
        found[path] = check
    return MappingProxyType(dict(sorted(found.items())))


def titles() -> Mapping[str, Text]:
    """What each check is called, by id: for those who show verdicts and know no checks."""
    return {name: check.title for name, check in all_checks().items()}


def judge_record(record: Record, asked: Mapping[str, Check[Any]] | None = None) -> tuple[Verdict, ...]:
    """Verdicts of every check (or of those asked) that looks at such a record, in order of check id.

    A service item is judged by the checks of items and, through its guide, by those of guides.
    """
    subjects = _SUBJECTS[type(record)]
    known = all_checks() if asked is None else asked
    unasked = _unasked(record)
    of_item, of_guide = _needed(record), _needed(record.guide) if isinstance(record, ServiceItem) else None
    verdicts = []
    for check in known.values():
        if check.subject in subjects:
            asks_guide = of_guide is not None and check.subject is Subject.SERVICE_GUIDE
            verdicts.append(_verdict(check, record, unasked, of_guide if asks_guide else of_item))
    return tuple(verdicts)


def judge(check: Check[Any], record: Record) -> Verdict:
    """The settled verdict of one check about one record.

    Doubt is settled here, once for all checks:

    - a guide that could not be read cannot be judged;
    - penalties, compulsory measures and inspections are not applied for, so no guide check asks about them;
    - a check that crashes cannot tell, and the log says so loudly;
    - a defect about an unread element, or without evidence, is dropped;
    - where no defect is left and one was dropped, or a needed element is unread, the check cannot tell;
    - one that rests on the page of another item, which shows what the template writes for all, says so.
    """
    if check.subject not in _SUBJECTS[type(record)]:
        raise TypeError(f"{check.id} judges a {check.subject.value}, not a {type(record).__name__}")
    asked = record.guide if isinstance(record, ServiceItem) and check.subject is Subject.SERVICE_GUIDE else record
    return _verdict(check, record, _unasked(record), _needed(asked))


def _unasked(record: Record) -> Answer | None:
    """The answer of every guide check about a record of whose guide none can be asked."""
    if not isinstance(record, ServiceItem | ServiceGuide):
        return None
    kind = item_type_of(record.read("item_type").text)
    if kind is not None and not kind.applied_for:
        return inapplicable(f"{kind.value}事项不由申请人提出申请, 没有办事指南要求")
    guide = record.guide if isinstance(record, ServiceItem) else record
    return None if guide.unread is None else cant_tell(guide.unread)


def _verdict(check: Check[Any], record: Record, unasked: Answer | None, needed: _Needed | None) -> Verdict:
    of_guide = check.subject is Subject.SERVICE_GUIDE
    item = record if isinstance(record, ServiceItem) else None
    if of_guide and unasked is not None:
        answer = unasked
    else:
        answer = _answer(check, item.guide if of_guide and item is not None else record, needed)
    return verdict_of(check, None if item is None else item.key, answer)


def _answer(check: Check[Any], record: Record, needed: _Needed | None) -> Answer:
    try:
        return _settle(check, check.evaluate(record), record, needed)
    except Exception:  # noqa: BLE001 - whatever a check does wrong, the portal must not pay for it
        _log.exception("check crashed", check=check.id, record=_name(record))
        return cant_tell("检查程序出错, 未作判定")


def _settle(check: Check[Any], answer: Answer, record: Record, needed: _Needed | None) -> Answer:
    if answer.outcome is Outcome.FAILED or answer.defects:
        kept = tuple(_with_place(d) for d in answer.defects if _stands(check, d, record))
        if kept:
            return Answer(outcome=Outcome.FAILED, defects=kept, measure=answer.measure)
    if answer.outcome is Outcome.FAILED:
        doubtful = next((d.about.reason for d in answer.defects if d.about.reason), None)
        return cant_tell(doubtful or "有关内容未能读取")
    if needed is not None and answer.outcome is not Outcome.CANT_TELL:
        for element in check.needs:
            gap = needed[element]
            if gap is not None:
                return cant_tell(gap.reason or f"未能读取: {gap.element}")
    return answer


def _stands(check: Check[Any], defect: Defect, record: Record) -> bool:
    if defect.about.unread:
        return False
    if defect.about.evidence is None:
        _log.error("defect without evidence", check=check.id, element=defect.element, record=_name(record))
        return False
    return True


def _with_place(defect: Defect) -> Defect:
    if defect.about.reason != OF_TEMPLATE:
        return defect
    said = defect.message
    return replace(defect, message=Text(f"{said.zh}{_PLACE.zh}", f"{said.en} {_PLACE.en}"))


class _Needed(dict[str, "Reading | None"]):
    """The gaps of one record by element, None where it is none: the same few are needed by many checks."""

    def __init__(self, record: ServiceItem | ServiceGuide) -> None:
        super().__init__()
        self._record = record

    def __missing__(self, element: str) -> Reading | None:
        record = self._record
        found = element_reading(record, element) if isinstance(record, ServiceGuide) else record.read(element)
        gap = self[element] = found if found.unread else None
        return gap


def _needed(record: Record) -> _Needed | None:
    return _Needed(record) if isinstance(record, ServiceItem | ServiceGuide) else None


def _name(record: Record) -> str:
    if isinstance(record, ServiceItem):
        return record.key
    return record.url
