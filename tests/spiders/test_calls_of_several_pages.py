"""Several pages of a portal that show their rows by one and the same call: it is asked once, and serves all of them."""

from __future__ import annotations

import json
from dataclasses import replace

from crawler.domain.evidence import PageKind, Target
from spiders.platforms.auto import Walk
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, walk

_SIZE, _TOTAL = 3, 8
SHELL = html(
    "<h2>事项清单</h2><div id='rows'>正在加载…</div><script>fetch('/api/list?pageNum=' + page).then(show)</script>"
    + "<p>请点击事项名称查看办事指南。</p>" * 5
)
PAGES = ("/list", "/list?view=dept", "/list?view=theme")


def _path(page: int) -> str:
    return f"/api/list?pageNum={page}&pageSize={_SIZE}"


class SameCall(World):
    """A portal whose views of the list show the same rows first, a pager of scripts, and how many rows there are."""

    def __init__(self) -> None:
        names = ("政务服务事项清单", "部门服务", "主题服务")
        super().__init__({
            "/": front(*(link(path, name) for path, name in zip(PAGES, names, strict=True))),
            **dict.fromkeys(PAGES, SHELL),
            **{f"/guide/{n}": guide(n) for n in range(_TOTAL)},
        })  # fmt: skip
        for page in (1, 2, 3):
            listed = [
                {"itemName": f"第{n}类经营许可证核发", "itemCode": f"4f2a{n:06d}", "url": f"/guide/{n}"}
                for n in range((page - 1) * _SIZE, min(page * _SIZE, _TOTAL))
            ]
            answer = {"total": _TOTAL, "pages": 3, "pageNum": page, "rows": listed}
            self.pages[_path(page)] = json.dumps(answer, ensure_ascii=False)

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if "/api/" in errand.target.url:
            return replace(came, evidence=replace(came.evidence, content_type="application/json"))
        if not errand.render or "/list" not in errand.target.url:
            return came
        call = self.look(Errand(target=Target(url=PORTAL + _path(1)[1:]), kind=PageKind.API))
        items = "".join(
            f'<div><h4><a href="/guide/{n}">第{n}类经营许可证核发</a></h4><p>行政许可</p></div>' for n in range(_SIZE)
        )
        pager = "".join(f'<a href="javascript:;" onclick="load({n})">{n}</a>' for n in (1, 2, 3))
        shown = html(f"<h2>事项清单</h2><p>共找到 {_TOTAL} 个事项</p>{items}<div class='pager'>第1/3页{pager}</div>")
        return replace(came, body=shown.encode(), calls=(call,))


def test_rows_of_a_call_that_another_page_makes_too_are_no_list_of_their_own() -> None:
    world, walker = SameCall(), Walk(job())

    every = walk(world, walker)

    assert walker.found() == _TOTAL
    assert not [errand.skip for errand in every if errand.skip]
    assert not [errand for errand in every if errand.look > 1]
