"""The walker on portals built in ways of their own."""

from __future__ import annotations

import json
from dataclasses import replace

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlJob
from spiders.platforms import auto, single
from spiders.platforms.walking import CLICK, Errand, Look

PORTAL = "http://zwfw.yunxi.gov.cn/"
WORDS = "<p>请选择部门查看事项，点击事项名称进入办事指南。办理前请仔细阅读申请材料和受理条件。</p>" * 5


def job() -> CrawlJob:
    return CrawlJob(profile=PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=PORTAL))


def look(errand: Errand, body: str) -> Look:
    evidence = Evidence(
        id=f"{errand.kind}-{errand.target.key}-{errand.render}", region="990001", kind=errand.kind,
        target=errand.target, state=FetchState.FETCHED, status=200, content_type="text/html; charset=utf-8",
        item=errand.item, via=Via.BROWSER if errand.render else Via.HTTP,
    )  # fmt: skip
    return Look(evidence=evidence, body=body.encode())


def failed(errand: Errand, failure: Failure) -> Look:
    came = look(errand, "")
    return Look(evidence=replace(came.evidence, state=FetchState.FAILED, failure=failure, status=None), body=b"")


def test_a_page_of_words_that_promised_a_list_is_rendered_when_nothing_else_brought_one() -> None:
    walker = auto.Walk(job())
    [home] = walker.start()
    [hall] = walker.receive(home, look(home, f"<body>{WORDS}<a href='/hall'>办事大厅</a></body>"))
    script = "<script>fetch('/x').then(show)</script>"
    assert list(walker.receive(hall, look(hall, f"<body>{WORDS}<div id='box'></div>{script}</body>"))) == []
    [again] = walker.idle()
    assert (again.target, again.render) == (hall.target, True)
    assert list(walker.receive(again, look(again, f"<body>{WORDS}</body>"))) == []
    assert list(walker.idle()) == []


def test_a_menu_without_addresses_is_clicked_in_a_browser_and_never_asked_over_http() -> None:
    walker = auto.Walk(job())
    [home] = walker.start()
    shell = "<body><div id='app'></div><script src='/app.js'></script></body>"
    [rendered] = walker.receive(home, look(home, shell))
    menu = "<body><div id='app'><span>首页</span><span>我要办事</span></div></body>"
    [click] = walker.receive(rendered, look(rendered, menu))
    assert (click.target.method, click.target.body, click.render) == (CLICK, "我要办事", True)


def at_a_guide() -> tuple[auto.Walk, Errand]:
    """A walk that came to its first guide, and the errand for it."""
    walker = auto.Walk(job())
    [home] = walker.start()
    [hall] = walker.receive(home, look(home, f"<body>{WORDS}<a href='/list'>事项清单</a></body>"))
    rows = "".join(f"<tr><td><a href='/guide?id=7{n}'>第{n}类许可证核发</a></td><td>水务局</td></tr>" for n in (1, 2))
    table = f"<table><tr><th>事项名称</th><th>实施主体</th></tr>{rows}</table>"
    [listed] = walker.receive(hall, look(hall, table))
    [guide] = walker.receive(listed, look(listed, table))
    return walker, guide


def test_an_outer_script_tells_where_a_guide_is_applied_for() -> None:
    walker, guide = at_a_guide()
    text = "".join(f"<h3>{x}</h3><p>见窗口</p>" for x in ("受理条件", "办理流程", "咨询电话", "办理地点", "设定依据"))
    apply = '<button data-do="sq" data-id="71">在线办理</button><button data-do="wj" data-file="3188">空白表格</button>'
    asked = walker.receive(guide, look(guide, f"<head><script src='/a.js'></script></head><body>{text}{apply}</body>"))
    [script] = [e for e in asked if e.kind is PageKind.FRAGMENT]
    source = """document.addEventListener('click', function (e) { var b = e.target.closest('[data-do]');
      if (b.dataset.do == 'sq') { open('/sq?item=' + b.dataset.id); }
      if (b.dataset.do == 'wj') { location.href = '/wj?no=' + b.dataset.file; } });"""
    came = list(walker.receive(script, look(script, source)))
    assert {(e.kind, e.target.url) for e in came} == {
        (PageKind.FORM, f"{PORTAL}wj?no=3188"),
        (PageKind.ONLINE_ENTRY, f"{PORTAL}sq?item=71"),
    }


def test_inspecting_a_page_asks_for_files_and_not_for_scripts() -> None:
    walker = single.Walk(job())
    [page] = walker.start()
    body = "<body><a href=\"javascript:downLoad('7')\">空白表下载</a><a href='/f/8.doc'>样表</a></body>"
    assert [e.target for e in walker.receive(page, look(page, body))] == [Target(url=f"{PORTAL}f/8.doc")]
    assert page.kind is PageKind.GUIDE


