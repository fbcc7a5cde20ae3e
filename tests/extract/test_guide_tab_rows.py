"""Titles of tabs drawn as the cells of a table's one row."""

from __future__ import annotations

import pytest

from crawler.catalogue import labels_text
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(labels_text())
TITLES = ("基本信息", "受理条件", "申报材料", "办理流程", "收费情况", "法律依据", "联系方式")


def states(bar: str, rest: str = "") -> dict[str, tuple[str, str | None]]:
    pairs = {
        "事项名称": "渔船登记",
        "办件类型": "承诺件",
        "事项类型": "行政确认",
        "实施主体": "港口局",
        "服务对象": "自然人",
        "承诺办结时限": "3个工作日",
        "咨询电话": "0510-5550101",
        "办理地点": "港口路1号",
    }
    basics = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs.items())
    basics = f"<table>{basics}</table>"
    page = parse(f"<body><h1>渔船登记</h1>{bar}{basics}{rest}</body>".encode(), "text/html", "http://a.gov.cn/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    return {
        e: (guide.read(e).state, guide.read(e).value) for e in ("conditions", "procedure", "legal_basis", "case_type")
    }


@pytest.mark.parametrize(
    "cell", ["<td onclick=\"show('{0}',this)\">{0}</td>", "<td><a onclick='show({1})'>{0}</a></td>"]
)
def test_titles_of_tabs_in_a_row_of_cells_are_no_values_of_each_other(cell: str) -> None:
    cells = "".join(cell.format(title, n) for n, title in enumerate(TITLES))
    read = states(f"<table><tr>{cells}</tr></table>")
    for element in ("conditions", "procedure", "legal_basis"):
        assert read[element] == ("unread", None)
    assert read["case_type"] == ("stated", "承诺件")


def test_cells_that_do_nothing_are_pairs() -> None:
    read = states("<table><tr><td>受理条件</td><td>渔船适航</td><td>法律依据</td><td>渔业法第七条</td></tr></table>")
    assert read["conditions"] == ("stated", "渔船适航")


BLOCKS = "".join(f"<div><h3>{title}</h3><p>{words}</p></div>" for title, words in (
    ("温馨提示", "全市渔船"), ("交通指引", "2路"), ("办理地点", "港口路1号窗口"), ("其他", "无"),
))  # fmt: skip


def links(*titles: str, address: str = "/g?part={n}") -> str:
    return "<ul>" + "".join(
        f'<li><a href="{address.format(n=n)}">{title}</a></li>' for n, title in enumerate(titles)
    ) + "</ul>"  # fmt: skip


def test_titles_that_are_links_to_other_pages_name_no_block_of_this_page() -> None:
    read = states(links("受理条件", "申报材料", "办理流程", "法律依据"), BLOCKS)
    assert read["conditions"] == read["procedure"] == read["legal_basis"] == ("unread", None)


def test_an_entry_of_a_menu_is_no_label_of_what_follows_it() -> None:
    read = states(links("网站首页", "新闻动态", "法律依据", "联系我们"))
    assert read["legal_basis"] == ("not_stated", None)


@pytest.mark.parametrize("told", ['data-pane="p{0}"', "onclick=\"turn('p{0}',this)\""])
def test_a_title_names_its_panel_to_a_script(told: str) -> None:
    titles = ("基本信息", "受理条件", "办理流程", "法律依据")
    words = ("名称<br>渔船<br>类型<br>登记", "渔船适航", "先申请，后受理", "渔业法第七条")
    bar = "".join(f"<li {told.format(n)}>{title}</li>" for n, title in enumerate(titles))
    # The first panel has as many parts as there are titles.
    parts = "".join(f"<p>{one}</p>" for one in words[0].split("<br>"))
    panels = "".join(f'<div id="p{n}">{parts if not n else f"<p>{one}</p>"}</div>' for n, one in enumerate(words))
    read = states(f"<ul>{bar}</ul>{panels}")
    assert read["conditions"] == ("stated", "渔船适航")
    assert read["legal_basis"] == ("stated", "渔业法第七条")


HOURS = "<p><label>办公时间：</label>工作日9:00-17:00</p>"
PLACE, PHONE = "<p><label>地址：</label>港口路1号2楼</p>", "<p><label>电话：</label>0510-5550101</p>"
CARDS = (
    f"<section class=office><h4>线下办理</h4>{PLACE}{HOURS}{PHONE}</section>",
    f"<section class=office>{PLACE}{HOURS}{PHONE}<p><label>监督电话：</label>0510-5550102</p></section>",
    "<div><ul><li>地址：港口路1号</li><li>办公时间：工作日9:00-17:00</li><li>电话：0510-5550101</li><li>传真：无</li></ul></div>",
)


@pytest.mark.parametrize("card", CARDS)
def test_lines_of_a_card_are_no_panels_though_there_are_as_many_as_titles(card: str) -> None:
    """The panels are drawn when somebody clicks."""
    bar = "<ul class=tabs>" + "".join(f"<li>{title}</li>" for title in TITLES[:4]) + "</ul>"
    page = parse(
        f"<body><h1>渔船登记</h1><div>{bar}{card}</div>{PAIRS}</body>".encode(), "text/html", "http://a.gov.cn/g", "e"
    )
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.materials == ()
    assert not guide.read("conditions").stated
    assert guide.read("hours").text == "工作日9:00-17:00"


PAIRS = "".join(f"<p>{label}：{value}</p>" for label, value in (
    ("事项名称", "渔船登记"), ("办件类型", "承诺件"), ("事项类型", "行政确认"), ("实施主体", "港口局"),
))  # fmt: skip


@pytest.mark.parametrize(
    ("panels", "read"),
    [(0, (State.UNREAD, None)), (6, (State.STATED, "这里说的是受理条件的事。"))],
)
def test_titles_of_which_every_second_is_unknown_are_no_pairs(panels: int, read: tuple[State, str | None]) -> None:
    titles = ("受理条件", "温馨的话", "办理流程", "表单取用", "法律依据", "更多内容")
    bar = f"<div>{''.join(f'<span>{title}</span>' for title in titles)}</div>"
    said = states(bar + "".join(f"<div class='p'><p>这里说的是{title}的事。</p></div>" for title in titles[:panels]))
    assert said["conditions"] == read
    assert said["procedure"][1] != "表单取用"


def test_facts_in_one_row_stay_pairs_though_nothing_but_their_labels_tells() -> None:
    facts = ("结果名称", "渔船登记证书", "行使层级", "本县自己", "交通指引", "乘一路到港口")
    row = f"<div>{''.join(f'<span>{fact}</span>' for fact in facts)}</div>"
    page = parse(
        f"<body><h1>渔船登记</h1>{row}<p>咨询电话：0510-5550101</p></body>".encode(), "text/html", "http://a/g", "e"
    )
    assert page is not None
    guide = read_guide([page], LABELS)
    assert (guide.read("result_name").value, guide.read("traffic").value) == ("渔船登记证书", "乘一路到港口")
