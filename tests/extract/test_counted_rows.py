"""What a page calls the numbers of an answer's materials is read of guides that came as answers alone."""

from __future__ import annotations

import pytest

from crawler.extract.answers.counted_rows import learn_counts, shows_counts, with_counts
from tests.extract.one_guide import ANSWER, read_answer, read_body

NAMES = ("渡船登记申请书", "渡船检验证书", "渡口平面图")


def told(*numbers: int, **more: object) -> dict[str, object]:
    rows = [{"materialName": n, "isNeed": "1", "pageNum": k, **more} for n, k in zip(NAMES, numbers, strict=False)]
    return {**ANSWER, "acceptCondition": "渡船检验合格", "materialList": rows}


def learned(counts: tuple[str, ...], *numbers: int) -> dict[str, str]:
    rows = "".join(f"<tr><td>{n}</td><td>必要</td><td>{c}</td></tr>" for n, c in zip(NAMES, counts, strict=False))
    heads = "<tr><th>材料名称</th><th>材料必要性</th><th>份数</th></tr>"
    facts = "".join(
        f"<p><b>{label}</b><span>{value}</span></p>"
        for label, value in (("事项名称", "渡船登记"), ("受理条件", "渡船检验合格"), ("咨询电话", "0571-81234567"))
    )
    shown = read_body(f"<h1>渡船登记</h1>{facts}<h3>申请材料</h3><table>{heads}{rows}</table>").materials
    own = read_answer(told(*numbers)).materials
    assert [len(shown), len(own)] == [len(counts)] * 2
    return learn_counts(zip(shown, own, strict=True))


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        (("原件1份", "原件2份"), (1, 2)),
        (("原件1份，复印件2份", "电子文件1份"), (1, 0)),
        (("原件 1 份", "复印件1份", "原件一份、复印件一份"), (1, 0, 1)),
    ],
)
def test_rows_that_are_shown_tell_what_a_number_is_of(counts: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    assert learned(counts, *numbers) == {"pageNum": "原件"}


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        (("原件1份", "原件1份"), (1, 1)),
        (("原件1份", "原件1份"), (1, 2)),
        (("原件1份", "复印件2份"), (1, 2)),
        (("原件1份", "2份"), (1, 2)),
        (("原件1份、复印件1份", "原件2份、复印件2份"), (1, 2)),
        (("1份", "2份"), (1, 2)),
    ],
    ids=["no number but one", "another number", "two words", "no word", "either", "none"],
)
def test_rows_that_do_not_agree_tell_nothing(counts: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    assert learned(counts, *numbers) == {}


def test_a_row_that_counts_by_another_key_asks_for_none_by_this_one() -> None:
    rows = [
        {"materialName": n, "isNeed": "1", "pageNum": k, "copyNum": 1 - k} for n, k in zip(NAMES, (1, 0), strict=False)
    ]
    own = read_answer({**told(), "materialList": rows}).materials
    shown = read_answer(
        {
            **ANSWER,
            "sltj": "检验合格",
            "clqd": [{"clmc": n, "fs": c} for n, c in zip(NAMES, ("原件1份", "复印件1份"), strict=False)],
        }
    ).materials
    assert learn_counts(zip(shown, own, strict=True)) == {"pageNum": "原件", "copyNum": "复印件"}
    assert not shows_counts(read_answer(told(1, 2)))


def test_the_word_is_put_before_the_number_of_other_guides() -> None:
    words = {"pageNum": "原件"}
    guide = with_counts(read_answer(told(1, 0)), words)
    first, second = (material.read("material_original") for material in guide.materials)
    assert (first.text, first.quote, first.locator) == ("原件1份", "1", "/materialList/0/pageNum")
    assert first.confidence < 1
    assert not second.stated
    both = with_counts(read_answer(told(1, 2, copyNum=3)), words)
    assert [m.read("material_original").text for m in both.materials] == ["原件1份、复印件3份", "原件2份、复印件3份"]
    assert with_counts(read_answer(told(1, 2)), {"copyAmount": "原件"}) == read_answer(told(1, 2))
