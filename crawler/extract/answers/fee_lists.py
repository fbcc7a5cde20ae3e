"""Whether a fee is charged (是否收费) where answers hold but a list of fees, and the page says the word beside it.

`chargeitems: []` is 不收费 on a page that shows that word wherever the list is empty. A rendered guide shows it of the
one case; of the other its script does, which writes a word for either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import State
from crawler.domain.values.fee_status import parse
from crawler.extract.labels.dictionary import field_name
from crawler.page.script.branches import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_LENGTH = re.compile(
    r"(?P<not>!)?\s*[\w$]+(?:\.[\w$]+)*?\.(?P<key>[\w$]+)\.length(?:\s*(?P<sign>[=!<>]=?=?)\s*(?P<number>[01]))?"
)
_GUARD = re.compile(r"^[\w$.]+\s*&&\s*")
_MARKUP = re.compile(r"<[^>]*>")
_SAID = re.compile(r"是否收费[：:\s]*(不?收费|[是否]|免费)(?![\u4e00-\u9fff])")
_FILLED = {(None, None): True, (">", "0"): True, ("!=", "0"): True, ("!==", "0"): True, (">=", "1"): True}
_FILLED |= {("==", "0"): False, ("===", "0"): False, ("<", "1"): False}
_LEARNED = 0.9
"""How sure a reading is that no page showed."""


@dataclass(frozen=True, slots=True)
class FeeWords:
    """What a page says of fees where a list of its answers has entries, and where it has none."""

    key: str
    words: Mapping[bool, str]
    label: str | None


def learn_fee_words(
    guides: Iterable[tuple[ServiceGuide, Sequence[JsonPage], str]], labels: LabelDictionary
) -> FeeWords | None:
    """The words beside a list of fees, from rendered guides, the answers behind each, and the script of its page.

    What the script alone says counts where a rendered guide bears it out on the other case.
    """
    shown: dict[str, dict[bool, set[str]]] = {}
    scripts: list[str] = []
    label = None
    for guide, answers, script in guides:
        status = guide.read("fee_status")
        for key, (rows, _, _) in _lists(answers, labels).items():
            word = status.text if status.stated and parse(status.text) is not None else ""
            shown.setdefault(key, {}).setdefault(bool(rows), set()).add(word)
        label = label or status.label
        scripts.append(script)
    if len(shown) != 1:
        return None
    ((key, of_case),) = shown.items()
    sure = {filled: next(iter(words)) for filled, words in of_case.items() if len(words) == 1}
    if len(sure) < len(of_case) or not all(sure.values()) or len({parse(word) for word in sure.values()}) < len(sure):
        return None
    written = _written(scripts[0], key)
    if all(parse(written.get(filled, "")) is parse(word) for filled, word in sure.items()):
        sure = {**written, **sure}
    return FeeWords(key, sure, label)


def with_fee_words(
    guide: ServiceGuide, answers: Sequence[JsonPage], learned: FeeWords | None, labels: LabelDictionary
) -> ServiceGuide:
    """The guide, read from answers alone, with what its page says of fees beside their list."""
    own = guide.read("fee_status")
    if learned is None or guide.unread or own.stated:
        return guide
    lists = _lists(answers, labels)
    if set(lists) != {learned.key} or (word := learned.words.get(bool(lists[learned.key][0]))) is None:
        return guide
    _, evidence, at = lists[learned.key]
    said = replace(
        own,
        state=State.STATED,
        value=word,
        label=learned.label,
        quote=None,
        evidence=evidence,
        locator=at,
        confidence=_LEARNED,
        reason=None,
    )
    return replace(guide, readings={**guide.readings, "fee_status": said})


def _lists(answers: Iterable[JsonPage], labels: LabelDictionary) -> dict[str, tuple[list[Any], str, str]]:
    """The lists of fees in answers by key, each with its evidence and place; of different ones under a key none."""
    found: dict[str, tuple[list[Any], str, str]] = {}
    twice: set[str] = set()
    for answer in answers:
        for at, key, value in _below(answer.data, ""):
            is_of_fees = labels.group_of_field(key) == "fees" or labels.element_of_field(key) == "fee_status"
            if is_of_fees and isinstance(value, list) and all(isinstance(one, dict) for one in value):
                name = field_name(key)
                twice |= {name} if name in found and found[name][0] != value else set()
                found[name] = value, answer.evidence, at
    return {name: told for name, told in found.items() if name not in twice}


def _below(node: Any, at: str) -> Iterator[tuple[str, str, Any]]:
    """Every value under a key, outside of lists."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield f"{at}/{key}", str(key), value
            yield from _below(value, f"{at}/{key}")


def _written(script: str, key: str) -> dict[bool, str]:
    """What a script writes of fees where the list under a key has entries, and where it has none; both or neither."""
    for condition, yes, no in alternatives(script):
        asked = _LENGTH.fullmatch(_GUARD.sub("", condition.strip()))
        if asked is None or field_name(asked["key"]) != key:
            continue
        filled = _FILLED.get((asked["sign"], asked["number"]))
        said = [_SAID.findall(_MARKUP.sub(" ", part)) for part in (yes, no)]
        if filled is None or any(len(set(words)) != 1 for words in said):
            continue
        met = filled is not (asked["not"] is not None)
        return {met: said[0][0], not met: said[1][0]}
    return {}
