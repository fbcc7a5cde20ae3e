"""Code lists that scripts write as literals."""

from __future__ import annotations

import pytest

from crawler.page.script.code_literals import code_literals

TYPES = {"01": "行政许可", "07": "行政确认"}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('var ITEM_TYPE = {"01": "行政许可", "07": "行政确认"};', {"ITEM_TYPE": TYPES}),
        (
            "const D={itemType:{'01':'行政许可','07':'行政确认'},yn:{1:'是',0:'否'}}",
            {"itemType": TYPES, "yn": {"1": "是", "0": "否"}},
        ),
        ('e.mode={1:"\\u6bcf\\u5929",2:"\\u6bcf\\u5468"}', {"mode": {"1": "每天", "2": "每周"}}),
        (
            'r.caseTypes=[{value:"1",label:"即办件"},{value:"2",label:"承诺件"}],e=1',
            {"caseTypes": [{"value": "1", "label": "即办件"}, {"value": "2", "label": "承诺件"}]},
        ),
        ('D["itemType"] = {"01": "行政许可", "07": "行政确认"}', {"itemType": TYPES}),
        ('show({"01": "行政许可"})', {}),  # nothing names it
        ("a.kind={1:'个人'};b.kind={1:'企业'};", {}),  # two things of one name
        ('var names = {title: "渡船登记", dept: "交通局"}', {}),  # no codes
    ],
)
def test_lists_of_codes_are_found_by_the_name_before_them(code: str, found: dict[str, object]) -> None:
    assert code_literals(code) == found
