"""What a page's own scripts say about addresses: read, never run.

Old portals write a link as `fn('id')` and keep the address in an inline function
(`location.href = ctx + '/DownLoadServlet?fileId=' + id`). Such a function is a string template in disguise: its
assignments are followed in order with the call's arguments put in. What does not come down to a text is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from crawler.page.script.branches import BRANCH, loops, steps
from crawler.page.script.expressions import CALL, KEYWORDS, NAME, START, calls_in, closing, evaluate, split_arguments
from crawler.page.script.listeners import Listener, listeners_in, unclicked
from crawler.page.script.made_forms import made_form, makes_form
from crawler.page.script.members import context_paths
from crawler.page.script.set_fields import action_in, sends, set_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

AnswerT = TypeVar("AnswerT")

_FUNCTIONS = (
    re.compile(rf"\bfunction\s+({NAME})\s*\(([^()]*)\)\s*\{{"),
    re.compile(rf"{START}({NAME})\s*[=:]\s*(?:async\s+)?function\b[^(]{{0,40}}\(([^()]*)\)\s*\{{"),
    re.compile(rf"{START}({NAME})\s*=\s*(?:async\s*)?\(([^()]*)\)\s*=>\s*\{{"),
    re.compile(r"\b([A-Za-z_$][\w$]*)\s*\(([^()]*)\)\s*\{"),  # object shorthand, `methods: { open(id) { … } }`
)
_SCRIPT_LIMIT = 400_000
_SHARED_LENGTH = 100_000
_MOST_HANDLERS = 8192
_DEPTH = 3
_CALLS_FOLLOWED = 40
_GLOBAL = re.compile(rf"(?:\b(?:var|let|const)\s+|[,;{{\n]\s*)({NAME})\s*=\s*(?=['\"`])")
_ASSIGN = re.compile(rf"(?<![\w$?&])(?:(?:var|let|const)\s+)?({NAME})\s*(\+?=)(?![=>])\s*")
_SINK_NAMES = re.compile(r"(?:^|\.)(?:location|location\.href|href|action|src)$")
_OPENERS = re.compile(r"^(?:window\.|top\.|parent\.|self\.)*(?:open|navigate|location\.(?:assign|replace))$")
_FRAMED = re.compile(r"<i?frame\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_BY_LIBRARY = re.compile(r"(?:\$|jQuery)\.(?:get|post|getJSON|ajax)\b")
_FETCHERS = re.compile(r"^(?:\$|jQuery)\.(?:get|post|getJSON)$|\.load$")
_LEADS = re.compile(r"location|open\s*\(|navigate|href|submit|action|\.src\b|\$\.|jQuery|\.load\b")
_LEAVES = re.compile(r"(?<![\w$.])return\b")
_OF_MARKUP = re.compile(r"['\"]\s*\+|\+\s*['\"]")
_BY_ATTRIBUTE = re.compile(
    rf"(?:(?<![\w$.])(?P<base>{NAME})\s*\+\s*)?['\"](?P<prefix>[^'\"\s]*[/=])['\"]\s*\+\s*(?:encodeURIComponent\()?[\w.$()]{{0,40}}?"
    r"(?:getAttribute\(\s*['\"](data-[\w-]+)['\"]|dataset\.(\w+)|(?:data|attr)\(\s*['\"]([\w-]+)['\"])"
)


def _selects(name: str, text: str) -> bool:
    alone = f"'{name}'" in text or f'"{name}"' in text
    return alone or re.search(rf"""['"`][^'"`\n]{{0,80}}[.#]{re.escape(name)}(?![\w-])""", text) is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a handler leads: an address, a form that is sent with some fields set, or a call with its own fields."""

    url: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    submits: bool = False
    method: str = "GET"
    made: bool = False
    """Whether a form that the script makes is sent: it is encoded like the page."""
    fetched: bool = False
    """Whether the script asks for it and stays where it is."""
    doubtful: bool = False
    """Whether it leads there on a condition only that could not be decided."""


_Handler: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""A piece of script and the names that hold a text when it runs: with one script, all that tells where it leads."""


def _kept(answers: dict[_Handler, AnswerT], handler: _Handler, answer: AnswerT) -> AnswerT:
    """An answer, and note of it: of so many at most, for a portal may have a handler of its own in each row."""
    if len(answers) >= _MOST_HANDLERS:
        answers.clear()
    answers[handler] = answer
    return answer


