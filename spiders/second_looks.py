"""Walking nothing: only the pages that findings rest on are asked again (二次核查).

A guide that was read as it came over HTTP may say more once its scripts have run. So the first guides of a host with
scripts are opened in a browser this time: where it shows more of one of them than had come, so are all others, else
those are asked as before, with their parts that calls had brought. What no browser opens is asked as before too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import AT_A_FINDING, Evidence, FetchState, PageKind, Via
from crawler.page.guides.hidden_parts import own_values
from crawler.page.html import Page
from crawler.page.learned.part_calls import learn_part_calls
from crawler.page.parse import is_script, parse
from crawler.page.script.said_by_script import shows_more
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.json_page import JsonPage
    from spiders.platforms.walking import Look

_TRIED = 3
"""Guides of a host that a browser opens before it is known whether it shows more."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{4,}")
"""What a part of a guide says, and a counter of its readers does not."""


@dataclass(slots=True)
class _Host:
    """What a browser shows of the guides of one host; `waiting` are those that wait for an answer."""

    tried: set[str] = field(default_factory=set)
    waiting: list[Errand] = field(default_factory=list)
    shows_more: bool = False


class SecondLooks:
    """A walker that repeats looks and follows nothing. `payload` gives what a look of the archive brought.

    `turn` is the number that the repeated looks get, `parts` gives the parts of a guide that came by calls.
    """

    def __init__(
        self,
        looks: Sequence[Evidence],
        payload: Callable[[Evidence], bytes],
        *,
        may_render: bool = True,
        turn: int = AT_A_FINDING,
        parts: Callable[[Evidence], Sequence[Evidence]] = lambda _: (),
    ) -> None:
        self._looks = looks
        self._turn = turn
        self._payload = payload
        self._parts = parts
        self._may_render = may_render
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._plain = {_key(self._errand(one)): one for one in looks if one.via is Via.HTTP}

    def start(self) -> Iterable[Errand]:
        """Each look once more; most guides wait for what a browser shows of the first."""
        for one in self._looks:
            errand = self._errand(one)
            if not (self._may_render and self._has_scripts(one)):
                yield errand
                continue
            host = self._hosts[_host(errand)]
            if len(host.tried) < _TRIED:
                host.tried.add(_key(errand))
                yield replace(errand, render=True)
            else:
                host.waiting.append(errand)

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """What waited follows when it is known how to ask for it."""
        host, key = self._hosts.get(_host(errand)), _key(errand)
        first = self._plain.get(key)
        if host is None or first is None or not errand.render:
            return
        host.tried.discard(key)
        if look.evidence.state is FetchState.FETCHED:
            host.shows_more = host.shows_more or self._shows_more(first, look)
        else:
            yield from self._as_before(errand)
        if not host.tried:
            for one in host.waiting:
                yield from (replace(one, render=True),) if host.shows_more else self._as_before(one)
            host.waiting.clear()

    def _as_before(self, errand: Errand) -> Iterator[Errand]:
        """A guide over HTTP, and the parts that came by calls."""
        yield replace(errand, render=False)
        for part in self._parts(self._plain[_key(errand)]):
            yield self._errand(part)

    def idle(self) -> Iterable[Errand]:
        """Nothing waits."""
        return ()

    def found(self) -> int:
        """How many looks are repeated."""
        return len(self._looks)

    def sample(self) -> int | None:
        """Nothing is drawn."""
        return None

    def _errand(self, look: Evidence) -> Errand:
        return Errand(
            target=look.target,
            kind=look.kind,
            parent=look.parent,
            item=look.item,
            render=look.via is Via.BROWSER,
            look=self._turn,
        )

    def _has_scripts(self, look: Evidence) -> bool:
        plain = look.kind is PageKind.GUIDE and look.via is Via.HTTP and look.state is FetchState.FETCHED
        if not plain or look.target.method != "GET":
            return False
        page = _page(look, self._payload(look))
        return page is not None and next(page.tree.iter("script"), None) is not None

    def _shows_more(self, first: Evidence, look: Look) -> bool:
        plain, shown = _page(first, self._payload(first)), _page(look.evidence, look.body)
        if plain is None or shown is None:
            return False
        came = [page for part in self._parts(first) if (page := _parsed(part, self._payload(part))) is not None]
        return shows_more(shown, than=plain, parts=came) or _brings_more(look, plain, came, first.target)


def parts_by_calls(looks: Iterable[Evidence]) -> Callable[[Evidence], Sequence[Evidence]]:
    """What tells the parts of a guide, as its first look brought them."""
    found: dict[str | None, list[Evidence]] = defaultdict(list)
    for one in looks:
        came = one.kind is PageKind.FRAGMENT and one.via is Via.HTTP and one.state is FetchState.FETCHED
        if came and one.look == 1 and not is_script(one.target.url, one.content_type):
            found[one.parent].append(one)
    return lambda guide: found.get(guide.id, ())


def _brings_more(look: Look, plain: Page, parts: Iterable[Page | JsonPage], target: Target) -> bool:
    """Whether calls for this guide, which a click on a tab may have made, brought words that had not come before."""
    made, said = exchanges_of(look), "".join("".join(one.visible_text().split()) for one in (plain, *parts))
    asked = {one.target.key for one in learn_part_calls(made, own_values(plain, target), target.url.partition("#")[0])}
    brought = (one.page.visible_text() for one in made if one.page is not None and one.target.key in asked)
    return any(words not in said for text in brought for words in _WORDS.findall(text))


def _page(look: Evidence, body: bytes) -> Page | None:
    page = _parsed(look, body)
    return page if isinstance(page, Page) else None


def _parsed(look: Evidence, body: bytes) -> Page | JsonPage | None:
    return parse(body, look.content_type, look.url, look.id)


def _key(errand: Errand) -> str:
    return f"{errand.kind} {errand.target.key} {errand.item}"


def _host(errand: Errand) -> str:
    return urlsplit(errand.target.url).netloc
