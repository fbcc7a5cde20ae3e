"""Buttons that a page names after a file (按文件名认出的按钮), where only their script knows what they open.

`<button title="渡船登记申请表.docx">` beside an answer that has a file of this very name opens that file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Target

_CLICK = f"{SCRIPT_SCHEME}click("
_FILE_NAME = re.compile(r".{2,}\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)", re.IGNORECASE)


def is_click(target: Target | None) -> bool:
    """Whether a file opens by a click of which nothing more is known."""
    return target is not None and target.url.startswith(_CLICK)


def file_called(name: str | None, offered: Iterable[tuple[str | None, Target | None]]) -> Target | None:
    """The one file among those offered that has a name; None where several have it, or it names no file."""
    said = (name or "").strip()
    if not _FILE_NAME.fullmatch(said):
        return None
    found = {
        target.key: target
        for other, target in offered
        if target is not None and not is_click(target) and (other or "").strip() == said
    }
    return next(iter(found.values())) if len(found) == 1 else None
