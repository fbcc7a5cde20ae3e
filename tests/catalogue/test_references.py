from __future__ import annotations

from collections import Counter

from crawler.catalogue.references import references
from crawler.domain.survey import Entry


def test_only_names_with_a_source_are_wanted() -> None:
    wanted = [one for one in references() if one.wanted(2026)]

    assert Counter(one.zone for one in wanted) == {Entry.CROSS_PROVINCE: 31, Entry.ONE_THING: 15}
    assert all(one.source and one.due for one in wanted)
    assert not [one for one in references() if one.due and not one.source]


def test_no_name_stands_twice() -> None:
    names = [(one.zone, name) for one in references() for name in (one.name, *one.aliases)]

    assert len(names) == len(set(names)) > 100


def test_a_list_is_wanted_when_its_year_is_over() -> None:
    by_year = {year: {one.due for one in references() if one.wanted(year)} for year in (2020, 2022, 2027)}

    assert by_year == {2020: set(), 2022: {2020, 2021}, 2027: {2020, 2021, 2022, 2024, 2025, 2026}}
