"""Entrusting body (委托部门): whoever acts for another body says for which.

Basis: rule of a county's item form (受委托单位须填委托单位); GB/T 39046-2020 table 4 (委托部门).
Applicability: guides whose 权力来源 is 上级委托 or 同级委托, or whose 实施主体性质 is 受委托组织.
Expectation: 委托部门 names the body. “上级委托” with an empty 委托部门 fails.
Assumptions: 无 names no body.
Known limits: whether the named body may entrust the item is not asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.delegation import claim, names_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    source = claim(guide)
    if source is None:
        return inapplicable("没有写是委托办理")
    own = guide.read("entrusting_body")
    if names_body(own):
        return passed()
    # Without a field of its own the finding stands where the page says that the item is entrusted.
    about = own if own.label or own.unread else replace(source, element="entrusting_body")
    return failed(
        Defect(
            about=about,
            message=Text(
                f"写着“{source.text}”, 没有写委托部门是哪一个", f"“{source.text}”, but no entrusting body is named"
            ),
            suggestion=Text("请写明委托部门的全称", "Write the full name of the entrusting body"),
            quote=about.quote or source.quote,
        )
    )


CHECK = Check(
    id="service_guide.entrusting_body",
    version=1,
    title=Text("委托必有委托部门", "Entrusted handling names its body"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("power_source", "body_nature"),
    evaluate=_evaluate,
)
