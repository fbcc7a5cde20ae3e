"""Findings of a comparison and the second look (比对二次核查): which stand, and on how many looks they rest. Pure.

Such a finding rests on two pages: that of the region's own item and that of the publication it is held against. Each
may have been looked at again, because a finding of its own region rests on it or because this one does. It stands where
the items compared as they were seen then show it too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome
from crawler.verdicts.second_look import DISAGREE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.domain.check import Defect, Verdict
    from crawler.domain.kin import CoreFacts, Kin

Page = tuple["CoreFacts", str]
"""An item as published somewhere, and the id of a look that something of it was read off."""


def says_else(kin: Kin) -> bool:
    """Whether a second look at any of the pages says anything else than the first."""
    return any(one.changed for kinship in kin.kinships for one in (kinship.own, *kinship.others))


def upheld(first: Sequence[Verdict], second: Sequence[Verdict], kin: Kin) -> tuple[Verdict, ...]:
    """The verdicts of the first view, with those findings that the second one shows, too; the others are withdrawn."""
    again = {verdict.check: verdict for verdict in second}
    own = {kinship.own.key: kinship.own for kinship in kin.kinships}
    return tuple(_upheld(verdict, again[verdict.check], own) if verdict.defects else verdict for verdict in first)


def pages_of(defect: Defect, own: Mapping[str, CoreFacts]) -> Iterator[Page]:
    """The pages that a finding of a comparison rests on; none where it is not about an item that is there."""
    mine = own.get(defect.item or "")
    if mine is not None and defect.about.evidence is not None:
        yield mine, defect.about.evidence
        place = None if defect.beside is None else defect.beside.place(defect.element)
        if defect.beside is not None and place is not None and place.evidence is not None:
            yield defect.beside, place.evidence


def _upheld(first: Verdict, second: Verdict, own: Mapping[str, CoreFacts]) -> Verdict:
    left = Counter(kind_of(defect) for defect in second.defects)
    stand: list[Defect] = []
    gone: list[Defect] = []
    for defect in first.defects:
        pages = tuple(pages_of(defect, own))
        if left[kind_of(defect)]:
            left[kind_of(defect)] -= 1
            twice = bool(pages) and all(id_ in facts.repeats for facts, id_ in pages)
            stand.append(replace(defect, looks=2) if twice else defect)
        else:
            gone.append(replace(defect, withdrawn=_why(pages, own)))
    if stand:
        return replace(first, defects=tuple(stand), withdrawn=tuple(gone))
    return replace(first, outcome=Outcome.CANT_TELL, defects=(), withdrawn=tuple(gone), reason=DISAGREE)


def _why(pages: Sequence[Page], own: Mapping[str, CoreFacts]) -> str:
    """Why a finding is withdrawn: which page said something else, when, and the evidence of that look."""
    for facts, id_ in sorted(pages, key=lambda page: not page[0].changed):
        repeat = facts.repeats.get(id_)
        if repeat is None:
            continue
        when = "" if repeat.captured_at is None else f" {repeat.captured_at:%Y-%m-%d %H:%M} UTC"
        how = " (用浏览器)" if repeat.rendered else ""
        whose = "" if own.get(facts.key) is facts else f"{facts.region_name}的页面"
        return f"第二次查看{whose}{how}{when}时没有再发现 (证据 {repeat.evidence})"
    return "按第二次查看的内容重新比对时没有再发现"
