"""Strips of figures: which way cards of a value and a label are read, all of them together tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FIGURES = (
    ("法定办结时限", "20", "个工作日"),
    ("承诺办结时限", "5", "个工作日"),
    ("到现场次数", "1", "次"),
    ("是否收费", "不收费", ""),
)
REST = "<h2>受理条件</h2><div>有渡船。</div><h2>设定依据</h2><div>《渡口办法》第三条</div>"


def read(strip: str) -> ServiceGuide:
    rows = (("事项类型", "其他行政权力"), ("实施主体", "云溪县交通运输局"))
    pairs = "".join(f"<div class='r'><b>{k}</b><span>{v}</span></div>" for k, v in rows)
    return read_body(f"<h1>渡口经营备案</h1>{strip}{pairs}{REST}")


def said(guide: ServiceGuide) -> list[str]:
    elements = ("statutory_time_limit", "promised_time_limit", "visits", "fee_status")
    return ["".join(guide.read(element).text.split()) for element in elements]


ALL = ["20个工作日", "5个工作日", "1次", "不收费"]


@pytest.mark.parametrize(
    "card",
    [
        "<div class='c'><b>{n}</b>{u}<p>{label}</p></div>",
        "<div class='c'><p>{n}{u}</p><p>{label}</p></div>",
        "<div class='c'><div><span>{n}</span><span>{u}</span></div><div><span>{label}</span></div></div>",
        "<div class='c'>{n}{u}<span>{label}</span></div>",
        "<dl><dd>{n}{u}</dd><dt>{label}</dt></dl>",
        "<i class='f'>{n}{u}</i><i class='g'>{label}</i>",
        "<div class='c'><span>{label}</span><span>{n}</span><span>{u}</span></div>",
        "<span>{n}{u}<br>{label}</span>",
        "<a><b>{n}</b>{u}<br/>{label}</a>",
        "<div class='c'><em>{n}{u}<br>{label}</em></div>",
        "<p>{n}<br>{u}<br>{label}</p>",
        "<p>{label}<br>{n}{u}</p>",
        "<div><b>{n}{u}</b>{label}</div>",
        "<li><em class='n'>{n}<i>{u}</i></em> {label}</li>",
    ],
)
def test_cards_of_a_figure_and_a_label_are_read_whichever_stands_first(card: str) -> None:
    strip = "".join(card.format(label=label, n=n, u=u) for label, n, u in FIGURES).replace("<span></span>", "")
    assert said(read(f"<div class='bar'>{strip}</div>")) == ALL


def test_a_figure_drawn_otherwise_does_not_part_the_strip() -> None:
    strip = "".join(
        f"<div class='c'><strong class='{'' if u else 'wide'}'>{n}</strong>{u and f'<em>{u}</em>'}<p>{label}</p></div>"
        for label, n, u in FIGURES
    )
    assert said(read(f"<div>{strip}</div>")) == ALL


@pytest.mark.parametrize("empty", [1, 3])
def test_a_card_without_a_figure_takes_none_of_its_neighbours(empty: int) -> None:
    cards = [(label, "", "") if at == empty else (label, n, u) for at, (label, n, u) in enumerate(FIGURES)]
    strip = "".join(f"<div class='c'><strong>{n}</strong><em>{u}</em><p>{label}</p></div>" for label, n, u in cards)
    guide = read(f"<div>{strip}</div>")
    assert said(guide) == [each if at != empty else "" for at, each in enumerate(ALL)]
    element = ("statutory_time_limit", "promised_time_limit", "visits", "fee_status")[empty]
    assert guide.read(element).state is State.NOT_STATED


ROWS = (
    "".join(f"<{{0}}><b>{n}</b>{u}</{{0}}>" for _, n, u in FIGURES),
    "".join(f"<{{0}}>{k}</{{0}}>" for k, *_ in FIGURES),
)


def test_a_row_of_figures_stands_over_a_row_of_labels() -> None:
    values, labels = (row.format("span") for row in ROWS)
    assert said(read(f"<div><div class='x'>{values}</div><div class='y'>{labels}</div></div>")) == ALL


@pytest.mark.parametrize("over", [True, False])
def test_a_table_of_two_rows_is_read_by_what_stands_in_it(over: bool) -> None:
    values, labels = (f"<tr>{row.format('td')}</tr>" for row in ROWS)
    assert said(read(f"<table>{values if over else labels}{labels if over else values}</table>")) == ALL


def test_numbers_before_titles_are_no_values() -> None:
    titles = "".join(f"<div class='t'><b>{n}</b><span>{k}</span></div>" for n, k in ((3, "办理地点"), (8, "办理时间")))
    guide = read(f"<div>{titles}</div>")
    assert not guide.read("place").stated
    assert not guide.read("hours").stated


def test_a_count_over_the_title_of_a_list_is_no_text_of_it() -> None:
    cards = (*FIGURES[:3], ("受理条件", "4", "项"))
    strip = "".join(f"<div class='c'><b>{n}</b><em>{u}</em><p>{label}</p></div>" for label, n, u in cards)
    assert read(f"<div>{strip}</div>").read("conditions").text == "有渡船。"


@pytest.mark.parametrize(
    "cell",
    [
        "<td>{n}{u}<br>{label}</td>",
        "<td><p>{n}{u}</p><p>{label}</p></td>",
        "<td><font>{n}</font>{u}<br>{label}</td>",
    ],
)
def test_cells_of_a_table_may_be_such_cards(cell: str) -> None:
    cells = "".join(cell.format(n=n, u=u, label=k) for k, n, u in FIGURES)
    assert said(read(f"<table><tr>{cells}</tr></table>")) == ALL


def test_a_word_of_the_list_of_its_label_is_a_value_over_it() -> None:
    cards = (*FIGURES[:3], ("网上办理深度", "全程网办", ""))
    for card in ("<div class='c'><span>{v}</span><span>{k}</span></div>", "<span>{v}<br>{k}</span>"):
        strip = "".join(card.format(k=k, v=f"{n}{u}") for k, n, u in cards)
        assert read(f"<div>{strip}</div>").read("online_depth").text == "全程网办"


def test_a_figure_set_off_before_a_bare_label_tells_only_beside_another() -> None:
    alone = read("<ul><li><b>20个工作日</b>法定办结时限</li><li><b>李晓</b>咨询电话</li></ul>")
    assert not any(alone.read(element).stated for element in ("statutory_time_limit", "consultation_phone"))
    numbered = read("<ul><li><b>1</b>办理地点</li><li><b>2</b>办理时间</li><li><b>3</b>咨询电话</li></ul>")
    assert not any(numbered.read(element).stated for element in ("place", "hours", "consultation_phone"))
    empty = "".join(f"<li><b>{n}{u}</b>{label}</li>" for label, n, u in (("法定办结时限", "", ""), *FIGURES[1:]))
    assert said(read(f"<ul>{empty}</ul>"))[1:] == ALL[1:]
    assert "5" not in read(f"<ul>{empty}</ul>").read("statutory_time_limit").text


@pytest.mark.parametrize("none", ["-", "/", "<b></b>", " "])
def test_a_label_in_two_lines_with_no_value_over_it_takes_none_of_the_next_card(none: str) -> None:
    cards = (("法定办结时限", none, ""), *FIGURES[1:])
    guide = read(f"<ul>{''.join(f'<li>{n}{u}<br>{label}</li>' for label, n, u in cards)}</ul>")
    assert said(guide)[1:] == ALL[1:]
    assert "5" not in guide.read("statutory_time_limit").text


def test_a_label_or_a_name_in_two_lines_is_no_card() -> None:
    links = "".join(f"<li><a href='#'>{name}</a></li>" for name in ("办理<br>地点", "受理<br>条件", "办理<br>时间"))
    people = "<ul><li>李晓<br>负责人</li><li>王敏<br>咨询电话</li></ul>"
    guide = read(f"<ul>{links}</ul>{people}")
    assert not any(guide.read(element).stated for element in ("place", "hours", "consultation_phone"))
    assert guide.read("conditions").text == "有渡船。"


@pytest.mark.parametrize("number", ["<b>{}</b>", "", "{} "])
def test_titles_over_rows_of_pairs_head_no_list_of_windows(number: str) -> None:
    titles = ((3, "办理地点"), (8, "办理时间"))
    guide = read("<div>{}</div>".format("".join(f"<div>{number.format(n)}<span>{k}</span></div>" for n, k in titles)))
    assert not guide.windows
    assert guide.read("implementing_body").text == "云溪县交通运输局"


def test_a_figure_over_a_label_that_says_its_name_twice_is_its_value_and_no_part_of_it() -> None:
    labels = ("规定几天（法定办结时限）", "几天办好（承诺办结时限）", "跑几趟（到现场次数）", "收不收费（是否收费）")
    cards = "".join(
        f"<div class='c'><div><i>{n}{u}</i></div><div>{label}</div></div>"
        for label, (_, n, u) in zip(labels, FIGURES, strict=True)
    )
    assert said(read(f"<div>{cards}</div>")) == ALL


@pytest.mark.parametrize("first", ["01", "11"])
@pytest.mark.parametrize("tag", ["div", "dt"])
def test_figures_that_count_their_cards_are_no_values(first: str, tag: str) -> None:
    labels = ("法定办结时限", "承诺办结时限", "到办事现场次数")
    values = ("20个工作日", "5个工作日", "1次")
    rows = "".join(
        f"<{tag}><span>{int(first) + n:02d}</span>{label}</{tag}><dd><p>{value}</p></dd>"
        for n, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    guide = read(f"<dl>{rows}</dl>")
    assert not {"01", "02", "03", "11", "12", "13"} & {reading.text for reading in guide.readings.values()}
