"""What a form is offered as by the words before its link, on pages of any origin."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.domain.evidence import Target
from crawler.domain.records import FormSlot, Material
from crawler.domain.values import guide_forms
from crawler.extract.lists.form_beside import slot_before
from crawler.page.finds import AttachmentLink
from crawler.page.html import Page
from tests.extract.one_guide import read_body


@pytest.mark.parametrize(
    ("locator", "slot"),
    [
        ("/html/body/p/a", FormSlot.SAMPLE),
        ("/data/0/files/1", FormSlot.UNSAID),  # a pointer into an answer
        ("/", FormSlot.UNSAID),
        ("word/document.xml#/w:document/w:body[1]/w:p[2]", FormSlot.UNSAID),
        ("page 1, line 5", FormSlot.UNSAID),
    ],
)
def test_a_place_that_is_no_path_in_a_page_says_nothing(locator: str, slot: FormSlot) -> None:
    body = '<html><body><p>样表：<a href="/1.docx">下载</a></p></body></html>'
    page = Page(text=body, url="https://zw.example/1", evidence="e")
    link = AttachmentLink(text="下载", target=Target(url="https://zw.example/1.docx"), locator=locator)

    assert slot_before(page, link, FormSlot.UNSAID) is slot


def row(title: str, cell: str) -> Material:
    """One row of materials under a title of forms."""
    found = read_body(
        "<h1>犬只登记</h1><dl><dt>实施主体</dt><dd>云溪市公安局</dd><dt>受理条件</dt><dd>犬只已免疫。</dd></dl><h2>申请材料</h2>"
        f"<table><tr><th>序号</th><th>材料名称</th><th>材料份数</th><th>{title}</th></tr>"
        f"<tr><td>1</td><td>养犬登记申请表</td><td>1份</td><td>{cell}</td></tr>"
        "<tr><td>2</td><td>免疫证明</td><td>1份</td><td>无</td></tr></table>"
    )
    return found.materials[0]


def forms(title: str, cell: str) -> tuple[list[str], list[str], list[str]]:
    """The blank forms, the samples and what is not said, of that row."""
    material = row(title, cell)
    own = (*material.blank_forms, *material.sample_forms)

    def of(slot: FormSlot) -> list[str]:
        return [f.target.url.rsplit("=", 1)[-1] for f in own if f.slot is slot and f.target is not None]

    return of(FormSlot.BLANK), of(FormSlot.SAMPLE), of(FormSlot.UNSAID)


def link(number: int, words: str = "下载") -> str:
    return f'<a href="/attach/download?id={number}">{words}</a>'


A, B = link(1), link(2)


@pytest.mark.parametrize(
    ("title", "cell", "slots"),
    [
        ("表格下载", f"空白表格 {A}<br>示例样表 {B}", (["1"], ["2"], [])),  # words with no colon
        ("表格下载", f"示例样表 {A} 空白表 {B}", (["2"], ["1"], [])),
        ("表格下载", f"<span>空表</span>{A}<span>样表</span>{B}", (["1"], ["2"], [])),
        ("表格下载", f"<p>空白表格</p><p>{A}</p><p>填写样表</p><p>{B}</p>", (["1"], ["2"], [])),
        ("表格下载", f"{A}（空白表）<br>{B}（示例样表）", (["1"], ["2"], [])),  # words behind
        ("空白表格", f"空白表 {A}；样表 {B}", (["1"], ["2"], [])),  # the words are nearer than the title
        ("空白表格", f"空白样表 {A}", (["1"], [], [])),
        ("示例样表", f"表格 {A}", ([], ["1"], [])),  # 表格 may be any form
        ("材料范本", link(1, "空白表格") + link(2, "示例样表"), (["1"], ["2"], [])),  # both stand below one title
        ("示例样表", link(1, "养犬申请表") + link(2, "样表"), ([], ["1", "2"], [])),
        ("空白表格/示例样表", f"{A}<br>{B}", (["1"], ["2"], [])),  # the order of the title
        ("示例样表/空白表格", f"{A} {B}", (["2"], ["1"], [])),
        ("表格下载", f"{A} {B}", ([], [], ["1", "2"])),  # nothing tells
        ("表格下载", f"空白表格、示例样表 {A} {B}", ([], [], ["1", "2"])),
        ("表格下载", f"空白表格 示例样表 {A} {B}", ([], [], ["1", "2"])),
        ("表格下载", A, (["1"], [], [])),
        ("材料范本", link(1, "空白表格"), (["1"], [], [])),  # its words say plainly that it is of the other kind
        ("样表下载", link(1, "养犬登记申请书（空白）.docx"), (["1"], [], [])),
        ("空白表格下载", link(1, "示例样表"), ([], ["1"], [])),
        ("空白表格", link(1, "填写样表") + link(2, "空表"), (["2"], ["1"], [])),
        ("空白表格", link(1, "下载样表") + link(2, "下载空表"), (["2"], ["1"], [])),  # the other one is the blank form
        ("空白表格", link(1, "样表"), (["1"], [], [])),  # 样表 alone may be a blank one
        ("样表下载", link(1, "空白样表"), ([], ["1"], [])),
        ("样表下载", link(1, "填补空白项目说明"), ([], ["1"], [])),
        ("空白表格", link(1, "示范项目申请表"), (["1"], [], [])),
    ],
)
def test_words_beside_a_link_say_which_form_it_is(title: str, cell: str, slots: object) -> None:
    assert forms(title, cell) == slots


ROWS = "".join(
    f"<div><p><i>{n}</i><b>{name}</b>{offer}</p><p><span>材料形式</span><span>{form}</span></p><p><span>份数</span><span>1份</span></p></div>"
    for n, name, offer, form in (
        (1, "犬只登记申请表", '<a href="/eform/7">在线填写</a>', "电子"),
        (2, "免疫证明", "", "纸质"),
    )
)


@pytest.mark.parametrize("words", ["在线填写", "[网上填报]", "点击在线填表"])
def test_a_link_to_fill_in_a_form_online_is_no_part_of_its_name(words: str) -> None:
    found = read_body(
        "<h1>犬只登记</h1><dl><dt>实施主体</dt><dd>云溪市公安局</dd><dt>受理条件</dt><dd>犬只已免疫。</dd></dl>"
        f"<h2>申请材料</h2><section>{ROWS.replace('在线填写', words)}</section>"
    )

    assert [m.name.text for m in found.materials] == ["犬只登记申请表", "免疫证明"]
    assert [m.read("blank_form").value for m in found.materials] == [words, None]


def test_a_link_to_fill_in_a_form_online_stands_beside_the_name_in_a_row() -> None:
    found = read_body(
        "<h1>犬只登记</h1><dl><dt>实施主体</dt><dd>云溪市公安局</dd><dt>受理条件</dt><dd>犬只已免疫。</dd></dl><h2>申请材料</h2>"
        "<table><tr><th>序号</th><th>材料名称</th><th>材料份数</th></tr>"
        '<tr><td>1</td><td>养犬登记申请表 <a href="/eform/7">在线填写</a></td><td>1份</td></tr>'
        "<tr><td>2</td><td>免疫证明</td><td>1份</td></tr></table>"
    )

    assert [m.name.text for m in found.materials] == ["养犬登记申请表", "免疫证明"]
    assert [m.read("blank_form").value for m in found.materials] == ["在线填写", None]


@pytest.mark.parametrize(
    ("title", "cell", "state"),
    [
        ("表格下载", "详见附件栏", State.UNREAD),
        ("表样", '<a href="#fj">见本页末尾</a>', State.UNREAD),
        ("表格下载", "无", State.NOT_STATED),
        ("空白表格", "详见附件栏", State.NOT_STATED),  # of samples it says nothing
        ("表格下载", f"空白表 {A}", State.NOT_STATED),
    ],
)
def test_words_in_a_column_for_forms_of_either_kind_may_speak_of_a_sample(title: str, cell: str, state: State) -> None:
    assert row(title, cell).read("sample_form").state is state


def test_a_name_that_says_in_brackets_that_it_is_blank() -> None:
    facts = "<p>申请条件：渡船已检验</p><p>承诺时限：5个工作日</p><p>收费标准：不收费</p>"
    row = "<tr><th>材料名称</th><th>份数</th></tr><tr><td>渡运合同示范文本</td><td>1</td></tr>"
    files = "".join(
        f'<p><a href="/f/{number}.docx">渡运合同示范文本（{kind}）.docx</a></p>'
        for number, kind in enumerate(("空白表", "示例样表"))
    )
    guide = read_body(f"<h1>渡船登记</h1>{facts}<h3>申请材料</h3><table>{row}</table><h3>附件</h3>{files}")

    (material,) = guide.materials
    forms = (*guide.forms, *material.blank_forms, *material.sample_forms)
    assert [guide_forms.slot_of(form) for form in forms] == [FormSlot.BLANK, FormSlot.SAMPLE]
