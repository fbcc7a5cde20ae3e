"""The sample is filled in (样表已填写且不同于空白表).

Basis: inference from the indicator 表格及样表下载: a sample shows how to fill in the form.
Applicability: samples offered.
Expectation: at least one answer place of the blank form holds new text in the sample. Fails where the sample is the
blank form byte for byte, or no answer place holds anything new; a title that says 示例 is no answer.
Assumptions: most places of a real sample may stay empty; a ticked box is an answer.
A file of the whole guide that is called after the result is a specimen of it (结果样本) and no sample.
Known limits: samples that are or show a picture, one of the files unread, or new text outside of the answer places that
we recognise: cant_tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.values.form_answers import answers_of, new_answers, new_texts
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import file_reading, form_defect, pairs_of, settle

if TYPE_CHECKING:
    from crawler.domain.records import FormFile, ServiceGuide
    from crawler.domain.values.guide_forms import Pair

_MEND = Text("请上传按示例填写好的样表", "Offer a sample with its answers filled in")


def _defect(pair: Pair, sample: FormFile, message: Text) -> Defect:
    return form_defect(pair.sample, file_reading(pair.sample, sample, None, sample.title), message, _MEND)


def _judge(guide: ServiceGuide, pair: Pair) -> Defect | str | None:
    name = called(pair.sample)
    same = next((a for a in pair.blanks_offered if pair.is_copy_of(a)), None)
    if same is not None and pair.sample.file is not None:
        message = Text(f"样表“{name}”就是空白表“{called(same)}”, 是同一个文件", f"“{name}” is the blank form itself")
        return _defect(pair, pair.sample.file, message)
    samples = pair.sample_files
    if not samples:
        return pair.doubt
    if not pair.blank_files:
        if any(answers_of(sample, guide) for sample in samples):
            return None
        return f"没有可比较的空白表, 不能判断“{name}”是否已填写"
    both = [(blank, sample) for blank in pair.blank_files for sample in samples]
    if any(new_answers(blank, sample) for blank, sample in both):
        return None
    if any(new_texts(blank, sample) for blank, sample in both):
        return f"“{name}”与空白表文字不同, 但不能确定是否填写了内容"
    if pair.unseen is not None:
        return pair.unseen
    return _defect(pair, samples[0], Text(f"样表“{name}”没有填写任何内容", f"“{name}” has no answer filled in"))


def _evaluate(guide: ServiceGuide) -> Answer:
    found = [_judge(guide, pair) for pair in pairs_of(guide)]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(found), "没有样表")


CHECK = Check(
    id="form.sample_filled",
    version=4,
    title=Text("样表已填写且不同于空白表", "The sample is filled in"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
