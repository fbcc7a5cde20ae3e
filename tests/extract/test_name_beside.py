"""The name of an item that stands over its table, behind a column of facts and buttons on the left."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

ASIDE = (
    "<div class='left'><div><p>事项类型</p><p>行政许可</p><p>办理主体</p><p>临江县水利局</p></div>"
    "<button>在线办理</button><button>我要收藏</button></div>"
)
TABLE = (
    "<div><table><tr><th>承诺期限</th><td>7个工作日</td><th>法定期限</th><td>20个工作日</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td><th>监督电话</th><td>0571-87654321</td></tr></table></div>"
    "<div><span>办理条件</span><div>渡口岸线稳定。</div></div>"
)


def test_the_title_of_the_part_with_the_facts_is_the_name() -> None:
    guide = read_body(f"<div>{ASIDE}<div class='right'><p>渡口设置许可</p>{TABLE}</div></div>")

    assert guide.read("name").text == "渡口设置许可"


@pytest.mark.parametrize("first", ["基本信息", "温馨提示", "<a href='/x'>渡口设置许可</a>"])
def test_what_heads_a_part_otherwise_is_no_name(first: str) -> None:
    guide = read_body(f"<div>{ASIDE}<div class='right'><p>{first}</p>{TABLE}</div></div>")

    assert guide.read("name").state is not State.STATED
