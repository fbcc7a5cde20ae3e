"""Lists of content systems: rows with the day of publication, and guides in a folder that is named by the day."""

from __future__ import annotations

import pytest

from tests.page.list_page import NAMES, page

HOST = "http://www.yunling.example/"
CODE = "11990722008572134R4990511{:03}000"
HEADS = "<tr><th>序号</th><th>事项名称</th><th>实施编码</th><th>实施主体</th><th>发布日期</th></tr>"
BARE_HEADS = "<tr><th>序号</th><th>事项名称</th><th>发布部门</th><th>发布日期</th></tr>"


def row(at: int, *, coded: bool = True, day: str = "2024-12-26") -> str:
    code = f"<td>{CODE.format(at)}</td>" if coded else ""
    link = f"<a href='/fw/wjj/{day}/20{700 + at}.html'>{NAMES[at % len(NAMES)]}</a>"
    return f"<tr><td>{at}</td><td>{link}</td>{code}<td>云岭县卫生健康局</td><td>{day}</td></tr>"


def test_the_day_in_an_address_is_no_code_so_that_guides_of_one_day_stay_two_items() -> None:
    found = page("<ul>" + "".join(
        f"<li><a href='/bszn/wjj/2024-12-26/20{700 + at}.html'>{name}</a></li>" for at, name in enumerate(NAMES)
    ) + "</ul>", HOST + "bszn/wjj/").items()  # fmt: skip
    assert [(item.name, item.code) for item in found] == [(name, None) for name in NAMES]
    assert len({item.key for item in found}) == len(NAMES)


@pytest.mark.parametrize("segment", ["000120-2024-12-26", "1102-2024-12", "2024-13-001", "330100-15-20241226"])
def test_a_code_with_a_year_in_it_is_still_a_code(segment: str) -> None:
    found = page(
        f"<ul><li><a href='/bszn/{segment}.html'>{NAMES[0]}</a></li>"
        f"<li><a href='/bszn/990722-77-201.html'>{NAMES[1]}</a></li></ul>"
    ).items()
    assert found[0].code == segment


def test_a_table_of_coded_items_may_say_when_each_guide_was_published() -> None:
    found = page(f"<table>{HEADS}{row(1)}{row(2, day='2023-01-07')}</table>", HOST + "fw/grbs/").items()
    assert [(item.name, item.code) for item in found] == [(NAMES[1], CODE.format(1)), (NAMES[2], CODE.format(2))]
    assert [{e: v for e, v, _ in item.fields}["implementing_body"] for item in found] == ["云岭县卫生健康局"] * 2


@pytest.mark.parametrize(
    "heads",
    [BARE_HEADS, HEADS.replace("实施编码", "决定书文号"), HEADS.replace("实施主体", "申请人")],
    ids=["news", "decisions", "cases"],
)
def test_a_day_of_publication_without_codes_or_beside_cases_is_a_column_of_other_things(heads: str) -> None:
    rows = row(1, coded=heads is not BARE_HEADS) + row(2, coded=heads is not BARE_HEADS)
    assert page(f"<table>{heads}{rows}</table>", HOST + "tz/").items() == ()


def test_the_last_page_counts_itself_though_its_number_is_no_link() -> None:
    links = "<a href='index.html'>首页</a><a href='index_2.html'>上一页</a>"
    numbers = "<a href='index.html'>1</a><a href='index_2.html'>2</a>"
    last = page(f"<div>{links}{numbers}<b>3</b></div>", HOST + "fw/index_3.html").paging()
    assert (last.here, last.last, last.ends_here) == (3, 3, True)
    middle = page(
        f"<div>{links}<a href='index.html'>1</a><b>2</b><a href='index_3.html'>3</a></div>", HOST + "fw/index_2.html"
    ).paging()
    assert (middle.here, middle.last, middle.ends_here) == (2, 3, False)
