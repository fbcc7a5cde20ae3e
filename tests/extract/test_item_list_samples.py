"""A real list answer: guides behind `onclick` only, totals in hidden inputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.domain.records import Counts
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
pytestmark = pytest.mark.samples


def sample(name: str) -> bytes:
    path = SAMPLES / name
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing")
        pytest.skip(f"real sample is not here: {path}")
    return path.read_bytes()


@pytest.fixture(scope="module")
def sichuan() -> Page:
    body = sample("sichuan/sczwfw_jiq_interface_item_tags_510100_p1.html")
    found = parse(body, "text/html;charset=UTF-8", "https://www.sczwfw.gov.cn/jiq/interface/item/tags?pageno=1", "e")
    assert isinstance(found, Page)
    return found


def test_thirty_guides_each_once(sichuan: Page) -> None:
    items = sichuan.items()
    assert len(items) == 30
    assert len({i.key for i in items}) == len({i.name for i in items}) == 30
    assert all(i.target is not None and "/jiq/front/transition/ywTransToDetail?" in i.target.url for i in items)
    assert all(i.code is not None and f"itemCode={i.code}&" in (i.target.url if i.target else "") for i in items)
    calls = [p.call for p in sichuan.places if p.call and p.call.startswith("ywblurl(") and "ywTransToDetail" in p.call]
    assert len(calls) == 60


def test_main_items_are_no_items(sichuan: Page) -> None:
    headings = {sichuan.words(e) for e in sichuan.root.iterfind(".//div[@onclick]/span[1]")}
    assert headings
    assert not headings & {i.name for i in sichuan.items()}


def test_totals_are_told_apart_by_what_they_count(sichuan: Page) -> None:
    found = [(t.quote.split('id="')[1].split('"')[0], t.value, t.counts) for t in sichuan.totals()]
    assert found == [
        ("zisizeDept", 663, Counts.ITEMS),
        ("fusizeDept", 384, Counts.MAIN_ITEMS),
        ("onsizeDept", 651, Counts.ONLINE_ITEMS),
        ("pageNumDept", 26, Counts.PAGES),
        ("result_countDept", 663, Counts.ITEMS),
    ]


def test_paging_of_the_fragment(sichuan: Page) -> None:
    paging = sichuan.paging()
    assert (paging.here, paging.last, paging.ends_here, len(paging.pages)) == (1, 26, False, 25)
    assert paging.pages[-1].url.endswith("tags?pageno=26")


def test_a_guide_a_front_page_and_a_download_page_list_no_items() -> None:
    for name in ("static_01_home.html", "static_03_guide_FILLED.html", "static_06_download_zone.html"):
        found = parse(sample(f"pingtan/pages/{name}"), "text/html", f"http://example.gov.cn/{name}", "e")
        assert isinstance(found, Page)
        assert found.items() == ()


def test_dead_download_links_stay_dead() -> None:
    found = parse(
        sample("pingtan/pages/static_06_download_zone.html"), "text/html", "http://example.gov.cn/6.html", "e"
    )
    assert isinstance(found, Page)
    assert [(a.text, a.target) for a in found.attachments()] == [("下载", None)] * 5


def test_one_guide_as_json_is_no_list() -> None:
    found = parse(sample("guangxi/task_item_list1.json"), None, "http://example.gov.cn/api", "e")
    assert isinstance(found, JsonPage)
    assert found.items() == ()
