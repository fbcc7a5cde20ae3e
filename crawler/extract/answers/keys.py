"""Which element, list or part a key of a JSON object stands for: by its name, by the key above it, by its values."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from crawler.domain.values import time_limit, visits
from crawler.extract.answers import (
    named_steps,
    orders,
    pair_texts,
    pairs,
    results,
    several_uses,
    shape,
    unknown_columns,
    values,
)
from crawler.extract.answers.code_tables import CONTAINERS
from crawler.extract.answers.codes import is_strange, is_word_of
from crawler.extract.answers.fitting import (
    LIMITS,
    SHORTEST_CODE,
    below_ways,
    but_no_body,
    but_of_base,
    filled,
    fits,
    fits_or_asks,
    is_of_its_kind,
    is_own_name,
    may_be_by_words,
    may_be_of_body,
    names_beside,
    way_of,
    ways_of_delivery,
)
from crawler.extract.answers.joint_keys import below
from crawler.extract.answers.words import said_beside, said_in_words, worded
from crawler.extract.guide import loosely, meant, unknown
from crawler.extract.labels.dictionary import LabelMatch, field_name
from crawler.extract.labels.field_names import SAYING
from crawler.extract.labels.questions import RANK_OF_QUESTIONS
from crawler.extract.lists.tables import GROUP_OF_ELEMENT
from crawler.page.json_tree import Flat
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_KNOWN, _KNOWN_PARTS = 3, 2
_COPIES = frozenset({"material_copies"})
"""What `fs` may stand for beside the name of a material, where it holds numbers (份数), and not ways (方式)."""
_ABOUT = re.compile(r"_?(?:info|desc|description|content)$", re.IGNORECASE)
_LONGEST_LIMIT = 12
_OF_ROWS = ("material_", "blank_form", "sample_form", "fee_")
_OF_MATERIALS = ("material_", "blank_form", "sample_form")
_FILES = frozenset({"blank_form", "sample_form", "result_sample", "flow_chart"})
_YES_OR_NO = frozenset({"是", "否", "有", "无", "1", "0"})
_ADDRESS_END = re.compile(
    r"(?<=.{4})_?(?:url|uri|href|link|addr(?:ess)?|dz|lj|di_?zhi|lu_?jing|lian_?jie)$", re.IGNORECASE
)
_OWN_LISTS = frozenset({"special_step", "intermediary", "result_name", "result_sample"})
"""What an answer may give as a list of objects that is none of the guide's lists, whatever stands in them."""
_NAMING = {
    "fees": re.compile(r"(?:fee|charge)(?:name|item|stand|standard)$|sf(?:xm|xmmc|bz)$"),
    "windows": re.compile(r"(?:window|transact|lobby|hall)(?:addr|address|tel|phone|time|hours)$|ck(?:mc|dz|dh)$"),
    "steps": re.compile(r"(?:activity|link|step|node|flow|process|phase|stage)(?:name|title)$|(?:hj|bz|lc|jd)mc$"),
}
"""Keys that only the rows of these lists have, whatever the list is called (list, rows, data)."""
_OF_AN_ITEM = frozenset({"name", "implementation_code", "item_type", "case_type", "promised_time_limit"})
_OF_WINDOWS = frozenset({"place", "hours", "consultation_phone", "traffic"})
_SAYS_PLACE = re.compile(r"(?:addr|address|place|didian|dizhi|地[点址])$", re.IGNORECASE)
"""Keys that mean a place and nothing else, so that one that is badly said (本单位) is one all the same."""
_NEEDED = {"fees": frozenset({"fee_name"}), "windows": frozenset({"place"}), "steps": frozenset({"name"})}
_OF_A_FEE = frozenset({"fee_name", "fee_standard"})
_ABOUT_A_FEE = frozenset({"fee_status", "fee_reduction", "online_payment"})
_MATERIAL_NAME = re.compile(r"mater|(?:stuff|document|dossier)s?_?(?:name|title)$|cl(?:mc|name)")
_BARE_NAMES = frozenset({"title", "name"})
_LAW_NAME = re.compile(r"(?:by)?law|legal|regulation|statute|(?:fl)?fg(?:mc|name)|yj(?:mc|name)")


