"""Flow charts (流程图) of a guide: the pictures and links that are called so, which a walk may open once."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from crawler.domain.evidence import Target
from crawler.page.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_CALLED = re.compile(r"流程图|流程示意")
_FILE = re.compile(r"流程图|liucheng(?:tu)?|lct|flow[-_]?chart|(?<![a-z])flow(?![a-z])", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|svg|pdf|docx?)(?:$|[?#])", re.IGNORECASE)
_GIVES = re.compile(
    r"(?=.*(?:img|image|pic|photo|file|attach|annex|down|lct|chart))"
    r"(?:get|show|view|read|load|open|preview|online|by|id|img|image|picture|pic|photo|file|attachment|attach|annex|fj"
    r"|download|down|lct|flow|chart|servlet|handler|s)+"
)
"""Words of an address that gives a file under no name of its own: /img.do?fid=7, /servlet/DownFileServlet?id=7."""
_WORD = re.compile(r"[a-z]{2,}")
_PAGE = re.compile(r"\.s?html?$", re.IGNORECASE)
_MOST = 2
_LEVELS = 4
_LONGEST_BLOCK = 120
_LONGEST_NAME = 16
_LONGEST_PAIR = 24
_VIEWED = re.compile(r"查看|点击|大图|下载|预览|打开|图片")


class FlowChart(NamedTuple):
    """A picture or link that is called the flow chart, and the file it shows or leads to."""

    locator: str
    words: str
    target: Target
    guessed: bool = False
    """Whether its address was found among what a script is handed."""


def flow_charts(page: Page) -> tuple[FlowChart, ...]:
    """The pictures and links that the page calls its flow chart, pictures first."""
    found: dict[str, FlowChart] = {}
    for chart in (*_pictures(page), *_links(page)):
        if chart.target.url.startswith(("http://", "https://")) and chart.target.method == "GET":
            found.setdefault(chart.target.key, chart)
    return tuple(found.values())[:_MOST]


def _pictures(page: Page) -> Iterator[FlowChart]:
    for image in page.content.iter("img"):
        source = image.get("data-src") or image.get("data-original") or image.get("src")
        said = f"{image.get('alt') or ''}{image.get('title') or ''}"
        if source and (_CALLED.search(said) or _FILE.search(source.rpartition("/")[2]) or _stands_under(page, image)):
            around = page.target_of(image)  # a small picture may lead to the large one
            address = absolute(source, page.base)
            if around is not None and _PICTURE.search(around.url):
                places = (page.place(e) for e in (image, *image.iterancestors("a")))
                handed = next((place.guessed for place in places if place is not None), False)
                yield FlowChart(page.locator(image), source, around, guessed=handed)
            elif address is not None:
                yield FlowChart(page.locator(image), source, Target(url=address))


def _stands_under(page: Page, image: _Element) -> bool:
    """Whether a block of few words around the picture, its heading among them, says 流程图."""
    for depth, around in enumerate(image.iterancestors()):
        words = page.words(around)
        if depth == _LEVELS or len(words) > _LONGEST_BLOCK:
            return False
        if _CALLED.search(words):
            return True
    return False


def _links(page: Page) -> Iterator[FlowChart]:
    quiet = page.quiet
    for element in page.leading:  # the words are asked first: where a link leads takes longer
        if element in quiet:
            continue
        words, may_be = _called(page.label(element))
        if not may_be or not (may_be is _Called.ITSELF or _is_called_beside(page, element)):
            continue
        place = page.place(element)
        if place is not None and place.target is not None and _is_file(place.target.url):
            yield FlowChart(page.locator(element), words, place.target, guessed=place.guessed)


def _is_file(url: str) -> bool:
    """Whether an address is that of a picture or document, by its end or by the words of its path."""
    path = urlsplit(url).path
    if _PICTURE.search(url):
        return True
    return _PAGE.search(path) is None and any(_GIVES.fullmatch(word) for word in _WORD.findall(path.lower()))


def may_be_chart(label: str) -> bool:
    """Whether the words of a link may call it a flow chart, or leave that to the label beside it."""
    return _called(label)[1] is not None


class _Called(Enum):
    ITSELF = auto()
    BESIDE = auto()


@lru_cache(maxsize=8192)
def _called(label: str) -> tuple[str, _Called | None]:
    """The words of a link, and whether these may call it a flow chart or leave that to the label beside it."""
    words = "".join(label.split())
    if len(words) > _LONGEST_NAME:
        return words, None
    if _CALLED.search(words):
        return words, _Called.ITSELF
    return words, _Called.BESIDE if _VIEWED.search(words) else None


def _is_called_beside(page: Page, link: _Element) -> bool:
    """Whether the label beside a link that only says 查看大图 is 办理流程图: in its box, or in the one before it."""
    around = link.getparent()
    if around is None:
        return False
    said = page.words(around)
    if len(said) <= _LONGEST_PAIR and _CALLED.search(said) is not None:
        return True
    own = page.words(link)
    for box in (link, *islice(link.iterancestors(), _LEVELS)):
        if page.words(box) != own:
            return False
        before = next((e for e in box.itersiblings(preceding=True) if isinstance(e.tag, str) and page.words(e)), None)
        if before is not None:
            label = page.words(before)
            return len(label) <= _LONGEST_NAME and _CALLED.search(label) is not None
    return False
