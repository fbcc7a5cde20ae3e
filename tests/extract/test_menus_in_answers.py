"""The menu and the trail of a page in its answer (菜单, 面包屑) lead to no part of the guide."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = ANSWER | {"acceptCondition": "有渡船。", "complaintTel": "0571-81230000"}
ROWS = [
    {"label": "首页", "to": "/", "pic": "/img/home.svg"},
    {"label": "办事", "to": "/work", "pic": "/img/work.svg"},
]


@pytest.mark.parametrize("key", ["topMenu", "crumbs", "breadCrumbList", "navigation"])
def test_what_a_menu_leads_to_is_no_chart(key: str) -> None:
    assert read_answer(GUIDE | {key: ROWS}).read("flow_chart").state is State.NOT_STATED


@pytest.mark.parametrize("key", ["lines", "drawings"])
def test_what_rows_under_other_keys_lead_to_may_be_one(key: str) -> None:
    assert read_answer(GUIDE | {key: ROWS}).read("flow_chart").state is State.UNREAD
