"""Reductions behind the basis or standard of a fee in one text (减免情形：无) are told apart from it."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

LAW = "《蚕桑收费办法》第三条"


def _page(rows: str) -> str:
    return (
        "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
        f"<tr><th>咨询电话</th><td>0571-81234567</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr>{rows}</table>"
    )


@pytest.mark.parametrize(
    "text",
    [f"{LAW}。减免情形：无", f"{LAW}；减免情形：无；", f"{LAW}（减免情形：无）", f"<p>{LAW}</p><p>减免情形：无</p>"],
)
def test_what_is_told_of_reductions_is_no_basis(text: str) -> None:
    guide = read_body(_page(f"<tr><th>收费依据</th><td>{text}</td></tr>"))

    assert (guide.read("fee_basis").value, guide.read("fee_reduction").value) == (LAW, "无")
    assert [(fee.read("fee_basis").value, fee.read("fee_reduction").value) for fee in guide.fees] == [(LAW, "无")]
    assert not guide.read("fee_status").unread


def test_the_basis_of_a_reduction_is_that() -> None:
    guide = read_body(_page("<tr><th>收费依据</th><td>《蚕桑收费办法》减免依据：《桑农减免办法》</td></tr>"))

    assert (guide.read("fee_basis").value, guide.read("fee_reduction_basis").value) == (
        "《蚕桑收费办法》",
        "《桑农减免办法》",
    )


def test_a_reduction_alone_is_no_basis() -> None:
    guide = read_body(_page("<tr><th>收费依据</th><td>减免情形：无</td></tr>"))

    assert (guide.read("fee_basis").state, guide.read("fee_reduction").value) == (State.UNREAD, "无")


@pytest.mark.parametrize("text", ["《桑农费用减免办法》第三条", "按《蚕桑收费办法》减免"])
def test_a_law_on_reductions_stays_whole(text: str) -> None:
    assert read_body(_page(f"<tr><th>收费依据</th><td>{text}</td></tr>")).read("fee_basis").value == text
