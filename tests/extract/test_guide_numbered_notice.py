"""A table of three columns (序号 | 项目 | 内容): each row a number, a label and its value, over one row or several."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

ROWS = (
    ("事项名称", "特困人员认定"),
    ("办理部门", "云岭县民政局"),
    ("办理条件", "无劳动能力且无生活来源。"),
    ("所需材料", "救助供养申请书（原件1份）", "居民身份证（复印件1份）", "承诺书（原件1份）"),
    ("办理流程", "1.申请：向乡镇提出。", "2.审核：入户调查。", "3.确认：发给证件。"),
    ("办理时限", "20个工作日"),
    ("办理地点", "乡镇便民服务中心民政窗口"),
    ("监督电话", "0874-5612341"),
)
TITLES = (
    "<tr><td>序号</td><td>项目</td><td>内容</td></tr>",
    "<tr><td>编号</td><td>事项</td><td>说明</td></tr>",
    "<tr><th>序号</th><th>事项要素</th><th>公开内容</th></tr>",
    "",
)


def _rows(number: int, label: str, *values: str) -> str:
    high = f" rowspan='{len(values)}'" if len(values) > 1 else ""
    first = f"<tr><td{high}>{number}</td><td{high}>{label}</td><td>{values[0]}</td></tr>"
    return first + "".join(f"<tr><td>{value}</td></tr>" for value in values[1:])


@pytest.mark.parametrize("titles", TITLES)
def test_rows_of_a_notice(titles: str) -> None:
    guide = read_body(f"<table>{titles}{''.join(_rows(n, *row) for n, row in enumerate(ROWS, start=1))}</table>")

    assert guide.unread is None
    assert guide.read("place").text == "乡镇便民服务中心民政窗口"
    assert guide.read("complaint_phone").text == "0874-5612341"
    assert [one.name.text for one in guide.materials] == ["救助供养申请书", "居民身份证", "承诺书"]
    assert [step.name.text for step in guide.steps] == ["申请", "审核", "确认"]


def test_a_known_label_in_a_row_of_header_cells_keeps_its_value() -> None:
    facts = "".join(f"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>" for row in ROWS[1:])
    guide = read_body(f"<table><tr><th>事项名称</th><th>特困人员认定</th></tr>{facts}</table>")

    assert guide.read("name").text == "特困人员认定"
