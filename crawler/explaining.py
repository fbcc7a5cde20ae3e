"""A check explained to people: what it asks, on what basis, with the examples that stand beside its module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import checks
from crawler import catalogue, manual
from crawler.domain.check import Text
from crawler.report.reading import element_names
from crawler.report.words import SEVERITY, SUBJECT, said
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.domain.check import Check
    from crawler.manual import Manual

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
    "materials": Text("申请材料", "Materials"),
    "fees": Text("收费项目", "Fees"),
    "steps": Text("办理环节", "Steps"),
    "legal_bases": Text("设定依据", "Legal bases"),
    "windows": Text("办理窗口", "Windows"),
    "faqs": Text("常见问题", "Frequent questions"),
    "blanks": Text("空白表", "Blank forms"),
    "samples": Text("样表", "Samples"),
    "name": Text("名称", "Name"),
    "description": Text("说明", "Description"),
    "limit": Text("时限", "Time limit"),
    "law": Text("名称", "Law"),
    "number": Text("文号", "Number"),
    "clause": Text("条款", "Clause"),
    "content": Text("内容", "Content"),
    "rows": Text("填写处", "Places to fill in"),
    "title": Text("标题", "Title"),
    "gaps": Text("缺失部分", "Gaps"),
}
_UNREAD = Text("（未能读取）", "(unread)")
_YES, _NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckExample:
    """One example of a check: its kind, what it is in a few words, and the record that is judged."""

    kind: str
    says: Text
    shows: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a check asks: its manual, its indicator (None where it feeds none) and its examples by kind.

    `text` is the English manual as it is written in the module; `none_of` says why a kind has no example.
    """

    check: Check[Any]
    indicator: str | None
    text: str
    chinese: Manual
    english: Manual
    examples: tuple[CheckExample, ...]
    none_of: Mapping[str, Text]


def explain(check_id: str) -> Explanation:
    """The explanation of a check that is built."""
    check = all_checks()[check_id]
    indicator = catalogue.indicator_system("project").of_check(check_id)
    table = _examples(check_id)
    translated = manual.in_chinese(check_id)
    return Explanation(
        check=check,
        indicator=indicator.code if indicator else None,
        text=manual.docstring(check_id),
        chinese=translated.manual,
        english=manual.in_english(check_id),
        examples=tuple(
            CheckExample(
                kind=kind, says=Text(manual.example_in_chinese(check_id, row["says"]), row["says"]), shows=_shown(row)
            )
            for kind in KINDS
            for row in table.get(kind, [])
        ),
        none_of={kind: Text(translated.none_of[kind], why) for kind, why in table.get("none_of", {}).items()},
    )


def markdown(*, english: bool = False) -> str:
    """Every check explained, as one document: `docs/checks.md` is the Chinese one, `docs/checks.en.md` the English."""
    known = [explain(one) for one in all_checks()]
    sections = (line for one in known for line in _section(one, english=english))
    return "\n".join((*_head(known, english=english), *sections)) + "\n"


_PREFACE = Text(
    """# 检查点手册

共 {count} 个检查点。[English](checks.en.md)

“严重程度”表示问题对办事人的影响有多大，不是分值。“计量”是数值，不作为问题。行政处罚、行政强制、行政检查不由办事人申请，
办事指南类的检查点对它们一律“不适用”。要素未能读取的，判为“无法判定”，从不判为不通过。

本文件由 `make docs` 生成：请修改 `checks/` 里的检查点和示例，或 `crawler/catalogue/manuals/` 里的中文手册，
不要修改这里的文字。

| 检查点 | 指标 | 严重程度 | 对象 | 名称 |
|---|---|---|---|---|""",
    """# Checks

{count} checks. [中文](checks.md)

Severity says how much a defect weighs with people, never a score. Measures are numbers, not defects. Penalties,
compulsory measures and inspections are not applied for: no check of a guide applies to them. What could not be read is
undecided (cannot tell), never failed.

`make docs` writes this file: edit a check or the examples beside it, never this text.

| check | indicator | severity | looks at | title |
|---|---|---|---|---|""",
)
_MEASURE = Text("计量", "measure")
_NOTHING_OF_IT = Text("（没有这一项）", "(nothing of it)")


