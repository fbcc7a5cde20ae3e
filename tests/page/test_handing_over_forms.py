"""What a page hands over for its forms without words, addresses or data attributes, and what it does not."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.page.files.viewers import shown_file
from crawler.page.html import Page
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"
TABLE = "<table><tr><th>材料名称</th><th>{column}</th></tr><tr><td>渡船登记表</td><td>{cell}</td></tr></table>"


def page(cell: str, column: str = "空白表格") -> Page:
    body = f"<html><body>{TABLE.format(column=column, cell=cell)}<script src='/a.js'></script></body></html>"
    found = parse(body.encode(), "text/html; charset=utf-8", f"{HOST}/zn/1.html", "e")
    assert isinstance(found, Page)
    return found


def targets(cell: str, column: str = "空白表格") -> list[Target | None]:
    return [one.target for one in page(cell, column).attachments()]


HIDDEN = '<input type="hidden" name="fid" value="4f2a9031">'


def test_a_button_sends_the_form_around_it_for_a_file() -> None:
    [found] = targets(f'<form action="/down">{HIDDEN}<button type="submit">下载</button></form>')
    assert found == Target(url=f"{HOST}/down?fid=4f2a9031")


@pytest.mark.parametrize(
    "cell",
    [
        f'<form action="/down" method="post">{HIDDEN}<button>下载空表</button></form>',
        f'<form action="/down">{HIDDEN}<input name="mail"><button>下载</button></form>',
        f'<form action="/down">{HIDDEN}<button type="button">下载</button></form>',
        f'<form action="/cart">{HIDDEN}<button>提交</button></form>',
        f"<form>{HIDDEN}<button>下载</button></form>",
    ],
    ids=["what is posted", "something to type", "a button of a script", "no file", "no address"],
)
def test_no_other_form_is_sent(cell: str) -> None:
    assert all(one is None or one.url.startswith("javascript:") for one in targets(cell))


@pytest.mark.parametrize(("how", "asked"), [("post", None), ("get", "/down?fid=4f2a9031")])
def test_a_script_posts_no_form_of_the_page_for_a_file(how: str, asked: str | None) -> None:
    form = f'<form name="f" action="/down" method="{how}"><input type="hidden" name="fid"></form>'
    code = "function dl(id){document.f.fid.value=id;document.f.submit();}"
    cell = f"""{form}<a href="javascript:;" onclick="dl('4f2a9031')">下载空表</a><script>{code}</script>"""
    assert targets(cell) == [Target(url=f"{HOST}{asked}" if asked else "javascript:dl('4f2a9031')")]


def test_an_icon_in_a_column_of_forms_is_one_where_it_hands_over_an_identifier() -> None:
    icon = """<img src="/i.png" alt="" onclick="xz('4f2a9031')">"""
    assert targets(icon) == [Target(url="javascript:xz('4f2a9031')")]
    assert targets(icon, column="说明") == []
    assert targets('<img src="/i.png" alt="" onclick="zoom(this)">') == []


def test_what_stands_beside_a_link_without_an_address_tells_of_which_file_it_speaks() -> None:
    assert targets('<a rel="4f2a9031">登记表.doc</a>') == [Target(url="javascript:by_rel('4f2a9031')")]
    hidden = '<input type="hidden" value="4f2a9031">'
    link = '<a class="d" href="javascript:;">下载</a>'
    assert targets(hidden + link) == [Target(url="javascript:by_field('4f2a9031')")]
    assert targets(hidden + hidden + link) == [None]
    assert targets('<a rel="nofollow" class="d" href="javascript:;">下载</a>') == [None]


@pytest.mark.parametrize(
    ("shown", "file"),
    [
        ('<embed src="/out?no=4f2a9031" type="application/pdf">', "/out?no=4f2a9031"),
        ('<iframe src="/pdfjs/web/viewer.html?file=%2Fs%2F4f2a.pdf"></iframe>', "/s/4f2a.pdf"),
        ('<object data="/s/4f2a.pdf"></object>', "/s/4f2a.pdf"),
        ('<iframe src="/foot.html"></iframe>', None),
        ('<embed src="/s/1.pdf"><embed src="/s/2.pdf">', None),
        ('<embed src="/s/1.pdf"><a href="/s/2.pdf">渡船登记表.pdf</a>', None),
    ],
)
def test_a_page_that_shows_one_file_leads_to_it(shown: str, file: str | None) -> None:
    found = parse(f"<html><body>{shown}</body></html>".encode(), "text/html", f"{HOST}/show?no=1", "e")
    assert isinstance(found, Page)
    link = shown_file(found)
    assert (link.target if link is not None else None) == (Target(url=HOST + file) if file else None)
