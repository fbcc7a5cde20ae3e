"""What stands around a link of an item list: its row, and the name nearest to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.lists.column_words import is_kind
from crawler.page.lists.item_cells import clean_name, is_name
from crawler.page.vocabulary import DATE, ORGANISATION, SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_FEW_CELLS = 8


_SUB = r"(?:子事?项|下级事项|(?:业务)?办理项|业务项|实施项|事项|情形)"
_SIGNS = r"[+＋\-－▶►▸▾▼▽»\u203a]"
_BENEATH = re.compile(
    r"[（(\[【]?\s*(?:点击)?(?:展开|查看)?\s*(?:全部)?(?:共有?|包?含|下[设含])?\s*"
    rf"(?:\d{{1,3}}\s*[个项件]{_SUB}?|{_SUB}(?:数量?|共有?)?\s*[:：]?\s*\d{{1,3}}\s*[个项件]?)"
    rf"\s*[)）\]】]?\s*{_SIGNS}?"
)
_COUNTED = re.compile(
    r"(\S.*?)\s*[（(\[【]\s*(?:共|含)?\s*\d{1,3}\s*(个|项|件)?(?:子项|事项|办理项|业务项|情形)?\s*[)）\]】]"
)
"""A name, and in the same words the number of what lies beneath it; a bare number may belong to the name."""
_SIGN = re.compile(_SIGNS)
_BRACKETS = re.compile(r"^[（(\[【〔]|[)）\]】〕]$")
_REMARK = re.compile(r"[^\w《“【]")
_BADGE = re.compile(r"[（(\[【]?\s*\d{1,3}\s*[)）\]】]?")
"""A number in a place of its own behind a name, without a word of what it counts."""
_LONGEST_HEAD = 120
_CLIMB = 3
_KIND_BESIDE = re.compile(r"(?:行政(?:许可|确认|给付|奖励|裁决|备案)|公共服务|其他行政权力)(?:类|事项)?")
"""Types of items that somebody applies for."""
_LISTS = ("ul", "ol", "dl")
_BOXES = ("div", "table", "section")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def counts_beneath(row: _Element) -> bool:
    """Whether a row says how many items lie beneath it: 3项, （4个办理项）, 子项：2."""
    return any(_BENEATH.fullmatch(" ".join(str(text).split())) for text in row.itertext())


def head_of_items(element: _Element) -> str | None:
    """The name of a main item (主项) that an element opens: it stands with the number of items beneath and no other."""
    climbed = (element, *element.iterancestors())[: _CLIMB + 1]
    for row in climbed:
        pieces = [" ".join(str(text).split()) for text in row.itertext()]
        if sum(map(len, pieces)) > _LONGEST_HEAD or row.tag in {"body", "ul", "tbody", "table"}:
            return None
        others = [piece for piece in pieces if piece and not _BENEATH.fullmatch(piece)]
        if (counted := _counted(row, others) or _badged(row, others)) is not None:
            return counted
        if others and len(others) < sum(map(bool, pieces)):
            names = [piece for piece in others if is_name(piece) and not _is_beside(piece)]
            return names[0] if len(names) == 1 else None
    return None


def _is_beside(piece: str) -> bool:
    """Whether words in the row of a main item are its body, its type, 〔行政许可〕, or a label with its value."""
    return bool(ORGANISATION.match(piece)) or is_kind(_BRACKETS.sub("", piece)) or "：" in piece


def _counted(row: _Element, pieces: list[str]) -> str | None:
    """The name that carries the number itself, `食品经营许可（4）`, where the row shows that it opens."""
    names = [piece for piece in pieces if not _SIGN.fullmatch(piece)]
    counted = _COUNTED.fullmatch(names[0]) if len(names) == 1 else None
    if counted is None or not is_name(counted[1]) or ORGANISATION.match(counted[1]):
        return None
    around = [*row.iter(*_LISTS), *row.itersiblings(*_LISTS)]
    opens = len(names) < len(pieces) or any(not len(one) and not (one.text or "").strip() for one in around)
    return counted[1] if counted[2] or opens else None


def _badged(row: _Element, pieces: list[str]) -> str | None:
    """The name with a bare number behind it, `<b>食品经营许可</b><em>4</em>`, in a row with a list that is folded."""
    told = [piece for piece in pieces if not _SIGN.fullmatch(piece)]
    if not told or not is_name(told[0]) or ORGANISATION.match(told[0]) or "：" in told[0]:
        return None
    others = [piece for piece in told[1:] if not _is_beside(piece)]
    return clean_name(told[0]) if len(others) == 1 and _BADGE.fullmatch(others[0]) and folds_list(row) else None


def folds_list(row: _Element) -> bool:
    """Whether a list that holds nothing yet, or a hidden box that does, stands in a row or right behind it.

    A table holds nothing where it has its titles alone.
    """
    boxes = (*row.iter(*_LISTS, *_BOXES), *row.itersiblings(*_LISTS, *_BOXES))
    return any(
        (box.tag in _LISTS or HIDDEN.search(box.get("style") or "") is not None) and not any(_held_by(box))
        for box in boxes
        if box is not row
    )


def _held_by(box: _Element) -> Iterator[str]:
    """The words in a box, without titles of a table."""
    for element in box.iter():
        if element.tag != "th" and (words := (element.text or "").strip()):
            yield words
        if element is not box and (behind := (element.tail or "").strip()):
            yield behind


def words_around(page: Page, element: _Element) -> str:
    """Text of the row around a link: the widest element that is still short."""
    text = page.words(element)
    for around in element.iterancestors():
        if around.tag in {"ul", "ol", "tbody", "table", "body"}:
            break
        wider = page.words(around)
        if len(wider) > max(120, 3 * len(text)):
            break
        text = wider
    return text


def beside_body(element: _Element) -> bool:
    """Whether the row around a link names a body (实施主体) beside it and no date, as rows of items do."""
    row = next((e for e in (element, *element.iterancestors("li", "tr", "dd", "div", "p")) if e.tag != "a"), element)
    pieces = [" ".join(str(text).split()) for text in row.itertext()]
    words = [p for p in pieces if p]
    return 2 <= len(words) <= _FEW_CELLS and not DATE.search(" ".join(words)) and any(map(ORGANISATION.match, words))


def beside_kind(element: _Element) -> bool:
    """Whether the row around a link says in a place of its own what type of item it is of (行政确认)."""
    row = next(element.iterancestors("li", "tr", "dd", "div", "p"), element)
    words = [w for text in row.itertext() if (w := "".join(str(text).split()))]
    return len(words) <= _FEW_CELLS and any(_KIND_BESIDE.fullmatch(_BRACKETS.sub("", w)) for w in words)


def name_near(element: _Element, row: _Element) -> str | None:
    """The name of an item whose links only say what they do: the nearest text that can be one.

    It may be the row's own, behind the buttons: `<li><span>办事指南</span>食品经营许可（新办）</li>`.
    """
    for around in (element, *element.iterancestors()):
        found = _names(words for inner in around.iter() for words in (inner.get("title"), inner.text))
        if not any(SERVICE_WORDS.search(name) for name in found):
            own = _own_words(around)
            found += filter(SERVICE_WORDS.search, own if len(own) == 1 else ())
        if found:
            return max(found, key=lambda n: (bool(SERVICE_WORDS.search(n)), not n.endswith(("...", "…")), len(n)))
        if around is row:
            break
    own = _own_words(row)
    return own[0] if len(own) == 1 else None


def _own_words(row: _Element) -> list[str]:
    """Names among the words of a row that stand behind its elements; a remark in brackets is none."""
    return [name for name in _names(inner.tail for inner in row.iterdescendants()) if not _REMARK.match(name)]


def _names(texts: Iterable[str | None]) -> list[str]:
    pieces = (" ".join((text or "").split()) for text in texts)
    return [clean_name(words) for words in pieces if is_name(words) and "：" not in words]
