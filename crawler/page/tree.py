"""From text to the tree of an HTML page, and what is done to the tree before anybody reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

BLOCKS = frozenset(
    """address article aside blockquote br button center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section select summary table tbody td tfoot th
    thead tr ul""".split()  # noqa: SIM905 - a list of fifty strings would be a page long
)
"""Elements that begin a line of their own."""
SILENT = frozenset({"script", "style", "noscript", "template"})
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACED = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff])+")
_LONGEST_SPACED = 11
_TWO_CHOICES = frozenset({"是 否", "有 无", "男 女"})
"""Both answers, of which none was chosen."""
_EMPTY = b"<html><body></body></html>"


def tree_of(text: str) -> _Element:
    """The root of a page; of bytes that are no page at all, an empty one."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(_fit(text), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return _whole(root) if root is not None else etree.fromstring(_EMPTY, parser)


def _fit(text: str) -> bytes:
    """The text without characters that no page may hold."""
    try:
        return text.encode().translate(None, _CONTROLS)
    except UnicodeEncodeError:
        return _SURROGATES.sub("", text).encode().translate(None, _CONTROLS)


def is_document(text: str) -> bool:
    """Whether a text is a whole document, and no piece of markup that a script puts into its page."""
    return "<body" in text or "<body" in text.lower()


def without_silent(root: _Element) -> list[tuple[_Element, str]]:
    """Take out of the tree what no reader sees; gives the sources of its scripts, each with its element."""
    for element in list(root.iter("noscript", "template")):
        element.text = None
        for child in list(element):
            element.remove(child)
    scripts = []
    for element in root.iter("script", "style"):
        source = element.text
        if source is None:
            continue
        element.text = None
        if element.tag == "script" and source.strip():
            scripts.append((element, source))
    return scripts


def set_apart(elements: Iterable[_Element]) -> None:
    """Begin and end block elements with a line feed, so that the words of two blocks never become one."""
    for element in elements:
        if element.tag in BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")


def words_of(element: _Element) -> str:
    """Text of an element with white space collapsed, and its letters set close where blanks set them apart."""
    text = element.text or ""
    if len(element):
        text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    words = " ".join(text.split())
    return (letterspaced(words) or words) if " " in words else words


def letterspaced(words: str) -> str | None:
    """A short word whose letters blanks set apart, without them (必　要, 承 诺 件); None for every other text."""
    if len(words) > _LONGEST_SPACED or _SPACED.fullmatch(words) is None or words in _TWO_CHOICES:
        return None
    return words.replace(" ", "")


def _whole(root: _Element) -> _Element:
    """One tree of all that a browser shows: what stands behind `</html>` is parsed as a root beside the first."""
    body = root.find("body")
    body = root if body is None else body
    for more in list(root.itersiblings("html")):
        for part in [p for p in more if p.tag in {"head", "body"}] or [more]:
            if part.text:
                _append_text(body, part.text)
            for child in list(part):
                if child.tag != "title":
                    body.append(child)
    return root


def _append_text(body: _Element, text: str) -> None:
    if len(body):
        body[-1].tail = (body[-1].tail or "") + text
    else:
        body.text = (body.text or "") + text
