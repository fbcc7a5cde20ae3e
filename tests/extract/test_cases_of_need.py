"""The case in which a material is needed (必要情形), told under a key of an answer that nobody knows."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, read_answer


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("两人以上共有的提供，复印件", "非必要（两人以上共有的提供，复印件）"),
        ("复印件；如租用船舶，附租约", "非必要（复印件；如租用船舶，附租约）"),
        ("复印件，盖公章", "非必要"),
        ("船名与证书一致的，盖章", "非必要"),
    ],
)
def test_a_case_in_one_of_several_clauses(said: str, need: str) -> None:
    rows = [
        {"materialName": "渡船登记表", "isNeed": "必要", "qk": "填写完整"},
        {"materialName": "船舶共有协议", "isNeed": "非必要", "qk": said},
    ]
    materials = read_answer({**ANSWER, "materialList": rows}).materials
    assert [one.read("material_necessity").text for one in materials] == ["必要", need]
