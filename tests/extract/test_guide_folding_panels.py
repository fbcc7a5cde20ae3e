"""Panels that fold, as pages for phones have them: the empty sign beside a title is no place for a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

ROWS = (
    ("事项类型", "其他行政权力"),
    ("实施主体", "云溪县交通运输局"),
    ("法定办结时限", "20个工作日"),
    ("咨询电话", "0990-1234567"),
)
CELLS = "".join(f"<div class='cell'><div class='hd'><label>{k}</label></div><div>{v}</div></div>" for k, v in ROWS)
PARTS = (("受理条件", "<p>有渡船。</p>"), ("审查标准", "<p>船证齐全。</p>"), ("设定依据", "<p>《渡口办法》第三条</p>"))


def panel(title: str, body: str, sign: str = "<span class='s'></span>") -> str:
    return f"<div class='f'><div class='t'><span>{title}</span>{sign}</div><div class='b'>{body}</div></div>"


def read(parts: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营备案</h1><section>{CELLS}</section>{parts}")


@pytest.mark.parametrize("sign", ["<span class='s'></span>", "<div></div>", "<s class='x'><u></u></s>"])
def test_what_stands_below_a_title_beside_a_sign_is_its_value(sign: str) -> None:
    guide = read("".join(panel(title, body, sign) for title, body in PARTS))
    assert guide.read("conditions").text == "有渡船。"
    assert guide.read("review_standard").text == "船证齐全。"
    assert guide.read("legal_basis").text == "《渡口办法》第三条"


@pytest.mark.parametrize(("sign", "expected"), [("arrow-down", "有渡船。"), ("val", "")])
def test_one_sign_alone_has_to_be_called_so(sign: str, expected: str) -> None:
    guide = read(panel(*PARTS[0], f"<span class='{sign}'></span>"))
    assert guide.read("conditions").text == expected


def test_an_empty_panel_states_nothing() -> None:
    guide = read("".join(panel(title, body if at else "") for at, (title, body) in enumerate(PARTS)))
    assert guide.read("conditions").state is State.NOT_STATED
    assert guide.read("conditions").label == "受理条件"
    assert guide.read("review_standard").text == "船证齐全。"


def test_a_row_with_an_empty_place_does_not_unfold_the_next() -> None:
    rows = "".join(
        f"<div class='r {'odd' if at % 2 else 'even'}'><span>{k}</span><span class='v'></span></div>"
        for at, (k, _) in enumerate(PARTS)
    )
    guide = read(f"<div>{rows}</div><div class='foot'>云溪县交通运输局</div>")
    assert not any(guide.read(e).stated for e in ("conditions", "review_standard", "legal_basis"))


def test_panels_within_a_panel_are_one_material_each() -> None:
    pairs = "<p><b>份数</b><i>{0}</i></p><p><b>来源渠道</b><i>申请人自备</i></p>"
    inner = "".join(panel(name, pairs.format(n)) for n, name in enumerate(("渡口备案表", "船员名册"), 1))
    guide = read(panel("申请材料<em>（2）</em>", inner) + "".join(panel(*part) for part in PARTS))
    told = [(m.name.text, m.readings["material_copies"].text) for m in guide.materials]
    assert told == [("渡口备案表", "1"), ("船员名册", "2")]


def test_a_button_beside_the_name_of_a_material_is_no_part_of_it() -> None:
    pairs = "<p><b>份数</b><i>1</i></p><p><b>来源渠道</b><i>申请人自备</i></p>"
    cards = "".join(
        f"<div class='m'><div class='n'>{name}<span>展开</span></div><div>{pairs}</div></div>"
        for name in ("渡口备案表", "船员名册")
    )
    guide = read(f"<h2>申请材料</h2>{cards}" + "".join(panel(*part) for part in PARTS))
    assert [m.name.text for m in guide.materials] == ["渡口备案表", "船员名册"]


def test_what_names_a_row_or_heads_a_block_is_no_label_that_nobody_knows() -> None:
    pairs = "<p><b>份数</b><i>1</i></p><p><b>来源渠道</b><i>申请人自备</i></p>"
    inner = "".join(panel(name, pairs, "<i></i>") for name in ("1. 渡口备案表", "2. 船员名册"))
    parts = (("基本信息", CELLS), ("申请材料", inner), *PARTS)
    guide = read("".join(panel(title, body, "<i></i>") for title, body in parts))
    assert [m.name.text for m in guide.materials] == ["渡口备案表", "船员名册"]
    assert not guide.unmapped


@pytest.mark.parametrize("sign", ["\u2228", "\u203a", ">", "\ue612"])
def test_an_arrow_in_a_title_is_no_word_of_it(sign: str) -> None:
    head = "<div class='t'><i></i>{}<span class='o'>{}</span></div>"
    parts = "".join(
        f"<div class='f'>{head.format(title, sign)}<div class='b'>{body}</div></div>" for title, body in PARTS
    )
    assert read(parts).read("conditions").text == "有渡船。"


def test_steps_that_are_all_there_is_in_a_panel_are_read() -> None:
    steps = (("申请", "递交。", ""), ("核查", "到渡口看。", "承诺3个工作日"), ("发证", "制证。", ""))
    drawn = "".join(f"<div class='s'><div>{n}</div><div>{d}</div><div>{t}</div></div>" for n, d, t in steps)
    tabs = "".join(f"<li><a href='#p{n}'>{title}</a></li>" for n, title in enumerate(("受理条件", "办理流程")))
    guide = read(f"<ul>{tabs}</ul><div id='p0'>有渡船。</div><div id='p1'>{drawn}</div>")
    told = [(s.name.text, s.description.text, s.limit.text) for s in guide.steps]
    assert told == [("申请", "递交。", ""), ("核查", "到渡口看。", "3个工作日"), ("发证", "制证。", "")]
