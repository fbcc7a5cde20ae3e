"""Code lists that scripts write as literals."""

from __future__ import annotations

import pytest

from crawler.page.script.code_literals import code_literals, looked_up

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


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("tr('depth', x.onlineDepth)", {"onlineDepth": "depth"}),
        ("dictText(vm.item.onlineDepth, 'depth')", {"onlineDepth": "depth"}),
        ("cell(D.depth[i.onlineDepth])", {"onlineDepth": "depth"}),
        ("D.depth[String(i.onlineDepth)]+D.kind[m.matKind]", {"onlineDepth": "depth", "matKind": "kind"}),
        ("word(e.onlineDepth, D.depth)", {"onlineDepth": "depth"}),
        ("tr('depth', x.flag);tr('kind', x.flag)", {}),  # two lists for one key
        ("tr('depth', row);D.depth[n];f(depth)", {}),  # no key
        ("mydepth[i.onlineDepth]; x.onlineDepth = depth", {}),
        ("tr('depth', x.level.get(1))", {}),  # what is looked up is no value of a key
    ],
)
def test_a_script_tells_by_which_list_it_reads_the_codes_of_a_key(code: str, found: dict[str, str]) -> None:
    assert looked_up(code, ("depth", "kind")) == found
    assert looked_up(code, ()) == {}
