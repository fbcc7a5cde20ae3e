"""Tabs that are told where to ask for what they show, and answers that name files by an identifier and their kind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.page.guides.hidden_parts import asked_by_tabs, hides_parts, tabs
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

HOST = "http://zwfw.example.gov.cn"


def guide(*tabs: str) -> Page:
    shown = "".join(
        f'<li onclick="{tab}">{name}</li>' for tab, name in zip(tabs, ("申请材料", "收费标准"), strict=True)
    )
    script = "<script>function turn(k, u) { ask('GET', u, draw); }</script>"
    body = f'<ul>{shown}</ul><div id="box">请选择要查看的内容</div>{script}<script src="/common.js"></script>'
    return Page(text=f"<body>{body}</body>", url=f"{HOST}/guide?id=4711", evidence="e")


@pytest.mark.parametrize(
    ("tabs", "hides"),
    [
        (("turn('cl', '/rest/papers', this)", "turn('sf', '/rest/fee', this)"), True),
        (("turn('cl', '../rest/papers?kind=1')", "turn('sf', 'http://zwfw.example.gov.cn/rest/fee')"), True),
        (("turn('cl', this)", "turn('sf', this)"), False),
        (("turn('cl/1', 'a b/c')", "turn('sf', '/')"), False),
    ],
)
def test_tabs_that_are_told_an_address_bring_parts_of_the_guide(tabs: tuple[str, str], hides: bool) -> None:
    assert hides_parts(guide(*tabs)) is hides


BAR = '<p><a href="#k1">事项说明</a><a href="#k2">要带什么</a><a href="#k3">怎么收钱</a></p>'


@pytest.mark.parametrize(
    ("panels", "found"),
    [
        ('<div id="k1">甲</div><div id="k2"></div><div id="k3"><!-- -->  </div>', ["要带什么", "怎么收钱"]),
        ('<div id="k1">甲</div><div id="k2"></div><div id="k3">乙</div>', []),
        ('<div id="k1"></div><p>甲</p><div id="k2"></div><p>乙</p><div id="k3"></div><p>丙</p>', []),
        ('<div id="k2"></div>要带身份证<div id="k3"></div>不收钱', []),
    ],
    ids=["two are empty", "one is", "marks before words", "marks before bare words"],
)
def test_links_to_panels_of_the_page_with_nothing_in_them_are_tabs(panels: str, found: list[str]) -> None:
    text = f'<body>{BAR}{panels}<script src="/g.js"></script></body>'
    shown = Page(text=text, url=f"{HOST}/guide?id=4711", evidence="e")
    assert tabs(shown) == found
    assert hides_parts(shown) is bool(found)


def answer(data: Any) -> JsonPage:
    return JsonPage(data=data, text=json.dumps(data), url=f"{HOST}/rest/papers?id=4711", evidence="e")


def test_files_that_say_of_which_kind_they_are_are_no_items() -> None:
    files = [
        {"doc_id": f"a4c386af0aab{n}", "doc_title": f"{n}号取水许可申请表", "pid": "4711", "suffix": "docx"}
        for n in (1, 2)
    ]
    page = answer({"materials": [{"doc_name": "申请表", "empty_table": files}]})
    assert page.items() == ()
    assert [one.target.url for one in page.attachments() if one.target] == [
        "javascript:file(a4c386af0aab1)",
        "javascript:file(a4c386af0aab2)",
    ]


def test_a_small_object_with_an_identifier_a_title_and_an_address_is_a_file() -> None:
    [file] = answer(
        {"data": [{"docId": "2721d791a087", "docTitle": "申请表", "docUrl": "/u/2026/1.pdf"}]}
    ).attachments()
    assert (file.text, file.target and file.target.url) == ("申请表", f"{HOST}/u/2026/1.pdf")
    assert answer({"data": [{"kind": "1", "docTitle": "申请表", "lj": "/u/2026/1.pdf"}]}).attachments() == ()


def test_files_are_named_by_what_a_store_calls_them() -> None:
    stored = answer({"fj": [{"mc": "养犬登记表", "kbwj": "7c01e2a9.docx", "yb": "91b7d3f0.doc"}, {"mc": "承诺书"}]})
    assert [(a.text, a.file_name, a.target and a.target.url) for a in stored.attachments()] == [
        ("空白表格", "养犬登记表", "javascript:file(7c01e2a9.docx)"),
        ("示例样表", "养犬登记表", "javascript:file(91b7d3f0.doc)"),
    ]
    assert [a.file_name for a in answer({"x": [{"t": "养犬登记表", "f": "7c01e2a9.docx"}]}).attachments()] == [
        "养犬登记表"
    ]
    for other in (
        {"version": "7c01e2a9.docx"},
        {"t": "养犬登记表", "f": "readme.docx"},
        {"t": "养犬登记表", "f": "7c01e2a9.exe"},
    ):
        assert answer({"x": [other]}).attachments() == ()


def test_what_tabs_hand_to_a_script_is_no_address_for_a_reader() -> None:
    tabs = {"收费标准": "/rest/fee", "办理流程": "/rest/flow", "问题解答": "/rest/faq"}
    bar = "".join(f"<li onclick=\"turn('k','{address}',this)\">{title}</li>" for title, address in tabs.items())
    body = f"<body><ul>{bar}</ul><a onclick=\"go('/guide/2','x')\">施工许可</a></body>"
    page = Page(text=body, url="http://zwfw.example.gov.cn/g", evidence="e")
    assert asked_by_tabs(page) == {f"http://zwfw.example.gov.cn{address}" for address in tabs.values()}
