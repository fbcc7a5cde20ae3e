"""What a list row says of its item: name, code, labelled cells, and the key made of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from crawler.domain.values import item_code
from crawler.domain.values.counters import NO_RANKS
from crawler.page.finds import ItemLink
from crawler.page.links import query_pairs, without_session
from crawler.page.script.expressions import calls_in
from crawler.page.vocabulary import (
    CODE_ELEMENTS,
    CODE_PARAMETER,
    COLUMNS,
    DEED_NAME,
    ID_PARAMETER,
    ITEM_CODE,
    NAVIGATION,
    ORGANISATION,
    OTHER_ACTION,
    OTHER_CODE,
    VOLATILE,
    says_guide,
    undrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

Cell = tuple[str, str, str]
_NUMBERED = re.compile(
    rf"^{NO_RANKS}(?:\d{{1,4}}|[一二三四五六七八九十]{{1,3}}|[（(]\d{{1,3}}[)）])\s*[、.．]\s*(?=\D)|^[（(]\d{{1,3}}[)）]\s*|^[·•▪■◆○●★>»]+\s*"
)
_FOLDING = re.compile(r"^(?:[+＋－\u2212▶►▸▾▼▽▷⊞⊟]|-(?!-))\s*(?=[\u4e00-\u9fff])")
"""The sign by which a row is folded and unfolded: it changes with a click, and is no part of the name."""
_PAIR = re.compile(r"^\s*【?([\u4e00-\u9fff（）()/]{2,14})】?\s*[：:]\s*(.*)$", re.DOTALL)
_BETWEEN_PAIRS = re.compile(r"(?:\s+|\s*[|｜；;，,]\s*)(?=[\u4e00-\u9fff（）()/]{2,14}\s*[：:])")
_LAST_NUMBERED = re.compile(r"[\w-]*\d[\w-]*")
_LONG_NUMBER = re.compile(r"[0-9a-f]{16}|\d{8}", re.IGNORECASE)
_BARE_DATE = re.compile(r"[\[【(（]?\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*[\]】)）]?")
_DAY = re.compile(r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01]))?(?:-\d{1,2}){0,3}")
_LONGEST = 300
_OF_ONE_ITEM = frozenset({item_code.CodeKind.HANDLING, item_code.CodeKind.UUID})
_SHORTEST_CODE = 3
"""Of a parameter: what is shorter counts departments or kinds (`bm=03`)."""
_CAME_FROM = re.compile(r"from|ref(?:errer|erer)?|via|spm|utm_\w+", re.IGNORECASE)
"""Parameters that say from which page of the portal a reader comes."""
_TELLING_CODE = 6
"""Of a parameter beside an identifier that is longer: what is shorter is no code of the item."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "strong", "dt"})
_BLOCKS = frozenset({"div", "p", "dl", "ul", "table"})
_NAME_CLASS = re.compile(r"(?:^|[\s_-])(?:name|title|tit|bt|mc|sxmc|subject)(?:$|[\s_-])|(?:name|title|Name|Title)$")


@lru_cache(maxsize=4096)
def is_action(text: str) -> bool:
    """Whether a link's text is what one can do with an item, and no name."""
    bare = undrawn(text)
    return says_guide(text) or bool(OTHER_ACTION.match(bare) and not DEED_NAME.match(bare))


def clean_label(text: str) -> str:
    """A column heading or label without white space, colon and bracketed remark."""
    label = "".join(text.split()).strip("：:*【】")
    return re.sub(r"[（(].{1,8}[)）]$", "", label) or label


def is_code(text: str) -> bool:
    """Whether a text has the form of an item code; the day of a page (`/2024-12-26/20771.html`) has it by chance."""
    return len(text) <= 100 and bool(ITEM_CODE.fullmatch(text)) and not _DAY.fullmatch(text)


def clean_name(text: str) -> str:
    """An item name without the number, bullet or sign of folding before it."""
    name = _FOLDING.sub("", " ".join(text.split()))
    return _NUMBERED.sub("", name).strip()


def is_name(text: str) -> bool:
    """Whether a text can be the name of a service item."""
    name = clean_name(text)
    if not 3 <= len(name) <= 150 or is_action(name) or clean_label(name) in COLUMNS:
        return False
    if NAVIGATION.match(name) and not DEED_NAME.match(name):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]{2}", name)) and not re.match(r"^\d+\s*(?:项|个|条|次|天|件)", name)


