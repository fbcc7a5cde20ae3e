"""Wrong input: one line that says what, where and how to mend it; exit code 2; nothing is lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import pytest

_RUN = ("run", "--round", "2026Q4", "--region", "110000")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nope",), "nope"),
        (("--nope",), "--nope"),
        (("db",), "命令"),
        (("db", "nope"), "nope"),
        (("run",), "--round"),
        (("run", "--round"), "--round"),
        (("run", "--round", "2026Q4"), "--panel"),
        (("run", "--round", "2026Q4", "--region", "999999"), "999999"),
        (("run", "--round", "2026Q4", "--panel", "nobody"), "nobody"),
        (("run", "--round", "2026Q4", "--panel", "prov32", "--region", "110000"), "--panel"),
        (("run", "--round", "../elsewhere", "--region", "110000", "--plan"), "../elsewhere"),
        ((*_RUN, "--check", "no.such"), "no.such"),
        ((*_RUN, "--indicator", "NO.1"), "NO.1"),
        ((*_RUN, "--rate", "0"), "--rate"),
        ((*_RUN, "--rate", "-1"), "--rate"),
        ((*_RUN, "--rate", "nan"), "--rate"),
        ((*_RUN, "--rate", "inf"), "--rate"),
        ((*_RUN, "--rate", "fast"), "--rate"),
        ((*_RUN, "--budget", "0"), "--budget"),
        ((*_RUN, "--sample", "0"), "--sample"),
        ((*_RUN, "--sample", "2.5"), "--sample"),
        ((*_RUN, "--seed", "-1"), "--seed"),
        ((*_RUN, "--census", "--sample", "3"), "--census"),
        ((*_RUN, "--item", "1", "--sample", "3"), "--item"),
        ((*_RUN, "--item", "1", "--plan"), "--plan"),
        ((*_RUN, "--portals", "/nonexistent"), "/nonexistent"),
        (("run", "--round", "2026q4", "--region", "110000"), "2026Q4"),
        (("run", "--round", "2026-Q4", "--region", "110000"), "2026Q4"),
        (("run", "--round", "2026Q5", "--region", "110000"), "2026Q4"),
        (("status", "--round", "never"), "never"),
        (("recheck", "--round", "never"), "never"),
        (("report", "--round", "never", "--out", "out"), "never"),
        (("export", "--round", "never", "--out", "out"), "never"),
        (("explain", "fee.nothing"), "fee.amount"),
        (("inspect",), "FILE"),
        (("inspect", "no-such-file.html"), "no-such-file.html"),
        (("inspect", "/"), "/"),
        (("inspect", "x.html", "--kind", "poem"), "poem"),
        (("inspect", "x.html", "--render"), "--render"),
        (("inspect", "x.html", "--base-url", "x"), "--base-url"),
        (("inspect", "http://127.0.0.1:1/", "--base-url", "http://x.test/"), "--base-url"),
        (("checks", "--lang", "fr"), "lang"),
        (("checks", "extra"), "extra"),
        (("schedule",), "没有写命令"),
        (("schedule", "run"), "[[calendar]]"),
        (("schedule", "close", "--round", "2026Q4", "--reason", "x"), "2026Q4"),
        (("release", "--round", "R", "--region", "1", "--by", " ", "--reason", "x"), "--by"),
    ],
)
def test_wrong_words_are_told_in_one_line(desk: Any, words: tuple[str, ...], named: str) -> None:
    assert named in desk(*words).one_line()


@pytest.mark.parametrize(
    ("db", "named"),
    [
        ("nonsense", "sqlite:///"),
        ("mysql://user@host/name", "mysql"),
        ("sqlite://", "内存"),
        ("sqlite:////proc/nowhere/a.db", "/proc/nowhere"),
        ("sqlite:////", "/"),
        ("postgresql://somebody:secret@127.0.0.1:1/x", "127.0.0.1"),
    ],
)
@pytest.mark.parametrize("words", [("status",), ("db", "check"), ("db", "upgrade"), _RUN])
def test_a_database_that_cannot_be_used(desk: Any, profiles: Path, db: str, named: str, words: tuple[str, ...]) -> None:
    if words[0] == "run":
        words = (*words, "--portals", str(profiles))
    answer = desk(*words, "--db", db)

    # Who only asks makes no folder, so that nothing is wrong yet.
    line = answer.out if words == ("status",) and "/proc/" in db else answer.one_line()
    assert named in line
    assert "secret" not in line


def test_a_file_that_is_no_database_stays_as_it_is(desk: Any, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear office, this is a letter and no database at all.\n" * 20, encoding="utf-8")
    before = file.read_bytes()

    assert "letter.txt" in desk("status", "--db", f"sqlite:///{file}").one_line()
    assert file.read_bytes() == before


def test_a_data_folder_that_is_a_file(desk: Any, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")

    assert str(file) in desk("status", "--data", str(file)).one_line()


def test_a_data_folder_that_cannot_be_written(desk: Any, profiles: Path, tmp_path: Path) -> None:
    """The database lies elsewhere, so only the evidence has no place; and no run is begun."""
    db = f"sqlite:///{tmp_path / 'a.db'}"
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "locks").write_text("in the way", encoding="utf-8")

    assert str(folder) in desk(*_RUN, "--portals", str(profiles), "--db", db, "--data", str(folder)).one_line()
    assert desk("status", "--db", db, "--json").document == []


@pytest.mark.parametrize("words", [("discover", "http://127.0.0.1:1/"), ("inspect", "http://127.0.0.1:1/")])
def test_nothing_is_asked_where_turns_at_a_host_cannot_be_kept(desk: Any, tmp_path: Path, words: tuple[str]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "locks").write_text("in the way", encoding="utf-8")

    assert str(folder / "locks") in desk(*words, "--allow-private").one_line()


def test_a_folder_that_cannot_be_made_is_no_bug(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert str(tmp_path / "file") in desk("demo", "--out", str(tmp_path / "file" / "out")).one_line()


def test_a_full_disk_is_told_with_what_to_do(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object, **named: object) -> None:
        del given, named
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere/page.warc.gz")

    monkeypatch.setattr("crawler.catalogue.panels", full)

    said = desk("panels").one_line()
    assert "somewhere/page.warc.gz：磁盘已满" in said
    assert "重新执行同一命令" in said


def test_a_variable_that_nobody_reads_is_told_when_it_looks_like_a_setting(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_HOUR", "22:00-06:00")
    monkeypatch.setenv("PORTAL_AUDIT_OF_SOMEBODY_ELSE", "1")

    answer = desk("panels")

    assert answer.code == 0
    assert answer.err.count("PORTAL_AUDIT_HOURS?") == 1
    assert "SOMEBODY" not in answer.err


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "a.toml").write_text('code = "110000"\nname = "北京市"\nlevel = "other"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("portal = ", "TOML"),
        ("portl = 'http://127.0.0.1/'", "portal"),
        ("portal = 'the front page'", "http://"),
        ("platform = 'nobody'", "nobody"),
        ("[limits]\nrate = 0", "limits.rate"),
        ("[expects]\nmin_items = -1", "expects.min_items"),
        ("[hints.labels]\nno_such_element = ['x']", "no_such_element"),
    ],
)
def test_a_broken_profile(desk: Any, profiles: Path, line: str, named: str) -> None:
    with (profiles / "a.toml").open("a", encoding="utf-8") as file:
        file.write(line)

    said = desk(*_RUN, "--portals", str(profiles)).one_line()

    assert named in said
    assert "a.toml" in said or "110000" in said


@pytest.mark.parametrize("host", ["127.0.0.1:9001", "192.168.0.8", "[::1]", "localhost", "169.254.169.254"])
@pytest.mark.parametrize("words", [(), ("--enqueue",)])
def test_a_private_portal_is_refused_before_anything_is_stored(
    desk: Any, profiles: Path, host: str, words: tuple[str, ...]
) -> None:
    with (profiles / "a.toml").open("a", encoding="utf-8") as file:
        file.write(f'portal = "http://{host}/"\n')

    said = desk(*_RUN, "--portals", str(profiles), *words).one_line()

    assert "110000" in said
    assert host in said
    assert ("--allow-private" in said) == (host != "169.254.169.254")
    assert not list(desk.data.glob("*.db"))
    assert desk(*_RUN, "--portals", str(profiles), "--plan").code == 0


def test_a_region_without_a_profile_in_the_folder(desk: Any, profiles: Path) -> None:
    said = desk("run", "--round", "R", "--region", "120000", "--portals", str(profiles)).one_line()

    assert "120000" in said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("lang = ", "TOML"),
        ('lang = "fr"', "lang"),
        ("colour = 1", "colour"),
        ("lagn = 1", "`lang`"),
        ("[[calendar]]\nnihgt = 1", "`night`"),
        ("page_seconds = -1", "page_seconds"),
    ],
)
def test_a_broken_settings_file(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, named: str
) -> None:
    (tmp_path / "portal-audit.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    said = desk("checks").one_line()

    assert named in said
    assert "portal-audit.toml" in said


@pytest.mark.parametrize("words", [("inspect", "http://127.0.0.1:1/", "--render"), ("demo",), _RUN])
def test_a_browser_that_is_not_there(
    desk: Any, profiles: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_BROWSER", "/nonexistent/chromium")
    if words[0] == "run":
        words = (*words, "--portals", str(profiles))

    assert "/nonexistent/chromium" in desk(*words).one_line()


def test_the_program_itself_ends_so(tmp_path: Path) -> None:
    """The same in a process of its own: nothing but the line, also from what is imported."""
    done = subprocess.run(
        [sys.executable, "-m", "crawler", "run", "--round", "R", "--region", "999999", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("panels",), ("panels", "--json")])
def test_ctrl_c_in_any_command_is_an_interruption(
    desk: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crawler.catalogue.panels", pressed)

    answer = desk(*words)

    assert (answer.code, answer.out) == (4, "")
    assert answer.err.strip() == "portal-audit: 已中断；重新执行同一命令即可继续"


def test_ctrl_c_while_the_program_is_being_loaded(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has mistyped presses it at once."""

    class Pressed(MetaPathFinder):
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            del path, target
            if name == "crawler.cli.command":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "crawler.cli.command", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])

    answer = desk("regions")

    assert (answer.code, answer.out) == (4, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("proxy", "said"),
    [("http://proxy:3128", "同时设置 `canary`"), ("socks5://proxy:1080", "例如 http://host:3128")],
)
def test_a_second_network_that_cannot_be_trusted_is_refused(
    desk: Any, monkeypatch: pytest.MonkeyPatch, proxy: str, said: str
) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_SECOND_NETWORK", proxy)

    line = desk("status", "--round", "R1").one_line()

    assert "设置 second_network" in line
    assert said in line


def test_the_password_of_a_proxy_is_not_said(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_SECOND_NETWORK", "http://auditor:secret@proxy:3128/there")

    assert "secret" not in desk("status", "--round", "R1").one_line()
