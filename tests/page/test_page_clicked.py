"""What only a click leads to: links that hand an identifier over, parts of guides by tabs, main items, departments."""

from __future__ import annotations

import html
import json

import pytest

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.gather.asking_by_turning import may_be_turned
from crawler.page.guides.hidden_parts import hides_parts, own_values
from crawler.page.guides.part_titles import below_its_title, title_of, titled, titles
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange, learn_beneath, learn_guide_call
from crawler.page.learned.facet_calls import learn_list_calls
from crawler.page.learned.file_routes import FileRoutes
from crawler.page.learned.part_calls import learn_part_calls
from crawler.page.parse import parse
from crawler.page.script.handed_over import holds, kind_and_values
from crawler.page.states import files_in

HOST = "http://zwfw.example.gov.cn"


def page(markup: str, path: str = "/g/1.html", scripts: tuple[str, ...] = ()) -> Page:
    found = parse(markup.encode(), "text/html; charset=utf-8", f"{HOST}{path}", "e", scripts=scripts)
    assert isinstance(found, Page)
    return found


def answered(url: str, text: str, body: str | None = None) -> Exchange:
    target = Target(url=f"{HOST}{url}", method="POST" if body else "GET", body=body)
    return Exchange(target=target, page=parse(text.encode(), "application/json", target.url, "e"))


def test_a_link_that_hands_an_identifier_to_a_script_is_unread_and_not_dead() -> None:
    links = '<a href="javascript:;" class="x" data-key="k31ab">下载</a><a href="#">下载</a>'
    told, dead = page(f'<p>{links}</p><script src="/g.js"></script>').attachments()

    assert told.target == Target(url="javascript:by_key('k31ab')")
    assert kind_and_values(told.target) == ("by_key", ("k31ab",))
    assert dead.target is None


@pytest.mark.parametrize("script", ["$('.x').click(f)", "on('click', 'td a.x, b', f)", "if (c.contains('x')) f()"])
def test_a_class_that_a_script_selects_is_listened_to(script: str) -> None:
    link = page('<script src="/g.js"></script><a href="#" class="x">下载</a>', scripts=(script,))
    assert [a.target.url for a in link.attachments() if a.target] == ["javascript:click(/html/body/a)"]
    other = page('<script src="/g.js"></script><a href="#" class="y">下载</a>', scripts=(script,))
    assert [a.target for a in other.attachments()] == [None]


def test_identifiers_are_held_whole() -> None:
    assert holds("/file?id=1001", ["1001"])
    assert not holds("/file?id=21001", ["1001"])


def test_the_call_of_one_file_asks_for_the_others_of_its_kind() -> None:
    files = page(
        '<a data-of="i7001" data-key="k1ab">空白表</a><a data-of="i7001" data-key="k2cd">样表</a>'
    ).attachments()
    other = page('<a data-of="i7002" data-key="k9xy">空白表</a>').attachments()[0]
    routes = FileRoutes()
    assert not routes.knows(other)

    made = answered("/files?of=i7001&key=k1ab", '{"files": [{"fileUrl": "/s/1.doc", "fileName": "1.doc"}]}')
    routes.learn_call([made], files)

    assert routes.knows(other)
    assert routes.target(other) == Target(url=f"{HOST}/files?of=i7002&key=k9xy")


@pytest.mark.parametrize(
    ("url", "body", "single"),
    [
        ("/info", '{"ids":["f1000001","f1000002"]}', ("/info", '{"ids":["f2000003"]}')),
        ("/info?ids=f1000002,f1000001&v=1", None, ("/info?ids=f2000003&v=1", None)),
    ],
)
def test_a_call_for_several_files_at_once_is_made_for_one(
    url: str, body: str | None, single: tuple[str, str | None]
) -> None:
    """The files of the guide that was rendered are none of another one."""
    named = _answer({"rows": [{"blankIds": "f1000001", "sampleIds": "f1000002"}]}).attachments()
    other = _answer({"rows": [{"blankIds": "f2000003"}]}).attachments()[0]
    routes = FileRoutes()

    routes.learn_call([answered(url, '{"files": [{"fileUrl": "/s/1.doc", "fileName": "1.doc"}]}', body)], named)

    found = routes.target(other)
    assert found is not None
    assert (found.url.removeprefix(HOST), found.body) == single


