"""The search of a portal (站内搜索): its form, what is typed into it, and what it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page.portal.search_forms import TYPE, part_of, place_of, results, search_field, search_form
from tests.page.portal_page import PORTAL, page


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("<form action='/so'><input name='wd' placeholder='请输入关键字'></form>", f"{PORTAL}so?wd=%E5%8F%96%E6%B0%B4"),
        (
            "<form action='/so' method='post'><input type=hidden name=a value=1><input name=q title='搜索'></form>",
            "a=1&q=%E5%8F%96%E6%B0%B4",
        ),
        (
            "<input id='k'><button onclick='go()'>搜索</button><script>go=()=>{location='/s.jsp?kw='+k.value}</script>",
            f"{PORTAL}s.jsp?kw=%E5%8F%96%E6%B0%B4",
        ),
    ],
)
def test_a_search_is_put_to_the_portal_as_its_page_would(body: str, asked: str) -> None:
    form = search_form(page(body))
    assert form is not None
    target = form.ask("取水")
    assert target is not None
    assert asked in {target.url, target.body}


_LIST = "function list(p){get(ctx+'/rows.do?type='+t+'&word='+w+'&p='+p)}function narrow(){go('/rows?name='+w)}"
_SEARCH = "<input id='k' placeholder='搜服务'><button onclick='so()'>搜索</button>"


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        (f"var ctx='/zw';{_LIST}function so(){{location.href=ctx+'/s.do?word='+k.value}}", "zw/s.do?word="),
        (f"{_LIST}function so(){{location.href=ctx+'/s.do?word='+k.value}}", None),
        ("bind();function go(){location='/s.do?word='+k.value}", "s.do?word="),
        ("function so(){location.href=ctx()+'/s.do?word='+k.value}", None),
        ("function list(p){get('/rows?p='+p+'&word='+k.value)}", None),
    ],
    ids=["of-the-button", "of-another", "of-nobody-knows-whom", "base-unknown", "piece"],
)
def test_the_address_of_a_search_is_that_of_its_button(script: str, asked: str | None) -> None:
    form = search_form(page(f"{_SEARCH}<script>{script}</script>"))
    assert form is not None
    assert form.template == (asked and PORTAL + asked)


def test_a_page_that_is_one_form_has_its_search_where_the_button_is_and_is_not_sent() -> None:
    rows = "".join(f"<tr><td>第{n}类人员资格证书查询与办件进度</td></tr>" for n in range(40))
    field = "<div>事项名称：<input name='c$txt' type='text'/> <input type='submit' value='查 询'/></div>"
    whole = (
        f"<form method='post' action='L.aspx'><input type='hidden' name='__VIEWSTATE'/>{{}}<table>{rows}</table></form>"
    )
    found = search_field(page(whole.format(field)))
    assert found is not None
    assert found.get("name") == "c$txt"
    assert search_form(page(whole.format(field))) is None
    login = "<div>用户名：<input name='u'/> 密码：<input type='password'/><input type='submit' value='登录'/></div>"
    assert search_field(page(whole.format(login))) is None


def test_a_search_that_only_a_script_knows_is_typed() -> None:
    form = search_form(page("<input placeholder='搜索事项'><script>bind()</script>"))
    assert form is not None
    asked = form.ask("取水")
    assert asked is not None
    assert (asked.method, asked.body) == (TYPE, "取水")


@pytest.mark.parametrize(
    "body",
    [
        "<form action='/jd'><input name='no' placeholder='请输入办件编号查询进度'></form>",
        "<form action='/zs'><input name='sfz' placeholder='请输入身份证号查询'></form>",
        "<form action='/in'><input name='u' placeholder='搜索'><input type='password' name='p'></form>",
        "<form action='/send'><input name='t' placeholder='查询标题'><textarea name='x'></textarea></form>",
        "<input type='checkbox' name='search'>",
    ],
)
def test_other_fields_are_no_search(body: str) -> None:
    assert search_field(page(body)) is None


def test_results_are_those_that_stand_together() -> None:
    side = "<div class='s'><a href='/x1'>热门：公积金</a></div>"
    rows = "".join(f"<li><a href='/guide?id={n}'>{t}</a></li>" for n, t in enumerate(("取水许可变更", "取水许可")))
    found = results(page(f"<p>取水许可</p>{side}<ul>{rows}</ul>", f"{PORTAL}so?wd=1"), "取水许可", ())
    assert found == ("取水许可变更", "取水许可")
    assert place_of("取水许可", found) == 1


def test_no_results_are_told_from_a_page_that_was_not_understood() -> None:
    assert results(page("<p>抱歉，没有找到相关内容</p>"), "取水许可", ()) == ()
    assert results(page("<p>欢迎访问本网</p>"), "取水许可", ()) is None
    assert results(page("<a href='/news'>今日要闻一览</a>"), "取水许可", ()) is None
    assert results(page("<p>您搜索的是“取水许可”</p><a href='/n'>今日要闻一览</a>"), "取水许可", ()) == (
        "今日要闻一览",
    )


def test_what_may_lie_beneath_a_main_item_among_the_results_is_not_said_to_be_missing() -> None:
    mains = "".join(
        f"<div><b onclick=\"unfold('4c81d0{n}')\"><i>{'{0}'}</i>{name}</b><ul></ul></div>"
        for n, name in enumerate(("取水许可核发", "河道采砂许可核发", "水利工程开工审批"))
    )
    asked = "<p>您搜索的是“取水许可变更”</p>"
    assert results(page(asked + mains.format("+")), "取水许可变更", ()) is None
    assert results(page(asked + mains.format("")), "取水许可变更", ()) is not None
    assert results(page(asked + mains.format("+")), "采砂许可", ()) is not None


def test_a_part_of_a_name_stands_in_it() -> None:
    assert part_of("食品经营许可证核发") == "食品经营许可证"
    assert part_of("普通话水平测试") == "水平测试"
    assert part_of("ETC") is None


@given(st.text(alphabet="食品经营许可证核发办理（）()a1 ", max_size=20))
def test_any_part_is_shorter_than_the_name_and_inside_it(name: str) -> None:
    part = part_of(name)
    assert part is None or (part in name and 2 <= len(part) < len(name))
