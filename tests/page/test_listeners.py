"""Clicks that a script listens to for many elements at once (事件委托), and what the elements hand over."""
# ruff: noqa: E501 - markup and scripts stand in one piece, as a portal sends them

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.gather.shown_dom import addresses_in
from crawler.page.finds import Link
from crawler.page.html import Page
from crawler.page.learned.calls import learn_route
from crawler.page.links import State
from crawler.page.script.listening import heard_by
from crawler.page.script.outer_scripts import offers_by_script, telling, unread_calls

HOST = "http://zwfw.example.gov.cn"
NATIVE = """var base="/hall";
document.addEventListener("click",function(ev){
 var b=ev.target.closest("[data-do]");if(!b)return;var what=b.getAttribute("data-do"),id=b.getAttribute("data-id");
 if(what=="zn"){window.open(base+"/zn/show.do?id="+id);}
 else if(what=="sq"){window.open(base+"/sq/start.do?item="+id);}
 else if(what=="sc"){alert("请先登录");}
 else if(what=="wj"){var f=b.getAttribute("data-file");ask("POST","/wj/may.do","file="+f,function(t){var r=JSON.parse(t);if(r.ok){location.href=base+"/wj/get.do?file="+f;}else alert(r.msg);});}
});"""


def page(body: str, script: str) -> Page:
    return Page(text=f"<html><body>{body}<script>{script}</script></body></html>", url=HOST + "/list", evidence="e")


def led(body: str, script: str) -> list[str]:
    return [link.target.url for link in page(body, script).links()]


@pytest.mark.parametrize(
    ("what", "address"),
    [
        ('data-do="zn" data-id="7f20c1d9"', f"{HOST}/hall/zn/show.do?id=7f20c1d9"),
        ('data-do="sq" data-id="7f20c1d9"', f"{HOST}/hall/sq/start.do?item=7f20c1d9"),
        ('data-do="wj" data-file="a81b77"', f"{HOST}/hall/wj/get.do?file=a81b77"),
    ],
)
def test_one_listener_leads_each_button_where_it_says(what: str, address: str) -> None:
    assert led(f"<button {what}>x</button>", NATIVE) == [address]
    assert led(f"<span {what}>x</span>", NATIVE) == [address]


def test_what_the_listener_only_answers_leads_nowhere() -> None:
    assert led('<button data-do="sc" data-id="7f20c1d9">收藏</button>', NATIVE) == []
    assert led('<button data-id="7f20c1d9">别的</button>', NATIVE) == []


@pytest.mark.parametrize(
    "script",
    [
        "$(document).on('click', '.zn', function () { location.href = '/zn/' + $(this).data('id') + '.html'; });",
        "$('.zn').click(function () { var $t = $(this); window.open('/zn/' + $t.attr('data-id') + '.html'); });",
        "$('#rows').delegate('.zn', 'click', (e) => { location.assign(`/zn/${e.currentTarget.dataset.id}.html`); });",
        "document.querySelectorAll('.zn').forEach((one) => one.addEventListener('click', open)); function open(e) { location = '/zn/' + e.target.dataset['id'] + '.html'; }",
        "document.body.addEventListener('click', (e) => { if (e.target.matches('.sq')) { location.href = '/sq/' + e.target.dataset.id; } if (e.target.classList.contains('zn')) { location.href = '/zn/' + e.target.dataset.id + '.html'; } });",
        "for (const one of document.querySelectorAll('.zn')) one.onclick = function () { go(this.dataset.id); }; function go(id) { window.open('/zn/' + id + '.html'); }",
        "document.onclick = function (e) { switch ((e.target || e.srcElement).getAttribute('class')) { case 'sq': location.href = '/sq/' + e.target.getAttribute('data-id'); break; case 'zn': location.href = '/zn/' + e.target.getAttribute('data-id') + '.html'; break; } };",
    ],
)
def test_ways_to_listen(script: str) -> None:
    row = '<div id="rows"><button class="zn" data-id="88120">办事指南</button><button class="sq" data-id="88120">在线办理</button></div>'
    assert f"{HOST}/zn/88120.html" in led(row, script)
    assert not [url for url in led(row.replace('class="zn"', 'class="other"'), script) if "/zn/" in url]


