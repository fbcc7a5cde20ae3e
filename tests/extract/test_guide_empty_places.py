"""Values that stand empty in layouts for phones: nothing near by takes their place, and no row is lost."""

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
    ("受理条件", "有渡船。"),
    ("办件类型", "承诺件"),
)
CELL = "<div class='c'><div class='l'>{}</div><div class='r'>{}</div></div>"
CELLS = "".join(CELL.format(*row) for row in ROWS)


def read(parts: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营备案</h1><section>{CELLS}</section>{parts}")


def test_an_empty_number_is_not_that_of_the_next_row() -> None:
    rows = (("办理地点", "听涛路7号"), ("办理时间", "工作日9:00-17:00"), ("咨询电话", ""), ("投诉电话", "0990-12345"))
    guide = read("<h2>办理窗口</h2><div>" + "".join(CELL.format(*row) for row in rows) + "</div>")
    assert guide.read("consultation_phone").state is State.NOT_STATED
    assert guide.read("complaint_phone").text == "0990-12345"
    assert not any(window.phone.stated for window in guide.windows)


PARTS = (("来源渠道", "申请人自备"), ("份数", "1"), ("材料依据", "《渡口办法》第三条"))


@pytest.mark.parametrize(
    "pair",
    [
        "<div class='i'><div class='j'><div class='a'>{}</div><div class='b'>{}</div></div></div>",
        "<p><span>{}：</span>{}</p>",
        "<p class='p'><b>{}</b><span>{}</span></p>",
    ],
)
@pytest.mark.parametrize("empty", [0, 1, 2])
def test_a_material_of_which_something_stands_empty_is_still_one(pair: str, empty: int) -> None:
    cards = ""
    for number, name in enumerate(("渡口备案表", "船员名册", "渡船证书")):
        rows = "".join(
            pair.format(label, "" if (number, at) == (1, empty) else value) for at, (label, value) in enumerate(PARTS)
        )
        cards += f"<h5>{name}</h5><div class='m'>{rows}</div>"
    guide = read(f"<h2>申请材料</h2><div>{cards}</div>")
    assert [m.name.text for m in guide.materials] == ["渡口备案表", "船员名册", "渡船证书"]
    second = guide.materials[1].readings
    told = [second[part].text for part in ("material_source", "material_copies", "material_basis")]
    assert told == ["" if at == empty else value for at, (_, value) in enumerate(PARTS)]


@pytest.mark.parametrize("box", ["<div class='b'><p></p></div>", "<div class='b'><div></div></div>"])
def test_the_bar_at_the_foot_of_a_page_is_no_value(box: str) -> None:
    bar = "<div class='fix'><a href='/kf'>客服</a><a href='/apply?id=7'>在线办理</a></div>"
    guide = read(
        f"<div class='t'>设定依据</div><div class='b'>《渡口办法》</div><div class='t'>法律救济</div>{box}{bar}"
    )
    assert not guide.read("remedy").stated
    assert guide.read("online_entry").text == "http://127.0.0.1/apply?id=7"


def test_a_step_is_no_way_of_delivery() -> None:
    steps = "".join(
        CELL.format(name, deed) for name, deed in (("申请", "填报。"), ("受理", "核对。"), ("送达", "推送。"))
    )
    guide = read(f"<div>{CELL.format('送达方式', '')}</div><h2>办理流程</h2><div>{steps}</div>")
    assert guide.read("delivery").state is State.NOT_STATED


def test_pairs_in_a_card_are_no_titles_of_as_many_blocks() -> None:
    pairs = (("结果名称", "渡口证"), ("结果类型", "证照"), ("送达方式", ""))
    card = "<div class='h'>办理结果</div>" + "".join(CELL.format(*pair) for pair in pairs)
    after = "".join(f"<div class='card'>{words}</div>" for words in ("一", "二", "三", "甲乙丙丁"))
    guide = read(f"<div class='card'>{card}</div>{after}")
    assert guide.read("delivery").state is State.NOT_STATED


NUMBERS = (
    ("办理地点", "听涛路7号"),
    ("办理时间", "工作日9:00-17:00"),
    ("咨询电话", "0990-1"),
    ("投诉电话", "0990-12345"),
)


@pytest.mark.parametrize(
    "pair",
    [
        "<p>{}：{}</p>",
        "<div class='g'><label class='k'>{}</label><div class='v'>{}</div></div>",
        "<table><tr><td><div class='x'><span class='k'>{}</span><span class='v'>{}</span></div></td></tr></table>",
    ],
)
@pytest.mark.parametrize("empty", [0, 1, 2])
def test_contacts_that_stand_empty_are_not_those_below(pair: str, empty: int) -> None:
    rows = (pair.format(label, "" if at == empty else value) for at, (label, value) in enumerate(NUMBERS))
    guide = read("<h2>办理窗口</h2><div>" + "".join(rows).replace("</table><table>", "") + "</div>")
    told = [guide.read(e).text for e in ("place", "hours", "consultation_phone", "complaint_phone")]
    assert told == ["" if at == empty else value for at, (_, value) in enumerate(NUMBERS)]


def test_a_cell_with_a_label_and_an_empty_place_takes_no_row_below() -> None:
    fees = (("是否收费", "收费"), ("收费项目", ""), ("收费标准", ""), ("收费依据", "云价〔2012〕6号"))
    cell = "<tr><td><div class='x'><span class='k'>{}</span><span class='v'>{}</span></div></td></tr>"
    guide = read("<h2>收费信息</h2><table>" + "".join(cell.format(*row) for row in fees) + "</table>")
    assert guide.read("fee_name").state is State.NOT_STATED
    assert guide.read("fee_standard").state is State.NOT_STATED
    assert guide.read("fee_basis").text == "云价〔2012〕6号"
