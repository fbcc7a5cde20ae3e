"""Labels that look like those of the guide's elements and name something else (形似的标签)."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import LABELS, read_body

FACTS = (("事项名称", "渡船登记"), ("事项类型", "行政确认"), ("服务对象", "企业法人"), ("办件类型", "承诺件"))


def read(label: str, value: str, element: str) -> str | None:
    rows = "".join(f"<tr><th>{one}</th><td>{said}</td></tr>" for one, said in (*FACTS, (label, value)))
    found = read_body(f"<h1>渡船登记办事指南</h1><table>{rows}</table>").read(element)
    return found.value if found.stated else None


@pytest.mark.parametrize(
    ("label", "value", "element"),
    [
        ("年审或年检次数", "1次", "visits"),
        ("年检次数", "2", "visits"),
        ("补正次数", "1次", "visits"),
        ("公示次数", "1次", "visits"),
        ("点击次数", "99", "visits"),
        ("下载次数", "30", "visits"),
        ("访问次数", "1523", "consultation_phone"),
        ("复议电话", "0571-81234564", "consultation_phone"),
        ("复议地址", "渡口路2号", "place"),
        ("邮寄地址", "渡口路2号", "place"),
        ("通讯地址", "渡口路2号", "place"),
        ("是否允许退费", "是", "fee_status"),
        ("免费额度", "1份", "fee_standard"),
        ("受理结果", "受理通知书", "result_name"),
        ("审批不通过结果", "不予登记决定书", "result_name"),
        ("网上受理时间", "24小时", "promised_time_limit"),
    ],
)
def test_a_label_of_something_else_is_not_that_element(label: str, value: str, element: str) -> None:
    assert read(label, value, element) is None


@pytest.mark.parametrize(
    ("label", "value", "element"),
    [
        ("要跑的次数", "1次", "visits"),
        ("去几趟", "1趟", "visits"),
        ("打哪个电话问", "0571-81234567", "consultation_phone"),
        ("哪里办", "渡口路2号", "place"),
        ("拿到的证", "渡船登记证书", "result_name"),
        ("办理时间", "24小时", "promised_time_limit"),
        ("收不收钱", "不收费", "fee_status"),
    ],
)
def test_everyday_words_for_it_are(label: str, value: str, element: str) -> None:
    assert read(label, value, element) == value


@pytest.mark.parametrize("heading", ["大家都在看", "大家都在办", "你可能想办", "大家都在搜"])
def test_what_others_look_at_is_no_question(heading: str) -> None:
    assert LABELS.element_of(heading) is None


@pytest.mark.parametrize("heading", ["大家都在问", "大家在问", "您可能想问", "常见文题"])
def test_what_others_ask_is(heading: str) -> None:
    match = LABELS.element_of(heading)
    assert match is not None
    assert match.element == "faq"
