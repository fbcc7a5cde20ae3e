"""Indicator systems (指标体系): one TOML file each, read strictly so that a slip is told in one line."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from crawler.domain.indicator import RULE_NUMBERS, Indicator, IndicatorSystem, Rule
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

STATUSES = ("official", "official (wording translated)", "not public", "third party", "project")
"""Whose wording a row is: the assessors', theirs in our words, known to exist, another evaluation's, or our own."""

_TOP = frozenset({"id", "version", "name_zh", "name_en", "extends", "replaces", "indicators"})
_NEEDED = ("code", "level", "name_zh", "name_en", "status")
_ROW = frozenset({*_NEEDED, "parent", "checks", "weight", "weight_status", "source", "unobservable", "rule", "numbers"})
_WHOLE = 1.0
_HUNDREDTH = 0.005


class _File:
    """One file, which says in one line what is wrong in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def refuse(self, where: str, problem: str) -> NoReturn:
        raise UsageError(" ".join(f"{self._name}: {where} {problem}".split()))

    def keys(self, where: str, table: Mapping[str, object], known: Iterable[str]) -> None:
        for key in table:
            if key not in set(known):
                near = get_close_matches(key, list(known), n=1)
                hint = f"did you mean `{near[0]}`?" if near else f"known are: {', '.join(sorted(known))}"
                self.refuse(where, f"has the unknown key `{key}`; {hint}")

    def text(self, where: str, table: Mapping[str, object], key: str, *, needed: bool = True) -> str | None:
        value = table.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, str) or not value.strip():
            self.refuse(where, f'needs `{key}`, text in quotes such as {key} = "…"')
        return value

    def texts(self, where: str, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(where, f'needs `{key}` as a list of texts, such as {key} = ["fee.status"]')
        if len(set(value)) != len(value):
            self.refuse(where, f"names something twice in `{key}`")
        return tuple(value)

    def number(self, where: str, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
            self.refuse(where, f"needs a number of 0 or more as `{key}`")
        return float(value)


def parse_system(text: str, name: str, base: Callable[[str], IndicatorSystem]) -> IndicatorSystem:
    """The system that a file describes; `base` finds the system that it extends.

    UsageError, one line with file, row and remedy, when the file is not one.
    """
    file = _File(name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        file.refuse("", f"is not valid TOML: {error}; mend that line")
    file.keys("the file", data, _TOP)
    rows = data.get("indicators")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        file.refuse("the file", "needs its rows as [[indicators]] tables")
    own = [_indicator(file, row, number) for number, row in enumerate(rows, 1)]
    extends = file.text("the file", data, "extends", needed=False)
    replaces = file.texts("the file", data, "replaces")
    inherited = [] if extends is None else [i for i in base(extends).indicators if not _replaced(i.code, replaces)]
    for code in replaces:
        if extends is None or code not in {i.code for i in base(extends).indicators}:
            file.refuse("`replaces`", f"names {code}, which the system it extends does not have")
    system = IndicatorSystem(
        id=file.text("the file", data, "id") or "",
        version=file.text("the file", data, "version") or "",
        name_zh=file.text("the file", data, "name_zh") or "",
        name_en=file.text("the file", data, "name_en") or "",
        indicators=tuple(sorted([*inherited, *own], key=lambda one: one.level)),
    )
    _hold_together(file, system)
    return system


def _replaced(code: str, replaces: Iterable[str]) -> bool:
    return any(code == one or code.startswith(f"{one}.") for one in replaces)


def _indicator(file: _File, row: Mapping[str, object], number: int) -> Indicator:
    where = f"row {row.get('code') or number}"
    file.keys(where, row, _ROW)
    code, name_zh, name_en, status = (file.text(where, row, key) or "" for key in _NEEDED if key != "level")
    level = row.get("level")
    if isinstance(level, bool) or level not in {1, 2, 3} or not isinstance(level, int):
        file.refuse(where, "needs `level` 1, 2 or 3")
    if status not in STATUSES:
        file.refuse(where, f'has the status "{status}"; write one of: {"; ".join(STATUSES)}')
    given = file.text(where, row, "rule", needed=False) or Rule.SHARE.value
    if given not in list(Rule):
        file.refuse(where, f'has the rule "{given}"; write one of: {", ".join(Rule)}')
    numbers = row.get("numbers", {})
    if not isinstance(numbers, dict):
        file.refuse(where, "needs `numbers` as a table, such as numbers = { items = 5 }")
    if missing := RULE_NUMBERS.get(Rule(given), frozenset()) - set(numbers):
        file.refuse(where, f"needs {', '.join(sorted(missing))} in `numbers` for its rule")
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
        rule=Rule(given),
        numbers={key: file.number(where, key, value) for key, value in numbers.items()},
    )


def _hold_together(file: _File, system: IndicatorSystem) -> None:
    """The rows are one tree: every parent is there, every end is observed or says why it is not."""
    levels: dict[str, int] = {}
    fed: dict[str, str] = {}
    parents = {one.parent for one in system.indicators}
    for one in system.indicators:
        where = f"row {one.code}"
        if one.code in levels:
            file.refuse(where, "stands there twice")
        levels[one.code] = one.level
        if one.level == 1 and one.parent is not None:
            file.refuse(where, "is of level 1 and cannot have a parent")
        if one.level > 1 and levels.get(one.parent or "") != one.level - 1:
            file.refuse(where, f"has the parent {one.parent}, which is no row of level {one.level - 1}")
        if one.checks and one.level != 3:
            file.refuse(where, "has checks, which only rows of level 3 have")
    for one in system.indicators:
        where = f"row {one.code}"
        if bool(one.checks) is bool(one.unobservable) and one.code not in parents:
            file.refuse(where, "needs either `checks` or, as `unobservable`, the reason why it has none")
        for check in one.checks:
            if check in fed:
                file.refuse(where, f"is fed by {check}, which feeds {fed[check]} already")
            fed[check] = one.code
    for parent in parents:
        weights = [one.weight for one in system.indicators if one.parent == parent]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights) and abs(sum(known) - _WHOLE) > _HUNDREDTH:
            file.refuse(f"the rows below {parent}", f"have weights that add up to {sum(known):g}, not to 1")
