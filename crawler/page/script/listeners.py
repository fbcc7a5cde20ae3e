"""What scripts do with clicks on many elements at once (事件委托): read off one listener, never run.

`document.addEventListener("click", function (e) { var b = e.target.closest("[data-act]"); … })` opens a guide where the
element says one thing of itself (`data-act="guide" data-id="7f…"`) and an application where it says another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.page.script.expressions import NAME, START, attribute_of, closing, split_arguments
from crawler.page.script.listening import climbers, heard_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

_SET = re.compile(
    r"(?P<on>[\w$.\[\]]*)\.(?:addEventListener\(\s*['\"](?:click|tap)['\"]\s*,\s*|onclick\s*=\s*(?=[\w$(]))"
)
_SELECTED = re.compile(
    r"(?:querySelector(?:All)?|getElements?By(?P<by>Id|ClassName|TagName))"
    r"\(\s*(?P<sign>['\"])(?P<selector>[^\n]*?)(?P=sign)\s*\)"
    r"|(?:\$|jQuery)\(\s*(?P<mark>['\"])(?P<given>[^\n]*?)(?P=mark)\s*\)"
)
_OTHER_EVENT = re.compile(
    r"(?:addEventListener|\.on)\(\s*['\"](?:change|input|submit|key\w+)['\"]\s*,\s*"
    r"|\.(?:change\(\s*|on(?:change|input)\s*=\s*)(?=function\b|\()"
)
_ALL = re.compile(r"(?:^|\.)(?:document|window|body|documentElement)$")
_BACK = 240
"""Letters before a listener that may say what it is set on."""
_WRAPPED = re.compile(r"(?:\$|jQuery)\(\s*([^()]{1,80})\)\s*\.(on|live|bind|delegate|click|tap)\(\s*")
_FUNCTION = re.compile(rf"(?:async\s+)?(?:function\b\s*[\w$]*\s*\([^()]*\)|\([^()]*\)\s*=>|{NAME}\s*=>)\s*\{{")
_NAMED = re.compile(rf"({NAME})\s*(?=[,);])")
_TEXT = re.compile(r"\s*(['\"])([^'\"\\\n]*)\1\s*")
_CLICKS = re.compile(r"(?:^|\s)(?:click|tap)(?:$|[\s.])")

_CHAIN = (
    rf"(?:(?:\$|jQuery)\([^()]{{1,60}}\)|\([^()]{{1,60}}\)|{START}{NAME})"
    r"(?:\.(?:closest|parents?|parent|first|eq)\([^()]*\))*"
)
_READS = re.compile(
    rf"{_CHAIN}\.(?:(?P<how>getAttribute|attr|data)\(\s*['\"](?P<name>[\w-]+)['\"]\s*\)"
    rf"|dataset\.(?P<key>\w+)(?![\w$(])|dataset\[\s*['\"](?P<quoted>[\w-]+)['\"]\s*\])"
)
_ASKS = re.compile(
    rf"(?:(?:\$|jQuery)\([^()]{{1,60}}\)|{START}{NAME})\s*\.(?P<how>closest|parents|matches|is|hasClass|classList\.contains)"
    rf"\(\s*(?P<sign>['\"])(?P<selector>[^\n]*?)(?P=sign)\s*\)"
    rf"|{START}{NAME}\.(?P<is>className)\s*===?\s*(?P<quote>['\"])(?P<class>[\w-]+)(?P=quote)"
    rf"|{START}(?P<own>\w*(?:closest|parent|match)\w*)\(\s*{NAME}\s*,\s*(?P<mark>['\"])(?P<given>[^\n]*?)(?P=mark)\s*\)",
    re.IGNORECASE,
)
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:=['\"]?[^\]'\"]*['\"]?)?\])*)")
_PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=['\"]?([^\]'\"]*)['\"]?)?\]")
_WHOLE = frozenset({"", "body", "html", "document", "window"})
_HEARD = "__heard"
_ANSWER = "__answer"
_TAKEN = re.compile(rf"(?<=[(&|])\s*{NAME}\s*=\s*(?={_ANSWER}\d)")
"""What was found is given a name where a condition asks for it, `if (row = up(e.target, 'row'))`."""
_MOST = 40
_CLIMB = 6
"""Elements around what is clicked that may say whose it is."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One listener: the selector of what it is for, empty where it hears all, and what it does.

    In its code what is read of an element is written as `__heard.getAttribute('…')`, and each question whether an
    element is one of a kind as `__answer` with its number.
    """

    selector: str
    inside: bool
    """Whether it hears what is clicked inside of such an element as well."""
    code: str
    start: int
    end: int
    reads: tuple[str, ...]
    asks: tuple[tuple[bool, str], ...]
    """Whether elements around count as well, and the selector that is asked for."""

    def told(self, element: _Element) -> Mapping[str, str] | None:
        """What the code finds when an element is clicked; None where the listener is for others, or finds nothing."""
        heard = [element, *element.iterancestors()] if self.inside else [element]
        if self.selector and not any(fits(one, self.selector) for one in heard):
            return None
        around = [element]
        for one in element.iterancestors():
            if len(around) > _CLIMB or one.tag in {"body", "table", "tbody"}:
                break
            around.append(one)
        said = {attribute_of(_HEARD, name): _said(around, name) for name in self.reads}
        if not any(said.values()):
            return None
        for number, (climbs, selector) in enumerate(self.asks):
            met = any(fits(one, selector) for one in (around if climbs else around[:1]))
            said[f"{_ANSWER}{number}"] = "element" if met else ""
        return said

    def values(self, told: Mapping[str, str]) -> tuple[str, ...]:
        """What was read of an element."""
        return tuple(value for name, value in told.items() if value and not name.startswith(_ANSWER))


def listeners_in(text: str) -> tuple[Listener, ...]:
    """The listeners of a script that read attributes of what was clicked."""
    if "click" not in text and "tap" not in text:
        return ()
    found = (_listener(text, *one) for one in _written(text))
    return tuple(dict.fromkeys(one for one in found if one is not None))[:_MOST]


def _listener(text: str, selector: str, inside: bool, start: int, end: int) -> Listener | None:
    reads: list[str] = []
    asks: list[tuple[bool, str]] = []

    def read(match: re.Match[str]) -> str:
        name = match["name"] if match["how"] in {"getAttribute", "attr"} else _attribute(match)
        reads.append(name.lower())
        return f"{_HEARD}.getAttribute('{name}')"

    def asked(match: re.Match[str]) -> str:
        how = (match["how"] or match["is"] or match["own"]).lower()
        kind = match["selector"] or match["given"] or (f"[class={match['class']}]" if match["class"] else "")
        by_class = how in {"hasclass", "classlist.contains"}
        asks.append(("closest" in how or "parent" in how, f".{kind}" if by_class else kind))
        return f"{_ANSWER}{len(asks) - 1}"

    def climbed(match: re.Match[str]) -> str:
        sign, kind = climbing[match["name"]], match["kind"]
        asks.append((True, f"[{kind}]" if sign == "[]" else sign + kind))
        return f"{_ANSWER}{len(asks) - 1}"

    climbing = climbers(text)
    code = _ASKS.sub(asked, _READS.sub(read, text[start:end]))
    if not reads:
        return None
    if climbing:
        names = "|".join(map(re.escape, climbing))
        code = re.sub(rf"{START}(?P<name>{names})\(\s*{NAME}\s*,\s*(['\"])(?P<kind>[^'\"\n]*)\2\s*\)", climbed, code)
    code = _TAKEN.sub("", code)
    selector = "" if selector in _WHOLE else selector
    return Listener(selector, inside, code, start, end, tuple(dict.fromkeys(reads)), tuple(asks))


def _attribute(match: re.Match[str]) -> str:
    """The attribute that `data('id')`, `dataset.fileId` and `dataset['fileId']` read."""
    key = match["name"] or match["key"] or match["quoted"]
    return "data-" + re.sub(r"[A-Z]", lambda m: f"-{m.group(0).lower()}", key)


def _written(text: str) -> Iterator[tuple[str, bool, int, int]]:
    """Each listener of a script: the selector of what it is set on, and where the body of its function lies."""
    for match in _SET.finditer(text):
        body = _body(text, match.end())
        selector = "" if _ALL.search(match["on"]) else _set_on(text[max(0, match.start() - _BACK) : match.end()])
        if body is not None and selector is not None:
            yield selector, True, *body
    for match in _WRAPPED.finditer(text):
        pieces = split_arguments(text, match.end())
        texts = [said.group(2) for piece in pieces if (said := _TEXT.fullmatch(piece))]
        if match[2] not in {"click", "tap"} and not any(map(_CLICKS.search, texts)):
            continue
        own = _TEXT.fullmatch(match[1])
        selectors = [one for one in texts if not _CLICKS.search(one)]
        selector = selectors[0] if selectors else own.group(2) if own is not None else match[1].strip()
        begin = match.end()
        for piece in pieces:
            if not _TEXT.fullmatch(piece) and (body := _body(text, begin)) is not None:
                yield selector, not selectors, *body
            begin += len(piece) + 1
    for one in heard_by(text):
        body = _body(text, one.start)
        selector = one.selector if one.selector is not None else "" if _ALL.search(one.on) else _set_on(one.on)
        if body is not None and selector is not None:
            yield selector, True, *body


def bound_to(text: str, elements: Sequence[_Element]) -> Iterator[str]:
    """What a script does when one of these elements is clicked, where it listens to none but such."""
    if "click" in text or "tap" in text:
        for selector, _, start, end in _written(text):
            if selector not in _WHOLE and any(fits(one, selector) for one in elements):
                yield text[start:end]


def unclicked(text: str) -> tuple[tuple[int, int], ...]:
    """Where the functions lie that run when something is chosen or typed: what they ask for is no address."""
    found = (_body(text, match.end()) for match in _OTHER_EVENT.finditer(text))
    return tuple(one for one in found if one is not None)


def _set_on(before: str) -> str | None:
    """What a listener is set on, by the last words before it that select elements; None where none do."""
    found = [*_SELECTED.finditer(before)]
    if not found:
        return None
    last = found[-1]
    selector = last["selector"] or last["given"] or ""
    return {"Id": "#", "ClassName": "."}.get(last["by"] or "", "") + selector


def _body(text: str, at: int) -> tuple[int, int] | None:
    """Where the body lies of the function that begins at a place of a script, or that is named there."""
    at += len(text[at : at + 200]) - len(text[at : at + 200].lstrip())
    written = _FUNCTION.match(text, at)
    if written is None and (named := _NAMED.match(text, at)) is not None:
        name = re.escape(named.group(1).rpartition(".")[2])
        made = re.compile(
            rf"(?:\bfunction\s+{name}\s*|(?<![\w$]){name}\s*[=:]\s*(?:async\s+)?(?:function\b[^(]{{0,40}})?)"
            rf"\([^()]*\)\s*(?:=>\s*)?\{{"
        )
        written = made.search(text)
    return (written.end(), closing(text, written.end(), "}") - 1) if written is not None else None


def fits(element: _Element, selector: str) -> bool:
    """Whether the last part of a selector names an element: by tag, classes, id and attributes."""
    return any(_fits(element, re.split(r"[\s>+~]+(?![^\[]*\])", one.strip())[-1]) for one in selector.split(","))


def _fits(element: _Element, selector: str) -> bool:
    parsed = _SIMPLE.fullmatch(selector) if selector else None
    if parsed is None or parsed["tag"] not in {None, "*", element.tag}:
        return False
    for sign, name, attribute, value in _PART.findall(parsed["rest"]):
        if sign == "." and name not in (element.get("class") or "").split():
            return False
        if sign == "#" and element.get("id") != name:
            return False
        if attribute and (element.get(attribute) is None or (value and element.get(attribute) != value)):
            return False
    return True


def _said(around: Sequence[_Element], name: str) -> str:
    """An attribute of what was clicked, or of the nearest element around it that has it."""
    return next((str(value).strip() for one in around if (value := one.get(name)) is not None), "")
