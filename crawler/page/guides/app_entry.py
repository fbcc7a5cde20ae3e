"""The entrance (在线办理) that the script of a single-page portal opens, with what the answer of the guide says.

`<el-button @click="apply">在线办理</el-button>` and `apply() { window.open('/apply?code=' + this.detail.taskCode) }`
stand in one script for all guides: with the answer of one in it, that is where its entrance leads. The button may stand
in the page of the app instead, as a template; a link may have its address bound (`:to="{ path: … }"`).
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from crawler.domain.evidence import Target
from crawler.page.guides.online_entry import ENTRANCE
from crawler.page.links import query_pairs, split
from crawler.page.script.expressions import closing, holds, split_arguments
from crawler.page.script.routes import ROUTE, routes_begin, routes_named, with_routes
from crawler.page.script.scripts import Scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

_NAME = r"[A-Za-z_$][\w$]*"
_BUTTONS = (
    re.compile(
        rf"(?:@|v-on:|ng-|\()(?:click|tap)(?:\.\w+)*\)?\s*=\s*(?P<sign>\\?['\"])(?P<code>[^<>]{{1,200}}?)(?P=sign)"
        rf"[^<>]{{0,200}}>\s*(?:<[^<>]{{0,80}}>\s*){{0,2}}(?:{ENTRANCE})\s*<"
    ),
    re.compile(
        rf"(?:on:\s*\{{\s*click|onClick)\s*:\s*(?P<code>(?:{_NAME}\.)*{_NAME}(?=\s*[,}}])|(?:function[^{{]{{0,30}}\{{\s*return\s*"
        rf"|\([^()]{{0,30}}\)\s*=>\s*)(?:{_NAME}\.)*{_NAME}\([^(){{}}]{{0,60}}\))[^;<>]{{0,160}}?['\"]\s*(?:{ENTRANCE})\s*['\"]"
    ),
)
"""Buttons that are called so, with what they do: in a template, and in what was made of one."""
_LINKS = (
    re.compile(
        rf"(?::|v-bind:)(?P<what>to|href)\s*=\s*(?P<sign>\\?['\"])(?P<code>[^<>]{{1,200}}?)(?P=sign)"
        rf"[^<>]{{0,200}}>\s*(?:<[^<>]{{0,80}}>\s*){{0,2}}(?:{ENTRANCE})\s*<"
    ),
    re.compile(
        rf"(?:attrs\s*:\s*\{{|['\"],\s*\{{)[^{{}};]{{0,80}}?(?<![\w$])(?P<what>to|href)\s*:\s*(?P<code>[^;<>]{{1,200}}?)\}}"
        rf"[^;<>{{}}]{{0,80}}?['\"]\s*(?:{ENTRANCE})\s*['\"]"
    ),
)
"""Links that are called so, with the address that is bound to them."""
_SHOWN = re.compile(r"\sv-if\s*=\s*(?P<sign>\\?['\"])(?P<code>[^<>]{1,200}?)(?P=sign)")
_SPEAKS = re.compile(r"router\.|location|open\s*\(")
_CALLED = re.compile(rf"(?:{_NAME}\.)*(?P<name>{_NAME})\s*(?:\([^()]*\))?\s*;?\s*\}}?$")
_SAID = re.compile(rf"(?<![\w$.'\"])(?P<chain>(?:{_NAME}\.)+)(?P<key>[A-Za-z_]\w*)(?![\w$(]|\s*=(?!=)|\.\w)")
_OF_THE_BROWSER = re.compile(r"(?:window|location|document|console|Math|JSON|history|navigator)\.")
_OF_THE_ADDRESS = re.compile(r"\$?route\.|\.(?:query|params)\.$")
_UNWRITABLE = re.compile(r"['\\\n\r]")
_ROOTED = re.compile(r"https?://|/(?!/)")
_LONGEST = 2_000_000
_LONGEST_TAG = 400
_MOST = 4


class _Drawn(NamedTuple):
    """A button or link that is called so: what it does, and on which condition it is shown."""

    code: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What the page of an app has to tell beside its scripts: the buttons of its templates, and where it was shown."""

    url: str = ""
    drawn: tuple[_Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class AppEntry:
    """What a click on such a button does: a piece of script, the script that it stands in, where routes begin."""

    code: str
    scripts: Scripts
    root: str | None = None
    shown: str = ""

    def of(self, answers: Iterable[JsonPage]) -> Target | None:
        """Where it leads for the guide that came as these answers; None where that is not to be read off them."""
        pages = [*answers]
        outcome = self.scripts.follow(_written(self.code, pages))
        if outcome is None or not outcome.url or outcome.submits or outcome.made or outcome.fetched:
            return None
        if outcome.url.startswith(ROUTE):
            return Target(url=self.root + outcome.url.removeprefix(ROUTE)) if self.root is not None else None
        return Target(url=urljoin(pages[0].url, outcome.url)) if pages and _ROOTED.match(outcome.url) else None

    def hides(self, answers: Iterable[JsonPage]) -> bool:
        """Whether the page does not show the button of the guide that came as these answers."""
        return bool(self.shown) and holds(_written(self.shown, [*answers]), {}) is False


def _written(code: str, answers: Sequence[JsonPage]) -> str:
    """A piece of script with what answers say in it."""
    said, asked = _values(answers), _asked(answers)

    def written(match: re.Match[str]) -> str:
        chain, key = match["chain"], match["key"]
        if _OF_THE_BROWSER.match(chain):
            return match.group(0)
        value = (asked.get(key) if _OF_THE_ADDRESS.search(chain) else None) or said.get(key)
        return match.group(0) if value is None or _UNWRITABLE.search(value) else f"'{value}'"

    return _SAID.sub(written, code)


def shell_of(page: Page) -> Shell:
    """What the page of an app tells of entrances, as a browser shows it."""
    return Shell(url=page.url, drawn=_drawn(page.text))


def app_entries(text: str, shell: Shell | None = None) -> tuple[AppEntry, ...]:
    """The entrances that a script opens, which draws them itself or finds them drawn in the page of its app."""
    shell = shell or Shell()
    drawn = dict.fromkeys((*_drawn(text), *shell.drawn)) if len(text) <= _LONGEST else {}
    if not drawn:
        return ()
    scripts = Scripts(text)
    root = routes_begin(shell.url, text)
    named = routes_named(text)
    bodies = dict.fromkeys(one._replace(code=with_routes(one.code, named)) for one in _bodies(scripts, drawn))
    return tuple(AppEntry(one.code, scripts, root, one.shown) for one in bodies)[:_MOST]


def _drawn(text: str) -> tuple[_Drawn, ...]:
    """Buttons that are called so, and links, as a template writes what they do."""
    if len(text) > _LONGEST:
        return ()
    done = [(m, _plain(m["code"])) for pattern in _BUTTONS for m in pattern.finditer(text)]
    led = [(m, m["what"], _bound(_plain(m["code"]))) for pattern in _LINKS for m in pattern.finditer(text)]
    done += [(m, f"$router.push({code})" if what == "to" else f"location.href = {code}") for m, what, code in led]
    return tuple(_Drawn(code, _condition(text, m)) for m, code in done)


def _condition(text: str, found: re.Match[str]) -> str:
    """The condition on which an element is shown that a template draws."""
    start = text.rfind("<", max(0, found.start() - _LONGEST_TAG), found.start())
    told = _SHOWN.search(text, start, found.end()) if start >= 0 else None
    return _plain(told["code"]) if told is not None else ""


def _plain(code: str) -> str:
    return html.unescape(code.replace("\\'", "'").replace('\\"', '"')).strip()


def _bound(code: str) -> str:
    """An expression without what goes on behind it in what was made of a template."""
    ends = closing(f"{code}}}", 0, "}") - 1
    return next(iter(split_arguments(f"{code[:ends]})", 0)), "")


def _bodies(scripts: Scripts, drawn: Iterable[_Drawn]) -> Iterator[_Drawn]:
    for one in drawn:
        called = _CALLED.search(one.code)
        function = scripts.function(called["name"]) if called is not None else None
        if function is not None:
            end = closing(scripts.text, function.start, "}") - 1
            yield one._replace(code=scripts.text[function.start : end])
        elif _SPEAKS.search(one.code):
            yield one


def _values(answers: Iterable[JsonPage]) -> dict[str, str]:
    """What answers say outside of lists by key; nothing that stands differently in two places."""
    found: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        for at, value in answer.values():
            plain = isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
            if plain and not any(part.isdigit() for part in at.split("/")):
                found[at.rpartition("/")[2]].add(str(value).strip())
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}


def _asked(answers: Iterable[JsonPage]) -> dict[str, str]:
    """What the guide was asked for with: the page has it in its own address."""
    return {name: value for answer in answers for name, value in query_pairs(split(answer.url).query) if value}
