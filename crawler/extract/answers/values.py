"""What JSON values say by themselves where their keys are not known: closed lists, codes, laws, steps, questions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import citation, code_lists, credit_code, item_code, phone, step_words, time_limit
from crawler.domain.values.remembered import remembered
from crawler.extract.answers import own_code
from crawler.extract.answers.pairs import is_telling
from crawler.extract.answers.words import worded
from crawler.extract.guide import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_DECIDING = frozenset({"item_type", "case_type", "level", "service_target", "body_nature", "power_source"})
"""Elements of the guide that a value of their own list decides."""
_OTHER_KEYS = {
    "level": re.compile(r"sys(?:tem)?|network|xi_?tong|yxxt|系统|网络", re.IGNORECASE),
    "case_type": re.compile(r"inspect|examin|review|censor|audit_?type|sclx|shen_?cha|审查", re.IGNORECASE),
}
"""Keys of what has the words of an element's list and is something else: the level of a system, 事项审查类型."""
_VAGUE = frozenset({"行政权力"})
"""Words of a list that another value may say more of."""
_LIMITS = frozenset({"promised_time_limit", "statutory_time_limit"})
_OF_MATERIALS = ("material_type", "material_source", "material_necessity", "material_form")
_TOLD_APART = frozenset({*_OF_MATERIALS, "material_original"})
_FREE = frozenset({"material_filling_notes", "material_issuer"})
"""Parts of a material that are words of the portal's own."""
_CODES = {
    item_code.CodeKind.IMPLEMENTATION: "implementation_code",
    item_code.CodeKind.BASIC: "basic_code",
    item_code.CodeKind.HANDLING: "handling_code",
}
_OF_ITEMS = frozenset({item_code.CodeKind.IMPLEMENTATION, item_code.CodeKind.HANDLING})
_OF_A_REGION = "000000"
"""How the code of a region (行政区划代码) ends, which is as long as a basic code."""
_ORIGINALS = (
    (
        "原件",
        re.compile(
            r"(?:orig(?:in(?:al)?)?|yj|src)\w*?_?(?:num|number|count|copies|amount|qty|fs|sl)|due_?paper_?(?:num|count)"
            r"|yuanjian_?(?:fen)?shu(?:liang)?|原件(?:份数|数量?)",
            re.IGNORECASE,
        ),
    ),
    (
        "复印件",
        re.compile(
            r"(?:page_?|due_?)?(?:copy|photocopy|duplicate|fyj)_?(?:num|number|count|amount|qty|fs|sl)"
            r"|fuyin(?:jian)?_?(?:fen)?shu(?:liang)?|复印件(?:份数|数量?)",
            re.IGNORECASE,
        ),
    ),
)
_COUNTS_ORIGINALS = re.compile(r"orig", re.IGNORECASE)
_BARE = {
    "原件": ("origin", "original", "originals", "numberoforiginals"),
    "复印件": ("copy", "copies", "duplicate", "duplicates", "photocopy", "photocopies", "numberofcopies"),
}
"""Names that are those of numbers where a row has both."""
_COUNT = re.compile(r"[0-9]{1,2}份?")
_UNCOUNTED = re.compile(r"(?:各|一式)?[若干几数一二两三四五六七八九十]{0,2}份")
"""A word in a column of counts that says no number: 份, 若干份."""
_ID = re.compile(r"(?:id|key)$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:第[一二三四五六七八九十百千零〇\d]+(?:条|款|项)(?:之[一二三四五六七八九十])?[、，,至和]?)+")
_LAW = re.compile(r"^[^。；]{0,12}《[^《》]{2,60}》[^。；]{0,40}$")
_ASKING = re.compile(r"[？?]\s*$|吗|什么|如何|怎么|怎样|哪些|哪里|多久|多少|是否|能否|可以.{0,12}么")
_DOCUMENT = re.compile(
    r"(?:证|证书|表|书|簿|照|本|合同|证明|报告|章程|文件|照片|图|票据|协议|凭证|函|名单|方案|复印件|原件|材料|身份证|清单|说明|决议|制度|发票|资料)"
    r"(?:[（(].*[)）])?$"
)
_LIKE = (
    ("delivery", re.compile(r"领取|邮寄|送达|下载|快递")),
    ("implementing_body", re.compile(r"(?:局|委员会|厅|部|政府|中心|院|处|办公室|站)$")),
    ("result_name", re.compile(r"(?:证|证书|文件|批复|决定书?|通知书?|证明|凭证)(?:[（(].*[)）])?$")),
)
_ORIGINAL_OR_COPY = re.compile(r"原件|复印件")
_KIND_OF_PAPER = re.compile(r"(?:原|复印|电子|扫描|影印)件|电子版")
_HOW_MANY = r"\s*[：:]?\s*各?[\d一二两三四五六七八九十]{1,2}\s*[份张套]"
_OF_A_KIND = rf"(?:原|复印|扫描|影印|电子)件(?:[（(][^()（）]{{2,20}}[)）])?{_HOW_MANY}"
_COUNTED_KINDS = re.compile(rf"{_OF_A_KIND}(?:\s*[、，,；;及和]?\s*{_OF_A_KIND})*|(?:[1-9]\d?|[一二两三四五六])\s*份")
"""原件1份、复印件2份, and 1份"""
_PAPER_SIZE = re.compile(r"[ABab][3-5](?:纸|规格|纸张)?|(?:8|16|32)开")
_NUMBER_OF_ROW = re.compile(r"[A-Za-z]+[-_.]?\d+|0\d{2,}|\d{4,}", re.ASCII)
"""The number that a material goes by in a system, and no number of copies: CL001, 003, 20190417."""
_UNITS = frozenset({"工作日", "自然日", "天", "日", "个工作日", "个自然日", "小时", "分钟", "月", "年"})
"""What stands beside the number of a limit, and tells nothing by itself."""
_ANSWERED = frozenset({"是", "否", "其他"})
"""What every column answers that asks whether: 是否盖章 as well as 是否必要."""
_REMARK = re.compile(r"\s*[：:（(，,；;]")
"""What stands behind a word of a list."""
_REQUIRING = re.compile(r"[；;，,。、]|\d[.、]|条件|符合|具有|应当")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FEE = re.compile(r"(?<!免)[费税](?:用)?$|押金$|保证金$")
_OF_FEES = re.compile(r"[收计]费|[费税]|价格|收取")
_UNIT_OF_FEES, _HOUSE = re.compile(r"元/.{1,6}"), re.compile(r"[路街道巷里]\s*\d+\s*号|\d\s*(?:楼|层|室|号窗口)")
_AMOUNT = re.compile(r"\d\s*元|元/|按.{0,12}(?:收取|执行|计收)")
_ISSUER = re.compile(r"(?:部门|机关|机构|医院|学校|银行|公司|政府|局|委员会|法院)$")
_RULE = re.compile(r"^《[^《》]{2,60}》[^。；]{0,20}第[^。；]{1,12}条[^。；]{0,20}$")
_SEVERAL = 3
_LONGEST_NAME = 80
_LONGEST_STEP = 16
_LONGEST_KIND = 24
_PROSE = 10
_TWO_KEYS = 2
_LONGEST_NAMED = 12
_CLAUSE = re.compile(r"[，。；、]")


