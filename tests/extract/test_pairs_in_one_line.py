"""Several labels with their values in one text, whatever stands between the pairs."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr></table>"
)
_PAIRS = ("承诺时限：5个工作日", "法定时限：20个工作日", "是否收费：否")


@pytest.mark.parametrize("sign", ["\u3000", " | ", "｜", "；", "、", "，", "/", " / ", " · ", "·", ""])
def test_pairs_of_one_text_are_told_apart(sign: str) -> None:
    guide = read_body(f"{_HEAD}<p>{sign.join(_PAIRS)}</p>")
    said = [guide.read(element).text for element in ("promised_time_limit", "statutory_time_limit", "fee_status")]
    assert said == ["5个工作日", "20个工作日", "否"]


@pytest.mark.parametrize(
    ("line", "element", "value"),
    [
        (
            "承诺时限：5个工作日（不含法定时限：20个工作日的听证）",
            "promised_time_limit",
            "5个工作日（不含法定时限：20个工作日的听证）",
        ),
        ("办理时间：8:30-12:00/14:00-17:30", "hours", "8:30-12:00/14:00-17:30"),
        ("受理条件：符合法律规定的法定时限：按条例办理", "statutory_time_limit", ""),
    ],
)
def test_what_goes_on_with_a_value_begins_no_pair(line: str, element: str, value: str) -> None:
    assert read_body(f"{_HEAD}<p>{line}</p>").read(element).text == value
