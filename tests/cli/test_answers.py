"""Answers: one JSON document on stdout for every command that is asked for one, everything else on stderr."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

import crawler
from crawler.catalogue import indicator_systems
from crawler.cli import looking, running
from crawler.cli.choosing import profiles
from crawler.demo.office import FormSpec, make_docx
from crawler.domain.portal import Limits

if TYPE_CHECKING:
    from pathlib import Path

_ITEM = {
    "region", "item_code", "item_name", "body", "url", "elements", "materials", "forms", "fees", "steps",
}  # fmt: skip
_INSPECTED = {*_ITEM, "kind", "unmapped", "verdicts", "findings"}


@pytest.mark.parametrize(
    "words",
    [
        ("regions",),
        ("panels",),
        ("checks",),
        ("indicators",),
        ("explain", "fee.status"),
        ("status",),
        ("db", "upgrade"),
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_one_document_wherever_the_options_stand(desk: Any, words: tuple[str, ...], place: str) -> None:
    answer = desk("--json", "-v", *words) if place == "before" else desk(*words, "-v", "--json")

    assert answer.code == 0
    assert isinstance(answer.document, list | dict)


@pytest.mark.parametrize("words", [("regions",), ("panels",), ("checks",), ("indicators",), ("explain", "fee.status")])
def test_people_read_chinese_first_and_english_when_asked(desk: Any, words: tuple[str, ...]) -> None:
    chinese, english = desk(*words), desk(*words, "--lang", "en")

    assert (chinese.code, chinese.err, english.code, english.err) == (0, "", 0, "")
    assert chinese.out != english.out
    heading = english.out.splitlines()[0]
    assert heading.isascii() or words[0] == "explain"


@pytest.mark.parametrize(
    "words",
    [
        ("panels",),
        ("checks",),
        ("explain", "fee.status"),
        *(("indicators", "--system", s) for s in indicator_systems()),
    ],
)
def test_nothing_but_names_of_things_is_left_in_english(desk: Any, words: tuple[str, ...]) -> None:
    chinese = re.sub(r"[a-z0-9_]+\.[a-z_]+", "", desk(*words).out)

    assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}|official|project|passed|failed|version", chinese)


def test_a_database_without_tables_is_told(desk: Any) -> None:
    answer = desk("db", "check", "--json")

    assert answer.code == 2
    assert answer.document["problems"]
    assert "db upgrade" in answer.err
    assert desk("db", "upgrade").code == 0
    assert desk("db", "check", "--json").document == {"problems": []}


def test_a_plan_is_one_document(served: Any, portal: Any) -> None:
    before = len(portal.log)

    (plan,) = served.run("2026Q4", "--plan", "--json").document

    assert (plan["code"], plan["portal"]) == (portal.code, portal.url)
    assert len(portal.log) == before


def test_settings_come_from_the_environment_and_the_file(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "portal-audit.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert desk("panels").out.startswith("panel")
    monkeypatch.setenv("PORTAL_AUDIT_LANG", "zh")
    assert desk("panels").out.startswith("评估组")
    assert desk("panels", "--lang", "en").out.startswith("panel")


@pytest.fixture(scope="session")
def pages(portal: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide, a list, a home page and a form of the served portal, as files."""
    folder = tmp_path_factory.mktemp("pages")
    for name, path in {"guide": "bsfw/guide/1004", "list": "bsfw/list", "home": ""}.items():
        with urlopen(portal.url + path) as answer:
            (folder / f"{name}.html").write_bytes(answer.read())
    spec = FormSpec(title="居住证申领表", rows=(("姓名", ""), ("身份证号", "")))
    (folder / "form.docx").write_bytes(make_docx(spec))
    return folder


@pytest.mark.parametrize(("name", "kind"), [("guide", "guide"), ("list", "list"), ("home", "home"), ("form", "form")])
@pytest.mark.parametrize("told", [True, False])
def test_inspect_has_one_shape_for_every_kind(desk: Any, pages: Path, name: str, kind: str, told: bool) -> None:
    file = next(pages.glob(f"{name}.*"))

    answer = desk("inspect", str(file), "--json", *(["--kind", kind] if told else []))

    assert answer.code == 0
    assert set(answer.document) >= _INSPECTED
    if told or name != "home":  # a front page that lists popular services may be taken for a list
        assert answer.document["kind"] == kind
    assert desk("inspect", str(file), "--kind", kind).out


