"""Which language a line on stderr is in, found out before and without the settings: they may be what is wrong."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.domain.check import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = Text("已中断，还没有开始任何工作", "interrupted before anything was begun")
GOES_ON = Text("已中断；重新执行同一命令即可继续", "interrupted; the same command goes on where it stopped")


def spoken(given: Sequence[str] | None = None) -> str:
    """`zh` or `en`: as `--lang` says, else the environment, else `portal-audit.toml`; Chinese where none is clear."""
    words = sys.argv[1:] if given is None else given
    wanted = os.environ.get("PORTAL_AUDIT_LANG") or _in_file()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--":
            break
        if word == "--lang":
            wanted = following
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


def _in_file() -> str | None:
    try:
        found = tomllib.loads(Path("portal-audit.toml").read_text("utf-8")).get("lang")
    except (OSError, ValueError):
        return None
    return found if isinstance(found, str) else None
