"""Numbers of entries whose parts stand on lines of their own in the source (源码折行的序号)."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("number", ["(\n{}\n)、", "（\n  {} ）、", "{}\n、", "{}、\n"])
def test_the_number_of_a_material_may_be_wrapped(number: str) -> None:
    names = ("桑园证明", "养蚕许可申请表")
    rows = "".join(
        f"<tr><td>{number.format(n)}{name}<div><i>填报须知：</i><span>原件，写明亩数。</span></div></td></tr>"
        for n, name in enumerate(names, 1)
    )
    guide = read_body(_column(_title("所需材料"), f"<td><div><table>{rows}</table></div></td>", *STANDARD))
    assert [material.name.text for material in guide.materials] == list(names)
