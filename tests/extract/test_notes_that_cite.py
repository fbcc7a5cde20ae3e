"""Notes on a material that also say on what it rests, in the cell of a table."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><table><tr><td>事项类型</td><td>行政确认</td></tr><tr><td>实施主体</td><td>临江县渡口管理站</td></tr>"
    "<tr><td>受理条件</td><td>有渡船。</td></tr></table>"
)


def parts(notes: str) -> tuple[str, ...]:
    rows = "<tr><th>材料名称</th><th>份数</th><th>填报须知</th></tr>"
    rows += f"<tr><td>渡船申请表</td><td>1</td><td>{notes}</td></tr><tr><td>船员名册</td><td>2</td><td></td></tr>"
    material = read_body(f"{FACTS}<h3>申请材料</h3><table>{rows}</table>").materials[0]
    return tuple(material.read(f"material_{name}").text for name in ("filling_notes", "basis", "source"))


@pytest.mark.parametrize(
    "notes",
    [
        "签字后扫描。依据：《渡口条例》第五条。",
        "船舶所有人签字后扫描上传。材料依据：《渡口条例》第五条。",
        "依据：《渡口条例》第五条。",
    ],
)
def test_the_basis_is_read_and_the_note_stays(notes: str) -> None:
    assert parts(notes) == (notes, "《渡口条例》第五条。", "")


def test_a_sentence_before_other_labels_is_a_note_too() -> None:
    assert parts("签字扫描；来源渠道：申请人自备") == ("签字扫描；来源渠道：申请人自备", "", "申请人自备")


def test_pairs_alone_are_no_note() -> None:
    assert parts("来源渠道：申请人自备<br>材料依据：《渡口条例》第五条") == ("", "《渡口条例》第五条", "申请人自备")
