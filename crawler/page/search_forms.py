"""A portal's own search (站内搜索): its field, the request that it sends, and the results that come back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from crawler.domain.evidence import Target
from crawler.page.html import Page
from crawler.page.links import absolute, form_target

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from crawler.page.json_page import JsonPage

_SEARCH = re.compile(r"搜|检索|查询|查找|search|keyword|请输入(?:关键[字词]|事项|您|你|要|服务)", re.IGNORECASE)
_OTHER = re.compile(
    r"进度|办件|受理号|流水号|证件|身份证|证书|证照|验证码|手机号?|密码|用户名?|账号|单号|信件|查询码|邮箱|姓名|企业名称|信用代码",
    re.IGNORECASE,
)
_SENT_BY_SCRIPT = re.compile(
    r"""["']([^"'\s]*[?&][\w.]*(?:key|word|kw|wd|query|search|title|name|text|content)[\w.]*=)["']\s*\+|["']([^"'\s]*[?&]q=)["']\s*\+""",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:没有|未|无法)(?:找到|搜索到|检索到|查询到|查到|搜到)|查无|搜索无|无相关|暂无|无(?:结果|数据|记录)|没有(?:符合|相关|匹配)|(?:共|找到)\D{0,6}0\s*[条个项件]|抱歉"
)
LIST_WORDS = ("登记", "许可", "申请")
"""Words that every list of services has, put to the search of a portal that shows no list."""

_TEXT = frozenset({"text", "search", ""})
_SHORTEST_RESULT = 3
_VERBS = re.compile(
    r"(?:的)?(?:核发|审批|许可|登记|备案|办理|申请|申领|认定|确认|给付|核准|审核|变更|注销|延续|补办|换发|新办|首次)+$"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The portal's search as a plain request: `ask` gives it for the words of a question."""

    page: Page
    field: _Element
    template: str | None = None
    """The address to which a script adds the words, where there is no form to send."""

    def ask(self, words: str) -> Target | None:
        """The request that sending these words makes."""
        if self.template is not None:
            return Target(url=self.template + quote(words))
        form = next(self.field.iterancestors("form"), None)
        name = self.field.get("name")
        return form_target(self.page, form, {name: words}) if form is not None and name else None


def search_field(page: Page) -> _Element | None:
    """The field of a search for services; a field for a case number or a certificate is another thing."""
    for field in page.root.iter("input"):
        if (field.get("type") or "").lower() not in _TEXT or field.get("disabled") is not None:
            continue
        own = " ".join(filter(None, (field.get(n) for n in ("placeholder", "title", "name", "id", "class", "value"))))
        form = next(field.iterancestors("form"), None)
        around = f"{page.words(form)} {form.get('action') or ''} {form.get('class') or ''}" if form is not None else ""
        near = _near(page, field) if form is None else ""
        if _OTHER.search(own) or (form is not None and not _is_for_searching(page, form)):
            continue
        if _SEARCH.search(own) or _SEARCH.search(around) or _SEARCH.search(near):
            return field
    return None


def search_form(page: Page) -> SearchForm | None:
    """The search of a page that a plain request can put a question to."""
    field = search_field(page)
    if field is None:
        return None
    form = next(field.iterancestors("form"), None)
    by_script = _by_script(page)
    if form is not None and field.get("name"):
        refuses = "returnfalse" in "".join((form.get("onsubmit") or "").split())
        if not (refuses or (by_script and not (form.get("action") or "").strip("# "))):
            return SearchForm(page=page, field=field)
    return SearchForm(page=page, field=field, template=by_script) if by_script else None


def results(page: Page | JsonPage, words: str, known: Collection[str]) -> tuple[str, ...] | None:
    """The names that a results page shows, in order; empty when it says that there are none, None when unreadable.

    `known` are the addresses that stand on the page with the search as well: menus and footers are no results.
    """
    names = [item.name for item in page.items()]
    if not isinstance(page, Page):
        return tuple(names) if names or page.totals() else None
    here = urlsplit(page.url)
    links = [
        link.text
        for link in page.links()
        if link.target.key not in known
        and len(link.text) >= _SHORTEST_RESULT
        and (urlsplit(link.target.url).netloc, urlsplit(link.target.url).path) != (here.netloc, here.path)
    ]
    text = page.visible_text()
    if names or links:
        asked = squeezed(words)
        if not names and asked not in squeezed(page.text):
            return None  # Nothing tells that this is an answer to the question.
        return tuple(names if any(asked in squeezed(n) for n in names) else [*names, *links])
    return () if _NOTHING.search(text) else None


def place_of(wanted: str, names: Collection[str]) -> int | None:
    """The place of a wanted name among results, counted from 1."""
    asked = squeezed(wanted)
    return next((at for at, name in enumerate(names, 1) if asked in squeezed(name)), None)


def part_of(name: str) -> str | None:
    """A part of a name that a citizen may type: its subject without the verb; None where the name has no part."""
    runs = sorted(_RUN.findall(name), key=len, reverse=True)
    if not runs:
        return None
    bare = _VERBS.sub("", runs[0])
    part = bare if len(bare) < len(name) else bare[-4:]
    part = part[-6:] if len(part) > 8 else part
    return part if 2 <= len(part) < len(name) else None


def squeezed(text: str) -> str:
    """A text as it is compared: one width of characters, no white space, no letter case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _is_for_searching(page: Page, form: _Element) -> bool:
    fields = 0
    for control in form.iter("input", "textarea"):
        kind = (control.get("type") or "").lower()
        if control.tag == "textarea" or kind in {"password", "file"}:
            return False
        fields += kind in _TEXT
    return fields <= 2 and not _OTHER.search(page.words(form))


def _by_script(page: Page) -> str | None:
    match = _SENT_BY_SCRIPT.search(page.scripts.text)
    address = (match.group(1) or match.group(2)) if match else ""
    return absolute(address, page.base, page.encoding) if address else None


def _near(page: Page, field: _Element) -> str:
    """Words beside a field that stands in no form: those of its button."""
    parent = field.getparent()
    words = page.words(parent) if parent is not None else ""
    return words if len(words) <= 20 else ""
