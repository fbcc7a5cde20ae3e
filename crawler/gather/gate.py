"""The page gate: whether an answer is the page that was asked, before anything is read off it.

A challenge, a login wall or an error page with status 200 must never be taken for the page of an item. Words alone
decide nothing in a long text: a news article may be about captchas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind
from crawler.gather.error_pages import error_of
from crawler.gather.gate_answers import MAY_BE_EMPTY, envelope_failure
from crawler.gather.gate_words import (
    ASKING_WORDS,
    BLOCK_WORDS,
    CAPTCHA_WORDS,
    ERROR_WORDS,
    GONE_WORDS,
    LOGIN_WORDS,
    MAINTENANCE_WORDS,
    SESSION_WORDS,
    WALL_WORDS,
)
from crawler.page.json_page import JsonPage
from crawler.page.parse import is_script, parse
from crawler.page.vocabulary import SERVICE_WORDS, guide_section

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_RATE = frozenset({429})
_CHALLENGE_STATUS = frozenset({202, 400, 403, 405, 412, 468, 493, 503, 521, 567})
_CHALLENGE_MARKS = re.compile(
    r"acw_sc__v[23]|\barg1\s*=\s*['\"][0-9A-F]{20,}|__jsl_clearance|__jsluid|_\$jsvmprt|\$_ts\s*(?:=|\.|\[)|FSSBBI|\bu_atoken\b|"
    r"aliyun_waf|_waf_|awswaf|cf-chl|challenge-platform|jschl|incapsula|_guard/|slidercaptcha|nc_token|AliyunCaptcha|TencentCaptcha|"
    r"__tst_status|SafeLineChallenge|yunsuo_session|safedog|gt_captcha|initGeetest",
    re.IGNORECASE,
)
_RELOAD = re.compile(r"location\.(?:reload|href|replace)|document\.cookie|setTimeout|eval\s*\(", re.IGNORECASE)
_SCRAMBLED = re.compile(r"\b_0x[0-9a-f]{4}")
_HEX_TEXT = re.compile(r"(?:\\x[0-9a-f]{2}){20}")
_LOGIN_URL = re.compile(
    r"(?:^|[/.])(?:sso|cas|passport|login|signin|auth/realms|oauth2?/authorize|uc/login|am/login)(?:[/.?]|$)",
    re.IGNORECASE,
)
_ALERT = re.compile(r"alert\s*\(\s*[\"']([^\"']{2,80})")
_NO_PAGE = re.compile(r"页面|网页|地址|链接|404|Not\s*Found", re.IGNORECASE)
_TO_LOGIN = re.compile(r"location[^;]{0,40}[=(]\s*[\"'][^\"']*(?:login|/sso|/cas/|passport)", re.IGNORECASE)
_LITTLE_SCRIPT = 3000
_SHORT = 400
"""An error page has few words; the words of one in a longer text decide nothing."""
_BARE = 160
_SENTENCES = 80
_LONG = 1500
_WALL = 600
"""A login wall has few words beside its form; a home page with a login box has more."""
_SOME = 2
_MENU = 5
"""Links of a page that has a menu; a wall has a few."""
_MAIN = (
    (MAINTENANCE_WORDS, Failure.MAINTENANCE),
    (GONE_WORDS, Failure.SOFT_404),
    (ERROR_WORDS, Failure.HTTP_5XX),
)
_SHOWING = ("a", "img", "svg", "canvas", "video", "iframe", "frame", "embed", "object", "input", "button", "script")
"""Elements by which a page without words shows something, or may yet."""
_SHOWN = frozenset(
    {
        *(PageKind.HOME, PageKind.NAVIGATION, PageKind.LIST, PageKind.GUIDE),
        *(PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.SECOND_NETWORK),
    }
)
_MAY_BE_A_LIST = frozenset({PageKind.NAVIGATION, PageKind.LINK, PageKind.ENTRANCE})
"""Pages of which nobody knows what they show before they came: a link may lead to a list that has no rows now."""
_SOUGHT = re.compile(r"(?:没有|未能?|没|无法)?[找查搜](?:索?不?到|询到)(?:任何)?(?:相关|有关|匹配|符合|满足|对应)")
"""Rows that a choice or a search asked for, and no page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the gate made of an answer: the failure that it is, if any, and the page, where the answer was parsed."""

    failure: Failure | None
    page: Page | JsonPage | None = None


def gate(*, status: int, content_type: str | None, body: bytes, url: str, asked_as: PageKind) -> Failure | None:
    """The failure that an answer is, or None when it may be read as what it was asked for."""
    return look_through(status=status, content_type=content_type, body=body, url=url, asked_as=asked_as).failure


def look_through(
    *, status: int, content_type: str | None, body: bytes, url: str, asked_as: PageKind, evidence: str = ""
) -> Seen:
    """The same, and the page for whoever reads on: of a fast portal parsing is the most that gathering costs."""
    if status in _RATE:
        return Seen(Failure.RATE_LIMITED)
    if asked_as is PageKind.ROBOTS:
        return Seen(_by_status(status))
    page = parse(body, content_type, url, evidence)
    if page is None:
        return Seen(_by_status(status))
    if isinstance(page, JsonPage):
        return Seen(envelope_failure(page, asked_as) or _by_status(status), page)
    failure = _page(page, status, content_type, asked_as)
    if failure is None and asked_as in _SHOWN and (page.needs_script() or _is_blank(page, asked_as)):
        failure = Failure.EMPTY_SHELL
    if failure is None and asked_as is PageKind.FRAGMENT and not body.strip() and not is_script(url, content_type):
        failure = Failure.UNKNOWN  # a part of a guide that says nothing at all, not even that there is nothing
    return Seen(failure, page)


def _page(page: Page, status: int, content_type: str | None, asked_as: PageKind) -> Failure | None:
    found = _html(page, status)
    if found is Failure.SOFT_404 and _has_no_rows(page, asked_as):
        found = None
    if found is not None:
        return found
    by_status = _by_status(status)
    if by_status is not None:
        return by_status
    if asked_as is PageKind.API and _is_document(page) and content_type and "json" in content_type.lower():
        return Failure.UNKNOWN
    return None


def _is_blank(page: Page, asked_as: PageKind) -> bool:
    """Whether the page shows nothing whatever: no word, no picture, no frame, nothing to press and no script.

    An answer without bytes is such a page, and so is what a browser makes of it; an empty container is how some lists
    end.
    """
    if page.says_more_than(0) or next(page.root.iter(*_SHOWING), None) is not None:
        return False
    return asked_as not in MAY_BE_EMPTY or next(page.body.iterchildren("*"), None) is None


def _has_no_rows(page: Page, asked_as: PageKind) -> bool:
    """Whether it is rows that are said to be missing, and not the page itself.

    Nothing found is how some lists end, and what a search, an empty column or a choice without rows says.
    """
    said = [match.group(0) for match in GONE_WORDS.finditer(f"{page.title} {page.visible_text()}")]
    if any(_NO_PAGE.search(words) for words in said):
        return False
    return asked_as in MAY_BE_EMPTY or (asked_as in _MAY_BE_A_LIST and bool(said) and all(map(_SOUGHT.match, said)))


def _by_status(status: int) -> Failure | None:
    if status == 401:
        return Failure.LOGIN_REQUIRED
    if status >= 500:
        return Failure.HTTP_5XX
    return Failure.HTTP_4XX if status >= 400 else None


def _html(page: Page, status: int) -> Failure | None:
    if page.says_more_than(_SHORT) and (not _has_password(page) or page.says_more_than(_LONG)):
        return error_of(page) if status < 400 else None  # the words of so long a page decide nothing
    text = page.own.text
    if _is_challenge(page, status, text):
        return Failure.BLOCKED
    found = _by_words(page, status, text)
    return None if found is not None and status < 400 and _has_content(page) else found


def _by_words(page: Page, status: int, text: str) -> Failure | None:
    short = len(text) <= _SHORT
    if not page.own.speaks and not page.has_app_root and not _shows_something(page):
        by_script = _by_script(page)
        if by_script is not None:
            return by_script
    alone = not _is_something_else(page, status)
    said = f"{page.title} {page.own.but_imprint}" if alone else _headings(page)
    if short and _is_blocked(page, said):
        return Failure.BLOCKED
    if short and SESSION_WORDS.search(said):
        return Failure.SESSION_LOST
    if _is_login(page, f"{page.title} {text}", _without_menu(page, said) if alone else said, short=short):
        return Failure.LOGIN_REQUIRED
    if not short:
        return None
    for words, failure in _MAIN if status < 400 else _MAIN[:1]:
        if _main_words(page, words, text) or (alone and _is_all_said(page, words, text)):
            return failure
    return None


def _is_something_else(page: Page, status: int) -> bool:
    """Whether a page has something of its own, here or in its scripts, or waits for its script: no wall does."""
    if page.own.tells or _shows_something(page) or page.carries_its_words():
        return True
    return status < 400 and page.has_app_root and page.needs_script()


def _headings(page: Page) -> str:
    """The title of a page and the headings that are seen: all that decides of one that has something of its own."""
    seen = (page.words(e) for e in page.body.iter("h1", "h2", "h3", "h4") if page.own.sees(e))
    return " ".join((page.title, *seen))


def _by_script(page: Page) -> Failure | None:
    """What a page that shows nothing says in a script: an alert, or the way to the login page."""
    source = page.scripts.text
    if len(source) > _LITTLE_SCRIPT or any(link.target for link in page.links()):
        return None
    if SESSION_WORDS.search(source):
        return Failure.SESSION_LOST
    if _TO_LOGIN.search(source) or any(_LOGIN_URL.search(f.get("action") or "") for f in page.forms()):
        return Failure.LOGIN_REQUIRED
    return Failure.SOFT_404 if any(GONE_WORDS.search(words) for words in _ALERT.findall(source)) else None


def _has_content(page: Page) -> bool:
    """Whether the page has what no error page has: items, or headings of a guide."""
    headings = {e.text.strip(" ：:\r\n\t") for e in page.body.iter() if e.text and len(e.text) <= 30}
    return sum(1 for h in headings if guide_section(h)) >= _SOME or len(page.items()) >= _SOME


def _is_challenge(page: Page, status: int, text: str) -> bool:
    """A script in place of the page: it computes a cookie and loads the page again, or shows a slider."""
    if len(text) > _BARE * 2 or (page.has_app_root and status == 200):
        return False
    source = page.scripts.text
    marks = bool(_CHALLENGE_MARKS.search(page.text[:200_000]))
    is_page = page.own.tells or _shows_something(page)
    if marks and (status in _CHALLENGE_STATUS or (len(text) <= _BARE and not is_page)):
        return True
    if len(text) > 60 or (status == 200 and (page.own.speaks or is_page)):
        return False
    sets_cookie = "document.cookie" in source and bool(
        re.search(r"location\.(?:reload|href|replace)|location\s*=|submit\(", source)
    )
    obfuscated = len(source) > 1500 and (
        len(_SCRAMBLED.findall(source)) >= 5 or "String.fromCharCode" in source or bool(_HEX_TEXT.search(source))
    )
    return sets_cookie or (obfuscated and bool(_RELOAD.search(source))) or (status in {202, 412, 521} and bool(source))


def _shows_something(page: Page) -> bool:
    """Whether a page shows a picture of its own, or another page in a frame."""
    return page.own.has_picture or page.own.has_frame


def _is_blocked(page: Page, said: str) -> bool:
    for heading in _names_of_services(page):
        said = said.replace(heading, " ")
    if BLOCK_WORDS.search(said):
        return True
    if _has_password(page) or LOGIN_WORDS.search(said) or ASKING_WORDS.search(said):
        return False  # a captcha beside a login or an enquiry keeps nobody from this page
    return bool(CAPTCHA_WORDS.search(said))


def _names_of_services(page: Page) -> list[str]:
    """Headings that name a service: what it is about (安全防护, 防火墙) blocks nobody."""
    said = [*re.split(r"[-_|—·]", page.title), *(page.words(e) for e in page.body.iter("h1", "h2", "h3", "h4"))]
    named = [" ".join(one.split()) for one in said]
    return [one for one in named if one and SERVICE_WORDS.search(one) and not WALL_WORDS.search(one)]


def _has_password(page: Page) -> bool:
    fields = (e for e in page.tree.iter("input") if (e.get("type") or "").lower() == "password")
    return any(page.own.sees(e) for e in fields)


def _is_login(page: Page, whole: str, said: str, *, short: bool) -> bool:
    """Whether a page is a login: it has a form for it, or says so where it says little else."""
    if _has_password(page) and (len(whole) <= _WALL or re.search(r"登\s*[录陆]|认证|login", page.title, re.IGNORECASE)):
        asks = re.search(r"登\s*[录陆]|login|sign\s?in|密码|password", whole, re.IGNORECASE)
        return bool(asks) or bool(_LOGIN_URL.search(page.url))
    if not short:
        return False
    if _LOGIN_URL.search(page.url) and re.search(r"登\s*[录陆]|统一身份认证|login", whole, re.IGNORECASE):
        return True
    return len(said) <= _BARE and bool(LOGIN_WORDS.search(said))


def _without_menu(page: Page, said: str) -> str:
    """Words of a page without those of its menu, where it has one: an entrance to the login (用户登录) is no wall."""
    labels = [link.text for link in page.links() if link.text]
    if len(labels) > _MENU:
        for label in labels:
            said = said.replace(label, " ")
    return said


def _main_words(page: Page, words: re.Pattern[str], text: str) -> bool:
    """Whether such words are the page's main content: its title, its heading, or most of a short text."""
    for part in re.split(r"[-_|—]", page.title):
        titled = words.search(part)
        if titled and len(titled.group(0)) * 4 >= len(part.strip()):
            return True
    if (whole := words.search(text)) and len(whole.group(0)) * 4 >= len(text):
        return True
    for element in page.body.iter(
        "body", "h1", "h2", "h3", "h4", "strong", "b", "p", "div", "span", "td", "li", "font", "center"
    ):
        if len(element) <= 2:
            own = page.words(element)
            match = words.search(_without_links(page, element, own)) if len(own) <= 60 else None
            if match and len(match.group(0)) * 4 >= len(own) and _is_of_page(page, element):
                return True
    return False


def _is_all_said(page: Page, words: re.Pattern[str], text: str) -> bool:
    """Whether a page says a sentence or two with such words, and nothing of its own."""
    if len(text) > _SENTENCES or page.own.tells:
        return False
    return any(words.search(run.words) for run in page.own.runs if not run.linked)


def _is_of_page(page: Page, element: _Element) -> bool:
    """Whether the words of an element are seen, all of them, and lead nowhere."""
    if next(element.iterancestors("a"), None) is not None or not page.own.sees(element):
        return False
    return page.own.hidden.isdisjoint(element.iterdescendants())


def _without_links(page: Page, element: _Element, own: str) -> str:
    """The words of an element but for those of the links in it, which speak of other pages: a notice in the news."""
    for link in element.iter("a"):
        own = own.replace(page.words(link), " ", 1) if link.get("href") else own
    return own


def _is_document(page: Page) -> bool:
    return bool(re.match(r"\s*(?:<!doctype|<html|<head|<body)", page.text, re.IGNORECASE))
