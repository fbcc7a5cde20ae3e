"""Offices that a guide names under no label: below its title, and at its foot over the date."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "<p>一、申请条件</p><p>渡船已检验。</p><p>二、办理时限</p><p>5个工作日</p><p>三、收费标准</p><p>不收费</p>"
LISTED = "<p>四、申请材料</p><p>1.渡船登记申请表</p><p>2.船舶证书</p>"


def test_an_office_right_below_the_title_is_the_implementing_body() -> None:
    guide = read_body(f"<h1>渡船登记</h1><p>（临江县航运管理局）</p>{FACTS}{LISTED}")

    assert guide.read("implementing_body").text == "临江县航运管理局"


@pytest.mark.parametrize(
    "beside",
    ["<p>航运管理局</p>", "<p>临江县航运管理局承担本县渡船登记</p>", "<p><a href='/d'>临江县航运管理局</a></p>"],
)
def test_other_words_below_the_title_are_none(beside: str) -> None:
    assert not read_body(f"<h1>渡船登记</h1>{beside}{FACTS}{LISTED}").read("implementing_body").stated


@pytest.mark.parametrize(
    "foot",
    [
        "<p>临江县航运管理局</p><p>2025年3月12日</p>",
        "<p style='text-align:right'>临江县航运管理局<br>2025年3月12日</p>",
        "<p align='right'>临江县航运管理局</p>",
    ],
)
def test_who_signs_a_guide_is_no_part_of_its_last_material(foot: str) -> None:
    guide = read_body(f"<h1>渡船登记</h1><div>{FACTS}{LISTED}{foot}</div>")

    assert [one.name.text for one in guide.materials] == ["渡船登记申请表", "船舶证书"]
    assert guide.read("implementing_body").state is State.UNREAD


def test_an_office_below_a_label_is_its_value() -> None:
    named = "<p>五、实施机关</p><p>临江县航运管理局</p><p>2025年3月12日</p>"
    guide = read_body(f"<h1>渡船登记</h1><div>{FACTS}{LISTED}{named}</div>")

    assert "临江县航运管理局" in guide.read("implementing_body").text


def test_an_office_that_is_no_signature_stays_where_it_stands() -> None:
    guide = read_body(f"<h1>渡船登记</h1><div>{FACTS}<p>四、受理地点</p><p>听涛路7号</p><p>临江县航运管理局</p></div>")

    assert "临江县航运管理局" in guide.read("place").text
