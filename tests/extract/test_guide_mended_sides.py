"""Grids whose merged first cells name the rows beside them, and entries that reach over two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_BASIC = (
    "<tr><td rowspan=2>基<br>本<br>信<br>息</td><td>事项类型</td><td>行政许可</td><td>办件类型</td><td>承诺件</td></tr>"
    "<tr><td>法定办结时限</td><td>20个工作日</td><td>是否收费</td><td>否</td></tr>"
)


def _read(rows: str) -> ServiceGuide:
    html = f"<html><body><h1>犬类养殖许可</h1><table>{_BASIC}{rows}</table></body></html>"
    page = parse(html.encode(), "text/html", "http://a.example/g", "e1")
    assert page is not None
    return read_guide([page], read_labels(catalogue.labels_text()))


def test_rows_beside_a_merged_title_are_a_list_of_their_own() -> None:
    guide = _read(
        "<tr><td rowspan=3>申请<br>材料</td><td>材料名称</td><td>份数</td><td>必要性及来源</td><td>表格下载</td></tr>"
        "<tr><td rowspan=2>1．养犬申请表</td><td>2份</td><td>必要性：必要<br>来源渠道：申请人自备</td>"
        "<td><a href='/f/1.doc'>在线填写</a><a href='/f/2.doc'>示例样表下载</a></td></tr>"
        "<tr><td>受理标准</td><td colspan=2>本人签名</td></tr>"
        "<tr><td rowspan=3>办理<br>流程</td><td>环节名称</td><td colspan=3>办理时限</td></tr>"
        "<tr><td>受理</td><td colspan=3>1个工作日</td></tr><tr><td>决定</td><td colspan=3>2个工作日</td></tr>"
    )

    (material,) = guide.materials
    assert material.name.text == "养犬申请表"
    assert {e: material.read(e).text for e in ("material_copies", "material_necessity", "material_source")} == {
        "material_copies": "2份", "material_necessity": "必要", "material_source": "申请人自备",
    }  # fmt: skip
    assert material.read("review_standard").text == "本人签名"
    assert [form.name for form in material.sample_forms] == ["2.doc"]
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("决定", "2个工作日")]


def test_pairs_beside_a_merged_title_are_its_entries() -> None:
    guide = _read(
        "<tr><td rowspan=2>设定<br>依据</td><td>依据名称</td><td>《动物防疫法》</td><td>条款号</td><td>第三条</td></tr>"
        "<tr><td>条款内容</td><td colspan=3>养犬应当登记。</td></tr>"
        "<tr><td>常见<br>问题</td><td>问题</td><td>狗证丢了怎么办？</td><td>解答</td><td>可以补领。</td></tr>"
    )

    assert [(b.law.text, b.clause.text, b.content.text) for b in guide.legal_bases] == [
        ("《动物防疫法》", "第三条", "养犬应当登记。")
    ]
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("狗证丢了怎么办？", "可以补领。")]


def test_a_merged_label_keeps_all_the_values_beside_it() -> None:
    guide = _read(
        "<tr><td rowspan=2>办理地点</td><td colspan=4>云溪路1号</td></tr><tr><td colspan=4>云溪路2号</td></tr>"
    )

    assert guide.read("place").text == "云溪路1号 云溪路2号"


def _numbered(word: str, titles: tuple[str, ...], *entries: tuple[str, ...]) -> str:
    """Entries with a merged number at their side (依据1), each of their parts in a row of its own."""
    rows = ""
    for number, entry in enumerate(entries, 1):
        side = f"<th rowspan={len(titles)}>{word}{number}</th>"
        for at, (title, value) in enumerate(zip(titles, entry, strict=True)):
            rows += f"<tr>{'' if at else side}<th>{title}</th><td>{value}</td></tr>"
    return f"<table>{rows}</table>"


def test_entries_numbered_at_their_side_hold_all_of_their_rows() -> None:
    guide = read_body(
        "<h1>渡口设立审批</h1><table><tr><th>事项类型</th><td>行政许可</td></tr></table><h2>申请材料</h2>"
        + _numbered("材料", ("份数", "材料名称", "是否必要"), ("1份", "渡口申请", "必要"), ("2份", "位置图", "否"))
        + "<h2>办理流程</h2>"
        + _numbered("环节", ("环节名称", "办理时限"), ("受理", "1个工作日"), ("决定", "3个工作日"))
        + "<h2>设定依据</h2>"
        + _numbered(
            "依据",
            ("法律法规名称", "依据文号", "条款号", "条款内容"),
            ("《渡口管理办法》", "省政府令第12号", "第六条", "设立渡口应当经县级人民政府批准。"),
            ("《内河交通安全管理条例》", "国务院令第355号", "第三十五条", "设置渡口应当经渡口所在地人民政府审批。"),
        )
    )

    materials = [
        [m.name.text, m.read("material_copies").value, m.read("material_necessity").value] for m in guide.materials
    ]
    assert materials == [["渡口申请", "1份", "必要"], ["位置图", "2份", "否"]]
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("决定", "3个工作日")]
    assert [(b.law.text, b.number.text, b.clause.text, b.content.text[:4]) for b in guide.legal_bases] == [
        ("《渡口管理办法》", "省政府令第12号", "第六条", "设立渡口"),
        ("《内河交通安全管理条例》", "国务院令第355号", "第三十五条", "设置渡口"),
    ]
