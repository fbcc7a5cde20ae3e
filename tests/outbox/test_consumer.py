"""The example consumer takes a delivery once and whole, whoever dies on the way."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from crawler import storage
from crawler.outbox import shelf
from models import Delivery, DeliveryState
from tests.outbox.receiver import ROUND, SCRIPT, consumer, mended, promised, put, served, taken

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class _Stalling(BaseHTTPRequestHandler):
    """Passes requests on to the outbox; stops for good before or within the answer to one of them."""

    upstream: str
    stalls_at: str
    within: bool
    reached: threading.Event

    def do_GET(self) -> None:
        here = self.path.endswith(self.stalls_at)
        if here and not self.within:
            self.reached.set()
            time.sleep(60)
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else None
        asked = urllib.request.Request(self.upstream + self.path, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            content = answer.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if here:
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.reached.set()
            time.sleep(60)
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: Any) -> None:
        pass


def killed_at(upstream: str, stalls_at: str, state: Path, *, within: bool) -> None:
    """Start the consumer, let it come to a request, and kill it there."""
    reached = threading.Event()
    bound = {"upstream": upstream, "stalls_at": stalls_at, "within": within, "reached": reached}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Stalling,), bound))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT), "pull", f"http://127.0.0.1:{server.server_port}", str(state)]
        )
        assert reached.wait(30)
        time.sleep(0.2 if within else 0)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("stalls_at", "within"),
    [("manifest.json", False), ("findings.jsonl", True), ("items.jsonl", False), ("receipt", False), ("receipt", True)],
)
def test_a_consumer_that_dies_on_the_way_ends_with_one_copy(
    engine: Engine, data: Path, state: Path, tmp_path: Path, stalls_at: str, *, within: bool
) -> None:
    one = put(engine, data)
    with served(engine, data) as url:
        killed_at(url, stalls_at, state, within=within)
        for _ in range(2):
            subprocess.run([sys.executable, str(SCRIPT), "pull", url, str(state)], check=True, capture_output=True)

    assert taken(state) == promised(engine, data, tmp_path / "whole")
    with storage.reading(engine) as session:
        kept = session.get_one(Delivery, one.id)
        assert kept.state is DeliveryState.DELIVERED
        assert kept.receipt is not None


def test_a_consumer_that_dies_while_it_loads_has_nothing_of_it(
    engine: Engine, data: Path, state: Path, tmp_path: Path
) -> None:
    """Killed by itself in the middle of the third table; then the same again, undisturbed."""
    put(engine, data)
    dying = (
        "import importlib.util, os, pathlib, sys\n"
        f"spec = importlib.util.spec_from_file_location('consumer', {str(SCRIPT)!r})\n"
        "it = importlib.util.module_from_spec(spec); spec.loader.exec_module(it)\n"
        "whole = it.rows_of\n"
        "def half(folder, code, name):\n"
        "    for number, row in enumerate(whole(folder, code, name)):\n"
        "        if (name, number) == ('verdicts', 4): os.kill(os.getpid(), 9)\n"
        "        yield row\n"
        "it.rows_of = half\n"
        "it.pull(sys.argv[1], pathlib.Path(sys.argv[2]))\n"
    )
    with served(engine, data) as url:
        died = subprocess.run([sys.executable, "-c", dying, url, str(state)], check=False)
        assert died.returncode == -signal.SIGKILL
        assert all(not lines for lines in taken(state).values())
        subprocess.run([sys.executable, str(SCRIPT), "pull", url, str(state)], check=True, capture_output=True)

    assert taken(state) == promised(engine, data, tmp_path / "whole")


def test_what_changed_is_put_in_the_place_of_what_was_there(
    engine: Engine, data: Path, state: Path, sample: Any, tmp_path: Path
) -> None:
    put(engine, data)
    with served(engine, data) as url:
        consumer.pull(url, state)
        sample.store(engine, **mended(sample))
        assert not put(engine, data, since=shelf.LAST).whole
        consumer.pull(url, state)

    now = promised(engine, data, tmp_path / "whole")
    assert {name: sorted(lines) for name, lines in taken(state).items()} == {
        name: sorted(lines) for name, lines in now.items()
    }


def test_a_consumer_notices_that_something_is_missing(
    engine: Engine, data: Path, state: Path, sample: Any, tmp_path: Path
) -> None:
    """Changes without what they change; a file that was damaged on the way."""
    from crawler.export.bundle import write_bundle  # noqa: PLC0415

    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "never-sent", ["jsonl"])
    replace(sample, profile=replace(sample.profile, code="990002")).store(engine)
    delta = put(engine, data, since=str(tmp_path / "never-sent"))
    connection = consumer.database(state)
    folder = shelf.folder_of(data, delta.id)

    with pytest.raises(consumer.NotWholeError, match="990001"):
        consumer.take(connection, delta.id, folder)
    (folder / "items.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(consumer.NotWholeError, match=r"items\.jsonl"):
        consumer.take(connection, delta.id, folder)

    assert all(not lines for lines in taken(state).values())
