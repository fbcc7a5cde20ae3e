"""Signs, counts and badges that stand before the name of a material are none of it."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


def test_bullets_and_dashes_are_no_words_of_a_name() -> None:
    lines = "<div>• 登记申请表 — 一式两份</div><div>• 检验证书</div>"
    guide = read_body(f"{FACTS}<section><div>材料清单</div>{lines}</section>")

    assert [m.name.text for m in guide.materials] == ["登记申请表", "检验证书"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1、《渡船登记表》（原件）", "《渡船登记表》（原件）"),
        ("【必须】 登记申请表", "登记申请表"),
        ("3寸照片", "3寸照片"),
        ("【电子版】申请表", "【电子版】申请表"),
    ],
)
def test_a_count_or_a_badge_before_a_name(cell: str, name: str) -> None:
    rows = (
        f"<tr><th>材料名称</th><th>份数</th></tr><tr><td>{cell}</td><td>1</td></tr><tr><td>检验证书</td><td>1</td></tr>"
    )
    guide = read_body(f"{FACTS}<h3>申请材料</h3><table>{rows}</table>")

    assert guide.materials[0].name.text == name


def test_a_badge_says_whether_it_must_be() -> None:
    rows = "<tr><th>材料名称</th><th>份数</th></tr><tr><td>【必须】 登记申请表</td><td>1</td></tr>"
    guide = read_body(f"{FACTS}<h3>申请材料</h3><table>{rows}</table>")

    assert guide.materials[0].readings["material_necessity"].text == "必须"


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        (("材料1　", "材料2　"), ["登记申请表", "检验证书"]),
        (("材料一：", "材料二："), ["登记申请表", "检验证书"]),
        (("材料1", "材料3"), ["材料1登记申请表", "材料3检验证书"]),
        (("材料1 ", ""), ["材料1 登记申请表", "检验证书"]),
    ],
)
def test_a_word_with_a_count_before_every_name_is_no_part_of_them(counts: tuple[str, str], names: list[str]) -> None:
    cards = "".join(
        f"<dl class='m'><dt>{count}<span>{name}</span></dt><dd><b>份数：</b>1</dd><dd><b>材料必要性：</b>必要</dd></dl>"
        for count, name in zip(counts, ("登记申请表", "检验证书"), strict=True)
    )
    guide = read_body(f"{FACTS}<section><h3>申请材料</h3>{cards}</section>")

    assert [m.name.text for m in guide.materials] == names
    assert guide.read("materials").text == "；".join(names)
