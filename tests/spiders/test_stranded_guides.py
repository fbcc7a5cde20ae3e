"""Guides that no address leads to: rows are clicked, and what one click shows serves the others."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.page.finds import ItemLink
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.guides import Guides
from spiders.platforms.walking import Errand, Look

PORTAL = "http://zwfw.yunxi.gov.cn"


def item(name: str, call: str) -> ItemLink:
    return ItemLink(key=name, name=name, code=None, target=Target(url=f"javascript:{call}"), locator="/")


def look(errand: Errand, *, at: str | None = None, calls: tuple[Look, ...] = ()) -> Look:
    evidence = Evidence(
        id=f"g-{errand.target.key}", region="990001", kind=errand.kind, target=errand.target, item=errand.item,
        state=FetchState.FETCHED, content_type="text/html", via=Via.BROWSER, final_url=at,
    )  # fmt: skip
    return Look(evidence=evidence, body=b"<html><body><p>x</p></body></html>", calls=calls)


def beneath(code: str) -> Look:
    rows = [{"itemId": f"{code}{n}", "itemName": f"施工许可第{n}类核发", "orgName": "住建局"} for n in (1, 2)]
    evidence = Evidence(
        id="c", region="990001", kind=PageKind.API, target=Target(url=f"{PORTAL}/sub?mainId={code}"),
        state=FetchState.FETCHED, content_type="application/json", via=Via.BROWSER,
    )  # fmt: skip
    return Look(evidence=evidence, body=json.dumps({"rows": rows}, ensure_ascii=False).encode())


def test_what_a_click_on_one_row_told_of_a_page_says_nothing_about_its_other_rows() -> None:
    main = item("施工许可", "unfold('7a01c3')")
    first, second = item("取水许可核发", "guide('5b77d1')"), item("渡船登记", "guide('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    for one in (main, first, second):
        assert list(guides.want(one, one.target, None)) == []
    guides.shown_at(f"{PORTAL}/list", [main, first, second])
    [unfolded] = guides.stranded()
    assert unfolded.target.body == "施工许可"
    list(guides.came(unfolded, look(unfolded, calls=(beneath("7a01c3"),)), shell=False))
    [opened] = guides.stranded()
    assert (opened.target.url, opened.target.body) == (f"{PORTAL}/list", "取水许可核发")
    found = list(guides.came(opened, look(opened, at=f"{PORTAL}/show?rowuuid=5b77d1"), shell=False))
    assert [e.target.url for e in found] == [f"{PORTAL}/show?rowuuid=5b77d2"]


def test_an_item_beneath_a_main_item_is_clicked_behind_it() -> None:
    main = item("施工许可", "unfold('7a01c3')")
    guides = Guides(may_render=True, always_render=False)
    assert list(guides.want(main, main.target, None)) == []
    guides.shown_at(f"{PORTAL}/list", [main])
    [unfolded] = guides.stranded()
    shown = look(unfolded, calls=(beneath("7a01c3"),))
    list(guides.came(unfolded, shown, shell=False))
    for one in exchanges_of(shown):
        for row in one.page.items() if one.page is not None else ():
            assert list(guides.want(row, None, None)) == []
    [opened] = guides.stranded()
    assert (opened.target.url, opened.target.body) == (f"{PORTAL}/list", "施工许可\n施工许可第1类核发")
    found = guides.came(opened, look(opened, at=f"{PORTAL}/#/guide?id=7a01c31"), shell=False)
    assert f"{PORTAL}/#/guide?id=7a01c32" in {errand.target.url for errand in found}


def test_a_row_that_was_clicked_in_vain_is_opened_by_what_a_click_on_another_tells() -> None:
    first, second = item("取水许可核发", "guide('5b77d1')"), item("渡船登记", "guide('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    for one in (first, second):
        assert list(guides.want(one, one.target, None)) == []
    guides.shown_at(f"{PORTAL}/home", [first, second])
    guides.shown_at(f"{PORTAL}/list", [first, second])
    [vain] = guides.stranded()
    assert (vain.target.url, vain.item) == (f"{PORTAL}/home", first.key)
    lost = replace(look(vain).evidence, state=FetchState.FAILED, failure=Failure.TIMEOUT)
    assert list(guides.came(vain, Look(evidence=lost, body=b""), shell=False)) == []
    [opened] = guides.stranded()
    assert (opened.target.url, opened.item) == (f"{PORTAL}/list", second.key)
    found = list(guides.came(opened, look(opened, at=f"{PORTAL}/show?rowuuid=5b77d2"), shell=False))
    assert [(e.item, e.target.url) for e in found] == [(first.key, f"{PORTAL}/show?rowuuid=5b77d1")]


def lost(click: Errand) -> Look:
    evidence = look(click).evidence
    return Look(evidence=replace(evidence, state=FetchState.FAILED, failure=Failure.TIMEOUT), body=b"")


def test_after_a_click_that_failed_another_row_of_the_only_page_is_clicked() -> None:
    names = enumerate(("取水许可核发", "渡船登记", "养犬登记"), 1)
    rows = [item(name, f"guide('5b77d{at}')") for at, name in names]
    guides = Guides(may_render=True, always_render=False)
    for one in rows:
        assert list(guides.want(one, one.target, None)) == []
    guides.shown_at(f"{PORTAL}/list", rows)
    [first] = guides.stranded()
    assert list(guides.came(first, lost(first), shell=False)) == []
    [second] = guides.stranded()
    assert (second.target.url, second.item) == (f"{PORTAL}/list", rows[1].key)
    way = f"{PORTAL}/show?rowuuid="
    [probe] = guides.came(second, look(second, at=f"{way}5b77d2"), shell=False)
    found = [probe, *guides.came(probe, look(probe), shell=False)]
    assert {(e.item, e.target.url) for e in found} == {(rows[0].key, f"{way}5b77d1"), (rows[2].key, f"{way}5b77d3")}
    assert list(guides.stranded()) == []


def test_a_page_on_which_clicks_keep_failing_is_left() -> None:
    rows = [item(f"第{n}类经营许可", f"guide('5b77d{n}')") for n in range(9)]
    guides = Guides(may_render=True, always_render=False)
    for one in rows:
        list(guides.want(one, one.target, None))
    guides.shown_at(f"{PORTAL}/list", rows)
    for number in range(3):
        [click] = guides.stranded()
        assert click.item == rows[number].key
        list(guides.came(click, lost(click), shell=False))
    assert [(e.item, e.skip is not None) for e in guides.stranded()] == [(one.key, True) for one in rows[3:]]


def test_a_row_that_was_clicked_in_vain_leaves_no_second_gap() -> None:
    first, second = item("取水许可核发", "guide('5b77d1')"), item("渡船登记", "guide('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    for one in (first, second):
        list(guides.want(one, one.target, None))
    guides.shown_at(f"{PORTAL}/home", [first])
    [vain] = guides.stranded()
    lost = replace(look(vain).evidence, state=FetchState.FAILED, failure=Failure.TIMEOUT)
    list(guides.came(vain, Look(evidence=lost, body=b""), shell=False))
    assert [(e.item, e.skip is not None) for e in guides.stranded()] == [(second.key, True)]


def test_a_row_that_its_page_shows_by_itself_is_clicked_first() -> None:
    first, second = item("取水许可核发", "guide('5b77d1')"), item("渡船登记", "guide('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    for one in (first, second):
        list(guides.want(one, one.target, None))
    guides.shown_at(f"{PORTAL}/home", [first, second], text="全部 部门 主题")
    guides.shown_at(f"{PORTAL}/list", [first, second], text="渡船登记 办事指南")
    [opened] = guides.stranded()
    assert (opened.target.url, opened.item) == (f"{PORTAL}/list", second.key)


def test_a_window_over_the_list_shows_where_all_guides_lie() -> None:
    """A click puts a frame over the rows: its address tells the way, and the guide of the first is asked there too."""
    first, second = item("取水许可核发", "guide('5b77d1')"), item("渡船登记", "guide('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    for one in (first, second):
        list(guides.want(one, one.target, None))
    guides.shown_at(f"{PORTAL}/list", [first, second])
    [opened] = guides.stranded()
    window = "<p>取水许可核发</p><iframe src='/ad.html'></iframe><iframe src='/show?id=5b77d1'></iframe>"
    shown = replace(look(opened, at=f"{PORTAL}/list"), body=f"<html><body>{window}</body></html>".encode())
    asked = [*guides.came(opened, shown, shell=False)]
    assert [(e.item, e.target.url, e.render) for e in asked] == [(first.key, f"{PORTAL}/show?id=5b77d1", False)]
    plain = Look(evidence=replace(look(asked[0]).evidence, via=Via.HTTP), body=b"<html><body><p>x</p></body></html>")
    asked = [*guides.came(asked[0], plain, shell=False), *guides.stranded()]
    assert [(e.item, e.target.url, e.render) for e in asked] == [(second.key, f"{PORTAL}/show?id=5b77d2", False)]


def test_a_row_is_looked_for_where_it_stands_at_once_and_no_row_was_clicked_yet() -> None:
    row, other = item("取水许可核发", "open('5b77d1')"), item("渡船登记", "open('5b77d2')")
    guides = Guides(may_render=True, always_render=False)
    guides.shown_at(f"{PORTAL}/#/all", [row, other], text="渡船登记")
    guides.shown_at(f"{PORTAL}/#/home", [row], text="热门服务 取水许可核发")
    guides.shown_at(f"{PORTAL}/#/legal", [row], text="取水许可核发")
    assert guides.where_shown(row.name) == f"{PORTAL}/#/home"
    click = Target(url=f"{PORTAL}/#/home", method="CLICK", body=row.name)
    guides.clicking(Errand(target=click, kind=PageKind.NAVIGATION))
    assert guides.where_shown(row.name) == f"{PORTAL}/#/legal"
    assert guides.where_shown(other.name) == f"{PORTAL}/#/all"


def listing(name: str, key: str) -> Look:
    evidence = Evidence(
        id="s", region="990001", kind=PageKind.API, target=Target(url=f"{PORTAL}/rows?word={quote(name)}"),
        state=FetchState.FETCHED, content_type="application/json", via=Via.BROWSER,
    )  # fmt: skip
    row = {"itemName": name, "itemGuid": key, "orgName": "水务局", "itemCode": key}
    return Look(evidence=evidence, body=json.dumps({"rows": [row]}, ensure_ascii=False).encode())


def test_a_name_that_leads_to_a_search_for_it_is_clicked_on_a_list_and_the_search_is_no_guide() -> None:
    first, second = (
        next(iter(exchanges_of(look(Errand(target=Target(url="x"), kind=PageKind.LIST), calls=(listing(*row),))))).page
        for row in (("取水许可核发", "5b77d1"), ("渡船登记", "5b77d2"))
    )
    assert first is not None
    assert second is not None
    rows = [*first.items(), *second.items()]
    guides = Guides(may_render=True, always_render=False)
    for one in rows:
        assert list(guides.want(one, None, None)) == []
    guides.shown_at(f"{PORTAL}/#/home", rows)
    [click] = guides.stranded()
    found = look(click, at=f"{PORTAL}/#/search?word=1", calls=(listing("取水许可核发", "5b77d1"),))
    assert list(guides.came(click, found, shell=False)) == []
    [again] = guides.stranded()
    assert (again.target.url, again.target.body) == (f"{PORTAL}/#/search?word=1", "取水许可核发")
    opened = guides.came(again, look(again, at=f"{PORTAL}/#/guide?id=5b77d1"), shell=False)
    assert f"{PORTAL}/#/guide?id=5b77d2" in {errand.target.url for errand in opened}