def element(key: str, value: str) -> str | None:
    """The element that a value can only belong to: a word of its list, or a code of its form that is no mere id."""
    text = value.strip()
    if not text or len(text) > _LONGEST_NAME or _ID.search(key) or own_code.is_of_another_item(key):
        return None
    if text in _VAGUE:
        return None
    if not _CHINESE.search(text):
        kind = item_code.kind(text)
        if kind is item_code.CodeKind.BASIC and text.endswith(_OF_A_REGION):
            return None
        if kind in _OF_ITEMS and own_code.is_of_others(key):
            return None
        if kind is item_code.CodeKind.BASIC and own_code.is_of_whole(key):
            return None
        return _CODES.get(kind) or ("body_code" if credit_code.is_valid(text) else None)
    meant = [e for e in code_lists.elements_with(text) if e in _DECIDING or e == "online_depth"]
    if len(meant) != 1 or ((others := _OTHER_KEYS.get(meant[0])) is not None and others.search(key)):
        return None
    return meant[0]


def of_words(key: str, value: Any, given: Any, meant: str | None) -> str | None:
    """The element that the words of a list of codes can only belong to: 企业法人 and 事业法人 under any key.

    They stand beside their codes, or are what codes are `meant` to say.
    """
    if value is not given and isinstance(value, list):
        return element(key, "、".join(value))
    return element("", meant) if meant is not None else None


