"""Files that only an identifier names, in an answer or on a page: their addresses, as one rendered guide shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from crawler.domain.evidence import Target
from crawler.page.files.carried_file import carried_file
from crawler.page.files.json_files import told_address
from crawler.page.json_page import JsonPage
from crawler.page.script.handed_over import kind_and_values, words_told
from crawler.page.slots import alone, put, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.page.finds import AttachmentLink
    from crawler.page.learned.calls import Exchange
    from crawler.page.slots import Slot

_MONTH = re.compile(r"20\d\d(?:-?[01]?\d){0,2}")
_LETTERS = re.compile(r"[0-9a-fA-F]{2,4}")
_FEW_SIGNS = re.compile(r"\w{4}")
_STEP = re.compile(r"/\d+(?=/|$)")
_TELLING_PATH = re.compile(r"(?=.*\d)/[^/]+/.{6,}")
_TELLING_PLACE = re.compile(r"(?=(?:\D*\d){4}).{8,}", re.DOTALL)
"""The end of a path by which one file is known, wherever it lies."""
_TELLING_VALUE = re.compile(r"(?=(?:\D*\d){2})[\w-]{8,}", re.ASCII)
"""A value that stands nowhere in an address by chance."""
_TELLING_END = re.compile(r"(?=[^/]*\d)[^/]{6,}$")
"""The name of a file that is that of one file alone, as a rule."""
_SEVERAL = re.compile(r"[\w-]+(?:[,;|][\w-]+)+", re.ASCII)
"""Identifiers in one value of a request."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What asked for one file: slots of the request, each with the place of the identifier that fills it."""

    target: Target
    filled: tuple[tuple[Slot, int], ...]
    folders: tuple[tuple[Slot, int, int], ...] = ()
    """Folders that are letters of the identifier, `/4f/2a/4f2a…`: where in it they begin and end."""
    final: bool = True
    """Whether the file comes, or its address; else no more was told of it than its name."""
    worded: tuple[tuple[Slot, int, bool], ...] = ()
    """Slots that hold words of the call (`&name=申请表.docx`), their place among them, and whether they are quoted."""

    def of(self, values: Sequence[str], words: Sequence[str] = ()) -> Target | None:
        target = self.target
        for slot, at, twice in self.worded:
            said = words[at] if at < len(words) else ""
            target = put(target, slot, quote(said, safe="") if twice else said)
        for slot, at in self.filled:
            if at >= len(values):
                return None
            target = put(target, slot, values[at])
            if _TELLING_VALUE.fullmatch(slot.value) and slot.value in target.url:  # `?id=4f2a90c7&as=4f2a90c7.doc`
                target = replace(target, url=target.url.replace(slot.value, quote(values[at], safe="")))
        letters = values[self.filled[0][1]]
        for slot, start, end in self.folders:
            if len(letters) <= end:
                return None
            target = put(target, slot, letters[start:end])
        return target


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands before and after what names a file in its address; a path may lose its first folders (`cut`)."""

    before: str
    after: str
    cut: str = ""
    quoted: bool = False
    """Whether the signs of a path are written as in a parameter: `path=%2Fupload%2F…`."""
    named: bool = False
    """Whether a path loses all its folders: the file is known by its name."""

    def of(self, value: str) -> Target | None:
        cut = value.rpartition("/")[0] if self.named else self.cut
        if not value.startswith(cut):
            return None
        rest = value.removeprefix(cut).removeprefix("/" if self.named else "")
        return Target(url=f"{self.before}{quote(rest, safe='') if self.quoted else rest}{self.after}")


@dataclass(frozen=True, slots=True)
class _Completed:
    """What the portal's script makes of a path that an answer names, where its page would complete it otherwise."""

    given: str
    """What is put before the end of the path by the rules of addresses."""
    base: str
    """What the script puts before it: in the address, or in a slot of a request."""
    target: Target
    slot: Slot | None = None
    name: Slot | None = None
    """Where the request says what a reader calls the file."""

    def of(self, attachment: AttachmentLink) -> Target | None:
        url = attachment.target.url if attachment.target is not None else ""
        if not url.startswith(self.given):
            return None
        end = url.removeprefix(self.given)
        if self.slot is None:
            complete = url.startswith(self.base) and not self.given.startswith(self.base)
            return None if complete else Target(url=self.base + end)
        target = put(self.target, self.slot, self.base + unquote(end))
        called = attachment.file_name or attachment.text
        return put(target, self.name, called) if self.name is not None and called else target


