"""Catch-all clauses (兜底条款): conditions and materials name what they ask for.

Basis: 北京市优化营商环境条例 art. 31; 上海, 广东 art. 29, 河南 art. 28; 国办函〔2017〕115号.
Applicability: guides with conditions or materials.
Expectation: no 其他材料, 有关文件, 相关条件 and the like in 受理条件, in a material's name or its notes.
“法律、法规规定的其他条件” and “其他能够证明困难的材料” fail; “其他组织”, “其他材料（户口簿、结婚证）” and
“无需提交其他材料” pass.
Assumptions: words that a colon, 包括 or a bracket spells out are not open-ended; titles in 《》 are names.
Known limits: the legal basis is never looked at, since it quotes laws, which may say 其他.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import open_ended
from crawler.domain.values.asked_words import asked_in_words
from crawler.domain.values.guide_elements import label_in_words

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    stated = asked_in_words(guide, "material_filling_notes")
    if not stated:
        return inapplicable("没有写明受理条件和申请材料")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"{label_in_words(reading, '材料' if name else '受理条件')}里有兜底说法“{clauses[0].words}”",
                    f"The open-ended words “{clauses[0].words}” do not say what is asked for",
                ),
                suggestion=Text(
                    "请逐一写明是哪些条件、哪些材料; 没有的, 删去这句话",
                    "Name every condition and material, or delete the clause",
                ),
                subject=Subject.MATERIAL if name else None,
                subject_name=name,
                quote=clauses[0].sentence,
            )
            for reading, name in stated
            if (clauses := open_ended.find(reading.text))
        )
    )


CHECK = Check(
    id="service_guide.catch_all_clause",
    version=4,
    title=Text("兜底/模糊条款", "Catch-all clauses"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("conditions", "materials"),
    evaluate=_evaluate,
)
