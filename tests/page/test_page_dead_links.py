"""A link without an address is dead only where no script can listen to it."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

ROW = "<table><tr><th>材料名称</th><th>空白表格</th></tr><tr><td>申请表</td><td>{}</td></tr></table>"
LINK = '<a href="#" class="down" data-v-1a2b3c4d>下载</a>'


def _target(text: str) -> str | None:
    page = parse(text.encode(), "text/html; charset=utf-8", "http://a.example/guide", "e")
    assert isinstance(page, Page)
    (found,) = page.attachments()
    return found.target.url if found.target else None


def test_a_hash_on_a_document_without_scripts_is_dead() -> None:
    assert _target(f"<html><body>{ROW.format(LINK)}</body></html>") is None


@pytest.mark.parametrize(
    "text",
    [
        f'<html><body><script src="/app.js"></script>{ROW.format(LINK)}</body></html>',
        ROW.format(LINK),
    ],
    ids=["a script beside it", "a fragment of another page"],
)
def test_a_hash_that_a_script_may_listen_to_is_not(text: str) -> None:
    assert (_target(text) or "").startswith("javascript:")
