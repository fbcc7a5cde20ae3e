"""What stands below the sections of a guide that an editor wrote: files that hang there, the basis of its materials."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_answer, read_body

ROWS = "".join(
    f"<tr><td>{number}</td><td>{name}</td><td>原件</td><td>1份</td></tr>"
    for number, name in enumerate(("渡船登记申请书", "船舶检验证书"), 1)
)
TABLE = f"<table><tr><td>序号</td><td>材料名称</td><td>原件/复印件</td><td>份数</td></tr>{ROWS}</table>"
FILE = '<p><img src="/doc.gif"/><a href="/up/1.docx">渡船登记申请书.docx</a></p>'
REMEDY = "对登记结果有异议的，可以申请行政复议。"


def written(behind_table: str = "", behind: str = "", table: str = TABLE) -> str:
    return (
        "<p><strong>事项类型：</strong><span>行政确认</span></p><p><strong>实施主体：</strong>临江县交通运输局</p>"
        f"<p><strong>申请条件：</strong></p><p>1.有船。</p><p><strong>申请材料：</strong></p>{table}{behind_table}"
        f"<p><strong>是否收费：</strong>不收费</p><p><strong>法律救济途径：</strong>{REMEDY}</p>{behind}"
    )


@pytest.mark.parametrize("behind", [FILE, f"<p><br/></p>{FILE}{FILE.replace('.docx', '（样表）.docx')}"])
def test_files_that_hang_below_the_last_section_are_no_words_of_it(behind: str) -> None:
    assert read_body(f"<h1>渡船登记</h1>{written(behind=behind)}").read("remedy").text == REMEDY


@pytest.mark.parametrize(
    "behind", ["<p>见<a href='/up/1.docx'>告知书.docx</a></p>", f"{FILE}<p>也可以向人民法院提起行政诉讼。</p>"]
)
def test_a_file_among_the_words_of_a_section_is_of_it(behind: str) -> None:
    assert ".docx" in read_body(f"<h1>渡船登记</h1>{written(behind=behind)}").read("remedy").text


BASIS = "<p><strong>要求提供材料的依据：</strong><span>《渡船登记条例》第十六条</span></p>"


def test_a_basis_of_materials_behind_their_table_is_that_of_all() -> None:
    assert read_body(f"<h1>渡船登记</h1>{written(BASIS)}").read("material_basis").text == "《渡船登记条例》第十六条"


def test_one_of_several_bases_or_that_of_one_card_is_not() -> None:
    twice = read_body(f"<h1>渡船登记</h1>{written(BASIS + BASIS.replace('十六', '十七'))}")
    names = [f"<p><strong>材料名称：</strong>{name}</p>" for name in ("渡船登记申请书", "船舶检验证书")]
    cards = read_body(f"<h1>渡船登记</h1>{written(table=names[0] + BASIS + names[1])}")
    assert not twice.read("material_basis").stated
    assert not cards.read("material_basis").stated


def test_what_stands_beside_a_text_with_a_table_is_said_of_none_of_its_materials() -> None:
    answer = {"sxmc": "渡船登记", "fdsx": "30个工作日", "cnsx": "3个工作日", "zxdh": "0571-81234567"}
    found = read_answer({"data": {**answer, "bszn": written()}}).materials
    assert [one.name.text for one in found] == ["渡船登记申请书", "船舶检验证书"]
    assert not any(one.read("review_standard").unread for one in found)


def test_what_stands_beside_bare_names_may_be_said_of_them() -> None:
    answer = {"sxmc": "渡船登记", "cnsx": "3个工作日", "zxdh": "0571-81234567", "sltj": "有船。"}
    names = {"sqcl": "1.渡船登记申请书\n2.船舶检验证书", "clsm2": "原件和复印件各一份"}
    found = read_answer({"data": {**answer, **names}}).materials
    assert [one.read("material_copies").unread for one in found] == [True, True]


def test_the_address_of_the_body_that_accepts_is_the_place() -> None:
    place = "临江县渡口路1号政务服务中心2楼3号窗口"
    answer = {"sxmc": "渡船登记", "fdsx": "30个工作日", "cnsx": "3个工作日", "zxdh": "0571-81234567"}
    assert read_answer({**answer, "sljgdz": place}).read("place").text == place
    assert not read_answer({**answer, "tsjgdz": place}).read("place").stated
