"""The console over real HTTP on loopback: what its pages show, that they are whole HTML, and that they trust nobody."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

import httpx
import lxml.etree
import lxml.html
import pytest
import uvicorn
from sqlalchemy import text

import models
from crawler.console import reading as console_reading
from crawler.console.app import console
from crawler.storage import open_database, reading, writing
from crawler.verdicts.judge import titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REGION = "990305"
_HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e{{7*7}}"
_UNKNOWN_TAG = 801
"""libxml2's complaint about elements that came with HTML 5."""


@dataclass(frozen=True)
class Served:
    """A console that answers, over a data folder that may be changed."""

    data: Path
    database: str
    client: httpx.Client

    def page(self, path: str, *, status: int = 200) -> Any:
        """A page, parsed, after everything that holds for every page was looked at."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text[:300]
        _sound(answer)
        return lxml.html.document_fromstring(answer.text)


def _sound(answer: httpx.Response) -> None:
    """What holds for every page: whole HTML, readable without a mouse, nothing from elsewhere, no script."""
    parser = lxml.etree.HTMLParser(recover=True, encoding="utf-8")
    root: Any = lxml.etree.fromstring(answer.content, parser)
    wrong = [error for error in parser.error_log if error.type != _UNKNOWN_TAG]
    assert [f"{error.line}: {error.message}" for error in wrong] == []
    assert answer.text.startswith("<!DOCTYPE html>")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert root.xpath("count(//h1)") == 1
    assert root.xpath("string(//title)").strip()
    assert root.xpath("string(/html/@lang)") in {"zh-CN", "en"}
    assert root.xpath("//a[@class='skip']/@href") == ["#content"]
    assert not root.xpath("//script | //iframe | //object | //embed | //base | //style | //@style")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert not root.xpath("//img[not(@alt)] | //th[not(@scope)] | //input[not(ancestor::label)]")
    assert not root.xpath("//@tabindex[. > 0]")
    resources = root.xpath("//link/@href | //img/@src | //form/@action")
    assert all(one.startswith("/") for one in resources), resources
    for link in root.xpath("//a/@href"):
        assert link.startswith(("/", "#", "http://", "https://")), link
    for link in root.xpath("//a[starts-with(@href, 'http')]"):
        assert "noreferrer" in link.get("rel")


@contextmanager
def _served(data: Path, lang: str) -> Iterator[Served]:
    database = f"sqlite:///{data / 'portal-audit.db'}"
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(console(database=database, data=data, titles=titles(), lang=lang), log_config=None)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=30) as client:
        yield Served(data, database, client)
    server.should_exit = True
    thread.join()


@pytest.fixture
def served(observed: Any, tmp_path: Path) -> Iterator[Served]:
    with _served(observed.desk.copy(tmp_path / "data").data, "zh") as found:
        yield found


def _finding(served: Served, *, with_quote: bool = True) -> models.Finding:
    with reading(open_database(served.database)) as session:
        rows = session.query(models.Finding).filter(models.Finding.item_key.is_not(None)).order_by(models.Finding.id)
        return next(one for one in rows if bool(one.quote) is with_quote)


def test_every_page_can_be_reached_by_links_and_is_sound(served: Served) -> None:
    left: list[str] = ["/"]
    seen: set[str] = set()
    while left:
        path = left.pop()
        if path in seen or path.endswith("/metrics"):
            continue
        seen.add(path)
        page = served.page(path)
        for link in page.xpath("//a/@href"):
            there = urljoin(path, link.partition("#")[0] or path)
            if not urlsplit(link).netloc and there not in seen:
                left.append(there)
    kinds = {re.sub(r"(?<=/)[^/]*\d[^/]*", "*", path.partition("?")[0]) for path in seen}
    assert {"/", "/rounds/*", "/rounds/*/regions/*", "/rounds/*/regions/*/findings", "/search"} <= kinds
    assert any("/items/" in path for path in seen)
    assert sum("/findings/" in path for path in seen) > 3


def test_a_region_shows_its_sheet_and_what_was_not_observed(served: Served, observed: Any) -> None:
    page = served.page(f"/rounds/R1/regions/{_REGION}")

    shown = {row.xpath("string(.//span[@class='code'])"): row for row in page.xpath("//table[1]/tbody/tr")}
    rows = [row for row in observed.bundle["observations"] if row["region"] == _REGION and row["checks"]]
    assert set(shown) == {row["indicator"] for row in rows}
    said = page.text_content()
    assert "robots.txt 不允许" in said
    assert "未能判定" in said
    nowhere = served.page("/rounds/R1/regions/990399").text_content()
    assert "没有已知的门户地址" in nowhere


def test_a_finding_shows_the_archived_page_around_its_quote(served: Served) -> None:
    finding = _finding(served)

    page = served.page(f"/rounds/R1/regions/{_REGION}/findings/{finding.finding}")

    said = page.text_content()
    assert finding.message in said
    assert finding.suggestion in said
    assert "".join(page.xpath("string(//mark)").split()) == "".join((finding.quote or "").split())
    around = page.xpath("string(//pre)")
    assert len(around) > len(finding.quote or "") + 100
    assert "存档内容与记录的 SHA-256 相符" in said


def test_an_archive_that_was_changed_or_is_gone_is_told(served: Served) -> None:
    finding = _finding(served)
    path = f"/rounds/R1/regions/{_REGION}/findings/{finding.finding}"
    with writing(open_database(served.database)) as session:
        look = session.get_one(models.Fetch, (finding.evidence_run_id, finding.evidence))
        right, look.sha256 = look.sha256, hashlib.sha256(b"other").hexdigest()
    assert "不符" in served.page(path).text_content()
    with writing(open_database(served.database)) as session:
        session.get_one(models.Fetch, (finding.evidence_run_id, finding.evidence)).sha256 = right
    shutil.rmtree(served.data / "evidence")
    assert "这台机器上没有该存档文件" in served.page(path).text_content()


def test_nothing_outside_the_data_folder_is_shown(served: Served, tmp_path: Path) -> None:
    finding = _finding(served)
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    with writing(open_database(served.database)) as session:
        look = session.get_one(models.Fetch, (finding.evidence_run_id, finding.evidence))
        look.screenshot, look.warc = "../secret.png", "../secret.png"
    path = f"/rounds/R1/regions/{_REGION}/findings/{finding.finding}"

    assert "没有该存档文件" in served.page(path).text_content()
    served.page(f"{path}/screenshot", status=404)


def test_a_screenshot_is_shown(served: Served) -> None:
    finding = _finding(served)
    (served.data / "shot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with writing(open_database(served.database)) as session:
        session.get_one(models.Fetch, (finding.evidence_run_id, finding.evidence)).screenshot = "shot.png"
    path = f"/rounds/R1/regions/{_REGION}/findings/{finding.finding}"

    assert served.page(path).xpath("//img/@src") == [f"{path}/screenshot"]
    answer = served.client.get(f"{path}/screenshot")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")


def test_what_a_portal_wrote_is_text_and_nothing_else(served: Served) -> None:
    finding = _finding(served)
    with writing(open_database(served.database)) as session:
        row = session.query(models.Finding).filter_by(id=finding.id).one()
        row.message = row.suggestion = row.quote = row.locator = _HOSTILE
        item = session.query(models.Item).filter_by(region_run_id=row.region_run_id, key=row.item_key).one()
        item.name = item.code = item.body = _HOSTILE
        item.url = "javascript:alert(3)//http://x"
        item.elements = {"name": {"state": "stated", "value": _HOSTILE, "label": _HOSTILE, "locator": "/"}}
        part = session.get_one(models.RegionRun, row.region_run_id)
        part.reason = _HOSTILE
        look = session.get_one(models.Fetch, (row.evidence_run_id, row.evidence))
        look.url = "javascript:alert(4)"
        key = item.key
    base = f"/rounds/R1/regions/{_REGION}"
    for path in (
        "/", "/rounds/R1", base, f"{base}/findings", f"{base}/findings/{finding.finding}", f"{base}/items/{quote(key)}",
        f"/search?q={quote(_HOSTILE)}",
    ):  # fmt: skip
        shown = served.page(path).text_content()
        assert "\u202e" not in shown
    assert "<script>alert(1)" in served.page(f"{base}/items/{quote(key)}").xpath("string(//h1)")


def test_items_are_found_by_code_name_and_office(served: Served, observed: Any) -> None:
    row = next(one for one in observed.bundle["items"] if one["item_code"] and one["body"])

    for words in (row["item_code"], row["item_name"][1:4], row["body"]):
        found = served.page(f"/search?q={quote(words)}").xpath("//tbody/tr/th/a")
        assert row["item_name"] in [link.text_content() for link in found], words
    assert not served.page("/search?q=%25").xpath("//tbody/tr")
    assert not served.page("/search?q=_______").xpath("//tbody/tr")
    assert not served.page("/search").xpath("//tbody/tr")


def test_an_item_shows_three_states_and_every_verdict(served: Served, observed: Any) -> None:
    row = next(one for one in observed.bundle["items"] if one["item_code"])
    found = served.page(f"/search?q={quote(row['item_code'])}").xpath("//tbody/tr/th/a/@href")

    page = served.page(found[0])

    states = {tr.xpath("string(td[1])") for tr in page.xpath("//table[last()]/preceding::table[1]/tbody/tr")}
    assert states <= {"已写明", "未写明", "未能读取"}
    verdicts = [one for one in observed.bundle["verdicts"] if one["item_code"] == row["item_code"]]
    shown = [tr.xpath("string(th)") for tr in page.xpath("(//table)[last()]/tbody/tr")]
    assert shown == [titles()[check].zh for check in sorted(one["check"] for one in verdicts)]


def test_what_could_not_be_decided_is_told_once_a_reason(served: Served, observed: Any) -> None:
    page = served.page(f"/rounds/R1/regions/{_REGION}")

    waiting = [v for v in observed.bundle["verdicts"] if v["region"] == _REGION and v["outcome"] == "cant_tell"]
    shown = [[cell.text_content() for cell in row] for row in page.xpath("(//table)[last()]/tbody/tr")]
    assert waiting
    assert len({reason for reason, *_ in shown}) == len(shown) == len({one["reason"] for one in waiting})
    assert sum(int(count.replace(",", "")) for _, count, *_ in shown) == len(waiting)
    assert not any("." in checks for _, _, checks, *_ in shown)


def test_findings_come_a_page_at_a_time(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_reading, "A_PAGE", 4)
    seen: list[str] = []
    path: str | None = f"/rounds/R1/regions/{_REGION}/findings"
    total = int(served.page(path or "").xpath("string(//main/p[1])"))
    while path is not None:
        page = served.page(path)
        seen += page.xpath("//tbody/tr/td[2]/a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/rounds/never", "/rounds/R1/regions/1", "/rounds/R1/regions/990305/findings/none",
     "/rounds/R1/regions/990305/items/none"],
)  # fmt: skip
def test_what_is_not_there_is_told(served: Served, path: str) -> None:
    assert "没有这个页面" in served.page(path, status=404).text_content()


def test_nothing_can_be_changed_and_no_foreign_name_is_answered(served: Served) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert served.client.request(method, "/rounds/R1").status_code == 405
    assert served.client.get("/", headers={"Host": "rebound.example"}).status_code == 400
    assert served.client.get("/docs").status_code == 404
    assert served.client.get("/openapi.json").status_code == 404


def test_machines_get_health_and_metrics(served: Served) -> None:
    assert served.client.get("/health").json()["status"] == "ok"
    metrics = served.client.get("/metrics").text
    assert 'portal_audit_round_regions{now="observed",round="R1"} 1.0' in metrics


def test_a_database_in_trouble_is_told(served: Served) -> None:
    with open_database(served.database).begin() as connection:
        connection.execute(text("ALTER TABLE rounds RENAME TO taken_away"))

    page = served.page("/rounds/R1", status=503)

    assert "数据库没有应答" in page.text_content()
    assert served.client.get("/health").status_code == 503


def test_the_command_serves_until_it_is_ended(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "data")
    words = [sys.executable, "-m", "crawler", "--data", str(desk.data), "console", "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        assert "R1" in httpx.get(address[0], timeout=30).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_a_port_that_is_taken_is_told_in_one_line(desk: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = desk("console", "--port", str(taken.getsockname()[1]))

    assert "不能在" in answer.one_line()


def test_english_pages(observed: Any, tmp_path: Path) -> None:
    with _served(observed.desk.copy(tmp_path / "data").data, "en") as served:
        shown = served.page(f"/rounds/R1/regions/{_REGION}").text_content()

    assert "Addresses that could not be observed" in shown
    assert "未能判定" not in shown
