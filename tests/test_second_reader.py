"""A second pair of eyes: BeautifulSoup with its own parser sees the same words on a page as our reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from benchmarks.portal_site import pages
from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE: Mapping[str, bytes] = pages(21)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", ["/", "/items?page=1", "/items?page=2", "/guide/0.html", "/guide/20.html"])
def test_no_word_of_a_page_is_lost_or_invented(path: str) -> None:
    page = parse(SITE[path], "text/html; charset=utf-8", f"http://portal.test{path}", "e1")
    assert isinstance(page, Page)
    soup = BeautifulSoup(SITE[path].decode(), "html.parser")
    for unseen in soup.find_all(["script", "style", "head"]):
        unseen.decompose()
    assert squeezed(page.visible_text()) == squeezed(soup.get_text())


def test_a_guide_has_the_same_cells() -> None:
    page = parse(SITE["/guide/3.html"], "text/html; charset=utf-8", "http://portal.test/guide/3.html", "e1")
    assert isinstance(page, Page)
    ours = [squeezed(page.words(cell)) for cell in page.root.iter("th", "td")]
    soup = BeautifulSoup(SITE["/guide/3.html"].decode(), "html.parser")
    theirs = [squeezed(cell.get_text()) for cell in soup.find_all(["th", "td"])]
    assert len(ours) > 100
    assert ours == theirs
