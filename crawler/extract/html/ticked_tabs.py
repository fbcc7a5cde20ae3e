"""Tabs without a script (纯样式页签): each title is the label of a radio button, and the ticked one shows its panel.

`<input type="radio" id="a"><label for="a">受理条件</label>…<div>…</div>`. Such buttons offer no answer to choose:
behind each stands a panel, or behind all of them as many panels as there are buttons.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.html.chosen import groups_to_tick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.extract.html.boxes import Box

_FEWEST = 2
_HIGHEST = 3
_NO_PANELS = frozenset({"input", "label", "script", "style", "br", "hr", "template"})


def ticked_panels(root: _Element, is_label: Callable[[str], bool]) -> dict[_Element, _Element]:
    """The panel of each title that is ticked to be shown, where at least two titles of a row are known labels."""
    found: dict[_Element, _Element] = {}
    for group, said in groups_to_tick(root):
        titles = [said[box] for box in group if box in said]
        if len(titles) < max(_FEWEST, len(group)):
            continue
        if sum(is_label(" ".join(_words(title).split())) for title in titles) < _FEWEST:
            continue
        panels = _each_behind(group, titles) or _behind_all(group, titles)
        found.update(zip(titles, panels, strict=True) if panels else ())
    return found


def panel_of(title: Box) -> Box | None:
    """The box that a title of a page with such tabs shows."""
    order = title.order
    shown = next((order.panels[b.element] for b in (title, *title.up()) if b.element in order.panels), None)
    return next((box for box in order if box.element is shown), None) if shown is not None else None


def _each_behind(group: Sequence[_Element], titles: Sequence[_Element]) -> list[_Element]:
    """The panels that stand right behind their own titles, if each has one."""
    found: list[_Element] = []
    for box, title in zip(group, titles, strict=True):
        panel = (box if box in title.itersiblings() else title).getnext()
        if panel is None or panel.tag in _NO_PANELS or not _words(panel).strip():
            return []
        found.append(panel)
    return found if len(set(found)) == len(found) else []


def _behind_all(group: Sequence[_Element], titles: Sequence[_Element]) -> list[_Element]:
    """The panels of a row that follows all titles: as many boxes, or the boxes in one box."""
    around: _Element | None = group[-1] if group[-1] in titles[-1].itersiblings() else titles[-1]
    for _ in range(_HIGHEST):
        if around is None:
            return []
        behind = list(_boxes(around.itersiblings()))
        for row in (behind[: len(titles)], *(list(_boxes(iter(box))) for box in behind[:1])):
            alike = len({one.tag for one in row}) == 1 and len(row) == len(titles)
            if alike and sum(bool(_words(one).strip()) for one in row) * 2 > len(row):
                return row
        if behind:
            return []
        around = around.getparent()
    return []


def _boxes(elements: Iterator[_Element]) -> Iterator[_Element]:
    return (e for e in elements if isinstance(e.tag, str) and e.tag not in _NO_PANELS)


def _words(element: _Element) -> str:
    return "".join(map(str, islice(element.itertext(), 200)))
