"""Visiting a front page and nothing else (首页访问): one look, rendered where the page is a shell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind, Target
from crawler.domain.portal import Render
from spiders.platforms.walking import Errand
from spiders.second_looks import SecondLooks, parts_by_calls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.archive.store import RegionArchive
    from crawler.gather.job import CrawlJob
    from spiders.platforms.walking import Look, Walker


def walker_of(job: CrawlJob, archive: RegionArchive) -> Walker | None:
    """The walker of a job that walks no portal: a visit, or looks that are repeated. None for any other job."""
    if job.visit is not None:
        return Visiting(job.profile.portal or "", job.visit, job.visit_as)
    if job.again:
        looks = [one for id_ in job.again if (one := archive.find(id_)) is not None]
        may_render = job.profile.hints.render is not Render.HTTP
        parts = parts_by_calls(archive.evidence())
        return SecondLooks(looks, archive.payload, may_render=may_render, turn=job.turn, parts=parts)
    return None


class Visiting:
    """A walker of one page. `number` tells the visit from others of the same page."""

    def __init__(self, portal: str, number: int, kind: PageKind = PageKind.HOME) -> None:
        self._portal = portal
        self._number = number
        self._kind = kind

    def start(self) -> Iterable[Errand]:
        """The front page."""
        yield Errand(target=Target(url=self._portal), kind=self._kind, look=self._number)

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """A shell is there when a browser has built it; through another network it is enough that it comes.

        How long our own browser takes must never confirm that a portal is down.
        """
        if look.evidence.failure is Failure.EMPTY_SHELL and not errand.render and errand.kind is PageKind.HOME:
            yield replace(errand, render=True)

    def idle(self) -> Iterable[Errand]:
        """Nothing waits."""
        return ()

    def found(self) -> int:
        """No item is looked for."""
        return 0

    def sample(self) -> int | None:
        """Nothing is drawn."""
        return None
