"""Where answers name the files that a rendered page offers (附件的位置): found once, then read off other answers.

An answer may name a file under keys that nobody knows. A page that was built from it shows what it makes of it: a link
that holds values of the answer. Where those values stand in one answer, those of other files stand in all of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.finds import AttachmentLink
from crawler.page.learned.file_routes import of_one_file
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.page.json_page import JsonPage

_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)
_PATH = re.compile(r"(?=.*\d)[\w./-]*/[\w./-]+", re.ASCII)
_STEP = re.compile(r"/\d+(?=/|$)")
_NAME_KEY = re.compile(r"name|title|mc$|wjm", re.IGNORECASE)
_MOST_SHAPES = 8


@dataclass(frozen=True, slots=True)
class _Shape:
    """How values of one object make an address: pieces of text, and between each two the place of a value."""

    row: str
    """Pointer of the object, the numbers of lists left out."""
    pieces: tuple[str, ...]
    places: tuple[str, ...]
    """Each a key of the object, or a pointer from the root where it begins with a slash."""


class FilePlaces:
    """Where the answers of a portal's guides name their files."""

    def __init__(self) -> None:
        self._shapes: dict[_Shape, str] = {}

    @property
    def known(self) -> bool:
        """Whether any place was found."""
        return bool(self._shapes)

    def learn(self, offered: Iterable[AttachmentLink], answers: Iterable[JsonPage]) -> None:
        """Find the files that a rendered page offers in the answers that it was built from."""
        targets = [a.target for a in offered if a.target is not None and a.target.method == "GET"]
        for answer in answers if targets else ():
            told = _places(answer)
            known = {a.target.key for a in answer.attachments() if a.target is not None}
            # Where an object says where its file is, what a click hands over looks that address up.
            places = [a.locator for a in answer.attachments() if a.target is not None]
            addressed = {_STEP.sub("/*", one) for at in places for one in (at, at.rpartition("/")[0])}
            for target in targets:
                shape = _shape(target.url, told) if target.key not in known else None
                if shape is not None and target.url.startswith(SCRIPT_SCHEME) and shape.row in addressed:
                    continue
                if shape is not None and len(self._shapes) < _MOST_SHAPES:
                    self._shapes.setdefault(shape, answer.evidence)

    def of(self, answer: JsonPage) -> Iterator[AttachmentLink]:
        """The files that an answer names at the places that were learned, but for those that it is known to offer."""
        if not self._shapes:
            return
        values = {pointer: str(value) for pointer, value in answer.values() if isinstance(value, str | int)}
        known = {a.target.key for a in answer.attachments() if a.target is not None}
        for shape in self._shapes:
            own = next(one for one in shape.places if not one.startswith("/"))
            for pointer in values:
                row, _, key = pointer.rpartition("/")
                if key != own or _STEP.sub("/*", row) != shape.row:
                    continue
                said = [values.get(one if one.startswith("/") else f"{row}/{one}", "").strip() for one in shape.places]
                if not all(map(_may_be, said)):
                    continue
                url = shape.pieces[0] + "".join(a + b for a, b in zip(said, shape.pieces[1:], strict=True))
                target = Target(url=url)
                if target.key not in known:
                    known.add(target.key)
                    yield AttachmentLink(text=_named(values, row), target=target, locator=pointer)


def _places(answer: JsonPage) -> dict[str, str]:
    """Pointers of the values that may tell a file, by value: of several the one in the most lists."""
    found: dict[str, str] = {}
    for pointer, value in answer.values():
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if _may_be(text) and (text not in found or _depth(pointer) > _depth(found[text])):
            found[text] = pointer
    return found


def _may_be(text: str) -> bool:
    return _TELLING.fullmatch(text) is not None or _PATH.fullmatch(text) is not None


def _depth(pointer: str) -> int:
    return len(_STEP.findall(pointer))


def _shape(url: str, told: Mapping[str, str]) -> _Shape | None:
    """What an address is made of; None where nothing of one object in a list is in it."""
    held = sorted((text for text in told if text in url and _whole(text, url)), key=len, reverse=True)
    spans: list[tuple[int, int, str]] = []
    for text in held:
        start = url.find(text)
        if all(start >= end or start + len(text) <= begin for begin, end, _ in spans):
            spans.append((start, start + len(text), told[text]))
    if not spans or of_one_file(url, (url[begin:end] for begin, end, _ in spans)):
        return None
    deepest = max((pointer for _, _, pointer in spans), key=_depth)
    row = deepest.rpartition("/")[0]
    if not _depth(row):
        return None
    places: list[str] = []
    pieces: list[str] = []
    at = 0
    for begin, end, pointer in sorted(spans):
        if pointer.rpartition("/")[0] != row and _depth(pointer):
            return None
        places.append(pointer.rpartition("/")[2] if pointer.rpartition("/")[0] == row else pointer)
        pieces.append(url[at:begin])
        at = end
    return _Shape(_STEP.sub("/*", row), (*pieces, url[at:]), tuple(places))


def _whole(text: str, url: str) -> bool:
    """Whether a value stands in an address as a whole, and is no part of a longer word."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])", url) is not None


def _named(values: Mapping[str, str], row: str) -> str:
    """The name that the object gives itself."""
    own = ((p.rpartition("/")[2], v) for p, v in values.items() if p.rpartition("/")[0] == row)
    return next((v.strip() for key, v in own if _NAME_KEY.search(key) and v.strip()), "")
