"""Sending a delivery: the manifest is offered, what the receiver wants is sent, until it answers with its receipt.

Nothing is remembered between attempts but what the receiver has: it says so itself. So an attempt may be cut off
anywhere, on either side, and made again.
"""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx

from crawler.outbox import shelf
from crawler.outbox.signing import headers
from crawler.storage import writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    import models
    from models import JsonValue

_OFFERS = 4
"""A receiver that has not enough after so many offers in a row will not have it today."""

_SECONDS = 60.0


class RefusedError(Exception):
    """The receiver did not take a delivery. Raised while one is sent, caught by `attempt`."""


def attempt(engine: Engine, data: Path, delivery: models.Delivery, secret: str) -> models.Delivery:
    """Send one delivery now; how it stands afterwards."""
    with shelf.holding(data, delivery.id):
        with writing(engine) as session:
            shelf.begin_attempt(session, delivery.id, datetime.now(UTC))
        try:
            receipt = send(data, delivery, secret)
        except (httpx.HTTPError, httpx.InvalidURL, RefusedError, OSError) as problem:
            with writing(engine) as session:
                return shelf.failed(session, delivery.id, f"{type(problem).__name__}: {problem}"[:500])
        with writing(engine) as session:
            return shelf.delivered(session, delivery.id, receipt, datetime.now(UTC))


def send(data: Path, delivery: models.Delivery, secret: str) -> JsonValue:
    """Bring a delivery to its target; the receipt."""
    folder = shelf.folder_of(data, delivery.id)
    files = {one["name"]: one["sha256"] for one in shelf.manifest_of(data, delivery.id)["files"]}
    manifest = (folder / "manifest.json").read_bytes()
    if hashlib.sha256(manifest).hexdigest() != delivery.manifest_sha256:
        raise RefusedError("the manifest on the shelf is not the one that was put there")
    with httpx.Client(timeout=_SECONDS) as client:
        for _ in range(_OFFERS):
            answer = _post(client, delivery, secret, "manifest.json", delivery.manifest_sha256, manifest)
            if "receipt" in answer:
                return _checked(answer["receipt"], delivery)
            wanted = answer.get("wanted")
            if not isinstance(wanted, list) or not wanted:
                raise RefusedError("the receiver neither wants a file nor gives a receipt")
            for name in wanted:
                if name not in files:
                    raise RefusedError(f"the receiver wants {str(name)[:100]!r}, which the manifest does not list")
                if not (folder / name).exists():
                    raise RefusedError(f"{name} was let go after its receipt; `outbox put` makes it again")
                _post(client, delivery, secret, name, files[name], folder / name)
    raise RefusedError(f"the receiver still lacks files after {_OFFERS} offers")


def _post(  # noqa: PLR0917 - what one request is made of
    client: httpx.Client, delivery: models.Delivery, secret: str, name: str, sha256: str, body: bytes | Path
) -> dict[str, Any]:
    assert delivery.target is not None
    said = headers(secret, int(time.time()), delivery.id, name, sha256)
    kind = "application/json" if name.endswith(".json") else "application/octet-stream"
    if isinstance(body, bytes):
        answer = client.post(delivery.target, content=body, headers={**said, "Content-Type": kind})
    else:
        size = str(body.stat().st_size)
        with body.open("rb") as file:
            answer = client.post(
                delivery.target, content=file, headers={**said, "Content-Type": kind, "Content-Length": size}
            )
    if not answer.is_success:
        raise RefusedError(f"{name}: status {answer.status_code} {answer.text[:200]}".strip())
    try:
        document = answer.json()
    except ValueError as problem:
        raise RefusedError(f"{name}: the answer is no JSON") from problem
    return document if isinstance(document, dict) else {}


def _checked(receipt: Any, delivery: models.Delivery) -> JsonValue:
    said = receipt if isinstance(receipt, dict) else {}
    if (said.get("delivery"), said.get("manifest_sha256")) != (delivery.id, delivery.manifest_sha256):
        raise RefusedError("the receipt is for something else")
    kept: dict[str, JsonValue] = said
    return kept
