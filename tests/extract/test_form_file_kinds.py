"""What a file is: by its content, under whatever name; what is locked, packed or dangerous is noticed."""

from __future__ import annotations

import io
import struct
import threading
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import xlwt

from crawler.demo.office import (
    make_corrupt_docx,
    make_doc,
    make_docx,
    make_html_page,
    make_image_pdf,
    make_pdf,
    make_xls,
    make_xlsx,
)
from crawler.domain.records import FileKind
from crawler.extract.forms import file as form_file
from crawler.page.parse import parse
from tests.extract.form_files import BLANK, SAMPLE, TEXT_MAKERS, read, zipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("body", "name", "kind", "opens"),
    [
        (b"", "a.doc", FileKind.EMPTY, False),
        (make_docx(BLANK), "a.doc", FileKind.DOCX, True),
        (make_doc(BLANK), "a.docx", FileKind.DOC, True),
        (make_doc(BLANK), "a.wps", FileKind.WPS, True),
        (make_xls(BLANK), "a.et", FileKind.ET, True),
        (make_xlsx(BLANK), "a", FileKind.XLSX, True),
        (make_corrupt_docx(BLANK), "a.docx", FileKind.DOCX, False),
        (make_xlsx(BLANK)[:3000], "a.xlsx", FileKind.XLSX, False),
        (make_doc(BLANK)[:4000], "a.doc", FileKind.DOC, False),
        (make_pdf(BLANK)[:300], "a.pdf", FileKind.PDF, False),
        (make_html_page("出错了", "您访问的页面不存在"), "a.doc", FileKind.HTML, False),
        (make_image_pdf(BLANK), "a.pdf", FileKind.PDF, True),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", FileKind.IMAGE, True),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a.jpg", FileKind.IMAGE, True),
        (b"Rar!\x1a\x07\x00" + bytes(20), "a.rar", FileKind.RAR, True),
        ("姓名：\n电话：\n".encode("gb18030"), "a.txt", FileKind.TEXT, True),
        (bytes(range(256)) * 8, "a.doc", FileKind.UNKNOWN, False),
        (bytes(range(256)) * 8, "a", FileKind.UNKNOWN, None),
    ],
)
def test_the_content_says_what_a_file_is(body: bytes, name: str, kind: FileKind, opens: bool | None) -> None:
    file = read(body, name)

    assert (file.kind, file.opens, file.size) == (kind, opens, len(body))
    assert (file.problem is not None) == (opens is False or name in {"a.doc", "a.docx"})


def test_a_docx_under_a_doc_name_is_named_as_such_and_read() -> None:
    file = read(make_docx(BLANK), "申请表.doc")

    assert file.problem == "扩展名是 .doc，内容是Word 文档（docx）"
    assert file.title == BLANK.title


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (f"attachment; filename*=UTF-8''{quote('申请表.doc')}", "申请表.doc"),
        (f"attachment; filename=\"x.bin\"; filename*=utf-8'zh'{quote('申请表.doc')}", "申请表.doc"),
        (f'attachment; filename="{quote("申请表.doc")}"', "申请表.doc"),
        (f'attachment; filename="{quote("申请表.doc".encode("gbk"))}"', "申请表.doc"),
        (f"attachment;filename={quote('申请表.doc'.encode('gbk'))}", "申请表.doc"),
        ('attachment; filename="=?UTF-8?B?55Sz6K+36KGoLmRvYw==?="', "申请表.doc"),
        ('attachment; filename="=?GBK?B?yerH67HtLmRvYw==?="', "申请表.doc"),
        ('attachment; filename="' + "申请表.doc".encode("gbk").decode("latin-1") + '"', "申请表.doc"),
        ('attachment; filename="' + "申请表.doc".encode().decode("latin-1") + '"', "申请表.doc"),
        ('attachment; filename="申请表.doc"', "申请表.doc"),
        ('attachment; filename="../../etc/申请表.doc"', "申请表.doc"),
        ('attachment; filename="C:\\\\temp\\\\申请表.doc"', "申请表.doc"),
        ("inline", "地址.pdf"),
        ("attachment; filename=", "地址.pdf"),
    ],
)
def test_the_name_comes_from_the_header_as_browsers_read_it(disposition: str, name: str) -> None:
    assert read(b"", "地址.pdf", disposition=disposition).file_name == name


def test_a_name_from_an_address_is_unquoted() -> None:
    assert read(b"", quote("申请表.docx")).file_name == "申请表.docx"
    assert read(b"", None).file_name is None


def test_a_bug_of_a_reader_ends_no_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(form_file, "read_docx", stumble)
    file = read(make_docx(BLANK), "a.docx")

    assert (file.opens, file.text, file.file_name, file.size) == (None, None, "a.docx", len(make_docx(BLANK)))


