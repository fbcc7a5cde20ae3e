"""Lists drawn with boxes that have as many rows as columns (行数与列数相同的清单)."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>养蚕许可</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>受理条件</th><td>有桑园十亩以上。</td></tr></table>"
)
STEPS = (
    ("1", "申请", "交申请表。", "即时"),
    ("2", "受理", "核对材料。", "1个工作日"),
    ("3", "审核", "查看桑园。", "3个工作日"),
    ("4", "发证", "窗口领取。", "1个工作日"),
)


def _row(cells: tuple[str, ...]) -> str:
    return f"<div class=row>{''.join(f'<div class=c><p>{words}</p></div>' for words in cells)}</div>"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_each_row_is_one_step_however_many_there_are(count: int) -> None:
    heads = f"<div><div><div>{_row(('序号', '环节名称', '办理内容', '办理时限'))}</div></div></div>"
    rows = f"<div><div><div>{''.join(map(_row, STEPS[:count]))}</div></div></div>"
    guide = read_body(f"{FACTS}<h3>办理流程</h3><div>{heads}{rows}</div>")
    said = [(step.name.text, step.description.text, step.limit.text) for step in guide.steps]
    assert said == [step[1:] for step in STEPS[:count]]
