"""What brackets say of a material or a step label by label, and lines that offer all forms in one file."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.guide.told import told_in_brackets
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(catalogue.labels_text())


def test_brackets_with_several_labels_are_taken_apart() -> None:
    told = told_in_brackets(
        "1．身份证（必要性：必要；份数：原件1份（核对后退还）、复印件1份；要求：清楚；能够辨认）〔空白表〕",
        "materials",
        LABELS,
    )
    assert told is not None
    assert told.line == "1．身份证〔空白表〕"
    assert told.parts == {
        "material_necessity": "必要",
        "material_copies": "原件1份（核对后退还）、复印件1份",
        "material_filling_notes": "清楚；能够辨认",
    }
    for line in ("身份证（原件1份）", "证明（注：由单位出具；说明：盖章）", "身份证（必要性：必要）", "身份证（"):
        assert told_in_brackets(line, "materials", LABELS) is None


@pytest.mark.parametrize(
    "between", ["", "3．身份证（必要性：必要；材料类型：证件证书证明；份数：复印件1份；来源渠道：申请人自备）"]
)
def test_materials_and_steps_in_lines_keep_their_names(between: str) -> None:
    lines = [
        "1．取水许可申请书（必要性：必要；材料类型：申请表格文书；份数：原件1份；来源渠道：申请人自备） <a href='/f?id=1'>〔空白表〕</a> <a href='/f?id=2'>〔填写样表〕</a>",
        "2．取水口位置图（必要性：必要；材料类型：其他；份数：原件2份；来源渠道：申请人自备）",
        *([between] if between else []),
        "表格打包下载（含空白表和填写样表）：<a href='/pack?id=1'>取水许可申请表格.zip</a>",
    ]
    steps = [
        "第一步 收件受理（责任岗位：收件岗；时限：1个工作日）：核对材料。",
        "第二步 审查（责任岗位：水利科；时限：5个工作日）：逐条比对。",
        "第三步 决定（责任岗位：分管领导；时限：1个工作日）：作出决定。",
    ]
    body = "<h4>六、申请条件</h4><p>有合法水源</p><h4>七、申请材料</h4>" + "".join(f"<p>{x}</p>" for x in lines)
    body += "<h4>八、办理流程</h4>" + "".join(f"<p>{x}</p>" for x in steps) + "<h4>九、收费情况</h4><p>不收费</p>"
    page = parse(
        f"<body><h2>取水许可办事指南</h2>{body}</body>".encode(), "text/html; charset=utf-8", "http://a.test/1", "e"
    )
    assert page is not None
    guide = read_guide([page], LABELS)
    assert [m.name.value for m in guide.materials][:2] == ["取水许可申请书", "取水口位置图"]
    assert len(guide.materials) == (3 if between else 2)
    assert [m.read("material_copies").value for m in guide.materials][:2] == ["原件1份", "原件2份"]
    assert [len(m.blank_forms) + len(m.sample_forms) for m in guide.materials][:2] == [2, 0]
    assert [(s.name.value, s.limit.value) for s in guide.steps] == [
        ("收件受理", "1个工作日"),
        ("审查", "5个工作日"),
        ("决定", "1个工作日"),
    ]
    assert [f.name for f in guide.forms] == ["取水许可申请表格.zip"]


def test_links_to_the_other_pages_of_an_item_are_no_labels() -> None:
    tabs = (
        "<p><b>[基本信息]</b> <a href='96404_4.html'>[收费与依据]</a> <a href='96404_5.html'>[地点咨询与问答]</a></p>"
    )
    said = {
        "事项名称": "取水许可",
        "办件类型": "承诺件",
        "行使层级": "县级",
        "实施主体": "水利局",
        "咨询电话": "0453-4272607",
        "办理地点": "望海路2号",
    }
    rows = (
        "<table>" + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in said.items()) + "</table>"
    )
    page = parse(
        f"<body>{tabs}{rows}</body>".encode(), "text/html; charset=utf-8", "http://a.test/bszn/96404_1.html", "e"
    )
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.read("case_type").value == "承诺件"
    assert not guide.read("fee_basis").stated


def test_brackets_behind_a_result_and_a_body_say_what_they_are_of() -> None:
    rows = {
        "事项名称": "学籍转接",
        "实施主体": "云溪县教育局（统一社会信用代码：11330001000000001X）",
        "受理条件": "有学籍",
        "审批结果": "转接通知（结果类型：无）",
        "结果送达": "窗口领取（时间：5日内）",
        "办理地点": "政务大厅（楼层：一楼）",
    }
    body = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows.items())
    page = parse(f"<body><table>{body}</table></body>".encode(), "text/html; charset=utf-8", "http://a.test/1", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert (guide.read("result_name").text, guide.read("result_type").text) == ("转接通知", "无")
    assert (guide.read("implementing_body").text, guide.read("body_code").text) == (
        "云溪县教育局",
        "11330001000000001X",
    )
    assert guide.read("place").text == "政务大厅（楼层：一楼）"