def _head(known: list[Explanation], *, english: bool) -> Iterator[str]:
    yield _in(_PREFACE, english=english).format(count=len(known))
    for one in known:
        check = one.check
        words = (_MEASURE if check.measure else SEVERITY[check.severity], SUBJECT[check.subject], check.title)
        told = " | ".join(_in(word, english=english) for word in words)
        yield f"| [{check.id}](#{check.id.replace('.', '')}) | {one.indicator or '-'} | {told} |"


def _section(one: Explanation, *, english: bool) -> Iterator[str]:
    check = one.check
    yield f"\n## {check.id}\n"
    words = (SEVERITY[check.severity], SUBJECT[check.subject])
    told = " · ".join(_in(word, english=english) for word in words)
    version = "version" if english else "版本"
    yield f"**{_in(check.title, english=english)}** · {version} {check.version} · {told}"
    for section, text in (one.english if english else one.chinese).sections().items():
        heading = _in(manual.HEADINGS[section], english=english)
        yield f"\n**{heading}:** {text}" if english else f"\n**{heading}：**{text}"
    yield ""
    for kind, title in KINDS.items():
        for example in (e for e in one.examples if e.kind == kind):
            shown = _in(example.shows, english=english) or _in(_NOTHING_OF_IT, english=english)
            yield f"- {_in(title, english=english)}: {shown} — {_in(example.says, english=english)}"
        if kind in one.none_of:
            yield f"- {_in(title, english=english)}: — {_in(one.none_of[kind], english=english)}"


def _in(text: Text, *, english: bool) -> str:
    return text.en if english else text.zh


@cache
def _examples(check_id: str) -> dict[str, Any]:
    family, noun = check_id.split(".")
    return tomllib.loads((files(checks) / family / f"{noun}.toml").read_text(encoding="utf-8"))


@cache
def _names(lang: str) -> dict[str, str]:
    """What every element and every part of a guide is called."""
    return {**element_names(lang), **{part: said(text, lang) for part, text in _PARTS.items()}}


@cache
def _words_of(record: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the keys and the values of a kind of record are called in Chinese."""
    table = tomllib.loads((files(catalogue) / "example_words.toml").read_text(encoding="utf-8"))
    return {**_names("zh"), **table["keys"], **table.get(f"keys_of_{record}", {})}, table["values"]


def _shown(row: Mapping[str, Value]) -> Text:
    records = [(name, row[name]) for name in ("row", "item", "guide", "list", "portal") if row.get(name)]
    english = "; ".join(_words(record, _names("en"), {}) for _, record in records)
    chinese = "；".join(_words(record, *_words_of(name)) for name, record in records)
    return Text(_short(chinese), _short(english))


def _short(shown: str) -> str:
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _words(value: Value, keys: Mapping[str, str], values: Mapping[str, str]) -> str:
    """A value as it is shown; in English nothing has `values`."""
    if isinstance(value, dict):
        return ", ".join(
            f"{keys.get(key, key.replace('_', ' '))} {_place(one, keys, values)}" for key, one in value.items()
        )
    if isinstance(value, list):
        return ("、" if values else ", ").join(_words(one, keys, values) for one in value)
    if isinstance(value, bool):
        return _in(_YES if value else _NO, english=not values)
    return values.get(str(value), _in(_UNREAD, english=not values) if value == "<unread>" else str(value))


def _place(value: Value, keys: Mapping[str, str], values: Mapping[str, str]) -> str:
    match value:
        case "<empty>":
            return "“”"
        case "<unread>":
            return _in(_UNREAD, english=not values)
        case str():
            return f"“{values.get(value, value)}”"
        case list() | dict():
            return f"[{_words(value, keys, values)}]"
        case _:
            return _words(value, keys, values)
