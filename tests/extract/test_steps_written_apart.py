"""Steps whose name, deed and limit stand apart without labels of their own: terms, dashes, limits at the end."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

STEPS = [
    ("申请", "申请人在网上递交材料。", ""),
    ("受理", "窗口核对材料是否齐全。", "1个工作日"),
    ("审查", "经办人员审查船舶证书。", "3个工作日"),
    ("送达", "制作登记证，按约定方式送交。", "1个工作日"),
]
HEAD = (
    "<h1>渡船登记</h1><h3>基本信息</h3><dl><dt>事项类型</dt><dd>行政确认</dd><dt>实施主体</dt><dd>临江县交通运输局</dd>"
    "<dt>咨询电话</dt><dd>0571-81234567</dd><dt>承诺办结时限</dt><dd>5个工作日</dd></dl><section><h3>办理流程</h3>"
)
TAIL = "</section><section><h3>收费情况</h3><dl><dt>是否收费</dt><dd>不收费</dd></dl></section>"


def steps_of(section: str) -> list[tuple[str, str, str]]:
    guide = read_body(HEAD + section + TAIL)
    assert guide.read("fee_status").text == "不收费"
    return [(one.name.text, one.description.text, one.limit.text) for one in guide.steps]


def terms(form: str, timed: str) -> str:
    rows = (
        form.format(name=name, done=done, timed=timed.format(limit) if limit else "") for name, done, limit in STEPS
    )
    return f"<dl>{''.join(rows)}</dl>"


@pytest.mark.parametrize("timed", ["<dd>办理时限：{}</dd>", '<dd class="t">时限：{}</dd>', "<dd>{}</dd>"])
@pytest.mark.parametrize("form", ["<dt>{name}</dt><dd>{done}</dd>{timed}", "<dt>{name}</dt>{timed}<dd>{done}</dd>"])
def test_terms_with_several_definitions_are_steps(form: str, timed: str) -> None:
    assert steps_of(terms(form, timed)) == STEPS


def test_a_picture_of_the_flow_stands_below_the_terms() -> None:
    picture = '<p><a href="/up/7.png">查看流程图</a></p>'
    assert steps_of(terms("<dt>{name}</dt><dd>{done}</dd>{timed}", "<dd>办理时限：{}</dd>") + picture) == STEPS


def test_steps_of_one_line_may_have_dashes_between_name_and_deed() -> None:
    rows = (f"<li>{name} — {done}{f' — {limit}' if limit else ''}</li>" for name, done, limit in STEPS)
    assert steps_of(f"<ol>{''.join(rows)}</ol>") == STEPS


def test_a_limit_at_the_end_of_what_is_done_is_that_of_the_step() -> None:
    rows = (f"{n}、{name}。{done}{f'时限{limit}。' if limit else ''}" for n, (name, done, limit) in enumerate(STEPS, 1))
    assert steps_of(f"<p>{'<br>'.join(rows)}</p>") == STEPS


def test_what_is_done_is_no_name_of_a_step_over_its_limit() -> None:
    rows = (
        f"<p>第{count}步 {name}</p><p>{done}</p>{f'<p>所需时间：{limit}</p>' if limit else ''}"
        for count, (name, done, limit) in zip("一二三四", STEPS, strict=True)
    )
    assert steps_of("".join(rows)) == STEPS


def test_a_label_with_the_limit_is_no_step() -> None:
    lines = "".join(f"<p>{name}：{done}</p><p>办理时限：{limit or '不计入'}</p>" for name, done, limit in STEPS)
    assert [name for name, *_ in steps_of(lines)] == [name for name, *_ in STEPS]


def test_terms_that_name_no_steps_are_none() -> None:
    rows = [("办理地点", "渡口路1号2楼"), ("流程说明", "先申请，后受理，再审查。"), ("接待部门", "登记科")]
    below = "".join(f"<dt>{name}</dt><dd>{said}</dd><dd>以窗口为准</dd>" for name, said in rows)
    assert not {name for name, *_ in steps_of(f"<dl>{below}</dl>")} & {name for name, _ in rows}