@pytest.mark.parametrize(
    "script",
    [
        "function hear(f){document.addEventListener('click',f,false);} function find(t,c){while(t&&t!==document){if(t.classList.contains(c))return t;t=t.parentNode;}return null;} hear(function(e){var r;if(r=find(e.target,'sq')){location.href='/sq/'+r.dataset.id;return;}if(r=find(e.target,'zn')){if(r.dataset.id)location.href='/zn/'+r.dataset.id+'.html';return;}});",
        "const on = (sel, type, run) => { document.addEventListener(type, (e) => { const t = e.target.closest(sel); if (t) run.call(t, e); }); }; on('.zn', 'click', function () { location.href = '/zn/' + this.dataset.id + '.html'; }); on('.zn', 'change', function () { location.href = '/other/' + this.dataset.id; });",
        "function bind(el, ev, fn) { if (el.addEventListener) el.addEventListener(ev, fn); else el.attachEvent('on' + ev, fn); } bind(document.getElementById('rows'), 'click', function (e) { var t = up(e.target, 'data-id'); if (t && t.className === 'zn') window.open('/zn/' + t.getAttribute('data-id') + '.html'); }); function up(n, a) { while (n && !n.hasAttribute(a)) n = n.parentNode; return n; }",
    ],
)
def test_functions_of_the_portals_own_that_listen_and_climb(script: str) -> None:
    row = '<div id="rows"><div class="zn" data-id="88120"><b>取水许可</b></div></div>'
    assert led(row, script) == [f"{HOST}/zn/88120.html"]


def test_the_row_around_a_button_may_say_whose_it_is() -> None:
    script = (
        "$('table').on('click', 'a.zn', function () { location.href = '/zn?id=' + $(this).closest('tr').data('id'); });"
    )
    rows = "".join(
        f'<tr data-id="8812{n}"><td>{n}类</td><td><a href="javascript:;" class="zn">办事指南</a></td></tr>'
        for n in (1, 2)
    )
    assert led(f"<table>{rows}</table>", script) == [f"{HOST}/zn?id=88121", f"{HOST}/zn?id=88122"]


@pytest.mark.parametrize("which", ["a.className=='leaf'", 'a.className === "leaf"'])
def test_a_listener_may_ask_for_the_whole_class_of_what_was_clicked(which: str) -> None:
    way = f"if({which}){{location.href='/zn/'+a.getAttribute('data-id')+'.html';return}} unfold(a);"
    script = f"document.getElementById('tree').addEventListener('click',function(e){{var a=e.target;{way}}});"
    tree = '<ul id="tree"><li><a class="{0}" href="javascript:;" data-id="7f20c1d9">取水许可</a></li></ul>'
    assert led(tree.format("leaf"), script) == [f"{HOST}/zn/7f20c1d9.html"]
    assert led(tree.format("node"), script) == led(tree.format("leaf on"), script) == []


def test_what_a_listener_asks_for_in_the_background_is_no_address() -> None:
    script = "$('.sc').click(function () { $.post('/sc/add', {id: $(this).data('id')}); $.get('/sc?id=' + $(this).data('id')); });"
    assert led('<button class="sc" data-id="88120">收藏</button>', script) == []


@pytest.mark.parametrize("event", ["addEventListener('change', ", "onchange = "])
def test_what_is_asked_for_a_choice_is_no_address(event: str) -> None:
    end = ")" if event.endswith(" ") and "(" in event else ""
    script = (
        f"document.{event}function (e) {{ bring('/papers?no=' + box.dataset.no + '&qx=' + e.target.value); }}{end};"
    )
    assert led('<div id="box" data-no="88120"><p>申请表</p></div>', script) == []
    assert led('<div data-no="88120">x</div>', "function go(t) { location.href = '/g?no=' + t.dataset.no; }") != []


