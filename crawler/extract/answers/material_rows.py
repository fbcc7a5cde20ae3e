"""What keys of a material in an answer say only together (材料): numbers of originals and copies, codes of its kind.

Systems use these codes differently. One list has 1 for 证件证书证明, 2 for 申请表格文书 and 3 for 其他; others count
原件, 复印件 and both. Where the rows say original or copy elsewhere, or forms and certificates have the codes of the
first list, it is the first one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import State
from crawler.extract.answers import shape
from crawler.extract.answers.codes import OWN_CODES
from crawler.extract.answers.values import counts, originals
from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from crawler.domain.elements import Reading

LISTED = ("material_original", "material_type", "material_source", "material_necessity", "material_form")
"""Parts of a material that a code list may tell."""
_KEPT_OR_NOT = frozenset({"material_necessity", "material_source", "material_issuer"})
"""Parts that are missing only where the list has a column for them."""
_KINDS = {"1": "证件证书证明", "2": "申请表格文书", "3": "其他"}
_LIKE = {
    "1": re.compile(r"(?:证书?|执照|户口[簿本]|护照|身份证明|许可证)(?:[（(].*[)）]|原件|复印件|正?副本)*$"),
    "2": re.compile(r"(?:申请|登记|申报|备案|报名|审批|申领|变更|报审)(?:表|书)|承诺书|委托书|[^图报代手][表]$"),
}
"""What the names of certificates and forms end with."""
_IF_NEEDED = {"1": "必要", "0": "非必要"}
_ASKING = re.compile(r"^(?:is|if|sf)|flag$", re.IGNORECASE)
_NEEDED = re.compile(r"(?:material_?)?(?:necessary|required|mandatory|compulsory)", re.IGNORECASE)
"""Keys that say what a material is, which is as good as asking; `necessity` has a list of kinds."""
_OF_IT = re.compile(r"[a-z]{2,12}_?(?:Is|_is_?)(?:[Nn]eed|[Mm]ust|[Rr]equire|[Nn]ecessary|[Mm]andatory)(?:ed|d)?")
"""Keys that ask so of what they name before: `attIsRequire`, `mater_is_need`."""
_NOT_ALWAYS = re.compile(r"非必[要需]|不(?:一定)?必[要需]|容缺(?:后补)?")
_CASE = re.compile(
    r"(?:时|的|情形|情况)(?:下|应当|需要?|[应须])?(?:提[供交]|填[写报]|报送)?。?$|^(?:如|若|仅|涉及|属于|适用)"
)
_CASE_OF_SEVERAL = re.compile(
    r"(?:^|[，,；;。])(?:[^，,；;。]+(?:时|的|情形|情况)(?:下|应当|需要?|[应须])?(?:提[供交]|填[写报]|报送)|如|若|仅|涉及|属于|适用)"
)
"""The same in one of several clauses: 委托他人办理的提供，原件."""
_OF_NEED = re.compile(r"(?:is_?|material_?)?(?:need|necess|must|requir|essential|biyao|bixu)", re.IGNORECASE)
_TELLS = re.compile(r"[\u4e00-\u9fff]{3}")
_SHORTEST_CASE, _LONGEST_CASE = 3, 120
_WANTED = r"(?:script|paper|file|doc)?_?(?:provide|provided|need|needed|require|required|submit|flag)?"
_TICKED = (
    ("原件", re.compile(rf"(?:is|has|need|if)?_?orig(?:in(?:al)?)?_?{_WANTED}", re.IGNORECASE)),
    ("复印件", re.compile(rf"(?:is|has|need|if)?_?(?:photo)?copy_?{_WANTED}", re.IGNORECASE)),
    ("电子件", re.compile(rf"(?:is|has|need|if)?_?elec(?:tronic)?_?{_WANTED}", re.IGNORECASE)),
)
"""Keys that ask of each whether it is wanted."""
_NUMBER_IN_WORDS = re.compile(r"0|\d{1,2}[份张本套页]|(?:各|一式)?[若干几数一二两三四五六七八九十]{1,3}[份张本套页]?")
"""A number of copies that is more, or less, than a number."""


_ANSWERS = frozenset({"是", "否"})
_ASKS_ELSE = re.compile(
    r"show|enable|status|stamp|seal|shar|upload|licen|cert|sample|exempt|free|defer|toler|miss|elec|origin|copy|del|common"
    r"|check|audit|online|scan|promise|commit|容缺|盖章|共享|承诺|证照|原件|复印|免|样|审|gx|rq|dzzz|cn$",
    re.IGNORECASE,
)
"""Keys that ask for something else than whether a material is needed."""
_MAY_BE_NEED = "yes and no stand under a field name that is not known: they may say whether it is needed"


def kept_nowhere(parts: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The keys of a need, a source or an issuer that hold null in each row: a place of the system that nobody uses.

    It is no column of the guide, as an empty text or one null beside a value is.
    """
    asked = (key for key, part in parts.items() if part in _KEPT_OR_NOT)
    return tuple(key for key in asked if all(row.get(key) is None for row in rows))


