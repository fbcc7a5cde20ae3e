"""Choices in a form (表单式办事指南): of options, radio buttons and boxes to tick only what is chosen is a value."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.html.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element

_TICKED = frozenset({"radio", "checkbox"})
_FILLED = frozenset({"input", "textarea"})
_TRUE = frozenset({"", "true", "disabled", "readonly", "checked", "selected", "1"})
_SHOWN_TICKED = re.compile(r"(?:^|(?<!un)(?<!no)(?<!not)[-_])(?:checked|selected|radioed)$")
"""Ends of the classes by which frameworks draw a box as ticked, whose input says nothing: is-checked."""
_NOT_CHOSEN = re.compile(r"^[\s—\-=]*(?:请?选择|全部|不限|所有).{0,8}$|^[\s—\-=]*$")
_EITHER_OR = frozenset(
    {
        "是", "否", "有", "无", "收费", "不收费", "免费", "支持", "不支持", "需要", "不需要", "可以", "不可以", "能",
        "不能", "必要", "非必要", "提供", "不提供", "允许", "不允许",
    }
)  # fmt: skip
_SAYING = frozenset({"label", "span", "li"})
_HIGHEST, _LONGEST_DRAWN = 4, 12
_MOST_OF_TWO, _TWO = 3, 2


def chosen_option(select: _Element) -> str:
    """The words of the option that a select shows as chosen; nothing for one that asks to choose."""
    options = list(select.iter("option"))
    marked = [o for o in options if _is_set(o, "selected")]
    if not marked and _is_fixed(select):
        marked = options[:1]
    words = "、".join(" ".join("".join(str(t) for t in o.itertext()).split()) for o in marked)
    return "" if _NOT_CHOSEN.match(words) else words


def groups_to_tick(root: _Element) -> list[tuple[list[_Element], dict[_Element, _Element]]]:
    """The radio buttons and boxes to tick that belong together, with the element that says what each stands for."""
    inputs = _boxes_to_tick(root)
    if not inputs:
        return []
    labels = {own: label for label in root.iter("label") if (own := label.get("for"))}
    groups: dict[tuple[str, _Element | None], list[_Element]] = defaultdict(list)
    for box in inputs:
        groups[box.get("name") or "", _holder(box)].append(box)
    return [(group, {box: e for box in group if (e := _label(box, labels)) is not None}) for group in groups.values()]


def left_open(root: _Element, titles: Collection[_Element] = ()) -> tuple[set[_Element], set[_Element], set[_Element]]:
    """What belongs to options that were not taken: elements that say them, and inputs with the words behind them.

    Options that a visitor may still choose from are none of these, unless they are two that exclude each other. Third
    come the elements that say any option beside others: they are values, also where they read like labels (在线办理).
    `titles` say no option: ticked, they show a panel.
    """
    elements: set[_Element] = set()
    tails: set[_Element] = set()
    choices: set[_Element] = set()
    for group, said in groups_to_tick(root):
        if any(title in titles for title in said.values()):
            continue
        choices.update(inner for element in said.values() if len(group) > 1 for inner in element.iter())
        if not _is_decided(group, said):
            continue
        for box in group:
            if not _is_ticked(box):
                tails.add(box)
                elements.update(e for e in (said.get(box),) if e is not None)
    return elements, tails, choices


def is_unseen(element: _Element) -> bool:
    """Whether an element holds choices that nobody can change, and none is seen to be taken.

    A script has ticked one, or a picture or a class of the page's own shows it.
    """
    found = _boxes_to_tick(element)
    return len(found) >= _TWO and all(map(_is_fixed, found)) and not any(map(_is_ticked, found))


def holds_answer(box: Box) -> bool:
    """Whether a box holds a label and its value: an input that is filled in, a bare 是 or 无, or a word of its list.

    A label loosely known (数量限制无, 全程网办网上办理深度) would hide them:
    `<label><span>数量限制</span><input value="无"></label>`.
    """
    kids = [kid for kid in box.kids if kid != "\n"]
    if len(kids) <= 1:
        return False
    told = [kid for kid in box.boxes if kid.words]
    for label, value in ((told[0], told[1]), (told[1], told[0])) if len(told) == _TWO else ():
        if label.match is not None and value.match is None and code_lists.has(label.match.element, value.words):
            return True
    last = kids[-1]
    if isinstance(last, Box) and last.tag in _FILLED:
        return bool(last.words)
    said = last if isinstance(last, str) else last.words
    return said.strip() in _EITHER_OR and any(isinstance(k, Box) and k.match is not None for k in kids[:-1])


def _boxes_to_tick(root: _Element) -> list[_Element]:
    return [i for i in root.iter("input") if (i.get("type") or "").lower() in _TICKED]


def _is_decided(group: list[_Element], said: dict[_Element, _Element]) -> bool:
    if all(_is_fixed(box) for box in group):
        return True
    if len(group) > _MOST_OF_TWO or not any(map(_is_ticked, group)):
        return False
    words = ("".join(str(t) for t in said[b].itertext()) if b in said else b.tail or "" for b in group)
    return all(w.strip() in _EITHER_OR for w in words)


def _holder(box: _Element) -> _Element | None:
    """The element that holds a group: the innermost around more than this one input."""
    around = box.getparent()
    for _ in range(_HIGHEST):
        if around is None or sum(1 for _ in around.iter("input")) > 1:
            break
        around = around.getparent()
    return around


def _label(box: _Element, labels: dict[str, _Element]) -> _Element | None:
    """The element that says what an input stands for: its label, or the one around it and nothing else."""
    named = labels.get(box.get("id") or "")
    if named is not None:
        return named
    around = box.getparent()
    for _ in range(_HIGHEST):
        if around is None or around.tag not in _SAYING or sum(1 for _ in around.iter("input")) > 1:
            break
        if "".join(map(str, around.itertext())).strip():
            return around
        around = around.getparent()  # the box that is drawn, with its words beside it
    beside = box.getnext()
    if beside is None or (box.tail or "").strip():
        return None
    short = beside.tag == "div" and len("".join(map(str, beside.itertext())).strip()) <= _LONGEST_DRAWN
    return beside if short or beside.tag in {"label", "span"} else None


def _is_ticked(box: _Element) -> bool:
    """Whether a box is ticked: by itself, or as it is drawn by what stands around it alone."""
    if _is_set(box, "checked"):
        return True
    around = box.getparent()
    for _ in range(_HIGHEST):
        if around is None or sum(1 for _ in around.iter("input")) > 1:
            return False
        if around.get("aria-checked") == "true":
            return True
        if any(_SHOWN_TICKED.search(name) for name in (around.get("class") or "").lower().split()):
            return True
        around = around.getparent()
    return False


def _is_fixed(element: _Element) -> bool:
    """Whether nobody can change what is chosen."""
    if any(_is_set(element, mark) for mark in ("disabled", "readonly", "aria-disabled", "aria-readonly")):
        return True
    return any(_is_set(around, "disabled") for around in _fieldsets(element))


def _fieldsets(element: _Element) -> Iterator[_Element]:
    return element.iterancestors("fieldset")


def _is_set(element: _Element, mark: str) -> bool:
    value = element.get(mark)
    return value is not None and value.lower() in _TRUE
