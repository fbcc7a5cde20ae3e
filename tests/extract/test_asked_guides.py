"""Guides that ask (问答式办事指南): questions that name the item, and questions with their answers in one text."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.labels.item_questions import asked_of_item
from crawler.extract.labels.questions import asked_for
from tests.extract.one_guide import read_body

TITLES = ("渡船补贴申领指南-临江县人民政府", "渡船补贴申领指南")
ASKED = (
    ("哪些人可以申请渡船补贴？", "持有渡船证的船主。"),
    ("申领渡船补贴要带什么材料？", "1.渡船补贴申请表；2.渡船证复印件。"),
    ("渡船补贴到哪里办理？", "临江县交通运输局一楼3号窗口（渡口路1号）。"),
    ("渡船补贴多久能办好？", "15个工作日。"),
    ("办渡船补贴要花钱吗？", "不要钱，免费办理。"),
    ("咨询电话是多少？", "0571-88001234。"),
    ("领了补贴还能卖船吗？", "卖船后停发补贴。"),
)


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("conditions", "谁能办渡船补贴？"),
        ("procedure", "渡船补贴怎么申领？"),
        ("place", "去哪儿办渡船补贴？"),
        ("legal_basis", "申领渡船补贴的依据是什么？"),
        (None, "渡船补贴的税怎么交？"),
        (None, "渡船丢了怎么办？"),
        (None, "渡船合同期限是多久？"),
        (None, "轮渡多久一班？"),
    ],
)
def test_a_question_may_name_the_item(element: str | None, words: str) -> None:
    assert asked_of_item(words, TITLES) == element


def test_what_answers_asks_nothing() -> None:
    assert asked_for("不要钱，免费办理。") is None
    assert asked_for("要钱吗？") == "fee_status"
    assert asked_for("不满意打哪个电话") == "complaint_phone"
    assert asked_for("证件到何处取得") == "delivery"
    assert asked_for("由何处取得") is None  # as a material is


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in ASKED),
        "".join(f"<p><b>{n}、{q}</b></p><p>{a}</p>" for n, (q, a) in zip("一二三四五六七", ASKED, strict=True)),
        "".join(f"<p>{n}、{q}{a}</p>" for n, (q, a) in enumerate(ASKED, 1)),
        "".join(f"<p>Q{n}：{q}<br>A：{a}</p>" for n, (q, a) in enumerate(ASKED, 1)),
        "<p>" + "<br>".join(f"{n}.{q}<br>答：{a}" for n, (q, a) in enumerate(ASKED, 1)) + "</p>",
        "<p>" + " ".join(f"问：{q} 答：{a}" for q, a in ASKED) + "</p>",
        "".join(f"<div><p><i>问</i><span>{q}</span></p><p><i>答</i><span>{a}</span></p></div>" for q, a in ASKED),
    ],
    ids=["headings", "bold", "with answers", "Q and A", "lines", "one text", "signs apart"],
)
def test_the_parts_of_a_guide_are_asked_for(body: str) -> None:
    guide = read_body(f"<h1>渡船补贴申领指南</h1><div>{body}</div>")
    assert guide.read("conditions").text == "持有渡船证的船主。"
    assert [m.name.text for m in guide.materials] == ["渡船补贴申请表", "渡船证复印件"]
    assert guide.read("place").text.startswith("临江县交通运输局一楼3号窗口")
    assert guide.read("promised_time_limit").text == "15个工作日。"
    assert guide.read("fee_status").text == "不要钱，免费办理。"
    assert guide.read("legal_basis").state is State.NOT_STATED


def test_questions_in_one_text_below_a_guide_are_those_of_others() -> None:
    guide = read_body(
        "<h1>渡船补贴申领指南</h1><p><b>受理条件：</b>持有渡船证</p><p><b>办理地点：</b>渡口路1号</p>"
        "<p><b>承诺办结时限：</b>5个工作日</p><p><b>咨询电话：</b>0571-88001234</p><h4>还有疑问</h4>"
        "<p>问：渡船旧了能换吗？答：可以。问：多久能拿到补贴？答：一般很快。问：渡船补贴到哪里办理？答：哪个窗口都行。</p>"
    )
    assert next((f.question.text, f.answer.text) for f in guide.faqs) == ("渡船旧了能换吗？", "可以。")
    assert len(guide.faqs) == 3
    assert guide.read("place").text == "渡口路1号"
    assert guide.read("promised_time_limit").text == "5个工作日"


def test_news_with_a_question_or_two_are_no_guide() -> None:
    told = "近日，有群众问：渡船补贴怎么申领？答：请留意公告。记者又问：码头什么时候开放？答：明年。"
    assert read_body(f"<h1>渡船补贴热点问答</h1><p>{told}</p>").unread


@pytest.mark.parametrize(
    ("words", "element"), [("何时办", "hours"), ("何时能办好", "promised_time_limit"), ("在何处办理", "place")]
)
def test_written_words_ask_as_well(words: str, element: str) -> None:
    assert asked_for(words) == element


def test_a_question_that_nobody_knows_ends_the_answer_before_it() -> None:
    asked = (("谁可以领？", "持有渡船证的船主。"), ("能领多少？", "每艘每月50元。"), ("怎么申请？", "向渡口提出申请。"))
    more = (("什么时候发？", "次月起按月发放。"), ("找谁咨询？", "0571-88001234"))
    guide = read_body(
        "<h1>渡船津贴</h1><div>" + "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in (*asked, *more)) + "</div>"
    )
    assert guide.read("conditions").text == "持有渡船证的船主。"
    assert guide.read("procedure").text == "向渡口提出申请。"
