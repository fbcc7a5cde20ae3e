"""`discover`: the profile of a portal that nobody has described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.catalogue.portals import read_profile
from crawler.domain.portal import Render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SERVER_RENDERED, EMPTY = "990001", "990301"


def test_what_it_prints_is_a_profile_that_names_the_list(desk: Any, site: Mapping[str, Any], tmp_path: Path) -> None:
    portal = site[SERVER_RENDERED]
    before = len(portal.log)
    answer = desk("discover", portal.url, "--allow-private", "--rate", "100")
    path = tmp_path / "found.toml"
    path.write_text(answer.out.replace("000000", SERVER_RENDERED), encoding="utf-8")

    assert answer.code == 0, answer.err
    assert "# 请填写行政区划代码" in answer.out
    assert "# 1.00: 读到 52 个事项，页面写明 52 个" in answer.out
    profile = read_profile(path)
    assert profile.portal == portal.url
    assert profile.name == "云溪政务服务网"
    assert profile.hints.item_list == f"{portal.url}bsfw/list"
    assert profile.hints.render is Render.HTTP
    assert 0 < profile.expects.min_items < 52
    asked = portal.log[before:]
    assert len(asked) < 120, "six guides and their forms, not all of them"
    assert not (desk.data / "portal-audit.sqlite").exists()


def test_json_says_how_sure_it_is_and_from_what(desk: Any, site: Mapping[str, Any]) -> None:
    told = desk("discover", site[SERVER_RENDERED].url, "--allow-private", "--rate", "100", "--json").document
    found = {one["setting"]: one for one in told["inferred"]}

    assert told["items"] == 52
    assert found["hints.item_list"]["confidence"] == 1.0
    assert "52 declared" in found["hints.item_list"]["because"]
    assert "52 个" in found["hints.item_list"]["because_zh"]
    english = desk("--lang", "en", "discover", site[EMPTY].url, "--allow-private", "--rate", "100")
    assert "items were listed" in english.out


def test_a_portal_without_a_list_leaves_every_setting_open(desk: Any, site: Mapping[str, Any]) -> None:
    answer = desk("discover", site[EMPTY].url, "--allow-private", "--rate", "100", "--json")

    assert answer.code == 3
    assert {one["setting"]: one["value"] for one in answer.document["inferred"]} == {
        "hints.item_list": None,
        "hints.guide": None,
        "hints.render": "auto",
        "expects.min_items": None,
    }


def test_wrong_words(desk: Any) -> None:
    assert "http://" in desk("discover", "portal.test").one_line()
    assert "--rate" in desk("discover", "http://portal.test/", "--rate", "0").one_line()
