"""Controls that open a part of their own page offer no file; those that ask for one do."""

from __future__ import annotations

import pytest

from crawler.page.html import Page

WINDOW = '<div id="mats" hidden><h3>申请材料</h3><a href="/oss/a1.docx">申请表（空表）.docx</a></div>'


def offered(control: str) -> list[str]:
    text = f"<body>{control}{WINDOW}<script>listen();</script></body>"
    page = Page(text=text, url="http://zwfw.example.gov.cn/g", evidence="e")
    return [one.text for one in page.attachments()]


@pytest.mark.parametrize(
    "control",
    [
        '<button data-open="mats">查看材料及表格下载</button>',
        '<a href="#mats">材料及表格下载</a>',
        '<button data-target="#mats" data-toggle="modal">表格下载</button>',
        '<button aria-controls="mats">附件下载</button>',
    ],
)
def test_a_control_that_opens_a_window_of_its_page_offers_what_is_in_it(control: str) -> None:
    assert offered(control) == ["申请表（空表）.docx"]


def test_a_control_that_names_nothing_on_its_page_offers_a_file() -> None:
    assert offered('<button data-file="f17c20ab">空白表格下载</button>') == ["空白表格下载", "申请表（空表）.docx"]
    named = '<button data-file="f17c20ab" id="f17c20ab">空白表格下载</button>'
    assert offered(named) == ["空白表格下载", "申请表（空表）.docx"]
