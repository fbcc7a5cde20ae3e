"""Field names by their words (字段名): `materialOriginal`, `accept_condition` and `bldd` name their element too.

Portals name the fields of their answers as they like: English words, put together, or Chinese labels by their first
letters. What the dictionary does not list is taken apart; a name that fits several elements fits none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.labels import misspelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
SAYING = re.compile(r"_?(?:(?:dict_?)?(?:text|label)|txt|name|desc|cn|zh|str|val(?:ue)?|mc|words)$", re.IGNORECASE)
"""Ends of the keys that say in words what the key without them gives as a code: `itemType_dictText`, `levelMc`."""
PLACE_ENDS = re.compile(
    r"(?<=..)(?<!jian)_?(?:dz|lj|(?:(?:wen|fu)_?jian)?_?(?:di_?zhi|lu_?jing|lian_?jie)?)$", re.IGNORECASE
)
"""Ends of the keys that hold the address of what the key without them names: `kbbgdz`, `kongBaiBiaoGeWenJianLuJing`."""
ASKED_BY = re.compile(r"(?:client?|clieng|attach|annex|file|fj)?(?:guid|uuid|id)s?$")
"""Ends of the keys that hold the identifier of a file."""
_FILE_ASKED_BY = re.compile(
    r"_?(?:[Ff]ile|[Aa]tt(?:ach(?:ment)?|a)?|[Aa]nnex|FILE|ATTACH)?_?(?:[Gg]uid|[Uu]uid|[OoUu]?[Ii]d|[GU]UID|[OU]?ID)s?$"
)
"""The same, marked off from the words before it."""
_OF_FILES = frozenset({"result_sample", "flow_chart"})
"""The elements of a guide that a file gives."""
ENCODED = re.compile(r"_?(?:base_?64|rich_?text|html)$", re.IGNORECASE)
"""Ends of keys that say how a text is written."""
_SPOKEN_ENDS = ("mc", "sm", "xx", "nr", "ms", "details", "detail", "content", "info")
"""名称, 说明, 信息, 内容, 描述 behind the letters of a label, or such a word in English: `blsjDetails`."""
_CODED_END = re.compile(r"(?<=[a-z])(?:D[Mm]|Code)$|_(?:dm|DM|code|CODE)$")
"""代码, marked off from the letters of a label: `clxsDm` is the code of 材料形式."""
_JOINING = ("", "和", "与", "及", "或")
_JOINS = re.compile(r"(?<=..)[和与及或](?=..)")
_OF_ITEMS = "sx"
"""事项 before the letters of a label."""
_UNSPOKEN = re.compile(r"[^\u4e00-\u9fff]")
_NOTHING = "none"
"""The entry of the keys that name no element, though their words without the silent ones would."""
_HOURS = frozenset({"hours"})
_OF_LIMITS = frozenset({"limit", "timelimit", "deadline"})
_INITIALS = re.compile(r"[b-df-hj-np-tv-z]{4,}")
"""First letters of a label, of which no word is spelled."""
_ASKING = "is"
_WHETHER = re.compile(r"^是否(?=允许|支持|提供|需要|涉及)")
"""What labels begin with that some keys leave out before a verb: yxjm of 是否允许减免."""
_ROWS = {"materials": "material", "fees": "fee", "faq": "question"}
"""By list, the meaning of its own name."""
_FEWEST_LETTERS = 4
_FEWEST_IN_ROWS = 2
"""In the rows of a list that is known two letters are enough: WT and DA of a question."""
_MOST_WORDS = 5
_LONGEST_KEY = 40


@dataclass(frozen=True)
class FieldWords:
    """The words of field names. `meanings` are those a word may have, `rules` the elements by the meanings of a key.

    `rules` has a table for the guide itself (the empty name) and one for the rows of each list; `spoken` has
    the same tables for the first letters of labels, and their whole sound.
    """

    meanings: Mapping[str, frozenset[str]]
    silent: frozenset[str]
    rules: Mapping[str, Mapping[frozenset[str], str]]
    spoken: Mapping[str, Mapping[str, frozenset[str]]]
    short: Mapping[str, str] = field(default_factory=dict)
    """Words without their vowels, as `RSLT` and `LMT`, with a word of that one meaning."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """How the characters of the labels are spoken."""
    said: frozenset[str] = frozenset()
    """The words that are Chinese ones in Latin letters: `banli`."""
    spelt: frozenset[str] = frozenset()
    """The words of which a slip is no other word: not those that are Chinese ones in Latin letters."""
    mixed: Mapping[str, Mapping[tuple[str, str], frozenset[str]]] = field(default_factory=dict)
    """By letters of a label's beginning and meaning of its end: `zrr` and theme, of 自然人主题."""

    def element(self, key: str, group: str = "") -> str | None:
        """The element, or in the rows of a list the part, that a field name stands for by its words."""
        found = self._candidates(key, group) or self._candidates(SAYING.sub("", key), group)
        if not found and not group and (bare := _FILE_ASKED_BY.sub("", key)) != key:
            found = self._candidates(bare, group) & _OF_FILES
        return next(iter(found)) if len(found) == 1 and _NOTHING not in found else None

    def candidates(self, key: str, group: str = "") -> frozenset[str]:
        """All that a field name may stand for by its words, or by its sound where it has none."""
        return self._of_guides(key) if not group else self._candidates(key, group) - {_NOTHING}

    @cached_property
    def _of_guides(self) -> Callable[[str], frozenset[str]]:
        """The same for the guide itself, of which each key is asked again in every answer."""
        return remembered(lambda key: self._candidates(key, "") - {_NOTHING})

    def _candidates(self, key: str, group: str) -> frozenset[str]:
        """The same, or nothing as an entry of its own."""
        if len(key) > _LONGEST_KEY or not key.isascii():
            return frozenset()
        parts = [part.lower() for part in _PARTS.findall(key)]
        joined = self._joined(parts)
        found = self._named(key, group, joined) if joined != parts else frozenset()
        return found or self._named(key, group, parts)

    def meanings_of(self, key: str) -> frozenset[str] | None:
        """All that the words of a key may mean, those that say nothing left out; None where one is not known."""
        words = self._words(self._joined([part.lower() for part in _PARTS.findall(key)]))
        return frozenset(m for word in words if word in self.meanings for m in self.meanings[word]) if words else None

    def fragments(self, key: str) -> frozenset[str]:
        """What those words of a key mean that are known, whatever stands beside them; nothing where none is."""
        words = [word for part in self._joined([p.lower() for p in _PARTS.findall(key)]) for word in self._cut(part)]
        return frozenset(m for word in words if word in self.meanings for m in self.meanings[word])

    @cached_property
    def meant_by(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """By table and element, or part, all that the words of a key for it may mean."""
        found: dict[str, dict[str, frozenset[str]]] = {}
        for group, rules in self.rules.items():
            meant = found.setdefault(group, {})
            for rule, element in rules.items():
                meant[element] = meant.get(element, frozenset()) | rule
        return found

    def _joined(self, parts: Sequence[str]) -> list[str]:
        """The parts of a key with each word together that is written apart: `on_site`, of on and site."""
        joined: list[str] = []
        for part in parts:
            if joined and (whole := joined[-1] + part) in self.meanings:
                joined[-1] = whole
            else:
                joined.append(part)
        return joined

    def _named(self, key: str, group: str, parts: Sequence[str]) -> frozenset[str]:
        """What the parts of a key mean together."""
        words = self._words(parts)
        whole = self.heard(key, group) if self.said.issuperset(words) else frozenset()
        if whole or not words:
            return whole
        rules = self.rules.get(group, {})
        loud = [word for word in words if word not in self.silent]
        for chosen in (words, loud):
            found = {
                rules[meant]
                for meanings in product(*(self._meanings(word) for word in chosen))
                if (meant := self._own(frozenset(meanings), group)) in rules
            }
            if found == _HOURS and not _OF_LIMITS.isdisjoint(words):
                continue  # acceptLimit is how many, or how soon, and never when
            if chosen and found:
                return frozenset({_NOTHING} if _NOTHING in found else found)
        return self._mixed(key, group)

    def _own(self, meanings: frozenset[str], group: str) -> frozenset[str]:
        """Without the name of the list itself: materialBasis is the basis of a material."""
        own = _ROWS.get(group)
        return meanings - {own} if own is not None and len(meanings) > 1 else meanings

    def _meanings(self, word: str) -> Iterable[str]:
        return self.meanings.get(word, frozenset({word}))

    def _words(self, parts: Iterable[str]) -> tuple[str, ...]:
        """The words of the parts of a key; empty where one of them is not known."""
        words: list[str] = []
        for part in parts:
            if misspelt.says_nothing(part):
                continue
            cut = self._cut(part) if not part.isdigit() else ()
            if not cut and (word := misspelt.meant(part, self.spelt)) is not None:
                cut = (word,)
            if not cut:
                return ()
            words += cut
        loud = sum(word not in self.silent for word in words)
        return tuple(words) if loud <= _MOST_WORDS else ()

    def _cut(self, text: str) -> tuple[str, ...]:
        """A run of letters in known words, longest first; empty where it does not come out even."""
        if self._is_known(text):
            return (text,)
        if (whole := self.short.get(text)) is not None:
            return (whole,)
        for end in range(len(text) - 1, 1, -1):
            if self._is_known(text[:end]) and (rest := self._cut(text[end:])):
                return (text[:end], *rest)
        return ()

    def _is_known(self, word: str) -> bool:
        return word in self.meanings or word in self.silent

    def heard(self, key: str, group: str = "") -> frozenset[str]:
        """What a key may stand for by its sound; labels that begin alike share their letters."""
        letters = key.replace("_", "").replace("-", "").lower()
        table = self.spoken.get(group, {})
        fewest = _FEWEST_LETTERS if not group else _FEWEST_IN_ROWS
        names = [letters, *(letters.removesuffix(end) for end in _SPOKEN_ENDS if letters.endswith(end))]
        if (coded := _CODED_END.search(key)) is not None:
            names.append(key[: coded.start()].replace("_", "").replace("-", "").lower())
        names += [name.removeprefix(_OF_ITEMS) for name in names if name.startswith(_OF_ITEMS) and not group]
        names += [name.removeprefix(_ASKING) for name in names if name.startswith(_ASKING) and not group]
        if (behind := self.behind(key, group)) is not None:
            names.append(behind)
        heard = next((table[name] for name in names if len(name) >= fewest and name in table), frozenset())
        return heard or self._mixed(key, group)

    def behind(self, key: str, group: str = "") -> str | None:
        """The first letters of a label behind words that say nothing: sxlx of basic_sxlx; None for other keys.

        In the rows of a list what that is called says nothing either: tbxz of material_tbxz.
        """
        parts = [part.lower() for part in _PARTS.findall(key)]
        own = _ROWS.get(group)
        mute = all(one in self.silent or (own is not None and own in self._meanings(one)) for one in parts[:-1])
        letters = parts[-1] if len(parts) > 1 and mute else ""
        return letters if _INITIALS.fullmatch(letters) else None

    def _mixed(self, key: str, group: str) -> frozenset[str]:
        """What a key may stand for that spells the beginning of a label and has a word of another language for its end.

        `zrrTheme` and `bljgType` are 自然人主题 and 办理结果类型.
        """
        parts = [part.lower() for part in _PARTS.findall(key)]
        while len(parts) > _FEWEST_IN_ROWS and parts[-1] in self.silent:
            parts.pop()
        table = self.mixed.get(group, {})
        ends = self._meanings(parts[-1]) if len(parts) >= _FEWEST_IN_ROWS and self._is_known(parts[-1]) else ()
        return frozenset().union(*(table.get(("".join(parts[:-1]), end), frozenset()) for end in ends))

    def spoken_alike(self, label: str) -> str | None:
        """The element of the labels that are spoken as this one is (行使层及): the slip of those who type by sound."""
        said = [sound for sign in label if (sound := self.sounds.get(sign)) is not None]
        found = self.spoken.get("", {}).get("".join(said), frozenset()) if len(said) == len(label) else frozenset()
        return next(iter(found)) if len(found) == 1 else None


def read_field_words(
    english: Mapping[str, Mapping[str, list[str]]],
    silent: Iterable[str],
    spoken: Mapping[str, list[str]],
    syllables: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
) -> FieldWords:
    """The words from the tables of `labels.toml`; `labels` maps the labels of each table to their elements.

    `spoken` are Chinese words by what they mean, those that say nothing under the empty name.
    """
    tables = {"" if name == "elements" else name: table for name, table in english.items() if name != "meanings"}
    meanings: dict[str, set[str]] = {}
    for meaning, words in english["meanings"].items():
        for word in words:
            meanings.setdefault(word, set()).add(meaning)
    rules = {
        group: {frozenset(entry.split()): element for element, entries in table.items() for entry in entries}
        for group, table in tables.items()
    }
    for rule in (rule for table in rules.values() for rule in table):
        for word in rule - english["meanings"].keys():
            meanings.setdefault(word, set()).add(word)
    sounds = {sign: sound for sound, signs in syllables.items() for sign in signs}
    short = _without_vowels(meanings, silent)
    said = {meaning: {_sound(sounds, word) for word in words} for meaning, words in spoken.items()}
    mute = said.pop("", set())
    for meaning, sounded in said.items():
        for word in sounded - mute:
            meanings.setdefault(word, set()).add(meaning)
    sounding = frozenset().union(mute, *said.values())
    return FieldWords(
        meanings={word: frozenset(means) for word, means in meanings.items()},
        silent=frozenset(silent) | mute,
        rules=rules,
        spoken={group: _spoken(sounds, table) for group, table in labels.items()},
        short=short,
        sounds=sounds,
        said=sounding,
        spelt=frozenset(meanings).union(silent) - sounding,
        mixed={group: _mixed(sounds, table, spoken) for group, table in labels.items()},
    )


def _sound(sounds: Mapping[str, str], word: str) -> str:
    return "".join(sounds[sign] for sign in word)


def _mixed(
    sounds: Mapping[str, str], labels: Mapping[str, str], spoken: Mapping[str, list[str]]
) -> dict[tuple[str, str], frozenset[str]]:
    """Letters and sounds of the beginnings of labels, with the meanings of their last words."""
    found: dict[tuple[str, str], set[str]] = {}
    ends = [(word, meaning) for meaning, words in spoken.items() for word in words if meaning]
    for label, element in labels.items():
        for word, meaning in ends:
            begin = label.removesuffix(word)
            if begin == label or len(begin) < _FEWEST_IN_ROWS or not all(sign in sounds for sign in begin):
                continue
            for name in (_sound(sounds, begin), "".join(sounds[sign][0] for sign in begin)):
                found.setdefault((name, meaning), set()).add(element)
    return {pair: frozenset(elements) for pair, elements in found.items()}


def _without_vowels(meanings: Mapping[str, set[str]], silent: Iterable[str]) -> dict[str, str]:
    """The consonants of the known words; those of words that mean different things are left out."""
    found: dict[str, set[str]] = {}
    for word in (*meanings, *silent):
        bones = re.sub(r"(.)\1+", r"\1", word[0] + re.sub(r"[aeiou]", "", word[1:]))
        if bones != word and len(bones) >= _FEWEST_IN_ROWS:
            found.setdefault(bones, set()).add(word)
    alike = {bones: words for bones, words in found.items() if bones not in meanings}
    return {
        bones: min(words, key=len)
        for bones, words in alike.items()
        if len({frozenset(meanings.get(word, {""})) for word in words}) == 1
    }


def _joined_otherwise(label: str) -> set[str]:
    """A label, and the same with any other word between its two halves: 行政复议或诉讼, 行政复议和诉讼."""
    return {label, *(_JOINS.sub(word, label, count=1) for word in _JOINING)} if _JOINS.search(label) else {label}


def _spoken(sounds: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """First letters and whole sounds of the labels, with the elements that they may stand for."""
    found: dict[str, set[str]] = {}
    for label, element in labels.items():
        spoken = _UNSPOKEN.sub("", label)
        told = _WHETHER.sub("", spoken)
        ways = (spoken, spoken.replace("的", ""), told if len(told) >= _FEWEST_LETTERS else spoken)
        for word in {said for one in ways for said in _joined_otherwise(one)}:
            said = [sound for sign in word if (sound := sounds.get(sign)) is not None]
            if len(said) == len(word):
                halves = (
                    "".join(sound[0] for sound in said[:cut]) + "".join(said[cut:])  # ztxingzhi
                    for cut in range(_FEWEST_IN_ROWS, len(said) - 1)
                )
                for name in ("".join(said), "".join(sound[0] for sound in said), *halves):
                    found.setdefault(name, set()).add(element)
    return {name: frozenset(elements) for name, elements in found.items()}
