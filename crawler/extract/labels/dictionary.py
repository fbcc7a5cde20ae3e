"""The label dictionary (标签词典): which element a label or a field name stands for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values.folded import folded
from crawler.domain.values.numerals import unspaced
from crawler.domain.values.remembered import AnswerT, remembered
from crawler.extract.labels import joint_labels, misspelt
from crawler.extract.labels.column_titles import Columns, halves, is_part_in_words, part_in_words
from crawler.extract.labels.composed import as_titled, element_in_words, is_answered, said_twice, untranslated
from crawler.extract.labels.field_names import ASKED_BY, ENCODED, PLACE_ENDS, SAYING, read_field_words
from crawler.extract.labels.slips import composed, kin, near

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from crawler.extract.labels.field_names import FieldWords

_OUTLINE = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){0,3}\s+(?=[\u4e00-\u9fff]{3})")
_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．:]+|第[一二三四五六七八九十]{1,3}(?:项|部分)[、:]?|[(（]?\d{1,2}(?:[)）]、|[)）、.．])(?!\d)"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}[)）、.．]?(?=[\u4e00-\u9fff])|[012]\d(?=[\u4e00-\u9fff])|[①-⑳]|[ⅰ-ⅻⅠ-Ⅻ][、.])"
)
_NUMERALS = frozenset("第一二三四五六七八九十")
_WHOSE = re.compile(
    r"^(?:这份|这个|这项|本份|本|该|此)(?:办事|服务|许可|审批)?(?:指南|事项|业务|项目|页面|页)的?(?=[\u4e00-\u9fff]{2})"
)
"""Words that say whose label it is: 这份指南的更新日期."""
_POINTING = frozenset("这本该此")
_ORNAMENTS = "*★☆■□◆◇●○▲△▼▶►»>•·|#-—_"
_UNIT = re.compile(
    r"\((?:个)?(?:工作日|自然日|天|日|小时|分钟|月|年|元|次|份|(?:[1I一]-[4IV四]{1,2})?级|必填|选填|单位.{0,6}|可多选)\)$"
)
_BRACKETS = {"[": "]", "【": "】", "「": "」", "(": ")", "〖": "〗", "<": ">", "《": "》", "『": "』"}
_IN_WORDS = re.compile(r"(?:(?:dict)?(?:text|label)|txt|names?|desc|cn|zh|str|val(?:ue)?|mc|content|info|html|base64)$")
_SEVERAL = re.compile(r"(?:lists?|array|s)$")
_LIST = re.compile(r"(?:list|array)$")
_DEED = re.compile(r"提[交供]|递交|准备|携带|报送")  # 提交材料。 is a sentence: what somebody does in a step
_ADDRESS = re.compile(r"(?:url|path|files?|link|address|attach(?:ment)?)s?$|(?<=..)(?:dz|lj)$")
_ROW_LETTER = re.compile(r"^(?:[A-Za-z]_(?=[A-Za-z]{3})|m(?=[A-Z][a-z]{2}))")
"""The letter of the list before the keys of its rows: M_NAME and M_SOURCE, or mMedia, of a material."""
LONGEST_LABEL, LONGEST_IN_TWO = 24, 64
"""Characters of a label with its translation."""
_SPECIAL, _FAQ = "special_step", "faq"
_ASKS = re.compile(r"[问疑答惑题]")
_NEAR, _COMPOSED_RANK, _SHORT_RANK, _MOST_GROWN = 0.8, 40, 50, 4
"""A short word, or a label put together of known words, is believed after every label that is known by itself."""


class LabelMatch(NamedTuple):
    """The element that a label stands for; `also` are further elements that it feeds (收费标准及依据)."""

    element: str
    confidence: float
    rank: int
    also: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def normalise(label: str) -> str:
    """A label as labels are compared: folded, without white space, numbering, ornaments, colon, unit, translation."""
    text = label
    while True:
        before = text
        is_folded = unicodedata.is_normalized("NFKC", text)
        latin = text[:1].isascii() is not text[-1:].isascii()  # one end alone is in Latin letters
        if is_folded and not latin and text.isalnum() and text[0].isalpha() and text[0] not in _NUMERALS:
            return _WHOSE.sub("", text) if text[0] in _POINTING else text  # nothing of all this is in most words
        text = text if is_folded else folded(text)
        text = unspaced(text if text[:1].isalpha() else _OUTLINE.sub("", text)).replace("\u200e", "")
        text = text.strip(_ORNAMENTS).rstrip(":;,。：")
        if not text[:1].isalpha() or text[0] in _NUMERALS:
            text = _NUMBERING.sub("", text)
        if text[:1] in _POINTING:
            text = _WHOSE.sub("", text)
        if text.endswith(")"):
            text = _UNIT.sub("", text)
        if len(text) > 2 and _BRACKETS.get(text[0]) == text[-1]:
            text = text[1:-1]
        if latin:
            text = untranslated(text)
        if text == before:
            return text


def is_short(label: str, most: int = LONGEST_LABEL) -> bool:
    """Whether a text is short enough for a label, its translation not counted."""
    return len(label) <= most or (len(label) <= LONGEST_IN_TWO and len(normalise(label)) <= most)


@remembered
def field_name(key: str) -> str:
    """A field name as field names are compared: lower case, without underscores, hyphens and dollar signs."""
    return key.lower().replace("_", "").replace("-", "").replace("$", "")


@dataclass(frozen=True, slots=True)
class LabelDictionary:
    """Labels and field names of the elements, those of the lists inside a guide, and words of a page's structure.

    `elements` are the ids in the order of the catalogue. `labels` maps a normalised label to its match, `fields` a
    field name to its element, `generic` the same for keys that count only beside three other known keys. `near` maps a
    label with one character left out to the labels it comes from. `short` are words that are labels only beside others.
    `several` maps a field name to the elements that systems use it for: its value tells which. `coded` are the field
    names of each element under which numbers are those of the item library.
    """

    elements: tuple[str, ...]
    labels: Mapping[str, LabelMatch]
    fields: Mapping[str, str]
    generic: Mapping[str, str]
    columns: Mapping[str, Columns]
    marks: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    words: FieldWords
    short: Mapping[str, LabelMatch] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    coded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leaves: dict[tuple[str, str | None], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What the boxes of a page know of tags and texts; see `guide_tree`."""
    exact: Callable[[str], LabelMatch | None] = field(init=False, repr=False, compare=False)
    """The element of a label that is in the dictionary."""
    element_of: Callable[[str], LabelMatch | None] = field(init=False, repr=False, compare=False)
    """The element of a label, also where one character is doubled, missing, swapped or (from five on) another.

    A resemblance to labels of several elements is none.
    """
    element_of_field: Callable[[str], str | None] = field(init=False, repr=False, compare=False)
    """The element of a field name that stands for one thing only; itemTypeText says itemType in words."""
    several_of_field: Callable[[str], tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The elements that systems use a field name for, where these are more than the name can tell."""
    is_title: Callable[[str], bool] = field(init=False, repr=False, compare=False)
    """Whether the text is a heading, a button, or the header of a column: words of a page's own structure."""
    is_column_title: Callable[[str], bool] = field(init=False, repr=False, compare=False)
    """Whether the text is the header of a column of any list."""
    _answers: dict[Callable[[LabelDictionary, str], Any], Callable[[str], Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _grown: dict[frozenset[tuple[str, str, str]], LabelDictionary] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _column: Mapping[str, Callable[[str], str | None]] = field(init=False, repr=False, compare=False)
    _keys: Mapping[str, Callable[[str], str | None]] = field(init=False, repr=False, compare=False)
    _put_right: Callable[[str], str] = field(init=False, repr=False, compare=False)
    _parts: Mapping[str, Callable[[str], str | None]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the answers about a text, since the guides of a portal say the same words again and again."""
        groups = ("", *self.columns)
        asked = ("exact", "element_of", "element_of_field", "several_of_field", "is_title", "is_column_title")
        for name, answer in {
            **{name: remembered(getattr(self, f"_{name}")) for name in asked},
            "_column": {group: remembered(partial(self._column_of, group)) for group in self.columns},
            "_parts": {group: remembered(partial(self._part, group)) for group in self.columns},
            "_put_right": remembered(lambda key: misspelt.whole(key, self.fields)),
            "_keys": {group: remembered(partial(self.words.element, group=group)) for group in groups},
        }.items():
            object.__setattr__(self, name, answer)

    def answers(self, question: Callable[[LabelDictionary, str], AnswerT]) -> Callable[[str], AnswerT]:
        """What a pure question about a text is answered by this dictionary; what was asked before is known."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = remembered(partial(question, self))
        return known

    def _exact(self, label: str) -> LabelMatch | None:
        if len(label) > LONGEST_IN_TWO or (label.endswith("。") and _DEED.search(label)):
            return None
        bare = normalise(label)
        return self.labels.get(bare) or self._in_words(bare)

    def _in_words(self, bare: str) -> LabelMatch | None:
        """The element of a label that is not in the dictionary, by its parts or by the other name it gives itself."""
        if len(bare) > LONGEST_LABEL:
            return None
        names = (bare, *said_twice(bare))
        if len(names) > 2 and element_in_words(names[2]) == _SPECIAL:
            return LabelMatch(_SPECIAL, 1.0, _COMPOSED_RANK)  # what is said in brackets of 特殊环节 is said of that
        for name in names:
            if name in self.marks["headings"]:
                return None
            if (known := self.labels.get(name)) is not None:
                return known if name is bare or not is_answered(names, known.element) else None
            if name is bare and (both := joint_labels.elements_of(name)) is not None:
                return LabelMatch(both[0], 1.0, joint_labels.RANK, both[1:])
            if (element := element_in_words(name)) is not None:
                return LabelMatch(element, 1.0, _COMPOSED_RANK)
        return None

    def _element_of(self, label: str) -> LabelMatch | None:
        return self.exact(label) or self._nearly(label)

    def _nearly(self, label: str, signs: Collection[str] | None = None) -> LabelMatch | None:
        bare = normalise(label)
        if not 4 <= len(bare) <= LONGEST_LABEL or bare in self.marks["headings"]:
            return None
        close = near(bare, self.near, signs)
        matches = {self.labels[known].element: self.labels[known] for known in close}
        if _FAQ in matches and _ASKS.search(bare) is None:
            return None  # 大家都在看 is no slip of 大家都在问
        if not matches and (spoken := self.words.spoken_alike(bare)) is not None:
            return LabelMatch(spoken, _NEAR, _COMPOSED_RANK)
        return next(iter(matches.values()))._replace(confidence=_NEAR) if len(matches) == 1 else None

    def slip(self, label: str) -> LabelMatch | None:
        """The element of a label with one wrong character, also of one that nobody has written down.

        For places where a label has to stand: 收费标志 is another word elsewhere.
        """
        bare = normalise(label)
        if bare in self.marks["headings"]:
            return None
        known = self._nearly(bare, self.words.sounds)
        element = known.element if known is not None else composed(bare, self.words.sounds)
        return known or (LabelMatch(element, _NEAR, _COMPOSED_RANK) if element is not None else None)

    def short_label(self, label: str) -> LabelMatch | None:
        """The element of a word that is a label only beside others."""
        return self.short.get(normalise(label))

    def _element_of_field(self, json_field: str) -> str | None:
        """A name that is not in the dictionary is taken by its words, one in Chinese as the label that it is."""
        if not json_field.isascii():
            match = self.element_of(json_field)
            return match.element if match is not None else None
        if self.several_of_field(json_field):
            return None
        key = field_name(json_field)
        found = self.fields.get(key)
        if found is None and not key.endswith("codename"):
            found = self.fields.get(_IN_WORDS.sub("", key)) or self.fields.get(_LIST.sub("", key))
            found = found or self.fields.get(self.words.behind(json_field) or "")
        if found is None and key not in self.generic:
            found = self._by_words(json_field, "") or self.fields.get(self._put_right(json_field))
        return found

    def _several_of_field(self, json_field: str) -> tuple[str, ...]:
        key = field_name(json_field)
        named = self.several.get(key) or self.several.get(_IN_WORDS.sub("", key))
        return named or self.several.get(self.words.behind(json_field) or "") or ()

    def _by_words(self, json_field: str, group: str) -> str | None:
        return self._keys[group](ENCODED.sub("", json_field))

    def generic_element_of_field(self, json_field: str) -> str | None:
        """The element of a field name that counts only beside three other known ones of the same object."""
        return self.generic.get(field_name(json_field))

    def column(self, group: str, label: str) -> str | None:
        """The part that a header stands for in a list of this group."""
        return self._column[group](label)

    def _column_of(self, group: str, label: str) -> str | None:
        for name in as_titled(normalise(label)):
            part = self.columns[group].labels.get(name) or part_in_words(group, name)
            if part is not None:
                return part
        return None

    def joint_columns(self, group: str, label: str) -> tuple[str, ...]:
        """The two parts that one header stands for: 必要性及来源, 原件/复印件及份数."""
        if self.column(group, label) is not None:
            return ()
        for title, other in halves(normalise(label)):
            parts = (self.column(group, title), self.column(group, other))
            if parts[0] and parts[1] and parts[0] != parts[1]:
                return parts[0], parts[1]
        return ()

    def part(self, group: str, json_field: str) -> str | None:
        """The part that a key stands for in the objects of a list of this group."""
        return self._parts[group](json_field)

    def _part(self, group: str, json_field: str) -> str | None:
        if not json_field.isascii():
            return self.column(group, json_field)
        json_field = _ROW_LETTER.sub("", json_field)
        key, parts = field_name(json_field), self.columns[group].parts
        names = (key, _ADDRESS.sub("", key), _SEVERAL.sub("", key), SAYING.sub("", key))
        found = next((parts[name] for name in names if name in parts), None)
        by = ASKED_BY.sub("", key)  # exampleclientguid: example
        asked = parts.get(by) or (self._by_words(by, group) if by != key else None)
        found = found or (asked if asked in {"blank_form", "sample_form"} else self._by_words(json_field, group))
        return found or parts.get(_IN_WORDS.sub("", key)) or self._by_words(PLACE_ENDS.sub("", json_field), group)

    def heard(self, json_field: str) -> frozenset[str]:
        """The elements that a field name may stand for by the first letters of their labels."""
        return self.words.heard(json_field)

    def group_of_field(self, json_field: str) -> str | None:
        """The list that a field name holds."""
        key = field_name(json_field)
        return next((group for group, columns in self.columns.items() if key in columns.fields), None)

    def is_mark(self, kind: str, text: str) -> bool:
        """Whether the text is a word of the page's own structure (headings, row_columns, buttons, …)."""
        return normalise(text) in self.marks[kind]

    def _is_title(self, text: str) -> bool:
        bare = normalise(text)
        return any(bare in self.marks[kind] for kind in ("headings", "buttons")) or self.is_column_title(text)

    def _is_column_title(self, text: str) -> bool:
        bare = normalise(text)
        if bare in self.marks["row_columns"]:
            return True
        # One look for all groups, since most texts are the title of a column in none.
        if any(
            is_part_in_words(name) or any(name in c.labels for c in self.columns.values()) for name in as_titled(bare)
        ):
            return True
        return bool(halves(bare)) and any(self.joint_columns(group, bare) for group in self.columns)

    def with_hints(self, hints: Mapping[str, tuple[str, ...]]) -> LabelDictionary:
        """The dictionary with a person's labels for one portal before the built-in ones; without any it is this one."""
        own = {normalise(label): LabelMatch(element, 1.0, -1) for element, more in hints.items() for label in more}
        labels = {**self.labels, **own}
        return replace(self, labels=labels, near=kin(labels)) if own else self

    def with_columns(self, learned: Mapping[str, Mapping[str, str]]) -> LabelDictionary:
        """The dictionary with titles of columns that one page uses, by list; the guides of a portal share them."""
        key = frozenset((g, label, part) for g, own in learned.items() for label, part in own.items())
        known = self._grown.get(key)
        if known is None:
            if len(self._grown) >= _MOST_GROWN:
                self._grown.clear()
            columns = {g: replace(own, labels={**own.labels, **learned.get(g, {})}) for g, own in self.columns.items()}
            known = self._grown[key] = replace(self, columns=columns)
        return known


@lru_cache(maxsize=2)
def read_labels(text: str) -> LabelDictionary:
    """The dictionary from the text of `labels.toml`; once a process, with all that it learns of words."""
    data = tomllib.loads(text)
    labels: dict[str, LabelMatch] = {}
    fields: dict[str, str] = {}
    for element, entry in data["elements"].items():
        for rank, label in enumerate(entry["labels"]):
            first = labels.get(key := normalise(label))
            if first is None:
                labels[key] = LabelMatch(element, 1.0, rank)
            elif first.element != element:
                labels[key] = first._replace(also=(*first.also, element))
        fields.update(dict.fromkeys(entry.get("fields", ()), element))
    columns = {
        group: _columns(group, entry, data["elements"] if group in {"materials", "fees"} else {})
        for group, entry in data["columns"].items()
    }
    return LabelDictionary(
        elements=tuple(data["elements"]),
        labels=labels,
        fields=fields,
        generic={key: element for element, keys in data["generic"].items() for key in keys},
        columns=columns,
        marks={kind: frozenset(normalise(w) for w in words) for kind, words in data["marks"].items()},
        near=kin(labels),
        short={
            normalise(word): LabelMatch(element, 1.0, _SHORT_RANK)
            for element, words in data.get("short", {}).items()
            for word in words
        },
        several={key: tuple(meant) for key, meant in data.get("several", {}).items()},
        coded={element: frozenset(keys) for element, keys in data.get("coded", {}).items()},
        words=read_field_words(
            {name: table for name, table in data["english"].items() if name != "silent"},
            data["english"]["silent"],
            {"": data["spoken"]["silent"], **data["spoken"]["meanings"]},
            data["syllables"],
            {"": {label: match.element for label, match in labels.items() if not match.also}}
            | {group: own.labels for group, own in columns.items()},
        ),
    )


_OWN_ELEMENTS = {
    "materials": ("material_", "blank_form", "sample_form"),
    "fees": ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "online_payment"),
}


def _columns(group: str, entry: Mapping[str, Mapping[str, list[str]]], elements: Mapping[str, object]) -> Columns:
    """Labels and keys of a group, with those of the elements that are its parts anyway."""
    labels = {normalise(w): part for part, words in entry["labels"].items() for w in words}
    parts = {key: part for part, keys in entry["parts"].items() for key in keys}
    for element, own in elements.items():
        if element.startswith(_OWN_ELEMENTS[group]) and isinstance(own, dict):
            for label in own["labels"]:
                labels.setdefault(normalise(label), element)
            for key in own.get("fields", ()):
                parts.setdefault(key, element)
    return Columns(labels=labels, parts=parts, fields=frozenset(entry["fields"]))
