"""Entries of a list as paragraphs: the name of each in one of its own, and lines with several pairs below it."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    ("事项名称", "渡船登记"),
    ("事项类型", "行政确认"),
    ("实施主体", "临江县交通运输局"),
    ("受理条件", "船舶在本县水域航行"),
)
LAST = (("咨询电话", "0571-81234567"), ("监督投诉电话", "0571-81234999"))
MATERIALS = (
    ("渡船登记表", ("材料形式：纸质；份数：2份", "来源渠道：申请人自备", "空白表格：无", "示例样表：无")),
    ("船舶检验证书", ("材料形式：电子；份数：1份", "来源渠道：政府部门核发；出具单位：船舶检验机构")),
)
STEPS = (
    ("受理", ("办理时限：1个工作日；办理人员：窗口人员", "办理内容：核对申请材料")),
    ("审核", ("办理时限：3个工作日；办理人员：运管科", "办理内容：现场查看渡船")),
)
FEES = (
    ("登记证工本费", ("收费标准：10元/本；收费依据：浙价费〔2010〕12号",)),
    ("船舶检验费", ("收费标准：300元/艘；收费依据：发改价格〔2015〕1299号",)),
)
DRAWN = {
    "bold paragraphs": ("<p><strong><span>{}</span></strong></p>", "<p><b>{}</b></p>", "<p>{}</p>"),
    "paragraphs": ("<p><strong>{}</strong></p>", "<p>{}</p>", "<p><span>{}</span></p>"),
    "headings": ("<h3>{}</h3>", "<h4>{}</h4>", "<p>{}</p>"),
    "boxes": ("<div class='t'>{}</div>", "<div class='n'>{}</div>", "<div class='x'>{}</div>"),
    "terms": ("<h3>{}</h3>", "<dt>{}</dt>", "<dd>{}</dd>"),
}
drawings = pytest.mark.parametrize("drawn", DRAWN)
counted = pytest.mark.parametrize("count", ["{}．", "({})", ""])


def _page(label: str, entries: tuple[tuple[str, tuple[str, ...]], ...], drawn: str, count: str) -> str:
    title, name, line = DRAWN[drawn]
    told = "".join(
        name.format(count.format(n) + words) + "".join(map(line.format, lines))
        for n, (words, lines) in enumerate(entries, start=1)
    )
    parts = [*((own, line.format(value)) for own, value in FACTS), (label, told)]
    parts += [(own, line.format(value)) for own, value in LAST]
    wrap = "<dl>{}</dl>" if drawn == "terms" else "{}"
    numbers = "一二三四五六七"
    sections = (title.format(f"{numbers[n]}、{own}") + wrap.format(below) for n, (own, below) in enumerate(parts))
    return f"<div>{''.join(sections)}</div>"


@counted
@drawings
def test_materials(drawn: str, count: str) -> None:
    guide = read_body(_page("申请材料", MATERIALS, drawn, count))

    told = [
        [one.name.text, one.read("material_copies").text, one.read("material_source").text] for one in guide.materials
    ]
    assert told == [["渡船登记表", "2份", "申请人自备"], ["船舶检验证书", "1份", "政府部门核发"]]
    assert guide.materials[1].read("material_issuer").text == "船舶检验机构"


@counted
@drawings
def test_steps(drawn: str, count: str) -> None:
    guide = read_body(_page("办理流程", STEPS, drawn, count))

    told = [[step.name.text, step.limit.text, step.description.text] for step in guide.steps]
    assert told == [["受理", "1个工作日", "核对申请材料"], ["审核", "3个工作日", "现场查看渡船"]]
    assert not guide.read("promised_time_limit").stated


@pytest.mark.parametrize("label", ["收费标准", "收费信息", "收费项目"])
@counted
@drawings
def test_fees(drawn: str, count: str, label: str) -> None:
    guide = read_body(_page(label, FEES, drawn, count))

    told = [[fee.name.text, fee.read("fee_standard").text, fee.read("fee_basis").text] for fee in guide.fees]
    assert told == [
        ["登记证工本费", "10元/本", "浙价费〔2010〕12号"],
        ["船舶检验费", "300元/艘", "发改价格〔2015〕1299号"],
    ]
    assert "登记证" not in guide.read("fee_status").text


def test_a_limit_below_the_last_step_that_comes_once_is_of_the_guide() -> None:
    facts = "".join(f"<p>{own}：{value}</p>" for own, value in (*FACTS, *LAST))
    guide = read_body(f"{facts}<p><b>办理流程</b></p><p>1. 受理</p><p>2. 发证</p><p>办理时限：5个工作日</p>")

    assert guide.read("promised_time_limit").text == "5个工作日"


def test_hours_below_the_steps_are_no_limit_of_one() -> None:
    facts = "".join(f"<p>{own}：{value}</p>" for own, value in (*FACTS, *LAST))
    desks = "".join(f"<p>办理时间：工作日 {hours}</p>" for hours in ("9:00-17:00", "8:30-16:30"))
    guide = read_body(f"{facts}<p><b>办理流程</b></p><p>1. 受理</p><p>2. 发证</p>{desks}")

    assert guide.read("hours").stated
    assert [step.name.text for step in guide.steps] == ["受理", "发证"]
    assert "9:00" not in guide.read("procedure").text
