"""Badges glued to the name of a material (名称上的标签): 营业执照【免提交】, 桑园证明<span>可容缺后补</span>.

A badge in brackets, behind a blank or in a box of its own is no part of the name. What a name has in its own words
(告知承诺书, 身份证复印件) stays in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.guide.badges import badge_of, bare_badges, in_brackets
from crawler.extract.guide.material_sentences import told_behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box

    _Leaf = tuple[Box, str, tuple[str, ...]]
    """A box with a badge, its words without white space, and what they say."""

_INSIDE = r"[（(【\[]\s*([^（）()【】\[\]]{2,40})\s*[)）】\]]"
_BEHIND = re.compile(rf"(\S.+?)\s*{_INSIDE}")
_BEFORE = re.compile(rf"{_INSIDE}\s*(\S.+)")
_GLUED = re.compile(r"(.{3,}?)((?<![有无不否确])(?:非?必要|可?容缺后补))")
"""Badges that no name of a document ends with, so that they need no sign between: 养蚕申请表必要."""
_OPENING, _CLOSING, _GLUED_ENDS = tuple("（(【["), tuple(")）】]"), ("必要", "容缺后补")
_OF_NO_NAME = frozenset({"material_necessity", "material_filling_notes"})
"""Parts whose badges no document is called after; 身份证（复印件） is."""
_SHORTEST_OF_OTHERS = 4
"""Characters of a badge of another part that is none of a name: 原件核验, 电子证照, but not 原件."""
_LINE = 40
"""Characters that a line with a name and its badges may have beside the name."""
_LONGEST_BADGE = 16
_LEADS = frozenset({"button", "option", "th"})
_ROWS = frozenset({"tr", "tbody", "table", "ul", "ol", "dl", "body"})
"""Boxes that hold several entries, or several parts of one."""


@remembered
def without_badges(name: str) -> tuple[str, Mapping[str, str]]:
    """A material's name without the badges that its own signs set off, and what they say by part."""
    bare, behind = told_behind(name)
    bare, told = in_brackets(bare)
    parts = dict(told) | {part: said for part, said in behind if part not in told}
    for _ in range(3):
        found = _set_off(bare)
        if found is None:
            break
        bare, said = found
        for words in said:
            _put(parts, words)
    return bare, MappingProxyType(parts)


def _set_off(name: str) -> tuple[str, tuple[str, ...]] | None:
    """A name without the badge in brackets, behind a blank or at its end, and that badge."""
    # What begins and ends a name is looked at before a pattern goes over all of it: most names have none of this.
    if name.endswith(_CLOSING) and (found := _BEHIND.fullmatch(name)) is not None and _is_sure(found[2]):
        return found[1], (found[2],)
    if name.startswith(_OPENING) and (found := _BEFORE.fullmatch(name)) is not None and _is_sure(found[1]):
        return found[2], (found[1],)
    pieces = name.split()
    last = next((n for n in range(len(pieces), 0, -1) if badge_of("materials", pieces[n - 1]) is None), 0)
    if 0 < last < len(pieces) and any(map(_is_sure, pieces[last:])):
        return " ".join(pieces[:last]), tuple(pieces[last:])
    if name.endswith(_GLUED_ENDS) and (found := _GLUED.fullmatch(name)) is not None:
        return found[1], (found[2],)
    return None


def _is_sure(words: str) -> bool:
    return badge_of("materials", words.strip()) in _OF_NO_NAME


def _put(parts: dict[str, str], words: str) -> None:
    part = badge_of("materials", words.strip())
    if part is None:
        return
    notes = part == "material_filling_notes" and part in parts
    parts[part] = f"{parts[part]}、{words}" if notes else parts.get(part, words)


def take_off(boxes: Sequence[Box], draft: Draft) -> None:
    """Take off the names of a page's materials what stands in boxes of its own beside them and is a badge."""
    leaves: list[_Leaf] | None = None
    for number, one in enumerate(draft.materials):
        if not one.name.stated:
            continue
        if leaves is None:
            leaves = [(box, _squeezed(box.words), told) for box in boxes if (told := _badges_of(box))]
        if leaves:
            draft.materials[number] = _bare(one, leaves)


def _badges_of(box: Box) -> tuple[str, ...]:
    if (
        box.boxes
        or box.tag in _LEADS
        or not 2 <= len(box.text) <= _LONGEST_BADGE * 2
        or len(box.words) > _LONGEST_BADGE
    ):
        return ()
    return bare_badges("materials", box.words)


def _bare(one: Material, leaves: Sequence[_Leaf]) -> Material:
    """A material, its name without the badges of the line it stands in."""
    name = one.name.text
    beside = sorted(_beside(name, leaves), key=lambda badge: -len(badge[0]))
    if not beside:
        return one
    parts: dict[str, str] = {}
    left = name
    for _ in beside:
        for words, told in beside:
            cut = _cut(left, words, told)
            if cut != left:
                left = cut
                for each in told:
                    _put(parts, each)
    if left == name:
        return one
    bare = replace(one.name, value=left)
    said = {
        part: replace(one.name, element=part, value=words, quote=words, label=None)
        for part, words in parts.items()
        if not _states(one.readings.get(part))
    }
    return replace(one, name=bare, readings={**one.readings, **said})


def _beside(name: str, leaves: Sequence[_Leaf]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The badges in the line of a name."""
    whole = _squeezed(name)
    for leaf, words, told in leaves:
        if words not in whole or words == whole:
            continue
        for around in leaf.up():
            line = _squeezed(around.words)
            if around.tag in _ROWS or len(line) > len(whole) + _LINE:
                break
            if whole in line:
                yield leaf.words, told
                break


def _cut(name: str, words: str, told: tuple[str, ...]) -> str:
    """A name without a badge at its end or its beginning, where it may be one and something is left."""
    parts = {badge_of("materials", each) for each in told}
    may_be_named = not parts & _OF_NO_NAME and max(map(len, told)) < _SHORTEST_OF_OTHERS
    if may_be_named:
        return name
    if name.endswith(words):
        left = name.removesuffix(words).rstrip()
    elif name.startswith(words):
        left = name.removeprefix(words).lstrip()
    else:
        return name
    return left if len(left) > 1 else name


def _states(found: Reading | None) -> bool:
    return found is not None and found.stated


def _squeezed(words: str) -> str:
    return "".join(words.split())
