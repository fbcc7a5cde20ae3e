"""Guides written as a standard: numbers with a blank behind before titles (4 申报材料) and entries (4.1 申请书)."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import LABELS, read_body

LINES = (
    "1 适用范围", "本规程适用于渡船的登记。", "2 设定依据", "《渡口条例》第三条", "3 申报材料", "3.1 渡船登记申请书；",
    "3.2 渡船检验证书。", "4 办理程序", "4.1 船主到渡口窗口提交材料；", "4.2 渡口窗口审核材料；",
    "5 承诺时限", "5个工作日",
)  # fmt: skip


def test_titles_and_entries_are_read() -> None:
    guide = read_body("<h1>渡船登记办理规程</h1>" + "".join(f"<p>{line}</p>" for line in LINES))

    assert guide.read("legal_basis").text == "《渡口条例》第三条"
    assert guide.read("promised_time_limit").text == "5个工作日"
    assert [m.name.text for m in guide.materials] == ["渡船登记申请书", "渡船检验证书"]
    assert [s.name.text for s in guide.steps] == ["船主到渡口窗口提交材料", "渡口窗口审核材料"]


@pytest.mark.parametrize("words", ["2 份材料", "30 工作时间表", "5 个窗口"])
def test_a_count_before_words_makes_no_label(words: str) -> None:
    assert LABELS.exact(words) is None
