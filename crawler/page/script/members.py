"""Context paths that a script keeps in an object (`var Site = {root: "/app/", user: {}}`): read off, never run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.script.expressions import NAME, closing, evaluate, split_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(rf"(?:\b(?:var|let|const)\s+|[,;\n]\s*|^\s*)({NAME})\s*=\s*\{{")
_MEMBER = re.compile(r"\s*(['\"]?)([A-Za-z_$][\w$]*)\1\s*:\s*(?=['\"`])")
_CONTEXT = re.compile(r"ctx|path|base|root|host|domain|server|web|url|prefix|context", re.IGNORECASE)
"""How what addresses begin with is called; other members hold words, and one name may stand for many of them."""
_LONGEST = 4000
_MOST = 40


def context_paths(text: str) -> Iterator[tuple[str, str]]:
    """Names of such members, `Site.root`, each with its text."""
    for number, match in enumerate(_OBJECT.finditer(text)):
        end = closing(text, match.end(), "}")
        if number >= _MOST or end - match.end() > _LONGEST:
            continue
        inner = text[match.end() : end - 1]
        for piece in split_arguments(f"{inner})", 0) if _CONTEXT.search(inner) else ():
            member = _MEMBER.match(piece)
            value = evaluate(piece[member.end() :], {}) if member and _CONTEXT.search(member[2]) else None
            if member is not None and value:
                yield f"{match[1]}.{member[2]}", value
