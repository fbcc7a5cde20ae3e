"""A specimen of the result that a rendered guide links to: the key of its number is known for all guides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.assembly.guide_additions import with_not_told
from crawler.assembly.unknown_keys import Taught
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from tests.extract.test_offered_files import LABELS, NUMBER

FILE = "http://a.test/rest/read?no={}"
LOOK = Evidence(
    id="page",
    region="990001",
    kind=PageKind.GUIDE,
    target=Target(url="http://a.test/1"),
    state=FetchState.FETCHED,
    item="i1",
    via=Via.BROWSER,
)


def answer(number: str | None, **more: str) -> JsonPage:
    facts = {"taskName": "渡船登记", "acceptCondition": "渡船检验合格", "linkWay": "0571-85001234"}
    facts |= {"jgzlNo": number} if number is not None else {}
    return JsonPage(data={"data": facts | more}, text="{}", url="http://a.test/api", evidence="told")


def rendered(offered: str) -> Page:
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格", "咨询电话": "0571-85001234", "结果名称": "登记证"}
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    return Page(
        text=f"<html><body><table>{rows}<tr><th>结果样本</th><td>{offered}</td></tr></table></body></html>",
        url="http://a.test/1",
        evidence="page",
    )


def specimen(offered: str, own: JsonPage, behind: JsonPage | None = None) -> Reading:
    """What the guide that came as `own` says of it, where one was rendered that offers this."""
    pages: dict[str, Page | JsonPage] = {"page": rendered(offered), "told": behind or answer(NUMBER.format(1))}
    told = replace(LOOK, id="told", kind=PageKind.API, via=Via.HTTP)
    taught = Taught(lambda: [[LOOK, told]], lambda look: pages[look.id], LABELS, ())
    guide = taught.put_together(read_guide([own], taught.labels), [own])
    return with_not_told(guide, taught.not_told, False).read("result_sample")


LINK = f"<a href='{FILE.format(NUMBER.format(1))}'>登记证样本</a>"


def test_the_number_in_the_address_tells_the_key() -> None:
    read = specimen(LINK, answer(NUMBER.format(2)))
    assert (read.state, read.value, read.locator) == (State.STATED, FILE.format(NUMBER.format(2)), "/data/jgzlNo")


def test_an_empty_key_says_that_there_is_none_and_a_missing_one_nothing() -> None:
    assert specimen(LINK, answer("")).state is State.NOT_STATED
    assert specimen(LINK, answer(None)).state is State.UNREAD


@pytest.mark.parametrize(
    ("offered", "behind"),
    [
        (f"<a href='{FILE.format(NUMBER.format(7))}'>登记证样本</a>", None),
        (f"{LINK}<a href='/rest/read?no=2'>背面</a>", None),
        (LINK, answer(NUMBER.format(1), ndxzNo=NUMBER.format(1))),
        ("登记证样本", None),
    ],
    ids=["of-another-number", "several-links", "of-two-keys", "no-link"],
)
def test_what_does_not_tell_the_key_leaves_it_unread(offered: str, behind: JsonPage | None) -> None:
    assert specimen(offered, answer(""), behind).state is State.UNREAD
