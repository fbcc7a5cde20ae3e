"""Where an element leads, however the address is written."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from crawler.domain.evidence import Target
from crawler.page.script.expressions import attributes_of, calls_in, texts_in
from crawler.page.script.page_values import followed
from crawler.page.script.set_fields import only_chooses
from crawler.page.stems import is_completed, names_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.script.scripts import Outcome

FORM_TYPE = "application/x-www-form-urlencoded"
SCRIPT_SCHEME = "javascript:"
"""An address of this scheme is a place that only a click reaches: neither dead nor known. Nothing fetches it."""

NO_ADDRESS = re.compile(
    r"^(?:#?|#+|#(?:this|none|nogo|void|top|\s*)|javascript:\s*(?:void\s*\(?\s*\w*\s*\)?|;|return\s+(?:false|true)|\s)*;*"
    r"|about:blank|\?|/?#|null|undefined)$",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"^(?:https?:)?/{2,}(?:$|[?#])|^https?:/?$", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^(?!https?:|javascript:)[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_ENDING = (
    r"html?|shtml|xhtml|jspx?|do|action|aspx?|php|json|docx?|xlsx?|pdf|wps|et|ofd|rtf|zip|rar|7z|txt|"
    r"jpe?g|png|gif|tiff?"
)
_LOOKS_LIKE_ADDRESS = re.compile(
    rf"^(?:(?:https?:)?//[^\s'\"/]+|/[\w%]|\.{{1,2}}/|#!?/\w|[\w%./\-]+\.(?:{_ENDING})(?:[?#].*)?$|[\w./\-]+\?[\w.\-]+=)",
    re.IGNORECASE,
)
_DATA_ADDRESS = re.compile(r"^data-(?:[\w-]*-)?(?:url|href|src|link|path|file|filepath|target|to|attach\w*|down\w*)$")
_ADDRESS_KEY = re.compile(r"url|href|path|link|src|addr(?:ess)?$", re.IGNORECASE)
_HANDLERS = ("onclick", "ondblclick", "onmousedown", "data-onclick", "ontouchend")
_LEADING_TAGS = frozenset({"a", "area", "button"})
_NEVER_LEADING = frozenset({"script", "style", "noscript", "template", "body", "html", "head", "link", "base"})
_PLAIN_ATTRIBUTES = frozenset(
    {
        "class", "id", "style", "width", "height", "colspan", "rowspan", "align", "valign", "bgcolor",
        "border", "title", "name", "content", "src", "alt", "cellpadding", "cellspacing", "type", "value", "color",
        "size", "face", "role",
    }
)  # fmt: skip
"""What no place is made of."""
_VALUELESS = frozenset({"", "null", "undefined", "none", "NaN"})
_DOWNLOAD_NAME = re.compile(r"down|attach|file", re.IGNORECASE)
_NOT_LEADING = re.compile(
    r"^(?:return|alert|layer\.\w+|console\.\w+|_hmt\.push|_czc\.push|event\.\w+|stopPropagation|\$|jQuery)$"
)
_SIMPLE = re.compile(r"/?(?:[\w-][\w.-]*/)*[\w-][\w.-]*(?:\?[\w.=&-]+)?", re.ASCII)
_SIMPLE_BASE = re.compile(r"https?://[\w-][\w.-]*(?::\d+)?/(?:[\w-][\w.-]*/)*", re.ASCII)
"""Addresses and bases of which joining and quoting leave every character as it is."""
_SIMPLE_URL = re.compile(r"(https?)://([\w-][\w.:-]*)(/[\w./-]*)(?:\?([\w.=&/-]+))?", re.ASCII)
_SIMPLE_QUERY = re.compile(r"[\w.=&/-]*", re.ASCII)
"""Addresses and queries with nothing in them that is written in another way than it is meant."""
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)


class State(Enum):
    """What is known of where an element leads."""

    NONE = auto()
    """It is no link: mail, telephone, anchor in the page, plain text."""
    DEAD = auto()
    """It is written as a link and leads nowhere."""
    SCRIPT = auto()
    """A script that we cannot read takes it somewhere."""
    LIVE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One element that leads (or should lead) somewhere. `call` is the script behind it, if any.

    An address is `guessed` that was found among what a script is handed, which may ask for another; it is `doubtful`
    where a script leads there on a condition that could not be decided.
    """

    element: _Element
    state: State
    target: Target | None = None
    call: str | None = None
    guessed: bool = False
    doubtful: bool = False
    submits: bool = False
    """Whether a script sends a form of the page there."""


