"""Ways of writing a page that turned up on portals nobody had looked at before."""

from __future__ import annotations

from crawler.domain.evidence import Target
from crawler.page.calls import Exchange, learn_list_call
from crawler.page.html import Page
from crawler.page.item_rows import listed_again
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
    rows = [("h1", "取水许可", False, there), ("A1", "取水许可", True, plain), ("h2", "取水许可", False, elsewhere)]
    assert listed_again(rows) == {"h1"}
    assert not listed_again([("A1", "取水许可", True, plain), ("A2", "取水许可", True, plain)])
