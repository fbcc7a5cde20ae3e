"""Time limits (时限) whose unit stands in a field of its own."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (("事项类型", "行政许可"), ("办件类型", "承诺件"), ("实施主体", "云溪县水利局"), ("受理条件", "有取水设施"))


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (
            (("法定办结时限", "20"), ("法定办结时限单位", "工作日"), ("承诺时限", "8"), ("承诺时限类型", "日")),
            ("20工作日", "8日"),
        ),
        ((("法定时限", "20"), ("承诺时限", "8"), ("时限单位", "工作日")), ("20工作日", "8工作日")),
        ((("法定时限", "20日"), ("承诺时限", "8"), ("承诺时限单位", "工作日")), ("20日", "8工作日")),
        ((("法定时限", "20"), ("承诺时限", "8"), ("送达单位", "工作日")), ("20", "8")),
    ],
    ids=["each-its-own", "one-for-all", "only-where-it-is-bare", "no-unit-of-a-limit"],
)
def test_unit_in_a_field_of_its_own_belongs_to_its_limit(
    limits: tuple[tuple[str, str], ...], found: tuple[str, str]
) -> None:
    rows = "".join(f"<li><label>{label}：</label><span>{value}</span></li>" for label, value in (*FACTS, *limits))
    guide = read_body(f"<h1>取水许可</h1><ul>{rows}</ul>")
    assert (guide.read("statutory_time_limit").text, guide.read("promised_time_limit").text) == found
