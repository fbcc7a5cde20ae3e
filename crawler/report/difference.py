"""Difference between two rounds (轮次差异): what changed for each defect and item, and whose doing it was. Pure.

A change counts as the portal's only where both rounds looked at the same thing, in the same way and by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crawler.domain.check import Severity


class Change(StrEnum):
    """What became of a defect or an item from the earlier round to the later one."""

    APPEARED = "appeared"
    """The item is new."""
    VANISHED = "vanished"
    """The item is gone."""
    MENDED = "mended"
    BROKEN = "broken"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not_comparable"


class Cause(StrEnum):
    """Whose doing a change is."""

    SITE = "site"
    RULES = "rules"
    """Another version of the check or of what reads the page, or the check was asked in one round only."""
    RENDERER = "renderer"
    """The page was fetched plainly in one round and through a browser in the other."""
    SAMPLE = "sample"
    """The item was not drawn in one of the rounds."""
    OBSERVATION = "observation"
    """One of the rounds could not see it."""


_OF_KIN = "consistency."
"""Family of the checks that hold a region against other regions and rounds: its own pages do not decide alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFinding:
    """A defect as stored. `item` is the key of its service item, None for the portal or its list."""

    finding: str
    check: str
    version: int
    severity: Severity
    item: str | None
    item_name: str | None
    element: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenItem:
    """An item as stored: whether its guide was asked for, and what its pages were."""

    name: str | None
    asked: bool
    pages: frozenset[str] = frozenset()
    """SHA-256 of the pages that were read."""
    ways: frozenset[str] = frozenset()
    """http, browser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenVerdict:
    """What one check answered about one subject."""

    outcome: Outcome
    version: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRegion:
    """What a round holds of one region.

    `checks` are those that its observations rest on, `portal` stands for what is no item's. `verdicts` need only hold
    the answers about subjects of either round's findings. `list_read`: the list was read to its end. `sampled`: `items`
    are those of a sample, so an item that is not among them says nothing.
    """

    program: str
    list_read: bool
    checks: Mapping[str, int]
    items: Mapping[str, SeenItem]
    portal: SeenItem
    findings: Mapping[str, SeenFinding]
    verdicts: Mapping[tuple[str, str | None], SeenVerdict]
    sampled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change. `finding` is None where it is about an item itself."""

    change: Change
    cause: Cause | None
    item: str | None
    item_name: str | None
    finding: SeenFinding | None = None
    versions: tuple[int | None, int | None] = (None, None)
    note: str | None = None


def differences(before: SeenRegion, after: SeenRegion) -> Iterator[Difference]:
    """Every change of one region from the earlier round to the later one: its items, then its defects."""
    yield from _of_items(before, after)
    for finding in sorted(before.findings.keys() | after.findings.keys()):
        old, new = before.findings.get(finding), after.findings.get(finding)
        if old is not None and new is not None:
            versions = (old.version, new.version)
            yield Difference(
                change=Change.UNCHANGED, cause=None, item=new.item, item_name=new.item_name, finding=new,
                versions=versions,
            )  # fmt: skip
        elif old is not None:
            yield _one_sided(old, before, after, gone=True)
        elif new is not None:
            yield _one_sided(new, after, before, gone=False)


def _of_items(before: SeenRegion, after: SeenRegion) -> Iterator[Difference]:
    for change, here, there in ((Change.VANISHED, before, after), (Change.APPEARED, after, before)):
        for key in sorted(here.items.keys() - there.items.keys()):
            cause, note = _absent(there)
            yield Difference(
                change=change if cause is Cause.SITE else Change.NOT_COMPARABLE,
                cause=cause,
                item=key,
                item_name=here.items[key].name,
                note=note,
            )


def _absent(there: SeenRegion) -> tuple[Cause, str | None]:
    """Why an item of the other round is not in this one."""
    if not there.list_read:
        return Cause.OBSERVATION, "the list was not read to its end"
    if there.sampled:
        return Cause.SAMPLE, "the item was not drawn, or is not listed"
    return Cause.SITE, None


def _one_sided(finding: SeenFinding, here: SeenRegion, there: SeenRegion, *, gone: bool) -> Difference:
    """A defect that only one of the rounds found; `gone` when that is the earlier one."""

    def is_(change: Change, cause: Cause, note: str | None = None) -> Difference:
        other = there.checks.get(finding.check)
        versions = (finding.version, other) if gone else (other, finding.version)
        return Difference(
            change=change, cause=cause, item=finding.item, item_name=finding.item_name, finding=finding,
            versions=versions, note=note,
        )  # fmt: skip

    if finding.check not in there.checks:
        return is_(Change.NOT_COMPARABLE, Cause.RULES, "the check was asked in one round only")
    own, other = _subject(here, finding.item), _subject(there, finding.item)
    if other is None:
        cause, note = _absent(there)
        if cause is not Cause.SITE:
            return is_(Change.NOT_COMPARABLE, cause, note)
        return is_(Change.VANISHED if gone else Change.APPEARED, cause)
    if not other.asked:
        return is_(Change.NOT_COMPARABLE, Cause.SAMPLE, "the item was not drawn")
    # A list check answers once for the whole list; its defects name the items.
    verdict = there.verdicts.get((finding.check, finding.item)) or there.verdicts.get((finding.check, None))
    if verdict is None or verdict.outcome in {Outcome.CANT_TELL, Outcome.UNTESTED}:
        return is_(Change.NOT_COMPARABLE, Cause.OBSERVATION, verdict.reason if verdict else None)
    return is_(Change.MENDED if gone else Change.BROKEN, *_cause(finding, own, other, verdict, here, there))


def _cause(  # noqa: PLR0917 - both sides of the question
    finding: SeenFinding,
    own: SeenItem | None,
    other: SeenItem,
    verdict: SeenVerdict,
    here: SeenRegion,
    there: SeenRegion,
) -> tuple[Cause, str | None]:
    if finding.version == verdict.version and finding.check.startswith(_OF_KIN):
        return Cause.SITE, "what it was held against may have changed: another region, another round"
    same_page = own is not None and bool(own.pages) and own.pages == other.pages
    if finding.version != verdict.version:
        return (
            Cause.RULES,
            None if same_page else "the page changed too: `recheck` the earlier round to tell them apart",
        )
    if same_page:
        return Cause.RULES, None if here.program == there.program else "another version of the program read the page"
    if own is not None and own.ways and other.ways and own.ways != other.ways:
        return Cause.RENDERER, "fetched plainly in one round, through a browser in the other"
    return Cause.SITE, None


def _subject(region: SeenRegion, item: str | None) -> SeenItem | None:
    return region.portal if item is None else region.items.get(item)


def counted(found: Collection[Difference]) -> dict[tuple[Change, Cause | None], int]:
    """How many changes there are of each kind and cause, in the order of the two lists."""
    changes, causes = list(Change), [None, *Cause]
    return {
        (change, cause): number
        for change in changes
        for cause in causes
        if (number := sum(1 for one in found if (one.change, one.cause) == (change, cause)))
    }
