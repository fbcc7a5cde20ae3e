"""Articles pasted from Word: chapters in bold paragraphs, labels in bold before their values, all of one class."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

PAIRS = (
    ("（一）事项名称", "渡船登记"),
    ("（二）办件类型", "承诺件"),
    ("（三）实施主体", "临江县交通运输局"),
    ("（四）服务对象", "自然人"),
)
CHAPTERS = (
    ("二、设定依据", ("《渡口条例》第三条：渡船应当登记。",)),
    ("三、受理条件", ("（1）有合格的渡船；", "（2）有合格的船员。")),
    ("四、法律救济", ("可以依法申请行政复议或者提起行政诉讼。",)),
)
PAIR = "<p class=M><b><span>{}：</span></b><span>{}</span></p>"
LINKED = "<p class=M><b><span>（五）审批结果样本：</span></b><a href=/f/1.jpg>查看样本</a></p>"
TITLE = "<p class=M><b><span>{}</span></b></p>"
LINE = "<p class=M><span>{}</span></p>"


def article(pair: str = PAIR, title: str = TITLE, line: str = LINE, behind: str = "") -> str:
    """An article whose chapters are drawn so."""
    first = title.format("一、基本信息") + "".join(pair.format(*each) for each in PAIRS) + LINKED
    chapters = (title.format(words) + "".join(map(line.format, said)) for words, said in CHAPTERS)
    return f"<h1>渡船登记办事指南</h1>{first}{''.join(chapters)}{behind}"


@pytest.mark.parametrize(
    "pair", [PAIR, PAIR.replace("<span>", "<span style='font-size:16pt'>"), "<p class=M>{}：{}</p>"]
)
def test_paragraphs_below_a_bold_one_are_its_text_where_labels_are_bold_too(pair: str) -> None:
    guide = read_body(article(pair))
    assert guide.read("legal_basis").text == "《渡口条例》第三条：渡船应当登记。"
    assert guide.read("conditions").text == "（1）有合格的渡船； （2）有合格的船员。"
    assert guide.read("remedy").text == "可以依法申请行政复议或者提起行政诉讼。"


def test_a_title_alone_in_its_part_takes_nothing_of_the_next_part() -> None:
    parts = "".join(f"<div class=s><b class=t>{t}</b>{LINE.format(''.join(said))}</div>" for t, said in CHAPTERS)
    tip = "<div class=s><b class=t>办理小贴士</b><p>请带好证件。</p></div>"
    alone = f"<div class=s><b class=t>审批结果名称</b></div>{tip}"
    guide = read_body(f"{''.join(PAIR.format(*each) for each in PAIRS)}{alone}{parts}")
    assert guide.read("remedy").text == "可以依法申请行政复议或者提起行政诉讼。"
    assert guide.read("result_name").state is not State.STATED


@pytest.mark.parametrize("behind", ["", "<p>附件：<a href=/f/1.docx>渡船登记申请表（空白表）.docx</a></p>"])
def test_the_link_alone_below_the_title_of_the_entrance_leads_there(behind: str) -> None:
    entrance = f"{TITLE.format('五、在线办理')}<p class=M><a href=/apply?code=7>点击进入在线办理</a></p>"
    assert read_body(article(behind=entrance + behind)).read("online_entry").text == "http://127.0.0.1/apply?code=7"


def test_runs_that_word_marks_are_read_as_one_text() -> None:
    marked = LINE.replace("{}", "{}</span><span><o:p></o:p></span><span>（续）")
    assert read_body(article(line=marked)).read("remedy").text.endswith("行政诉讼。（续）")


FORMS = ((1, "渡船登记申请表"), (2, "船员证书"))
RUN_IN = "<p class=M><span style='font-size:16pt'><b>{}：</b>{}</span></p>"


def test_paragraphs_below_a_label_in_a_span_of_its_line_go_on_with_its_value() -> None:
    lines = "".join(RUN_IN.format(title, said[0]) + "".join(map(LINE.format, said[1:])) for title, said in CHAPTERS)
    guide = read_body("".join(RUN_IN.format(*pair) for pair in PAIRS) + lines)
    assert guide.read("conditions").text == "（1）有合格的渡船； （2）有合格的船员。"
    assert guide.read("remedy").text == "可以依法申请行政复议或者提起行政诉讼。"


def test_numbered_lines_that_begin_in_bold_stand_below_their_chapter() -> None:
    forms = "".join(f"<p class=M><b><span>{n}.{w}</span></b><a href=/{n}.doc>（原件1份）</a></p>" for n, w in FORMS)
    guide = read_body(article(behind=TITLE.format("五、申请材料") + forms))
    assert [material.name.text for material in guide.materials] == ["渡船登记申请表", "船员证书"]


def test_a_bold_label_in_its_own_line_of_a_paragraph_is_no_part_of_the_line_below() -> None:
    style = "style='font-size:16pt'"
    steps = f"<span {style}>1.申请：申请人提出申请。</span><br><span {style}>2.决定：负责人决定。（2个工作日）</span>"
    guide = read_body(article(behind=f"<p class=M><b><span {style}>五、办理流程</span></b><br>{steps}</p>"))
    assert [step.name.text for step in guide.steps] == ["申请", "决定"]


WORD = "<p class=M>{}<span lang=EN-US style='font-size:16pt'><o:p></o:p></span></p>"
BOLD = "<b><span style='font-size:16pt'>{}</span></b>"
PLAIN = "<span style='font-size:16pt'>{}</span>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (BOLD.format("六、办公的种种"), "窗口领取"),
        (PLAIN.format("六、办公的种种"), "窗口领取"),
        (PLAIN.format("二、也可以寄到船上"), "窗口领取 二、也可以寄到船上"),
        (PLAIN.format("六、凡住在船上的，寄到船上。"), "窗口领取 六、凡住在船上的，寄到船上。"),
    ],
)
def test_a_chapter_behind_the_last_label_of_another_is_none_of_its_value(title: str, said: str) -> None:
    last = (PLAIN.format("五、办理结果"), PLAIN.format("送达方式：窗口领取"), title, PLAIN.format("渡口街3号"))
    behind = "".join(map(WORD.format, last[:3]))
    assert read_body(article(behind=behind)).read("delivery").text == said
