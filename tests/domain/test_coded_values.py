"""Values of code lists, divisions and levels against the project's own catalogue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler import catalogue
from crawler.domain.values import coded, divisions, levels


def test_divisions_hold_every_prefecture_of_the_catalogue() -> None:
    known = set(catalogue.area_codes()) | set(catalogue.regions())

    assert {code for code in known if divisions.exists(code) is not True} == set()
    assert {divisions.exists(code) for code in ("990000", "000000", "448100", "x")} == {False}
    assert divisions.exists("371200") is None


@given(st.text())
def test_coded_values_of_any_text_settle(text: str) -> None:
    for element in coded.LISTS:
        word = coded.foreign(element, text)
        assert word is None or word.strip()
    assert levels.fits(text, "3", "44") in {True, False, None}


def test_every_word_of_the_catalogue_is_no_foreign_value() -> None:
    names = {
        "办件类型": "case_type",
        "行使层级": "level",
        "服务对象": "service_target",
        "材料必要性": "material_necessity",
    }
    names["来源渠道"] = "material_source"

    rows = [(names[row["list"]], row["label"]) for row in catalogue.code_values() if row["list"] in names]

    assert len(rows) > 25
    assert [row for row in rows if coded.foreign(*row) is not None] == []
