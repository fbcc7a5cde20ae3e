"""From evidence to records, where list and guide have to be read together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from crawler import catalogue
from crawler.assembly.region import RegionRecords
from crawler.domain.elements import State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import GuideState, ServiceItem
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import is_dead
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST = """<html><body><h2>政务服务事项清单</h2><table>
<tr><th>事项名称</th><th>实施主体</th></tr>
<tr><td><a href="/guide?id=1">食品经营许可核发（新办）</a></td><td>市场监督管理局</td></tr>
<tr><td><a href="/guide?id=2">城镇污水排入排水管网许可</a></td><td>水务局</td></tr></table></body></html>"""

GUIDE = """<html><body><div class="t">{name}</div><table>
<tr><th>实施主体</th><td>市场监督管理局</td></tr><tr><th>承诺办结时限</th><td>5个工作日</td></tr>
<tr><th>受理条件</th><td>有固定的经营场所</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心2楼</td></tr>
<tr><th>咨询电话</th><td>0571-12345678</td></tr>{row}</table></body></html>"""


class Kept:
    """An archive in memory."""

    def __init__(self) -> None:
        self._looks: list[tuple[Evidence, bytes]] = []

    def add(self, kind: PageKind, url: str, text: str | None, **said: object) -> None:
        state = FetchState.FETCHED if text is not None else FetchState.FAILED
        number = len(self._looks)
        content = "application/json" if (text or "").startswith("{") else "text/html; charset=utf-8"
        clicked = said.pop("clicked", None)
        target = Target(url=url, method="CLICK", body=str(clicked)) if clicked else Target(url=url)
        evidence = Evidence(
            id=f"e{number}", region="1", kind=kind, target=target, state=state, attempts=1,
            content_type=content, **said,  # type: ignore[arg-type]
        )  # fmt: skip
        self._looks.append((evidence, (text or "").encode()))

    def evidence(self) -> Iterator[Evidence]:
        return (one for one, _ in self._looks)

    def payload(self, evidence: Evidence) -> bytes:
        return next(body for one, body in self._looks if one.id == evidence.id)


HOST = "http://a.example"


def _keys() -> list[str]:
    page = parse(LIST.encode(), "text/html; charset=utf-8", f"{HOST}/list", "e")
    assert page is not None
    return [item.key for item in page.items()]


def _items(archive: Kept) -> list[ServiceItem]:
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    return list(RegionRecords(archive, profile, read_labels(catalogue.labels_text())).items())


@pytest.fixture
def archive() -> Kept:
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", LIST)
    return kept


def _first(items: Iterable[ServiceItem]) -> ServiceItem:
    return next(iter(items))


def test_a_name_that_the_page_shows_without_label_is_stated(archive: Kept) -> None:
    page = GUIDE.format(name="食品经营许可核发（新办）", row="")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=_keys()[0])

    name = _first(_items(archive)).guide.read("name")

    assert (name.state, name.value) == (State.STATED, "食品经营许可核发（新办）")


def test_a_name_with_an_empty_place_is_not_stated(archive: Kept) -> None:
    page = GUIDE.format(name="", row="<tr><th>事项名称</th><td></td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=_keys()[0])

    assert _first(_items(archive)).guide.read("name").state is State.NOT_STATED


@pytest.mark.parametrize(("said", "whole"), [("共2项", True), ("共3项", False)])
def test_a_list_that_declares_more_than_it_shows_was_not_read_to_its_end(said: str, whole: bool) -> None:
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", LIST.replace("</table>", f"</table><p>{said}</p>"))
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    records = RegionRecords(kept, profile, read_labels(catalogue.labels_text()))
    assert records.item_list().reached_end is whole


def test_the_guide_of_another_item_under_an_address_says_nothing_of_this_one(archive: Kept) -> None:
    own, other = _keys()
    page = GUIDE.format(name="", row="<tr><th>事项名称</th><td>城镇污水排入排水管网许可</td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=own)
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=2", page, item=other)

    first, second = _items(archive)

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
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=_keys()[0])

    assert _first(_items(archive)).guide.read("name").text == read


def test_a_lost_part_makes_what_is_not_stated_unread(archive: Kept) -> None:
    page = GUIDE.format(name="", row="<tr><th>办理时间</th><td></td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=_keys()[0])
    archive.add(PageKind.FRAGMENT, f"{HOST}/tab?id=1", None, item=_keys()[0], failure=Failure.TIMEOUT)

    guide = _first(_items(archive)).guide

    assert guide.read("hours").state is State.UNREAD
    assert guide.read("legal_basis").state is State.UNREAD
    assert guide.read("conditions").state is State.STATED


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([(404, Failure.HTTP_4XX)], GuideState.UNDECIDED),
        ([(404, Failure.HTTP_4XX), (404, Failure.HTTP_4XX)], GuideState.ABSENT),
        ([(404, Failure.HTTP_4XX), (403, Failure.BLOCKED)], GuideState.UNDECIDED),
        ([(403, Failure.BLOCKED), (403, Failure.BLOCKED)], GuideState.UNDECIDED),
    ],
)
def test_a_guide_is_absent_after_two_looks_only(
    archive: Kept, looks: list[tuple[int, Failure]], expected: GuideState
) -> None:
    for number, (status, failure) in enumerate(looks):
        said = {"item": _keys()[0], "status": status, "failure": failure, "look": number + 1}
        archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", None, **said)

    item = _first(_items(archive))

    assert item.row is not None
    assert item.row.guide_state is expected
    assert item.guide.unread is not None


def test_what_a_search_for_an_item_calls_is_no_part_of_its_guide(archive: Kept) -> None:
    key = _keys()[0]
    before = _items(archive)
    archive.add(PageKind.SEARCH, f"{HOST}/so", "<p>搜索</p>", item=key)
    searched = list(archive.evidence())[-1].id
    archive.add(PageKind.API, f"{HOST}/api/so", '{"phone": "0571-00000000", "list": []}', item=key, parent=searched)

    assert _items(archive) == before


SCRIPTED = """<html><head><script>function show(id) { window.open("/wrong?id=" + id); }</script></head><body><table>
<tr><th>事项名称</th><th>实施主体</th></tr>
<tr><td><a href="#" onclick="show('a0001')">食品经营许可核发（新办）</a></td><td>市场监督管理局</td></tr>
<tr><td><a href="#" onclick="show('a0002')">城镇污水排入排水管网许可</a></td><td>水务局</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(("one_opens", "state"), [(False, GuideState.UNDECIDED), (True, GuideState.ABSENT)])
def test_an_address_made_out_of_a_script_accuses_nobody_unless_one_like_it_opens(
    one_opens: bool, state: GuideState
) -> None:
    page = parse(SCRIPTED.encode(), "text/html; charset=utf-8", f"{HOST}/list", "e")
    assert page is not None
    first, second = (item.key for item in page.items())
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", SCRIPTED)
    for look in (1, 2):
        gone = {"item": first, "look": look, "status": 404, "failure": Failure.HTTP_4XX}
        kept.add(PageKind.GUIDE, f"{HOST}/wrong?id=a0001", None, **gone)
    if one_opens:
        text = GUIDE.format(name="城镇污水排入排水管网许可", row="")
        kept.add(PageKind.GUIDE, f"{HOST}/wrong?id=a0002", text, item=second)
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    records = RegionRecords(kept, profile, read_labels(catalogue.labels_text()))
    list(records.items())

    assert next(row.guide_state for row in records.item_list().items if row.key == first) is state