def belongs_elsewhere(element: str, value: Any) -> bool:
    """Whether a value is a word of other elements' lists only."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = "、".join(value)
    if element == "name" or not isinstance(value, str) or not _CHINESE.search(value) or len(value) > _LONGEST_NAME:
        return False
    if element in _LIMITS and time_limit.parse(value) is not None:
        return False  # 即办 is the limit as well as the kind of item
    meant = code_lists.elements_with(value)
    return len(_DECIDING.intersection(meant)) == 1 and element not in meant


def contradicts(part: str, values: Sequence[Any], key: str = "", named: Collection[str] = ()) -> bool:
    """Whether what a column of materials holds is another part's: 原件 under `origin` is no source.

    Notes that are words of one list in every row are no notes: 必要, 非必要 under `necessityDesc`. Nor are the names of
    papers, where no other key is `named` for these: 申请表, 身份证 under `docRequirement`. Numbers that materials
    go by are no numbers of copies: SQ01, SQ02 under `number`.
    """
    if part == "review_standard":
        sizes = [str(value).strip() for value in values if value not in (None, "")]
        return bool(sizes) and all(map(_PAPER_SIZE.fullmatch, sizes))
    if part == "material_copies":
        told = [str(value).strip() for value in values if value not in (None, "")]
        return bool(told) and all(map(_NUMBER_OF_ROW.fullmatch, told))
    if part not in _TOLD_APART and part not in _FREE:
        return False
    codes = [str(v).strip() for v in values if not isinstance(v, bool) and str(v).strip().isdigit()]
    if part == "material_source" and codes and len(codes) == len(values) and _COUNTS_ORIGINALS.match(key):
        return any(code_lists.words(part, code) is None for code in codes)  # how many originals, under `origin`
    words = [v.strip() for v in values if isinstance(v, str) and v.strip()]
    if not words or not all(map(is_telling, words)):
        return False
    if part == "material_original" and any(re.fullmatch(r".{0,2}(?:原件|复印件).{0,6}", one) for one in words):
        return False  # with 电子件 among them, too
    said = _part("materials", words, words)
    if part == "material_filling_notes" and named and "material_name" not in named:
        return said == "material_name" or said in _OF_MATERIALS
    return said in _OF_MATERIALS if part in _FREE else said is not None and said not in {part, "material_name"}


class Counted(NamedTuple):
    """How many originals and copies a row asks for, and the key and number of the first of them."""

    key: str
    number: str
    words: str


def originals(row: Mapping[str, Any]) -> Counted | None:
    """The numbers of originals and copies that a material has of its own: `originalNum: 1`, `copyNum: 0`."""
    told = []
    for key, kind in _counting(tuple(row)):
        value = row[key]
        number = "" if isinstance(value, bool) else str(value)
        if number.isdigit() and int(number) > 0:
            told.append(Counted(key, number, f"{kind}{number}份"))
    return told[0]._replace(words="、".join(one.words for one in told)) if told else None


@lru_cache(maxsize=4096)
def _counting(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of a row's keys that count originals or copies, each with what it counts."""
    bare = {key: key.lower().replace("_", "") for key in keys}
    both = all(not set(names).isdisjoint(bare.values()) for names in _BARE.values())
    counting: list[tuple[str, str]] = []
    for key in keys:
        kind = counts(key)
        if kind is None and both:
            kind = next((word for word, names in _BARE.items() if bare[key] in names), None)
        if kind is not None:
            counting.append((key, kind))
    return tuple(counting)


@remembered
def counts(key: str) -> str | None:
    """What a key counts: originals or copies."""
    return next((word for word, keys in _ORIGINALS if keys.fullmatch(key)), None)


