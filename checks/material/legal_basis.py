"""Legal basis of a material (材料有依据): the rule that allows the office to ask for it.

Basis: 国发〔2016〕55号 (名称、依据、格式、份数、签名签章); 江苏省办事指南编制规范 (所列材料必须有法律法规依据,
注明依据); 行政许可法 art. 30.
Applicability: guides that ask for materials.
Expectation: every row names its basis, or the list does so once for all. A row with “《种子法》第三十二条” passes;
nothing anywhere fails.
Assumptions: a basis may stand in its column, in the name or in the notes. The legal basis of the item is not that of
its materials; 依据 alone in their section may be of either: cant_tell. Where no row has one, that is one defect.
Known limits: whether the cited article asks for the material is not asked. The item libraries have the field
(要求提供材料的依据) but leave it optional, so that many portals have no such column: each of their guides fails, as a
hint (info) of one defect a guide. It is what the rule asks for; to mend it the portal adds the column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import material_words as words
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

_CITES = re.compile(
    r"《[^》]{2,}(?:法|条例|办法|规定|规程|细则|规范|通则|决定|规则|标准|目录|清单|通知|公告)》|(?:依据|根据|依照|按照?):?《"
    r"|第[零一二三四五六七八九十百\d]+[条项]|(?:法|条例|办法|规定|规程|细则)(?:》|$|第)|[〔\[(]\d{4}[〕\])]\d*号?"
)
_SIGNS, _RULES = re.compile(r"[《》第〔\[(]"), ("法", "条例", "办法", "规定", "规程", "细则")
"""What each citation has in it, or ends in."""
_OVER_LIST = re.compile(r"(?:根据|依据|按照?|依照)《")
_STRANGE = re.compile(r"(?:材料|提供|提交)[^\W_]{0,6}依据|^依据$|^(?:mater\w*)?(?:bylaw|basis)", re.IGNORECASE)
_MEND = Text("请写明要求提供这份材料的法律法规和条款", "Name the law and article that ask for this material")


@remembered
def _cites(text: str) -> bool:
    return (text.endswith(_RULES) or _SIGNS.search(text) is not None) and _CITES.search(text) is not None


def _is_given(material: Material) -> bool:
    own = material.readings.get("material_basis")  # what is not there is not stated
    if own is not None and own.stated and not says_nothing(own.text) and not is_placeholder(own.text, "material_basis"):
        return True
    if _cites(words.folded(material.name.text)):
        return True
    return _cites(words.said_of(material, "material_filling_notes", "review_standard"))


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = words.asked_for(guide)
    if not asked:
        return inapplicable("没有材料清单")
    if _OVER_LIST.search(words.folded(guide.read("materials").text)):
        return passed()
    missing = [material for material in asked if not _is_given(material)]
    if not missing:
        return passed()
    if doubt := words.column_in_doubt(guide, _STRANGE):
        return cant_tell(doubt)
    if len(missing) == len(asked) > 1 and not any(m.read("material_basis").unread for m in missing):
        message = Text("材料清单没有写明要求提供材料的依据", "No basis is given for asking for the materials")
        return failed(Defect(about=missing[0].read("material_basis"), message=message, suggestion=_MEND))
    return failed(
        *(
            Defect(
                about=material.read("material_basis"),
                message=Text(f"材料“{material.name.text}”没有写明依据", f"“{material.name.text}” has no legal basis"),
                suggestion=_MEND,
                subject=Subject.MATERIAL,
                subject_name=material.name.text,
            )
            for material in missing
        )
    )


CHECK = Check(
    id="material.legal_basis",
    version=3,
    title=Text("材料有依据", "Materials have a legal basis"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
