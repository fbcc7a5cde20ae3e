"""What brackets behind the name of a material or step say of it, label by label: 申请书（必要性：必要；份数：1份）."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.guide.material_notes import NOTES, note_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.domain.elements import Reading
    from crawler.extract.labels.dictionary import LabelDictionary

_OPENING, _CLOSING = "（(", "）)"
_PAIR = re.compile(r"\s*([\u4e00-\u9fff/]{2,10})\s*[:：]\s*(.+?)\s*", re.DOTALL)
_LABEL = re.compile(r"\s*([\u4e00-\u9fff/]{2,10})\s*[:：]")
_BETWEEN = "；;，,、"
_FEW = 2
_NAMES = frozenset({"material_name", "name"})
_BESIDE = {
    "result_name": frozenset({"result_type", "result_sample"}),
    "implementing_body": frozenset({"body_code", "body_nature", "level"}),
}
"""What brackets behind an element may say of it: 许可证（结果类型：证照）, 县教育局（统一社会信用代码：…）."""
_LIMIT_AT_END = re.compile(
    r"(?:(?:^|(?<=[。；;，,\s]))(?:(?:办理|环节|所需|承诺|办结|工作)?(?:时[限间长]|期限)|[用耗需]时)\s*[:：为]?\s*|(?<=\s)[—–-]+\s*)"
    r"(?P<limit>\d+(?:\.\d+)?\s*个?(?:工作日|自然日|日|天|小时|分钟)(?:以?内)?)\s*[。；;]?$"
)


class Told(NamedTuple):
    """A line without its brackets, and what they say: each part of the material with its value."""

    line: str
    parts: dict[str, str]


def told_in_brackets(line: str, group: str, labels: LabelDictionary) -> Told | None:
    """The line of an entry whose brackets hold several known labels with their values, its note, or a step's limit."""
    for start, end in _brackets(line):
        parts: dict[str, str] = {}
        last = None
        for piece in _pieces(line[start + 1 : end], lambda label: labels.column(group, label) is not None):
            found = _PAIR.fullmatch(piece)
            part = labels.column(group, found[1]) if found is not None else None
            if found is not None and part is not None and part not in _NAMES:
                parts.setdefault(part, found[2])
                last = part
            elif found is None and last is not None:
                parts[last] = f"{parts[last]}；{piece.strip()}"  # the value goes on behind its own semicolon
            else:
                last = None
        if len(parts) >= _FEW or (group == "steps" and "limit" in parts):
            return Told(f"{line[:start].rstrip()}{line[end + 1 :]}", parts)
        note = note_in(line[start + 1 : end]) if group == "materials" and not line[end + 1 :].strip("。；; ") else None
        if note is not None and line[:start].strip():
            return Told(line[:start].rstrip(), {NOTES: note})
    return None


def told_at_end(line: str) -> tuple[str, str]:
    """What is done in a step without its limit behind it, and that limit: 核对材料。时限：1个工作日."""
    found = _LIMIT_AT_END.search(line)
    return (line, "") if found is None else (line[: found.start()].rstrip(" ，,；;"), found["limit"])


def take_apart(readings: dict[str, Reading], labels: LabelDictionary) -> None:
    """Give what brackets behind an element say label by label to the elements that it is said of."""
    for element, wanted in _BESIDE.items():
        host = readings.get(element)
        line = host.text if host is not None and host.stated else ""
        for start, end in list(_brackets(line))[-1:]:
            pieces = _pieces(line[start + 1 : end], lambda label: labels.exact(label) is not None)
            pairs = [found for piece in pieces if (found := _PAIR.fullmatch(piece))]
            known = [(match.element if (match := labels.exact(f[1])) is not None else "", f[1], f[2]) for f in pairs]
            ends_in_it = start > 0 and not line[end + 1 :].strip()
            if host is None or not ends_in_it or not known or not {k for k, *_ in known} <= wanted:
                continue
            bare = line[:start].strip()
            readings[element] = replace(host, value=bare, quote=bare)
            for told, label, said in known:
                if told not in readings or not readings[told].stated:
                    readings[told] = replace(host, element=told, value=said, quote=said, label=label)


def _brackets(line: str) -> Iterator[tuple[int, int]]:
    """Where each outermost pair of brackets opens and closes."""
    depth, start = 0, 0
    for at, sign in enumerate(line):
        if sign in _OPENING:
            start = start if depth else at
            depth += 1
        elif sign in _CLOSING and depth:
            depth -= 1
            if not depth:
                yield start, at


def _pieces(text: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The pieces between semicolons that stand in no further brackets, and those that a comma parts from a label."""
    depth, begun = 0, 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth > 0 or sign not in _BETWEEN:
            continue
        label = _LABEL.match(text, at + 1)
        if sign in "；;" or (label is not None and is_known(label[1])):
            yield text[begun:at]
            begun = at + 1
    yield text[begun:]
