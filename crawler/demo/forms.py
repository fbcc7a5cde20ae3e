"""Blank forms and filled samples, and the files that an edit breaks on purpose."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2

from crawler.demo import office

if TYPE_CHECKING:
    from crawler.demo.facts import MaterialFacts, Region

_KINDS = ("docx", "doc", "xlsx", "docx", "pdf", "xls")
_NAMES = ("程知远", "顾一舟", "林清越", "江晚晴", "苏望川", "叶青禾")
_NOTE = "注 本表由申请人如实填写，签字或者盖章后提交，一式一份。"

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pdf": "application/pdf",
    "png": "image/png",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file offered for download: `kind` is what it is made as, `name` what it is offered as.

    `answers` is `file`, `forbidden` (403) or `page` (a web page in its place).
    """

    id: str
    name: str
    spec: office.FormSpec
    kind: str
    answers: str = "file"

    def renamed(self, name: str) -> Attachment:
        """The same file under another name."""
        return replace(self, name=name)

    @property
    def extension(self) -> str:
        """The ending of the offered name."""
        return self.name.rpartition(".")[2]


def blank_and_sample(region: Region, material: MaterialFacts, turn: int, number: str) -> tuple[Attachment, Attachment]:
    """The blank form of a material and its filled sample, both of the same kind."""
    kind = _KINDS[turn]
    rows = _rows(region, material, turn)
    blank = office.FormSpec(title=material.name, rows=tuple((label, "") for label, _ in rows), notes=(_NOTE,))
    sample = replace(blank, rows=rows)
    return (
        Attachment(id=f"{number}1", name=f"{material.name}（空白表格）.{kind}", spec=blank, kind=kind),
        Attachment(id=f"{number}2", name=f"{material.name}（示例样表）.{kind}", spec=sample, kind=kind),
    )


def _rows(region: Region, material: MaterialFacts, turn: int) -> tuple[tuple[str, str], ...]:
    name = _NAMES[turn % len(_NAMES)]
    street = f"{region.name}听涛路{turn + 7}号"
    own: tuple[tuple[str, str], ...]
    if material.form == "person":
        own = (
            ("姓名", name),
            ("性别", "女" if turn % 2 else "男"),
            ("身份证号码", "XXXXXXXXXXXXXXXXXX"),
            ("联系电话", "1XXXXXXXXXX"),
            ("住址", street),
        )
    else:
        own = (
            ("单位名称", f"{region.name}溪山{('科技', '餐饮', '物流')[turn % 3]}有限公司"),
            ("统一社会信用代码", "91XXXXXXXXXXXXXXXX"),
            ("法定代表人", name),
            ("经办人", _NAMES[(turn + 1) % len(_NAMES)]),
            ("经办人电话", "1XXXXXXXXXX"),
            ("住所", street),
        )
    return (*own, *material.fields)


@cache
def file_bytes(attachment: Attachment) -> bytes:
    """What the file's address answers with."""
    spec = attachment.spec
    match attachment.kind:
        case "docx":
            return office.make_docx(spec)
        case "doc":
            return office.make_doc(spec)
        case "xlsx":
            return office.make_xlsx(spec)
        case "xls":
            return office.make_xls(spec)
        case "pdf":
            return office.make_pdf(spec)
        case "picture_pdf":
            return office.make_image_pdf(spec)
        case "png":
            return _picture(spec)
        case "zip":
            return _packed(spec)
        case "zero":
            return office.make_zero_bytes()
        case "corrupt":
            return office.make_corrupt_docx(spec)
        case _:
            raise ValueError(attachment.kind)


def _picture(spec: office.FormSpec) -> bytes:
    page = pypdfium2.PdfDocument(office.make_pdf(spec))[0]
    out = io.BytesIO()
    page.render(scale=1.2).to_pil().save(out, "PNG")
    return out.getvalue()


def _packed(spec: office.FormSpec) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # A fixed date, or the same form would give other bytes tomorrow.
        package.writestr(zipfile.ZipInfo(f"{spec.title}.docx", (2026, 1, 1, 0, 0, 0)), office.make_docx(spec))
    return out.getvalue()