def test_a_download_function_in_an_outer_script_is_fetched_once_it_is_needed() -> None:
    walker, guide = at_a_guide()
    head = "".join(f"<script src='{s}'></script>" for s in ("/js/jquery.js", "/js/a.js", "/js/b.js", "//cdn.cn/c.js"))
    text = "".join(f"<h3>{x}</h3><p>见窗口</p>" for x in ("受理条件", "办理流程", "咨询电话", "办理地点", "设定依据"))
    body = f"<head>{head}</head><body>{text}<a href=\"javascript:getDoc('31')\">空白表下载</a></body>"
    asked = list(walker.receive(guide, look(guide, body)))
    scripts = [e for e in asked if e.kind is PageKind.FRAGMENT]
    assert [e.target.url for e in scripts] == [f"{PORTAL}js/a.js", f"{PORTAL}js/b.js"]
    assert list(walker.receive(scripts[0], look(scripts[0], "function other(){}"))) == []
    source = "function getDoc(i){ window.open('/servlet/out?no=' + i); }"
    [form] = walker.receive(scripts[1], look(scripts[1], source))
    assert (form.kind, form.target.url, form.item) == (PageKind.FORM, f"{PORTAL}servlet/out?no=31", guide.item)
    [second] = [e for e in asked if e.kind is PageKind.GUIDE]
    again = walker.receive(second, look(second, body.replace("31", "32")))
    assert [e.target.url for e in again] == [f"{PORTAL}js/b.js"]


_BASE = "".join(
    f"<tr><td>{label}</td><td>{said}</td></tr>"
    for label, said in (("承诺办结时限", "5个工作日"), ("咨询电话", "0571-81234567"), ("办理地点", "听涛路7号"))
)


def _answer(number: int) -> str:
    button = f"<button onclick=\"dl('k{number}55')\">空白表格下载</button>"
    markup = f"<table>{_BASE}</table><h3>申请材料</h3><div><h4>申请表</h4><p>材料形式：纸质</p>{button}</div>"
    return json.dumps({"title": f"第{number}类许可证核发", "html": markup}, ensure_ascii=False)


def _api(number: int, parent: Errand) -> Look:
    target = Target(url=f"{PORTAL}api/Guide.ashx?sid=90{number}ab{number}c1")
    errand = Errand(target=target, kind=PageKind.API, item=parent.item)
    return look(errand, _answer(number))


def test_what_only_the_answers_to_a_rendered_guide_name_is_asked_for() -> None:
    walker, guide = at_a_guide()
    text = "".join(f"<h3>{x}</h3><p>见窗口</p>" for x in ("受理条件", "办理流程", "咨询电话", "办理地点", "设定依据"))
    shown = look(replace(guide, render=True), f"<body>{text}</body>")
    call = Errand(target=Target(url=f"{PORTAL}api/base?no=71"), kind=PageKind.API, item=guide.item)
    said = look(
        call, json.dumps({"flowChartUrl": "/pic/71.svg", "onlineUrl": "/apply?no=71", "name": "第1类许可证核发"})
    )
    looked = Look(evidence=shown.evidence, body=shown.body, calls=(said,))
    came = walker.receive(replace(guide, render=True), looked)
    assert {(e.kind, e.target.url) for e in came} >= {
        (PageKind.FORM, f"{PORTAL}pic/71.svg"),
        (PageKind.ONLINE_ENTRY, f"{PORTAL}apply?no=71"),
    }


def test_buttons_that_an_answer_brings_are_read_with_the_scripts_of_the_page_it_is_put_into() -> None:
    walker = auto.Walk(job())
    [home] = walker.start()
    [hall] = walker.receive(home, look(home, f"<body>{WORDS}<a href='/list'>事项清单</a></body>"))
    rows = "".join(
        f"<tr><td><a href='#!/guide/90{n}ab{n}c1'>第{n}类许可证核发</a></td><td>90{n}ab{n}c1</td></tr>" for n in (1, 2)
    )
    table = f"<table><tr><th>事项名称</th><th>事项编码</th></tr>{rows}</table>"
    [listed] = walker.receive(hall, look(hall, table))
    [scout] = walker.receive(listed, look(listed, table))
    assert scout.render
    shown = f"<head><script src='/js/site.js'></script></head><body>{WORDS}{_answer(1)}</body>"
    rendered = look(scout, shown)
    asked = list(walker.receive(scout, Look(evidence=rendered.evidence, body=rendered.body, calls=(_api(1, scout),))))

    [call] = [e for e in asked if e.kind is PageKind.GUIDE]
    assert (call.render, call.parent) == (False, rendered.evidence.id)
    follow = list(walker.receive(call, look(call, _answer(1))))
    [second] = [e for e in follow if e.kind is PageKind.GUIDE]
    scripts = list(walker.receive(second, look(second, _answer(2))))
    assert [(e.kind, e.target.url, e.item) for e in scripts] == [
        (PageKind.FRAGMENT, f"{PORTAL}js/site.js", second.item)
    ]
    forms = walker.receive(scripts[0], look(scripts[0], "function dl(k){ window.location = 'Down.ashx?k=' + k; }"))
    assert [(e.kind, e.target.url, e.item, e.skip) for e in forms] == [
        (PageKind.FORM, f"{PORTAL}Down.ashx?k=k255", second.item, None)
    ]


