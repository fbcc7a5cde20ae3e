"""The demo against the truth file, which was written by hand: check by check, and every finding down to its record."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.store import RegionArchive
from crawler.demo.truth import Kind, Seeded, not_shown, truth
from crawler.extract.forms.file import read_form
from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from crawler.domain.evidence import Evidence

DEFECTS = [row for row in truth() if row.kind is Kind.DEFECT]
NEAR_MISSES = [row for row in truth() if row.kind is Kind.NEAR_MISS]
CHECKS = sorted(check.id for check in all_checks().values() if not check.measure)


def _is_about(finding: dict[str, Any], row: Seeded) -> bool:
    """Whether a finding sits on a seeded row's item; a list row may show the name alone, without the code."""
    if row.item is None:
        return finding["item_code"] is None and finding["item_name"] is None
    return bool(finding["item_code"] == row.item or finding["item_name"] == row.name)


def test_every_built_check_has_seeded_rows() -> None:
    assert {row.check for row in DEFECTS} == set(CHECKS) - set(not_shown())
    assert {row.check for row in NEAR_MISSES} == set(CHECKS) - set(not_shown())


@pytest.mark.parametrize("check", CHECKS)
def test_every_seeded_defect_is_found(demo: Any, check: str) -> None:
    missed = [
        f"{row.portal} {row.key}: {row.why}"
        for row in DEFECTS
        if row.check == check
        and not any(_is_about(one, row) and one["element"] == row.element for one in demo.findings()[row.portal, check])
    ]

    assert missed == []


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_else_is_found(demo: Any, check: str) -> None:
    """Near-misses and everything right: no finding that the truth does not know."""
    rows = [row for row in DEFECTS if row.check == check]
    false = [
        f"{one['region']} {one['item_name']}: {one['message']}"
        for (_, found_by), found in demo.findings().items()
        if found_by == check
        for one in found
        if not any(row.portal == one["region"] and _is_about(one, row) for row in rows)
    ]

    assert false == []


def test_a_seeded_near_miss_was_really_looked_at(demo: Any) -> None:
    """A near-miss of a guide check has a verdict: the item was found, and nothing was accused."""
    judged = {
        (one["region"], one["check"], one["item_code"], one["outcome"])
        for one in demo.answer["verdicts"]
        if one["item_code"]
    }
    subjects = {check.id: check.subject.value for check in all_checks().values()}
    unseen = [
        f"{row.portal} {row.check} {row.key}"
        for row in NEAR_MISSES
        if row.item is not None
        and subjects[row.check] in {"service_guide", "service_item"}
        and not any(
            (row.portal, row.check, row.item, outcome) in judged for outcome in ("passed", "inapplicable", "cant_tell")
        )
    ]

    assert unseen == []


def test_planned_is_fetched_failed_and_skipped(demo: Any) -> None:
    for region in demo.answer["regions"]:
        assert region["planned"] == region["fetched"] + region["failed"] + region["skipped"], region


def test_every_finding_leads_to_a_record_with_the_stated_payload(demo: Any) -> None:
    archives = _archives(demo)
    for one in demo.answer["findings"]:
        evidence = one["evidence"]
        with (demo.data / evidence["warc"]).open("rb") as stream:
            stream.seek(evidence["offset"])
            record = next(iter(ArchiveIterator(stream)))
            payload = record.content_stream().read()

        assert hashlib.sha256(payload).hexdigest() == evidence["sha256"], one["finding"]
        look = archives[one["region"]].find(evidence["id"])
        assert look is not None
        assert look.url == one["url"]


def test_every_quote_stands_in_the_payload(demo: Any) -> None:
    archives = _archives(demo)
    texts: dict[tuple[str, str], str] = {}
    quoted = 0
    for one in demo.answer["findings"]:
        if one["quote"] is None or one["check"] == "form.personal_data":  # that quote is masked: the one exception
            continue
        key = one["region"], one["evidence"]["id"]
        if key not in texts:
            look = archives[one["region"]].find(one["evidence"]["id"])
            assert look is not None
            texts[key] = _squeezed(_text(look, archives[one["region"]].payload(look)))
        quoted += 1

        assert _squeezed(one["quote"]) in texts[key], (one["check"], one["quote"])
    assert quoted > len(DEFECTS) / 2


def test_masked_quotes_show_no_whole_number(demo: Any) -> None:
    found = [one for one in demo.answer["findings"] if one["check"] == "form.personal_data"]

    assert found
    for one in found:
        assert not re.search(r"\d{11}", json.dumps(one["quote"]) + one["message"])


def test_report_and_bundle_are_there(demo: Any) -> None:
    assert all(Path(path).is_file() for path in demo.answer["report"])
    assert (Path(demo.answer["bundle"]) / "manifest.json").is_file()


def _archives(demo: Any) -> dict[str, RegionArchive]:
    return {
        region["code"]: RegionArchive(demo.data, demo.answer["run"], region["code"])
        for region in demo.answer["regions"]
    }


def _text(look: Evidence, payload: bytes) -> str:
    """The text of a payload, read by another way than the reader that made the quote, as far as there is one."""
    page = parse(payload, look.content_type, look.url, look.id)
    if isinstance(page, Page):
        return BeautifulSoup(page.text, "lxml").get_text() + page.text
    if page is not None:
        return page.text + _strings(json.loads(payload))
    form = read_form(payload, evidence=look.id, file_name=None, content_type=look.content_type)
    return "".join((form.text or "", *form.cells))


def _strings(value: object) -> str:
    """Every key and value of a JSON document; JSON inside a string is opened."""
    if isinstance(value, dict):
        return "".join(f"{key}{_strings(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "".join(map(_strings, value))
    return str(value)


def _squeezed(text: str) -> str:
    return "".join(text.split())
