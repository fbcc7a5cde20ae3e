"""Rows of a list that lead on to the items beneath them."""

from __future__ import annotations

import json

import pytest

from crawler.page.html import Page
from crawler.page.lists.main_rows import heads_of, main_rows, opening_rows
from crawler.page.parse import parse

_ITEM = "<div class='row'><span><a href='javascript:void(0)' onclick=\"show('a1b2c3d4-{0}')\">{1}</a></span></div>"
_MAIN = "<div class='row'><a href='/children.html?parent=f00{0}'>{1}</a><span>某市林业局</span><i>{2}</i></div>"


def _leads(rows: str) -> list[str]:
    text = f"""<html><head><title>个人办事</title></head><body><div class="all">{rows}</div>
    <div class="row"><a href="/news.html?id=1">采伐许可证办理提示</a><i>2项</i></div>
    <script>function show(id){{window.open('/guide/'+id);}}</script></body></html>"""
    page = parse(text.encode(), "text/html; charset=utf-8", "http://portal.test/list.html", "e1")
    assert isinstance(page, Page)
    assert page.items()
    return [target.url for target in main_rows(page)]


def test_rows_that_count_what_is_beneath_them_lead_on() -> None:
    items = _ITEM.format(1, "林木采伐许可证核发") + _ITEM.format(2, "占用林地审核变更")
    assert _leads(items + _MAIN.format(1, "陆生野生动物人工繁育许可", "2项")) == [
        "http://portal.test/children.html?parent=f001"
    ]


def test_a_main_row_may_have_a_class_of_its_own_and_a_button_beside_its_name() -> None:
    items = _ITEM.format(1, "林木采伐许可证核发") + _ITEM.format(2, "占用林地审核变更")
    row = _MAIN.format(1, "陆生野生动物人工繁育许可", "（含3个子项）").replace("class='row'", "class='row has-child'")
    button = "<a href='/children.html?parent=f00{0}'>查看子项</a></div>"
    assert _leads(items + row.replace("</div>", button.format(1))) == ["http://portal.test/children.html?parent=f001"]
    assert _leads(items + row.replace("</div>", button.format(2))) == []


def test_rows_that_count_nothing_are_left_alone() -> None:
    items = _ITEM.format(1, "林木采伐许可证核发") + _ITEM.format(2, "占用林地审核变更")
    assert _leads(items + _MAIN.format(1, "陆生野生动物人工繁育许可", "")) == []


