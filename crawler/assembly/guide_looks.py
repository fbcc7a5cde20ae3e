"""Which of the looks at a guide are read, and which leave it open (指南的各次查看)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from crawler.assembly.side_calls import side_calls
from crawler.assembly.silent_answers import SilentAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.domain.evidence import Evidence
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage


class GuideLooks:
    """The looks at the guides of one region."""

    def __init__(self, evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]) -> None:
        self._evidence = evidence
        self._page_of = page_of
        self._silent = SilentAnswers(evidence, page_of)

    @cached_property
    def _beside(self) -> frozenset[str]:
        return side_calls(self._evidence, self._page_of)

    def read(self, looks: Iterable[Evidence]) -> list[Evidence]:
        """Those that are a guide's own, each once."""
        return [one for one in self._silent.read(looks) if one.id not in self._beside]

    def missing(self, looks: Iterable[Evidence]) -> str | None:
        """Why a guide may say more than its answers do."""
        return self._silent.missing(looks)