def link_name(page: Page, element: _Element) -> str:
    """The item name that a link shows: its title where the text is cut off, a heading where it wraps a whole card."""
    label = page.label(element)
    title = " ".join((element.get("title") or "").split())
    shown = re.sub(r"(?:\.{2,}|…+)$", "", label).rstrip()
    if title and is_name(title) and (shown != label or is_action(label)) and (not shown or title.startswith(shown[:6])):
        return clean_name(title)
    if len(element):
        inside = _name_inside(page, element, label)
        if inside:
            return inside
    return clean_name(label[:_LONGEST])


def _name_inside(page: Page, element: _Element, label: str) -> str | None:
    """The name in a link that wraps more than the name: its heading, or its first text that can be one."""
    for inner in element.iterdescendants():
        if inner.tag in _HEADINGS or _NAME_CLASS.search(inner.get("class") or ""):
            heading = page.words(inner)
            if is_name(heading):
                return clean_name(heading)
    pieces = [" ".join(text.split()) for text in map(str, element.itertext()) if text.strip()]
    mixed = (
        len(label) > 40
        or any(child.tag in _BLOCKS for child in element)
        or any(is_action(p) or _PAIR.match(p) for p in pieces)
        or any(ORGANISATION.match(p) for p in pieces[1:])
    )
    if not mixed:
        return None  # one name, parts of it set off
    return next((clean_name(piece) for piece in pieces if is_name(piece)), None)


def pairs(page: Page, row: _Element, skip: Sequence[str] = ()) -> Iterator[Cell]:
    """`label：value` pairs inside a row, in one element or in two that follow each other."""
    waiting: tuple[str, _Element, bool] | None = None
    for element in row.iter():
        for text, place in (
            (element.text, element),
            (element.tail if element is not row else None, element.getparent()),
        ):
            words = " ".join((text or "").split())
            if not words or place is None or words in skip:
                continue
            words, *further = _pairs_apart(words)
            match = _PAIR.match(words)
            if match and waiting is not None and waiting[2]:
                yield waiting[0], "", page.locator(waiting[1])  # the next label follows at once
            if match and match.group(2).strip():
                yield clean_label(match.group(1)), match.group(2).strip(), page.locator(place)
                waiting = None
            elif match or clean_label(words) in COLUMNS:
                waiting = (clean_label(match.group(1) if match else words), place, match is not None)
            elif waiting is not None:
                if not is_action(words) and len(words) <= 200:
                    yield waiting[0], words, page.locator(place)
                waiting = None
            for one in filter(None, map(_PAIR.match, further)):
                yield clean_label(one.group(1)), one.group(2).strip(), page.locator(place)


def _pairs_apart(words: str) -> list[str]:
    """Pairs that stand in one line (`实施编码：1142…　实施主体：市水务局`), where each label is known."""
    pieces = _BETWEEN_PAIRS.split(words) if words.count("：") + words.count(":") > 1 else [words]
    told = [_PAIR.match(piece) for piece in pieces]
    known = all(one is not None and clean_label(one.group(1)) in COLUMNS for one in told)
    return pieces if len(pieces) > 1 and known else [words]


@lru_cache(maxsize=4096)
def code_in_address(target: Target | None) -> str | None:
    """An item code that an address shows: a code parameter, or a path segment of the form of a code."""
    if target is None:
        return None
    told = parameters(target)
    longest = max((len(v.strip()) for k, v in told if ID_PARAMETER.search(k) and not OTHER_CODE.search(k)), default=0)
    for key, value in told:
        if len(value.strip()) >= _SHORTEST_CODE and CODE_PARAMETER.search(key) and not OTHER_CODE.search(key):
            if len(value.strip()) < min(longest, _TELLING_CODE):
                continue  # bm=023 beside sxid=21012: the department's
            return value.strip()
    parts = urlsplit(without_session(target.url))
    for segment in reversed(re.split(r"[/.?=&]", parts.path + "/" + parts.fragment)):
        if is_code(unquote(segment)):
            return unquote(segment)
    return next((v for k, v in parameters(target) if is_code(v) and not OTHER_CODE.search(k)), None)


@lru_cache(maxsize=4096)
def parameters(target: Target) -> tuple[tuple[str, str], ...]:
    """Every parameter of a request: query, hash route and form body."""
    parts = urlsplit(target.url)
    route = parts.fragment.partition("?")[2]
    body = target.body if target.body and not target.body.lstrip().startswith(("{", "[")) else ""
    return tuple(pair for text in (parts.query, route, body) for pair in query_pairs(text or ""))


@lru_cache(maxsize=4096)
def code_in_call(call: str | None) -> str | None:
    """An item code among the arguments of a script call."""
    if not call:
        return None
    for found in calls_in(call):
        for argument in found.arguments:
            if argument and is_code(argument.strip()):
                return argument.strip()
    return None