def flagged(part: str, key: str, words: str) -> str | None:
    """What a key says that asks (`isOriginal: 1`, `ifRequired: 0`): 原件, 必要 or 非必要; None for any other."""
    asks = _ASKING.search(key) or (part == "material_necessity" and (_NEEDED.fullmatch(key) or _OF_IT.fullmatch(key)))
    if not asks:
        return None
    if part == "material_necessity":
        return _IF_NEEDED.get(words)
    return "原件" if part == "material_original" and words in {"1", "true"} else None


def asked(word: str | None, flag: str | None) -> str | None:
    """What a code says by a list, or by the key that asks: a list of yes and no says less than the key."""
    return flag if word is None or (flag is not None and word in _ANSWERS) else word


def is_bare_code(part: str, key: str, words: str) -> bool:
    """Whether a value is a code of original or copy of which nothing tells what it means: `originalType: 2`."""
    return part == "material_original" and key.isascii() and (words.isdigit() or words in {"true", "false"})


def kinds(rows: Sequence[Mapping[str, Any]], parts: Mapping[str, str | None]) -> Mapping[str, str]:
    """The words of the codes of the kind in some rows, of whose keys the parts are known; none where nothing tells."""
    places = {part: key for key, part in parts.items() if part is not None}
    kind, name, own = (places.get(part) for part in ("material_type", "material_name", "material_original"))
    if kind is None or name is None:
        return {}
    codes = [str(row.get(kind) or "").strip().removeprefix("0") for row in rows]
    if not any(codes) or any(code and code not in _KINDS for code in codes):
        return {}
    told: set[str] = set()
    wrong = False
    for code, row in zip(codes, rows, strict=True):
        called = str(row.get(name) or "").strip()
        meant = next((each for each, names in _LIKE.items() if names.search(called)), None)
        told |= {code} if meant == code else set()
        wrong |= meant is not None and code in _LIKE and meant != code
    apart = (own is not None and any(row.get(own) for row in rows)) or any(originals(row) is not None for row in rows)
    if wrong or len(told) < (1 if apart else len(_LIKE)):
        return {}
    return {each: word for code, word in _KINDS.items() for each in (code, f"0{code}")}


def complete(
    parts: dict[str, Reading],
    node: Mapping[str, Any],
    pointer: str,
    kinds: Mapping[str, str],
    read: Callable[[str, str, str, str, str], Reading],
) -> None:
    """Put into the parts of a row what its numbers of originals and copies and the code of its kind say."""
    own = parts.get("material_original")
    told = own is not None and own.stated and not own.text.isdigit()  # copyNum: 1 beside 原件 is how many of it
    if (counted := originals(node)) is not None and not (told and counted.words.startswith("复印件")):
        at = f"{pointer}/{shape.place(node, counted.key)}"
        parts["material_original"] = read("material_original", counted.words, counted.number, at, counted.key)
        kept, alone = parts.get("material_copies"), sum(counts(key) is not None for key in node) == 1
        if kept.text == "0" if kept is not None else alone:  # where one kind alone is counted, that is how many
            parts["material_copies"] = read("material_copies", counted.number, counted.number, at, counted.key)
    elif own is None and parts:
        _ticked(parts, node, pointer, read)
    elif own is not None and ((known := parts.get("material_copies")) is None or not known.stated):
        _count_in_words(parts, own, node, pointer, read)
    if (need := parts.get("material_necessity")) is not None and _NOT_ALWAYS.fullmatch(need.text):
        notes = parts.get("material_filling_notes")
        said = {reading.quote or "" for reading in parts.values()}
        case = _case(node, need.label or "", said, (notes.quote or "") if notes is not None else "")
        parts["material_necessity"] = replace(need, value=f"{need.text}（{case}）") if case else need
    elif need is None and parts and (key := _may_be_need(node, parts)) is not None:
        evidence = next(iter(parts.values())).evidence or ""
        at = f"{pointer}/{shape.place(node, key)}"
        parts["material_necessity"] = unread(
            "material_necessity", _MAY_BE_NEED, evidence=evidence, locator=at, label=key
        )
    if (kind := parts.get("material_type")) is not None and kind.text in kinds:
        parts["material_type"] = replace(kind, value=kinds[kind.text])
    elif kind is not None and kind.text.isdigit():
        parts["material_type"] = replace(kind, state=State.UNREAD, value=None, quote=kind.label, reason=OWN_CODES)


