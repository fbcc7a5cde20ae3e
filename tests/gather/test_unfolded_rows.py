"""Main rows (主项) that a click unfolds: what it shows leads to the guides, though turning the page closes it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import FetchState, PageKind, Via
from crawler.gather.crawl import CrawlState, crawl
from crawler.gather.installed import executable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crawler.gather.crawl import CrawlOptions

PAGE = """<h2>部门服务</h2><ul id="depts"></ul><div id="matters"></div><script src="/list.js"></script>"""
SCRIPT = """const get = (u, then) => fetch(u).then((r) => r.json()).then(then);
for (const [code, name] of [['d4001', '市水务局'], ['d4002', '市民政局'], ['d4003', '市教育局']]) {
  const li = document.createElement('li');
  li.textContent = name;
  li.onclick = () => load(code);
  document.getElementById('depts').append(li);
}
function load(dept) {
  get('/api/matters?dept=' + dept, (d) => {
    const box = document.getElementById('matters');
    box.innerHTML = '';
    for (const row of d.rows) {
      const v = document.createElement('div');
      v.innerHTML = `<span>${row.catalogName}</span><button>展开（${row.subCount}）</button><ul></ul>`;
      v.querySelector('button').onclick = () => get('/api/sub?catalogId=' + row.catalogId, (s) => {
        v.querySelector('ul').innerHTML = s.data
          .map((x) => `<li><a href="/guide/${x.taskGuid}" target="_blank">${x.taskName}</a></li>`).join('');
      });
      box.append(v);
    }
  });
}"""
MAIN = {
    "d4001": ("取水许可", "河道采砂许可"),
    "d4002": ("社会团体登记",),
    "d4003": ("教师资格认定", "民办学校设立审批"),
}


def _catalogue(name: str) -> str:
    return f"c{sum(map(ord, name)):08}"


def _tasks(name: str) -> list[dict[str, str]]:
    at = sum(map(ord, name))
    return [
        {
            "taskGuid": f"4f2a{at:06}{n}c07d",
            "taskName": f"{name}（{how}）",
            "deptName": "市水务局",
            "taskType": "行政许可",
        }
        for n, how in enumerate(("新办", "变更"))
    ]


@pytest.mark.browser
def test_rows_that_a_click_unfolds_lead_to_their_guides(  # noqa: PLR0917 - fixtures
    site: Any,
    job: Any,
    guide_page: Callable[..., str],
    options: CrawlOptions,
    tmp_path: Path,
    needed: Callable[[str, bool], None],
) -> None:
    needed("Chromium", executable(None) is not None)
    plain = {"Content-Type": "application/json; charset=utf-8"}
    site.html("/", '<h1>云溪省政务服务网</h1><p>提供政务服务事项的查询和办理指引。</p><a href="/bmfw">部门办事</a>')
    site.html("/bmfw", PAGE)
    site.routes["/list.js"] = (200, {"Content-Type": "text/javascript; charset=utf-8"}, SCRIPT.encode())
    for dept, names in MAIN.items():
        rows = [{"catalogId": _catalogue(n), "catalogName": n, "subCount": 2} for n in names]
        site.routes[f"/api/matters?dept={dept}"] = (200, plain, json.dumps({"total": len(rows), "rows": rows}).encode())
        for name in names:
            found = json.dumps({"data": _tasks(name)}).encode()
            site.routes[f"/api/sub?catalogId={_catalogue(name)}"] = (200, plain, found)
            for number, task in enumerate(_tasks(name)):
                site.html(f"/guide/{task['taskGuid']}", guide_page(number).replace("办事指南", task["taskName"]))

    outcome = crawl([job()], data=tmp_path, run="2026Q4-1", options=options)["990001"]
    evidence = list(RegionArchive(tmp_path, "2026Q4-1", "990001").evidence())
    guides = {e.target.url for e in evidence if e.kind is PageKind.GUIDE and e.state is FetchState.FETCHED}
    assert {url.rpartition("/")[2] for url in guides} == {
        t["taskGuid"] for v in MAIN.values() for n in v for t in _tasks(n)
    }
    assert all(e.via is Via.HTTP for e in evidence if e.kind is PageKind.GUIDE)
    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, 10)
