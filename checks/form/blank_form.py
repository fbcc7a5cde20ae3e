"""A blank form to download (空白表格).

Basis: 国办函〔2017〕115号 (41 % of platforms failed); 行政许可法 art. 30; 国发〔2016〕55号.
Applicability: materials of type 申请表格文书, or with 申请表, 申请书, 登记表, 备案表, 承诺书 or 委托书 in their name.
Not those that an office issues (政府部门核发) or a system makes (自动生成), nor names ending in 复印件 or 证明.
Expectation: each has a blank form with an address, in its row or for the whole guide. One filled in online counts
(填报须知：网上填写), one to be had at a counter (窗口领取) does not.
A dead link (`href="#"`) is no form, nor is a file whose whole text is “Xx”: it opens, so form.download passes it.
Assumptions: what is called a sample where forms of both kinds belong (表格) may be the blank form, unless filled in. A
form of the guide belongs to the material whose name it shares; what promises all forms at once (一键下载) may hold any.
A file called after the result is no blank form.
Known limits: an address that needs a second call, or an unread source (an office may issue it): cant_tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.records import FormSlot
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import (
    file_reading,
    files_of,
    form_defect,
    forms_of,
    holds_no_form,
    is_at_counter,
    is_filled_in_online,
    is_online,
    nameless,
    offers_nothing,
    place_of_blank,
    unfetched,
)
from crawler.domain.values.material_words import unread_source
from crawler.domain.values.needed_forms import each_needed_form, not_offered

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment, Material, ServiceGuide

_OFFER = Text("请上传可下载的空白表格", "Offer the blank form for download")


def _without_form(offered: tuple[FormAttachment, ...]) -> Defect | None:
    """The defect of a file without a form in it, if every file offered is such a one."""
    files = [(a, file) for a in offered for file in files_of(a)]
    if not files or len({id(a) for a, _ in files}) < len(offered) or not all(holds_no_form(file) for _, file in files):
        return None
    attachment, file = files[0]
    words = file.text or ""
    name = called(attachment)
    message = Text(f"“{name}”里没有表格, 全文只有“{words}”", f"“{name}” has no form in it, only “{words}”")
    return form_defect(attachment, file_reading(attachment, file, None, words or None), message, _OFFER)


def _judge(guide: ServiceGuide, material: Material) -> Defect | str | None:
    offered = forms_of(guide, material, FormSlot.BLANK)
    alive = tuple(a for a in offered if a.target is not None or a.file is not None)
    place = place_of_blank(guide, material)
    if alive:
        return _without_form(alive)
    unread = next((unfetched(a) for a in offered if a.reading.unread), None) or unread_source(material)
    if unread or place.unread or is_filled_in_online(material) or any(is_online(a) for a in offered):
        return unread or (f"“{material.name.text}”的空白表格栏未能读出" if place.unread else None)
    if offered:
        dead = offered[0]
        message = Text(f"“{called(dead)}”的下载链接是空的, 点不开", f"The link of “{called(dead)}” leads nowhere")
        return form_defect(dead, dead.reading, message, _OFFER)
    if not offers_nothing(place) and not is_at_counter(place):
        return f"“{material.name.text}”的空白表格栏写着“{place.text}”, 未见下载地址"
    if nameless(guide, FormSlot.BLANK):
        return f"指南另有未写明名称的表格, 不能确定是否为“{material.name.text}”的空白表格"
    return not_offered(material, place, Text("空白表格", "blank form"), _OFFER)


def _evaluate(guide: ServiceGuide) -> Answer:
    return each_needed_form(guide, _judge)


CHECK = Check(
    id="form.blank_form",
    version=8,
    title=Text("表格类材料有空白表", "Form materials have a blank form"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
