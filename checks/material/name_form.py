"""Form of a material's name (材料名称规范): the name of one document.

Basis: 安阳市政务服务条例 art. 13 (“其他材料”“有关材料”逐一明确); GB/T 39046-2020 (an..200).
Applicability: guides with a list of materials.
Expectation: at most 60 characters, no 。, no 等, and no 相关, 有关 or 其他 before 材料, 资料, 证明, 文件 or 证件.
“居民身份证复印件” and “职业技能等级证书” pass; “相关证明材料” and “申请人需要提交的身份证明等” fail.
Assumptions: brackets and 《》 explain or name, so 等 and 相关 inside them are no fault; so are words a bracket spells
out.
Known limits: whether the document exists is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import open_ended
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_LONGEST = 60
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|【[^】]*】|\[[^\]]*\]|《[^》]*》")
_AND_SO_ON = re.compile(
    r"(?:(?<![高平同中初优对均相劣次一二三四五六头特])|(?<=合同))等(?:\s*$|(?:相关|有关)?(?:材料|资料|证件|文件|证明))"
)
_VAGUE_PROOF = re.compile(r"(?:相关|有关|其[他它])的?证明(?![^\W_]*(?:材料|文件|资料))(?!\s*[（(：:])")


def _fault(name: str) -> Text | None:
    bare = _ASIDE.sub("", name).strip()
    if len(name) > _LONGEST:
        return Text(f"超过{_LONGEST}个字, 不是材料名称", f"is longer than {_LONGEST} characters")
    if "。" in name:
        return Text("是一句话, 不是材料名称", "is a sentence")
    if "等" in bare and _AND_SO_ON.search(bare):
        return Text("用“等”代替了具体材料", "ends in “and so on” (等)")
    if open_ended.find(name) or ("证明" in bare and _VAGUE_PROOF.search(bare)):
        return Text("没有说明是哪种材料", "does not say which document it is")
    return None


def _evaluate(guide: ServiceGuide) -> Answer:
    named = [m.name for m in guide.materials if m.name.stated and not says_nothing(m.name.text)]
    if not named:
        return inapplicable("没有材料清单")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(f"材料名称“{reading.text}”{fault.zh}", f"The name “{reading.text}” {fault.en}"),
                suggestion=Text("请写一份材料的规范名称, 说明放到填报须知里", "Write the name of one document"),
                subject=Subject.MATERIAL,
                subject_name=reading.text,
            )
            for reading in named
            if (fault := _fault(reading.text))
        )
    )


CHECK = Check(
    id="material.name_form",
    version=4,
    title=Text("材料名称规范", "Form of a material's name"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
