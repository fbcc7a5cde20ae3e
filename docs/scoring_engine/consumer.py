"""An example of a scoring engine's side: takes deliveries of portal-audit, each exactly once, and proves them whole.

    consumer.py pull http://127.0.0.1:8765 STATE   asks `portal-audit outbox serve`; PORTAL_AUDIT_OUTBOX_TOKEN
    consumer.py listen 9000 STATE                  is sent to by `portal-audit outbox send`; PORTAL_AUDIT_OUTBOX_SECRET

Standard library only. STATE is a folder: `incoming/` holds files on their way, `engine.sqlite` what was taken. A
delivery is loaded, held against the digests of its manifest and marked as taken in one transaction: killed at any
moment and started again, the script ends with one copy of each row. Ready to be copied into an engine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TABLES = ("observations", "findings", "verdicts", "items", "coverage")
PREFIX = "X-Portal-Audit-"
TOLERANCE = 300  # seconds that a signed request may be old: it cannot be played back later


class NotWholeError(Exception):
    """What is here is not what the manifest promises."""


def database(state: Path) -> sqlite3.Connection:
    """What was taken: the rows of every round, and the deliveries they came with."""
    state.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(state / "engine.sqlite", timeout=60)
    connection.executescript(
        "CREATE TABLE IF NOT EXISTS rows (round TEXT, name TEXT, region TEXT, line TEXT);"
        "CREATE INDEX IF NOT EXISTS part ON rows (round, name, region);"
        "CREATE TABLE IF NOT EXISTS taken (delivery TEXT PRIMARY KEY, receipt TEXT);"
    )
    return connection


def receipt_of(connection: sqlite3.Connection, delivery: str) -> dict | None:
    """The receipt of a delivery that was taken before."""
    found = connection.execute("SELECT receipt FROM taken WHERE delivery = ?", (delivery,)).fetchone()
    return json.loads(found[0]) if found else None


def digest(path: Path) -> str:
    """SHA-256 of a file; empty where there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing(folder: Path, manifest: dict) -> list[str]:
    """Files of a delivery that are not here as the manifest has them."""
    return [one["name"] for one in manifest["files"] if digest(folder / one["name"]) != one["sha256"]]


def take(connection: sqlite3.Connection, delivery: str, folder: Path) -> dict:
    """Load a delivery, prove that the round is whole, and mark it as taken: all of it or nothing."""
    raw = (folder / "manifest.json").read_bytes()
    manifest = json.loads(raw)
    if lost := missing(folder, manifest):
        raise NotWholeError(f"files are missing or damaged: {', '.join(lost)}")
    code = manifest["round"]
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if known := receipt_of(connection, delivery):
            return known
        if manifest["since"] is None:
            connection.execute("DELETE FROM rows WHERE round = ?", (code,))
        else:
            replaced = [(code, one["table"], one["region"]) for one in manifest["changed"] + manifest["removed"]]
            connection.executemany("DELETE FROM rows WHERE round = ? AND name = ? AND region = ?", replaced)
        for name in TABLES:
            connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows_of(folder, code, name))
        prove(connection, manifest)
        receipt = {
            "delivery": delivery,
            "round": code,
            "manifest_sha256": hashlib.sha256(raw).hexdigest(),
            "rows": dict(connection.execute("SELECT name, count(*) FROM rows WHERE round = ? GROUP BY name", (code,))),
        }
        connection.execute("INSERT INTO taken VALUES (?, ?)", (delivery, json.dumps(receipt)))
    return receipt


