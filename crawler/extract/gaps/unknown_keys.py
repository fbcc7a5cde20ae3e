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
from crawler.extract.gaps.said import readings_of_rows
from crawler.extract.gaps.unknown_shapes import HINTED, PLAIN, SPOKEN
from crawler.extract.guide.draft import UNKNOWN_KEY, unread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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


class _Left(NamedTuple):
    """A value that nobody read, and the key that it stands under."""

    key: str
    words: str
    at: str
    evidence: str
    beside: bool
    """Whether something was read of the object that holds it."""


def with_unknown_keys(
    guide: ServiceGuide, drafts: Sequence[Draft], answers: Sequence[JsonPage], labels: LabelDictionary
) -> ServiceGuide:
    """The guide with gaps in place of what is not stated and a value under a key that nobody knows may say."""
    asked = [e for e in labels.elements if guide.read(e).state is State.NOT_STATED and e in {*PLAIN, *SPOKEN, *HINTED}]
    if not asked:
        return guide
    left = [one for answer in answers for one in _left(answer, places_read(guide, drafts, answer.evidence))]
    found = {}
    for element in asked:
        told = next((one for one in left if _may_be(element, one, labels)), None)
        if told is not None:
            found[element] = unread(element, UNKNOWN_KEY, evidence=told.evidence, locator=told.at, label=told.key)
    return replace(guide, readings={**guide.readings, **found}) if found else guide


def places_read(guide: ServiceGuide, drafts: Sequence[Draft], evidence: str) -> frozenset[str]:
    """The pointers of an answer that something was read at, whether it was believed in the end or not."""
    readings = [c.reading for draft in drafts for found in draft.candidates.values() for c in found]
    readings += guide.readings.values()
    for draft in drafts:
        readings += readings_of_rows(draft)
    return frozenset(r.locator for r in readings if r.stated and r.evidence == evidence and r.locator)


def _left(answer: JsonPage, read: Collection[str]) -> Iterator[_Left]:
    """The values of an answer that nobody read, and that are no part of a list, of the record or of other items."""
    if not read:
        return
    lists = frozenset(_lists(answer.data, ""))
    holders = {at.rpartition("/")[0] for at in read}
    away = {"": False}
    """By the pointer of an object, whether it lies in a list or in what was read as a whole: rows are many."""
    for pointer, value in answer.values():
        if value is None or isinstance(value, bool) or pointer in read:
            continue
        holder = pointer.rpartition("/")[0]
        if holder not in away:
            steps = holder.split("/")
            above = ("/".join(steps[:end]) for end in range(2, len(steps) + 1))
            away[holder] = any(at in read or at in lists for at in above)
        if away[holder]:
            continue
        names = [name for name in pointer.split("/")[1:] if not name.isdigit()]
        if not names or any(FURNITURE.match(name) or is_of_another_item(name) for name in names):
            continue
        key = names[-1]
        words = " ".join(plain_text(str(value)).split())
        if not words or may_be_placeholder(words) or _OF_RECORD.match(key):
            continue
        yield _Left(key, words, pointer, answer.evidence, holder in holders)


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


def _may_be(element: str, left: _Left, labels: LabelDictionary) -> bool:
    """Whether a value under an unknown key may be an element, by its shape and by the words of its key."""
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
