"""Keys and columns that nobody knows: where one row shows what they may say, all rows are treated alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

NAMES = ("渡船登记表", "渡工证书", "检验报告")
FACTS = "".join(
    f"<li><b>{label}</b><i>{value}</i></li>"
    for label, value in (("事项类型", "行政许可"), ("实施主体", "云溪县交通运输局"), ("服务对象", "企业法人"))
)


def answered(**columns: tuple[object, ...]) -> tuple[Material, ...]:
    """The materials of an answer whose rows have these keys."""
    rows = [
        {"materialName": name, **{k: v[n] for k, v in columns.items() if v[n] is not Ellipsis}}
        for n, name in enumerate(NAMES)
    ]
    return read_answer({**ANSWER, "materialList": rows}).materials


def shown(title: str, *cells: str) -> ServiceGuide:
    """A guide whose table of materials has a column of its own."""
    rows = "".join(f"<tr><td>{n}</td><td>{c}</td></tr>" for n, c in zip(NAMES, cells, strict=True))
    table = f"<table><tr><th>材料名称</th><th>{title}</th></tr>{rows}</table>"
    return read_body(f"<h1>渡口经营许可</h1><ul>{FACTS}</ul><h2>申请材料</h2>{table}")


@pytest.mark.parametrize(
    "said",
    [
        ("申请人自备", "政府部门核发：海事机构", "其他：船检机构"),
        ("申请人自备", "政府部门核发（海事机构）", "其他"),
        ("中介机构出具：船检所", "申请人自备", "申请人自备"),
    ],
)
def test_words_of_the_list_with_a_remark_tell_the_source(said: tuple[str, ...]) -> None:
    assert [one.read("material_source").text for one in answered(hq=said)] == [*said]


def test_one_strange_word_leaves_the_source_of_every_row_open() -> None:
    materials = answered(hq=("申请人自备", "海事那里开", ""))
    assert [one.read("material_source").state for one in materials] == [State.UNREAD] * 3
    assert materials[1].read("material_source").label == "hq"


def test_a_row_without_the_key_says_nothing() -> None:
    materials = answered(hq=("申请人自备", "海事那里开", ...))
    assert materials[2].read("material_source").state is State.NOT_STATED


def test_two_keys_with_words_of_one_list_are_neither() -> None:
    materials = answered(hq=("申请人自备", "政府部门核发", "其他"), zs=("政府部门核发", "申请人自备", "其他"))
    assert not any(one.read("material_source").stated for one in materials)
    assert materials[2].read("material_source").unread


def test_two_keys_that_say_the_same_are_one() -> None:
    said = ("申请人自备", "政府部门核发", "申请人自备")
    assert [one.read("material_source").text for one in answered(hq=said, zs=said)] == [*said]


def test_a_known_key_beside_an_unknown_one_decides() -> None:
    materials = answered(source=("申请人自备",) * 3, hq=("申请人自备", "海事那里开", ""))
    assert [one.read("material_source").text for one in materials] == ["申请人自备"] * 3


def test_a_column_of_a_page_is_left_open_in_every_row() -> None:
    guide = shown("谁给", "申请人自备", "海事那里开", "")
    assert [one.read("material_source").state for one in guide.materials] == [State.UNREAD] * 3


def test_an_empty_cell_under_a_known_title_is_empty() -> None:
    guide = shown("来源渠道", "申请人自备", "海事那里开", "")
    assert [one.read("material_source").state for one in guide.materials][2] is State.NOT_STATED
