"""What stands in an object under a key of a guide (嵌套的要素): one text for the whole, or a list written as a map.

`{"sltj": {"tjnr": …}}` says the conditions, whatever the inner key is called; `{"申请": …, "受理": …}` are steps.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import step_words
from crawler.extract.answers.pairs import is_telling, label_of
from crawler.extract.answers.shape import Row, place
from crawler.extract.answers.words import plain_text
from crawler.page.json_tree import HELD, step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

_IN_PIECES = frozenset({"conditions", "remedy", "procedure"})
"""Elements that several texts may say together: 行政复议 and 行政诉讼, one condition each."""
_FEWEST = 2
_DEEPEST = 3
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；，;]|^.{24}")
_ASKING = re.compile(r"[？?]\s*$|[吗呢]$")
_NAME, _CONTENT = "名称", "内容"
_NAMES = {"steps": "name", "faq": "question"}
"""The part that the keys of a map are."""


class Text(NamedTuple):
    """A text in an object: its pointer from there, its key and what it says."""

    at: str
    key: str
    words: str


def texts(
    element: str,
    key: str,
    value: Any,
    labels: LabelDictionary,
    elements_of: Callable[[Mapping[str, Any], str], Mapping[str, str]],
) -> tuple[Text, ...]:
    """The texts that an object is, which stands under the key of an element; none where it says other things as well.

    `elements_of` gives the elements of an object's keys below another. A label among the texts names what stands beside
    it.
    """
    found = _texts(value, key, "", {element}, elements_of, _DEEPEST) if isinstance(value, dict) else None
    if not found or any(label_of(one.words, labels) is not None for one in found):
        return ()
    if len(found) > 1:  # a title or an office beside a text says less than that
        found = [one for one in found if _SENTENCE.search(one.words)] or found
    if len(found) > 1 and element not in _IN_PIECES:
        return ()
    ways = element == "procedure" and all("\n" in plain_text(one.words).strip() for one in found)
    return tuple(found[:1] if ways else found)  # online, and again at the window


def _texts(  # noqa: PLR0917 - asked of itself alone
    node: Mapping[str, Any],
    holder: str,
    at: str,
    own: set[str],
    elements_of: Callable[[Mapping[str, Any], str], Mapping[str, str]],
    deepest: int,
) -> list[Text] | None:
    """The texts of an object; None where it holds what is no text, or what another element's key names."""
    if not own.issuperset(elements_of(node, holder).values()):
        return None
    found: list[Text] = []
    held = [(key, each) for key, each in node.items() if isinstance(each, HELD) and each]
    if len(held) == 1 and deepest and not any(map(is_telling, node.values())):
        key, inner = held[0]
        below = f"{at}/{place(node, key)}"
        return _texts(inner, key, below, own, elements_of, deepest - 1) if isinstance(inner, dict) else None
    if held:
        return None
    for key, each in node.items():
        if is_telling(each):
            found.append(Text(f"{at}/{place(node, key)}", key, each))
    return found


def said_by_each(
    rows: list[tuple[int, Any]], elements_of: Callable[[Mapping[str, Any], str], Mapping[str, str]]
) -> tuple[str, str, list[str]] | None:
    """The element that every object of a list says a piece of and nothing else, its key, and the pieces.

    {"list": [{"conditionText": …}, {"conditionText": …}]} are the conditions, whatever the list is called.
    """
    told = [elements_of(row, "") if isinstance(row, dict) else {} for _, row in rows]
    keys = {key for one in told for key in one}
    if len(rows) < _FEWEST or len(keys) != 1 or any(len(one) != 1 for one in told):
        return None
    key = keys.pop()
    texts = [row[key] for _, row in rows]
    return (told[0][key], key, texts) if told[0][key] in _IN_PIECES and all(map(is_telling, texts)) else None


def mapped_rows(group: str, value: Any, labels: LabelDictionary) -> tuple[tuple[str, Row], ...]:
    """The rows of a list that is written as a map, each with its pointer; none where the object is no such map.

    Its keys are the names of the rows where they are words, `{"受理": {"content": …}}`, else they only number them.
    """
    entries = [*value.items()] if isinstance(value, dict) else []
    named = all(_CHINESE.search(key) for key, _ in entries) and _are_names(group, [key for key, _ in entries])
    if len(entries) < _FEWEST:
        return ()
    if named and all(each is None or isinstance(each, str) for _, each in entries):
        rows = (Row({_NAME: key, _CONTENT: each}, dict.fromkeys((_NAME, _CONTENT), step(key))) for key, each in entries)
        return tuple(("", row) for row in rows) if group in _NAMES else ()
    if not all(isinstance(each, dict) and each for _, each in entries):
        return ()
    shared = set[str].intersection(*({*each} for _, each in entries))
    parts = {part for key in shared if (part := labels.part(group, key)) is not None}
    if len(shared) < _FEWEST or len(parts) < (1 if named else _FEWEST):
        return ()
    return tuple((f"/{step(key)}", _row(key if named else None, each)) for key, each in entries)


def _row(name: str | None, node: Mapping[str, Any]) -> Row:
    places = {key: place(node, key) for key in node}
    if name is None:
        return Row(node, places)
    return Row({_NAME: name, **node}, {_NAME: next(iter(places.values())), **places})


def _are_names(group: str, keys: list[str]) -> bool:
    """Whether the keys of a map name its rows: half of them steps, or questions."""
    if group == "steps":
        return sum(bool(step_words.families(key)) for key in keys) * 2 >= len(keys)
    return group == "faq" and all(_ASKING.search(key) for key in keys)
