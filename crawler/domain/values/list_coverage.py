"""Coverage of a reference list (清单覆盖): which of its names a zone of the portal does not offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.elements import Reading, State
from crawler.domain.values.service_name import Likeness, likeness, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import PortalSummary
    from crawler.domain.reference import ReferenceName
    from crawler.domain.survey import Entry, Zone

_SHOWN = 12


def unclaimed(names: Iterable[str], references: Sequence[ReferenceName]) -> tuple[str, ...]:
    """Names that are not exactly one of the list's: only these can be another name for something."""
    known = {plain_name(reference.name) for reference in references}
    return tuple(name for name in names if plain_name(name) not in known)


def missing(names: Sequence[str], references: Sequence[ReferenceName], year: int) -> tuple[ReferenceName, ...]:
    """The wanted names that none of `names` is, nor may be in other words."""
    offered = {plain_name(name) for name in names}
    others = unclaimed(names, references)

    def there(wanted: ReferenceName) -> bool:
        if offered & {plain_name(one) for one in (wanted.name, *wanted.aliases)}:
            return True
        return any(likeness(name, one) > Likeness.OTHER for name in others for one in (wanted.name, *wanted.aliases))

    return tuple(one for one in references if one.wanted(year) and not there(one))


def coverage_answer(portal: PortalSummary, entry: Entry, title: Text) -> Answer:
    """What a check of a reference list answers: the zone is there and offers every wanted name."""
    year = portal.captured_to.year if portal.captured_to is not None else None
    references = [one for one in portal.references if one.zone is entry]
    if portal.unread is not None or year is None:
        return cant_tell(portal.unread or "不知道是哪一年检查的")
    if not any(one.wanted(year) for one in references):
        return inapplicable("没有可以对照的国家清单")
    zone = portal.survey.zone(entry)
    if zone is None:
        return _no_zone(portal, entry, title)
    left = missing([name.text for name in zone.names if name.stated], references, year)
    if not left:
        return passed()
    if not zone.complete or any(name.unread for name in zone.names):
        return cant_tell(f"{title.zh}没有全部读到, 不能确定缺不缺")
    return failed(_defect(zone, left, sum(one.wanted(year) for one in references), title))


def _no_zone(portal: PortalSummary, entry: Entry, title: Text) -> Answer:
    survey = portal.survey
    if entry not in survey.looked_for or entry in survey.entrances:
        return cant_tell(f"{title.zh}没有读到")
    return failed(
        Defect(
            about=Reading(element=entry.value, state=State.NOT_STATED, evidence=portal.home.evidence, locator="/"),
            message=Text(f"平台上找不到{title.zh}", f"The portal has no {title.en}"),
            suggestion=Text(f"请在首页开设{title.zh}", f"Open a {title.en} and link it from the front page"),
        )
    )


def _defect(zone: Zone, left: Sequence[ReferenceName], wanted: int, title: Text) -> Defect:
    more = f"等{len(left)}项" if len(left) > _SHOWN else ""
    names = "、".join(one.name for one in left[:_SHOWN]) + more
    documents = "、".join(dict.fromkeys(one.document for one in left))
    return Defect(
        about=zone.reading,
        message=Text(
            f"{title.zh}缺少国家清单中的{len(left)}项(共核对{wanted}项): {names}",
            f"The {title.en} lacks {len(left)} of {wanted} listed services: {names}",
        ),
        suggestion=Text(f"请按{documents}补齐所列事项", f"Add the services named ({documents})"),
    )
