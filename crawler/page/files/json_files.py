"""Files that a JSON answer offers."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import Target
from crawler.domain.values.remembered import remembered
from crawler.page.files.attachments import file_name_in
from crawler.page.files.described_files import described_file
from crawler.page.files.outward import outward
from crawler.page.files.pinyin_keys import in_english
from crawler.page.files.result_rows import is_result
from crawler.page.finds import AttachmentLink
from crawler.page.json_tree import HELD, Flat, flat, plain, step
from crawler.page.links import SCRIPT_SCHEME, absolute, json_address
from crawler.page.stems import is_stem
from crawler.page.vocabulary import FORM_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.page.json_page import JsonPage

_FILE_KEY = re.compile(
    r"form|sample|example|attach|file|path|url|template|table|blank|download|href|link|addr|src"
    r"|(?:fj|wj|xz|cc|fw)\w*(?:dz|lj)$|di_?zhi|lu_?jing|lian_?jie|路径|地址|链接|下载|附件|文件",
    re.IGNORECASE,
)
_FILE_HOLDER = re.compile(
    r"form_?guid|^(?:blank|empty)?_?forms?$|example|sample|attach|file|blank|empty_?(?:table|form)|template|annex|fj|yangbiao|kongbiao"
    r"|空[白表]|样[表本例]|示例|范本|模板|附件|文件",
    re.IGNORECASE,
)
_NO_FILE_KEY = re.compile(
    r"online|apply|login|icon|logo|img|image|pic|detail|guide|task_?url|home|video|redirect", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"(?:attach|file|form|sample|doc)\w*(?:name|nm|title)|^(?:att|annex|fj|wj)\w*(?:name|title|mc|m)$|^name$|^title$|名称?$|标题$"
)
_NAME_KEY = re.compile(r"(?:name|nm|title|mc|wjm)$", re.IGNORECASE)
_OF_NAME = re.compile(r"_?(?:file)?_?(?:name|title|mc)", re.IGNORECASE)
"""What follows the key of a file in that of its name."""
_ANY_PLACE = re.compile(r"path|url|href|link|src|addr|uri|(?:dz|lj)$|路径|地址|链接", re.IGNORECASE)
"""A key of the address of anything: what lies there, other values of its object tell."""
_PATH_KEY = re.compile(r"path|url|href|link|路径|地址|链接", re.IGNORECASE)
_PLACE_KEY = re.compile(r"path|down_?load_?(?:url|link|addr)|(?:fj|wj)\w*(?:dz|lj)$", re.IGNORECASE)
_LINKING = re.compile(
    r"<(?:a|img|embed|iframe)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']?(?P<address>[^\"'\s<>]+)[^<>]*>(?:(?P<words>.*?)</a>)?",
    re.IGNORECASE | re.DOTALL,
)
_ALT = re.compile(r"\b(?:alt|title)\s*=\s*[\"'](?P<words>[^\"'<>]+)", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|jpe?g|png|ofd)$", re.IGNORECASE)
_OFFICE = (".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".DOC", ".DOCX", ".XLS", ".XLSX")
_FEW_KEYS = 6
_FEW_VALUES = 12
_FILE_ID = re.compile(r"^(?:attach|file|form|sample|doc|storage)?(?:guid|id|uuid|key)$")
_OWN_ID = re.compile(r"(?:attach(?:ment)?|annex|file|doc|accessory|fj|wj)(?:guid|uuid|id|key)")
"""Keys by which a row says that it is a file, whatever holds it."""
_GROUP_AND_FILE = 2

_SLOT = re.compile(
    r"(?:(?:(?<!plat)(?<!per)(?<!uni)form|blank|empty|kongbai|kb|example|sample|yangben|yangbiao|(?<!jg)yb|template)"
    r"_?(?:table|file|attach|annex|client?|clieng|fj|bg|wj|wb)?|(?:ys|sl|sf|fb)_?(?:bg|yb|wb|wj|fj))_?(?:guid|uuid|id)s?$",
    re.IGNORECASE,
)
"""A key whose bare text names a form: which file it is, one more call of the page tells."""
_COUNT = re.compile(r"_?(?:file|attach|fj)?_?(?:sl|count|cnt|num|total)", re.IGNORECASE)
_ID_END = re.compile(r"_?(?:guid|uuid|id)s?$", re.IGNORECASE)
_SAMPLE_KEY = re.compile(
    r"example|sample|yangben|yangbiao|yb|ysbg|ys_?wj|sl_?(?:bg|wj|fj)|sf_?wb|fb_?wj", re.IGNORECASE
)
_OF_RESULT = re.compile(
    r"(?:result|outcome|cert(?:ificate)?s?|licen[cs]es?|permits?|jie_?guo|zheng_?(?:zhao|jian|shu)|jg|zz|zj|结果|证照|证件|证书)"
    r"_?(?:file|attach|doc|img|image|pic|wj|fj)?_?(?:sample|example|specimen|yang_?(?:ben|zhang)|yb|样本|样例|样张|样照|示例)",
    re.IGNORECASE,
)
"""A key of the specimen of what an applicant is given (结果样本), which is no form."""
_ONE = r"(?=[^,;|]*\d)[0-9A-Za-z_-]{8,64}"
_IDENTIFIERS = re.compile(rf"{_ONE}(?:\s*[,;|]\s*{_ONE})*")
_BETWEEN = re.compile(r"\s*[,;|]\s*")
_ANY_ID = re.compile(r"(?:id|guid|key|no|code)$", re.IGNORECASE)
_KNOWN_BY = re.compile(r"(?=[^\d]*\d)[0-9A-Za-z_-]{6,64}", re.ASCII)
_IN_STORE = re.compile(
    r"(?=(?:[^\d]*\d){3})[0-9A-Za-z_-]{8,64}\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)", re.ASCII | re.IGNORECASE
)
"""What a store calls a file: letters and numbers that nobody reads."""
_CALLED = re.compile(r"[\u4e00-\u9fff]{2}")
_BLANK, _SAMPLE = "空白表格", "示例样表"


def attachments(page: JsonPage) -> Iterator[AttachmentLink]:
    """Objects and texts that hold a usable file address, under a key that speaks of forms or files."""
    return below(page, "", page.data, "")


def below(page: JsonPage, at: str, value: Any, holder: str) -> Iterator[AttachmentLink]:
    """The files in a value under a key that speaks of files, or of which a reader knows that it holds some."""
    stack: list[tuple[str, Any, str]] = [(at, value, holder)]
    while stack:
        pointer, node, holder = stack.pop()
        if isinstance(node, dict):
            found = _file(page, pointer, node, holder)
            if found is not None:
                yield found
            else:
                yield from _stored(pointer, node)
                yield from _named_beside(pointer, node)
                keys = node if not isinstance(node, Flat) or _holds_document(node) else _may_offer(tuple(node))
                offered = [
                    (k, v)
                    for k in keys
                    if (isinstance(v := node[k], HELD) or _may_be_one(k) or _is_offered(k, v))
                    and not has_none(node, k)
                    and not (_slot(k) == _SAMPLE and isinstance(v, str) and is_result(node))
                ]
                stack.extend((f"{pointer}/{step(k)}", v, k) for k, v in reversed(offered))
        elif isinstance(node, list):
            stack.extend((f"{pointer}/{i}", v, holder) for i, v in reversed(list(enumerate(node))))
        elif isinstance(node, str) and (said := _slot(holder)) and _IDENTIFIERS.fullmatch(node.strip()):
            # Not the kind of what an answer tells of one file: a group of files is asked for by its own call.
            for one in dict.fromkeys(_BETWEEN.split(node.strip())):
                yield AttachmentLink(text=said, target=Target(url=f"{SCRIPT_SCHEME}by_form('{one}')"), locator=pointer)
        elif isinstance(node, str) and _is_offered(holder, node) and not _NO_FILE_KEY.search(holder):
            address = absolute(node, page.url)
            if address and not is_stem(address):
                target = Target(url=address)
                yield AttachmentLink(
                    text=file_name_in(target) or holder, target=target, locator=pointer, file_name=file_name_in(target)
                )


def is_sample(key: str) -> bool | None:
    """Whether a key by which a form is asked for (`kbbgGuid`) means a sample; None for every other key."""
    said = _slot(key)
    return None if said is None else said == _SAMPLE


def is_of_result(locator: str) -> bool:
    """Whether a file stands under a key that calls it a specimen of the result (结果样本): no form."""
    return any(_OF_RESULT.search(key) for key in locator.split("/"))


def has_none(node: Mapping[str, Any], key: str) -> bool:
    """Whether a number beside the identifier of files says that there are none: `kbbgGuid` beside `kbbgsl: 0`."""
    if _slot(key) is None:
        return False
    stem = _ID_END.sub("", key)
    counts = (v for k, v in node.items() if k.startswith(stem) and _COUNT.fullmatch(k.removeprefix(stem)))
    return any(plain(v) == "0" for v in counts)


def told_address(page: JsonPage) -> AttachmentLink | None:
    """The one address in a small answer, under whatever key: what a call for a file tells of it."""
    values = [(at, v) for at, v in page.values() if isinstance(v, str) and json_address(v)]
    address = absolute(values[0][1], page.url) if len(values) == 1 else None
    if address is None or len(list(page.values())) > _FEW_VALUES:
        return None
    target = Target(url=address)
    named = file_name_in(target)
    return AttachmentLink(text=named or "", target=target, locator=values[0][0], file_name=named)


def marked_up(page: JsonPage, at: str, text: str) -> Iterator[AttachmentLink]:
    """The files that a piece of markup in a text leads to or shows."""
    for tag in _LINKING.finditer(text):
        address = absolute(html.unescape(tag["address"]), page.url)
        if address is not None:
            target = Target(url=address)
            said = " ".join(_TAGS.sub("", tag["words"] or "").split())
            shown = _ALT.search(tag[0])
            named = said or (shown["words"] if shown else "") or file_name_in(target) or ""
            yield AttachmentLink(text=named, target=target, locator=at, file_name=file_name_in(target))


def _file(page: JsonPage, pointer: str, node: dict[str, Any], holder: str) -> AttachmentLink | None:
    """An object that is one file: under a key that says so, or with the path and the name of a file.

    With an empty path it is a dead link; with nothing but an identifier, one more call of the page leads to it.
    """
    holds = _holds_files(holder)
    if not holds and not _has_place(tuple(node)):
        # Most objects: no other key is looked at.
        return _by_own_key(pointer, node) or _by_endings(page, pointer, node) or described_file(page, pointer, node)
    texts = {k: plain(v) for k, v in node.items()}
    addresses = outward([(k, a) for k, v in texts.items() if _may_lead(k) and (a := json_address(v))])
    named = next((v for k, v in texts.items() if v and _FILE_NAME.search(flat(in_english(k)))), None)
    if named is None and holds:
        named = next(
            (
                v
                for k, v in texts.items()
                if v and flat(k) in {"text", "label", "mingcheng", "biaoti"} and not json_address(v)
            ),
            None,
        )
    in_place = holds or named is not None
    if len(addresses) > 1 or not in_place or any(isinstance(v, HELD) and v for v in node.values()):
        return None
    if not addresses and holds:
        # Under whatever key: an address that ends like a file's, in a place of files.
        addresses = outward([(k, a) for k, v in texts.items() if (a := json_address(v)) and _DOCUMENT.search(a)])
        addresses = addresses if len(addresses) == 1 else []
        named = named or next((v for v in texts.values() if _DOCUMENT.search(v) and v not in addresses), None)
    if addresses and is_stem(addresses[0]) and any(v and _FILE_ID.search(flat(k)) for k, v in texts.items()):
        return _unaddressed(pointer, texts, named)
    if not addresses:
        return _unaddressed(pointer, texts, named) if holds else None
    address = absolute(addresses[0], page.url)
    if address is None:
        return None
    target = Target(url=address)
    shown = file_name_in(target)
    return AttachmentLink(text=named or shown or holder, target=target, locator=pointer, file_name=named or shown)


def _by_endings(page: JsonPage, pointer: str, node: dict[str, Any]) -> AttachmentLink | None:
    """A small object under whatever keys with an address that ends like a document's, and a name.

    The name need not end like one where the object has an identifier, and nothing in it is a form of its own.
    """
    if len(node) > _FEW_KEYS:
        return None
    texts = [v.strip() for v in node.values() if isinstance(v, str) and _DOCUMENT.search(v.strip(), 1)]
    places = [text for text in texts if json_address(text)]
    names = [text for text in texts if "/" not in text]
    if len(places) == 1 and not names and _is_one_file(node):
        names = [
            v.strip() for k, v in node.items() if _NAME_KEY.search(in_english(k)) and isinstance(v, str) and v.strip()
        ]
    if not texts:  # What the file is for names it as well.
        names = [v.strip() for v in node.values() if isinstance(v, str) and FORM_WORDS.fullmatch(v.strip())]
    if not places and len(names) == 1:
        led = [v for k, v in node.items() if _may_lead(k) and isinstance(v, str) and json_address(v)]
        if len(led) != 1:
            return _by_identifier(pointer, node, names[0])
        places = led  # 申请表.docx at an address that says nothing of what lies there: /attach/4711/download
    address = absolute(places[0], page.url) if len(places) == 1 and len(names) == 1 else None
    if address is None:
        return None
    return AttachmentLink(text=names[0], target=Target(url=address), locator=pointer, file_name=names[0])


def _by_own_key(pointer: str, node: dict[str, Any]) -> AttachmentLink | None:
    """An object of any size with the identifier of one file and a document's name: a row of a list of files.

    It may hold that of the group of files as well (`attachGuid` beside `attachId`); a click tells which is asked for.
    """
    known = {k: plain(node[k]) for k in _own_ids(tuple(node)) if _KNOWN_BY.fullmatch(plain(node[k]))}
    told = [*dict.fromkeys(known.values())]
    one = len(told) == 1 or len({_ID_END.sub("", key) for key in known}) == 1
    if not 0 < len(told) <= _GROUP_AND_FILE or not one or any(isinstance(v, HELD) and v for v in node.values()):
        return None
    names = {v.strip() for v in node.values() if isinstance(v, str) and _DOCUMENT.search(v.strip(), 1)}
    if len(names) != 1 or "/" in (named := names.pop()):
        return None
    call = f"file({told[0]})" if len(told) == 1 else f"by_{'_'.join(known)}({','.join(map(repr, told))})"
    return AttachmentLink(text=named, target=Target(url=SCRIPT_SCHEME + call), locator=pointer, file_name=named)


def _is_one_file(node: dict[str, Any]) -> bool:
    known = any(_ANY_ID.search(k) and isinstance(v, str) and _KNOWN_BY.fullmatch(v) for k, v in node.items())
    addresses = [v for v in node.values() if isinstance(v, str) and json_address(v)]
    return known and len(addresses) == 1 and not any(map(_holds_files, node))


def _by_identifier(pointer: str, node: dict[str, Any], named: str) -> AttachmentLink | None:
    """A small object with one identifier and a document's name, or 空白表格: `{"fid": "9952b0", "name": "a.docx"}`."""
    known = [v for k, v in node.items() if _ANY_ID.search(k) and isinstance(v, str) and _KNOWN_BY.fullmatch(v)]
    if len(known) != 1:
        return None
    target = Target(url=f"{SCRIPT_SCHEME}file({known[0]})")
    return AttachmentLink(text=named, target=target, locator=pointer, file_name=named)


