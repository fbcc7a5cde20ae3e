"""Two titles of one element, of which one is that of a phone number."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body


def rows(*pairs: tuple[str, str]) -> str:
    told = (("实施主体", "云溪县交通运输局"), ("办件类型", "承诺件"), ("受理条件", "有合格的渡船和船员。"), *pairs)
    return f"<h1>渡口经营备案</h1><table>{''.join(f'<tr><th>{k}</th><td>{v}</td></tr>' for k, v in told)}</table>"


@pytest.mark.parametrize("first", [True, False])
def test_a_number_under_its_own_title_is_not_lost_to_a_channel_with_a_hotline(*, first: bool) -> None:
    number, channel = ("监督电话", "0999-8123400"), ("投诉方式", "窗口投诉：一楼综合窗口；电话投诉：12345")
    guide = read_body(rows(*((number, channel) if first else (channel, number))))
    assert guide.read("complaint_phone").text == "0999-8123400"
    asked = read_body(rows(("咨询方式", "现场咨询，或拨打12345"), ("咨询电话", "0999-8123455")))
    assert asked.read("consultation_phone").text == "0999-8123455"


@pytest.mark.parametrize(
    ("channel", "number"),
    [
        ("窗口投诉；电话投诉0999-8123499", "12345"),
        ("窗口投诉；电话0999-8123499", "0999-8123400"),
        ("拨打12345热线", "12345"),
    ],
)
def test_a_channel_that_names_a_number_of_its_own_stands(channel: str, number: str) -> None:
    guide = read_body(rows(("投诉方式", channel), ("监督电话", number)))
    assert guide.read("complaint_phone").text == channel
