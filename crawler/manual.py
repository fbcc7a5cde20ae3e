"""The manual of a check (检查点手册): in Chinese from the catalogue, in English from the docstring of its module.

The two say the same. The Chinese one carries the version of the check that it was written for, so that a test can tell
when a check has moved on and its Chinese manual has not.
"""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crawler import catalogue
from crawler.domain.check import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Section(StrEnum):
    """The sections of a manual, in the order in which they are read; each is a field of `Manual`."""

    SUMMARY = "summary"
    BASIS = "basis"
    APPLICABILITY = "applicability"
    EXPECTATION = "expectation"
    ASSUMPTIONS = "assumptions"
    KNOWN_LIMITS = "known_limits"


HEADINGS = {
    Section.SUMMARY: Text("考察内容", "Question"),
    Section.BASIS: Text("依据", "Basis"),
    Section.APPLICABILITY: Text("适用范围", "Applicability"),
    Section.EXPECTATION: Text("要求", "Expectation"),
    Section.ASSUMPTIONS: Text("前提", "Assumptions"),
    Section.KNOWN_LIMITS: Text("已知局限", "Known limits"),
}
"""What stands above each section; in a docstring the summary is its first line, without a heading."""

_HEADING = re.compile(rf"^({'|'.join(h.en for s, h in HEADINGS.items() if s is not Section.SUMMARY)}): ", re.MULTILINE)
_WRAP = re.compile(r"(?<=[^\x00-\xff])\n(?=[^\x00-\xff])")
"""A line that was wrapped inside of Chinese words, where no space belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """What a check asks and rests on, a text a section, in one language."""

    summary: str
    basis: str
    applicability: str
    expectation: str
    assumptions: str
    known_limits: str

    def sections(self) -> dict[Section, str]:
        """Each section's text, in the order in which they are read."""
        return {section: getattr(self, section.value) for section in Section}


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The Chinese side of a check: its manual, the version it was written for, and why a kind has no example."""

    version: int
    manual: Manual
    none_of: Mapping[str, str]


def docstring(check_id: str) -> str:
    """The English manual as it is written in the check's module."""
    return inspect.cleandoc(importlib.import_module(f"checks.{check_id}").__doc__ or "")


def in_english(check_id: str) -> Manual:
    """The English manual, a text a section; a KeyError where the docstring lacks a heading."""
    first, *rest = _HEADING.split(docstring(check_id))
    by_heading = dict(zip(rest[::2], rest[1::2], strict=True))
    texts = {s: first if s is Section.SUMMARY else by_heading[h.en] for s, h in HEADINGS.items()}
    return _manual({section.value: " ".join(_WRAP.sub("", text).split()) for section, text in texts.items()})


def in_chinese(check_id: str) -> Translation:
    """The Chinese manual; a KeyError where the catalogue has none of this check, or none of a section."""
    family, noun = check_id.split(".")
    table = texts_of(family)[noun]
    return Translation(version=table["version"], manual=_manual(table), none_of=table.get("none_of", {}))


def example_in_chinese(check_id: str, says: str) -> str:
    """What an example of a check is, in Chinese; the English words where nobody has translated them."""
    words: Mapping[str, str] = texts_of(check_id.split(".", maxsplit=1)[0]).get("examples", {})
    return words.get(says, says)


def families() -> tuple[str, ...]:
    """The families of checks that have a file of Chinese manuals."""
    found = (entry.name for entry in (files(catalogue) / "manuals").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def texts_of(family: str) -> dict[str, Any]:
    """The file of a family as written: a table a check, named by its noun, and `examples` (English -> Chinese)."""
    return tomllib.loads((files(catalogue) / "manuals" / f"{family}.toml").read_text(encoding="utf-8"))


def _manual(table: Mapping[str, Any]) -> Manual:
    return Manual(**{section.value: str(table[section.value]) for section in Section})
