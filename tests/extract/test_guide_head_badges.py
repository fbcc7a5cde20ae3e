"""Badges in the head of an entry that unfolds: before or behind its name, several, before the words of a button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
TABLE = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县渔业局</td><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)
NAMES = ("捕捞船网申请书", "船舶检验证书", "委托书")
NEEDED = ("必要", "非必要", "必要")
BODY = (
    "<div hidden><p><s>材料类型</s><q>其他</q></p><p><s>来源渠道</s><q>申请人自备</q></p>"
    "<p><s>填报须知</s><q>如实填写</q></p></div>"
)


def read(title: str, entries: str) -> ServiceGuide:
    after = "<section><h2>受理条件</h2><p>有渔船。</p></section>"
    body = f"{TABLE}<section><h2>{title}</h2><div>{entries}</div></section>{after}"
    page = parse(f"<html><body><h1>渔业捕捞许可</h1>{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def materials(head: str, wrap: str = "<div>{}</div>", body: str = BODY) -> ServiceGuide:
    entries = (
        wrap.format(head.format(i=i, n=name, b=badge) + body)
        for i, (name, badge) in enumerate(zip(NAMES, NEEDED, strict=True), 1)
    )
    return read("申请材料", "".join(entries))


@pytest.mark.parametrize("wrap", ["<div>{}</div>", "{}"])
@pytest.mark.parametrize(
    "head",
    [
        "<div><em>{i}</em><h4>{n}</h4><span>{b}</span><a>展开详情</a></div>",
        "<div><strong>{n}</strong><i>{b}</i><button>收起</button></div>",
        "<div><span>{n}</span><b>{b}</b><a>展开</a><a>收起</a></div>",
        "<div><h3>{n}</h3><label>{b}</label><a>展开 ▼</a></div>",
        "<div><h4>{n}</h4><em>{b}</em><a href='/x'>材料说明</a></div>",
        "<div><h4>{n}</h4><em>【{b}】</em><a>查看详情</a></div>",
        "<div><h4>{n}</h4><div><span>{b}</span></div><a>更多</a></div>",
        "<div><div><em>{i}</em><label>{b}</label></div><h4>{n}</h4><a>展开</a></div>",
        "<div><i>{b}</i><strong>{n}</strong><a>展开</a></div>",
        "<p><b>{i}</b><i>{b}</i><strong>{n}</strong><a>更多</a></p>",
        "<div><h4><span>{b}</span>{n}</h4><a>展开详情</a></div>",
        "<h4>{i}. {n}<span>{b}</span><a>展开材料详情</a></h4>",
        "<div><a href='/m{i}'>{n}</a><i>{b}</i><a>展开</a></div>",
        "<div><i>{b}</i><a href='/m{i}'>{n}</a><a>展开</a></div>",
    ],
)
def test_a_badge_stands_anywhere_in_a_head(head: str, wrap: str) -> None:
    guide = materials(head, wrap)
    assert tuple(m.name.text for m in guide.materials) == NAMES
    assert tuple(m.read("material_necessity").text for m in guide.materials) == NEEDED


@pytest.mark.parametrize(
    "badges",
    [
        "<i>{b}</i><i>原件</i><i>1份</i>",
        "<i>原件</i><i>1份</i><i>{b}</i>",
        "<i>{b} · 原件 · 1份</i>",
        "<div><i>1份</i><i>{b}</i><i>原件</i></div>",
        "<span><i>{b}</i><i>原件</i><i>1份</i></span>",
    ],
)
@pytest.mark.parametrize(
    "head",
    ["<div><h4>{{n}}</h4>{}<a>展开</a></div>", "<div>{}<h4>{{n}}</h4><a>展开</a></div>", "<p><b>{{n}}</b>{}</p>"],
)
def test_several_badges_are_a_part_each(head: str, badges: str) -> None:
    guide = materials(head.format(badges))
    assert tuple(m.name.text for m in guide.materials) == NAMES
    assert tuple(m.read("material_necessity").text for m in guide.materials) == NEEDED
    assert {m.read("material_original").text for m in guide.materials} == {"原件"}
    assert {m.read("material_copies").text for m in guide.materials} == {"1份"}


def test_two_values_of_one_part_stay_one_among_badges() -> None:
    guide = materials("<div><h4>{n}</h4><p>{b} · 纸质/电子 · 1份</p></div>")
    assert tuple(m.read("material_necessity").text for m in guide.materials) == NEEDED
    assert {m.read("material_form").text for m in guide.materials} == {"纸质/电子"}


@pytest.mark.parametrize("said", ["是", "√", "委托他人办理时提供"])
def test_the_same_words_label_what_tells_whether_a_material_is_needed(said: str) -> None:
    guide = materials("<h4>{n}</h4>", body=f"<p><s>必要</s><q>{said}</q></p><p><s>来源渠道</s><q>申请人自备</q></p>")
    assert {m.read("material_necessity").text for m in guide.materials} == {said}


@pytest.mark.parametrize("said", ["须提交", "委托办理时提供", "免提交"])
def test_words_of_a_head_that_may_say_it_leave_it_unread(said: str) -> None:
    guide = materials(f"<div><h4>{{n}}</h4><span>{said}</span><a>展开</a></div>")
    assert {m.read("material_necessity").state for m in guide.materials} == {State.UNREAD}


def test_a_badge_with_a_picture_behind_it_is_unread() -> None:
    guide = materials(
        "<h4>{n}</h4>", body="<p><s>必要</s><q><img src='/t.png'></q></p><p><s>来源渠道</s><q>申请人自备</q></p>"
    )
    assert State.NOT_STATED not in {m.read("material_necessity").state for m in guide.materials}


def test_a_head_without_badges_says_nothing_of_them() -> None:
    guide = materials("<div><em>{i}</em><h4>{n}</h4><a>展开详情</a></div>")
    assert {m.read("material_necessity").state for m in guide.materials} == {State.NOT_STATED}


def test_a_name_keeps_the_words_that_it_begins_with_in_bold() -> None:
    entries = "".join(f"<div><h4><b>电子</b>{name}</h4><a>展开</a>{BODY}</div>" for name in ("营业执照", "身份证"))
    assert [m.name.text for m in read("申请材料", entries).materials] == ["电子营业执照", "电子身份证"]


@pytest.mark.parametrize(
    "head",
    [
        "<div><em>{i}</em><h4>{n}</h4><span>1个工作日</span><a>展开</a></div>",
        "<div><i>1个工作日</i><strong>{n}</strong><a>展开环节详情</a></div>",
    ],
)
def test_steps_have_their_limits_in_heads(head: str) -> None:
    body = "<div hidden><p><s>办理人员</s><q>窗口</q></p><p><s>审查标准</s><q>材料齐全</q></p></div>"
    steps = (f"<div>{head.format(i=i, n=name)}{body}</div>" for i, name in enumerate(("申请", "受理", "决定"), 1))
    guide = read("办理流程", "".join(steps))
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [
        (name, "1个工作日") for name in ("申请", "受理", "决定")
    ]
