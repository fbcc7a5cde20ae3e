"""What a zone of a portal offers: names that one text strings together, one with the same mark in it among them."""

from __future__ import annotations

import pytest

from crawler.domain.survey import Entry, Zone
from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.survey.zones import read_zone

HERE = "http://a.example/zone"


def test_names_that_one_text_strings_together_are_offered_each() -> None:
    text = "失业登记、学历公证、居民身份证换领、补领、开具税收完税证明、（待公布）、工业产品生产许可证"
    page = parse(f"<h2>跨省通办</h2><p>{text}</p>".encode(), "text/html", "http://a.example/zone", "e1")
    assert isinstance(page, Page)
    names = [name.value for name in read_zone(Entry.CROSS_PROVINCE, [page], ()).names]
    assert {"失业登记", "学历公证", "居民身份证换领、补领", "工业产品生产许可证"} <= set(names)


def _zone(text: str) -> Zone:
    page = parse(
        f"<div class='header'><p>请登录后办理</p></div><h2>高效办成一件事</h2>{text}".encode(), "text/html", HERE, "e1"
    )
    assert isinstance(page, Page)
    return read_zone(Entry.ONE_THING, [page], ())


@pytest.mark.parametrize(
    "told",
    [
        "企业信息变更、开办餐饮店、新生儿出生、退休等主题服务，请登录“云办通”办理。",
        "目前已推出企业信息变更、开办餐饮店、新生儿出生、退休等13个“一件事”。",
        "我市提供企业信息变更、开办餐饮店、新生儿出生、退休，可在窗口办理。",
    ],
)
def test_names_that_a_sentence_strings_together_are_offered_and_there_may_be_more(told: str) -> None:
    zone = _zone(f"<p>{told}</p>")

    assert {"企业信息变更", "开办餐饮店", "新生儿出生", "退休"} <= {name.value for name in zone.names}
    assert not zone.complete


@pytest.mark.parametrize(
    ("told", "complete"),
    [
        ("<ul><li>新生儿出生</li><li>退休</li></ul><p>请从“云办通”移动端进入。</p>", False),
        ("<p>接种证、医保、社保卡、户口联办，请使用“云办通”APP。</p>", False),
        ("<ul><li>新生儿出生</li><li>退休</li></ul><p>一窗受理、限时办结，让您少跑腿。</p>", True),
        ("<p>新生儿出生、退休、企业注销。</p>", True),
        ("<ul><li>新生儿出生</li></ul><footer><p>请使用“云办通”APP</p></footer>", True),
    ],
)
def test_a_zone_that_sends_its_reader_elsewhere_was_not_wholly_read(told: str, *, complete: bool) -> None:
    assert _zone(told).complete is complete
