"""The code lists of a portal (数据字典) that its pages ask for beside what they show: they belong to every guide of it.

A rendered page asks for them once, whichever page it is; guides that are read from their answers alone need them too.
Others stand in a script that all pages have (dict.js).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import WALKED, FetchState, PageKind, Via
from crawler.domain.values.code_lists import elements_with
from crawler.extract.answers.code_tables import tables_in
from crawler.extract.answers.codes import is_of_codes
from crawler.extract.labels.dictionary import field_name
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import under
from crawler.page.learned.calls import is_volatile
from crawler.page.parse import is_script
from crawler.page.script.chosen_words import chosen_words
from crawler.page.script.code_literals import code_literals, looked_up
from crawler.page.slots import slots
from crawler.page.states import states_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Evidence

_MOST = 200
"""Answers that are looked at."""
_MOST_PAGES = 3
_OF_ONE = re.compile(r"(?=.*\d)[\w-]{7,}", re.ASCII)
_COUNTED = re.compile(r"\d|[^\x00-\x7f]")
_SPEAKING = 6
"""Letters of a name that tells what its list is of; shorter ones (type, map) are those of anything in a script."""


def code_lists(
    evidence: Sequence[Evidence],
    page_of: Callable[[Evidence], Page | JsonPage | None],
    text_of: Callable[[Evidence], str],
) -> tuple[JsonPage, ...]:
    """The code lists of answers of rendered pages, of scripts, and of the data that pages carry for theirs."""
    answered = _answered(evidence, page_of)
    asked = _asked(evidence, text_of, answered)
    return *answered, *asked, *_written(evidence, text_of), *_carried(evidence, page_of)


def _asked(
    evidence: Sequence[Evidence], text_of: Callable[[Evidence], str], answered: Sequence[JsonPage]
) -> Iterator[JsonPage]:
    """The lists of answers by the keys whose codes a script looks up in them: label("online_depth", item.applyForm)."""
    named: dict[str, Mapping[str, str]] = {}
    for table in (table for page in answered for table in tables_in(page.data)):
        name = table.at.rpartition("/")[2]
        if len(name) >= _SPEAKING and field_name(name) in table.names:
            named[name] = table.words
    for one in scripts_in(evidence) if named else ():
        text = text_of(one)
        lists = {key: dict(named[name]) for key, name in looked_up(text, named).items() if field_name(key) != name}
        if lists := {key: told for key, told in lists.items() if _tells(key, told)}:
            yield JsonPage(data={"dict": lists}, text=text, url=one.url, evidence=one.id)


def _carried(evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]) -> Iterator[JsonPage]:
    """The dictionaries in what pages carry for their script (`__INITIAL_STATE__`): all pages have the same ones."""
    shown = (e for e in evidence if e.kind in WALKED and e.state is FetchState.FETCHED)
    told: set[str] = set()
    for page in islice((p for p in map(page_of, shown) if isinstance(p, Page)), _MOST_PAGES):
        for state in states_in(page):
            for at in dict.fromkeys(table.apart for table in tables_in(state.data) if table.apart):
                data = under(state.data, at)
                if (text := json.dumps(data, ensure_ascii=False)) not in told:
                    told.add(text)
                    yield JsonPage(data={"dict": data}, text=text, url=state.url, evidence=state.evidence)


def _written(evidence: Sequence[Evidence], text_of: Callable[[Evidence], str]) -> Iterator[JsonPage]:
    """The code lists that scripts write, whose words are those of one element, or whose name speaks for itself.

    One goes by the key as well whose codes the script looks up in it: DICT.depth[item.onlineHandleDepth]. What it
    chooses by a code (m.need == '1' ? '必要' : '非必要') is one where no other element has such words.
    """
    for one in scripts_in(evidence):
        text = text_of(one)
        every = code_literals(text)
        lists = {name: told for name, told in every.items() if _tells(name, told)}
        asked = {key: every[name] for key, name in looked_up(text, every).items() if key not in every}
        lists |= {key: told for key, told in asked.items() if _tells(key, told)}
        chosen = {key: told for key, told in chosen_words(text).items() if key not in lists and _is_of_one(told)}
        if lists := {**chosen, **lists}:
            yield JsonPage(data={"dict": lists}, text=text, url=one.url, evidence=one.id)


def scripts_in(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The scripts that came, each once."""
    scripts = {
        one.target.key: one
        for one in evidence
        if one.kind is PageKind.FRAGMENT
        and one.state is FetchState.FETCHED
        and is_script(one.target.url, one.content_type)
    }
    return list(scripts.values())[:_MOST]


def _tells(name: str, told: Any) -> bool:
    tables = tables_in({name: told})
    if len(tables) != 1 or tables[0].at != f"/{name}":
        return False
    return bool(_elements(tables[0].words)) or len(name) >= _SPEAKING


def _is_of_one(words: Mapping[str, str]) -> bool:
    return len(_elements(words)) == 1


def _elements(words: Mapping[str, str]) -> set[str]:
    """The elements of which all words of a list can be the value."""
    return set.intersection(*(set(elements_with(word)) for word in words.values()))


def _answered(
    evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]
) -> tuple[JsonPage, ...]:
    """The answers of rendered pages that hold code lists and nothing else: of one request, the first.

    One guide alone may have been rendered: what it asks for without saying whose it is, any other would ask for.
    """
    pages_by_id = {one.id: one for one in evidence}
    answers = [
        one
        for one in evidence
        if one.kind is PageKind.API and one.via is Via.BROWSER and one.state is FetchState.FETCHED
    ]
    times = Counter(one.target.key for one in answers)
    asked: dict[str, Evidence] = {}
    for one in answers:
        page = pages_by_id.get(one.parent or "")
        if times[one.target.key] > 1 or (page is not None and (page.kind in WALKED or _is_of_any(one, page))):
            asked.setdefault(one.target.key, one)
    pages = (page_of(one) for one in list(asked.values())[:_MOST])
    return tuple(page for page in pages if isinstance(page, JsonPage) and is_of_codes(page))


def _is_of_any(call: Evidence, page: Evidence) -> bool:
    """Whether a call of a page holds nothing that is of this page alone: no value of its address, no identifier."""
    own = {slot.value for slot in slots(page.target)}
    said = [slot.value for slot in slots(call.target) if not is_volatile(slot)]
    return not any(_OF_ONE.fullmatch(value) or (value in own and _COUNTED.search(value)) for value in said)
