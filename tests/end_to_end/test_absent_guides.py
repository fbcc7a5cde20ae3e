"""When what does not open is missing: guides and entrances by their looks, and by how their address came about."""

from __future__ import annotations

import json

import pytest

from crawler.domain.evidence import Failure, PageKind
from crawler.domain.records import GuideState
from crawler.page.parse import parse
from tests.end_to_end.kept_archive import GUIDE, HOST, Kept, assembled, first_of, item_keys, records_of


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
        said = {"item": item_keys()[0], "status": status, "failure": failure, "look": number + 1}
        archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", None, **said)

    item = first_of(assembled(archive))

    assert item.row is not None
    assert item.row.guide_state is expected
    assert item.guide.unread is not None


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
    records = records_of(kept)
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
    records = records_of(kept)
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
    records = records_of(kept)
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
    records = records_of(kept)
    list(records.items())

    assert [one.guide_state for one in records.item_list().items] == [state]


@pytest.mark.parametrize(("link", "looked"), [("href='/apply/1'", True), ("onclick=\"go('/apply/1')\"", False)])
def test_an_entrance_that_is_not_where_a_script_was_handed_it_accuses_nobody(
    archive: Kept, link: str, looked: bool
) -> None:
    row = f"<tr><th>在线办理</th><td><a {link}>在线办理</a></td></tr>"
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=row)
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=item_keys()[0])
    for look in (1, 2):
        said = {"failure": Failure.HTTP_4XX, "status": 404, "look": look}
        archive.add(PageKind.ONLINE_ENTRY, f"{HOST}/apply/1", None, item=item_keys()[0], **said)

    guide_read = first_of(assembled(archive)).guide

    assert (guide_read.entrance is not None) == looked
