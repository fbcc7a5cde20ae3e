"""What codes of an answer mean: by the code lists that a guide's answers bring along, else by those in general use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists, time_limit
from crawler.extract.answers import values
from crawler.extract.answers.code_tables import tables_in
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import without

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from crawler.extract.answers.code_tables import CodeTable
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

OWN_CODES = "systems have codes of their own under this field name"
_ONE = r"(?:[A-Za-z]{2,16}[_-])?[0-9A-Za-z_.-]{1,8}"
_CODED = re.compile(rf"{_ONE}(?:[,，;；|、^]{_ONE})*", re.ASCII)
_NAMES_LIST = re.compile(r"[A-Za-z]{2,16}[_-][0-9A-Za-z]{1,8}", re.ASCII)
"""A code that says itself of which list it is: `bjlx_cnj`."""
_SPLIT = re.compile(r"[,，;；|、^\s]+")
_LETTERS = re.compile(r"[A-Za-z]{1,2}\d?", re.ASCII)
"""A code that is no number: no word of any list."""
_ALIKE, _TWO = 3, 2
_NUMBERS = re.compile(r"\d{1,2}(?:[,，;；|、^]\d{1,2})*", re.ASCII)
_ENVELOPE = 6
"""Values beside what an answer says: a status, a message, a moment."""
_COUNTED = frozenset({"visits", "material_copies", "limit", "statutory_time_limit", "promised_time_limit"})
"""What is a number and no code."""
_YES_OR_NO = frozenset({"fee_status", "fee_reduction", "online_payment", "online", "courier", "reservation"})
_UNMISTAKABLE = _YES_OR_NO | {"material_source"}
"""Elements whose numbers mean the same everywhere: 1 and 0 are yes and no, 10, 20 and 99 sources of a material."""
_OF_CODES = re.compile(r"(?:code|key|val|value|dm|bm|id)s?$")
_SAID = {"y": "是", "yes": "是", "true": "是", "n": "否", "no": "否", "false": "否"}
_OF_GUIDES = ("result_type", "scope", "handling_form", "online_depth", "body_nature", "power_source")
"""Elements of a guide that systems give as codes."""
_ORIGINALS = re.compile(r"(?:(?:原|复印|影印|电子|扫描)件|[、/及和或与者]|正本|副本)+")
_ORIGINAL = "material_original"
_NEVER_A_NUMBER = frozenset({"power_source"})
"""What has a list of words whose numbers differ from system to system: ITEM_SOURCE 1 is no word of any."""
_THEMES = frozenset({"natural_person_theme", "legal_person_theme", "theme"})


class Codes:
    """The code lists that belong to one guide."""

    def __init__(
        self,
        tables: Sequence[CodeTable],
        labels: LabelDictionary,
        choices: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._tables = tables
        self._labels = labels
        self._choices = choices or {}
        """By field name, what the choices of a form's own field mean."""

    def words(self, element: str, key: str, text: str) -> str | None:
        """What a code or several mean as the value of an element or part; None where nothing tells."""
        if (own := self._choices.get(field_name(key))) is not None and (chosen := _chosen(own, text)) is not None:
            return chosen
        if not _CODED.fullmatch(text):
            return None
        told = self._listed(element, key, text) if self._tables and element not in _COUNTED else None
        if told is None and element in _YES_OR_NO:
            told = _SAID.get(text.lower())
        return told or (code_lists.words(element, text) if self._is_of_library(element, key) else None)

    def _is_of_library(self, element: str, key: str) -> bool:
        """Whether a number under a key is of the item library's list, by its name or by the numbers of that list.

        Other systems number their own lists: in one 1 is 即办件, in the next 承诺件.
        """
        return element in _UNMISTAKABLE or field_name(key) in self._labels.coded.get(element, ())

    def meant(self, elements: Sequence[str], key: str, value: Any, known: Collection[str]) -> str | None:
        """The one of several elements that systems use a key for which its code can be of; None where nothing tells.

        `known` are the elements that other keys of the object stand for.
        """
        text = str(value).strip()
        if isinstance(value, bool | dict | list) or not _CODED.fullmatch(text):
            return None
        said = {element: self._listed(element, key, text) for element in elements}
        fitting = [element for element, words in said.items() if words is not None and _can_be(element, words)]
        left = [element for element in elements if element not in known]
        if len(fitting) != 1 and len(elements) == _TWO and all(map(code_lists.is_closed, elements)):
            fitting = left
        if len(fitting) != 1 and len(elements) == _TWO:
            fitting = [element for element in elements if text in code_lists.CODES.get(element, ())]
        return fitting[0] if len(fitting) == 1 else None

    def told_by(self, key: str, elements: Iterable[str]) -> str | None:
        """The one of some elements of which all words of the list under this very key are; None where several are.

        原件 and 复印件 are the kinds of a material in some systems: there original or copy is meant all the same.
        """
        lists = [table for table in self._tables if field_name(key) in table.names]
        words = {word for table in lists for word in table.words.values()}
        fitting = [element for element in elements if words and all(_can_be(element, word) for word in words)]
        return fitting[0] if len(fitting) == 1 or fitting[:1] == [_ORIGINAL] else None

    def by_list(self, key: str, value: Any) -> str | None:
        """The element of the guide that an unknown key's code is of, by a list of that very name: jglx of jglxDm.

        All words of the list are of that element, and of no other one of those that a guide gives as a code.
        """
        stem = _OF_CODES.sub("", field_name(key))
        codes = [str(one).strip() for one in (value if isinstance(value, list) else [value])]
        lists = [table for table in self._tables if {field_name(key), stem} & table.names]
        if len(stem) < _ALIKE or not all(map(_CODED.fullmatch, codes)) or _agreed(lists, ",".join(codes)) is None:
            return None
        words = {word for table in lists for word in table.words.values()}
        fitting = [element for element in _OF_GUIDES if all(_can_be(element, word) for word in words)]
        return fitting[0] if len(fitting) == 1 else None

    def under(self, key: str, value: Any) -> str | None:
        """What codes under an unknown key mean by a list that is named like it: kindCode, objectCodes by itemKind."""
        codes = [str(one).strip() for one in (value if isinstance(value, list) else [value])]
        stem = _OF_CODES.sub("", field_name(key))
        if len(stem) < _ALIKE or not all(map(_CODED.fullmatch, codes)):
            return None
        alike = [t for t in self._tables if any(own.startswith(stem) or own.endswith(stem) for own in t.names)]
        return _agreed(alike, ",".join(codes))

    def unit(self, key: str, code: str, *, own: bool = False) -> str | None:
        """The unit of time that a code means by a list of units; None where there is none or several differ.

        `own` asks for a list that is called like the key.
        """
        lists = [table for table in self._tables if _is_of_units(table)]
        called = [table for table in lists if _is_called(table, key)]
        return _agreed(called if own else called or lists, code)

    def _listed(self, element: str, key: str, codes: str) -> str | None:
        ways: tuple[Callable[[CodeTable], bool], ...] = (
            lambda table: field_name(key) in table.names,
            lambda table: self._is_titled(table, element),
            lambda table: _is_called(table, key),
            lambda table: all(_can_be(element, word) for word in table.words.values()),
            lambda table: all(map(_NAMES_LIST.fullmatch, table.words)),
        )
        for way in ways:
            told = _agreed([table for table in self._tables if way(table)], codes)
            if told is not None:
                return told
        return None

    def _is_titled(self, table: CodeTable, element: str) -> bool:
        """Whether the title of a list is a label of the element, or of a column that holds it, or its name a key."""
        for name in table.names:
            if self._labels.element_of_field(name) == element or element in self._labels.several_of_field(name):
                return True
        for title in table.titles:
            match = self._labels.exact(title)
            if match is not None and element in {match.element, *match.also}:
                return True
            if any(self._labels.column(group, title) == element for group in self._labels.columns):
                return True
            if element in _THEMES and "主题" in title:
                return True
        return False


