"""A guide reads the same whatever was read before it: answers kept of one guide are those that the next would get."""

from __future__ import annotations

from benchmarks.guide_layouts import layouts
from crawler import catalogue
from crawler.domain.records import ServiceItem
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse
from crawler.verdicts.judge import judge_record
from tests.extract.one_guide import ANSWER, read_answer

_PAGES = {name: (make(7), kind) for name, (make, kind) in layouts().items()}


def _read_in_turn(names: tuple[str, ...]) -> dict[str, str]:
    """What is read and judged of each page, one after the other, by a dictionary that has met none of them."""
    labels = read_labels(catalogue.labels_text())
    told: dict[str, str] = {}
    for name in names:
        body, content_type = _PAGES[name]
        page = parse(body, content_type, "http://127.0.0.1/guide/7.html", name)
        assert page is not None
        guide = read_guide([page], labels)
        assert guide.unread is None
        said = repr((guide, judge_record(ServiceItem(key="one", row=None, guide=guide))))
        assert told.setdefault(name, said) == said
    return told


def test_guides_of_several_layouts_read_the_same_in_any_order_and_again() -> None:
    names = tuple(_PAGES)
    assert _read_in_turn((*names[::-1], *names)) == _read_in_turn(names)


def test_numbers_alike_in_rows_of_one_list_take_the_unit_beside_each() -> None:
    steps = [
        {"stepName": "受理", "limit": "5", "limitUnit": "工作日"},
        {"stepName": "审查", "limit": "5", "limitUnit": "小时"},
        {"stepName": "决定", "limit": "5", "limitUnit": ""},
    ]
    found = read_answer({**ANSWER, "acceptCondition": "渡船经检验合格。", "processList": steps}).steps
    assert [step.limit.text for step in found] == ["5个工作日", "5小时", "5"]


def test_words_of_a_unit_come_before_its_code_and_before_an_empty_place() -> None:
    limits = {"promiseDay": "9", "promiseType": "2", "promiseTypeText": "日"}
    limits |= {"legalDay": "20", "legalDayUnit": "", "legalDayUnitName": "工作日"}
    found = read_answer({**ANSWER, "acceptCondition": "渡船经检验合格。", **limits})
    assert found.read("promised_time_limit").text == "9日"
    assert found.read("statutory_time_limit").text == "20个工作日"


def test_a_value_that_rows_share_stands_at_its_own_place_in_each() -> None:
    rows = [
        {"materialName": name, "materialForm": "纸质", "isNeed": need}
        for name, need in (("申请书", "1"), ("照片", True))
    ]
    found = read_answer({**ANSWER, "acceptCondition": "渡船经检验合格。", "materialList": rows}).materials
    assert [m.read("material_form").locator for m in found] == [f"/materialList/{n}/materialForm" for n in (0, 1)]
    assert [m.read("material_form").text for m in found] == ["纸质", "纸质"]
    assert [m.read("material_necessity").text for m in found] == ["必要", "是"]