def absolute(reference: str, base: str, encoding: str = "utf-8") -> str | None:
    """Absolute http address as a browser would ask it, or None: query in the page's encoding, path in UTF-8.

    A page that is itself a file on disk may lead to other files.
    """
    return _absolute(reference, base_for(reference, base), encoding)


def base_for(reference: str, base: str) -> str:
    """As much of the base as the address depends on, so that pages of one portal share what is known."""
    first = reference[:1]
    if first == "/" or reference.startswith(("http://", "https://")):
        return _origin(base)
    return _folder(base) if first.isalnum() or first == "." else base


@lru_cache(maxsize=8192)
def _origin(base: str) -> str:
    start = base.find("://")
    end = base.find("/", start + 3)
    return base if start < 0 or end < 0 or not base.startswith(("http://", "https://")) else base[: end + 1]


@lru_cache(maxsize=8192)
def _folder(base: str) -> str:
    address = re.split(r"[?#]", base, maxsplit=1)[0]
    end = address.rfind("/")
    return address[: end + 1] if address.startswith(("http://", "https://")) and end > len("https://") else base


@lru_cache(maxsize=8192)
def _absolute(reference: str, base: str, encoding: str) -> str | None:
    if _SIMPLE.fullmatch(reference) and _SIMPLE_BASE.fullmatch(base):  # most are, and the rest takes ten times as long
        return _origin(base)[:-1] + reference if reference[0] == "/" else base + reference
    text = re.sub(r"[\t\r\n]", "", html.unescape(reference) if "&amp;" in reference else reference).strip()
    if _NO_HOST.match(text):
        return None
    if text.startswith("\\\\"):
        text = text.replace("\\", "/")
    try:
        on_disk = base.startswith("file:")
        parts = urlsplit(urljoin("https:" if on_disk and text.startswith("//") else base, text))
        beside = on_disk and parts.scheme == "file"
        if not beside and (parts.scheme.lower() not in {"http", "https"} or not parts.netloc):
            return None
        path = quote(parts.path, safe="/%:@!$&'()*+,;=~.-_")
        query = quote(parts.query, safe="=&%/:?@!$'()*+,;~.-_[]{}|\\^`\"", encoding=encoding, errors="replace")
        query = query.replace("+", "%2B") if " " in parts.query and "+" in parts.query else query
        return urlunsplit((parts.scheme.lower(), parts.netloc, path, query, _route(parts.fragment)))
    except (ValueError, UnicodeError, LookupError):
        return None


def _route(fragment: str) -> str:
    return quote(fragment, safe="/%:@!$&'()*+,;=?~.-_") if fragment.startswith(("/", "!/")) else ""


def without_session(url: str) -> str:
    """An address without the `;jsessionid=` that a server writes into it for visitors without cookies."""
    return _SESSION.sub("", url)


@lru_cache(maxsize=8192)
def query_pairs(query: str) -> tuple[tuple[str, str], ...]:
    """Names and values of a query or form body; asked for the same addresses again and again."""
    if _SIMPLE_QUERY.fullmatch(query):
        return tuple(piece.partition("=")[::2] for piece in query.split("&") if piece)
    return tuple(parse_qsl(query, keep_blank_values=True))


@lru_cache(maxsize=8192)
def split(url: str) -> SplitResult:
    """The parts of an address; asked for the same addresses again and again."""
    found = _SIMPLE_URL.fullmatch(url)
    if found is None:
        return urlsplit(url)
    scheme, host, path, query = found.groups("")
    return SplitResult(scheme=scheme, netloc=host, path=path, query=query, fragment="")


def looks_like_address(text: str) -> bool:
    """Whether a text in a script or attribute is an address."""
    return len(text) < 2000 and bool(_LOOKS_LIKE_ADDRESS.match(text.strip()))


def json_address(value: object) -> str | None:
    """A text of a JSON answer that is an address; a bare file name is a name."""
    text = value.strip() if isinstance(value, str) else ""
    return text if "/" in text and looks_like_address(text) else None


