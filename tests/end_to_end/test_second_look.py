"""What adverse findings rest on is looked at again; what failed in passing is asked again, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler import gathering
from crawler.domain.check import Outcome
from crawler.export.withdrawn import withdrawn as read_withdrawn
from crawler.rechecking import recheck_round
from crawler.storage import reading
from crawler.verdicts import second_look
from tests.end_to_end.moody_portal import Bench, Moody, broken, guide_path, name_of, without_fee

if TYPE_CHECKING:
    from crawler.demo.site import Reply


@pytest.mark.parametrize("worth_it", [1, 4], ids=["judged beside gathering", "judged after it"])
def test_a_finding_that_a_second_look_does_not_show_is_withdrawn(
    bench: Bench, moody: Moody, monkeypatch: pytest.MonkeyPatch, worth_it: int
) -> None:
    monkeypatch.setattr(gathering, "_WORTH_IT", worth_it)
    fickle = guide_path(bench.portal, "food_licence")
    moody.changes[fickle] = without_fee(1)

    bench.run()

    steady, gone = (
        ("procedure.delivery", name_of(bench, "special_equipment")),
        ("fee.status", name_of(bench, "food_licence")),
    )
    found, withdrawn, verdicts = bench.told()
    assert found[steady] == 2
    assert gone not in found
    assert gone in withdrawn
    with reading(bench.engine) as session:
        (told,) = read_withdrawn(session, "R1")
    assert (told.check, told.item_name) == gone
    assert "第二次查看" in told.why
    assert verdicts[gone] is Outcome.CANT_TELL
    assert verdicts[steady] is Outcome.FAILED
    guides = {path: n for path, n in moody.asked.items() if path.startswith("/bsfw/guide/")}
    adverse = {guide_path(bench.portal, "special_equipment"), fickle}
    assert {path: n for path, n in guides.items() if n > 1} == dict.fromkeys(adverse, 2)

    before = moody.asked.copy()
    recheck_round(bench.request(), regions=(), data=bench.data, database=bench.database)
    assert bench.told() == (found, withdrawn, verdicts)
    assert moody.asked == before

    # A page that came byte by byte as before is not read again; it would say the same.
    monkeypatch.setattr(second_look._Changes, "may_change", lambda *_: True)
    recheck_round(bench.request(), regions=(), data=bench.data, database=bench.database)
    assert bench.told() == (found, withdrawn, verdicts)


def said_by_script(_: int, reply: Reply) -> Reply:
    """The answer about fees is written by a script, which finds its place by the label beside it."""
    fill = """<script>for (const label of document.querySelectorAll("th"))
        if (label.textContent === "是否收费") label.nextElementSibling.textContent = "不收费";</script>"""
    return replace(
        without_fee(99)(1, reply), body=without_fee(99)(1, reply).body.replace(b"</body>", fill.encode() + b"</body>")
    )


def test_what_a_script_says_is_no_defect(bench: Bench, moody: Moody) -> None:
    moody.changes[guide_path(bench.portal, "food_licence")] = said_by_script

    bench.run()

    found, _, verdicts = bench.told()
    with reading(bench.engine) as session:
        why = {(one.check, one.item_name): one.why for one in read_withdrawn(session, "R1")}
    steady, said = (
        ("procedure.delivery", name_of(bench, "special_equipment")),
        ("fee.status", name_of(bench, "food_licence")),
    )
    assert found[steady] == 2
    assert said not in found
    assert "用浏览器" in why[said]
    assert verdicts[said] is Outcome.CANT_TELL


def test_a_second_look_that_does_not_come_confirms_nothing_and_takes_nothing_back(bench: Bench, moody: Moody) -> None:
    moody.changes[guide_path(bench.portal, "special_equipment")] = broken(2, 99)

    bench.run()

    found, withdrawn, _ = bench.told()
    assert found["procedure.delivery", name_of(bench, "special_equipment")] == 1
    assert withdrawn == {}


def test_a_single_look_is_enough_where_somebody_says_so(bench: Bench, moody: Moody) -> None:
    bench.run(second_looks=0)

    found, withdrawn, _ = bench.told()
    assert set(found.values()) == {1}
    assert withdrawn == {}
    assert {n for path, n in moody.asked.items() if path.startswith("/bsfw/guide/")} == {1}


def test_no_more_pages_of_a_host_are_looked_at_again_than_the_bound_says(bench: Bench, moody: Moody) -> None:
    moody.changes[guide_path(bench.portal, "food_licence")] = without_fee(9)

    bench.run(second_looks=1)

    found, _, _ = bench.told()
    assert sorted(found.values()) == [1, 2]


def test_mending_asks_only_for_what_failed_in_passing(bench: Bench, moody: Moody) -> None:
    silent = guide_path(bench.portal, "hotel")
    moody.changes[silent] = broken(1, 6)
    bench.run(second_looks=0)
    _, _, verdicts = bench.told()
    assert verdicts["fee.status", name_of(bench, "hotel")] is Outcome.CANT_TELL
    before = moody.asked.copy()

    bench.run(mend=True, second_looks=0, reason="1 address failed in passing")

    _, _, verdicts = bench.told()
    assert verdicts["fee.status", name_of(bench, "hotel")] is Outcome.PASSED
    fresh = moody.asked - before
    assert fresh[silent] == 1
    # What hangs on the guide that is there now: its forms, and where it is applied for; nothing else of the portal.
    assert not [path for path in fresh if path.startswith("/bsfw/") and path != silent]
    assert "/" not in fresh
