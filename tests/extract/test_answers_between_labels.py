"""Words that are labels elsewhere (值是标签词): between two titles of a column one answers the first."""

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


def test_a_word_between_two_labels_answers_the_first() -> None:
    guide = read_body(_column(_title("是否收费"), _value("收费"), *STANDARD))
    assert guide.read("fee_status").value == "收费"
    assert guide.read("fee_standard").value == "每张蚕种10元"


def test_a_short_title_over_its_own_value_is_no_answer() -> None:
    guide = read_body(_column(_title("是否收费"), _value(""), "<td>收费</td>", "<td>按亩数</td>", *STANDARD))
    assert guide.read("fee_status").text != "收费"