def gaps(value: Any) -> tuple[str, ...]:
    """The elements that a value under an unknown key may be, so that none of them is said to be missing."""
    if not isinstance(value, str) or not is_telling(value):
        return ()
    text = value.strip()
    told = unknown.element_of("", text)
    if told is not None:
        return (told,)
    if len(text) <= _LONGEST_STEP and time_limit.parse(text) is not None:
        return ("statutory_time_limit", "promised_time_limit")
    if len(text) <= _LONGEST_NAME:
        named = next((name for name, words in _LIKE if words.search(text)), None)
        if named is not None:
            return (named,)
        if (of_fees := gaps_of_fees(text)) or text in _VAGUE:
            return of_fees or ("item_type",)
        if "数量限制" in text:
            return ("quantity_limit",)
        if item_code.kind(text) is item_code.CodeKind.BASIC and not text.endswith(_OF_A_REGION):
            return ("basic_code",)
    return ("conditions",) if len(text) >= _PROSE and _REQUIRING.search(text) else ()


def gaps_of_fees(text: str) -> tuple[str, ...]:
    """The parts of a fee that a value under an unknown key may be: an amount, a rule about fees."""
    if len(text) > _LONGEST_NAME:
        return ()
    told = ("fee_standard", _AMOUNT.search(text)), ("fee_basis", _RULE.match(text) and _OF_FEES.search(text))
    return tuple(part for part, found in told if found)


