"""Guides in layouts that have nothing in common; one assertion a field, named by layout and field."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import LabelDictionary, read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

FOLDER = Path(__file__).parent / "guides"
LABELS = Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml"
_DICTIONARY: list[LabelDictionary] = []
_GUIDES: dict[str, ServiceGuide] = {}


def dictionary() -> LabelDictionary:
    if not _DICTIONARY:
        _DICTIONARY.append(read_labels(LABELS.read_text(encoding="utf-8")))
    return _DICTIONARY[0]


def guide(name: str) -> ServiceGuide:
    if name not in _GUIDES:
        source = next(FOLDER.glob(f"{name}.*ml")) if not (FOLDER / f"{name}.json").exists() else FOLDER / f"{name}.json"
        if source.suffix == ".toml":
            source = FOLDER / f"{name}.html"
        page = parse(source.read_bytes(), None, "http://127.0.0.1/guide", "e1")
        assert page is not None
        _GUIDES[name] = read_guide([page], dictionary())
    return _GUIDES[name]


def _expected() -> Iterator[tuple[str, str, str, object]]:
    for file in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for element, value in data.get("stated", {}).items():
            yield file.stem, "stated", element, value
        for kind in ("empty", "unread", "absent"):
            for element in data.get(kind, {}).get("elements", ()):
                yield file.stem, kind, element, None
        for name, value in data.get("lists", {}).items():
            yield file.stem, "lists", name, value


def _rows(found: ServiceGuide, name: str) -> list[str]:
    def text(reading: Reading) -> str:
        return reading.text

    rows: dict[str, list[str]] = {
        "materials": [m.name.text for m in found.materials],
        "copies": [m.read("material_copies").text for m in found.materials],
        "blank_forms": [f.target.url for m in found.materials for f in m.blank_forms if f.target],
        "sample_forms": [f.target.url for m in found.materials for f in m.sample_forms if f.target],
        "forms": [f.target.url for f in found.forms if f.target],
        "steps": [s.name.text for s in found.steps],
        "limits": [s.limit.text for s in found.steps],
        "laws": [f"{b.law.text} {b.number.text} {b.clause.text}" for b in found.legal_bases],
        "windows": [f"{text(w.place)}|{text(w.hours)}|{text(w.phone)}" for w in found.windows],
        "faqs": [f"{f.question.text}|{f.answer.text}" for f in found.faqs],
        "fees": [f"{f.name.text}|{f.read('fee_standard').text}|{f.read('fee_basis').text}" for f in found.fees],
        "unmapped": [u.label for u in found.unmapped],
    }
    return rows[name]


CASES = list(_expected())


@pytest.mark.parametrize(("layout", "kind", "field", "value"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_field(layout: str, kind: str, field: str, value: object) -> None:
    found = guide(layout)
    if kind == "lists":
        assert _rows(found, field) == value
        return
    reading = found.read(field)
    if kind == "stated":
        assert (reading.state, reading.value) == (State.STATED, value)
    elif kind == "unread":
        assert reading.state is State.UNREAD
        assert reading.reason
    else:
        assert reading.state is State.NOT_STATED
        assert (reading.label is not None) == (kind == "empty")


@pytest.mark.parametrize("layout", sorted({c[0] for c in CASES}))
def test_every_stated_reading_has_a_place_and_a_quote_from_the_page(layout: str) -> None:
    source = FOLDER / f"{layout}.json"
    source = source if source.exists() else FOLDER / f"{layout}.html"
    page = parse(source.read_bytes(), None, "http://127.0.0.1/guide", "e1")
    assert page is not None
    text = "".join(page.text.split())
    shown = "".join(page.visible_text().split())
    for element, reading in guide(layout).readings.items():
        if reading.stated:
            assert reading.evidence == "e1"
            assert reading.locator
            quote = "".join((reading.quote or "").split())
            assert quote
            assert quote in text or quote in shown, element


def test_layouts_are_many() -> None:
    assert len({c[0] for c in CASES}) >= 8
