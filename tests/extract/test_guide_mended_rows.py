"""Rows of labels and values of a material, a step, a window: in turn, one above other, or known by the value alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse
from tests.extract.one_guide import ANSWER, read_answer, read_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
BASE = (
    ("事项名称", "渡船登记"),
    ("事项类型", "行政确认"),
    ("实施主体", "临水县交通局"),
    ("受理条件", "渡船已经检验。"),
)
MATERIALS = (("渡船照片", "原件", "1", "申请人自备"), ("检验报告", "复印件", "2", "政府部门核发"))


def read(markup: str) -> ServiceGuide:
    base = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in BASE)
    body = f"<html><body><h1>渡船登记</h1><table>{base}</table>{markup}</body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def said(guide: ServiceGuide) -> list[tuple[str, str, str, str]]:
    parts = ("material_original", "material_copies", "material_source")
    rows = ([one.name.text, *(one.read(part).text for part in parts)] for one in guide.materials)
    return [(name, original, copies, source) for name, original, copies, source in rows]


def row(*cells: str, tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def test_a_column_with_a_title_of_its_own_is_known_by_its_values() -> None:
    heads = row("材料名称", "收取何物", "份数", "谁来给", tag="th")
    guide = read(f"<h3>申请材料</h3><table>{heads}{''.join(row(*one) for one in MATERIALS)}</table>")
    assert said(guide) == list(MATERIALS)


def test_a_value_that_could_be_a_title_and_stands_under_no_known_one_is_unread() -> None:
    heads = row("材料名称", "收取何物", "份数", tag="th")
    rows = row("渡船照片", "原件", "1") + row("检验报告", "依情形而定", "2") + row("渡工证书", "原件", "1")
    guide = read(f"<h3>申请材料</h3><table>{heads}{rows}</table>")
    states = [one.read("material_original").state for one in guide.materials]
    assert (states[0], states[2]) == (State.UNREAD, State.UNREAD)


def test_a_cell_between_two_cells_of_labels_is_a_value() -> None:
    tables = "".join(
        f"<table><tr><th>材料名称</th><td colspan='3'>{name}</td></tr>"
        f"<tr><th>验看何物</th><td>{original}</td><th>份数</th><td>{copies}</td></tr>"
        f"<tr><th>装订说明</th><td>左侧</td><th>材料来源</th><td>{source}</td></tr></table>"
        for name, original, copies, source in MATERIALS
    )
    assert said(read(f"<h3>申请材料</h3>{tables}")) == list(MATERIALS)


def test_lists_of_definitions_of_one_length_are_no_rows_below_the_first() -> None:
    lists = "".join(
        f"<dl><dt>材料名称</dt><dd>{name}</dd><dt>原件/复印件</dt><dd>{original}</dd>"
        f"<dt>材料份数</dt><dd>{copies}</dd><dt>来源</dt><dd>{source}</dd></dl>"
        for name, original, copies, source in MATERIALS
    )
    assert said(read(f"<p><b>二、提交材料</b></p>{lists}<p><b>三、办理流程</b></p><p>申请→受理</p>")) == list(MATERIALS)


def test_rows_of_boxes_whose_links_say_the_titles_again_are_a_list() -> None:
    heads = "".join(
        f"<span>{t}</span>" for t in ("材料名称", "原件/复印件", "份数", "来源渠道", "空白表格", "示例样表")
    )
    rows = "".join(
        f"<div class='r'>{''.join(f'<span>{cell}</span>' for cell in one)}"
        f"<span><a href='/f/{n}.doc'>空白表格</a></span><span><a href='/f/{n}y.doc'>示例样表</a></span></div>"
        for n, one in enumerate(MATERIALS)
    )
    guide = read(f"<h3>申请材料</h3><div class='g'><div class='h'>{heads}</div>{rows}</div>")
    assert said(guide) == list(MATERIALS)


def test_titles_over_one_row_below_a_name_say_it_of_that_material_and_its_forms_are_no_others() -> None:
    forms = [row(*(f"<a href='/f/{n}{kind}.doc'>{kind}</a>" for kind in ("空表", "样表"))) for n in range(2)]
    panes = "".join(
        f"<div class='item'><div class='head'>{name}</div><div class='body'><table>"
        f"{row('原件/复印件', '材料份数', '来源渠道', tag='th')}{row(original, copies, source)}</table><table>"
        f"{row('空白表格', '示例样表', tag='th')}{forms[n]}"
        "</table></div></div>"
        for n, (name, original, copies, source) in enumerate(MATERIALS)
    )
    guide = read(f"<h3>申请材料</h3><div class='all'>{panes}</div>")
    assert said(guide) == list(MATERIALS)
    assert [len(one.blank_forms) for one in guide.materials] == [1, 1]
    assert guide.forms == ()


def test_a_step_whose_name_is_a_label_elsewhere_is_a_step() -> None:
    rows = row("申请", "向窗口递交材料。") + row("审查", "到码头查看。") + row("送达", "邮寄证书。")
    guide = read(f"<h3>办理流程</h3><table>{row('环节名称', '办理内容', tag='th')}{rows}</table>")
    assert [one.name.text for one in guide.steps] == ["申请", "审查", "送达"]


def test_what_a_table_of_windows_says_of_complaints_is_said_by_the_guide() -> None:
    heads = row("办理地址", "受理时间", "业务咨询电话", "监督电话", tag="th")
    values = row("临水县河街3号一楼2号窗口", "周一至周五9:00-17:00", "0719-4222222", "0719-4223333")
    guide = read(f"<h3>办事指引</h3><table>{heads}{values}</table>")
    assert guide.read("complaint_phone").text == "0719-4223333"


def test_labels_that_are_boxes_of_a_section_have_their_values_in_the_next_ones() -> None:
    pairs = (
        ("办理地址", "临水县河街3号一楼2号窗口"),
        ("受理时间", "周一至周五9:00-17:00"),
        ("咨询电话", "0719-4222222"),
    )
    drawn = {
        "p": "".join(f"<p class='t'>{label}</p><p class='n'>{value}</p>" for label, value in pairs),
        "h4": "".join(f"<h4>{label}</h4><div class='n'>{value}</div>" for label, value in pairs),
    }
    for tag, markup in drawn.items():
        more = (
            "<p class='t'>监督电话</p><p class='n'>0719-4223333</p>"
            if tag == "p"
            else "<h4>监督电话</h4><div>0719-4223333</div>"
        )
        (window,) = read(f"<fieldset><legend>窗口信息</legend>{markup}{more}</fieldset>").windows
        assert (window.place.text, window.hours.text, window.phone.text) == tuple(value for _, value in pairs)


def test_titles_over_pairs_head_no_list() -> None:
    pairs = (
        ("办理地点", "临水县河街3号一楼2号窗口"),
        ("办公时间", "周一至周五9:00-17:00"),
        ("咨询电话", "0719-4222222"),
        ("监督电话", "0719-4223333"),
    )
    for titles, tag in ((("项目", "内容"), "th"), (("序号", "项目", "内容"), "th"), (("序号", "项目", "内容"), "td")):
        rows = "".join(row(*([str(n)] if len(titles) > 2 else []), *pair) for n, pair in enumerate(pairs, 1))
        guide = read(f"<h3>办事指引</h3><table>{row(*titles, tag=tag)}{rows}</table>")
        said_of = [guide.read(e).text for e in ("place", "hours", "consultation_phone", "complaint_phone")]
        assert said_of == [value for _, value in pairs]


def test_labels_in_brackets_and_values_in_fonts_of_their_own_are_pairs() -> None:
    pairs = (("办理地点", "临水县河街3号"), ("办公时间", "周一至周五9:00-17:00"), ("监督电话", "0719-4223333"))
    lines = "".join(f"<p><font color='blue'>【{label}】</font><font>{value}</font></p>" for label, value in pairs)
    guide = read(f"<div>{lines}</div>")
    assert [guide.read(e).text for e in ("place", "hours", "complaint_phone")] == [value for _, value in pairs]


def test_a_standard_in_the_pane_of_a_material_is_not_the_guides() -> None:
    panes = "".join(
        f"<div class='item'><div class='head'>{name}</div><div class='body'><table>"
        f"{row('原件/复印件', '受理标准', tag='th')}{row(original, '照片清晰')}</table></div></div>"
        for name, original, _, _ in MATERIALS
    )
    guide = read(f"<h3>申请材料</h3><div class='all'>{panes}</div>")
    assert [one.read("review_standard").text for one in guide.materials] == ["照片清晰", "照片清晰"]
    assert not guide.read("review_standard").stated


def test_what_kind_of_applicant_is_asked_for_is_whom_the_service_is_for() -> None:
    assert read("<table><tr><td>申请人类型</td><td>自然人</td></tr></table>").read("service_target").text == "自然人"


def test_a_guide_that_a_script_reads_from_a_text_is_read() -> None:
    given = {
        "sxmc": "渡船登记", "sxlx": "行政确认", "bjlx": "承诺件", "cnbjsx": "5个工作日", "sltj": "渡船已经检验“合格”。",
        "bldd": "临水县河街3号一楼", "cllb": [{"clmc": n, "fs": c, "lyqd": s} for n, _, c, s in MATERIALS],
    }  # fmt: skip
    text = json.dumps(given, ensure_ascii=False)
    for written in (json.dumps(text, ensure_ascii=False), f"'{text}'", json.dumps(text)):
        body = f"<html><body><div id='app'></div><script>var detail = JSON.parse({written});</script></body></html>"
        page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
        assert page is not None
        guide = read_guide([page], LABELS)
        assert guide.read("conditions").text == "渡船已经检验“合格”。"
        assert [(one.name.text, one.read("material_copies").text) for one in guide.materials] == [
            (name, copies) for name, _, copies, _ in MATERIALS
        ]


def test_letters_that_may_mean_a_number_or_a_way_are_a_number_of_copies_where_they_hold_numbers() -> None:
    rows = [{"clmc": name, "fs": "窗口提交", "lyqd": source} for name, _, _, source in MATERIALS]
    given = {"sxmc": "渡船登记", "sxlx": "行政确认", "bjlx": "承诺件", "cnbjsx": "5个工作日", "cllb": rows}
    answer = JsonPage(data=given, text=json.dumps(given), url="http://a.example/1", evidence="e")
    assert all(not one.read("material_copies").stated for one in read_guide([answer], LABELS).materials)


def test_a_law_in_bracketed_pairs_below_a_title_is_read_and_quoted_as_it_stands() -> None:
    law = (("法律法规名称", "《渡口管理办法》"), ("条款号", "第八条"), ("条款内容", "渡船应当登记后使用。"))
    lines = "".join(f"<p><font>【{label}】</font><font>{value}</font></p>" for label, value in law)
    more = "<p><font>【办公时间】</font><font>每天</font></p><p><font>【监督电话】</font><font>12345</font></p>"
    where = "<p><font>【办理地点】</font><font>临水县河街3号</font></p>"
    guide = read(f"<div class='b'><div>实施依据</div><div class='c'>{lines}</div></div><div>{where}{more}</div>")
    (basis,) = guide.legal_bases
    assert (basis.law.text, basis.clause.text, basis.content.text) == tuple(value for _, value in law)
    assert guide.read("legal_basis").quote in {value for _, value in law}


def test_a_table_of_fees_says_whether_a_fee_is_charged() -> None:
    heads = row("是否收费", "收费项目名称", "收费标准", tag="th")
    guide = read(f"<h3>收费信息</h3><table>{heads}{row('是', '登记费', '20元/艘')}</table>")
    assert guide.read("fee_status").text == "是"
    assert [fee.name.text for fee in guide.fees] == ["登记费"]


def test_a_word_in_bold_behind_a_label_with_a_colon_is_its_value() -> None:
    panes = "".join(
        f"<div class='item'><h5>{name}</h5><ul><li><i></i>是否必需：<b>必要</b></li>"
        f"<li><i></i>原件/复印件：<b>{original}</b></li><li><i></i>材料份数：<b>{copies}</b></li>"
        f"<li><i></i>来源渠道：<b>{source}</b></li></ul></div>"
        for name, original, copies, source in MATERIALS
    )
    guide = read(f"<h3>申请材料</h3><div class='all'>{panes}</div>")
    assert said(guide) == list(MATERIALS)
    assert [one.read("material_necessity").text for one in guide.materials] == ["必要", "必要"]


def test_a_table_whose_columns_are_the_materials_is_turned() -> None:
    titles = ("材料名称", "原件/复印件", "份数", "来源渠道")
    rows = "".join(f"<tr><th>{title}</th>{''.join(f'<td>{one[n]}</td>' for one in MATERIALS)}</tr>"
                   for n, title in enumerate(titles))  # fmt: skip
    offers = "".join(f"<td><span onclick=\"window.open('/f/{n}.doc')\">空表下载</span></td>" for n in range(2))
    rows += f"<tr><th>空白表格</th>{offers}</tr>"
    assert said(read(f"<h3>申请材料</h3><table>{rows}</table>")) == list(MATERIALS)


def test_the_windows_of_a_page_end_where_the_next_section_begins() -> None:
    entries = "".join(
        f"<li><p>{name}</p><p class='d'>原件/复印件：{original}　份数：{copies}　来源渠道：{source}</p></li>"
        for name, original, copies, source in MATERIALS
    )
    where = "<p>办理地点：临水县河街3号</p><p>办公时间：周一至周五9:00-17:00</p>"
    for start, end in (("<div class='t'>", "</div>"), ("<h3>", "</h3>")):
        sections = (("办理窗口信息", where), ("材料清单", f"<ol>{entries}</ol>"))
        guide = read("".join(f"{start}{title}{end}<div class='c'>{block}</div>" for title, block in sections))
        assert said(guide) == list(MATERIALS)
        assert [one.place.text for one in guide.windows] == ["临水县河街3号"]


def test_a_fold_keeps_the_headings_in_it() -> None:
    steps = "".join(f"<h5>步骤{n}：{name}</h5><p>{said_of}</p>" for n, (name, said_of) in enumerate(
        (("申请", "向窗口递交材料。"), ("审查", "到码头查看。")), 1
    ))  # fmt: skip
    for box, title in (("details", "summary"), ("fieldset", "legend")):
        guide = read(f"<{box}><{title}>办理流程</{title}>{steps}</{box}>")
        assert [one.description.text for one in guide.steps] == ["向窗口递交材料。", "到码头查看。"]


def test_rows_of_boxes_whose_buttons_say_the_titles_again_are_a_list() -> None:
    heads = "".join(
        f"<span>{t}</span>" for t in ("材料名称", "原件/复印件", "份数", "来源渠道", "空白表格", "示例样表")
    )
    offers = "<span><i onclick='get(1)'>空白表格</i></span><span><i onclick='get(2)'>示例样表</i></span>"
    rows = "".join(
        f"<div class='r'>{''.join(f'<span>{cell}</span>' for cell in one)}{offers}</div>" for one in MATERIALS
    )
    assert said(read(f"<h3>申请材料</h3><div class='g'><div class='h'>{heads}</div>{rows}</div>")) == list(MATERIALS)


NOTES = {"材料名称": "船舶照片", "填报须知": "近一月内拍摄", "必要性": "必要", "备注": "电子件即可"}


def _as_rows() -> str:
    rows = [NOTES, {**NOTES, "材料名称": "登记申请表", "备注": "无"}]
    cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row.values()) + "</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{title}</th>' for title in NOTES)}</tr>{cells}</table>"


def _as_pairs() -> str:
    cards = [NOTES, {**NOTES, "材料名称": "登记申请表", "备注": "无"}]
    return "".join(
        "<ul>" + "".join(f"<li><i>{label}</i><b>{words}</b></li>" for label, words in card.items()) + "</ul>"
        for card in cards
    )


@pytest.mark.parametrize("drawn", [_as_rows, _as_pairs])
def test_two_fields_of_notes_of_one_material_are_both_kept(drawn: Callable[[], str]) -> None:
    known = {"事项名称": "渡船登记", "事项类型": "行政确认", "受理条件": "有船。", "咨询电话": "0571-81234567"}
    facts = "".join(f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in known.items())
    found = read_body(f"<table>{facts}</table><h3>申请材料</h3><div>{drawn()}</div>").materials
    assert [m.name.text for m in found] == ["船舶照片", "登记申请表"]
    assert [m.read("material_filling_notes").text for m in found] == ["近一月内拍摄；电子件即可", "近一月内拍摄"]


def test_two_keys_of_notes_in_an_answer_are_both_kept() -> None:
    row = {"materialName": "船舶照片", "fillExplain": "近一月内拍摄", "remark": "电子件即可", "materialNum": "1"}
    found = read_answer({**ANSWER, "materials": [row, {**row, "materialName": "登记申请表", "remark": "7"}]}).materials
    assert [m.read("material_filling_notes").text for m in found] == ["近一月内拍摄；电子件即可", "近一月内拍摄"]


_STEP_TITLES = "<th>环节名称</th><th>办理内容</th><th>办理时限</th>"


@pytest.mark.parametrize("last", ["结果送达", "办理结果", "受理条件"])
@pytest.mark.parametrize(
    "drawn",
    [
        "<table><tr>{0}</tr>{1}</table>",
        "<div><table><tr>{0}</tr></table></div><div><table><tbody>{1}</tbody></table></div>",
        "<div><table><tr>{0}<th class=gutter></th></tr></table></div><div><table><tbody>{1}</tbody></table></div>",
    ],
    ids=["one_table", "two_tables", "two_tables_and_a_bar_that_scrolls"],
)
def test_the_row_of_a_list_may_be_called_as_a_label_is(last: str, drawn: str) -> None:
    told = (("申请", "船主提交材料。", ""), ("受理", "窗口核对材料。", "1个工作日"), (last, "窗口发放。", "2个工作日"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in told)
    found = read_body(
        "<h1>渡船登记</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>咨询电话</th><td>0571-81234567</td>"
        f"</tr></table><h3>办理流程</h3>{drawn.format(_STEP_TITLES, rows)}<h3>受理条件</h3><p>渡船经检验合格。</p>"
    )
    assert [(s.name.value, s.limit.value) for s in found.steps] == [(name, limit or None) for name, _, limit in told]
    assert not found.read("delivery").stated
    assert found.read("conditions").value == "渡船经检验合格。"


def test_a_pair_below_a_list_of_three_columns_is_none_of_its_rows() -> None:
    rows = "<tr><td>受理</td><td>核对。</td><td>1日</td></tr><tr><td>收费依据</td><td>船费〔2019〕3号</td><td /></tr>"
    found = read_body(
        "<h1>渡船登记</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>咨询电话</th><td>0571-81234567</td>"
        f"</tr></table><h3>办理流程</h3><table><tr>{_STEP_TITLES}</tr>{rows}</table>"
    )
    assert [s.name.value for s in found.steps] == ["受理"]
    assert found.read("fee_basis").value == "船费〔2019〕3号"


def test_a_label_among_the_rows_of_two_tables_may_end_the_list_and_keeps_its_place() -> None:
    titles = "<th>环节名称</th><th>办理人员</th><th>办理内容</th><th>办理时限</th>"
    told = (
        ("申请", "船主", "船主提交材料。", ""),
        ("受理", "窗口", "核对。", "1日"),
        ("收费依据", "窗口", "船费〔2019〕3号", "1日"),
    )
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in told)
    found = read_body(
        "<h1>渡船登记</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>咨询电话</th><td>0571-81234567</td>"
        f"</tr></table><h3>办理流程</h3><div><table><tr>{titles}</tr></table></div><div><table>{rows}</table></div>"
    )
    assert [s.name.value for s in found.steps] == ["申请", "受理"]


@pytest.mark.parametrize("below", ["1", "咨询电话"], ids=["entry", "pair"])
def test_a_title_across_a_list_that_is_called_as_a_label_is_names_some_of_its_rows(below: str) -> None:
    rows = [("<td colspan=3>应当提交的材料</td>"), f"<td>{below}</td><td>渡船登记申请表</td><td>必要</td>"]
    found = read_body(
        "<h1>渡船登记</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办理地点</th><td>江滨路9号二楼</td>"
        "</tr></table><h3>申请材料</h3><table><tr><th>序号</th><th>材料名称</th><th>必要性</th></tr>"
        f"{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    )
    told = [(one.name.value, one.read("material_necessity").value) for one in found.materials]
    assert (told == [("渡船登记申请表", "必要")]) is (below == "1")


def test_titles_of_a_row_for_windows_are_no_hours_though_the_heading_names_both() -> None:
    def row(width: int, *cells: str) -> str:
        return "<tr>" + "".join(f'<td colspan="{width}"><p>{cell}</p></td>' for cell in cells) + "</tr>"

    place, hours = "临江县人民路5号政务服务中心2楼3号窗口", "星期一至星期五8:30—11:30"
    rows = row(3, "事项名称", "渡船登记", "事项类型", "行政许可") + row(12, "<b>二、办理地点和时间</b>")
    rows += row(4, "<b>办理地点</b>", "<b>办理时间</b>", "<b>窗口电话</b>") + row(4, place, hours, "0571-81234567")
    guide = read_body(f"<table>{row(3, '实施主体', '临江县交通局', '承诺时限', '7天')}{rows}</table>")
    assert (guide.read("place").value, guide.read("hours").value) == (place, hours)


def test_values_drawn_as_labels_are_make_no_row_of_titles() -> None:
    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<td><p><span>{cell}</span></p></td>" for cell in cells) + "</tr>"

    rows = row("事项名称", "渡船登记") + row("法定办结时限", "<i>20</i>个工作日", "承诺办结时限", "<i>7</i>个工作日")
    rows += row("实施主体", "临江县交通局", "办件类型", "承诺件") + row("数量限制", "无", "通办范围", "全市")
    materials = row("序号", "材料名称", "份数") + row("<i>1</i>", "<i>渡船照片</i>", "<i>2</i>")
    guide = read_body(f"<table>{rows}</table><p>申请材料</p><table>{materials}</table>")
    assert (guide.read("quantity_limit").value, guide.read("scope").value) == ("无", "全市")
