"""What a sample portal offers beside its list and guides: zones, ratings, answers to citizens, a field to write in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from crawler.demo.facts import read_content
from crawler.demo.pages import text_of

if TYPE_CHECKING:
    from crawler.demo.facts import Region
    from crawler.demo.site import Site

TITLES = {
    "rating": "好差评",
    "results": "评价结果公开",
    "consultation": "咨询投诉",
    "replies": "答复公开",
    "assistant": "智能客服",
    "accessible": "无障碍浏览",
    "mobile": "手机客户端",
    "gov": "人民政府门户网站",
    "cross_province": "跨省通办",
    "one_thing": "高效办成一件事",
    "everyday": "便民服务",
}
"""Entrances by the name under which a region's content lists them, and their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The page behind an entrance: what it is called and what stands on it."""

    kind: str
    title: str
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@cache
def _content() -> dict[str, Any]:
    return read_content("content/entrances.toml")


def links(region: Region) -> list[tuple[str, str]]:
    """Words and addresses of the entrances of a portal."""
    return [(_title(region, kind), f"/zt/{kind}.html") for kind in region.entrances if kind != "replies"]


def offer(region: Region, kind: str) -> Offer | None:
    """What lies behind an entrance; None where the portal has none of that name."""
    if kind not in region.entrances:
        return None
    own = _content()["except"].get(region.code, {})
    names = own.get(kind, _content().get(kind, ())) if kind in {"cross_province", "one_thing", "everyday"} else ()
    renamed = own.get("renamed", {})
    rows = own.get(kind, _content().get(kind, ())) if kind in {"results", "replies"} else ()
    return Offer(
        kind=kind,
        title=_title(region, kind),
        names=tuple(renamed.get(name, name) for name in names if name not in own.get("left_out", ())),
        rows=tuple(tuple(row) for row in rows),
    )


def body(site: Site, kind: str) -> str | None:
    """The page behind an entrance."""
    found = offer(site.region, kind)
    return text_of("entrance.html", site=site, offer=found) if found is not None else None


def _title(region: Region, kind: str) -> str:
    return region.name + TITLES[kind] if kind == "gov" else TITLES[kind]
