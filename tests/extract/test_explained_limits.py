"""A limit that an answer leaves empty and explains: the page shows the explanation in its place."""

from __future__ import annotations

import pytest

from crawler.assembly.guide_additions import with_not_told
from crawler.assembly.unknown_keys import not_told
from crawler.domain.elements import Reading, State
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from tests.extract.test_offered_files import LABELS


def answer(days: int | None, explained: str) -> JsonPage:
    data = {"taskName": "渡船登记", "acceptCondition": "渡船检验合格", "linkWay": "0571-85001234"}
    limit = {"anticipateDay": days, "anticipateType": "1", "anticipateExplain": explained}
    return JsonPage(data=data | limit, text="{}", url="http://a.test/api", evidence="a")


def rendered(limit: str) -> Page:
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格", "咨询电话": "0571-85001234", "法定办结时限": limit}
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    return Page(text=f"<html><body><table>{rows}</table></body></html>", url="http://a.test/1", evidence="e")


def limit(own: JsonPage, *shown: tuple[str, JsonPage]) -> Reading:
    missed = not_told([(rendered(said), [behind]) for said, behind in shown], LABELS)
    return with_not_told(read_guide([own], LABELS), missed, False).read("statutory_time_limit")


SHOWN = ("法律没有规定时限", answer(None, "法律没有规定时限"))


def test_the_explanation_stands_for_the_empty_limit() -> None:
    read = limit(answer(None, "本市没有规定时限"), SHOWN)
    assert (read.state, read.text, read.evidence) == (State.STATED, "本市没有规定时限", "a")
    assert limit(answer(20, "经批准可延长"), SHOWN).text.startswith("20")


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        (answer(None, ""), [SHOWN]),
        (answer(None, "经批准可延长"), [("另行告知", answer(None, "经批准可延长"))]),
        (answer(None, "经批准可延长"), [SHOWN, ("另行告知", answer(None, "经批准可延长"))]),
    ],
    ids=["not-explained", "shown-otherwise", "shown-so-and-so"],
)
def test_what_the_page_shows_otherwise_stays_unread(own: JsonPage, shown: list[tuple[str, JsonPage]]) -> None:
    assert limit(own, *shown).state is State.UNREAD