def _stored(pointer: str, node: dict[str, Any]) -> Iterator[AttachmentLink]:
    """The files of a small object that names each by what it is called in a store: `{"kb": "4f2a90.doc", "mc": "表"}`.

    Where the store is, the portal's script knows; the key says which is the blank form and which the sample.
    """
    if len(node) > _FEW_KEYS:
        return
    stored = {k: v.strip() for k, v in node.items() if isinstance(v, str) and _IN_STORE.fullmatch(v.strip())}
    called = [v.strip() for k, v in node.items() if k not in stored and isinstance(v, str) and _CALLED.search(v)]
    for key, file in stored.items():
        said = _slot(f"{key}_id") or ""
        named = called[0] if len(called) == 1 else None
        if said or named:
            target = Target(url=f"{SCRIPT_SCHEME}file({file})")
            yield AttachmentLink(
                text=said or named or "", target=target, locator=f"{pointer}/{step(key)}", file_name=named
            )


def _named_beside(pointer: str, node: Mapping[str, Any]) -> Iterator[AttachmentLink]:
    """The files of a row that has the identifier and the name of each: `blankTable`, `blankTableName: 申请表.docx`."""
    for key, name in _with_names(tuple(node)):
        known, named = plain(node[key]).strip(), plain(node[name]).strip()
        if _KNOWN_BY.fullmatch(known) and "/" not in named and _DOCUMENT.search(named, 1):
            target = Target(url=f"{SCRIPT_SCHEME}file({known})")
            yield AttachmentLink(text=named, target=target, locator=f"{pointer}/{step(key)}", file_name=named)


