"""The name of the item (事项名称) under a key of an answer that nobody knows: beside the facts, or as their title."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values.code_lists import CODES
from crawler.domain.values.page_tools import is_tool
from crawler.domain.values.site_words import is_column, is_office
from crawler.extract.guide.draft import reading, unread
from crawler.extract.guide.name_words import may_name, reads_like_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from crawler.domain.elements import Reading
    from crawler.page.json_page import JsonPage

_SEVERAL = "several texts of the answer may be the name of the item"
_NAMING = re.compile(
    r"(?:name|title|caption|mc|bt|ming_?cheng|biao_?ti|名称|标题)$|^(?:办理|服务|业务)?(?:事项|办理项)$", re.IGNORECASE
)
"""How keys end that name something."""
_OF_ITEM = re.compile(
    r"item|matter|affair|service|task|approv|busi|biz|project|catalog|directory|entry|guide|banner|^head|sx|yw|shi_?xiang|ye_?wu"
    r"|事项|业务|指南|办理项|目录"
    r"|^(?:main_?|page_?|sub_?)?(?:title|name)$|^(?:标题|名称)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"dept|org(?:an)?|unit|user|person|people|area|region|city|county|town|street|(?<!s)site|app_?(?:name|title)|menu|nav|column|channel|file"
    r"|attach|(?<!to)pic|image|theme|categ|class|group|dict|law|mater|stuff|fee|step|node|link|window|hall|place|addr|result|cert|licen|author|editor"
    r"|owner|creat|updat|publish|parent|target|object|company|corp|bank|role|tag|level|bm|jg|qy|dq|cl(?!e)|(?<!to)(?<!nt)ry|dw|zt|cs|部门|机构|单位|材料|结果"
    r"|(?:item|task|matter|affair|service|case|project|biz|busi\w*)_?type|nickname|realname",
    re.IGNORECASE,
)
"""Whose name other keys say."""
_OF_A_FILE = re.compile(r"file|attach|annex|附件|文件", re.IGNORECASE)
"""Keys of files: what these are called for names no item."""
_CODED = frozenset(words for values in CODES.values() for words in values.values())
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,11}(?:[省市县区州盟旗镇乡村]|街道|社区|新区)")
_DEEPEST = 8


class _Said(NamedTuple):
    key: str
    words: str
    at: str
    page: JsonPage
    names: bool
    """Whether the key says that it names something of the item; else only the words may."""

    @property
    def is_of_item(self) -> bool:
        """Whether the key says that it names something, and it or the words that this is an item."""
        return self.names and (reads_like_name(self.words) or _OF_ITEM.search(self.key) is not None)


def told(answers: Iterable[JsonPage], known: Collection[str], facts: Collection[Reading] = ()) -> Reading | None:
    """The name under a key that nobody knows; unread where there are several, None where nothing may be one.

    `known` are the texts of other elements: an office, a result. `facts` are those that the guide states.
    """
    others = {_flat(words) for words in known}
    named = (said for page in answers for said in _said(page, page.data, "", 0, _home(page, facts)))
    found = [said for said in named if _flat(said.words) not in others]
    sure = {said.words: said for said in reversed(found) if said.is_of_item}
    if len(sure) == 1:
        (said,) = sure.values()
        at = {"evidence": said.page.evidence, "locator": said.at, "label": said.key, "quote": said.words}
        return reading("name", said.words, confidence=0.8, **at)
    first = next(iter(sure.values()), found[0] if found else None)
    if first is None:
        return None
    return unread("name", _SEVERAL, evidence=first.page.evidence, locator=first.at)


def _home(page: JsonPage, facts: Iterable[Reading]) -> frozenset[str]:
    """The pointers below which most of the facts stand that an answer tells."""
    places = [fact.locator for fact in facts if fact.evidence == page.evidence and fact.locator]
    above = Counter(around for place in places for around in _around(place))
    return frozenset(around for around, count in above.items() if count * 2 > len(places))


def _around(pointer: str) -> Iterator[str]:
    """The pointers of all that a value stands in."""
    while pointer := pointer.rpartition("/")[0]:
        yield pointer


def _said(page: JsonPage, node: Any, pointer: str, depth: int, home: Collection[str]) -> Iterator[_Said]:
    """What keys name in an answer; not what the rows of its lists are called.

    An object is not that of something else, whatever its key says, where the facts of the guide are at `home` in it.
    """
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if len(node) == 1:
            yield from _said(page, node[0], f"{pointer}/0", depth + 1, home)
        return
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        at = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
        if isinstance(value, str):
            words = " ".join(value.split())
            names = _NAMING.search(key) is not None and _OF_OTHERS.search(key) is None
            if (names or (reads_like_name(words) and _OF_A_FILE.search(key) is None)) and _may_be(words):
                yield _Said(key, words, at, page, names)
        elif at in home or not _OF_OTHERS.search(key):
            yield from _said(page, value, at, depth + 1, home)


def _may_be(words: str) -> bool:
    if words in _CODED or is_tool(words) or is_column(words) or is_office(words) or _PLACE.fullmatch(words):
        return False
    return may_name(words)


def _flat(words: str) -> str:
    return "".join(words.split())
