"""The Chinese manuals of the checks keep step with the checks."""

from __future__ import annotations

import re

import pytest

from crawler import explaining, manual
from crawler.verdicts.judge import all_checks

CHECKS = sorted(all_checks())
SENTENCE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){3}")
"""Four words of a Latin script in a row are English that nobody translated."""


@pytest.mark.parametrize("check", CHECKS)
def test_the_chinese_manual_was_looked_at_for_this_version(check: str) -> None:
    found = manual.in_chinese(check)

    assert found.version == all_checks()[check].version, (
        f"{check} has a new version: look at its table in crawler/catalogue/manuals/, then raise the version there"
    )


@pytest.mark.parametrize("check", CHECKS)
def test_every_section_is_there_in_both_languages(check: str) -> None:
    chinese, english = manual.in_chinese(check).manual.sections(), manual.in_english(check).sections()

    assert chinese.keys() == english.keys() == set(manual.Section)
    for section, text in chinese.items():
        assert re.search("[一-鿿]", text), f"{check}: {section} is empty"
        assert text.endswith(("。", "）。")), f"{check}: {section} ends in no full stop"
        assert not SENTENCE.search(text), f"{check}: {section} has English in it"
    assert all(english.values())


def test_every_manual_has_a_check() -> None:
    written = {f"{family}.{noun}" for family in manual.families() for noun in manual.texts_of(family)}

    assert {one for one in written if not one.endswith(".examples")} == set(CHECKS)


def test_a_table_holds_what_a_manual_knows_and_nothing_else() -> None:
    known = {*manual.Section, "version", "none_of"}

    for check in CHECKS:
        family, noun = check.split(".")
        assert manual.texts_of(family)[noun].keys() <= known, check


@pytest.mark.parametrize("check", CHECKS)
def test_why_a_kind_has_no_example_is_said_in_both_languages(check: str) -> None:
    explanation = explaining.explain(check)

    assert manual.in_chinese(check).none_of.keys() == explanation.none_of.keys()
    assert all(why.zh != why.en for why in explanation.none_of.values())


def test_every_example_is_told_in_chinese_and_no_translation_is_left_over() -> None:
    used: dict[str, set[str]] = {}
    for check in CHECKS:
        for example in explaining.explain(check).examples:
            used.setdefault(check.split(".")[0], set()).add(example.says.en)

    assert {family: set(manual.texts_of(family)["examples"]) for family in manual.families()} == used


@pytest.mark.parametrize("check", CHECKS)
def test_the_records_of_examples_are_shown_in_chinese(check: str) -> None:
    for example in explaining.explain(check).examples:
        assert not re.search("[a-z]+_[a-z0-9]+|^[a-z]+ [“[]|, [a-z]+ [“[0-9]", example.shows.zh), example


_CHINESE_NAME = re.compile(r"[一-鿿）] (?:“|\[|\()")
"""A name in Chinese before its value: values are words of a page and stay as they are."""


@pytest.mark.parametrize("check", CHECKS)
def test_in_english_an_example_names_its_elements_in_english(check: str) -> None:
    shown = [one.shows.en for one in explaining.explain(check).examples]

    assert [one for one in shown if _CHINESE_NAME.search(re.sub(r"“.*?”", "“”", one))] == []
    assert not any("未能读取" in one for one in shown)
