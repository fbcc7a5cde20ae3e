"""Blank form and sample are one template (空白表与样表同一模板).

Basis: the form checks of a provincial inspector.
Applicability: materials with a blank form and a sample.
Expectation: of the blank form's labels (text before a blank cell, a colon or a line) at least 60 % stand in the sample.
Fails below 30 %, and below 60 % where both are titled as forms of other things (养犬登记申请表, 广告设置申请表).
A 申请表 with a 承诺书 as its sample fails.
Assumptions: of several blank forms, or files of an archive, the two nearest to one another are meant.
A file of the whole guide that is called after the result is a specimen of it (结果样本) and no sample.
Known limits: between 30 % and 60 % else, with fewer than 4 labels, with one of the files unread, or with a sample that
shows pictures beside its text: cant_tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.values.form_answers import shared_labels
from crawler.domain.values.form_names import called
from crawler.domain.values.form_words import bare
from crawler.domain.values.guide_forms import file_reading, form_defect, pairs_of, pieces_of, settle

if TYPE_CHECKING:
    from crawler.domain.records import FormFile, ServiceGuide
    from crawler.domain.values.guide_forms import Pair

_ASIDE = re.compile(r"\([^()]*\)|示例|样[表例本]|范[本例]|空白|填写")
_FORM = re.compile(r"(?:申请|登记|备案|审批|申报|审核|报告)?[表书单]$")
_TELLING = 3
"""Two-character pieces of a title that names a form of something."""


def _are_other_forms(blank: FormFile, sample: FormFile) -> bool:
    """Whether both files are titled as forms and their names have next to nothing in common."""
    names = [_ASIDE.sub("", bare(file.title or "")) for file in (blank, sample)]
    if not all(_FORM.search(name) for name in names):
        return False
    own, other = (pieces_of(_FORM.sub("", name)) for name in names)
    return min(len(own), len(other)) >= _TELLING and len(own & other) < 2


def _judge(pair: Pair) -> Defect | str | None:
    name, blank_name = called(pair.sample), called(pair.blank)
    if any(pair.is_copy_of(blank) for blank in pair.blanks_offered):
        return None
    if not pair.sample_files or not pair.blank_files:
        return pair.doubt
    (shared, labels), blank, sample = max(
        ((shared_labels(blank, sample), blank, sample) for blank in pair.blank_files for sample in pair.sample_files),
        key=lambda found: found[0][0] / max(found[0][1], 1),
    )
    if labels < 4:
        return f"“{blank_name}”的填写项少于 4 个, 不能判断与样表是否同一模板"
    if shared >= 0.6 * labels:
        return None
    if shared >= 0.3 * labels and not _are_other_forms(blank, sample):
        return f"“{name}”与空白表只有一部分填写项相同（{shared}/{labels}）"
    if pair.unseen is not None:
        return pair.unseen
    titles = Text("", "")
    if blank.title and sample.title and blank.title != sample.title:
        titles = Text(
            f"; 空白表的标题是“{blank.title}”, 样表的标题是“{sample.title}”",
            f"; the blank form is titled “{blank.title}”, the sample “{sample.title}”",
        )
    return form_defect(
        pair.sample,
        file_reading(pair.sample, sample, None, sample.title),
        Text(
            f"样表“{name}”与空白表“{blank_name}”不是同一模板: 空白表的 {labels} 个填写项, 样表里只有 {shared} 个"
            f"{titles.zh}",
            f"“{name}” and “{blank_name}” are not one template: {shared} of {labels} labels are in the sample"
            f"{titles.en}",
        ),
        Text("请用同一张空白表填写样表", "Fill in the same blank form as the sample"),
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    found = [_judge(pair) for pair in pairs_of(guide) if pair.blanks_offered]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(found), "没有成对的空白表和样表")


CHECK = Check(
    id="form.same_template",
    version=4,
    title=Text("空白表与样表同一模板", "Blank form and sample are one template"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
