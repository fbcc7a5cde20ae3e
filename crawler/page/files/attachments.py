"""Files offered for download, on a page or in JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import unquote

from crawler.domain.evidence import Target
from crawler.page.files.form_columns import FORM_NAME, in_form_column, offers_form, offers_nothing_online
from crawler.page.files.opened_parts import opens_a_part
from crawler.page.finds import AttachmentLink
from crawler.page.links import SCRIPT_SCHEME, State, absolute, base_for, json_addresses, loads, query_pairs, split
from crawler.page.portal import quiet_menus
from crawler.page.portal.known_places import is_no_address, plain_reference
from crawler.page.script.expressions import calls_in, texts_in
from crawler.page.script.handed_over import stored_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

Attributes: TypeAlias = tuple[tuple[str, str], ...]
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|dps|ofd|rtf|zip|rar|7z|tiff?|dotx?|xlt|ceb)$", re.IGNORECASE)
_TEXT_FILE = re.compile(r"\.(?:docx?|wps|pdf|rtf|ofd)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp)$", re.IGNORECASE)
_DOWNLOAD_ADDRESS = re.compile(
    r"down_?load|downfile|filedown|/down\b|fileservlet|attach|file_?id=|/obs/|/oss/|getfile|readfile|"
    r"fileguid|webdisk|/upload(?:s|file)?/(?!.*\.s?html?\?)",
    re.IGNORECASE,
)
_DOWNLOAD_CALL = re.compile(
    r"down|attach|(?:open|view|show|get|read)_?(?:file|form|sample|table)|fj|yangb", re.IGNORECASE
)
_SAYS_FORM = re.compile(
    r"空白?表|空表|空白(?:表格|样表|文书|模板|文件)|示例|样[例表本]|范本|范例|样张|填写示范|模[板版]|表格下载|下载表格|附件|下载"
)
_SAYS_NONE = re.compile(r"^(?:暂无|无|没有|未提供|不提供|无需)[^,，]{0,10}$|^[-—/\s]*$")
_OTHER_DOWNLOAD = re.compile(
    r"下载(?:专区|中心|频道|区)|(?:APP|app|客户端|移动端|手机端|浏览器|控件|插件|驱动|证书助手)|下载排行|表格下载$(?<=^表格下载)"
)
_DOWNLOADS = re.compile(r"/download/?(?:index\.\w+)?$")
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|header|footer|foot|crumb|breadcrumb|crumbs|topbar)(?:$|[\s_-])"
)
_ENDING = re.compile(r"\.\w{2,6}$")
_NAME_KEY = re.compile(r"(?:file|doc|attach\w*|original)_?name|^name$|^fn$|filename", re.IGNORECASE)
_TELLS_A_FILE = re.compile(r"id|guid|path|file|name|code", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{6,64}")
_TELLING = re.compile(r"(?=[^\d]*\d)[\w-]{3,}")
_SHORT = 60
_ALIKE = str.maketrans("023456789", "111111111")


def file_name_in(target: Target | None) -> str | None:
    """File name that an address shows, in its path or in a parameter."""
    if target is None or ((shape := _shape(target.url)) is not None and _file_name_in(shape) is None):
        return None
    return _file_name_in(target.url)


def _shape(text: str) -> str | None:
    """The text with each digit a 1, which looks like a file's where the text does; None where digits may tell more.

    Addresses of files differ in numbers alone, and are known by their shape then.
    """
    if "%" in text or "[" in text or "7z" in text or "7Z" in text:
        return None
    return text.translate(_ALIKE)


@lru_cache(maxsize=4096)
def _file_name_in(url: str) -> str | None:
    parts = split(url)
    last = unquote(parts.path.rpartition("/")[2])
    if _FILE.search(last) or _PICTURE.search(last):
        return last
    for _, value in query_pairs(parts.query):
        name = value.replace("\\", "/").rpartition("/")[2]
        if _FILE.search(name) and len(name) <= 200:
            return name
    for key, value in query_pairs(parts.query):
        if _NAME_KEY.search(key) and value:
            return value
    return None


def attachments(page: Page) -> Iterator[tuple[_Element, AttachmentLink]]:
    """Download places of a page in document order, each with its element; a link inside a link counts once."""
    found = list(_all(page))
    if not any(len(element) for element, _ in found):
        yield from found
        return
    targets = {id(element): link.target for element, link in found}
    leading = {id(a) for element, link in found if link.target is not None for a in element.iterancestors()}
    for element, link in found:
        around = [targets[id(a)] for a in element.iterancestors() if id(a) in targets]
        if link.target is None and id(element) in leading:
            continue  # <a href="#"> around a button that leads on
        if link.target is None or not any(t is not None and t.key == link.target.key for t in around):
            yield element, link


def _all(page: Page) -> Iterator[tuple[_Element, AttachmentLink]]:
    listed: set[_Element] = set()
    body = page.tree.find("body")
    body = page.tree if body is None else body
    beside = {e for part in page.tree if part is not body and body is not page.tree for e in part.iter()}
    beside |= page.quiet
    loud: set[_Element] = set()
    columns: dict[_Element, frozenset[int]] = {}
    for element in (body, *page.leading):
        if element in beside:
            continue
        attributes = cast("Attributes", tuple(element.items()))
        looks: tuple[str, str, str] | None = None
        in_column = False
        if element.tag == "a":
            # Asked first of what is known of every page's menus; how a link looks is told of the few others.
            is_other = _is_other_link(page, element, attributes)
            if not is_other:
                looks = None if listed or page.scripts.by_attribute else _looks(page, element, attributes)
                if looks in _FILES and (known := _like_others(page, element, attributes)) is not None:
                    loud.add(element)
                    yield element, known
                    continue
            in_column = in_form_column(page, element, columns)
            if is_other and not in_column:
                continue
        elif element.tag == "button":
            in_column = in_form_column(page, element, columns)
        loud.add(element)
        rows = list(_data_rows(page, element)) if any(name[:5] == "data-" for name, _ in attributes) else []
        if rows:
            listed.add(element)
            yield from ((element, row) for row in rows)
            continue
        place = page.place(element)
        if place is not None and not (listed and any(a in listed for a in element.iterancestors())):
            link = _attachment(page, place, in_column=in_column)
            if link is not None:
                if looks is not None and _is_known_by_looks(page, attributes, place, link):
                    if len(_FILES) >= _MOST_LOOKS:
                        _FILES.clear()
                    _FILES.add(looks)
                yield element, link
    quiet_menus.note(page, loud)


_FILES: set[tuple[str, str, str]] = set()
"""How plain links to files look: see `_looks`."""
_MOST_LOOKS = 4096


def _looks(page: Page, element: _Element, attributes: Attributes) -> tuple[str, str, str] | None:
    """What decides whether a plain link offers a file: attributes and words, whatever their digits, and its folder."""
    words = page.label(element)
    shape = _shape("\0".join([*(text for pair in attributes for text in pair), words])) if words else None
    return None if shape is None or "(" in shape or "&" in shape else (shape, base_for("a", page.base), page.encoding)


def _is_known_by_looks(page: Page, attributes: Attributes, place: Place, link: AttachmentLink) -> bool:
    """Whether a link offers its file by its address alone, so that one that looks like it does the same."""
    reference = plain_reference(attributes)
    if not reference or is_no_address(reference) or not (reference[0].isalnum() or reference[0] in "./"):
        return False
    address = absolute(reference, page.base, page.encoding)
    return (
        address is not None
        and link.file_name is None
        and link.text == page.label(place.element)
        and link.target == place.target == Target(url=address)
        and is_file_address(Target(url=address))
        and _OTHER_DOWNLOAD.search(link.text) is None
    )


def _like_others(page: Page, element: _Element, attributes: Attributes) -> AttachmentLink | None:
    """The file that a link offers which looks like others that do."""
    reference = next(value for name, value in attributes if name == "href").strip()
    address = absolute(reference, page.base, page.encoding)
    if address is None:
        return None
    return AttachmentLink(
        text=page.label(element), target=Target(url=address), locator=page.locator(element), file_name=None
    )


def _is_other_link(page: Page, element: _Element, attributes: Attributes) -> bool:
    """Whether a link without any script leads to no file, by its words and address alone: most links of a page."""
    known = _leads_elsewhere(attributes, page.label(element), base_for("a", page.base), page.encoding)
    if known is not None:
        return known
    address = absolute(plain_reference(attributes) or "", page.base, page.encoding)
    return _offers_nothing(page.label(element), address or "")


@lru_cache(maxsize=16_384)
def _leads_elsewhere(attributes: Attributes, text: str, folder: str, encoding: str) -> bool | None:
    """The same, of the links of all pages in a folder; None where the address depends on more of a page than that."""
    reference = plain_reference(attributes)
    if reference is None:
        return False
    if is_no_address(reference):  # its words alone decide, unless it tells a script of which file it speaks
        if any(name.startswith("data-") and _IDENTIFIER.fullmatch(value) for name, value in attributes):
            return False
        return _offers_nothing(text, "")
    if not (reference[0].isalnum() or reference[0] in "./"):
        return None
    return _offers_nothing(text, absolute(reference, folder, encoding) or "")


def _offers_nothing(text: str, url: str) -> bool:
    words, address = _shape(text), _shape(url)
    return _shows_nothing(text if words is None else words, url if address is None else address)


@lru_cache(maxsize=16_384)
def _shows_nothing(text: str, url: str) -> bool:
    target = Target(url=url)
    if (url and (is_file_address(target) or _named_form(target, text))) or _FILE.search(text.strip()):
        return False
    name = file_name_in(target)
    return not (name and _FILE.search(name)) and not (len(text) <= _SHORT and _SAYS_FORM.search(text))


def _data_rows(page: Page, element: _Element) -> Iterator[AttachmentLink]:
    for name, value in element.items():
        if not str(name).startswith("data-"):
            continue
        text = str(value).strip()
        if not text.startswith(("[", "{")):
            continue
        data = loads(text)
        if not any(json_addresses(data)):
            rows = data if isinstance(data, list) else [data]
            yield from (link for row in rows if (link := _stored(page, element, str(name), row)) is not None)
        for file_name, address in json_addresses(data):
            url = absolute(address, page.base, page.encoding)
            if url:
                yield AttachmentLink(
                    text=page.label(element) or file_name or "",
                    target=Target(url=url),
                    locator=page.locator(element),
                    file_name=file_name or file_name_in(Target(url=url)),
                    guessed=True,
                )


def _stored(page: Page, element: _Element, attribute: str, row: object) -> AttachmentLink | None:
    """A file of which an attribute says where it lies in a store that only the page's script knows."""
    found = stored_file(attribute.removeprefix("data-"), row)
    if found is None:
        return None
    call, named = found
    text = page.label(element) or named
    return AttachmentLink(text=text, target=Target(url=call), locator=page.locator(element), file_name=named or None)


