"""Failed calls to other sites: those of a counter of visits leave no guide open, those that may bring a part do."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.assembly.guide_looks import GuideLooks
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.page.parse import parse

PORTAL = "http://zwfw.yunxi.gov.cn"
COUNTER = "http://count.visits.example/hit?url=http%3A%2F%2Fzwfw.yunxi.gov.cn%2Fpage%2F{0}"
GATEWAY = "http://gateway.example/api?id={0}"
ABROAD = "http://api.yunxi-data.example/part?page={0}"
OWN = "http://data.yunxi.gov.cn/part?page={0}"


def _look(id_: str, kind: PageKind, url: str, parent: str | None = None, body: bytes | None = None) -> Evidence:
    failed: dict[str, Any] = {"state": FetchState.FAILED, "failure": Failure.RESET}
    came = {"state": FetchState.FETCHED, "content_type": "application/json", "size": len(body or b"")}
    return Evidence(
        id=id_, region="1", kind=kind, target=Target(url=url), parent=parent, item="a", via=Via.BROWSER,
        **(failed if parent and body is None else came),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("call", "elsewhere", "open_"),
    [
        (COUNTER, None, True),  # nobody knows what it brings
        (COUNTER, (PageKind.HOME, None), False),  # the front page makes it too
        (COUNTER, (PageKind.GUIDE, None), True),
        (GATEWAY, (PageKind.HOME, None), True),  # all parts of a portal may come by one address
        ("http://gateway.example/api?site=17", (PageKind.HOME, None), False),
        (COUNTER, (PageKind.GUIDE, b'{"ok":1}'), False),
        (COUNTER, (PageKind.GUIDE, b""), False),
        (ABROAD, (PageKind.HOME, b'{"code":200,"data":{"conditions":"any"}}'), True),
        (OWN, (PageKind.HOME, None), True),
    ],
)
def test_a_failed_call_to_another_site_leaves_a_guide_open_unless_it_is_no_part_of_any(
    call: str, elsewhere: tuple[PageKind, bytes | None] | None, open_: bool
) -> None:
    looks = [_look("g", PageKind.GUIDE, f"{PORTAL}/guide?id=1"), _look("c", PageKind.API, call.format(1), "g")]
    if elsewhere is not None:
        kind, body = elsewhere
        looks += [_look("o", kind, f"{PORTAL}/other"), _look("d", PageKind.API, call.format(2), "o", body)]
    bodies = {"d": elsewhere[1] or b"" if elsewhere else b""}
    guide = GuideLooks(looks, lambda one: parse(bodies.get(one.id, b""), one.content_type, one.url, one.id))

    assert [one.id for one in guide.read(looks[:2])] == (["g", "c"] if open_ else ["g"])
