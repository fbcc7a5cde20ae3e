"""网上办理 over a value says whether it can be done online only where the value can."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>受理条件：渡船已检验。</p>"
ROWS = (
    ("事项名称", "渡船登记"),
    ("受理条件", "渡船已检验"),
    ("办理时限", "5个工作日"),
    ("监督投诉电话", "0571-81234567"),
)


@pytest.mark.parametrize("value", ["无需申请材料。", "即时受理；"])
def test_what_is_done_online_is_no_answer_to_whether(value: str) -> None:
    assert not read_body(f"{FACTS}<p>网上办理：{value}</p>").read("online").stated


def test_an_address_is_the_entrance() -> None:
    rows = (*ROWS, ("网上办理", "http://bs.example/djbl"))
    guide = read_body(f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in rows)}</table>")

    assert not guide.read("online").stated
    assert guide.read("online_entry").stated


def test_a_yes_is_still_an_answer() -> None:
    assert read_body(f"{FACTS}<p>是否网上办理：是</p>").read("online").text == "是"