def test_where_a_click_leads_is_worth_more_than_a_call_that_tells_a_name_alone() -> None:
    answer = _answer({"rows": [{"blankIds": "f1000001"}]})
    told = answered("/info?id=f1000001", '{"files": [{"fileId": "f1000001", "fileName": "1.doc"}]}')
    addressed = answered("/info?id=f1000001", '{"files": [{"fileUrl": "/s/1.doc?t=8", "fileName": "1.doc"}]}')
    click = Target(url=f"{HOST}/down/f1000001")

    def asked(made: Exchange) -> str:
        routes = FileRoutes()
        routes.learn_call([made], answer.attachments())
        routes.learn([click], answer.attachments())
        found = routes.target(_answer({"rows": [{"blankIds": "f2000003"}]}).attachments()[0])
        return found.url.removeprefix(HOST) if found is not None else ""

    assert asked(told) == "/down/f2000003"
    assert asked(addressed) == "/info?id=f2000003"


def test_several_files_in_one_value_are_several() -> None:
    found = _answer({"rows": [{"blankIds": "f1000001,f1000002", "sampleIds": "2026-01-02, 12 份"}]}).attachments()

    assert [a.target.url for a in found if a.target] == [f"javascript:by_form('f100000{n}')" for n in (1, 2)]


def _answer(data: object) -> JsonPage:
    found = parse(json.dumps(data).encode(), "application/json", f"{HOST}/api", "e")
    assert isinstance(found, JsonPage)
    return found


def test_a_part_is_named_by_the_tab_that_asks_for_it() -> None:
    tabs = '<li data-part="tj">受理条件</li><li data-part="cl">申请材料</li><li onclick="to(\'dd\')">地点和时间</li>'
    guide = page(f'<ul>{tabs}</ul><div id="part"></div><script src="/g.js"></script>')

    assert hides_parts(guide)
    assert title_of(guide, Target(url=f"{HOST}/part?id=7&which=tj")) == "受理条件"
    assert title_of(guide, Target(url=f"{HOST}/part/dd?id=7")) == "地点和时间"
    assert title_of(guide, Target(url=f"{HOST}/part?id=7&which=other")) is None
    bar = '<p><a href="#k2">受理条件</a><a href="#k3">申请材料</a><a href="#k33">地点</a></p>'
    assert title_of(page(bar), Target(url=f"{HOST}/part?id=33&k=3")) == "申请材料"
    assert titled("<p>满十八周岁</p>", "受理条件") == "<h3>受理条件</h3><p>满十八周岁</p>"
    assert titled("<h4>受理条件</h4><p>满十八周岁</p>", "受理条件") is None


@pytest.mark.parametrize(
    ("said", "under"),
    [
        ({"code": "0", "data": ["满十八周岁"]}, {"受理条件": ["满十八周岁"]}),
        ([{"name": "身份证"}], {"受理条件": [{"name": "身份证"}]}),
        ({"code": "0", "data": []}, None),  # what the page makes of that is not known
        ({"code": "0", "data": {"tiaojian": "满十八周岁"}}, None),
        ({"data": ["满十八周岁"], "files": [{"id": "7"}]}, None),
    ],
    ids=["in an envelope", "rows alone", "none", "keys of its own", "two lists"],
)
def test_rows_without_a_key_are_those_of_the_tab_that_asks_for_them(said: object, under: object) -> None:
    guide = page('<ul><li data-part="tj">受理条件</li><li data-part="cl">申请材料</li></ul>')
    told = _answer(said)
    asked = Target(url=f"{HOST}/part", method="POST", body='{"id":"7","part":"tj"}')
    found = below_its_title(told, guide, asked, ())
    assert isinstance(found, JsonPage)
    assert found.data == (said if under is None else under)
    assert found.evidence == told.evidence
    other = Target(url=f"{HOST}/part", method="POST", body='{"id":"7"}')
    assert below_its_title(told, guide, other, ()) is told


@pytest.mark.parametrize(
    "tabs",
    [
        '<li data-src="/part/fees.do?code=7">收费与依据</li><li data-src="/part/steps.do?code=7">办理流程</li>',
        '<li><a href="/part/fees.do?code=7">收费与依据</a></li><li><a href="/part/steps.do?code=7">办理流程</a></li>',
    ],
    ids=["data", "link"],
)
def test_a_part_is_named_by_the_tab_that_holds_its_address(tabs: str) -> None:
    guide = page(f"<ul><li>基本信息</li><li>申请材料</li>{tabs}</ul>")
    assert title_of(guide, Target(url=f"{HOST}/part/fees.do?code=7")) == "收费与依据"
    assert title_of(guide, Target(url=f"{HOST}/part/laws.do?code=7")) is None


def test_a_page_of_empty_cells_is_filled_by_its_script() -> None:
    cells = "".join(f'<tr><th>{n}</th><td><span data-f="{n}"></span></td></tr>' for n in range(6))
    assert hides_parts(page(f'<table>{cells}</table><script src="/g.js"></script>'))
    assert not hides_parts(page(f"<table>{cells}</table>"))


