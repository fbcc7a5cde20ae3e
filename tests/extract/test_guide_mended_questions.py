"""Guides that ask, guides out of a text editor and guides as forms: the rules, on pages made up for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import normalise, read_labels
from crawler.extract.labels.questions import asked_for, asked_of_material
from crawler.page.html import Page

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
FACTS = (
    "<table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施编码</th><td>11330100002489559T4000117019000</td></tr></table>"
)


def read(body: str) -> ServiceGuide:
    page = Page(text=f"<html><body>{body}</body></html>", url="http://127.0.0.1/g", evidence="e")
    guide = read_guide([page], LABELS)
    assert guide.unread is None
    return guide


@pytest.mark.parametrize(
    ("element", "questions"),
    [
        ("conditions", "什么人能办？ 哪些人可以申请 我能办吗？ 需要符合什么条件？ 什么样的企业可以申报"),
        ("materials", "需要哪些材料？ 要准备什么资料 带哪些东西？ 我要准备哪些证件？ 办理需要什么"),
        ("procedure", "分几步？ 如何办理？ 办理流程是什么 具体怎么操作？ 要走哪些程序？"),
        ("promised_time_limit", "几天能办好？ 要等多久？ 办理需要多长时间？ 什么时候能拿到结果"),
        ("statutory_time_limit", "法定期限是多久？ 最长要多久？"),
        ("place", "在哪办？ 到哪里办理？ 去哪个窗口？ 窗口在哪里"),
        ("hours", "几点上班？ 周末能办吗？ 什么时间可以去？"),
        ("fee_status", "收不收费？ 要钱吗？ 需要交费吗？"),
        ("fee_standard", "花多少钱？ 怎么收费？"),
        ("fee_basis", "凭什么收费？"),
        ("consultation_phone", "找谁问？ 打什么电话？ 有疑问怎么联系"),
        ("complaint_phone", "不满意怎么办？ 去哪投诉？"),
        ("remedy", "不服怎么申诉？ 没批怎么办？"),
        ("legal_basis", "凭什么办？ 有什么法律依据？ 按什么规定办的？"),
        ("result_name", "办好了拿到什么？ 发什么证？"),
        ("delivery", "怎么领？ 结果怎么拿？ 到哪里领证？"),
        ("visits", "跑几趟？ 要去几次窗口？"),
        ("implementing_body", "归哪个部门管？ 谁来办？"),
    ],
)
def test_a_question_is_known_by_what_it_asks(element: str, questions: str) -> None:
    assert {q: asked_for(q) for q in questions.split()} == dict.fromkeys(questions.split(), element)


@pytest.mark.parametrize(
    "words",
    [
        "搬家了怎么办？",
        "身份证丢了去哪里补？",
        "孩子办护照要大人陪吗？",
        "证件有效期多久？",
        "一年能领几次？",
        "公租房怎么申请？",
        "房东不配合怎么办？",
        "收不收费？ 不收费",
        "要带什么？身份证",
        "注意事项",
        "办理流程",
    ],
)
def test_a_question_of_a_case_asks_for_no_element(words: str) -> None:
    assert asked_for(words) is None


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("material_copies", "要几份"),
        ("material_issuer", "谁开的"),
        ("material_original", "要原件还是复印件"),
        (None, "是否必要 必要"),
    ],
)
def test_materials_are_asked_about(part: str | None, words: str) -> None:
    assert asked_of_material(words) == part


@given(st.text(alphabet="谁什么哪里怎么办要带多久几天能吗？收费材料去 1、：不", max_size=26))
def test_no_words_break_the_questions(words: str) -> None:
    assert asked_for(words) is None or asked_for(words) in LABELS.elements
    asked_of_material(words)


def test_questions_in_bold_paragraphs_are_labels() -> None:
    guide = read(
        "<h1>二手车交易市场备案</h1>"
        "<p><b>什么人能办？</b></p><div>依法登记的经营者</div><p><b>几天能办好？</b></p><div>3个工作日</div>"
        "<p><b>在哪办？</b></p><div>建设路5号二楼</div><p><b>要带哪些东西？</b></p><div>1.申请表<br>2.营业执照复印件</div>"
        "<p><b>找谁问？</b></p><div>0571-88001234</div>" + FACTS
    )
    said = {e: guide.read(e).text for e in ("conditions", "promised_time_limit", "place", "consultation_phone")}
    assert said == {
        "conditions": "依法登记的经营者",
        "promised_time_limit": "3个工作日",
        "place": "建设路5号二楼",
        "consultation_phone": "0571-88001234",
    }
    assert [m.name.text for m in guide.materials] == ["申请表", "营业执照复印件"]


def test_questions_of_others_are_no_labels() -> None:
    guide = read(
        FACTS
        + "<h3>办理地点</h3><p>建设路5号</p><h3>咨询电话</h3><p>0571-88001234</p><h3>受理条件</h3><p>有固定场所</p>"
        "<h3>常见问题</h3><h4>多久办好？</h4><p>一般很快，具体看材料。</p><h4>要带什么？</h4><p>见上面的清单。</p>"
        "<h4>在哪办？</h4><p>哪个窗口都行。</p>"
    )
    assert guide.read("promised_time_limit").state is State.NOT_STATED
    assert guide.read("place").text == "建设路5号"
    assert not guide.materials


def test_an_unknown_question_is_a_gap_for_what_its_answer_may_be() -> None:
    guide = read(
        "<h2>什么人能办？</h2><p>年满十八周岁的公民</p><h2>几天能办好？</h2><p>当场</p><h2>要带什么？</h2><p>身份证</p>"
        "<h2>咱们这儿谁接线呢？</h2><p>0571-88001234</p>" + FACTS
    )
    assert guide.read("consultation_phone").unread
    assert guide.read("place").state is State.NOT_STATED


def test_a_text_editor_cuts_labels_into_runs() -> None:
    look = "style='font-family:仿宋;mso-hansi-font-family:仿宋'"
    guide = read(
        f"<p><b {look}>受</b><b {look}>理条</b><span {look}>件：</span><span {look}>有固定\n场所</span></p>"
        f"<p><span {look}>咨询</span><span {look}>电话：0571-88001234\u3000\u3000办理地</span>"
        f"<span {look}>点：建设路5号</span></p>"
        f"<p><span {look}>三、</span><b {look}>承诺</b><b {look}>时限</b></p><p><span {look}>3个工作日</span></p>"
        + FACTS
    )
    said = {e: guide.read(e).text for e in ("conditions", "promised_time_limit", "place", "consultation_phone")}
    assert said == {
        "conditions": "有固定场所",
        "promised_time_limit": "3个工作日",
        "place": "建设路5号",
        "consultation_phone": "0571-88001234",
    }


def test_spans_that_are_fields_stay_apart() -> None:
    guide = read(
        "<p><span>承诺时限</span><span>3个工作日</span></p><p><span>办理地点</span><span>建设路5号</span></p>" + FACTS
    )
    assert guide.read("promised_time_limit").text == "3个工作日"
    assert guide.read("place").text == "建设路5号"


def test_only_what_is_chosen_is_a_value() -> None:
    guide = read(
        "<div><label>行使层级</label><select disabled><option>省级<option selected>县级</select></div>"
        "<div><label>服务对象</label><select disabled><option>-请选择-</option><option>自然人</option></select></div>"
        "<div><span>是否收费</span><span><input type=radio name=f disabled id=a><label for=a>收费</label>"
        "<input type=radio name=f disabled checked id=b><label for=b>不收费</label></span></div>"
        "<div><span>预约办理</span><span><label><input type=checkbox name=y disabled>可预约</label></span></div>"
        "<div><span>办理地点</span><span>建设路5号</span></div>" + FACTS
    )
    assert guide.read("level").text == "县级"
    assert guide.read("fee_status").text == "不收费"
    assert guide.read("service_target").state is State.NOT_STATED
    assert guide.read("reservation").state is State.NOT_STATED


_PLAIN = "<label><input type=checkbox name=w disabled {mark}> {words}<span></span></label> "
_DRAWN = (
    "<label class='box {own}'><span class='box__input {own}'><input type=checkbox disabled></span>"
    "<span class=box__label>{words}</span></label>"
)


@pytest.mark.parametrize("drawn", [_PLAIN, _DRAWN], ids=["by_attribute", "by_class"])
def test_what_is_ticked_is_a_value_though_it_reads_like_a_label(drawn: str) -> None:
    told = (("窗口办理", True), ("在线办理", True), ("快递申请", False))
    boxes = "".join(
        drawn.format(words=words, mark="checked" if ticked else "", own="is-checked" if ticked else "")
        for words, ticked in told
    )
    place = "<tr><th>办理地点</th><td>建设路5号</td></tr>"
    guide = read(f"<table><tr><th>办理形式</th><td><div>{boxes}</div></td></tr>{place}</table>" + FACTS)
    assert guide.read("handling_form").text.split() == ["窗口办理", "在线办理"]
    assert not guide.read("courier").stated


def test_what_a_visitor_may_choose_stays() -> None:
    guide = read(
        "<div><span>办理形式</span><span><input type=radio name=w value=1>窗口办理 "
        "<input type=radio name=w value=2>网上办理</span></div><div><span>办理地点</span><span>建设路5号</span></div>"
        + FACTS
    )
    assert guide.read("handling_form").text == "窗口办理 网上办理"


def test_limits_entrances_and_rules() -> None:
    guide = read(
        FACTS
        + "<h3>办理地点</h3><p>建设路5号</p><h3>办理流程</h3><p>第一步：受理。窗口收件。（办理时限：1个工作日）</p>"
        "<p>第二步：决定。负责人签字。（3个工作日）</p><h3>受理条件</h3><p>有固定场所</p>"
        "<p><a href='/do/1'>马上就去网上办</a></p>"
        "<hr><p>版权所有</p>"
    )
    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == [
        ("受理", "窗口收件。", "1个工作日"),
        ("决定", "负责人签字。", "3个工作日"),
    ]
    assert guide.read("conditions").text == "有固定场所"
    assert guide.read("online_entry").text == "http://127.0.0.1/do/1"


def test_no_materials_in_other_words() -> None:
    guide = read(FACTS + "<h3>办理地点</h3><p>建设路5号</p><h3>申请材料</h3><p>不用交任何材料，刷脸即可</p>")
    assert not guide.materials


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("这份指南的更新日期：", "更新日期"),
        ("本事项办理地点", "办理地点"),
        ("本市户籍", "本市户籍"),
        ("该事项", "该事项"),
    ],
)
def test_whose_a_label_is_says_nothing(label: str, bare: str) -> None:
    assert normalise(label) == bare


@pytest.mark.parametrize(
    ("question", "answer", "state"),
    [
        ("没有通过怎么办？", "收到通知后六十日内可以向市政府申请行政复议。", State.STATED),
        ("对办理结果有异议找谁？", "可以拨打窗口的电话反映。", State.UNREAD),
        ("申请被驳回怎么办？", "可以请上级部门复核。", State.UNREAD),
        ("申请没有通过怎么办？", "补齐材料后重新申请。", State.NOT_STATED),
        ("多久能拿到证？", "十天左右。", State.NOT_STATED),
    ],
)
def test_a_remedy_that_only_an_answer_to_others_tells_is_not_missing(question: str, answer: str, state: State) -> None:
    section = f"<h3>常见问题</h3><dl><dt>问：{question}</dt><dd>答：{answer}</dd></dl>"
    guide = read(f"{FACTS}<h3>受理条件</h3><p>年满十八周岁。</p><h3>咨询电话</h3><p>0571-81234567</p>{section}")
    assert [faq.question.text for faq in guide.faqs] == [question]
    found = guide.read("remedy")
    assert found.state is state
    assert found.value == (answer if state is State.STATED else None)


@pytest.mark.parametrize(
    ("answer", "element"),
    [("窗口办理、网上办理、上门服务", "handling_form"), ("先备案，再申请，最后由窗口发证", "procedure")],
)
def test_how_it_can_be_done_is_answered_by_ways_or_by_steps(answer: str, element: str) -> None:
    rows = (("哪个部门办", "云溪县交通运输局"), ("谁可以办", "自然人"), ("可以怎么办", answer))
    drawn = "".join(f"<div class='r'><b>{k}</b><span>{v}</span></div>" for k, v in rows)
    guide = read(f"{FACTS}<div>{drawn}</div>")
    assert guide.read(element).text == answer
    assert [e for e in ("handling_form", "procedure") if guide.read(e).stated] == [element]


@pytest.mark.parametrize(
    ("label", "reason"), [("跑一趟做什么", True), ("来一趟要办什么事", True), ("船上做什么", False)]
)
def test_what_one_comes_for_is_the_reason_of_the_visit(label: str, reason: bool) -> None:
    rows = (("谁可以办", "自然人"), ("最多跑几趟", "1次"), (label, "核对渡船的印章"))
    drawn = "".join(f"<div class='r'><b>{k}</b><span>{v}</span></div>" for k, v in rows)
    found = read(f"{FACTS}<div>{drawn}</div>").read("visits_reason")
    assert found.stated is reason
    assert not reason or found.text == "核对渡船的印章"
