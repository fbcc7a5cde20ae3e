"""Layers behind a button in the row of a material: what they say, a page that does not hold them leaves open."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><div class=r><b>事项类型</b><i>行政确认</i></div><div class=r><b>办件类型</b><i>承诺件</i></div>"
    "<div class=r><b>法定办结时限</b><i>20个工作日</i></div><div class=r><b>是否收费</b><i>否</i></div>"
)
_TITLES = "<tr><th>材料名称</th><th>材料形式</th><th>空白表格</th><th>操作</th></tr>"
_LAYER = (
    "<div class=pop style='display:none'><p>受理标准：内容真实</p><p>要求提供材料的依据：《渡运条例》第九条</p></div>"
)


def _state(rows: str, part: str) -> list[str]:
    guide = read_body(f"{_HEAD}<h3>申请材料</h3><table>{_TITLES}{rows}</table><h3>办理流程</h3><p>受理、审查、发证</p>")
    return [one.read(part).state.value for one in guide.materials]


def _row(name: str, button: str, layer: str = "") -> str:
    form = f"<a href='/f/{name}.doc'>{name}（空白表格）.doc</a>"
    return f"<tr><td>{name}</td><td>纸质</td><td>{form}</td><td>{button}{layer}</td></tr>"


@pytest.mark.parametrize(
    "button", ["<button>详情</button>", "<a>查看详情</a>", "<span onclick='more(this)'>材料明细</span>"]
)
def test_what_a_layer_may_say_of_a_material_is_not_known_where_it_was_not_opened(button: str) -> None:
    rows = _row("渡船登记申请表", button) + _row("船舶检验证书", button)
    assert _state(rows, "material_basis") == ["unread", "unread"]
    assert _state(rows, "material_form") == ["stated", "stated"]


def test_a_layer_that_stands_hidden_on_the_page_leaves_nothing_open() -> None:
    rows = _row("渡船登记申请表", "<a>详情</a>", _LAYER) + _row("船舶检验证书", "<a>详情</a>", _LAYER)
    assert _state(rows, "material_basis") == ["stated", "stated"]
    assert _state(rows, "material_issuer") == ["not_stated", "not_stated"]


def test_a_button_that_does_something_else_stands_for_no_layer() -> None:
    rows = _row("渡船登记申请表", "<a>在线填写</a>") + _row("船舶检验证书", "<a>在线填写</a>")
    assert _state(rows, "material_basis") == ["not_stated", "not_stated"]
