"""Steps that begin with their name in bold (粗体环节): `<b>受理</b>（1个工作日）：核对材料`, entry by entry."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import step_words, time_limit
from crawler.extract.guide import records
from crawler.extract.guide.draft import reading
from crawler.extract.guide.prose import is_deed, unnumbered
from crawler.extract.html.boxes import INLINE, Box, is_blank, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.page.html import Page

_FEWEST = 2
_SEVERAL = 3
_LONGEST, _SHORT = 12, 6
_WAY = re.compile(r"(?:网上|线上|窗口|线下|现场|自助|掌上|邮寄).{0,4}办|方式|渠道|途径|条件|依据|时间|地点")
_NAMING = frozenset({"b", "strong"})
_BRACKET = re.compile(r"\s*[\[【（(〔]\s*([^\[\]【】（）()〔〕]{1,16})\s*[\]】）)〕]\s*")
_BEHIND = re.compile(r"^[\s:：，,—-]+")


def put(section: Sequence[Box], label: str | None, page: Page, draft: Draft) -> bool:
    """Put the steps of a section into the draft; False where it is none of such entries."""
    told = [] if draft.steps else _told(section)
    named: list[Reading] = []
    for box, name, limit, done in told:
        locator = page.locator(box.element)
        quote = box.words
        parts = {
            part: reading(part, words, evidence=page.evidence, locator=locator, label=label, quote=quote)
            for part, words in (("name", name), ("limit", limit), ("description", done))
            if words
        }
        host = records.keep(draft, "steps", parts, ())
        named += [host] if host is not None and host.stated else []
    if named:
        draft.add(replace(named[0], element="procedure", value="；".join(one.text for one in named)), weakness=1)
    return bool(named)


def free_names(block: Box) -> None:
    """Let the names of steps be no labels, whatever they are elsewhere: 交材料 and 发证 label nothing here."""
    for box, *_ in _told([block]):
        first = next(kid for kid in box.kids if isinstance(kid, Box))
        for inner in first.walk():
            inner.match = None
    rows = [box for box in block.boxes if not is_blank(box)]
    if _are_bare_names(rows):
        for box in rows:
            for inner in box.walk():
                inner.match = None


def _are_bare_names(rows: Sequence[Box]) -> bool:
    """Whether boxes of one kind say nothing but names of steps, most of which are no labels: 网上申报, 受理, 备案."""
    short = all(box.kind == rows[0].kind and len(box.words) <= _LONGEST and not box.linked for box in rows)
    labels = sum(box.match is not None for box in rows)
    deeds = sum(is_deed(unnumbered(box.words)) for box in rows if box.match is None)
    return short and len(rows) >= _FEWEST and labels * 2 < len(rows) and deeds > 0


def _told(section: Sequence[Box]) -> list[tuple[Box, str, str, str]]:
    """The entries of a section, each with its name, limit and text; none where it is no series of steps."""
    boxes = [box for box in section if not is_blank(box)]
    while len(boxes) == 1 and boxes[0].tag not in INLINE:
        boxes = [box for box in boxes[0].boxes if not is_blank(box)]
    told = [entry for box in boxes if (entry := _entry(box)) is not None]
    whole = len(told) == len(boxes) >= _SEVERAL and all(done for *_, done in told)
    return told if len(told) >= _FEWEST and len(told) * 4 >= len(boxes) * 3 and _are_steps(told, whole) else []


def _entry(box: Box) -> tuple[Box, str, str, str] | None:
    """The name, the limit and the text of an entry; None for a box that does not begin with a name of its own."""
    kids = [kid for kid in box.kids if not (isinstance(kid, str) and kid.isspace())]
    first = kids[0] if kids else None
    if box.tag in INLINE or not isinstance(first, Box) or first.tag not in _NAMING or first.linked:
        return None
    if any(isinstance(kid, Box) and kid.words for kid in kids[1:]):
        return None  # a card with boxes for each thing that is said
    name = unnumbered(first.words).rstrip(":：。")
    rest = " ".join(lines_of(kids[1:]))
    limit = ""
    inside = _BRACKET.search(name)
    if inside is not None and time_limit.parse(inside.group(1)) is not None:
        name, limit = name[: inside.start()].strip(), inside.group(1)
    behind = _BRACKET.match(rest)
    if behind is not None and time_limit.parse(behind.group(1)) is not None:
        limit, rest = behind.group(1), rest[behind.end() :]
    return (box, name, limit, _BEHIND.sub("", rest)) if 0 < len(name) <= _LONGEST else None


def _are_steps(told: Sequence[tuple[Box, str, str, str]], whole: bool) -> bool:
    """Whether entries are steps: half of them by a name of steps or a limit, or all of them by what is done in each.

    网上办理 and 窗口办理 with a text each are ways, and no steps.
    """
    names = [name for _, name, *_ in told]
    if len({box.kind for box, *_ in told}) > 1 or len(set(names)) < len(names):
        return False
    if any(_WAY.search(name) for name in names):
        return False
    steps = sum(bool(limit) or is_deed(name) or bool(step_words.families(name)) for _, name, limit, _ in told)
    return steps * 2 >= len(told) or (whole and all(len(name) <= _SHORT for name in names))