def test_inspect_reads_an_address_with_its_files(desk: Any, portal: Any) -> None:
    answer = desk("inspect", f"{portal.url}bsfw/guide/1004", "--allow-private", "--json")

    assert answer.code == 0
    assert answer.document["kind"] == "guide"
    assert answer.document["item_name"]
    assert {one["opens"] for one in answer.document["forms"]} == {True}


@pytest.mark.parametrize("words", [(), ("--allow-private",)])
def test_inspect_of_what_cannot_be_read_says_why(
    desk: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Refused without --allow-private; with it nobody answers there."""
    made = running.crawl_options
    monkeypatch.setattr(looking, "crawl_options", lambda *a, **k: replace(made(*a, **k), pauses=(), outage_pauses=()))
    answer = desk("inspect", "http://127.0.0.1:1/", "--json", *words)

    assert answer.code == 3
    assert answer.document["kind"] == "unreadable"
    assert "refused" in answer.document["failure"]
    assert ("--allow-private" in answer.document["failure"]) == (not words)
    assert (answer.document["verdicts"], answer.document["findings"]) == ([], [])


def test_a_file_that_is_no_document_any_more_is_judged_as_the_form_that_its_name_says(
    desk: Any, tmp_path: Path
) -> None:
    (tmp_path / "申请表.docx").write_bytes(bytes(range(256)) * 8)

    document = desk("inspect", str(tmp_path / "申请表.docx"), "--json").document

    assert document["kind"] == "form"
    assert document["form"]["opens"] is False
    assert {one["check"] for one in document["findings"]} == {"form.download"}


@pytest.mark.parametrize(("name", "outcome"), [("form.docx", "cant_tell"), ("空白表.docx", "failed")])
def test_a_filled_form_is_accused_only_where_something_calls_it_blank(
    desk: Any, tmp_path: Path, name: str, outcome: str
) -> None:
    rows = (("姓名", "张三丰"), ("住址", "听涛路8号"), ("联系电话", "13800138000"), ("身份证号", "11010519491231002X"))
    (tmp_path / name).write_bytes(make_docx(FormSpec(title="居住证申领表", rows=rows)))

    document = desk("inspect", str(tmp_path / name), "--json").document

    assert [one["outcome"] for one in document["verdicts"] if one["check"] == "form.blank_is_blank"] == [outcome]


def test_an_empty_page_is_not_called_a_front_page(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"\n")

    answer = desk("inspect", str(tmp_path / "page.html"))

    assert answer.code == 3
    assert "文件是空的" in answer.out


def test_a_document_is_json_whatever_a_portal_says(desk: Any, tmp_path: Path) -> None:
    page = {"data": {"TASK_NAME": "居住证\ud800申领", "ACCEPT_CONDITION": "年满十六周岁", "IS_FEE": "0"}}
    (tmp_path / "page.json").write_text(json.dumps(page), encoding="utf-8")

    document = desk("inspect", str(tmp_path / "page.json"), "--kind", "guide", "--json").document

    assert document["item_name"] == "居住证\ud800申领"


def test_the_version_is_told(desk: Any) -> None:
    answer = desk("--version")

    assert (answer.code, answer.out, answer.err) == (0, f"portal-audit {crawler.__version__}\n", "")


def test_a_rate_given_by_hand_leaves_the_other_limits_of_a_profile(tmp_path: Path) -> None:
    """The hours and the daily budget were agreed with an office; a rate says nothing of them."""
    (tmp_path / "a.toml").write_text(
        'code = "990001"\nname = "x"\nlevel = "other"\nportal = "http://127.0.0.1:1/"\n'
        '[limits]\nrate = 2\nhours = "22:00-06:00"\ndaily = 500\n',
        encoding="utf-8",
    )

    (found,) = profiles(panel=None, regions=(), portals=tmp_path, rate=0.5)

    assert found.limits == Limits(rate=0.5, hours="22:00-06:00", daily=500)


def test_moments_are_iso_8601(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portal-audit.toml").write_text('[[calendar]]\nname = "a"\npanel = "prov32"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    (event,) = desk("schedule", "next", "--most", "1", "--json").document

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+\+08:00", event["at"])
    assert "schedule next" in desk("schedule", "list").out
