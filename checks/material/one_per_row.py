"""One material per row (材料逐项列明): a row of the list is one document.

Basis: 国发〔2016〕55号; 江苏省办事指南编制规范.
Applicability: guides with a list of materials.
Expectation: no row lists 3 or more documents joined by 、. “居民身份证复印件” and “身份证、护照或军官证” pass;
“身份证、户口簿、结婚证等材料” fails.
Assumptions: “A或B” are alternatives; what stands in brackets or 《》 explains or names.
Known limits: a row of two documents is let pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_ASIDE = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]|《[^》]*》")
_TAIL = re.compile(r"等?(?:相关|有关)?(?:材料|资料|证件|证明材料)?$")
_STATE = re.compile(
    r"(?:的|及|和|与)*(?:原件|复印件|扫描件|影印件|正副?本|副本)*(?:[及和与、]?(?:原件|复印件|扫描件))?(?:[一二两\d]+份)?$"
)
_DOCUMENT = re.compile(r"(?:证|表|书|簿|照|本|合同|证明|报告|章程|文件|发票|清单)$")


@remembered
def _documents(name: str) -> int:
    whole = plain(name)
    if "、" not in whole:
        return 1  # most names
    bare = _TAIL.sub("", _ASIDE.sub("", whole))
    if "或" in bare:
        return 1
    parts = [part for piece in bare.split("、") for part in re.split(r"以及|及其?|和|与", piece) if part]
    if "、" not in bare:
        return 1
    return sum(_DOCUMENT.search(_STATE.sub("", part)) is not None for part in parts)


def _evaluate(guide: ServiceGuide) -> Answer:
    named = [m.name for m in guide.materials if m.name.stated]
    if not named:
        return inapplicable("没有材料清单")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"一行写了多种材料: “{reading.text}”", f"One row lists several documents: “{reading.text}”"
                ),
                suggestion=Text("请一行写一种材料", "Give each document a row of its own"),
                subject=Subject.MATERIAL,
                subject_name=reading.text,
            )
            for reading in named
            if _documents(reading.text) >= 3
        )
    )


CHECK = Check(
    id="material.one_per_row",
    version=2,
    title=Text("材料逐项列明", "One material per row"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
