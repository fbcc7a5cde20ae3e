"""The texts over the first fact of a page (题头文字), each without the links, icons and badges that stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values.page_tools import is_tool
from crawler.extract.guide import text
from crawler.extract.html.boxes import INLINE, Box, clean, outermost
from crawler.extract.html.head import BADGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_LEADING = frozenset({"a", "button"})
_ASIDE = frozenset({"a", "nav", "button", "ul", "option"})
_NEVER = frozenset({"option", "select", "button"})
_BADGE = re.compile(
    r"(?:可|全程|支持|不)?网(?:上|络)?(?:可)?办(?:理|件)?|(?:最多|只|零|[01])(?:次)?跑.{0,4}|.{1,3}件|[省市县区镇乡]级|.{0,2}办结?|好差评|热门?|新|推荐|.星(?:级)?"
    r"|零材料|本级|\d+|(?:浏览|访问|点击|收藏|办件)(?:量|数|次数)?[:：]?\d*次?|[A-Za-z]+"
)
"""What is drawn beside a name: 可网办, 即办件, 市级."""
_MOST_BOXES, _LONGEST = 12, 160
_FEWEST_OF_CONTENTS = 3
_PAIR = re.compile(r"\s*([^:：]{2,12}?)\s*[:：]\s*\S")


class HeadText(NamedTuple):
    """A text and the box that it stands in."""

    words: str
    box: Box


def head_texts(
    boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary, *, everywhere: bool = False
) -> Iterator[HeadText]:
    """The texts before the first fact, in no link or menu unless asked for `everywhere`."""
    end = hits[0].start if hits else -1
    for box in boxes:
        if box.start >= end:
            return
        if not box.words or box.match is not None or len(box.words) > _LONGEST:
            continue
        words = own_words(box, labels)
        aside = _NEVER if everywhere else _ASIDE
        if not words or any(b.tag in aside for b in (box, *box.up())):
            continue
        if not _is_value(box, labels):
            yield HeadText(words, box)


def _is_value(box: Box, labels: LabelDictionary) -> bool:
    """Whether a text stands behind a label that is no box: <div>法定办结时限<b>20个工作日</b></div>."""
    around = outermost(box)
    before = around.parent.texts[:1] if around.parent is not None else []
    return any(labels.exact(clean(words).rstrip(":：")) is not None for words in before)


def own_words(box: Box, labels: LabelDictionary) -> str:
    """The words of a box that holds no others, or none but links, icons and badges; empty where it holds more."""
    if not box.boxes:
        return "" if box.linked else box.words
    if len(box.boxes) > _MOST_BOXES or not box.texts:
        return ""
    if not all(_is_trimming(kid, labels) for kid in box.boxes):
        return ""
    return clean("".join(kid if isinstance(kid, str) else " " for kid in box.kids))


def _is_trimming(kid: Box, labels: LabelDictionary) -> bool:
    words = kid.words
    if not words or kid.tag in _LEADING or kid.linked >= len(words):
        return True
    if any(inner.tag not in INLINE for inner in kid.walk()) and len(words) > _LONGEST // 2:
        return False
    parts = [inner.words for inner in kid.walk() if not inner.boxes] or [words]
    return all(not part or _is_badge(part, labels) for part in parts)


def _is_badge(words: str, labels: LabelDictionary) -> bool:
    if words in BADGES or is_tool(words) or text.is_entrance(words) or _BADGE.fullmatch(words):
        return True
    pair = _PAIR.match(words)
    return pair is not None and labels.exact(pair.group(1)) is not None


def without_pairs(heading: Box, labels: LabelDictionary) -> str:
    """The words of a heading without the pairs in boxes of their own: 许可 <small>更新日期：2024-11-21</small>."""
    if not heading.boxes:
        return heading.words
    if heading.texts and (own := own_words(heading, labels)):
        return own
    if "：" not in heading.words and ":" not in heading.words:
        return heading.words
    kept = []
    for kid in heading.kids:
        pair = _PAIR.match(kid.words) if isinstance(kid, Box) else None
        if pair is None or labels.exact(pair.group(1)) is None:
            kept.append(kid if isinstance(kid, str) else kid.text)
    return " ".join("".join(kept).split())


def is_in_contents(hit: Box, labels: LabelDictionary) -> bool:
    """Whether a label stands in a table of contents: among others in one row, with nothing beside them."""
    row = outermost(hit).parent
    if row is None:
        return False
    entries = [box for box in row.boxes if box.words]
    if len(entries) < _FEWEST_OF_CONTENTS or row.texts:
        return False
    kinds = {box.kind[0] for box in entries}
    known = sum(labels.is_title(e.words) or labels.element_of(e.words) is not None for e in entries)
    return len(kinds) == 1 and known == len(entries) and entries[0].tag not in {"td", "th", "dt", "dd"}
