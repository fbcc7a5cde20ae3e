"""The second look (二次核查): what an adverse finding rests on is asked again before the finding is released. Pure.

The archive holds looks of four turns: 1, 2 (what look 1 left open), 3: the pages that adverse findings rest on, and 4:
those that findings of a comparison with other regions rest on, which is made when the region is stored. Judging reads
them as two views of the region: as it was first seen, and the same with each page of look 3 in the place of the one
that it repeats. A finding stands that both show. What is compared takes look 4 in as well
(`crawler.comparison.comparing`); a region's own findings do not, so that they stay what they were when it was stored.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crawler.domain.check import Outcome, Severity
from crawler.domain.evidence import AT_A_COMPARISON, AT_A_FINDING, SECOND_TURNS, Evidence, FetchState, PageKind, Via
from crawler.domain.records import ItemList, ServiceItem
from crawler.verdicts.fold import SeenAgain
from crawler.verdicts.judge import judge_record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from crawler.assembly.region import Archive, RegionRecords
    from crawler.domain.check import Check, Defect, Verdict
    from crawler.domain.portal import PortalProfile
    from crawler.domain.records import ListedItem
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.verdicts.fold import Judged

SEVERITIES = {one: rank for rank, one in enumerate(Severity)}
"""The ranks of severities, the worst first."""
_NOT_REPEATED = frozenset({PageKind.ROBOTS, PageKind.ENGINE, PageKind.SECOND_NETWORK})
_OF_NO_ITEM = _NOT_REPEATED | {PageKind.HOME, PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.LINK}
"""Pages of which neither the rows of a list nor a guide are read; a front page counts its visitors."""

SECOND_LOOKS = 200
"""Pages a host that are looked at again, unless somebody says otherwise."""

DISAGREE = "两次查看的结果不一致, 未作判定"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The archive as one of its views; `repeats` leads from the id of a look to the look that repeats it."""

    archive: Archive
    looks: tuple[Evidence, ...]
    repeats: Mapping[str, Evidence]

    def evidence(self) -> Iterable[Evidence]:
        """The looks of this view."""
        return self.looks

    def payload(self, evidence: Evidence) -> bytes:
        """The payload of a look."""
        return self.archive.payload(evidence)


def first_view(archive: Archive) -> View:
    """The region as it was first seen."""
    looks = tuple(one for one in archive.evidence() if one.look not in SECOND_TURNS)
    return View(archive=archive, looks=looks, repeats={})


def second_view(archive: Archive, turns: Collection[int] = frozenset({AT_A_FINDING})) -> View:
    """The region with every page that was looked at again as it was then. A look that did not come repeats nothing."""
    everything = tuple(one for one in archive.evidence() if one.look in turns or one.look not in SECOND_TURNS)
    answers = [one for one in everything if one.look in turns and _is_answer(one) and not is_call(one)]
    again = {_same(one): one for one in answers}
    # A browser shows what the scripts of a page say, too: its word counts for the page as it came.
    again |= {_same(replace(one, via=Via.HTTP)): one for one in answers if _is_shown(one)}
    calls: dict[str, list[Evidence]] = defaultdict(list)
    for one in everything:
        if is_call(one) and one.look in turns:
            calls[one.parent or ""].append(one)
    repeats: dict[str, Evidence] = {}
    for one in everything:
        repeated = again.get(_same(one))
        if one.look >= AT_A_FINDING or is_call(one) or repeated is None:
            continue  # Visits of the watch have numbers far above; nothing repeats them.
        # Where the page was seen, only a page that was seen repeats it.
        if one.state is not FetchState.FETCHED or repeated.state is FetchState.FETCHED:
            repeats[one.id] = repeated
    looks: list[Evidence] = []
    there: set[str] = set()
    for one in everything:
        if one.look in turns or (is_call(one) and one.parent in repeats):
            continue
        repeated = repeats.get(one.id)
        if repeated is None:
            looks.append(one)
            continue
        if one.state is repeated.state is FetchState.FAILED:
            looks.append(one)  # What failed again failed once more, which checks count.
        if repeated.id not in there:  # Looks 1 and 2 at one address are repeated by one.
            there.add(repeated.id)
            looks += [*calls[repeated.id], repeated]
    repeats |= {one.id: repeats[one.parent] for one in everything if is_call(one) and one.parent in repeats}
    # What hung on the page hangs on the page that repeats it: a link, a part of a guide.
    joined = (
        replace(one, parent=repeats[one.parent].id) if one.parent is not None and one.parent in repeats else one
        for one in looks
    )
    return View(archive=archive, looks=tuple(joined), repeats=repeats)


