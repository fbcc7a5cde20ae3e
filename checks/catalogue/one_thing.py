"""One-thing zone (高效办成一件事专区): it exists and offers what the annual lists name.

Basis: 国发〔2024〕3号 (13 items) and the lists after it; 国办发〔2025〕24号 (all of them in place by the end of 2027).
Applicability: every portal, once the year of a list is over.
Expectation: the zone exists and offers every sourced name of the lists of past years. A zone without “残疾人服务”
fails; “企业注销登记‘一件事’一次办”, “扶残助困一件事” and “公租房申请” are names of listed services.
Assumptions: only names with a source count, 15 of the 42 up to 2025. Names in other words, and those that were in use
before the national lists, are taken for the listed service.
Known limits: a zone may offer a service under a local name that nobody here has met; `references.csv` takes more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.survey import Entry
from crawler.domain.values.list_coverage import coverage_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    return coverage_answer(portal, Entry.ONE_THING, Text("高效办成一件事专区", "one-thing zone"))


CHECK = Check(
    id="catalogue.one_thing",
    version=1,
    title=Text("高效办成一件事专区", "The one-thing zone is complete"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
