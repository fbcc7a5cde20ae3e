"""Everyday services (便民服务接入): water, power, gas, notary, legal aid and courier can be reached from the portal.

Basis: indicator 便民服务 of the key-city assessment (水电气、公证、法律援助、寄递 on the platform).
Applicability: every portal.
Expectation: at least three of the six are offered. 水费缴纳, 电费查询 and 公证预约 pass; a zone with only 公交查询 and
天气 fails.
Assumptions: a service may stand in the zone of everyday services, in another zone, in a column or as a link of its own.
Known limits: whether the services work is not asked; services that only a picture names are not seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import Reading, State
from crawler.domain.survey import Entry
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_WANTED = 3
_KINDS = {
    "水": re.compile(r"水费|供水|用水|自来水|水务|水电|电水|停水|水气"),
    "电": re.compile(r"电费|供电|用电|停电|电力(?!设施)|水电|电水|国家电网|南方电网|网上国网"),
    "气": re.compile(r"燃气|供气|用气|天然气|煤气|水电[及和]?气|水气|电气(?:报装|缴|费)"),
    "公证": re.compile(r"公证"),
    "法律援助": re.compile(r"法律援助|法援"),
    "寄递": re.compile(r"快递|寄递|邮寄|邮政|EMS|物流查询", re.IGNORECASE),
}


def _evaluate(portal: PortalSummary) -> Answer:
    survey = portal.survey
    zone = survey.zone(Entry.EVERYDAY)
    readings = [
        *(name for one in survey.zones for name in (one.reading, *one.names)),
        *(column.name for column in survey.columns),
        *(link.reading for link in survey.links),
    ]
    words = [plain(reading.text) for reading in readings if reading.stated]
    offered = [kind for kind, pattern in _KINDS.items() if any(pattern.search(one) for one in words)]
    if len(offered) >= _WANTED:
        return passed()
    absent = Entry.EVERYDAY in survey.looked_for - set(survey.entrances)
    whole = absent if zone is None else zone.complete and not any(name.unread for name in zone.names)
    if portal.unread is not None or not whole:
        return cant_tell(portal.unread or "便民服务没有全部读到")
    here = Reading(element=Entry.EVERYDAY.value, state=State.NOT_STATED, evidence=portal.home.evidence, locator="/")
    shown = "、".join(offered) or "一类也没有"
    return failed(
        Defect(
            about=zone.reading if zone is not None else here,
            message=Text(
                f"水、电、气、公证、法律援助、寄递六类便民服务中只找到{len(offered)}类({shown})",
                f"Only {len(offered)} of six everyday services are offered",
            ),
            suggestion=Text(
                "请接入水电气、公证、法律援助、寄递等便民服务", "Link the everyday services that are lacking"
            ),
        )
    )


CHECK = Check(
    id="catalogue.everyday_services",
    version=1,
    title=Text("便民服务接入", "Everyday services are offered"),
    severity=Severity.INFO,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
