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
