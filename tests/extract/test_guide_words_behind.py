"""Labels with an empty place and words right behind it: the value of the label, or a gap, and never an empty field."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

KNOWN = (
    ("事项类型", "其他行政权力"),
    ("实施主体", "云溪县交通运输局"),
    ("实施编码", "11330800MB0J51000123"),
    ("办件类型", "承诺件"),
    ("服务对象", "自然人"),
    ("法定办结时限", "20个工作日"),
    ("承诺办结时限", "10个工作日"),
    ("网上办理深度", "全程网办"),
    ("到办事现场次数", "0次"),
    ("监督投诉电话", "0571-81234560"),
    ("是否收费", "不收费"),
    ("审批结果名称", "渡口经营备案表"),
)
HEAD = "<h1>渡口经营备案</h1>" + "".join(f"<p>{label}：{value}</p>" for label, value in KNOWN)
SECTIONS = {
    "legal_basis": ("设定依据", "《渡口管理办法》第三条，渡口经营应当备案。"),
    "conditions": ("受理条件", "渡船和船员齐备，汛期停航。"),
    "place": ("办理地点", "云溪县听涛路7号一楼"),
    "consultation_phone": ("咨询电话", "0571-81234567"),
}
WORD = "<p class=MsoNormal><span>{}<o:p></o:p></span></p>"
OFFICE = WORD.format("<b>{}</b>") + WORD.format("{}")


@pytest.mark.parametrize(
    "section",
    [
        OFFICE,
        "<p><b>{}</b><span></span></p><p>{}</p>",
        "<h3><em>{}</em><em class=bar></em></h3><div>{}</div>",
        "<li><b>{}</b><i class=line></i></li><li>{}</li>",
    ],
)
def test_what_is_drawn_beside_all_titles_is_no_place_and_the_words_below_are_their_values(section: str) -> None:
    guide = read_body(HEAD + "".join(section.format(*pair) for pair in SECTIONS.values()))
    assert {e: guide.read(e).text for e in SECTIONS} == {e: value for e, (_, value) in SECTIONS.items()}


def test_an_empty_place_among_others_that_hold_their_values_stays_empty() -> None:
    pairs = {**SECTIONS, "conditions": ("受理条件", "")}
    guide = read_body(HEAD + "".join(f"<p><b>{label}</b><span>{v}</span></p><p></p>" for label, v in pairs.values()))
    assert guide.read("conditions").state is State.NOT_STATED
    assert guide.read("place").text == "云溪县听涛路7号一楼"


@pytest.mark.parametrize(
    "section",
    [
        "<p><b>{}</b><span></span></p><p>{}</p>",
        "<h3><b>{}</b><span></span></h3><p>{}</p>",
        "<div><b>{}</b><span></span></div><div>{}</div>",
        "<div><label>{}：</label><div class=v></div></div><div class=txt>{}</div>",
        "<dl><dt>{}</dt><dd></dd></dl><p>{}</p>",
        "<table><tr><td>{}</td><td></td></tr><tr><td colspan=2>{}</td></tr></table>",
        "<table><tr><th>{}</th><td></td></tr><tr><td></td><td>{}</td></tr></table>",
        "<table><tr><td>{}</td><td></td></tr></table><p>{}</p>",
        "<p><b>{}</b><input value=''></p><p>{}</p>",
    ],
)
@pytest.mark.parametrize("element", ["legal_basis", "conditions", "place"])
def test_words_under_no_label_right_behind_an_empty_place_leave_it_undecided(section: str, element: str) -> None:
    guide = read_body(f"{HEAD}{section.format(*SECTIONS[element])}<p>通办范围：全县</p>")
    assert guide.read(element).unread


@pytest.mark.parametrize(
    "behind", ["<p>通办范围：全县</p>", "<p>渡船吃水：一米二</p>", "<p>以上信息以窗口为准。</p>", ""]
)
def test_a_label_or_words_of_the_page_itself_behind_an_empty_place_leave_it_empty(behind: str) -> None:
    table = "<table><tr><td>受理条件</td><td></td></tr><tr><td>办理地点</td><td>听涛路7号</td></tr></table>"
    for place in ("<p><b>受理条件</b><span></span></p>", table):
        assert read_body(f"{HEAD}{place}{behind}").read("conditions").state is State.NOT_STATED


def test_what_word_leaves_around_figures_is_drawn_in_its_line() -> None:
    guide = read_body(f"{HEAD}<p>办理地点：听涛路<st1:chmetcnv w:st='on'>7号</st1:chmetcnv>一楼<o:p></o:p></p>")
    assert guide.read("place").text == "听涛路7号一楼"
