"""What a form is called in a sentence: by its own words, its material, or its file."""

from __future__ import annotations

import pytest

from crawler.domain.elements import Reading, State
from crawler.domain.records import FileKind, FormAttachment, FormFile, FormSlot
from crawler.domain.values.form_names import called


def attachment(name: str, of: str = "", file_name: str | None = None) -> FormAttachment:
    reading = Reading(
        element="blank_form",
        state=State.STATED,
        value=name,
        label=None,
        quote=name,
        evidence="e",
        locator="/",
    )
    kind, extension = FileKind.DOCX, "docx"
    file = FormFile(evidence="f", file_name=file_name, extension=extension, kind=kind, size=9, sha256="0", opens=True)
    return FormAttachment(slot=FormSlot.BLANK, name=name, reading=reading, of=of, file=file if file_name else None)


@pytest.mark.parametrize(
    ("own", "of", "file_name", "expected"),
    [
        ("下载", "取水许可申请书", "a1.docx", "取水许可申请书"),
        ("空白表格下载.doc", "取水许可申请书", None, "取水许可申请书"),
        ("查看", "", "论证报告.docx", "论证报告.docx"),
        ("下载", "", None, "下载"),
        ("附件2.docx", "取水许可申请书", None, "附件2.docx"),
        ("取水申请（空白表格）", "取水许可申请书", "a1.docx", "取水申请（空白表格）"),
    ],
)
def test_words_of_any_link_name_no_form(own: str, of: str, file_name: str | None, expected: str) -> None:
    assert called(attachment(own, of, file_name)) == expected
