"""Forms that materials need (表格类材料): each is judged, and one that is not there is a defect of its material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Subject, Text
from crawler.domain.values.guide_forms import needs_form, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide


def each_needed_form(guide: ServiceGuide, judge: Callable[[ServiceGuide, Material], Defect | str | None]) -> Answer:
    """The answer for a guide; `judge` gives the defect of a material, a doubt in words, or None."""
    found = [judge(guide, m) for m in guide.materials if m.name.stated and needs_form(m)]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(found), "没有需要申请人填写的表格类材料")


def not_offered(material: Material, place: Reading, form: Text, offer: Text) -> Defect:
    """The defect of a material for which nothing is offered at its place; `form` says what is not."""
    name = material.name.text
    return Defect(
        about=place,
        message=Text(f"“{name}”没有{form.zh}可下载", f"“{name}” has no {form.en} to download"),
        suggestion=offer,
        subject=Subject.MATERIAL,
        subject_name=material.name.value,
        quote=place.quote or material.name.quote,
    )
