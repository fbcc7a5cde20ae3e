"""Cross-province column (跨省通办专栏): it exists and offers what the national lists name.

Basis: 国办发〔2020〕35号 (140 items) and 国办发〔2022〕34号 (22 more); 2023 city evaluation: 5 of 56 cities had not
put every item of 2022 into the column.
Applicability: every portal, once the year that a list sets is over.
Expectation: the column exists and offers every sourced name of the lists, under that name or in other words. A column
without “失业登记” fails; “开具税收完税证明” shown as “税收完税证明开具”, or “户口迁移” for four kinds of it, passes.
Assumptions: only names with a source count, 31 of the 162 in 2026: the annexes could not be read in full. What has no
deadline (后续推进) is not asked for. A name that may be another wording of a listed one is taken for it.
Known limits: whether an offered service works across provinces is not asked. A column that splits its items over pages
that were not all read is not accused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.survey import Entry
from crawler.domain.values.list_coverage import coverage_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    return coverage_answer(portal, Entry.CROSS_PROVINCE, Text("跨省通办专栏", "cross-province column"))


CHECK = Check(
    id="catalogue.cross_province_list",
    version=1,
    title=Text("跨省通办专栏", "The cross-province column is complete"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
