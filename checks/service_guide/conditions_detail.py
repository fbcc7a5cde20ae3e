"""Detail of conditions (条件具体): real requirements, not phrases, the material list or a law's title.

Basis: 国办函〔2017〕115号; 优化营商环境条例 art. 35.
Applicability: guides that state conditions.
Expectation: something is left when phrases of the form “符合法律法规规定” are taken off, the conditions are more than
a title, and most of them are not names of materials. “1. 年满18周岁; 2. …” passes; “符合条件”, “按相关规定” and “《…
条例》” fail.
Assumptions: “无条件限制” and “按需申请” are conditions; words that only say where to look (详见附件) are let pass
where the guide has an attachment; repeating means that more than 60 % of the parts are names of
listed materials.
Known limits: a condition can be precise and still be wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.condition_words import is_phrase, is_title_alone, points_elsewhere
from crawler.domain.values.material_words import folded
from crawler.domain.values.placeholder import is_placeholder
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_PROVIDING = re.compile(
    r"^(?:\(?[\d一二三四五六七八九十]+[.、)]\)?)*(?:需?提[供交]|携带|持有?|出示|本人)*|原件|复印件|及|\d+份|等$|[^\w一-鿿]"
)


@remembered
def _bare(words: str) -> str:
    return _PROVIDING.sub("", words)


def _repeats_materials(guide: ServiceGuide, conditions: str) -> bool:
    names = {_bare(folded(m.name.text)) for m in guide.materials} - {""}
    parts = [p for p in map(_bare, re.split(r"[;；。,，、\s]", conditions)) if p]
    whole = "\n".join(names)
    repeated = [p for p in parts if p in names or (len(p) > 3 and p in whole)]
    return len(repeated) >= 2 and len(repeated) > 0.6 * len(parts)


def _fault(guide: ServiceGuide, text: str) -> Text | None:
    if points_elsewhere(text):
        return None if guide.attachments else Text("只写了到别处去看, 没有具体条件", "only say where to look")
    if is_phrase(text):
        return Text("只有套话, 没有具体条件", "say nothing but a phrase")
    if is_title_alone(text):
        return Text("只有文件名称, 没有具体条件", "are only the title of a document")
    if _repeats_materials(guide, text):
        return Text("只是重复材料清单", "only repeat the list of materials")
    return None


def _evaluate(guide: ServiceGuide) -> Answer:
    reading = guide.read("conditions")
    if not reading.stated or is_placeholder(reading.text, "conditions"):
        return inapplicable("没有写明受理条件")
    fault = _fault(guide, reading.text)
    if fault is None:
        return passed()
    return failed(
        Defect(
            about=reading,
            message=Text(f"受理条件{fault.zh}", f"The conditions {fault.en}"),
            suggestion=Text("请逐条写明申请人要满足什么条件", "List what an applicant must fulfil, one by one"),
        )
    )


CHECK = Check(
    id="service_guide.conditions_detail",
    version=1,
    title=Text("条件具体", "Conditions are precise"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("conditions",),
    evaluate=_evaluate,
)
