"""Hand-made guides of about 40 kB in layouts that have little in common, for measuring what reading one costs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.portal_site import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LAW = "申请人应当如实提交材料，并对其真实性负责；受理机关自受理之日起在规定期限内作出决定并书面告知。"
_BASIC = (
    ("事项类型", "行政许可"),
    ("实施主体", "云溪市市场监督管理局"),
    ("服务对象", "自然人，企业法人，社会组织法人"),
    ("行使层级", "市级"),
    ("办件类型", "承诺件"),
    ("法定办结时限", "20个工作日"),
    ("承诺办结时限", "5个工作日"),
    ("到办事现场次数", "0次"),
    ("办理形式", "窗口办理、网上办理"),
    ("网上办理深度", "全程网办（Ⅳ级）"),
    ("是否收费", "不收费"),
    ("咨询电话", "0990-8123456"),
    ("监督投诉电话", "0990-12345"),
    ("办理地点", "云溪市人民路18号政务服务中心二楼B区12号窗口"),
    ("办理时间", "周一至周五 9:00-12:00，13:30-17:00（法定节假日除外）"),
)
_STEPS = ("申请", "受理", "审查", "决定", "制证", "送达")


def layouts() -> dict[str, tuple[Callable[[int], bytes], str]]:
    """Name -> the page of any number, and its content type; two numbers differ in code, name and values."""
    return {
        "tables": (_tables, "text/html; charset=utf-8"),
        "tabs and definition lists": (_tabs, "text/html; charset=utf-8"),
        "headings and paragraphs": (_prose, "text/html; charset=gb2312"),
        "four columns, nested": (_nested, "text/html"),
        "cards of spans": (_cards, "text/html; charset=utf-8"),
        "JSON": (_json, "application/json"),
    }


def _tables(n: int) -> bytes:
    return pages(n + 1)[f"/guide/{n}.html"]


def _basic(n: int) -> list[tuple[str, str]]:
    return [
        ("事项名称", f"食品小作坊第{n}类登记"),
        ("实施编码", f"11990000MB{n:07}4000115{n:03}001"),
        *_BASIC[:5],
        ("法定办结时限", f"{n % 30 + 15}个工作日"),
        *_BASIC[6:11],
        ("咨询电话", f"0990-8{n % 900000 + 100000}"),
        *_BASIC[12:],
    ]


def _materials(n: int, count: int) -> list[tuple[str, ...]]:
    return [
        (f"第{n}-{i}种申请材料", "原件" if i % 3 else "复印件", f"{i % 3 + 1}份", "申请人自备", "必要")
        for i in range(1, count + 1)
    ]


def _tabs(n: int) -> bytes:
    titles = ("基本信息", "受理条件", "申请材料", "办理流程", "设定依据", "常见问题")
    bar = "".join(f'<li><a href="#tab{i}" class="tab-link">{t}</a></li>' for i, t in enumerate(titles))
    pairs = "".join(f'<dl class="row"><dt>{k}：</dt><dd>{v}</dd></dl>' for k, v in _basic(n))
    conditions = "".join(f"<p>{i}. {_LAW}</p>" for i in range(1, 9))
    rows = "".join(
        f'<tr><td>{i}</td><td class="name">{m[0]}</td><td>{m[1]}</td><td>{m[2]}</td><td>{m[3]}</td>'
        f'<td><a href="/file/download?id={n}0{i}" class="d">空白表格下载</a> '
        f'<a href="/file/download?id={n}1{i}">示例样表</a></td></tr>'
        for i, m in enumerate(_materials(n, 18), 1)
    )
    head = "".join(f"<th>{h}</th>" for h in ("序号", "材料名称", "材料类型", "份数", "来源渠道", "表格下载"))
    steps = "".join(
        f'<li class="step"><h4>{s}</h4><p>办理时限：{i}个工作日</p><p>{_LAW}</p></li>' for i, s in enumerate(_STEPS, 1)
    )
    asked = "".join(f"<p>问：第{i}种情形如何办理？</p><p>答：{_LAW}</p>" for i in range(1, 9))
    laws = "".join(f"<p>《中华人民共和国食品安全法》第{i}条：{_LAW}</p>" for i in range(30, 38))
    panels = (pairs, conditions, f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    shown = "".join(
        f'<div id="tab{i}" class="panel" style="display:{"none" if i else "block"}">{p}</div>'
        for i, p in enumerate((*panels, f'<ul class="steps">{steps}</ul>', laws, asked))
    )
    return _page(f"食品小作坊第{n}类登记", f'<ul class="tab-bar">{bar}</ul>{shown}', "utf-8", menu=70, weight=21_000)


def _prose(n: int) -> bytes:
    pairs = "".join(f"<p><strong>{k}：</strong>{v}</p>" for k, v in _basic(n)[1:])
    listed = "".join(f"<p>{i}．{m[0]}（{m[1]}{m[2]}）；</p>" for i, m in enumerate(_materials(n, 25), 1))
    steps = "".join(f"<p>（{i}）{s}：{_LAW}</p>" for i, s in zip("一二三四五六", _STEPS, strict=True))
    laws = "".join(f"<p>{i}.《食品安全法实施条例》第{i}条 {_LAW}</p>" for i in range(1, 11))
    conditions = "".join(f"<p>{i}、{_LAW}</p>" for i in range(1, 16))
    parts = (
        ("一、基本情况", pairs),
        ("二、受理条件", conditions),
        ("三、申请材料", listed),
        ("四、办理流程", steps),
        ("五、设定依据", laws),
    )
    content = "".join(f"<h3>{title}</h3>{body}" for title, body in parts)
    return _page(f"食品小作坊第{n}类登记办事指南", f"<h1>食品小作坊第{n}类登记</h1>{content}", "gb2312", 100, 25_000)


def _nested(n: int) -> bytes:
    pairs = _basic(n)
    rows = "".join(
        f"<tr><td class=l>{a[0]}</td><td>{a[1]}</td><td class=l>{b[0]}</td><td><font>{b[1]}</font></td></tr>"
        for a, b in zip(pairs[::2], pairs[1::2], strict=False)
    )
    long = "".join(
        f"<tr><td class=l>{label}</td><td colspan=3>{'<br>'.join(f'{i}、{_LAW}' for i in range(1, 9))}</td></tr>"
        for label in ("受理条件", "办理流程", "设定依据", "权利与义务")
    )
    head = "".join(f"<td><b>{h}</b></td>" for h in ("序号", "材料名称", "原件或复印件", "份数", "材料来源", "是否必要"))
    body = "".join(
        f"<tr><td>{i}</td>{''.join(f'<td>{c}</td>' for c in m)}</tr>" for i, m in enumerate(_materials(n, 30), 1)
    )
    files = "".join(f'<p><a href="/upload/{n}/{i}.doc">附件{i}：第{n}-{i}种申请材料.doc</a></p>' for i in range(1, 9))
    table = (
        f"<table width=960>{rows}{long}<tr><td class=l>申请材料</td><td colspan=3><table><tr>{head}</tr>{body}</table>"
        f"</td></tr><tr><td class=l>表格下载</td><td colspan=3>{files}</td></tr></table>"
    )
    shell = f"<table><tr><td>{table}</td></tr></table>"
    return _page(f"食品小作坊第{n}类登记", shell, "utf-8", menu=80, weight=22_000)


def _cards(n: int) -> bytes:
    def pair(label: str, value: str) -> str:
        return (
            f'<div class="item" data-v-7ba5bd90><span class="label" data-v-7ba5bd90>{label}</span>'
            f'<span class="value" data-v-7ba5bd90>{value}</span></div>'
        )

    columns = ("材料名称", "材料形式", "材料份数", "来源渠道", "材料必要性")
    basic = "".join(pair(k, v) for k, v in _basic(n))
    cards = "".join(
        f'<div class="card" data-v-7ba5bd90>{"".join(pair(c, v) for c, v in zip(columns, m, strict=True))}</div>'
        for m in _materials(n, 16)
    )
    sections = (
        ("基本信息", basic),
        ("受理条件", "".join(f"<p>{i}. {_LAW}</p>" for i in range(1, 9))),
        ("申请材料", cards),
        ("办理流程", "".join(f"<p>{i}. {s}：{_LAW}</p>" for i, s in enumerate(_STEPS, 1))),
        ("设定依据", "".join(f"<p>《行政许可法》第{i}条：{_LAW}</p>" for i in range(12, 20))),
    )
    content = "".join(
        f'<section class="block" data-v-7ba5bd90><h2 class="title"><span>{t}</span></h2>'
        f'<div class="body">{b}</div></section>'
        for t, b in sections
    )
    return _page(f"食品小作坊第{n}类登记", f'<div id="app">{content}</div>', "utf-8", menu=60, weight=15_000)


def _json(n: int) -> bytes:
    basic = dict(_basic(n))
    item = {
        "taskName": basic["事项名称"],
        "taskCode": basic["实施编码"],
        "taskType": "01",
        "taskTypeText": "行政许可",
        "deptName": basic["实施主体"],
        "serveType": "1,2",
        "projectType": "2",
        "anticipateDay": n % 30 + 15,
        "anticipateType": "1",
        "promiseDay": 5,
        "promiseType": "1",
        "limitSceneNum": 0,
        "isFee": "0",
        "linkTel": basic["咨询电话"],
        "superviseTel": "0990-12345",
        "transactAddr": basic["办理地点"],
        "transactTime": basic["办理时间"],
        "handleCondition": "".join(f"<p>{i}. {_LAW}</p>" for i in range(1, 9)),
        "byLaw": "".join(f"《食品安全法》第{i}条：{_LAW}\n" for i in range(30, 42)),
        "handleFlow": "".join(f"{i}. {s}：{_LAW}\n" for i, s in enumerate(_STEPS, 1)),
        "materialList": [
            {
                "rowGuid": f"{n:04}-{i:04}",
                "materialName": m[0],
                "materialType": "1",
                "materialTypeText": m[1],
                "materialFormat": "1",
                "paperNum": i % 3 + 1,
                "sourceType": "10",
                "sourceTypeText": m[3],
                "isNeed": "1",
                "sourceExplain": "",
                "acceptStand": _LAW,
                "remark": None,
            }
            for i, m in enumerate(_materials(n, 68), 1)
        ],
        "faqList": [{"question": f"第{i}种情形如何办理？", "answer": _LAW} for i in range(1, 30)],
    }
    return json.dumps({"code": 0, "msg": "ok", "data": item}, ensure_ascii=False).encode()


def _page(title: str, content: str, charset: str, menu: int, weight: int) -> bytes:
    links = _joined(
        f"<li class='nav-item'><a href='/channel/{i}/index.html' target='_blank'>栏目{i}</a></li>" for i in range(menu)
    )
    style = ".label{float:left;width:120px;color:#666}.value{margin-left:130px}"
    script = "function show(id){document.getElementById(id).style.display='block';}"
    html = (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>{title} - 云溪市政务服务网</title>"
        f"<style>{style * (weight // 2 // len(style))}</style>"
        f"<script>{script * (weight // 2 // len(script))}</script></head><body><div class='header'>"
        f"<ul class='nav'>{links}</ul></div><div class='main'>{content}</div>"
        f"<div class='footer'><p>主办单位：云溪市人民政府办公室 云ICP备09000001号</p></div></body></html>"
    )
    return html.encode("gb18030" if charset == "gb2312" else charset)


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)
