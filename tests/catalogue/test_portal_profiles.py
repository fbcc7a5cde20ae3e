from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import catalogue
from crawler.catalogue.portals import read_profile, read_profiles
from crawler.domain.portal import Level, Render
from crawler.errors import UsageError

FOLDER = Path(__file__).parents[2] / "spiders" / "portals"
FILES = sorted(FOLDER.glob("*.toml"))
WHOLE = """
code     = "990001"
name     = "云溪省"
level    = "provincial"
portal   = "http://127.0.0.1:9001/"
platform = "auto"

[hints]
item_list = "http://127.0.0.1:9001/list"
guide     = "/guide/{code}"
render    = "browser"
labels    = { promised_time_limit = ["办结承诺"] }

[expects]
min_items = 10

[limits]
rate = 2

[scope]
areas = "all"
"""


def test_there_is_one_file_a_region() -> None:
    assert len(FILES) == len(catalogue.built_in_profiles()) == 64
    assert set(catalogue.built_in_profiles()) == set(catalogue.regions())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_profile_is_of_the_region_it_names(path: Path) -> None:
    profile = read_profile(path)
    region = catalogue.region(profile.code)

    assert re.fullmatch(rf"{profile.code}_[a-z_]+\.toml", path.name)
    assert (profile.name, profile.level) == (region.name, region.level)
    assert not profile.verified
    assert profile.portal is None or profile.portal.startswith(("http://", "https://"))
    assert profile.limits.rate <= 1


def test_no_two_regions_share_an_address() -> None:
    addresses = [p.portal for p in catalogue.built_in_profiles().values() if p.portal]

    assert len(addresses) == len(set(addresses)) == 31


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(WHOLE, encoding="utf-8")

    profile = read_profiles(tmp_path)["990001"]

    assert (profile.name, profile.level, profile.portal) == ("云溪省", Level.PROVINCIAL, "http://127.0.0.1:9001/")
    assert (profile.hints.item_list, profile.hints.guide) == ("http://127.0.0.1:9001/list", "/guide/{code}")
    assert profile.hints.render is Render.BROWSER
    assert profile.hints.labels == {"promised_time_limit": ("办结承诺",)}
    assert (profile.expects.min_items, profile.limits.rate, profile.all_areas) == (10, 2.0, True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('code     = "990001"', "", ["`code`", "missing"]),
        ('"990001"', '"99"', ["`code`", "six digits"]),
        ('"990001"', "990001", ["`code`", "text in quotes"]),
        ('"provincial"', '"province"', ["`level`", "key_city"]),
        ("http://127.0.0.1:9001/list", "/list", ["`hints.item_list`", "http://"]),
        ("http://127.0.0.1:9001/list", "http://[bad/list", ["`hints.item_list`", "http://"]),
        ("http://127.0.0.1:9001/list", "http://host:port/list", ["`hints.item_list`", "http://"]),
        ('["办结承诺"]', '"办结承诺"', ["`hints.labels.promised_time_limit`", "list"]),
        ("promised_time_limit", "promised_timelimit", ["`hints.labels.promised_timelimit`", "`promised_time_limit`"]),
        ('"/guide/{code}"', '"/guide/{id}"', ["`hints.guide`", "{code}"]),
        ('"/guide/{code}"', '"/guide/list"', ["`hints.guide`", "{code}"]),
        ("min_items = 10", "min_items = -1", ["`expects.min_items`", "whole number"]),
        ("min_items = 10", "min_items = true", ["`expects.min_items`", "whole number"]),
        ("rate = 2", "rate = 0", ["`limits.rate`", "above 0"]),
        ("rate = 2", "rate = inf", ["`limits.rate`", "number"]),
        ("rate = 2", 'rate = "fast"', ["`limits.rate`", "number"]),
        ("rate = 2", "rat = 2", ["`limits.rat`", "did you mean `rate`?"]),
        ('areas = "all"', 'areas = "some"', ["`scope.areas`", "own"]),
        ("platform =", "verified = 1\nplatform =", ["`verified`", "true or false"]),
        ("platform =", "portals = 1\nplatform =", ["`portals`", "did you mean `portal`?"]),
        ("[expects]\nmin_items = 10", "", []),
        ("[hints]", "hints = 3\n[other]", ["`hints`", "table"]),
        ('"provincial"', '"a\\nb"', ["`level`", "key_city"]),
        ("[limits]", "[limits", ["not valid TOML", "line"]),
    ],
)
def test_a_broken_profile_says_file_key_and_cure_in_one_line(
    old: str, new: str, words: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "broken.toml"
    assert old in WHOLE
    path.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    if not words:
        read_profile(path)
        return

    with pytest.raises(UsageError) as caught:
        read_profile(path)

    said = str(caught.value)
    assert "\n" not in said
    assert all(word in said for word in ["broken.toml", *words]), said


def test_unreadable_files_and_folders_are_told(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes('name = "云溪省"'.encode("gb18030"))
    for path in (tmp_path / "gbk.toml", tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match=re.escape(str(path))):
            read_profile(path)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "none", tmp_path / "empty", tmp_path / "gbk.toml"):
        with pytest.raises(UsageError, match=re.escape(str(folder))):
            read_profiles(folder)


def test_one_region_in_two_files_is_told(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(WHOLE, encoding="utf-8")

    with pytest.raises(UsageError, match=r"b\.toml.*990001.*a\.toml"):
        read_profiles(tmp_path)


def test_a_profile_saved_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(WHOLE, encoding="utf-8-sig")

    assert read_profile(tmp_path / "p.toml").code == "990001"


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_line(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(UsageError) as caught:
        read_profile(path)

    assert len(str(caught.value).splitlines()) == 1