def form_target(page: Page, form: _Element, fields: Mapping[str, str], url: str | None = None) -> Target | None:
    """The request that sending a form makes, its own fields kept and some of them set."""
    address = absolute(url or form.get("action") or page.url, page.base, page.encoding)
    if address is None:
        return None
    values: dict[str, str] = {}
    for control in form.iter("input", "select", "textarea"):
        name = control.get("name")
        kind = (control.get("type") or "text").lower()
        if name and kind not in {"submit", "button", "image", "reset", "file"}:
            if kind in {"checkbox", "radio"} and control.get("checked") is None:
                continue
            values[name] = _control_value(control)
    by_id = {c.get("id"): c.get("name") for c in form.iter("input", "select") if c.get("id") and c.get("name")}
    for name, value in fields.items():
        values[name if name in values else by_id.get(name) or name] = value
    body = urlencode(values, encoding=page.encoding, errors="replace")
    if (form.get("method") or "get").lower() == "post":
        return Target(url=address, method="POST", body=body, content_type=FORM_TYPE)
    return Target(url=urlunsplit(urlsplit(address)._replace(query=body, fragment="")))


def _control_value(control: _Element) -> str:
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = next((o for o in options if o.get("selected") is not None), options[0] if options else None)
        return "" if chosen is None else chosen.get("value", chosen.text or "")
    return (control.text if control.tag == "textarea" else control.get("value")) or ""


def may_lead(element: _Element) -> bool:
    """Whether an element has anything that can make it a place: what it is, a handler, a data attribute."""
    tag = element.tag
    if tag in _LEADING_TAGS:
        return True
    names = element.keys()
    if not names or tag in _NEVER_LEADING or _PLAIN_ATTRIBUTES.issuperset(names):
        return False
    # Frameworks mark each element of a component with an attribute that has no value.
    for name, value in element.items():  # noqa: SIM110 - asked of every element of a page, where a generator shows
        if value and name not in _PLAIN_ATTRIBUTES:
            return True
    return False


def place_of(page: Page, element: _Element) -> Place | None:
    """What an element's own attributes say about where it leads; None where it has no such attribute."""
    href = _first(element, "href", "xlink:href", "data-href") if element.tag in {"a", "area"} else None
    handler = _first(element, *_HANDLERS)
    if href is not None and not NO_ADDRESS.match(href.strip()):
        if href.strip().lower().startswith(SCRIPT_SCHEME):
            return _scripted(page, element, href.strip()[len(SCRIPT_SCHEME) :])
        return _plain(page, element, href)
    by_data = next(iter(data_addresses(element)), None)
    if handler is not None and handler.strip():
        found = _scripted(page, element, handler)
        if found.state is not State.NONE and (found.state is not State.SCRIPT or by_data is None):
            return found
    if by_data is not None and (address := absolute(by_data, page.base, page.encoding)):
        return Place(element, State.LIVE, Target(url=address), guessed=True)
    for name, prefix in page.scripts.by_attribute.items() if page.scripts.text else ():
        value = (element.get(name) or "").strip()
        if value in _VALUELESS or value.startswith(("{", "[")):  # of JSON a script takes what it needs
            continue
        if address := absolute(prefix + value, page.base, page.encoding):
            return Place(element, State.LIVE, Target(url=address))
    action = element.get("formaction")
    if action:
        return _plain(page, element, action)
    if element.tag not in {"a", "area", "button"} and href is None:
        return None
    if element.tag == "a" and element.get("name") and href is None:
        return Place(element, State.NONE)
    if element.tag == "button" and (outer := _address_around(page, element)) is not None:
        return _plain(page, element, outer)
    if element.tag == "button" or href is None or page.bound_by_script(element):
        return Place(element, State.SCRIPT)
    return Place(element, State.DEAD)


def _address_around(page: Page, button: _Element) -> str | None:
    """The address of a link that holds nothing but a button without one of its own: the button leads where it does."""
    link = next(button.iterancestors("a"), None)
    href = link.get("href", "").strip() if link is not None and page.words(link) == page.words(button) else ""
    return None if NO_ADDRESS.match(href) or href.lower().startswith(SCRIPT_SCHEME) else href


def _first(element: _Element, *names: str) -> str | None:
    return next((value for value in map(element.get, names) if value is not None), None)


def _plain(page: Page, element: _Element, reference: str) -> Place:
    text = reference.strip()
    if _OTHER_SCHEME.match(text) or (text.startswith("#") and not text.startswith(("#/", "#!/"))):
        return Place(element, State.NONE)
    address = absolute(text, page.base, page.encoding)
    return Place(element, State.LIVE, Target(url=address)) if address else Place(element, State.NONE)


