"""Portal profiles (门户档案): one TOML file a region, read strictly so that a typing error is told, not ignored."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NoReturn, TypeVar
from urllib.parse import urlsplit

from crawler.domain.open_hours import Hours
from crawler.domain.portal import Expects, Hints, Level, Limits, PortalProfile, Render
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum
    from pathlib import Path

_CODE = re.compile(r"[1-9]\d{5}")

_ChoiceT = TypeVar("_ChoiceT", bound="StrEnum")


@dataclass(slots=True)
class _Section:
    """One table of a profile; remembers which keys were asked for, so that the rest can be refused."""

    path: Path
    name: str
    values: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def _key(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def refuse(self, key: str, problem: str) -> NoReturn:
        # A value may hold line breaks; the sentence stays one line.
        raise UsageError(" ".join(f"{self.path}: `{self._key(key)}` {problem}".split()))

    def take(self, key: str) -> object:
        self.asked.add(key)
        return self.values.get(key)

    def text(self, key: str) -> str | None:
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, f'must be text in quotes, such as {key} = "…"')
        return value.strip()

    def needed(self, key: str, example: str) -> str:
        value = self.text(key)
        if value is None:
            self.refuse(key, f'is missing; add a line such as {key} = "{example}"')
        return value

    def choice(self, key: str, kind: type[_ChoiceT], default: _ChoiceT | None = None) -> _ChoiceT:
        words = ", ".join(member.value for member in kind)
        value = self.text(key)
        if value is None:
            if default is None:
                self.refuse(key, f"is missing; write one of: {words}")
            return default
        if value not in [member.value for member in kind]:
            self.refuse(key, f'is "{value}"; write one of: {words}')
        return kind(value)

    def number(self, key: str, default: float) -> float:
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse(key, f"must be a number, such as {key} = {default}")
        return float(value)

    def count(self, key: str) -> int:
        value = self.take(key)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.refuse(key, f"must be a whole number, 0 or more, such as {key} = 10")
        return value

    def flag(self, key: str) -> bool:
        value = self.take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false, without quotes")
        return value

    def address(self, key: str) -> str | None:
        value = self.text(key)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            usable = (
                parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
            )
        except ValueError:
            usable = False
        if not usable:
            self.refuse(key, f'is "{value}"; write a whole address that begins with http:// or https://')
        return value

    def section(self, key: str) -> _Section:
        value = self.take(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            self.refuse(key, f"must be a table: a line [{self._key(key)}] with its keys below it")
        return _Section(self.path, self._key(key), value)

    def nothing_else(self) -> None:
        for key in self.values:
            if key not in self.asked:
                near = get_close_matches(key, self.asked, n=1)
                known = f"did you mean `{near[0]}`?" if near else f"known are: {', '.join(sorted(self.asked))}"
                self.refuse(key, f"is not a key of a portal profile; {known}")


@cache
def _elements() -> frozenset[str]:
    text = (files("crawler.catalogue") / "labels.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["elements"])


def _labels(hints: _Section) -> dict[str, tuple[str, ...]]:
    table = hints.section("labels")
    found: dict[str, tuple[str, ...]] = {}
    for element, words in table.values.items():
        table.asked.add(element)
        if element not in _elements():
            near = get_close_matches(element, _elements(), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "the element ids are those of catalogue/labels.toml"
            table.refuse(element, f"is no element; {hint}")
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
            table.refuse(element, f'must be a list of labels, such as {element} = ["办结承诺"]')
        found[element] = tuple(str(w).strip() for w in words)
    return found


def _guide(hints: _Section) -> str | None:
    """The address of a guide by its item's code; without a place for the code every item would get the same page."""
    text = hints.text("guide")
    if text is not None and ("{code}" not in text or {"{", "}"} & set(text.replace("{code}", ""))):
        hints.refuse(
            "guide", f'is "{text}"; write {{code}} where the code stands, and no other braces: "/guide/{{code}}"'
        )
    return text


def _hours(limits: _Section) -> str | None:
    """The part of the day in which the portal may be asked."""
    text = limits.text("hours")
    if text is not None:
        try:
            Hours.read(text)
        except ValueError as problem:
            limits.refuse("hours", str(problem))
    return text


def _profile(path: Path, data: Mapping[str, object]) -> PortalProfile:
    top = _Section(path, "", data)
    code = top.needed("code", "110000")
    if not _CODE.fullmatch(code):
        top.refuse("code", f'is "{code}"; write the 行政区划代码, six digits')
    hints, expects, limits, scope = (top.section(name) for name in ("hints", "expects", "limits", "scope"))
    areas = scope.text("areas") or "own"
    if areas not in {"own", "all"}:
        scope.refuse("areas", f'is "{areas}"; write "own" or "all"')
    rate = limits.number("rate", Limits().rate)
    if rate <= 0:
        limits.refuse("rate", "must be above 0 (requests a second)")
    profile = PortalProfile(
        code=code,
        name=top.needed("name", "云溪省"),
        level=top.choice("level", Level),
        portal=top.address("portal"),
        platform=top.text("platform") or "auto",
        verified=top.flag("verified"),
        all_areas=areas == "all",
        hints=Hints(
            item_list=hints.address("item_list"),
            guide=_guide(hints),
            render=hints.choice("render", Render, Render.AUTO),
            labels=_labels(hints),
        ),
        expects=Expects(min_items=expects.count("min_items")),
        limits=Limits(rate=rate, hours=_hours(limits), daily=limits.count("daily") or None),
    )
    for section in (top, hints, expects, limits, scope):
        section.nothing_else()
    return profile


def read_profile(path: Path) -> PortalProfile:
    """Read one profile; a UsageError says which file, which key and how to mend it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8; save the file as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is not valid TOML: {error}; mend that line") from error
    return _profile(path, data)


def _by_code(paths: Iterable[Path]) -> dict[str, PortalProfile]:
    found: dict[str, PortalProfile] = {}
    origin: dict[str, Path] = {}
    for path in sorted(paths):
        profile = read_profile(path)
        if profile.code in found:
            first = origin[profile.code].name
            raise UsageError(f"{path}: `code` {profile.code} is already in {first}; keep one profile a region")
        found[profile.code] = profile
        origin[profile.code] = path
    return dict(sorted(found.items()))


def read_profiles(folder: Path) -> Mapping[str, PortalProfile]:
    """Every profile of a folder by region code; a folder without one is a UsageError."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder; give the folder that holds the portal profiles (*.toml)")
    found = _by_code(folder.glob("*.toml"))
    if not found:
        raise UsageError(f"{folder}: holds no portal profile; put one *.toml file a region there")
    return found


@cache
def built_in_profiles() -> Mapping[str, PortalProfile]:
    """The shipped profiles of the assessed regions by region code."""
    with as_file(files("spiders") / "portals") as folder:
        return _by_code(folder.glob("*.toml"))
