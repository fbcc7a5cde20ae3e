"""From the database and the archive to the files of a report."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import lxml.html
import openpyxl
import pytest

from crawler import storage
from crawler.archive.warc import Exchange, WarcFile
from crawler.errors import UsageError
from crawler.report.write import write_reports

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

PHONE = "13957126418"
PAGE = f'<meta charset="gb2312"><table><tr><td>收费标准</td><td>另行通知</td></tr></table><p>咨询窗口 {PHONE}</p>'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"


@pytest.fixture
def data(tmp_path: Path, engine: Engine, sample: Any) -> Path:
    """A data folder with one archived page and its screenshot, and the sample stored with it."""
    looks = {look.id: look for look in sample.evidence}
    at = looks["guide-a"].captured_at
    warc = WarcFile(tmp_path / "evidence/r/990001/0001.warc.gz", 0, "test")
    position = warc.write_exchange(
        Exchange(
            url="http://portal.test/guide-a",
            method="GET",
            request_headers=[("Host", "portal.test")],
            request_body=b"",
            status=200,
            response_headers=[("Content-Type", "text/html")],
            body=PAGE.encode("gb18030"),
            at=at,
        )
    )
    warc.close()
    (tmp_path / "evidence/r/990001/a.png").write_bytes(PNG)
    looks["guide-a"] = replace(looks["guide-a"], offset=position.offset)
    sample.store(engine, evidence=tuple(looks.values()))
    return tmp_path


def written(engine: Engine, data: Path, regions: list[str] | None = None, lang: str = "zh") -> list[Path]:
    with storage.reading(engine) as session:
        return write_reports(session, "2026Q4", regions, data / "report", data=data, titles={}, lang=lang)


def region_page(paths: list[Path]) -> Any:
    return lxml.html.document_fromstring(paths[-1].read_bytes())


def test_every_stored_finding_is_in_page_and_workbook(engine: Engine, data: Path) -> None:
    paths = written(engine, data)
    assert [path.name for path in paths] == ["index.html", "findings.xlsx", "990001.html"]
    page = region_page(paths)
    in_page = page.xpath("//article/@id")
    book = openpyxl.load_workbook(paths[1])["问题清单"]
    heads = [cell.value for cell in book[1]]
    in_book = [row[heads.index("问题编号")] for row in book.iter_rows(min_row=2, values_only=True)]
    assert len(in_page) == 5
    assert in_book == in_page
    assert len(set(in_page)) == 5


def test_the_archived_page_and_the_screenshot_are_shown(engine: Engine, data: Path) -> None:
    page = region_page(written(engine, data))
    assert "收费标准\n另行通知\n咨询窗口 139****6418" in page.xpath("//details//bdi")[0].text_content()
    assert page.xpath("//figure/@id") == ["p-guide-a"]
    assert page.xpath("//figure//img/@src")[0].startswith("data:image/png;base64,")


def test_what_a_finding_is_about_is_outlined_on_the_screenshot(engine: Engine, data: Path) -> None:
    assert region_page(written(engine, data)).xpath("//figure//a[@class='mark']") == []
    boxes = json.dumps({"/p[1]": [0, 0, 1, 1], "/p[2]": [9, 9, 9, 9]}).encode()
    (data / "evidence/r/990001/a.layout.json.gz").write_bytes(gzip.compress(boxes))

    page = region_page(written(engine, data))

    marks = page.xpath("//figure//a[@class='mark']")
    about = {one.get("href").removeprefix("#") for one in marks}
    assert marks
    assert about <= set(page.xpath("//article/@id"))
    assert {one.get("style") for one in marks} == {"left:0.0%;top:0.0%;width:100.0%;height:100.0%"}


def test_no_personal_number_of_a_page_stands_in_a_report(engine: Engine, data: Path) -> None:
    assert PHONE in PAGE
    assert all(PHONE not in path.read_text("utf-8") for path in written(engine, data) if path.suffix == ".html")


def test_a_lost_archive_costs_the_excerpt_and_nothing_else(engine: Engine, data: Path) -> None:
    (data / "evidence/r/990001/0001.warc.gz").write_bytes(b"torn")
    (data / "evidence/r/990001/a.png").unlink()
    page = region_page(written(engine, data))
    assert len(page.xpath("//article")) == 5
    assert page.xpath("//details | //figure") == []


def test_gaps_hosts_and_measures_come_from_the_stored_rows(engine: Engine, data: Path) -> None:
    page = region_page(written(engine, data))
    text = page.text_content()
    assert "访问超时" in text
    assert "读不到" in text
    hosts = [[cell.text_content() for cell in row.xpath("td")] for row in page.xpath("//table[last()]/tbody/tr")]
    assert ["portal.test", "5", "4", "1", "1", "50", "0", "—"] in hosts
    saved = page.xpath("//tr[.//span[@class='code'][.='EFF.4.1']]/td")
    assert "0.5" in [cell.text_content() for cell in saved]


def test_english(engine: Engine, data: Path) -> None:
    page = region_page(written(engine, data, lang="en"))
    assert "wrong" in page.text_content()
    assert "收费有误" not in page.text_content()


def test_unknown_rounds_and_regions_are_one_line(engine: Engine, data: Path) -> None:
    with pytest.raises(UsageError, match="110000"):
        written(engine, data, regions=["110000"])
    with storage.reading(engine) as session, pytest.raises(UsageError, match="2020Q1"):
        write_reports(session, "2020Q1", None, data / "report", data=data, titles={})


def test_a_folder_that_cannot_be_written_is_one_line(engine: Engine, data: Path) -> None:
    (data / "report").write_text("a file")
    with pytest.raises(UsageError, match="cannot write the report"):
        written(engine, data)


def test_what_an_office_wrote_stays_also_where_its_finding_is_no_more(engine: Engine, data: Path) -> None:
    path = written(engine, data)[1]
    book = openpyxl.load_workbook(path)
    page = book["问题清单"]
    heads = [cell.value for cell in page[1]]
    note, number = heads.index("整改情况") + 1, heads.index("问题编号") + 1
    kept = page.cell(2, number).value
    page.cell(2, note).value = "已改，张三"
    page.cell(3, note).value = "不属实"
    page.cell(3, number).value = "f" * 24
    book.save(path)

    again = openpyxl.load_workbook(written(engine, data, ["990001"])[1])

    rows = {row[number - 1]: row[note - 1] for row in again["问题清单"].iter_rows(min_row=2, values_only=True)}
    assert rows[kept] == "已改，张三"
    assert [one for one in rows.values() if one] == ["已改，张三"]
    (gone,) = again["已不在清单中的整改情况"].iter_rows(min_row=2, values_only=True)
    assert (gone[number - 1], gone[note - 1]) == ("f" * 24, "不属实")
    third = openpyxl.load_workbook(written(engine, data)[1])
    assert third["已不在清单中的整改情况"].max_row == 2


def test_a_workbook_that_cannot_be_read_is_not_overwritten(engine: Engine, data: Path) -> None:
    path = written(engine, data)[1]
    path.write_bytes(b"an office saved this as something else")

    with pytest.raises(UsageError, match="--out"):
        written(engine, data)

    assert path.read_bytes().startswith(b"an office")


def test_a_workbook_with_columns_of_an_office_is_not_overwritten(engine: Engine, data: Path) -> None:
    path = written(engine, data)[1]
    book = openpyxl.load_workbook(path)
    page = book["问题清单"]
    page.cell(2, page.max_column + 1).value = "责任人：李四"
    book.save(path)

    with pytest.raises(UsageError, match="--out"):
        written(engine, data)


def test_a_report_of_one_region_leaves_the_others_in_the_comparison(engine: Engine, data: Path, sample: Any) -> None:
    other = replace(sample, profile=replace(sample.profile, code="990002", name="另一省"))
    other.store(engine)
    assert len(written(engine, data)) == 4

    index, *_ = written(engine, data, ["990001"])

    assert "990002.html" in index.read_text(encoding="utf-8")
