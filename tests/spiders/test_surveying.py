"""The survey of a portal by the walker: what it opens, what it never opens, and its bounds."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlJob, Spec, spec_from_json, spec_to_json
from crawler.page.html import Page
from spiders.platforms.auto import Walk
from spiders.platforms.surveying import Surveyor
from spiders.platforms.walking import Errand, Look
from spiders.platforms.way import Way

PORTAL = "http://zwfw.yunxi.gov.cn/"
WORDS = "<p>欢迎访问云溪政务服务网，在这里可以查询和办理各项政务服务。</p>" * 5
LIST = (
    "<table><tr><th>事项名称</th><th>事项类型</th></tr>"
    + "".join(
        f"<tr><td><a href='/guide/{n}'>第{n}类经营许可证核发</a></td><td>行政许可</td></tr>" for n in range(1, 31)
    )
    + "</table>"
)


def job(*, survey: bool = True, all_areas: bool = False) -> CrawlJob:
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=PORTAL, all_areas=all_areas)
    return CrawlJob(profile=profile, survey=survey)


def walked(
    front: str,
    *,
    survey: bool = True,
    pages: dict[str, str] | None = None,
    all_areas: bool = False,
    moved: dict[str, str] | None = None,
) -> list[Errand]:
    """Carry out a walk over pages by path; any other path is a page of words. `moved` is where clicks on words lead."""
    known = {"/": f"{WORDS}<a href='/list'>事项清单</a>{front}", "/list": LIST, **(pages or {})}
    walker = Walk(job(survey=survey, all_areas=all_areas))
    every: list[Errand] = []
    waiting: list[Errand] = []
    seen: set[object] = set()

    def plan(errands: object) -> bool:
        fresh = [e for e in errands if (e.kind, e.target.key, e.item, e.look, e.render) not in seen]  # type: ignore[attr-defined]
        seen.update((e.kind, e.target.key, e.item, e.look, e.render) for e in fresh)
        every.extend(fresh)
        waiting.extend(e for e in fresh if e.skip is None)
        return bool(fresh)

    plan(walker.start())
    while waiting or plan(walker.idle()):
        if not waiting:
            continue
        errand = waiting.pop(0)
        parts = urlsplit(errand.target.url)
        body = known.get(parts.path, f"<h1>{parts.path}</h1>{WORDS}") if parts.netloc in PORTAL else WORDS
        evidence = Evidence(
            id=f"{errand.kind}-{errand.target.key}-{errand.item}-{errand.render}", region="990001", kind=errand.kind,
            target=errand.target, state=FetchState.FETCHED, status=200, content_type="text/html; charset=utf-8",
            item=errand.item, via=Via.BROWSER if errand.render else Via.HTTP, look=errand.look,
            final_url=(moved or {}).get(errand.target.body or ""),
        )  # fmt: skip
        plan(walker.receive(errand, Look(evidence=evidence, body=body.encode())))
        assert len(every) < 2000, "the walk does not end"
    return every


def opened(every: list[Errand], *kinds: PageKind) -> list[str]:
    return [e.target.url for e in every if e.kind in kinds]


SURVEY = (PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.LINK)


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/login'>登录</a>",
        "<a href='/praise?id=1'>赞一个</a>",
        "<a href='/x?act=delete&id=1'>清空</a>",
        "<a href='/vote/1'>网上投票</a>",
        "<a href='/a.apk'>下载</a>",
        "<a href='mailto:a@b.cn'>写信</a>",
        "<a href='#top'>顶部</a>",
        "<a href='javascript:go(1)'>打开</a>",
        "<a href='#' onclick=\"go('/praised')\">表扬</a>",
    ],
)
def test_a_link_that_may_do_more_than_show_a_page_is_not_sampled(link: str) -> None:
    links = opened(walked(f"{link}<a href='/map'>办事地图</a>"), PageKind.LINK)
    assert f"{PORTAL}map" in links
    assert not any(word in url for url in links for word in ("login", "praise", "delete", "vote", "apk", "mailto", "#"))


def test_forms_are_never_sent_but_the_search() -> None:
    front = (
        "<a href='/hd'>咨询投诉</a><form action='/so'><input name='wd' placeholder='请输入关键字'></form>"
        "<form action='/send' method='post'><textarea name='t'></textarea></form>"
    )
    page = "<form action='/hd/save' method='post'><textarea name='t'></textarea><button>提交</button></form>"
    every = walked(front, pages={"/hd": page})
    assert not any("/send" in e.target.url or "save" in e.target.url for e in every)
    searches = [e for e in every if e.kind is PageKind.SEARCH]
    assert len(searches) == 13
    assert len({e.item for e in searches}) == 10
    assert all(e.target.method == "GET" for e in every)


def test_answers_that_only_a_browser_shows_are_asked_of_fewer_questions_and_once() -> None:
    form = "<form action='/so'><input name='wd' placeholder='请输入关键字'></form>"
    drawn = "<div id='rows'></div><script>fetch('/api/so').then(draw)</script>"
    searches = [e for e in walked(form, pages={"/so": drawn}) if e.kind is PageKind.SEARCH]
    assert [e.render for e in searches] == [False] + [True] * 7
    assert searches[0].target == searches[1].target


def test_a_survey_has_bounds_and_leaves_no_gap_in_the_region() -> None:
    links = "".join(f"<a href='/p/{n}'>第{n}页的说明文字</a>" for n in range(300))
    away = "".join(f"<a href='http://www.n{n}.gov.cn/'>友情链接{n}</a>" for n in range(30))
    offices = "".join(
        f"<a href='/d?n={n}'>第{n}水务局</a>".replace(str(n) + "水", chr(0x4E00 + n) + "水") for n in range(90)
    )
    every = walked(links + away + offices)
    hosts = [urlsplit(url).netloc for url in opened(every, PageKind.LINK)]
    assert sum(1 for host in hosts if host.startswith("www.n")) <= 6
    assert len(hosts) <= 46
    assert len(opened(every, PageKind.COLUMN)) <= 40
    assert not any(e.skip for e in every if e.kind in SURVEY)


def test_columns_within_another_choice_are_not_opened_for_their_own_sake() -> None:
    bar = "".join(f"<a href='/d?n={n}{{0}}'>{x}</a>" for n, x in enumerate(("民政局", "教育局", "水务局")))
    every = walked(bar.format("") + "<a href='/menu'>办事服务</a>", pages={"/menu": WORDS + bar.format("&k=2")})
    assert sorted(opened(every, PageKind.COLUMN)) == [f"{PORTAL}d?n={n}" for n in range(3)]


@pytest.mark.parametrize(("rendered", "again"), [(True, 0), (False, 1)])
def test_a_column_that_the_walk_saw_in_a_browser_is_not_rendered_again(*, rendered: bool, again: int) -> None:
    column = Target(url=f"{PORTAL}d?n=1")
    page = Page(text="<body><div id=rows></div><script src='/rows.js'></script></body>", url=column.url, evidence="e1")
    surveyor = Surveyor(job(), Way(job().profile))
    surveyor.met(Errand(target=column, kind=PageKind.NAVIGATION, render=rendered), page)
    assert len([*surveyor.came(Errand(target=column, kind=PageKind.COLUMN), page)]) == again


def test_the_same_portal_gives_the_same_survey() -> None:
    front = "".join(f"<a href='/p/{n}'>第{n}页的说明文字</a>" for n in range(100))
    assert walked(front) == walked(front)


def test_the_survey_is_left_out_where_no_check_needs_it_and_travels_to_the_child() -> None:
    assert not opened(walked("<a href='/hd'>咨询投诉</a>", survey=False), *SURVEY)
    spec = Spec(jobs=(job(),), data="d", run="r")
    assert spec_from_json(spec_to_json(spec)) == spec
    older = spec_to_json(replace(spec, jobs=(job(survey=False),))).replace(', "survey": false', "")
    assert not spec_from_json(older).jobs[0].survey


def test_entrances_without_an_address_are_clicked_where_what_lies_behind_them_counts() -> None:
    menu = "".join(f"<li role='menuitem'>{words}</li>" for words in ("好差评", "政民互动", "智能客服", "无障碍浏览"))
    every = walked(f"<ul role='menubar'>{menu}</ul>")
    clicked = {e.target.body: e for e in every if e.kind is PageKind.ENTRANCE and e.target.method == "CLICK"}
    assert clicked.keys() == {"好差评", "政民互动"}
    assert all(e.render for e in clicked.values())


def test_districts_of_a_list_that_nobody_could_open_are_a_gap_where_all_are_wanted() -> None:
    named = "<ul><li>省本级</li><li>竹山市</li><li>白水县</li></ul>"
    led = "<ul><li>省本级</li><li><a href='/list?qh=1'>竹山市</a></li><li><a href='/list?qh=2'>白水县</a></li></ul>"
    there = {name: f"{PORTAL}list?qh={name}" for name in ("竹山市", "白水县")}
    for menu, every, moved, gaps in (
        (named, True, {}, 1),
        (named, True, dict([*there.items()][:1]), 1),
        (named, True, there, 0),
        (named, False, {}, 0),
        (led, True, {}, 0),
    ):
        walk = walked("", survey=False, pages={"/list": menu + LIST}, all_areas=every, moved=moved)
        assert len([e for e in walk if e.kind is PageKind.LIST and e.skip]) == gaps
        clicked = {e.target.body for e in walk if e.target.method == "CLICK" and e.skip is None}
        assert clicked == (set(there) if menu is named and every else set())
    assert {"qh=1", "qh=2"} <= {urlsplit(e.target.url).query for e in walk}


def test_the_search_is_put_the_items_of_its_own_place_where_all_places_are_walked() -> None:
    rows = "".join(
        f"<tr><td><a href='/guide/{n}'>第{n}类经营许可证核发</a></td><td>11{code}000000000{n}XX000119001000</td></tr>"
        for n, code in enumerate(["990301"] * 9 + ["990001"])
    )
    pages = {"/list": f"<table><tr><th>事项名称</th><th>实施编码</th></tr>{rows}</table>"}
    form = "<form action='/so'><input name='wd' placeholder='搜索'><button>搜索</button></form>"
    for every, put in ((True, {"9"}), (False, set("0123456789"))):
        walk = walked(form, pages=pages, all_areas=every)
        names = {e.item for e in walk if e.kind is PageKind.SEARCH}
        assert len(names) == len(put)


@pytest.mark.parametrize(("figures", "asked"), [("", 3), ("<p>好评率：99.1%</p>", 0)])
def test_articles_on_ratings_are_opened_where_the_page_of_results_has_no_figures(figures: str, asked: int) -> None:
    listed = "".join(f"<li><a href='/art/{n}.html'>第{n}季度全市政务服务评价情况通报</a></li>" for n in range(1, 6))
    every = walked("<a href='/tb'>评价通报</a>", pages={"/tb": f"<ul>{listed}</ul>{figures}"})
    assert sum("/art/" in url for url in opened(every, PageKind.ENTRANCE)) == asked


@pytest.mark.parametrize(
    ("entrance", "told", "asked"),
    [
        ("", "<p>一切正常</p>", ["/art/1.html", "/art/2.html", "/art/3.html"]),
        ("<a href='/tb'>评价通报</a>", "<p>好评率：99.1%</p>", []),
        ("<a href='/hd'>互动交流</a>", "<a href='/art/9.html'>服务评价公示</a>", ["/art/9.html"]),
    ],
    ids=["no entrance", "figures behind an entrance", "behind the entrance to write"],
)
def test_titles_that_tell_of_ratings_are_opened_as_what_lies_behind_an_entrance(
    entrance: str, told: str, asked: list[str]
) -> None:
    numbers = range(1, 6) if len(asked) != 1 else ()
    titles = "".join(f"<li><a href='/art/{n}.html'>第{n}季度全市“好差评”评价结果公开</a></li>" for n in numbers)
    every = walked(f"{entrance}<ul>{titles}</ul>", pages={"/tb": told, "/hd": told})
    assert [urlsplit(u).path for u in opened(every, PageKind.ENTRANCE) if "/art/" in u] == asked
