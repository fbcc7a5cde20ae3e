"""The archived page around a quote, as plain text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from crawler.domain.values.personal_numbers import without_personal_numbers
from crawler.page.decode import decode
from crawler.report.sheet import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 160
"""Letters shown on either side: two or three lines of Chinese."""
_SPACE = re.compile(r"\s+")
_NO_TEXT = ("script", "style", "noscript", "template", "head")
_FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How PDF and office files begin: their bytes are no words, the quote is from the text extracted from them."""
_INLINE = frozenset(
    {"a", "b", "bdi", "bdo", "big", "code", "em", "font", "i", "label", "mark", "q", "s", "small", "span"}
)
_INLINE |= {"strong", "sub", "sup", "tt", "u"}


def text_of(payload: bytes, content_type: str | None) -> str:
    """The words of an archived page, JSON answer, PDF or office file, a line a block; empty where it is none."""
    if payload[:1024].lstrip().startswith(_FILES):
        from crawler.extract.forms import content as extracted  # noqa: PLC0415 - only files need what reads them
        from crawler.extract.forms.file import read_content  # noqa: PLC0415 - the same

        content, _ = read_content(payload, file_name=None, content_type=content_type)
        return "" if content is None else extracted.text_of(content)
    if not payload or b"\0" in payload[:1024]:
        return ""
    text = decode(payload, content_type).text
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
        except (ValueError, RecursionError):
            pass
    if "<" not in text:
        return text
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    lines = "".join(_words(root)).split("\n")
    return "\n".join(line for raw in lines if (line := _SPACE.sub(" ", raw).strip()))


def excerpt(text: str, quote: str | None) -> Excerpt | None:
    """The quote with what stands around it, white space aside; None where it is not in the text.

    Personal numbers around it are masked; a quote that is masked itself is looked for in the masked text.
    """
    wanted = _SPACE.sub("", quote or "")
    if not wanted:
        return None
    return _around(text, wanted) or _around(without_personal_numbers(text), wanted)


def _around(text: str, wanted: str) -> Excerpt | None:
    places = [i for i, letter in enumerate(text) if not letter.isspace()]
    at = "".join(text[i] for i in places).find(wanted)
    if at < 0:
        return None
    start, end = places[at], places[at + len(wanted) - 1] + 1
    # Masked before it is cut: half a number would not be known for one.
    before = without_personal_numbers(text[max(0, start - 2 * _AROUND) : start])[-_AROUND:]
    after = without_personal_numbers(text[end : end + 2 * _AROUND])[:_AROUND]
    return Excerpt(
        before=("…" if start > _AROUND else "") + before,
        quote=text[start:end],
        after=after + ("…" if end + _AROUND < len(text) else ""),
    )


def _words(root: lxml.html.HtmlElement) -> Iterator[str]:
    """Text nodes in order, with a line break around blocks; iterative, since pages nest deeper than Python recurses."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        yield "" if element.tag in _INLINE else "\n"
        yield _SPACE.sub(" ", (element.text if event == "start" else element.tail) or "")
