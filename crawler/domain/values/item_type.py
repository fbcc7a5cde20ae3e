"""Item types (事项类型): GB/T 39046-2020 table A.1, by label or by two-digit code."""

from __future__ import annotations

import re
from enum import Enum

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered


class ItemType(Enum):
    """What kind of service item it is."""

    LICENCE = "行政许可"
    PENALTY = "行政处罚"
    COERCION = "行政强制"
    LEVY = "行政征收"
    BENEFIT = "行政给付"
    INSPECTION = "行政检查"
    CONFIRMATION = "行政确认"
    REWARD = "行政奖励"
    ADJUDICATION = "行政裁决"
    OTHER_POWER = "其他行政权力"
    PUBLIC_SERVICE = "公共服务"

    @property
    def applied_for(self) -> bool:
        """Whether a person applies for it, so that there must be a guide."""
        return self not in _NOT_APPLIED_FOR


_NOT_APPLIED_FOR = frozenset({ItemType.PENALTY, ItemType.COERCION, ItemType.INSPECTION})

# 10-19 and 20-29 are extended locally. Labels are surer than codes: one province writes 其他行政权力 as 20.
_CODES = {f"{number:02d}": kind for number, kind in enumerate(tuple(ItemType)[:9], start=1)}
_LABELS = {
    "其他类别": ItemType.OTHER_POWER,
    "其它行政权力": ItemType.OTHER_POWER,
    **{kind.value: kind for kind in ItemType},
}


@remembered
def parse(text: str) -> ItemType | None:
    """The type that a value names, None when it names none or several."""
    bare = plain(text)
    found = {kind for label, kind in _LABELS.items() if label in bare}
    if found:
        return found.pop() if len(found) == 1 else None
    code = re.fullmatch(r"\d\d", bare)
    if code is None:
        return None
    if "10" <= bare <= "19":
        return ItemType.OTHER_POWER
    return ItemType.PUBLIC_SERVICE if "20" <= bare <= "29" else _CODES.get(bare)
