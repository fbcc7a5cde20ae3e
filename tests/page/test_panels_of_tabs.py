"""Tabs that open empty panels, whatever names them; tabs that turn one place; what only looks like either."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.page.guides.hidden_parts import hides_parts, tabs
from crawler.page.guides.part_titles import title_of
from crawler.page.html import Page

HOST = "http://zwfw.example.gov.cn"
NAMES = ("服务对象", "受理条件", "申请材料", "收费标准")
FILLED = "<table><tr><th>承诺办结时限</th><td>3个工作日</td></tr></table>"


def guide(bar: str, panels: str, script: str = '<script src="/guide.js"></script>') -> Page:
    return Page(text=f"<body>{bar}{panels}{script}</body>", url=f"{HOST}/guide?id=4711", evidence="e")


def row(entry: str, names: tuple[str, ...] = NAMES) -> str:
    keys = ("jbxx", "tj", "cl", "sf")
    entries = (
        entry.format(key=key, at=at, words=words) for at, (key, words) in enumerate(zip(keys, names, strict=True))
    )
    return f"<ul>{''.join(entries)}</ul>"


def boxes(place: str, filled: str = FILLED, empty: str = "") -> str:
    keys = ("jbxx", "tj", "cl", "sf")
    return "".join(f"<div {place.format(key=k, at=n)}>{empty if n else filled}</div>" for n, k in enumerate(keys))


@pytest.mark.parametrize(
    ("bar", "panels"),
    [
        (row('<li tag="{key}">{words}</li>'), boxes('id="{key}"')),
        (row("<li onclick=\"turn('{key}',this)\"><b>{words}</b></li>"), boxes('id="{key}"')),
        (row('<li><a href="javascript:show({at})">{words}</a></li>'), boxes('id="con_{at}"')),
        (row('<li code="{key}">{words}</li>'), boxes('id="{key}Content"')),
        (row("<li>{words}</li>"), boxes('class="pane"')),
    ],
    ids=["attribute", "handler", "number within a name", "name and more", "order"],
)
def test_tabs_that_name_empty_panels_or_stand_in_their_order_hide_parts(bar: str, panels: str) -> None:
    page = guide(bar, panels)
    assert hides_parts(page)
    assert set(NAMES[1:]) <= set(tabs(page))
    assert not hides_parts(guide(bar, panels, script=""))


@pytest.mark.parametrize(
    "panels",
    [
        boxes('id="{key}"', empty="<p>本人到场。</p>"),
        boxes('class="pane"', empty="<p>本人到场。</p>"),
        boxes('id="hint_{at}"').replace("></div>", "></div><p>本人到场。</p>"),
    ],
    ids=["filled", "filled in order", "marks before words"],
)
def test_panels_with_words_are_there(panels: str) -> None:
    page = guide(row('<li tag="{key}" nr="{at}">{words}</li>'), panels)
    assert tabs(page) == []
    assert not hides_parts(page)


def test_controls_of_which_none_is_a_section_fill_no_part_of_a_guide() -> None:
    other = row('<li tag="{key}">{words}</li>', ("甲镇", "乙镇", "丙镇", "丁镇"))
    assert not hides_parts(guide(other, boxes('id="{key}"')))


ONE_PLACE = f'<div class="shown">{FILLED}</div>'


def test_a_row_of_sections_above_one_place_turns_it() -> None:
    page = guide(row('<li code="{key}">{words}</li>'), ONE_PLACE)
    assert hides_parts(page)
    assert tabs(page) == []  # nothing says that they were not followed


@pytest.mark.parametrize(
    ("bar", "shown"),
    [
        (row('<li code="{key}">{words}</li>'), f"{FILLED}<h3>受理条件</h3>甲<h3>申请材料</h3>乙<h3>收费标准</h3>丙"),
        (row('<li code="{key}"><a href="/guide/{key}?id=4711">{words}</a></li>'), FILLED),
        (row('<li code="{key}">{words}</li>'), boxes('id="{key}"', empty="甲")),
        (row("<li>{words}</li>"), FILLED),
    ],
    ids=["headings below", "links of their own", "panels with words", "nothing tells the tabs apart"],
)
def test_a_row_of_sections_that_the_page_holds_turns_nothing(bar: str, shown: str) -> None:
    assert not hides_parts(guide(bar, f"<div>{shown}</div>"))


def test_a_part_is_called_by_the_tab_that_names_a_step_of_a_value_of_its_address() -> None:
    page = guide(row('<li tag="{key}">{words}</li>'), boxes('id="{key}"'))
    assert title_of(page, Target(url=f"{HOST}/src?m=zn/item/cl.html&code=4711")) == "申请材料"
    assert title_of(page, Target(url=f"{HOST}/src?m=zn/item/lc.html&code=4711")) is None
