"""Makers of real office files: same form, same bytes."""

from crawler.demo.office.broken import (
    make_corrupt_docx,
    make_docx_named_doc,
    make_html_page,
    make_nearly_empty_doc,
    make_zero_bytes,
)
from crawler.demo.office.pdf import make_image_pdf, make_pdf
from crawler.demo.office.sheets import make_xls, make_xlsx
from crawler.demo.office.spec import FormSpec
from crawler.demo.office.word_binary import make_doc
from crawler.demo.office.word_xml import make_docx

__all__ = [
    "FormSpec",
    "make_corrupt_docx",
    "make_doc",
    "make_docx",
    "make_docx_named_doc",
    "make_html_page",
    "make_image_pdf",
    "make_nearly_empty_doc",
    "make_pdf",
    "make_xls",
    "make_xlsx",
    "make_zero_bytes",
]