@lru_cache(maxsize=4096)
def _with_names(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of an object's keys that speak of a form, each with the key of its name; a result's specimen is none."""
    forms = [key for key in keys if _slot(key) is None and _holds_files(key) and not is_of_result(key)]
    return tuple(
        (key, name) for key in forms for name in keys if name.startswith(key) and _OF_NAME.fullmatch(name[len(key) :])
    )


@remembered
def speaks_of_files(key: str) -> bool:
    """Whether a key may name a file, however it does so: by an address, by an identifier."""
    return _may_lead(key) or _holds_files(key)


@lru_cache(maxsize=4096)
def _own_ids(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an object's keys that hold the identifier of a file: rows of one list have the same."""
    return tuple(filter(_is_own_id, keys))


@remembered
def _is_own_id(key: str) -> bool:
    return _OWN_ID.fullmatch(flat(in_english(key))) is not None


def is_document(value: Any) -> bool:
    """Whether a text is the address of an office file: that is one whatever its key."""
    return isinstance(value, str) and value.endswith(_OFFICE) and value[:1] in "/h" and json_address(value) is not None


def _holds_document(node: Mapping[str, Any]) -> bool:
    return any(map(is_document, node.values()))


def _is_offered(key: str, value: Any) -> bool:
    return (_holds_files(key) and bool(json_address(value))) or (is_document(value) and not _ANY_PLACE.search(key))


@remembered
def _may_be_one(key: str) -> bool:
    """Whether the text under a key may be a file."""
    return _slot(key) is not None or _holds_files(key)


@lru_cache(maxsize=4096)
def _may_offer(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an object's keys under which a text may be a file: rows of one list have the same."""
    return tuple(filter(_may_be_one, keys))


@lru_cache(maxsize=4096)
def _has_place(keys: tuple[str, ...]) -> bool:
    return any(map(_is_place, keys))


@remembered
def _holds_files(key: str) -> bool:
    return _FILE_HOLDER.search(key) is not None or _FILE_HOLDER.search(in_english(key)) is not None


@remembered
def _is_place(key: str) -> bool:
    return _PLACE_KEY.search(in_english(key)) is not None


@remembered
def _may_lead(key: str) -> bool:
    return _FILE_KEY.search(in_english(key)) is not None and _NO_FILE_KEY.search(key) is None


@remembered
def _slot(key: str) -> str | None:
    """What the bare text under a key that names a form is called."""
    found = _SLOT.search(key) or _SLOT.search(in_english(key))
    return None if found is None else _SAMPLE if _SAMPLE_KEY.search(found.group(0)) else _BLANK


def _unaddressed(pointer: str, texts: dict[str, str], named: str | None) -> AttachmentLink | None:
    keys = {k: flat(in_english(k)) for k in texts}
    if named is None or not any(_PATH_KEY.search(k) or _FILE_ID.search(k) for k in keys.values()):
        return None
    known = next((v for k, v in texts.items() if v and _FILE_ID.search(keys[k])), None)
    target = Target(url=f"{SCRIPT_SCHEME}file({known})") if known else None
    return AttachmentLink(text=named, target=target, locator=pointer, file_name=named)
