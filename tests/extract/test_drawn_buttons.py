"""Buttons that are drawn as pictures (图片按钮): where they lead is what they state."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>养蚕许可</h1><table><tr><td>事项名称：</td><td>养蚕许可</td></tr><tr><td>事项类型：</td><td>行政许可</td></tr>"
    "<tr><td>办件类型：</td><td>承诺件</td></tr></table>"
)


def _column(*rows: str) -> str:
    return FACTS + f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _title(words: str) -> str:
    return f"<td class=head>{words}</td>"


def _value(words: str) -> str:
    return f"<td><div>{words}</div></td>"


STANDARD = (_title("收费标准"), _value("每张蚕种10元"), _title("受理条件"), _value("有桑园十亩以上。"))
APPLY, PROGRESS = "<a href='/apply'><img src='/a.gif' alt='在线申报'></a>", "<a href='/find'><img src='/b.gif'></a>"


def test_where_the_picture_of_a_button_leads_is_the_entrance() -> None:
    guide = read_body(_column(f"<td>{APPLY}</td>", f"<td>{PROGRESS}</td>", *STANDARD))
    assert guide.read("online_entry").text.endswith("/apply")


def test_a_picture_that_leads_nowhere_is_the_label_of_what_follows() -> None:
    drawn = "<td><img src='/t.gif' alt='咨询电话'></td>"
    guide = read_body(_column(drawn, _value("0571-81234567"), *STANDARD))
    assert guide.read("consultation_phone").value == "0571-81234567"