def test_a_number_of_a_department_that_rows_have_in_common_is_no_code() -> None:
    rows = "".join(f'<tr><td><a href="/show?id={n}&bm=03">第{n}类许可证核发</a></td></tr>' for n in (11, 12, 13))
    found = page(f"<table><tr><th>事项名称</th></tr>{rows}</table>").items()
    assert len(found) == 3
    assert {item.code for item in found} == {None}


def test_a_main_item_is_told_by_the_list_that_asks_with_its_identifier() -> None:
    rows = [{"matterId": "D003M37", "matterName": "城市管理局行政许可事项"}]
    main = JsonPage(data={"rows": rows}, text="", url=HOST, evidence="e").items()[0]
    beneath = '[{"rowGuid": "a1", "itemName": "取水许可证核发", "itemCode": "11990001MB000"}]'
    (call,) = learn_beneath([answered("/beneath?parent=D003M37", beneath)], main)
    assert call.target.url == f"{HOST}/beneath?parent=D003M37"


def test_departments_that_were_not_clicked_stand_in_the_rows_of_a_script() -> None:
    said = ",".join(f"{{no: 'D{n}01', title: '第{n}局'}}" for n in range(1, 10))
    shown = page(f"<div id='hall'></div><script>var ALL = [{said}];</script>")
    row = '{"rows": [{"itemName": "第%s类许可证核发", "itemCode": "1199000%s"}], "total": 1}'
    made = [answered(f"/rows?of=D{n}01&page=1", row % (n, n)) for n in (1, 2)]
    asked = {call.target.url.partition("of=")[2][:4] for call in learn_list_calls(made, shown)}
    assert asked == {f"D{n}01" for n in range(1, 10)}


def test_themes_named_like_services_are_turned_to_and_rows_are_not() -> None:
    names = ["户籍登记", "营业执照办理", "医疗救助给付"]
    assert not may_be_turned(names)
    assert may_be_turned(names, chosen=True)
    assert may_be_turned([f"{name}（{n}）" for n, name in enumerate(names)])


def test_a_page_field_whose_name_has_a_dot_is_set_by_its_whole_name() -> None:
    script = "function jump(n){ var f = document.forms['p']; f['page.no'].value = n; f.submit(); }"
    form = '<form name="p" method="post" action="/list"><input type="hidden" name="page.no" value="1"></form>'
    found = page(f'{form}<a href="javascript:jump(2)">下一页</a><script>{script}</script>').links()
    assert [link.target.body for link in found] == ["page.no=2"]


def test_a_part_is_asked_for_with_what_the_first_answer_of_the_same_guide_says() -> None:
    row = {"itemId": "b264bc79", "itemName": "取水许可证核发"}
    one, other = JsonPage(
        data={"rows": [row, {"itemId": "5c6a4ad0", "itemName": "取水许可证换发"}]}, text="", url=HOST, evidence="e"
    ).items()
    base = '{"name": "取水许可证核发", "cases": [{"code": "S0"}], "phone": "0990-1234567"}'
    made = [
        answered("/base?id=b264bc79", base),
        answered("/papers?id=b264bc79&case=S0", '[{"name": "申请表", "must": "必要"}]'),
    ]
    first, papers = learn_guide_call(made, one)
    said = JsonPage(
        data={"name": "取水许可证换发", "cases": [{"code": "S7"}, {"code": "S8"}]}, text="", url=HOST, evidence="f"
    )

    assert first.of(other) == Target(url=f"{HOST}/base?id=5c6a4ad0")
    assert [target.url for target in papers.after(other, said)] == [
        f"{HOST}/papers?id=5c6a4ad0&case=S7",
        f"{HOST}/papers?id=5c6a4ad0&case=S8",
    ]


def test_the_object_before_a_dot_counts_nothing() -> None:
    fields = {"page.currentPage": 1, "page.totalPage": 5, "page.totalCount": 41}
    hidden = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
    rows = "".join(f'<tr><td><a href="/show?id=7{n}11">第{n}类许可证核发</a></td></tr>' for n in range(9))
    found = page(f'<form method="post">{hidden}</form><table><tr><th>事项名称</th></tr>{rows}</table>')
    assert {(total.value, total.counts) for total in found.totals()} == {(5, Counts.PAGES), (41, Counts.ITEMS)}


