"""Guides of which an answer says nothing: a few are asked for again, and all where that brings something."""

from __future__ import annotations

import json
from typing import Any

from crawler.domain.evidence import PageKind, Target
from crawler.page.parse import parse
from spiders.platforms.silent_parts import SilentParts
from spiders.platforms.walking import Errand

NOTHING = {"code": 200, "msg": "success", "data": None}
SAID = {"code": 200, "data": {"itemName": "第1类经营许可证核发", "promiseLimit": "5个工作日"}}


def _met(parts: SilentParts, number: int, said: Any, *, look: int = 1) -> None:
    target = Target(url=f"http://a.example/part?id={number}")
    errand = Errand(target=target, kind=PageKind.FRAGMENT, item=str(number), look=look)
    parts.met(errand, [(target, parse(json.dumps(said).encode(), "application/json", target.url, "e"))])


def _parts(silent: int) -> SilentParts:
    parts = SilentParts()
    for number in range(silent):
        _met(parts, number, NOTHING)
    return parts


def test_nothing_is_asked_again_where_no_answer_says_more() -> None:
    assert not [*_parts(9).again()]


def test_a_few_are_asked_again_and_the_others_where_one_of_them_says_something() -> None:
    for again, others in ((SAID, 3), (NOTHING, 0)):
        parts = _parts(9)
        _met(parts, 99, SAID)
        first = [*parts.again()]
        for one in first:
            _met(parts, int(one.item or ""), again, look=2)

        assert [(one.look, one.kind) for one in first] == [(2, PageKind.FRAGMENT)] * 6
        assert len([*parts.again()]) == others
