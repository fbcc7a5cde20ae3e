"""Values that are no text of the element that their key names (非本项内容): yes and no, numbers, names and identifiers.

Systems ask under such a key whether there is one (`procedure: 否` is 是否有特别程序, `collect: false` whether a reader
has marked the guide), count what there is of it (`legalBasis: 3`), or keep the identifier of a file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values.placeholder import may_be_placeholder
from crawler.extract.labels.dictionary import field_name

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

_PROSE = frozenset(
    {
        "procedure", "conditions", "legal_basis", "materials", "place", "hours", "traffic", "remedy", "rights",
        "review_standard", "fee_basis", "result_name", "implementing_body", "delivery",
    }
)  # fmt: skip
"""Elements that are said in words of their own, which yes and no are not."""
_CODES = frozenset({"implementation_code", "basic_code", "handling_code", "local_code", "body_code"})
_FILES = frozenset({"flow_chart", "result_sample", "blank_form", "sample_form", "online_entry"})
_FLAGS = frozenset({"是", "否", "0", "1", "true", "false"})
SENTENCES = frozenset(
    {
        "conditions", "legal_basis", "procedure", "remedy", "rights", "review_standard", "fee_basis", "traffic",
        "visits_reason",
    }
)  # fmt: skip
"""Those of them that no code of a system stands for either: a number under their key counts or orders something."""
_COUNT = re.compile(r"\d{1,4}")
_MACHINE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*", re.ASCII)
_GUID = "[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"
_GUIDS = re.compile(rf"{_GUID}(?:[,;，；|]\s*{_GUID})*", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Whether a text is a name for machines: `guide`, `tab_base`."""
    return _MACHINE.fullmatch(text) is not None


def elements(element: str, value: Any) -> tuple[str, ...]:
    """The elements that may be meant though the value says none of them; none where it is an ordinary value.

    An empty list of fees is no word left out about fees.
    """
    if value == [] and element == "fee_status":
        return (element,)
    if not isinstance(value, str | int):
        return ()
    text = str(value).strip()
    if element in _PROSE and text.lower() in _FLAGS:
        return (element,)
    if element in SENTENCES and (_COUNT.fullmatch(text) or is_name(text)) and not may_be_placeholder(text):
        return (element,)
    if element not in _CODES | _FILES and _GUIDS.fullmatch(text):
        return (element, "flow_chart") if element == "procedure" else (element,)
    return ()


def is_word_for_list(key: str, value: Any, labels: LabelDictionary) -> bool:
    """Whether 无, not 暂无, stands under a key that only by its words means a list: nothing is needed, or known."""
    return value == "无" and field_name(key) not in labels.fields and labels.group_of_field(key) is None
