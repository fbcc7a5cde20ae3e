"""Guides that an answer gives in one text without markup, and lines that end in a number."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer, read_body

LINES = (
    "一、项目名称：渡船登记",
    "二、政策依据：《临江县渡船管理办法》第三条",
    "三、受理条件：有渡船，并有专职的船员。",
    "四、申请材料：1.渡船登记申请书；2.船舶检验证书",
    "五、受理地址：临江县渡口路1号2楼",
    "六、办结时限：3个工作日",
    "七、收费标准：不收费",
    "八、咨询电话：0555-6210001",
)


@pytest.mark.parametrize("between", ["\n", ";", "；\n"])
def test_a_text_in_which_labels_begin_the_lines_is_a_guide(between: str) -> None:
    guide = read_answer({"title": "渡船登记", "content": between.join(LINES)})
    assert guide.read("name").value == "渡船登记"
    assert guide.read("conditions").value == "有渡船，并有专职的船员。"
    assert guide.read("promised_time_limit").value == "3个工作日"
    assert guide.read("consultation_phone").value == "0555-6210001"
    assert [one.name.value for one in guide.materials] == ["渡船登记申请书", "船舶检验证书"]


def test_a_text_of_titles_and_what_stands_below_them_is_a_guide() -> None:
    text = "\n".join(line.replace("：", "\n", 1) for line in LINES)
    guide = read_answer({"title": "渡船登记", "content": text})
    assert guide.read("place").value == "临江县渡口路1号2楼"
    assert guide.read("legal_basis").value == "《临江县渡船管理办法》第三条"


def test_news_that_name_a_place_and_a_number_are_no_guide() -> None:
    told = "自5月6日起，渡船登记搬到新址，请广大群众互相转告，共同遵守。"
    text = f"渡船登记窗口搬迁公告\n{told}\n地址：临江县渡口路1号\n电话：0555-6210001"
    assert read_answer({"title": "公告", "content": text}).unread


@pytest.mark.parametrize("number", ["0555-6210001", "62100010", "12345"])
def test_a_number_that_was_read_leaves_no_doubt_about_another(number: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in (*LINES[:-1], f"八、咨询电话：{number}"))
    guide = read_body(f"<div>{body}</div>")
    assert guide.read("consultation_phone").value == number
    assert guide.read("complaint_phone").state is State.NOT_STATED


def test_a_number_under_a_label_that_nobody_knows_may_be_any() -> None:
    body = "".join(f"<p>{line}</p>" for line in (*LINES[:-1], "八、找茬专线：0555-6210001"))
    assert read_body(f"<div>{body}</div>").read("complaint_phone").unread
