"""Rows of a list that open by a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.learned.calls import Exchange
from crawler.page.lists.main_rows import opening_rows
from crawler.page.parse import parse
from spiders.platforms.opening import Openings
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

PORTAL = "http://zwfw.yunxi.gov.cn"
LIST = Errand(target=Target(url=f"{PORTAL}/rows"), kind=PageKind.LIST)


def row(code: str, name: str, beneath: str = "（2个办理项）") -> str:
    return f"<li><div onclick=\"openDir('{code}',this)\"><em>+</em> {name} <span>{beneath}</span></div><ul></ul></li>"


def page(*rows: str) -> Page | JsonPage:
    found = parse(f"<ul>{''.join(rows)}</ul>".encode(), "text/html", LIST.target.url, "e1")
    assert found is not None
    return found


def answer(code: str) -> Exchange:
    row = f"<li><a href='/guide?id={code}'>施工许可核发</a><span>水务局</span></li>"
    target = Target(url=f"{PORTAL}/children?dirCode={code}")
    return Exchange(
        target=target, page=parse(f"<h2>办事指南</h2><ul>{row}</ul>".encode(), "text/html", target.url, "e2")
    )


def test_once_one_row_was_opened_its_call_opens_those_of_pages_before_and_after() -> None:
    openings = Openings()
    assert list(openings.met(LIST, page(row("a1b2c3", "食品经营许可")))) == []
    opened_row = row("d4e5f6", "施工许可").replace("<ul></ul>", "<ul><li>施工许可新办</li><li>施工许可变更</li></ul>")
    shown = page(opened_row, row("778899", "取水许可"))
    assert list(openings.met(LIST, shown)) == []
    opened = list(openings.learn([answer("d4e5f6")]))
    assert {one.target.url.rpartition("=")[2] for one, _, _ in opened} == {"a1b2c3", "d4e5f6", "778899"}
    later = list(openings.met(LIST, page(row("d4e5f6", "施工许可"), row("abc123", "采矿许可"))))
    assert [one.target.url for one, _, _ in later] == [f"{PORTAL}/children?dirCode=abc123"]


def test_listed_rows_that_fold_are_items_where_nothing_opens_them() -> None:
    openings = Openings()
    names = ("种畜禽生产经营许可核发", "取水许可核发", "采矿许可核发")
    rows = page(
        *(f"<li><b onclick=\"fold('4c81d0{n}')\"><i>+</i>{name}</b><ul></ul></li>" for n, name in enumerate(names))
    )
    keys = [item.key for item in rows.items()]
    assert list(openings.met(LIST, rows)) == []
    assert all(map(openings.takes, keys))
    clicks = [errand.target.body for _ in range(3) for errand in openings.scouts(lambda _: None)]
    assert clicks == [*names[:2]]
    assert list(openings.given_up()) == keys


def catalogue(*rows: tuple[str, str, int]) -> JsonPage | Page:
    told = [
        f'{{"catalogId":"{code}","orgId":"A0{n}17","catalogName":"{name}","childNum":{beneath}}}'
        for n, (code, name, beneath) in enumerate(rows)
    ]
    body = f'{{"total":{len(rows)},"records":[{",".join(told)}]}}'
    found = parse(body.encode(), "application/json", f"{PORTAL}/catalog", "e3")
    assert found is not None
    return found


def test_rows_of_an_answer_that_count_what_lies_beneath_them_are_clicked_where_a_browser_showed_them() -> None:
    openings = Openings()
    rows = catalogue(("47362045", "种畜禽生产经营许可", 2), ("85126903", "取水许可", 3), ("96274017", "户口登记", 0))
    assert {row.name for row in opening_rows(rows)} == {"种畜禽生产经营许可", "取水许可"}
    assert list(openings.met(LIST, rows)) == []
    [click] = openings.scouts({"取水许可": f"{PORTAL}/#/matters?org=3"}.get)
    assert (click.target.url, click.target.body) == (f"{PORTAL}/#/matters?org=3", "取水许可")
    opened = list(openings.learn([answer("85126903")]))
    assert {one.target.url.rpartition("=")[2] for one, _, _ in opened} == {"47362045", "85126903"}
    assert list(openings.scouts(lambda _: f"{PORTAL}/")) == []
    assert list(openings.given_up()) == []


def test_a_row_that_was_clicked_in_vain_gives_way_to_one_that_stands_on_another_page() -> None:
    openings = Openings()
    rows = catalogue(("47362045", "种畜禽生产经营许可", 2), ("85126903", "取水许可", 3), ("96274017", "采矿许可", 2))
    assert list(openings.met(LIST, rows)) == []
    pages = dict.fromkeys(("种畜禽生产经营许可", "取水许可"), f"{PORTAL}/#/home")
    pages["采矿许可"] = f"{PORTAL}/#/matters"
    clicks = [errand.target for _ in range(2) for errand in openings.scouts(pages.get)]
    assert [(one.url, one.body) for one in clicks] == [
        (f"{PORTAL}/#/home", "种畜禽生产经营许可"),
        (f"{PORTAL}/#/matters", "采矿许可"),
    ]


def test_the_call_that_lists_the_rows_themselves_opens_none_of_them() -> None:
    openings = Openings()
    rows = catalogue(("47362045", "种畜禽生产经营许可", 2), ("85126903", "取水许可", 3))
    assert list(openings.met(LIST, rows)) == []
    again = Exchange(target=Target(url=f"{PORTAL}/catalog?org=A0017"), page=rows)
    assert list(openings.learn([again])) == []


def test_rows_of_an_answer_that_do_not_open_are_items_like_others() -> None:
    openings = Openings()
    rows = catalogue(("47362045", "种畜禽生产经营许可", 2), ("85126903", "取水许可", 3))
    keys = {item.key for item in rows.items()}
    assert list(openings.met(LIST, rows)) == []
    assert all(map(openings.takes, keys))
    assert list(openings.scouts(lambda _: None)) == []
    assert set(openings.given_up()) == keys
    assert not any(map(openings.takes, keys))
    assert list(openings.given_up()) == []


def test_departments_and_rows_that_hold_nothing_do_not_open() -> None:
    rows = page(row("a1b2c3", "市场监督管理局"), row("d4e5f6", "施工许可", "行政许可"), row("2", "取水许可"))
    # Its sign is that of folding: it is listed, and an item unless a click brings those beneath it.
    assert [(one.name, one.item is not None) for one in opening_rows(rows)] == [("施工许可", True)]


def test_rows_of_which_nothing_tells_how_they_open_are_clicked_and_then_a_gap() -> None:
    openings = Openings()
    assert (
        list(
            openings.met(
                LIST, page(row("a1b2c3", "食品经营许可"), row("d4e5f6", "施工许可"), row("778899", "取水许可"))
            )
        )
        == []
    )
    first, second, gap = [errand for _ in range(3) for errand in openings.scouts(lambda _: None)]
    assert [(e.target.method, e.target.body, e.render) for e in (first, second)] == [
        ("CLICK", "食品经营许可", True), ("CLICK", "施工许可", True),
    ]  # fmt: skip
    assert (gap.kind, gap.target.url) == (PageKind.LIST, LIST.target.url)
    assert gap.skip is not None
    assert list(openings.scouts(lambda _: None)) == []


def test_where_clicks_show_items_and_no_call_can_be_read_the_other_rows_are_clicked_as_well() -> None:
    openings = Openings()
    names = ("食品经营许可", "施工许可", "取水许可", "采矿许可")
    assert list(openings.met(LIST, page(*(row(f"a1b2c{at}", name) for at, name in enumerate(names))))) == []
    clicked = []
    for _ in names:
        [errand] = openings.scouts(lambda _: None)
        openings.showed(errand.target)
        clicked.append(errand.target.body)
    assert clicked == [*names]
    [gap] = openings.scouts(lambda _: None)
    assert gap.skip is not None


def test_rows_whose_items_stand_hidden_on_the_page_need_no_opening() -> None:
    beneath = "<ul id='sub_a1b2c3' style='display:none'><li><a href='/guide?id=1'>食品经营许可新办</a></li></ul>"
    assert list(opening_rows(page(row("a1b2c3", "食品经营许可"), beneath))) == []
    assert len(list(opening_rows(page(row("a1b2c3", "食品经营许可"), "<ul id='sub_a1b2c3'></ul>")))) == 1


def folded(code: str, scope: str, name: str) -> str:
    head = f'<p><b onclick="unfold(this)">展开2个事项</b>{name}</p>'
    return f'<li data-dir="{code}" data-scope="{scope}">{head}<ul></ul></li>'


def test_a_row_hands_over_what_its_element_says_of_itself_and_of_its_list() -> None:
    openings = Openings()
    first = page(folded("d90017", "person", "取水许可"), folded("d90018", "person", "采矿许可"))
    other = page(folded("d90018", "company", "采矿许可"))
    assert list(openings.met(LIST, first)) == list(openings.met(LIST, other)) == []
    sent = Target(url=f"{PORTAL}/sub", method="POST", body="dir=d90018&kind=person")
    rows = answer("x1").page
    opened = list(openings.learn([Exchange(target=sent, page=rows)]))
    assert {call.target.body for call, _, _ in opened} == {
        "dir=d90017&kind=person",
        "dir=d90018&kind=person",
        "dir=d90018&kind=company",
    }


def nodes(path: str, *rows: dict[str, object]) -> Exchange:
    target = Target(url=f"{PORTAL}{path}")
    body = json.dumps({"rows": rows}, ensure_ascii=False).encode()
    return Exchange(target=target, page=parse(body, "application/json", target.url, path))


def branch(key: str, name: str, level: int, *, leaf: bool = False) -> dict[str, object]:
    return {"id": key, "text": name, "leaf": leaf, "level": level}


def asked(target: Target) -> Errand:
    return Errand(target=target, kind=PageKind.LIST)


def test_a_row_of_a_tree_is_clicked_behind_the_rows_that_it_lies_beneath() -> None:
    openings = Openings()
    shown = Errand(target=Target(url=f"{PORTAL}/bm"), kind=PageKind.NAVIGATION, render=True)
    root = nodes("/root", branch("d1", "水务局", 1), branch("d2", "教育局", 1))
    kinds = nodes("/beneath?nodeId=d1", branch("k7", "行政许可", 2))
    assert root.page is not None
    assert kinds.page is not None
    assert list(openings.met(shown, root.page, called=True)) == []
    [first] = openings.scouts(lambda _: None)
    assert (first.target.url, first.target.body) == (f"{PORTAL}/bm", "水务局")
    opened = [call.target.url for call, _, _ in openings.learn([kinds])]
    assert opened == [f"{PORTAL}/beneath?nodeId=d1", f"{PORTAL}/beneath?nodeId=d2"]
    assert list(openings.met(asked(kinds.target), kinds.page, called=True)) == []  # Another level: asked otherwise.
    [second] = openings.scouts(lambda _: None)
    assert (second.target.url, second.target.body) == (f"{PORTAL}/bm", "水务局\n行政许可")


def test_a_short_value_in_another_place_of_a_request_opens_nothing() -> None:
    openings = Openings()
    root = nodes("/root", branch("2", "水务局", 1), branch("3", "教育局", 1))
    assert root.page is not None
    assert list(openings.met(LIST, root.page, called=True)) == []
    rows = nodes("/rows?size=2", branch("b4711", "取水许可延续", 3, leaf=True))
    assert list(openings.learn([rows])) == []
    rows = nodes("/rows?parentId=2", branch("b4711", "取水许可延续", 3, leaf=True))
    assert len(list(openings.learn([rows]))) == 2


def test_a_listed_row_that_opened_onto_nothing_is_taken_no_longer() -> None:
    openings = Openings()
    mains = nodes("/mains", branch("m701", "取水许可", 2), branch("m702", "采矿许可", 2))
    assert mains.page is not None
    assert list(openings.met(LIST, mains.page, called=True)) == []
    calls = list(openings.learn([nodes("/beneath?no=m701", branch("b4711", "取水许可延续", 3, leaf=True))]))
    [key] = [item.key for item in mains.page.items() if item.name == "采矿许可"]
    assert openings.takes(key)
    assert openings.opened_in_vain(calls[1][0].target) == key
    assert not openings.takes(key)


def chosen(theme: str) -> Errand:
    body = json.dumps({"theme": theme, "dept": "", "pageNum": 2})
    return Errand(target=Target(url=f"{PORTAL}/mains", method="POST", body=body), kind=PageKind.LIST)


def test_what_a_list_was_chosen_by_is_said_again_for_what_lies_beneath_its_rows() -> None:
    openings = Openings()
    mains = nodes("/mains", branch("m701", "取水许可", 2), branch("m702", "采矿许可", 2))
    assert mains.page is not None
    assert list(openings.met(LIST, mains.page, called=True, by=chosen("T1").target)) == []
    asked = json.dumps({"no": "m701", "theme": "T1", "dept": "", "pageNum": 1})
    call = Target(url=f"{PORTAL}/beneath", method="POST", body=asked)
    beneath = nodes("/beneath", branch("b4711", "取水许可延续", 3, leaf=True))
    opened = list(openings.learn([Exchange(target=call, page=beneath.page)]))
    opened += openings.met(chosen("T2"), mains.page)
    told = [json.loads(one.target.body or "") for one, _, _ in opened]
    assert [(said["no"], said["theme"], said["pageNum"]) for said in told] == [
        ("m701", "T1", 1),
        ("m702", "T1", 1),
        ("m701", "T2", 1),
        ("m702", "T2", 1),
    ]
    assert list(openings.met(chosen("T2"), mains.page)) == []
    # Beneath 取水许可 lies nothing in the first theme, and something in the second: it is no item.
    assert openings.opened_in_vain(opened[0][0].target) is None
    openings.opened_onto_rows(opened[2][0].target)
    assert openings.opened_in_vain(opened[1][0].target) is None
    assert openings.opened_in_vain(opened[3][0].target) is not None
