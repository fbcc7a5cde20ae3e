"""What answers hold beside a guide and is none of it: when a case was handed in, how it stands, how many pass."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer

GUIDE = ANSWER | {"acceptCondition": "有渡船。", "promiseDay": "5个工作日"}


@pytest.mark.parametrize("key", ["acceptTime", "applyTime", "openTime", "officeTime"])
@pytest.mark.parametrize("value", ["2026-01-02 10:00:00", "2026-01-02", "2026年1月2日", "2026-01-02T10:00:00.000+0800"])
def test_a_moment_is_not_when_an_office_is_open(key: str, value: str) -> None:
    assert not read_answer(GUIDE | {key: value}).read("hours").stated


@pytest.mark.parametrize("value", ["周一至周五 9:00-17:00", "2026年1月1日起，周一至周五 9:00-17:00", "法定工作日"])
def test_hours_are_read_under_these_keys(value: str) -> None:
    assert read_answer(GUIDE | {"acceptTime": value}).read("hours").value == value


@pytest.mark.parametrize(
    ("key", "value"),
    [("auditResult", "通过"), ("handleResult", "办结"), ("applyResult", "已受理"), ("resultDesc", "操作成功")],
)
def test_how_a_case_stands_is_no_result(key: str, value: str) -> None:
    assert not read_answer(GUIDE | {key: value}).read("result_name").stated


@pytest.mark.parametrize(("key", "value"), [("handleResult", "渡船登记证"), ("resultName", "办结")])
def test_a_result_is_read_as_it_is_written(key: str, value: str) -> None:
    assert read_answer(GUIDE | {key: value}).read("result_name").value == value


@pytest.mark.parametrize("key", ["acceptRate", "approvalRate", "handleRate", "handleAmount", "applyPrice"])
@pytest.mark.parametrize("value", ["98%", 0.98, 356])
def test_how_many_pass_is_no_standard_of_review(key: str, value: Any) -> None:
    assert not read_answer(GUIDE | {key: value}).read("review_standard").stated


@pytest.mark.parametrize("key", ["feeRate", "chargeRates", "feeAmount", "feeScale", "tollPrice"])
def test_a_rate_of_fees_is_their_standard(key: str) -> None:
    assert read_answer(GUIDE | {key: "每证10元"}).read("fee_standard").value == "每证10元"


def test_the_standard_of_review_is_read() -> None:
    standard = "核对材料是否齐全、是否符合法定形式。"
    assert read_answer(GUIDE | {"reviewStandard": standard}).read("review_standard").value == standard


def test_the_number_of_a_case_is_no_code_of_the_item() -> None:
    assert not read_answer(GUIDE | {"applyNumber": "SQ20260101"}).read("handling_code").stated
    code = "11330100002489559A433011800100001"
    assert read_answer(GUIDE | {"handleCode": code}).read("handling_code").value == code


def test_a_code_that_is_badly_written_is_read_where_its_key_is_that_of_the_library() -> None:
    assert read_answer(GUIDE | {"taskHandleItem": "SQ20260101"}).read("handling_code").value == "SQ20260101"