@dataclass(frozen=True, slots=True)
class _Function:
    parameters: tuple[str, ...]
    start: int


class _Entered(NamedTuple):
    """What a function led to that was called, and how many calls were followed for it, its own among them."""

    outcomes: tuple[Outcome, ...]
    calls: int


def _is_lost(wanted: Sequence[str], fields: Mapping[str, str], url: str | None) -> bool:
    """Whether nothing that a form would be sent with is what its script was called with: it is another request."""
    if not wanted:
        return not fields
    return not any(value in fields.values() or value in (url or "") for value in wanted)


def scripts_of(sources: Sequence[str]) -> Scripts:
    """The scripts of a page; pages of a portal share most of theirs, and what was read of them."""
    text = "\n".join(sources)[:_SCRIPT_LIMIT]
    return _shared(text) if len(text) <= _SHARED_LENGTH else Scripts(text)


@lru_cache(maxsize=64)
def _shared(text: str) -> Scripts:
    return Scripts(text)


class Scripts:
    """The inline scripts of a page, read once and only when a handler asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._followed = 0
        self._quoted: dict[str, bool] = {}
        self._handled: dict[_Handler, Outcome | None] = {}
        self._heard: dict[_Handler, tuple[str, ...]] = {}
        self._called: dict[object, _Entered] = {}
        self.places: dict[object, Any] = {}
        """Where the plain links of pages with these scripts lead; see `known_places`."""

    def selects(self, name: str) -> bool:
        """Whether a class or id is asked for: it stands in quotation marks, alone or in a selector."""
        known = self._quoted.get(name)
        if known is None:
            known = name in self.text and _selects(name, self.text)
            self._quoted[name] = known
        return known

    @cached_property
    def _functions(self) -> dict[str, _Function]:
        found: dict[str, _Function] = {}
        for pattern in _FUNCTIONS:
            for match in pattern.finditer(self.text):
                name = match.group(1)
                if name in KEYWORDS or name in found:
                    continue
                parameters = tuple(p.split("=")[0].strip() for p in match.group(2).split(",") if p.strip())
                found[name] = _Function(parameters, match.end())
        return found

    @cached_property
    def values(self) -> dict[str, str]:
        """Variables that scripts set to a text, such as a context path, which may be the member of an object."""
        found: dict[str, str] = {}
        for match in _GLOBAL.finditer(self.text):
            value = evaluate(self.text[match.end() : match.end() + 400], found)
            if value is not None:
                found.setdefault(match.group(1), value)
        return {**dict(context_paths(self.text)), **found}

    @cached_property
    def by_attribute(self) -> dict[str, str]:
        """What scripts put before the value of a `data-` attribute to make an address of it, by attribute.

        Listeners are asked of each element that they are for; see `heard`. What is chosen from a list leads nowhere.
        """
        if _BY_ATTRIBUTE.search(self.text) is None:
            return {}
        apart = [*((one.start, one.end) for one in self.listeners), *unclicked(self.text)]
        return self._prefixes(
            match
            for match in _BY_ATTRIBUTE.finditer(self.text)
            if not any(start <= match.start() < end for start, end in apart)
        )

    def _prefixes(self, found: Iterable[re.Match[str]]) -> dict[str, str]:
        prefixes: dict[str, str] = {}
        for match in found:
            name = next(n for n in match.groups()[2:] if n)
            attribute = "data-" + re.sub(r"[A-Z]", lambda m: f"-{m.group(0).lower()}", name.removeprefix("data-"))
            base = self.values.get(match["base"]) if match["base"] else ""
            before = None if base is None else base + match["prefix"]
            if before is not None and ("/" in before or "?" in before):  # Else it is a field of what is sent.
                prefixes.setdefault(attribute, before)
        return prefixes

    def function(self, name: str) -> _Function | None:
        """An inline function by its name, also when it is a member of an object."""
        functions = self._functions
        bare = name.removeprefix("window.")
        written = (name, bare, f"window.{bare}", name.rpartition(".")[2])
        return next((functions[one] for one in written if one in functions), None)

    def body(self, name: str) -> str | None:
        """What a function does, where the scripts have it."""
        function = self.function(name)
        return None if function is None else self.text[function.start : closing(self.text, function.start, "}") - 1]

    def follow(self, code: str, given: Mapping[str, str] | None = None) -> Outcome | None:
        """Where a handler (`onclick`, `javascript:`) leads, or None when that cannot be read off it.

        `given` are names that hold a text when it runs.
        """
        handler = code, tuple((given or {}).items())
        if handler in self._handled:  # the links of a menu stand on every page
            return self._handled[handler]
        self._followed = 0
        led = self._outcomes(code, {**self.values, **(given or {})}, 0, wanted=()) if self._may_lead(code) else iter(())
        return _kept(self._handled, handler, next(led, None))

    @cached_property
    def listeners(self) -> tuple[Listener, ...]:
        """What listens to clicks on many elements, and asks each what it hands over."""
        return listeners_in(self.text)

    def heard(self, element: _Element) -> str | None:
        """The one address to which a listener takes whoever clicks an element, with what it hands over in it.

        Of several that are set on the same elements, at one time or another, each has to be understood: the words of a
        row of departments and of a row of themes may be one kind of element, heard by whichever drew the row.
        """
        found: dict[str, str] = {}
        lost: set[str] = set()
        for listener in self.listeners:
            told = listener.told(element)
            if told is not None:
                led = dict.fromkeys(self._led(listener, told)) or self._asked_straight(listener, element)
                found.update(dict.fromkeys(led, listener.selector))
                if not led and self._may_lead(listener.code):
                    lost.add(listener.selector)
        address, selector = next(iter(found.items()), (None, ""))
        return address if len(found) == 1 and not (selector and selector in lost) else None

    def _may_lead(self, code: str) -> bool:
        return _LEADS.search(code) is not None or any(self.function(call.name) for call in calls_in(code))

    def _asked_straight(self, listener: Listener, element: _Element) -> dict[str, None]:
        """What a listener without branches asks for by itself (`fetch('/files/' + …)`): a file, as a rule."""
        code = self.text[listener.start : listener.end]
        if BRANCH.search(code) or _BY_LIBRARY.search(code):
            return {}
        prefixes = self._prefixes(_BY_ATTRIBUTE.finditer(self.text, listener.start, listener.end))
        said = ((before, (element.get(name) or "").strip()) for name, before in prefixes.items())
        return {before + value: None for before, value in said if value and value[0] not in "[{"}

    def _led(self, listener: Listener, told: Mapping[str, str]) -> tuple[str, ...]:
        """Addresses that a listener may lead to who is told this, those of undecided branches among them."""
        handler = listener.code, tuple(told.items())
        if handler in self._heard:
            return self._heard[handler]
        led = self._leads(listener.code, {**self.values, **told}, listener.values(told))
        return _kept(self._heard, handler, tuple(led))

    def _leads(self, code: str, known: dict[str, str], wanted: tuple[str, ...]) -> Iterator[str]:
        self._followed = 0
        for step in steps(code, known):
            inner = known if step.doubt is None else dict(known)
            for one in self._outcomes(step.code, inner, 0, wanted):
                if one.url and not one.fetched and not one.submits and any(value in one.url for value in wanted):
                    yield one.url

    def _outcomes(self, code: str, known: dict[str, str], depth: int, wanted: tuple[str, ...]) -> Iterator[Outcome]:
        addresses: list[str] = []
        nested: list[Outcome] = []
        ran: list[str] = []
        unsure: set[str] = set()
        left = False
        for step in steps(code, known):
            ran.append(step.code)
            before = len(addresses), len(nested)
            events = [*_ASSIGN.finditer(step.code), *CALL.finditer(step.code)]
            again = loops(step.code)
            for match in sorted(events, key=lambda event: event.start()):
                if match.re is not _ASSIGN:
                    if match.group(1) not in KEYWORDS:
                        nested.extend(self._call(step.code, match, known, depth, addresses))
                    continue
                value = evaluate(step.code[match.end() : match.end() + 1000], known)
                name = match.group(1)
                if value is not None and match.group(2) == "+=":
                    value = known.get(name, "") + value
                if value is None and any(start <= match.start() < end for start, end in again):
                    known.pop(name, None)  # A sum, a digest: its first value says nothing of what comes of it.
                    continue
                if value is not None and name.endswith(".innerHTML") and (framed := _FRAMED.findall(value)):
                    addresses += framed if len(framed) == 1 else []  # a layer that shows one page
                elif not _SINK_NAMES.search(name):
                    step.assign(known, name, value)
                elif value is not None and "'" not in value:
                    addresses.append(value)  # markup that a script builds, `href="/a-' + id + '"`, is no address yet
            left = left or (step.doubt is not None and _LEAVES.search(step.code) is not None)
            if left or step.doubt is not None:
                unsure.update(addresses[before[0] :])
                nested[before[1] :] = [replace(one, doubtful=True) for one in nested[before[1] :]]
        text = "\n".join(ran)
        fields, unread = set_fields(text, known)
        best = next((a for a in addresses if any(w and w in a for w in wanted)), addresses[0] if addresses else None)
        if sends(text) and makes_form(text):
            made = made_form(text, known)
            if made is not None and (made[0] or best):
                yield Outcome(url=made[0] or best, fields=made[2], method=made[1], made=True)
        elif sends(text) and not (unread and _is_lost(wanted, fields, best)):
            yield Outcome(url=best or action_in(text, known), fields=fields, submits=True)
        elif best and not sends(text):
            yield Outcome(url=best, doubtful=best in unsure)
        for one in nested:
            if not one.submits:
                yield one
            elif not (unread and _is_lost(wanted, {**fields, **one.fields}, best or one.url)):
                yield replace(one, fields={**fields, **one.fields})  # set here, sent there: a theme, and then page 1

    def _call(
        self, code: str, match: re.Match[str], known: dict[str, str], depth: int, addresses: list[str]
    ) -> Iterator[Outcome]:
        name = match.group(1)
        pieces = split_arguments(code, match.end())
        arguments = [evaluate(piece, known) for piece in pieces]
        if any(one and _OF_MARKUP.search(one) for one in arguments):
            return  # a call in markup that a script builds, `onclick="show('" + id + "')"`, is nobody's yet
        if _FETCHERS.search(name) and not self._is_member(name):
            yield from self._fetched(name, pieces, known)
            return
        if _OPENERS.search(name):
            if arguments and arguments[0]:
                addresses.append(arguments[0])
            return
        function = self.function(name) if depth < _DEPTH and self._followed < _CALLS_FOLLOWED else None
        if function is not None:
            inner = {p: a for p, a in zip(function.parameters, arguments, strict=False) if a is not None}
            for parameter, piece in zip(function.parameters, pieces, strict=False):
                element = f"{piece.strip()}@"
                inner.update({f"{parameter}@{k[len(element) :]}": v for k, v in known.items() if k.startswith(element)})
            yield from self._entered(function, inner, depth + 1, tuple(a for a in arguments if a))

    def _entered(
        self, function: _Function, given: dict[str, str], depth: int, wanted: tuple[str, ...]
    ) -> tuple[Outcome, ...]:
        """What a function leads to that is called with this: handlers of many rows call some of them alike."""
        call = function, depth, wanted, tuple(given.items())
        known = self._called.get(call)
        if known is not None and self._followed + known.calls <= _CALLS_FOLLOWED:
            self._followed += known.calls
            return known.outcomes
        before = self._followed
        self._followed += 1
        body = self.text[function.start : closing(self.text, function.start, "}") - 1]
        outcomes = tuple(self._outcomes(body, {**self.values, **given}, depth, wanted))
        if self._followed < _CALLS_FOLLOWED and len(self._called) < _MOST_HANDLERS:  # else something was left out
            self._called[call] = _Entered(outcomes, self._followed - before)
        return outcomes

    def _is_member(self, name: str) -> bool:
        """Whether a function (`Hall.load`) is one of an object that the scripts themselves make, and no library's."""
        thing, _, member = name.rpartition(".")
        if self.function(name) is None or not thing.isidentifier():
            return False
        made = rf"(?<![\w$.]){thing}(?:\s*[=:]\s*\{{|\.{re.escape(member)}\s*=)"
        return re.search(made, self.text) is not None

    @staticmethod
    def _fetched(name: str, pieces: list[str], known: Mapping[str, str]) -> Iterator[Outcome]:
        """`$.post(url, {page: n})`; nothing where one of its fields cannot be read."""
        url = evaluate(pieces[0], known) if pieces else None
        if not url:
            return
        given = pieces[1].strip() if len(pieces) > 1 else ""
        fields: dict[str, str] = {}
        if given.startswith("{"):
            for pair in split_arguments(given[1:].rpartition("}")[0] + ")", 0):
                key, _, expression = pair.partition(":")
                value = evaluate(expression, known)
                if value is None:
                    return
                fields[key.strip().strip("'\"")] = value
        elif given and not given.startswith("function") and "=>" not in given:
            return
        posts = name.endswith("post") or (name.endswith("load") and bool(fields))
        yield Outcome(url=url, fields=fields, method="POST" if posts else "GET", fetched=True)
