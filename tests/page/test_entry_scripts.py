"""Entrances that only a script opens: where it takes whoever clicks them, by what the page holds."""

from __future__ import annotations

import pytest

from crawler.page.guides.entry_scripts import followed, scripted_entries
from crawler.page.html import Page

HERE = "http://zw.example/p/guide.html?id=77a1&area=9900"
BY_ID = '<a href="javascript:;" id="zx">在线办理</a>'
BY_CALL = '<a href="javascript:void(0)" onclick="goApply(\'A-1\')">在线办理</a>'


def led(body: str, outer: str = "", *, url: str = HERE) -> list[tuple[str, bool] | None]:
    page = Page(text=f"<html><body><script src='/own.js'></script>{body}</body></html>", url=url, evidence="e")
    found = [followed(page, element, [outer]) for element in scripted_entries(page)]
    return [None if one is None else (one.target.url, one.sure) for one in found]


@pytest.mark.parametrize(
    ("body", "outer", "address"),
    [
        (
            BY_CALL,
            "var ctx = '/hall'; function goApply(no) { window.open(ctx + '/apply?no=' + encodeURIComponent(no)); }",
            "/hall/apply?no=A-1",
        ),
        (
            BY_CALL,
            (
                "var Site = {webRoot: '/hall/', user: {}, say: function () { return ', {'; }};"
                " function goApply(no) { window.open(Site.webRoot + 'apply?no=' + no); }"
            ),
            "/hall/apply?no=A-1",
        ),
        (
            '<input type="hidden" id="rid" value="9f3"><button id="zx">立即办理</button>',
            "$('#zx').click(function () { var u = '/apply?id=' + $('#rid').val(); window.open(u); });",
            "/apply?id=9f3",
        ),
        (
            '<div id="own" data-task-no="X5"></div>' + BY_ID,
            (
                "document.getElementById('zx').onclick = function () {"
                " location.href = '/apply/' + document.getElementById('own').dataset.taskNo; };"
            ),
            "/apply/X5",
        ),
        (
            BY_ID,
            (
                "function queryOf(name) { var r = location.search.substr(1).match(new RegExp(name + '=([^&]*)'));"
                " return r ? r[1] : null; }\n"
                "$('#zx').on('click', function () { location.href = '/apply?id=' + queryOf('id'); });"
            ),
            "/apply?id=77a1",
        ),
        (
            BY_ID,
            (
                "const p = new URLSearchParams(location.search);\nconst id = p.get('id');\n"
                "document.getElementById('zx').addEventListener('click', () => { window.open(`/apply?id=${id}`) })"
            ),
            "/apply?id=77a1",
        ),
        (
            BY_ID,
            (
                "(function (win, $) { var root = location.pathname.substring(0, location.pathname.indexOf('/guide'));"
                " $('#zx').on('click', function () { win.open(root + '/apply?area=9900'); }); })(window, jQuery);"
            ),
            "/p/apply?area=9900",
        ),
    ],
)
def test_address_is_made_of_what_the_page_holds(body: str, outer: str, address: str) -> None:
    assert led(body, outer) == [(f"http://zw.example{address}", True)]


def test_the_handler_itself_may_read_the_page() -> None:
    field = '<input type="hidden" id="rid" value="9f3">'
    link = "<a onclick=\"location.href='/apply?id='+$('#rid').val()\">网上申请</a>"
    assert led(field + link) == [("http://zw.example/apply?id=9f3", True)]
    assert led(link) == [None]


def test_what_a_script_is_handed_may_be_a_part_of_the_address() -> None:
    link = "<a onclick=\"goTo('/apply/9f3')\">在线办理</a>"
    assert led(link, "function goTo(path) { window.open('/hall' + path); }") == [
        ("http://zw.example/hall/apply/9f3", True)
    ]
    assert led(link, "function goThere(path) { window.open('/hall' + path); }") == [None]


def test_long_scripts_that_do_not_speak_of_it_are_left_alone() -> None:
    framework = "function other(a) { return a; }\n" * 20_000
    goes = "function goApply(no) { window.open('/apply?no=' + no); }"
    page = Page(text=f"<html><script src='/own.js'></script>{BY_CALL}</html>", url=HERE, evidence="e")
    [element] = scripted_entries(page)
    assert followed(page, element, [framework]) is None
    found = followed(page, element, [framework, goes])
    assert found is not None
    assert found.target.url == "http://zw.example/apply?no=A-1"


def test_where_it_leads_on_a_condition_is_no_sure_thing() -> None:
    asks = "function goApply(no) { if (!user) { location.href = '/login'; return; } window.open('/apply/' + no); }"
    either = "function goApply(no) { if (!user) location.href = '/login'; else window.open('/apply'); }"
    assert led(BY_CALL, asks) == [("http://zw.example/apply/A-1", False)]
    assert led(BY_CALL, either) == [("http://zw.example/login", False)]


@pytest.mark.parametrize(
    "outer",
    [
        "function goApply(no) { $.post('/apply/begin', { no: no }, function (r) { location.href = r.url; }); }",
        "function goApply(no) { document.forms[0].no.value = no; document.forms[0].submit(); }",
        "function goApply(no) { window.open(window.bases[no]); }",
        "function goThere(no) { window.open('/apply/' + no); }",
        "var Page = {title: '/hall/'}; function goApply(no) { window.open(Page.title + no); }",
        "",
    ],
)
def test_nothing_is_sent_and_nothing_is_guessed(outer: str) -> None:
    assert led(f"<form action='/begin'><input name='no'></form>{BY_CALL}", outer) == [None]


@pytest.mark.parametrize(
    "outer",
    [
        "$('#zx').click(function () { location.href = '/apply?id=' + queryOf('id'); });",
        "$('#zx').click(function () { location.href = '/apply?id=' + $('#rid').val(); });",
        "$('#zx2').click(function () { location.href = '/apply'; });",
        "$(document).on('click', function () { location.href = '/apply'; });",
        "$('#zx').click(function () { location.href = '/a'; }); $('#zx').click(function () { location.href = '/b'; });",
    ],
)
def test_what_the_page_does_not_hold_stays_unknown(outer: str) -> None:
    assert led(f'<input type="hidden" id="rid" value="">{BY_ID}', outer) == [None]


def test_other_links_are_no_entrance() -> None:
    assert led("<a href='/apply/1'>在线办理</a><a onclick=\"goApply('A-1')\">在线咨询</a>", "") == []
    bare = Page(text=f"<html><body>{BY_ID}</body></html>", url=HERE, evidence="e")
    assert scripted_entries(bare) == []