ANSWERED = [
    ("/xzql/list", "食品经营许可核发（新办）", "行政许可", "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a01"),
    ("/xzql/list", "城镇污水排入排水管网许可", "行政许可", "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a02"),
    ("/xzql/list", "再生资源回收经营者登记", "公共服务", "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a03"),
    ("/ggfw/list", "失业登记", "行政许可", "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a04"),
    ("/xzql/list", "见义勇为人员奖励", "行政奖励", "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a05"),
]


@pytest.mark.parametrize(
    ("row", "value", "state"),
    [
        (1, ANSWERED[1][3], GuideState.ABSENT),
        (1, "11990000000000000K3000131000001", GuideState.UNDECIDED),  # the other guide was asked for by an identifier
        (2, ANSWERED[2][3], GuideState.UNDECIDED),  # a public service, and no power
        (4, ANSWERED[4][3], GuideState.ABSENT),  # another power
        (3, ANSWERED[3][3], GuideState.UNDECIDED),  # of another list
    ],
)
def test_an_address_that_was_made_as_in_another_list_or_by_another_value_accuses_nobody(
    row: int, value: str, state: GuideState
) -> None:
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    for path in dict.fromkeys(path for path, *_ in ANSWERED):
        rows = [{"itemName": n, "itemType": t, "rowGuid": i} for at, n, t, i in ANSWERED if at == path]
        kept.add(PageKind.LIST, HOST + path, json.dumps({"data": {"list": rows}}, ensure_ascii=False))
    text = GUIDE.format(name=ANSWERED[0][1], row="")
    kept.add(PageKind.GUIDE, f"{HOST}/detail?id={ANSWERED[0][3]}", text, item=ANSWERED[0][3])
    for look in (1, 2):
        gone = {"item": ANSWERED[row][3], "look": look, "status": 404, "failure": Failure.HTTP_4XX}
        kept.add(PageKind.GUIDE, f"{HOST}/detail?id={value}", None, **gone)
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    records = RegionRecords(kept, profile, read_labels(catalogue.labels_text()))
    list(records.items())

    assert next(one.guide_state for one in records.item_list().items if one.key == ANSWERED[row][3]) is state


