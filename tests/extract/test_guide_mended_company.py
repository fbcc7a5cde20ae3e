"""Labels known by the company they keep, values above their names, and titles with a number or a limit of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.page.parse import parse
from tests.extract.one_guide import LABELS, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def read(body: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营备案</h1>{body}")


def rows(*pairs: tuple[str, str]) -> str:
    return "".join(f"<li class='kv'><b class='k'>{label}</b>{value}</li>" for label, value in pairs)


KNOWN = (
    ("事项类型", "其他行政权力"),
    ("办件类型", "承诺件"),
    ("实施主体", "云溪县交通运输局"),
    ("法定办结时限", "20个工作日"),
    ("办理形式", "窗口办理"),
)


def test_a_short_word_drawn_like_known_labels_is_one() -> None:
    guide = read(f"<ul>{rows(*KNOWN, ('收费', '不收费'), ('咨询', '0990-1234567'), ('投诉', '12345'))}</ul>")
    assert guide.read("fee_status").text == "不收费"
    assert guide.read("consultation_phone").text == "0990-1234567"
    assert guide.read("complaint_phone").text == "12345"


def test_without_a_value_such_a_label_is_not_stated() -> None:
    guide = read(f"<ul>{rows(*KNOWN)}</ul><ul>{rows(('收费', ''))}</ul><p>其他说明</p>")
    assert guide.read("fee_status").state is State.NOT_STATED
    assert guide.read("fee_status").label == "收费"


def test_the_same_word_in_a_menu_is_none() -> None:
    menu = "<div><a href='/zx'>咨询</a><a href='/ts'>投诉</a><a href='/sf'>收费</a></div><p>0990-7654321</p>"
    guide = read(f"<ul>{rows(*KNOWN)}</ul>{menu}")
    assert not guide.read("consultation_phone").stated
    assert guide.read("fee_status").label is None


def test_a_short_word_among_labels_of_a_material_is_of_the_material() -> None:
    cards = "".join(
        f"<ol><h4>{name}</h4>{rows(('材料必要性', '必要'), ('依据', '《渡口办法》第三条'))}</ol>"
        for name in ("渡口备案表", "渡船检验证书")
    )
    guide = read(f"<ul>{rows(*KNOWN)}</ul><h3>申请材料</h3><section>{cards}</section>")
    assert [m.name.text for m in guide.materials] == ["渡口备案表", "渡船检验证书"]
    assert not guide.read("legal_basis").stated


def test_an_unknown_label_drawn_like_known_ones_leaves_no_absence() -> None:
    guide = read(f"<ul>{rows(*KNOWN, ('开放办公时段', '周一至周五 9:00-17:00'))}</ul>")
    assert guide.read("hours").state is not State.NOT_STATED


FIGURES = (
    "<ul>{}</ul><section>"
    "<div class='f'><em>5个工作日</em><small>承诺办结时限</small></div>"
    "<div class='f'><em>15个工作日</em><small>法定办结时限</small></div>"
    "<div class='f'><em>1次</em><small>到现场次数</small></div></section><p>云溪县</p>"
)


def test_a_value_may_stand_above_its_name() -> None:
    guide = read(FIGURES.format(rows(*KNOWN[:3])))
    told = {e: guide.read(e).text for e in ("promised_time_limit", "statutory_time_limit", "visits")}
    assert told == {"promised_time_limit": "5个工作日", "statutory_time_limit": "15个工作日", "visits": "1次"}


def test_numbers_before_titles_are_no_values() -> None:
    tabs = "".join(
        f"<div class='t'><em>{n}</em><small>{t}</small></div>" for n, t in enumerate(("办理地点", "办理时间"), 1)
    )
    guide = read(f"<ul>{rows(*KNOWN)}</ul><section>{tabs}</section>")
    assert not guide.read("place").stated
    assert not guide.read("hours").stated


def test_a_number_in_its_own_box_is_no_part_of_a_name() -> None:
    card = "<section class='m'><div><em>{n}</em>{name}</div><p>份数：1</p><p>材料形式：纸质</p></section>"
    cards = card.format(n=1, name="渡口备案表") + card.format(n=2, name="3号渡口平面图")
    guide = read(f"<ul>{rows(*KNOWN)}</ul><h3>申请材料</h3><div>{cards}</div>")
    assert [m.name.text for m in guide.materials] == ["渡口备案表", "3号渡口平面图"]


def test_a_limit_beside_the_name_of_a_step_is_its_limit() -> None:
    steps = "<p><b>受理</b> <u>1个工作日</u></p><p><b>核查</b> <u>3个工作日</u><br>到渡口查看。</p>"
    guide = read(f"<ul>{rows(*KNOWN)}</ul><h3>办理流程</h3><div>{steps}</div>")
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("核查", "3个工作日")]


@pytest.mark.parametrize("text", ["详见附件", "具体材料清单见附件", "材料详见附表1", "请查看下方附件"])
def test_words_that_point_elsewhere_name_no_material(text: str) -> None:
    assert not read(f"<ul>{rows(*KNOWN)}</ul><h3>申请材料</h3><div>{text}</div>").materials


@pytest.mark.parametrize("text", ["渡口平面图", "附件1：渡口备案表", "见证人身份证"])
def test_a_single_material_is_still_one(text: str) -> None:
    assert len(read(f"<ul>{rows(*KNOWN)}</ul><h3>申请材料</h3><div>{text}</div>").materials) == 1


def test_one_question_with_its_answer() -> None:
    body = "<div><p><i>问</i>外地船可以吗？</p><p><i>答</i>可以。</p></div>"
    guide = read(f"<ul>{rows(*KNOWN)}</ul><h3>常见问题</h3>{body}")
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("外地船可以吗？", "可以。")]


def test_a_part_of_a_document_is_a_clause() -> None:
    body = "<p>《关于加强渡口管理的意见》云政发〔2021〕7号第二部分</p><p>渡口应当备案。</p>"
    (basis,) = read(f"<ul>{rows(*KNOWN)}</ul><h3>设定依据</h3><div>{body}</div>").legal_bases
    assert basis.clause is not None
    assert basis.clause.text == "第二部分"
    assert basis.content is not None
    assert basis.content.text == "渡口应当备案。"


@pytest.mark.parametrize("words", ["暂无", "测试"])
def test_a_first_heading_without_content_is_still_the_name(words: str) -> None:
    page = f"<title>云溪办事</title><body><h1>{words}</h1><ul>{rows(*KNOWN)}</ul></body>"
    parsed = parse(f"<html>{page}</html>".encode(), None, "http://127.0.0.1/g", "e")
    assert parsed is not None
    assert read_guide([parsed], LABELS).read("name").text == words
