"""Ways of writing a page that turned up on portals nobody had looked at before."""

from __future__ import annotations

from dataclasses import replace

from crawler.domain.evidence import Target
from crawler.page.html import Page
from crawler.page.learned.calls import Exchange, learn_list_call
from crawler.page.lists.item_rows import NamedRow, leads_elsewhere, listed_again
from crawler.page.lists.paging import page_key
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"


def page(markup: str, path: str = "/a/list.do?x=1") -> Page:
    found = parse(markup.encode(), "text/html; charset=utf-8", f"{HOST}{path}", "e")
    assert isinstance(found, Page)
    return found


def test_what_stands_behind_the_end_of_the_document_is_shown_too() -> None:
    found = page(
        "<html><body><p>甲</p></body></html>乙<div>丙 <a href='/f/1.doc'>空白表</a></div><script>var total=3;</script>"
    )
    assert found.visible_text() == "甲 乙 丙 空白表"
    assert [a.target for a in found.attachments()] == [Target(url=f"{HOST}/f/1.doc")]
    assert "total=3" in found.scripts.text
    twice = page("<html><body>甲</body></html><html><head><title>别的</title></head><body>乙<p>丙</p></body></html>")
    assert twice.visible_text() == "甲乙 丙"


def test_static_pages_whose_links_a_script_writes() -> None:
    script = 'for(i=1;i<=countPage;i++){document.write("<a href=\'news_"+i+".html\'>"+i+"</a>")}'
    one = page(f"<p>目录</p><script>var countPage = 3; var curPage = 1; {script}</script>", "/x/news.html")
    assert [p.url for p in one.paging().pages] == [f"{HOST}/x/news_2.html", f"{HOST}/x/news_3.html"]
    zero = page(f"<p>目录</p><script>var countPage = 3; var currentPage = 0; {script}</script>", "/x/news.html")
    assert [p.url for p in zero.paging().pages] == [f"{HOST}/x/news_1.html", f"{HOST}/x/news_2.html"]
    other = page(f"<p>目录</p><script>var countPage = 3; {script}</script>", "/x/about.html")
    assert not other.paging().pages


def test_the_one_row_that_is_left_for_the_last_page() -> None:
    row = '<div class="r"><a href="/c/show?taskCode=A77">取水许可证核发</a></div>'
    assert [i.code for i in page(f"{row}<p>第4页/共4页</p>").items()] == ["A77"]
    assert not page('<div class="r"><a href="/about.html">联系电话</a></div><p>第4页/共4页</p>').items()


def test_a_word_that_menus_use_too_is_a_form_where_it_hands_over_an_identifier() -> None:
    link = "<a href='javascript:;' onclick=\"openAttach('8f31c2a0')\">表格下载</a>"
    row = f"<table><tr><td>申请表</td><td>{link}</td></tr></table>"
    menu = "<a href='javascript:;' onclick='openDown()'>表格下载</a><a href='/down/list?cat=8'>表格下载</a>"
    plain = "<a href='/files/31.doc'>表格下载</a><a href='/down.action?attachGuid=8f31c2a0'>表格下载</a>"

    assert [a.target.url for a in page(row).attachments() if a.target] == ["javascript:openAttach('8f31c2a0')"]
    assert page(menu).attachments() == ()
    assert len(page(plain).attachments()) == 2


def test_form_page_of_this_guide_and_not_the_download_centre() -> None:
    found = page('<a href="/forms?id=x12">表格下载</a><a href="/center?id=9">表格下载</a>', "/guide?id=x12")
    assert [a.target and a.target.url for a in found.attachments()] == [f"{HOST}/forms?id=x12"]


def test_a_form_named_as_such_in_a_store_of_objects() -> None:
    found = page(
        '<a href="/b/zw/7f31">取水申请表（填写样例）</a><a href="/b/zw/7f32">取水登记表</a>'
        '<a href="/apply/7.html">填写取水申请表</a><a href="/guide/7?tab=2">取水登记表</a>'
    )
    assert [a.text for a in found.attachments()] == ["取水申请表（填写样例）", "取水登记表"]


def test_a_list_that_comes_as_a_piece_of_html() -> None:
    rows = "".join(f"<li onclick=\"go('/t/guide?innerCode=c{n}f')\">第{n}类许可证核发</li>" for n in range(5))
    answer = page(f'<ul>{rows}</ul><input type="hidden" id="result_count" value="12">', "/tags?dept=3&pageno=1&_=1790")
    call = learn_list_call([Exchange(target=Target(url=answer.url), page=answer)])
    assert call is not None
    assert call.last == 3
    second = call.at(2)
    assert second is not None
    assert "pageno=2" in second.url


def test_a_row_without_code_gives_way_to_the_same_with_code() -> None:
    there, elsewhere = Target(url=f"{HOST}/guide?taskid=71&from=hot"), Target(url=f"{HOST}/guide?taskid=72")
    plain = Target(url=f"{HOST}/guide?taskid=71")
    rows = [("h1", "取水许可", False, there, "71"), ("A1", "取水许可", True, plain, "71")]
    assert listed_again([*rows, ("h2", "取水许可", False, elsewhere, "72")]) == {"h1"}
    assert not listed_again([("A1", "取水许可", True, plain, "71"), ("A2", "取水许可", True, plain, "71")])


