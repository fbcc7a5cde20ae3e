"""Where handlers lead is found out once a script, and never answered for another handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest

from crawler.page.script.scripts import Outcome, Scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MASK = "function mask() { shade(); shade(); } function shade() { light(1); } function light(n) { var s = n; }"
ROWS = f"{MASK} function go(id) {{ mask(); mask(); location.href = '/show?id=' + id; }}"
MANY = "".join(f"function step{n}() {{ mask(); }}\n" for n in range(24))
LONG = f"""{MASK} {MANY} function far(id) {{ {"".join(f"step{n}();" for n in range(24))} leave(id); }}
function near(id) {{ mask(); leave(id); }} function leave(id) {{ top.location.href = '/out/' + id; }}"""
HEARD = f"""{MASK} function show(id) {{ mask(); window.open('/show?id=' + id); }}
document.addEventListener("click", function (e) {{
  var row = e.target.closest("[data-no]"); if (!row) return; show(row.getAttribute("data-no"));
}});"""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pieces of script that are read through for what they lead to."""
    found: list[str] = []
    outcomes = Scripts._outcomes

    def noted(
        self: Scripts, code: str, known: dict[str, str], depth: int, wanted: tuple[str, ...]
    ) -> Iterator[Outcome]:
        found.append(code)
        return outcomes(self, code, known, depth, wanted)

    monkeypatch.setattr(Scripts, "_outcomes", noted)
    return found


def _url(scripts: Scripts, code: str, given: Mapping[str, str] | None = None) -> str | None:
    outcome = scripts.follow(code, given)
    return None if outcome is None else outcome.url


def test_a_handler_is_followed_once(read: list[str]) -> None:
    scripts = Scripts(ROWS)
    assert _url(scripts, "go('7')") == "/show?id=7"
    assert scripts.follow("mask()") is None
    once = len(read)
    assert _url(scripts, "go('7')") == "/show?id=7"
    assert scripts.follow("mask()") is None
    assert len(read) == once


def test_what_handlers_of_rows_have_in_common_is_read_once(read: list[str]) -> None:
    scripts = Scripts(ROWS)
    assert [_url(scripts, f"go('{n}')") for n in range(5)] == [f"/show?id={n}" for n in range(5)]
    assert sum("light(1)" in code for code in read) == 1
    assert sum("location.href" in code for code in read) == 5


def test_attributes_of_the_element_tell_one_handler_from_another() -> None:
    scripts = Scripts("function go(one) { location.href = '/show?id=' + one.getAttribute('data-no'); }")
    assert [_url(scripts, "go(this)", {"this@data-no": no}) for no in ("7", "8", "7")] == [
        "/show?id=7", "/show?id=8", "/show?id=7",
    ]  # fmt: skip


def test_a_click_is_followed_once_for_all_elements_that_say_the_same(read: list[str]) -> None:
    scripts = Scripts(HEARD)
    rows = lxml.html.fromstring("<ul><li data-no='7'>a</li><li data-no='8'>b</li><li data-no='7'>c</li></ul>")
    assert [scripts.heard(row) for row in rows] == ["/show?id=7", "/show?id=8", "/show?id=7"]
    assert sum("window.open" in code for code in read) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_how_many_calls_are_followed_of_a_handler_does_not_depend_on_those_before(order: int) -> None:
    handlers = [f"{name}('{n}')" for name in ("near", "far", "leave", "step3") for n in range(3)][::order]
    kept = Scripts(LONG)
    assert [_url(kept, code) for code in handlers] == [_url(Scripts(LONG), code) for code in handlers]
    assert _url(kept, "near('5')") == "/out/5"
    assert _url(kept, "far('5')") is None  # it leaves behind more calls than are followed
