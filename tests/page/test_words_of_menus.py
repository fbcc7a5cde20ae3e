"""What the pages of the menu lead to, by its words alone."""

from __future__ import annotations

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.domain.survey import Entry
from crawler.page.html import Page
from crawler.survey.looks import read_columns, words
from crawler.survey.pages import SurveyPages
from crawler.survey.portal import SurveyReader

HOST = "http://www.yunxi.gov.cn"
PAGES = {
    "/": "<a href='/fw/'>办事服务</a><a href='/fw/qi.html'>燃气缴费</a>",
    "/fw/": "<h3>便民服务</h3><a href='/fw/shui.html'>水费查询</a><a href='/fw/qi.html'>燃气缴费</a>"
    "<a href='/fw/qi.html#gz'>公证预约</a>",
}


def test_links_of_the_menus_pages_count_as_well_each_once() -> None:
    kinds = {"/": PageKind.HOME, "/fw/": PageKind.NAVIGATION}
    evidence = [
        Evidence(id=path, region="r", kind=kind, target=Target(url=HOST + path), state=FetchState.FETCHED, status=200)
        for path, kind in kinds.items()
    ]
    pages = SurveyPages(evidence, lambda one: Page(text=PAGES[one.id], url=one.target.url, evidence=one.id), HOST + "/")
    assert [look.reading.text for look in words(pages)] == ["办事服务", "燃气缴费", "水费查询", "公证预约"]


def test_a_list_whose_items_can_be_looked_up_by_name_is_a_search() -> None:
    shown = {
        "/": "<a href='/l'>办事指南</a>",
        "/l": "<form action='/l'>事项名称 <input name=n><button>查询</button></form>",
    }
    kinds = {"/": PageKind.HOME, "/l": PageKind.LIST}
    evidence = [
        Evidence(id=path, region="r", kind=kind, target=Target(url=HOST + path), state=FetchState.FETCHED, status=200)
        for path, kind in kinds.items()
    ]
    pages = SurveyPages(evidence, lambda one: Page(text=shown[one.id], url=one.target.url, evidence=one.id), HOST + "/")
    assert Entry.SEARCH in SurveyReader(pages, "云溪市", {}).survey().entrances


def test_what_a_column_shows_within_another_choice_is_no_column_of_its_own() -> None:
    bar = "".join(f"<a href='/l?d={n}{{0}}'>{x}</a>" for n, x in enumerate(("民政局", "教育局", "水务局")))
    none = "<p>没有找到相关事项</p>"
    shown = {"/": bar.format(""), "/l?k=2": bar.format("&k=2") + none} | {f"/l?d={n}&k=2": none for n in range(3)}
    kinds = {"/": PageKind.HOME, "/l?k=2": PageKind.NAVIGATION}
    evidence = [
        Evidence(
            id=path, region="r", kind=kinds.get(path, PageKind.COLUMN), target=Target(url=HOST + path),
            state=FetchState.FETCHED, status=200,
        )
        for path in shown
    ]  # fmt: skip
    pages = SurveyPages(evidence, lambda one: Page(text=shown[one.id], url=one.target.url, evidence=one.id), HOST + "/")
    assert [(c.name.text, c.entries) for c in read_columns(pages)] == [
        ("民政局", None),
        ("教育局", None),
        ("水务局", None),
    ]


def test_a_column_is_read_as_the_walk_saw_it_in_a_browser() -> None:
    names = ("民政局", "教育局", "水务局")
    shown = {"/": "".join(f"<a href='/l?d={n}'>{x}</a>" for n, x in enumerate(names))}
    shown |= {f"/l?d={n}": "<div id=rows></div><script src='/rows.js'></script>" for n in range(3)}
    drawn = "<table><tr><td>事项名称</td></tr><tr><td><a href='/guide?id=7'>渡船登记核发</a></td></tr></table>"
    looks = [("/", PageKind.HOME, Via.HTTP)] + [(f"/l?d={n}", PageKind.COLUMN, Via.HTTP) for n in range(3)]
    evidence = [
        Evidence(id=f"{p}{v}", region="r", kind=k, target=Target(url=HOST + p), state=FetchState.FETCHED, via=v)
        for p, k, v in [*looks, ("/l?d=0", PageKind.NAVIGATION, Via.BROWSER)]
    ]

    def load(one: Evidence) -> Page:
        text = drawn if one.via is Via.BROWSER else shown[one.target.url.removeprefix(HOST)]
        return Page(text=text, url=one.target.url, evidence=one.id)

    found = read_columns(SurveyPages(evidence, load, HOST + "/"))
    assert [(c.name.text, c.entries) for c in found] == [("民政局", 1), ("教育局", None), ("水务局", None)]
