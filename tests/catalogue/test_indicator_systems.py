"""The indicator systems: what is shipped holds together, and a slip in a file is told in one line."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.catalogue.systems import parse_system
from crawler.comparison.comparing import of_kin
from crawler.domain.indicator import IndicatorSystem, Rule
from crawler.errors import UsageError
from crawler.verdicts.judge import all_checks

PRIMARY = ("在线服务成效度", "在线办理成熟度", "服务方式完备度", "服务事项覆盖度", "办事指南准确度")


def rows(system: str) -> dict[str, list[float]]:
    return {i.code: list(i.numbers.values()) for i in catalogue.indicator_system(system).indicators if i.numbers}


@pytest.mark.parametrize("system", catalogue.indicator_systems())
def test_what_is_not_observed_says_why(system: str) -> None:
    tree = catalogue.indicator_system(system)
    parents = {one.parent for one in tree.indicators}

    for one in tree.indicators:
        assert one.code in parents or bool(one.checks) != bool(one.unobservable)
        assert bool(one.unobservable) == bool(one.unobservable_en)
        assert one.weight is None or "derived" in (one.weight_status or "")


@pytest.mark.parametrize("system", catalogue.indicator_systems())
def test_checks_of_a_system_are_those_of_the_project(system: str) -> None:
    known = {check for one in catalogue.indicator_system().indicators for check in one.checks}
    used = {check for one in catalogue.indicator_system(system).indicators for check in one.checks}

    assert used <= known
    assert used & set(all_checks())


@pytest.mark.parametrize("system", catalogue.indicator_systems())
def test_what_compares_regions_shares_no_indicator_with_what_does_not(system: str) -> None:
    kin = set(of_kin(all_checks()))

    for one in catalogue.indicator_system(system).tertiary():
        assert not set(one.checks) & kin or set(one.checks) <= kin


def test_provinces_and_key_cities_have_the_five_official_dimensions() -> None:
    for name in ("project", "key_cities"):
        official = {i.name_zh for i in catalogue.indicator_system(name).indicators if i.level == 1} - {"互动交流"}
        assert official == set(PRIMARY)


def test_key_cities_have_their_published_names_and_the_rest_of_the_provinces_tree() -> None:
    city, province = (catalogue.indicator_system(name) for name in ("key_cities", "project"))
    named = {i.name_zh for i in city.tertiary() if i.status == "official"}

    assert named >= {"差评整改", "查询精准度", "申报易用度", "减时间", "减跑动", "电子证照便利化", "便民服务"}
    fed = [check for one in city.indicators for check in one.checks]
    assert sorted(fed) == sorted(check for one in province.indicators for check in one.checks)


def test_the_vetoes_keep_their_numbers() -> None:
    numbers = rows("site_review_2019")

    assert numbers["VETO.2.1"] == [15, 0.05, 20, 7]
    assert numbers["VETO.3"] == [14]
    assert [numbers[f"VETO.4.{n}"][0] for n in (1, 2, 3)] == [5, 10, 5]
    assert numbers["VETO.6.1"] == [5, 4, 8]


def test_the_census_counts_eight_classes() -> None:
    row = next(i for i in catalogue.indicator_system("census_2015").tertiary() if i.rule is Rule.CLASS_DEDUCTION)

    assert len(row.checks) == 8
    assert dict(row.numbers) == {"points": 2, "most": 16}


def test_the_city_evaluation_has_its_four_aspects() -> None:
    tree = catalogue.indicator_system("city_evaluation_2023")

    assert [i.name_zh for i in tree.indicators if i.level == 1] == ["办事指南", "技术支撑", "事项办理", "互动交流"]


HEAD = 'id = "x"\nversion = "1"\nname_zh = "甲"\nname_en = "x"\n'
ONE = '[[indicators]]\ncode = "A"\nlevel = 1\nname_zh = "甲"\nname_en = "a"\nstatus = "project"\n'
TWO = ONE.replace('"A"', '"A.1"').replace("level = 1", 'level = 2\nparent = "A"')
THREE = ONE.replace('"A"', '"A.1.1"').replace("level = 1", 'level = 3\nparent = "A.1"')
FED = THREE + 'checks = ["fee.status"]\n'


def parse(text: str) -> IndicatorSystem:
    return parse_system(text, "x.toml", catalogue.indicator_system)


def test_a_small_system_is_read() -> None:
    assert [i.code for i in parse(HEAD + ONE + TWO + FED).indicators] == ["A", "A.1", "A.1.1"]


def test_a_system_takes_over_what_it_does_not_replace() -> None:
    text = HEAD + 'extends = "project"\nreplaces = ["EFF"]\n' + ONE.replace('"A"', '"EFF"') + 'unobservable = "无"\n'
    tree = parse(text)

    assert [i.name_zh for i in tree.indicators if i.code == "EFF"] == ["甲"]
    assert not [i for i in tree.indicators if i.code.startswith("EFF.")]
    assert len(tree.tertiary()) == len(catalogue.indicator_system().tertiary()) - 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "[[indicators", "is not valid TOML"),
        (HEAD, "needs its rows"),
        (HEAD.replace('"1"', "1") + ONE + TWO + FED, "needs `version`"),
        (HEAD + ONE + TWO + FED + 'chekcs = ["a"]', "unknown key `chekcs`; did you mean `checks`"),
        (HEAD + ONE + TWO + FED.replace("level = 3", "level = 4"), "needs `level` 1, 2 or 3"),
        (HEAD + ONE + TWO + FED.replace('"project"', '"ours"'), 'has the status "ours"; write one of: official'),
        (HEAD + ONE + TWO + FED + 'rule = "sum"', 'has the rule "sum"'),
        (HEAD + ONE + TWO + FED + 'rule = "guide_veto"', "needs items in `numbers`"),
        (HEAD + ONE + TWO + FED + "weight = 0.5", "needs `weight_status`"),
        (HEAD + ONE + TWO + FED + 'weight = -1\nweight_status = "derived"', "needs a number of 0 or more"),
        (HEAD + ONE + TWO + FED + 'weight = 0.5\nweight_status = "derived"', "add up to 0.5"),
        (HEAD + ONE + TWO + THREE, "needs either `checks` or"),
        (HEAD + ONE + TWO + FED + 'unobservable = "无"', "needs either `checks` or"),
        (HEAD + ONE + TWO + FED + FED, "stands there twice"),
        (HEAD + ONE + TWO + FED + FED.replace("A.1.1", "A.1.2"), "which feeds A.1.1 already"),
        (HEAD + ONE + FED, "no row of level 2"),
        (HEAD + ONE + 'parent = "B"\nunobservable = "无"', "cannot have a parent"),
        (HEAD + ONE + 'checks = ["fee.status"]', "only rows of level 3"),
        (HEAD + 'replaces = ["EFF"]\n' + ONE + 'unobservable = "无"', "names EFF"),
        (HEAD + 'extends = "nobody"\n' + ONE + 'unobservable = "无"', "unknown indicator system nobody"),
    ],
)
def test_a_slip_is_told_in_one_line(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)

    message = str(caught.value)
    assert told in message
    assert "\n" not in message