def _attachment(page: Page, place: Place, *, in_column: bool = False) -> AttachmentLink | None:
    element, text = place.element, page.label(place.element) or _beside(page, place.element)
    if len(text) > _SHORT * 3 or (_OTHER_DOWNLOAD.search(text) and not _of_this_guide(page, place)):
        return None
    name = _name_of(place, text)
    by_address = place.target is not None and is_file_address(place.target)
    by_call = place.call is not None and any(_DOWNLOAD_CALL.search(c.name) for c in calls_in(place.call))
    by_words = len(text) <= _SHORT and bool(_SAYS_FORM.search(text)) and not _SAYS_NONE.match(text)
    by_words = by_words or (place.target is not None and _named_form(place.target, text))
    by_words = by_words or ((not text or not _SAYS_NONE.match(text)) and offers_form(page, place, text))
    by_words = by_words or (in_column and _leads_on(page, place, text))
    by_attribute = element.get("download") is not None or bool(name and _FILE.search(name))
    if not (by_address or by_call or by_words or by_attribute):
        return None
    if not (by_address or by_attribute) and (_in_navigation(element) or opens_a_part(page, element)):
        return None
    if text and _SAYS_NONE.match(text) and place.state is not State.LIVE:
        return None
    if place.submits and place.target is not None and place.target.method == "POST":
        place = replace(place, state=State.SCRIPT, target=None)  # No form of the page is posted for a file.
    target = page.place_target(place)
    if target is not None and _empty_id(target):
        target = None
    guessed = place.guessed and target is not None
    call = Target(url=SCRIPT_SCHEME + place.call) if guessed and place.call else None
    return AttachmentLink(
        text=text, target=target, locator=page.locator(element), file_name=name, guessed=guessed, call=call
    )


def _leads_on(page: Page, place: Place, text: str) -> bool:
    """Whether a link in a column of forms leads to a page of its own, which shows the form or its links."""
    target = place.target
    plain = target is not None and target.method == "GET" and target.url.partition("#")[0] != page.url.partition("#")[0]
    return plain and offers_nothing_online(text) and not _SAYS_NONE.match(text)


def _beside(page: Page, element: _Element) -> str:
    """What stands beside a link without words, a picture: the name of the file in its row."""
    row = next(element.iterancestors("tr", "li", "p", "dd"), None)
    words = page.words(row) if row is not None and len(list(row.iter("a"))) == 1 else ""
    return words if len(words) <= _SHORT else ""


def _named_form(target: Target, text: str) -> bool:
    """A link that calls itself a form, to an address without any ending, as object stores have them."""
    if len(text) > _SHORT or not FORM_NAME.search(text):
        return False
    last = split(target.url).path.rpartition("/")[2]
    return _DIGIT.search(last) is not None and not (
        _ENDING.search(last) or split(target.url).query or target.url.partition("#")[2]
    )


def _of_this_guide(page: Page, place: Place) -> bool:
    """Whether a link is one of this guide: to a file, or with an identifier of a file or of the guide itself.

    表格下载 in a menu leads to a page of all forms of the portal.
    """
    arguments = [a for call in calls_in(place.call) for a in call.arguments if a] if place.call else []
    own = {v for _, v in query_pairs(split(page.url).query) if _TELLING.fullmatch(v)}
    if any(_IDENTIFIER.fullmatch(argument) or argument in own for argument in arguments):
        return True
    if place.target is None:
        return False
    values = [v for _, v in query_pairs(split(place.target.url).query)]
    if _FILE.search(split(place.target.url).path) or any(_FILE.search(v) for v in values):
        return True
    if is_file_address(place.target) and any(_IDENTIFIER.fullmatch(v) for v in values):
        return True
    return any(v in own for _, v in query_pairs(split(place.target.url).query))