def rows_of(folder: Path, code: str, name: str):
    """The lines of a table, each with its region."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield code, name, json.loads(line)["region"], line


def prove(connection: sqlite3.Connection, manifest: dict) -> None:
    """Hold every part of the round, a table of a region, against its digest; and there may be no other part."""
    code = manifest["round"]
    promised = {(one["table"], one["region"]): (one["rows"], one["sha256"]) for one in manifest["parts"]}
    here = set(connection.execute("SELECT DISTINCT name, region FROM rows WHERE round = ?", (code,)))
    if here != promised.keys():
        raise NotWholeError(f"parts missing or too many: {sorted(here ^ promised.keys())[:5]}; ask for the whole round")
    for (name, region), wanted in promised.items():
        sha256, count = hashlib.sha256(), 0
        for (line,) in connection.execute(
            "SELECT line FROM rows WHERE round = ? AND name = ? AND region = ? ORDER BY rowid", (code, name, region)
        ):
            sha256.update(line.encode())
            count += 1
        if (count, sha256.hexdigest()) != wanted:
            raise NotWholeError(f"{name} of {region} is not as the manifest says; ask for the whole round")


# --- pulling --------------------------------------------------------------------------------------------------------


def pull(url: str, state: Path) -> None:
    """Take every delivery that is new, and give its receipt; one that was taken before gets its receipt again."""
    connection = database(state)
    for one in json.load(ask(f"{url}/deliveries"))["deliveries"]:
        delivery = one["delivery"]
        receipt = receipt_of(connection, delivery)
        if receipt is None:
            folder = state / "incoming" / delivery
            fetch(f"{url}/deliveries/{delivery}/manifest.json", folder / "manifest.json", one["manifest_sha256"])
            for file in json.loads((folder / "manifest.json").read_bytes())["files"]:
                fetch(f"{url}/deliveries/{delivery}/{file['name']}", folder / file["name"], file["sha256"])
            receipt = take(connection, delivery, folder)
        if one["state"] != "delivered":
            ask(f"{url}/deliveries/{delivery}/receipt", json.dumps(receipt).encode()).close()
        print(delivery, "taken", receipt["rows"], flush=True)


def ask(url: str, body: bytes | None = None, start: int = 0):
    """One request; `start` is where a file that came in part goes on."""
    headers = {"Content-Type": "application/json"} if body else {}
    if token := os.environ.get("PORTAL_AUDIT_OUTBOX_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    if start:
        headers["Range"] = f"bytes={start}-"
    return urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60)


def fetch(url: str, path: Path, sha256: str) -> None:
    """A file as promised; what an earlier attempt brought is kept."""
    if digest(path) == sha256:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    start = part.stat().st_size if part.exists() else 0
    if digest(part) != sha256:
        try:
            answer = ask(url, start=start)
        except urllib.error.HTTPError as problem:
            if problem.code != 416:
                raise
            answer, start = ask(url), 0
        with answer, part.open("ab" if start and answer.status == 206 else "wb") as file:
            while block := answer.read(65536):
                file.write(block)
    if digest(part) != sha256:
        part.unlink()
        raise NotWholeError(f"{url}: not what the manifest promises; start again")
    part.rename(path)


# --- being sent to --------------------------------------------------------------------------------------------------


class Receiver(BaseHTTPRequestHandler):
    """Answers an offered manifest with the files that are wanted, and with the receipt when all are here."""

    protocol_version = "HTTP/1.1"
    state: Path
    secret: str

    def do_POST(self) -> None:
        """One file of a delivery."""
        said = {name: self.headers.get(PREFIX + name, "") for name in ("Delivery", "File", "Content-SHA256")}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        delivery, name, sha256 = said.values()
        if not self.is_genuine("\n".join((self.headers.get(PREFIX + "Timestamp", ""), delivery, name, sha256))):
            return self.answer(401, {"error": "the signature is wrong or too old"})
        if hashlib.sha256(body).hexdigest() != sha256:
            return self.answer(422, {"error": "the body is not what was signed"})
        if not delivery.isalnum() or Path(name).name != name or name.startswith("."):
            return self.answer(400, {"error": "no such name"})
        folder = self.state / "incoming" / delivery
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.{os.getpid()}.{time.monotonic_ns()}.part"
        part.write_bytes(body)
        part.rename(folder / name)
        if name != "manifest.json":
            return self.answer(200, {})
        connection = database(self.state)
        try:
            receipt = receipt_of(connection, delivery)
            if receipt is None and (wanted := missing(folder, json.loads(body))):
                return self.answer(202, {"wanted": wanted})
            return self.answer(200, {"receipt": receipt or take(connection, delivery, folder)})
        except NotWholeError as problem:
            return self.answer(409, {"error": str(problem)})
        finally:
            connection.close()

    def is_genuine(self, message: str) -> bool:
        """Whether the request was signed with our secret, not long ago."""
        moment = message.split("\n", 1)[0]
        if not moment.isdigit() or abs(time.time() - int(moment)) > TOLERANCE:
            return False
        wanted = "v1=" + hmac.new(self.secret.encode(), message.encode(), hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, self.headers.get(PREFIX + "Signature", ""))

    def answer(self, status: int, document: dict) -> None:
        """One JSON document."""
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def listen(port: int, state: Path, secret: str) -> ThreadingHTTPServer:
    """A server that takes what is sent to it."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (Receiver,), {"state": state, "secret": secret}))


if __name__ == "__main__":
    mode, where, folder = sys.argv[1:4]
    if mode == "pull":
        pull(where.rstrip("/"), Path(folder))
    else:
        listen(int(where), Path(folder), os.environ["PORTAL_AUDIT_OUTBOX_SECRET"]).serve_forever()
