"""One sample portal in memory: its region, its guides with the edits done, its files, its news."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.demo import edits
from crawler.demo.facts import items, offices, read_content
from crawler.demo.guide import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.demo.facts import Office, Region
    from crawler.demo.forms import Attachment
    from crawler.demo.guide import Guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as a portal sees it."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str, default: str = "") -> str:
        """A parameter, from the address or from the body."""
        return self.form.get(name, self.query.get(name, default))

    def number(self, name: str, default: int = 1) -> int:
        """A number parameter; the default where it is none."""
        text = self.field(name)
        return int(text) if text.isdecimal() else default


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a portal answers."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One piece of news or notice."""

    number: int
    title: str
    date: str
    text: tuple[str, ...]


class Site:
    """A sample portal's content: what its pages are rendered from."""

    def __init__(self, region: Region) -> None:
        """Build every guide of the region, then do its edits."""
        self.region = region
        known = items()
        self.guides = [build(region, known[key], 1001 + n) for n, key in enumerate(region.items)]
        for key, what, value in edits.edits_of(region.code):
            edits.apply(self.guide(key), what, value)

    def guide(self, key: str) -> Guide:
        """The guide of one item by its key in the content files."""
        return next(guide for guide in self.guides if guide.key == key)

    def numbered(self, number: str) -> Guide | None:
        """The guide under a number of this portal."""
        return next((guide for guide in self.guides if str(guide.number) == number), None)

    @cached_property
    def offices(self) -> list[Office]:
        """Offices that have items here, in the order of the file; all of them where the portal lists nothing."""
        used = {guide.office.key for guide in self.guides} | {key for _, key in self.region.shared}
        used |= set(self.region.idle)
        return [office for key, office in offices().items() if key in used or not used]

    def of_office(self, key: str) -> list[Guide]:
        """Items listed under an office: its own, and those shared with it."""
        shared = {item for item, office in self.region.shared if office == key}
        return [guide for guide in self.guides if guide.office.key == key or guide.key in shared]

    @cached_property
    def files(self) -> dict[str, Attachment]:
        """Every file by its id."""
        return {attachment.id: attachment for guide in self.guides for attachment in guide.attachments}

    @cached_property
    def news(self) -> list[News]:
        """News of the portal: none about services where it lists none."""
        words = {"region": self.region.name, "title": self.region.title, "centre": self.region.centre}
        return [
            News(
                number=n,
                title=row["title"].format(**words),
                date=row["date"],
                text=tuple(text.format(**words) for text in row["text"]),
            )
            for n, row in enumerate(read_content("content/news.toml")["news"], 1)
            if row.get("services", bool(self.guides)) == bool(self.guides)
        ]

    def page(self, guides: list[Guide], number: int) -> list[Guide]:
        """One page of a list, counted from 1."""
        size = self.region.page_size
        return guides[(number - 1) * size : number * size]

    def pages(self, guides: list[Guide]) -> int:
        """Number of pages of a list."""
        return max(1, -(-len(guides) // self.region.page_size))