def group(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The list that rows under an unknown key are, by what stands in them."""
    if any(not isinstance(row, dict) for row in rows):
        return None
    # Fees and materials name rules as well: a row with an amount or a word like 必要 in it is no basis of the item.
    return next(
        (name for name in ("faq", "fees", "materials", "legal_basis", "steps", "windows") if _is(name, rows)), None
    )


def _is(group: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    told = parts(group, rows)
    found = set(told.values())
    if group == "steps" and "name" in found and len(rows) >= _SEVERAL:
        # Steps of which nothing but their names and limits is said: every other place of the rows is empty.
        said = {key for row in rows for key, value in row.items() if isinstance(value, str) and value.strip()}
        if said <= {key for key, part in told.items() if part in {"name", "limit"}}:
            return True
    wanted = {
        "fees": {"fee_name", "fee_standard"},
        "faq": {"question", "answer"},
        "legal_basis": {"law", "content"},
        "steps": {"name", "description"},
        "windows": {"place", "hours"},
    }.get(group)
    if group == "legal_basis" and found >= {"law", "content"}:
        # What each material rests on is no basis of the item: the name of a paper stands in each row.
        named = [key for key, part in parts("materials", rows).items() if part == "material_name"]
        return all(told.get(key) == "content" for key in named)
    if wanted is not None:
        return found >= wanted
    return "material_name" in found and bool(found.intersection(_OF_MATERIALS))


def parts(group: str, rows: Sequence[Mapping[str, Any]], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The part that each column of a list is by its values, for columns whose keys are not `known`."""
    taken = set((known or {}).values())
    columns: dict[str, list[str]] = {}
    for row in rows:
        for key, given in row.items():
            value = worded(given, "")[0] if isinstance(given, dict) else given  # {"code": "2", "text": "电子化"}
            if key not in (known or {}) and isinstance(value, str) and value.strip():
                columns.setdefault(key, []).append(value.strip())
    found: dict[str, str] = {}
    meant = {key: _part(group, values, rows) for key, values in columns.items()}
    for key, part in sorted(meant.items(), key=lambda m: m[1] == "place" and not _HOUSE.search(columns[m[0]][0])):
        if part is not None and part not in taken and not _is_claimed(part, key, meant, rows):
            found[key] = part
            taken.add(part)
    prose = {"faq": "answer", "legal_basis": "content", "steps": "description"}.get(group)
    if prose is not None and prose not in taken:
        told = {
            key: sum(map(len, texts))
            for key, texts in columns.items()
            if key not in found and all(map(is_telling, texts)) and not _UNITS.issuperset(texts)
        }
        longest = max(told, key=lambda k: told[k], default=None)
        if longest is not None and (group != "legal_basis" or any(map(_CLAUSE.search, columns[longest]))):
            found[longest] = prose
    return found


def _is_claimed(part: str, key: str, meant: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether another column holds words of the same list and says something else: neither is known to be the part."""
    others = (other for other, its in meant.items() if other != key and its == part)
    differs = any(row.get(other) != row.get(key) for other in others for row in rows)
    return differs and part in {*_OF_MATERIALS, "material_copies"}


def are_counts(values: Sequence[Any]) -> bool:
    """Whether the values of a column are small numbers, or empty: how many copies of each."""
    told = [str(v).strip() for v in values if v is not None and v != "" and not isinstance(v, bool)]
    counted = [one for one in told if not _UNCOUNTED.fullmatch(one)]
    return bool(counted) and all(_COUNT.fullmatch(one) for one in counted)


def told_behind_names(found: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    """Where two keys of steps mean their names, what one is instead: what is done (步骤), or nothing (its kind)."""
    names = [key for key, part in found.items() if part == "name"]
    if len(names) != _TWO_KEYS:
        return {}
    told = {key: [v.strip() for row in rows if isinstance(v := row.get(key), str) and v.strip()] for key in names}
    alike = [key for key in names if len(told[key]) > 1 and len(set(told[key])) == 1]
    if len(alike) == 1:  # 一般 of every step is its kind: the other key names them.
        return {alike[0]: None}
    if "description" in found.values():
        return {}
    short, long = sorted(names, key=lambda key: sum(map(len, told[key])))
    are_sentences = all(len(text) > _LONGEST_NAMED and _CLAUSE.search(text) for text in told[long])
    apart = told[short] and told[long] and are_sentences and all(len(text) <= _LONGEST_NAMED for text in told[short])
    return {long: "description"} if apart else {}


def _part(group: str, values: Sequence[str], rows: Sequence[Any]) -> str | None:
    if group == "faq":
        return "question" if all(_ASKING.search(v) for v in values) else None
    if group == "legal_basis":
        if all(_LAW.match(v) for v in values):
            return "law"
        if all(_ARTICLE.fullmatch(v) for v in values):
            return "clause"
        return "number" if all(citation.has_document_number(v) and "《" not in v for v in values) else None
    if group == "steps":
        named = sum(bool(step_words.families(v)) for v in values)
        short = all(len(v) <= _LONGEST_STEP for v in values) and len(set(values)) == len(rows)
        if short and len(values) > 1 and named * 2 >= len(values) and all(map(is_telling, values)):
            return "name"
        limits = [len(v) <= _LONGEST_STEP and not v.isdecimal() and time_limit.parse(v) is not None for v in values]
        return "limit" if all(limits) else None  # a bare number is a code or an order as well
    if group == "fees":
        if all(_FEE.search(v) and len(v) <= _LONGEST_KIND for v in values):
            return "fee_name"
        if all(_AMOUNT.search(v) and not _UNIT_OF_FEES.fullmatch(v) for v in values):
            return "fee_standard"
        return "fee_basis" if all("《" in v or citation.has_document_number(v) for v in values) else None
    if group == "windows":
        told = {unknown.element_of("", v) for v in values}
        if told <= {"place", "hours"} and len(told) == 1:
            return str(told.pop())
        return "phone" if all(len(v) <= _LONGEST_KIND and phone.find_phones(v) for v in values) else None
    if group == "materials":
        if all(_COUNTED_KINDS.fullmatch(v) for v in values):
            return "material_copies"
        if any(_ORIGINAL_OR_COPY.search(v) for v in values) and all(
            len(v) <= _LONGEST_KIND and _KIND_OF_PAPER.search(v) and not _DOCUMENT.search(v[:-2]) for v in values
        ):
            return "material_original"
        if all(_ISSUER.search(v) and len(v) <= _LONGEST_KIND for v in values):
            return "material_issuer"
        if all(_RULE.match(v) for v in values):
            return "material_basis"
        listed = [e for e in _OF_MATERIALS if all(v != "其他" and code_lists.has(e, v) for v in set(values) - {"其他"})]
        if len(listed) == 1 and set(values) != {"其他"} and not _ANSWERED.issuperset(values):
            return listed[0]
        heads = {_REMARK.split(v)[0] for v in values}
        if heads != {"其他"} and all(h == "其他" or code_lists.is_listed("material_source", h) for h in heads):
            return "material_source"  # 政府部门核发：海事机构, 其他（船检机构）
        if all(len(head) > 1 and code_lists.has("material_necessity", head) for head in heads):
            return "material_necessity"  # 非必要：遗失的提供
        named = sum(bool(_DOCUMENT.search(v)) and len(v) <= _LONGEST_NAME for v in values)
        whole = len(set(values)) == len(values) == len(rows)
        return "material_name" if whole and named * 2 >= len(values) and all(map(is_telling, values)) else None
    return None
