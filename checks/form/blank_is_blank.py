"""The blank form is blank (空白表无填写内容).

Basis: the form checks of a provincial inspector; form templates found with a system's field names left in them.
Applicability: blank forms whose text was read.
Expectation: fewer than 3 answer places hold an applicant's words, none a valid identity or mobile number.
Words that a system should have replaced (【SQRMC】, ${name}) stand where the applicant writes and are reported as well:
one that can be nothing else, or two Latin words alone in answer places.
Assumptions: printed text, dates, options and examples in brackets are no answers; a number that the guide gives, or
after 咨询, 监督, 受理 and the like, is the office's.
A file that its own name alone calls a sample, and several in a row that nothing tells apart: cant_tell. One of the
whole guide that is called after the result is its specimen.
Known limits: an answer without name, number, bank, address or date is not told from the office's print.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.records import FormSlot
from crawler.domain.values.form_answers import answers_of, leftovers_of, personal_numbers_of
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import (
    file_reading,
    files_of,
    form_defect,
    offered_as,
    settle,
    slot_of,
    unfetched,
    untold,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.records import FormAttachment, FormFile, ServiceGuide

_SAMPLE_TITLE = re.compile(r"样表|样例|示例|范例|填写(?:样本|范本|示范)")
_MEND = Text("请换上没有填写内容的空白表", "Offer the form with nothing filled in")


def _defects(guide: ServiceGuide, attachment: FormAttachment, file: FormFile) -> Iterator[Defect]:
    answers, numbers, name = answers_of(file, guide), personal_numbers_of(file, guide), called(attachment)
    if len(answers) >= 3 or numbers:
        field = numbers[0][0] if numbers else answers[0]
        labels = "、".join(dict.fromkeys(f.label for f in (answers or [field])[:4]))
        message = Text(f"空白表“{name}”已有填写内容（{labels}）", f"“{name}” is already filled in ({labels})")
        # The label is quoted, never the answer: it may be somebody's.
        yield form_defect(attachment, file_reading(attachment, file, field, field.label), message, _MEND)
    leftovers = leftovers_of(file)
    if leftovers:
        words = "、".join(dict.fromkeys(word for word, _ in leftovers[:4]))
        message = Text(f"空白表“{name}”残留系统占位符（{words}）", f"“{name}” has a system's placeholders ({words})")
        word, field_of_word = leftovers[0]
        yield form_defect(attachment, file_reading(attachment, file, field_of_word, word), message, _MEND)


def _may_be_sample(attachment: FormAttachment, file: FormFile) -> bool:
    """Whether a file calls itself a sample that nothing on the page calls a blank form, or that an archive holds."""
    if file is not attachment.file and _SAMPLE_TITLE.search(file.file_name or ""):
        return True
    says_so = slot_of(attachment) is FormSlot.SAMPLE or _SAMPLE_TITLE.search(file.title or "") is not None
    return attachment.slot is FormSlot.UNSAID and says_so


def _unread(attachment: FormAttachment) -> str:
    if any(_may_be_sample(attachment, file) for file in files_of(attachment)):
        return f"页面未写明“{called(attachment)}”是空白表还是样表, 文件自称样表"
    return unfetched(attachment)


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = offered_as(guide, FormSlot.BLANK)
    either = {id(a) for material in guide.materials for a in untold(material)}
    files = [(a, file) for a in asked for file in files_of(a) if file.text is not None and not _may_be_sample(a, file)]
    found: dict[int, list[Defect]] = {}
    for a, file in files:
        found.setdefault(id(a), []).extend(_defects(guide, a, file))
    doubts = [f"页面未写明“{called(a)}”是空白表还是样表" for a in asked if id(a) in either and found.get(id(a))]
    doubts += [_unread(a) for a in asked if id(a) not in found]
    return settle([d for at, own in found.items() if at not in either for d in own], doubts, len(asked), "没有空白表格")


CHECK = Check(
    id="form.blank_is_blank",
    version=8,
    title=Text("空白表无填写内容", "The blank form is blank"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
