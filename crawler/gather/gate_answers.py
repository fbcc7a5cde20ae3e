"""The gate of answers that are data (接口应答): an envelope around nothing is no answer, whatever its code says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind
from crawler.gather.gate_words import (
    BLOCK_WORDS,
    ERROR_WORDS,
    GONE_WORDS,
    LOGIN_WORDS,
    MAINTENANCE_WORDS,
    NOTHING_WORDS,
    REFUSING_WORDS,
    SESSION_WORDS,
    UNREADY_WORDS,
)
from crawler.page.json_tree import leaves

if TYPE_CHECKING:
    from crawler.page.json_page import JsonPage

_ENVELOPE = 12
_THIN = 3
_OK_CODES = frozenset(
    {"0", "00", "000", "0000", "1", "200", "2000", "10000", "20000", "success", "ok", "true", "s", "y", ""}
)
_CODE_KEYS = ("errcode", "errorcode", "code", "status", "retcode", "resultcode", "statuscode", "rescode", "state")
_FLAG_KEYS = ("success", "issuccess", "ok", "flag", "result")
_SAYING_KEYS = re.compile(
    r"^(?:msg|message|errmsg|errormsg|errormessage|error|info|text|desc|description|retmsg|resultmsg|tips?|errortext)$"
)
_MOMENT_KEYS = re.compile(r"^(?:time(?:stamp)?|servertime|now|date|traceid|requestid|version)$")
MAY_BE_EMPTY = frozenset({PageKind.LIST, PageKind.COLUMN, PageKind.SEARCH})
"""Pages on which nothing found is an answer."""
_NO_DATA = frozenset(
    {PageKind.HOME, PageKind.NAVIGATION, PageKind.ENTRANCE, PageKind.COLUMN, PageKind.LINK, PageKind.FORM}
)
"""What no answer of data is that only says how it went."""
_OF_A_GUIDE = frozenset({PageKind.GUIDE, PageKind.FRAGMENT, PageKind.API})


def envelope_failure(page: JsonPage, asked_as: PageKind) -> Failure | None:
    """An error envelope around nothing."""
    if page.items() or not isinstance(page.data, dict):
        return None
    envelopes = [page.data, *(v for v in page.data.values() if isinstance(v, dict))]
    flat = [{str(k).lower().replace("_", ""): v for k, v in e.items()} for e in envelopes]
    said = [e for at, e in enumerate(flat) if at == 0 or any(k in e for k in _CODE_KEYS)]
    words = " ".join(str(v) for e in said for k, v in e.items() if _SAYING_KEYS.match(k) and isinstance(v, str))[:600]
    code = next((c for e in said for k in _CODE_KEYS if (c := _code(e.get(k)))), "")
    refused = code not in _OK_CODES or any(flat[0].get(k) in (False, "false", "fail", "error") for k in _FLAG_KEYS)
    holds = sum(1 for _, v in leaves(page.data) if v not in (None, "") and not isinstance(v, bool))
    if asked_as in _NO_DATA and _is_envelope(page):
        return _said_in_json(words, code) or Failure.UNKNOWN  # no page; neither a file nor where one is
    if holds > (_ENVELOPE if refused else _THIN):
        return None
    if asked_as in MAY_BE_EMPTY and NOTHING_WORDS.search(words):
        return None  # an empty search is how some lists end
    if asked_as in _OF_A_GUIDE and UNREADY_WORDS.search(words):
        return None
    return _said_in_json(words, code) or (Failure.UNKNOWN if refused and words else None)


def _is_envelope(page: JsonPage) -> bool:
    """Whether an answer says how it went, and nothing else: not even that there is nothing, as an empty list does."""
    stack: list[object] = [page.data]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            return False
        stack += node.values() if isinstance(node, dict) else ()
    told = (at.rpartition("/")[2].lower().replace("_", "") for at, v in leaves(page.data) if v not in (None, ""))
    return all(k in _CODE_KEYS or k in _FLAG_KEYS or _SAYING_KEYS.match(k) or _MOMENT_KEYS.match(k) for k in told)


def _said_in_json(words: str, code: str) -> Failure | None:
    if SESSION_WORDS.search(words):
        return Failure.SESSION_LOST
    if LOGIN_WORDS.search(words) or code == "401":
        return Failure.LOGIN_REQUIRED
    if code == "429" or re.search(r"频繁|too many", words, re.IGNORECASE):
        return Failure.RATE_LIMITED
    if code == "403" or BLOCK_WORDS.search(words) or REFUSING_WORDS.search(words):
        return Failure.BLOCKED
    if MAINTENANCE_WORDS.search(words):
        return Failure.MAINTENANCE
    if code == "404" or GONE_WORDS.search(words) or NOTHING_WORDS.search(words):
        return Failure.SOFT_404
    if re.fullmatch(r"5\d\d", code) or ERROR_WORDS.search(words):
        return Failure.HTTP_5XX
    return None


def _code(value: object) -> str:
    """A short state code; a longer text under such a key is an item's code."""
    text = "" if value is None or isinstance(value, dict | list) else str(value).strip().lower()
    return text if len(text) <= 7 else ""
