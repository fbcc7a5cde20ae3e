"""A visit to a front page: our own browser never decides whether the page comes through another network."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Evidence, Failure, PageKind
from crawler.domain.survey import not_there
from spiders.platforms.walking import Look
from spiders.visiting import Visiting


@pytest.mark.parametrize(("kind", "rendered"), [(PageKind.HOME, [True]), (PageKind.SECOND_NETWORK, [])])
def test_a_shell_is_built_for_our_own_look_alone(kind: PageKind, rendered: list[bool]) -> None:
    visiting = Visiting("http://portal.test/", 7, kind)
    (errand,) = visiting.start()
    shell = Evidence(
        id="e", region="990001", kind=kind, target=errand.target, state=Failure.EMPTY_SHELL.state,
        failure=Failure.EMPTY_SHELL,
    )  # fmt: skip

    assert [one.render for one in visiting.receive(errand, Look(evidence=shell, body=b"<html></html>"))] == rendered


@pytest.mark.parametrize(
    ("seconds", "failure", "missed"),
    [
        (20.0, None, True),
        (14.0, None, False),
        (0.1, Failure.HTTP_5XX, True),
        (None, Failure.TIMEOUT, True),
        (0.1, Failure.EMPTY_SHELL, False),
        (0.1, Failure.BLOCKED, False),
        (0.1, Failure.RATE_LIMITED, False),
        (None, Failure.ROBOTS_DISALLOWED, False),
        (None, Failure.UNKNOWN, False),
    ],
)
def test_what_is_a_page_that_does_not_come(seconds: float | None, failure: Failure | None, missed: bool) -> None:
    assert not_there(seconds, failure) is missed
