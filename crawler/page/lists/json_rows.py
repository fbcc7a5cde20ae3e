"""Items of a JSON answer."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists, item_code
from crawler.page.guides.told_guides import GUIDE_URL, guide_target
from crawler.page.json_tree import flat, plain, step
from crawler.page.lists.code_rows import is_code_list, is_dictionary
from crawler.page.lists.column_words import is_kind
from crawler.page.lists.handled_cases import are_cases
from crawler.page.lists.item_cells import clean_name, make_item
from crawler.page.lists.item_rows import unique
from crawler.page.lists.own_identifiers import IDS, own_identifier
from crawler.page.lists.tree_nodes import is_service_node
from crawler.page.lists.withdrawn import is_withdrawn
from crawler.page.vocabulary import DATE, DOCUMENT_NAME, NOT_ITEM_WORDS, ORGANISATION, SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

# Keys are compared in lower case without `_` and `-`.
_NAMES = re.compile(
    r"^(?:task|item|matter|matterdx|sx|ql|event|service|catalog|power|business|approve|affair|transact|handle|yw|stsubitem|"
    r"implement|impl|dx|directory|bl|fw|proj|project|serviceitem|taskhandleitem|subitem)(?:name|mc|title)$|^matterdxmc$|^taskname\w*$|^(?:政务服务|服务|办理|业务|实施)?(?:事项|项目|目录)名称$"
)
_PLAIN_NAMES = ("name", "fullname", "title", "mc", "itemtext", "label", "text")
"""The first of them that a row has is its name: of two the one that is called so."""
_CODES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:ywcode|taskhandleitem|handlecode|handleitemcode|businesscode|blxbm)$"), "handling_code"),
    (
        re.compile(
            r"^(?:taskcode|(?:item)?impl(?:e|ement)?(?:code|no|number|bm|bh)|itemcode|sxbm|sxcode|qlcode|mattercode|servicecode|eventcode|"
            r"transactcode|powercode|affaircode|sxdm|itemno|impleitemcode|localitemcode|(?:实施|事项|项目)(?:编码|代码))$"
        ),
        "implementation_code",
    ),
    (re.compile(r"^(?:基本编码|catalogcode|cataid|basiccode|jbbm|qljbm|directorycode)$"), "basic_code"),
    (re.compile(r"^(?:localinnercode|innercode)$"), "local_code"),
)
_CODED = frozenset({"implementation_code", "handling_code"})
_PLAIN_CODES = ("code", "bm", "dm", "no")
"""The first of them that a row has is its code."""
_KEYS_OF_ELEMENT = {
    "implementing_body": (
        "deptname orgname ouname dwmc leaddept implementorgname departname departmentname organname ssztmc bmmc "
        "agency authority bureau "
        "org dept department unitname ssbm ssdw implementor agencyname 实施主体 实施机关 实施部门 主管部门 责任部门"
    ),
    "item_type": (
        "tasktype tasktypetext tasktypename itemtype itemtypename qlkind sxlx sxxz powertype mattertype "
        "事项类型 权力类型"
    ),
    "case_type": "projecttype projecttypetext bjtype 办件类型",
    "level": "uselevel exerciselevel useleveltext xscj 行使层级",
    "statutory_time_limit": "anticipateday lawtime legallimit",
    "promised_time_limit": "promiseday agreetime promisetime",
    "visits": "limitscenenum limitnum",
    "service_target": "servertype servetype",
    "online_depth": "onlinedepth",
    "fee_status": "isfee",
    "parent_item": "catalogname parentcatalogname",
    "update_date": "updatetime",
}
_FIELDS = {key: element for element, keys in _KEYS_OF_ELEMENT.items() for key in keys.split()}
_OTHER_ROWS = re.compile(
    r"^(?:material|clmc|form|file|attach|step|flow|node|law|legal|clause|charge|fee|question|answer|window|lobby|hall|area|region|"
    r"division|dict|theme|publish|release|article|news|content|author|menu|route|icon|column|channel|applicant|applyername|accept|"
    r"cailiao|clmingcheng|yuanjian|fuyin|kongb(?:iao|ai)|yangb(?:iao|en))"
)
_DETAIL = re.compile(
    r"^(?:auditmaterial|materials?|materiallist|auditcharge|audititembylaw|bylaws?|laws?|auditqa|"
    r"audititemwindow|auditflow\w*|"
    r"audititemflowsheet|conditions?|handlecondition|accept(?:ance)?conditions?|taskmaterial\w*|flows?|windows?)$"
)
_NEWS_KEYS = re.compile(r"^(?:publish|release|pub)(?:date|time)|^content$|^author$|^source$")
_WRAPPING = re.compile(
    r"^(?:audititem|item|task|matter|service|baseinfo|base|basic\w*|iteminfo|node|attributes|source|fields|entity|record)$"
)
_KIND_OF_FILE = re.compile(r"\.?(?:docx?|xlsx?|pdf|wps|et|rtf|ofd|zip|rar)", re.IGNORECASE)
_STEM_OF_NAME = re.compile(r"^(\w{2,12}?)(?:name|mc|title)$")
_IDENTIFIER = re.compile(r"u?u?id|guid|code|bm|dm|bh|no|key")
_SEVERAL = 4
_MARK = re.compile(r"(?=.*\d)[\w-]{4,64}", re.ASCII)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_LEADS = re.compile(r"(?:id|code|url|link|href|guid|no|slug)$")


def items(page: JsonPage) -> tuple[ItemLink, ...]:
    """Rows of every item array; main items give way to the sub-items in them."""
    found: list[ItemLink] = []
    stack: list[tuple[str, Any]] = [("", page.data)]
    while stack:
        pointer, node = stack.pop()
        if isinstance(node, dict) and not is_dictionary(node, _FIELDS):
            stack.extend(
                (f"{pointer}/{step(k)}", v) for k, v in reversed(list(node.items())) if isinstance(v, dict | list)
            )
        elif isinstance(node, list) and node:
            rows = _array(page, pointer, node)
            if rows:
                found.extend(rows)
            elif not _is_one_guide(node):
                stack.extend(
                    (f"{pointer}/{i}", v) for i, v in reversed(list(enumerate(node))) if isinstance(v, dict | list)
                )
    return unique(found)


def _array(page: JsonPage, pointer: str, rows: list[Any]) -> list[ItemLink]:
    """Items of one array, nested ones included; empty where its rows are something else."""
    objects = [(f"{pointer}/{i}", row) for i, row in enumerate(rows) if isinstance(row, dict)]
    if not objects or len(objects) * 2 < len(rows):
        return []
    if all(_is_file(row) for _, row in objects) or _is_one_guide(rows) or are_cases(row.values() for _, row in objects):
        return []
    wrapped = _named([(_inner(at, row)) for at, row in objects])
    are_rows = [_is_row(row) for _, row in wrapped]
    likely = sum(are_rows)
    if likely * 2 < len(objects) and not _named_as_services([row for _, row in wrapped]):
        return []
    if is_code_list([row for _, row in objects], pointer.rpartition("/")[2], page.url, _FIELDS):
        return []
    shapes = {frozenset(row) for (_, row), is_row in zip(wrapped, are_rows, strict=True) if is_row}
    found: list[ItemLink] = []
    for (outer, around), (at, row) in zip(objects, wrapped, strict=True):
        nested = _nested(page, outer, around)
        if nested:
            found.extend(nested)
        elif is_withdrawn(v for v in row.values() if isinstance(v, str)):
            continue
        elif likely * 2 < len(objects) or frozenset(row) in shapes:
            item = _item(page, at, row)
            if item is not None:
                found.append(item)
    return found


def _is_file(row: dict[str, Any]) -> bool:
    """Whether a row is a file with its kind, and no item whose guide is one."""
    coded = any(pattern.match(flat(key)) for key in row for pattern, _ in _CODES)
    return not coded and any(isinstance(value, str) and _KIND_OF_FILE.fullmatch(value) for value in row.values())


def _named(wrapped: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    """The rows, each with its name under a key that is known where the list has another for it (`t`, `bt`).

    Such a key is the only one of which every row has a text of its own that speaks of a service. Where no key is known
    for an identifier, the only one whose values tell the rows apart is the identifier.
    """
    rows = [row for _, row in wrapped]
    if any(_name_key(row) is not None for row in rows):
        return wrapped
    keys = [k for k, v in rows[0].items() if isinstance(v, str) and _CHINESE.search(v) and flat(k) not in _FIELDS]
    keys = [k for k in keys if not code_lists.is_listed("item_type", plain(rows[0][k]))]
    are_services = _named_as_services if len(rows) >= _SEVERAL else _are_of_a_body
    ids = {} if any(_LEADS.search(flat(k)) for row in rows for k in row) else dict.fromkeys(_identifying(rows), "id")
    known = [{ids.get(k, k): v for k, v in row.items()} for row in rows]
    told = [k for k in keys if k not in ids and are_services([{**row, "name": row.get(k)} for row in known])]
    if len(told) != 1:
        return wrapped
    return [
        (at, {"name" if k == told[0] else k: v for k, v in row.items()})
        for (at, _), row in zip(wrapped, known, strict=True)
    ]


def _identifying(rows: list[dict[str, Any]]) -> list[str]:
    """The only key of which each row that is offered has a number or mark of its own; empty where several have."""
    offered = [row for row in rows if not is_withdrawn(v for v in row.values() if isinstance(v, str))]
    found = []
    for key in offered[0] if offered else ():
        values = [plain(row.get(key)) for row in offered]
        if len(set(values)) == len(offered) and all(_MARK.fullmatch(value) for value in values):
            found.append(key)
    return found if len(found) == 1 else []


def _is_one_guide(rows: list[Any]) -> bool:
    """Whether an array holds nothing but one guide with its materials, whose own lists name the guide's code again."""
    if len(rows) != 1 or not isinstance(rows[0], dict) or not _is_row(_inner("", rows[0])[1]):
        return False
    return any(_DETAIL.match(flat(k)) and isinstance(v, list | dict) for k, v in rows[0].items())