class JsonKeys:
    """The keys of one answer."""

    def __init__(self, labels: LabelDictionary) -> None:
        self.labels = labels

    def elements(self, node: Mapping[str, Any], holder: str = "") -> dict[str, str]:
        """Key to element, generic keys only beside three other known ones, `name` below `outcome` as its name."""
        found = {key: element for key in node if (element := self._element(key, node[key])) is not None}
        for key in _unspoken(node, found):
            del found[key]
        several = {key: named for key in node if (named := self.labels.several_of_field(key))}
        found |= several_uses.reasons(node, several, found)
        for key, named in several.items():
            fitting = several_uses.fitting(key, named, node[key], filled(found, node).values())
            if len(fitting) == 1:
                found[key] = fitting[0]
        if (standard := several_uses.beside_conditions(node, several, found)) is not None:
            found[standard] = "review_standard"
        for key in node.keys() - found.keys() - several.keys():
            leads = json_address(node[key]) is not None
            code = SAYING.sub("", key)  # sfwb_dictText beside sfwb says that in words
            heard = {e for e in self.labels.heard(code if code in node else key) if leads or e != "online_entry"}
            if leads:  # zxsbdz: 在线申报 with 地址 at its end
                heard |= self.labels.heard(_ADDRESS_END.sub("", key)) & {"online_entry"}
            heard -= _FILES if str(node[key]).strip() in _YES_OR_NO else set()
            fitting = [e for e in heard if may_be_of_body(e, node[key]) and fits_or_asks(e, key, node[key])]
            fitting = but_no_body(fitting, node[key])
            if len(fitting) == 1:
                found[key] = fitting[0]
        for key in node.keys() - found.keys() - several.keys():
            fitting = [e for e in self.labels.words.candidates(key) if fits(e, node[key])]
            if len(fitting) == 1:
                found[key] = fitting[0]
        posted = [key for key in node if "courier" in self.labels.words.candidates(key)]
        found |= ways_of_delivery(node, posted, found)
        if holder and not holder.isascii():
            found |= below(node, holder, found, self.labels, fits)
        elif holder:
            for key in node.keys() - found.keys():
                element = self._element(f"{holder}_{key}", node[key]) if key.isascii() else None
                if element is not None and element not in found.values() and not is_own_name(element, node[key]):
                    found[key] = element
        found |= results.specimens(node, holder, found) | results.named(node, found)
        for key in node.keys() - found.keys() - several.keys():
            if self.labels.generic_element_of_field(key) == "conditions" and pairs.sentences(node[key]):
                found[key] = "conditions"
        if len(found) >= _KNOWN:
            for key in node:
                element = self.labels.generic_element_of_field(key)
                if element == "implementation_code" and len(str(node[key])) < SHORTEST_CODE:
                    continue  # the state of the answer
                if element == "short_name" and not pairs.is_telling(node[key]):
                    continue  # a name for machines
                if element == "update_date" and not (node[key] and is_of_its_kind(element, node[key])):
                    continue  # no day was put down
                if element == "item_type" and is_strange(element, str(node[key])):
                    continue  # the kind of whatever the system numbers
                own = element is not None and not values.belongs_elsewhere(element, worded(node[key], "")[0])
                if key not in found and element is not None and own and element not in found.values():
                    found[key] = element
        told = set(found.values())
        if told & _OF_A_FEE and told <= {*_OF_A_FEE, *_ABOUT_A_FEE, "legal_basis"} and "fee_basis" not in told:
            # An object that tells of a fee and of nothing else: the law in it is that of the fee.
            found = {key: "fee_basis" if element == "legal_basis" else element for key, element in found.items()}
        return below_ways(but_of_base(found | _notes(node, found), node), self._way(holder))

    def holder(self, data: Any, pointer: str) -> str:
        """The key above what stands at a pointer; what a whole answer is wrapped in (`result`) names nothing in it."""
        names = [name for name in pointer.split("/") if name and not name.isdigit()]
        if not names:
            return ""
        if len(names) == 1 and field_name(names[0]) in CONTAINERS and isinstance(data, dict):
            beside = {key: value for key, value in data.items() if key != names[0]}
            return names[0] if self.elements(beside) else ""
        return names[-1]

    def _element(self, key: str, given: Any) -> str | None:
        """The element of a key, unless its value is a word of another element's list."""
        element = self.labels.element_of_field(key)
        value = worded(given, "")[0]
        if element is None or values.belongs_elsewhere(element, value):
            return None
        if element == "place" and json_address(value) is not None:
            return "online_entry"
        if element == "online_entry" and isinstance(value, str) and unknown.is_place(value):
            return "place"
        if element in several_uses.IN_WORDS_OR_DRAWN:
            return several_uses.in_words_or_drawn(element, value)
        if element == "place" and isinstance(given, dict) and not (isinstance(value, str) and unknown.is_place(value)):
            return None  # site: the portal, with its name
        if field_name(key) not in self.labels.fields and not may_be_by_words(element, value):
            return None
        in_words = isinstance(value, str) and not value.isascii()
        says_it = {"place": _SAYS_PLACE.search(key) is not None, "update_date": field_name(key) in self.labels.fields}
        badly_said = in_words and says_it.get(element, False)
        return element if badly_said or is_of_its_kind(element, value) else None

    def _way(self, key: str) -> str | None:
        return way_of(key, self.labels.element_of_field(key)) if key else None

    def group(self, key: str, value: Any, holder: str) -> str | None:
        """The list that objects are: by the words of its key, else by the keys and values of the objects."""
        if not isinstance(value, list) or not value or not all(isinstance(o, dict) for o in value):
            return None
        if self._way(key) is not None:
            return None  # ways to ask and to complain are no windows
        names = {field_name(key) for key in value[0]}
        shown = [group for group, own in self.labels.columns.items() if own.shown & names]
        if len(shown) == 1:  # name may name the rows of several lists
            return shown[0]
        sections = sum(shape.headed(row, self.labels) is not None for row in value)
        if sections >= min(_KNOWN_PARTS, len(value)) and sections * 2 >= len(value):
            return None  # headings of the guide with what stands below them
        named_so = GROUP_OF_ELEMENT.get(self.labels.element_of_field(key) or "")
        whole = len(value) == 1 and len({*self.elements(value[0]).values()} & _OF_AN_ITEM) >= _KNOWN
        by_sound = not named_so and not whole  # sxxx is the item itself, though its letters are those of 时限信息
        heard = [group for group in self.labels.columns if by_sound and self.labels.words.heard(key, group)]
        above = self.labels.group_of_field(holder)
        told = {*self.elements(value[0]).values()} - _OF_WINDOWS if len(value) == 1 else set()
        section = sum(not e.startswith(_OF_ROWS) for e in told) >= _KNOWN  # a block of the guide in a list of its own
        fitting: dict[str, int] = {}
        for group in filter(None, (named_so, *heard, above)):
            if group == "windows" and section:
                continue
            rows = [self.row(group, row) for row in value]
            parts = {self.labels.part(group, k) for k in rows[0]}
            all_told = {*parts, *self.parts(group, rows).values()}
            if len(parts - {None}) >= _KNOWN_PARTS or len(all_told) > _KNOWN_PARTS:
                if group == named_so:
                    return group
                fitting.setdefault(group, len(all_told - {None}))
        if fitting:  # yiju is what an item, a fee or a material rests on: the list of whose rows most is told
            held = values.group(value)
            if held is not None:
                fitting.setdefault(held, len(set(values.parts(held, value).values())))
            return max(fitting, key=lambda group: fitting[group])
        keys = {field_name(k) for k in value[0]}
        if {self.labels.part("faq", k) for k in keys} >= {"question", "answer"}:
            return "faq"
        if any(_MATERIAL_NAME.match(k) and self.labels.part("materials", k) == "material_name" for k in keys):
            return "materials" if len(keys) > 1 else None
        if self._are_materials(value[0]):
            return "materials"
        told = {part for k in keys if (part := self.labels.part("legal_basis", k)) is not None}
        if told >= {"law", "content"} and any(_LAW_NAME.match(k) for k in keys) and not section:
            return "legal_basis"
        elements = [self.labels.element_of_field(k) or "" for k in value[0]]
        if not any(e in _OF_AN_ITEM for e in elements):
            for group, naming in _NAMING.items():
                if group == "windows" and section:
                    continue
                told = {part for k in keys if (part := self.labels.part(group, k)) is not None}
                if _NEEDED[group] <= told and len(told) >= _KNOWN_PARTS and any(naming.match(k) for k in keys):
                    return group
        told = {e for e in elements if e}
        if "place" in told and len(told) >= _KNOWN_PARTS and told <= _OF_WINDOWS:
            return "windows"
        is_guide = sum(bool(e) and not e.startswith(_OF_ROWS) for e in elements) >= _KNOWN
        other = self.labels.element_of_field(key)
        return None if is_guide or other in _OWN_LISTS else values.group(value)

    def _are_materials(self, row: Mapping[str, Any]) -> bool:
        """Whether the keys of a row tell several parts of a material that nothing else has: its kind, need and form."""
        elements = {e for key in row if (e := self.labels.element_of_field(key)) is not None}
        own = {e for e in elements if e.startswith(_OF_MATERIALS)}
        named = any(self.labels.part("materials", key) == "material_name" for key in row)
        return named and len(own) >= _KNOWN and len(own) * 2 > len(elements)

    def row(self, group: str, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row of a list with its values under their labels, where it holds them as labels and values."""

        def is_column(label: str) -> bool:
            return self.labels.column(group, label) is not None

        if isinstance(node, Flat):
            return pair_texts.laid_beside(node, is_column)
        told = shape.labelled(node)
        if told is not None:
            return told
        beside = pair_texts.laid_beside(shape.unfolded(node, is_column), is_column)
        return shape.laid_open(beside, lambda key: self.labels.part(group, key))

    def parts(self, group: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
        """The parts that keys of a list stand for by what they hold, where their names are not known or wrong.

        None for a key that is named after one part and can be none.
        """
        keys = dict.fromkeys(key for row in rows for key in row)
        named = {k: part for k in keys if (part := self.labels.part(group, k)) is not None}
        wrong = {
            k for k, part in named.items() if values.contradicts(part, [r.get(k) for r in rows], k, {*named.values()})
        }
        right = {k: part for k, part in named.items() if k not in wrong}
        # A column that is empty in each row leaves its part to what another one holds.
        told = values.parts(group, rows, {k: part for k, part in right.items() if unknown_columns.is_filled(k, rows)})
        if group == "materials" and "material_copies" not in {*right.values(), *told.values()}:
            strange = (key for key in keys if key not in named and key not in told)
            counts = (key for key in strange if self.labels.words.heard(key, group) == _COPIES)
            told |= {k: "material_copies" for k in islice(counts, 1) if values.are_counts([r.get(k) for r in rows])}
        return {**dict.fromkeys(wrong), **told}

    def all_parts(self, group: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
        """The part that each key of a list stands for, by its name or by what it holds; None for a key without one."""
        keys = dict.fromkeys(key for row in rows for key in row)
        found = {key: self.labels.part(group, key) for key in keys} | self.parts(group, rows)
        found |= _titles_of_groups(found, rows) | orders.of_no_part(found, rows) | names_beside(found)
        if group == "steps":
            found |= values.told_behind_names(found, rows) | named_steps.names_in_place(found, rows)
        for key, code in said_beside(tuple(keys)):  # necessityDesc: 必要 beside necessity: 1 is no note
            part = found.get(code)
            told = [row[key] for row in rows if row.get(key)]
            if part is not None and part != found[key] and told and all(is_word_of(part, one) for one in told):
                found[key] = part
        return found

    def is_item(self, node: Any) -> bool:
        """Whether an object is a service item of a list: it has a name and a code, or holds an object that has."""
        if not isinstance(node, dict):
            return False
        elements = set(self.elements(node).values())
        if "name" in elements and elements & {"implementation_code", "basic_code", "handling_code", "local_code"}:
            return True
        return any(isinstance(v, dict) and self.is_item(v) for v in node.values())

    def labelled(self, label: str, value: Any, *, several: bool, before: str | None = None) -> LabelMatch | None:
        """The element of a label beside others: a short word and a question are labels there, and a value may tell.

        `before` is the element of the label before it.
        """
        match = self.labels.element_of(label)
        if match is not None or not several:
            return match
        element = pairs.label_of(label, self.labels)
        if element is None and isinstance(value, str) and pairs.is_telling(value):
            element = values.element(label, value)
        if element is not None:
            return LabelMatch(element, 1.0, RANK_OF_QUESTIONS)
        told = value if isinstance(value, str) else ""
        return meant.goes_on(label, before) or (loosely.by_head(label, told) if told else None)

    def newest(self, objects: Sequence[tuple[int, Any]]) -> tuple[int, Any] | None:
        """The newest version where a list holds several versions of one item."""
        items = [(n, o) for n, o in objects if self.is_item(o)]
        if len(items) < 2 or len(items) != len(objects):
            return None
        codes = {self.value_of(o, "implementation_code") for _, o in items}
        if len(codes) != 1 or None in codes:
            return None
        return max(items, key=lambda i: int(self._version(i[1]) or 0))

    def value_of(self, node: Mapping[str, Any], element: str) -> str | None:
        """The value of an element in an object or below it."""
        for key, value in node.items():
            if isinstance(value, dict) and (inner := self.value_of(value, element)) is not None:
                return inner
            if self.labels.element_of_field(key) == element and isinstance(value, str | int):
                return str(value)
        return None

    def _version(self, node: Mapping[str, Any]) -> str | None:
        for key, value in node.items():
            if field_name(key) in {"taskversion", "version"} and str(value).isdigit():
                return str(value)
            if isinstance(value, dict) and (inner := self._version(value)) is not None:
                return inner
        return None


def _unspoken(node: Mapping[str, Any], found: Mapping[str, str]) -> list[str]:
    """The keys of numbers that nobody knows, in an object that says its codes in words beside them: ITEM_SOURCE 1.

    What such a system shows of a code is its word: how an item came into it (事项来源) is no power source.
    """
    strange = [k for k, e in found.items() if e == "power_source" and is_strange(e, str(node[k]).strip())]
    return strange if strange and len(said_in_words(node)) >= _KNOWN else []


def _notes(node: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, str]:
    """The keys of limits that are notes on one: lawLimitInfo beside lawLimit, unless a limit is all that it says.

    What is said of the visits (toWinInfo) and gives no number is why people have to come.
    """
    limits = {field_name(key): element for key, element in found.items() if element in LIMITS}
    notes: dict[str, str] = {}
    for key, element in found.items():
        stem = _ABOUT.sub("", key)
        if element == "visits" and stem != key and _says(node[key]) and visits.parse(node[key]) is None:
            notes[key] = "visits_reason"
        said = str(node[key]) if stem != key and limits.get(field_name(stem)) == element else ""
        told = time_limit.parse(said)
        if said and (len(said) > _LONGEST_LIMIT or told is None or not told.well_formed):
            notes[key] = f"{element}_note"
    return notes


def notes_beside(found: Mapping[str, str]) -> frozenset[str]:
    """The keys of limits that have a note beside them: what it says (材料齐全的即时受理) is not the limit in words."""
    noted = LIMITS & {element.removesuffix("_note") for element in found.values() if element.endswith("_note")}
    return frozenset(key for key, element in found.items() if element in noted) if noted else frozenset()


def _titles_of_groups(found: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> dict[str, None]:
    """The keys `title` and `name` of rows of which most have a key of their own for that: 依据1 beside lawName."""
    bare = {key: part for key, part in found.items() if part is not None and field_name(key) in _BARE_NAMES}
    own = {part: key for key, part in found.items() if part in bare.values() and key not in bare}
    said = {part: [row[key] for row in rows if _says(row.get(key))] for part, key in own.items()}
    # What is the same of every row is their kind, and the bare key names them.
    named = {part: len(texts) for part, texts in said.items() if len(texts) == 1 or len(set(texts)) > 1}
    return {key: None for key, part in bare.items() if 2 * named.get(part, 0) >= len(rows) > 0}


def _says(value: Any) -> bool:
    return isinstance(value, str) and pairs.is_telling(value)
