"""A check explained to people: what it asks, on what basis, with the examples that stand beside its module."""

from __future__ import annotations

import importlib
import inspect
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import checks
from crawler import catalogue
from crawler.domain.check import Text
from crawler.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.domain.check import Check

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"

KINDS: dict[str, Text] = {
    "passed": Text("通过", "Passes"),
    "failed": Text("不通过", "Fails"),
    "near_miss": Text("形似而非（不算问题）", "Near miss (looks like a defect, is none)"),
    "inapplicable": Text("不适用", "Does not apply"),
    "cant_tell": Text("无法判定", "Cannot tell"),
}
"""The five kinds of examples, in the order in which they are shown."""

_LONGEST = 240
"""Characters of a record that are shown; the whole of it stands beside the check."""
_PARTS = {
    "materials": "申请材料",
    "fees": "收费项目",
    "steps": "办理环节",
    "legal_bases": "设定依据",
    "windows": "办理窗口",
    "faqs": "常见问题",
    "blanks": "空白表",
    "samples": "样表",
    "name": "名称",
    "description": "说明",
    "limit": "时限",
    "law": "名称",
    "number": "文号",
    "clause": "条款",
    "content": "内容",
    "rows": "填写处",
    "title": "标题",
    "gaps": "缺失部分",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckExample:
    """One example of a check: its kind, what it is in a few English words, and the record that is judged."""

    kind: str
    says: str
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a check asks: its module's text, its indicator (None where it feeds none) and its examples by kind."""

    check: Check[Any]
    indicator: str | None
    text: str
    examples: tuple[CheckExample, ...]
    none_of: Mapping[str, str]


def explain(check_id: str) -> Explanation:
    """The explanation of a check that is built."""
    check = all_checks()[check_id]
    indicator = catalogue.indicator_system("project").of_check(check_id)
    table = _examples(check_id)
    return Explanation(
        check=check,
        indicator=indicator.code if indicator else None,
        text=inspect.cleandoc(importlib.import_module(f"checks.{check_id}").__doc__ or ""),
        examples=tuple(
            CheckExample(kind=kind, says=row["says"], shows=_shown(row))
            for kind in KINDS
            for row in table.get(kind, [])
        ),
        none_of=table.get("none_of", {}),
    )


def markdown() -> str:
    """Every check explained, as one document: `docs/checks.md` is this text."""
    known = [explain(one) for one in all_checks()]
    return "\n".join((*_head(known), *(line for one in known for line in _section(one)))) + "\n"


def _head(known: list[Explanation]) -> Iterator[str]:
    yield "# Checks (检查点)"
    yield ""
    yield f"{len(known)} checks. `make docs` writes this file: edit a check or the examples beside it, never this text."
    yield "Severity says how much a defect weighs with people, never a score. Measures are numbers, not defects."
    yield ""
    yield "| check | indicator | severity | looks at | title |"
    yield "|---|---|---|---|---|"
    for one in known:
        check = one.check
        kind = "measure" if check.measure else check.severity.value
        anchor = check.id.replace(".", "")
        yield (
            f"| [{check.id}](#{anchor}) | {one.indicator or '-'} | {kind} | {check.subject.value} "
            f"| {check.title.zh} · {check.title.en} |"
        )


def _section(one: Explanation) -> Iterator[str]:
    check = one.check
    yield ""
    yield f"## {check.id}"
    yield ""
    yield f"**{check.title.zh}** · version {check.version} · {check.severity.value} · {check.subject.value}"
    yield ""
    for line in one.text.splitlines():
        name, colon, rest = line.partition(": ")
        if colon and name in _HEADINGS:
            yield ""
            yield f"**{name}:** {rest}"
        else:
            yield line
    yield ""
    for kind, title in KINDS.items():
        for example in (e for e in one.examples if e.kind == kind):
            yield f"- {title.zh}: {example.shows or '（没有这一项）'} — {example.says}"
        if kind in one.none_of:
            yield f"- {title.zh}: — {one.none_of[kind]}"


_HEADINGS = frozenset({"Basis", "Applicability", "Expectation", "Assumptions", "Known limits"})


@cache
def _examples(check_id: str) -> dict[str, Any]:
    family, noun = check_id.split(".")
    return tomllib.loads((files(checks) / family / f"{noun}.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    """The Chinese name of every element."""
    entries = tomllib.loads(catalogue.labels_text())["elements"]
    return {**{element: entry["zh"] for element, entry in entries.items()}, **_PARTS}


def _shown(row: Mapping[str, Value]) -> str:
    records = (row.get(name) for name in ("row", "item", "guide", "list", "portal"))
    shown = "; ".join(_words(record) for record in records if record)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _words(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_names().get(key, key)} {_place(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(_words(one) for one in value)
    return str(value)


def _place(value: Value) -> str:
    match value:
        case "<empty>":
            return "“”"
        case "<unread>":
            return "（未能读取）"
        case str():
            return f"“{value}”"
        case list() | dict():
            return f"[{_words(value)}]"
        case _:
            return str(value)