@pytest.mark.parametrize(("more", "address"), [("+ chosen.kind", []), ("", [f"{HOST}/m?unit=7f20c1d9"])])
def test_each_of_several_listeners_on_the_same_elements_has_to_be_understood(more: str, address: list[str]) -> None:
    script = """function go(to) { location.href = to; }
if (chosen.kind) document.querySelectorAll('#row span').forEach(function (s) { s.onclick = function () { go('/m?unit=' MORE + s.dataset.c); }; });
if (chosen.unit) document.querySelectorAll('#row span').forEach(function (s) { s.onclick = function () { go('/m?unit=' + s.dataset.c); }; });"""
    assert led('<p id="row"><span data-c="7f20c1d9">住房保障</span></p>', script.replace("MORE", more)) == address


def test_branches_that_cannot_be_decided_lead_nowhere() -> None:
    script = "document.addEventListener('click', (e) => { const id = e.target.dataset.id; if (user.level > 1) { location.href = '/a?id=' + id; } else { location.href = '/b?id=' + id; } });"
    assert led('<button data-id="88120">x</button>', script) == []


def test_a_link_keeps_the_address_that_it_has_itself() -> None:
    script = "document.addEventListener('click', (e) => { location.href = '/a?id=' + e.target.dataset.id; });"
    assert led('<a href="/own.html" data-id="88120">x</a>', script) == [f"{HOST}/own.html"]


def test_buttons_that_offer_guides_hand_over_whose_they_are() -> None:
    row = '<div><button data-act="zn" data-id="7f20c1d911">办事指南</button><button data-act="sq" data-id="7f20c1d911">在线办理</button></div>'
    places = page(row, "").places
    assert [(p.state, p.call) for p in places] == [(State.SCRIPT, "by_act_id('zn','7f20c1d911')"), (State.SCRIPT, None)]


def test_pairs_in_one_line_are_told_apart() -> None:
    rows = "".join(
        f'<div class="r"><span>{n}号取水许可核发</span><button data-k="zn" data-id="7f20c1d91{n}">办事指南</button><br>'
        f"<small>实施编码：1142000000014{n}　实施主体：市水务局　行使层级：市级</small></div>"
        for n in (1, 2)
    )
    found = page(f"<div>{rows}</div>", "").items()
    assert [item.code for item in found] == ["11420000000141", "11420000000142"]
    assert [value for element, value, _ in found[0].fields if element == "implementing_body"] == ["市水务局"]


def test_an_outer_script_that_listens_tells_where_buttons_lead() -> None:
    row = '<button data-do="zn" data-id="7f20c1d911">办事指南</button>'
    outer = Page(text=f"<html><body>{row}<script src='/c.js'></script></body></html>", url=HOST + "/list", evidence="e")
    script = Target(url=f"{HOST}/c.js")
    assert offers_by_script(outer)
    assert telling(outer, {script.key: NATIVE}) == [NATIVE]
    assert telling(outer, {script.key: "document.addEventListener('click', (e) => log(e.target.dataset.id));"}) == []
    assert not offers_by_script(page(row.replace("办事指南", "在线办理"), ""))


_HALL = "var Hall={load:function(p){$.post('/rows',{p:p,q:Hall.org},draw);},open:function(id){window.open('/show?id='+id);}};"
_LIBRARY = "var jQuery={fn:{}};jQuery.fn.open=function(a){return a;};function load(u){location.href=u;}"


