"""Addresses that only a script is handed: read where the script says what it makes of them, else marked as guessed."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.page.guides.flow_charts import flow_charts
from crawler.page.html import Page
from crawler.page.learned.file_routes import FileRoutes
from crawler.page.links import State
from crawler.page.parse import parse
from crawler.page.script.expressions import evaluate, holds
from crawler.page.script.outer_scripts import guessed_files

HOST = "http://zwfw.example.gov.cn"
STORED = "/data/www/site/files/2026/4f2a9031.docx"
KNOWN = {"path": STORED, "base": "/data/www/site", "name": "a+b"}


def page(body: str, script: str = "") -> Page:
    found = parse(f"<html><body>{body}</body></html>".encode(), "text/html", f"{HOST}/guide", "e1", scripts=[script])
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("path.replace('/data/www/site', '')", "/files/2026/4f2a9031.docx"),
        ("path.replace(base, '/pub') + '?v=1'", "/pub/files/2026/4f2a9031.docx?v=1"),
        (r"path.replace(/^\/data\/\w+\/site/, '')", "/files/2026/4f2a9031.docx"),
        ("path.replace(/\\//g, '-')", "-data-www-site-files-2026-4f2a9031.docx"),
        ("path.substring(path.indexOf('/files'))", "/files/2026/4f2a9031.docx"),
        ("path.substring(path.indexOf('site') + 4)", "/files/2026/4f2a9031.docx"),
        ("'/d/' + path.split('/').pop()", "/d/4f2a9031.docx"),
        ("'/d/' + path.split('/')[5]", "/d/2026"),
        ("'/d?f=' + encodeURIComponent(path.replace(base, ''))", "/d?f=%2Ffiles%2F2026%2F4f2a9031.docx"),
        ("('/D/' + path.split('/')[5]).toLowerCase().concat('/x')", "/d/2026/x"),
        ("path.indexOf('site') + 4", None),
        ("path.replace(new RegExp(base), '')", None),
        ("path.replace(/(a+)+$/, '')", None),
        ("path.replace(/d/, '$1')", None),
        ("path.split('/')[40]", None),
        ("path.normalize()", None),
        ("name.replace('', path).replace('', path)", f"{STORED}{STORED}a+b"),
    ],
)
def test_what_a_script_makes_of_a_text(code: str, value: str | None) -> None:
    assert evaluate(code, KNOWN) == value


def test_a_text_that_a_script_makes_longer_and_longer_is_not_followed() -> None:
    assert evaluate("path" + ".replaceAll('/', '////////')" * 40, KNOWN) is None


@pytest.mark.parametrize(("condition", "met"), [("path.indexOf('暂无') >= 0", False), ("path.indexOf('/') > -1", True)])
def test_a_condition_asks_where_a_word_stands(condition: str, met: bool) -> None:
    assert holds(condition, KNOWN) is met


READ = "function down(p, n) { if (p.indexOf('暂无') >= 0) { alert(1); return } window.open(p.replace('/data/www/site', '')) }"
UNREAD = "function down(p, n) { window.open(strip(p)) }"
LINK = f"""<table><tr><td><a href="#" onclick="down('{STORED}', '申请表.docx')">下载</a></td></tr></table>"""


def test_a_script_that_cuts_a_folder_off_is_followed() -> None:
    [file] = page(LINK, READ).attachments()
    assert file.target == Target(url=f"{HOST}/files/2026/4f2a9031.docx")
    assert (file.guessed, file.call) == (False, None)
    assert guessed_files(page(LINK, READ)) == []


@pytest.mark.parametrize("script", ["", UNREAD])
def test_what_a_script_is_handed_is_a_guess(script: str) -> None:
    shown = page(LINK, script)
    [file] = shown.attachments()
    call = f"down('{STORED}', '申请表.docx')"
    assert (file.guessed, file.call) == (True, Target(url=f"javascript:{call}"))
    assert file.told == file.call
    assert [link.guessed for link in shown.links()] == [True]
    assert guessed_files(shown) == [call]


@pytest.mark.parametrize(
    ("markup", "guessed"),
    [
        ("<a href='/files/2026/4f2a9031.docx'>下载</a>", False),
        ("<a onclick=\"window.open('/files/2026/4f2a9031.docx')\">下载</a>", False),
        ("<a data-url='/files/2026/4f2a9031.docx'>下载</a>", True),
        ('<a data-files=\'[{"url":"/files/2026/4f2a9031.docx","name":"申请表.docx"}]\'>下载</a>', True),
    ],
)
def test_an_address_that_a_link_states_is_no_guess(markup: str, guessed: bool) -> None:
    shown = page(f"<p>{markup}</p>")
    assert [file.guessed for file in shown.attachments()] == [guessed]
    assert all(place.guessed is guessed for place in shown.places if place.state is State.LIVE)


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        (f"{HOST}/files/2026/4f2a9031.docx", f"{HOST}/files/2027/77c1b204.pdf"),
        (f"{HOST}/store/4f2a9031.docx", f"{HOST}/store/77c1b204.pdf"),
        (f"{HOST}/pub{STORED}", f"{HOST}/pub/data/www/site/files/2027/77c1b204.pdf"),
        (f"{HOST}/d?p=%2Ffiles%2F2026%2F4f2a9031.docx", f"{HOST}/d?p=%2Ffiles%2F2027%2F77c1b204.pdf"),
        (f"{HOST}/d?p=/2026/4f2a9031.docx&n=a", f"{HOST}/d?p=/2027/77c1b204.pdf"),
        (f"{HOST}/preview/x4f2a9031.docx.html", None),
        (f"{HOST}/preview/x4f2a9031.docx", None),
    ],
)
def test_one_click_tells_what_a_script_makes_of_a_path(shown: str, other: str | None) -> None:
    [file] = page(LINK, UNREAD).attachments()
    next_one = "/data/www/site/files/2027/77c1b204.pdf"
    [another] = page(LINK.replace(STORED, next_one), UNREAD).attachments()
    routes = FileRoutes()
    assert not routes.knows(another)
    routes.learn([Target(url=shown)], [file])
    found = routes.target(another)
    assert found is not None
    assert found.url == (other or f"{HOST}{next_one}")


def test_a_chart_behind_a_script_is_a_guess() -> None:
    chart = """<p>办理流程：<a href="#" onclick="show('/lct/2026/1.png')">查看流程图</a></p>"""
    assert [one.guessed for one in flow_charts(page(chart))] == [True]
    assert [one.guessed for one in flow_charts(page(chart, "function show(p) { window.open('/x' + p) }"))] == [False]


SERVLET = "window.save = function(id) { location.href = '/boat/download?no=' + id };"
LISTS = "window.openFiles = function(of) { $.ajax({url: '/boat/list', data: JSON.stringify({of: of}), success: function(r) { save(r[0].no) }}) };"


@pytest.mark.parametrize(
    ("call", "script", "led"),
    [
        ("save('b31c7')", SERVLET, f"{HOST}/boat/download?no=b31c7"),
        ("openFiles('b31c7')", SERVLET + LISTS, "javascript:openFiles('b31c7')"),
        ("downFile('b31c7')", SERVLET, f"{HOST}/boat/download?no=b31c7"),  # in a script that was not read
    ],
)
def test_a_function_that_was_read_and_asks_for_something_else_is_handed_no_file(
    call: str, script: str, led: str
) -> None:
    [file] = page(f"""<p><a href="javascript:;" onclick="{call}">空白表格</a></p>""", script).attachments()
    assert (file.target and file.target.url) == led


@pytest.mark.parametrize(
    ("call", "address"),
    [
        ("return fetch('77104','乙表.docx')", "javascript:return fetch('77104','乙表.docx')"),
        ("fetch('乙表.docx',77104)", "javascript:fetch('乙表.docx',77104)"),
        ("fetch('乙表.docx')", f"{HOST}/%E4%B9%99%E8%A1%A8.docx"),
        ("fetch('乙表.docx', 1)", f"{HOST}/%E4%B9%99%E8%A1%A8.docx"),
        ("fetch('/f/乙表.docx','77104')", f"{HOST}/f/%E4%B9%99%E8%A1%A8.docx"),
    ],
    ids=["name behind an identifier", "before a number", "name alone", "beside a flag", "path"],
)
def test_a_name_beside_an_identifier_is_no_address(call: str, address: str) -> None:
    page = Page(text=f'<body><a href="#" onclick="{call}">乙表.docx</a></body>', url=f"{HOST}/guide", evidence="e")
    [file] = page.attachments()
    assert file.target is not None
    assert file.target.url == address
