"""Objects of an answer that are other items (上级事项, 相关事项): what they say is not what the guide says.

An item brings along what it is part of, or what it was before: `parentItem: {itemName, lawLimit, …}`. Such an object
names itself, and otherwise than the guide does. What the item is part of may speak for it where it is silent itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import item_code
from crawler.extract.guide.draft import unread
from crawler.extract.lists.tables import ELEMENT_OF_GROUP
from crawler.page.json_tree import plain, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.extract.answers.keys import JsonKeys
    from crawler.extract.guide.draft import Draft

_ABOVE = re.compile(
    r"^(?:parent|father|super|upper|up(?=[A-Z_])|p_?(?:item|task|node)|catalog|directory)"
    r"|^(?:main|base|basic|standard)_?(?:item|task|matter|affair|service|catalog|dir)|父|上级|主项|大项|目录"
    r"|^(?:item|task|matter|affair|service|power|sx)_?(?:catalog|directory|dir(?=$|_?info|_?item))"
    r"|^(?:(?:ss|jb|sx)?ml|sj|fj|zx|dx)(?:sx|xx|sxxx|jbxx)?$",
    re.IGNORECASE,
)
"""Keys of what an item is part of, or is made after; baseInfo is its own. sjsx and mlxx are 上级事项 and 目录信息."""
_BESIDE = re.compile(
    r"^(?:relat|similar|sibling|prev|hist|old|former)|^(?:last|orig(?:in)?(?:al)?)_?(?:item|task|matter|version)"
    r"|相关|关联|历史|原事项",
    re.IGNORECASE,
)
"""Keys of other items, and of earlier versions."""
_FEWEST = 3
"""Elements of the guide in an object that is the guide's own."""
_FEW = 2
"""So many objects may be anything, and so many elements are next to nothing."""
_OF_ABOVE = "this field name holds it of what the item is part of"
_CODES = ("implementation_code", "handling_code")
_IN_A_LIST = "an item in a list says it: it may be this one"
_DEEPEST = 4
"""Steps from a part of a guide to the rows in it."""


def put_aside(node: Mapping[str, Any], keys: JsonKeys, draft: Draft, pointer: str) -> Mapping[str, Any]:
    """An object without the other items in it; what it is part of leaves a gap for what only that says."""
    aside = [key for key in node if _ABOVE.search(key) or _BESIDE.search(key)] if type(node) is dict else []
    others = {key: item for key in aside if (item := _only(node[key])) is not None}
    if not others:
        return node
    beside = (item for key, value in node.items() if key not in others and (item := _only(value)) is not None)
    own = [item for item in (node, *beside) if len(keys.elements(item)) >= _FEWEST]
    names = {name for item in own if (name := _told(item, keys, "name"))}
    found = {key for key, item in others.items() if names and _is_other(item, names, own, keys)}
    for key in (key for key in found if _ABOVE.search(key)):
        for element in _elements(others[key], key, keys):
            at = f"{pointer}/{step(key)}"
            draft.seen.setdefault(element, unread(element, _OF_ABOVE, evidence=draft.evidence, locator=at, label=key))
    return {key: value for key, value in node.items() if key not in found} if found else node


def are_others(objects: Sequence[Any], keys: JsonKeys) -> bool:
    """Whether objects are other items, as a list of popular ones is: each has its own name and next to nothing.

    Names that are labels of a guide are the headings of its sections. A code of its own tells an item as well as a
    name, unless all of them are codes of one item (业务办理项).
    """
    if len(objects) < _FEW or not all(isinstance(each, dict) for each in objects):
        return False
    named = [(_called(each, keys), set(keys.elements(each).values())) for each in objects]
    names = {name for name, _ in named}
    if any(name is not None and keys.labels.exact(name) is not None for name in names):
        return False
    return None not in names and len(names) == len(named) and all(len(own) <= _FEW for _, own in named)


def is_own(each: Any, parts: Sequence[Any], keys: JsonKeys, draft: Draft, pointer: str) -> bool:
    """Whether an object of a list is read as a part of the guide: it is no item, or the one that the others belong to.

    The answers that a page keeps for its script stand side by side: `[{"data": {item}}, {"data": [materials]}]`.
    The only item among other things leaves open what this one is called, where nothing else says that.
    """
    if not keys.is_item(each):
        return True
    others = [part for part in parts if part is not each and isinstance(part, dict)]
    if any(map(keys.is_item, others)):
        return False
    if "name" not in keys.elements(each).values() and any(_holds_rows(part, keys) for part in others):
        return True
    for element in ("name", *_CODES):
        draft.seen.setdefault(element, unread(element, _IN_A_LIST, evidence=draft.evidence, locator=pointer))
    return False


def _holds_rows(node: Any, keys: JsonKeys, depth: int = 0) -> bool:
    """Whether an object holds the rows of a list of a guide: materials, steps, laws."""
    if depth > _DEEPEST or not isinstance(node, dict):
        return False
    return any(
        keys.group(key, value, "") is not None or _holds_rows(value, keys, depth + 1) for key, value in node.items()
    )


def _called(item: Mapping[str, Any], keys: JsonKeys) -> str | None:
    """The name of an item, else its code: of the code of a part that of the item."""
    if (name := keys.value_of(item, "name")) is not None:
        return name
    code = next((told for element in _CODES if (told := keys.value_of(item, element)) is not None), None)
    parts = item_code.parse(code) if code is not None else None
    return parts.implementation_code if parts is not None else code


def _only(value: Any) -> Mapping[str, Any] | None:
    """An object, or the only one of a list."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, dict) else None


def _is_other(item: Mapping[str, Any], names: set[str], own: list[Mapping[str, Any]], keys: JsonKeys) -> bool:
    """Whether an object is called otherwise than the guide, or has another code."""
    name = _told(item, keys, "name")
    if not name:
        return False
    if name not in names:
        return True
    codes = {e: {code for one in own if (code := _told(one, keys, e))} for e in _CODES}
    strange = ((code, codes[e]) for e in _CODES if (code := _told(item, keys, e)))
    return any(known and code not in known for code, known in strange)


def _told(item: Mapping[str, Any], keys: JsonKeys, element: str) -> str:
    """What an object says of an element by a key of its own."""
    said = (item[key] for key, its in keys.elements(item).items() if its == element)
    return next((plain(value) for value in said if isinstance(value, str) and value.strip()), "")


def _elements(item: Mapping[str, Any], key: str, keys: JsonKeys) -> Iterator[str]:
    """The elements that an object states, by its keys or by its lists."""
    known = keys.elements(item, key)
    for own, value in item.items():
        group = keys.labels.group_of_field(own) if isinstance(value, list) else None
        element = known.get(own) or ELEMENT_OF_GROUP.get(group or "")
        if element is not None and value not in (None, "", [], {}):
            yield element