def test_a_part_with_labels_of_its_own_stays_as_it_is() -> None:
    tabs = '<li data-part="tj">受理条件</li><li data-part="ck">窗口信息</li><li data-part="cl">申请材料</li>'
    guide = page(f"<ul>{tabs}</ul>")
    told = page("<dl><dt>办理地点</dt><dd>二楼</dd></dl>", "/part?which=ck")
    bare = page("<p>满十八周岁</p>", "/part?which=tj")

    assert below_its_title(told, guide, Target(url=told.url), ()) is told
    found = below_its_title(bare, guide, Target(url=bare.url), ())
    assert found is not None
    assert found.visible_text() == "受理条件 满十八周岁"


def test_places_that_the_script_of_the_page_speaks_of_are_filled_by_an_outer_one() -> None:
    outer = '<script src="/g.js"></script>'
    script = "<script>fill('/papers?no=7', function (t) { $('#rows').html(t); });</script>"
    filled = f"<div id='rows'></div>{outer}{script}"
    assert hides_parts(page(filled))
    assert not hides_parts(page(f"<div id='rows'></div>{outer}<script>count(7);</script>"))


def test_a_handler_finds_what_it_asks_for_in_the_attributes_of_its_own_element() -> None:
    script = """
        function fetchOne(el) {
            var no = el.getAttribute('paperno');
            if (!no) { alert('-'); return; }
            window.open('/store/' + no.substr(0, 2) + '/' + no.substring(2, 4) + '/' + no);
        }
        function byJquery(el) { location.href = '/out?no=' + $(el).attr('paperno'); }
    """
    markup = '<span paperno="9f31aa07c2" onclick="{}(this)">下载</span>'
    known = page(markup.format("fetchOne"), scripts=(script,)).attachments()
    assert [a.target for a in known] == [Target(url=f"{HOST}/store/9f/31/9f31aa07c2")]
    wrapped = page(markup.format("byJquery"), scripts=(script,)).attachments()
    assert [a.target for a in wrapped] == [Target(url=f"{HOST}/out?no=9f31aa07c2")]

    unknown = page('<script src="/g.js"></script>' + markup.format("fetchOne")).attachments()
    assert [a.target for a in unknown] == [Target(url="javascript:by_paperno('9f31aa07c2')")]


def test_brackets_in_a_pattern_of_a_script_close_no_function() -> None:
    script = """
        function ask(u, f) { var d = get(u); if (/^\\s*[\\[{]/.test(d)) { d = JSON.parse(d); } f(d); }
        function menu(u) { window.open(u); }
        function fetchOne(no) { ask('/where', function (d) { var t = d.data.at; location.href = t; }); }
    """
    links = page("<a href=\"javascript:fetchOne('9f31aa07c2')\">下载</a>", scripts=(script,)).attachments()
    assert [a.target for a in links] == [Target(url="javascript:fetchOne('9f31aa07c2')")]


def test_a_hidden_field_carries_what_a_script_makes_of_a_guide() -> None:
    carried = {
        "materials": [{"materialName": "申请表", "blankForm": [{"name": "申请表.doc", "filePath": "/s/1.doc"}]}],
        "logo": {"attachUrl": "/img/2.doc"},
    }
    value = html.escape(json.dumps(carried))
    guide = page(f'<input type="hidden" value="{value}"><input type="text" value="{value}">')
    [(_, files)] = files_in(guide)
    assert [a.target for a in files] == [Target(url=f"{HOST}/s/1.doc")]


def test_a_file_by_its_place_in_a_store_is_found_where_a_click_showed_that_store() -> None:
    def files(place: str) -> str:
        said = html.escape(json.dumps([{"fn": "申请表（空白表格）.docx", "fp": place}]))
        return f'<table><tr><td><button type="button" data-files="{said}">下载</button></td></tr></table>'

    [first], [other] = page(files("cd/e0a064f3.docx")).attachments(), page(files("1b/caff0d48.pdf")).attachments()
    assert (first.text, first.file_name) == ("下载", "申请表（空白表格）.docx")
    routes = FileRoutes()
    assert not routes.knows(first)
    routes.learn([Target(url=f"{HOST}/zwres/cd/e0a064f3.docx")], [first])
    assert routes.target(other) == Target(url=f"{HOST}/zwres/1b/caff0d48.pdf")


def test_files_whose_attribute_says_their_address_are_offered_as_before() -> None:
    said = html.escape(json.dumps([{"name": "申请表.docx", "path": "/upload/2026/a1.docx"}]))
    [file] = page(f'<a href="javascript:;" data-attach="{said}">下载</a>').attachments()
    assert file.target == Target(url=f"{HOST}/upload/2026/a1.docx")