@pytest.mark.parametrize("beneath", ["办理项 3 个 ▼", "子项：3", "[含3个业务办理项]", "展开3个事项", "3项 ▼"])
def test_a_main_item_that_opens_is_told_by_the_number_beneath_it_whatever_else_its_row_says(beneath: str) -> None:
    row = (
        f"<div onclick=\"Hall.unfold('f001')\"><b>林木采伐许可</b><i>[行政许可]</i> 某市林业局<em>{beneath}</em></div>"
        "<div onclick=\"Hall.open('f002')\"><b>占用林地审核</b><i>[行政许可]</i> 某市林业局<em>办事指南</em></div>"
    )
    page = parse(row.encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert [(one.name, one.value) for one in opening_rows(page)] == [("林木采伐许可", "f001")]


@pytest.mark.parametrize("beside", ["3个工作日", "材料3项", "第3项", "展开"])
def test_a_row_that_counts_something_else_does_not_open(beside: str) -> None:
    row = f"<div onclick=\"Hall.open('f001')\"><b>林木采伐许可</b> 某市林业局<em>{beside}</em></div>"
    page = parse(row.encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert list(opening_rows(page)) == []


_ANSWER = """{"data": {"total": 3, "rows": [
 {"sxGuid": "5e0a71c2-0001", "name": "林木采伐许可", "isLeaf": "0", "subCount": 2, "deptName": "云溪市林业局"},
 {"sxGuid": "5e0a71c2-0002", "name": "占用林地审核", "isLeaf": "1", "subCount": 1, "deptName": "云溪市林业局"},
 {"sxGuid": "5e0a71c2-0003", "name": "草原征用审核", "isLeaf": "0", "subCount": 1, "deptName": "云溪市林业局"}]}}"""


def test_rows_of_an_answer_that_are_no_leaves_open_by_an_identifier_that_is_called_after_the_item() -> None:
    found = parse(_ANSWER.encode(), "application/json", "http://portal.test/rows", "e1")
    assert found is not None
    keys = {item.name: item.key for item in found.items()}
    rows = [(row.name, row.value, row.item) for row in opening_rows(found) if row.at == "sxGuid"]
    assert rows == [
        ("林木采伐许可", "5e0a71c2-0001", keys["林木采伐许可"]),
        ("草原征用审核", "5e0a71c2-0003", keys["草原征用审核"]),
    ]


@pytest.mark.parametrize(
    ("key", "opens"),
    [("handleItemNum", True), ("taskHandleItemCount", True), ("ywblxNum", True), ("blxSl", True), ("handleNum", False)],
)
def test_rows_of_an_answer_may_count_the_handling_items_beneath_them(key: str, opens: bool) -> None:
    rows = [
        {"taskCode": f"1133010000{at}", "taskName": name, "deptName": "云溪市林业局", key: at + 1}
        for at, name in enumerate(("林木采伐许可", "占用林地审核"))
    ]
    found = parse(json.dumps({"data": rows}).encode(), "application/json", "http://portal.test/rows", "e1")
    assert found is not None
    assert [(row.name, row.value) for row in opening_rows(found)] == [
        (row["taskName"], row["taskCode"]) for row in rows if opens
    ]


@pytest.mark.parametrize(
    ("key", "count", "opens"),
    [
        ("serviceCount", 2, True),
        ("sxSl", "1", True),
        ("itemCount", 0, False),
        ("serviceCount", 3172, False),
        ("itemNum", 12, False),
        ("applyCount", 3, False),
    ],
)
def test_rows_of_an_answer_may_count_the_items_that_they_hold(key: str, count: int | str, opens: bool) -> None:
    rows = [
        {"unid": f"5E0A71C2000{at}", "dirName": name, "deptName": "云溪市林业局", key: count}
        for at, name in enumerate(("林木采伐许可", "占用林地审核"))
    ]
    found = parse(json.dumps({"data": rows}).encode(), "application/json", "http://portal.test/rows", "e1")
    assert found is not None
    assert [row.value for row in opening_rows(found)] == [row["unid"] for row in rows if opens]


_BENEATH = """<li><i><b onclick="guide('7c10{0}')">办事指南</b><b onclick="apply('7c10{0}')">在线办理</b></i>
 {1} <em>{2}</em></li>"""


@pytest.mark.parametrize("rows", [1, 3])
def test_the_name_of_an_item_may_be_the_own_words_of_its_row_behind_the_buttons(rows: int) -> None:
    names = ["林木采伐许可（新办）", "林木采伐许可（变更）", "林木采伐许可（延续）"][:rows]
    text = "".join(_BENEATH.format(at, name, "（承诺时限：5个工作日）") for at, name in enumerate(names))
    page = parse(f"<ul>{text}</ul>".encode(), "text/html; charset=utf-8", "http://portal.test/sub", "e1")
    assert isinstance(page, Page)
    assert [item.name for item in page.items()] == names


def test_a_remark_behind_the_buttons_of_a_row_is_no_name() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td><a href='/guide?id=7c10{at}'>办事指南</a>｜<i>预约</i>（限企业办理）</td></tr>"
        for at, name in enumerate(("种畜禽备案", "动物诊疗许可"))
    )
    page = parse(f"<table>{rows}</table>".encode(), "text/html; charset=utf-8", "http://portal.test/list", "e1")
    assert isinstance(page, Page)
    assert [item.name for item in page.items()] == ["种畜禽备案", "动物诊疗许可"]


@pytest.mark.parametrize("sign", ["+", "-", "＋", "－", "▶", "▼ "])
def test_the_sign_by_which_a_row_is_folded_is_no_part_of_its_name(sign: str) -> None:
    rows = "".join(
        f"<p><a href='/guide?id=7c10{at}'><i>{sign}</i>{name}</a></p>"
        for at, name in enumerate(("林木采伐许可证核发", "占用林地审核变更"))
    )
    page = parse(rows.encode(), "text/html; charset=utf-8", "http://portal.test/list", "e1")
    assert isinstance(page, Page)
    assert [item.name for item in page.items()] == ["林木采伐许可证核发", "占用林地审核变更"]


_FOLDED = """<div class="r" id="r_{0}"><p onclick="unfold('{0}')"><i>{2}</i>{1}</p><div class="b">{3}</div></div>"""
_MAINS = ("林木采伐许可核发", "占用林地审核审批", "草原征用审核审批")


def _folded(*rows: tuple[str, str], more: str = "") -> Page:
    text = "".join(_FOLDED.format(f"5e0a71c{at}", _MAINS[at], *row) for at, row in enumerate(rows))
    page = parse(f"{text}{more}".encode(), "text/html; charset=utf-8", "http://portal.test/list", "e1")
    assert isinstance(page, Page)
    return page


def test_listed_rows_with_a_sign_of_folding_and_an_empty_box_below_may_open_and_are_listed_until_they_do() -> None:
    page = _folded(("+", ""), ("＋", ""), ("+", ""))
    keys = {item.name: item.key for item in page.items()}
    assert [*keys] == [*_MAINS]
    assert [(row.value, row.item) for row in opening_rows(page)] == [
        (f"5e0a71c{at}", keys[name]) for at, name in enumerate(_MAINS)
    ]


def test_a_row_that_stands_unfolded_above_the_items_beneath_it_is_no_item() -> None:
    beneath = "".join(_BENEATH.format(at, f"占用林地审核（{how}）", "") for at, how in enumerate(("新办", "变更")))
    page = _folded(("+", ""), ("-", f"<ul>{beneath}</ul>"), ("+", ""))
    names = [item.name for item in page.items()]
    assert names == [_MAINS[0], "占用林地审核（新办）", "占用林地审核（变更）", _MAINS[2]]


@pytest.mark.parametrize("below", ["<em>某市林业局</em>", "<div>法定时限20个工作日，承诺5个工作日</div>"])
def test_a_sign_before_a_name_with_nothing_below_it_to_unfold_opens_nothing(below: str) -> None:
    rows = "".join(
        f"<div><p onclick=\"show('5e0a71c{at}')\"><i>+</i>{n}</p>{below}</div>" for at, n in enumerate(_MAINS)
    )
    page = parse(rows.encode(), "text/html; charset=utf-8", "http://portal.test/list", "e1")
    assert isinstance(page, Page)
    assert [item.name for item in page.items()] == [*_MAINS]
    assert list(opening_rows(page)) == []


_BADGED = """<li class="c" data-main="{0}"><div><span>{1}</span>{2}<u>云溪市林业局</u></div>{3}</li>"""


def _handed_over(badge: str, below: str) -> Page:
    """Rows without a link or a handler: a script listens to all of them."""
    text = "".join(_BADGED.format(f"5e0a71c{at}", name, badge, below) for at, name in enumerate(_MAINS))
    page = parse(f"<ul>{text}</ul>".encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("badge", ["<em>3</em>", "<em>3项</em>", "<em>（3）</em>"])
@pytest.mark.parametrize("below", ["<ul></ul>", '<div style="display: none"></div>'])
def test_a_number_behind_the_name_and_a_list_that_is_still_empty_make_a_main_item(badge: str, below: str) -> None:
    page = _handed_over(badge, below)
    assert [(row.name, row.value, row.item) for row in opening_rows(page)] == [
        (name, f"5e0a71c{at}", None) for at, name in enumerate(_MAINS)
    ]
    assert page.items() == ()
    assert heads_of(page) == ("5e0a71c0", "5e0a71c1", "5e0a71c2")


@pytest.mark.parametrize(
    ("badge", "below"),
    [
        ("<em>3</em>", ""),
        ("<em>3</em>", "<div></div>"),
        ("<em>3</em>", "<ul><li>法定时限20个工作日，承诺5个工作日</li></ul>"),
        ("<em>3</em>", "<div style='display:none'><table><tr><td>法定时限20个工作日</td></tr></table></div>"),
    ],
)
def test_a_number_without_a_folded_list_makes_none(badge: str, below: str) -> None:
    page = _handed_over(badge, below)
    assert list(opening_rows(page)) == []
    assert len(page.items()) == len(_MAINS)


@pytest.mark.parametrize("badge", ["", "<em>热</em>", "<em>3天</em>"])
def test_a_folded_list_alone_may_be_one_of_items_and_its_row_is_listed_until_it_opens(badge: str) -> None:
    page = _handed_over(badge, "<ul></ul>")
    keys = [item.key for item in page.items()]
    assert [(row.value, row.item) for row in opening_rows(page)] == [
        (f"5e0a71c{at}", key) for at, key in enumerate(keys)
    ]
    assert heads_of(page) == ()


def test_a_table_of_titles_alone_that_is_folded_below_a_row_holds_nothing_yet() -> None:
    titles = "<thead><tr><th>办理项</th><th>操作</th></tr></thead>"
    below = f"<div style='display:none'><table>{titles}<tbody>{{0}}</tbody></table></div>"
    rows = "".join(f"<div data-no='5e0a71c{at}'><b>{n}</b><i>2</i></div>{below}" for at, n in enumerate(_MAINS))
    for held, opens in (("", 3), ("<tr><td>林木采伐许可（变更）</td><td>办事指南</td></tr>", 0)):
        page = parse(rows.format(held).encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
        assert isinstance(page, Page)
        assert len([*opening_rows(page)]) == opens


def test_what_hands_over_may_be_the_name_in_a_row_behind_its_sign_of_folding() -> None:
    row = "<li><i>+</i> <a href='javascript:;' data-id='5e0a71c{0}'>{1}</a><ul></ul></li>"
    text = "".join(row.format(at, name) for at, name in enumerate(_MAINS))
    page = parse(f"<ul>{text}</ul>".encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert [item.name for item in page.items()] == [*_MAINS]
    assert [row.value for row in opening_rows(page)] == ["5e0a71c0", "5e0a71c1", "5e0a71c2"]
    away = text.replace("javascript:;", "/news/1.html")
    page = parse(f"<ul>{away}</ul>".encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert list(opening_rows(page)) == []


def test_a_number_before_the_name_counts_the_rows() -> None:
    rows = "".join(f"<li data-id='5e0a71c{at}'><i>{at + 1}</i><b>{n}</b></li>" for at, n in enumerate(_MAINS))
    page = parse(f"<ol>{rows}</ol>".encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert list(opening_rows(page)) == []
    assert len(page.items()) == len(_MAINS)
