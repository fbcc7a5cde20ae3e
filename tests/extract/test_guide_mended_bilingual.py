"""Pages that say every label in two languages: the words in Latin letters beside the Chinese ones are ornament."""

from __future__ import annotations

import pytest

from crawler.extract.labels import normalise


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("必要性 Required", "必要性"),
        ("办公时间 Office hours", "办公时间"),
        ("原件/复印件 Original or copy", "原件/复印件"),
        ("Documents 申请材料", "申请材料"),
        ("份数 (Copies)", "份数"),
        ("二、收费依据 Basis：", "收费依据"),
    ],
)
def test_a_translation_is_no_part_of_a_label(label: str, bare: str) -> None:
    """Before or behind the Chinese words, with or without brackets."""
    assert normalise(label) == bare


@pytest.mark.parametrize("text", ["材料形式 PDF", "申请表 Word", "填写app", "申请表.docx", "样本 xxx", "A级"])
def test_a_value_in_latin_letters_is_no_translation(text: str) -> None:
    """Kinds of files, letters that stand for nothing, and single letters say something else."""
    assert normalise(text) == text.replace(" ", "")
