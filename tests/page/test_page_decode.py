"""Bytes of every kind become text or a file; nothing raises."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.page.decode import decode
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

CHINESE = "食品经营许可新办（云溪省）"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "declared"),
    [
        (CHINESE.encode(), None, "utf-8", None),
        (CHINESE.encode(), "text/html; charset=UTF-8", "utf-8", "UTF-8"),
        (codecs.BOM_UTF8 + CHINESE.encode(), "text/html; charset=gbk", "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), None, "utf-16-le", "utf-16-le"),
        (CHINESE.encode("gb18030"), None, "gb18030", None),
        (CHINESE.encode("gb18030"), "text/html;charset=gb2312", "gb18030", "gb2312"),
        (CHINESE.encode("gb18030"), "text/html;charset=utf-8", "gb18030", "utf-8"),
        (CHINESE.encode(), "text/html;charset=GBK", "utf-8", "GBK"),
        (CHINESE.encode("gb18030"), "text/html;charset=ISO-8859-1", "gb18030", "ISO-8859-1"),
        (f'<meta charset="gb2312">{CHINESE}'.encode("gb18030"), "text/html;charset=ISO-8859-1", "gb18030", "gb2312"),
        (CHINESE.encode(), "text/html;charset=nonsense", "utf-8", "nonsense"),
        (CHINESE.encode(), "text/html;charset=rot13", "utf-8", "rot13"),
        ("澳門特別行政區政府".encode("big5"), "text/html;charset=big5", "big5hkscs", "big5"),
    ],
)
def test_what_the_bytes_say_wins_over_what_is_declared(
    body: bytes, content_type: str | None, encoding: str, declared: str | None
) -> None:
    found = decode(body, content_type)
    assert (found.encoding, found.declared) == (encoding, declared)
    assert found.text.endswith((CHINESE, "澳門特別行政區政府"))


def test_a_broken_byte_does_not_change_the_encoding() -> None:
    body = (CHINESE * 20).encode() + b"\xff" + (CHINESE * 20).encode()
    assert decode(body, "text/html; charset=utf-8").encoding == "utf-8"
    cut = (CHINESE * 20).encode("gb18030")[:-1]
    assert decode(cut, "text/html; charset=gb2312").encoding == "gb18030"


def test_characters_outside_gb2312_under_its_name() -> None:
    assert decode("镕㐂䶮".encode("gb18030"), "text/html; charset=gb2312").text == "镕㐂䶮"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [None, "text/html", "text/html; charset=gb2312", "application/json", "x; charset=utf-16", "x; charset=idna"]
    ),
)
def test_decode_and_parse_never_raise(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type).text, str)
    ask(body, content_type)


PIECES = [
    *"<>/=\"'&;#()[]{} \n\\+.?1",
    "<a href=",
    "onclick=\"f('1')\"",
    *("<table>", "<tr>", "<td>", "</td>", "<th>事项名称</th>"),
    *("<script>", "function f(a){location.href='/x?id='+a}", "</script>"),
    *("<!--", "-->", "共1页", "下一页", "javascript:", "data-attach='[{", "食品许可"),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_no_markup_breaks_a_page(markup: str) -> None:
    ask(markup.encode(), "text/html")


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=8)
        | st.sampled_from(["[1]", '{"name":"x","code":"1"}', "/a?b=1"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["name", "taskName", "code", "taskCode", "list", "total", "url", "file", "pageNo", "a/b~c"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_no_json_breaks_a_page(data: object) -> None:
    ask(json.dumps(data).encode(), "application/json")


def ask(body: bytes, content_type: str | None) -> None:
    page = parse(body, content_type, "http://a.example.gov.cn/l?page=1", "e")
    if page is not None:
        page.items(), page.attachments(), page.links(), page.totals(), page.paging(), page.frames(), page.needs_script()
        assert isinstance(page.visible_text(), str)


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n",
        b"PK\x03\x04....",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"{\\rtf1\\ansi ...}",
        b"abc\x00\x00\x00\x01\x02\x00\x00",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
    ],
)
def test_files_are_no_pages(body: bytes) -> None:
    assert parse(body, "text/html", "http://a/", "e") is None


def test_kinds_of_pages() -> None:
    assert isinstance(parse(b"", None, "http://a/", "e"), Page)
    assert isinstance(parse(b'{"a":1}', "text/html", "http://a/", "e"), JsonPage)
    assert isinstance(parse(b"[]", None, "http://a/", "e"), JsonPage)
    assert isinstance(parse(b"{not json}", "application/json", "http://a/", "e"), Page)
    shown = parse(
        b'<html><head></head><body><pre style="x">{"rows":[]}</pre></body></html>', "text/html", "http://a/", "e"
    )
    assert isinstance(shown, JsonPage)
    assert isinstance(
        parse(
            '<?xml version="1.0" encoding="GBK"?><html><body>许可</body></html>'.encode("gbk"), None, "http://a/", "e"
        ),
        Page,
    )


def test_tree_survives_stray_tags_duplicate_ids_and_comments() -> None:
    markup = (
        "<div id=a>一<!-- 隐藏 --></p><b>二</div></div><div id=a><td>三</td></b>四<script>var x='</div>'</script></div>"
    )
    page = parse(markup.encode(), None, "http://a/", "e")
    assert isinstance(page, Page)
    assert page.visible_text().replace(" ", "") == "一二三四"
    assert "隐藏" not in page.visible_text()


def test_words_set_blocks_apart_and_join_what_is_inline() -> None:
    page = parse("<p>承诺<b>5</b><i>个</i>工作日</p><p>不收费<br>全程网办</p>".encode(), None, "http://a/", "e")
    assert isinstance(page, Page)
    assert page.words(page.body) == "承诺5个工作日 不收费 全程网办"
    second = page.root.findall(".//p")[1]
    assert page.locator(second) == "/html/body/p[2]"
    assert page.root.xpath(page.locator(second)) == [second]


def test_deep_nesting_is_survived() -> None:
    page = parse(b"<div>" * 3000 + "许可".encode(), None, "http://a/", "e")
    assert isinstance(page, Page)
    assert page.items() == ()
    assert isinstance(parse(b"[" * 100_000, "application/json", "http://a/", "e"), Page)
