"""One HTML page: one tree, asked many times."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from crawler.domain.evidence import Target
from crawler.page import shells
from crawler.page.files import attachments
from crawler.page.finds import AttachmentLink, ItemLink, Link, Paging, Total
from crawler.page.links import SCRIPT_SCHEME, Place, State, absolute, may_lead
from crawler.page.lists import item_rows, paging, totals
from crawler.page.lists.chosen_links import chosen_links
from crawler.page.own_words import OwnWords
from crawler.page.paths import Paths
from crawler.page.portal import quiet_menus
from crawler.page.portal.known_places import place_of
from crawler.page.script import handed_over, own_scripts
from crawler.page.script.page_values import put_in, reads_elements
from crawler.page.script.scripts import Scripts, scripts_of
from crawler.page.sent_forms import sent_for_a_file
from crawler.page.tree import BLOCKS, is_document, set_apart, tree_of, without_silent, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element


_APP_ROOT = re.compile(r"^(?:app|root|__nuxt|__next|container-app|main-app|wrapper-app|q-app|ng-app)$", re.IGNORECASE)
_APP_TAG = re.compile(r"^app-[\w-]+$|^[a-z]+-app$")
_FRAMEWORK = re.compile(r"data-v-|ng-|_ngcontent|v-on|@click")
_FRAMEWORK_MARKS = tuple(_FRAMEWORK.pattern.split("|"))
_DOWNLOAD_ADDRESS = re.compile(r"[^'\"\s]*down[^'\"\s]*[?&]\w+=[^'\"\s]*$", re.IGNORECASE)
_LIBRARY = re.compile(
    r"jquery|bootstrap|vue|react|angular|layui|layer|swiper|echarts|polyfill|[.-]min\.js|/(?:lib|libs|plugins?|vendor)/",
    re.IGNORECASE,
)
_WIDE = 8
"""Elements with as many children are asked for their words by each of them: they are kept."""


class Page:
    """An HTML page over lxml.

    Comments are gone; the texts of scripts are moved out of the tree into `scripts`, so that the text of any element is
    what a reader sees. Block elements are set apart by a line feed, which `words` collapses.
    """

    def __init__(
        self, *, text: str, url: str, evidence: str, encoding: str = "utf-8", scripts: Sequence[str] = ()
    ) -> None:
        self.text = text
        self.url = url
        self.evidence = evidence
        self.encoding = encoding
        self.tree: _Element = tree_of(text)
        self.script_places: list[tuple[_Element, str]] = without_silent(self.tree)
        self.scripts: Scripts = scripts_of([*(source for _, source in self.script_places), *scripts])
        base = next((e for e in self.tree.iter("base") if e.get("href") is not None), None)
        self.base: str = (absolute(base.get("href") or "", url) if base is not None else None) or url

    @cached_property
    def elements(self) -> list[_Element]:
        """Every element in document order; kept, so that each is made for Python once."""
        return list(self.tree.iter())

    @cached_property
    def root(self) -> _Element:
        """The tree with block elements set apart by line feeds."""
        set_apart(self.elements)
        return self.tree

    @cached_property
    def title(self) -> str:
        """The page's own title, without white space around."""
        found = next(self.tree.iter("title"), None)
        return "" if found is None else self.words(found)

    @cached_property
    def body(self) -> _Element:
        """The body, or the root where there is none (frame sets)."""
        found = self.root.find("body")
        return self.root if found is None else found

    def words(self, element: _Element) -> str:
        """Text of an element with white space collapsed."""
        if not len(element):
            return words_of(element)
        if not self.is_set_apart and any(inner.tag in BLOCKS for inner in element.iterdescendants()):
            _ = self.root
        if len(element) < _WIDE:
            return words_of(element)
        known = self._wide.get(element)
        if known is None:
            known = self._wide[element] = words_of(element)
        return known

    @cached_property
    def _wide(self) -> dict[_Element, str]:
        return {}

    @property
    def is_set_apart(self) -> bool:
        """Whether the blocks of the tree are set apart by now."""
        return "root" in self.__dict__

    @property
    def content(self) -> _Element:
        """The body as it was parsed, its blocks not set apart unless somebody asked for that."""
        found = self.tree.find("body")
        return self.tree if found is None else found

    def says_more_than(self, count: int) -> bool:
        """Whether a reader sees more than so many characters: of most pages that shows without setting blocks apart."""
        return self._fewest > count or len(self.visible_text()) > count

    @cached_property
    def _fewest(self) -> int:
        """Characters of the body, white space left out."""
        text = etree.tostring(self.content, method="text", encoding="unicode", with_tail=False)
        return len("".join(text.split()))

    @property
    def run_together(self) -> str:
        """All text of the page as it stands, its blocks not set apart: enough to see that words stand nowhere."""
        return etree.tostring(self.tree, method="text", encoding="unicode")

    @cached_property
    def _visible_text(self) -> str:
        return self.words(self.body)

    def visible_text(self) -> str:
        """All text of the page that a reader can come to see, tabs that are hidden included."""
        return self._visible_text

    @cached_property
    def own(self) -> OwnWords:
        """What a reader sees of it before a script shows more, and what of that is no imprint and no advice."""
        return OwnWords(self)

    def locator(self, element: _Element) -> str:
        """XPath of an element."""
        return self._paths.of(element)

    @cached_property
    def _paths(self) -> Paths:
        return Paths()

    @cached_property
    def leading(self) -> list[_Element]:
        """Every element with an attribute that may lead somewhere, in document order."""
        return [e for e in self.elements if may_lead(e)]

    @cached_property
    def menus(self) -> list[tuple[_Element, bytes]]:
        """The menus and footers that a reader of the page found, each with its source."""
        return []

    @cached_property
    def quiet(self) -> frozenset[_Element]:
        """The elements of those menus that are known to offer no file."""
        return quiet_menus.quiet(self) if self.menus else frozenset()

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every element that leads or should lead somewhere, in document order."""
        return tuple(p for p in map(self.place, self.leading) if p is not None)

    def place(self, element: _Element) -> Place | None:
        """Where an element leads, if it is a place at all."""
        if element not in self._places:
            place = place_of(self, element) if may_lead(element) else None
            if place is not None and place.call is None and (sent := sent_for_a_file(self, element)):
                place = replace(place, state=State.LIVE, target=sent)
            self._places[element] = place if place is not None and place.state is not State.NONE else None
        return self._places[element]

    @cached_property
    def _places(self) -> dict[_Element, Place | None]:
        return {}

    def target_of(self, element: _Element) -> Target | None:
        """Address an element leads to: its own, else that of the link around or the only one inside it."""
        for candidate in (element, *element.iterancestors("a")):
            place = self.place(candidate)
            if place is not None:
                return self.place_target(place)
        inner = {p.target.key: p.target for p in map(self.place, element.iterdescendants()) if p and p.target}
        return next(iter(inner.values())) if len(inner) == 1 else None

    def place_target(self, place: Place) -> Target | None:
        """Address of a place; a script that cannot be read gives a `javascript:` address, a dead link None."""
        if place.state is State.SCRIPT:
            call = handed_over.given_over(place.element, place.call) or f"click({self.locator(place.element)})"
            return Target(url=SCRIPT_SCHEME + call)
        return place.target

    def links(self) -> tuple[Link, ...]:
        """Every address the page leads to."""
        places = (
            Link(
                text=self.label(p.element),
                target=p.target,
                locator=self.locator(p.element),
                by_data=p.call is None and not (p.element.get("href") or p.element.get("formaction")),
                guessed=p.guessed,
            )
            for p in self.places
            if p.target is not None
        )
        return (*places, *chosen_links(self))

    def label(self, element: _Element) -> str:
        """What a link calls itself: its words, else its title, value, or the alternative text of its picture."""
        known = self._labels.get(element)
        if known is None:
            known = self._labels[element] = self._label(element)
        return known

    @cached_property
    def _labels(self) -> dict[_Element, str]:
        return {}

    def _label(self, element: _Element) -> str:
        words = self.words(element)
        if words:
            return words
        for name in ("title", "value", "aria-label", "alt"):
            if (element.get(name) or "").strip():
                return " ".join((element.get(name) or "").split())
        picture = element.find(".//img")
        return "" if picture is None else " ".join((picture.get("alt") or picture.get("title") or "").split())

    def frames(self) -> tuple[Link, ...]:
        """Pages shown inside this one (iframe, frame)."""
        found = []
        for element in self.tree.iter("iframe", "frame"):
            source = (element.get("src") or element.get("data-src") or "").strip()
            address = absolute(source, self.base, self.encoding) if source and source != "about:blank" else None
            if address:
                name = element.get("title") or element.get("name") or element.get("id") or ""
                found.append(Link(text=name, target=Target(url=address), locator=self.locator(element)))
        return tuple(found)

    @cached_property
    def filled_scripts(self) -> Scripts | None:
        """The scripts with what the page's own elements hold in place of what reads them; None where nothing does."""
        text = self.scripts.text
        return Scripts(put_in(self, text)) if reads_elements(text) else None

    def outer_scripts(self) -> tuple[Target, ...]:
        """Scripts of the page's own that lie beside it; libraries say nothing of its addresses."""
        sources = [(e.get("src") or "").strip() for e in self.tree.iter("script")]
        found = [absolute(s, self.base, self.encoding) for s in sources if s and not _LIBRARY.search(s)]
        return tuple(Target(url=address) for address in dict.fromkeys(found) if address)

    def forms(self) -> Iterable[_Element]:
        """The page's forms."""
        return self.tree.iter("form")

    def form_for(self, element: _Element, fields: Mapping[str, str]) -> _Element | None:
        """The form that a handler means: the one with its fields, else the one around it, else the only one."""
        forms = list(self.forms())
        for form in forms:
            names = {n for c in form.iter("input", "select") for n in (c.get("name"), c.get("id")) if n}
            if fields and names & set(fields):
                return form
        around = next(element.iterancestors("form"), None)
        if around is not None:
            return around
        return forms[0] if len(forms) == 1 else None

    @cached_property
    def built_by_script(self) -> bool:
        """Whether a script framework made this page, so that a link without an address may still be listened to."""
        text = self.text.lower()
        if any(mark in text for mark in _FRAMEWORK_MARKS):
            for element in self.elements:
                if any(_FRAMEWORK.match(str(name)) for name in element.keys()):  # noqa: SIM118 - to iterate an element is to iterate its children
                    return True
        return self.has_app_root

    def bound_by_script(self, element: _Element) -> bool:
        """Whether a script may listen to clicks on an element that has no address of its own."""
        if self.scriptless:
            return False
        if self.built_by_script or handed_over.call_of(element) or handed_over.told_beside(element):
            return True
        classes, own_id = element.get("class") or "", element.get("id")
        if not classes and not own_id:
            return False
        return any(map(self.scripts.selects, classes.split())) or bool(own_id and self.scripts.selects(own_id))

    @cached_property
    def scriptless(self) -> bool:
        """Whether this is a whole document without any script; of a fragment the page around it may have some."""
        return next(self.tree.iter("script"), None) is None and is_document(self.text)

    @cached_property
    def download_patterns(self) -> tuple[str, ...]:
        """Addresses of download servlets that other links or scripts of the page show."""
        found = []
        for element in self.tree.iter("a"):
            href = element.get("href") or ""
            if _DOWNLOAD_ADDRESS.match(href) and not href.lower().startswith(SCRIPT_SCHEME):
                address = absolute(href, self.base, self.encoding)
                if address:
                    found.append(address)
        for text in re.findall(r"['\"]([^'\"\s]*down[^'\"\s]*[?&]\w+=)['\"]", self.scripts.text, re.IGNORECASE):
            address = absolute(text, self.base, self.encoding)
            if address:
                found.append(address)
        return tuple(dict.fromkeys(found))

    def _app_roots(self) -> Iterable[_Element]:
        body = self.tree.find("body")
        for element in (self.tree if body is None else body).iter():
            own_id = element.get("id")
            if (own_id and _APP_ROOT.match(own_id)) or _APP_TAG.match(str(element.tag)):
                yield element

    @property
    def has_app_root(self) -> bool:
        """Whether there is an element that a script framework fills."""
        return any(True for _ in self._app_roots())

    def needs_script(self) -> bool:
        """Whether this is an empty shell that a script has yet to fill."""
        return own_scripts.writes_itself(self) or shells.is_shell(self, self._app_roots())

    def carries_its_words(self) -> bool:
        """Whether a script of this page holds what it will show: sentences, where a menu has words only."""
        return shells.carries_its_words(self)

    def items(self) -> tuple[ItemLink, ...]:
        """The rows of the item list (事项清单) on this page; empty on any other page."""
        return self._items

    @cached_property
    def _items(self) -> tuple[ItemLink, ...]:
        return item_rows.items(self)

    def attachments(self) -> tuple[AttachmentLink, ...]:
        """Every file offered for download."""
        return tuple(found for _, found in self._attachments)

    @cached_property
    def _attachments(self) -> tuple[tuple[_Element, AttachmentLink], ...]:
        return tuple(attachments.attachments(self))

    @property
    def offers_files(self) -> bool:
        """Whether any file is offered for download."""
        return bool(self._attachments)

    def attachments_in(self, element: _Element) -> tuple[AttachmentLink, ...]:
        """The files offered inside an element, itself included."""
        if not self._attachments:
            return ()
        return tuple(self._attachments_under.get(element, ()))

    @cached_property
    def _attachments_under(self) -> dict[_Element, list[AttachmentLink]]:
        """The files offered inside each element, itself included."""
        found: dict[_Element, list[AttachmentLink]] = {}
        for at, link in self._attachments:
            found.setdefault(at, []).append(link)
            for around in at.iterancestors():
                found.setdefault(around, []).append(link)
        return found

    def totals(self) -> tuple[Total, ...]:
        """Numbers of items and pages that the page declares."""
        return self._totals

    @cached_property
    def _totals(self) -> tuple[Total, ...]:
        return totals.totals(self)

    def paging(self) -> Paging:
        """How to go on from this list page."""
        return self._paging

    @cached_property
    def _paging(self) -> Paging:
        return paging.paging(self)
