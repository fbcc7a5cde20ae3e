"""Cards of materials: a name, whether it must be filled in (必填, 选填), and lines about the file below."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


def card(name: str, badge: str, about: str) -> str:
    tail = "<div><span>格式：PDF、JPG</span><span>大小：≤10MB</span></div><button>下载空表</button>"
    return f"<div class='card'><div><span>{name}</span><span>{badge}</span></div><p>{about}</p>{tail}</div>"


def test_each_card_is_one_material() -> None:
    cards = card("渡船登记申请书", "必填", "按样表写") + card("渡船检验证书", "选填", "船检机构签发")
    guide = read_body(f"{FACTS}<div><h3>申请材料</h3><div>{cards}</div></div><h3>收费标准</h3><p>免费</p>")

    assert [m.name.text for m in guide.materials] == ["渡船登记申请书", "渡船检验证书"]
    assert [m.readings["material_necessity"].text for m in guide.materials] == ["必填", "选填"]


@pytest.mark.parametrize("word", ["必填项目说明", "必交纳费用"])
def test_a_word_that_begins_like_a_badge_is_none(word: str) -> None:
    lines = f"<div><p>{word}</p><p>渡船照片</p></div>"
    guide = read_body(f"{FACTS}<h3>申请材料</h3>{lines}<h3>收费标准</h3><p>免费</p>")

    assert all("material_necessity" not in m.readings for m in guide.materials)
