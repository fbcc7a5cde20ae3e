"""Labels in brackets (【标签】值): old editors set them so, one after another, with nothing but a bracket between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

_BRACKETED = re.compile(r"[【〖\[]\s*([^【】〖〗\[\]\n：:]{2,16}?)\s*(?:[】〗]\s*[：:]?|\](?!\s*[：:]))")
_COUNTS = re.compile(
    r"(?:(?:申请|所需|申报|提交)?(?:材料|资料)|(?:办理)?(?:环节|步骤)|窗口|依据)\s*[\d一二三四五六七八九十]{1,3}"
)
"""What counts the entries of a list and labels none of their parts: 【材料1】申请书."""
_FEW = 3
MARK = "\ufeff"
"""Stands before a label that had brackets, known or not: it ends the value before it. No page shows this sign."""
ENDS = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．][^，。；：:;,（(]{2,16}$|附[件表]\s*\d{0,2}\s*[:：])")
"""A numbered title, or the first of the files at the end: what stands before it goes on no longer."""


class Brackets:
    """Says whether a page writes labels in brackets, and writes its texts as lines of `label：value` then."""

    def __init__(self, source: str, labels: LabelDictionary) -> None:
        self._labels = labels
        found = {m.group(1) for m in _BRACKETED.finditer(source)} if "【" in source or "〖" in source else set()
        self.used = sum(labels.exact(words) is not None for words in found) >= _FEW

    def as_lines(self, text: str) -> str:
        """The text with each bracketed label on a line of its own, a colon in place of its brackets."""
        return _BRACKETED.sub(self._line, text) if "】" in text or "〗" in text or "]" in text else text

    def _line(self, found: re.Match[str]) -> str:
        words = found.group(1)
        if found.group(0)[0] == "[" and self._labels.exact(words) is None:
            return found.group(0)  # [1], [收起]: square brackets have other uses
        if self._labels.is_mark("buttons", words):
            return found.group(0)
        return f"\n{words}：" if _COUNTS.fullmatch(words) else f"\n{MARK}{words}："
