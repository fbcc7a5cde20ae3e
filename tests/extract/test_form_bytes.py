"""Any bytes give an answer about a form file, never an exception."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.demo.office import FormSpec, make_doc, make_docx, make_image_pdf, make_pdf, make_xls, make_xlsx
from crawler.extract.forms.file import read_form
from crawler.extract.forms.name import offered_name
from crawler.extract.forms.zip import Package

FORM = FormSpec(title="登记表", rows=(("姓名", "程知远"), ("联系电话", "")), notes=("注 一式两份",))
NAMES = st.sampled_from(["a.doc", "a.docx", "a.xls", "a.xlsx", "a.pdf", "a.wps", "a.zip", "a", None])
# What is said of a file that met a bug of ours: `read_form` lets no exception out.
STUMBLED = "读取程序出错，未读取"
STARTS = (
    b"",
    bytes.fromhex("d0cf11e0a1b11ae1"),
    b"PK\x03\x04",
    b"Rar!\x1a\x07\x00",
    b"Rar!\x1a\x07\x01\x00",
    b"%PDF-1.4\n",
    b"{\\rtf1",
    b"<html>",
    b"MIME-Version: 1.0\n",
    b"<?xml version='1.0'?><a xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
)


@cache
def files() -> tuple[bytes, ...]:
    return tuple(make(FORM) for make in (make_docx, make_doc, make_xlsx, make_xls, make_pdf, make_image_pdf))


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=3000), name=NAMES)
@settings(max_examples=150, deadline=None)
def test_any_bytes(start: bytes, rest: bytes, name: str | None) -> None:
    file = read_form(start + rest, evidence="e", file_name=name)

    assert file.size == len(start + rest)
    assert file.unread != STUMBLED
    (file.text or "").encode()


@given(
    which=st.integers(0, 5),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20),
    cut=st.floats(0, 1),
    name=NAMES,
)
@settings(max_examples=200, deadline=None)
def test_damaged_files(which: int, flips: list[tuple[float, int]], cut: float, name: str | None) -> None:
    body = bytearray(files()[which])
    for at, value in flips:
        body[int(at * (len(body) - 1))] = value
    if cut > 0.5:
        del body[int(cut * len(body)) :]
    file = read_form(bytes(body), evidence="e", file_name=name)

    assert file.unread != STUMBLED
    assert (file.text is None) == (file.unread is not None)
    for field in file.fields:
        (field.label + field.value).encode()


def test_a_member_without_a_name_is_none() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("q", b"")
        archive.writestr("notes.txt", "申请人")
    damaged = body.getvalue().replace(b"q", b"\0")

    assert [name for name, _ in Package(damaged).files()] == ["notes.txt"]


@given(disposition=st.text(max_size=200), name=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_header(disposition: str, name: str) -> None:
    for header in (disposition, f'attachment; filename="{disposition}"', f"attachment; filename*=UTF-8''{disposition}"):
        found = offered_name(header, name)
        assert found is None or ("/" not in found and "\\" not in found and found)