def test_a_form_that_a_script_opens_with_what_the_address_says_is_one_of_the_guide() -> None:
    button = "<table><tr><td><input type=button value=表格下载 onclick=\"OpenBg('20908','1')\"></td></tr></table>"
    [file] = page(button, "/show.aspx?sxid=20908&bm=014").attachments()
    assert file.target == Target(url="javascript:OpenBg('20908','1')")
    assert not page(button, "/show.aspx?sxid=20909").attachments()


def test_the_tab_that_is_shown_is_one_of_those_that_were_not_clicked() -> None:
    tabs = "".join(f"<li{' class=on' if n == 2 else ''} data-v='d{n}a7'>第{n}局</li>" for n in range(1, 10))
    row = '{"rows": [{"itemName": "第%s类许可证核发", "itemCode": "1199000%s"}], "total": 1}'
    made = [answered(f"/rows?of=d{n}a7&page=1", row % (n, n)) for n in (1, 2, 3)]
    asked = {call.target.url.partition("of=")[2][:4] for call in learn_list_calls(made, page(f"<ul>{tabs}</ul>"))}
    assert asked == {f"d{n}a7" for n in range(1, 10)}


def test_what_one_segment_of_an_address_puts_together_fills_a_call_together() -> None:
    """`/zn/WT4711_08.html` asks with both values; the second alone is too plain to tell anything."""
    one, other = (own_values(page("<p>x</p>"), Target(url=f"{HOST}/zn/{at}.html")) for at in ("WT4711_08", "WT9013_08"))
    third = own_values(page("<p>x</p>"), Target(url=f"{HOST}/zn/WT5521_12.html"))
    answer = JsonPage(data={"phone": "0990-1234567", "place": "市政务大厅"}, text="", url=HOST, evidence="f")
    call = Exchange(target=Target(url=f"{HOST}/ck?dm=WT4711&bm=08&page=1"), page=answer)
    [learned] = learn_part_calls([call], one, "")
    assert [t.url for v in (other, third) if (t := learned.of(v)) is not None] == [
        f"{HOST}/ck?dm=WT9013&bm=08&page=1", f"{HOST}/ck?dm=WT5521&bm=12&page=1",
    ]  # fmt: skip


@pytest.mark.parametrize("beside", [{}, {"attachGroupId": 7}, {"attachId": "7a990602-{}"}])
def test_a_group_of_files_is_asked_for_by_one_call_and_each_of_its_files_by_another(beside: dict[str, object]) -> None:
    def group(mark: str) -> dict[str, object]:
        return {key: str(value).format(mark) for key, value in beside.items()}

    def rows(mark: str) -> JsonPage:
        data = {"data": [{"clmc": "申请表", "kbbgGuid": f"7a990602-{mark}", "kbbgsl": 1}]}
        return JsonPage(data=data, text="", url=HOST, evidence="r")

    listed = {"data": [{"attachGuid": "2966ff83-b9ef", "attachName": "申请表.docx", **group("a63a")}]}
    answer = JsonPage(data=listed, text="", url=HOST, evidence="a")
    call = Exchange(target=Target(url=f"{HOST}/groups?of=7a990602-a63a"), page=answer)
    routes = FileRoutes()

    routes.learn_call([call], [*rows("a63a").attachments(), *answer.attachments()])
    routes.learn([Target(url=f"{HOST}/get?attachGuid=2966ff83-b9ef")], answer.attachments())

    assert routes.target(rows("b111").attachments()[0]) == Target(url=f"{HOST}/groups?of=7a990602-b111")
    other = {"data": [{"attachGuid": "e59a72c4-7788", "attachName": "样表.docx", **group("b111")}]}
    [file] = JsonPage(data=other, text="", url=HOST, evidence="b").attachments()
    assert routes.target(file) == Target(url=f"{HOST}/get?attachGuid=e59a72c4-7788")


@pytest.mark.parametrize(
    ("panel", "left"),
    [
        ("<table><tr><td>是否收费</td><td>否</td><td>收费标准</td><td>-</td></tr></table>", False),
        ('<table><tr><td>是否收费</td><td>否</td><td>收费标准</td><td id="sfbz"></td></tr></table>', True),
        ('<p>以下为本事项的收费项目和标准</p><div id="sf">正在加载……</div>', True),
        ("<h3>收费信息</h3>", True),
    ],
)
def test_a_tab_whose_panel_stands_on_the_page_waits_for_no_script(panel: str, left: bool) -> None:
    tabs = '<p><a href="#a1">申请材料</a><a href="#a2">收费信息</a><a href="#a3">受理条件</a></p>'
    shown = page(f'{tabs}<div id="a1"><div id="cl">正在加载……</div></div><div id="a2">{panel}</div>')
    assert titles(shown) == {"申请材料", "受理条件"} | ({"收费信息"} if left else set())
