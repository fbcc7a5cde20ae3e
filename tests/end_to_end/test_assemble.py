"""From evidence to records, where list and guide have to be read together."""

from __future__ import annotations

import json

import pytest

from crawler.domain.elements import State
from crawler.domain.evidence import Failure, PageKind, Via
from crawler.domain.records import GuideState
from tests.end_to_end.kept_archive import GUIDE, HOST, LIST, Kept, assembled, first_of, item_keys, records_of


def test_a_name_that_the_page_shows_without_label_is_stated(archive: Kept) -> None:
    page = GUIDE.format(name="食品经营许可核发（新办）", row="")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])

    name = first_of(assembled(archive)).guide.read("name")

    assert (name.state, name.value) == (State.STATED, "食品经营许可核发（新办）")


def test_a_name_with_an_empty_place_is_not_stated(archive: Kept) -> None:
    page = GUIDE.format(name="", row="<tr><th>事项名称</th><td></td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])

    assert first_of(assembled(archive)).guide.read("name").state is State.NOT_STATED


@pytest.mark.parametrize(("said", "whole"), [("共2项", True), ("共3项", False)])
def test_a_list_that_declares_more_than_it_shows_was_not_read_to_its_end(said: str, whole: bool) -> None:
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", LIST.replace("</table>", f"</table><p>{said}</p>"))
    records = records_of(kept)
    assert records.item_list().reached_end is whole


def test_the_guide_of_another_item_under_an_address_says_nothing_of_this_one(archive: Kept) -> None:
    own, other = item_keys()
    page = GUIDE.format(name="", row="<tr><th>事项名称</th><td>城镇污水排入排水管网许可</td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=own)
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=2", page, item=other)

    first, second = assembled(archive)

    assert first.guide.unread == "the guide under this address is another item's"
    assert first.row is not None
    assert first.row.guide_state is GuideState.UNDECIDED
    assert second.guide.unread is None


@pytest.mark.parametrize(
    ("title", "said", "read"),
    [
        ("食品经营许可核发（新办）-办事指南", "高清版面", "食品经营许可核发（新办）"),
        ("食品经营许可核发（新办）-办事指南", "食品许可", "食品许可"),
        ("高清版面", "高清版面", ""),  # Nothing of the page is the item's: it may be the guide of another one.
    ],
)
def test_the_title_of_a_page_tells_its_name_where_what_was_read_shares_nothing_with_that_of_the_list(
    archive: Kept, title: str, said: str, read: str
) -> None:
    page = GUIDE.format(name="", row=f"<tr><th>事项名称</th><td>{said}</td></tr>")
    page = page.replace("<body>", f"<head><title>{title}</title></head><body>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])

    assert first_of(assembled(archive)).guide.read("name").text == read


def test_a_lost_part_makes_what_is_not_stated_unread(archive: Kept) -> None:
    page = GUIDE.format(name="", row="<tr><th>办理时间</th><td></td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])
    archive.add(PageKind.FRAGMENT, f"{HOST}/tab?id=1", None, item=item_keys()[0], failure=Failure.TIMEOUT)

    guide = first_of(assembled(archive)).guide

    assert guide.read("hours").state is State.UNREAD
    assert guide.read("legal_basis").state is State.UNREAD
    assert guide.read("conditions").state is State.STATED


def test_what_a_search_for_an_item_calls_is_no_part_of_its_guide(archive: Kept) -> None:
    key = item_keys()[0]
    before = assembled(archive)
    archive.add(PageKind.SEARCH, f"{HOST}/so", "<p>搜索</p>", item=key)
    searched = list(archive.evidence())[-1].id
    archive.add(PageKind.API, f"{HOST}/api/so", '{"phone": "0571-00000000", "list": []}', item=key, parent=searched)

    assert assembled(archive) == before


def test_popular_services_of_the_front_page_are_those_of_the_list(archive: Kept) -> None:
    row = {"matterId": "9f71c04b", "matterName": "取水许可", "implCode": "11330000002482285E4330119001000"}
    hot = {
        "data": [{"matterId": "9f71c04b", "matterName": "取水许可"}, {"matterId": "9f71c04c", "matterName": "排污许可"}]
    }
    listed = {"data": {"total": 1, "list": [row | {"deptName": "省水利厅"}]}}
    archive.add(PageKind.API, f"{HOST}/api/hot", json.dumps(hot, ensure_ascii=False), parent="e0", via=Via.BROWSER)
    archive.add(PageKind.LIST, f"{HOST}/api/page?page=1", json.dumps(listed, ensure_ascii=False))

    found = [(item.row.name.value, item.item_code) for item in assembled(archive) if item.row is not None][2:]

    assert sorted(found, key=str) == [("取水许可", row["implCode"]), ("排污许可", None)]


@pytest.mark.parametrize("shown", [True, False], ids=["its tabs are there", "it has none"])
def test_a_part_is_named_by_the_tabs_of_the_guide_that_was_rendered_for_all(archive: Kept, shown: bool) -> None:
    bar = "<p><a href='#t2'>常见问题</a><a href='#t3'>办理流程</a></p>" if shown else ""
    archive.add(
        PageKind.GUIDE, f"{HOST}/guide/2", f"<html><body>{bar}<h1>另一事项</h1></body></html>", item=item_keys()[1],
        via=Via.BROWSER,
    )  # fmt: skip
    base = GUIDE.format(name="食品经营许可核发（新办）", row="")
    archive.add(PageKind.GUIDE, f"{HOST}/part?id=1&t=1", base, item=item_keys()[0], parent="e2")
    archive.add(
        PageKind.FRAGMENT,
        f"{HOST}/part?id=1&t=2",
        "<p>1．网上能办吗？<br>网上可以办理。</p>",
        item=item_keys()[0],
        parent="e2",
    )

    read = first_of(assembled(archive)).guide.read("faq")

    assert (read.state is State.STATED and "网上可以办理" in (read.value or "")) is shown


def test_parts_of_a_guide_that_calls_bring_are_read_by_what_a_rendered_guide_shows(archive: Kept) -> None:
    def told(text: str) -> str:
        return json.dumps({"data": {"zqWay": text, "no": "A-1"}}, ensure_ascii=False)

    texts = ("凭本人的许可申请表到窗口办", "带上排水口的图纸来窗口办")
    shown = GUIDE.format(name="食品经营许可核发（新办）", row=f"<tr><th>交通指引</th><td>{texts[0]}</td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", shown, item=item_keys()[0], via=Via.BROWSER)
    archive.add(PageKind.API, f"{HOST}/way?id=1", told(texts[0]), item=item_keys()[0], via=Via.BROWSER, parent="e2")
    archive.add(
        PageKind.GUIDE, f"{HOST}/guide?id=2", GUIDE.format(name="城镇污水排入排水管网许可", row=""), item=item_keys()[1]
    )
    archive.add(PageKind.FRAGMENT, f"{HOST}/way?id=2", told(texts[1]), item=item_keys()[1], parent="e4")
    guides = [one.guide for one in assembled(archive)]
    assert [guide.read("traffic").value for guide in guides if guide is not None] == list(texts)


def test_code_lists_that_the_front_page_asked_for_say_what_the_codes_of_a_guide_mean(archive: Kept) -> None:
    lists = {
        "BJLX": [{"dm": "7", "mc": "即办件"}, {"dm": "8", "mc": "承诺件"}],
        "SXDW": [{"dm": "1", "mc": "小时"}, {"dm": "2", "mc": "工作日"}],
        "CLBYX": [{"dm": "A", "mc": "必要"}, {"dm": "B", "mc": "非必要"}],
    }
    rows = [{"clmc": "食品经营许可申请书", "clbyx": "A"}]
    said = {
        "sxmc": "食品经营许可核发（新办）",
        "bjlx": "8",
        "cnbjsx": 5,
        "cnbjsxdw": "2",
        "sltj": "有固定的场所",
        "clqd": rows,
    }

    def add(kind: PageKind, url: str, data: object, **more: object) -> None:
        archive.add(kind, url, json.dumps({"code": 200, "data": data}, ensure_ascii=False), **more)

    add(PageKind.GUIDE, f"{HOST}/guide?id=1", said, item=item_keys()[0])
    before = first_of(assembled(archive)).guide
    add(PageKind.API, f"{HOST}/dict", lists, parent="e0", via=Via.BROWSER)
    guide = first_of(assembled(archive)).guide

    assert before.read("case_type").value != "承诺件"
    assert guide.read("case_type").value == "承诺件"
    assert guide.read("promised_time_limit").value == "5个工作日"
    assert guide.materials[0].read("material_necessity").value == "必要"


def test_code_lists_in_a_script_of_the_portal_say_what_the_codes_of_a_guide_mean(archive: Kept) -> None:
    lists = """var TYPE={1:"首页",2:"办事"},DIC={"RESULT_KIND":{"10":"证照","20":"批文"},
    NET_DEPTH:{'3':'互联网预审','4':'互联网受理','7':'互联网电子证照反馈'}};function dic(k,v){return DIC[k][v]}"""
    said = {
        "itemName": "食品经营许可核发（新办）",
        "netDepth": "4",
        "resultKind": "20",
        "condition": "有固定的场所",
        "type": "2",
    }
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=item_keys()[0])
    before = first_of(assembled(archive)).guide
    archive.add(PageKind.FRAGMENT, f"{HOST}/js/dic.js", lists)
    guide = first_of(assembled(archive)).guide

    assert not {"互联网受理", "批文"} & {before.read(e).value for e in ("online_depth", "result_type")}
    assert guide.read("online_depth").value == "互联网受理"
    assert guide.read("result_type").value == "批文"
    assert "办事" not in [reading.value for reading in guide.readings.values()]