def _is_called(table: CodeTable, key: str) -> bool:
    """Whether the name of a list begins or ends with the key, or the key with the name: sxdw of fdbjsxdw."""
    name = field_name(key)
    if len(name) < _ALIKE:
        return False
    alike = (own for own in table.names if own.startswith(name) or own.endswith(name))
    return any(alike) or any(len(own) > _ALIKE and (name.startswith(own) or name.endswith(own)) for own in table.names)


def _agreed(tables: Iterable[CodeTable], text: str) -> str | None:
    """The words of codes by the lists that have all of them; None where none has or they say different things."""
    codes = [code for code in _SPLIT.split(text) if code]
    said = set()
    for table in tables:
        if (whole := table.words.get(text)) is not None:
            said.add(whole)
            continue
        words = [_word(table.words, code) for code in codes]
        if words and None not in words:
            said.add("、".join(dict.fromkeys(word for word in words if word is not None)))
    return said.pop() if len(said) == 1 else None


def _chosen(words: Mapping[str, str], text: str) -> str | None:
    """The words of the choices that codes stand for; None where one of them is no code of these."""
    codes = [code for code in _SPLIT.split(text) if code]
    return "、".join(words[code] for code in codes) if codes and all(code in words for code in codes) else None


def _word(words: Mapping[str, str], code: str) -> str | None:
    """The word of a code; some sources write 1 for 01 and y for Y."""
    return next((words[one] for one in (code, code.zfill(2), code.lstrip("0"), code.upper()) if one in words), None)


