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
from crawler.page.lists.main_rows import opens_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from crawler.page.json_page import JsonPage

SEARCH_WORDS = re.compile(r"搜|检索|查询|查找|search|keyword|请输入(?:关键[字词]|事项|您|你|要|服务)", re.IGNORECASE)
OTHER_WORDS = re.compile(
    r"进度|办件|受理号|流水号|证件|身份证|证书|证照|验证码|手机号?|密码|用户名?|账号|单号|信件|查询码|邮箱|姓名|企业名称|信用代码",
    re.IGNORECASE,
)
_SENT_BY_SCRIPT = re.compile(
    r"""(?P<base>[\w.)\]]+\s*\+\s*)?["'](?P<address>[^"'\s]*[?&](?:[\w.]*(?:key|word|kw|wd|query|search|title|name|text|content)[\w.]*|q)=)["']\s*\+""",
    re.IGNORECASE,
)
_CALLED = re.compile(r"^\W*(?:return\s+)?([\w.$]+)\s*\(")
_NOTHING = re.compile(
    r"(?:没有|未|无法)(?:找到|搜索到|检索到|查询到|查到|搜到)|查无|搜索无|无相关|暂无|无(?:结果|数据|记录)|没有(?:符合|相关|匹配)|(?:共|找到)\D{0,6}0\s*[条个项件]|抱歉"
)
LIST_WORDS = ("登记", "许可", "申请")
"""Words that every list of services has, put to the search of a portal that shows no list."""

_ECHO = re.compile(r"关键[字词]|搜索|检索|查询|为您|找到|结果|[“”\"'：:]")
_INDEX = re.compile(r"\[\d+\]")
_LONGEST_RESULT = 60
TYPE = "TYPE"
"""Method of a target that is reached by typing its body into the search field of its address, as a browser shows it."""

