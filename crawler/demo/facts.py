"""What is written down in `content/`: regions, offices, service items and wording."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A department (实施部门) as it is called in a province and in a city, with its window in the service centre."""

    key: str
    code: str
    province: str
    city: str
    organ: tuple[str, ...]
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A fictional region, how its portal is built and what it says everywhere.

    `entrances` are what its portal offers beside list and guides, `idle` offices without items that it names all the
    same; `closed` says that nobody can write to it.
    """

    code: str
    name: str
    title: str
    level: str
    style: str
    wording: int
    area_code: str
    centre: str
    hours: str
    traffic: str
    updated: str
    items: tuple[str, ...]
    page_size: int = 10
    counter: str | None = None
    total: int | None = None
    list_hidden: str | None = None
    entrances: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    closed: bool = False
    parents: tuple[tuple[str, str], ...] = ()
    shared: tuple[tuple[str, str], ...] = ()

    @property
    def level_name(self) -> tuple[str, str]:
        """Level of exercise (行使层级): its code and its name."""
        if self.level == "provincial":
            return "2", "省级"
        return ("3", "市级") if self.level == "key_city" else ("4", "县级")

    def office_name(self, office: Office) -> str:
        """Full name of an office of this region."""
        return self.name + (office.province if self.level == "provincial" else office.city)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFacts:
    """One application material. `form` is `person` or `company` where it is a form to fill in."""

    name: str
    form: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    issuer: str | None = None
    original: int = 0
    copies: int = 0
    electronic: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What a service item is, whichever region publishes it."""

    key: str
    name: str
    item_type: str
    office: str
    number: str
    case_type: str
    statutory: str
    promised: str
    limit_note: str
    target: str
    online: bool
    reason: str
    laws: tuple[tuple[str, str, str, str], ...]
    conditions: tuple[str, ...]
    materials: tuple[MaterialFacts, ...]
    review: str
    result: tuple[str, str]
    fee: tuple[str, str, str] | None
    reduction: tuple[str, str]
    faq: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Names and words of the steps of one portal's guides."""

    steps: tuple[tuple[str, str], ...]
    quick_steps: tuple[tuple[str, str], ...]
    remedy: str
    reason: str
    standard: str


def read_content(name: str) -> dict[str, Any]:
    """One TOML file of the demo, parsed."""
    return tomllib.loads(resources.files("crawler.demo").joinpath(name).read_text(encoding="utf-8"))


@cache
def offices() -> dict[str, Office]:
    """Every office by its key."""
    rows = read_content("content/regions.toml")["department"]
    return {row["key"]: Office(**{**row, "organ": tuple(row["organ"])}) for row in rows}


@cache
def regions() -> tuple[Region, ...]:
    """Every region in the order of the file."""
    return tuple(_region(dict(row)) for row in read_content("content/regions.toml")["portal"])


def _region(row: dict[str, Any]) -> Region:
    left_out = row.pop("leave_out", ())
    only = row.pop("only", None)
    for names in ("entrances", "idle"):
        row[names] = tuple(row.get(names, ()))
    for pairs in ("parents", "shared"):
        row[pairs] = tuple(row.get(pairs, {}).items())
    keys = tuple(items()) if only is None else tuple(only)
    kept = [key for key in keys if key not in left_out]
    return Region(items=(*kept, *row.pop("also", ())), **row)


@cache
def items() -> dict[str, ItemFacts]:
    """Every service item by its key."""
    rows = [*read_content("content/items_business.toml")["item"], *read_content("content/items_people.toml")["item"]]
    return {row["key"]: _item(row) for row in rows}


def _item(row: dict[str, Any]) -> ItemFacts:
    statutory, promised = row["limits"]
    return ItemFacts(
        key=row["key"],
        name=row["name"],
        item_type=row["type"],
        office=row["department"],
        number=row["number"],
        case_type=row.get("case", "承诺件"),
        statutory=statutory,
        promised=promised,
        limit_note=row.get("limit_note", ""),
        target=row["target"],
        online=row.get("online", False),
        reason=row.get("reason", ""),
        laws=tuple((law[0], law[1], law[2], law[3]) for law in row["laws"]),
        conditions=tuple(row["conditions"]),
        materials=tuple(_material(material) for material in row["materials"]),
        review=row["review"],
        result=(row["result"][0], row["result"][1]),
        fee=(row["fee"][0], row["fee"][1], row["fee"][2]) if "fee" in row else None,
        reduction=tuple(row.get("reduction", ("否", ""))),
        faq=(row["faq"][0], row["faq"][1]),
    )


def _material(row: dict[str, Any]) -> MaterialFacts:
    pairs = (field.partition("=") for field in row.get("fields", ()))
    return MaterialFacts(
        name=row["name"],
        form=row.get("form"),
        fields=tuple((label, value) for label, _, value in pairs),
        issuer=row.get("from"),
        original=row.get("original", 0),
        copies=row.get("copies", 0),
        electronic=row.get("electronic", False),
        shown=row.get("shown", False),
    )


@cache
def wordings() -> tuple[Wording, ...]:
    """The ways to word a guide, by number."""
    return tuple(
        Wording(
            steps=tuple((name, text) for name, text in row["steps"]),
            quick_steps=tuple((name, text) for name, text in row["quick_steps"]),
            remedy=row["remedy"],
            reason=row["reason"],
            standard=row["standard"],
        )
        for row in read_content("content/wording.toml")["wording"]
    )
