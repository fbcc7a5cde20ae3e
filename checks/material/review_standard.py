"""Review standard (审查/受理标准): by what the materials are found right.

Basis: 河南 and 山东 政务服务条例 art. 28; 云浮市办事指南要求 (审查标准).
Applicability: guides that ask for materials.
Expectation: a standard of acceptance or review is stated, for the guide, in its list of materials or with its steps.
“受理标准：材料齐全、符合法定形式” passes; nothing anywhere fails.
Assumptions: a material's own standard counts under any name; requirements on a material (材料要求) are what it is
reviewed by, and so is 材料齐全、符合法定形式的予以受理 (材料齐全的即予受理) of a step; how to fill a form (填报须知)
and 受理条件 are none, unless they say 标准. A standard in one place is enough, whatever was not read in the others.
Known limits: whether the standard is precise enough is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import material_words as words
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_STANDARD = re.compile(
    r"(?:受理|审[查核批理]|核准|审验|评审|验收|收件|批准)(?:的?标准|要点|要求|细则)|标准[:：]|符合(?:法定|规定)?形式"
    r"|齐全[、，,]?(?:且|并|内容|手续|均)?(?:真实|合法|有效|规范|完整|符合)"
    r"|(?<![不未])齐全[的者]?[、，,]?(?:予以?|即予?|当场|即时|立即)?(?:受理|收件)"
)
_MEND = Text("请写明材料怎样才算合格, 如“齐全、符合法定形式”", "Say what makes the materials acceptable")
_HEAD = re.compile(r"标准|要求|要点|规范")
_STRANGE = re.compile(r"^(?!.*(?:费|金额|补[助贴偿]|待遇|资助)).*(?:标准|要点|审[查核]要求)")
_OF_ROWS = ("material_filling_notes", "review_standard")


def _has_content(reading: Reading) -> bool:
    return reading.stated and not says_nothing(reading.text) and not is_placeholder(reading.text, reading.element)


def _stated_elsewhere(guide: ServiceGuide) -> Iterator[Reading]:
    """What may say it, those readings left out that no row has: they state nothing."""
    for material in guide.materials:
        yield from [r for element in _OF_ROWS if (r := material.readings.get(element)) is not None]
    yield from _beside(guide)


def _elsewhere(guide: ServiceGuide) -> Iterator[Reading]:
    yield from (material.read(element) for material in guide.materials for element in _OF_ROWS)
    yield from _beside(guide)


def _beside(guide: ServiceGuide) -> Iterator[Reading]:
    for step in guide.steps:
        yield step.description
    for element in ("conditions", "procedure", "materials"):
        yield guide.read(element)


def _says_standard(reading: Reading) -> bool:
    if not _has_content(reading):
        return False
    if reading.element == "review_standard":
        return True
    head = reading.element not in {"conditions", "procedure", "materials"} or "标准" in (reading.label or "")
    return (head and _HEAD.search(reading.label or "") is not None) or _STANDARD.search(reading.text) is not None


def _evaluate(guide: ServiceGuide) -> Answer:
    if not words.asked_for(guide):
        return inapplicable("没有材料清单")
    about = guide.read("review_standard")
    if _has_content(about) or any(_says_standard(reading) for reading in _stated_elsewhere(guide)):
        return passed()
    if doubt := words.column_in_doubt(guide, _STRANGE):
        return cant_tell(doubt)
    gap = next((r for r in _elsewhere(guide) if r.unread and (not r.label or _HEAD.search(r.label))), None)
    if gap is not None:
        return cant_tell(gap.reason or "材料要求未能读取")
    return failed(
        Defect(
            about=about,
            message=Text("没有写明材料的受理或审查标准", "No standard of acceptance or review is stated"),
            suggestion=_MEND,
        )
    )


CHECK = Check(
    id="material.review_standard",
    version=5,
    title=Text("审查/受理标准", "Standard of acceptance or review"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
