"""The calls of one column (部门, 主题), carried over to the others of its kind."""

from __future__ import annotations

from crawler.domain.evidence import Target
from crawler.page.html import Page
from crawler.page.learned.calls import ListCall
from crawler.page.learned.like_calls import Waiting, learn_like, waiting
from crawler.page.parse import parse
from crawler.page.slots import slots

HOST = "http://portal.test"


def column(address: str) -> Waiting:
    target = Target(url=HOST + address)
    tabs = "".join(f'<a class="t" data-bureau="{one}">{one}</a>' for one in ("swj", "jyj", "mzj"))
    markup = f'<p>{tabs}<a class="t" data-bureau="">全部</a></p><div id="rows"></div>'
    found = parse(markup.encode(), "text/html", target.url, "e1")
    assert isinstance(found, Page)
    return waiting(found, target)


def call(bureau: str, theme: str = "") -> ListCall:
    target = Target(url=f"{HOST}/rows", method="POST", body=f"bureau={bureau}&theme={theme}&pageNo=1")
    counter = next(slot for slot in slots(target) if slot.name == "pageNo")
    return ListCall(target=target, counter=counter, by_rows=False, first=1, here=1, size=None, total=None, last=None)


def test_what_was_clicked_on_the_page_of_a_column_is_the_list_of_another_one() -> None:
    like = learn_like([call(""), call("jyj"), call("swj"), call("", "T1")], column("/bm?bureau=swj"))
    assert like is not None
    bodies = [one.target.body for one in like.of(column("/bm?bureau=mzj"))]
    assert bodies == ["bureau=mzj&theme=&pageNo=1"]


def test_tabs_of_a_page_whose_address_says_none_of_them_are_all_its_own() -> None:
    like = learn_like([call("jyj", "T47"), call("swj", "T47")], column("/bm?theme=T47"))
    assert like is not None
    bodies = {one.target.body for one in like.of(column("/bm?theme=T48"))}
    assert bodies == {f"bureau={one}&theme=T48&pageNo=1" for one in ("swj", "jyj", "mzj")}
