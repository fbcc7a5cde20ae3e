"""Survey (普查): what was seen of a portal beyond its list and its guides, frozen and typed.

Everything here keeps three states apart: looked for and found, looked for and not found, not looked at. A part that
nobody looked at is empty and its `seen` says false, so that no check can take our gap for the portal's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from crawler.domain.elements import Reading
    from crawler.domain.evidence import Target


class Entry(StrEnum):
    """An entrance that a front page or a guide offers."""

    SEARCH = "search"
    """站内搜索"""
    RATING = "rating"
    """好差评"""
    RATING_RESULTS = "rating_results"
    """评价结果公开"""
    CONSULTATION = "consultation"
    """咨询投诉"""
    ASSISTANT = "assistant"
    """智能客服"""
    ACCESSIBILITY = "accessibility"
    """无障碍, 长者模式"""
    MOBILE = "mobile"
    """移动端: app, 小程序, or a page made for phones"""
    GOVERNMENT_PORTAL = "government_portal"
    """The government portal of the same level (门户网站)"""
    CROSS_PROVINCE = "cross_province"
    """跨省通办专栏"""
    ONE_THING = "one_thing"
    """高效办成一件事专区"""
    EVERYDAY = "everyday"
    """便民服务"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What opening one address led to. No looks: it was not asked for.

    `opened` is true when a page or file came back that is no error page, whatever it says. Else `status` and `failure`
    are those of the last look, and `looks` counts the looks that ended in the same way. `seconds` is the time of the
    fastest.
    """

    target: Target
    opened: bool = False
    status: int | None = None
    failure: Failure | None = None
    looks: int = 0
    seconds: float | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """An entrance (入口): where it stands, and what opening it led to (None: it leads nowhere by itself).

    `place` is where a citizen can write or mark something behind it (留言框, 五级评价), `says` the words by which what
    lies behind it tells that it does not work (建设中, 暂无数据).
    """

    reading: Reading
    look: Look | None = None
    place: Reading | None = None
    says: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLook:
    """A link (链接): where it stands, its words, and what came back if it was among those that were opened."""

    reading: Reading
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the classification (栏目): its name and how many entries its page holds.

    `entries` is None when the page was not read; `words` are those by which an empty one says so.
    """

    name: Reading
    look: Look
    entries: int | None = None
    words: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone (专区, 专栏) with the names of what it offers; `complete` when all of its pages were read."""

    entry: Entry
    reading: Reading
    names: tuple[Reading, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLook:
    """One question put to the portal's own search (站内搜索).

    `query` was typed, `wanted` is the name of a published item; `exact` when both are the same. `at` is the place of
    the wanted name among the results, counted from 1, None when it is not among `shown` results; of a part of a name
    it is that of the first result that has the part. `failure` is set when no results page could be read.
    """

    query: str
    wanted: str
    exact: bool
    reading: Reading
    at: int | None = None
    shown: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to the front page (访问): when, how long until it was there (seconds), or how it failed.

    `confirmed`: a second look through another network went the same way, so that it is not our own line that failed.
    """

    at: datetime
    seconds: float | None = None
    failure: Failure | None = None
    evidence: str | None = None
    confirmed: bool = False


_IN_TIME = 15.0
"""Seconds in which a front page has to be there. Source: 国办秘函〔2019〕19号, veto 2."""

_DOES_NOT_COME = frozenset(
    {Failure.DNS, Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.TLS, Failure.HTTP_5XX}
)
"""Failures of a page that does not come. A shell has come, whatever our browser made of it; a page that turned us away,
or that we did not ask for, may come for others."""


def not_there(seconds: float | None, failure: Failure | None) -> bool:
    """Whether a page did not come in time (打不开), for reasons that lie with its server or with a network."""
    return failure in _DOES_NOT_COME or (seconds is not None and seconds > _IN_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineLook:
    """The front page or the list in one browser engine (浏览器内核): what it showed.

    `title` is the rendered title, `items` the number of list rows or links in the rendered page.
    """

    engine: str
    reading: Reading
    title: str | None = None
    items: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One published answer to a citizen (答复): when it was asked and when answered, None where it still waits."""

    reading: Reading
    asked: date
    answered: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantAnswer:
    """One question to the assistant (智能客服) and its answer, None where none was read."""

    question: str
    reading: Reading
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was seen of a portal beyond its list and its guides.

    `entrances` holds those that were found. `looked_for` are those that were looked for on every page where they
    usually stand (front page and its navigation, rendered where it needs scripts): one that is in `looked_for` and not
    in `entrances` is not there. `seen` tells the same of links, columns, searches and the like by field name;
    "consultation" that everything behind that entrance was read.
    """

    entrances: Mapping[Entry, Entrance] = field(default_factory=dict)
    looked_for: frozenset[Entry] = frozenset()
    seen: frozenset[str] = frozenset()
    links: tuple[LinkLook, ...] = ()
    columns: tuple[Column, ...] = ()
    zones: tuple[Zone, ...] = ()
    searches: tuple[SearchLook, ...] = ()
    visits: tuple[Visit, ...] = ()
    engines: tuple[EngineLook, ...] = ()
    replies: tuple[Reply, ...] = ()
    assistant: tuple[AssistantAnswer, ...] = ()
    rating_counts: tuple[Reading, ...] = ()
    """Figures of published ratings (评价结果), as they stand on the page."""
    way_back: LinkLook | None = None
    """The link of the government portal (门户网站) to this platform; None with "way_back" in `seen`: there is none."""

    def zone(self, entry: Entry) -> Zone | None:
        """The zone of that kind, None where none was found."""
        return next((zone for zone in self.zones if zone.entry is entry), None)
