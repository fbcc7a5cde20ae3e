"""Words of materials, special steps, results and sums of limits: pure, total, and right at their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.values import (
    area_codes,
    fee_status,
    levels,
    limit_sum,
    material_words,
    money,
    proof_words,
    result_words,
    special_steps,
)
from crawler.domain.values.numerals import words_of
from crawler.domain.values.result_words import ResultKind
from crawler.domain.values.time_limit import TimeLimit, TimeUnit

_WORDS = words_of(
    "提供 提交 取得 无需 收入证明 健康证明 检验报告 毕业证书 或者 和 、 的 。 ； （ ） 身份证 营业执照 复印件 原件",
    "纸质 电子化 非必要 委托 时 现场核查 专家评审 10个工作日 《行政许可法》 许可证 批复 决定书 出证办结 温州市 浙江省",
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(sorted(_WORDS)), max_size=20).map("".join))


@given(texts)
def test_no_text_breaks_a_normaliser(text: str) -> None:
    for ways in proof_words.asked_for(text):
        assert ways
        assert all(way in text.replace("（", "(") or way for way in ways)
    assert all(word for word in special_steps.special_words(text))
    assert result_words.kind_of_name(text) in {None, ResultKind.CERTIFICATE, ResultKind.DOCUMENT}
    assert result_words.kind_of_type(text) in {None, *ResultKind}
    assert all(area_codes.of_region(code) for code in area_codes.regions_named(text))
    assert not (material_words.on_paper_only(text) and material_words.electronic_only(text))


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(TimeUnit)), max_size=6), st.sampled_from(TimeUnit))
def test_least_is_never_above_most(limits: list[tuple[int, TimeUnit]], unit: TimeUnit) -> None:
    promise = TimeLimit(number=Decimal(10), unit=unit)

    least, most = limit_sum.bounds([TimeLimit(number=Decimal(n), unit=u) for n, u in limits], promise)

    assert Decimal(0) <= least <= most


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.sampled_from([*TimeUnit, None]))
def test_limits_of_one_kind_are_added(numbers: list[int], unit: TimeUnit | None) -> None:
    limits = [TimeLimit(number=Decimal(n), unit=unit) for n in numbers]

    assert limit_sum.bounds(limits, TimeLimit(number=Decimal(1), unit=unit)) == (Decimal(sum(numbers)),) * 2


@pytest.mark.parametrize(
    ("conditions", "proofs"),
    [
        ("提供收入证明", (("收入证明",),)),
        ("提交由医院出具的诊断证明、体检报告", (("诊断证明",), ("体检报告",))),
        ("持有毕业证书或者学位证书", (("毕业证书", "学位证书"),)),
        ("无需提供收入证明", ()),
        ("已按时报送年度报告", ()),
        ("提供相关证明", ()),
        ("从业人员持有效健康合格证明", ()),
        ("凭证明材料办理；有关部门检测报告齐全", ()),
        ("具有并网验收报告、标的物评估报告", (("并网验收报告",), ("标的物评估报告",))),
        ("取得施工许可证后提交验收报告", (("验收报告",),)),
        ("提交未取得其他执业证书的声明和健康证明", (("健康证明",),)),
    ],
)
def test_proofs_that_conditions_ask_for(conditions: str, proofs: tuple[tuple[str, ...], ...]) -> None:
    assert proof_words.asked_for(conditions) == proofs


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("《食品经营许可证》（副本）", ResultKind.CERTIFICATE),
        ("关于同意A公司和B公司合并的批复", ResultKind.DOCUMENT),
        ("准予行政许可决定书", ResultKind.DOCUMENT),
        ("营业执照", ResultKind.CERTIFICATE),
        ("无犯罪记录证明", None),
        ("许可证、不予许可决定书", None),
    ],
)
def test_kind_of_a_result_by_its_name(name: str, kind: ResultKind | None) -> None:
    assert result_words.kind_of_name(name) is kind


@pytest.mark.parametrize("standard", ["rmb 20", "10美元", "人民币20元"])
def test_amounts_of_other_money_and_small_letters_are_amounts(standard: str) -> None:
    assert len(money.parse_amounts(standard)) == 1


@pytest.mark.parametrize("level", ["地市级", "省直", "省厅"])
def test_levels_under_everyday_names_are_levels(level: str) -> None:
    assert levels.names_level(level)


def test_a_fee_that_is_not_taken_for_now_is_no_fee() -> None:
    assert fee_status.is_no_fee("暂免")
    assert not fee_status.is_no_fee("暂按每证20元收取")