def test_guides_that_an_archive_knows_by_their_code_alone_show_which_way_leads_to_one() -> None:
    rows = [
        {"itemName": n, "itemCode": f"1199000000000000{k}K3000131000001", "rowGuid": i}
        for k, (_, n, _, i) in enumerate(ANSWERED[:2])
    ]
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    kept.add(PageKind.LIST, f"{HOST}/list", json.dumps({"data": {"list": rows}}, ensure_ascii=False))
    opened, gone = (str(row["itemCode"]) for row in rows)
    kept.add(PageKind.GUIDE, f"{HOST}/zn?c={opened}", GUIDE.format(name=ANSWERED[0][1], row=""), item=opened)
    for look in (1, 2):
        kept.add(
            PageKind.GUIDE, f"{HOST}/zn?c={gone}", None, item=gone, look=look, status=404, failure=Failure.HTTP_4XX
        )
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    records = RegionRecords(kept, profile, read_labels(catalogue.labels_text()))
    list(records.items())

    assert [one.guide_state for one in records.item_list().items] == [GuideState.OPENED, GuideState.ABSENT]


@pytest.mark.parametrize(
    ("said", "asked", "state"),
    [
        (f"{HOST}/zn?id=a0001", f"{HOST}/zn?id=a0001", GuideState.ABSENT),
        ("/zn?id=a0001", f"{HOST}/zn?id=a0001", GuideState.UNDECIDED),  # of what it begins with nobody knows
        (f"{HOST}/zn?id=a0001", f"{HOST}/api/zn?id=a0001", GuideState.UNDECIDED),  # a call that a rendered page taught
    ],
)
def test_an_address_that_the_row_does_not_say_whole_accuses_nobody(said: str, asked: str, state: GuideState) -> None:
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", "<html><body>首页</body></html>")
    rows = [{"itemName": "失业登记", "itemCode": "11990000A", "itemUrl": said}]
    kept.add(PageKind.LIST, f"{HOST}/list", json.dumps({"data": {"list": rows}}, ensure_ascii=False))
    for look in (1, 2):
        kept.add(PageKind.GUIDE, asked, None, item="11990000A", look=look, status=404, failure=Failure.HTTP_4XX)
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    records = RegionRecords(kept, profile, read_labels(catalogue.labels_text()))
    list(records.items())

    assert [one.guide_state for one in records.item_list().items] == [state]


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

    add(PageKind.GUIDE, f"{HOST}/guide?id=1", said, item=_keys()[0])
    before = _first(_items(archive)).guide
    add(PageKind.API, f"{HOST}/dict", lists, parent="e0", via=Via.BROWSER)
    guide = _first(_items(archive)).guide

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
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=_keys()[0])
    before = _first(_items(archive)).guide
    archive.add(PageKind.FRAGMENT, f"{HOST}/js/dic.js", lists)
    guide = _first(_items(archive)).guide

    assert not {"互联网受理", "批文"} & {before.read(e).value for e in ("online_depth", "result_type")}
    assert guide.read("online_depth").value == "互联网受理"
    assert guide.read("result_type").value == "批文"
    assert "办事" not in [reading.value for reading in guide.readings.values()]


