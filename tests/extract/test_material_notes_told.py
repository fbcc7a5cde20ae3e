"""Notes of a material (要求, 备注) that say how many copies of what are asked for: they say it of the material."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = {
    "事项类型": "公共服务",
    "实施主体": "临沧区残疾人联合会",
    "受理条件": "本区户籍居民。",
    "承诺办结时限": "15个工作日",
    "咨询电话": "0523-6612345",
}


def _told(label: str, notes: str, beside: tuple[str, str] = ("来源渠道", "申请人自备")) -> tuple[str, str, str]:
    facts = "".join(f"<h3>{name}</h3><p>{value}</p>" for name, value in FACTS.items())
    head = "".join(f"<th>{title}</th>" for title in ("材料名称", label, beside[0]))
    row = "".join(f"<td>{words}</td>" for words in ("残疾人证申请表", notes, beside[1]))
    guide = read_body(f"{facts}<h3>申请材料</h3><table><tr>{head}</tr><tr>{row}</tr></table>")
    (one,) = guide.materials
    parts = ("material_original", "material_copies", "material_filling_notes")
    return tuple(one.read(part).text for part in parts)  # type: ignore[return-value]


@pytest.mark.parametrize("label", ["要求", "备注", "材料要求"])
@pytest.mark.parametrize(
    ("notes", "original", "copies"),
    [
        ("原件1份", "原件", "1份"),
        ("原件及复印件各1份", "原件及复印件", "1份"),
        ("3张", "", "3张"),
        ("原件1份，加盖公章", "原件", "1份"),
        ("复印件2份；交验原件。", "复印件", "2份"),
        ("用黑色笔填写", "", ""),
        ("委托他人的附委托书原件1份", "", ""),
    ],
)
def test_notes_that_count(label: str, notes: str, original: str, copies: str) -> None:
    assert _told(label, notes) == (original, copies, notes)


def test_what_a_column_says_comes_before_the_notes() -> None:
    assert _told("备注", "原件1份，加盖公章", ("份数", "2份"))[1] == "2份"
