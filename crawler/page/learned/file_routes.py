"""Files that only an identifier names, in an answer or on a page: their addresses, as one rendered guide shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from crawler.domain.evidence import Target
from crawler.page.files.carried_file import carried_file
from crawler.page.files.json_files import told_address
from crawler.page.json_page import JsonPage
from crawler.page.script.handed_over import kind_and_values
from crawler.page.slots import alone, put, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.page.finds import AttachmentLink
    from crawler.page.learned.calls import Exchange
    from crawler.page.slots import Slot

_MONTH = re.compile(r"20\d\d(?:-?[01]?\d){0,2}")
_LETTERS = re.compile(r"[0-9a-fA-F]{2,4}")
_FEW_SIGNS = re.compile(r"\w{4}")
_STEP = re.compile(r"/\d+(?=/|$)")
_TELLING_PATH = re.compile(r"(?=.*\d)/[^/]+/.{6,}")
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

    def of(self, values: Sequence[str]) -> Target | None:
        target = self.target
        for slot, at in self.filled:
            if at >= len(values):
                return None
            target = put(target, slot, values[at])
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


class FileRoutes:
    """How a portal's script makes the address of a file from its identifier, for each kind of place that names some."""

    def __init__(self) -> None:
        self._around: dict[str, _Around] = {}
        self._requests: dict[str, _Request] = {}
        self._bases: dict[str, tuple[str, str]] = {}
        """For the place of a path in an answer: what was put before it, and what a rendered page puts before it."""

    def learn(self, shown: Iterable[Target], named: Iterable[AttachmentLink]) -> None:
        """Compare the addresses that a rendered page leads to with the files that its answers name.

        What leads to the file itself is worth more than a call that told its name alone.
        """
        targets = [target for target in shown if target.url.startswith(("http://", "https://"))]
        named = [*named]
        self._learn_bases([target.url for target in targets], named)
        for kind, values in _identifiers(named):
            for target in targets:
                if len(values) == 1 and "/" in values[0]:
                    around = _around_path(values[0], target.url)
                    if around is not None:  # The folders are those of the file, and the rest is the store's.
                        self._around.setdefault(kind, around)
                    continue
                if of_one_file(target.url, values):
                    self._learn_folders(kind, values, target)
                    continue
                self._learn_request(kind, values, target)
                if len(values) == 1 and kind not in self._around:
                    before, found, after = target.url.partition(values[0])
                    if found:
                        self._around[kind] = _Around(before, after if not _FEW_SIGNS.search(after) else "")

    def _learn_bases(self, shown: Sequence[str], named: Iterable[AttachmentLink]) -> None:
        """A path that the portal's script completes in another way than its page would: `/files` before all of them."""
        for one in named:
            address = one.target.url if one.target is not None and kind_and_values(one.target) is None else ""
            path = urlsplit(address).path
            if address in shown or not address.endswith(path) or not _TELLING_PATH.fullmatch(path):
                continue
            whole = next((url for url in shown if url.endswith(path)), None)
            if whole is not None:
                put_before = address.removesuffix(path), whole.removesuffix(path)
                self._bases.setdefault(_STEP.sub("/*", one.locator), put_before)

    def learn_call(self, calls: Iterable[Exchange], named: Iterable[AttachmentLink]) -> None:
        """Find the call that a page made with the identifier of a file; its answer is the file, or says where it is."""
        identifiers = _identifiers(named)
        for call in calls if identifiers else ():
            offered = call.page.attachments() if call.page is not None else ()
            if not offered and isinstance(call.page, JsonPage) and (one := told_address(call.page)) is not None:
                offered = (one,)
            told = [kind_and_values(a.target) for a in offered]
            itself = call.page is None or (isinstance(call.page, JsonPage) and carried_file(call.page.data) is not None)
            for kind, values in identifiers:
                if itself or any(one is None or one[0] != kind for one in told):
                    self._learn_request(kind, values, call.target, final=itself or None in told)

    def _learn_request(self, kind: str, values: Sequence[str], target: Target, *, final: bool = True) -> None:
        filled: list[tuple[Slot, int]] = []
        for slot in slots(target):
            said = slot.value.split(_between(slot.value)) if _SEVERAL.fullmatch(slot.value) else [slot.value]
            value = next((one for one in said if one in values), None)
            if value is not None and all(values[at] != value for _, at in filled):
                # Of several files that the page asked for at once, the others are none of another guide.
                target, own = alone(target, slot, value)
                filled.append((own, values.index(value)))
        known = self._requests.get(kind)
        better = known is None or len(filled) > len(known.filled) or (final and not known.final)
        if filled and better:
            self._requests[kind] = _Request(target, tuple(filled), final=final)

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
            return self._completed(attachment)
        kind, values = told
        if kind in self._requests and (found := self._requests[kind].of(values)) is not None:
            return found
        if kind in self._around and len(values) == 1 and (found := self._around[kind].of(values[0])) is not None:
            return found
        return self._completed(attachment)

    def _completed(self, attachment: AttachmentLink) -> Target | None:
        given, base = self._bases.get(_STEP.sub("/*", attachment.locator), ("", ""))
        target = attachment.target
        if target is None or not given or not target.url.startswith(f"{given}/") or target.url.startswith(f"{base}/"):
            return target
        return replace(target, url=base + target.url.removeprefix(given))


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


def _identifiers(named: Iterable[AttachmentLink]) -> list[tuple[str, tuple[str, ...]]]:
    """Who takes the identifiers of a file, and what they are."""
    return [told for a in named if (told := kind_and_values(a.told)) is not None]
