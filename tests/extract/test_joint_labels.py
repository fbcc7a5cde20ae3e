"""Labels that name two elements, numbers of one of several offices, and further words of real guides."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import LABELS, read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>受理条件：渡船已检验。</p>"


@pytest.mark.parametrize("label", ["咨询电话、监督电话", "咨询投诉渠道", "投诉咨询电话"])
def test_a_label_of_both_phones_names_both(label: str) -> None:
    guide = read_body(f"{FACTS}<p>{label}：0571-81234567</p>")

    assert guide.read("consultation_phone").text == guide.read("complaint_phone").text == "0571-81234567"


def test_numbers_with_labels_of_their_own_below_a_heading_of_both_are_told_apart() -> None:
    lines = "<p>市直咨询电话：0571-81234567</p><p>业务监督电话：0571-87654321</p><p>行风监督电话：0571-87650000</p>"
    guide = read_body(f"{FACTS}<p>五、咨询电话、监督电话</p>{lines}")

    assert guide.read("consultation_phone").text == "0571-81234567"
    assert guide.read("complaint_phone").text == "0571-87654321"


def test_a_place_and_its_hours_under_one_label_are_both_read() -> None:
    guide = read_body(f"{FACTS}<p>办事地点/时间：临江县听涛路7号 周一至周五8:30-17:30</p>")

    assert "听涛路7号" in guide.read("place").text
    assert "8:30-17:30" in guide.read("hours").text


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("市直咨询电话", "consultation_phone"),
        ("县级业务咨询电话", "consultation_phone"),
        ("行风监督电话", "complaint_phone"),
        ("承办时限", "promised_time_limit"),
        ("交通线路", "traffic"),
        ("法定时限办结说明", "statutory_time_limit_note"),
        ("收费标淮", "fee_standard"),
        ("法定实施主体", "implementing_body"),
        ("要件材料", "materials"),
    ],
)
def test_words_of_real_guides(label: str, element: str) -> None:
    found = LABELS.element_of(label)
    assert found is not None
    assert found.element == element


@pytest.mark.parametrize("label", ["公开时间", "收费标志", "咨询监督部门", "办理地点查询时间", "市直单位电话簿"])
def test_words_like_them_are_no_labels(label: str) -> None:
    assert LABELS.element_of(label) is None


def test_a_line_of_a_section_of_limits_states_the_limit_alone() -> None:
    lines = (
        "<p>（一）承诺时限：3个工作日（现场审核除外）；</p><p>（二）审批：2个工作日；</p><p>（三）办结：1个工作日。</p>"
    )
    guide = read_body(f"{FACTS}<p>六、办理时限</p>{lines}<p>七、收费情况</p><p>不收费</p>")

    assert guide.read("promised_time_limit").text.startswith("3个工作日")
    assert "审批" not in guide.read("promised_time_limit").text


def test_a_section_that_promises_one_limit_is_read_as_a_whole() -> None:
    guide = read_body(f"{FACTS}<p>六、办理时限</p><p>受理后7个工作日；需评审的，15个工作日。</p>")

    assert "15个工作日" in guide.read("promised_time_limit").text


@pytest.mark.parametrize("label", ["承办部门和联系电话", "（五）办理单位及咨询电话"])
@pytest.mark.parametrize("value", ["县航运中心 0571-81234567", "县航运中心（联系电话：0571-81234567）"])
def test_a_body_and_its_number_under_one_label_are_both_read(label: str, value: str) -> None:
    guide = read_body(f"{FACTS.replace('实施主体', '服务对象')}<p>{label}：{value}</p>")

    assert guide.read("implementing_body").text == "县航运中心"
    assert "0571-81234567" in guide.read("consultation_phone").text


def test_a_number_alone_under_a_label_of_both_is_no_body() -> None:
    guide = read_body(f"{FACTS.replace('实施主体', '服务对象')}<p>承办部门和联系电话：0571-81234567</p>")

    assert guide.read("consultation_phone").text == "0571-81234567"
    assert not guide.read("implementing_body").stated


def test_a_heading_of_the_items_and_their_materials_is_no_label_of_materials() -> None:
    assert LABELS.element_of("主要办理业务及所需材料") is None
    found = LABELS.element_of("办理业务所需材料")
    assert found is not None
    assert found.element == "materials"


@pytest.mark.parametrize("label", ["办理时限及费用", "收费标准和办结时限"])
@pytest.mark.parametrize("value", ["20个工作日，不收费", "不收费；20个工作日"])
def test_a_limit_and_a_fee_under_one_label_are_told_apart(label: str, value: str) -> None:
    guide = read_body(f"{FACTS}<p>{label}：{value}</p>")

    assert guide.read("promised_time_limit").text == "20个工作日"
    assert guide.read("fee_standard").text == "不收费"


def test_a_limit_alone_under_a_label_of_both_says_nothing_of_fees() -> None:
    guide = read_body(f"{FACTS}<p>办理时限及费用：20个工作日</p>")

    assert guide.read("promised_time_limit").text == "20个工作日"
    assert guide.read("fee_standard").state is State.UNREAD


@pytest.mark.parametrize("label", ["办理流程及时限", "办理程序和办结时限"])
def test_a_procedure_and_its_limit_under_one_label_are_both_read(label: str) -> None:
    guide = read_body(f"{FACTS}<p>{label}：申请人交表，窗口核对材料，县局审查后发证，自受理起5个工作日内办结。</p>")

    assert "县局审查后发证" in guide.read("procedure").text
    assert guide.read("promised_time_limit").text == "自受理起5个工作日内办结"


def test_of_the_limits_of_several_steps_none_is_the_limit() -> None:
    said = "申请人上网交表，窗口3个工作日内预审，预审通过的由县局在7个工作日内审查，省厅4个工作日内决定"
    guide = read_body(f"{FACTS}<p>办理流程及时限：{said}。</p>")

    assert guide.read("procedure").stated
    assert guide.read("promised_time_limit").state is State.UNREAD


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("咨询及投诉电话", "咨询：0571-81234567　投诉：0571-87654321"),
        ("咨询、投诉电话", "业务咨询电话：0571-81234567；监督投诉电话：0571-87654321"),
        ("投诉、咨询电话", "投诉：0571-87654321，咨询：0571-81234567"),
        ("咨询、监督电话", "0571-81234567、0571-87654321"),
        ("监督、咨询电话", "0571-87654321 0571-81234567"),
    ],
)
def test_the_numbers_of_a_label_of_both_phones_are_told_apart(label: str, value: str) -> None:
    guide = read_body(f"{FACTS}<h2>{label}</h2><p>{value}</p><h2>办理地点</h2><p>听涛路7号</p>")

    assert guide.read("consultation_phone").text == "0571-81234567"
    assert guide.read("complaint_phone").text == "0571-87654321"


def test_which_of_several_numbers_is_for_complaints_stays_open() -> None:
    guide = read_body(f"{FACTS}<p>咨询、投诉电话：0571-81234567、0571-87654321、0571-87650000</p>")

    assert guide.read("consultation_phone").text.startswith("0571-81234567")
    assert guide.read("complaint_phone").unread
