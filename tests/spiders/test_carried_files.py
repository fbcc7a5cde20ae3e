"""Guides whose page carries data wait until a rendered one shows how it names their files."""

from __future__ import annotations

import html
import json

from crawler.domain.evidence import PageKind, Target
from crawler.page.finds import AttachmentLink
from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.page.states import states_in
from spiders.platforms.carried_files import CarriedFiles
from spiders.platforms.walking import Errand

HOST = "http://zwfw.example.gov.cn"


def guide(number: int) -> tuple[Errand, Page]:
    state = {
        "mc": "取水许可",
        "clqd": [{"mc": "申请表", "kb": [{"bh": f"9f31aa07c{number}", "wjm": "取水许可申请表"}]}],
    }
    field = f'<input type="hidden" id="itemJson" value="{html.escape(json.dumps(state))}">'
    target = Target(url=f"{HOST}/guide/{number}")
    found = parse(f"<body>{field}<p>办事指南</p></body>".encode(), "text/html; charset=utf-8", target.url, f"e{number}")
    assert isinstance(found, Page)
    return Errand(target=target, kind=PageKind.GUIDE, parent=None, item=f"i{number}"), found


def test_plain_guides_wait_for_what_a_rendered_one_teaches() -> None:
    files = CarriedFiles()
    (first, page), (second, other) = guide(1), guide(2)
    files.hold(first, page)
    files.hold(second, other)
    assert files.ready() == []
    shown = AttachmentLink(text="空白表", target=Target(url="javascript:down('9f31aa07c1')"), locator="/")
    files.learn([shown], states_in(page))
    assert files.ready() == [(first, page), (second, other)]
    assert files.ready() == []
    [state] = states_in(other)
    assert [file.target for file in files.of(state)] == [Target(url="javascript:down('9f31aa07c2')")]
    files.hold(*guide(3))
    assert files.ready() == []
