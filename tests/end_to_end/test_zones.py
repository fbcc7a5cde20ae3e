"""What a zone of a portal offers: names that one text strings together, one with the same mark in it among them."""

from __future__ import annotations

from crawler.domain.survey import Entry
from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.survey.zones import read_zone


def test_names_that_one_text_strings_together_are_offered_each() -> None:
    text = "失业登记、学历公证、居民身份证换领、补领、开具税收完税证明、（待公布）、工业产品生产许可证"
    page = parse(f"<h2>跨省通办</h2><p>{text}</p>".encode(), "text/html", "http://a.example/zone", "e1")
    assert isinstance(page, Page)
    names = [name.value for name in read_zone(Entry.CROSS_PROVINCE, [page], ()).names]
    assert {"失业登记", "学历公证", "居民身份证换领、补领", "工业产品生产许可证"} <= set(names)