@pytest.mark.parametrize(("asked", "came"), [("20691454020", True), ("2069145402", False)])
def test_a_file_that_an_answer_tells_by_an_identifier_is_the_one_that_was_asked_for_with_it(
    archive: Kept, asked: str, *, came: bool
) -> None:
    rows = [{"clmc": "食品经营许可申请书", "kongBiao": "20691454020"}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=_keys()[0])
    archive.add(PageKind.FORM, f"{HOST}/fs/{asked}", "申请人：____", item=_keys()[0])

    [form] = _first(_items(archive)).guide.materials[0].blank_forms

    assert (form.file is not None, form.reading.stated) == (came, came)
    assert (form.target.url if form.target else None) == (f"{HOST}/fs/{asked}" if came else None)


def test_the_front_page_in_place_of_a_file_whose_path_was_completed_is_no_broken_form(archive: Kept) -> None:
    front = "<html><body><div id=app>首页</div></body></html>"
    files = [{"fileName": "申请书.docx", "filePath": "/group1/M00/16/9E/rBAA1f8170.docx"}]
    rows = [{"clmc": "食品经营许可申请书", "kbbg": files}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.HOME, f"{HOST}/", front, sha256="ab12")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=_keys()[0])
    address = f"{HOST}/group1/M00/16/9E/rBAA1f8170.docx"
    archive.add(PageKind.FORM, address, front, item=_keys()[0], sha256="ab12")

    [form] = _first(_items(archive)).guide.materials[0].blank_forms

    assert (form.file, form.failure) == (None, Failure.EMPTY_SHELL)


def test_a_completed_path_is_found_where_the_portal_s_script_completes_it(archive: Kept) -> None:
    files = [{"fileName": "申请书.docx", "filePath": "/group1/M00/16/9E/rBAA1f8170.docx"}]
    rows = [{"clmc": "食品经营许可申请书", "kbbg": files}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=_keys()[0])
    whole = f"{HOST}/gateway/file/group1/M00/16/9E/rBAA1f8170.docx"
    archive.add(PageKind.FORM, whole, "姓名：", item=_keys()[0])

    [form] = _first(_items(archive)).guide.materials[0].blank_forms

    assert form.target == Target(url=whole)
    assert form.file is not None


def test_popular_services_of_the_front_page_are_those_of_the_list(archive: Kept) -> None:
    row = {"matterId": "9f71c04b", "matterName": "取水许可", "implCode": "11330000002482285E4330119001000"}
    hot = {
        "data": [{"matterId": "9f71c04b", "matterName": "取水许可"}, {"matterId": "9f71c04c", "matterName": "排污许可"}]
    }
    listed = {"data": {"total": 1, "list": [row | {"deptName": "省水利厅"}]}}
    archive.add(PageKind.API, f"{HOST}/api/hot", json.dumps(hot, ensure_ascii=False), parent="e0", via=Via.BROWSER)
    archive.add(PageKind.LIST, f"{HOST}/api/page?page=1", json.dumps(listed, ensure_ascii=False))

    found = [(item.row.name.value, item.item_code) for item in _items(archive) if item.row is not None][2:]

    assert sorted(found, key=str) == [("取水许可", row["implCode"]), ("排污许可", None)]


@pytest.mark.parametrize(("there", "figures"), [(f"{HOST}/#/rating", 1), (f"{HOST}/", 0)])
def test_what_a_click_on_an_entrance_led_to_lies_behind_it(there: str, figures: int) -> None:
    front = "<html><body><ul><li role='menuitem'>好差评</li></ul><script src='/a.js'></script></body></html>"
    behind = "<html><body><h3>好差评</h3><table><tr><th>好评率</th></tr><tr><td>99.1%</td></tr></table></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", behind, via=Via.BROWSER, final_url=there, clicked="好差评")
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    survey = RegionRecords(kept, profile, read_labels(catalogue.labels_text())).portal().survey
    assert len(survey.rating_counts) == figures
    assert Entry.RATING in survey.entrances
    assert (survey.entrances[Entry.RATING].look is not None) == bool(figures)


@pytest.mark.parametrize(
    ("link", "looked"),
    [("<a href='/ask'>", True), ("<a data-url='/ask'>", False), ("<a href='#' onclick=\"go('/ask')\">", False)],
)
def test_words_for_a_script_that_open_nothing_are_no_dead_entrance(link: str, *, looked: bool) -> None:
    front = f"<html><body><ul><li>{link}互动交流</a></li></ul><script src='/a.js'></script></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front, via=Via.BROWSER)
    for look in (1, 2):
        said = {"status": 404, "failure": Failure.HTTP_4XX, "look": look}
        kept.add(PageKind.ENTRANCE, f"{HOST}/ask", None, **said)
        kept.add(PageKind.LINK, f"{HOST}/ask", None, parent="e0", **said)
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    survey = RegionRecords(kept, profile, read_labels(catalogue.labels_text())).portal().survey
    assert is_dead(survey.entrances[Entry.CONSULTATION].look) is looked
    assert any(is_dead(one.look) for one in survey.links) is looked


