"""A sentence beside the list of materials that says by what rule all of them are asked for."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = (
    ("事项类型", "行政许可"),
    ("实施主体", "云溪县交通运输局"),
    ("法定办结时限", "20个工作日"),
    ("承诺办结时限", "10个工作日"),
    ("受理条件", "有符合安全要求的渡船，船员持有适任证书，渡口选址符合通航安全的要求，并设有安全告示。"),
    ("办理地点", "云溪县听涛路7号政务服务中心一楼"),
    ("咨询电话", "0571-81234567"),
    ("是否收费", "不收费"),
)
ROWS = (("渡口备案表", "纸质"), ("船员名册", "电子"))
LIST = (
    "<h3>申请材料</h3><table><tr><th>序号</th><th>材料名称</th><th>材料形式</th></tr>"
    + "".join(f"<tr><td>{n}</td><td>{name}</td><td>{form}</td></tr>" for n, (name, form) in enumerate(ROWS, 1))
    + "</table>"
)


def page(behind: str) -> str:
    facts = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS)
    return f"<h1>渡口经营许可</h1><table>{facts}</table>{LIST}{behind}<h3>结果名称</h3><p>渡口经营许可证</p>"


@pytest.mark.parametrize(
    "sentence",
    [
        "以上材料依据《渡口管理办法》第三条提交。",
        "上述申请材料根据《渡口管理办法》第三条要求提供。",
        "申请人依照《渡口管理办法》第三条提供以下材料。",
    ],
)
def test_a_sentence_beside_the_list_gives_the_basis_of_all_materials(sentence: str) -> None:
    basis = read_body(page(f"<p>{sentence}</p>")).read("material_basis")
    assert "《渡口管理办法》第三条" in basis.text


def test_words_that_cite_a_law_and_speak_of_materials_leave_their_basis_undecided() -> None:
    guide = read_body(page("<p>收这几份材料的缘由写在《渡口管理办法》第三条里。</p>"))
    assert [one.read("material_basis").unread for one in guide.materials] == [True, True]


@pytest.mark.parametrize("sentence", ["渡口由《渡口管理办法》第三条规范。", "以上材料加盖公章提交。"])
def test_words_that_say_but_one_of_both_give_no_basis(sentence: str) -> None:
    guide = read_body(page(f"<p>{sentence}</p>"))
    assert not guide.read("material_basis").stated
    assert {one.read("material_basis").state for one in guide.materials} == {State.NOT_STATED}
