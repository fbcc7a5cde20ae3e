"""Names of materials that count their rows by a word (材料1 渡船登记表，材料二：身份证), which is no part of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import Material
    from crawler.extract.guide.draft import Candidate, Draft

_COUNTED = re.compile(
    r"\s*[(（\[【]?(?:申请|申报|所需)?(?:材料|要件|附件|资料)\s*(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})[)）\]】]?"
    r"(?:\s*[:：、.．—-]\s*|\s+|(?=[\u4e00-\u9fff《“]))(?P<name>\S.*)",
    re.DOTALL,
)
_FEWEST = 2


def put_aside(drafts: Iterable[Draft]) -> None:
    """Leave the counts out of the names of a draft's materials, where each has its own, from one on."""
    for draft in drafts:
        told = [_COUNTED.fullmatch(one.name.text) for one in draft.materials]
        counts = [number(found["count"]) for found in told if found is not None]
        if len(told) < _FEWEST or counts != list(range(1, len(told) + 1)):
            continue
        before = [one.name.text for one in draft.materials]
        names = [found["name"].strip() for found in told if found is not None]
        draft.materials[:] = [_called(one, name) for one, name in zip(draft.materials, names, strict=True)]
        own = draft.candidates.get("materials", [])
        own[:] = [_listed(candidate, before, names) for candidate in own]


def _called(one: Material, name: str) -> Material:
    """A material under the rest of its name."""
    return replace(one, name=replace(one.name, value=name))


def _listed(candidate: Candidate, before: Sequence[str], names: Sequence[str]) -> Candidate:
    """What states the materials by all of their names, with the rest of these."""
    if candidate.reading.value != "；".join(before):
        return candidate
    return replace(candidate, reading=replace(candidate.reading, value="；".join(names)))