def _is_of_units(table: CodeTable) -> bool:
    """Whether the words are units of time; 即办 may be among them, which is a limit without a number."""
    limits = [time_limit.parse(word) for word in table.words.values()]
    units = [time_limit.unit_of(word) is not None for word in table.words.values()]
    return any(units) and all(unit or limit is not None for unit, limit in zip(units, limits, strict=True))


def _can_be(element: str, word: str) -> bool:
    if element == _ORIGINAL:
        return _ORIGINALS.fullmatch(word) is not None
    return code_lists.has(element, word)


def is_strange(element: str, text: str) -> bool:
    """Whether a value is a code, or several, of which nobody knows what they mean."""
    numbers = (element in code_lists.CODES or element in _NEVER_A_NUMBER) and _NUMBERS.fullmatch(text) is not None
    named = _NAMES_LIST.fullmatch(text) is not None and (element in code_lists.CODES or element in _OF_GUIDES)
    return numbers or named or (_LETTERS.fullmatch(text) is not None and code_lists.is_closed(element))


def told_by_words(element: str, said: str | None) -> str:
    """The element that the words of a code are of: 承诺件 under `handle_type` is no 办理形式."""
    told = values.element("", said) if said is not None and values.belongs_elsewhere(element, said) else None
    return told or element


def is_word_of(element: str, value: Any) -> bool:
    """Whether a value is a word of an element's list."""
    return isinstance(value, str) and code_lists.has(element, value)


def with_codes(
    answers: Sequence[JsonPage], labels: LabelDictionary, choices: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[list[JsonPage], Codes]:
    """Answers without the dictionaries in them, and all code lists that they bring along, with `choices` of forms."""
    tables = [(answer, tables_in(answer.data)) for answer in answers]
    codes = Codes([table for _, own in tables for table in own], labels, choices)
    return [_without_dictionaries(answer, own) for answer, own in tables], codes


def is_of_codes(answer: JsonPage) -> bool:
    """Whether an answer holds code lists apart from anything else, and nothing but the envelope around them."""
    tables = tables_in(answer.data)
    if not tables or any(table.apart is None for table in tables):
        return False
    rest = _without_dictionaries(answer, tables)
    return sum(1 for _ in rest.values()) <= _ENVELOPE


def _without_dictionaries(answer: JsonPage, tables: Iterable[CodeTable]) -> JsonPage:
    apart = frozenset(table.apart for table in tables if table.apart is not None)
    if not apart:
        return answer
    return answer.told_as(without(answer.data, apart), answer.titles)
