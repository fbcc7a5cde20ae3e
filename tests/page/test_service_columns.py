"""Dated lists of content systems: those of a column of services are lists of items, and no others."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

HOST = "http://www.qinghe.example.gov.cn"
SERVICES = ("生猪定点屠宰厂设置审查", "水域滩涂养殖证核发办事指南", "渔业船舶登记")
WAY = "您现在的位置：<a href='/'>首页</a> > <a href='/bs/'>网上办事</a> > <a href='/bs/bmbs/'>部门办事</a> > 县农业局"


def listed(names: tuple[str, ...], way: str, *, title: str = "县农业局", above: str = "", below: str = "") -> list[str]:
    rows = "".join(
        f"<li><span>2024-05-0{n}</span><a href='./20240{n}/t20240501_30{n}.html'>{name}</a></li>"
        for n, name in enumerate(names, 1)
    )
    text = f"<html><head><title>{title}</title></head><body><div>{way}</div>{above}<ul>{rows}</ul>{below}</body></html>"
    found = parse(text.encode(), "text/html", f"{HOST}/bs/bmbs/nyj/index.html", "e")
    assert isinstance(found, Page)
    return [item.name for item in found.items()]


@pytest.mark.parametrize(
    ("way", "title"),
    [
        (WAY, "县农业局"),
        ("<a href='/'>首页</a> » <a href='/zwfw/'>政务服务</a> » 办事指南", "清河县"),
        ("<b>当前位置：</b><a href='/'>清河县政府网</a>&gt;<a href='/xxgk/'>政务公开</a>&gt;办事指南", "清河县"),
        ("", "县农业局_部门办事_清河县人民政府"),
    ],
    ids=["department", "no-words-before", "published", "title"],
)
def test_a_dated_list_in_a_column_of_services_lists_items(way: str, title: str) -> None:
    assert listed(SERVICES, way, title=title) == ["生猪定点屠宰厂设置审查", "水域滩涂养殖证核发", "渔业船舶登记"]


def test_what_is_left_for_the_last_page_of_a_column_is_an_item() -> None:
    assert listed(SERVICES[:1], WAY) == list(SERVICES[:1])


def test_notices_and_forms_among_the_entries_of_a_column_are_no_items() -> None:
    others = ("关于调整养殖证年审时间的通知", "渔业船舶登记申请表", "渔业船舶登记流程图")
    assert listed((*SERVICES, *others), WAY) == listed(SERVICES, WAY)


@pytest.mark.parametrize(
    ("way", "title", "above"),
    [
        ("当前位置：<a href='/'>首页</a> > <a href='/bs/'>网上办事</a> > 办件公示", "清河县", ""),
        ("当前位置：<a href='/'>首页</a> > <a href='/xxgk/'>政务公开</a> > 行政许可", "清河县", ""),
        ("", "清河县网上办事大厅", ""),
        ("", "网上办事大厅", ""),
        (WAY, "县农业局", "<h3>办件公示</h3>"),
    ],
    ids=["cases", "what-was-permitted", "name-of-the-site", "short-name-of-the-site", "heading"],
)
def test_a_dated_list_of_any_other_column_lists_none(way: str, title: str, above: str) -> None:
    assert listed(SERVICES, way, title=title, above=above) == []


def test_news_in_a_column_of_services_are_no_items() -> None:
    news = ("我县召开政务服务工作会议", "关于渔业船舶登记有关事项的公告", "渔业船舶登记")
    assert listed(news, WAY) == []


def test_an_article_that_links_to_others_is_no_list() -> None:
    line = "<p>发布时间：2024-05-01 来源：县农业局 字体：[大 中 小]</p>"
    assert listed(SERVICES[:2], WAY, above=line + "<p>办理地点：县政务大厅</p>") == []


def desk(names: tuple[str, ...], *, title: str, kinds: tuple[str, ...] = (), below: str = "") -> list[str]:
    """A page of one office's desk, as old sites write it: a menu at the side, rows with a mark before each name."""
    menu = "<td>·<a href='main.asp'>窗口首页</a><br>·<a href='list.asp'>办事指南</a><br>·<a href='/'>返回中心</a></td>"
    rows = "".join(
        f"<tr><td>◆</td><td><a href='view2.asp?nid=4{n}'>{name}</a></td>"
        + (f"<td>[{kinds[n % len(kinds)]}]</td>" if kinds else "")
        + f"<td>2023-11-1{n}</td></tr>"
        for n, name in enumerate(names)
    )
    text = f"<title>{title}</title><table><tr>{menu}<td><table>{rows}</table>{below}</td></tr></table>"
    found = parse(text.encode(), "text/html", f"{HOST}/nyj/list.asp", "e")
    assert isinstance(found, Page)
    return [item.name for item in found.items()]


NAMES = ("生猪定点屠宰厂设置审查", "水域滩涂养殖证核发", "渔业船舶登记")
KINDS = ("行政许可", "行政许可", "行政确认")


def test_rows_that_say_what_type_of_item_they_are_list_items() -> None:
    assert desk(NAMES, title="县农业局窗口", kinds=KINDS) == list(NAMES)
    assert desk(NAMES, title="县农业局窗口") == []


def test_what_was_permitted_is_no_list_of_items_though_its_rows_say_the_type() -> None:
    companies = ("清河旺源牧业有限公司生猪定点屠宰厂设置审查", "清河顺水渔业有限公司水域滩涂养殖证核发")
    assert desk(companies, title="县农业局窗口", kinds=KINDS) == []
    assert desk(NAMES, title="办件结果", kinds=KINDS) == []


def test_a_title_of_one_word_is_that_of_a_list_where_the_page_counts_what_it_lists() -> None:
    assert desk(NAMES, title="办事指南", below="<p>共3条记录 第1/1页</p>") == list(NAMES)
    assert desk(NAMES, title="办事指南") == []
    assert desk(NAMES, title="表格下载", below="<p>共3条记录 第1/1页</p>") == []


def test_the_menu_of_a_desk_names_no_item() -> None:
    assert desk((), title="表格下载") == []