@lru_cache(maxsize=4096)
def identity(target: Target) -> str:
    """What tells the items of one list apart in their addresses: code, identifier, or all but volatile parameters."""
    code = code_in_address(target)
    if code:
        return code
    told = [(k, v) for k, v in parameters(target) if v.strip() and not VOLATILE.match(k)]
    ids = [v for k, v in told if ID_PARAMETER.search(k) and not OTHER_CODE.search(k)]
    if ids:
        return ids[0]
    parts = urlsplit(without_session(target.url))
    last = re.sub(r"\.\w+$", "", (parts.fragment.partition("?")[0] or parts.path).rstrip("/").rpartition("/")[2])
    if _LAST_NUMBERED.fullmatch(last) and (not told or _LONG_NUMBER.search(last)):
        return last
    return stable(target)


@lru_cache(maxsize=4096)
def stable(target: Target) -> str:
    """Address without parameters that change from visit to visit."""
    parts = urlsplit(without_session(target.url))
    pairs = query_pairs(parts.query)
    kept = [(k, v) for k, v in pairs if not VOLATILE.match(k) and not (_CAME_FROM.fullmatch(k) and v.isalpha())]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(kept), parts.fragment)) + (
        target.body or ""
    )


def understood(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells by element id, the first of each."""
    found: dict[str, Cell] = {}
    for label, value, locator in cells:
        element = COLUMNS.get(label)
        if element and element != "name" and value.strip(" -—/无") and element not in found:
            found[element] = (element, value, locator)
    return tuple(found.values())


def without_code(name: str, target: Target | None) -> str:
    """The key of an item that shows no code."""
    return hashlib.sha256(f"{name}\n{stable(target) if target else ''}".encode()).hexdigest()[:16]


def apart_by(target: Target | None, code: str | None = None) -> str | None:
    """What an address tells its item apart by: an identifier beside the code, else the code or the address itself."""
    if target is None:
        return None
    ids = [v for k, v in parameters(target) if v.strip() and ID_PARAMETER.search(k) and not OTHER_CODE.search(k)]
    return next((one for one in ids if one != code), None) or identity(target)


def _coded_key(code: str, name: str, body: str, apart: str | None) -> str:
    """The key of an item that shows a code: with its name, where the code is one of several items.

    Handling items (业务办理项) have an implementation code in common, which tells the body as well; a basic code and
    the numbers of a portal's own are those of every body that has the item. A code by which the guide is asked for is
    one item's.
    """
    kind = item_code.kind(code)
    if apart in {None, code} or kind in _OF_ONE_ITEM:
        return code
    told = name if kind is item_code.CodeKind.IMPLEMENTATION else f"{name}\n{body}"
    return told_by(code, re.sub(r"[^\w\n]", "", unicodedata.normalize("NFKC", told)).lower())


def told_by(key: str, more: str) -> str:
    """A key that several items have in common, with what tells one of them."""
    return f"{key} {hashlib.sha256(more.encode()).hexdigest()[:8]}"


def make_item(
    name: str,
    target: Target | None,
    locator: str,
    cells: Sequence[Cell],
    *,
    code: str | None = None,
    own: str | None = None,
    fields: tuple[Cell, ...] | None = None,
    by_script: bool = False,
) -> ItemLink:
    """One item with its key: its code, with its name where several share that, else a hash of name and address.

    `own` is an identifier of the row that its address need not hold.
    """
    known = understood(cells) if fields is None else fields
    by_element = {element: value for element, value, _ in known}
    shown = next((by_element[e] for e in CODE_ELEMENTS if e in by_element), None)
    told = shown or code_in_address(target) or code
    apart = own or (code if code == told else None) or apart_by(target, told)
    body = by_element.get("implementing_body", "")
    return ItemLink(
        key=(_coded_key(shown, name, body, apart) if shown else told) or without_code(name, target),
        name=name,
        code=told,
        target=target,
        locator=locator,
        apart=apart,
        fields=known,
        cells=tuple(cells),
        by_script=by_script,
    )


def dated(page: Page, row: _Element) -> Iterator[tuple[str, str, str]]:
    """The date that stands alone in a row, as lists of content systems show when each page was published."""
    bare = [(e, m.group(1)) for e in row.iter() for m in [_BARE_DATE.fullmatch(" ".join((e.text or "").split()))] if m]
    if len(bare) == 1:
        yield "update_date", bare[0][1], page.locator(bare[0][0])
