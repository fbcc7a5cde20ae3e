"""An archive in memory, of a portal with two items, and the records that are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.assembly.region import RegionRecords
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.domain.records import ServiceItem

HOST = "http://a.example"

LIST = """<html><body><h2>政务服务事项清单</h2><table>
<tr><th>事项名称</th><th>实施主体</th></tr>
<tr><td><a href="/guide?id=1">食品经营许可核发（新办）</a></td><td>市场监督管理局</td></tr>
<tr><td><a href="/guide?id=2">城镇污水排入排水管网许可</a></td><td>水务局</td></tr></table></body></html>"""

GUIDE = """<html><body><div class="t">{name}</div><table>
<tr><th>实施主体</th><td>市场监督管理局</td></tr><tr><th>承诺办结时限</th><td>5个工作日</td></tr>
<tr><th>受理条件</th><td>有固定的经营场所</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心2楼</td></tr>
<tr><th>咨询电话</th><td>0571-12345678</td></tr>{row}</table></body></html>"""


class Kept:
    """An archive in memory."""

    def __init__(self) -> None:
        self._looks: list[tuple[Evidence, bytes]] = []

    def add(self, kind: PageKind, url: str, text: str | None, **said: object) -> None:
        state = FetchState.FETCHED if text is not None else FetchState.FAILED
        number = len(self._looks)
        page = "application/json" if (text or "").startswith("{") else "text/html; charset=utf-8"
        content = str(said.pop("content_type", page))
        clicked = said.pop("clicked", None)
        target = Target(url=url, method="CLICK", body=str(clicked)) if clicked else Target(url=url)
        evidence = Evidence(
            id=f"e{number}", region="1", kind=kind, target=target, state=state, attempts=1,
            content_type=content, **said,  # type: ignore[arg-type]
        )  # fmt: skip
        self._looks.append((evidence, (text or "").encode()))

    def evidence(self) -> Iterator[Evidence]:
        return (one for one, _ in self._looks)

    def payload(self, evidence: Evidence) -> bytes:
        return next(body for one, body in self._looks if one.id == evidence.id)


def two_items() -> Kept:
    """The front page and a list of two items."""
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", LIST)
    return kept


def records_of(archive: Kept) -> RegionRecords:
    """What a region's archive says."""
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    return RegionRecords(archive, profile, read_labels(catalogue.labels_text()))


def assembled(archive: Kept) -> list[ServiceItem]:
    """The items, each with its guide."""
    return list(records_of(archive).items())


def item_keys() -> list[str]:
    """The keys of the two items of the list."""
    page = parse(LIST.encode(), "text/html; charset=utf-8", f"{HOST}/list", "e")
    assert page is not None
    return [item.key for item in page.items()]


def first_of(items: Iterable[ServiceItem]) -> ServiceItem:
    """The first of some items."""
    return next(iter(items))
