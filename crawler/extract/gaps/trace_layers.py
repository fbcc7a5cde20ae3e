"""Layers (弹层) with what else is said of each material, where a page has but the button that opens them: 详情."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.gaps.pieces import parts
from crawler.extract.gaps.trace_materials import ASKED, where_named
from crawler.extract.guide.draft import gap, is_absent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import Material
    from crawler.extract.gaps.pieces import Piece

_OPENS = re.compile(r"(?:点击)?(?:查看|展开)?(?:材料)?(?:详情|明细|详细(?:信息|内容)?)")
_TELLS = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_SPAN = 40


def doubt_layers(materials: list[Material], pieces: Sequence[Piece]) -> None:
    """Put gaps into the materials of a page for all that a layer may say of each which nobody opened.

    A layer that stands on the page, hidden, does so behind the button, or names its material again. Where most
    materials have theirs there, what the others lack is not said.
    """
    names = {words[0]: number for number, one in enumerate(materials) if (words := parts(one.name.text))}
    found = where_named(pieces, names) if any(_OPENS.fullmatch(p.words) for p in pieces) else []
    # The name of its form may begin with that of a material.
    starts = [one for n, one in enumerate(found) if not n or found[n - 1][1] != one[1]]
    times = Counter(number for _, number in starts)
    layers: dict[int, Piece] = {}
    held: set[int] = set()
    for at, (start, number) in enumerate(starts):
        after = starts[at + 1][0] if at + 1 < len(starts) else len(pieces)
        span = pieces[start : min(after, start + _LONGEST_SPAN)]
        button = next((n for n, p in enumerate(span) if _OPENS.fullmatch(p.words)), None)
        if button is not None:
            layers[number] = span[button]
            said = any(not p.linked and _TELLS.search(p.words) for p in span[button + 1 :])
            held |= {number} if said or times[number] > 1 else set()
    if len(held) * 2 > len(layers):
        return
    for number, button_piece in layers.items():
        one = materials[number]
        at_name = one.name.evidence or "", one.name.locator or "/"
        gaps = {e: gap(e, button_piece.words, *at_name) for e in ASKED if is_absent(one.read(e))}
        materials[number] = replace(one, readings={**one.readings, **gaps})
