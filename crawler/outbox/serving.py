"""The outbox as a small web service: the scoring engine lists deliveries, takes their files and leaves its receipt."""

# FastAPI reads the annotations when the routes are made, so nothing here can be imported for type checking only.
# ruff: noqa: TC002, TC003

from __future__ import annotations

import hmac
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import FileResponse
from sqlalchemy import Engine

import models
from crawler.outbox import shelf
from crawler.outbox.shelf import document
from crawler.storage import reading, writing

_ID = re.compile(r"[0-9a-f]{32}")


def outbox_app(engine: Engine, data: Path, token: str | None) -> FastAPI:
    """The service. With `token` every request must carry it as a bearer token."""

    def allowed(authorization: Annotated[str, Header()] = "") -> None:
        if token is not None and not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise HTTPException(401, "a bearer token is wanted", {"WWW-Authenticate": "Bearer"})

    app = FastAPI(
        title="portal-audit outbox", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(allowed)]
    )

    def found(delivery: str) -> models.Delivery:
        with reading(engine) as session:
            one = session.get(models.Delivery, delivery) if _ID.fullmatch(delivery) else None
        if one is None or one.target is not None:
            raise HTTPException(404, "no such delivery")
        return one

    @app.get("/deliveries")
    def listed() -> dict[str, Any]:
        """Every delivery that is to be pulled, in the order in which they have to be taken."""
        with reading(engine) as session:
            rows = [one for one in shelf.deliveries(session) if one.target is None]
        return {"deliveries": [document(one) for one in rows]}

    @app.get("/deliveries/{delivery}/{name}")
    def file(delivery: str, name: str) -> FileResponse:
        """The manifest of a delivery, or a file that it lists; ranges are served."""
        one = found(delivery)
        manifest = shelf.manifest_of(data, one.id)
        if name not in {"manifest.json", *(entry["name"] for entry in manifest["files"])}:
            raise HTTPException(404, "the manifest lists no such file")
        path = shelf.folder_of(data, one.id) / name
        if not path.exists():
            raise HTTPException(410, "this delivery was received and its files were let go; ask for it to be put again")
        return FileResponse(path)

    @app.post("/deliveries/{delivery}/receipt")
    def receipt(delivery: str, said: dict[str, Any]) -> dict[str, Any]:
        """The receiver has it all and has proved it; the same receipt again changes nothing."""
        one = found(delivery)
        if (said.get("delivery"), said.get("manifest_sha256")) != (one.id, one.manifest_sha256):
            raise HTTPException(409, "the receipt names another delivery or manifest")
        with writing(engine) as session:
            return document(shelf.delivered(session, one.id, said, datetime.now(UTC)))

    return app
