"""Panes under two titles, titles of one word, windows beside addresses, links before a text, badges of cards."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    ("实施机构", "临江县交通运输局"),
    ("承诺期限", "5个工作日"),
    ("受理条件", "有渡船。"),
    ("咨询电话", "0555-6210001"),
)
ROWS = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS)
HEAD = f"<h1>渡船登记</h1><table>{ROWS}</table>"
LAW = "《临江县渡船管理办法》第三条：渡船应当登记。"


def test_two_titles_over_what_holds_a_table_are_those_of_two_panes() -> None:
    guide = read_body(
        f"{HEAD}<div><div class='t'><ul><li><a>材料清单</a></li><li class='l'><a>法律依据</a></li></ul></div>"
        "<div class='c'>"
        "<div><table><tr><td>办理子项：</td><td>新办 延续</td></tr></table>"
        "<table><tr><th>序号</th><th>材料名称</th><th>材料来源</th><th>是否必须提供</th></tr>"
        "<tr><td>1</td><td>渡船登记申请书</td><td>本单位</td><td>是</td></tr></table></div>"
        f"<div><p>{LAW}</p></div></div></div>"
    )
    assert [one.name.value for one in guide.materials] == ["渡船登记申请书"]
    assert guide.read("legal_basis").value == LAW


@pytest.mark.parametrize("labels", [("办理窗口", "受理地点"), ("受理地点", "办理窗口")])
def test_an_address_is_believed_before_the_name_of_a_window(labels: tuple[str, str]) -> None:
    values = {"办理窗口": "交通窗口", "受理地点": "临江县渡口路1号2楼"}
    rows = "".join(f"<tr><th>{label}</th><td>{values[label]}</td></tr>" for label in labels)
    assert read_body(f"<h1>渡船登记</h1><table>{ROWS}{rows}</table>").read("place").value == "临江县渡口路1号2楼"


def test_the_one_basis_of_a_page_outside_of_lists_is_that_of_the_item() -> None:
    as_row = read_body(f"<h1>渡船登记</h1><table>{ROWS}<tr><th>依据</th><td>{LAW}</td></tr></table>")
    as_block = read_body(f"{HEAD}<h3>申请材料</h3><p>1.申请书</p><p>2.身份证</p><h3>依据</h3><p>{LAW}</p>")
    for guide in (as_row, as_block):
        assert guide.read("legal_basis").value == LAW
        assert not guide.read("material_basis").stated


def test_a_basis_beside_that_of_the_item_or_behind_a_fee_is_not() -> None:
    beside = f"<tr><th>设定依据</th><td>《条例》第一条</td></tr><tr><th>依据</th><td>{LAW}</td></tr>"
    behind = f"<tr><th>收费标准</th><td>10元/证</td></tr><tr><th>依据</th><td>{LAW}</td></tr>"
    guide = read_body(f"<h1>渡船登记</h1><table>{ROWS}{beside}</table>")
    assert guide.read("legal_basis").value == "《条例》第一条"
    assert not read_body(f"<h1>渡船登记</h1><table>{ROWS}{behind}</table>").read("legal_basis").stated


@pytest.mark.parametrize("text", ["<a href='/1.html'>点击下载流程图</a>{}", "{} <a href='/1.html'>查看流程图</a>"])
def test_a_link_that_opens_the_chart_is_no_word_of_the_procedure(text: str) -> None:
    said = "申请—受理—审查—决定—发证"
    guide = read_body(f"{HEAD}<h3>办理流程</h3><div>{text.format(said)}</div>")
    assert guide.read("procedure").value == said


def test_badges_that_say_what_of_a_material_is_needed() -> None:
    cards = "".join(
        f"<div class='m'><div><span>{name}</span><span><a href='/{n}.doc'>下载</a></span></div>"
        f"<div><span>{need}</span><span>{copies}</span><span>{sent}</span></div></div>"
        for n, (name, need, copies, sent) in enumerate(
            (
                ("渡船登记申请书", "必要", "2 份纸质", "需电子档"),
                ("船舶检验证书", "非必要", "1 份纸质", "不需电子档"),
            )
        )
    )
    found = read_body(f"{HEAD}<div><div class='t'>办理材料</div>{cards}</div>").materials
    assert [(one.name.value, one.read("material_copies").value, one.read("material_form").value) for one in found] == [
        ("渡船登记申请书", "2 份纸质", "需电子档"),
        ("船舶检验证书", "1 份纸质", "不需电子档"),
    ]