def test_functions_of_an_object_are_looked_for_in_the_scripts_that_speak_of_it() -> None:
    row = '<a href="javascript:void(0)" onclick="Hall.open(\'7f20c1d911\')">渡船登记</a>'
    outer = Page(text=f"<html><body>{row}<script src='/c.js'></script></body></html>", url=HOST + "/list", evidence="e")
    script = Target(url=f"{HOST}/c.js")
    assert unread_calls(outer) == {"Hall.open"}
    assert telling(outer, {script.key: _HALL}) == [_HALL]
    assert telling(outer, {script.key: _LIBRARY}) == []
    assert unread_calls(page(row, _HALL)) == frozenset()
    assert unread_calls(page(row.replace("Hall.open", "history.back"), "")) == frozenset()
    assert led(row, _HALL) == [f"{HOST}/show?id=7f20c1d911"]


def test_a_function_of_a_portal_is_no_library_s_of_the_same_name() -> None:
    row = '<a href="javascript:void(0)" onclick="Hall.load(1)">全部部门</a>'
    assert led(row, _HALL) == []
    assert led(row.replace("Hall.load(1)", "$('#box').load('/part?id=4711')"), "") == [f"{HOST}/part?id=4711"]


def test_the_way_to_apply_is_not_learned_as_that_to_guides() -> None:
    row = '<div><span>{0}号取水许可核发</span><button data-k="sq" data-id="7f20c1d91{0}">在线办理</button><button data-k="zn" data-id="7f20c1d91{0}">办事指南</button></div>'
    items = page("".join(row.format(n) for n in (1, 2)), "").items()
    links = [
        Link(text=words, target=Target(url=f"{HOST}/{way}?id=7f20c1d91{n}"), locator="/", by_data=True)
        for n in (1, 2)
        for words, way in (("在线办理", "sq"), ("办事指南", "zn"))
    ]
    route = learn_route(links, items)
    assert route is not None
    assert [route.of(item) for item in items] == [Target(url=f"{HOST}/zn?id=7f20c1d91{n}") for n in (1, 2)]


def test_what_a_click_brought_is_known_by_what_it_hands_over() -> None:
    assert addresses_in('<a href="/a"></a><button data-id="7f20c1"></button><i data-v-7ba5bd90=""></i>') == {
        "/a",
        "7f20c1",
    }
    assert addresses_in('<i onclick="Hall.open(\'7f20c1\', 2)"></i><i onclick="go(2)"></i>') == {"7f20c1"}


ROWS = "".join(
    f'<div class="cell" data-code="{code}-9a3"><div class="n">{name}</div><div class="d"><i>公共服务</i>市人社局</div></div>'
    for code, name in (("566d0341", "社会保障卡申领"), ("83f8b3f5", "失业保险金申领"), ("b31a6c3e", "工伤认定申请"))
)
OPENS = "document.addEventListener('click', (e) => { const c = e.target.closest('.cell'); if (c) location.href = '/g/' + c.dataset.code; });"


def test_rows_that_hand_their_item_to_a_script_are_items() -> None:
    found = page(f"<div>{ROWS}</div>", "").items()
    assert [item.name for item in found] == ["社会保障卡申领", "失业保险金申领", "工伤认定申请"]
    assert found[0].target == Target(url="javascript:by_code('566d0341-9a3')")
    led_by_one = learn_route(
        [Link(text=found[0].name, target=Target(url=f"{HOST}/g/566d0341-9a3"), locator="/")], found
    )
    assert led_by_one is not None
    assert led_by_one.of(found[2]) == Target(url=f"{HOST}/g/b31a6c3e-9a3")


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("script", ["", OPENS])
def test_few_rows_are_what_is_left_for_the_last_page_of_a_list(script: str, count: int) -> None:
    left = "".join(ROWS.partition("</div></div>")[:2]) if count == 1 else ROWS.rpartition('<div class="cell"')[0]
    assert len(page(f"<div>{left}</div>", script).items()) == count


