"""A guide that is one text of lines between breaks, its numbered labels alone in their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = (
    "一、申请条件", "渡船已检验。", "二、申请材料", "1、船舶证书（原件及复印件）", "2、照片",
    "三、办理流程", "1、申请", "2、审核",
    "四、办理时限", "5个工作日", "五、咨询电话", "0571-81234567",
)  # fmt: skip


def test_each_line_is_read_as_a_paragraph() -> None:
    guide = read_body(f"<h1>渡船登记</h1><div>{'<br>'.join(LINES)}</div>")

    assert guide.read("conditions").text == "渡船已检验。"
    assert [one.name.text for one in guide.materials] == ["船舶证书（原件及复印件）", "照片"]
    assert [step.name.text for step in guide.steps] == ["申请", "审核"]
    assert guide.read("promised_time_limit").text == "5个工作日"


HEADS = ("申请条件", "申请材料", "办理流程", "办理时限", "咨询电话")
VALUES = (
    ("渡船已检验。",), ("1、船舶证书（原件及复印件）", "2、照片"), ("1、申请", "2、审核", "3、发证"),
    ("5个工作日",), ("0571-81234567",),
)  # fmt: skip


@pytest.mark.parametrize("marks", [("（一）", "（二）", "（三）", "（四）", "（五）"), "◆◆◆◆◆", ("",) * 5])
def test_however_its_labels_are_marked(marks: Sequence[str]) -> None:
    heads = (f"{mark}{head}" for mark, head in zip(marks, HEADS, strict=True))
    lines = [line for head, said in zip(heads, VALUES, strict=True) for line in (head, *said)]
    guide = read_body(f"<h1>渡船登记</h1><div>　　{'<br>　　'.join(lines)}</div>")

    assert guide.read("conditions").text == "渡船已检验。"
    assert [one.name.text for one in guide.materials] == ["船舶证书（原件及复印件）", "照片"]
    assert guide.read("consultation_phone").text == "0571-81234567"


@pytest.mark.parametrize("sign", [".", "、"])
@pytest.mark.parametrize("markup", ["<p>{}</p>", "{}<br>"])
def test_a_list_below_a_numbered_label_counts_from_one_again(sign: str, markup: str) -> None:
    heads = (f"{number}{sign}{head}" for number, head in enumerate(HEADS, 1))
    lines = [line for head, said in zip(heads, VALUES, strict=True) for line in (head, *said)]
    guide = read_body(f"<h1>渡船登记</h1><div>{''.join(map(markup.format, lines))}</div>")

    assert [one.name.text for one in guide.materials] == ["船舶证书（原件及复印件）", "照片"]
    assert [step.name.text for step in guide.steps] == ["申请", "审核", "发证"]
    assert guide.read("promised_time_limit").text == "5个工作日"


def test_the_next_number_of_the_series_is_no_entry_of_it() -> None:
    lines = (
        "1.申请条件",
        "渡船已检验。",
        "2.温馨提醒",
        "请勿超载。",
        "3.申请材料",
        "1.照片",
        "2.证书",
        "4.咨询电话",
        "0571-81234567",
    )
    guide = read_body(f"<h1>渡船登记</h1><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>")

    assert guide.read("conditions").text == "渡船已检验。"
    assert [one.name.text for one in guide.materials] == ["照片", "证书"]


def test_who_signs_in_the_last_lines_is_no_part_of_the_number() -> None:
    signed = (*LINES, "临江县航运管理局", "2025年3月12日")
    guide = read_body(f"<h1>渡船登记</h1><div>{'<br>'.join(signed)}</div>")

    assert guide.read("consultation_phone").text == "0571-81234567"
    assert guide.read("implementing_body").state is State.UNREAD


def test_lines_without_numbers_or_values_are_left_a_text() -> None:
    menu = "申请条件<br>申请材料<br>办理流程<br>办理时限<br>咨询电话"
    assert not read_body(f"<h1>渡船登记</h1><div>{menu}</div>").read("conditions").stated
