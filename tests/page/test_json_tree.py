"""JSON as a tree: which objects hold no others is told once, for all who look for what lies deeper."""

from __future__ import annotations

import base64
import json

import pytest

from crawler.page.json_tree import Flat, leaves, opened

_INSIDE = json.dumps({"name": "渡船检验证书"}, ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [_INSIDE, f" \n{_INSIDE}", base64.b64encode(_INSIDE.encode()).decode()],
    ids=["text", "spaced", "base64"],
)
def test_an_object_that_holds_json_in_a_text_is_not_flat(text: str) -> None:
    found = opened({"rows": [{"no": "1", "file": text}, {"no": "2", "file": "无"}, {}]})
    assert [isinstance(row, Flat) for row in found["rows"]] == [False, True, True]
    assert found["rows"][0]["file"] == {"name": "渡船检验证书"}
    assert isinstance(found["rows"][0]["file"], Flat)


def test_leaves_are_told_in_document_order_whether_an_object_is_flat_or_not() -> None:
    data = {"a": {"b": 1, "c": "渡口"}, "d": [{"e": 2, "f": {"g": 3}}, []], "h": 4}
    told = [("/a/b", 1), ("/a/c", "渡口"), ("/d/0/e", 2), ("/d/0/f/g", 3), ("/h", 4)]
    assert list(leaves(data)) == list(leaves(opened(data))) == told
