"""Rows of cells without titles (无表头的行), known by what all of them hold: questions and answers, fees.

`["评审费", "300元/人", "发改价格〔2019〕412号"]` is a fee by its name, its amount and the number of its basis;
`["可以委托他人吗？", "可以。"]` is a question with its answer. A cell that may be several things is left open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.extract.answers import headed_rows
from crawler.extract.answers.shape import Row, numbered
from crawler.extract.guide.draft import unread
from crawler.extract.guide.value_kinds import told
from crawler.extract.labels.questions import is_asked
from crawler.extract.lists.tables import GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.extract.answers.rows import JsonRows
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

_TITLES = {
    "question": "问题",
    "answer": "答案",
    "fee_name": "收费项目名称",
    "fee_standard": "收费标准",
    "fee_basis": "收费依据",
}
_FEE = re.compile(r"[^，。；：\d]{1,30}(?:(?<!收)费用?|基金|保证金)(?:[（(][^（）()]{1,30}[)）])?")
_LAW = re.compile(r"《[^《》]{2,60}》")
_QUESTION = re.compile(r"(?:问|[Qq]\d*)\s*[:：.、].+")
_OF_A_FEE = ("fee_standard", "fee_basis", "fee_reduction", "fee_reduction_basis", "online_payment")
_PAIR, _WIDEST, _SEVERAL = 2, 8, 2
_OPEN = "columns without titles: their values do not tell which says this"


class _Untitled(NamedTuple):
    """The rows of a list by the titles that they would have, and whether a column is left that nothing tells."""

    group: str
    rows: list[Row]
    left: bool


def put(key: str, value: Any, at: str, *, lists: JsonRows, draft: Draft, labels: LabelDictionary) -> bool:
    """Read a table of arrays whose columns its first row or a page of the portal titles, or their values tell."""
    if headed_rows.put(key, value, at, lists=lists, labels=labels):
        return True
    rows = numbered(key, value)
    shown = (group for group, own in labels.columns.items() if rows and own.shown & rows[0].keys())
    group = next(shown, None)
    if group is not None and (titles := labels.columns[group].titles).keys() >= rows[0].keys():
        places = {titles[name]: place for name, place in rows[0].places.items()}
        rows = [Row({titles[name]: cell for name, cell in row.items()}, places) for row in rows]
    named = labels.group_of_field(key) or GROUP_OF_ELEMENT.get(labels.element_of_field(key) or "")
    found = None if group else _by_values(value, named)
    group, rows = (found.group, found.rows) if found is not None else (group, rows)
    since = len(draft.fees)
    if group is None or not lists.read(group, key, [(f"{at}/{number}", row) for number, row in enumerate(rows)], at):
        return False
    if found is not None:
        _leave_open(draft, since, at, found)
    return True


def _by_values(value: Any, wanted: str | None) -> _Untitled | None:
    """Rows of cells as a list of the guide, if all of them agree; `wanted` is the list that their key names."""
    rows = _cells(value)
    if not rows:
        return None
    columns = dict(enumerate(zip(*rows, strict=True)))
    told_of = {"faq": _questions(columns, named=wanted == "faq"), "fees": _fees(columns)}
    for group, parts in told_of.items():
        if parts and wanted in {group, None}:
            titles = {number: _TITLES[part] for number, part in parts.items()}
            places = {title: str(number) for number, title in titles.items()}
            made = [Row({title: row[number] for number, title in titles.items()}, places) for row in rows]
            return _Untitled(group, made, len(parts) < len(columns))
    return None


def _leave_open(draft: Draft, since: int, at: str, found: _Untitled) -> None:
    """What a column that nothing tells may say of each fee is unread, not missing; `since` is the first of them."""
    if found.group != "fees" or not found.left:
        return
    for number, fee in enumerate(draft.fees[since:], start=since):
        gaps = {
            part: unread(part, _OPEN, evidence=draft.evidence, locator=f"{at}/{number - since}")
            for part in _OF_A_FEE
            if part not in fee.readings
        }
        draft.fees[number] = replace(fee, readings={**fee.readings, **gaps})
        for part, gap in gaps.items():
            draft.seen.setdefault(part, gap)


def _cells(value: Any) -> list[list[str]]:
    """The rows, each as wide as the others and made of texts and numbers; none for anything else."""
    if not isinstance(value, list) or not value or not all(isinstance(row, list) for row in value):
        return []
    if not _PAIR <= len(value[0]) <= _WIDEST or len({len(row) for row in value}) > 1:
        return []
    if any(isinstance(cell, dict | list | bool) for row in value for cell in row):
        return []
    return [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in value]


def _questions(columns: Mapping[int, Sequence[str]], *, named: bool) -> dict[int, str]:
    """Two columns, the first of questions and nothing else, the second of none; several where no key names them."""
    if len(columns) != _PAIR or (len(columns[0]) < _SEVERAL and not named):
        return {}
    asked = all(_QUESTION.fullmatch(one) or is_asked(one) for one in columns[0])
    answered = all(one and not one.endswith(("？", "?")) for one in columns[1])
    return {0: "question", 1: "answer"} if asked and answered else {}


def _fees(columns: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """A column of names of fees and one of amounts, with that of their basis; none where two may be one of these."""
    names = [number for number, said in columns.items() if all(map(_FEE.fullmatch, said))]
    amounts = [n for n, said in columns.items() if all(said) and told("fees", said) == "fee_standard"]
    if len(names) != 1 or len(amounts) != 1:
        return {}
    found = {names[0]: "fee_name", amounts[0]: "fee_standard"}
    bases = [n for n, said in columns.items() if n not in found and all(map(_is_basis, said))]
    return found | ({bases[0]: "fee_basis"} if len(bases) == 1 else {})


def _is_basis(said: str) -> bool:
    return told("fees", [said]) == "fee_basis" or _LAW.search(said) is not None
