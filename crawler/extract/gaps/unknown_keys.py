"""What an answer says under keys that nobody knows (未识别的字段): it may be what a known key leaves empty.

A key of the system that stands empty says that the guide leaves an element out only where nothing else of the answer
may be it. The shape of a value and the words of its key decide together: an address, office hours or days of work may
be the place, the hours or a limit under any key; sentences and names only under a key that may mean them, or that is
of no known words at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.elements import State
from crawler.domain.values.placeholder import may_be_placeholder
from crawler.extract.answers.own_code import is_of_another_item
from crawler.extract.answers.shape import FURNITURE
from crawler.extract.answers.words import plain_text
from crawler.extract.gaps import opaque_keys
from crawler.extract.gaps.said import readings_of_rows
from crawler.extract.gaps.unknown_shapes import HINTED, PLAIN, SPOKEN
from crawler.extract.guide.draft import UNKNOWN_KEY, unread
from crawler.extract.guide.name_words import reads_like_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_OF_RECORD = re.compile(
    r"(?:id|\w*guid|\w*uuid|ids|row_?id|trace_?id|request_?id|time_?stamp|时间戳|server_?time|key|icon|logo|avatar|version|sort|order|url_?prefix|keywords?|title_?pinyin|create\w*|insert\w*"
    r"|operator\w*|operat\w*|sync\w*|cd_\w+|delete\w*|user_?name|longitude|latitude|lng|lat|fax\w*|chuanzhen\w*|cz"
    r"|post_?code|zip_?code|youbian|msg|message|code|status|state|module\w*|model\w*|template_?\w*|\w*region\w*"
    r"|\w*area_?(?:name|code)?|city\w*|county\w*|province\w*|\w*xzqh\w*|copyright\w*|remarks?_?for_?admin)$",
    re.IGNORECASE,
)
"""Keys of the record and of what stands around it."""
_ASKS = re.compile(r"^(?:is|if|sf|has|can|need|allow|support|shi_?fou)(?=.{2})", re.IGNORECASE)
"""How keys begin that ask whether; such a key asks for one thing."""
_UNSPECIFIC = frozenset(
    {"apply", "is", "type", "way", "name", "code", "office", "service", "guide", "item", "url", "window", "material"}
)
"""Meanings of words that keys of all kinds have."""
_NOT_ITS_OWN = defaultdict(frozenset[str], {"visits": frozenset({"time", "count"})})
"""Meanings of words of an element's keys that keys of other numbers have as well."""


_OF_LISTS = frozenset(
    {"place", "hours", "consultation_phone", "complaint_phone", "legal_basis", "faq", "fee_standard", "conditions"}
)
"""Elements that a list under any key may tell: windows, laws, questions, fees."""
_ENTRY = re.compile(r"(?:/\d+)+$")
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")


class _Left(NamedTuple):
    """A value that nobody read, and the key that it stands under."""

    key: str
    words: str
    at: str
    evidence: str
    beside: bool
    """Whether something was read of the object that holds it."""
    near: bool
    """The same, or of what holds that object under a key of which no word is known."""
    opaque: bool
    """Whether no word of its key is known."""
    taken: bool
    """Whether it was read as something that another value is in the end."""
    listed: bool
    """Whether it stands in a list of objects."""

    @property
    def holder(self) -> str:
        """The pointer of the object that holds it."""
        return _holder(self.at)


def with_unknown_keys(
    guide: ServiceGuide, drafts: Sequence[Draft], answers: Sequence[JsonPage], labels: LabelDictionary
) -> ServiceGuide:
    """The guide with gaps in place of what is not stated and a value under a key that nobody knows may say."""
    asked = [own for e in labels.elements if (own := guide.read(e)).state is State.NOT_STATED]
    if not asked:
        return guide
    settled = _settled(guide)
    left = [one for page in answers for one in _left(page, places_read(guide, drafts, page.evidence), settled, labels)]
    found = {}
    for own in asked:
        told = next((one for one in left if _may_be(own.element, one, labels) or _hides(own, one)), None)
        if told is not None:
            found[own.element] = unread(
                own.element, UNKNOWN_KEY, evidence=told.evidence, locator=told.at, label=told.key
            )
    return replace(guide, readings={**guide.readings, **found}) if found else guide


def _settled(guide: ServiceGuide) -> frozenset[tuple[str, str]]:
    """Evidence and pointer of all that the guide states in the end."""
    stated = (r for r in guide.readings.values() if r.stated)
    return frozenset((r.evidence, r.locator) for r in stated if r.evidence and r.locator)


