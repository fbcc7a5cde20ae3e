"""Global options and what every command gets of them."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.config import Settings
    from crawler.domain.check import Text

_WITH_VALUE = frozenset({"--db", "--data", "--lang"})
_WIDE = 200
"""Columns where no terminal says how many there are."""

_FLAGS = frozenset({"--json", "-v", "--verbose"})


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the global options before the command, where the parser wants them; users may write them anywhere.

    Nothing after a bare `--` is moved.
    """
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word in _FLAGS or (word.partition("=")[0] in _WITH_VALUE and "=" in word):
            front.append(word)
        elif word in _WITH_VALUE and left:
            front += [word, left.pop(0)]
        else:
            rest.append(word)
    return front + rest


def _in_words(value: object) -> object:
    """What JSON has no word for: a moment as ISO 8601, a set in a steady order, anything else as it prints."""
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value, key=str) if isinstance(value, set | frozenset) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a command gets its settings from and prints to: answers on stdout, everything else on stderr."""

    settings: Settings
    as_json: bool
    verbose: bool

    @property
    def english(self) -> bool:
        """Whether auditors asked for English."""
        return self.settings.lang == "en"

    def words(self, zh: str, en: str) -> str:
        """The text in the language asked for."""
        return en if self.english else zh

    def text(self, text: Text) -> str:
        """A check's text in the language asked for."""
        return text.en if self.english else text.zh

    @property
    def out(self) -> Console:
        """The answer, for people."""
        # Into a file or a pipe nothing is cut to the width of a terminal that is not there.
        return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else _WIDE)

    @property
    def notes(self) -> Console:
        """Progress and remarks."""
        return Console(file=sys.stderr, highlight=False, width=None if sys.stderr.isatty() else _WIDE)

    def answer(self, document: object) -> None:
        """Print one JSON document."""
        text = json.dumps(document, ensure_ascii=False, indent=2, default=_in_words)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:  # half a surrogate pair from a portal, or a terminal that is not UTF-8
            text = json.dumps(document, indent=2, default=_in_words)
        sys.stdout.write(f"{text}\n")
