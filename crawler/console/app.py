"""The console's addresses. Only GET: nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

import crawler
import models
from crawler import runs
from crawler.console import reading as read
from crawler.console.archive import archived, picture
from crawler.console.pages import Pages
from crawler.errors import UsageError
from crawler.export import rows
from crawler.metrics import registry_of
from crawler.standing import hosts_on_hold, standing, standings
from crawler.storage import open_database, reading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from prometheus_client import CollectorRegistry
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.domain.check import Text

_HEADERS = {
    # Nothing from elsewhere, no script at all, no frame around it.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every address needs."""

    engine: Engine
    pages: Pages
    data: Path

    def page(self, template: str, **values: object) -> HTMLResponse:
        return HTMLResponse(self.pages.render(template, **values))


def console(
    *, database: str, data: Path, titles: Mapping[str, Text], lang: str = "zh", hosts: Sequence[str] = ()
) -> FastAPI:
    """The console over one database; `hosts` are names besides those of this machine under which it may be asked.

    `titles` are what the checks are called, by id.
    """
    # No generated documentation: its pages load scripts from elsewhere.
    app = FastAPI(title="portal-audit", docs_url=None, redoc_url=None, openapi_url=None)
    desk = _Desk(engine=open_database(database), pages=Pages(lang, titles), data=data)
    # A page of somebody else's whose name leads here must not be able to read it.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_HERE, *hosts])

    @app.middleware("http")
    async def _guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await answer(request)
        response.headers.update(_HEADERS)
        return response

    @app.exception_handler(HTTPException)
    async def _missing(request: Request, problem: HTTPException) -> HTMLResponse:
        del request
        return HTMLResponse(desk.pages.render("missing", problem=str(problem.detail)), status_code=problem.status_code)

    @app.exception_handler(UsageError)
    async def _trouble(request: Request, problem: UsageError) -> HTMLResponse:
        del request
        return HTMLResponse(desk.pages.render("trouble", problem=problem.said(lang)), status_code=503)

    _for_machines(app, desk, registry_of(database, data))
    _rounds(app, desk)
    _regions(app, desk)
    return app


def _rounds(app: FastAPI, desk: _Desk) -> None:
    @app.get("/")
    def index() -> HTMLResponse:
        with reading(desk.engine) as session:
            found = tuple(reversed(standings(session, data=desk.data)))
            return desk.page("rounds", rounds=found, paused=hosts_on_hold(session))

    @app.get("/search")
    def search(q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
        with reading(desk.engine) as session:
            codes = list(reversed(runs.round_codes(session)))
            return desk.page("search", words=q, found=read.search(session, q, codes), most=read.MOST_FOUND)

    @app.get("/rounds/{code}")
    def one_round(code: str) -> HTMLResponse:
        with reading(desk.engine) as session:
            _round(session, code)
            return desk.page("round", round=standing(session, code, desk.data))


def _regions(app: FastAPI, desk: _Desk) -> None:
    @app.get("/rounds/{code}/regions/{region}")
    def one_region(code: str, region: str) -> HTMLResponse:
        with reading(desk.engine) as session:
            _round(session, code)
            found = next((one for one in standing(session, code, desk.data).regions if one.code == region), None)
            if found is None:
                raise HTTPException(404)
            return desk.page(
                "region",
                round=code,
                region=found,
                observations=list(rows.observations(session, code, region)),
                findings=read.counted(session, code, region),
                checks=read.by_check(session, code, region),
                gaps=read.gaps(session, code, region),
                undecided=read.undecided(session, code, region),
            )

    @app.get("/rounds/{code}/regions/{region}/findings")
    def findings(
        code: str,
        region: str,
        check: str | None = None,
        number: Annotated[int, Query(ge=1, le=10_000, alias="page")] = 1,
    ) -> HTMLResponse:
        with reading(desk.engine) as session:
            name = _region(session, code, region)
            found, total = read.page_of_findings(session, code, region, check, number)
            last = max(1, -(-total // read.A_PAGE))
            return desk.page(
                "findings", round=code, region=region, name=name, check=check, shown=found, total=total, number=number,
                last=last,
            )  # fmt: skip

    @app.get("/rounds/{code}/regions/{region}/findings/{finding}")
    def one_finding(code: str, region: str, finding: str) -> HTMLResponse:
        with reading(desk.engine) as session:
            name = _region(session, code, region)
            shown = read.one_finding(session, code, region, finding)
            if shown is None:
                raise HTTPException(404)
            return desk.page(
                "finding", round=code, region=region, name=name, shown=shown,
                page=archived(shown.look, shown.finding.quote, desk.data),
            )  # fmt: skip

    @app.get("/rounds/{code}/regions/{region}/findings/{finding}/screenshot")
    def screenshot(code: str, region: str, finding: str) -> Response:
        with reading(desk.engine) as session:
            shown = read.one_finding(session, code, region, finding)
            content = picture(shown.look, desk.data) if shown is not None else None
        if content is None:
            raise HTTPException(404)
        return Response(content, media_type="image/jpeg" if content.startswith(b"\xff\xd8") else "image/png")

    @app.get("/rounds/{code}/regions/{region}/items/{key:path}")
    def one_item(code: str, region: str, key: str) -> HTMLResponse:
        with reading(desk.engine) as session:
            name = _region(session, code, region)
            item = read.one_item(session, code, region, key)
            if item is None:
                raise HTTPException(404)
            return desk.page(
                "item", round=code, region=region, name=name, item=item,
                verdicts=read.verdicts_of(session, code, region, key),
                shown=read.findings_of(session, code, region, key),
            )  # fmt: skip


def _for_machines(app: FastAPI, desk: _Desk, registry: CollectorRegistry) -> None:
    style = "".join(
        files(package).joinpath("templates", name).read_text("utf-8")
        for package, name in (("crawler.report", "style.css"), ("crawler.console", "console.css"))
    )

    @app.get("/health")
    def health() -> JSONResponse:
        with reading(desk.engine) as session:
            session.execute(select(models.Round.code).limit(1))
        return JSONResponse({"status": "ok", "version": crawler.__version__})

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    @app.get("/style.css")
    def stylesheet() -> PlainTextResponse:
        return PlainTextResponse(style, media_type="text/css")


def _round(session: Session, code: str) -> None:
    if session.get(models.Round, code) is None:
        raise HTTPException(404)


def _region(session: Session, code: str, region: str) -> str:
    """The name of a region of a round; a page that is not there where it has none."""
    _round(session, code)
    found = session.get(models.Region, region)
    if found is None:
        raise HTTPException(404)
    return found.name
