"""Words behind the last of the materials, where files at the foot are named like the first of them."""

from __future__ import annotations

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = (
    "<tr><td>事项名称：</td><td>渡船登记</td></tr><tr><td>事项类型：</td><td>行政确认</td></tr>"
    "<tr><td>受理条件：</td><td>有渡船。</td></tr>"
)
FILES = "<tr><td>表格下载：</td><td><a href='/f/1.doc'>渡船申请表（空白表）.doc</a></td></tr>"


def page(last: str, basis: str = "") -> str:
    rows = f"<tr><td>所需材料：</td><td>1.渡船申请表（原件1份）<br>2.船员名册（原件1份）{last}</td></tr>"
    return f"<h1>渡船登记</h1><table>{FACTS}{rows}{basis}{FILES}</table>"


def test_what_is_said_of_all_materials_is_no_gap_of_the_last_one() -> None:
    basis = "<tr><td>要求提供材料的依据：</td><td>《渡口条例》第九条</td></tr>"
    guide = read_body(page("", basis))
    assert guide.read("material_basis").text == "《渡口条例》第九条"
    assert [m.read("review_standard").state for m in guide.materials] == [State.NOT_STATED] * 2
    assert guide.materials[0].blank_forms


def test_words_of_its_own_entry_are_one() -> None:
    cards = "".join(
        f"<div><b>{name}</b><p>份数：1</p><p>{words}</p></div>"
        for name, words in (("渡船申请表", "请签字"), ("船员名册", "《渡口条例》第九条"))
    )
    body = f"<h1>渡船登记</h1><table>{FACTS}</table><h3>申请材料</h3><div>{cards}</div><table>{FILES}</table>"
    last = read_body(body).materials[-1]
    assert last.name.text == "船员名册"
    assert last.read("material_basis").state is not State.NOT_STATED