class AdverseLooks:
    """The looks that adverse findings rest on alone, noted while a region is judged.

    What failed in the same way twice was looked at twice already, and so was a page that was seen before.
    """

    def __init__(self, evidence: Iterable[Evidence], checks: Mapping[str, Check[Any]]) -> None:
        self._looks = {one.id: one for one in evidence}
        self._counts = _same_answers(self._looks.values())
        self._rank = {name: SEVERITIES[check.severity] for name, check in checks.items()}
        self._worst: dict[str, int] = {}

    def noted(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        """The same records, as they pass by."""
        for one in judged:
            for verdict in one.verdicts:
                for defect in verdict.defects:
                    self._note(defect.rests_on or "", self._rank[verdict.check])
            yield one

    def _note(self, evidence: str, rank: int) -> None:
        look = page_of(self._looks.get(evidence), self._looks)
        if look is None or not can_be_repeated(look):
            return
        if rank < self._worst.get(look.id, len(SEVERITIES)) and self._counts[_answer(look)] <= 1:
            self._worst[look.id] = rank

    def to_repeat(self, *, host_of: Callable[[str], str], most: int) -> tuple[str, ...]:
        """Ids of the looks to repeat, the worst first, `most` a host.

        Where an earlier attempt repeated some of them they are named again, for their answers decide how others are
        asked.
        """
        done = {
            _same(replace(one, via=Via.HTTP) if _is_shown(one) else one)
            for one in self._looks.values()
            if one.look == AT_A_FINDING and one.state is not FetchState.PLANNED and not is_call(one)
        }
        chosen: list[str] = []
        of_host: Counter[str] = Counter()
        # By id among equals, which is a hash: those that a bound leaves out are of every kind.
        for id_ in sorted(self._worst, key=lambda one: (self._worst[one], hashlib.sha256(one.encode()).digest())):
            host = host_of(self._looks[id_].target.url)
            if of_host[host] < most:
                of_host[host] += 1
                chosen.append(id_)
        return () if all(_same(self._looks[one]) in done for one in chosen) else tuple(chosen)


class Reviewing:
    """Puts the verdicts of the second view beside those of the first. `judged` comes items first, then list, portal."""

    def __init__(
        self, archive: Archive, profile: PortalProfile, labels: LabelDictionary, checks: Mapping[str, Check[Any]]
    ) -> None:
        self._looks = {one.id: one for one in archive.evidence()}
        self._counts = _same_answers(self._looks.values())
        self._checks = checks
        self._again = ReadAgain(archive, profile, labels)
        compared = any(one.look == AT_A_COMPARISON for one in self._looks.values())
        self._compared = ReadAgain(archive, profile, labels, SECOND_TURNS) if compared else self._again

    def of(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        """The same records with verdicts that rest on both looks, and findings that say on how many.

        Items come with what is compared of their second look.
        """
        for one in judged:
            verdicts = tuple(self._reviewed(one))
            again = self._compared.seen(one.record) if isinstance(one.record, ServiceItem) else None
            yield replace(one, verdicts=verdicts, again=again)

    def _reviewed(self, one: Judged) -> Iterator[Verdict]:
        doubtful = [v for v in one.verdicts if any(self._repeat(defect) is not None for defect in v.defects)]
        again = {v.check: v for v in self._judged_again(one, doubtful)} if doubtful else {}
        for verdict in one.verdicts:
            if not verdict.defects:
                yield verdict
            elif verdict.check in again:
                yield self._settled(verdict, again[verdict.check])
            else:
                yield replace(verdict, defects=tuple(self._counted(defect) for defect in verdict.defects))

    def _judged_again(self, one: Judged, doubtful: Sequence[Verdict]) -> Sequence[Verdict]:
        record = one.record
        if isinstance(record, ServiceItem) and not self._again.may_change(record.key):
            return doubtful  # The same bytes say the same: most pages are as they were an hour ago.
        names = {verdict.check for verdict in doubtful}
        asked = {name: check for name, check in self._checks.items() if name in names}
        if isinstance(record, ServiceItem):
            item = self._again.item(record)
            return judge_record(item, asked) if item is not None else ()
        if isinstance(record, ItemList):
            # Guides were not all read again: what is known of the items is what the first view knows.
            known = {row.key: row for row in record.items}
            listed = self._again.records.item_list()
            rows = tuple(known.get(row.key, row) for row in listed.items)
            return judge_record(replace(listed, items=rows), asked)
        return judge_record(self._again.records.portal(), asked)

    def _settled(self, first: Verdict, second: Verdict) -> Verdict:
        """Each defect of the first look that the second was about stands where it shows as many of its kind."""
        left = Counter(kind_of(defect) for defect in second.defects)
        stand: list[Defect] = []
        gone: list[Defect] = []
        for defect in first.defects:
            repeat = self._repeat(defect)
            if repeat is None:
                stand.append(self._counted(defect))
            elif left[kind_of(defect)]:
                left[kind_of(defect)] -= 1
                stand.append(replace(defect, looks=self._counted(defect).looks + 1))
            else:
                gone.append(replace(defect, withdrawn=_why(repeat)))
        if stand:
            return replace(first, defects=tuple(stand), withdrawn=tuple(gone))
        return replace(first, outcome=Outcome.CANT_TELL, defects=(), withdrawn=tuple(gone), reason=DISAGREE)

    def _repeat(self, defect: Defect) -> Evidence | None:
        return self._again.repeats.get(defect.rests_on or "")

    def _counted(self, defect: Defect) -> Defect:
        look = self._looks.get(defect.rests_on or "")
        looks = 1 if look is None else max(1, self._counts[_answer(look)]) + seen_before(look)
        return defect if looks == defect.looks else replace(defect, looks=looks)


class ReadAgain:
    """The items of a region as they were when their pages were looked at again in some turns."""

    def __init__(
        self,
        archive: Archive,
        profile: PortalProfile,
        labels: LabelDictionary,
        turns: Collection[int] = frozenset({AT_A_FINDING}),
    ) -> None:
        self._looks = {one.id: one for one in archive.evidence()}
        self._view = second_view(archive, turns) if any(one.look in turns for one in self._looks.values()) else None
        self.repeats = self._view.repeats if self._view is not None else {}
        self._changes = _Changes(self._looks, self.repeats)
        self._profile = profile
        self._labels = labels
        self._last: tuple[str, ServiceItem | None] | None = None

    @cached_property
    def records(self) -> RegionRecords:
        """The second view, read."""
        from crawler.assembly import region  # noqa: PLC0415 - what reads pages takes a second to load

        assert self._view is not None
        return region.RegionRecords(self._view, self._profile, self._labels)

    @cached_property
    def _rows(self) -> dict[str, ListedItem]:
        return {row.key: row for row in self.records.item_list().items}

    def may_change(self, item: str) -> bool:
        """Whether an item of that key may be read to other words."""
        return self._changes.may_change(item)

    def item(self, first: ServiceItem) -> ServiceItem | None:
        """An item as it was then; None where it has neither a row nor had one."""
        if self._last is None or self._last[0] != first.key:
            row = self._rows.get(first.key) or first.row
            self._last = first.key, None if row is None else self.records.item(row)
        return self._last[1]

    def seen(self, first: ServiceItem) -> SeenAgain | None:
        """What was looked at twice of an item's guide, and how it was read then; None where nothing was."""
        read_off = [self._looks[id_] for id_ in first.guide.evidence if id_ in self._looks]
        repeats: dict[str, Evidence | None] = {one.id: None for one in read_off if seen_before(one)}
        again = {one.id: self.repeats[one.id] for one in read_off if one.id in self.repeats}
        if not repeats and not again:
            return None
        return SeenAgain(
            repeats=repeats | again, item=self.item(first) if again and self.may_change(first.key) else None
        )


class _Changes:
    """Of which items a second look may say anything else than the first.

    An item is read off its own looks and off what all items share: lists, the way to them, scripts. Where each of those
    that was repeated brought the same answer once more, it would be read to the same words.
    """

    def __init__(self, looks: Mapping[str, Evidence], repeats: Mapping[str, Evidence]) -> None:
        serves = Counter(repeat.id for repeat in repeats.values())
        changed = [
            looks[id_].item
            for id_, repeat in repeats.items()
            if looks[id_].kind not in _OF_NO_ITEM and (serves[repeat.id] > 1 or not _is_same_page(looks[id_], repeat))
        ]
        self._items = frozenset(changed)

    def may_change(self, item: str) -> bool:
        """Whether an item of that key has to be read again."""
        return None in self._items or item in self._items


def _is_same_page(first: Evidence, repeat: Evidence) -> bool:
    """Whether two looks over HTTP brought the same page, byte by byte, and all that reading it goes by."""
    over_http = first.via is repeat.via is Via.HTTP
    came = first.state is repeat.state is FetchState.FETCHED and first.sha256 is not None
    return over_http and came and _what_is_read(first) == _what_is_read(repeat)


def _what_is_read(look: Evidence) -> tuple[object, ...]:
    return look.sha256, look.url, look.status, look.content_type, look.disposition, look.failure


def seen_before(look: Evidence) -> bool:
    """Whether an earlier run has surely seen the same page: the host calls it unchanged by a strong entity tag.

    A date or a weak tag may stay what it was while the page is mended: such a page is asked for in full once more, so
    that no office is blamed for what it no longer says.
    """
    return look.unchanged and bool(look.etag) and not str(look.etag).startswith("W/")


def _why(repeat: Evidence) -> str:
    when = "" if repeat.captured_at is None else f" {repeat.captured_at:%Y-%m-%d %H:%M} UTC"
    how = " (用浏览器)" if repeat.via is Via.BROWSER else ""
    return f"第二次查看{how}{when}时没有再发现 (证据 {repeat.id})"


def kind_of(defect: Defect) -> tuple[str | None, str | None, str, str]:
    """What makes two defects of one check and one subject the same, as their id does."""
    name = "".join((defect.subject_name or "").split())
    return defect.item, None if defect.subject is None else defect.subject.value, name, defect.element


def _same(look: Evidence) -> tuple[str, str, str | None, str]:
    return look.kind.value, look.target.key, look.item, look.via.value


def _is_shown(look: Evidence) -> bool:
    return look.via is Via.BROWSER and look.state is FetchState.FETCHED


def _answer(look: Evidence) -> tuple[str, str, str, str]:
    """Equal for looks at one address, in one way, that ended in the same failure; each page that came is by itself."""
    ended = look.id if look.state is FetchState.FETCHED else f"{look.failure} {look.status}"
    return look.target.key, look.via.value, look.state.value, ended


def _same_answers(looks: Iterable[Evidence]) -> Counter[tuple[str, str, str, str]]:
    """How many turns ended alike; one look may serve several items."""
    turns = {(_answer(one), one.look) for one in looks if one.attempts and one.look not in SECOND_TURNS}
    return Counter(answer for answer, _ in turns)


def _is_answer(look: Evidence) -> bool:
    """Whether a look says something about the portal: the page, or a failure that lasts."""
    if look.state is FetchState.FETCHED:
        return True
    return look.state is FetchState.FAILED and look.failure is not None and not look.failure.transient


def is_call(look: Evidence) -> bool:
    """Whether a rendered page made it."""
    return look.kind is PageKind.API and look.via is Via.BROWSER


def can_be_repeated(look: Evidence) -> bool:
    """Whether a look is repeated where a finding rests on it: not rules of robots, nor what an earlier run saw, too."""
    return look.kind not in _NOT_REPEATED and not seen_before(look)


def page_of(look: Evidence | None, looks: Mapping[str, Evidence]) -> Evidence | None:
    """The look to repeat: of a call that a rendered page made, the page. None where there is nothing to repeat."""
    if look is not None and is_call(look):
        look = looks.get(look.parent or "")
    if look is None or look.state is FetchState.SKIPPED or look.state is FetchState.PLANNED:
        return None
    return look
