"""Forms made for the tests, and how they are read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from crawler.demo.office import (
    FormSpec,
    make_doc,
    make_docx,
    make_pdf,
    make_xls,
    make_xlsx,
)
from crawler.extract.forms.file import read_form

if TYPE_CHECKING:
    from crawler.domain.records import FormFile


BLANK = FormSpec(
    title="云溪市养犬登记申请表",
    paragraphs=("登记编号：",),
    rows=(("申请人姓名", ""), ("身份证号码", ""), ("联系电话", ""), ("住址", ""), ("犬只品种", "")),
    notes=("注 本表一式两份，由申请人如实填写。",),
)


SAMPLE = BLANK.filled("程知远", "XXXXXXXXXXXXXXXXXX", "1XXXXXXXXXX", "云溪市听涛路7号", "中华田园犬")


TEXT_MAKERS = {"docx": make_docx, "doc": make_doc, "xlsx": make_xlsx, "xls": make_xls, "pdf": make_pdf}


def read(body: bytes, name: str | None = "f", **rest: str) -> FormFile:
    return read_form(body, evidence="e1", file_name=name, **rest)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name, body)
    return out.getvalue()


def word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}" xmlns:v="urn:v"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})
