"""Specimen of the result (结果有样本): where there is a result there is a specimen of it.

Basis: practice of a city office's checker of guides; GB/T 39046-2020 no. 29-30.
Applicability: guides whose result is a paper: a certificate, a document, a proof.
Expectation: a specimen is offered, as a picture, a file or a link. 结果名称：许可证 with 样本：无样本 fails.
Assumptions: a result type 无 needs none, and neither does a result that is no paper (办结, 补贴到账). A file of the
guide that is called after the result, or 结果样本, is a specimen.
Known limits: whether the specimen shows that result is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import result_words
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.result_words import ResultKind

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NO_SPECIMEN = re.compile(
    r"(?:无|没有|暂无|未上传|未提供|暂未|不提供)(?:[^,。;]{0,8}(?:样本|样表|样例|示例|样式|附件|结果|图片|上传|提供))?"
)
_CALLED = re.compile(r"(?:结果|证照|证书|批文|审批)[^\W_]{0,6}(?:样本|样例|样式|示例)")


def _is_asked(guide: ServiceGuide) -> bool:
    name = guide.read("result_name")
    if not name.stated or result_words.names_nothing(name.text) or is_placeholder(name.text, "result_name"):
        return False
    kind = result_words.kind_of_type(guide.read("result_type").text)
    if kind is ResultKind.NONE:
        return False
    return kind in {ResultKind.CERTIFICATE, ResultKind.DOCUMENT} or result_words.names_paper(name.text)


def _offered_as_file(guide: ServiceGuide) -> bool:
    result = plain(guide.read("result_name").text).strip("《》")
    names = (plain(form.name) for form in guide.forms)
    return any(_CALLED.search(name) or (result in name and "样" in name) for name in names)


def _evaluate(guide: ServiceGuide) -> Answer:
    if not _is_asked(guide):
        return inapplicable("没有要出具的审批结果")
    about = guide.read("result_sample")
    says_none = says_nothing(about.text) or _NO_SPECIMEN.fullmatch(plain(about.text))
    if (about.stated and not says_none and not is_placeholder(about.text, "result_sample")) or _offered_as_file(guide):
        return passed()
    name = guide.read("result_name").text
    said = f"样本一栏写“{about.text}”" if about.stated else "没有样本"
    return failed(
        Defect(
            about=about,
            message=Text(f"有审批结果“{name}”, {said}", f"There is a result “{name}”, but no specimen of it"),
            suggestion=Text("请上传审批结果样本", "Upload a specimen of the result"),
        )
    )


CHECK = Check(
    id="result.sample",
    version=1,
    title=Text("结果有样本", "There is a specimen of the result"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("result_name", "result_sample", "result_type"),
    evaluate=_evaluate,
)
