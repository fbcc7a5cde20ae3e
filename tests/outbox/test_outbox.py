"""From the shelf to the scoring engine: once, whole, and whoever dies on the way."""

from __future__ import annotations

import hashlib
import json
import socket
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from crawler import runs, storage
from crawler.cli import main
from crawler.errors import UsageError
from crawler.outbox import sending, shelf
from crawler.outbox.signing import signature
from models import Delivery, DeliveryState
from tests.outbox.receiver import ROUND, SECRET, listening, mended, promised, put, served, taken

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def test_the_same_state_is_one_delivery(engine: Engine, data: Path, sample: Any) -> None:
    first, new = shelf.put(engine, data, ROUND, by="a", reason="first")
    again, newer = shelf.put(engine, data, ROUND, by="b")
    there, _ = shelf.put(engine, data, ROUND, target="http://127.0.0.1:1/")

    assert (new, newer) == (True, False)
    assert (again.id, again.created_by, again.reason) == (first.id, "a", "first")
    assert there.id != first.id
    sample.store(engine, **mended(sample))
    assert put(engine, data).id not in {first.id, there.id}
    assert sorted(p.name for p in (data / "outbox").iterdir() if not p.name.startswith(".")) == sorted(
        {first.id, there.id, put(engine, data).id}
    )


def test_sent_signed_and_received(engine: Engine, data: Path, state: Path, tmp_path: Path) -> None:
    with listening(state) as url:
        one = put(engine, data, target=url, formats=("jsonl", "xlsx"))
        for _ in range(2):
            ended = sending.attempt(engine, data, one, SECRET)

    assert (ended.state, ended.attempts) == (DeliveryState.DELIVERED, 2)
    assert isinstance(ended.receipt, dict)
    assert ended.receipt["manifest_sha256"] == one.manifest_sha256
    assert taken(state) == promised(engine, data, tmp_path / "whole")
    assert (state / "incoming" / one.id / "items.xlsx").exists()


def test_a_sending_that_is_cut_off_goes_on_with_what_is_missing(
    engine: Engine, data: Path, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    post = sending._post

    def dies_at_the_third(client: Any, delivery: Any, secret: str, name: str, *rest: Any) -> Any:
        asked.append(name)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return post(client, delivery, secret, name, *rest)

    monkeypatch.setattr(sending, "_post", dies_at_the_third)
    with listening(state) as url:
        one = put(engine, data, target=url)
        with pytest.raises(KeyboardInterrupt):
            sending.attempt(engine, data, one, SECRET)
        with storage.reading(engine) as session:
            kept = session.get_one(Delivery, one.id)
            assert (kept.state, kept.attempts, kept.last_error) == (DeliveryState.WAITING, 1, "cut off")
            assert kept.next_attempt_at is not None
            assert shelf.due(session, kept.next_attempt_at - timedelta(seconds=1)) == ()
            assert [d.id for d in shelf.due(session, kept.next_attempt_at)] == [one.id]
        before = len(asked)
        assert sending.attempt(engine, data, one, SECRET).state is DeliveryState.DELIVERED

    assert not set(asked[1:3]) & set(asked[before:])
    assert taken(state) == promised(engine, data, tmp_path / "whole")


def test_failures_are_tried_again_with_longer_pauses_and_not_for_ever(engine: Engine, data: Path) -> None:
    one = put(engine, data, target="http://127.0.0.1:9/")
    pauses = []
    for _ in range(shelf.MOST_ATTEMPTS):
        ended = sending.attempt(engine, data, one, SECRET)
        if ended.next_attempt_at is not None:
            pauses.append((ended.next_attempt_at - datetime.now(UTC)).total_seconds())

    assert ended.state is DeliveryState.GIVEN_UP
    assert "Connect" in (ended.last_error or "")
    assert all(one < other + 1 for one, other in pairwise(pauses))
    assert 50 < pauses[0] <= 60
    assert max(pauses) <= 6 * 3600
    with storage.reading(engine) as session:
        assert shelf.due(session, datetime.now(UTC) + timedelta(days=9)) == ()


def test_a_wrong_secret_and_an_old_request_are_refused(engine: Engine, data: Path, state: Path) -> None:
    with listening(state, "another secret") as url:
        one = put(engine, data, target=url)
        ended = sending.attempt(engine, data, one, SECRET)
    assert ended.state is DeliveryState.WAITING
    assert "status 401" in (ended.last_error or "")

    body = b"{}"
    sha256 = hashlib.sha256(body).hexdigest()
    with listening(state) as url:
        for moment, name, status in ((int(time.time()) - 3600, "a.json", 401), (int(time.time()), "../a.json", 400)):
            said = {"Delivery": "ab", "File": name, "Content-SHA256": sha256, "Timestamp": str(moment)}
            said["Signature"] = signature(SECRET, str(moment), "ab", name, sha256)
            headers = {f"X-Portal-Audit-{key}": value for key, value in said.items()}
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10)
            assert refused.value.code == status
    assert not list(state.glob("incoming/**/*.json"))


