"""A portal of a few pages, and a walk over it without any network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, Failure, FetchState, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlJob
from spiders.platforms.walking import Errand, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from spiders.platforms.auto import Walk

PORTAL = "http://zwfw.yunxi.gov.cn/"
_WALLS = {401: Failure.LOGIN_REQUIRED, 412: Failure.BLOCKED}


def job(**fields: object) -> CrawlJob:
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=PORTAL)
    return CrawlJob(profile=replace(profile, **fields))  # type: ignore[arg-type]


def html(body: str) -> str:
    return f"<html><head><title>云溪政务服务网</title></head><body>{body}</body></html>"


def rows(*numbers: int) -> str:
    cells = "".join(
        f'<tr><td><a href="/guide/{n}">第{n}类经营许可证核发</a></td><td>行政许可</td></tr>' for n in numbers
    )
    return f"<table><tr><th>事项名称</th><th>事项类型</th></tr>{cells}</table>"


def guide(n: int) -> str:
    labels = ("受理条件", "办理流程", "咨询电话", "办理地点", "承诺办结时限", "设定依据")
    return html(
        f"<h1>第{n}类经营许可证核发</h1>" + "".join(f"<h3>{x}</h3><p>见第{n}号窗口的说明。</p>" for x in labels)
    )


class World:
    """Pages by path: text, a status, or a function of how often the page was asked."""

    def __init__(self, pages: dict[str, str | int | Callable[[int], str | int]]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def look(self, errand: Errand) -> Look:
        path = "/" + errand.target.url.removeprefix(PORTAL)
        self.asked.append(path)
        page = self.pages.get(path, 404)
        if callable(page):
            page = page(self.asked.count(path))
        gone = isinstance(page, int)
        evidence = Evidence(
            id=f"{errand.kind}-{errand.target.key}-{errand.look}-{errand.item}",
            region="990001",
            kind=errand.kind,
            target=errand.target,
            state=FetchState.FAILED if gone else FetchState.FETCHED,
            failure=_WALLS.get(page, Failure.HTTP_4XX) if isinstance(page, int) else None,
            status=page if isinstance(page, int) else 200,
            content_type="text/html; charset=utf-8",
            item=errand.item,
            via=Via.BROWSER if errand.render else Via.HTTP,
            look=errand.look,
        )
        return Look(evidence=evidence, body=b"" if isinstance(page, int) else page.encode())


def walk(world: World, walker: Walk, most: int = 500) -> list[Errand]:
    """Carry out a walk, oldest errand first; each address once for each kind, as the spider does."""
    every: list[Errand] = []
    known: set[object] = set()
    waiting: list[Errand] = []

    def plan(errands: object) -> bool:
        fresh = False
        for errand in errands:  # type: ignore[attr-defined]
            key = errand.kind, errand.target.key, errand.item, errand.look, errand.render
            if key in known:
                continue
            known.add(key)
            every.append(errand)
            if errand.skip is None:
                waiting.append(errand)
                fresh = True
        return fresh

    plan(walker.start())
    while True:
        if not waiting:
            errands = list(walker.idle())
            if not errands:
                return every
            plan(errands)
            continue
        assert len(every) < most, "the walk does not end"
        errand = waiting.pop(0)
        plan(walker.receive(errand, world.look(errand)))


def front(*links: str) -> str:
    return html(
        "<h1>云溪政务服务网</h1><p>欢迎访问云溪政务服务网，在这里可以查询和办理各项政务服务。</p>" + "".join(links)
    )


def link(path: str, text: str) -> str:
    return f'<a href="{path}">{text}</a> '
