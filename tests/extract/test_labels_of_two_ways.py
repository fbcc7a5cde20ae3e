"""One element under two labels of one guide, of which one says nothing: the one that says something is read."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


def section(title: str, words: str) -> str:
    return f"<h3>{title}</h3><p>{words}</p>"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("element", "empty", "told"),
    [
        ("procedure", ("网上申报流程", "无"), ("窗口办理流程", "船主到二楼窗口交申请书，窗口当场核对。")),
        ("conditions", ("受理条件", "材料齐全"), ("申请条件", "渡船已取得检验证书。")),
    ],
)
def test_the_label_with_words_is_read(
    element: str, empty: tuple[str, str], told: tuple[str, str], turned: bool
) -> None:
    pair = [section(*empty), section(*told)]
    guide = read_body(FACTS + "".join(reversed(pair) if turned else pair))

    assert guide.read(element).text == told[1]


def test_a_label_alone_that_says_nothing_is_read_as_it_is() -> None:
    assert read_body(FACTS + section("受理条件", "材料齐全")).read("conditions").text == "材料齐全"


def test_of_two_that_say_something_the_more_trusted_is_read() -> None:
    both = section("申请条件", "渡船已取得检验证书。") + section("受理条件", "船主年满十八周岁。")

    assert read_body(FACTS + both).read("conditions").text == "船主年满十八周岁。"
