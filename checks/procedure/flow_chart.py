"""Flow chart (流程图可打开): the picture or file of the procedure opens.

Basis: the item libraries in use (办理流程图); the 2015 census of government websites (附件下载).
Applicability: guides that offer a flow chart as a picture or a file.
Expectation: it is there and has content: a picture of more than 1 kB, a drawing (SVG) of any size, a file that opens.
Fails too: a link that leads nowhere, and 404, 410 or a page saying that it is gone, each only in two looks.
Assumptions: a chart written in words, or drawn into the page itself, needs no opening; a web page that shows steps is a
chart too. A guide without a chart is no defect here.
Known limits: what the picture shows is not asked; a download refused to us (login, referer, block), and a chart that
was not fetched: cant_tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.evidence import Failure
from crawler.domain.records import FileKind
from crawler.domain.values.form_kinds import refuses, reports_error
from crawler.domain.values.guide_forms import unfetched
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.step_words import families

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment, FormFile, ServiceGuide

_SMALLEST = 1024
_PICTURE = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "pdf", "svg"})
_INLINE = re.compile(r"data:image/|svg$|canvas$|embed$|object$", re.IGNORECASE)


def _wrong_file(file: FormFile) -> Text | str | None:
    """What is wrong with what came: a sentence; why we cannot tell: a string; or nothing."""
    if file.kind is FileKind.EMPTY or file.size == 0:
        return Text("文件是空的, 0 字节", "it has 0 bytes")
    if file.kind is FileKind.IMAGE and file.size <= _SMALLEST and not file.vector:
        return Text(f"图片只有 {file.size} 字节, 不是流程图", f"a picture of {file.size} bytes is no flow chart")
    if file.kind in {FileKind.HTML, FileKind.TEXT}:
        if len(families(file.text or "")) >= 2:
            return None
        if reports_error(file):
            return Text("打开后是出错提示", "what opens is an error message")
        if refuses(file) or file.extension not in _PICTURE:
            return "打开的是网页, 不能确定有没有流程图"
        return Text("打开后是网页, 不是图片", "what opens is a web page, not a picture")
    return Text("文件已损坏, 打不开", "the file is damaged") if file.opens is False else None


def _wrong(chart: FormAttachment) -> Text | str | None:
    if chart.file is not None:
        return _wrong_file(chart.file)
    if chart.target is None and not chart.reading.unread:
        return Text("链接没有地址", "the link leads nowhere")
    if chart.failure is None or chart.looks < 2 or chart.reading.confidence < 1:
        return unfetched(chart)
    if chart.failure is Failure.HTTP_4XX and chart.status in {404, 410}:
        return Text(f"两次打开都返回 {chart.status}", f"two looks both met {chart.status}")
    if chart.failure is Failure.SOFT_404:
        return Text("两次打开都提示文件不存在", "twice a page said that it does not exist")
    return unfetched(chart)


def _evaluate(guide: ServiceGuide) -> Answer:
    about, chart = guide.read("flow_chart"), guide.chart
    if chart is None:
        text = about.text.strip()
        if not about.stated or says_nothing(text) or is_placeholder(text, "flow_chart") or len(families(text)) >= 2:
            return inapplicable("没有流程图, 或者流程图是文字")
        return passed() if _INLINE.match(text) else cant_tell("流程图尚未打开")
    wrong = _wrong(chart)
    if isinstance(wrong, str):
        return cant_tell(wrong)
    if wrong is None:
        return passed()
    return failed(
        Defect(
            about=chart.reading,
            message=Text(f"流程图打不开: {wrong.zh}", f"The flow chart does not open: {wrong.en}"),
            suggestion=Text("请重新上传流程图, 并点开核对", "Upload the flow chart again and open it once"),
            file=None if chart.file is None else chart.file.evidence,
        )
    )


CHECK = Check(
    id="procedure.flow_chart",
    version=2,
    title=Text("流程图可打开", "The flow chart opens"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("flow_chart",),
    evaluate=_evaluate,
)