def test_a_form_behind_a_script_that_nobody_can_read_is_recorded_as_not_reached() -> None:
    walker = auto.Walk(job())
    [home] = walker.start()
    [hall] = walker.receive(home, look(home, f"<body>{WORDS}<a href='/list'>事项清单</a></body>"))
    row = "<tr><td><a href='/guide?id=71'>取水许可证核发</a></td><td>水务局</td></tr>"
    table = f"<table><tr><th>事项名称</th><th>实施主体</th></tr>{row}</table>"
    [listed] = walker.receive(hall, look(hall, table))
    [guide] = walker.receive(listed, look(listed, table))
    buttons = '<a href="javascript:getDoc(\'31\')">空白表下载</a><a href="javascript:downGuide()">下载办事指南</a>'
    body = f"<body><h3>受理条件</h3><p>见窗口</p>{WORDS}{buttons}</body>"

    [form] = [e for e in walker.receive(guide, look(guide, body)) if e.kind is PageKind.FORM]
    assert form.target.url == "javascript:getDoc('31')"
    assert form.skip is not None
    assert form.item == guide.item


def _listed(walker: auto.Walk, *links: str) -> list[Errand]:
    """What is left to ask of a portal once one of its lists, on its front page's first link, was read."""
    [home] = walker.start()
    rows = "".join(f"<tr><td><a href='/guide?id=7{n}'>第{n}类许可证核发</a></td><td>水务局</td></tr>" for n in (1, 2))
    table = f"<table><tr><th>事项名称</th><th>实施主体</th></tr>{rows}</table>"
    first, *others = walker.receive(
        home, look(home, f"<body>{WORDS}<a href='/list'>事项清单</a>{''.join(links)}</body>")
    )
    [listed] = walker.receive(first, look(first, table))
    list(walker.receive(listed, look(listed, table)))
    return others


ROWS_TO_COME = f"<body>{WORDS}<div id='box'></div><script>fetch('/x').then(show)</script></body>"


def test_a_page_that_promised_a_list_and_waits_for_rows_is_rendered_though_another_list_was_found() -> None:
    walker = auto.Walk(job())
    [hall] = _listed(walker, "<a href='/hall'>面向企业</a>")
    assert list(walker.receive(hall, look(hall, ROWS_TO_COME))) == []
    [again] = walker.idle()
    assert (again.target, again.render) == (hall.target, True)


def test_a_page_that_promised_a_list_and_could_not_be_rendered_is_a_gap() -> None:
    walker = auto.Walk(job())
    [hall] = _listed(walker, "<a href='/hall'>面向企业</a>")
    list(walker.receive(hall, look(hall, ROWS_TO_COME)))
    [again] = walker.idle()
    [gap] = [e for e in walker.receive(again, failed(again, Failure.TIMEOUT)) if e.skip]
    assert (gap.kind, gap.target.url) == (PageKind.LIST, hall.target.url)


def test_a_page_whose_title_names_a_list_promises_one_whatever_led_to_it() -> None:
    walker = auto.Walk(job())
    [home] = walker.start()
    head = "<head><title>云溪省办事大厅</title></head>"
    icons = "<a href='/a'><img src='/a.png'></a><a href='/b'><img src='/b.png'></a>"
    assert list(walker.receive(home, look(home, f"{head}<body>{WORDS}{icons}</body>"))) == []
    one, other = walker.idle()
    rows = "".join(f"<tr><td><a href='/guide?id=7{n}'>第{n}类许可证核发</a></td><td>水务局</td></tr>" for n in (1, 2))
    table = f"<table><tr><th>事项名称</th><th>实施主体</th></tr>{rows}</table>"
    [listed] = walker.receive(one, look(one, table))
    list(walker.receive(listed, look(listed, table)))
    named = "<head><title>个人服务 - 云溪省办事大厅</title></head>"
    assert list(walker.receive(other, look(other, named + ROWS_TO_COME))) == []
    [again] = walker.idle()
    assert (again.target, again.render) == (other.target, True)


def test_a_page_that_promised_a_list_and_never_came_is_a_gap_and_one_that_is_not_there_is_none() -> None:
    for failure, gaps in ((Failure.HTTP_5XX, 1), (Failure.LOGIN_REQUIRED, 0)):
        walker = auto.Walk(job())
        [hall] = _listed(walker, "<a href='/hall'>面向企业</a>")
        twice = [
            *walker.receive(hall, failed(hall, failure)),
            *walker.receive(replace(hall, look=2), failed(hall, failure)),
        ]
        assert len([e for e in twice if e.skip and e.kind is PageKind.LIST]) == gaps
