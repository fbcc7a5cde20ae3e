"""An item that two lists show, each at an address of its own: what either row says of it belongs to the one item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checks.item_list.row_elements import CHECK
from crawler import catalogue
from crawler.assembly.region import RegionRecords
from crawler.domain.check import Outcome
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

PORTAL = "http://portal.test"
NAMES = ("养犬登记", "渡船登记", "取水许可核发", "采砂许可核发", "船员注册")
CODES = [f"11990101MB0000001{n}4620101{n:06d}" for n in range(len(NAMES))]
ROWS = "".join(
    f"<li><a href='/guide/{n}'>{name}</a><p>事项类型：行政许可</p><p>办理机构：云溪市水务局</p></li>"
    for n, name in enumerate(NAMES)
)
PAGE = f"<html><body><h2>办事指南</h2><ul>{ROWS}</ul></body></html>"


def _guide(number: int, code: str) -> str:
    rows = (("事项名称", NAMES[number]), ("实施编码", code), ("事项类型", "行政许可"), ("受理条件", "符合规定"))
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    return f"<html><body><h1>{NAMES[number]}</h1><table>{table}</table></body></html>"


class _Archive:
    """A page that lists items without codes, a call that lists them with codes, and the guides behind either."""

    def __init__(self, *, coded: bool) -> None:
        told = [
            {"itemName": name, "implCode": code if coded else None, "orgName": "云溪市水务局", "id": 700100 + n}
            for n, (name, code) in enumerate(zip(NAMES, CODES, strict=True))
        ]
        self._answer = json.dumps({"data": {"total": len(NAMES), "records": told}}, ensure_ascii=False)
        self._bodies: dict[str, bytes] = {}

    def evidence(self) -> Iterator[Evidence]:
        for id_, url, body in (
            ("page", "/list", PAGE),
            ("call", "/api/items?page=1&size=10", self._answer),
        ):
            yield self._one(id_, PageKind.LIST, url, body)
            page = parse(body.encode(), None, f"{PORTAL}{url}", id_)
            assert page is not None
            for number, item in enumerate(page.items()):
                at = f"/guide/{number}" if id_ == "page" else f"/guide?id={700100 + number}"
                yield self._one(f"{id_}-{number}", PageKind.GUIDE, at, _guide(number, CODES[number]), item.key)

    def _one(self, id_: str, kind: PageKind, url: str, body: str, item: str | None = None) -> Evidence:
        self._bodies[id_] = body.encode()
        content = "application/json" if body.startswith("{") else "text/html"
        return Evidence(
            id=id_, region="1", kind=kind, target=Target(url=f"{PORTAL}{url}"), state=FetchState.FETCHED, item=item,
            attempts=1, content_type=content, sha256=id_,
        )  # fmt: skip

    def payload(self, evidence: Evidence) -> bytes:
        return self._bodies[evidence.id]


def _outcome(*, coded: bool) -> tuple[int, Outcome]:
    profile = PortalProfile(code="1", name="云溪市", level=Level.OTHER, portal=f"{PORTAL}/")
    records = RegionRecords(_Archive(coded=coded), profile, read_labels(catalogue.labels_text()))
    assert len(list(records.items())) == len(NAMES)
    listed = records.item_list()
    return len(listed.items), CHECK.evaluate(listed).outcome


def test_a_code_that_only_the_other_list_says_is_one_of_the_item() -> None:
    assert _outcome(coded=True) == (len(NAMES), Outcome.PASSED)


def test_a_code_that_no_list_says_is_lacking() -> None:
    assert _outcome(coded=False) == (len(NAMES), Outcome.FAILED)
