from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.gather.address import AddressGuard, host_of, refused_ip
from crawler.gather.job import CrawlJob, CrawlOptions, Progress, Spec, spec_from_json, spec_to_json
from crawler.gather.pace import HostPace, Pace, retry_after
from crawler.gather.robots import RobotRules
from crawler.gather.waiting import telling

NOW = datetime(2026, 11, 2, 8, 0, 0, tzinfo=UTC)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=30), st.floats(0.01, 2))
def test_no_two_requests_are_closer_than_the_interval(waits: list[float], interval: float) -> None:
    pace = HostPace(interval)
    now, last = 100.0, None
    for wait in waits:
        now += wait
        moment = pace.reserve(now)
        assert moment >= now
        assert last is None or moment >= last + interval * 0.999
        last = moment


def test_a_host_that_complains_is_asked_less_and_never_more() -> None:
    pace = HostPace(1.0)
    pace.slow_down(100.0, 30.0)
    assert pace.reserve(100.0) == 130.0
    assert pace.reserve(100.0) == 132.0
    for _ in range(500):
        pace.answered()
    first = pace.reserve(1000.0)
    assert pace.reserve(1000.0) - first == pytest.approx(1.0)


def test_complaints_without_a_time_double_the_distance_up_to_ten_seconds() -> None:
    pace = HostPace(1.0)
    for _ in range(20):
        pace.slow_down(0.0, None)
    first = pace.reserve(500.0)
    assert pace.reserve(500.0) - first == 10.0


def test_a_slowed_down_host_is_asked_faster_again_by_good_answers_alone() -> None:
    pace = HostPace(0.2)
    for _ in range(6):
        pace.slow_down(0.0, None)
    slow = pace.interval
    pace.answered()
    assert pace.interval == slow
    for _ in range(40):
        pace.answered()
    assert pace.interval == 0.2


def test_refusals_of_requests_on_their_way_count_once() -> None:
    pace = HostPace(1.0)
    pace.slow_down(0.0, 30.0)
    pace.slow_down(1.0, 30.0)
    assert (pace.interval, pace.held_until()) == (2.0, 31.0)


def test_a_crawl_delay_only_slows_down() -> None:
    pace = Pace().of("h:80", 1.0)
    pace.at_most(0.1)
    assert pace.reserve(0.0) + 1.0 == pace.reserve(0.0)
    pace.at_most(5.0)
    first = pace.reserve(100.0)
    assert pace.reserve(100.0) - first == 5.0


def test_an_outage_is_waited_for_and_then_given_up() -> None:
    pace = HostPace(1.0)
    answers = [pace.silent(0.0, (30.0, 60.0)) for _ in range(9)]
    assert answers == [False] * 7 + [True] * 2
    assert pace.held_until() == 60.0


def test_an_answer_ends_an_outage() -> None:
    pace = HostPace(1.0)
    for _ in range(7):
        pace.silent(0.0, (30.0,))
    pace.answered()
    assert not any(pace.silent(0.0, (30.0,)) for _ in range(6))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 02 Nov 2026 08:01:30 GMT", 90.0),
        ("Mon, 02 Nov 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("address", "refused", "with_permission"),
    [
        ("8.8.8.8", False, False),
        ("2400:3200::1", False, False),
        ("127.0.0.1", True, False),
        ("10.1.2.3", True, False),
        ("192.168.1.1", True, False),
        ("172.16.0.9", True, False),
        ("::1", True, False),
        ("fd00::1", True, False),
        ("::ffff:127.0.0.1", True, False),
        ("169.254.169.254", True, True),
        ("::ffff:169.254.169.254", True, True),
        ("2002:a9fe:a9fe::1", True, True),
        ("fe80::1", True, True),
        ("0.0.0.0", True, True),
        ("224.0.0.1", True, True),
        ("100.64.0.1", True, True),
    ],
)
def test_which_addresses_may_be_asked(address: str, refused: bool, with_permission: bool) -> None:
    assert (refused_ip(ip_address(address), allow_private=False) is not None) == refused
    assert (refused_ip(ip_address(address), allow_private=True) is not None) == with_permission


@pytest.mark.parametrize(("address", "helps"), [("127.0.0.1", True), ("10.0.0.1", True), ("169.254.169.254", False)])
def test_a_refusal_names_the_permission_where_that_helps(address: str, helps: bool) -> None:
    assert ("--allow-private" in (refused_ip(ip_address(address), allow_private=False) or "")) == helps


