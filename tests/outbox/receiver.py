"""Both ends of the outbox on loopback: what is handed over, and what the example consumer has of it."""

from __future__ import annotations

import contextlib
import importlib.util
import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from crawler import storage
from crawler.domain.check import Outcome
from crawler.outbox import shelf
from crawler.outbox.serving import outbox_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from models import Delivery

ROUND = "2026Q4"
SECRET = "between-us"
SCRIPT = Path(__file__).parents[2] / "docs" / "scoring_engine" / "consumer.py"


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("consumer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


consumer = _script()


def mended(sample: Any) -> dict[str, Any]:
    first, *rest = sample.judged
    verdicts = tuple(
        replace(v, outcome=Outcome.PASSED, defects=()) if v.check == "fee.status" else v for v in first.verdicts
    )
    return {"judged": (replace(first, verdicts=verdicts), *rest)}


def put(engine: Engine, data: Path, **options: Any) -> Delivery:
    return shelf.put(engine, data, ROUND, **options)[0]


def taken(state: Path) -> dict[str, list[str]]:
    """What the engine has, by table."""
    with contextlib.closing(sqlite3.connect(state / "engine.sqlite")) as connection:
        rows = connection.execute("SELECT name, line FROM rows ORDER BY rowid").fetchall()
    return {name: [line for one, line in rows if one == name] for name in consumer.TABLES}


def promised(engine: Engine, data: Path, out: Path) -> dict[str, list[str]]:
    """What an export of the whole round holds now."""
    del data
    from crawler.export.bundle import write_bundle  # noqa: PLC0415

    with storage.reading(engine) as session:
        write_bundle(session, ROUND, out, ["jsonl"])
    return {
        name: (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True) for name in consumer.TABLES
    }


@contextlib.contextmanager
def served(engine: Engine, data: Path, token: str | None = None) -> Iterator[str]:
    """`outbox serve` on a free port."""
    server = uvicorn.Server(uvicorn.Config(outbox_app(engine, data, token), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextlib.contextmanager
def listening(state: Path, secret: str = SECRET) -> Iterator[str]:
    """The consumer that is sent to."""
    server = consumer.listen(0, state, secret)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
