"""Which answers of 304 spare a page its second look."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.verdicts.second_look import seen_before


@pytest.mark.parametrize(
    ("unchanged", "etag", "seen"),
    [(True, '"5f3-61a"', True), (True, 'W/"5f3-61a"', False), (True, None, False), (False, '"5f3-61a"', False)],
)
def test_only_a_strong_tag_says_that_a_page_is_the_same(unchanged: bool, etag: str | None, seen: bool) -> None:
    look = Evidence(
        id="e1",
        region="990001",
        kind=PageKind.GUIDE,
        target=Target(url="http://a.example/g"),
        state=FetchState.FETCHED,
        unchanged=unchanged,
        etag=etag,
    )

    assert seen_before(look) is seen
