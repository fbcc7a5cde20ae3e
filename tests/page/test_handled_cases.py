"""Applications that were handled (办件公示) name the services that they were made for: they are no items."""

from __future__ import annotations

import json

import pytest

from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"
CASES = (
    ("QH2026-0417", "取水许可", "周**", "已办结"),
    ("QH2026-0422", "动物诊疗许可证核发", "吴某某", "审查中"),
    ("QH2026-0431", "教师资格认定", "清河县第二中学", "已受理"),
    ("QH2026-0440", "出生医学证明补发", "郑*", "正常办结"),
)


def answered(rows: list[dict[str, str]]) -> list[str]:
    found = parse(json.dumps({"rows": rows}).encode(), "application/json", f"{HOST}/api/publicity", "e")
    assert found is not None
    return [item.name for item in found.items()]


def test_rows_of_applications_in_an_answer_are_no_items() -> None:
    assert not answered([{"no": n, "itemName": name, "applicant": who, "state": how} for n, name, who, how in CASES])
    others = [{"no": n, "itemName": name, "dept": "县水利局", "state": "在用"} for n, name, *_ in CASES]
    assert answered(others) == [name for _, name, *_ in CASES]


@pytest.mark.parametrize(
    "row",
    [
        "<li>{link}<span>{who}</span><span>{how}</span></li>",
        "<tr><td>{name}</td><td>{who}</td><td>{how}</td><td><a href='view.asp?id={n}'>查看详情</a></td></tr>",
    ],
    ids=["list", "table"],
)
def test_rows_of_applications_on_a_page_are_no_items(row: str) -> None:
    def listed(cases: tuple[tuple[str, str, str, str], ...]) -> list[str]:
        rows = "".join(
            row.format(n=n[-4:], name=name, who=who, how=how, link=f"<a href='view.asp?id={n[-4:]}'>{name}</a>")
            for n, name, who, how in cases
        )
        around = "table" if row.startswith("<tr") else "ul"
        text = f"<html><title>政务服务</title><body><{around}>{rows}</{around}></body></html>"
        found = parse(text.encode(), "text/html", f"{HOST}/list.asp", "e")
        assert found is not None
        return [item.name for item in found.items()]

    assert not listed(CASES)
    assert len(listed(tuple((n, name, "县水利局", "行政许可") for n, name, *_ in CASES))) == len(CASES)
