"""What a form is offered as by the words beside its link: 空白表格 [下载] 示例样表 [下载] in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.extract.guide.records import ONLY_DOES, slot_of
from crawler.page.paths import element_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page

_LABEL = re.compile(r"([^\s:：;；,，。|/]{2,12})\s*[:：]\s*$")
_WORDS = r"(?:空白?|示[例范]|范[例本表文]|参考|填[写表报]|申请|材料|电子|表格?|样[表本例张]|模[板版]|文[书件]|的|版)+"
_BARE = re.compile(rf"(?:^|[\s;；,，。|）)\]】])[（(\[【]?({_WORDS})[)）\]】]?\s*[:：]?\s*$")
"""Words with no colon behind them that are nothing but the name of a kind of form."""
_BEHIND = re.compile(rf"^\s*[（(\[【]\s*({_WORDS})\s*[)）\]】]")
_KIND = re.compile(_WORDS)
_CELLS = frozenset({"td", "th", "li", "dd", "tr", "ul", "ol", "table", "body"})
_ENDS = frozenset({"a", "br", "button", "img", "input", "hr"})
_PLAINLY_BLANK = re.compile(r"空表|空白(?:[的表文模格申登下电版附]|[)）\]】.]|\s*$)")
_PLAINLY_SAMPLE = re.compile(r"示例|范例|填[写报表](?:样|范|示)")
_SAMPLE_WORDS = re.compile(r"样[表本例张]|范[本例]|示[例范]")
_FIRST_SAMPLE = re.compile(r"示例|样[表本例]|范[本例]")
_HIGHEST, _LONGEST_BUTTON = 4, 8
_ASCII = re.compile(r"[\x00-\x7f]*")


def slot_before(page: Page, link: AttachmentLink, given: FormSlot) -> FormSlot:
    """The slot that a link stands in: what the words beside it say, for they are nearer than the title of a column.

    Its own words come first, and are believed before a title where they say plainly that it is of the other kind
    (空白表格 below 样表下载; not 样表 below 空白表格, which may be a blank one); a label that is more than the name of
    a kind of form says something only with a colon behind it, and only where no title says what stands here.
    """
    if slot_of(f"{link.text} {link.file_name or ''}") is not FormSlot.UNSAID:
        return plain_kind(link.text) or given
    element = element_at(page.tree, link.locator)
    if element is None:
        return given
    text = _words_before(element)
    told = _told_before(text)
    if told is FormSlot.UNSAID and (behind := _BEHIND.match(element.tail or "")) is not None:
        told = _kind_of(behind.group(1))
    if told is FormSlot.UNSAID and not text.strip() and ONLY_DOES.match(link.text.strip()):
        told = _told_in_row(element)
    if told is not FormSlot.UNSAID:
        return told
    label = _LABEL.search(text) if given is FormSlot.UNSAID else None
    return slot_of(label.group(1)) if label is not None else given


def plain_kind(words: str) -> FormSlot | None:
    """The kind that the words of a link leave no doubt about; None where they may be either (空白样表)."""
    if _PLAINLY_BLANK.search(words):
        return FormSlot.BLANK if _SAMPLE_WORDS.search(words) is None else None
    return FormSlot.SAMPLE if _PLAINLY_SAMPLE.search(words) and "空" not in words else None


def slot_of_button(page: Page, link: AttachmentLink) -> FormSlot:
    """What the button says that unfolds the list in which a link stands: 样表查询, 表格下载."""
    element = element_at(page.tree, link.locator)
    for _ in range(_HIGHEST):
        if element is None or element.tag in _CELLS - {"li", "ul", "ol"}:
            break
        before = element.getprevious()
        while before is not None and before.tag != "button" and before.find(".//a") is not None:
            before = before.getprevious()  # further links of the list
        if before is not None:
            words = "".join("".join(map(str, before.itertext())).split())
            return slot_of(words) if before.tag == "button" and len(words) <= _LONGEST_BUTTON else FormSlot.UNSAID
        element = element.getparent()
    return FormSlot.UNSAID


def in_order(links: Sequence[AttachmentLink], slots: Sequence[FormSlot], label: str | None) -> list[FormSlot]:
    """The slots of two links that say nothing of themselves, under a title that names both kinds: in its order."""
    words = label or ""
    blank, sample = words.find("空"), _FIRST_SAMPLE.search(words)
    silent = all(s is FormSlot.UNSAID for s in slots) and all(names_no_kind(one.text.strip()) for one in links)
    if blank < 0 or sample is None or len(links) != 2 or not silent or _kind_of(words) is not FormSlot.UNSAID:
        return list(slots)
    both = [FormSlot.BLANK, FormSlot.SAMPLE]
    return both if blank < sample.start() else both[::-1]


def names_no_kind(name: str) -> bool:
    """Whether the name of a form cannot say what it is: 下载, 3f2a.docx."""
    return ONLY_DOES.match(name) is not None or _ASCII.fullmatch(name) is not None


def _told_before(text: str) -> FormSlot:
    """What the words right before a link name; nothing where two kinds stand there (空白表 样表 [下载] [下载])."""
    found = _BARE.search(text)
    if found is None:
        return FormSlot.UNSAID
    others = _BARE.search(text[: found.start()])
    if others is not None and _kind_of(others.group(1)) is not FormSlot.UNSAID:
        return FormSlot.UNSAID
    return _kind_of(found.group(1))


def _told_in_row(element: _Element) -> FormSlot:
    """The kind that a cell of a row names, which is nothing but the row of one file: 申请表.doc | 示例样表 | [下载]."""
    row = next((e for e in element.iterancestors() if e.tag in {"tr", "table", "body"}), None)
    if row is None or row.tag != "tr" or len(row.findall(".//a")) != 1:
        return FormSlot.UNSAID
    said = ("".join(map(str, cell.itertext())).strip() for cell in row)
    told = {_kind_of(words) for words in said if _KIND.fullmatch(words)}
    return next(iter(told)) if len(told) == 1 else FormSlot.UNSAID


def _kind_of(words: str) -> FormSlot:
    """The kind that words name; none where they name both (空白表格及示例样表) or any: 空白样表 is blank."""
    if "空" not in words:
        return FormSlot.SAMPLE if slot_of(words) is FormSlot.SAMPLE else FormSlot.UNSAID
    behind = re.sub(r"空白?(?:的?样[表本张])?", "", words)
    return FormSlot.UNSAID if _FIRST_SAMPLE.search(behind) else FormSlot.BLANK


def _words_before(element: _Element) -> str:
    """The words right before a link in its cell, back to the next link or line."""
    while True:
        before, around = element.getprevious(), element.getparent()
        if before is not None:
            if (before.tail or "").strip() or before.tag in _ENDS or not isinstance(before.tag, str):
                return before.tail or ""
            if before.find(".//a") is not None or before.find(".//button") is not None:
                return ""
            words = "".join(map(str, before.itertext()))
            if words.strip():
                return words
            element = before
        elif around is None or around.tag in _CELLS or (around.text or "").strip():
            return (around.text or "") if around is not None else ""
        else:
            element = around
