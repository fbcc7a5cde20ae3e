"""Sections of complaints (监督投诉渠道) with their number under a bare label (电话：…): whom it reaches."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = {"事项名称": "渡船登记", "事项类型": "行政确认", "实施主体": "临江县交通运输局", "受理条件": "船在本县航行。"}


def _page(*sections: tuple[str, str]) -> str:
    return "".join(f"<p><b>{label}</b></p><p>{value}</p>" for label, value in (*FACTS.items(), *sections))


@pytest.mark.parametrize("label", ["电话", "联系电话", "电话号码"])
@pytest.mark.parametrize("title", ["监督投诉渠道", "监督和投诉渠道", "监督投诉"])
def test_a_number_below_the_title(title: str, label: str) -> None:
    guide = read_body(_page((title, f"{label}：0523-8812399"), ("承诺办结时限", "5个工作日")))

    assert "0523-8812399" in guide.read("complaint_phone").text
    assert not guide.read("consultation_phone").stated


def test_both_sections() -> None:
    guide = read_body(_page(("咨询途径", "电话：0523-8812301"), ("监督投诉渠道", "电话：0523-8812399")))

    assert "0523-8812301" in guide.read("consultation_phone").text
    assert "0523-8812399" in guide.read("complaint_phone").text


@pytest.mark.parametrize("empty", ["监督投诉电话", "监督电话："])
def test_a_number_behind_an_empty_one_is_its_own(empty: str) -> None:
    lines = "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())
    guide = read_body(f"{lines}<p>{empty}</p><p>联系电话：0523-8812301</p>")

    assert guide.read("consultation_phone").text == "0523-8812301"
    assert not guide.read("complaint_phone").stated


@pytest.mark.parametrize("lines", [("0523-8812399", "渡口路8号512室"), ("渡口路8号512室", "12345", "工作日9:00-17:00")])
def test_where_the_desk_is_and_when_it_is_open_is_no_part_of_its_number(lines: tuple[str, ...]) -> None:
    guide = read_body(_page(("监督投诉方式", "".join(f"<div>{line}</div>" for line in lines))))

    assert guide.read("complaint_phone").text == next(line for line in lines if "8812399" in line or line == "12345")
    if len(lines) > 2:
        assert guide.read("hours").state is State.UNREAD  # they may be those at which the item is handled


def test_other_ways_to_complain_stay_beside_the_number() -> None:
    ways = "<div>0523-8812399</div><div>网上投诉：登录平台留言</div>"
    assert (
        read_body(_page(("监督投诉方式", ways))).read("complaint_phone").text == "0523-8812399 网上投诉：登录平台留言"
    )


HEAD = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in FACTS.items())


@pytest.mark.parametrize("label", ["监督投诉方式", "投诉电话"])
def test_a_bare_label_in_the_cell_of_complaints_is_no_number_to_ask(label: str) -> None:
    row = f"<tr><td>{label}</td><td><p>电话：0523-8812399</p></td></tr>"
    guide = read_body(f"<table>{HEAD}{row}</table>")

    assert guide.read("complaint_phone").text == "电话：0523-8812399"
    assert guide.read("consultation_phone").state is State.NOT_STATED


@pytest.mark.parametrize("cell", ["<p>电话：0523-8812301</p>", "<p>咨询电话：0523-8812301</p>"])
def test_a_bare_label_in_another_cell_stays_one_to_ask(cell: str) -> None:
    rows = f"<tr><td>咨询方式</td><td>{cell}</td></tr><tr><td>监督投诉方式</td><td><p>电话：0523-8812399</p></td></tr>"
    guide = read_body(f"<table>{HEAD}{rows}</table>")

    assert guide.read("consultation_phone").text == "0523-8812301"
    assert guide.read("complaint_phone").text == "电话：0523-8812399"
