"""Titles over groups of materials that are written as text: they name no paper."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><h2>申请条件</h2><p>渡船已检验。</p><h2>办理时限</h2><p>5个工作日</p><h2>收费标准</h2><p>无</p>"
)
PAPERS = ["申请表", "船舶证书", "委托书"]


def names(*lines: str) -> list[str]:
    said = "".join(f"<p>{line}</p>" for line in lines)
    guide = read_body(f"{FACTS}<h2>申请材料</h2>{said}<h2>办理地点</h2><p>听涛路7号</p>")
    return [one.name.text for one in guide.materials]


@pytest.mark.parametrize(
    ("first", "second"), [("必交材料", "选交材料"), ("（一）个人申请", "（二）他人代办"), ("一、新办：", "二、变更：")]
)
def test_titles_over_papers_that_count_from_one(first: str, second: str) -> None:
    assert names(first, "1.申请表", "2.船舶证书", second, "1.委托书") == PAPERS


def test_titles_over_papers_in_circles() -> None:
    assert names("（1）个人：", "①申请表", "②船舶证书", "（2）单位：", "①委托书") == PAPERS


def test_titles_before_papers_in_their_line() -> None:
    assert names("（一）基本材料：申请表；船舶证书", "（二）其他材料：委托书") == PAPERS


def test_titles_with_a_colon_over_papers_without_numbers() -> None:
    assert names("首次登记：", "申请表", "船舶证书", "代办：", "委托书") == PAPERS


def test_a_note_below_the_list_is_no_part_of_its_last_paper() -> None:
    assert names("1.申请表", "2.船舶证书", "3.委托书", "注：复印件须签字") == PAPERS


def test_a_paper_that_lists_what_will_do_is_one_of_several() -> None:
    found = names("1.身份证明：", "（1）身份证", "（2）护照", "2.船舶证书")

    assert len(found) == 2
    assert found[0].startswith("身份证明")


def test_a_paper_called_others_is_one() -> None:
    assert names("1.申请表", "2.船舶证书", "3.其他材料") == ["申请表", "船舶证书", "其他材料"]


def test_a_bracket_of_several_pieces_is_not_cut() -> None:
    assert names("1.申请表", "2.船舶证书（原件核验，复印件1份）", "3.委托书") == PAPERS


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [("一、共性材料", "二、个性材料", "（{}）"), ("必交材料", "选交材料", "{}."), ("必交材料", "可容缺材料", "")],
)
def test_titles_of_groups_drawn_as_those_of_sections(first: str, second: str, number: str) -> None:
    papers = "".join(f"<p>{number.format(n)}{paper}（原件1份）</p>" for n, paper in enumerate(PAPERS[:2], 1))
    guide = read_body(
        f"{FACTS}<h2>{first}</h2>{papers}<h2>{second}</h2><p>（1）委托书（原件1份）</p><h2>办理地点</h2><p>听涛路7号</p>"
    )
    assert [one.name.text for one in guide.materials] == PAPERS
    assert guide.read("place").text == "听涛路7号"


def test_the_title_of_another_list_ends_the_materials() -> None:
    guide = read_body(
        f"{FACTS}<h2>申请材料</h2><p>1.申请表</p><p>2.船舶证书</p><h2>参考资料</h2><p>1.渡船手册</p><h2>办理地点</h2><p>听涛路7号</p>"
    )
    assert [one.name.text for one in guide.materials] == PAPERS[:2]
