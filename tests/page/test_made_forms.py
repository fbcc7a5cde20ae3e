"""Links whose script makes a form of its own, fills and sends it."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

_SEARCH = '<form action="/search" method="get"><input name="keyword"></form>'
_FIELD_BY_FIELD = """var f=document.createElement('form');f.method='get';f.action='/app/guide.html?old=1';
var a=document.createElement('input');a.type='hidden';a.name='area';a.value='990100';f.appendChild(a);
var b=document.createElement('input');b.setAttribute('name','id');b.setAttribute('value',id);f.appendChild(b);
document.body.appendChild(f);f.submit();"""
_BY_A_HELPER = """var f=document.createElement('form');f.method='get';f.action='/app/guide.html';
function put(n,v){var i=document.createElement('input');i.type='hidden';i.name=n;i.value=v;f.appendChild(i);}
put('area','990100');put('id',id);document.body.appendChild(f);f.submit();"""
_BY_MARKUP = """var f=document.createElement('form');f.setAttribute('action','/app/guide.html');
f.innerHTML='<input name="area" value="990100"><input name="id" value="'+id+'">';
document.body.appendChild(f);f.submit();"""


def _page(body: str, *, link: str = "showGuide('4711')") -> Page:
    text = f"""<html><body>{_SEARCH}<a href="javascript:void(0)" onclick="{link}">出生登记</a>
    <script>function showGuide(id){{{body}}}</script></body></html>"""
    page = parse(text.encode(), "text/html; charset=utf-8", "http://portal.test/list.html", "e1")
    assert isinstance(page, Page)
    return page


def _leads(page: Page) -> list[tuple[str, str, str | None]]:
    found = [place for place in page.places if place.element.tag == "a"]
    targets = [page.place_target(place) for place in found]
    return [(t.method, t.url, t.body) for t in targets if t is not None]


@pytest.mark.parametrize("script", [_FIELD_BY_FIELD, _BY_A_HELPER, _BY_MARKUP])
def test_the_fields_of_a_made_form_are_sent_and_those_of_the_page_are_not(script: str) -> None:
    assert _leads(_page(script)) == [("GET", "http://portal.test/app/guide.html?area=990100&id=4711", None)]


def test_a_made_form_is_posted_where_it_says_so() -> None:
    posted = _BY_A_HELPER.replace("'get'", "'post'")
    assert _leads(_page(posted)) == [("POST", "http://portal.test/app/guide.html", "area=990100&id=4711")]


def test_a_made_form_with_a_field_that_cannot_be_read_leads_nowhere_that_is_known() -> None:
    unread = _BY_A_HELPER.replace("put('id',id)", "put('id',cookieOf(id))")
    (found,) = _leads(_page(unread))
    assert found[1].startswith("javascript:")


def test_rows_may_call_the_place_of_their_links_like_a_part_of_the_page() -> None:
    rows = "".join(
        f'<li><span title="{name}">{name}</span><div class="x-links"><a href="/guide?itemId={n}">'
        f'<img src="/i.svg" title="办事指南"></a></div></li>'
        for n, name in enumerate(("失业保险金申领", "劳务派遣经营许可", "渔业捕捞许可"), start=100)
    )
    menu = '<div class="nav"><a href="/guide?itemId=7">办事指南</a><a href="/guide?itemId=8">办事指南</a></div>'
    for body, names in ((rows, ["失业保险金申领", "劳务派遣经营许可", "渔业捕捞许可"]), (menu, [])):
        text = f"<html><body><ul>{body}</ul></body></html>"
        page = parse(text.encode(), "text/html; charset=utf-8", "http://portal.test/list.html", "e1")
        assert isinstance(page, Page)
        assert [item.name for item in page.items()] == names
