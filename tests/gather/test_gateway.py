"""A portal of custom elements whose one gateway tells its services apart by a header and takes everything in base64."""

from __future__ import annotations

import base64
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

SHELL = (
    '<html><head><meta charset="utf-8"><title>云溪省政务服务网</title></head><body>'
    '<span data-h="#/hall">我要办事</span><div id="slot"></div><script src="/app.js"></script></body></html>'
)
SCRIPT = """const pack = (o) => btoa(JSON.stringify(o));
const open_ = (t) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(t), (c) => c.charCodeAt(0))));
const ask = (api, p) => fetch('/gateway', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Api': api},
  body: JSON.stringify({p: pack(p)})}).then((r) => r.json()).then((r) => open_(r.d));
class Hall extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: 'open'}), at = location.hash.match(/guide\\/(\\w+)/);
    if (at) this.guide(root, at[1]); else this.list(root);
  }
  list(root) {
    root.innerHTML = '<h2>事项清单</h2><p></p><div id="box" style="height:300px;overflow-y:auto"></div>';
    const box = root.querySelector('#box');
    let from = 0, busy = false, last = false;
    const more = () => {
      if (busy || last) return;
      busy = true;
      ask('item.page', {from}).then((d) => {
        root.querySelector('p').textContent = '共' + d.total + '项';
        for (const row of d.rows) {
          const card = document.createElement('div');
          card.style.minHeight = '90px';
          card.innerHTML = '<b>' + row.t + '</b><i>' + row.k + '</i>';
          card.onclick = () => { location.hash = '#/guide/' + row.g; };
          box.append(card);
        }
        from += d.rows.length; last = from >= d.total; busy = false;
      });
    };
    box.onscroll = more;
    more();
  }
  guide(root, g) {
    ask('item.detail', {g}).then((d) => {
      root.innerHTML = '<h2>' + d.name + '</h2>' + d.base.map((x) => `<p>${x[0]}：${x[1]}</p>`).join('')
        + '<div class="panel"><div class="head">申请材料（点击查看）</div><div class="body"></div></div>';
      root.querySelector('.head').onclick = () => ask('item.materials', {g}).then((ms) => {
        root.querySelector('.body').innerHTML = ms.map((m) => `<p>${m.name}</p>`).join('');
      });
    });
  }
}
customElements.define('x-hall', Hall);
const show = () => { slot.innerHTML = location.hash.startsWith('#/') ? '<x-hall></x-hall>' : '<h2>办事大厅</h2>'; };
document.onclick = (e) => { if (e.target.dataset && e.target.dataset.h) location.hash = e.target.dataset.h.slice(1); };
window.onhashchange = show; show();"""
ITEMS = [(f"4f2a90{n:02}c07d8e1b4f2a90{n:02}c07d8e1b", f"第{n}类特种行业经营许可证核发") for n in range(1, 10)]


@pytest.mark.browser
def test_services_behind_one_address_are_asked_for_by_their_names(
    site: Any, job: Any, options: CrawlOptions, tmp_path: Path, needed: Callable[[str, bool], None]
) -> None:
    needed("Chromium", executable(None) is not None)

    def answered(seen: Any) -> tuple[int, dict[str, str], bytes]:
        told = json.loads(base64.b64decode(json.loads(seen.body)["p"]))
        api = {name.lower(): value for name, value in seen.headers.items()}.get("x-api")
        found: object = None
        if api == "item.page":
            rows = [{"g": g, "t": name, "k": "行政许可"} for g, name in ITEMS[told["from"] : told["from"] + 4]]
            found = {"total": len(ITEMS), "rows": rows}
        elif api == "item.detail":
            base = [("事项类型", "行政许可"), ("实施主体", "云溪省公安厅"), ("承诺办结时限", "10个工作日")]
            base += [("受理条件", "具有固定的经营场所"), ("咨询电话", "0990-1234567"), ("办理地点", "政务大道1号")]
            found = {"name": dict(ITEMS)[told["g"]], "base": base}
        elif api == "item.materials":
            found = [{"name": f"{dict(ITEMS)[told['g']]}申请书", "need": "必要"}, {"name": "营业执照", "need": "必要"}]
        packed = base64.b64encode(json.dumps(found, ensure_ascii=False).encode()).decode()
        return 200, {"Content-Type": "application/json"}, json.dumps({"c": 0, "d": packed}).encode()

    site.routes["/"] = (200, {"Content-Type": "text/html; charset=utf-8"}, SHELL.encode())
    site.routes["/app.js"] = (200, {"Content-Type": "text/javascript; charset=utf-8"}, SCRIPT.encode())
    site.routes["/gateway"] = answered

    outcome = crawl([job()], data=tmp_path, run="2026Q4-1", options=options)["990001"]
    evidence = list(RegionArchive(tmp_path, "2026Q4-1", "990001").evidence())
    asked = [e for e in evidence if e.via is Via.HTTP and e.state is FetchState.FETCHED and e.target.headers]
    by_kind = {kind: {e.item for e in asked if e.kind is kind} for kind in (PageKind.GUIDE, PageKind.FRAGMENT)}
    assert {len(items) for items in by_kind.values()} == {len(ITEMS) - 1}  # One was clicked for the way to the others.
    assert {value for e in asked for _, value in e.target.headers} == {"item.page", "item.detail", "item.materials"}
    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, len(ITEMS))
