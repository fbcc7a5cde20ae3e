"""A guide whose materials come by a call of their own, as a bare list."""

from __future__ import annotations

import json

import pytest

from crawler import catalogue
from crawler.domain.records import FormSlot
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

BASE = {"data": {"itemName": "取水许可", "implementCode": "11A", "acceptCondition": "有取水工程", "isFee": "否"}}

FACTS = {
    "事项名称": "取水许可",
    "受理条件": "有取水工程",
    "承诺办结时限": "5个工作日",
    "是否收费": "否",
    "设定依据": "《取水许可和水资源费征收管理条例》第二条",
}


@pytest.mark.parametrize(("blank", "sample"), [("emptyTable", "sampleTable"), ("blankForm", "exampleForm")])
def test_a_bare_list_of_materials_with_their_forms(blank: str, sample: str) -> None:
    rows = [
        {
            "materialName": f"材料{n}",
            "source": "申请人自备",
            blank: [{"fileName": "表.doc", "filePath": f"/f/{n}"}],
            sample: [{"fileName": "样表.doc", "filePath": f"/f/{n}9"}],
        }
        for n in range(2)
    ]
    pages = [
        parse(json.dumps(answer).encode(), "application/json", f"http://a.example/api/{n}", f"e{n}")
        for n, answer in enumerate((BASE, {"data": rows}, {"data": [{"question": "多久？", "answer": "三天。"}]}))
    ]
    guide = read_guide([p for p in pages if p is not None], read_labels(catalogue.labels_text()))
    assert [m.name.value for m in guide.materials] == ["材料0", "材料1"]
    assert [(len(m.blank_forms), len(m.sample_forms)) for m in guide.materials] == [(1, 1), (1, 1)]
    assert [f.answer.value for f in guide.faqs] == ["三天。"]


def test_a_blank_form_and_its_sample_under_one_heading_for_forms() -> None:
    rows = "<tr><td>申请表</td><td>1份</td><td><a href='/f/1.doc'>空白表</a><a href='/f/2.doc'>样表</a></td></tr>"
    rows += "<tr><td>承诺书</td><td>1份</td><td><a href='/f/3.doc'>样表</a></td></tr>"
    heading = "<tr><th>材料名称</th><th>份数</th><th>表格下载</th></tr>"
    facts = "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in FACTS.items())
    markup = f"<h1>取水许可</h1><table>{facts}</table><h3>申请材料</h3><table>{heading}{rows}</table>"
    page = parse(markup.encode(), "text/html; charset=utf-8", "http://a.example/guide?id=1", "e")
    assert page is not None
    guide = read_guide([page], read_labels(catalogue.labels_text()))
    assert [(len(m.blank_forms), len(m.sample_forms)) for m in guide.materials] == [(1, 1), (0, 1)]


def test_the_only_form_under_a_heading_for_forms_is_the_sample_that_it_is_called() -> None:
    row = "<tr><td>{}</td><td>必要</td><td><a href='/f/{}.docx'>{}</a></td></tr>"
    rows = row.format("取水许可申请表", 1, "样表") + row.format("授权委托书", 2, "下载")
    said = "".join(f"<tr><th>{label}</th><td colspan=2>{value}</td></tr>" for label, value in FACTS.items())
    head = "<tr><th>材料名称</th><th>是否必要</th><th>{}</th></tr>"
    for title, slots in (("表格下载", [(0, 1), (1, 0)]), ("空白表格下载", [(1, 0), (1, 0)])):
        body = f"<html><body><table>{said}{head.format(title)}{rows}</table></body></html>".encode()
        page = parse(body, "text/html; charset=utf-8", "http://a.example/g", "e")
        assert page is not None
        guide = read_guide([page], read_labels(catalogue.labels_text()))
        assert [(len(m.blank_forms), len(m.sample_forms)) for m in guide.materials] == slots
        assert guide.materials[0].read("blank_form").unread == (slots[0] == (0, 1))


def test_a_part_that_lists_files_names_each_by_the_words_before_its_link() -> None:
    facts = "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in FACTS.items())
    rows = "<tr><td>取水许可申请表</td><td>1份</td><td>见附件</td><td>见附件</td></tr>"
    heading = "<tr><th>材料名称</th><th>份数</th><th>空白表格</th><th>样表下载</th></tr>"
    files = "".join(
        f"<li>{name} <a href='/obs/{at}'>点击下载</a></li>"
        for at, name in (("7a1", "取水许可申请表"), ("7a2", "取水许可申请表（样表）"))
    )
    markups = (
        f"<h1>取水许可</h1><table>{facts}</table><h3>申请材料</h3><table>{heading}{rows}</table>",
        f"<p>表格下载</p><div><ul>{files}</ul></div>",
    )
    pages = [
        parse(markup.encode(), "text/html; charset=utf-8", f"http://a.example/guide/{n}", f"e{n}")
        for n, markup in enumerate(markups)
    ]
    guide = read_guide([p for p in pages if p is not None], read_labels(catalogue.labels_text()))
    loose = [(form.slot, form.name) for form in guide.forms]
    own = [(form.slot, form.name) for m in guide.materials for form in (*m.blank_forms, *m.sample_forms)]
    assert [*own, *loose] == [
        (FormSlot.BLANK, "取水许可申请表"),
        (FormSlot.SAMPLE, "取水许可申请表（样表）"),
    ]