@pytest.mark.parametrize(
    "rows",
    [
        "".join(
            f'<div class="c" data-code="A000{n}">{w}</div>' for n, w in enumerate(("就业创业", "出生登记", "住房"))
        ),
        "".join(f'<div class="c" data-code="A000{n}">市{w}局</div>' for n, w in enumerate(("民政", "公安", "水务"))),
        "".join(f'<div class="c" data-code="A000{n}"><a href="/g/{n}">取水许可第{n}号核发</a></div>' for n in range(3)),
        "".join(f'<div class="c" data-code="A0001">取水许可第{n}号核发</div>' for n in range(3)),
        "".join(f'<div class="c" data-code="A000{n}">李某 身份证补领 2025-08-0{n}</div>' for n in range(1, 4)),
        "".join(f'<div class="c" data-code="A000{n}">关于取水许可办理的通知</div>' for n in range(3)),
    ],
)
def test_other_rows_with_identifiers_are_none(rows: str) -> None:
    assert not [i for i in page(f"<div>{rows}</div>", "").items() if i.target and "by_code" in i.target.url]


def test_a_piece_of_a_list_is_read_with_the_scripts_of_the_portal() -> None:
    outer = Page(
        text=f"<html><body>{ROWS}<script src='/c.js'></script></body></html>", url=HOST + "/list", evidence="e"
    )
    piece = Page(text=ROWS, url=HOST + "/list.frag?pn=2", evidence="e")
    texts = {"one": "console.log(1);", Target(url=f"{HOST}/c.js").key: OPENS}
    assert offers_by_script(outer)
    assert telling(outer, texts) == telling(piece, texts) == [OPENS]
    other = Page(text=f"<html><body>{ROWS}</body></html>", url=HOST + "/other", evidence="e")
    assert telling(other, texts) == []  # A whole page has scripts of its own.


def test_chips_that_say_a_form_hand_over_which() -> None:
    chips = '<p><span class="f" data-fid="0a41f7">空白表格</span><span class="f" data-fid="0b52c9">填写样例</span><span data-fid="0b52c9">共两份</span><em data-at="pane-2">样表</em></p>'
    found = page(chips, "").attachments()
    assert [a.text for a in found] == ["空白表格", "填写样例"]
    assert found[0].target == Target(url="javascript:by_fid('0a41f7')")
    script = "document.addEventListener('click', (e) => { location.href = '/dl/' + e.target.dataset.fid; });"
    assert [a.target for a in page(chips, script).attachments()][:2] == [
        Target(url=f"{HOST}/dl/0a41f7"),
        Target(url=f"{HOST}/dl/0b52c9"),
    ]


def test_an_address_that_a_script_completes_is_none_alone() -> None:
    button = '<table><tr><td><button class="dl" data-url="/attach/down.do" data-id="90f2ab77">空白表格</button></td></tr></table>'
    script = "document.addEventListener('click',function(ev){var t=ev.target;if(t&&t.className=='dl'){window.location.href=t.getAttribute('data-url')+'?attachId='+t.getAttribute('data-id');}});"

    def offered(source: str) -> list[str]:
        page = Page(text=f"<body>{button}<script>{source}</script></body>", url=HOST + "/", evidence="e1")
        return [a.target.url for a in page.attachments() if a.target is not None]

    assert offered(script) == [f"{HOST}/attach/down.do?attachId=90f2ab77"]
    assert offered("") == ["javascript:by_id('90f2ab77')"]


@pytest.mark.parametrize(
    ("function", "call"),
    [
        ("function hear(f, ev) { document.addEventListener(ev, function (e) { f(e) }) }", "hear(go);"),
        ("function hear(f, el) { el.addEventListener('click', f) }", "hear(go);"),
        ("function hear(ev, f) { document.addEventListener(ev, f) }", "hear();"),
    ],
)
def test_a_function_that_is_called_with_less_than_it_takes_sets_no_listener(function: str, call: str) -> None:
    assert list(heard_by(f"{function} {call}")) == []
