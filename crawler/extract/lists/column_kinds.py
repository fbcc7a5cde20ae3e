"""What the columns of a list are by a word of their title and by what stands in them (列义互证): 带几份 over 2份, 1份.

For lists whose titles an office words as it likes. Values of a closed list tell a column alone; of any other column a
word of the title and the kind of its values have to agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values import citation, code_lists, phone, step_words, time_limit
from crawler.extract.guide import unknown
from crawler.extract.guide.value_kinds import KINDS
from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_LONGEST = 16
_ANY = ""
_COUNT = re.compile(r"[一二三四五六七八九十\d]{1,2}\s*[份套本张]?|一式[一二三四五六七八九十\d]{1,2}份")
_ARTICLE = re.compile(r"(?:第[一二三四五六七八九十百千零〇\d]+(?:条|款|项)(?:之[一二三四五六七八九十])?[、，,至和]?)+")
_LAW = re.compile(r"[^。；]{0,12}《[^《》]{2,60}》[^。；]{0,40}")
_ONLY_IF = re.compile(r"(?:的|时|情形|情况|者|才)[，,]?(?:才|须|要|需|应)?(?:提供|提交|交|带|出示|附)")
_SOURCES = frozenset({"申请人自备", "政府部门核发", "部门核发", "中介机构出具", "其他"})
"""Words of the list of sources, which name no body that issues a material."""
_ASKING = re.compile(r"[？?]\s*$")
_AMOUNT = re.compile(r"\d\s*元|元/|按.{0,20}(?:收取|执行|计收|计征|核定)")
_FEE = re.compile(r"[费税](?:用)?$|押金$|保证金$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BRACKETED = re.compile(r"^[\[【(（](.*)[\])）】]$")


def _limit(value: str) -> bool:
    bare = _BRACKETED.sub(r"\1", value)
    return len(bare) <= _LONGEST and (time_limit.parse(bare) is not None or bare in {"当场", "即时", "即办"})


def _text(value: str) -> bool:
    return _CHINESE.search(value) is not None


def _issuer(value: str) -> bool:
    return _text(value) and value not in _SOURCES


def _full(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


def _found(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.search(value) is not None


def _listed(element: str) -> Callable[[str], bool]:
    return lambda value: code_lists.has(element, value)


_ALONE = ("material_necessity", "material_original", "material_form", "material_copies", "material_source")
"""Parts of a material whose values tell them alone."""
_OPENED = "谁|哪|单位|部门|机[关构]|主体|方$|者$"
_GIVEN = "开|出|发|制|签|给|核"
_RULES: dict[str, tuple[tuple[str, str, str, Callable[[str], bool]], ...]] = {
    # part, a word of which the title has one, a word it may not have, the kind of each value
    "materials": (
        *((part, _ANY, "", KINDS["materials"][part]) for part in _ALONE),
        ("material_necessity", r"必|非交|可不", "", _listed("material_necessity")),
        ("material_original", r"原件|复印", "份|数", _text),
        ("material_copies", r"[份件数量几]", r"序|编号|号$", _full(_COUNT)),
        (
            "material_source",
            r"来源|渠道|途径|取得|获取|[哪何]|拿|出处",
            r"部门|单位|机[关构]|依据|开$",
            _listed("material_source"),
        ),
        ("material_type", r"[类种]|性质", r"", _listed("material_type")),
        (
            "material_issuer",
            rf"(?:{_OPENED}).{{0,3}}(?:{_GIVEN})|(?:{_GIVEN}).{{0,3}}(?:{_OPENED})|来源(?:部门|单位|机[构关])",
            "依据|标准",
            _issuer,
        ),
        (
            "material_basis",
            r"依据|条[文款]|凭|为什么|为何|为啥|法|规定|出处|道理",
            "",
            lambda v: "《" in v or citation.has_document_number(v),
        ),
        ("material_filling_notes", r"提[醒示]|注意|备[注考]|说明|须知|另外|附[注记]", "", _text),
        ("material_filling_notes", _ANY, "", _found(_ONLY_IF)),
        ("review_standard", r"标准|要求|要点|看|核|[验审]|怎样算|合格", r"部门|单位|依据", _text),
        ("blank_form", r"空|表|模[板版]", r"样|例|填(?:好|写)", _text),
        ("sample_form", r"样|例|范|填好", r"空", _text),
        ("material_name", r"材料|资料|要件|文件|证件|名称|东西|物件", r"依据|要求|来源|类|标准|说明", _text),
    ),
    "steps": (
        ("limit", r"时|[期工]限|天|日|[多许]久|周期", r"日期|次|序", _limit),
        ("limit", _ANY, "", lambda v: _limit(v) and not v.strip().isdigit()),  # 1, 2, 3 count the steps
        ("name", r"环节|步|阶段|节点|程序|手续|流程|名称", r"时|期|标准|内容", _text),
        ("who", r"谁|人|岗|部门|处室|科室|单位|窗口", "", _text),
        ("result", r"结果|得到|产出|出具", "", _text),
        ("description", r"做|干|内容|说明|怎么|要求|标准|事$|什么", "", _text),
    ),
    "windows": (
        ("hours", _ANY, "", lambda v: unknown.element_of("", v) == "hours"),
        ("phone", _ANY, "投诉|监督|传真", lambda v: len(v) <= 3 * _LONGEST and bool(phone.find_phones(v))),
        ("place", r"地|址|[哪何]|窗口|大厅|位置|门牌|方位|处|所", "电话|名称", _text),
        ("name", r"名|窗口|大厅|网点|点$|中心", "电话", _text),
    ),
    "legal_basis": (
        ("clause", _ANY, "", _full(_ARTICLE)),
        ("law", r"法|规|文件|依据|政策|名称", r"文号|字号|条|内容|原文|级", _full(_LAW)),
        ("number", r"[文字令]号|号$", "", lambda v: citation.has_document_number(v) and "《" not in v),
        ("content", _ANY, "", lambda v: len(v) > 2 * _LONGEST and "《" not in v[:2]),
        ("content", r"内容|[原条正全]文|规定|怎么[说写]", "", _text),
    ),
    "fees": (
        ("fee_name", r"费|项|名|什么", r"依据|标准|多少|额|是否|与否|不收", _found(_FEE)),
        ("fee_standard", _ANY, "", _found(_AMOUNT)),
        ("fee_standard", r"标准|额|多少|价", "", _text),
        ("fee_reduction_basis", r"减|免|优惠", "", lambda v: "《" in v or citation.has_document_number(v)),
        ("fee_reduction", r"减|免|优惠", r"依据|文件|凭", lambda v: len(v) <= 3 * _LONGEST),
        ("fee_basis", r"依据|文[件号]|凭", "", lambda v: "《" in v or citation.has_document_number(v)),
    ),
    "faq": (
        ("question", _ANY, "", _found(_ASKING)),
        ("answer", r"[答复]|解释", "", _text),
    ),
}
_COMPILED = {
    group: tuple(
        (part, re.compile(own), re.compile(never) if never else None, fits) for part, own, never, fits in rules
    )
    for group, rules in _RULES.items()
}
_NEEDED = {
    "materials": frozenset({"material_name"}),
    "steps": frozenset({"name"}),
    "windows": frozenset({"place"}),
    "legal_basis": frozenset({"law"}),
    "fees": frozenset({"fee_name", "fee_standard"}),
    "faq": frozenset({"question", "answer"}),
}
"""The parts without which rows are no such list."""


_TELLING: dict[str, set[str]] = {
    "steps": {"name", "description"},
    "fees": {"fee_name", "fee_standard"},
    "windows": {"place"},
    "legal_basis": {"law", "content"},
}
"""The parts that rows below no title have to have."""
_OF_ITEMS = frozenset({"conditions", "statutory_time_limit", "visits", "case_type"})
_FEWEST, _FEWEST_NAMED = 3, 2
_OF_TWO = frozenset({"faq", "windows"})


class Told(NamedTuple):
    """A list, and the parts that its titles stand for."""

    group: str
    parts: Mapping[str, str]


def told(rows: Sequence[Mapping[str, str]], labels: LabelDictionary, *, meant: str | None, named: bool) -> Told | None:
    """The list that rows are, by their titles and values; None where no list fits or two fit as well.

    `meant` is the list that a title above names. `named` says that the name of each row stands in a title of its own,
    so that no column has to hold it.
    """
    found: list[tuple[int, Told]] = []
    titles = {title for row in rows for title in row}
    of_guide = sum(_is_of_guide(title, labels) for title in titles)
    if meant is None and of_guide * 2 >= len(titles):
        return None  # labels of the guide over one value each
    of_items = any(_is_of_items(title, labels) for title in titles)
    for group in _RULES if meant is None else (meant,):
        if group == "materials" and of_items:
            continue
        parts = _parts(group, rows, labels)
        own = {*parts.values()}
        if len(own) < (_FEWEST if meant is None and not named and group not in _OF_TWO else _FEWEST_NAMED):
            continue
        if not (named or _NEEDED[group] & own) or (meant is None and not own >= _TELLING.get(group, set())):
            continue
        found.append((len(parts), Told(group, parts)))
    found.sort(key=lambda one: one[0], reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _is_of_guide(title: str, labels: LabelDictionary) -> bool:
    """Whether a title is a label of the guide that no list has for its columns."""
    return labels.element_of(title) is not None and all(labels.column(group, title) is None for group in labels.columns)


def _is_of_items(title: str, labels: LabelDictionary) -> bool:
    """Whether a title says that the rows are licences or items (证照名称 | 受理条件): no material has a condition."""
    match = labels.exact(title)
    known = match is not None and match.element in _OF_ITEMS
    return known and all(labels.column(group, title) is None for group in labels.columns)


def _parts(group: str, rows: Sequence[Mapping[str, str]], labels: LabelDictionary) -> dict[str, str]:
    columns: dict[str, list[str]] = {}
    for row in rows:
        for title, words in row.items():
            columns.setdefault(title, []).append(words.strip())
    parts = {
        title: part
        for title, values in columns.items()
        if (part := labels.column(group, title)) is not None and not _is_another(part, values)
    }
    taken = {*parts.values()}
    for title, values in columns.items():
        if title in parts:
            continue
        part = _part(group, title, [v for v in values if v])
        if part is not None and part not in taken:
            parts[title] = part
            taken.add(part)
    if group == "steps" and "name" not in taken:
        for title, values in columns.items():
            if title not in parts and sum(bool(step_words.families(v)) for v in values) * 2 > len(values):
                parts[title] = "name"
                break
    return parts


def _is_another(part: str, values: Sequence[str]) -> bool:
    """Whether the values under a title that is known are of another kind: 条文 over the text itself, not its number."""
    told = [v for v in values if v]
    return part == "clause" and bool(told) and all(len(v) > _LONGEST and not _ARTICLE.fullmatch(v) for v in told)


def _part(group: str, title: str, values: Sequence[str]) -> str | None:
    bare = normalise(title)
    if not values or not 0 < len(bare) <= _LONGEST:
        return None
    return next(
        (
            part
            for part, own, never, fits in _COMPILED[group]
            if own.search(bare) and not (never and never.search(bare)) and all(map(fits, values))
        ),
        None,
    )
