"""Values of code lists (代码集): a coded element holds a value of its list.

Basis: GB/T 39046-2020 annex A; the lists of the item libraries in use.
Applicability: items that state 办件类型, 行使层级, 服务对象, a material's 必要性 or 来源渠道 in words.
Expectation: each value is one of the list, or plainly means one. 承诺件, 县（区）级, 个人 and 申请人自备 pass;
办件类型 上报件 and 即时件 fail. A remark beside a value (非必要，委托代理人办理时提供) is left alone, and a further
value is not (承诺件、上报件).
Assumptions: the union of all lists in use counts, compared by words, since 服务对象 has two code systems. A value under
办理类型, 适用范围 and the like, which name other things too, is left alone, and so are sentences and people in words of
their own (残疾人, 退役军人). 有条件必要 is 必要 in a case.
Known limits: numbers without words are not compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.coded import LISTS, foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceItem

_ZH = {
    "case_type": "办件类型",
    "level": "行使层级",
    "service_target": "服务对象",
    "material_necessity": "材料必要性",
    "material_source": "来源渠道",
}
_OWN_LABEL = {
    "case_type": re.compile("办件"),
    "level": re.compile("层级"),
    "service_target": re.compile("服务.{0,2}对象|服务群体"),
    "material_necessity": re.compile("必"),
    "material_source": re.compile("来源渠道"),
}
_CHINESE = re.compile("[一-鿿]")


def _values(item: ServiceItem) -> Iterator[tuple[Reading, str | None]]:
    for element in ("case_type", "level", "service_target"):
        yield item.read(element), None
    for material in item.guide.materials:
        said = (material.readings.get(element) for element in ("material_necessity", "material_source"))
        yield from ((reading, material.name.text) for reading in said if reading is not None)


@lru_cache(maxsize=1024)
def _is_coded(element: str, label: str) -> bool:
    return not _CHINESE.search(label) or _OWN_LABEL[element].search(label) is not None


def _evaluate(item: ServiceItem) -> Answer:
    stated = [(r, material) for r, material in _values(item) if r.stated and _is_coded(r.element, r.label or "")]
    if not stated:
        return inapplicable("没有写代码集里的要素")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"{_ZH[reading.element]}“{word}”不在代码集内",
                    f"“{word}” is no value of the code list of {reading.element}",
                ),
                suggestion=Text(
                    f"请从代码集里选: {LISTS[reading.element]}", f"Choose from the list: {LISTS[reading.element]}"
                ),
                subject=Subject.MATERIAL if material else None,
                subject_name=material,
            )
            for reading, material in stated
            if (word := foreign(reading.element, reading.text))
        )
    )


CHECK = Check(
    id="code.code_list",
    version=7,
    title=Text("代码在代码集内", "Values belong to their code lists"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("case_type", "level", "service_target"),
    evaluate=_evaluate,
)
