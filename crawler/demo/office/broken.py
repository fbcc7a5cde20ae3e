"""Files that are not what they are offered as."""

from __future__ import annotations

from html import escape

from crawler.demo.office.spec import FormSpec
from crawler.demo.office.word_binary import make_doc
from crawler.demo.office.word_xml import make_docx


def make_zero_bytes() -> bytes:
    """Nothing at all (0 字节)."""
    return b""


def make_corrupt_docx(form: FormSpec) -> bytes:
    """A .docx cut off in the middle, as an interrupted upload leaves it."""
    whole = make_docx(form)
    return whole[: len(whole) // 2]


def make_html_page(title: str, text: str) -> bytes:
    """A web page, to be offered under the name of a file."""
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>\n".encode()


def make_docx_named_doc(form: FormSpec) -> bytes:
    """The bytes of a .docx, to be offered under a .doc name."""
    return make_docx(form)


def make_nearly_empty_doc() -> bytes:
    """A .doc that opens and has two letters in it: a file without a form."""
    return make_doc(FormSpec(title="Xx"))
