"""The sample shows no real person (样表无真实个人信息).

Basis: 个人信息保护法; inference from the indicator 表格及样表下载.
Applicability: samples whose text was read.
Expectation: no answer place holds an 18-digit identity number with right check digit, or an 11-digit mobile.
XXXXXXXXXXXXXXXXXX, masked digits, 110101199001011234 and 13800138000 pass.
Assumptions: digits that count up or repeat are an example; a number that the guide itself gives, or after 咨询, 监督,
受理 and the like, is the office's. Quote and message show the first three and last four digits only.
Known limits: pictures are not read; names and addresses are not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.records import FormSlot
from crawler.domain.values.form_answers import personal_numbers_of
from crawler.domain.values.form_names import called
from crawler.domain.values.form_words import masked
from crawler.domain.values.guide_forms import file_reading, files_of, form_defect, offered_as, settle, unfetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.check import Defect
    from crawler.domain.records import FormAttachment, FormFile, ServiceGuide


def _defects(guide: ServiceGuide, attachment: FormAttachment, file: FormFile) -> Iterator[Defect]:
    for number in dict.fromkeys(number for _, number in personal_numbers_of(file, guide)):
        field = next(f for f, n in personal_numbers_of(file, guide) if n == number)
        kind = Text("身份证号", "identity number") if len(number) == 18 else Text("手机号", "mobile number")
        yield form_defect(
            attachment,
            file_reading(attachment, file, field, masked(number)),
            Text(
                f"样表“{called(attachment)}”里有真实的{kind.zh} {masked(number)}",
                f"“{called(attachment)}” shows a real {kind.en} {masked(number)}",
            ),
            Text("请换成 X 或星号, 并撤下原文件", "Replace it with X or stars and take the file down"),
        )


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = offered_as(guide, FormSlot.SAMPLE)
    files = [(a, file) for a in asked for file in files_of(a) if file.text is not None]
    read = {id(a) for a, _ in files}
    defects = [d for a, file in files for d in _defects(guide, a, file)]
    return settle(defects, (unfetched(a) for a in asked if id(a) not in read), len(asked), "没有样表")


CHECK = Check(
    id="form.personal_data",
    version=1,
    title=Text("样表无真实个人信息", "The sample shows no real person"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
