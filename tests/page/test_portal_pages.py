"""Portals as a whole: columns and their entries, places to write, questions and answers with their dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page.lists.columns import columns, crossings, entries
from crawler.page.portal import published
from crawler.page.portal.entrances import (
    entrances,
    grades,
    place_to_write,
    says_out_of_service,
    way_to,
)
from crawler.page.portal.search_forms import results, search_form
from tests.page.portal_page import PORTAL, page


def test_columns_need_an_address_of_the_host_and_company() -> None:
    three = "".join(f"<a href='/d?n={n}'>{x}</a>" for n, x in enumerate(("民政局", "教育局", "水务局", "政务服务大厅")))
    away = "<a href='http://mzj.yunxi.gov.cn/'>财政局</a><a href='#'>司法局</a>"
    assert [link.text for link in columns(page(three + away))] == ["民政局", "教育局", "水务局"]
    assert columns(page("<a href='/d?n=1'>民政局</a>")) == ()


@pytest.mark.parametrize("first", ["?dept={n}", "?all=1&dept={n}"])
def test_a_column_within_another_choice_is_none(first: str) -> None:
    """The choices of a list keep each other: what a department has of one kind may be nothing at all."""
    offices = ("民政局", "教育局", "水务局")
    ways = (first, first + "&kind=2", "?kind=3&" + first[1:])
    links = [
        link
        for way in ways
        for link in columns(page("".join(f"<a href='/m{way.format(n=n)}'>{x}</a>" for n, x in enumerate(offices))))
    ]
    assert len(links) == 9
    left = [link.target.url for link in links if link.target.key not in crossings(links)]
    assert left == [f"{PORTAL}m{first.format(n=n)}" for n in range(3)]


def test_columns_of_several_names_at_one_address_are_columns() -> None:
    body = "<a href='/m?t=1'>民政局</a><a href='/m?t=1&n=2'>教育局</a><a href='/m?t=1&n=3'>水务局</a>"
    assert not crossings(columns(page(body)))


def test_an_address_that_only_a_script_gives_is_no_column_to_blame_anyone_for() -> None:
    row = "".join(f"<span data-c='7f20c1d{n}'>{x}</span>" for n, x in enumerate(("民政局", "教育局", "水务局")))
    opens = "<script>$('#row span').click(function () { location.href = '/d?n=' + this.dataset.c; });</script>"
    shown = page(f"<p id='row'>{row}</p>{opens}")
    assert [link.text for link in shown.links()] == ["民政局", "教育局", "水务局"]
    assert columns(shown) == ()


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<p>暂无数据</p>", 0),
        ("<div class='empty'><span>栏目建设中，敬请期待</span></div>", 0),
        ("<p>共0条</p>", 0),
        ("<p>收费：暂无</p><a href='/guide?id=1'>取水许可</a>", 1),
        ("<p>本栏目介绍云溪的历史沿革和风土人情。</p>", None),
        ("<li data-no='m701'><b>取水许可</b><em>2</em><ul></ul></li>", 1),
        ("<li data-no='m701'><b>取水许可</b><em>2</em></li>", None),
    ],
)
def test_entries_of_a_column(body: str, count: int | None) -> None:
    assert entries(page(f"<a href='/'>首页</a>{body}"), {page("<a href='/'>首页</a>").links()[0].target.key}) == count


def test_the_same_column_in_another_order_is_no_entry() -> None:
    body = "<a href='/d?n=3&sort=time'>按时间排序</a><a href='/d?n=3&page=1'>首页</a><p>暂无数据</p>"
    assert entries(page(body, f"{PORTAL}d?n=3"), ()) == 0
    assert entries(page("<a href='/d?n=4'>取水许可</a>", f"{PORTAL}d?n=3"), ()) == 1


def test_words_of_a_link_or_a_long_text_are_no_notice() -> None:
    assert says_out_of_service(page("<a href='/x'>系统升级中公告</a>")) is None
    assert (
        says_out_of_service(page("<p>我市地铁三号线正在建设中，预计明年通车，沿线居民出行将更加便利快捷。</p>")) is None
    )


def test_the_way_back_by_address_or_by_words() -> None:
    assert way_to(page("<a href='http://zwfw.yunxi.gov.cn/x'>进入</a>", "http://www.yunxi.gov.cn/"), PORTAL) is not None
    assert (
        way_to(page("<a href='http://zw.sheng.gov.cn/'>政务服务</a>", "http://www.yunxi.gov.cn/"), PORTAL) is not None
    )
    assert way_to(page("<a href='/news'>新闻</a>", "http://www.yunxi.gov.cn/"), PORTAL) is None


def test_a_place_to_write() -> None:
    assert place_to_write(page("<textarea name='t' placeholder='留言内容'></textarea>")) is not None
    assert place_to_write(page("<textarea style='display: none'></textarea><textarea readonly>x</textarea>")) is None


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>问 提问时间：2026-03-02 回复时间：2026-03-04</li></ul>",
        "<div><p>来信时间 2026年3月2日</p><p>内容</p><p>答复日期：2026年3月4日</p></div>",
        "<table><tr><th>标题</th><th>留言时间</th><th>办结时间</th></tr><tr><td>问</td><td>2026/3/2</td><td>2026/3/4</td></tr></table>",
    ],
)
def test_dates_of_asking_and_answering(body: str) -> None:
    [one] = published.replies(page(body))
    assert (one.asked.isoformat(), one.answered and one.answered.isoformat()) == ("2026-03-02", "2026-03-04")


@pytest.mark.parametrize(
    "body",
    [
        "<li>申请时间：2026-03-02 办结时间：2026-03-04</li>",
        "<li>发布时间：2026-03-02</li>",
        "<li>提问时间：2026-03-02</li>",
        "<li>提问时间：2026-03-05 答复时间：2026-03-02</li>",
    ],
)
def test_other_dates_are_no_answers(body: str) -> None:
    assert published.replies(page(f"<ul>{body}</ul>")) == ()


def test_a_question_that_waits() -> None:
    [one] = published.replies(page("<ul><li>提问时间：2026-03-02 状态：待回复</li></ul>"))
    assert one.answered is None


@given(st.text(max_size=80))
def test_no_page_makes_a_reader_raise(text: str) -> None:
    one = page(text)
    entrances(one), grades(one), says_out_of_service(one), published.replies(one), published.figures(one)
    results(one, "取水", ())
    form = search_form(one)
    assert form is None or form.ask("取水") is None or form.field is not None
