"""Guides of one kind (同类指南): addresses that differ in the item alone, and in what belongs to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from crawler.domain.evidence import Target

_OF_ONE = re.compile(r"\d+|(?=.*\d)[\w-]{8,}", re.ASCII)
"""A step of an address that is of one item: the day on which it was published, its number, its identifier."""


def family_of(target: Target) -> tuple[str, ...]:
    """What the addresses of guides of one kind have in common: host, folder, route, method.

    `/art/2026/4/13/art_31_50113.html` and `/art/2026/5/2/art_31_50372.html` are of one kind.
    """
    parts = urlsplit(target.url)
    return parts.netloc, _folder(parts.path), _folder(parts.fragment.partition("?")[0]), target.method


def folder_apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """The names of the one folder in which two kinds of addresses differ, as those of two departments do."""
    steps, others = one[1].split("/"), other[1].split("/")
    if (one[0], *one[2:]) != (other[0], *other[2:]) or len(steps) != len(others):
        return None
    differing = [pair for pair in zip(steps, others, strict=True) if pair[0] != pair[1]]
    return differing[0] if len(differing) == 1 else None


def _folder(path: str) -> str:
    *steps, _ = path.split("/")
    return "/".join("#" if _OF_ONE.fullmatch(step) else step for step in steps)
