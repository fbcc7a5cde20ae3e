"""A list whose titles are plain cells in a table of their own, with columns that stand still beside it."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>浮桥养护登记</h1><table><tr><td>事项类型</td><td>行政确认</td></tr><tr><td>实施主体</td><td>临江县浮桥管理站</td></tr>"
    "<tr><td>受理条件</td><td>有浮桥。</td></tr></table>"
)
TITLES = ("序号", "材料名称", "份数", "材料形式", "来源渠道")
ROWS = (("1", "养护申请表", "2", "纸质", "申请人自备"), ("2", "船工名册", "1", "电子", "申请人自备"))


def table(*rows: tuple[str, ...], cell: str = "td") -> str:
    lines = ("".join(f"<{cell}><div>{words}</div></{cell}>" for words in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def part(rows: tuple[tuple[str, ...], ...], begin: int, end: int | None = None) -> tuple[tuple[str, ...], ...]:
    return tuple(row[begin:end] for row in rows)


def view(begin: int, end: int | None = None, cell: str = "td") -> str:
    heads, body = table(TITLES[begin:end], cell=cell), table(*part(ROWS, begin, end))
    return f"<div><div class='h'><div>{heads}</div></div><div class='b'>{body}</div></div>"


def materials(html: str) -> list[tuple[str, ...]]:
    parts = ("material_copies", "material_form", "material_source")
    found = read_body(f"{FACTS}<h3>申请材料</h3>{html}").materials
    return [(m.name.text, *(m.read(each).text for each in parts)) for m in found]


ALL = [row[1:] for row in ROWS]


@pytest.mark.parametrize("cell", ["td", "th"])
def test_titles_right_over_the_table_of_the_rows(cell: str) -> None:
    assert materials(view(0, cell=cell)) == ALL


@pytest.mark.parametrize("cell", ["td", "th"])
@pytest.mark.parametrize("still", [1, 2, 3])
def test_columns_that_stand_still_are_those_of_the_same_rows(cell: str, still: int) -> None:
    assert materials(f"<div>{view(0, still, cell)}{view(still, cell=cell)}</div>") == ALL


@pytest.mark.parametrize(("begin", "end"), [(0, 2), (0, None), (4, None)])
def test_columns_that_are_drawn_again_are_said_once(begin: int, end: int | None) -> None:
    assert materials(f"<div>{view(0, cell='th')}<div class='fixed'>{view(begin, end, 'th')}</div></div>") == ALL
    assert materials(f"<div>{view(0)}<div class='fixed'>{view(begin, end)}</div></div>") == ALL


def test_each_row_may_be_a_table_of_its_own() -> None:
    rows = "".join(f"<div class='row'>{table(row)}</div>" for row in ROWS)
    assert materials(f"<div>{table(TITLES)}</div><div>{rows}</div>") == ALL


def test_steps_laws_and_questions_too() -> None:
    steps = table(("环节名称", "办理时限", "办理内容")) + table(
        ("受理", "1个工作日", "收取材料。"), ("送达", "", "邮寄。")
    )
    laws = table(("法律法规名称", "文号", "条款", "内容")) + table(("《浮桥条例》", "", "第九条", "养护应当登记。"))
    asked = table(("问题", "解答")) + table(("能代办吗？", "可以。"))
    guide = read_body(f"{FACTS}<h3>办理流程</h3>{steps}<h3>设定依据</h3>{laws}<h3>常见问题</h3>{asked}")
    assert [(s.name.text, s.limit.text, s.description.text) for s in guide.steps] == [
        ("受理", "1个工作日", "收取材料。"),
        ("送达", "", "邮寄。"),
    ]
    assert [(b.law.text, b.clause.text, b.content.text) for b in guide.legal_bases] == [
        ("《浮桥条例》", "第九条", "养护应当登记。")
    ]
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("能代办吗？", "可以。")]


@pytest.mark.parametrize(
    "below",
    [
        "<p>以下为样例</p>" + table(*ROWS),
        table(*part(ROWS, 1, 3)),
        table(("咨询电话", "0571-81234567", "监督电话", "12345", "")),
    ],
)
def test_words_between_other_columns_and_pairs_are_no_rows(below: str) -> None:
    assert not any(name in {row[1] for row in ROWS} for name, *_ in materials(table(TITLES) + below))


def test_two_lists_of_as_many_rows_are_two() -> None:
    steps = table(("环节名称", "办理时限")) + table(("受理", "1个工作日"), ("送达", "2个工作日"))
    guide = read_body(f"{FACTS}<h3>申请材料</h3>{view(0)}<h3>办理流程</h3>{steps}")
    assert len(guide.materials) == len(guide.steps) == len(ROWS)


@pytest.mark.parametrize("cell", ["td", "th"])
def test_a_place_over_the_bar_that_scrolls_is_no_column_and_a_title_is(cell: str) -> None:
    assert materials(table((*TITLES, ""), cell=cell) + table(*ROWS)) == ALL
    assert materials(table(TITLES[:2], cell=cell) + table(TITLES[2:], cell=cell) + table(*part(ROWS, 0, 2))) == []


PAIRS = table(("事项名称", "浮桥养护登记"), ("事项类型", "行政确认"), ("咨询电话", "0571-81234567"))
OWN = "1.有浮桥，且浮桥检验合格；<br>2.有养护工人两人以上。"


def sections(head: str, *, wrapped: bool) -> tuple[str | None, str | None]:
    """The conditions and remedies of a guide whose titles are such tables over tables with the text alone."""
    text = ("受理条件", OWN), ("法律救济", "对登记结果不服的，可以申请行政复议。")
    parts = [PAIRS, *(part for title, words in text for part in (head.format(title), table((words,))))]
    rows = "".join(f"<tr><td>{part}</td></tr>" if wrapped else f"<div>{part}</div>" for part in parts)
    guide = read_body(f"<table>{rows}</table>" if wrapped else rows)
    return guide.read("conditions").value, guide.read("remedy").value


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize(
    "head",
    [
        "<table><tr><td><img src='dot.gif'> <b>{}</b></td></tr></table>",
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td width='20'><img src='dot.gif'></td><td>{}</td></tr></table>",
    ],
)
def test_a_title_in_a_table_of_its_own_heads_the_text_in_the_next(head: str, wrapped: bool) -> None:
    conditions, remedy = sections(head, wrapped=wrapped)
    assert conditions == "1.有浮桥，且浮桥检验合格； 2.有养护工人两人以上。"
    assert remedy == "对登记结果不服的，可以申请行政复议。"


def test_a_label_with_a_place_beside_it_is_no_title() -> None:
    guide = read_body(f"{PAIRS}{table(('受理条件', ''))}{table(('申请材料', '养护申请表'))}")
    assert (guide.read("conditions").stated, guide.read("materials").value) == (False, "养护申请表")
