"""Plain addresses are joined and taken apart, and plain links read, as the long way would."""

from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from hypothesis import given
from hypothesis import strategies as st

from crawler.page import links
from crawler.page.html import Page
from crawler.page.portal.known_places import place_of

_BASES = ("http://h/", "http://h/a/", "https://h.cn:8080/a/b/", "http://h/a.b/", "http://1.2.3.4/", "http://h/a/./")
_WORDS = st.text("ab1/.?=&-_:#%;", max_size=12)


@given(_WORDS, st.sampled_from(_BASES))
def test_a_plain_address_is_joined_as_urllib_would(reference: str, base: str) -> None:
    found = links.absolute(reference, base)
    joined = urlsplit(urljoin(base, reference))
    if found is not None and not joined.fragment:
        path = quote(joined.path, safe="/%:@!$&'()*+,;=~.-_")
        assert found == urlunsplit(joined._replace(path=path))


@given(_WORDS)
def test_a_plain_query_and_address_are_taken_apart_as_urllib_would(text: str) -> None:
    assert links.query_pairs(text) == tuple(parse_qsl(text, keep_blank_values=True))
    assert links.split(f"http://h/{text}") == urlsplit(f"http://h/{text}")


def page(url: str, script: str = "") -> Page:
    text = (
        f"<body><script>{script}</script><a href='/x/1.html'>一</a><a href='y.html'>二</a><a href='#'>三</a>"
        "<a href='#part'>四</a><a class='go' href='#'>五</a><a data-id='7' href='#'>六</a></body>"
    )
    return Page(text=text, url=url, evidence="e1")


def test_a_link_met_before_leads_where_it_would_have_led() -> None:
    scripts = ("", "$('.go').click(f)", "$.get('/detail?id=' + $(this).data('id'))", "var a = 1;")
    for _ in range(2):
        for url in ("http://h/a/1.html", "http://h/a/2.html", "http://h/b/1.html", "http://k/a/1.html"):
            for script in scripts:
                one, other = page(url, script), page(url, script)
                for mine, same in zip(one.leading, other.leading, strict=True):
                    kept, read = place_of(one, mine), links.place_of(other, same)
                    assert kept is not None
                    assert read is not None
                    assert (kept.state, kept.target, kept.call) == (read.state, read.target, read.call)
                    assert kept.element is mine


def test_scripts_are_shared_by_pages_that_have_the_same() -> None:
    assert page("http://h/1", "var a = 1;").scripts is page("http://h/2", "var a = 1;").scripts
    assert page("http://h/1", "var a = 1;").scripts is not page("http://h/1", "var a = 2;").scripts


def test_what_is_long_enough_is_not_set_apart_to_be_counted() -> None:
    one = page("http://h/1")
    assert one.says_more_than(4)
    assert not one.is_set_apart
    assert not one.says_more_than(20)
