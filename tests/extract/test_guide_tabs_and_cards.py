"""As many cards of materials as a guide has tabs: the cards are none of their panels."""

from __future__ import annotations

from tests.extract.one_guide import read_body

TITLES = ("办事概要", "申请材料", "办理流程", "收费标准", "常见问题")
FACTS = (
    "<p><b>事项名称</b><span>渡船登记</span></p><p><b>是否收费</b><span>不收费</span></p>"
    "<p><b>实施主体</b><span>临江县交通运输局</span></p><p><b>咨询电话</b><span>0571-81234567</span></p>"
)


def _card(number: int) -> str:
    pairs = (("材料类型", "原件"), ("来源渠道", "申请人自备"), ("材料必要性", "必要"))
    told = "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in pairs)
    return f"<div class='m'><div><i>{number}</i><b>船舶资料之{number}</b></div>{told}</div>"


def test_cards_of_materials_are_no_panels_of_tabs() -> None:
    tabs = "".join(f"<button data-tab='t{n}'>{title}</button>" for n, title in enumerate(TITLES))
    cards = "".join(_card(number) for number in range(1, len(TITLES) + 1))
    body = (
        f"<div class='tabs'>{tabs}</div><section><h3>基本信息</h3>{FACTS}</section>"
        f"<section><div>{cards}</div></section><section></section><section></section><section></section>"
    )
    found = read_body(f"<h1>渡船登记</h1><main>{body}</main>")
    assert not found.read("fee_standard").stated
    assert [m.name.text for m in found.materials] == [f"船舶资料之{n}" for n in range(1, len(TITLES) + 1)]
