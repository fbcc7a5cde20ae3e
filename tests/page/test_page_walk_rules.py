"""Lists and guides of portals that nobody has seen: what tells rows, pages and parts apart without known names."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json

import pytest

from crawler.domain.evidence import Target
from crawler.page.finds import Link
from crawler.page.guides.guide_parts import guide_parts
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange, learn_list_call, learn_route
from crawler.page.learned.facet_calls import learn_list_calls
from crawler.page.learned.file_routes import FileRoutes
from crawler.page.lists.item_cells import make_item
from crawler.page.parse import parse
from crawler.page.script.outer_scripts import telling

HOST = "http://zwfw.example.gov.cn"


def page(markup: str, path: str = "/list.do", scripts: list[str] | None = None) -> Page:
    found = parse(markup.encode(), "text/html; charset=utf-8", HOST + path, "e1", scripts=scripts or [])
    assert isinstance(found, Page)
    return found


def answer(data: object, path: str = "/api/list") -> JsonPage:
    found = parse(json.dumps(data).encode(), "application/json", HOST + path, "e2")
    assert isinstance(found, JsonPage)
    return found


# --- pagers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "handler", ["location.href='/list.do?pg='+this.value", "jump(this.options[this.selectedIndex].value)"]
)
def test_a_drop_down_of_page_numbers_is_a_pager(handler: str) -> None:
    found = page(
        "<script>function jump(n){location='/list.do?pg='+n}</script>"
        f'<select onchange="{handler}"><option value=1 selected>1</option><option value=2>2</option><option value=3>3</option></select>'
    )
    assert [t.url for t in found.paging().pages] == [f"{HOST}/list.do?pg=2", f"{HOST}/list.do?pg=3"]


def test_a_drop_down_of_other_things_is_no_pager() -> None:
    found = page(
        "<select onchange=\"location.href='/y?'+this.value\"><option>2024</option><option>2025</option></select>"
    )
    assert found.paging().pages == ()


def test_a_picture_says_next_by_its_file_name() -> None:
    found = page('<a href="/list.do?p=2"><img src="/img/btn_next.gif"></a>')
    assert [t.url for t in found.paging().pages] == [f"{HOST}/list.do?p=2"]


# --- outer scripts --------------------------------------------------------------------------------------------------

ROWS = "".join(
    f"<li><a href='#' onclick=\"return showOne('4f2a00{n}b')\">第{n}类经营许可证核发</a></li>" for n in range(1, 6)
)


def test_a_list_is_read_with_the_outer_script_that_its_links_call() -> None:
    markup = (
        f'<html><body><script src="/js/a.js"></script><script src="/js/b.js"></script><ul>{ROWS}</ul></body></html>'
    )
    bare = page(markup)
    texts = {
        bare.outer_scripts()[0].key: "function other(){}",
        bare.outer_scripts()[1].key: "function showOne(id){window.open('/guide/view?guid='+id);return false}",
    }
    told = telling(bare, texts)
    assert told == [texts[bare.outer_scripts()[1].key]]
    assert (
        next(i.target.url for i in page(markup, scripts=told).items() if i.target) == f"{HOST}/guide/view?guid=4f2a001b"
    )


def test_scripts_are_not_needed_where_links_have_addresses() -> None:
    bare = page('<html><body><script src="/js/a.js"></script><a href="/guide/1">公共场所卫生许可</a></body></html>')
    assert telling(bare, {bare.outer_scripts()[0].key: "function showOne(){}"}) == []


# --- rows -----------------------------------------------------------------------------------------------------------


def listed(names: list[str], beside: str, path: str = "/power/view_{n}.do?kind=1") -> list[str]:
    rows = "".join(
        f"<li onclick=\"window.open('{path.format(n=f'a1b2c3d4{n:08d}')}')\"><b>{name}</b><span>{beside}</span></li>"
        for n, name in enumerate(names)
    )
    return [
        i.name for i in page(f"<html><head><title>权力事项</title></head><body><ul>{rows}</ul></body></html>").items()
    ]


PLAIN = ["中小学转学", "义务教育阶段入学", "客运班线", "文物保护单位修缮"]


def test_rows_beside_their_body_are_items_whatever_they_are_called() -> None:
    assert listed(PLAIN, "教育体育局") == PLAIN


def test_rows_beside_a_date_are_news() -> None:
    assert listed(PLAIN, "2025-03-11") == []


def test_a_column_called_name_counts_beside_guides_only() -> None:
    row = "<tr><td>中小学转学</td><td>教育局</td><td><a href='/zn/51/'><img src='/i.png'></a></td></tr>"
    with_guides = page(f"<table><tr><th>名称</th><th>责任单位</th><th>指南</th></tr>{row}</table>")
    of_projects = page(f"<table><tr><th>名称</th><th>责任单位</th><th>图片</th></tr>{row}</table>")
    assert [i.name for i in with_guides.items()] == ["中小学转学"]
    assert of_projects.items() == ()


def test_json_rows_are_known_by_a_name_and_an_identifier_of_one_stem() -> None:
    rows = [{"zxid": f"a{n}", "zxmc": f"{name}（许可）", "bmmc": "教育局"} for n, name in enumerate(PLAIN)]
    assert len(answer(rows).items()) == 4


def test_json_departments_are_no_items() -> None:
    assert (
        answer(
            {
                "list": [
                    {"unitId": f"u{n}", "unitName": name}
                    for n, name in enumerate(["公安局", "教育局", "农业农村局", "水利局"])
                ]
            }
        ).items()
        == ()
    )


def test_rows_in_the_markup_of_a_json_answer_are_items() -> None:
    rows = "".join(f'<div><a href="/fw/x/{4000 + n}">{name}</a><em>教育局</em></div>' for n, name in enumerate(PLAIN))
    found = answer({"state": "ok", "html": rows}).items()
    assert [(i.name, i.locator) for i in found] == [(name, "/html") for name in PLAIN]


# --- calls ----------------------------------------------------------------------------------------------------------


def rows_of(*numbers: int, **more: object) -> JsonPage:
    return answer({"rows": [{"itemId": f"4f2a{n:06d}", "itemName": f"第{n}类经营许可证核发"} for n in numbers], **more})


def call(query: str, found: JsonPage | Page) -> Exchange:
    return Exchange(target=Target(url=f"{HOST}/api/list?{query}"), page=found)


def test_a_cursor_is_learned_from_two_calls() -> None:
    learned = learn_list_call(
        [call("size=2", rows_of(1, 2, next="c7f")), call("size=2&cursor=c7f", rows_of(3, 4, next="d81"))]
    )
    assert learned is not None
    following = learned.after(rows_of(3, 4, next="d81"))
    assert following is not None
    assert following.url == f"{HOST}/api/list?size=2&cursor=d81"
    assert learned.after(rows_of(5, next=None)) is None


def test_parts_that_were_not_clicked_are_asked_for_like_those_that_were() -> None:
    units = answer(
        {
            "list": [
                {"unitId": f"u{n}", "unitName": name} for n, name in enumerate(["公安局", "教育局", "水利局", "农业局"])
            ]
        }
    )
    calls = [
        Exchange(target=Target(url=HOST + "/units"), page=units),
        call("unit=u0&page=1", rows_of(1, 2)),
        call("unit=u1&page=1", rows_of(3)),
    ]
    learned = learn_list_calls(calls, None)
    assert [one.target.url.rpartition("unit=")[2] for one in learned] == [
        "u0&page=1",
        "u1&page=1",
        "u2&page=1",
        "u3&page=1",
    ]


def test_two_lists_that_differ_in_more_than_one_value_are_two_lists() -> None:
    calls = [call("unit=u0&kind=1", rows_of(1, 2)), call("unit=u1&kind=2", rows_of(3))]
    assert (
        len(learn_list_calls(calls, page("<ul><li data-u='u0'></li><li data-u='u1'></li><li data-u='u2'></li></ul>")))
        == 2
    )


def test_a_route_may_hold_the_identifier_in_a_part_of_its_segment() -> None:
    items = [make_item(f"第{n}类许可", None, f"/{n}", [("zxid", f"4f2a0000{n}", f"/{n}/zxid")]) for n in (1, 2)]
    route = learn_route(
        [Link(text="第1类许可", target=Target(url=HOST + "/bm/detail-4f2a00001.html"), locator="/")], items
    )
    assert route is not None
    assert route.of(items[1]) == Target(url=HOST + "/bm/detail-4f2a00002.html")


# --- guides and files -----------------------------------------------------------------------------------------------


def test_sections_on_pages_of_their_own_belong_to_the_guide() -> None:
    found = guide_parts(
        page(
            '<a href="/fw/x/4001">基本信息</a><a href="/fw/x/4001/cl">申请材料</a><a href="/fw/x/4002/cl">申请材料</a><a href="/zc">设定依据</a>',
            "/fw/x/4001",
        )
    )
    assert [t.url for t in found] == [f"{HOST}/fw/x/4001/cl"]


def test_titles_in_a_row_with_sections_lead_to_parts_of_the_guide_as_well() -> None:
    titles = {
        "": "基本信息",
        "&tab=cl": "申请材料",
        "&tab=lc": "办理流程",
        "&tab=wt": "问题解答",
        "&step=1": "在线申报",
    }
    row = "".join(f'<li><a href="/g?id=4001{ending}">{title}</a></li>' for ending, title in titles.items())
    found = guide_parts(page(f'<ul>{row}</ul><a href="/g?id=4001&tab=pj">办件评价</a>', "/g?id=4001"))
    assert [t.url.partition("tab=")[2] for t in found] == ["cl", "lc", "wt"]


def test_tabs_that_a_frame_shows_lead_to_parts_by_what_a_field_of_the_page_holds() -> None:
    script = "function turn(t, n) { t.className = 'on'; document.getElementById('in').src = '/gd/' + n + '.do?no=' + document.getElementById('no').value; }"
    tabs = {"clqd": "申请材料", "lct": "办理流程", "jfxm": "缴费项目"}
    row = "".join(f"<li onclick=\"turn(this, '{name}')\">{words}</li>" for name, words in tabs.items())
    body = f'<ul>{row}</ul><p onclick="turn(this, \'pj\')">评价</p><iframe id="in" src="/gd/jb.do?no=4001"></iframe>'
    field = '<input type="{}" id="no" value="4001">'

    found = guide_parts(page(field.format("hidden") + body, "/g?id=4001", [script]))
    assert [t.url for t in found] == [f"{HOST}/gd/{name}.do?no=4001" for name in tabs]

    assert guide_parts(page(body, "/g?id=4001", [script])) == ()


def test_a_page_of_choices_leads_to_the_guide_of_its_item() -> None:
    found = guide_parts(
        page(
            '<b>中小学转学</b><a href="bszn.jsp?xh=305">办事指南</a><a href="bszn.jsp?xh=306">办事指南</a>',
            "/zw/mid.jsp?xh=305",
        )
    )
    assert [t.url for t in found] == [f"{HOST}/zw/bszn.jsp?xh=305"]


def test_a_script_completes_the_address_of_a_file_from_an_attribute() -> None:
    found = page(
        "<script>$('.get').click(function(){fetch('/api/files/'+this.getAttribute('data-guid')).then(go)})</script>"
        '<button class="get" data-guid="f-7">转学申请表.docx</button>'
    )
    assert [a.target.url for a in found.attachments() if a.target] == [f"{HOST}/api/files/f-7"]


def test_an_address_in_an_attribute_counts_where_the_handler_cannot_be_read() -> None:
    found = page('<a href="javascript:;" onclick="xz(this)" data-path="/fujian/77">空白表格</a>')
    assert [a.target.url for a in found.attachments() if a.target] == [f"{HOST}/fujian/77"]


def test_a_file_behind_a_picture_is_called_by_its_row() -> None:
    found = page(
        '<table><tr><td>转学申请表</td><td><a href="/servlet/download?id=9"><img src="d.gif"></a></td></tr></table>'
    )
    assert [(a.text, a.target.url if a.target else "") for a in found.attachments()] == [
        ("转学申请表", f"{HOST}/servlet/download?id=9")
    ]


def test_the_way_to_files_is_learned_from_the_rendered_page_of_one_guide() -> None:
    named = answer({"list": [{"templates": [{"title": "转学申请表.docx", "uuid": "9f31c0"}]}]}).attachments()
    other = answer({"list": [{"templates": [{"title": "承诺书.docx", "uuid": "77ab20"}]}]}).attachments()
    routes = FileRoutes()
    assert routes.target(other[0]) == other[0].target
    shown = page('<a href="/svc/file/9f31c0">转学申请表.docx</a>').attachments()
    routes.learn([a.target for a in shown if a.target], named)
    assert routes.target(other[0]) == Target(url=HOST + "/svc/file/77ab20")


def test_markup_that_a_script_builds_is_no_address() -> None:
    found = page(
        "<script>function more(o,c){box.innerHTML=rows.map(function(t){return '<a href=\"/detail-'+t.id+'.html\">x</a>'})}</script>"
        "<h4 onclick=\"more(this,'m1')\">户籍与出入境</h4>"
    )
    assert found.links() == ()
