"""Functions of outer scripts that choose between addresses: read with their conditions, never guessed."""
# ruff: noqa: E501 - scripts stand as a portal sends them

from __future__ import annotations

import pytest

from crawler.page.script.expressions import evaluate, holds
from crawler.page.script.scripts import scripts_of

OPEN = """
var root = "/hall";
function openGuide(id, kind) {
  var address = root + "/show/";
  if (kind == "p") { address += "person.jsp"; } else { address += "firm.jsp"; }
  window.open(address + "?id=" + id, "_blank");
}
function openShort(id, kind) { location.href = (kind === '1' ? '/a/' : '/b/') + id; }
function openSwitched(id, kind) {
  var to;
  switch (kind) { case "1": to = "/one?id=" + id; break; case "2": to = "/two?id=" + id; break; default: to = "/none"; }
  location.href = to;
}
function openElsewhere(id) {
  var address = root;
  if (window.mode) address += "/new/"; else address += "/old/";
  location.href = address + id;
}
function openEither(id) {
  var address = "";
  if (navigator.isOld) { address = "/x?id=" + id; } else { address = "/x?id=" + id; }
  location.href = address;
}
function openOnce(id) {
  if (id == null || id == "") { location.href = "/login"; return; }
  location.href = "/guide?id=" + id;
}
function turn(n) {
  var f = document.forms["turning"];
  if (!f) { return; }
  if (n < 1) { n = 1; }
  if (n > parseInt(f.last.value, 10)) { alert("end"); return; }
  f.pageNo.value = n;
  f.submit();
}
"""


@pytest.mark.parametrize(
    ("call", "url"),
    [
        ("openGuide('7','p')", "/hall/show/person.jsp?id=7"),
        ("openGuide('7','f')", "/hall/show/firm.jsp?id=7"),
        ("openShort('7','1')", "/a/7"),
        ("openShort('7','2')", "/b/7"),
        ("openSwitched('7','2')", "/two?id=7"),
        ("openSwitched('7','3')", "/none"),
        ("openEither('7')", "/x?id=7"),
        ("openOnce('7')", "/guide?id=7"),
        ("openOnce('')", "/login"),
    ],
)
def test_the_branch_that_runs_says_the_address(call: str, url: str) -> None:
    outcome = scripts_of([OPEN]).follow(call)
    assert outcome is not None
    assert outcome.url == url


def test_a_choice_that_nothing_decides_leaves_no_address() -> None:
    outcome = scripts_of([OPEN]).follow("openElsewhere('7')")
    assert outcome is None or outcome.url not in {"/hall/new/7", "/hall/old/7", "/hall/new/old/7", "/hall7"}


@pytest.mark.parametrize("number", ["1", "3"])
def test_a_guard_does_not_turn_every_page_into_the_first(number: str) -> None:
    outcome = scripts_of([OPEN]).follow(f"turn({number})")
    assert outcome is not None
    assert outcome.submits
    assert outcome.fields["pageNo"] == number


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ("kind == '1'", True),
        ("'1' != kind", False),
        ("kind == '2' || n > 2", True),
        ("kind == '1' && unknown", None),
        ("kind == '2' && unknown", False),
        ("!(kind == '1')", False),
        ("!empty", True),
        ("kind", True),
        ("kind == null", False),
        ("n >= 3 && n < 10", True),
        ("unknown == null", None),
        ("kind.length > 0", None),
    ],
)
def test_conditions(condition: str, met: object) -> None:
    assert holds(condition, {"kind": "1", "n": "3", "empty": ""}) is met


def test_a_default_behind_or() -> None:
    assert evaluate("kind || 'x'", {"kind": "1"}) == "1"
    assert evaluate("kind || 'x'", {"kind": ""}) == "x"
    assert evaluate("flag ? 'a' : 'a'", {}) == "a"
    assert evaluate("flag ? 'a' : 'b'", {}) is None


DIGEST = """
function openFolded(no) { var t = 0; for (var i = 0; i < no.length; i++) t = (t * 31 + no.charCodeAt(i)) % 997; location.href = '/a/' + t + '/' + no; }
function openSummed(no) { var q = '/a?no=' + no; keys.forEach(function (k) { q = mixed(q, k); }); location.href = q; }
function openPlain(no) { var t = 'x'; for (var i = 0; i < 3; i++) { count(i); } location.href = '/a/' + t + '/' + no; }
function openBefore(no) { location.href = '/a?from=' + (no - 1); }
"""


@pytest.mark.parametrize(
    ("call", "url"),
    [
        ("openFolded('138201')", None),
        ("openSummed('138201')", None),
        ("openBefore('138201')", None),
        ("openPlain('138201')", "/a/x/138201"),
    ],
)
def test_what_a_loop_or_a_reckoning_makes_is_no_address(call: str, url: str | None) -> None:
    outcome = scripts_of([DIGEST]).follow(call)
    assert (outcome.url if outcome is not None else None) == url


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("n * 2", None),
        ("n - 1", None),
        ("n / 2", None),
        ("'a' + n % 7", None),
        ("'a' + n // so", "a12"),
        ("n; m - 1", "12"),
    ],
)
def test_a_number_that_is_reckoned_with_is_no_text(code: str, value: str | None) -> None:
    assert evaluate(code, {"n": "12"}) == value
