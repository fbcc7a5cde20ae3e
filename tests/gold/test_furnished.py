"""What stands on any page changes nothing: neither what the gate says, nor what is read of a guide or found on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from crawler.accuracy.replay import replay
from crawler.domain.elements import State
from crawler.domain.evidence import Failure, PageKind
from crawler.gather.gate import look_through
from crawler.page.guides.hollow import is_hollow
from crawler.page.html import Page
from tests.gold.furnishing import FEATURES, FOOT, HEAD, TOP, furnished
from tests.gold.gold_set import GOLD, LABELS
from tests.gold.plain_pages import SHORT
from tests.gold.test_rewritten import HTML, ONE_OF_EACH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.accuracy.replay import Replayed

ADDRESS = "http://zwfw.example.gov.cn/art/2026/4/18/art_88213.html"
SAMPLES = {
    "item_lists/home": PageKind.HOME,
    "item_lists/right-1": PageKind.LIST,
    "item_lists/soon": PageKind.COLUMN,
    "portals/home": PageKind.HOME,
    "portals/list": PageKind.LIST,
    "portals/search-no-3": PageKind.SEARCH,
    "portals/dept-0": PageKind.NAVIGATION,
    "portals/dept-empty-0": PageKind.LIST,
}
ROOTLESS = frozenset({"pinyin_with_dictionary", "pinyin_keys_string"})
"""Guides that come as an empty body without a place that a framework fills: what is added is all that they say."""
EACH = 10
"""Of so many layouts one is read with a feature; the next feature takes the next ones."""
MOST_UNREAD = 0.02
"""Share of elements that the features may cost together."""
ARGUED = {
    (
        "place_of_a_widget",
        "home",
    ): "a place that a script fills, and but the name of the site and a few links beside it",
    ("place_of_a_widget", "item_lists/home"): "the same",
}
EMPTY_PANELS = {"hidden_tabs"}
"""Layouts with empty panels: with a script of its own, which may fill them, what they say is unread."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page, what it was asked for as, and the item whose guide it may be."""

    name: str
    body: bytes
    content_type: str | None
    url: str
    kind: PageKind
    item: str

    def opinion(self, feature: str | None = None) -> tuple[Failure | None, bool]:
        """What the gate makes of it, and whether it is a guide page of which nothing came."""
        body, content_type = self.body, self.content_type
        if feature is not None:
            body, content_type = furnished(body, content_type, feature)
        seen = look_through(status=200, content_type=content_type, body=body, url=self.url, asked_as=self.kind)
        asked = self.kind is PageKind.GUIDE and isinstance(seen.page, Page)
        return seen.failure, asked and isinstance(seen.page, Page) and is_hollow(seen.page, self.item)


def _samples() -> list[Sample]:
    found = [
        Sample(name, (GOLD / f"{name}.html").read_bytes(), "text/html; charset=utf-8", ADDRESS, kind, "")
        for name, kind in SAMPLES.items()
    ]
    for gold in ONE_OF_EACH:
        page = gold.pages[0]
        if page.file is not None and page.file.suffix in HTML and gold.layout.name not in ROOTLESS:
            item = (gold.elements.get("name") or ("",))[0]
            body = page.file.read_bytes()
            found.append(Sample(gold.layout.name, body, page.content_type, page.url, PageKind.GUIDE, item))
    short = (
        Sample(name, text.encode(), "text/html; charset=utf-8", ADDRESS, kind, "渡口经营许可")
        for name, (kind, text) in SHORT.items()
    )
    return [*found, *short]


PAGES = _samples()


@cache
def plain(at: int) -> tuple[Failure | None, bool]:
    """What the gate says of a page as it is."""
    return PAGES[at].opinion()


def test_pages_of_few_words_pass_the_gate() -> None:
    assert [one.name for at, one in enumerate(PAGES) if one.name in SHORT and plain(at)[0] is not None] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_the_gate_says_of_a_furnished_page_what_it_says_of_the_page(feature: str) -> None:
    changed = {one.name: (plain(at), now) for at, one in enumerate(PAGES) if (now := one.opinion(feature)) != plain(at)}
    argued = {name for of, name in ARGUED if of == feature}

    assert {name: what for name, what in changed.items() if name not in argued} == {}
    assert argued <= set(changed), "no longer argued"


def _facts(replayed: Replayed) -> tuple[Mapping[str, tuple[State, str | None]], set[tuple[str, str]]]:
    """What is read of a guide, and each check with the element that it finds fault with."""
    assert replayed.item is not None
    guide = replayed.item.guide
    told = {e: (r.state, _shown(r.value)) for e, r in guide.readings.items()}
    told |= {f"material {one.name.text}": (one.name.state, None) for one in guide.materials}
    return told, {(v.check, one.about.element) for v in replayed.verdicts for one in v.defects}


def _shown(value: str | None) -> str | None:
    """A value, but for where on its page something is to be clicked."""
    return "javascript:" if (value or "").startswith("javascript:") else value


def test_what_is_read_and_found_stays() -> None:
    false: list[str] = []
    elements = unread = 0
    for at, gold in enumerate(ONE_OF_EACH):
        page = gold.pages[0]
        if page.file is None or page.file.suffix not in HTML or gold.layout.name in EMPTY_PANELS:
            continue
        told, found = _facts(replay(gold, LABELS, files=False))
        for feature in FEATURES[at % EACH :: EACH]:
            body, content_type = furnished(page.file.read_bytes(), page.content_type, feature)
            sent = replace(gold, pages=(replace(page, content_type=content_type), *gold.pages[1:]))
            now, defects = _facts(replay(sent, LABELS, bodies={0: body}, files=False))
            elements += len(told)
            for element in told.keys() | now.keys():
                before, after = told.get(element), now.get(element)
                if before == after:
                    continue
                if after is not None and after[0] is State.UNREAD:
                    unread += before is not None
                else:
                    false.append(f"{gold.layout.name} {feature} {element}: {before} became {after}")
            false += [f"{gold.layout.name} {feature} found {one}" for one in defects - found]

    assert false == []
    assert unread <= MOST_UNREAD * elements


def test_features_are_of_different_names() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(TOP) | set(FOOT) | set(HEAD) <= set(FEATURES)