def _scripted(page: Page, element: _Element, code: str) -> Place:
    code = code.strip()
    outcome = followed(page, code, attributes_of("this", element.items()) if "this" in code else None)
    target = None if outcome is None else _outcome_target(page, element, outcome)
    if outcome is not None and target is not None:
        return Place(element, State.LIVE, target, code, doubtful=outcome.doubtful, submits=outcome.submits)
    for text in texts_in(code):
        if (
            looks_like_address(text)
            and not names_only(text, code)
            and (address := absolute(text, page.base, page.encoding))
        ):
            return Place(element, State.LIVE, Target(url=address), code, guessed=True)
    leading = [c for c in calls_in(code) if not _NOT_LEADING.match(c.name)]
    if not leading:
        return Place(element, State.NONE, call=code)
    arguments = [a for a in leading[0].arguments if a is not None]
    if arguments and leading[0].arguments and all(a.strip() in _VALUELESS for a in arguments):
        return Place(element, State.DEAD, call=code)
    guessed = _by_pattern(page, leading[0].name, arguments)
    if guessed is not None:
        return Place(element, State.LIVE, guessed, code, guessed=True)
    return Place(element, State.SCRIPT, call=code)


def _outcome_target(page: Page, element: _Element, outcome: Outcome) -> Target | None:
    if outcome.submits:
        form = page.form_for(element, outcome.fields)
        return form_target(page, form, outcome.fields, outcome.url) if form is not None and only_chooses(form) else None
    if outcome.url is None or NO_ADDRESS.match(outcome.url.strip()):
        return None
    address = absolute(outcome.url, page.base, page.encoding)
    if address is None:
        return None
    body = urlencode(outcome.fields, encoding=page.encoding if outcome.made else "utf-8", errors="replace")
    if outcome.method == "POST":
        return Target(url=address, method="POST", body=body, content_type=FORM_TYPE)
    return Target(url=f"{address}{'&' if '?' in address else '?'}{body}" if body else address)


def _by_pattern(page: Page, name: str, arguments: list[str]) -> Target | None:
    """A download function in an outer script, its servlet told by another link of the same page.

    One that was read and does not name the servlet asks for something else with what it is handed: a list of files.
    """
    if not arguments or not _DOWNLOAD_NAME.search(name):
        return None
    body = page.scripts.body(name)
    for address in page.download_patterns:
        parts = urlsplit(address)
        if body is not None and parts.path.rpartition("/")[2] not in body:
            continue
        pairs = list(query_pairs(parts.query))
        if pairs:
            pairs[-1] = (pairs[-1][0], arguments[0])
            return Target(url=urlunsplit(parts._replace(query=urlencode(pairs))))
    return None


def data_addresses(element: _Element) -> Iterator[str]:
    """Addresses in `data-*` attributes, plain or inside JSON."""
    for name, value in element.attrib.items():
        if not isinstance(name, str) or not name.startswith("data-") or not value:
            continue
        text = str(value).strip()
        if text.startswith(("[", "{")):
            yield from (row[1] for row in json_addresses(loads(text)))
        elif _DATA_ADDRESS.match(name) and looks_like_address(text) and not is_completed(element, text):
            yield text


def loads(text: str) -> Any:
    """JSON of an attribute or None; single quotes are forgiven."""
    for candidate in (text, text.replace("'", '"')):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def json_addresses(data: Any) -> Iterator[tuple[str | None, str]]:
    """(name, address) of each object that holds an address, in order."""
    stack = [data]
    while stack:
        node = stack.pop(0)
        if isinstance(node, list):
            stack[:0] = node
        elif isinstance(node, dict):
            address = next(
                (a for k, v in node.items() if _ADDRESS_KEY.search(k) and (a := json_address(v))),
                None,
            )
            if address:
                yield json_name(node), address
            else:
                stack[:0] = [v for v in node.values() if isinstance(v, dict | list)]


def json_name(node: Mapping[str, Any]) -> str | None:
    """The name that an object gives itself."""
    named = [
        v
        for k, v in node.items()
        if isinstance(v, str) and v.strip() and re.search(r"name|title|mc$", k, re.IGNORECASE)
    ]
    return named[0].strip() if named else None
