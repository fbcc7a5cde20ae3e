"""What the words of a section on fees say where it has but one text (收费标准及依据：不收费)."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


@pytest.mark.parametrize("section", ["<h3>收费依据及标准</h3><p>{}</p>", "<p>收费标准及依据：{}</p>"])
def test_a_section_of_both_that_says_that_none_is_charged_has_neither_standard_nor_basis(section: str) -> None:
    guide = read_body(FACTS + section.format("不收费。"))
    assert guide.read("fee_status").value == "不收费"
    assert not guide.read("fee_standard").stated
    assert not guide.read("fee_basis").stated
    assert guide.fees == ()


@pytest.mark.parametrize(
    "fees",
    [
        "<p>收费标准：不收费</p><p>收费依据：《渡口收费办法》</p>",  # a standard of its own
        "<p>是否收费：收费</p><p>收费标准及依据：不收费</p>",  # says otherwise than the line above it
        "<p>收费标准及依据：每船80元，《渡口收费办法》</p>",
    ],
)
def test_other_words_under_a_title_of_fees_are_the_standard(fees: str) -> None:
    assert read_body(FACTS + fees).read("fee_standard").stated


@pytest.mark.parametrize("said", ["本许可不收费", "本事项不收费</p><p>免费"])
def test_a_sentence_about_the_item_says_that_none_is_charged(said: str) -> None:
    guide = read_body(f"{FACTS}<h3>收费标准</h3><p>{said}</p>")
    assert guide.read("fee_status").text == said.split("<", maxsplit=1)[0]


@pytest.mark.parametrize("said", ["渡船每艘80元，木船不收费", "无"])
def test_other_words_of_a_standard_say_nothing_of_it(said: str) -> None:
    assert not read_body(f"{FACTS}<h3>收费标准</h3><p>{said}</p>").read("fee_status").stated
