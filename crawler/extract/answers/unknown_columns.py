"""Keys of a list that nobody knows (未识别的列): what stands under one in the rows may be what they seem to leave out.

A column that is empty in each row, or that is not there, is missing only where no other column holds values of its
kind. The shape of all its values and the words of the key decide together, as for the guide itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import time_limit
from crawler.domain.values.numerals import words_of
from crawler.extract.answers import orders
from crawler.extract.answers.pairs import is_telling
from crawler.extract.answers.words import plain_text, worded
from crawler.extract.guide import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.extract.labels.field_names import FieldWords

_RECORD = re.compile(
    r"id$|ids$|guid$|key$|code$|status|state|version|sort|order|seq|index|date|create|creat|update|operat|modif|sync|user"
    r"|del|parent|level|node|enable|valid|publish|audit|unit$|^is|^if|^has|^can|^sf|flag$|xh$|px$|dm$|bm$|zt$|size|length",
    re.IGNORECASE,
)
"""Keys of the record itself, of orders and units, and of what is asked."""
_COUNT = re.compile(r"[1-9]\d?|[各共]?\s*[\d一二两三四五六七八九十]{1,2}\s*[份张套本页件].{0,6}")
_CODES = re.compile(r"(?!.*(?:fs|sl|gs)$)[b-df-hj-np-tv-z]{3,}", re.IGNORECASE)
"""First letters of a label that is none of a number (份数, 数量): a number under it may be a code."""
_NEED = words_of(
    "是 否 必要 非必要 必须 非必须 必需 非必需 必备 可选 选填 必填 容缺 容缺后补 可容缺 不可容缺 需要 不需要"
)
_SOURCE = re.compile(r"自备|自行|核发|出具|签发|开具|颁发|部门|机关|中介|机构|其他$")
_LAW = re.compile(r"《[^《》]{2,60}》|[〔\[(（]\d{4}[〕\])）]\s*第?\d+号|第[一二三四五六七八九十百\d]+条")
_KIND = re.compile(r"(?:原件|复印件|正本|副本|扫描件)")
_FORM = re.compile(r"纸质|电子|书面")
_ISSUER = re.compile(r"(?:部门|机关|机构|医院|学校|银行|公司|政府|局|委|委员会|法院|中心|街道|社区|院|会|站|所)$")
_AMOUNT = re.compile(r"\d\s*元|元/|按.{0,20}(?:收取|执行|计收|收费)|不收费|免费|免收")
_REDUCED = re.compile(r"减免|免收|优惠|减半")
_PAID = re.compile(r"支付|缴费|微信|银联|扫码|刷卡|转账")
_NOTHING: tuple[object, ...] = (None, "", [], {})
_BRIEF, _PROSE, _NOTE = 30, 6, 4
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _told(pattern: re.Pattern[str], most: int = _BRIEF) -> Callable[[str], bool]:
    return lambda words: len(words) <= most and pattern.search(words) is not None


def _prose(least: int) -> Callable[[str], bool]:
    return lambda words: len(words) >= least and len(_CHINESE.findall(words)) >= least


def _limit(words: str) -> bool:
    return len(words) <= _BRIEF and not words.isdecimal() and time_limit.parse(words) is not None


_SHAPES: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "materials": {
        "material_copies": lambda words: _COUNT.fullmatch(words) is not None,
        "material_necessity": lambda words: words in _NEED,
        "material_source": _told(_SOURCE),
        "material_issuer": _told(_ISSUER),
        "material_basis": _told(_LAW, 400),
        "material_original": _told(_KIND),
        "material_form": _told(_FORM),
        "review_standard": _prose(_NOTE),
        "material_filling_notes": _prose(_NOTE),
    },
    "fees": {
        "fee_standard": _told(_AMOUNT, 200),
        "fee_basis": _told(_LAW, 400),
        "fee_reduction": _told(_REDUCED, 200),
        "fee_reduction_basis": _told(_LAW, 400),
        "online_payment": _told(_PAID),
    },
    "steps": {"description": _prose(_PROSE), "limit": _limit},
    "windows": {
        "place": unknown.is_place,
        "hours": lambda words: unknown.element_of("", words) == "hours",
        "phone": lambda words: len(words) <= _BRIEF and is_telling(words) and not _CHINESE.search(words),
    },
}
"""By list and part, whether words under a key that nobody knows may be it."""
_PROSAIC = frozenset({"review_standard", "material_filling_notes", "description"})
"""Parts that words of any kind may be, where they are of no other kind."""


def may_be(
    group: str, told: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]], words: FieldWords
) -> dict[str, str]:
    """By part of a list that no column of the rows holds, the key of the column that may hold it."""
    shapes = _SHAPES.get(group)
    if shapes is None:
        return {}
    held = {part for key, part in told.items() if part is not None and is_filled(key, rows)}
    strange = {key: said for key, part in told.items() if part is None and (said := _said(key, rows))}
    found: dict[str, str] = {}
    for part, shows in shapes.items() if strange else ():
        named = words.meant_by.get(group, {}).get(part, frozenset())
        for key, said in strange.items() if part not in held else ():
            heard, meant = words.heard(key, group), words.fragments(key)
            if _RECORD.search(key) or (heard and part not in heard) or (meant and meant.isdisjoint(named)):
                continue
            if part == "material_copies" and _CODES.fullmatch(key) and all(map(str.isdecimal, said)):
                continue
            if part in _PROSAIC and any(all(map(shapes[other], said)) for other in shapes.keys() - _PROSAIC):
                continue  # the number of a document is no note
            if all(map(shows, said)) and not orders.count_rows(said):
                found.setdefault(part, key)
    return found


def is_filled(key: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a key of a list holds something in one of its rows at least."""
    return any(row.get(key) not in _NOTHING for row in rows)


def _said(key: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the rows say under a key, as words; nothing where it holds objects of its own."""
    values = [worded(row.get(key), "")[0] for row in rows]
    if any(isinstance(value, dict | list | bool) for value in values):
        return []
    return [words for value in values if value is not None and (words := " ".join(plain_text(str(value)).split()))]
