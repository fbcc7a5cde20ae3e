"""PDF files: one with text, one that is only a picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from crawler.demo.office.spec import FormSpec

# A font that every PDF reader brings along, so that no font file is needed here.
_FONT = "STSong-Light"
_LEFT, _MIDDLE, _RIGHT = 60, 190, 535
_TOP, _BOTTOM, _STEP = 780, 60, 24


def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))


def make_pdf(form: FormSpec) -> bytes:
    """Write the form as a PDF with text, the rows in a ruled table."""
    _register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(form.title)
    canvas.setFont(_FONT, 18)
    canvas.drawCentredString(A4[0] / 2, _TOP, form.title)
    canvas.setFont(_FONT, 11)
    height = _TOP - 2 * _STEP

    def next_line(height: int) -> int:
        if height - _STEP >= _BOTTOM:
            return height - _STEP
        canvas.showPage()
        canvas.setFont(_FONT, 11)
        return _TOP

    for text in form.paragraphs:
        canvas.drawString(_LEFT, height, text)
        height = next_line(height)
    for label, value in form.rows:
        canvas.rect(_LEFT, height - 7, _RIGHT - _LEFT, _STEP)
        canvas.line(_MIDDLE, height - 7, _MIDDLE, height - 7 + _STEP)
        canvas.drawString(_LEFT + 6, height, label)
        canvas.drawString(_MIDDLE + 6, height, value)
        height = next_line(height)
    height = next_line(height)
    for text in form.notes:
        canvas.drawString(_LEFT, height, text)
        height = next_line(height)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def make_image_pdf(form: FormSpec) -> bytes:
    """Write a PDF that is one picture, as a scanner makes it: no text can be taken from it.

    The picture shows grey bars where the form has words: drawing the words would need a Chinese font file.
    """
    picture = Image.new("L", (620, 877), 250)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((310 - 8 * len(form.title), 60, 310 + 8 * len(form.title), 84), fill=40)
    for number, (label, value) in enumerate(form.rows):
        top = 140 + 36 * number
        pen.rectangle((40, top, 580, top + 36), outline=60)
        pen.rectangle((50, top + 12, 50 + 10 * len(label), top + 24), fill=90)
        pen.rectangle((200, top + 12, 200 + 10 * len(value), top + 24), fill=120)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
