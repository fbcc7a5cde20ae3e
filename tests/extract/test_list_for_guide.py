"""Lists of items that came where a guide was asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.assembly.list_for_guide import LIST, is_of_a_list, none_of_a_list
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

LABELS = read_labels(catalogue.labels_text())
ROW = {
    "taskName": "渡船登记（新办）", "taskCode": "11330100MB0001XY2000117001",
    "taskHandleItem": "11330100MB0001XY200011700101",
    "rowGuid": "5e0a71c2-0001", "taskType": "行政确认", "deptName": "临江县交通运输局", "projectType": "承诺件",
    "serverType": "自然人", "useLevel": "县级", "limitSceneNum": "1", "updateTime": "2026-03-01",
}  # fmt: skip
OTHER = ROW | {
    "taskName": "渡船登记（注销）",
    "taskHandleItem": "11330100MB0001XY200011700102",
    "rowGuid": "5e0a71c2-0002",
}
GUIDE = {
    "taskName": "渡船登记（新办）", "taskCode": "11330100MB0001XY2000117001", "acceptCondition": "渡船检验合格",
    "linkWay": "0571-85001234", "promiseDay": "9", "rowGuid": "5e0a71c2-0001",
}  # fmt: skip


def page(body: object, url: str = "http://a.test/api/rows") -> Page | JsonPage:
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    found = parse(text.encode(), "text/html" if isinstance(body, str) else "application/json", url, url)
    assert found is not None
    return found


@pytest.mark.parametrize("shown", ["", "<html><body><ul><li>渡船登记</li><li>取水许可</li></ul></body></html>"])
def test_rows_of_a_list_are_no_guide_of_one_of_them(shown: str) -> None:
    pages = [page({"data": [ROW, OTHER]})]
    pages = [page(shown, "http://a.test/#/search"), *pages] if shown else pages
    read = read_guide(pages, LABELS)
    assert not read.unread
    assert none_of_a_list(read, pages, LABELS).unread == LIST


def test_a_guide_beside_a_list_of_others_is_one() -> None:
    pages = [page({"data": GUIDE}, "http://a.test/api/guide"), page({"data": [ROW, OTHER]})]
    read = read_guide(pages, LABELS)
    assert none_of_a_list(read, pages, LABELS) is read


def test_a_page_that_says_something_and_lists_other_items_is_a_guide() -> None:
    facts = "".join(
        f"<p><b>{label}：</b><i>{value}</i></p>"
        for label, value in (("事项类型", "行政确认"), ("承诺办结时限", "9个工作日"), ("咨询电话", "0571-85001234"))
    )
    others = "".join(
        f"<li><a href='/bs/{at}'>{name}</a><i>办事指南</i></li>" for at, name in enumerate(("渡船注销", "取水许可"))
    )
    shown = page(
        f"<html><body><h1>渡船登记</h1>{facts}<div>其他事项</div><ul>{others}</ul></body></html>", "http://a.test/bs/9"
    )
    read = read_guide([shown], LABELS)
    assert shown.items()
    assert not read.unread
    assert none_of_a_list(read, [shown], LABELS) is read


def test_a_rendered_page_is_that_of_a_list_where_its_answers_list_items_and_it_shows_no_sections() -> None:
    rows = page({"data": [ROW, OTHER]})
    assert is_of_a_list(page("<ul><li>渡船登记</li></ul>"), [rows])
    sections = "".join(
        f"<h3>{one}</h3><p>见下</p>" for one in ("受理条件", "申请材料", "办理流程", "收费标准", "设定依据")
    )
    assert not is_of_a_list(page(f"<h1>渡船登记</h1>{sections}"), [rows])
    assert not is_of_a_list(page("<ul><li>渡船登记</li></ul>"), [page({"data": GUIDE})])