def test_the_service_asks_for_its_token_and_shows_nothing_else(engine: Engine, data: Path) -> None:
    one = put(engine, data)
    sent = put(engine, data, target="http://127.0.0.1:9/")

    def status(url: str, token: str | None = None, body: bytes | None = None) -> int:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as problem:
            return problem.code

    with served(engine, data, "tok") as url:
        assert [status(f"{url}/deliveries", token) for token in (None, "wrong", "tok")] == [401, 401, 200]
        assert status(f"{url}/deliveries/{one.id}/manifest.json", "tok") == 200
        assert status(f"{url}/deliveries/{one.id}/..%2F..%2Faudit.sqlite", "tok") == 404
        assert status(f"{url}/deliveries/{sent.id}/manifest.json", "tok") == 404
        wrong = json.dumps({"delivery": one.id, "manifest_sha256": "0"}).encode()
        assert status(f"{url}/deliveries/{one.id}/receipt", "tok", wrong) == 409
    with storage.reading(engine) as session:
        assert session.get_one(Delivery, one.id).state is DeliveryState.WAITING


def test_the_commands(  # noqa: PLR0917 - fixtures
    engine: Engine,
    url: str,
    data: Path,
    state: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del engine
    words = ("--db", url, "--data", str(data))
    monkeypatch.setenv("PORTAL_AUDIT_OUTBOX_SECRET", SECRET)
    with listening(state) as there:
        assert main([*words, "outbox", "put", "--round", ROUND, "--to", there, "--reason", "Q4", "--json"]) == 0
        made = json.loads(capsys.readouterr().out)
        assert (made["new"], made["reason"], made["state"]) == (True, "Q4", "waiting")
        assert main([*words, "outbox", "send", "--json"]) == 0
        assert [one["state"] for one in json.loads(capsys.readouterr().out)] == ["delivered"]
    assert main([*words, "outbox", "send", made["delivery"][:10], "--json"]) == 3
    assert main([*words, "outbox", "list"]) == 0
    assert "待交付" in capsys.readouterr().out
    assert main([*words, "outbox", "serve", "--host", "0.0.0.0"]) == 2
    monkeypatch.delenv("PORTAL_AUDIT_OUTBOX_SECRET")
    assert main([*words, "outbox", "send"]) == 2
    assert "PORTAL_AUDIT_OUTBOX_SECRET" in capsys.readouterr().err


def test_what_cannot_be_put(engine: Engine, data: Path) -> None:
    for options, said in (
        ({"target": "ftp://x"}, "http://"),
        ({"target": "http://u:p@x/"}, "password"),
        ({"since": shelf.LAST}, "not delivered there yet"),
        ({"formats": ("pdf",)}, "unknown format"),
    ):
        with pytest.raises(UsageError, match=said):
            put(engine, data, **options)
    assert not list(data.glob("outbox/*"))


def test_a_port_that_is_taken_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert main(["--data", str(tmp_path), "outbox", "serve", "--port", port]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("portal-audit: ")
    assert port in line


def test_received_deliveries_of_older_rounds_are_let_go_and_nothing_else(
    engine: Engine, url: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their manifests stay, and putting the same state there again brings the files back."""
    received, waiting = put(engine, data), put(engine, data, target="http://127.0.0.1:9/")
    with storage.writing(engine) as session:
        shelf.delivered(session, received.id, {}, datetime.now(UTC))
    before = {path.name: path.read_bytes() for path in shelf.folder_of(data, received.id).iterdir()}

    def pruned(*options: str) -> list[dict[str, Any]]:
        assert (
            main(["--db", url, "--data", str(data), "outbox", "prune", "--keep-rounds", "1", *options, "--json"]) == 0
        )
        return list(json.loads(capsys.readouterr().out)["going"])

    assert pruned() == []  # the only round is the newest
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2027Q1")
    assert [one["delivery"] for one in pruned("--dry-run")] == [received.id]
    assert {path.name for path in shelf.folder_of(data, received.id).iterdir()} == {*before}
    (gone,) = pruned()

    assert {path.name for path in shelf.folder_of(data, received.id).iterdir()} == {"manifest.json"}
    assert {*gone["files"]} == {*before} - {"manifest.json"}
    assert len(list(shelf.folder_of(data, waiting.id).iterdir())) == len(before)
    assert pruned() == []
    assert put(engine, data).id == received.id
    assert {path.name: path.read_bytes() for path in shelf.folder_of(data, received.id).iterdir()} == before
