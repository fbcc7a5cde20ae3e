"""The region report: everything is shown, and nothing of a portal is more than text."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import lxml.html
import pypdfium2
import pytest

from crawler.report.page import comparison_page, region_page, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crawler.report.sheet import RegionSheet

CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
MARKUP = {"script", "iframe", "object", "embed", "form", "input", "base", "svg", "math", "link"}


@pytest.fixture
def page(sheet: RegionSheet) -> Any:
    return lxml.html.document_fromstring(region_page(sheet, elements={"fee_status": "是否收费"}, lang="zh"))


def test_no_portal_text_becomes_markup(page: Any, hostile: str) -> None:
    elements = list(page.iter(lxml.etree.Element))
    assert not MARKUP & {element.tag for element in elements}
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    assert visible(hostile) in page.text_content()


def test_only_web_addresses_become_links(page: Any) -> None:
    links = page.xpath("//@href")
    assert "http://127.0.0.1:9001/guide/11990001" in links
    assert all(link.startswith(("http://", "https://", "#")) for link in links)
    assert "javascript:alert(3)" in page.text_content()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//x", "http:", "JaVaScRiPt:1", "file:///etc"],
)
def test_other_addresses_stay_text(sheet: RegionSheet, url: str) -> None:
    bare = replace(sheet, portal=url, departments=())
    page: Any = lxml.html.document_fromstring(region_page(bare, elements={}, lang="zh"))
    assert not [link for link in page.xpath("//@href") if not link.startswith("#")]


def test_nothing_is_loaded_from_outside(page: Any) -> None:
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_a_finding_shows_all_that_proves_it(page: Any, sheet: RegionSheet) -> None:
    finding = next(f for f in sheet.findings if f.finding == "f0001")
    shown = " ".join(page.xpath("//*[@id='f0001']")[0].text_content().split())
    said = (finding.message, finding.suggestion, finding.quote, finding.url, finding.locator)
    proof = (finding.check, finding.evidence, finding.sha256, finding.warc, str(finding.offset), "2026-11-21 14:30")
    for word in ("较重", "收费一致", "办事指南", "是否收费", *said, *proof):
        assert word
        assert word in shown
    assert page.xpath("string(//*[@id='f0001']//mark)") == finding.quote


def test_every_finding_stands_below_its_department(page: Any, sheet: RegionSheet) -> None:
    assert page.xpath("//article/@id") == [finding.finding for finding in sheet.findings]
    heads = [head.xpath("string(bdi)") for head in page.xpath("//section/h3")]
    assert heads[0] == "门户与事项清单"
    assert heads[-1] == "页面未写明实施主体"
    assert set(page.xpath("//nav//a/@href")) == {f"#{name}" for name in page.xpath("//section/h3/@id")}


def test_the_scorecard_tells_undecided_from_unobserved(page: Any) -> None:
    rows = {
        row.xpath("string(.//span[@class='code'])"): [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        for row in page.xpath("//table[1]//tr")
    }
    assert rows["GUIDE.5.3"][2:] == ["95.0%", "90.5% – 95.2%", "38 / 40", "2", "2"]
    assert "COV.1.4" not in rows
    assert "本轮未检查的指标：COV.1.4 部门覆盖。" in page.text_content()
    assert "0.4" in rows["EFF.4.2"]


def test_what_could_not_be_observed_has_its_reason(page: Any) -> None:
    text = page.text_content()
    assert "访问超时" in text
    assert "收费信息是图片" in text
    assert "读到 43 项，门户写明 45 项" in text


def test_screenshots_are_in_the_page(page: Any) -> None:
    assert page.xpath("//figure/@id") == ["p-e0006"]
    assert page.xpath("//article[@id='f0006']//a/@href")[-1] == "#p-e0006"


def test_what_is_missing_is_proved_by_the_words_of_the_page(page: Any, hostile: str) -> None:
    assert page.xpath("//article[@id='f0002']//a/@href")[-1] == "#t-e0002"
    assert page.xpath("string(//details[@id='t-e0002']//bdi[not(@class)])") == visible(hostile)
    assert not page.xpath("//article[@id='f0001']//a[starts-with(@href, '#t-')]")


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, "100%"), (0.9999, "99.9%"), (0.0001, "0.1%"), (0.0, "0%"), (0.5, "50.0%")]
)
def test_only_a_whole_is_called_a_hundred_per_cent(sheet: RegionSheet, share: float, shown: str) -> None:
    line = replace(sheet.indicators[2], value=share, undecided=0)
    page: Any = lxml.html.document_fromstring(region_page(replace(sheet, indicators=(line,)), elements={}, lang="zh"))
    assert shown in page.xpath("string(//tr[td])").split()


def test_english_words(sheet: RegionSheet) -> None:
    text = region_page(sheet, elements={}, lang="en")
    assert "What could not be observed, and why" in text
    assert "整改建议" not in text


def test_a_region_without_anything_has_a_page(sheet: RegionSheet) -> None:
    bare = replace(
        sheet, portal=None, run=None, reason=None, captured_from=None, captured_to=None, items=0, guides=0,
        indicators=(), departments=(),
        gaps=(), undecided=(), hosts=(), pictures=(), texts=(),
    )  # fmt: skip
    text = region_page(bare, elements={}, lang="zh")
    assert "没有已知地址" in text
    assert "没有作出任何判定" in text
    assert "没有取得任何地址" in text
    assert "没有发现问题" not in text
    assert "均已取得" not in text
    assert "云溪省" in comparison_page("2026Q4", [bare.summary()], lang="zh")


@pytest.mark.parametrize("complete", [True, False])
def test_only_a_whole_region_is_called_free_of_findings_and_gaps(sheet: RegionSheet, *, complete: bool) -> None:
    text = region_page(replace(sheet, complete=complete, departments=(), gaps=()), elements={}, lang="zh")
    assert ("<p>没有发现问题。</p>" in text) is complete
    assert ("计划采集的地址均已取得" in text) is complete
    assert ("其余内容没有检查" in text) is not complete


def test_regions_stand_side_by_side(sheet: RegionSheet) -> None:
    summaries = [replace(sheet, region=f"99{n:04}", name=f"地区{n}").summary() for n in range(9)]
    page: Any = lxml.html.document_fromstring(comparison_page("2026Q4", summaries, lang="zh"))
    assert page.xpath("//td/a/@href") == [f"99{n:04}.html" for n in range(9)]
    assert [len(table.xpath("thead/tr/th")) for table in page.xpath("//div/table")] == [9, 2]


def test_a_value_of_few_subjects_is_marked_beside_others(sheet: RegionSheet) -> None:
    """One of twenty-one that could be decided is no 0 % to compare regions by."""
    few = replace(sheet.indicators[-1], value=0.0, numerator=0, denominator=1, undecided=20)
    many = replace(few, denominator=20, undecided=1)
    summaries = [
        replace(sheet, region=code, indicators=(line,)).summary() for code, line in (("990001", few), ("990002", many))
    ]

    page: Any = lxml.html.document_fromstring(comparison_page("2026Q4", summaries, lang="zh"))

    assert [cell.text_content() for cell in page.xpath("//div/table//td[@class='num']")] == ["0%＊", "0%"]


@pytest.mark.browser
def test_it_prints_on_a4_with_chinese_letters(
    sheet: RegionSheet, tmp_path: Path, needed: Callable[[str, bool], None]
) -> None:
    needed("Chromium", CHROMIUM is not None)
    assert CHROMIUM
    source = tmp_path / "region.html"
    source.write_text(region_page(sheet, elements={}, lang="zh"), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'region.pdf'}", source.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "region.pdf")
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    assert "指标观测表" in text
    assert "清单写明共 45 项" in text
    document.close()