def _ticked(
    parts: dict[str, Reading],
    node: Mapping[str, Any],
    pointer: str,
    read: Callable[[str, str, str, str, str], Reading],
) -> None:
    """Original and copy, where a row answers for each whether it is wanted: `originalProvide: true`, `copyProvide`."""
    keys = [key for key, value in node.items() if isinstance(value, bool)]
    answers = [(word, key) for word, named in _TICKED for key in keys if named.fullmatch(key)]
    words = [word for word, _ in answers]
    if len(set(words)) != len(words) or not {"原件", "复印件"}.issubset(words):
        return
    wanted = [(word, key) for word, key in answers if node[key]]
    if wanted:
        said, at = "、".join(word for word, _ in wanted), f"{pointer}/{shape.place(node, wanted[0][1])}"
        parts["material_original"] = read("material_original", said, str(node[wanted[0][1]]).lower(), at, wanted[0][1])


def _count_in_words(
    parts: dict[str, Reading],
    own: Reading,
    node: Mapping[str, Any],
    pointer: str,
    read: Callable[[str, str, str, str, str], Reading],
) -> None:
    """A number of originals in words, or none, is that of copies: `originCount: 2份` says no more of originals."""
    key = own.label
    if key is None or key not in node:
        return
    said = str(node[key]).strip()
    if counts(key) != "原件" or not _NUMBER_IN_WORDS.fullmatch(said):
        return
    at = f"{pointer}/{shape.place(node, key)}"
    parts["material_copies"] = read("material_copies", said, said, at, key)
    if own.stated:
        parts["material_original"] = read("material_original", f"原件{said}", said, at, key)


def _may_be_need(node: Mapping[str, Any], parts: Mapping[str, Reading]) -> str | None:
    """The key of an answer to a question that nobody knows, where no other says whether the material is needed."""
    known = {reading.label for reading in parts.values()}
    asked = (key for key, value in node.items() if key not in known and isinstance(value, str) and value in _ANSWERS)
    return next((key for key in asked if not _ASKS_ELSE.search(key)), None)


def _case(node: Mapping[str, Any], need: str, read: Collection[str], notes: str) -> str | None:
    """The case in which a material is needed, under a key of its own that nobody knows: `fbyqk: 委托办理时提供`.

    One that begins as the key of the need itself does holds it in whatever words: `needDesc` beside `needFlag`; not
    where it was read as something else than notes (`requirementBasis`).
    """
    texts = {key: " ".join(value.split()) for key, value in node.items() if isinstance(value, str)}
    texts = {key: text for key, text in texts.items() if _SHORTEST_CASE <= len(text) <= _LONGEST_CASE}
    own = [text for key, text in texts.items() if key != need and _OF_NEED.match(key) and _TELLS.search(text)]
    own = [t for t in own if not _NOT_ALWAYS.fullmatch(t) and t[0] != "《" and (t == notes or t not in read)]
    if len(own) == 1 and (_OF_NEED.match(need) or _OF_IT.fullmatch(need)):
        return own[0]
    left = [text for key, text in texts.items() if node[key] not in read]
    cases = [text for text in left if _CASE.search(text) or _CASE_OF_SEVERAL.search(text)]
    return cases[0] if len(cases) == 1 else None
