"""A form can be downloaded and opened (附件可下载).

Basis: the 2015 census of government websites (附件下载); 国办函〔2017〕115号.
Applicability: every form with an address.
Expectation: the file is there, has more than 0 bytes, is no web page (an error or login page), opens, and its content
is of the family of its extension. A zip or rar passes if it holds a form.
Fails too: 404, 410, or a page saying that the file is gone, each only in two looks.
Assumptions: .doc, .docx, Word-XML, rich text and a web page that is itself the form may stand under one another's name;
without an extension the content decides. A link to a form filled in online is no download. A file that opens and has no
form in it passes here and fails form.blank_form; a dead link is form.blank_form's too.
Known limits: a download refused to us (login, referer, cookie, block, outage), a file with a password, and one that is
not found at a path that the portal's own script may complete in another way: cant_tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text
from crawler.domain.evidence import Failure
from crawler.domain.records import FileKind
from crawler.domain.values.form_kinds import family_of_kind, family_of_name, holds_file, refuses, reports_error
from crawler.domain.values.form_names import called
from crawler.domain.values.guide_forms import downloads, form_defect, settle, unfetched

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment, FormFile, ServiceGuide

_MEND = Text("请重新上传文件, 并逐个点开核对", "Upload the file again and open each once")


def _wrong(file: FormFile) -> Text | str | None:
    """What is wrong with a file: a sentence; why we cannot tell: a string; or nothing."""
    name = file.file_name or "附件"
    if file.kind is FileKind.EMPTY:
        return Text("文件是空的, 0 字节", "The file has 0 bytes")
    if file.kind in {FileKind.HTML, FileKind.TEXT} and refuses(file):
        return f"“{name}”返回的不是文件, 可能是拒绝了程序的访问"
    if file.kind is FileKind.HTML and file.opens is not True:
        return Text("下载到的是网页, 不是文件", "What comes is a web page, not a file")
    if file.opens is False:
        return Text("文件已损坏, 打不开", "The file is damaged and does not open")
    named, content = family_of_name(file.extension), family_of_kind(file.kind)
    if named is not None and content is not None and named != content:
        return Text(
            f"扩展名是 .{file.extension}, 内容却是另一类文件（{file.kind.value}）",
            f"The extension is .{file.extension}, the content is {file.kind.value}",
        )
    if file.kind is FileKind.TEXT and named is None and len(file.fields) < 2:
        if reports_error(file):
            return Text("下载到的是一句出错提示, 不是文件", "What comes is an error message, not a file")
        return f"“{name}”没有扩展名, 内容是文字, 不能确定是否为表格"
    if file.opens is None:
        return f"“{name}”不能确定能否打开（{file.unread or '无法识别'}）"
    if file.kind in {FileKind.ZIP, FileKind.RAR} and not holds_file(file):
        if file.kind is FileKind.RAR or any(member.opens is None for member in file.members):
            return f"“{name}”是压缩包, 包内文件未能读出"
        return Text("压缩包里没有可用的表格", "The archive holds no form")
    return None


_GONE = Text("两次打开都提示文件不存在", "Twice a page said that the file does not exist")


def _judge(attachment: FormAttachment) -> Defect | str | None:
    found: Text | str | None
    if attachment.file is not None:
        found = _wrong(attachment.file)
    elif attachment.looks < 2 or attachment.failure is None:
        found = unfetched(attachment)
    elif attachment.reading.confidence < 1:
        found = f"“{called(attachment)}”的地址由程序补全, 不能确定是否正确"
    elif attachment.failure is Failure.HTTP_4XX and attachment.status in {404, 410}:
        found = Text(f"两次下载都返回 {attachment.status}", f"Two looks both met {attachment.status}")
    else:
        found = _GONE if attachment.failure is Failure.SOFT_404 else unfetched(attachment)
    if not isinstance(found, Text):
        return found
    message = Text(f"“{called(attachment)}”下载不了: {found.zh}", f"“{called(attachment)}”: {found.en}")
    return form_defect(attachment, attachment.reading, message, _MEND)


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = downloads(guide.attachments)
    found = [_judge(a) for a in asked]
    defects = [f for f in found if isinstance(f, Defect)]
    return settle(defects, (f for f in found if isinstance(f, str)), len(asked), "没有可下载的附件")


CHECK = Check(
    id="form.download",
    version=1,
    title=Text("附件可下载", "Forms can be downloaded"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
