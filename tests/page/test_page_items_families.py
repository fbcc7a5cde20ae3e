"""Item lists as families of portals write them, one line of markup each; and lists of other things."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import time

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"
NAMES = ("护士执业首次注册", "居住证签注", "食品生产许可变更", "二手车鉴定评估", "村民宅基地用地", "水权交易")


def page(markup: str) -> Page:
    found = parse(markup.encode(), "text/html", f"{HOST}/a/list.do?x=1", "e")
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ("<li onclick=\"bszn('{i}f0c-aa')\">{n}</li>", "javascript:bszn('2f0c-aa')"),
        (
            "<p>{n}<a href='javascript:;' onclick=\"showZhinan('62{i}','b')\">指南</a></p>",
            "javascript:showZhinan('622','b')",
        ),
        (
            "<div><a href='bszn.do?webId=1&iddept_yw_inf=JS{i}&kind=01'>{n}</a><i>承诺件</i></div>",
            "/a/bszn.do?webId=1&iddept_yw_inf=JS2&kind=01",
        ),
        (
            "<li><a href='/portal/guide/11440000MB2D0220X3444012345678{i}'>{n}</a></li>",
            "/portal/guide/11440000MB2D0220X34440123456782",
        ),
        (
            "<div><p>{n}</p><p><a href='/i/proinfo/index?code=14{i}'>办事指南</a><a href='/i/apply?code=14{i}'>在线申报</a></p></div>",
            "/i/proinfo/index?code=142",
        ),
        ("<p><a href='/pubtask/task/1/aa-{i}b.html' title='{n}'>{n:.3}…</a></p>", "/pubtask/task/1/aa-2b.html"),
        (
            "<a class='cell' href='guide.html?taskId=9{i}'><div class='t'>{n}</div><div class='d'>市局</div><i>进入</i></a>",
            "/a/guide.html?taskId=92",
        ),
        ("<div data-code='C00{i}' data-url='/guide?c={i}'><b>{n}</b><span>办理部门：民政局</span></div>", "/guide?c=2"),
        (
            "<div><p>事项名称：{n}</p><p>实施主体：市局{i}</p><a href='/view.do?sid=a{i}'>查看指南</a></div>",
            "/view.do?sid=a2",
        ),
        (
            "<div><span>事项名称</span><span>{n}</span><span>办件类型</span><span>承诺件</span><a href='/view.do?sid=a{i}'>查看指南</a></div>",
            "/view.do?sid=a2",
        ),
        ("<li>{i}、<a href='bszn_{i}.htm'>{i}、{n}</a></li>", "/a/bszn_2.htm"),
        ("<li><a href='/xxgk/show.asp?id=12{i}'>{n}</a></li>", "/xxgk/show.asp?id=122"),
        (
            "<li><a>{n}</a><a href='/ws/apply?id={i}'>在线办理</a><a href='/ws/bszn?id={i}'>办事指南</a></li>",
            "/ws/bszn?id=2",
        ),
        ("<dl><dt>第{i}类（主项）</dt><dd><a href='/xq?rowguid=8{i}'>{n}</a></dd></dl>", "/xq?rowguid=82"),
    ],
)
def test_rows_of_many_portals(row: str, address: str) -> None:
    found = page("<div class='list'>" + "".join(row.format(i=i, n=n) for i, n in enumerate(NAMES)) + "</div>").items()
    assert [i.name for i in found] == list(NAMES)
    assert len({i.key for i in found}) == len(NAMES)
    target = found[2].target
    assert target is not None
    assert target.url.removeprefix(HOST) == address


def test_a_word_found_is_set_off_inside_a_name() -> None:
    rows = "".join(
        f"<li><a href='/item/detail?id=7{i}'>{n[:2]}<em>{n[2:4]}</em>{n[4:]}</a></li>" for i, n in enumerate(NAMES)
    )
    assert [i.name for i in page(rows).items()] == list(NAMES)


def test_guides_behind_a_form() -> None:
    rows = "".join(f"<li><a href=\"javascript:det('{i}00')\">{n}</a></li>" for i, n in enumerate(NAMES))
    form = "<form name=f method=post action=/g.do><input type=hidden name=id></form><script>function det(i){f.id.value=i;f.submit();}</script>"
    found = page(form + rows).items()
    assert [i.target.body for i in found if i.target] == [f"id={i}00" for i in range(6)]


def test_main_rows_of_a_table_give_way_to_their_sub_items() -> None:
    body = "".join(
        f"<tr><td>{i}</td><td colspan=3>{n}</td></tr>"
        + "".join(
            f"<tr><td>{i}.{t}</td><td>{n}（{t}）</td><td>局</td><td><a href='/g?id={i}{t}'>查看</a></td></tr>"
            for t in (1, 2)
        )
        for i, n in enumerate(NAMES[:2], 1)
    )
    head = "<tr><th>序号</th><th>事项名称</th><th>实施主体</th><th>办事指南</th></tr>"
    found = page(f"<table>{head}{body}</table>").items()
    assert [i.name for i in found] == [f"{n}（{t}）" for n in NAMES[:2] for t in (1, 2)]


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (
            "<li><a href='/zc/detail?id=9{i}'>{n}</a></li>",
            (
                "关于加快推进政务服务标准化的指导意见",
                "市场主体登记管理条例",
                "企业信息公示暂行条例",
                "优化营商环境条例",
            ),
        ),
        (
            "<li><a href='/wd/detail?id=9{i}'>{n}</a></li>",
            ("如何办理护照？", "身份证丢失怎么补办？", "营业执照如何变更？", "居住证怎么办理？"),
        ),
        (
            "<li><a href='/hall/detail?id=9{i}'>{n}</a></li>",
            ("云溪市政务服务中心", "高新区便民服务中心", "税务局办税服务中心", "不动产登记局"),
        ),
        ("<a href='/s/{i}'>{n}</a>", ("社保查询", "公积金查询", "违章查询", "成绩查询")),
        (
            "<a href='http://{i}.example.gov.cn/'>{n}</a>",
            ("国家政务服务平台", "省政务服务网", "市人社局", "公共资源交易"),
        ),
        (
            "<li><a href='/yjs/detail?id=9{i}'>{n}</a></li>",
            ("出生一件事", "开办餐馆一件事", "员工录用一件事", "退休一件事"),
        ),
        (
            "<li><a href='/down/file?id=9{i}.doc'>{n}</a></li>",
            ("食品经营许可申请书", "居住证登记表", "户口迁移申请表", "变更登记申请书"),
        ),
        (
            "<li><a href='/case/show?no=9{i}'>{n}</a><b>2026-01-0{i}</b></li>",
            ("食品经营许可新办", "护照签发", "居住证办理", "结婚登记"),
        ),
    ],
    ids=["policies", "questions", "halls", "searches", "sites", "bundles", "files", "dated-cases"],
)
def test_lists_of_other_things(row: str, texts: tuple[str, ...]) -> None:
    assert page("<ul>" + "".join(row.format(i=i, n=n) for i, n in enumerate(texts)) + "</ul>").items() == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<script>var a='" + "0123456789abcdef" * 20_000 + "'</script><a onclick='go(1)'>x</a>",
        "<script>var " + "a" * 300_000 + "</script><a onclick='go(1)'>x</a>",
        "<script>"
        + "".join(f"function f{i}(a){{f{i + 1}(a);f{i + 2}(a);f{i + 3}(a)}}" for i in range(2000))
        + "</script><a onclick='f1(1)'>x</a>",
        "<p>" + "共 关于第12/34 页的 " * 20_000 + "</p>",
        '<a onclick="' + "'a" * 50_000 + '">x</a>',
    ],
    ids=["hex", "word", "functions", "counts", "quotes"],
)
def test_hostile_pages_are_read_in_seconds(markup: str) -> None:
    start = time.monotonic()
    found = page(markup)
    assert found.items() == ()
    assert (found.attachments(), found.paging().last) == ((), found.paging().last)
    found.totals()
    assert time.monotonic() - start < 15


def test_what_a_page_or_a_tab_holds_is_no_menu() -> None:
    row = '<div class="cell"><b>户口迁移（第{0}类）</b><span class="page-links"><button onclick="go(\'{0}\')">办事指南</button></span></div>'
    rows = "".join(row.format(n) for n in (12268, 12285, 12312))
    script = "<script>function go(id){window.open('/portal/guideInfo/'+id);}</script>"
    for kind in ("page-main", "tab-content"):
        page = Page(
            text=f'<body><div class="{kind}">{rows}</div>{script}</body>', url="http://a.gov.cn/l", evidence="e"
        )
        assert len(page.items()) == 3
