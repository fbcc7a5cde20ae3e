"""One material per row (材料逐项列明): a row of the list is one document.

Basis: 国发〔2016〕55号; 江苏省办事指南编制规范.
Applicability: guides with a list of materials.
Expectation: no row lists 3 or more documents joined by 、. “居民身份证复印件” and “身份证、护照或军官证” pass;
“身份证、户口簿、结婚证等材料” fails.
Assumptions: “A或B”, “A、B、C之一” and “A、B、C（任选其一）” are alternatives; “A、B、C等付款凭证” and
“付款凭证：A、B、C” name one kind of document by examples, where 等材料 and 等相关证明文件 name none. Drawings alone
are one set, 电子文件 the same papers once more. What stands in brackets or 《》 explains or names.
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
_ANY_OF_THEM = re.compile(
    r"之一(?!条|款|项)|任[选意何择]|任一|其一|[选择挑](?:其)?[一1](?!览)|[均皆都亦也]可|中的?(?:任意|任何)?[一1](?:种|项|个|份|类)?(?:即可|$|[)，,;])|[一1][种项份]即可"
)
"""Words by which one of several documents is enough: 之一, 任选其一, 三选一, 均可."""
_KIND = re.compile(r"[^、]等(?P<kind>[^、]{2,20})$")
_AND_SUCH = re.compile(r"([^、])等[^、]{1,20}$")
_HOLLOW = re.compile(
    r"各[类种项]|相关|有关|其[他它]|所有|全部|必[要备]|所需|申[请报]|需要|提交|提供|的|材料|资料|文件|证件|证明|证书|证照|[原复]印?件|[\d一二两三四五六七八九十]+[份项种类个]"
)
"""What says no kind behind 等: 等相关证明材料, 等三份文件."""
_HEAD = re.compile(r"(?P<kind>[^、:]{2,20}(?:凭证|凭据|证明|证件|票据))(?:材料|文件)?:")
_PAPER = re.compile(r"([证表书簿照本]|合同|证明|报告|章程|文件|发票|收据|[清名][单册]|图纸?|[协决]议|批复|台账|简历)$")
_ELECTRONIC = re.compile(r"(?:.{0,4}的)?电子(?:文件|版|档|文档)")
"""The same papers on a disc: 设计方案图、说明书及电子文件."""
_DRAWING = ("图", "图纸")
"""Drawings alone are one set, as offices ask for them: 方位示意图、平面图和布局图."""


def _says_kind(found: re.Match[str] | None) -> bool:
    """Whether words name the kind of the documents beside them: 付款凭证, not 相关材料."""
    return found is not None and len(_HOLLOW.sub("", found["kind"])) > 1


@remembered
def _documents(name: str) -> int:
    whole = plain(name)
    if "、" not in whole:
        return 1  # most names
    outside = _ASIDE.sub("", whole)
    if _ANY_OF_THEM.search(whole) or any(map(_says_kind, (_KIND.search(outside), _HEAD.match(outside)))):
        return 1
    bare = _TAIL.sub("", _AND_SUCH.sub(r"\1", outside))
    if "或" in bare or "、" not in bare:
        return 1
    parts = [part for piece in bare.split("、") for part in re.split(r"以及|及其?|和|与", piece) if part]
    bare_parts = (_STATE.sub("", part) for part in parts if not _ELECTRONIC.fullmatch(part))
    ends = [found.group() for part in bare_parts if (found := _PAPER.search(part))]
    return 1 if all(end in _DRAWING for end in ends) else len(ends)


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
    version=5,
    title=Text("材料逐项列明", "One material per row"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