def places_read(guide: ServiceGuide, drafts: Sequence[Draft], evidence: str) -> frozenset[str]:
    """The pointers of an answer that something was read at, whether it was believed in the end or not."""
    readings = [c.reading for draft in drafts for found in draft.candidates.values() for c in found]
    readings += guide.readings.values()
    for draft in drafts:
        readings += readings_of_rows(draft)
    return frozenset(r.locator for r in readings if r.stated and r.evidence == evidence and r.locator)


def _holder(at: str) -> str:
    """The pointer of the object that a value, or an entry of its list, stands in."""
    return _ENTRY.sub("", at).rpartition("/")[0]


def _left(
    answer: JsonPage, read: Collection[str], settled: Collection[tuple[str, str]], labels: LabelDictionary
) -> Iterator[_Left]:
    """The values of an answer that nobody read, and that are no part of the record or of other items.

    Of lists only words under a key that nobody knows, where nothing of the whole list was read.
    """
    is_opaque = labels.answers(opaque_keys.is_opaque)
    if not read:
        return
    lists = frozenset(_lists(answer.data, ""))
    holders = {_holder(at) for at in read}
    around = {above for at in read for above in _above(at)}
    known: dict[str, tuple[list[str], bool, str | None]] = {}
    """By the pointer of an object what holds it, whether it lies in what was read, and in which list: rows are many."""
    for pointer, value in answer.values():
        if value is None or (answer.evidence, pointer) in settled:
            continue
        inside = pointer.rpartition("/")[0]
        if inside not in known:
            above = _above(pointer)
            known[inside] = above, any(at in read for at in above), next((at for at in above if at in lists), None)
        above, away, listed = known[inside]
        if away or (listed is not None and listed in around):
            continue
        names = [name for name in pointer.split("/")[1:] if not name.isdigit()]
        if not names or any(FURNITURE.match(name) or is_of_another_item(name) for name in names):
            continue
        key = names[-1] if listed is None else _ENTRY.sub("", listed).rpartition("/")[2]
        words = " ".join(plain_text(str(value)).split())
        opaque, taken = is_opaque(key), pointer in read
        if not words or _OF_RECORD.match(names[-1]) or not (opaque or not taken):
            continue
        if listed is None or (opaque and _CHINESE.search(words) and not reads_like_name(words)):
            outer = listed or next((at for at in above if is_opaque(at.rpartition("/")[2])), pointer)
            beside = _holder(pointer) in holders
            near = beside or _holder(outer) in holders
            yield _Left(key, words, pointer, answer.evidence, beside, near, opaque, taken, listed is not None)


def _above(pointer: str) -> list[str]:
    """The pointers of all that holds what stands at one, outermost first."""
    steps = pointer.split("/")
    return ["/".join(steps[:end]) for end in range(2, len(steps))]


def _lists(data: object, at: str) -> Iterator[str]:
    """The pointers of lists of several objects."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from _lists(value, f"{at}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(data, list):
        if sum(isinstance(one, dict) for one in data) > 1:
            yield at
        else:
            for number, value in enumerate(data):
                if isinstance(value, dict | list):
                    yield from _lists(value, f"{at}/{number}")


def _hides(own: Reading, left: _Left) -> bool:
    """Whether a short value under a key of which no word is known may be what an element's own empty key leaves out."""
    if own.label is None or not left.opaque or not (left.near or left.holder == _holder(own.locator or "")):
        return False
    return opaque_keys.may_be(own.element, left.key, left.words)


def _may_be(element: str, left: _Left, labels: LabelDictionary) -> bool:
    """Whether a value under an unknown key may be an element, by its shape and by the words of its key."""
    if left.taken or may_be_placeholder(left.words) or (left.listed and element not in _OF_LISTS):
        return False
    several, known = labels.several_of_field(left.key), labels.element_of_field(left.key)
    if (several and element not in several) or known not in {None, element}:
        return False
    if element == "online_entry" and not left.beside:
        return False  # the address of a file, beside its name
    if (shows := PLAIN.get(element)) is not None and shows(left.key, left.words):
        return True
    if known is not None:
        return False  # what its key names and it cannot be was not taken for that
    spoken, hinted = SPOKEN.get(element), HINTED.get(element)
    is_spoken = spoken is not None and spoken(left.key, left.words)
    if not is_spoken and (hinted is None or not hinted(left.key, left.words)):
        return False
    heard = labels.heard(left.key)
    if heard:
        return element in heard
    told = labels.words.fragments(left.key)
    if not (meant := told - _UNSPECIFIC):
        return is_spoken and not _ASKS.match(left.key) and (element != "fee_status" or not told)
    return not meant.isdisjoint(
        labels.words.meant_by[""].get(element, frozenset()) - _UNSPECIFIC - _NOT_ITS_OWN[element]
    )