def _inner(pointer: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The object that holds the item's own fields where a row wraps it (`{"AUDIT_ITEM": {…}, …}`)."""
    if _name_key(row) is None:
        for key, value in row.items():
            inner = value[0] if isinstance(value, list) and len(value) == 1 else value
            if isinstance(inner, dict) and _WRAPPING.match(flat(key)):
                return f"{pointer}/{step(key)}" + ("/0" if isinstance(value, list) else ""), inner
    return pointer, row


def _nested(page: JsonPage, pointer: str, row: dict[str, Any]) -> list[ItemLink]:
    found: list[ItemLink] = []
    for key, value in row.items():
        if isinstance(value, list) and value and not _DETAIL.match(flat(key)):
            found.extend(_array(page, f"{pointer}/{step(key)}", value))
        elif isinstance(value, dict):
            for inner_key, inner in value.items():
                if isinstance(inner, list) and inner and not _DETAIL.match(flat(inner_key)):
                    found.extend(_array(page, f"{pointer}/{step(key)}/{step(inner_key)}", inner))
    return found


def _name_key(row: dict[str, Any]) -> str | None:
    """The key of the item's name: one of the field's own words, else a plain one beside other known fields."""
    return _name_among(tuple([k for k, v in row.items() if isinstance(v, str) and v.strip()]), tuple(row))


@lru_cache(maxsize=1024)
def _name_among(worded: tuple[str, ...], keys: tuple[str, ...]) -> str | None:
    """The same of the keys that have words, and of all of them: rows of a list, and of lists of a portal, are alike."""
    by_flat = {flat(k): k for k in worded}
    own = [k for f, k in by_flat.items() if _NAMES.match(f)]
    if own:
        return next((k for k in own if flat(k) not in {"catalogname", "directoryname", "projectname"}), own[0])
    return next((by_flat[f] for f in _PLAIN_NAMES if f in by_flat), None) or next(
        (k for f, k in by_flat.items() if f not in _FIELDS and _stem_is_told(f, keys)), None
    )


def _stem_is_told(name: str, keys: Iterable[str]) -> bool:
    """Whether a name goes with an identifier of the same stem, whatever the vendor calls it (`zxmc` and `zxid`)."""
    match = _STEM_OF_NAME.match(name)
    return match is not None and any(_IDENTIFIER.fullmatch(flat(k).removeprefix(match.group(1))) for k in keys)


def _named_as_services(rows: list[dict[str, Any]]) -> bool:
    """Whether rows that know little of themselves are services by their names: most of several, each of its own."""
    names = [plain(row[key]) if (key := _name_key(row)) is not None else "" for row in rows]
    if len(set(names)) < max(_SEVERAL, len(rows)) or any(not n or NOT_ITEM_WORDS.search(n) for n in names):
        return False
    keys = {flat(k) for row in rows for k in row}
    if any(_NEWS_KEYS.match(k) or _OTHER_ROWS.match(k) for k in keys) or not any(_LEADS.search(k) for k in keys):
        return False
    services = sum(1 for n in names if SERVICE_WORDS.search(n) and not DOCUMENT_NAME.search(n))
    return services * 2 >= len(names)


def _are_of_a_body(rows: list[dict[str, Any]]) -> bool:
    """Whether a few rows, the last of a list, are services of some office or type, each with a number if offered."""
    rows = [row for row in rows if not is_withdrawn(v for v in row.values() if isinstance(v, str))]
    names = [plain(row["name"]) for row in rows]
    services = sum(1 for name in names if SERVICE_WORDS.search(name) and not NOT_ITEM_WORDS.search(name))
    return (
        services * 2 > len(rows)
        and not any(map(NOT_ITEM_WORDS.search, names))
        and all(
            any(_is_of_a_body(k, v) or code_lists.is_listed("item_type", plain(v)) for k, v in row.items())
            and any((flat(k) in _PLAIN_CODES or IDS.match(flat(k))) and plain(v) for k, v in row.items())
            for row in rows
        )
    )


def _is_of_a_body(key: str, value: Any) -> bool:
    return _FIELDS.get(flat(key)) == "implementing_body" and bool(ORGANISATION.match(plain(value)))


def _is_row(row: dict[str, Any]) -> bool:
    key = _name_key(row)
    if key is None:
        return False
    keys = {flat(k) for k in row}
    name = plain(row[key])
    if not name or len(name) > 200 or sum(1 for k in keys if _OTHER_ROWS.match(k)) * 2 > len(keys):
        return False
    if code_lists.is_listed("item_type", name):
        return False  # a list of codes: 行政许可, 行政确认
    strong = any(pattern.match(k) for k in keys for pattern, _ in _CODES)
    coded = strong or _stem_is_told(flat(key), row) or any(k in _PLAIN_CODES or IDS.match(k) for k in keys)
    coded = coded or any(item_code.kind(plain(v)) is item_code.CodeKind.IMPLEMENTATION for v in row.values())
    if not coded and not any(GUIDE_URL.match(k) for k in keys):
        return False
    known = sum(1 for k in keys if k in _FIELDS)
    if _NAMES.match(flat(key)):
        return True
    if any(_NEWS_KEYS.match(k) for k in keys) or NOT_ITEM_WORDS.search(name) or is_kind(name):
        return strong
    if strong or known >= 2 or is_service_node(row, name):
        return True
    return (known >= 1 or _is_told_by_a_value(row)) and bool(SERVICE_WORDS.search(name))


def _is_told_by_a_value(row: dict[str, Any]) -> bool:
    """Whether a value is the code of an item by its own make, or a type of items, whatever its key is called."""
    words = [plain(v) for v in row.values()]
    if any(map(DATE.search, words)):
        return False  # Decisions on applications are published by type as well.
    coded = any(item_code.kind(word) is item_code.CodeKind.IMPLEMENTATION for word in words)
    return coded or any(code_lists.is_listed("item_type", word) for word in words)


def _item(page: JsonPage, pointer: str, row: dict[str, Any]) -> ItemLink | None:
    key = _name_key(row)
    if key is None:
        return None
    cells = tuple(
        (k, plain(v), f"{pointer}/{step(k)}")
        for k, v in row.items()
        if k != key and len(plain(v)) <= 2000 and (plain(v) or (flat(k) in _FIELDS and v in ("", None)))
    )
    fields: dict[str, tuple[str, str, str]] = {}
    for label, value, at in cells:
        element = _FIELDS.get(flat(label)) or next((e for p, e in _CODES if p.match(flat(label))), None)
        if element == "implementing_body" and item_code.kind(value) is item_code.CodeKind.IMPLEMENTATION:
            element = "implementation_code"  # ssbm: 实施编码 of one vendor, 实施部门 of another
        if element and value and element not in fields:
            fields[element] = (element, value, at)
    if not fields.keys() & _CODED:  # the code of an item by its own make, whatever its key is called
        made = ((v, at) for _, v, at in cells if item_code.kind(v) is item_code.CodeKind.IMPLEMENTATION)
        for value, at in islice(made, 1):
            fields["implementation_code"] = ("implementation_code", value, at)
    by_flat = {flat(label): value for label, value, _ in cells}
    bare = next((by_flat[c] for c in _PLAIN_CODES if c in by_flat), None)
    ids = next((v for f, v in by_flat.items() if IDS.match(f)), None)
    name, there, told = clean_name(plain(row[key])), guide_target(row, page.url), tuple(fields.values())
    whole = there is None or there.url in map(plain, row.values())
    own = ids or own_identifier(by_flat)
    # What an address begins with that the row does not say whole, its script knows.
    return make_item(name, there, pointer, cells, code=bare or ids, own=own, fields=told, by_script=not whole)