def test_of_rows_without_code_at_one_address_that_of_data_stays() -> None:
    here, other = Target(url=f"{HOST}/guide/9f71c0"), Target(url=f"{HOST}/guide/9f71c1")
    rows = [("h1", "取水许可", False, here, "9f71c0"), ("9f71c0", "取水许可", False, here, "9f71c0")]
    assert listed_again(rows) == {"h1"}
    assert not listed_again([rows[0], ("9f71c1", "取水许可", False, other, "9f71c1")])
    assert not listed_again([rows[0], ("9f71c0", "取水许可延续", False, here, "9f71c0")])


def test_a_row_of_data_without_code_gives_way_to_the_row_of_its_identifier() -> None:
    coded = ("A1", "取水许可", True, None, "9f71c0")
    assert listed_again([("9f71c0", "取水许可", False, None, "9f71c0"), coded]) == {"9f71c0"}
    assert not listed_again([("9f71c0", "河道采砂许可", False, None, "9f71c0"), coded])
    assert not listed_again([("9f71c1", "取水许可", False, None, "9f71c1"), coded])
    other = Target(url=f"{HOST}/county/guide?no=9f71c0")
    assert not listed_again([("h1", "取水许可", False, other, "9f71c0"), coded])


def test_pages_of_a_grid_that_posts_back_to_its_server() -> None:
    def grid(shown: int) -> Page:
        def number(n: int) -> str:
            call = f"javascript:__doPostBack('ctl00$Grid','Page${n}')"
            return (
                f"<td><span>{n}</span></td>" if n == shown else f'<td><a href="{call}">{n if n < 4 else "..."}</a></td>'
            )

        pager = "".join(number(n) for n in (1, 2, 3, 4))
        hidden = f"<input type='hidden' name='__VIEWSTATE' value='s{shown}'>"
        return page(f"<form method='post' action='list.aspx'>{hidden}<table><tr>{pager}</tr></table></form>")

    first, second = grid(1).paging(), grid(2).paging()
    assert (first.here, second.here) == (1, 2)
    assert [p.body for p in first.pages] == [
        f"__VIEWSTATE=s1&__EVENTTARGET=ctl00%24Grid&__EVENTARGUMENT=Page%24{n}" for n in (2, 3, 4)
    ]
    assert page_key(first.pages[1]) == page_key(second.pages[1])
    assert page_key(first.pages[0]) != page_key(first.pages[1])


def test_numbers_beside_a_list_lead_to_its_pages_where_their_addresses_say_so() -> None:
    pager = "<b>1</b> <a href='/a/list.do?page=2'>2</a> <a href='/a/list.do?page=3'>3</a>"
    found = page(f"<p>目录</p>{pager}", "/a/list.do").paging()
    assert (found.here, [p.url for p in found.pages]) == (1, [f"{HOST}/a/list.do?page={n}" for n in (2, 3)])
    days = "".join(f"<a href='/cal?m=3&d={n}'>{n}</a>" for n in range(1, 29))
    assert not page(f"<p>日历</p>{days}", "/cal?m=3").paging().pages


def test_the_session_in_an_address_is_neither_a_code_nor_a_page() -> None:
    session = ";jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    rows = "".join(f"<li><a href='/g/{n}{session}'>第{n}类取水许可证核发</a></li>" for n in range(1, 6))
    found = page(f"<ul>{rows}</ul>").items()
    assert [i.code for i in found] == [None] * 5
    assert len({i.key for i in found}) == 5
    assert page_key(Target(url=f"{HOST}/l{session}?page=2")) == page_key(Target(url=f"{HOST}/l?page=2"))


def test_guides_that_a_content_system_publishes_with_a_date() -> None:
    row = "<li><a href='/{{0}}/t{0}.html'>第{0}类取水许可证核发</a>2025-03-1{0}</li>"
    rows = row.format(1) + row.format(2)
    assert len(page(f"<ul>{rows.format('bszn/gr')}</ul>").items()) == 2
    assert not page(f"<ul>{rows.format('zwgk/gs')}</ul>").items()


def test_a_row_that_leads_nowhere_gives_way_to_the_guide_in_the_column_of_a_department() -> None:
    catalogue, column = frozenset({"catalogue"}), frozenset({"column"})
    bare = NamedRow("B1", "取水许可", "临江县水利局", leads=False, lists=catalogue)
    guide = NamedRow("h1", "取水许可办事指南", "", leads=True, lists=column)
    assert leads_elsewhere([bare, guide]) == {"B1"}
    assert not leads_elsewhere([bare, replace(guide, lists=catalogue)])
    assert not leads_elsewhere([bare, replace(guide, body="临江县住房和城乡建设局")])
    assert not leads_elsewhere([bare, guide, replace(guide, key="h2", lists=frozenset({"other"}))])
    assert not leads_elsewhere([bare, replace(guide, leads=False)])
