"""Columns of materials whose names mean one thing here and another there (材料类型, 材料形式): their values tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.one_guide import ANSWER, read_answer, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

NAMES = ("渡船登记申请书", "渡船检验证书", "渡口平面图")
FACTS = (
    "<p><b>事项名称</b><span>渡船登记</span></p><p><b>是否收费</b><span>不收费</span></p>"
    "<p><b>实施主体</b><span>临江县交通运输局</span></p><p><b>咨询电话</b><span>0571-81234567</span></p>"
)


def _listed(title: str, *values: str) -> ServiceGuide:
    rows = "".join(f"<tr><td>{n}</td><td>{v}</td><td>必要</td></tr>" for n, v in zip(NAMES, values, strict=False))
    heads = f"<tr><th>材料名称</th><th>{title}</th><th>材料必要性</th></tr>"
    return read_body(f"<h1>渡船登记</h1>{FACTS}<h3>申请材料</h3><table>{heads}{rows}</table>")


def _said(guide: ServiceGuide, part: str) -> list[str]:
    return [material.read(part).text for material in guide.materials]


@pytest.mark.parametrize("title", ["材料类型", "材料形式", "材料形态"])
@pytest.mark.parametrize(
    "values",
    [
        ("原件", "复印件", "原件和复印件"),
        ("原件核验", "收复印件", "原件（核对后退还）"),
        ("原件", "正本/副本", "加盖公章的复印件"),
    ],
)
def test_original_and_copy_under_an_ambiguous_name(title: str, values: tuple[str, ...]) -> None:
    guide = _listed(title, *values)
    assert _said(guide, "material_original") == list(values)
    assert not any(m.read(part).stated for m in guide.materials for part in ("material_type", "material_form"))


def test_a_number_with_the_original_is_the_copies_too() -> None:
    guide = _listed("材料类型", "原件1份", "复印件2份", "原件1份、复印件1份")
    assert (
        _said(guide, "material_copies")
        == _said(guide, "material_original")
        == ["原件1份", "复印件2份", "原件1份、复印件1份"]
    )


def test_an_empty_place_of_the_column_is_one_of_what_it_is() -> None:
    empty = _listed("材料类型", "原件", "", "复印件").materials[1]
    assert not empty.read("material_original").stated
    assert (empty.read("material_original").label, empty.read("material_type").label) == ("材料类型", None)


def test_electronic_beside_originals_tells_what_is_handed_in() -> None:
    assert _said(_listed("材料类型", "原件", "电子证照", "扫描件"), "material_original") == [
        "原件",
        "电子证照",
        "扫描件",
    ]


def test_a_medium_under_the_name_of_a_kind_and_the_other_way_round() -> None:
    assert _said(_listed("材料类型", "纸质", "电子件", "纸质/电子"), "material_form") == ["纸质", "电子件", "纸质/电子"]
    kinds = ["申请表格文书", "证件证书证明", "其他"]
    assert _said(_listed("材料形式", *kinds), "material_type") == kinds


@pytest.mark.parametrize(
    ("title", "values", "part"),
    [
        ("材料类型", ("原件", "其他", "原件"), "material_type"),
        ("材料类型", ("申请表格文书", "证件证书证明", "其他"), "material_type"),
        ("材料类型", ("其他", "其他", "其他"), "material_type"),
        ("材料形式", ("原件", "电子件", "原件"), "material_form"),
        ("材料形式", ("纸质", "电子", "纸质和电子"), "material_form"),
        ("材料形式", ("其他", "其他", "其他"), "material_form"),
    ],
)
def test_a_column_stays_what_it_is_called(title: str, values: tuple[str, ...], part: str) -> None:
    assert _said(_listed(title, *values), part) == list(values)


def test_a_column_stays_what_it_is_called_beside_one_of_that_name() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>原件</td><td>复印件</td></tr>" for name in NAMES)
    heads = "<tr><th>材料名称</th><th>材料类型</th><th>原件/复印件</th></tr>"
    guide = read_body(f"<h1>渡船登记</h1>{FACTS}<h3>申请材料</h3><table>{heads}{rows}</table>")
    assert (_said(guide, "material_type"), _said(guide, "material_original")) == (["原件"] * 3, ["复印件"] * 3)


def test_keys_of_an_answer_are_what_their_values_say() -> None:
    rows = [{"materialName": n, "materialType": "1", "materialTypeName": "原件", "isNeed": "1"} for n in NAMES]
    guide = read_answer({**ANSWER, "materialList": rows})
    assert _said(guide, "material_original") == ["原件"] * 3
