"""Reference lists (参照清单) of `references.csv`: what national lists want, with where it was read."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from crawler.domain.reference import ReferenceName
from crawler.domain.survey import Entry


@cache
def references() -> tuple[ReferenceName, ...]:
    """Every name, in the order of the lists."""
    text = (files("crawler.catalogue") / "references.csv").read_text(encoding="utf-8")
    return tuple(
        ReferenceName(
            zone=Entry(row["zone"]),
            document=row["list"],
            name=row["name"],
            due=int(row["due"]) if row["due"] else None,
            source=row["source"] or None,
            aliases=tuple(row["aliases"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )
