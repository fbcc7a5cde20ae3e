"""Reductions behind the basis or the standard of a fee in one text (减免写在收费依据之后): …第三条。减免情形：无."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide.label_values import IS_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.elements import Reading
    from crawler.domain.records import Fee

_HOSTS = ("fee_basis", "fee_standard")
_BEHIND = re.compile(
    r"(?:^|[。；;，,、|｜（(\s]|(?<=[》）)]))\s*(?P<label>(?:收费|费用|缴费)?(?:是否)?(?:允许|可以?)?减免(?:情[形况]|政策|条件|依据|说明)?)\s*[:：]\s*"
    r"(?P<value>[^:：]+?)\s*$"
)
_ENDS = " 。；;，,、|｜（("


def take_apart(readings: dict[str, Reading]) -> None:
    """Give what a text says of a reduction behind its own label to that, and leave the rest where it was."""
    for element in _HOSTS:
        host = readings.get(element)
        found = _BEHIND.search(host.text) if host is not None and host.stated else None
        if host is None or found is None:
            continue
        value = found["value"].rstrip("。；; ")
        if "（" not in value and "(" not in value:
            value = value.rstrip("）)")
        if not value:
            continue
        left = host.text[: found.start()].rstrip(_ENDS)
        own = "fee_reduction_basis" if found["label"].endswith("依据") else "fee_reduction"
        if own not in readings or not readings[own].stated:
            readings[own] = replace(host, element=own, value=value, quote=value, label=found["label"])
        if left:
            readings[element] = replace(host, value=left)
        else:
            readings[element] = replace(host, state=State.UNREAD, value=None, reason=IS_LABEL)


def apart_in_rows(fees: Iterable[Fee]) -> tuple[Fee, ...]:
    """The fees, each with what it says of a reduction under its own element."""
    rows: list[Fee] = []
    for fee in fees:
        readings = dict(fee.readings)
        take_apart(readings)
        rows.append(replace(fee, readings=readings) if readings != fee.readings else fee)
    return tuple(rows)
