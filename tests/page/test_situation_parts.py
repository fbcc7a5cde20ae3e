"""Materials that stand nowhere until a situation (办理情形) is chosen, and come as markup without a title."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.domain.evidence import Target
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.guides.cases import cases, chooses, further, learn_case_call
from crawler.page.guides.part_titles import below_its_title
from crawler.page.html import Page
from crawler.page.learned.calls import Exchange

HOST = "http://zwfw.example.gov.cn"
LABELS = read_labels(catalogue.labels_text())
CHOICE = (
    "<div><b>请选择办理情形</b>"
    "<label><input type='radio' name='situ' value='1'>本人办理</label>"
    "<label><input type='radio' name='situ' value='2'>委托他人办理</label></div>"
)
HINT = "请先在上方选择办理情形，再查看所需材料"
CARD = "<div class='card'><h4>{}</h4><p><i>来源渠道</i>申请人自备</p><p><i>必要性</i>必要</p></div>"


FACTS = "".join(
    f"<div><div>{label}</div><div><p>{value}</p></div></div>"
    for label, value in (("受理条件", "年满十六周岁"), ("承诺办结时限", "3个工作日"), ("咨询电话", "0990-1234567"))
)


def guide(papers: str) -> Page:
    place = f"<div><div>申请材料</div><div><div id='cl'><p>{papers}</p></div></div></div>"
    body = f"<h1>居住证签注</h1>{CHOICE}{FACTS}{place}"
    return Page(text=f"<html><body>{body}</body></html>", url=f"{HOST}/guide/7", evidence="e")


def part(query: str) -> Page:
    return Page(text=CARD.format("居民身份证") + CARD.format("授权委托书"), url=f"{HOST}/papers?{query}", evidence="e2")


def test_a_page_that_bids_its_reader_choose_first_shows_no_situation() -> None:
    assert [case.words for case in further(guide(HINT))] == ["本人办理", "委托他人办理"]
    assert [case.words for case in further(guide("居民身份证"))] == ["委托他人办理"]


@pytest.mark.parametrize("hint", [HINT, "请您先选择情形", "请先勾选办理情形。"])
def test_what_bids_choose_is_no_material_and_no_lack_of_any(hint: str) -> None:
    found = read_guide([guide(hint)], LABELS)
    assert found.materials == ()
    assert found.read("materials").state is State.UNREAD


@pytest.mark.parametrize(("query", "named"), [("id=7&situ=2", True), ("id=7&page=2", False), ("id=7", False)])
def test_what_a_situation_was_asked_for_with_are_the_materials(query: str, named: bool) -> None:
    shown = guide(HINT)
    read = below_its_title(part(query), shown, Target(url=f"{HOST}/papers?{query}"), [])
    assert isinstance(read, Page)
    assert read.text.startswith("<h3>申请材料</h3>") is named
    assert bool(read_guide([shown, read], LABELS).materials) is named


def chosen_by(control: str, before: str = "<p>申请主体</p>") -> Page:
    body = f"<h1>居住证签注</h1>{FACTS}<h3>申请材料</h3>{before}{control}<p>居民身份证</p>"
    return Page(text=f"<html><body>{body}</body></html>", url=f"{HOST}/guide/7", evidence="e")


RADIOS = (
    "<div><label><input type='radio' name='w' value='p1'>{}</label><label><input type='radio' name='w' value='p2'>{}"
    "</label></div>"
)
SELECT = "<select><option value=''>请选择</option><option value='p1'>{}</option><option value='p2'>{}</option></select>"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (chosen_by(RADIOS.format("个人", "企业")), ["企业"]),
        (chosen_by(SELECT.format("个人", "企业")), ["企业"]),
        (chosen_by(RADIOS.format("满意", "不满意")), []),
        (chosen_by(SELECT.format("东城区", "西城区")), []),
        (chosen_by(SELECT.format("10条/页", "20条/页")), []),
        (chosen_by(f"<form><textarea></textarea>{RADIOS.format('个人', '企业')}</form>"), []),
        (chosen_by("<ul><li data-tab='p1'>基本信息</li><li data-tab='p2'>办理流程</li></ul>"), []),
        (chosen_by("", before="<i></i>" * 70 + RADIOS.format("个人", "企业")), []),
    ],
    ids=["radio", "select", "rating", "places", "sizes", "form", "tabs", "far"],
)
def test_a_choice_by_a_control_that_stands_with_the_materials_is_one_of_situations(
    page: Page, words: list[str]
) -> None:
    assert [case.words for case in further(page)] == words


@pytest.mark.parametrize(("brought", "learned"), [("申请材料：授权委托书", True), ("受理窗口：二楼", False)])
def test_what_nobody_calls_a_situation_is_one_where_it_brings_materials(brought: str, learned: bool) -> None:
    choice = cases(chosen_by(RADIOS.format("个人", "企业")))
    calls = [
        Exchange(target=(there := Target(url=f"{HOST}/part?item=a90417&w={value}")), page=Page(
            text=f"<p>{brought}</p>", url=there.url, evidence=value))
        for value in ("p1", "p2")
    ]  # fmt: skip
    assert (learn_case_call(calls, choice, {"item": "a90417"}) is not None) is learned
    assert chooses(calls, choice) is learned


@pytest.mark.parametrize(("stamps", "learned"), [(("t=17960396", "t=17960397"), True), (("no=8", "no=9"), False)])
def test_what_a_script_makes_anew_for_each_request_tells_no_two_situations_apart(
    stamps: tuple[str, str], learned: bool
) -> None:
    choice = cases(chosen_by(RADIOS.replace("p1", "0").replace("p2", "1").format("本人", "委托"), "<p>办理情形</p>"))
    calls = [
        Exchange(target=(there := Target(url=f"{HOST}/part?item=a90417&kind={value}&{stamp}")), page=Page(
            text="<p>申请材料：授权委托书</p>", url=there.url, evidence=stamp))
        for value, stamp in enumerate(stamps)
    ]  # fmt: skip
    assert (learn_case_call(calls, choice, {"item": "a90417"}) is not None) is learned


@pytest.mark.parametrize(("row", "words"), [("", ["本人", "委托"]), ("<tr><td>身份证</td></tr>", ["委托"])])
def test_an_empty_table_of_materials_shows_not_even_the_situation_that_is_chosen(row: str, words: list[str]) -> None:
    choice = RADIOS.format("本人", "委托").replace("'p1'", "'p1' checked")
    table = f"<table><thead><tr><th>序号</th><th>材料名称</th></tr></thead><tbody>{row}</tbody></table>"
    assert [case.words for case in further(chosen_by(table, f"<p>办理情形：</p>{choice}"))] == words