def test_archives_are_opened_one_level_deep() -> None:
    inner = zipped({"表.docx": make_docx(BLANK)})
    body = zipped({"空白表.docx": make_docx(BLANK), "更多.zip": inner, "readme.txt": b"hi", "folder/": b""})
    file = read(body, "forms.zip")

    assert (file.kind, file.opens, file.text) == (FileKind.ZIP, True, None)
    assert [(m.file_name, m.kind, m.title) for m in file.members] == [
        ("空白表.docx", FileKind.DOCX, BLANK.title),
        ("更多.zip", FileKind.ZIP, None),
        ("readme.txt", FileKind.TEXT, None),
    ]
    assert file.members[1].members == ()


def test_rar_names_are_listed() -> None:
    name = "表.doc".encode("gbk")
    head = struct.pack("<HBHH", 0, 0x74, 0, 32 + len(name)) + struct.pack(
        "<IIBIIBBHI", 5, 9, 0, 0, 0, 29, 48, len(name), 0
    )
    old = b"Rar!\x1a\x07\x00" + struct.pack("<HBHHHI", 0, 0x73, 0, 13, 0, 0) + head + name + bytes(5)
    inner = b"\x02\x02\x05" + b"\x00\x09\x00\x00\x00" + bytes((len("表.doc".encode()),)) + "表.doc".encode()
    new = b"Rar!\x1a\x07\x01\x00" + bytes(4) + bytes((len(inner),)) + inner + bytes(5)

    for body in (old, new):
        assert [m.file_name for m in read(body, "a.rar").members] == ["表.doc"]


def test_passwords_are_noticed() -> None:
    doc = bytearray(make_doc(BLANK))
    doc[doc.index(b"\xec\xa5\xc1\x00") + 11] |= 0x01  # the flag in the file information block
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "b")
    out = io.BytesIO()
    book.save(out)
    xls = out.getvalue()
    # CODEPAGE, which every workbook has near its start, becomes FILEPASS: all that is looked at is that it is there.
    at = xls.index(struct.pack("<HH", 0x0042, 2))
    locked_xls = xls[:at] + struct.pack("<H", 0x002F) + xls[at + 2 :]
    package = bytearray(zipped({"a.docx": b"x"}))
    package[6] |= 1
    package[package.index(b"PK\x01\x02") + 8] |= 1

    for body, name in ((bytes(doc), "a.doc"), (locked_xls, "a.xls"), (bytes(package), "a.zip")):
        file = read(body, name)
        assert (file.encrypted, file.opens, file.text) == (True, None, None)


def test_macros_are_noticed() -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(BLANK))) as package:
        members = {name: package.read(name) for name in package.namelist()}

    assert not read(make_docx(BLANK), "a.docx").macros
    assert read(zipped(members | {"word/vbaProject.bin": b"x"}), "a.docm").macros


def test_what_a_system_left_behind_is_named() -> None:
    form = BLANK.filled("【SQRMC】", "", "COMPANY_PHONE", "${address}")

    assert read(make_docx(form), "a.docx").problem == "残留系统占位符：【SQRMC】、COMPANY_PHONE、${address}（3 种）"


def test_bombs_are_left_alone() -> None:
    bomb = zipped({"word/document.xml": bytes(80 * 1024 * 1024), "[Content_Types].xml": b"<Types/>"})
    laughs = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + ']><w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
    )
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": laughs.encode()}
    with zipfile.ZipFile(io.BytesIO(make_xlsx(BLANK))) as package:
        sheets = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    sheets[sheet] = sheets[sheet].replace(b'r="A3"', b'r="XFD1048576"')

    assert (read(bomb, "a.docx").opens, read(bomb, "a.docx").text) == (None, None)
    assert len(read(zipped(members), "a.docx").text or "") < 1000
    wide = read(zipped(sheets), "a.xlsx")
    assert (wide.kind, wide.opens, wide.text) == (FileKind.XLSX, None, None)


def test_many_threads_may_read_and_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    bodies = [make(SAMPLE) for make in (*TEXT_MAKERS.values(), make_image_pdf)]
    expected = [read(body) for body in bodies]
    wrong: list[int] = []

    def work() -> None:
        for _ in range(5):
            wrong.extend(n for n, body in enumerate(bodies) if read(body) != expected[n])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "prolog", ["", "\ufeff<?xml version='1.0'?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC '-//W3C' 'a.dtd'>"]
)
def test_a_vector_drawing_is_a_picture_and_no_page(prolog: str) -> None:
    drawing = f"{prolog}<svg width='9'><title>流程</title><text>受理</text><text>审查</text></svg>".encode()
    file = read(drawing, "chart.do")

    assert (file.kind, file.vector, file.opens, file.image_only, file.problem) == (
        FileKind.IMAGE,
        True,
        True,
        True,
        None,
    )
    assert parse(drawing, "image/svg+xml", "http://a.example/chart.do", "e") is None
    assert parse(b"<p>icon</p>" + drawing, "text/html", "http://a.example/", "e") is not None
