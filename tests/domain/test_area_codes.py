"""Area codes by region: the table of the checks says what the catalogue says."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from crawler.domain.values import area_codes


def test_table_is_that_of_the_catalogue() -> None:
    rows = csv.DictReader((files("crawler.catalogue") / "area_codes.csv").read_text(encoding="utf-8").splitlines())

    sure = {row["code"]: frozenset(row["accepted"].split("|")) for row in rows if row["confidence"] != "low"}

    assert len(sure) > 350
    assert {code: area_codes.of_region(code) for code in sure} == sure


@pytest.mark.parametrize(
    ("code", "some", "none"),
    [("330302", "0577", "0571"), ("330000", "0571", "021"), ("110101", "010", "022"), ("659099", "0991", "029")],
)
def test_a_district_has_its_city_and_an_unknown_city_its_province(code: str, some: str, none: str) -> None:
    assert some in area_codes.of_region(code)
    assert none not in area_codes.of_region(code)


@pytest.mark.parametrize("code", ["", "100000", "000000", "99"])
def test_no_region_has_no_code(code: str) -> None:
    assert area_codes.of_region(code) == frozenset()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("浙江省温州市公安局", ("3303",)),
        ("吉林省吉林市政务服务局", ("2202",)),
        ("广东省教育厅", ("44",)),
        ("省教育厅", ()),
        ("海南藏族自治州民政局", ("6325",)),
    ],
)
def test_a_city_goes_before_its_province(text: str, codes: tuple[str, ...]) -> None:
    assert area_codes.regions_named(text) == codes
