"""Values that are drawn as the titles above them are (与表头同样画法的值)."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = (
    ("事项名称", "养蚕许可"),
    ("事项类型", "行政许可"),
    ("办件类型", "承诺件"),
    ("受理条件", "有桑园十亩以上。"),
    ("办理地点", "城南路8号"),
)


def _cells(words: tuple[str, ...], box: str) -> str:
    return "".join(f"<td><{box}>{each}</{box}></td>" for each in words)


def _guide(fees: str) -> str:
    facts = "".join(f"<tr>{_cells((label,), 'span')}</tr><tr>{_cells((value,), 'div')}</tr>" for label, value in FACTS)
    section = f"<tr>{_cells(('收费标准',), 'span')}</tr><tr><td><div>{fees}</div></td></tr>"
    return f"<h1>养蚕许可</h1><table>{facts}{section}</table>"


def test_a_row_below_titles_holds_their_values() -> None:
    titles, values = ("收费项目名称", "收费标准", "收费依据"), ("蚕种检疫费", "每张10元", "云价〔2019〕3号")
    rows = f"<tr>{_cells(titles, 'span')}</tr><tr>{_cells(values, 'span')}</tr>"
    (fee,) = read_body(_guide(f"<table>{rows}</table>")).fees
    assert (fee.name.text, fee.readings["fee_standard"].text) == ("蚕种检疫费", "每张10元")


def test_titles_drawn_so_over_other_values_stay_titles() -> None:
    titles, values = ("收费项目名称", "收费标准", "收费依据"), ("蚕种检疫费", "每张10元", "云价〔2019〕3号")
    rows = f"<tr>{_cells(titles, 'span')}</tr><tr>{_cells(values, 'div')}</tr>"
    (fee,) = read_body(_guide(f"<table>{rows}</table>")).fees
    assert fee.name.text == "蚕种检疫费"
