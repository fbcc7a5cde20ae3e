"""Scripts that set fields of a page's own form and send it: themes, departments, further pages."""
# ruff: noqa: E501 - scripts stand in one piece

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

_FORM = """<form id="f" name="f" method="post" action="/list.do">
<input type="hidden" id="pageNo" name="pageNo" value="1"><input type="hidden" id="theme" name="themeCode" value=""><input type="text" id="words" name="words" value=""></form>"""
_ROWS = "".join(f"<li><a href='/guide?id=90{n}'>公共场所卫生许可第{n}类</a></li>" for n in range(1, 7))


def _page(script: str, links: str = '<a href="javascript:turn(2)">2</a>', form: str = _FORM) -> Page:
    body = f"<html><body>{form}<ul>{_ROWS}</ul>{links}<script>{script}</script></body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://portal.test/list.do", "e1")
    assert isinstance(page, Page)
    return page


def _bodies(page: Page) -> list[str | None]:
    return [link.target.body for link in page.links() if link.target.method == "POST"]


@pytest.mark.parametrize(
    "set_page",
    [
        "el('pageNo').value=n;",
        'Q.byId("pageNo").value = n;',
        "var e=el('pageNo');e.value=n;",
        "var e = document.getElementById('pageNo'); e.setAttribute('value', n);",
        "document.querySelector(\"input[name='pageNo']\").value=n;",
        "document.getElementsByName('pageNo')[0].value=n;",
        "document.forms['f'].elements['pageNo'].value=n;",
        "document.f.pageNo.value=n;",
        "$('#pageNo').val(n);",
        "$('#pageNo').attr('value',n);",
        "pageNo.value=n;",
    ],
)
@pytest.mark.parametrize("send", ["document.f.submit();", "el('f').submit();", "$('#f').trigger('submit');"])
def test_a_field_is_set_however_it_is_looked_up(set_page: str, send: str) -> None:
    script = f"function el(i){{return document.getElementById(i);}}function turn(n){{{set_page}{send}}}"
    assert _bodies(_page(script)) == ["pageNo=2&themeCode=&words="]


def test_what_is_set_before_another_function_sends_goes_with_it() -> None:
    script = """function turn(n){$f('pageNo').value=n;$f('f').submit();}
    function theme(t){$f('theme').value=t;$f('words').value='';turn(1);}"""
    links = '<a href="javascript:theme(\'007\')">医疗卫生</a><a href="javascript:turn(3)">3</a>'
    assert _bodies(_page(script, links)) == ["pageNo=1&themeCode=007&words=", "pageNo=3&themeCode=&words="]


@pytest.mark.parametrize(
    "script",
    [
        "function turn(n){fieldOf(n).value=n;document.f.submit();}",
        "function turn(n){document.f.elements[2].value=n;document.f.submit();}",
        "function turn(n){document.f.pageNo.value=coded(n);document.f.submit();}",
        "function turn(n){document.f.elements[1].value=n;send(1);}function send(k){document.f.pageNo.value=k;document.f.submit();}",
    ],
)
def test_a_form_that_would_be_sent_without_what_its_script_was_called_with_leads_nowhere_that_is_known(
    script: str,
) -> None:
    assert _bodies(_page(script, "<a href=\"javascript:turn('049')\">出生登记</a>")) == []


def test_a_further_page_is_asked_for_by_the_field_of_its_number_where_the_script_was_misread() -> None:
    script = "function turn(n){document.f.words.value='';document.f.submit();}"
    pager = "<div class='pages'><b>1</b><a href='javascript:turn(2)'>2</a><a href='javascript:turn(2)'>下一页</a></div>"
    found = _page(script, pager).paging()
    assert [page.body for page in found.pages] == ["pageNo=2&themeCode=&words="]


def test_the_address_of_a_form_may_be_set_as_an_attribute() -> None:
    script = "function turn(n){$('#pageNo').val(n);$('#f').attr('action','/more.do').submit();}"
    (link,) = [one for one in _page(script).links() if one.target.method == "POST"]
    assert link.target.url == "http://portal.test/more.do"


@pytest.mark.parametrize(
    ("further", "asked"),
    [
        ("<input type='password' name='secret'>", 0),
        ("<textarea name='letter'></textarea>", 0),
        ("<input type='file' name='paper'>", 0),
        ("<input type='hidden' name='__VIEWSTATE' value='x'><input type='password' name='secret'>", 1),
        ("<select name='kind'><option value='1'>行政许可</option></select>", 1),
    ],
)
def test_a_form_with_a_place_for_more_than_a_choice_is_not_sent(further: str, asked: int) -> None:
    script = "function turn(n){document.f.pageNo.value=n;document.f.submit();}"
    form = _FORM.replace("</form>", f"{further}</form>")
    assert len(_bodies(_page(script, "<a href='javascript:turn(2)'>行政许可</a>", form))) == asked
