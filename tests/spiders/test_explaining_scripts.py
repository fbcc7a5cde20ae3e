"""Scripts of a portal that draw its guides out of answers are asked for once: they may say what codes mean."""

from __future__ import annotations

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.html import Page
from spiders.platforms.outer import OuterScripts
from spiders.platforms.walking import Errand, Look

TEXT = (
    "<html><body><h1>渡船登记</h1><script src='/app.js'></script><script src='/jquery.min.js'></script></body></html>"
)


def _look(number: int, *, calls: bool) -> tuple[Errand, Page, Look]:
    target = Target(url=f"http://zwfw.yunxi.gov.cn/#/guide?id={number}")
    guide = Evidence(
        id=f"g{number}", region="990001", kind=PageKind.GUIDE, target=target, state=FetchState.FETCHED, via=Via.BROWSER
    )
    call = Look(evidence=guide, body=b"{}")
    look = Look(evidence=guide, body=TEXT.encode(), calls=(call,) if calls else ())
    errand = Errand(target=target, kind=PageKind.GUIDE, item=f"i{number}", render=True)
    return errand, Page(text=TEXT, url=target.url, evidence=guide.id), look


def test_they_are_asked_for_with_the_first_guide_that_calls_fill() -> None:
    outer = OuterScripts(lambda _: True)
    assert outer.explaining(*_look(1, calls=False)) == []
    [asked] = outer.explaining(*_look(2, calls=True))
    assert (asked.target.url, asked.kind, asked.item) == ("http://zwfw.yunxi.gov.cn/app.js", PageKind.FRAGMENT, None)
    assert outer.explaining(*_look(3, calls=True)) == []


def test_no_script_of_another_site_is_asked_for() -> None:
    assert OuterScripts(lambda _: False).explaining(*_look(1, calls=True)) == []
