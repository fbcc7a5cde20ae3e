"""Parts that fold (折叠面板): a title beside the sign that opens it, which is empty but no place for a value."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import Box, box_after, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SIGN = re.compile(
    r"arrow|icon|caret|chevron|angle|triangle|toggle|fold|expand|collapse|jian_?tou|switch", re.IGNORECASE
)
_FEWEST = 2
_LONGEST_BESIDE = 4
"""Characters that may stand beside a title in its head: its number, 必填."""
_TRIMMINGS = frozenset({"i", "em", "br"})
_CELLS = frozenset({"td", "th", "dt", "dd", "tr", "li"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
Shape = tuple[tuple[str, str], tuple[str, str]]


def panels_of(hits: Sequence[Box]) -> dict[int, Box]:
    """The blocks below heads that hold a label and the sign of a fold, by identity of the label's box.

    An empty box beside a label is such a sign where no box drawn so ever has words and several stand in heads over a
    block that is drawn otherwise, or where one does and its class says it is an arrow.
    """
    found: dict[Shape, list[tuple[Box, Box]]] = defaultdict(list)
    for hit in hits:
        beside = _sign_beside(hit)
        head = beside.parent if beside is not None else None
        panel = _below(head) if head is not None else None
        if beside is not None and head is not None and panel is not None:
            found[beside.kind, head.kind].append((hit, panel))
    panels = {id(hit): panel for hit in hits if (panel := _hidden_below(hit)) is not None}
    for (sign_kind, head_kind), folds in found.items():
        full = [panel for _, panel in folds if panel.words or panel.shows]
        fewest = 1 if _SIGN.search(sign_kind[1]) else _FEWEST
        if len(full) >= fewest and not any(box.words for box in _drawn(folds[0][0].order, sign_kind, head_kind)):
            kinds = {panel.kind for panel in full}
            told = {id(hit): panel for hit, panel in folds if panel.kind in kinds and not _holds(panel, sign_kind)}
            panels = told | panels
    return panels


def _hidden_below(label: Box) -> Box | None:
    """The block right below the head of a label that is hidden by its style: what the head opens, however it is drawn.

    Class names of the head and its sign tell nothing where a portal makes them up.
    """
    head = label
    while head.parent is not None and len(head.parent.words) <= len(label.words) + _LONGEST_BESIDE:
        head = head.parent
    after = box_after(head)
    if after is None or not after.words or after.match is not None or not is_hidden(after) or head.tag in _CELLS:
        return None
    return after if not any(is_hidden(box) for box in (label, *label.up()) if box.within([head])) else None


def is_hidden(box: Box) -> bool:
    """Whether the page hides a box by its style."""
    return not box.plain and _HIDDEN.search(box.element.get("style") or "") is not None


def _sign_beside(label: Box) -> Box | None:
    """The empty box that is all there is beside a label."""
    head = label.parent
    if head is None or len(head.words) > len(label.words) + _LONGEST_BESIDE:
        return None
    after = [kid for kid in head.kids[label.index + 1 :] if isinstance(kid, Box) and kid.tag not in _TRIMMINGS]
    words = any(isinstance(kid, str) and kid.strip() for kid in head.kids[label.index + 1 :])
    return after[0] if len(after) == 1 and not words and is_blank(after[0]) else None


def _below(head: Box) -> Box | None:
    """The box right below a head, drawn otherwise; it may be empty."""
    beside = head.parent.boxes if head.parent is not None else ()
    after = next((box for box in beside if box.index > head.index and box.tag != "br"), None)
    return after if after is not None and after.kind != head.kind and after.match is None else None


def _holds(panel: Box, sign: tuple[str, str]) -> bool:
    """Whether a block is itself a label with such an empty box beside it: a row of pairs without values."""
    return any(box.kind == sign for box in panel.boxes)


def _drawn(boxes: Iterable[Box], sign: tuple[str, str], head: tuple[str, str]) -> Iterator[Box]:
    return (box for box in boxes if box.kind == sign and box.parent is not None and box.parent.kind == head)
