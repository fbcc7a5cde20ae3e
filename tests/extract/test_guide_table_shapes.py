"""Lists of materials in tables of awkward shapes: titles of two lines, entries of several, columns that are entries."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

HEAD = (
    "<h1>渡船登记</h1><table><tr><td>事项类型</td><td>行政许可</td><td>办件类型</td><td>承诺件</td></tr>"
    "<tr><td>实施主体</td><td>临江县交通运输局</td><td>承诺办结时限</td><td>5个工作日</td></tr></table><h3>申请材料</h3>"
)
BLANK, SAMPLE = "<a href='/1.doc'>空白表格</a>", "<a href='/2.doc'>示例样表</a>"
FIRST = ("渡船登记申请表", "原件", "2", "必要")
SECOND = ("船舶检验证书", "复印件", "1", "非必要")
PARTS = ("material_original", "material_copies", "material_necessity")
CELLS = pytest.mark.parametrize("tag", ["td", "th"])


def row(*cells: str, tag: str = "td") -> str:
    return f"<tr>{''.join(c if c.startswith('<t') else f'<{tag}>{c}</{tag}>' for c in cells)}</tr>"


def told(rows: str) -> list[tuple[str | None, ...]]:
    found = read_body(f"{HEAD}<table>{rows}</table>").materials
    return [(one.name.value, *(one.read(part).value for part in PARTS)) for one in found]


@CELLS
def test_what_stands_below_a_wide_title_is_the_title_of_its_column(tag: str) -> None:
    deep, wide = f"<{tag} rowspan='2'>{{}}</{tag}>", f"<{tag} colspan='2'>份数</{tag}>"
    titles = row(deep.format("序号"), deep.format("材料名称"), wide, deep.format("必要性")) + row(
        "原件", "复印件", tag=tag
    )
    rows = row("1", "渡船登记申请表", "2", "0", "必要") + row("2", "船舶检验证书", "1", "1", "非必要")
    assert told(titles + rows) == [
        ("渡船登记申请表", "原件", "原件2份", "必要"),
        ("船舶检验证书", "原件和复印件", "原件1份、复印件1份", "非必要"),
    ]


def test_values_below_a_wide_value_are_no_titles() -> None:
    titles = row("序号", "材料名称", "材料类型", "份数", "必要性")
    deep = "<td rowspan='2'>{}</td>"
    first = row(deep.format("1"), deep.format("渡船登记申请表"), "<td colspan='2'>原件</td>", deep.format("必要"))
    names = [one[0] for one in told(titles + first + row("原件", "2") + row("2", *SECOND))]
    assert names[-1] == "船舶检验证书"
    assert names[0] == "渡船登记申请表"


@CELLS
@pytest.mark.parametrize("over", ["", "序号", "材料"])
def test_materials_that_are_columns_may_have_numbers_over_them(tag: str, over: str) -> None:
    numbers = row(f"<{tag}>序号</{tag}>", "1", "2") if over == "序号" else row("", "材料一", "材料二") if over else ""
    lines = zip(("材料名称", "材料类型", "份数", "必要性"), FIRST, SECOND, strict=True)
    assert told(numbers + "".join(row(f"<{tag}>{t}</{tag}>", a, b) for t, a, b in lines)) == [FIRST, SECOND]


@CELLS
def test_titles_of_materials_that_are_columns_may_have_a_title_at_their_side_and_an_unknown_one_among_them(
    tag: str,
) -> None:
    side = f"<{tag} rowspan='4'>要求</{tag}>"
    lines = [("材料类型", "原件", "复印件"), ("份数", "2", "1"), ("必要性", "必要", "非必要"), ("盖章", "盖公章", "无")]
    rows = [row(*([side] if not n else []), f"<{tag}>{t}</{tag}>", a, b) for n, (t, a, b) in enumerate(lines)]
    name = row(f"<{tag} colspan='2'>材料名称</{tag}>", FIRST[0], SECOND[0])
    assert told(name + "".join(rows)) == [FIRST, SECOND]


def test_pairs_side_by_side_are_no_columns_of_materials() -> None:
    pairs = row("材料名称", "渡船登记申请表", "份数", "2") + row("材料类型", "原件", "必要性", "必要")
    assert told(pairs) == [FIRST]


@CELLS
def test_an_entry_of_two_rows_is_one_material(tag: str) -> None:
    titles = row(f"<{tag} rowspan='2'>序号</{tag}>", "材料名称", "材料类型", tag=tag) + row("份数", "必要性", tag=tag)
    rows = "".join(row(f"<td rowspan='2'>{n}</td>", *m[:2]) + row(*m[2:]) for n, m in enumerate((FIRST, SECOND), 1))
    group = row("<td colspan='3'>一、都要交的材料</td>")
    assert told(titles + rows) == [FIRST, SECOND]
    assert told(titles + group + rows) == [FIRST, SECOND]


def test_rows_that_share_a_situation_are_each_a_material() -> None:
    titles = row("情形", "材料名称", "材料类型", "份数", "必要性")
    rows = row("<td rowspan='2'>首次登记</td>", *FIRST) + row(*SECOND)
    assert told(titles + rows) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "below",
    [
        f"<td>填报须知</td><td>盖章</td><td>材料附件</td><td>{BLANK}{SAMPLE}</td>",
        f"<td colspan='4'>填报须知：盖章　附件：{BLANK}{SAMPLE}</td>",
        f"<td colspan='4'>填报须知：盖章 <p>{BLANK} {SAMPLE}</p></td>",
    ],
)
def test_the_row_below_an_entry_says_more_of_it_and_offers_its_forms(below: str) -> None:
    titles = row("序号", "材料名称", "材料类型", "份数", "必要性")
    entries = row("<td rowspan='2'>1</td>", *FIRST) + row(below) + row("2", *SECOND)
    guide = read_body(f"{HEAD}<table>{titles}{entries}</table>")
    first, second = guide.materials
    assert (first.name.value, second.name.value) == (FIRST[0], SECOND[0])
    assert (first.read("material_filling_notes").value or "").startswith("盖章")
    assert ([f.name for f in first.blank_forms], [f.name for f in first.sample_forms]) == (["1.doc"], ["2.doc"])
    assert not guide.forms


def test_requirements_in_rows_of_their_own_beside_one_name_are_of_one_material() -> None:
    titles = row("材料名称", "填报须知", "必要性")
    deep = "<td rowspan='2'>{}</td>"
    rows = row(deep.format("渡船登记申请表"), "盖章", deep.format("必要")) + row("<td>签字</td>")
    (one,) = read_body(f"{HEAD}<table>{titles}{rows}</table>").materials
    assert (one.name.value, one.read("material_filling_notes").value) == ("渡船登记申请表", "盖章 签字")


def test_an_original_and_copies_in_rows_of_their_own_beside_one_name_stay_apart() -> None:
    rows = row("<td rowspan='2'>船舶检验证书</td>", "原件", "1", "必要") + row("复印件", "2", "必要")
    assert [one[1:3] for one in told(row("材料名称", "材料类型", "份数", "必要性") + rows)] == [
        ("原件", "1"),
        ("复印件", "2"),
    ]


FILES = (
    "<table><tr><td>文件名称</td><td>类型</td><td>操作</td></tr>"
    "<tr><td>登记申请表.doc</td><td>空白表格</td><td><a href='/1.doc'>下载</a></td></tr>"
    "<tr><td>登记申请表（二）.doc</td><td>示例样表</td><td><a href='/2.doc'>下载</a></td></tr></table>"
)


@CELLS
def test_a_table_of_files_in_the_row_of_a_material_holds_its_forms(tag: str) -> None:
    titles = row("材料名称", "材料类型", "份数", "必要性", "材料附件", tag=tag)
    guide = read_body(f"{HEAD}<table>{titles}{row(*FIRST, f'<td>{FILES}</td>')}{row(*SECOND, '无')}</table>")
    assert [one.name.value for one in guide.materials] == [FIRST[0], SECOND[0]]
    assert [(len(one.blank_forms), len(one.sample_forms)) for one in guide.materials] == [(1, 1), (0, 0)]


def test_a_table_of_materials_in_a_row_of_a_situation_holds_materials() -> None:
    inner = f"<table>{row('材料名称', '材料类型', '份数', '必要性', tag='th')}{row(*FIRST)}{row(*SECOND)}</table>"
    assert told(row("情形", "材料清单", tag="th") + row("首次登记", f"<td>{inner}</td>")) == [FIRST, SECOND]


@pytest.mark.parametrize("title", ["一、基本材料", "申请材料"])
def test_a_title_across_a_list_whose_head_has_a_place_over_the_bar_that_scrolls_ends_nothing(title: str) -> None:
    titles = row("材料名称", "材料类型", "份数", "必要性", "<th class='gutter' style='display: none'></th>", tag="th")
    rows = row(f"<td colspan='4'>{title}</td>") + row(*FIRST) + row(*SECOND)
    split = f"{titles}</table></div><div><table>{rows}"
    assert told(split) == [FIRST, SECOND]


def test_the_numbers_of_rows_and_the_titles_of_a_repeated_head_are_no_labels_that_nobody_knows() -> None:
    titles = row("序号", "材料名称", "材料类型", "份数", "必要性", "填报须知")
    rows = "".join(titles + row(str(n), *m, "盖章") for n, m in enumerate((FIRST, SECOND), 1))
    guide = read_body(f"{HEAD}<table>{rows}{row('押运要求', '随船')}</table>")
    assert [one.name.value for one in guide.materials][:2] == [FIRST[0], SECOND[0]]
    assert not {"序号", "1", "2", "必要", "非必要"} & {one.label for one in guide.unmapped}


def test_titles_of_two_lines_may_stand_in_a_table_of_their_own() -> None:
    deep = "<th rowspan='2'>{}</th>"
    titles = row(
        deep.format("材料名称"), "<th colspan='2'>要求</th>", deep.format("必要性"), "<th class='gutter'></th>"
    )
    rows = row("<td colspan='4'>申请材料</td>") + row(*FIRST) + row(*SECOND)
    assert told(f"{titles}{row('材料类型', '份数', tag='th')}</table><table>{rows}") == [FIRST, SECOND]


NUMBERED = row("序号", "材料名称", "材料类型", "份数", "必要性") + row("1", *FIRST)


@pytest.mark.parametrize(
    ("between", "number", "read"),
    [("", "2", 2), ("<p>&nbsp;</p>", "2", 2), ("<p>办理方式如下：</p>", "2", 1), ("", "1", 1), ("", "丙", 1)],
)
def test_a_list_goes_on_in_the_next_table_where_its_numbers_do_with_no_words_between(
    between: str, number: str, read: int
) -> None:
    rows = row(number, *SECOND)
    assert told(f"{NUMBERED}</table>{between}<table>{rows}") == [FIRST, SECOND][:read]


def test_a_table_of_pairs_behind_a_list_is_none_of_its_rows() -> None:
    titles = row("材料名称", "材料类型", "份数", "必要性")
    pairs = row("咨询电话", "0571-81234567", "办理地点", "江滨路9号")
    guide = read_body(f"{HEAD}<table>{titles}{row(*FIRST)}</table><table>{pairs}</table>")
    assert [one.name.value for one in guide.materials] == [FIRST[0]]
    assert guide.read("consultation_phone").value == "0571-81234567"
