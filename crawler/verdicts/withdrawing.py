"""Taking findings back (撤回的问题): they are kept to be read, with the reason, and count no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.check import Defect, Verdict


def withdrawn(verdict: Verdict, why: str, which: Callable[[Defect], bool] = lambda _: True) -> Verdict:
    """A failed verdict without those findings; it cannot tell where none is left."""
    if verdict.outcome is not Outcome.FAILED:
        return verdict
    gone = tuple(replace(defect, withdrawn=why) for defect in verdict.defects if which(defect))
    if not gone:
        return verdict
    kept = tuple(defect for defect in verdict.defects if not which(defect))
    told = verdict.withdrawn + gone
    if kept:
        return replace(verdict, defects=kept, withdrawn=told)
    return replace(verdict, outcome=Outcome.CANT_TELL, defects=(), withdrawn=told, reason=why)