async def look_up(url: str) -> Failure | None:
    refusal = await AddressGuard(allow_private=False).refusal(url)
    return refusal[0] if refusal else None


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("http://127.0.0.1:8080/a", Failure.REFUSED_ADDRESS),
        ("http://localhost/", Failure.REFUSED_ADDRESS),
        ("http://[::1]/", Failure.REFUSED_ADDRESS),
        ("http://2130706433/", Failure.REFUSED_ADDRESS),  # 127.0.0.1 as one number
        ("file:///etc/passwd", Failure.REFUSED_ADDRESS),
        ("javascript:go(1)", Failure.REFUSED_ADDRESS),
        ("http://no-such-host.invalid/", Failure.DNS),
        ("http://a:99999/", Failure.REFUSED_ADDRESS),
        ("http://", Failure.REFUSED_ADDRESS),
    ],
)
def test_an_address_is_looked_at_before_it_is_asked(url: str, failure: Failure) -> None:
    assert asyncio.run(look_up(url)) is failure


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://A.example/x", "a.example:80"),
        ("https://a.example", "a.example:443"),
        ("http://a.example:8080/", "a.example:8080"),
        ("ftp://a.example/", ""),
        ("http://[::1", ""),
    ],
)
def test_a_host_is_name_and_port(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.text())
def test_any_text_has_a_host_or_none(text: str) -> None:
    assert isinstance(host_of(text), str)


def robots(body: bytes, status: int | None = 200, content_type: str = "text/plain") -> RobotRules:
    look = Evidence(
        id="1",
        region="990001",
        kind=PageKind.ROBOTS,
        target=Target(url="http://a.example/robots.txt"),
        state=FetchState.FETCHED,
        status=status,
        content_type=content_type,
        failure=None if status else Failure.TIMEOUT,
        reason=None if status else "took too long",
    )
    return RobotRules.of(look, body)


def test_rules_are_read_for_our_name() -> None:
    rules = robots(b"User-agent: *\nDisallow: /\n\nUser-agent: portal-audit\nDisallow: /guide/*.do\nCrawl-delay: 3\n")
    assert rules.refusal("http://a.example/list") is None
    assert rules.refusal("http://a.example/guide/1.do") == (
        Failure.ROBOTS_DISALLOWED,
        "robots.txt does not permit it",
    )
    assert rules.interval == 3.0


@pytest.mark.parametrize(
    ("status", "body", "content_type", "failure"),
    [
        (404, b"Disallow: /", "text/plain", None),
        (403, b"", "text/plain", None),
        (200, b"<html>User-agent: *\nDisallow: /</html>", "text/plain", None),
        (200, b"User-agent: *\nDisallow: /", "text/html", None),
        (200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "text/plain", Failure.ROBOTS_DISALLOWED),
        (200, b"\xff\xfe\x00", "text/plain", None),
        (503, b"", "text/plain", Failure.ROBOTS_DISALLOWED),
        (429, b"", "text/plain", Failure.ROBOTS_DISALLOWED),
        (None, b"", "text/plain", Failure.TIMEOUT),
    ],
)
def test_what_an_answer_to_robots_txt_permits(
    status: int | None, body: bytes, content_type: str, failure: Failure | None
) -> None:
    refusal = robots(body, status, content_type).refusal("http://a.example/list")
    assert (refusal[0] if refusal else None) is failure


def test_a_childs_orders_survive_the_journey(job: object) -> None:
    assert callable(job)
    one = job(rate=2.5)
    assert isinstance(one, CrawlJob)
    spec = Spec(jobs=(one,), data="d", run="r", options=CrawlOptions(pauses=(1.0,), contact="x@y.example"))
    assert spec_from_json(spec_to_json(spec)) == spec
    assert spec.options.user_agent.startswith("portal-audit/")
    assert spec.options.user_agent.endswith("(+x@y.example)")


def test_a_region_tells_that_its_portal_is_left_alone() -> None:
    pace, told = HostPace(1.0), list[Progress]()
    stands = Progress(region="1", planned=3, fetched=1, failed=0, skipped=0)

    async def wait() -> None:
        async with telling(pace, lambda: stands, told.append, every=0.01):
            await asyncio.sleep(0.05)
            assert not told
            pace.slow_down(time.monotonic(), 120.0)
            await asyncio.sleep(0.1)

    asyncio.run(wait())

    assert told
    assert 115 < told[0].waits <= 120
    assert replace(told[0], waits=0.0) == stands
