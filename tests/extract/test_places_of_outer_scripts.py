"""Empty places with an id on a page whose own script lies beside it: it may fill them, and they are unread."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><p>申请条件：渡船已检验</p><p>办理时限：5个工作日</p><p>咨询电话：0571-81234567</p>"
    "<p>受理单位：县局</p>"
)
SCRIPT = "<script src='/js/detail.js'></script>"


@pytest.mark.parametrize(
    "place",
    [
        "<p>办理时间：<span id='blsj'></span></p>",
        "<table><tr><td>办理时间</td><td id='blsj'></td></tr><tr><td>收费标准</td><td>不收费</td></tr></table>",
    ],
)
def test_a_place_that_an_outer_script_may_fill_is_unread(place: str) -> None:
    assert read_body(f"{FACTS}{place}{SCRIPT}").read("hours").state is State.UNREAD


@pytest.mark.parametrize(
    "body",
    [
        f"{FACTS}<p>办理时间：<span id='blsj'></span></p>",
        f"{FACTS}<p>办理时间：<span></span></p>{SCRIPT}",
        f"{FACTS}<p>办理时间：<span id='blsj'></span></p><p>收费标准：<span id='sfbz'>不收费</span></p>{SCRIPT}",
        f"{FACTS}<p>办理时间：<span id='blsj'></span></p><script src='/lib/jquery.min.js'></script>",
        f"{FACTS}<h3 aria-controls='pane9'>办理时间</h3><div id='pane9'><p></p></div>{SCRIPT}",
    ],
    ids=["no script", "no id", "the server fills others", "a library", "a pane that its title unfolds"],
)
def test_other_empty_places_state_nothing(body: str) -> None:
    assert read_body(body).read("hours").state is State.NOT_STATED
