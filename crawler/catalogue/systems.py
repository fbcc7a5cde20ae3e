"""Indicator systems (指标体系): one TOML file each, read strictly so that a slip is told in one line."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from crawler.domain.check import Text
from crawler.domain.indicator import RULE_NUMBERS, Indicator, IndicatorSystem, Rule
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

STATUSES = ("official", "official (wording translated)", "not public", "third party", "project")
"""Whose wording a row is: the assessors', theirs in our words, known to exist, another evaluation's, or our own."""

_TOP = frozenset({"id", "version", "name_zh", "name_en", "extends", "replaces", "indicators"})
_NEEDED = ("code", "level", "name_zh", "name_en", "status")
_TOLD = frozenset({"weight", "weight_status", "source", "unobservable", "unobservable_en"})
_ROW = frozenset({*_NEEDED, *_TOLD, "parent", "checks", "rule", "numbers"})
_WHOLE = 1.0
_HUNDREDTH = 0.005


_WHOLE_FILE = Text("文件", "the file")


def _row(code: str) -> Text:
    return Text(f"指标 {code} ", f"row {code}")


class _File:
    """One file, which says in one line what is wrong in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def refuse(self, where: Text, zh: str, en: str) -> NoReturn:
        told = (f"{self._name}：{where.zh}{zh}", f"{self._name}: {where.en} {en}")
        raise UsageError(*(" ".join(one.split()) for one in told))

    def keys(self, where: Text, table: Mapping[str, object], known: Iterable[str]) -> None:
        for key in table:
            if key not in set(known):
                near = get_close_matches(key, list(known), n=1)
                hint = f"did you mean `{near[0]}`?" if near else f"known are: {', '.join(sorted(known))}"
                hint_zh = f"是否指 `{near[0]}`？" if near else f"可用的键有 {'、'.join(sorted(known))}"
                self.refuse(where, f"有不认识的键 `{key}`；{hint_zh}", f"has the unknown key `{key}`; {hint}")

    def text(self, where: Text, table: Mapping[str, object], key: str, *, needed: bool = True) -> str | None:
        value = table.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, str) or not value.strip():
            self.refuse(
                where,
                f'要有 `{key}`，写带引号的文字，例如 {key} = "…"',
                f'needs `{key}`, text in quotes such as {key} = "…"',
            )
        return value

    def texts(self, where: Text, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(
                where,
                f'的 `{key}` 应为文字列表，例如 {key} = ["fee.status"]',
                f'needs `{key}` as a list of texts, such as {key} = ["fee.status"]',
            )
        if len(set(value)) != len(value):
            self.refuse(where, f"的 `{key}` 有重复", f"names something twice in `{key}`")
        return tuple(value)

    def number(self, where: Text, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
            self.refuse(where, f"的 `{key}` 应为不小于 0 的数", f"needs a number of 0 or more as `{key}`")
        return float(value)


def parse_system(text: str, name: str, base: Callable[[str], IndicatorSystem]) -> IndicatorSystem:
    """The system that a file describes; `base` finds the system that it extends.

    UsageError, one line with file, row and remedy, when the file is not one.
    """
    file = _File(name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        file.refuse(
            Text("", ""), f"不是有效的 TOML：{error}；请改正这一行", f"is not valid TOML: {error}; mend that line"
        )
    file.keys(_WHOLE_FILE, data, _TOP)
    rows = data.get("indicators")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        file.refuse(_WHOLE_FILE, "的各行应写成 [[indicators]] 表", "needs its rows as [[indicators]] tables")
    own = [_indicator(file, row, number) for number, row in enumerate(rows, 1)]
    extends = file.text(_WHOLE_FILE, data, "extends", needed=False)
    replaces = file.texts(_WHOLE_FILE, data, "replaces")
    inherited = [] if extends is None else [i for i in base(extends).indicators if not _replaced(i.code, replaces)]
    for code in replaces:
        if extends is None or code not in {i.code for i in base(extends).indicators}:
            file.refuse(
                Text("`replaces` ", "`replaces`"),
                f"写了 {code}，所扩展的指标体系没有这个指标",
                f"names {code}, which the system it extends does not have",
            )
    system = IndicatorSystem(
        id=file.text(_WHOLE_FILE, data, "id") or "",
        version=file.text(_WHOLE_FILE, data, "version") or "",
        name_zh=file.text(_WHOLE_FILE, data, "name_zh") or "",
        name_en=file.text(_WHOLE_FILE, data, "name_en") or "",
        indicators=tuple(sorted([*inherited, *own], key=lambda one: one.level)),
    )
    _hold_together(file, system)
    return system


def _replaced(code: str, replaces: Iterable[str]) -> bool:
    return any(code == one or code.startswith(f"{one}.") for one in replaces)


def _indicator(file: _File, row: Mapping[str, object], number: int) -> Indicator:
    where = _row(str(row.get("code") or number))
    file.keys(where, row, _ROW)
    code, name_zh, name_en, status = (file.text(where, row, key) or "" for key in _NEEDED if key != "level")
    level = row.get("level")
    if isinstance(level, bool) or level not in {1, 2, 3} or not isinstance(level, int):
        file.refuse(where, "的 `level` 应为 1、2 或 3", "needs `level` 1, 2 or 3")
    if status not in STATUSES:
        known = "; ".join(STATUSES)
        file.refuse(where, f"的 status 是“{status}”；可写 {known}", f'has the status "{status}"; write one of: {known}')
    given = file.text(where, row, "rule", needed=False) or Rule.SHARE.value
    if given not in list(Rule):
        known = ", ".join(Rule)
        file.refuse(where, f"的 rule 是“{given}”；可写 {known}", f'has the rule "{given}"; write one of: {known}')
    numbers = row.get("numbers", {})
    if not isinstance(numbers, dict):
        file.refuse(
            where,
            "的 `numbers` 应为表，例如 numbers = { items = 5 }",
            "needs `numbers` as a table, such as numbers = { items = 5 }",
        )
    if missing := RULE_NUMBERS.get(Rule(given), frozenset()) - set(numbers):
        lacking = ", ".join(sorted(missing))
        file.refuse(where, f"的规则要求 `numbers` 写有 {lacking}", f"needs {lacking} in `numbers` for its rule")
    weight = None if row.get("weight") is None else file.number(where, "weight", row["weight"])
    weight_status = file.text(where, row, "weight_status", needed=weight is not None)
    return Indicator(
        code=code,
        level=level,
        parent=file.text(where, row, "parent", needed=level > 1),
        name_zh=name_zh,
        name_en=name_en,
        status=status,
        checks=file.texts(where, row, "checks"),
        weight=weight,
        weight_status=weight_status,
        source=file.text(where, row, "source", needed=False),
        unobservable=file.text(where, row, "unobservable", needed=False),
        unobservable_en=file.text(where, row, "unobservable_en", needed=False),
        rule=Rule(given),
        numbers={key: file.number(where, key, value) for key, value in numbers.items()},
    )


def _hold_together(file: _File, system: IndicatorSystem) -> None:
    """The rows are one tree: every parent is there, every end is observed or says why it is not."""
    levels: dict[str, int] = {}
    fed: dict[str, str] = {}
    parents = {one.parent for one in system.indicators}
    for one in system.indicators:
        where = _row(one.code)
        if one.code in levels:
            file.refuse(where, "出现两次", "stands there twice")
        levels[one.code] = one.level
        if one.level == 1 and one.parent is not None:
            file.refuse(where, "是一级指标，不能有上级", "is of level 1 and cannot have a parent")
        if one.level > 1 and levels.get(one.parent or "") != one.level - 1:
            file.refuse(
                where,
                f"的上级 {one.parent} 不是 {one.level - 1} 级指标",
                f"has the parent {one.parent}, which is no row of level {one.level - 1}",
            )
        if one.checks and one.level != 3:
            file.refuse(where, "写有检查点，而只有三级指标可以写", "has checks, which only rows of level 3 have")
    for one in system.indicators:
        where = _row(one.code)
        if bool(one.checks) is bool(one.unobservable) and one.code not in parents:
            file.refuse(
                where,
                "应写 `checks`，或在 `unobservable` 写明没有的原因，两者选一",
                "needs either `checks` or, as `unobservable`, the reason why it has none",
            )
        for check in one.checks:
            if check in fed:
                file.refuse(
                    where,
                    f"的检查点 {check} 已用于 {fed[check]}",
                    f"is fed by {check}, which feeds {fed[check]} already",
                )
            fed[check] = one.code
    for parent in parents:
        weights = [one.weight for one in system.indicators if one.parent == parent]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights) and abs(sum(known) - _WHOLE) > _HUNDREDTH:
            file.refuse(
                Text(f"{parent} 之下各行", f"the rows below {parent}"),
                f"的权重合计是 {sum(known):g}，不是 1",
                f"have weights that add up to {sum(known):g}, not to 1",
            )
