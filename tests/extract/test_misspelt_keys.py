"""JSON keys with a slip of the pen in one of their words, and words that only look like one."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.extract.labels.dictionary import read_labels

LABELS = read_labels(catalogue.labels_text())


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("orginType", None),  # a letter is missing in a short word
        ("soucreWay", "material_source"),
        ("sourrceType", "material_source"),
        ("remrak", "material_filling_notes"),
        ("fillExplantaion", "material_filling_notes"),
        ("xxxFillNotes", "material_filling_notes"),
        ("materailName", "material_name"),
        ("zzName", None),  # 证照
        ("sqrName", None),  # 申请人
        ("formText", "material_form"),
        ("fromText", "material_source"),
    ],
)
def test_a_slip_in_a_key_of_a_material(key: str, part: str | None) -> None:
    assert LABELS.part("materials", key) == part


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("acceptConditon", "conditions"),
        ("handleAdress", None),  # applying and an address are a place or an entry
        ("officeAdress", "place"),
        ("complaintPhnoe", "complaint_phone"),
        ("legalPeirod", "statutory_time_limit"),
        ("banlishijain", None),  # a slip in a Chinese word may be another word
        ("trial", None),
        ("lable", None),
    ],
)
def test_a_slip_in_a_key_of_a_guide(key: str, element: str | None) -> None:
    assert LABELS.element_of_field(key) == element


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("material_tbxz", "material_filling_notes"),
        ("mt_slbz", "review_standard"),
        ("user_tbxz", None),
        ("makeNotice", "material_filling_notes"),
        ("cautions", "material_filling_notes"),
        ("mtName", "material_name"),
        ("mtForm", "material_form"),
        ("srcChannel", "material_source"),
        ("srcChannelDesc", "material_issuer"),
        ("MATERIAL_SOURCE_DESC", "material_issuer"),
        ("provideUnit", "material_issuer"),
        ("sourceDepart", "material_issuer"),
    ],
)
def test_keys_of_a_material_behind_its_own_word(key: str, part: str | None) -> None:
    assert LABELS.part("materials", key) == part
