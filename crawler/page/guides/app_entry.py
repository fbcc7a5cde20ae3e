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
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.domain.evidence import Target
from crawler.page.guides.online_entry import ENTRANCE
from crawler.page.links import query_pairs, split
from crawler.page.script.expressions import closing, split_arguments
from crawler.page.script.routes import ROUTE, routes_begin, with_routes
from crawler.page.script.scripts import Scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_SPEAKS = re.compile(r"router\.|location|open\s*\(")
_CALLED = re.compile(rf"(?:{_NAME}\.)*(?P<name>{_NAME})\s*(?:\([^()]*\))?\s*;?\s*\}}?$")
_SAID = re.compile(rf"(?<![\w$.'\"])(?P<chain>(?:{_NAME}\.)+)(?P<key>[A-Za-z_]\w*)(?![\w$(]|\s*=(?!=)|\.\w)")
_OF_THE_BROWSER = re.compile(r"(?:window|location|document|console|Math|JSON|history|navigator)\.")
_OF_THE_ADDRESS = re.compile(r"\$?route\.|\.(?:query|params)\.$")
_UNWRITABLE = re.compile(r"['\\\n\r]")
_ROOTED = re.compile(r"https?://|/(?!/)")
_LONGEST = 2_000_000
_MOST = 4


@dataclass(frozen=True, slots=True)
class Shell:
    """What the page of an app has to tell beside its scripts: the buttons of its templates, and where it was shown."""

    url: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppEntry:
    """What a click on such a button does: a piece of script, the script that it stands in, where routes begin."""

    code: str
    scripts: Scripts
    root: str | None = None

    def of(self, answers: Iterable[JsonPage]) -> Target | None:
        """Where it leads for the guide that came as these answers; None where that is not to be read off them."""
        pages = [*answers]
        said, asked = _values(pages), _asked(pages)

        def written(match: re.Match[str]) -> str:
            chain, key = match["chain"], match["key"]
            if _OF_THE_BROWSER.match(chain):
                return match.group(0)
            value = (asked.get(key) if _OF_THE_ADDRESS.search(chain) else None) or said.get(key)
            return match.group(0) if value is None or _UNWRITABLE.search(value) else f"'{value}'"

        outcome = self.scripts.follow(_SAID.sub(written, self.code))
        if outcome is None or not outcome.url or outcome.submits or outcome.made or outcome.fetched:
            return None
        if outcome.url.startswith(ROUTE):
            return Target(url=self.root + outcome.url.removeprefix(ROUTE)) if self.root is not None else None
        return Target(url=urljoin(pages[0].url, outcome.url)) if pages and _ROOTED.match(outcome.url) else None


def shell_of(page: Page) -> Shell:
    """What the page of an app tells of entrances, as a browser shows it."""
    return Shell(url=page.url, codes=_codes(page.text))


def app_entries(text: str, shell: Shell | None = None) -> tuple[AppEntry, ...]:
    """The entrances that a script opens, which draws them itself or finds them drawn in the page of its app."""
    shell = shell or Shell()
    codes = dict.fromkeys((*_codes(text), *shell.codes)) if len(text) <= _LONGEST else {}
    if not codes:
        return ()
    scripts = Scripts(text)
    root = routes_begin(shell.url, text)
    bodies = dict.fromkeys(with_routes(body) for body in _bodies(scripts, codes))
    return tuple(AppEntry(body, scripts, root) for body in bodies)[:_MOST]


def _codes(text: str) -> tuple[str, ...]:
    """What buttons that are called so do, and what links that are open, as a template writes it."""
    if len(text) > _LONGEST:
        return ()
    done = [_plain(m["code"]) for pattern in _BUTTONS for m in pattern.finditer(text)]
    led = [(m["what"], _bound(_plain(m["code"]))) for pattern in _LINKS for m in pattern.finditer(text)]
    return (*done, *(f"$router.push({code})" if what == "to" else f"location.href = {code}" for what, code in led))


def _plain(code: str) -> str:
    return html.unescape(code.replace("\\'", "'").replace('\\"', '"')).strip()


def _bound(code: str) -> str:
    """An expression without what goes on behind it in what was made of a template."""
    ends = closing(f"{code}}}", 0, "}") - 1
    return next(iter(split_arguments(f"{code[:ends]})", 0)), "")


def _bodies(scripts: Scripts, codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        called = _CALLED.search(code)
        function = scripts.function(called["name"]) if called is not None else None
        if function is not None:
            yield scripts.text[function.start : closing(scripts.text, function.start, "}") - 1]
        elif _SPEAKS.search(code):
            yield code


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
