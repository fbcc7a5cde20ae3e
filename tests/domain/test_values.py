"""Normalisers: what offices write, and what it means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.values import (
    case_type,
    code_lists,
    credit_code,
    dates,
    fee_status,
    item_code,
    money,
    numerals,
    online_depth,
    phone,
    placeholder,
    time_limit,
    visits,
)
from crawler.domain.values.case_type import CaseType
from crawler.domain.values.fee_status import FeeStatus
from crawler.domain.values.item_code import CodeKind
from crawler.domain.values.money import AmountUnit
from crawler.domain.values.time_limit import TimeUnit

_HANZI = "零一二三四五六七八九"


def _written(number: int) -> str:
    """A number below 10,000 as a Chinese numeral, made place by place."""
    text, zero = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if zero and text else "") + _HANZI[digit] + unit
            zero = False
        elif text:
            zero = True
    return text or "零"


@given(st.integers(min_value=0, max_value=9999))
def test_numerals_read_what_was_written(number: int) -> None:
    assert numerals.chinese_int(_written(number)) == number
    assert numerals.in_digits(f"共{_written(number)}个工作日") == f"共{number}个工作日"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十五", 15),
        ("一百五", 150),
        ("两", 2),
        ("二〇二三", 2023),
        ("贰拾", 20),
        ("一万二千", 12000),
        ("一二三", 123),
        ("十a", None),
    ],
)
def test_chinese_int(text: str, value: int | None) -> None:
    assert numerals.chinese_int(text) == value


@given(st.text(max_size=30))
def test_no_text_breaks_a_normaliser(text: str) -> None:
    limit = time_limit.parse(text)
    assert limit is None or limit.number >= 0
    assert limit is None or not limit.well_formed or limit.immediate or limit.unit is not None
    for amount in money.parse_amounts(text):
        assert amount.value >= 0
    for found in phone.find_phones(text):
        assert found.number.isdigit()
    placeholder.is_placeholder(text, "conditions")
    numerals.in_digits(text)
    fee_status.parse(text)
    visits.parse(text)
    dates.parse(text)
    item_code.kind(text)
    credit_code.is_valid(text)
    online_depth.is_fully_online(text)


@pytest.mark.parametrize(
    ("text", "number", "unit", "well_formed"),
    [
        ("20个工作日", 20, TimeUnit.WORKING_DAY, True),
        ("25个工作日（不含公示时间）", 25, TimeUnit.WORKING_DAY, True),
        ("70(工作日)", 70, TimeUnit.WORKING_DAY, True),
        ("1\n（工作日）", 1, TimeUnit.WORKING_DAY, True),
        ("自受理之日起20个工作日内办结", 20, TimeUnit.WORKING_DAY, True),
        ("二十个工作日", 20, TimeUnit.WORKING_DAY, True),
        ("１５日", 15, TimeUnit.DAY, True),
        ("30天", 30, TimeUnit.DAY, True),
        ("3个月", 3, TimeUnit.MONTH, True),
        ("0.5小时", Decimal("0.5"), TimeUnit.HOUR, True),
        ("30个自然日", 30, TimeUnit.NATURAL_DAY, True),
        ("0个工作日", 0, TimeUnit.WORKING_DAY, False),
        ("20", 20, None, False),
        ("一般为20个工作日左右", 20, TimeUnit.WORKING_DAY, False),
    ],
)
def test_time_limit(text: str, number: int | Decimal, unit: TimeUnit | None, well_formed: bool) -> None:
    limit = time_limit.parse(text)
    assert limit is not None
    assert (limit.number, limit.unit, limit.well_formed) == (number, unit, well_formed)


@given(
    st.integers(min_value=1, max_value=400),
    st.sampled_from(["个工作日", "工作日", "（工作日）", "个自然日", "日", "天", "小时", "个月", "年"]),
    st.sampled_from(["", "内", "（不含公示时间）"]),
    st.sampled_from(["", "自受理之日起"]),
)
def test_a_number_with_a_unit_is_well_formed_however_it_is_dressed(n: int, unit: str, tail: str, head: str) -> None:
    limit = time_limit.parse(f"{head}{n}{unit}{tail}")
    assert limit is not None
    assert (limit.number, limit.well_formed) == (Decimal(n), True)


@pytest.mark.parametrize("text", ["即办", "即时办结", "当场办结", "当日办结", "当场办理", "即时"])
def test_immediate(text: str) -> None:
    limit = time_limit.parse(text)
    assert limit is not None
    assert (limit.immediate, limit.well_formed, limit.number) == (True, True, Decimal(0))


@pytest.mark.parametrize("text", ["尽快", "按规定", "无", "无法定办结时限", "", "-", "第20条"])
def test_no_limit(text: str) -> None:
    assert time_limit.parse(text) is None


def test_a_note_is_kept_as_written() -> None:
    limit = time_limit.parse("25个工作日（不含公示时间）")
    assert limit is not None
    assert limit.note == "不含公示时间"
    assert limit.sole


def test_several_limits_are_said_to_be_several() -> None:
    limit = time_limit.parse("受理5个工作日，审核10个工作日")
    assert limit is not None
    assert not limit.sole


@pytest.mark.parametrize(
    ("unit", "expected"), [("1", TimeUnit.WORKING_DAY), ("工作日", TimeUnit.WORKING_DAY), ("个月", TimeUnit.MONTH)]
)
def test_unit_from_a_second_field(unit: str, expected: TimeUnit) -> None:
    limit = time_limit.parse("50", unit)
    assert limit is not None
    assert (limit.unit, limit.well_formed) == (expected, True)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("20元/证", [(Decimal(20), AmountUnit.YUAN)]),
        ("1.5万元", [(Decimal(15000), AmountUnit.YUAN)]),
        ("每本十元，加急二十元", [(Decimal(10), AmountUnit.YUAN), (Decimal(20), AmountUnit.YUAN)]),
        ("成交额的3%", [(Decimal(3), AmountUnit.PERCENT)]),
        ("千分之五", [(Decimal(5), AmountUnit.PER_MILLE)]),
        ("2‰", [(Decimal(2), AmountUnit.PER_MILLE)]),
        ("0元", [(Decimal(0), AmountUnit.YUAN)]),
        ("¥1,200.50", [(Decimal("1200.50"), AmountUnit.YUAN)]),
        ("按规定收取", []),
        ("20", []),
    ],
)
def test_amounts(text: str, amounts: list[tuple[Decimal, AmountUnit]]) -> None:
    assert [(a.value, a.unit) for a in money.parse_amounts(text)] == amounts


@given(st.integers(min_value=0, max_value=10**7))
def test_amounts_with_separators(value: int) -> None:
    assert [a.value for a in money.parse_amounts(f"{value:,}元")] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0577-88888888", [("0577", "88888888", None)]),
        ("(0577)88888888转801", [("0577", "88888888", "801")]),
        ("咨询电话：０５７７－８８８８８８８８", [("0577", "88888888", None)]),
        ("0755-12345", [("0755", "12345", None)]),
        ("12345", [(None, "12345", None)]),
        ("02083123456", [("020", "83123456", None)]),
        ("+86-571-88888888", [("0571", "88888888", None)]),
        ("13800138000", [(None, "13800138000", None)]),
        ("400-123-4567", [(None, "4001234567", None)]),
        ("窗口0990-2345678、2345679（工作日9:00-17:00）", [("0990", "2345678", None), (None, "2345679", None)]),
        ("9:00-12:00", []),
        ("2026年3月1日", []),
    ],
)
def test_phones(text: str, numbers: list[tuple[str | None, str, str | None]]) -> None:
    assert [(p.area, p.number, p.extension) for p in phone.find_phones(text)] == numbers


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("0571-123", ("0571-123",)),
        ("0990-2345678；0990-234", ("0990-234",)),
        ("0990-2345678/79", ()),
        ("0990-2345678（302室）", ()),
        ("请咨询窗口", ()),
        ("工作日9:00-12:00", ()),
    ],
)
def test_malformed_phones(text: str, wrong: tuple[str, ...]) -> None:
    assert phone.malformed(text) == wrong


@given(
    st.sampled_from(["010", "021", "0577", "0990"]),
    st.sampled_from(["-", " ", "—", ""]),
    st.integers(min_value=20_000_000, max_value=89_999_999),
    st.sampled_from(["", "电话", "（区号）"]),
)
def test_a_landline_is_found_in_words(area: str, dash: str, number: int, before: str) -> None:
    assert [p.number for p in phone.find_phones(f"{before}{area}{dash}{number}。")] == [str(number)]


VECTORS = numerals.words_of(
    "11440000MB2D0164XH 11440100007482575H 114403006939513773 11440300MB2D072246 12441500196720244T 11622901013956984P "
    "11330800MB0R57773W 11441700007280420Y 91350100M000100Y43 11511301008778183N 115113010833722043"
)


@pytest.mark.parametrize("code", sorted(VECTORS))
def test_credit_codes(code: str) -> None:
    assert credit_code.is_valid(code)


@pytest.mark.parametrize("code", ["00748257-5", "MB2D0164X", "00694011-6"])
def test_organisation_codes(code: str) -> None:
    assert credit_code.is_organisation_code(code)
    changed = code[:2] + ("1" if code[2] != "1" else "2") + code[3:]
    assert not credit_code.is_organisation_code(changed)
    assert not credit_code.is_organisation_code(code + "0")


@given(
    st.sampled_from(sorted(VECTORS)),
    st.integers(min_value=0, max_value=17),
    st.sampled_from(credit_code.ALPHABET),
)
def test_one_changed_character_makes_a_credit_code_wrong(code: str, place: int, character: str) -> None:
    changed = code[:place] + character + code[place + 1 :]
    assert credit_code.is_valid(changed) == (changed == code)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11440100007482575H3440118009000", CodeKind.IMPLEMENTATION),
        ("114403006939513773344201505200802", CodeKind.HANDLING),
        ("440118009000", CodeKind.BASIC),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", CodeKind.UUID),
        ("许可-00123-000", CodeKind.HYPHENATED),
        ("XK0012", CodeKind.OTHER),
        ("11440100007482575H 3440118009000", CodeKind.OTHER),
    ],
)
def test_code_kinds(code: str, kind: CodeKind) -> None:
    assert item_code.kind(code) is kind


def test_parts_of_a_code() -> None:
    parts = item_code.parse("11440100007482575H3440118009000")
    assert parts is not None
    assert (parts.credit_code, parts.level, parts.basic_code, parts.type_digits) == (
        "11440100007482575H",
        "3",
        "440118009000",
        "01",
    )


@pytest.mark.parametrize(
    ("text", "element", "expected"),
    [
        ("待定", "traffic", True),
        ("XXX", "place", True),
        ("111", "conditions", True),
        ("null", "faq", True),
        ("详见办事指南。", "conditions", True),
        ("无", "conditions", True),
        ("-", "hours", True),
        ("无", "quantity_limit", False),
        ("无", "fee_standard", False),
        ("不收费", "fee_status", False),
        ("其他", "service_target", False),
        ("测试路1号", "place", False),
        ("110", "consultation_phone", False),
    ],
)
def test_placeholders(text: str, element: str, expected: bool) -> None:
    assert placeholder.is_placeholder(text, element) is expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("收费", FeeStatus.CHARGED),
        ("是", FeeStatus.CHARGED),
        ("1", FeeStatus.CHARGED),
        ("不收费", FeeStatus.FREE),
        ("否", FeeStatus.FREE),
        ("免收（依据财税〔2014〕101号）", FeeStatus.FREE),
        ("本事项不收费", FeeStatus.FREE),
        ("0", FeeStatus.FREE),
        ("无", None),
        ("/", None),
        ("按标准", None),
    ],
)
def test_fee_status(text: str, status: FeeStatus | None) -> None:
    assert fee_status.parse(text) is status


@pytest.mark.parametrize(
    ("text", "expected"), [("无", True), ("不涉及", True), ("0元", True), ("免收", True), ("10元", False)]
)
def test_no_fee(text: str, expected: bool) -> None:
    assert fee_status.is_no_fee(text) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("即办件", CaseType.IMMEDIATE), ("承诺件", CaseType.PROMISED), ("C", CaseType.PROMISED), ("上报件", None)],
)
def test_case_type(text: str, kind: CaseType | None) -> None:
    assert case_type.parse(text) is kind


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("1次", 1), ("跑1趟", 1), ("最多跑一次", 1), ("零跑动", 0), ("99", 99), ("-1", None), ("无", None)],
)
def test_visits(text: str, number: int | None) -> None:
    assert visits.parse(text) == number


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("全程网办（Ⅳ级）", True),
        ("Ⅲ级", False),
        ("5,6,7", True),
        ("1", None),
        ("Ⅳ", True),
        ("四", True),
        ("非全程网办", False),
        ("", None),
    ],
)
def test_online_depth(text: str, full: bool | None) -> None:
    assert online_depth.is_fully_online(text) is full


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月1日", dt.date(2026, 3, 1)),
        ("2026-03-01 10:00", dt.date(2026, 3, 1)),
        ("1572335054000", dt.date(2019, 10, 29)),
        ("20260301", dt.date(2026, 3, 1)),
        ("2026-13-01", None),
    ],
)
def test_dates(text: str, day: dt.date | None) -> None:
    assert dates.parse(text) == day


def test_code_lists() -> None:
    assert code_lists.words("handling_form", "1,2") == "窗口办理、网上办理"
    assert code_lists.words("item_type", "1") == "行政许可"
    assert code_lists.words("item_type", "77") is None
    assert code_lists.words("online_depth", "1") is None
    assert code_lists.is_listed("case_type", "承诺件")
    assert not code_lists.is_listed("case_type", "上报件")
    assert code_lists.has("case_type", "上报件")
    assert code_lists.elements_with("法人") == ("service_target",)
