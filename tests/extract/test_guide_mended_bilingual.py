"""Pages that say every label in two languages: the words in Latin letters beside the Chinese ones are ornament."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import normalise, read_labels
from crawler.page.parse import parse


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("必要性 Required", "必要性"),
        ("办公时间 Office hours", "办公时间"),
        ("原件/复印件 Original or copy", "原件/复印件"),
        ("Documents 申请材料", "申请材料"),
        ("份数 (Copies)", "份数"),
        ("二、收费依据 Basis：", "收费依据"),
    ],
)
def test_a_translation_is_no_part_of_a_label(label: str, bare: str) -> None:
    """Before or behind the Chinese words, with or without brackets."""
    assert normalise(label) == bare


@pytest.mark.parametrize("text", ["材料形式 PDF", "申请表 Word", "填写app", "申请表.docx", "样本 xxx", "A级"])
def test_a_value_in_latin_letters_is_no_translation(text: str) -> None:
    """Kinds of files, letters that stand for nothing, and single letters say something else."""
    assert normalise(text) == text.replace(" ", "")


LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
PAGE = """<html><body><h1>户外广告设置审批</h1><p><a href="https://h.example/apply">在线申请 Apply now</a></p>
<dl><dt>实施主体 <i>Authority in charge</i></dt><dd>云溪县城市管理局</dd>
<dt>承诺办结时限 <i>Promised time limit in working days</i></dt><dd>5个工作日</dd></dl>
<h3>申请材料</h3><p>Documents</p>
<ul><li><strong>户外广告设置申请表</strong><div><span>必要性<br>Required</span><em>必要</em></div>
<div><span>材料来源<br>Source of the document</span><em>申请人自备</em></div></li>
<li><strong>设置位置效果图</strong><div><span>必要性<br>Required</span><em>非必要</em></div>
<div><span>材料来源<br>Source of the document</span><em>申请人自备</em></div></li></ul>
<h3>Where to go 办理窗口</h3>
<table><tr><th>窗口名称 Name of counter</th><th>办公地址 Street address</th><th>办公时间 Opening hours</th></tr>
<tr><td>综合窗口</td><td>人民路12号2楼8号窗口</td><td>周一至周五 9:00-17:00</td></tr>
<tr><td>开发区窗口</td><td>工业路3号1楼</td><td>周一至周五 9:00-16:00</td></tr></table>
<h3>办理流程 Procedure</h3><p>How it works</p><ol><li><b>受理</b><p>窗口受理。</p><i>1个工作日</i></li>
<li><b>审查</b><p>部门审查。</p><i>3个工作日</i></li></ol></body></html>"""


def test_a_page_in_two_languages_is_read_like_one_in_chinese() -> None:
    """Definitions, cards, tables, titles and the entrance."""
    page = parse(PAGE.encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.gaps is None
    assert guide.read("implementing_body").text == "云溪县城市管理局"
    assert guide.read("promised_time_limit").text == "5个工作日"
    assert guide.read("online_entry").text == "https://h.example/apply"
    assert guide.read("procedure").text.startswith("受理")
    assert [(m.name.text, m.read("material_necessity").text) for m in guide.materials] == [
        ("户外广告设置申请表", "必要"),
        ("设置位置效果图", "非必要"),
    ]
    assert {m.read("material_source").text for m in guide.materials} == {"申请人自备"}
    assert [w.place.text for w in guide.windows] == ["人民路12号2楼8号窗口", "工业路3号1楼"]
