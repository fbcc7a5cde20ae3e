"""What each number is for, told in one text (咨询、投诉写在一句): 咨询：0999-3323111；监督：0999-3323222.

An office that answers questions and takes complaints names both numbers under one label; the words beside a number say
what it is for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import phone

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_CLAUSE = re.compile(r"[^；;。，,\n]+")
_OFFICE = "(?!管理|监察|监测|检[验测疫查]|[局所科股站处室队委]|中心|大队|支队|总队|受理(?!电话|热线)|举报中心|投诉中心)"
"""市场监督管理局, 投诉举报中心 are offices that have numbers for anything."""
_FOR = {
    "complaint_phone": re.compile(f"(?:监督|投诉|举报){_OFFICE}"),
    "consultation_phone": re.compile(r"咨询(?!科|股|处|室|公司)"),
}
_OTHER = {"consultation_phone": "complaint_phone", "complaint_phone": "consultation_phone"}


def take_apart(readings: dict[str, Reading]) -> None:
    """Give a number to the element that its words name, where nothing states that element."""
    for host, element in _OTHER.items():
        said, own = readings.get(host), readings.get(element)
        if said is None or not said.stated or (own is not None and (own.stated or own.label is not None)):
            continue
        clauses = (found.group().strip() for found in _CLAUSE.finditer(said.text))
        told = next((one for one in clauses if _FOR[element].search(one) and phone.find_phones(one)), None)
        if told is not None and told != said.text.strip():
            readings[element] = replace(said, element=element, value=told, quote=told)
