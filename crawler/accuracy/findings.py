"""Comparing what the checks found on a gold entry with what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from crawler.accuracy.readings import folded
from crawler.domain.check import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.accuracy.gold import Gold, GoldFinding
    from crawler.domain.check import Defect, Verdict
    from crawler.domain.records import ServiceGuide

_Place: TypeAlias = "tuple[str | None, str | None]"

_ONE_EACH = ("material_", "blank_form", "sample_form")
"""A defect about one of these that names no material is one finding, of one material or form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One check about one entry: findings that were right, missed and false, and whether it decided."""

    check: str
    found: int
    missed: tuple[GoldFinding, ...]
    false: tuple[Defect, ...]
    decidable: bool
    undecided: bool
    reason: str
    otherwise: str | None
    """What was expected of the outcome, where it came out otherwise without a finding being right or wrong."""

    @property
    def right(self) -> bool:
        """Whether the check said what the page says."""
        return not (self.missed or self.false or self.otherwise or (self.decidable and self.undecided))


def compare_findings(gold: Gold, verdicts: Sequence[Verdict], guide: ServiceGuide | None = None) -> Iterator[Judged]:
    """Every check that judged the entry."""
    hosts = _hosts(guide)
    for verdict in verdicts:
        wanted = [d for d in gold.defects if d.check == verdict.check]
        found, missed, false = _matched(wanted, verdict.defects, hosts)
        doubted, unasked = verdict.check in gold.cant_tell, verdict.check in gold.inapplicable
        otherwise = None
        if doubted and verdict.outcome is not Outcome.CANT_TELL:
            otherwise = "cant_tell"
        elif unasked and verdict.outcome is not Outcome.INAPPLICABLE:
            otherwise = "inapplicable"
        yield Judged(
            check=verdict.check,
            found=found,
            missed=missed,
            false=false,
            decidable=not doubted,
            undecided=verdict.outcome is Outcome.CANT_TELL,
            reason=verdict.reason or verdict.outcome.value,
            otherwise=otherwise if not verdict.defects else None,
        )


def not_built(golds: Sequence[Gold], built: frozenset[str]) -> tuple[str, ...]:
    """Checks that the gold set speaks of and nobody has built, or that are misspelt there."""
    told = {
        check
        for gold in golds
        for check in (
            *(d.check for d in gold.defects),
            *(check for check, _ in gold.near_misses),
            *gold.cant_tell,
            *gold.inapplicable,
        )
    }
    return tuple(sorted(told - built))


def _hosts(guide: ServiceGuide | None) -> Mapping[_Place, str]:
    """The name of the material by the place of each of its forms, and by the file: a finding may name neither."""
    hosts: dict[_Place, str] = {}
    for material in guide.materials if guide is not None else ():
        for form in (*material.blank_forms, *material.sample_forms):
            hosts[form.reading.evidence, form.reading.locator] = material.name.text
            if form.file is not None:
                hosts[form.file.evidence, None] = material.name.text
    return hosts


def _matched(
    wanted: Sequence[GoldFinding], got: Sequence[Defect], hosts: Mapping[_Place, str]
) -> tuple[int, tuple[GoldFinding, ...], tuple[Defect, ...]]:
    """Findings against those that are right: how many were found, which were missed, which are false."""
    left = list(got)
    missed = []
    for one in sorted(wanted, key=lambda d: d.of is None):  # those that name their material take theirs first
        same = [d for d in left if _is(one, d, hosts)]
        if not same:
            missed.append(one)
        for taken in same[:1] if not one.of and any(e.startswith(_ONE_EACH) for e in one.elements) else same:
            left.remove(taken)
    return len(wanted) - len(missed), tuple(missed), tuple(left)


def _is(wanted: GoldFinding, got: Defect, hosts: Mapping[_Place, str]) -> bool:
    if got.element not in wanted.elements and wanted.elements != ("*",):
        return False
    if wanted.of is None:
        return True
    of = folded(wanted.of)
    evidence = got.about.evidence
    host = hosts.get((evidence, got.about.locator)) or hosts.get((evidence, None))
    return any(of in folded(text) for text in (host, got.subject_name, got.about.value, got.quote) if text)
