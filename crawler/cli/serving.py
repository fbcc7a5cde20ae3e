"""The command that serves the web console: `console`."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli.exits import Exit
from crawler.cli.options import Desk
from crawler.errors import UsageError, system_words
from crawler.metrics import published
from crawler.storage import upgrade
from crawler.verdicts.judge import titles

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def console(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="address to listen on; this machine only by default")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port; 0 takes a free one", min=0, max=65535)] = 8700,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="host name that browsers ask for, such as audit.example; several times"),
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option("--metrics-port", help="metrics on a port of their own too; /metrics has them anyway")
    ] = None,
) -> int:
    """Serve the console: rounds, regions, findings and their evidence, to be read in a browser. It changes nothing."""
    from crawler.console.app import console as make_console  # noqa: PLC0415 - a web server takes a second to load

    desk: Desk = context.obj
    settings = desk.settings
    upgrade(settings.database_url)
    app = make_console(
        database=settings.database_url, data=settings.data.resolve(), titles=titles(), lang=settings.lang,
        hosts=[host, *(name or ())],
    )  # fmt: skip
    with listening_at(host, port) as listening, published(settings, port=metrics_port):
        taken = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        desk.notes.print(
            desk.words(
                f"控制台在 http://{shown}:{taken}/ ，按 Ctrl-C 结束",
                f"the console is at http://{shown}:{taken}/, Ctrl-C ends it",
            ),
            markup=False,
        )
        if host not in _LOOPBACK:
            desk.notes.print(
                desk.words(
                    "注意：控制台没有登录，能访问这个端口的人都能看到全部结果；请放在需要登录的代理之后",
                    "note: there is no login, whoever reaches this port sees all; put a proxy with one before it",
                ),
                markup=False,
            )
        serve_until_stopped(app, listening)
    return Exit.DONE


def serve_until_stopped(app: FastAPI, listening: socket.socket) -> None:
    """Serve at a socket until Ctrl-C, which is how a server is ended."""
    import uvicorn  # noqa: PLC0415 - it takes a second to load, which no other command should pay

    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def listening_at(host: str, port: int) -> socket.socket:
    """A socket that listens; a UsageError says why there is none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"不能在 {host} 端口 {port} 提供服务：{system_words(error)}；用 --host、--port 换一个",
            f"cannot listen on {host} port {port}: {error.strerror or error}; choose others with --host, --port",
        ) from error
