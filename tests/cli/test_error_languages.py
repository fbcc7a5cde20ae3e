"""Whoever errs is told so in their own language: every error of a person has both, and each command picks the right."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from crawler import errors
from crawler.cli.parsing import parser_words
from crawler.cli.spoken import spoken
from crawler.config import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(errors.__file__).parent.parent
_BOTH = {
    name
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, errors.PortalAuditError | errors.WrongValueError)
}
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(r"“.*?”|`.*?`|\".*?\"|'.*?'")
"""Words of a file or of an example stay as they are in either language."""


def _raised() -> Iterator[tuple[str, list[ast.expr]]]:
    """Every place where an error of a person arises, with what it is given."""
    for folder in ("crawler", "spiders"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BOTH:
                    yield f"{path.relative_to(_ROOT)}:{node.lineno}", node.args


def _written(text: ast.expr) -> str | None:
    """The letters of a literal, without what is put into it; None where it is no literal."""
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return text.value
    if isinstance(text, ast.JoinedStr):
        return "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
    return None


def test_every_error_of_a_person_is_written_in_both_languages() -> None:
    raised = list(_raised())
    assert len(raised) > 100

    wrong = []
    for place, arguments in raised:
        if len(arguments) == 1 and isinstance(arguments[0], ast.Starred):
            continue  # both came together from a reader of files
        zh, en = arguments
        if (written := _written(zh)) is not None and not _HAN.search(written):
            wrong.append(f"{place}: no Chinese: {written}")
        if (written := _written(en)) is not None and _HAN.search(_QUOTED.sub("", written)):
            wrong.append(f"{place}: Chinese in the English: {written}")

    assert wrong == []


@pytest.mark.parametrize(
    "words",
    [
        ("nope",),
        ("--nope",),
        ("run",),
        ("run", "--round"),
        ("run", "--ronud", "x"),
        ("checks", "extra"),
        ("run", "--round", "R", "--region", "1", "--sample", "0"),
        ("run", "--round", "R", "--region", "1", "--sample", "2.5"),
        ("run", "--round", "R", "--region", "1", "--rate", "fast"),
        ("run", "--round", "R", "--region", "1", "--rate", "0"),
        ("run", "--round", "R", "--region", "999999"),
        ("run", "--round", "2026q4", "--region", "110000"),
        ("run", "--round", "R", "--region", "110000", "--portals", "/nonexistent"),
        ("run", "--round", "R", "--region", "110000", "--check", "no.such"),
        ("run", "--round", "R", "--region", "110000", "--indicator", "NO.1"),
        ("status", "--round", "never"),
        ("explain", "fee.nothing"),
        ("inspect", "no-such-file.html"),
        ("status", "--db", "nonsense"),
        ("schedule", "run"),
        ("schedule", "run", "--until"),
    ],
    ids=" ".join,
)
def test_each_language_has_its_line(desk: Any, words: tuple[str, ...]) -> None:
    zh, en = desk(*words).one_line(), desk("--lang", "en", *words).one_line()

    assert _HAN.search(zh)
    assert not _HAN.search(en)
    # What is left in Latin letters are words that one types, or that one has typed.
    sentences = re.sub(r"`.*?`|\S*[-./|_\d]\S*|'.*?'", " ", zh.removeprefix("portal-audit: "))
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", sentences), zh


def test_the_language_is_known_without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_AUDIT_LANG", raising=False)
    assert spoken(["run"]) == "zh"
    assert spoken(["run", "--lang", "en"]) == "en"
    assert spoken(["--lang=en", "run"]) == "en"
    assert spoken(["run", "--", "--lang", "en"]) == "zh"
    (tmp_path / "portal-audit.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert spoken(["run"]) == "en"
    monkeypatch.setenv("PORTAL_AUDIT_LANG", "zh")
    assert spoken(["run"]) == "zh"
    (tmp_path / "portal-audit.toml").write_text("lang = ", encoding="utf-8")
    monkeypatch.delenv("PORTAL_AUDIT_LANG")
    assert spoken(["run"]) == "zh"


def test_a_broken_setting_is_told_in_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portal-audit.toml").write_text("page_seconds = -1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(errors.UsageError) as told:
        read_settings()

    assert "设置 page_seconds：应大于 0" in told.value.said("zh")
    assert "setting page_seconds: Input should be greater than 0" in told.value.said("en")
    assert str(told.value) == told.value.said("en")  # what logs keep


def test_both_languages_come_through_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(errors.BusyError("忙", "busy")))
    assert (error.zh, error.en) == ("忙", "busy")


def test_a_sentence_of_the_parser_that_nobody_knows_stays() -> None:
    assert parser_words(typer.TyperException("Something new.")).zh == "Something new"
