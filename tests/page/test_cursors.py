"""Answers that say that more rows follow them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.page.json_page import JsonPage
from crawler.page.lists.cursors import goes_on


def answer(data: dict[str, Any]) -> JsonPage:
    return JsonPage(data=data, text=json.dumps(data), url="http://zwfw.example.gov.cn/api/items", evidence="e")


@pytest.mark.parametrize("told", [{"nextCursor": "MTQ6"}, {"data": {"next_page_token": "t2"}}, {"hasMore": True}])
def test_a_cursor_for_the_next_rows_says_that_there_are_some(told: dict[str, Any]) -> None:
    assert goes_on(answer({"rows": [{"id": "1"}], **told}))


@pytest.mark.parametrize("told", [{"nextCursor": ""}, {"nextCursor": None}, {"hasMore": False}, {"lastId": "17"}, {}])
def test_what_says_nothing_of_them_does_not(told: dict[str, Any]) -> None:
    assert not goes_on(answer({"rows": [{"id": "1", "nextId": "2"}], **told}))
