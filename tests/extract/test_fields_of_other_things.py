"""Addresses and times of something else (别处的地址与时间): no place of handling, no opening hours."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body


def _with(label: str, value: str) -> str:
    return (
        "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
        f"<tr><th>咨询电话</th><td>0571-81234567</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr>"
        f"<tr><th>{label}</th><td>{value}</td></tr></table>"
    )


@pytest.mark.parametrize(
    "label", ["注册地址", "机构注册地址", "收件地址", "寄件地址", "领取地址", "户籍地址", "企业地址", "通讯地址"]
)
def test_the_address_of_something_else_is_no_place_of_handling(label: str) -> None:
    assert not read_body(_with(label, "临江县桑园路3号")).read("place").stated


@pytest.mark.parametrize("label", ["地址", "办理地址", "注册登记地点", "单位地址", "收件地点"])
def test_the_place_of_handling_is_read(label: str) -> None:
    assert read_body(_with(label, "临江县桑园路3号")).read("place").value == "临江县桑园路3号"


@pytest.mark.parametrize("value", ["2024-03-01", "2024年3月1日", "2024-03-01 10:22:31"])
def test_a_date_is_no_opening_hours(value: str) -> None:
    assert read_body(_with("受理时间", value)).read("hours").state is State.UNREAD


def test_a_date_gives_way_to_hours() -> None:
    page = _with("受理时间", "2024-03-01</td></tr><tr><th>办公时间</th><td>周一至周五 9:00-17:00")

    assert read_body(page).read("hours").value == "周一至周五 9:00-17:00"


@pytest.mark.parametrize("value", ["周一至周五 9:00-17:00", "24小时", "每年3月1日至4月30日 9:00-17:00"])
def test_hours_stay_hours(value: str) -> None:
    assert read_body(_with("受理时间", value)).read("hours").value == value


def test_a_term_of_accepting_is_not_that_of_the_whole() -> None:
    guide = read_body(_with("受理时间", "5个工作日"))

    assert guide.read("promised_time_limit").state is State.UNREAD
    assert read_body(_with("办理时间", "5个工作日")).read("promised_time_limit").value == "5个工作日"


def test_both_limits_under_one_time() -> None:
    guide = read_body(_with("办理时间", "法定20个工作日，承诺5个工作日"))

    assert guide.read("statutory_time_limit").value == "20个工作日"
    assert guide.read("promised_time_limit").value == "5个工作日"


def test_a_date_in_a_list_of_windows_is_no_opening_hours() -> None:
    rows = "<tr><th>办理地点</th><th>办理时间</th></tr><tr><td>桑园路3号</td><td>2024-03-01</td></tr>"
    guide = read_body(f"{_with('办件类型', '承诺件')}<table>{rows}</table>")

    assert [(one.place.value, one.hours.state) for one in guide.windows] == [("桑园路3号", State.UNREAD)]
    assert guide.read("hours").state is State.UNREAD
