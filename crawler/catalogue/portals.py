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
from crawler.errors import UsageError, system_words

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

    def refuse(self, key: str, zh: str, en: str) -> NoReturn:
        # A value may hold line breaks; the sentence stays one line.
        told = (f"{self.path}：`{self._key(key)}` {zh}", f"{self.path}: `{self._key(key)}` {en}")
        raise UsageError(*(" ".join(one.split()) for one in told))

    def take(self, key: str) -> object:
        self.asked.add(key)
        return self.values.get(key)

    def text(self, key: str) -> str | None:
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, f'应为带引号的文字，例如 {key} = "…"', f'must be text in quotes, such as {key} = "…"')
        return value.strip()

    def needed(self, key: str, example: str) -> str:
        value = self.text(key)
        if value is None:
            self.refuse(
                key,
                f'没有写；请加一行，例如 {key} = "{example}"',
                f'is missing; add a line such as {key} = "{example}"',
            )
        return value

    def choice(self, key: str, kind: type[_ChoiceT], default: _ChoiceT | None = None) -> _ChoiceT:
        words = ", ".join(member.value for member in kind)
        value = self.text(key)
        if value is None:
            if default is None:
                self.refuse(key, f"没有写；可写 {words}", f"is missing; write one of: {words}")
            return default
        if value not in [member.value for member in kind]:
            self.refuse(key, f"写的是“{value}”；可写 {words}", f'is "{value}"; write one of: {words}')
        return kind(value)

    def number(self, key: str, default: float) -> float:
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse(key, f"应为数字，例如 {key} = {default}", f"must be a number, such as {key} = {default}")
        return float(value)

    def count(self, key: str) -> int:
        value = self.take(key)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.refuse(
                key, f"应为不小于 0 的整数，例如 {key} = 10", f"must be a whole number, 0 or more, such as {key} = 10"
            )
        return value

    def flag(self, key: str) -> bool:
        value = self.take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.refuse(key, "应为 true 或 false，不加引号", "must be true or false, without quotes")
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
            self.refuse(
                key,
                f"写的是“{value}”；应写以 http:// 或 https:// 开头的完整地址",
                f'is "{value}"; write a whole address that begins with http:// or https://',
            )
        return value

    def section(self, key: str) -> _Section:
        value = self.take(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            self.refuse(
                key,
                f"应为一张表：写一行 [{self._key(key)}]，键写在它下面",
                f"must be a table: a line [{self._key(key)}] with its keys below it",
            )
        return _Section(self.path, self._key(key), value)

    def nothing_else(self) -> None:
        for key in self.values:
            if key not in self.asked:
                near = get_close_matches(key, self.asked, n=1)
                known = f"did you mean `{near[0]}`?" if near else f"known are: {', '.join(sorted(self.asked))}"
                known_zh = f"是否指 `{near[0]}`？" if near else f"可用的键有 {'、'.join(sorted(self.asked))}"
                self.refuse(key, f"不是门户档案的键；{known_zh}", f"is not a key of a portal profile; {known}")


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
            hint_zh = f"是否指 `{near[0]}`？" if near else "要素编号见 catalogue/labels.toml"
            table.refuse(element, f"不是要素；{hint_zh}", f"is no element; {hint}")
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
            table.refuse(
                element,
                f'应为标签列表，例如 {element} = ["办结承诺"]',
                f'must be a list of labels, such as {element} = ["…"]',
            )
        found[element] = tuple(str(w).strip() for w in words)
    return found


def _guide(hints: _Section) -> str | None:
    """The address of a guide by its item's code; without a place for the code every item would get the same page."""
    text = hints.text("guide")
    if text is not None and ("{code}" not in text or {"{", "}"} & set(text.replace("{code}", ""))):
        hints.refuse(
            "guide",
            f'写的是“{text}”；应在编码处写 {{code}}，不用其他花括号，例如 "/guide/{{code}}"',
            f'is "{text}"; write {{code}} where the code stands, and no other braces: "/guide/{{code}}"',
        )
    return text


def _hours(limits: _Section) -> str | None:
    """The part of the day in which the portal may be asked."""
    text = limits.text("hours")
    if text is not None:
        try:
            Hours.read(text)
        except ValueError as problem:
            limits.refuse("hours", f"写的是“{text}”，不是时段；应写成 22:00-06:00", str(problem))
    return text


def _profile(path: Path, data: Mapping[str, object]) -> PortalProfile:
    top = _Section(path, "", data)
    code = top.needed("code", "110000")
    if not _CODE.fullmatch(code):
        top.refuse("code", f"写的是“{code}”；应为六位行政区划代码", f'is "{code}"; write the division code, six digits')
    hints, expects, limits, scope = (top.section(name) for name in ("hints", "expects", "limits", "scope"))
    areas = scope.text("areas") or "own"
    if areas not in {"own", "all"}:
        scope.refuse("areas", f'写的是“{areas}”；应写 "own" 或 "all"', f'is "{areas}"; write "own" or "all"')
    rate = limits.number("rate", Limits().rate)
    if rate <= 0:
        limits.refuse("rate", "应大于 0（每秒请求数）", "must be above 0 (requests a second)")
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
        raise UsageError(
            f"{path}：读不出（{system_words(error)}）；请检查路径和权限",
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions",
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}：不是 UTF-8 编码；请另存为 UTF-8 文本", f"{path}: is not UTF-8; save the file as UTF-8 text"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path}：不是有效的 TOML：{error}；请改正这一行", f"{path}: is not valid TOML: {error}; mend that line"
        ) from error
    return _profile(path, data)


def _by_code(paths: Iterable[Path]) -> dict[str, PortalProfile]:
    found: dict[str, PortalProfile] = {}
    origin: dict[str, Path] = {}
    for path in sorted(paths):
        profile = read_profile(path)
        if profile.code in found:
            first = origin[profile.code].name
            raise UsageError(
                f"{path}：`code` {profile.code} 已在 {first} 中；每个地区只留一份档案",
                f"{path}: `code` {profile.code} is already in {first}; keep one profile a region",
            )
        found[profile.code] = profile
        origin[profile.code] = path
    return dict(sorted(found.items()))


def read_profiles(folder: Path) -> Mapping[str, PortalProfile]:
    """Every profile of a folder by region code; a folder without one is a UsageError."""
    if not folder.is_dir():
        raise UsageError(
            f"{folder}：不是文件夹；请写存放门户档案（*.toml）的文件夹",
            f"{folder}: is no folder; give the folder that holds the portal profiles (*.toml)",
        )
    found = _by_code(folder.glob("*.toml"))
    if not found:
        raise UsageError(
            f"{folder}：里面没有门户档案；请放入每个地区一个的 *.toml 文件",
            f"{folder}: holds no portal profile; put one *.toml file a region there",
        )
    return found


@cache
def built_in_profiles() -> Mapping[str, PortalProfile]:
    """The shipped profiles of the assessed regions by region code."""
    with as_file(files("spiders") / "portals") as folder:
        return _by_code(folder.glob("*.toml"))