class FileRoutes:
    """How a portal's script makes the address of a file from its identifier, for each kind of place that names some."""

    def __init__(self) -> None:
        self._around: dict[str, _Around] = {}
        self._requests: dict[str, _Request] = {}
        self._completed: dict[str, _Completed] = {}
        """By the place of a path in an answer."""

    def learn(self, shown: Iterable[Target], named: Iterable[AttachmentLink]) -> None:
        """Compare the addresses that a rendered page leads to with the files that its answers name.

        What leads to the file itself is worth more than a call that told its name alone.
        """
        targets = [target for target in shown if target.url.startswith(("http://", "https://"))]
        named = [*named]
        self._learn_completed(targets, named)
        for kind, values, words in _identifiers(named):
            for target in targets:
                if len(values) == 1 and "/" in values[0]:
                    around = _around_path(values[0], target.url)
                    if around is not None:  # The folders are those of the file, and the rest is the store's.
                        self._around.setdefault(kind, around)
                    continue
                if of_one_file(target.url, values):
                    self._learn_folders(kind, values, target)
                    continue
                self._learn_request(kind, values, words, target)
                if len(values) == 1 and kind not in self._around:
                    before, found, after = target.url.partition(values[0])
                    if found:
                        self._around[kind] = _Around(before, after if not _FEW_SIGNS.search(after) else "")

    def _learn_completed(self, shown: Sequence[Target], named: Iterable[AttachmentLink]) -> None:
        """A path that the portal's script completes in another way than its page would: `/files` before all of them.

        Or hands to a servlet: `/down?path=%2Fdata%2F…`.
        """
        there = {target.key for target in shown}
        for one in named:
            target = one.target
            if target is None or kind_and_values(target) is not None or target.key in there or "?" in target.url:
                continue
            path = urlsplit(target.url).path
            found = ((_common_end(path, said), at, slot, said) for at in shown for slot, said in _paths(at))
            end, at, slot, said = max(found, key=lambda it: len(it[0]), default=("", target, None, ""))
            if not (_TELLING_PATH.fullmatch(path) if end == path else _TELLING_PLACE.fullmatch(end)):
                continue
            called = one.file_name or one.text
            name = next((s for s in slots(at) if s.value == called and slot is not None and s != slot), None)
            base = at.url if slot is None else said
            learned = _Completed(target.url.removesuffix(end), base.removesuffix(end), at, slot, name)
            self._completed.setdefault(_STEP.sub("/*", one.locator), learned)

    def learn_call(self, calls: Iterable[Exchange], named: Iterable[AttachmentLink]) -> None:
        """Find the call that a page made with the identifier of a file; its answer is the file, or says where it is."""
        identifiers = _identifiers(named)
        for call in calls if identifiers else ():
            offered = call.page.attachments() if call.page is not None else ()
            if not offered and isinstance(call.page, JsonPage) and (one := told_address(call.page)) is not None:
                offered = (one,)
            told = [kind_and_values(a.target) for a in offered]
            itself = call.page is None or (isinstance(call.page, JsonPage) and carried_file(call.page.data) is not None)
            for kind, values, words in identifiers:
                if itself or any(one is None or one[0] != kind for one in told):
                    self._learn_request(kind, values, words, call.target, final=itself or None in told)

    def _learn_request(
        self, kind: str, values: Sequence[str], words: Sequence[str], target: Target, *, final: bool = True
    ) -> None:
        filled: list[tuple[Slot, int]] = []
        worded: list[tuple[Slot, int, bool]] = []
        for slot in slots(target):
            said = slot.value.split(_between(slot.value)) if _SEVERAL.fullmatch(slot.value) else [slot.value]
            value = next((one for one in said if one in values), None)
            if value is not None and all(values[at] != value for _, at in filled):
                # Of several files that the page asked for at once, the others are none of another guide.
                target, own = alone(target, slot, value)
                filled.append((own, values.index(value)))
            elif slot.value and (said_in_words := unquote(slot.value)) in words:
                worded.append((slot, words.index(said_in_words), said_in_words != slot.value))
        known = self._requests.get(kind)
        better = known is None or len(filled) > len(known.filled) or (final and not known.final)
        if filled and better:
            self._requests[kind] = _Request(target, tuple(filled), final=final, worded=tuple(worded))

    def _learn_folders(self, kind: str, values: Sequence[str], target: Target) -> None:
        """A store that sorts its files by the first letters of their identifier; a month tells nothing of others."""
        places = slots(target)
        filled = tuple((slot, values.index(slot.value)) for slot in places if slot.value in values)
        if len(filled) != 1 or kind in self._requests:
            return
        letters, at = filled[0][0].value, 0
        folders: list[tuple[Slot, int, int]] = []
        for slot in places:
            if slot.where == "path" and _LETTERS.fullmatch(slot.value) and letters.startswith(slot.value, at):
                folders.append((slot, at, at + len(slot.value)))
                at += len(slot.value)
        rest = target
        for slot, *_ in folders:
            rest = put(rest, slot, "-")
        if folders and not of_one_file(rest.url, values):
            self._requests[kind] = _Request(target, filled, tuple(folders))

    def knows(self, attachment: AttachmentLink) -> bool:
        """Whether the way to files like this one is known; so it is to one that has an address."""
        told = kind_and_values(attachment.told)
        return told is None or told[0] in self._requests or told[0] in self._around

    def target(self, attachment: AttachmentLink) -> Target | None:
        """Where an attachment leads; the way that was learned, for one that only an identifier names."""
        told = kind_and_values(attachment.told)
        if told is None:
            return self._as_shown(attachment)
        kind, values = told
        if (
            kind in self._requests
            and (found := self._requests[kind].of(values, words_told(attachment.told))) is not None
        ):
            return found
        if kind in self._around and len(values) == 1 and (found := self._around[kind].of(values[0])) is not None:
            return found
        return self._as_shown(attachment)

    def _as_shown(self, attachment: AttachmentLink) -> Target | None:
        known = self._completed.get(_STEP.sub("/*", attachment.locator))
        return (known.of(attachment) if known is not None else None) or attachment.target


