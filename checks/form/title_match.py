"""The form is the material's (附件名与材料一致).

Basis: inference from the indicator 表格及样表下载.
Applicability: blank forms and samples in the row of a material.
Expectation: of the two-character pieces of the material's name (without brackets, 空白, 示例, 样表, 附件 and extension)
at least 2 are in the file's name or in the document's title. “附件.pdf” whose title is another matter fails.
Assumptions: the title is looked for in the head of the document; a name with fewer than 2 pieces decides nothing. In an
archive one file that fits is enough. A file that one cell offers for several rows is that of any of them.
Known limits: two forms that share words (申请表) are taken for the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.values.guide_forms import (
    file_reading,
    files_of,
    form_defect,
    has_address,
    is_online,
    pieces_of,
    settle,
    unfetched,
)

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment, FormFile, Material, ServiceGuide

_HEAD = 5


def _shares(wanted: frozenset[str], text: str | None) -> bool:
    return text is not None and len(wanted & pieces_of(text)) >= 2


def _fits(wanted: frozenset[str], file: FormFile) -> bool:
    head = "".join(file.cells[:_HEAD])[:200]
    return _shares(wanted, file.file_name) or _shares(wanted, file.title) or _shares(wanted, head)


def _judge(material: Material, wanted: frozenset[str], attachment: FormAttachment) -> Defect | str | None:
    files = files_of(attachment)
    if _shares(wanted, attachment.name) or any(_fits(wanted, file) for file in files):
        return None
    file = next((f for f in files if f.title is not None), None)
    if file is None:
        return unfetched(attachment)
    return form_defect(
        attachment,
        file_reading(attachment, file, None, file.title),
        Text(
            f"材料“{material.name.text}”的附件“{attachment.name}”, 标题却是“{file.title}”",
            f"The form “{attachment.name}” of “{material.name.text}” is titled “{file.title}”",
        ),
        Text("请核对附件是否传错, 并按材料名称命名", "Check for a wrong file; name it after the material"),
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    asked: dict[object, tuple[Material, frozenset[str], FormAttachment]] = {}
    for number, m in enumerate(guide.materials):
        for at, a in enumerate((*m.blank_forms, *m.sample_forms) if m.name.stated else ()):
            own = pieces_of(m.name.text)
            # What stands at one place of the page in several rows is one offer for all of them.
            offer = (a.reading.evidence, a.reading.locator, a.target) if a.reading.locator else (number, at)
            if offer in asked and asked[offer][0] is not m:
                first, wanted, _ = asked[offer]
                asked[offer] = first, wanted | own, a
            elif has_address(a) and not is_online(a) and len(own) >= 2:
                asked[offer if offer not in asked else (number, at)] = m, own, a
    found = [_judge(*each) for each in asked.values()]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(asked), "材料没有附件")


CHECK = Check(
    id="form.title_match",
    version=2,
    title=Text("附件名与材料一致", "The form is the material's"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
