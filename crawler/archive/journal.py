"""The journal of a region: one JSON line for every change of an Evidence, last line wins."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.archive.writing import unreadable
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "journal.jsonl"
END_KEY = "warc_end"

_ALIKE = frozenset({"region", "parent", "content_type", "warc"})
"""Words that thousands of looks share: kept once."""


_OF_EVIDENCE = tuple((one.name, one.default) for one in fields(Evidence))
_OF_TARGET = tuple((one.name, one.default) for one in fields(Target))
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""An encoder of its own: `json.dumps` makes one for each line."""


class WarcEnd(NamedTuple):
    """How long a WARC file was when a line was written: what lies behind the last one is a killed writer's."""

    file: str
    length: int


def to_line(evidence: Evidence, end: WarcEnd | None) -> str:
    """One journal line, without the line break; fields at their default are left out."""
    data: dict[str, Any] = {}
    for name, default in _OF_EVIDENCE:
        value = getattr(evidence, name)
        if value != default:
            data[name] = _plain(value)
    if end is not None:
        data[END_KEY] = end
    return _written(data)


def from_line(line: str) -> tuple[Evidence, WarcEnd | None]:
    """The Evidence of one line and where its WARC file ended; ValueError when it is no journal line."""
    try:
        data: dict[str, Any] = json.loads(line)
        end = data.pop(END_KEY, None)
        asked: dict[str, Any] = data.pop("target")
        headers = tuple((str(name), str(value)) for name, value in asked.pop("headers", ()))
        target = Target(**asked, headers=headers)
        readers = {"kind": PageKind, "state": FetchState, "failure": Failure, "via": Via}
        for name, read in readers.items():
            if name in data:
                data[name] = read(data[name])
        for name in _ALIKE & data.keys():
            data[name] = sys.intern(data[name])
        if "captured_at" in data:
            data["captured_at"] = datetime.fromisoformat(data["captured_at"])
        return Evidence(target=target, **data), None if end is None else WarcEnd(*end)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a journal line: {error}") from error


def read(path: Path) -> Iterator[tuple[Evidence, WarcEnd | None]]:
    """Complete lines of a journal, in order. A last line that a killed writer left half done is passed over.

    An EvidenceDamagedError where a line is none of ours.
    """
    if not path.exists():
        return
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if raw.endswith(b"\n"):
                try:
                    read = from_line(raw.decode())
                except ValueError as problem:
                    raise unreadable(path, number) from problem
                yield read


def _plain(value: object) -> object:
    if isinstance(value, Target):
        return {name: said for name, default in _OF_TARGET if (said := getattr(value, name)) != default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return value
