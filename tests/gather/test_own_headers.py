from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.warc import Exchange
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.gather.own_headers import OwnHeaders

if TYPE_CHECKING:
    from pathlib import Path

CALL = "http://zwfw.example.gov.cn/api/matter/page?pageNum=1"


def test_a_visitors_token_goes_with_the_same_call_and_no_other() -> None:
    headers = OwnHeaders()
    headers.keep(
        CALL, [("x-access-token", "t1"), ("user-agent", "Chromium"), ("cookie", "a=b"), ("sec-fetch-mode", "cors")]
    )

    assert headers.of(CALL.replace("=1", "=2")) == {"x-access-token": "t1"}
    assert headers.of("http://zwfw.example.gov.cn/api/other") == {}
    assert headers.of(CALL.replace("zwfw.", "cdn.")) == {}


def test_a_signed_call_is_not_imitated() -> None:
    headers = OwnHeaders()
    headers.keep(CALL, [("x-token", "t1"), ("x-signature", "9f31"), ("x-timestamp", "1790000000")])

    assert headers.of(CALL) == {}


def test_a_later_attempt_sends_what_the_pages_of_an_earlier_one_sent(tmp_path: Path) -> None:
    at = datetime(2026, 10, 12, 1, tzinfo=UTC)
    sent = Exchange(
        url=CALL, method="GET", request_headers=[("X-Requested-With", "XMLHttpRequest"), ("Accept", "*/*")],
        request_body=b"", status=200, response_headers=[("Content-Type", "application/json")], body=b"{}", at=at,
    )  # fmt: skip
    archive = RegionArchive(tmp_path, "2026Q4-1", "990001")
    call = Evidence(
        id="1234567890abcdef", region="990001", kind=PageKind.API, target=Target(url=CALL), state=FetchState.FETCHED,
        via=Via.BROWSER, status=200, captured_at=at,
    )  # fmt: skip
    with RegionRecorder(archive) as recorder:
        recorder.note(recorder.placed(call, recorder.write_exchange(sent)))
    headers = OwnHeaders()
    headers.recall(RegionArchive(tmp_path, "2026Q4-1", "990001"))
    assert headers.of(CALL) == {"X-Requested-With": "XMLHttpRequest"}
