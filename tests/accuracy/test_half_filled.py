"""What a guide leaves to a script is unread until a browser showed it, and missing where the browser shows nothing."""

from __future__ import annotations

from crawler.accuracy.gold import GoldPage
from crawler.accuracy.replay import MemoryArchive
from crawler.assembly.awaited_values import NOT_FILLED
from crawler.assembly.region import RegionRecords
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import ListedItem
from tests.gold.gold_set import LABELS

HOST = "http://zwfw.example.gov.cn"
TITLES = ("受理条件", "办理流程", "设定依据")
SAID = (
    "<h1>取水许可</h1><table><tr><th>实施主体</th><td>云溪县水利局</td></tr><tr><th>承诺办结时限</th><td>10个工作日</td></tr>"
    "<tr><th>办理地点</th><td>云溪县政务服务中心三楼12号窗口</td></tr><tr><th>咨询电话</th><td>0999-7231106</td></tr></table>"
)


def half(name: str, at: str = "v") -> str:
    places = "".join(f'<h3>{title}</h3><div {name}="{at}{n}"></div>' for n, title in enumerate(TITLES))
    return f'<html><body>{SAID}{places}<script src="/js/detail.js"></script></body></html>'


def read(*looks: tuple[str, str, bool], item: str = "a") -> dict[str, Reading]:
    """What is read of one of several guides, each with its key, its page and whether a browser showed it."""
    archive = MemoryArchive()
    for key, body, browser in looks:
        page = GoldPage(url=f"{HOST}/guide/{key}", content_type="text/html; charset=utf-8", browser=browser)
        archive.add(page, body.encode(), PageKind.GUIDE, region="510000", item=key)
    profile = PortalProfile(code="510000", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    name = Reading(element="name", state=State.UNREAD, evidence="list", locator="/", reason="no list was read")
    row = ListedItem(key=item, name=name, target=Target(url=f"{HOST}/guide/{item}"), readings={})
    guide = RegionRecords(archive, profile, LABELS).item(row).guide
    return {element: guide.read(element) for element in ("conditions", "procedure", "remedy", "consultation_phone")}


def states(*looks: tuple[str, str, bool]) -> dict[str, State]:
    return {element: one.state for element, one in read(*looks).items()}


def test_what_a_script_was_to_fill_in_and_what_the_page_does_not_name_is_unread() -> None:
    found = read(("a", half("id"), False))
    assert {one.state for element, one in found.items() if element != "consultation_phone"} == {State.UNREAD}
    assert found["conditions"].reason == NOT_FILLED
    assert found["consultation_phone"].stated


def test_what_stays_empty_in_a_browser_is_missing() -> None:
    assert states(("a", half("id"), True))["conditions"] is State.NOT_STATED
    assert states(("a", half("id"), False), ("b", half("id"), True))["conditions"] is State.NOT_STATED
    assert states(("a", half("id"), False), ("b", half("id", at="w"), True))["conditions"] is State.UNREAD


def test_a_place_that_no_script_knows_is_empty() -> None:
    assert states(("a", half("title").replace(' title="v', ' align="v'), False))["conditions"] is State.NOT_STATED
