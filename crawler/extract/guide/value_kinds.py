"""What the values of a list tell of its parts (值域): 必要, 1份 and 申请人自备 say what column they stand in.

The words of most parts of a material, a window, a fee or a step are closed sets or have a form of their own. A title
that nobody knows is known by all that stands under it; a value of several lists (其他) decides nothing by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import money, phone, time_limit
from crawler.domain.values.remembered import remembered
from crawler.extract.guide.prose import is_deed
from crawler.extract.guide.unknown import element_of, is_place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

_BEHIND = r"(?:\s*[(（][^()（）]{2,40}[)）])?"
_TOLD = r"\s*[：:][^：:]{2,40}"
"""What stands behind a word of a list: 政府部门核发：海事机构."""
_KIND = r"(?:(?:纸质|电子)(?:化|版|件|证照?|材料|文件|文档|数据)?|纸件|扫描件)"
TAKEN = r"(?:[须需应要只仅]?(?:收取?|交[验存]?|提交|提供|出示|携带|查?验|核[验对查]|审[验核]|校验|留存?))?"
"""What is done with the original or the copy: 收原件, 验原件, 需提供复印件."""
KEPT = r"(?:(?:现场)?(?:查验|核[验对查]|验[看证]?|备查|存档|留存|退[还回]|待查))?"
"""What is done with it behind its name: 原件核验, 复印件存档."""
_ORIGINAL = rf"{TAKEN}(?:原件|复印件|正本|副本){KEPT}(?:[(（][^()（）]{{2,20}}[)）])?"
_COUNT = r"[\d一二两三四五六七八九十]{1,3}\s*[份张套本]"
_MATERIALS: Mapping[str, re.Pattern[str]] = {
    "material_necessity": re.compile(
        rf"(?:(?:非|不)?必[要须需备交]|选[交填]|可选|(?:可|允许)?容缺(?:后补|受理|办理)?)(?:{_BEHIND}|\s*[：:，,].{{2,60}})"
    ),
    "material_original": re.compile(rf"{_ORIGINAL}(?:(?:[和及与/、或，,；;]|或者){_ORIGINAL})*"),
    "material_source": re.compile(
        rf"申请人自备|(?:政府|行政)?部门核发|行政机关核发|中介机构(?:出具|提供)?|(?:申请人自备|政府部门核发|中介机构出具|其他)(?:{_BEHIND}|{_TOLD})"
    ),
    "material_copies": re.compile(rf"(?:每[人户家位份]|各)?(?:一式)?(?:{_COUNT})(?:[，,、及和]?{_COUNT})*|若干份?"),
    "material_form": re.compile(
        rf"(?:只收|仅限?|只要)?{_KIND}(?:(?:[和及与/、或]|或者|以及){_KIND})*(?:都|均|皆)?(?:可以?|行|收)?"
    ),
    "material_type": re.compile(rf"证件证书证明|申请表格文书|其他(?:{_BEHIND}|{_TOLD})"),
    "material_basis": re.compile(r"《[^《》]{2,60}》[^，。；]{0,12}?第[一二三四五六七八九十百千零\d]+条.{0,30}"),
    "material_issuer": re.compile(
        r"(?!.*(?:自备|核发|出具|清[楚晰]|一致))[^，。；《》]{2,20}(?:部门|单位|机[关构]|局|[委厅]|委员会|派出所|医院|银行|院|所)"
    ),
}  # fmt: skip
"""By part of a material, its values."""
_LAWS: Mapping[str, re.Pattern[str]] = {
    "law": re.compile(r"《[^《》]{2,60}》"),
    "number": re.compile(r"[^《》，。；]{0,40}(?:令|公告)?[^《》，。；]{0,12}第?[\d一二三四五六七八九十百]+号"),
    "clause": re.compile(r"第[一二三四五六七八九十百千零\d]+条(?:.{0,16}[款项条])?"),
}

_SHORTEST_RULE = 15
_SENTENCE = re.compile(r"[，；。]")


def _hours(value: str) -> bool:
    return element_of("", value) == "hours"


def _phones(value: str) -> bool:
    return len(value) <= 60 and bool(phone.find_phones(value)) and not is_place(value)


def _limit(value: str) -> bool:
    return len(value) <= 16 and not value.isdigit() and time_limit.parse(value) is not None


def _amount(value: str) -> bool:
    return len(value) <= 60 and bool(money.parse_amounts(value))


def _numbered(value: str) -> bool:
    return len(value) <= 80 and re.search(r"[〔\[(（](?:19|20)\d\d[〕\])）]\s*第?\d+号", value) is not None


def _rules(value: str) -> bool:
    return len(value) > _SHORTEST_RULE and _SENTENCE.search(value) is not None and not value.startswith("《")


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


KINDS: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "materials": {part: _whole(pattern) for part, pattern in _MATERIALS.items()},
    "legal_basis": {**{part: _whole(pattern) for part, pattern in _LAWS.items()}, "content": _rules},
    "windows": {"place": is_place, "hours": _hours, "phone": _phones},
    "fees": {"fee_standard": _amount, "fee_basis": _numbered},
    "steps": {"name": is_deed, "limit": _limit},
}
"""By list and part, whether a value is one of that part."""
_MOSTLY = frozenset({"fee_basis", "name", "limit", "place"})
"""Parts of which most values tell: 发改委的文件 stands below a basis with its number."""
_NONE = frozenset({"", "/", "-", "—", "无", "——", "--", "\\"})


@remembered
def _parts_of_material(value: str) -> frozenset[str]:
    return frozenset(part for part, fits in KINDS["materials"].items() if fits(value))


def parts_of(group: str, value: str) -> frozenset[str]:
    """The parts of a list that a value can be one of."""
    if group == "materials":
        return _parts_of_material(value)
    return frozenset(part for part, fits in KINDS.get(group, {}).items() if fits(value))


def told(group: str, values: Iterable[str]) -> str | None:
    """The one part that all values of one title can be of; None where they tell none, or may be of several."""
    said = [bare for value in values if (bare := " ".join(value.split()).rstrip("。")) not in _NONE]
    if not said or group not in KINDS:
        return None
    each = [parts_of(group, value) for value in said]
    common = frozenset.intersection(*each)
    if not common:
        often = [p for p in _MOSTLY & KINDS[group].keys() if 2 * sum(p in parts for parts in each) > len(each)]
        return often[0] if len(often) == 1 and len(said) > 1 else None
    return next(iter(common)) if len(common) == 1 else None


def told_apart(group: str, columns: Mapping[int, Collection[str]], known: Mapping[int, str]) -> dict[int, str]:
    """The parts of columns by their values, those left out that two columns claim or a title has already."""
    meant = {n: part for n, values in columns.items() if n not in known and (part := told(group, values)) is not None}
    parts = [*known.values(), *meant.values()]
    return {n: part for n, part in meant.items() if parts.count(part) == 1}