def test_two_links_of_a_row_that_say_nothing_are_told_apart_by_the_names_of_their_files(archive: Kept) -> None:
    links = "<a href='/file/get?id=1'>下载</a> <a href='/file/get?id=2'>下载</a>"
    rows = f"<tr><td>食品经营许可申请书</td><td>1份</td><td>{links}</td></tr>"
    page = GUIDE.format(name="食品经营许可核发（新办）", row="") + (
        f"<h2>申请材料</h2><table><tr><th>材料名称</th><th>材料份数</th><th>表格下载</th></tr>{rows}</table>"
    )
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=_keys()[0])
    for number, name in ((1, "样表.doc"), (2, "空表.doc")):
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        archive.add(PageKind.FORM, f"{HOST}/file/get?id={number}", "申请书", item=_keys()[0], disposition=disposition)

    [material] = _first(_items(archive)).guide.materials

    assert [f.target and f.target.url for f in material.blank_forms] == [f"{HOST}/file/get?id=2"]
    assert [f.target and f.target.url for f in material.sample_forms] == [f"{HOST}/file/get?id=1"]


@pytest.mark.parametrize(
    ("behind", "opened", "seen", "figures"),
    [
        ("<a href='/art/96.html'>三季度政务服务评价情况通报</a>", True, True, 2),
        ("<a href='/art/96.html'>三季度政务服务评价情况通报</a>", False, False, 0),
        ("<a href='/art/96.html'>窗口服务时间调整的公告</a>", False, True, 0),
        ("<a href='/tb?page=2'>2</a><a href='/tb?page=3'>下一页</a>", False, False, 0),
    ],
    ids=["the article was opened", "it was not", "another article", "pages that were not opened"],
)
def test_a_column_of_results_that_was_not_read_to_its_end_says_nothing_of_figures(
    behind: str, opened: bool, seen: bool, figures: int
) -> None:
    front = "<html><body><p>非常满意 满意 基本满意 不满意 非常不满意</p><a href='/tb?page=1'>评价通报</a></body></html>"
    told = "<html><body><p>三季度收到评价41,286条，满意率99.2%，其余均已整改。</p></body></html>"
    kept = Kept()
    kept.add(PageKind.HOME, f"{HOST}/", front)
    kept.add(PageKind.ENTRANCE, f"{HOST}/", front, via=Via.BROWSER)
    kept.add(PageKind.ENTRANCE, f"{HOST}/tb?page=1", f"<html><body>{behind}</body></html>")
    if opened:
        kept.add(PageKind.ENTRANCE, f"{HOST}/art/96.html", told, parent="e2")
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal=f"{HOST}/")
    survey = RegionRecords(kept, profile, read_labels(catalogue.labels_text())).portal().survey
    assert len(survey.rating_counts) == figures
    assert ("rating_counts" in survey.seen) is seen
    assert Entry.RATING not in survey.looked_for
    assert Entry.ASSISTANT in survey.looked_for


@pytest.mark.parametrize("shown", [True, False], ids=["its tabs are there", "it has none"])
def test_a_part_is_named_by_the_tabs_of_the_guide_that_was_rendered_for_all(archive: Kept, shown: bool) -> None:
    bar = "<p><a href='#t2'>常见问题</a><a href='#t3'>办理流程</a></p>" if shown else ""
    archive.add(
        PageKind.GUIDE, f"{HOST}/guide/2", f"<html><body>{bar}<h1>另一事项</h1></body></html>", item=_keys()[1],
        via=Via.BROWSER,
    )  # fmt: skip
    base = GUIDE.format(name="食品经营许可核发（新办）", row="")
    archive.add(PageKind.GUIDE, f"{HOST}/part?id=1&t=1", base, item=_keys()[0], parent="e2")
    archive.add(
        PageKind.FRAGMENT,
        f"{HOST}/part?id=1&t=2",
        "<p>1．网上能办吗？<br>网上可以办理。</p>",
        item=_keys()[0],
        parent="e2",
    )

    read = _first(_items(archive)).guide.read("faq")

    assert (read.state is State.STATED and "网上可以办理" in (read.value or "")) is shown