def test_a_button_that_nobody_understands_in_a_column_of_forms_is_unread() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>1份</td><td>{cell}</td></tr>"
        for name, cell in (
            ("取水许可申请表", "<input type=button value=获取>"),
            ("承诺书", "<button>暂无</button>"),
            ("申请书", "无"),
        )
    )
    heading = "<tr><th>材料名称</th><th>份数</th><th>表格及样表</th></tr>"
    facts = "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in FACTS.items())
    markup = f"<h1>取水许可</h1><table>{facts}</table><h3>申请材料</h3><table>{heading}{rows}</table>"
    page = parse(markup.encode(), "text/html; charset=utf-8", "http://a.example/guide?id=1", "e")
    assert page is not None
    guide = read_guide([page], read_labels(catalogue.labels_text()))
    assert [(m.read("blank_form").unread, m.read("sample_form").unread) for m in guide.materials] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_blocks_of_titles_whose_rows_are_labels_and_values() -> None:
    facts = [[k, v] for k, v in FACTS.items() if k not in {"受理条件", "设定依据"}]
    material = {
        "name": "取水许可申请表",
        "props": [["材料类型", "申请表格文书"], ["份数", "原件1份"]],
        "docs": [{"fid": "9952b0da1563", "label": "空白表格", "name": "取水许可申请表.docx"}],
    }
    blocks = [
        {"kind": "kv", "title": "基本信息", "rows": facts},
        {"kind": "lines", "title": "受理条件", "rows": ["1. 有取水工程。", "2. 有取水计划。"]},
        {"kind": "stuff", "title": "申请材料（1）", "rows": [material]},
        {
            "kind": "table",
            "title": "办理流程",
            "head": ["环节", "办理时限"],
            "rows": [["受理", "1个工作日"], ["审查", "2个工作日"]],
        },
        {"kind": "img", "title": "审批结果样本", "src": "/a.png", "alt": "取水许可证样本"},
        {"kind": "lines", "title": "设定依据", "rows": ["《取水许可和水资源费征收管理条例》第二条"]},
        {"kind": "kv", "title": "咨询投诉", "rows": [["咨询电话", "0571-55550123"]]},
        {"kind": "lines", "title": "常见问题", "rows": ["问：多久？", "答：五天。"]},
    ]
    text = json.dumps({"t": "取水许可", "blocks": blocks})
    page = parse(text.encode(), "application/json", "http://a.example/api", "e")
    assert page is not None
    guide = read_guide([page], read_labels(catalogue.labels_text()))
    said = {e: guide.read(e).value for e in ("promised_time_limit", "fee_status", "consultation_phone")}
    assert said == {"promised_time_limit": "5个工作日", "fee_status": "否", "consultation_phone": "0571-55550123"}
    assert guide.read("promised_time_limit").locator == "/blocks/0/rows/1/1"
    assert "有取水计划" in guide.read("conditions").text
    [read] = guide.materials
    assert (read.name.value, read.read("material_type").value) == ("取水许可申请表", "申请表格文书")
    assert [form.name for form in read.blank_forms] == ["取水许可申请表.docx"]
    assert len(guide.steps) == 2


def test_a_frame_with_the_forms_of_listed_materials_completes_their_rows() -> None:
    listed = "".join(f"<tr><td>{n}</td><td>原件</td><td>1份</td></tr>" for n in ("渔船检验申请书", "船舶图纸"))
    whole = (
        "<h1>渔船检验</h1><h3>受理条件</h3><p>船舶已经建成。</p><h3>办理地点</h3><p>滨江路9号3楼</p>"
        "<h3>咨询电话</h3><p>0571-12345678</p><h3>申请材料</h3>"
        f"<table><tr><th>材料名称</th><th>材料形式</th><th>份数</th></tr>{listed}</table>"
    )
    frame = (
        "<table><tr><td>材料名称</td><td>空白表格</td><td>示例样表</td></tr>"
        "<tr><td>渔船检验申请书</td><td><a href='/f/1.docx'>下载</a></td>"
        "<td><a href='/f/2.docx'>下载</a></td></tr></table>"
    )
    pages = [
        parse(text.encode(), "text/html", f"http://a.test/{n}.htm", f"e{n}") for n, text in enumerate((whole, frame))
    ]
    found = read_guide([p for p in pages if p is not None], read_labels(catalogue.labels_text())).materials
    assert [m.name.text for m in found] == ["渔船检验申请书", "船舶图纸"]
    assert [a.target.url for a in found[0].blank_forms if a.target] == ["http://a.test/f/1.docx"]
    assert [a.target.url for a in found[0].sample_forms if a.target] == ["http://a.test/f/2.docx"]
    assert found[0].read("material_copies").stated
    assert not found[1].blank_forms
