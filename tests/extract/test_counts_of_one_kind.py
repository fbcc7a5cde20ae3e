"""Numbers of originals in an answer that counts nothing else (只有原件份数): how many of a material are handed in."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, read_answer


def _copies(**row: object) -> tuple[str, str]:
    rows = [{"materialName": "渡船登记申请书", "isNeed": "1", **row}]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": rows})
    (material,) = guide.materials
    return material.read("material_copies").text, material.read("material_original").text


def test_the_one_number_is_that_of_copies() -> None:
    assert _copies(originCount="2") == ("2", "原件2份")


def test_where_both_are_counted_the_original_keeps_its_own() -> None:
    assert _copies(originCount="2", copyCount="1") == ("1", "原件2份、复印件1份")


def test_none_of_the_kind_says_nothing_of_copies() -> None:
    assert _copies(originCount="0")[0] != "原件0份"


def test_the_number_that_a_material_goes_by_is_not_that_of_copies() -> None:
    assert _copies(number="SQ001", count="若干")[0] == "若干"
    assert _copies(number="SQ001")[0] == ""
    assert _copies(number="2")[0] == "2"
    assert _copies(number="02")[0] == "02"


def test_a_row_that_answers_for_original_and_copy_asks_for_those_with_yes() -> None:
    answers = {"originalScriptProvide": True, "copyProvide": False, "electronicProvide": True}
    assert _copies(**answers)[1] == "原件、电子件"
    assert _copies(originalScriptProvide=True)[1] == ""
    assert _copies(originalScriptProvide=False, copyProvide=False)[1] == ""
    assert _copies(originalScriptProvide=True, copyAllowed=True)[1] == ""


def test_notes_tell_what_the_one_paper_is_like_and_not_how_many_there_are() -> None:
    assert _copies(origin_count="1", copy_count=None, note="彩色，两张。") == ("原件1份", "原件1份")
    assert _copies(origin_count="1", copy_count=None, note="签名，复印件2份。")[0] != "原件1份"
    assert _copies(note="彩色，两张。")[0] == "两张"


@pytest.mark.parametrize("keys", [("numberOfOriginals", "numberOfCopies"), ("number_of_originals", "number_of_copies")])
def test_numbers_of_originals_and_of_copies_in_many_words(keys: tuple[str, str]) -> None:
    row = {"materialName": "渡船登记申请表", "materialNecessity": "必要"}
    (one,) = read_answer({**ANSWER, "materials": [{**row, **dict(zip(keys, (1, 0), strict=True))}]}).materials
    assert (one.read("material_original").text, one.read("material_copies").text) == ("原件1份", "1")
    (one,) = read_answer({**ANSWER, "materials": [{**row, keys[1]: 2}]}).materials
    assert (one.read("material_original").stated, one.read("material_copies").text) == (False, "2")
