"""Addresses in small objects (小对象里的网址): what a known key leads to is no file that nobody knows."""

from __future__ import annotations

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有渡船。"}

ADDRESS = "https://bs.example/declare/notice?task=7"


def test_the_entrance_beside_the_name_of_the_item_is_no_chart() -> None:
    guide = read_answer({**GUIDE, "element": {"taskName": "渡船登记", "applyUrl": ADDRESS}})
    assert guide.read("flow_chart").state is State.NOT_STATED
    assert guide.read("online_entry").value == ADDRESS


def test_an_address_under_a_key_that_nobody_knows_may_be_one() -> None:
    guide = read_answer({**GUIDE, "element": {"label": "渡船", "zzaddr": "https://bs.example/x/7.png"}})
    assert guide.read("flow_chart").state is State.UNREAD
