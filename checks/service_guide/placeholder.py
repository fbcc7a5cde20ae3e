"""Placeholders (占位内容): values that stand where content should.

Basis: 国办函〔2017〕115号 (content must be accurate and usable).
Applicability: guides of which at least one element is stated.
Expectation: no element is 待定, 测试, 111, xxx, null, 详见办事指南, 按规定执行 or 另行通知; no key element, fee
status, result name, service target, body or delivery is 无, 暂无, - or /. “数量限制：无” and “不收费” pass;
“办理地点：待定” fails.
Assumptions: a value of a code list is never a placeholder, nor is the step 测试 among others; elsewhere 无 is an
answer. 无 as the result is one too where its type is 无 or a public service delivers nothing, and so is 无 as the way
of delivery of such a result. 按规定 in the place of a time limit is a limit badly said, which time_limit.form finds;
待定 there is both.
Known limits: a placeholder in a key element is also a missing key element, and both checks say so. 44 % of 1,120 real
items of one province fail for 受理条件：无 alone, see `service_guide.conditions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values.guide_elements import label_in_words
from crawler.domain.values.placeholder import bare, is_placeholder, may_be_placeholder
from crawler.domain.values.result_words import rightly_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide


_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_BY_RULE = frozenset({"按规定", "按相关要求"})
"""As a limit, one that is badly said."""
_A_STEP = "测试"
"""Among other steps this is one of them."""


def _readings(guide: ServiceGuide) -> Iterator[tuple[Iterable[Reading], str | None]]:
    """Every reading, with the name of the material that it is of."""
    yield guide.readings.values(), None
    for material in guide.materials:
        yield (material.name, *material.readings.values()), material.name.text
    for fee in guide.fees:
        yield (fee.name, *fee.readings.values()), None
    for step in guide.steps:
        tests = step.name.text == _A_STEP and len(guide.steps) > 1
        yield (step.description,) if tests else (step.name, step.description), None
    for window in guide.windows:
        yield (window.place, window.hours, window.phone), None


def _evaluate(guide: ServiceGuide) -> Answer:
    stated = False
    # The same place can be reached as an element and as a row of a list.
    places: dict[tuple[str | None, str | None, str], tuple[Reading, str | None]] = {}
    for readings, material in _readings(guide):
        for r in readings:
            if r.stated:
                stated = True
                if may_be_placeholder(r.text):
                    places[r.evidence, r.locator, r.text] = r, material
    found = [
        (r, material)
        for r, material in places.values()
        if is_placeholder(r.text, r.element)
        and not (r.element in _LIMITS and bare(r.text) in _BY_RULE)
        and rightly_nothing(guide, r) is not True
    ]
    sure = [(r, material) for r, material in found if rightly_nothing(guide, r) is False]
    if not sure and (found or guide.gaps is not None):
        return cant_tell(guide.gaps or "审批结果或其类型未能读取, 可能就是“无”")
    if not stated:
        return inapplicable("没有写明任何要素")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"“{label_in_words(reading, '该要素')}”填的是“{reading.text}”, 不是实际内容",
                    f"“{reading.element}” holds “{reading.text}”, a placeholder",
                ),
                suggestion=Text("请填写实际内容", "Put the real content there"),
                subject=Subject.MATERIAL if material else None,
                subject_name=material,
            )
            for reading, material in sure
        )
    )


CHECK = Check(
    id="service_guide.placeholder",
    version=4,
    title=Text("占位内容", "Placeholders"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
