"""A filled sample to download (示例样表).

Basis: the indicator 表格及样表下载; templates of city offices (空表及样表).
Applicability: the materials of form.blank_form: forms that an applicant fills in.
Expectation: each has a sample with an address, in its row, for the whole guide, or in the archive of its blank form.
“样表：无” and a dead link fail.
Assumptions: a form offered for the guide belongs to the material whose name it shares; what promises all forms at once
(一键下载) may hold any.
Of several files in a row that nothing tells apart, one may be the sample: cant_tell. So may what a control opens that
names no kind (查看, 附件) and was not opened, and a form filled in online (在线填写) without a place for a sample.
A file of the whole guide that is called after the result is a specimen of it (结果样本) and no sample.
Known limits: whether the sample is filled in is form.sample_filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.records import FormSlot
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import (
    form_defect,
    forms_of,
    is_filled_in_online,
    is_online,
    is_sample_name,
    nameless,
    offers_nothing,
    unfetched,
    untold,
)
from crawler.domain.values.material_words import unread_source
from crawler.domain.values.needed_forms import each_needed_form, not_offered
from crawler.domain.values.unopened_forms import unopened

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

_OFFER = Text("请上传填写示例", "Offer a filled sample for download")


def _judge(guide: ServiceGuide, material: Material) -> Defect | str | None:
    offered = forms_of(guide, material, FormSlot.SAMPLE)
    place = material.read("sample_form")
    if any(a.target is not None or a.file is not None for a in offered):
        return None
    blanks = forms_of(guide, material, FormSlot.BLANK)
    if any(is_sample_name(member.file_name) for a in blanks if a.file is not None for member in a.file.members):
        return None
    unread = next((unfetched(a) for a in offered if a.reading.unread), None) or unread_source(material)
    if unread or place.unread:
        return unread or f"“{material.name.text}”的示例样表栏未能读出"
    if offered:
        dead = offered[0]
        message = Text(f"“{called(dead)}”的下载链接是空的, 点不开", f"The link of “{called(dead)}” leads nowhere")
        return form_defect(dead, dead.reading, message, _OFFER)
    if not offers_nothing(place):
        return f"“{material.name.text}”的示例样表栏写着“{place.text}”, 未见下载地址"
    if untold(material):
        return f"“{material.name.text}”旁有几个文件, 页面未写明哪个是空白表, 哪个是样表"
    beside = material.read("blank_form")
    if beside.stated and not blanks and is_sample_name(beside.text):
        return f"“{material.name.text}”的表格栏写着“{beside.text}”, 未见下载地址"
    shown = place.stated or not (place.label or "").isascii()  # an empty field of an answer shows no place
    if not shown and all(map(is_online, blanks)) and (blanks or is_filled_in_online(material)):
        return f"“{material.name.text}”在线填写, 不能确定是否另有示例样表"
    if not shown and (words := unopened(material)) is not None:
        return f"“{material.name.text}”旁的“{words}”未能打开, 页面未写明是空白表还是样表"
    if nameless(guide, FormSlot.SAMPLE):
        return f"指南另有未写明名称的样表, 不能确定是否为“{material.name.text}”的样表"
    return not_offered(material, place, Text("示例样表", "filled sample"), _OFFER)


def _evaluate(guide: ServiceGuide) -> Answer:
    return each_needed_form(guide, _judge)


CHECK = Check(
    id="form.sample_form",
    version=10,
    title=Text("表格类材料有样表", "Form materials have a filled sample"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
