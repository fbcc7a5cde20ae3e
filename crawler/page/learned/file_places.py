"""Where answers name the files that a rendered page offers (附件的位置): found once, then read off other answers.

An answer may name a file under keys that nobody knows. A page that was built from it shows what it makes of it: a link
that holds values of the answer. Where those values stand in one answer, those of other files stand in all of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.domain.evidence import Target
from crawler.page.finds import AttachmentLink
from crawler.page.learned.file_routes import of_one_file
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.page.json_page import JsonPage

_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)
_PATH = re.compile(r"(?=.*\d)[\w./-]*/[\w./-]+", re.ASCII)
_STORED = re.compile(r"(?=(?:[^\d]*\d){3})[\w-]{5,64}\.[A-Za-z]{2,4}", re.ASCII)
"""What a store calls a file."""
_CALLED = re.compile(r"[^/\\]{2,80}\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)", re.IGNORECASE)
"""What a reader calls a file, which its address may repeat."""
_BETWEEN = re.compile(r"\s*[,;|]\s*")
_STEP = re.compile(r"/\d+(?=/|$)")
_NAME_KEY = re.compile(r"name|title|mc$|wjm", re.IGNORECASE)
_MOST_SHAPES = 8
_BODY = "\n"
"""Between the address and the body of a request."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How values of one object make a request: pieces of text, and between each two the place of a value."""

    row: str
    """Pointer of the object, the numbers of lists left out."""
    pieces: tuple[str, ...]
    places: tuple[str, ...]
    """Each a key of the object, or a pointer from the root where it begins with a slash."""
    quoted: tuple[bool, ...]
    """Whether the signs of the value are written as in a parameter."""
    asked: Target | None = None
    """A request that is more than an address."""

    def of(self, said: Sequence[str]) -> Target:
        """The request for the file that these values name."""
        written = [quote(one, safe="") if quoted else one for one, quoted in zip(said, self.quoted, strict=True)]
        text = self.pieces[0] + "".join(a + b for a, b in zip(written, self.pieces[1:], strict=True))
        url, _, body = text.partition(_BODY)
        return Target(url=url) if self.asked is None else replace(self.asked, url=url, body=body or None)


class FilePlaces:
    """Where the answers of a portal's guides name their files."""

    def __init__(self) -> None:
        self._shapes: dict[_Shape, str] = {}

    @property
    def known(self) -> bool:
        """Whether any place was found."""
        return bool(self._shapes)

    def learn(self, offered: Iterable[AttachmentLink], answers: Iterable[JsonPage], led: Iterable[Target] = ()) -> None:
        """Find the files that a rendered page offers, or clicks `led` to, in the answers that it was built from."""
        targets = [a.target for a in offered if a.target is not None and a.target.method == "GET"]
        targets = [*dict.fromkeys((*targets, *led))]
        for answer in answers if targets else ():
            told = _places(answer)
            known = {a.target.key for a in answer.attachments() if a.target is not None}
            # Where an object says where its file is, what a click hands over looks that address up.
            places = [a.locator for a in answer.attachments() if a.target is not None]
            addressed = {_STEP.sub("/*", one) for at in places for one in (at, at.rpartition("/")[0])}
            for target in targets:
                shape = _shape(target, told) if target.key not in known else None
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
                for one in _each(said):
                    target = shape.of(one)
                    if target.key not in known:
                        known.add(target.key)
                        yield AttachmentLink(text=_named(values, row), target=target, locator=pointer)


def _each(said: Sequence[str]) -> Iterator[list[str]]:
    """The values of one file, or of each where one value names several."""
    several = next((at for at, text in enumerate(said) if len(_told(text)) > 1), 0)
    for one in _told(said[several]) if all(said) else ():
        values = [*said]
        values[several] = one
        if all(_may_be(text) or _CALLED.fullmatch(text) for text in values):
            yield values


def _told(text: str) -> list[str]:
    """The identifiers in a value: one as a rule, or several with a sign between."""
    found = _BETWEEN.split(text)
    return found if len(found) > 1 and all(map(_TELLING.fullmatch, found)) else [text]


def _places(answer: JsonPage) -> dict[str, str]:
    """Pointers of the values that may tell a file, by value: of several the one in the most lists."""
    found: dict[str, str] = {}
    for pointer, value in answer.values():
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        for one in _told(text):
            if not _may_be(one) and not _CALLED.fullmatch(one):
                continue
            if one not in found or _depth(pointer) > _depth(found[one]):
                found[one] = pointer
    return found


def _may_be(text: str) -> bool:
    return any(kind.fullmatch(text) for kind in (_TELLING, _PATH, _STORED))


def _depth(pointer: str) -> int:
    return len(_STEP.findall(pointer))


def _shape(target: Target, told: Mapping[str, str]) -> _Shape | None:
    """What a request is made of; None where nothing of one object in a list is in it."""
    said = target.url + (_BODY + target.body if target.body else "")
    written = {way: text for text in told for way in (quote(text, safe=""), text) if way in said and _whole(way, said)}
    spans: list[tuple[int, int, str]] = []
    for way in sorted(written, key=len, reverse=True):
        start = said.find(way)
        if all(start >= end or start + len(way) <= begin for begin, end, _ in spans):
            spans.append((start, start + len(way), written[way]))
    bare = said  # The folders of a path that the answer itself tells are told for each file.
    for begin, end, text in spans:
        bare = bare[:begin] + "-" * (end - begin) + bare[end:] if "/" in text else bare
    if not any(_may_be(text) for *_, text in spans) or of_one_file(bare, (text for *_, text in spans)):
        return None
    deepest = max((told[text] for *_, text in spans if _may_be(text)), key=_depth)
    row = deepest.rpartition("/")[0]
    if not _depth(row):
        return None
    places: list[str] = []
    pieces: list[str] = []
    quoted: list[bool] = []
    at = 0
    for begin, end, text in sorted(spans):
        pointer = told[text]
        if pointer.rpartition("/")[0] != row and _depth(pointer):
            return None
        places.append(pointer.rpartition("/")[2] if pointer.rpartition("/")[0] == row else pointer)
        pieces.append(said[at:begin])
        quoted.append(said[begin:end] != text)
        at = end
    asked = target if target.method != "GET" or target.body else None
    return _Shape(_STEP.sub("/*", row), (*pieces, said[at:]), tuple(places), tuple(quoted), asked)


def _whole(text: str, url: str) -> bool:
    """Whether a value stands in an address as a whole, and is no part of a longer word."""
    before = "(?<![0-9A-Za-z])" if text[:1] not in "/%" else ""
    return re.search(rf"{before}{re.escape(text)}(?![0-9A-Za-z])", url) is not None


def _named(values: Mapping[str, str], row: str) -> str:
    """The name that the object gives itself."""
    own = ((p.rpartition("/")[2], v) for p, v in values.items() if p.rpartition("/")[0] == row)
    return next((v.strip() for key, v in own if _NAME_KEY.search(key) and v.strip()), "")
