"""The paths of a large page are those that lxml gives, whatever stands beside an element."""

from __future__ import annotations

from crawler.page.html import Page
from crawler.page.paths import Paths

ROW = "<tr><td>材料</td><td><p>一</p><a href='/1'>二</a><p>三</p></td><o:p>四</o:p></tr>"


def page(rows: int) -> Page:
    return Page(text=f"<html><body><table>{ROW * rows}</table><p>五</p></body></html>", url="http://a/", evidence="e")


def test_every_element_has_the_path_that_lxml_gives() -> None:
    tree = page(3).tree
    paths = Paths()
    for element in reversed(list(tree.iter())):
        assert paths.of(element) == element.getroottree().getpath(element)


def test_a_large_page_gives_the_paths_of_a_small_one() -> None:
    large = page(3000)
    last = list(large.tree.iter("a"))[-1]
    assert len(large.text) > 150_000
    assert large.locator(last) == last.getroottree().getpath(last)
