"""Of several keys that may name a row, or number it, one is taken, whatever order Python keeps its sets in."""

from __future__ import annotations

import json

import pytest

from crawler.page.json_page import JsonPage
from crawler.page.parse import parse


def read(*rows: dict[str, str]) -> list[tuple[str, str | None]]:
    body = json.dumps({"data": rows}, ensure_ascii=False).encode()
    found = parse(body, "application/json", "http://a.example/", "e1")
    assert isinstance(found, JsonPage)
    return [(item.name, item.code) for item in found.items()]


def row(number: int, **said: str) -> dict[str, str]:
    told = {"uselevel": "县级", "servertype": "自然人", "deptname": "临江县交通运输局", "id": f"x{number}7"}
    return {**{key: words.format(number) for key, words in said.items()}, **told}


NAME, OTHER = "第{}类渡口经营许可证核发", "渡口经营许可（{}）"


@pytest.mark.parametrize(
    ("key", "other"),
    [
        *(("name", "title"), ("name", "text"), ("name", "label"), ("fullname", "title"), ("title", "text")),
        *(("mc", "text"), ("title", "label"), ("itemtext", "label")),
    ],
)
def test_a_row_is_called_what_its_first_key_says(key: str, other: str) -> None:
    rows = [row(n, **{other: OTHER, key: NAME}, code="00013{}0") for n in range(1, 5)]
    assert read(*rows) == [(NAME.format(n), f"00013{n}0") for n in range(1, 5)]


@pytest.mark.parametrize(("key", "other"), [("code", "bm"), ("code", "no"), ("bm", "no"), ("dm", "no"), ("code", "dm")])
def test_a_row_is_numbered_as_its_first_key_says(key: str, other: str) -> None:
    rows = [row(n, name=NAME, **{other: "5{}", key: "00013{}0"}) for n in range(1, 5)]
    assert [code for _, code in read(*rows)] == [f"00013{n}0" for n in range(1, 5)]


def test_a_row_with_one_of_them_is_called_so() -> None:
    rows = [row(n, text=NAME, no="00013{}0") for n in range(1, 5)]
    assert read(*rows) == [(NAME.format(n), f"00013{n}0") for n in range(1, 5)]
