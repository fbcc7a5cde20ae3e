"""Grids of cells without rows, titles of two columns in one, and numbers above their names."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse
from tests.extract.one_guide import read_body

LABELS = read_labels(catalogue.labels_text())


def test_cells_in_one_box_are_rows_by_the_number_of_titles() -> None:
    html = (
        "<html><body><h1>养犬登记</h1><p>办件类型：承诺件</p><p>是否收费：不收费</p><p>法定办结时限：5个工作日</p>"
        "<h3>申请材料</h3><div><div class=h>材料名称 <i>Document</i></div><div class=h>份数 <i>Copies</i></div>"
        "<div class=c>养犬申请表</div><div class=c>2</div><div class=c>居民身份证</div><div class=c>1</div></div>"
        "<ul><li><p class=n>3</p><p class=u>个工作日</p><p class=l>承诺办结时限</p></li>"
        "<li><p class=n>0</p><p class=u>次</p><p class=l>到现场次数</p></li></ul></body></html>"
    )
    page = parse(html.encode(), "text/html", "http://a.example/g", "e1")
    assert page is not None
    guide = read_guide([page], LABELS)

    copies = [(m.name.text, m.read("material_copies").text) for m in guide.materials]
    assert copies == [("养犬申请表", "2"), ("居民身份证", "1")]
    assert guide.read("promised_time_limit").text == "3 个工作日"
    assert guide.read("visits").text == "0 次"


def test_a_title_may_stand_for_two_columns() -> None:
    assert LABELS.joint_columns("materials", "必要性及来源") == ("material_necessity", "material_source")
    assert LABELS.column("materials", "要求提供材料的法律依据") == "material_basis"


def test_numbers_of_steps_in_words_are_not_their_names() -> None:
    rows = "".join(
        f"<tr><td>第{number}步</td><td>{name}</td><td>综合窗口</td><td>1个工作日</td></tr>"
        for number, name in zip("一二三", ("申请", "审查", "送达"), strict=True)
    )
    html = (
        "<html><body><h1>养犬登记</h1><p>办件类型：承诺件</p><p>是否收费：不收费</p><p>法定办结时限：5个工作日</p>"
        f"<h3>办理流程</h3><table><tr><th>步骤</th><th>环节</th><th>办理人员</th><th>时限</th></tr>{rows}</table></body></html>"
    )
    page = parse(html.encode(), "text/html", "http://a.example/g", "e1")
    assert page is not None
    assert [step.name.text for step in read_guide([page], LABELS).steps] == ["申请", "审查", "送达"]


@pytest.mark.parametrize("titles", [("法律法规名称", "条款内容"), ("法律法规名称及条款", "条款内容")])
def test_two_titles_over_one_row_are_no_part_of_what_they_head(titles: tuple[str, str]) -> None:
    known = {"事项名称": "渡口设置审批", "事项类型": "行政许可", "受理条件": "有固定场地。", "咨询电话": "0799-6650012"}
    facts = "".join(f"<tr><td>{label}</td><td>{words}</td></tr>" for label, words in known.items())
    law = ("《内河交通安全管理条例》第三十五条", "设置渡口，应当经县级人民政府审批。")
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (titles, law))
    guide = read_body(f"<table>{facts}</table><table><caption>二、设定依据</caption>{rows}</table>")
    assert not any(title in guide.read("legal_basis").text for title in titles)
    assert [one.content.text for one in guide.legal_bases] == [law[1]]
    if "条款" in titles[0]:
        assert [(one.law.text, one.clause.text) for one in guide.legal_bases] == [
            ("《内河交通安全管理条例》", "第三十五条")
        ]
