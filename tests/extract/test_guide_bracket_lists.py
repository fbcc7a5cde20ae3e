"""Lists of guides whose labels stand in brackets (【材料类型】其他), names with a count or a sign around them."""

from __future__ import annotations

import pytest

from crawler.extract.guide.question_lines import questions
from tests.extract.one_guide import read_body

FACTS = "".join(
    f"<p>【{label}】{words}</p>"
    for label, words in {
        "事项名称": "渡口设置审批",
        "事项类型": "行政许可",
        "办件类型": "承诺件",
        "受理条件": "有固定场地。",
        "咨询电话": "0799-6650012",
    }.items()
)


@pytest.mark.parametrize("counted", ["材料{}：", "【材料{}】", "【材料名称】"])
def test_materials_that_are_counted_with_their_parts_in_brackets(counted: str) -> None:
    names = ("渡口设置申请书", "船舶检验证书")
    parts = "<p>【材料类型】其他</p><p>【材料必要性】必要</p><p>【份数】2</p>"
    rows = "".join(f"<p>{counted.format(n)}{name}</p>{parts}" for n, name in enumerate(names, 1))
    guide = read_body(f"{FACTS}<div><p><b>申请材料</b></p>{rows}</div><p>【是否收费】不收费</p>")
    assert [m.name.text for m in guide.materials] == list(names)
    assert {m.name.label for m in guide.materials} <= {None, "材料名称"}
    assert {(m.read("material_type").text, m.read("material_copies").text) for m in guide.materials} == {("其他", "2")}


def test_questions_and_answers_in_brackets() -> None:
    rows = "<p>【问】要几天？</p><p>【答】五天。</p><p>【问】要钱吗？</p><p>【答】不要。</p>"
    guide = read_body(f"{FACTS}<div><h3>常见问题</h3>{rows}</div>")
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("要几天？", "五天。"), ("要钱吗？", "不要。")]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["有效几年？三年。", "能代办吗？能，带委托书。"],
            [("有效几年？", "三年。"), ("能代办吗？", "能，带委托书。")],
        ),
        (["Q：有效几年？A：三年。"], [("有效几年？", "三年。")]),
        (["1.有效几年？", "三年。丢了怎么办？先登报。"], [("有效几年？", "三年。丢了怎么办？先登报。")]),
    ],
    ids=["in one line", "with signs", "a question in an answer"],
)
def test_a_question_and_its_answer_in_one_line(lines: list[str], told: list[tuple[str, str]]) -> None:
    assert [(asked, answer) for asked, answer, _ in questions(lines)] == told


@pytest.mark.parametrize("name", ["{}", "{}：", "* {}"])
def test_the_name_of_a_step_has_no_sign_around_it(name: str) -> None:
    steps = {"受理": "窗口核对材料，当场给出受理通知。", "审查": "承办人到现场查看。", "送达": "寄送批准文件。"}
    rows = "".join(f"<tr><th>{name.format(title)}</th><td>{deed}</td></tr>" for title, deed in steps.items())
    guide = read_body(f"{FACTS}<h3>办理流程</h3><table>{rows}</table>")
    assert {s.name.text: s.description.text for s in guide.steps} == steps


@pytest.mark.parametrize("broken", ["窗口办理；<br>网上办理", "<p>窗口办理；</p><p>网上办理</p>"])
def test_a_line_that_goes_on_with_the_one_before_it_is_no_button(broken: str) -> None:
    guide = read_body(f"{FACTS}<table><tr><th>办理形式</th><td>{broken}</td></tr></table>")
    assert guide.read("handling_form").text == "窗口办理； 网上办理"


def test_the_sign_between_pairs_is_no_part_of_what_they_say() -> None:
    rows = "".join(
        f"<p>材料名称：{name}；<br>材料来源：申请人自备；<br>材料份数：1份</p>" for name in ("申请书", "检验证书")
    )
    guide = read_body(f"{FACTS}<div><h3>申请材料</h3>{rows}</div>")
    told = {(m.name.text, m.read("material_source").text, m.read("material_copies").text) for m in guide.materials}
    assert told == {("申请书", "申请人自备", "1份"), ("检验证书", "申请人自备", "1份")}
