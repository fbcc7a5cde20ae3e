"""Words of links with brackets and arrows around them, and headings of a guide with their number before them."""

from __future__ import annotations

import pytest

from crawler.page.guides.online_entry import online_entries
from crawler.page.html import Page
from crawler.page.vocabulary import guide_section, says_guide

HOST = "http://zwfw.example.gov.cn"
SECTIONS = ("受理条件", "申请材料", "办理流程", "咨询电话", "设定依据", "收费标准")
NUMBERS = "一二三四五六"


def page(body: str, path: str = "/list") -> Page:
    return Page(text=f"<html><body>{body}</body></html>", url=HOST + path, evidence="e")


@pytest.mark.parametrize("heading", ["{0}、{1}", "（{0}）{1}：", "【{1}】", "■ {1}", "第{0}部分：{1}", "{0}．{1}:"])
def test_a_guide_whose_headings_are_numbered_or_marked_is_no_list(heading: str) -> None:
    told = "".join(
        f"<p><b>{heading.format(n, words)}</b></p><p>见窗口公告</p>" for n, words in zip(NUMBERS, SECTIONS, strict=True)
    )
    offered = "".join(f'<a href="/guide/show?id=88{n}1">{n}类取水许可</a>' for n in range(3))
    assert page(told + offered, "/t1.html").items() == ()


def test_numbers_and_marks_are_taken_off_headings_alone() -> None:
    assert guide_section("十、受理条件：") == guide_section("10.受理条件") == "受理条件"
    assert guide_section("十二、办理流程") == "办理流程"
    assert guide_section("3项申请材料") is None
    assert guide_section("一般受理条件") is None


@pytest.mark.parametrize(
    "words", ["【在线办理】", "[在线申报]", "在线办理 >>", "在线办理入口", "「去办理」", "→ 我要办"]
)
def test_the_way_to_apply_is_no_item_whatever_is_drawn_around_it(words: str) -> None:
    rows = "".join(f'<li><span>{n}类</span><a href="/sb?id=66{n}1">{words}</a></li>' for n in range(4))
    assert page(f"<h2>办事服务</h2><ul>{rows}</ul>").items() == ()
    assert [t.url for t in online_entries(page(f'<p><a href="/sb?id=6601">{words}</a></p>'))] == [f"{HOST}/sb?id=6601"]


def test_rows_whose_guides_are_offered_in_brackets_are_named_by_what_stands_beside() -> None:
    rows = "".join(
        f'<li><span>{n}号取水许可核发</span><a href="/show?k=7{n}">【办事指南】</a>'
        f'<a href="/sb?k=7{n}">【在线办理】</a></li>'
        for n in range(1, 4)
    )
    found = page(f"<h2>事项清单</h2><ul>{rows}</ul>").items()
    assert [item.name for item in found] == ["1号取水许可核发", "2号取水许可核发", "3号取水许可核发"]
    assert {item.target.url.partition("?")[0] for item in found if item.target} == {f"{HOST}/show"}


def test_arrows_and_brackets_make_no_guide_of_other_words() -> None:
    assert [says_guide(words) for words in ("办事指南 >>", "【查看详情】")] == [True, True]
    assert [says_guide(words) for words in ("【通知】办事指南更新", "指南针")] == [False, False]
