"""The blank form can be edited (空白表可编辑).

Basis: template of a city office (支持常用办公软件进行编辑).
Applicability: blank forms that were read.
Expectation: an office file or a PDF with text. A picture or a PDF that is only a picture fails.
Assumptions: in an archive one editable file is enough.
A file of the whole guide that is called after the result is a specimen of it (结果样本) and no blank form.
Known limits: whether a PDF has fields to type in is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.records import FileKind, FormSlot
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import files_of, form_defect, offered_as, settle, unfetched

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment, FormFile, ServiceGuide


def _is_picture(file: FormFile) -> bool:
    return file.kind is FileKind.IMAGE or (file.kind is FileKind.PDF and file.image_only)


def _judge(attachment: FormAttachment) -> Defect | str | None:
    files = files_of(attachment)
    if any(file.opens and not _is_picture(file) for file in files):
        return None
    if not files or not all(_is_picture(file) for file in files):
        return unfetched(attachment)
    kind = Text("图片", "a picture") if files[0].kind is FileKind.IMAGE else Text("扫描的 PDF", "a scanned PDF")
    return form_defect(
        attachment,
        attachment.reading,
        Text(
            f"空白表“{called(attachment)}”是{kind.zh}, 不能填写",
            f"“{called(attachment)}” is {kind.en} and cannot be edited",
        ),
        Text("请提供 Word、Excel 等可编辑的文件", "Offer an office file"),
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = offered_as(guide, FormSlot.BLANK)
    found = [_judge(a) for a in asked]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(asked), "没有空白表格")


CHECK = Check(
    id="form.editable",
    version=2,
    title=Text("空白表可编辑", "The blank form can be edited"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
