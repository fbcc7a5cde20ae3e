"""Our own network is asked before a portal is blamed."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from crawler.cli import main
from crawler.config import read_settings
from crawler.errors import UsageError
from crawler.gather.canary import answers, outage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def alive() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def dead() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def test_any_answer_is_one(alive: str, dead: str) -> None:
    assert answers(alive, "portal-audit")
    assert not answers(dead, "portal-audit")
    assert not answers("http://", "portal-audit")


def test_one_address_that_answers_is_enough_and_none_is_needed(alive: str, dead: str) -> None:
    assert outage((dead, alive), "portal-audit") is None
    assert outage((), "portal-audit") is None


def test_an_outage_is_believed_after_three_rounds(dead: str) -> None:
    waits: list[float] = []
    assert dead in str(outage((dead,), "portal-audit", sleep=waits.append))
    assert waits == [20.0, 20.0]


def test_with_our_network_down_no_portal_is_asked_and_nothing_is_judged(
    dead: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.toml").write_text(
        'code = "990777"\nname = "甲县"\nlevel = "other"\nportal = "http://portal.invalid/"\n', encoding="utf-8"
    )
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", dead)
    monkeypatch.setattr("crawler.gather.canary.outage.__kwdefaults__", {"pause": 0.0, "sleep": lambda _: None})
    words = ["--data", str(tmp_path / "data"), "run", "--round", "R", "--portals", str(tmp_path), "--region", "990777"]

    assert main(words) == 5
    assert "no control address answered" in capsys.readouterr().out
    assert not list((tmp_path / "data").rglob("*.warc.gz"))


def test_addresses_are_separated_by_blanks_or_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", "http://a.test/, https://b.test/")
    assert read_settings().canary == ("http://a.test/", "https://b.test/")
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", "a.test")
    with pytest.raises(UsageError, match="begins with http"):
        read_settings()
