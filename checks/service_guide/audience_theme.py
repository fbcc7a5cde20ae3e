"""Audience and themes (服务对象与主题): an item is sorted under the themes of those whom it serves.

Basis: practice of a city office's checker of guides; GB/T 39046-2020 table 4 (面向自然人, 面向法人事项主题分类).
Applicability: guides that state the audience and a theme for natural or for legal persons.
Expectation: a theme for natural persons only where they are served, one for legal persons only where these are.
“自然人、企业法人” with both themes passes; “企业法人” with a theme for natural persons fails.
Assumptions: other organisations, agencies and 非法人企业 stand with the legal persons; 个体工商户 and 申请人 may be
either, and an item on 个体工商户 (个体工商户设立登记) may serve people under a theme for legal persons.
Known limits: an audience in words that cannot be sorted is left alone, as is the general 主题分类.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values.audience import Audience, audience
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_THEMES = {
    "natural_person_theme": (Audience.PEOPLE, Text("自然人", "natural persons")),
    "legal_person_theme": (Audience.LEGAL_PERSONS, Text("法人", "legal persons")),
}
_NO_THEME = frozenset({"不涉及", "不适用", "否", "无主题", "未分类", "0"})


def _is_given(theme: Reading) -> bool:
    return (
        theme.stated
        and not says_nothing(theme.text)
        and not is_placeholder(theme.text, theme.element)
        and plain(theme.text) not in _NO_THEME
    )


def _sole_trader(guide: ServiceGuide) -> bool:
    """Whether the item is one of sole traders: people who stand among the legal persons in every portal's themes."""
    return "个体工商户" in plain(guide.read("name").text)


def _evaluate(guide: ServiceGuide) -> Answer:
    target = guide.read("service_target")
    themes = [theme for element in _THEMES if _is_given(theme := guide.read(element))]
    served = audience(target.text)
    if themes and target.unread:
        return cant_tell(target.reason or "服务对象未能读取")
    if not themes or not served:
        return inapplicable("没有写自然人、法人主题分类, 或服务对象分不清是哪一类")
    return failed(
        *(
            Defect(
                about=theme,
                message=Text(
                    f"服务对象是“{target.text}”, 没有{who.zh}, 却归在面向{who.zh}的主题“{theme.text}”下",
                    f"The audience is “{target.text}”, yet the item stands under “{theme.text}” for {who.en}",
                ),
                suggestion=Text(
                    "请核对服务对象; 不面向这一类的, 去掉它的主题分类",
                    "Check the audience, or take the item off this theme",
                ),
            )
            for theme in themes
            for side, who in [_THEMES[theme.element]]
            if side not in served and not (side is Audience.LEGAL_PERSONS and _sole_trader(guide))
        )
    )


CHECK = Check(
    id="service_guide.audience_theme",
    version=3,
    title=Text("服务对象与主题一致", "Themes fit the audience"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("name", "natural_person_theme", "legal_person_theme"),
    evaluate=_evaluate,
)