def is_file_address(target: Target) -> bool:
    """Whether an address is that of a file, by its ending or by the servlet that sends it."""
    shape = _shape(target.url)
    return _is_file_address(target.url if shape is None else shape)


@lru_cache(maxsize=4096)
def _is_file_address(url: str) -> bool:
    parts = split(url)
    if _FILE.search(unquote(parts.path)) or any(_FILE.search(v) for _, v in query_pairs(parts.query)):
        return True
    address = f"{parts.path}?{parts.query}"
    center = "downloadcenter" in parts.path or (not parts.query and _DOWNLOADS.search(parts.path))
    return bool(_DOWNLOAD_ADDRESS.search(address)) and not center


def is_text_file(target: Target) -> bool:
    """Whether an address is that of a document of text, as a guide may be written in."""
    return bool(_TEXT_FILE.search(unquote(split(target.url).path)))


def _empty_id(target: Target) -> bool:
    """A download address whose only identifier was left empty."""
    pairs = query_pairs(split(target.url).query)
    telling = [v for k, v in pairs if _TELLS_A_FILE.search(k)]
    return bool(telling) and all(v.strip() in {"", "null", "undefined"} for v in telling)


def _name_of(place: Place, text: str) -> str | None:
    element = place.element
    given = [
        element.get("download"),
        element.get("data-name"),
        element.get("data-filename"),
        element.get("title"),
        text,
    ]
    if place.call:
        given[2:2] = list(texts_in(place.call))
    for name in given:
        if name and _FILE.search(name.strip()) and "/" not in name and len(name) <= 200:
            return name.strip()
    return file_name_in(place.target) or (element.get("download") or "").strip() or None


def _in_navigation(element: _Element) -> bool:
    for around in element.iterancestors():
        if around.tag in {"nav", "header", "footer"}:
            return True
        classes, own_id = around.get("class"), around.get("id")
        if (classes or own_id) and _is_navigation(f"{classes or ''} {own_id or ''}"):
            return True
    return False


@lru_cache(maxsize=4096)
def _is_navigation(names: str) -> bool:
    return _NAVIGATION.search(names.lower()) is not None