def test_parts_of_a_guide_that_calls_bring_are_read_by_what_a_rendered_guide_shows(archive: Kept) -> None:
    def told(text: str) -> str:
        return json.dumps({"data": {"zqWay": text, "no": "A-1"}}, ensure_ascii=False)

    texts = ("凭本人的许可申请表到窗口办", "带上排水口的图纸来窗口办")
    shown = GUIDE.format(name="食品经营许可核发（新办）", row=f"<tr><th>交通指引</th><td>{texts[0]}</td></tr>")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", shown, item=_keys()[0], via=Via.BROWSER)
    archive.add(PageKind.API, f"{HOST}/way?id=1", told(texts[0]), item=_keys()[0], via=Via.BROWSER, parent="e2")
    archive.add(
        PageKind.GUIDE, f"{HOST}/guide?id=2", GUIDE.format(name="城镇污水排入排水管网许可", row=""), item=_keys()[1]
    )
    archive.add(PageKind.FRAGMENT, f"{HOST}/way?id=2", told(texts[1]), item=_keys()[1], parent="e4")
    guides = [one.guide for one in _items(archive)]
    assert [guide.read("traffic").value for guide in guides if guide is not None] == list(texts)


def _guess(number: int) -> str:
    return f"/data/www/site/files/2026/4f2a903{number}.docx"


def _rows(*numbers: int) -> str:
    cells = (f"""<a href="#" onclick="down('{_guess(n)}')">申请表{n}.docx</a>""" for n in numbers)
    rows = "".join(f"<tr><td>申请表{n}</td><td>{cell}</td></tr>" for n, cell in zip(numbers, cells, strict=True))
    return f"</table><table><tr><th>材料名称</th><th>空白表格</th></tr>{rows}"


@pytest.mark.parametrize("came", [0, 2, 3])
def test_a_file_that_is_not_where_a_script_was_handed_it_is_gone_only_where_most_others_are(
    archive: Kept, came: int
) -> None:
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=_rows(1, 2, 3, 4))
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=_keys()[0])
    for number in range(1, 4):
        said = {"text": "姓名："} if number <= came else {"text": None, "failure": Failure.HTTP_4XX, "status": 404}
        text = said.pop("text")
        archive.add(PageKind.FORM, f"{HOST}{_guess(number)}", text, item=_keys()[0], **said)  # type: ignore[arg-type]
    archive.add(
        PageKind.FORM, f"{HOST}{_guess(4)}", None, item=_keys()[0], failure=Failure.HTTP_4XX, status=404, look=2
    )

    form = _first(_items(archive)).guide.materials[3].blank_forms[0]

    assert (form.failure, form.status) == (Failure.HTTP_4XX, 404)
    assert (form.reading.confidence == 1) == (came == 3)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/files/2026/4f2a9031.docx", True),
        ("/d?p=%2F2026%2F4f2a9031.docx", True),
        ("/files/2026/4f2a9032.docx", False),
        ("/files/2026/1.docx", False),
    ],
)
def test_a_file_is_found_where_a_click_showed_that_its_script_asks(archive: Kept, asked: str, found: bool) -> None:
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=_rows(1))
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=_keys()[0])
    gone = {"item": _keys()[0], "failure": Failure.HTTP_4XX, "status": 404}
    archive.add(PageKind.FORM, f"{HOST}{_guess(1)}", None, **gone)
    archive.add(PageKind.FORM, f"{HOST}{asked}", "姓名：", item=_keys()[0])

    [form] = _first(_items(archive)).guide.materials[0].blank_forms

    assert (form.file is not None) == found


@pytest.mark.parametrize(("link", "looked"), [("href='/apply/1'", True), ("onclick=\"go('/apply/1')\"", False)])
def test_an_entrance_that_is_not_where_a_script_was_handed_it_accuses_nobody(
    archive: Kept, link: str, looked: bool
) -> None:
    row = f"<tr><th>在线办理</th><td><a {link}>在线办理</a></td></tr>"
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=row)
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=_keys()[0])
    for look in (1, 2):
        said = {"failure": Failure.HTTP_4XX, "status": 404, "look": look}
        archive.add(PageKind.ONLINE_ENTRY, f"{HOST}/apply/1", None, item=_keys()[0], **said)

    guide_read = _first(_items(archive)).guide

    assert (guide_read.entrance is not None) == looked
