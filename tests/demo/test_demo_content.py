from __future__ import annotations

import re
from decimal import Decimal

import pytest

from crawler.demo.codes import basic_code, credit_code
from crawler.demo.facts import items, regions
from crawler.demo.guide import Guide, build

RIGHT = [
    (region.code, build(region, items()[key], 1001 + number))
    for region in regions()
    for number, key in enumerate(region.items)
]
OPEN_ENDED = re.compile(r"(其他|其它|有关|相关)的?(证明)?(材料|资料|文件|证件|条件|要求)")


def test_credit_codes_have_the_check_characters_of_known_real_ones() -> None:
    # Published codes of real offices, from the standard's own way of reckoning.
    assert credit_code("440100", "00748257") == "11440100007482575H"
    assert credit_code("440000", "MB2D0164") == "11440000MB2D0164XH"


def test_basic_codes_are_twelve_characters_and_unique() -> None:
    codes = {key: basic_code(item.item_type, "31", item.number) for key, item in items().items()}
    assert {len(code) for code in codes.values()} == {12}
    assert len({(item.item_type, item.office, item.number) for item in items().values()}) == len(items())


@pytest.mark.parametrize(("code", "guide"), RIGHT, ids=[f"{code}-{guide.key}" for code, guide in RIGHT])
def test_a_guide_before_its_edits_is_complete_and_right(code: str, guide: Guide) -> None:
    facts = guide.facts
    assert re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9A-Z]{12}", facts["implementation_code"])
    assert facts["implementation_code"][2:8] == code
    assert facts.get("handling_code", facts["implementation_code"]).startswith(facts["implementation_code"])
    for element in ("name", "conditions", "place", "hours", "consultation_phone", "result_name", "delivery"):
        assert facts[element] not in {"", "无"}
    assert facts["consultation_phone"] != facts["complaint_phone"]
    assert facts["visits"] == ("0" if facts["online_depth"].startswith("全程网办") else "1")
    assert (facts["visits_reason"] == "无") == (facts["visits"] == "0")
    assert guide.materials or guide.materials_text == "无需提交材料"
    assert all(law.name and law.number and law.clause and law.content for law in guide.laws)
    assert bool(guide.fees) == (facts["fee_status"] == "收费")
    texts = [facts["conditions"], *(text for m in guide.materials for text in (m.name, m.notes))]
    assert not any(OPEN_ENDED.search(text) for text in texts)


@pytest.mark.parametrize(("code", "guide"), RIGHT, ids=[f"{code}-{guide.key}" for code, guide in RIGHT])
def test_steps_never_take_longer_than_promised(code: str, guide: Guide) -> None:
    assert len(guide.steps) == (2 if guide.facts["case_type"] == "即办件" else 5), code
    limits = [re.fullmatch(r"(\d+)(个工作日|日)", step.limit) for step in guide.steps if step.limit]
    promised = re.match(r"\d+", guide.facts["promised_time_limit"])
    if limits:
        assert promised is not None
        assert sum(Decimal(limit[1]) for limit in limits if limit) <= Decimal(promised[0])
    assert all(step.description for step in guide.steps)
