"""The page gate: whether an answer is the page that was asked, before anything is read off it.

A challenge, a login wall or an error page with status 200 must never be taken for the page of an item. Words alone
decide nothing in a long text: a news article may be about captchas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import leaves
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
_BLOCK_WORDS = re.compile(
    r"访问被(?:拦截|拒绝|阻断|禁止|限制)|请求被(?:拦截|阻断|拒绝)|(?:您|你)的(?:访问|请求|操作|IP)[^。]{0,16}(?:拦截|阻断|禁止|异常|恶意|受限|攻击|威胁)|"
    r"(?:网站|云|Web|应用)\s*防火墙|安全(?:验证|防护|拦截|狗)|(?:正在|进行|通过|完成)[^。]{0,6}安全检查|WAF|(?:IP|ip)[^。]{0,6}(?:封禁|禁止|黑名单)|访问(?:过于|太)频繁|"
    r"(?:检测到|疑似)[^。]{0,10}(?:攻击|爬虫|异常访问)|Request\s+(?:blocked|denied)|Access\s+Denied|"
    r"created by the webmaster|"
    r"(?:本|该)?(?:次)?(?:访问|请求)存在(?:安全)?(?:风险|威胁)|知道创宇|创宇盾|安全宝|百度云加速|Forbidden by",
    re.IGNORECASE,
)
_CAPTCHA_WORDS = re.compile(
    r"(?:请|需要)?(?:输入|填写|完成|拖动|滑动|点击)[^。]{0,12}(?:验证码|滑块|验证|拼图)|人机(?:验证|识别)|"
    r"滑动验证|验证码|机器人|verify you are human|captcha",
    re.IGNORECASE,
)
_RELOAD = re.compile(r"location\.(?:reload|href|replace)|document\.cookie|setTimeout|eval\s*\(", re.IGNORECASE)
_SCRAMBLED = re.compile(r"\b_0x[0-9a-f]{4}")
_HEX_TEXT = re.compile(r"(?:\\x[0-9a-f]{2}){20}")
_LOGIN_WORDS = re.compile(
    r"统一身份认证|用户登录|账号登录|密码登录|扫码登录|请(?:先|您先|重新)?登录|登录(?:后|才)(?:方)?可|法人登录|个人登录|您(?:还)?(?:未|没有)登录|登录页|请先进行登录|未登录"
)
_LOGIN_URL = re.compile(
    r"(?:^|[/.])(?:sso|cas|passport|login|signin|auth/realms|oauth2?/authorize|uc/login|am/login)(?:[/.?]|$)",
    re.IGNORECASE,
)
_SESSION_WORDS = re.compile(
    r"websession\s*time\s*out|session\s*(?:time\s*out|timeout|expired?|lost|invalid)|(?:会话|登录|登陆|页面)(?:已)?(?:超时|过期|失效)|"
    r"(?:token|令牌)(?:已)?(?:过期|失效|无效)",
    re.IGNORECASE,
)
_GONE_WORDS = re.compile(
    r"(?:页面|网页|文件|资源|内容|地址|链接|信息|文章|栏目|记录|附件)(?:不存在|已(?:被)?删除|未找到|找不到|已失效|已下线|丢失|无法找到)|"
    r"(?:找不到|未找到|没有找到|无法找到|没找到|不存在)(?:您|你)?(?:要|所|该|此|相关|匹配|对应|想)?[^。，]{0,12}(?:页面|网页|文件|资源|事项|信息|内容|指南|附件)|"
    r"(?:该|此|当前|本)(?:办事)?(?:事项|指南|办事指南|页面|服务)(?:不存在|已(?:被)?(?:取消|下线|下架|删除|撤销|停用|失效|注销)|未找到|找不到)|事项不存在|"
    r"(?:404|Not\s*Found|page\s+not\s+found|can(?:no|')t be found)|(?:您|你)(?:访问|查看|查找|请求|"
    r"浏览)的[^。]{0,12}(?:不存在|找不到|已删除|走丢|飞走|丢了|失效)",
    re.IGNORECASE,
)
_MAINTENANCE_WORDS = re.compile(
    r"(?:系统|网站|平台|服务器?|页面|功能|数据)(?:正在|正|处于)?(?:进行)?(?:例行)?(?:维护|升级|割接|停机|迁移)(?:中|改造)?|(?:维护|升级)(?:中|期间|公告|通知)|"
    r"暂停(?:服务|访问|对外服务)|停机维护|under\s+maintenance|临时关闭|服务(?:暂)?不可用|service\s+unavailable",
    re.IGNORECASE,
)
_ERROR_WORDS = re.compile(
    r"页面(?:出错|错误|异常)|服务器(?:内部)?(?:错误|异常|繁忙|忙)|系统(?:错误|异常|繁忙|出错)|内部错误|程序(?:异常|错误)|"
    r"HTTP Status 5\d\d|Internal Server Error|"
    r"Whitelabel Error Page|Bad Gateway|Gateway Time-?out|java\.(?:lang|sql|io)\.\w+(?:Exception|Error)|"
    r"NullPointerException|"
    r"ORA-\d{5}|Runtime Error|Server Error in",
    re.IGNORECASE,
)
_UNREADY_WORDS = re.compile(
    r"指南[^，。；]{0,8}(?:完善|编制|建设|整理|录入|更新)中|(?:内容|信息|事项)(?:正在)?完善中"
    r"|暂(?:无|未提供|未发布|未公布)[^，。；]{0,6}指南|指南(?:尚未|暂未|未)(?:发布|公布|编制|提供|上线)"
)
"""What a portal answers where it has no guide yet: that is an answer, whatever code stands beside it."""
_WALL_WORDS = re.compile(r"访问|请求|拦截|阻断|验证|您|WAF", re.IGNORECASE)
_NO_PAGE = re.compile(r"页面|网页|地址|链接|404|Not\s*Found", re.IGNORECASE)
_ASKING_WORDS = re.compile(r"查询|咨询|投诉|留言|注册|评价")
_TO_LOGIN = re.compile(r"location[^;]{0,40}[=(]\s*[\"'][^\"']*(?:login|/sso|/cas/|passport)", re.IGNORECASE)
_SILENT = 20
_LITTLE_SCRIPT = 3000
_SHORT = 400
"""An error page has few words; the words of one in a longer text decide nothing."""
_BARE = 160
_LONG = 1500
_WALL = 600
"""A login wall has few words beside its form; a home page with a login box has more."""
_SOME = 2
_MENU = 5
"""Links of a page that has a menu; a wall has a few."""
_SHOWING = ("a", "img", "svg", "canvas", "video", "iframe", "frame", "embed", "object", "input", "button", "script")
"""Elements by which a page without words shows something, or may yet."""
_ENVELOPE = 12
_THIN = 3
_REFUSING_WORDS = re.compile(r"验证码|滑块|签名(?:错误|无效|校验)|非法(?:请求|访问)|验签")
_NOTHING_WORDS = re.compile(r"未找到匹配|查无|无数据|暂无数据|不存在|未查询到")
_OK_CODES = frozenset(
    {"0", "00", "000", "0000", "1", "200", "2000", "10000", "20000", "success", "ok", "true", "s", "y", ""}
)
_CODE_KEYS = ("errcode", "errorcode", "code", "status", "retcode", "resultcode", "statuscode", "rescode", "state")
_FLAG_KEYS = ("success", "issuccess", "ok", "flag", "result")
_SAYING_KEYS = re.compile(
    r"^(?:msg|message|errmsg|errormsg|errormessage|error|info|text|desc|description|retmsg|resultmsg|tips?|errortext)$"
)
_MOMENT_KEYS = re.compile(r"^(?:time(?:stamp)?|servertime|now|date|traceid|requestid|version)$")
_SHOWN = frozenset(
    {
        *(PageKind.HOME, PageKind.NAVIGATION, PageKind.LIST, PageKind.GUIDE),
        *(PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.SECOND_NETWORK),
    }
)
_MAY_BE_EMPTY = frozenset({PageKind.LIST, PageKind.COLUMN, PageKind.SEARCH})
"""Pages on which nothing found is an answer."""
_NO_DATA = frozenset(
    {PageKind.HOME, PageKind.NAVIGATION, PageKind.ENTRANCE, PageKind.COLUMN, PageKind.LINK, PageKind.FORM}
)
"""What no answer of data is that only says how it went."""

_MAY_BE_A_LIST = frozenset({PageKind.NAVIGATION, PageKind.LINK, PageKind.ENTRANCE})
"""Pages of which nobody knows what they show before they came: a link may lead to a list that has no rows now."""
_SOUGHT = re.compile(r"(?:没有|未能?|没|无法)?[找查搜](?:索?不?到|询到)(?:任何)?(?:相关|有关|匹配|符合|满足|对应)")
"""Rows that a choice or a search asked for, and no page."""
_OF_A_GUIDE = frozenset({PageKind.GUIDE, PageKind.FRAGMENT, PageKind.API})


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
        return Seen(_json(page, asked_as) or _by_status(status), page)
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
    return asked_as not in _MAY_BE_EMPTY or next(page.body.iterchildren("*"), None) is None


def _has_no_rows(page: Page, asked_as: PageKind) -> bool:
    """Whether it is rows that are said to be missing, and not the page itself.

    Nothing found is how some lists end, and what a search, an empty column or a choice without rows says.
    """
    said = [match.group(0) for match in _GONE_WORDS.finditer(f"{page.title} {page.visible_text()}")]
    if any(_NO_PAGE.search(words) for words in said):
        return False
    return asked_as in _MAY_BE_EMPTY or (asked_as in _MAY_BE_A_LIST and bool(said) and all(map(_SOUGHT.match, said)))


def _by_status(status: int) -> Failure | None:
    if status == 401:
        return Failure.LOGIN_REQUIRED
    if status >= 500:
        return Failure.HTTP_5XX
    return Failure.HTTP_4XX if status >= 400 else None


def _html(page: Page, status: int) -> Failure | None:
    if page.says_more_than(_SHORT) and (page.says_more_than(_LONG) or not _has_password(page)):
        return None  # the words of so long a page decide nothing
    text = page.visible_text()
    if _is_challenge(page, status, text):
        return Failure.BLOCKED
    found = _by_words(page, status, text)
    return None if found is not None and status < 400 and _has_content(page) else found


def _by_words(page: Page, status: int, text: str) -> Failure | None:
    said = f"{page.title} {text}"
    short = len(text) <= _SHORT
    if len(text) <= _SILENT and not page.has_app_root and len(page.scripts.text) <= _LITTLE_SCRIPT:
        by_script = _by_script(page.scripts.text)
        if by_script is not None:
            return by_script
    if short and _is_blocked(page, said):
        return Failure.BLOCKED
    if short and _SESSION_WORDS.search(said):
        return Failure.SESSION_LOST
    if _is_login(page, said, short=short):
        return Failure.LOGIN_REQUIRED
    if not short:
        return None
    if _main_words(page, _MAINTENANCE_WORDS, text):
        return Failure.MAINTENANCE
    if status < 400 and _main_words(page, _GONE_WORDS, text):
        return Failure.SOFT_404
    if status < 400 and _main_words(page, _ERROR_WORDS, text):
        return Failure.HTTP_5XX
    return None


def _by_script(source: str) -> Failure | None:
    """What a page without words says in a script: an alert, or the way to the login page."""
    if _SESSION_WORDS.search(source):
        return Failure.SESSION_LOST
    return Failure.LOGIN_REQUIRED if _TO_LOGIN.search(source) else None


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
    if marks and (len(text) <= _BARE or status in _CHALLENGE_STATUS):
        return True
    if len(text) > 60:
        return False
    sets_cookie = "document.cookie" in source and bool(
        re.search(r"location\.(?:reload|href|replace)|location\s*=|submit\(", source)
    )
    obfuscated = len(source) > 1500 and (
        len(_SCRAMBLED.findall(source)) >= 5 or "String.fromCharCode" in source or bool(_HEX_TEXT.search(source))
    )
    return sets_cookie or (obfuscated and bool(_RELOAD.search(source))) or (status in {202, 412, 521} and bool(source))


def _is_blocked(page: Page, said: str) -> bool:
    for heading in _names_of_services(page):
        said = said.replace(heading, " ")
    if _BLOCK_WORDS.search(said):
        return True
    if _has_password(page) or _LOGIN_WORDS.search(said) or _ASKING_WORDS.search(said):
        return False  # a captcha beside a login or an enquiry keeps nobody from this page
    return bool(_CAPTCHA_WORDS.search(said))


def _names_of_services(page: Page) -> list[str]:
    """Headings that name a service: what it is about (安全防护, 防火墙) blocks nobody."""
    said = [*re.split(r"[-_|—·]", page.title), *(page.words(e) for e in page.body.iter("h1", "h2", "h3", "h4"))]
    named = [" ".join(one.split()) for one in said]
    return [one for one in named if one and SERVICE_WORDS.search(one) and not _WALL_WORDS.search(one)]


def _has_password(page: Page) -> bool:
    return any((e.get("type") or "").lower() == "password" for e in page.root.iter("input"))


def _is_login(page: Page, said: str, *, short: bool) -> bool:
    if _has_password(page) and (len(said) <= _WALL or re.search(r"登\s*[录陆]|认证|login", page.title, re.IGNORECASE)):
        return bool(re.search(r"登\s*[录陆]|login|密码", said, re.IGNORECASE)) or bool(_LOGIN_URL.search(page.url))
    if not short:
        return False
    if _LOGIN_URL.search(page.url) and re.search(r"登\s*[录陆]|统一身份认证|login", said, re.IGNORECASE):
        return True
    return len(said) <= _BARE and bool(_LOGIN_WORDS.search(_without_menu(page, said)))


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
            if match and len(match.group(0)) * 4 >= len(own) and next(element.iterancestors("a"), None) is None:
                return True
    return False


def _without_links(page: Page, element: _Element, own: str) -> str:
    """The words of an element but for those of the links in it, which speak of other pages: a notice in the news."""
    for link in element.iter("a"):
        own = own.replace(page.words(link), " ", 1) if link.get("href") else own
    return own


def _is_document(page: Page) -> bool:
    return bool(re.match(r"\s*(?:<!doctype|<html|<head|<body)", page.text, re.IGNORECASE))


def _json(page: JsonPage, asked_as: PageKind) -> Failure | None:
    """An error envelope around nothing."""
    if page.items() or not isinstance(page.data, dict):
        return None
    envelopes = [page.data, *(v for v in page.data.values() if isinstance(v, dict))]
    flat = [{str(k).lower().replace("_", ""): v for k, v in e.items()} for e in envelopes]
    said = [e for at, e in enumerate(flat) if at == 0 or any(k in e for k in _CODE_KEYS)]
    words = " ".join(str(v) for e in said for k, v in e.items() if _SAYING_KEYS.match(k) and isinstance(v, str))[:600]
    code = next((c for e in said for k in _CODE_KEYS if (c := _code(e.get(k)))), "")
    refused = code not in _OK_CODES or any(flat[0].get(k) in (False, "false", "fail", "error") for k in _FLAG_KEYS)
    holds = sum(1 for _, v in leaves(page.data) if v not in (None, "") and not isinstance(v, bool))
    if asked_as in _NO_DATA and _is_envelope(page):
        return _said_in_json(words, code) or Failure.UNKNOWN  # no page; neither a file nor where one is
    if holds > (_ENVELOPE if refused else _THIN):
        return None
    if asked_as in _MAY_BE_EMPTY and _NOTHING_WORDS.search(words):
        return None  # an empty search is how some lists end
    if asked_as in _OF_A_GUIDE and _UNREADY_WORDS.search(words):
        return None
    return _said_in_json(words, code) or (Failure.UNKNOWN if refused and words else None)


def _is_envelope(page: JsonPage) -> bool:
    """Whether an answer says how it went, and nothing else: not even that there is nothing, as an empty list does."""
    stack: list[object] = [page.data]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            return False
        stack += node.values() if isinstance(node, dict) else ()
    told = (at.rpartition("/")[2].lower().replace("_", "") for at, v in leaves(page.data) if v not in (None, ""))
    return all(k in _CODE_KEYS or k in _FLAG_KEYS or _SAYING_KEYS.match(k) or _MOMENT_KEYS.match(k) for k in told)


def _said_in_json(words: str, code: str) -> Failure | None:
    if _SESSION_WORDS.search(words):
        return Failure.SESSION_LOST
    if _LOGIN_WORDS.search(words) or code == "401":
        return Failure.LOGIN_REQUIRED
    if code == "429" or re.search(r"频繁|too many", words, re.IGNORECASE):
        return Failure.RATE_LIMITED
    if code == "403" or _BLOCK_WORDS.search(words) or _REFUSING_WORDS.search(words):
        return Failure.BLOCKED
    if _MAINTENANCE_WORDS.search(words):
        return Failure.MAINTENANCE
    if code == "404" or _GONE_WORDS.search(words) or _NOTHING_WORDS.search(words):
        return Failure.SOFT_404
    if re.fullmatch(r"5\d\d", code) or _ERROR_WORDS.search(words):
        return Failure.HTTP_5XX
    return None


def _code(value: object) -> str:
    """A short state code; a longer text under such a key is an item's code."""
    text = "" if value is None or isinstance(value, dict | list) else str(value).strip().lower()
    return text if len(text) <= 7 else ""
