"""Names in the cross-province column (跨省通办名称一致): a listed service carries its listed name.

Basis: 国办发〔2020〕35号, 国办发〔2022〕34号; 2023 city evaluation: names of the same item differed between cities.
Applicability: cross-province columns that were read and offer a listed service in other words.
Expectation: the name of the national list, marks, numbers and badges such as （跨省通办） aside. “税收完税证明开具” for
“开具税收完税证明” and “新生儿落户” for “新生儿入户” fail. “学位公证” is no wrong name of “学历公证”.
Assumptions: the table asks for an edit distance of 0.05 to 0.3; that accuses other services (失业登记, 就业登记), so
only another order, a synonym or words that any service may carry (办理, 申请, 服务) make a wrong name.
Known limits: a mistyped character tells a name from that of another service no better than a right one: cannot tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.survey import Entry
from crawler.domain.values.list_coverage import unclaimed
from crawler.domain.values.service_name import Likeness, distance, likeness, plain_name

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import PortalSummary

_FURTHEST = 0.3


def _defect(name: Reading, listed: str, document: str) -> Defect:
    return Defect(
        about=name,
        message=Text(
            f"“{name.text}”与国家清单的名称“{listed}”不一致", f"“{name.text}” is called “{listed}” on the national list"
        ),
        suggestion=Text(f"请按{document}改为“{listed}”", f"Use the name of {document}: “{listed}”"),
        subject_name=name.value,
    )


def _evaluate(portal: PortalSummary) -> Answer:
    zone = portal.survey.zone(Entry.CROSS_PROVINCE)
    if zone is None:
        absent = Entry.CROSS_PROVINCE in portal.survey.looked_for - set(portal.survey.entrances)
        return inapplicable("没有跨省通办专栏") if absent else cant_tell("跨省通办专栏没有读到")
    references = [one for one in portal.references if one.zone is Entry.CROSS_PROVINCE]
    names = [name for name in zone.names if name.stated]
    others = unclaimed((name.text for name in names), references)
    there = {plain_name(name.text) for name in names}
    sought = [one for one in references if one.source is not None and plain_name(one.name) not in there]
    defects: list[Defect] = []
    doubtful: list[str] = []
    for name in names:
        if name.text not in others:
            continue
        likely = max(sought, key=lambda one: likeness(name.text, one.name), default=None)
        alike = Likeness.OTHER if likely is None else likeness(name.text, likely.name)
        if likely is not None and alike is Likeness.REWORDED:
            defects.append(_defect(name, likely.name, likely.document))
        elif likely is not None and alike is Likeness.CLOSE:
            away = distance(plain_name(name.text), plain_name(likely.name))
            doubtful += [f"“{name.text}”({likely.name})"] * (away <= _FURTHEST)
    if defects:
        return failed(*defects)
    if doubtful:
        return cant_tell(f"不能确定是否同一事项: {'、'.join(doubtful[:5])}")
    return passed() if names or zone.complete else cant_tell("跨省通办专栏没有读到")


CHECK = Check(
    id="catalogue.cross_province_name",
    version=1,
    title=Text("跨省通办名称一致", "Cross-province services carry their listed names"),
    severity=Severity.MINOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
