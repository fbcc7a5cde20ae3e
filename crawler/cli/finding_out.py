"""The command that finds out what an unknown portal is like: `discover`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from crawler import catalogue
from crawler.cli.exits import Exit
from crawler.cli.options import Desk
from crawler.cli.progressing import Progressing
from crawler.cli.running import crawl_options
from crawler.domain.portal import Level, PortalProfile
from crawler.errors import UsageError
from crawler.report.reasons import reason_in
from crawler.storage import upgrade

_BUDGET = 300


def discover(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="front page of the portal")],
    rate: Annotated[float | None, typer.Option(help="requests a second on a host")] = None,
    budget: Annotated[int, typer.Option(help="largest number of addresses to ask", min=1)] = _BUDGET,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="permit loopback and private hosts")] = False,
) -> int:
    """Walk an unknown portal and print the profile it inferred, with its confidence."""
    from crawler.discovery import discover as find_out  # noqa: PLC0415 - what reads pages takes a second to load
    from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - the same

    desk: Desk = context.obj
    if not url.startswith(("http://", "https://")):
        raise UsageError(
            f"{url}：应写首页的完整地址，以 http:// 或 https:// 开头",
            f"{url}: write the whole address of the front page, beginning with http:// or https://",
        )
    if rate is not None and rate <= 0:
        raise UsageError(f"--rate {rate}：应写大于 0 的数", f"--rate {rate}: write a number above 0")
    options = crawl_options(desk.settings, rate=rate, budget=budget, allow_private=allow_private)
    if options.paced_by_database:
        upgrade(desk.settings.database_url)
    told = PortalProfile(code="000000", name=url, level=Level.OTHER, portal=url)
    with Progressing(desk, [told]) as progress:
        found = find_out(url, labels=read_labels(catalogue.labels_text()), options=options, on_progress=progress.tell)
    if desk.as_json:
        desk.answer({**asdict(found), "toml": found.toml(english=desk.english)})
    else:
        desk.out.print(found.toml(english=desk.english), markup=False, soft_wrap=True, end="")
    read = f"{found.guides_read}/{found.guides_opened}"
    desk.notes.print(
        desk.words(
            f"事项 {found.items} 个，读懂指南 {read} 个，走访结果：{reason_in(found.ended, 'zh')}",
            f"{found.items} items, {read} guides read, the walk ended: {reason_in(found.ended, 'en')}",
        ),
        markup=False,
    )
    return Exit.DONE if found.items else Exit.INCOMPLETE