def _paths(target: Target) -> Iterator[tuple[Slot | None, str]]:
    """The path at the end of an address, and those that stand in a request as values."""
    path = urlsplit(target.url).path
    if target.url.endswith(path):
        yield None, path
    yield from (
        (slot, slot.value) for slot in slots(target) if "/" in slot.value and slot.where not in {"path", "header"}
    )


def _common_end(one: str, other: str) -> str:
    """The folders and the file that two paths end with alike, from a slash on where there is one."""
    if one.endswith(other) or other.endswith(one):
        return min(one, other, key=len)
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return "/".join(reversed([a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]))


def _around_path(path: str, url: str) -> _Around | None:
    """Where in an address the path stands that a script was handed, or as much of its end as the script left of it."""
    name = path.rfind("/") + 1
    inner = [found.start() for found in re.finditer("/", path) if 0 < found.start() < name - 1]
    for at in (0, *inner, name):
        rest = path[at:]
        if at and not _TELLING_END.search(rest):
            return None
        for written in dict.fromkeys((rest, quote(rest, safe=""))):
            before, found, after = url.partition(written)
            whole = found and (not after or ("?" in before and after[0] in "&#"))
            if whole and (rest[:1] == "/" or before[-1:] in {"/", "="}):
                return _Around(before, "", cut=path[:at], quoted=written != rest, named=at == name)
    return None


def of_one_file(url: str, values: Iterable[str]) -> bool:
    """Whether the folders of an address are those of one file: its month, or the first letters of its identifier."""
    said = tuple(values)
    folders = [one for one in urlsplit(url).path.split("/")[:-1] if one and one not in said]
    return any(_MONTH.fullmatch(one) or any(_LETTERS.fullmatch(one) and one in v[:8] for v in said) for one in folders)


def _between(several: str) -> str:
    """The sign between the identifiers in one value."""
    return next(sign for sign in ",;|" if sign in several)


def _identifiers(named: Iterable[AttachmentLink]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Who takes the identifiers of a file, what they are, and the words beside them."""
    return [(*told, words_told(a.told)) for a in named if (told := kind_and_values(a.told)) is not None]
