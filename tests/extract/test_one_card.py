"""The card of the only material of a list, with rows behind it that are drawn as its own and speak of all."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = ("办件类型：承诺件", "事项类型：行政确认", "法定办结时限：5个工作日", "实施主体：临江县水运局")
TOP = "<h1>渡船登记</h1>" + "".join(f"<p>{fact}</p>" for fact in FACTS)
ROW = "<div class='row'><div class='k'><span>{}</span></div><div class='v'><span>{}</span></div></div>"
OWN = "".join(ROW.format(*pair) for pair in (("材料类型", "其他"), ("份数", "1"), ("材料必要性", "必要")))
BASIS = ROW.format("要求提供材料的依据", "《渡口条例》第三条")
CARD = "<div class='card'><h4>船舶照片</h4>{}</div>"


@pytest.mark.parametrize(
    ("inside", "of_row", "of_all"),
    [
        (CARD.format(OWN) + BASIS, "", "《渡口条例》第三条"),
        (CARD.format(OWN + BASIS), "《渡口条例》第三条", ""),
    ],
)
def test_rows_behind_the_only_card_are_none_of_its_own(inside: str, of_row: str, of_all: str) -> None:
    guide = read_body(f"{TOP}<div><h3>申请材料</h3><div>{inside}</div></div>")
    (one,) = guide.materials
    assert (one.name.text, one.read("material_copies").text) == ("船舶照片", "1")
    assert one.read("material_basis").text == of_row
    assert guide.read("material_basis").text == of_all
