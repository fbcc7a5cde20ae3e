"""The files of a guide's forms (附件): what was fetched, put where the guide offers it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.assembly.form_pages import stated_by, tries_at
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind
from crawler.domain.values.guide_forms import told_by_files
from crawler.page.files.viewers import viewed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.domain.evidence import Target
    from crawler.domain.records import FormAttachment, FormFile, Material, ServiceGuide

_GUESSED = 0.5
"""Confidence in the address of a file that a page is told to show."""
_GONE = frozenset({404, 410})
_NUMBERED = re.compile(r"[^/]*\d[^/]*")
_FEWEST = 3
_SHARE = 3
"""Of the files asked for in one way that many came for each that did not, where the way is the portal's."""


def _way(target: Target) -> tuple[str, ...]:
    """What addresses of files have in common that were made in one way: all but what tells one file from another."""
    parts = urlsplit(target.url)
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
    return target.method, parts.netloc.lower(), _NUMBERED.sub("#", parts.path.rpartition("/")[0]), *names


@dataclass(slots=True)
class _Tally:
    came: int = 0
    gone: int = 0


@dataclass(slots=True)
class FormFiles:
    """Puts the files that were fetched where the guides of a region offer them.

    `read` reads a file; `fronts` are the contents of the portal's front page.
    """

    evidence: Iterable[Evidence]
    read: Callable[[Evidence, str], FormFile]
    fronts: frozenset[str]
    _ways: dict[tuple[str, ...], _Tally] = field(init=False)

    def __post_init__(self) -> None:
        """Count how often each way of making the address of a file led to one."""
        best: dict[str, Evidence] = {}
        for one in self.evidence:
            if one.kind is PageKind.FORM and (one.target.key not in best or one.state is FetchState.FETCHED):
                best[one.target.key] = one
        self._ways = defaultdict(_Tally)
        for one in best.values():
            tally = self._ways[_way(one.target)]
            tally.came += one.state is FetchState.FETCHED and one.sha256 not in self.fronts
            tally.gone += _is_gone(one)

    def put(self, guide: ServiceGuide, looks: Sequence[Evidence]) -> ServiceGuide:
        """The guide with the files that looks at its forms brought."""
        by_target: dict[str, list[Evidence]] = defaultdict(list)
        for one in looks:
            by_target[one.target.key].append(one)

        def filled(attachment: FormAttachment) -> FormAttachment:
            return self._filled(attachment, by_target, looks)

        def material(one: Material) -> Material:
            blanks, samples = (
                tuple(replace(filled(form), of=one.name.text) for form in forms)
                for forms in (one.blank_forms, one.sample_forms)
            )
            return told_by_files(replace(one, blank_forms=blanks, sample_forms=samples))

        return replace(
            guide,
            materials=tuple(material(m) for m in guide.materials),
            forms=tuple(filled(a) for a in guide.forms),
            chart=filled(guide.chart) if guide.chart is not None else None,
        )

    def _filled(
        self, attachment: FormAttachment, by_target: dict[str, list[Evidence]], looks: Sequence[Evidence]
    ) -> FormAttachment:
        tries = by_target.get(attachment.target.key if attachment.target else "", [])
        if not any(one.state is FetchState.FETCHED for one in tries):
            tries = tries_at(attachment, looks) or tries
        if not tries and attachment.target is not None:
            # What a viewer fetches for its reader may not open to us: only a file that comes so is told of as one.
            tries = by_target.get(viewed(attachment.target).key, [])
            if not any(one.state is FetchState.FETCHED for one in tries):
                attachment = replace(attachment, reading=replace(attachment.reading, confidence=_GUESSED))
        if not tries:
            return attachment
        best = next((e for e in reversed(tries) if e.state is FetchState.FETCHED), tries[-1])
        best = _shown_by(best, looks) or best
        # Applications answer addresses that they do not know with their front page: a path that we completed.
        front = attachment.reading.confidence < 1 and best.sha256 in self.fronts
        came = best.state is FetchState.FETCHED and not front
        filled = replace(
            stated_by(attachment),
            target=best.target,
            file=self.read(best, attachment.name) if came else None,
            failure=Failure.EMPTY_SHELL if front else best.failure,
            status=best.status,
            looks=sum(1 for e in tries if e.attempts),
        )
        sure = _is_gone(best) and attachment.reading.confidence < 1 and self._leads(best.target)
        return replace(filled, reading=replace(filled.reading, confidence=1.0)) if sure else filled

    def _leads(self, target: Target) -> bool:
        """Whether most files came that were asked for in the same way: then the address of this one is no guess."""
        tally = self._ways[_way(target)]
        return tally.came >= max(_FEWEST, _SHARE * tally.gone)


def _shown_by(page: Evidence, looks: Sequence[Evidence]) -> Evidence | None:
    """The one file that a page was found to show in itself, where it came."""
    if page.state is not FetchState.FETCHED or "html" not in (page.content_type or ""):
        return None
    shown = [one for one in looks if one.kind is PageKind.FORM and one.parent == page.id]
    return shown[0] if len(shown) == 1 and shown[0].state is FetchState.FETCHED else None


def _is_gone(one: Evidence) -> bool:
    return (one.failure is Failure.HTTP_4XX and one.status in _GONE) or one.failure is Failure.SOFT_404
