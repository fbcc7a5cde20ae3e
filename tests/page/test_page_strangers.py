"""What portals of strangers showed: answers in XML, rows under keys of a letter, letters to choose from, rows awaited."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import base64
import json

import pytest

from crawler.domain.evidence import Target
from crawler.page.guides.guide_parts import guide_parts
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.called_routes import learn_called
from crawler.page.learned.calls import Exchange, without_page
from crawler.page.learned.facet_calls import learn_list_calls
from crawler.page.learned.like_calls import waiting
from crawler.page.lists.main_rows import opening_rows
from crawler.page.lists.more_rows import goes_on_by_script
from crawler.page.lists.withdrawn import is_withdrawn
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"


def answer(text: str, path: str = "/svc/query", kind: str = "text/xml") -> JsonPage:
    found = parse(text.encode(), kind, HOST + path, "e1")
    assert isinstance(found, JsonPage)
    return found


def json_answer(data: object, path: str = "/api/list") -> JsonPage:
    return answer(json.dumps(data, ensure_ascii=False), path, "application/json")


def page(markup: str, path: str = "/hall.html") -> Page:
    found = parse(markup.encode(), "text/html; charset=utf-8", HOST + path, "e2")
    assert isinstance(found, Page)
    return found


# --- XML ------------------------------------------------------------------------------------------------------------


def test_rows_of_an_answer_in_xml_are_items_with_their_total() -> None:
    rows = "".join(
        f'<row id="a-{n}" name="第{n}类医疗器械备案" type="行政许可" dept="市场监督管理局"/>' for n in range(3)
    )
    found = answer(f'<?xml version="1.0" encoding="GBK"?>\n<resp code="0" total="8">{rows}</resp>')
    assert [(i.name, i.code, i.locator) for i in found.items()][:1] == [("第0类医疗器械备案", "a-0", "/row/0")]
    assert [t.value for t in found.totals()] == [8]
    alone = answer('<resp code="0" total="1"><row id="a-1" name="取水许可" type="行政许可" dept="水利局"/></resp>')
    assert [i.locator for i in alone.items()] == ["/row/0"]  # One row has the shape of several.


def test_elements_with_words_and_attributes_keep_both() -> None:
    found = answer(
        '<guide name="取水许可"><sec title="基本信息"><f k="实施主体"><![CDATA[水利局]]></f><f k="办件类型">承诺件</f></sec></guide>'
    )
    assert found.data == {
        "name": "取水许可",
        "sec": {"title": "基本信息", "f": [{"k": "实施主体", "value": "水利局"}, {"k": "办件类型", "value": "承诺件"}]},
    }


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>办事指南</p></body></html>',
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>通知</title></item></channel></rss>',
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r a="1">&x;</r>',
        '<?xml version="1.0"?><resp><row name="取水许可"></resp>',
        '<?xml version="1.0"?><ul class="list"><li id="a-1">取水许可</li></ul>',
    ],
)
def test_documents_and_what_is_no_xml_stay_what_they_were(text: str) -> None:
    assert isinstance(parse(text.encode(), "text/xml", HOST + "/x", "e"), Page)


# --- rows of answers ------------------------------------------------------------------------------------------------


def test_a_few_rows_under_keys_of_a_letter_are_known_by_their_type_and_their_number() -> None:
    rows = [
        {"n": "869062", "t": "城镇污水排入排水管网许可", "k": "行政许可"},
        {"n": "", "t": "木材运输证核发", "k": "行政许可", "s": "已取消"},
    ]
    found = json_answer({"rows": rows}).items()
    assert [(i.name, i.code) for i in found] == [("城镇污水排入排水管网许可", "869062")]


def test_news_and_words_without_a_type_are_no_items() -> None:
    news = [{"n": "4021", "t": "关于林木采伐许可证核发的通知", "k": "行政许可"}]
    words = [{"n": "4021", "t": "林木采伐许可证核发", "k": "热门"}, {"n": "4022", "t": "取水许可", "k": "热门"}]
    assert json_answer({"rows": news}).items() == () == json_answer({"rows": words}).items()


def test_a_row_is_known_by_the_code_of_its_item() -> None:
    rows = [{"id": "a-1", "name": "取水许可（变更）", "code": "11990603847920419G3000116562001"}]
    assert [i.name for i in json_answer({"sub": rows}).items()] == ["取水许可（变更）"]
    assert json_answer({"sub": [{"id": "a-1", "name": "取水许可（变更）", "code": "0012"}]}).items() == ()


@pytest.mark.parametrize(("own", "flag", "yes"), [("id", "hasChildren", 1), ("sxGuid", "isLeaf", 0)])
def test_a_row_may_say_with_a_flag_that_items_lie_beneath_it(own: str, flag: str, yes: int) -> None:
    rows = [
        {own: f"aa-{n}", "itemName": f"第{n}类备案", flag: str(int(n % 2 == yes)), "type": "行政许可"} for n in range(4)
    ]
    assert {row.value for row in opening_rows(json_answer({"rows": rows}))} == {"aa-1", "aa-3"}


@pytest.mark.parametrize(
    ("words", "gone"), [("已取消", True), ("（已下放）", True), ("不再实施", True), ("注销", False), ("已办结", False)]
)
def test_rows_that_are_offered_no_more(words: str, gone: bool) -> None:
    assert is_withdrawn(["行政许可", words]) is gone


def test_a_row_of_a_table_that_was_withdrawn_is_no_item() -> None:
    rows = "".join(
        f"<tr><td><a href='/bszn/{n}.htm'>第{n}类备案</a></td><td>行政许可</td><td>{s}</td></tr>"
        for n, s in ((1, "在用"), (2, "已取消"))
    )
    found = page(f"<table><tr><th>事项名称</th><th>事项类型</th><th>状态</th></tr>{rows}</table>").items()
    assert [i.name for i in found] == ["第1类备案"]


def test_rows_that_are_offered_no_more_count_in_the_total_of_their_list() -> None:
    rows = "".join(f"<li><a href='/bszn/{n}.htm'>第{n}类经营许可证核发</a></li>" for n in range(1, 6))
    listed = f"<h2>事项清单</h2><p>共6项</p><ul>{rows}<li><span>渔业捕捞许可</span><em>LAST</em></li></ul>"
    gone, missing = (page(listed.replace("LAST", last)) for last in ("已取消", "办理"))
    assert [len(one.items()) for one in (gone, missing)] == [5, 5]
    assert [goes_on_by_script(one) for one in (gone, missing)] == [False, True]


# --- calls ----------------------------------------------------------------------------------------------------------


def letter(said: str, *names: str) -> Exchange:
    rows = [{"n": f"86{ord(said)}{n}", "t": name, "k": "行政许可"} for n, name in enumerate(names)]
    target = Target(url=f"{HOST}/gw/letter?aud=P&c={said}")
    return Exchange(target=target, page=json_answer({"rows": rows}))


def test_letters_without_items_tell_what_differs_as_well() -> None:
    letters = page("<div class='letters'>" + "".join(f"<button data-c='{c}'>{c}</button>" for c in "ABCDE") + "</div>")
    calls = [letter("C", "城镇污水排入排水管网许可"), letter("A"), letter("B")]
    asked = {call.target.url[-1] for call in learn_list_calls(calls, letters)}
    assert asked == {"C", "D", "E"}
    assert [call.target.url[-1] for call in learn_list_calls(calls[:1], letters)] == ["C"]


def test_a_list_without_pages_is_asked_for_with_the_most_rows_that_its_page_offers() -> None:
    rows = "".join(
        f'<row id="a-{n}" name="第{n}类医疗器械备案" type="行政许可" dept="市场监督管理局"/>' for n in range(20)
    )
    target = Target(
        url=HOST + "/svc/query", method="POST", body="kw=&pageSize=20", content_type="application/x-www-form-urlencoded"
    )
    shown = page(
        "<select id='dept'><option value='20'>水利局</option></select><select id='ps'><option>20</option><option>50</option></select>"
    )
    (call,) = learn_list_calls([Exchange(target=target, page=answer(f'<resp total="40">{rows}</resp>'))], shown)
    assert (call.target.body, call.last) == ("kw=&pageSize=50", 1)
    assert without_page(call.target) == without_page(target)  # What it declares counts for both.
    (whole,) = learn_list_calls([Exchange(target=target, page=answer(f'<resp total="20">{rows}</resp>'))], shown)
    assert whole.target.body == "kw=&pageSize=20"


# --- pages that wait ------------------------------------------------------------------------------------------------


def test_a_table_without_rows_waits_whatever_its_counter_says() -> None:
    bare = "<table id='tb'><thead><tr><th>事项名称</th><th>实施部门</th></tr></thead><tbody>{}</tbody></table>共 <b>0</b> 项"
    target = Target(url=HOST + "/hall.html")
    said = waiting(page(bare.format("")), target)
    assert (said.waits, said.declared) == (True, None)
    told = waiting(page(bare.format("<tr><td colspan='2'>暂无事项</td></tr>")), target)
    assert (told.waits, told.declared) == (False, 0)


# --- words and guides that a script brings ---------------------------------------------------------------------------

MENU = "<ul>" + "".join(f"<li><a href='/m{n}.asp'>栏目{n}</a></li>" for n in range(12)) + "</ul>"
WRITTEN = "<div class='art'><script src='/js/{}.js'></script>{}</div>"


@pytest.mark.parametrize(
    ("body", "path", "empty"),
    [
        (MENU + WRITTEN.format("718324", ""), "/bszn/202609/t718324.htm", True),
        (MENU + WRITTEN.format("718324", "<h2>取水许可办事指南</h2>"), "/bszn/202609/t718324.htm", False),
        (MENU + WRITTEN.format("202609", ""), "/bszn/202609/t718324.htm", False),  # of the month, not of the page
        (MENU + WRITTEN.format("jquery1124", ""), "/bszn/t718324.htm", False),
        (MENU + WRITTEN.format("share.js?v=20260918&", ""), "/bszn/t20260918_71.htm", False),
        ("<p>阅读<span><script src='/tj/n718324.js'></script></span>次</p>", "/bszn/t718324.htm", False),
        (
            "<table><tr><td>浏览次数：</td><td><script src='/getHits.jsp?id=718324'></script></td></tr></table>",
            "/t718324.htm",
            False,
        ),
        ("<ul></ul><td><script src='/wz/whitsun718324.js'></script></td>", "/bszn/t718324.htm", True),
    ],
)
def test_a_page_whose_words_its_own_script_writes_is_an_empty_shell(body: str, path: str, empty: bool) -> None:
    assert page(f"<html><head><title>取水许可</title></head><body>{body}</body></html>", path).needs_script() is empty


def test_what_offers_a_guide_and_hands_an_identifier_over_makes_its_row_an_item() -> None:
    row = "<div class='k'><span class='mc'>{}</span><span class='zn' data-dm='WT4638{}' data-bm='0{}'>办事指南</span></div>"
    rows = "".join(row.format(f"第{n}类医疗器械经营许可", n, n) for n in (1, 2))
    first, second = page(f"<div id='lb'>{rows}</div><script>bind()</script>").items()
    assert (first.name, first.target.url if first.target else None) == (
        "第1类医疗器械经营许可",
        "javascript:by_dm_bm('WT46381','01')",
    )
    route = learn_called(f"{HOST}/zn/WT46381_01.html", first)
    assert route is not None
    assert [t.url for t in (route.of(first), route.of(second)) if t] == [
        f"{HOST}/zn/WT46381_01.html",
        f"{HOST}/zn/WT46382_02.html",
    ]
    assert learn_called(f"{HOST}/zn/other.html", first) is None
    tabs = "<div class='tabs'><span data-tab='tab-1'>办事指南</span><span data-tab='tab-2'>办事指南</span></div>"
    assert page(f"<h3>取水许可</h3>{tabs}<script>bind()</script>").items() == ()
    bare = page(f"<div id='lb'>{rows.replace('办事指南', '在线申办')}</div><script>bind()</script>")
    assert bare.items() == ()


def test_a_file_is_known_by_what_it_is_for() -> None:
    material = {
        "name": "申请表",
        "att": [{"fid": "9952b0c1", "label": "空白表格"}, {"fid": "77e1f0aa", "label": "示例样表"}],
    }
    found = json_answer({"list": [material]}).attachments()
    assert [(a.text, a.target.url if a.target else "") for a in found] == [
        ("空白表格", "javascript:file(9952b0c1)"),
        ("示例样表", "javascript:file(77e1f0aa)"),
    ]
    assert json_answer({"list": [{"id": "9952b0c1", "label": "申请表格文书"}]}).attachments() == ()


def test_addresses_in_base64_are_read_where_the_script_opens_them() -> None:
    script = "function kan(o){window.open(atob(o.getAttribute('data-u')));} function __down(s){location.href=atob(s);}"
    said = {path: base64.b64encode(path.encode()).decode() for path in ("/wsbs/bszn/96_1.html", "/wsbs/files/bg/5.doc")}
    row = f"<tr><td>1</td><td>取水许可</td><td>水利局</td><td><span data-u='{said['/wsbs/bszn/96_1.html']}' onclick='kan(this)'>指南</span></td></tr>"
    found = page(
        f"<table><tr><th>序号</th><th>事项名称</th><th>实施机构</th><th>操作</th></tr>{row}</table><script>{script}</script>"
    )
    assert [i.target.url for i in found.items() if i.target] == [f"{HOST}/wsbs/bszn/96_1.html"]
    files = page(
        f"<a href=\"javascript:__down('{said['/wsbs/files/bg/5.doc']}')\">空白表格</a><script>{script}</script>"
    )
    assert [a.target.url for a in files.attachments() if a.target] == [f"{HOST}/wsbs/files/bg/5.doc"]


def test_numbered_pages_of_one_item_are_parts_of_its_guide_and_no_items() -> None:
    tabs = "<b>[基本信息]</b> <a href='96404_2.html'>[条件与材料]</a> <a href='96404_3.html'>[办理流程]</a> <a href='96404_4.html'>[收费与依据]</a>"
    shown = page(f"<h2>取水许可</h2><p>{tabs}</p><a href='/bszn/55555_1.html'>相关</a>", "/bszn/96404_1.html")
    assert shown.items() == ()
    assert [t.url.rpartition("/")[2] for t in guide_parts(shown)] == ["96404_2.html", "96404_3.html", "96404_4.html"]
    months = page("<a href='202611_2.html'>下一页</a>", "/list/202611_1.html?d=1")
    assert guide_parts(months) == ()


@pytest.mark.parametrize(
    ("pager", "goes_on"),
    [
        ("<div class='page'><script>Pager({size: 3, prefix: 'index'}); drawPager(3, 0, 'index');</script></div>", True),
        ("<div class='page'><script>drawPager(pageCount, pageNow);</script></div>", True),
        ("<div id='pager_1'></div><script>initPager('pager_1', 4, 1);</script>", True),
        ("<div class='page'><script>drawPager(1, 0, 'index');</script></div>", False),
        ("<div class='page'>共1页<script>drawPager(2, 0, 'index');</script></div>", False),
        ("<div class='top'><script>drawDate(2026, 1);</script></div><div class='page'></div>", False),
    ],
    ids=["numbers", "variables", "named", "one-page", "drawn", "another-box"],
)
def test_a_pager_that_a_script_draws_leads_on(pager: str, goes_on: bool) -> None:
    rows = "".join(f"<li><a href='/guide?id=80{n}'>渔业船舶登记第{n}类</a></li>" for n in range(1, 6))
    page = Page(text=f"<ul>{rows}</ul>{pager}", url="http://a.test/list.html", evidence="e")
    assert len(page.items()) == 5
    assert goes_on_by_script(page) is goes_on
    assert goes_on_by_script(page, rendered=True) is False