_TEXT = frozenset({"text", "search", ""})
_LONGEST_FORM = 400
_LONGEST_CODE = 600
"""Characters of a function that sends a search."""
_SHORTEST_RESULT = 3
_SHORTEST_PART, _SHORT_PART = 2, 4
_VERBS = re.compile(
    r"(?:的)?(?:核发|审批|许可|登记|备案|办理|申请|申领|认定|确认|给付|核准|审核|变更|注销|延续|补办|换发|新办|首次)+$"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The portal's search: `ask` gives the request for the words of a question, `by_typing` without any address."""

    page: Page
    field: _Element
    template: str | None = None
    """The address to which a script adds the words, where there is no form to send."""
    by_typing: bool = False

    def ask(self, words: str) -> Target | None:
        """The request that sending these words makes."""
        if self.by_typing:
            return Target(url=self.page.url, method=TYPE, body=words)
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
        form = form if form is None or not _is_whole_page(page, form) else _block_around(field, form)
        around = _around(page, form) if form is not None else ""
        near = _near(page, field) if form is None else ""
        if OTHER_WORDS.search(own) or (form is not None and not _is_for_searching(page, form)):
            continue
        if SEARCH_WORDS.search(own) or SEARCH_WORDS.search(around) or SEARCH_WORDS.search(near):
            return field
    return None


def search_form(page: Page) -> SearchForm | None:
    """The search of a page, and how a question is put to it: by its form, by an address, or by typing.

    None where there is none, or where it stands in one form with other things.
    """
    field = search_field(page)
    if field is None:
        return None
    form = next(field.iterancestors("form"), None)
    if form is not None and _is_whole_page(page, form) and not _is_for_searching(page, form):
        return None  # Sending the page might send something else.
    sends = (
        form is not None and field.get("name") and "returnfalse" not in "".join((form.get("onsubmit") or "").split())
    )
    action = (form.get("action") or "").strip("# ") if form is not None else ""
    led = bool(action) and not action.lower().startswith("javascript:")
    scripted = next(page.root.iter("script"), None) is not None
    if sends and (led or not scripted):
        return SearchForm(page=page, field=field)
    template = _by_script(page, field)
    return SearchForm(page=page, field=field, template=template, by_typing=template is None)


def results(page: Page | JsonPage, words: str, known: Collection[str]) -> tuple[str, ...] | None:
    """The names that a results page shows, in order; empty when it says that there are none, None when unreadable.

    `known` are the addresses that stand on the page with the search as well: menus and footers are no results. Of
    several groups of links the one that has the words is given. Rows of main items (主项) that open may hold what was
    asked for beneath them: unreadable where no name that shows has the words.
    """
    names = tuple(item.name for item in page.items())
    asked = squeezed(words)
    if any(asked in squeezed(name) for name in names):
        return names
    if not isinstance(page, Page):
        return names if (names or page.totals()) and not opens_rows(page) else None
    here = _spot(page.url)
    links = [
        (link.text, link.locator)
        for link in page.links()
        if link.target.key not in known and len(link.text) >= _SHORTEST_RESULT and _spot(link.target.url) != here
    ]
    shown = _group_with(asked, links) or _group_with(asked, _texts(page))
    if shown:
        return shown
    if names and opens_rows(page):  # What was asked for may lie beneath one of them.
        return None
    if _NOTHING.search(page.visible_text()):
        return ()
    answers = asked in squeezed(page.text)  # Else nothing tells that this is an answer to the question.
    return (*names, *(text for text, _ in links)) if (names or links) and answers else None


def _group_with(asked: str, texts: list[tuple[str, str]]) -> tuple[str, ...]:
    """The texts that stand in places like that of the first one with the words asked for."""
    first = next((place for text, place in texts if asked in squeezed(text)), None)
    if first is None or not asked:
        return ()
    return tuple(text for text, place in texts if _INDEX.sub("", place) == _INDEX.sub("", first))


def _texts(page: Page) -> list[tuple[str, str]]:
    """Short texts that stand by themselves, as rows have that a script listens to; not what repeats the question."""
    found = []
    for element in page.body.iter("h3", "h4", "h5", "td", "li", "p", "div", "span"):
        words = " ".join((element.text or "").split()) if len(element) == 0 else ""
        if _SHORTEST_RESULT <= len(words) <= _LONGEST_RESULT and not _ECHO.search(words):
            found.append((words, page.locator(element)))
    return found


def _spot(url: str) -> tuple[str, str, str]:
    """A page whatever is asked of it: host, path and hash route without their parameters."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path, parts.fragment.partition("?")[0]


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
    part = bare if len(bare) < len(name) else bare[-_SHORT_PART:]
    return part if _SHORTEST_PART <= len(part) < len(name) else None


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
    return fields <= 2 and not OTHER_WORDS.search(page.words(form))


def _is_whole_page(page: Page, form: _Element) -> bool:
    """Whether a form is wrapped around much more than its fields, as ASP.NET sends each page in one."""
    return len(page.words(form)) > _LONGEST_FORM


def _block_around(field: _Element, form: _Element) -> _Element:
    """The block of a field inside a form that is the whole page: the first one around it with a button."""
    block = field
    for block in field.iterancestors():
        if block is form or any(_is_button(one) for one in block.iter("input", "button", "a")):
            break
    return block


def _is_button(element: _Element) -> bool:
    return element.tag != "input" or (element.get("type") or "").lower() in {"submit", "button", "image"}


def _around(page: Page, form: _Element) -> str:
    """What a form says of itself: its words, where it is sent, and the labels of its buttons and pictures."""
    said = [page.words(form), form.get("action"), form.get("class"), form.get("id"), form.get("name")]
    for control in form.iter("input", "img", "button"):
        if _is_button(control):
            said += [control.get(name) for name in ("value", "alt", "title")]
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", " ".join(filter(None, said)))  # 查 询


def _by_script(page: Page, field: _Element) -> str | None:
    """The address to which a script adds the words: in the function of the search's own button, where that is known.

    What only goes on an address (`'&word=' + w`), or begins with what nobody knows, is none.
    """
    found = [(m.start(), one) for m in _SENT_BY_SCRIPT.finditer(page.scripts.text) if (one := _sent(page, m))]
    if not found:
        return None
    called = [f for name in _called_near(field) if (f := page.scripts.function(name)) is not None]
    own = [(at, one) for at, one in found if any(0 <= at - f.start < _LONGEST_CODE for f in called)]
    return min(own if called else found, default=(0, None))[1]


def _sent(page: Page, match: re.Match[str]) -> str | None:
    base, said = match["base"] or "", match["address"]
    before = page.scripts.values.get(base.rstrip("+ \t\n").strip()) if base else ""
    joined = not base and match.string[: match.start()].rstrip().endswith("+")
    if before is None or joined or (not before and said.startswith("&")):
        return None
    return absolute(before + said, page.base, page.encoding)


def _called_near(field: _Element) -> list[str]:
    """The functions that the field and the buttons beside it call."""
    parent = field.getparent()
    near = [field, *(parent.iter() if parent is not None else ())]
    said = [str(e.get(n) or "") for e in near for n in ("onclick", "onsubmit", "onkeydown", "onkeyup")]
    return [match.group(1) for one in said if (match := _CALLED.match(one))]


def _near(page: Page, field: _Element) -> str:
    """Words beside a field that stands in no form: those of its button."""
    parent = field.getparent()
    words = page.words(parent) if parent is not None else ""
    return words if len(words) <= 20 else ""
