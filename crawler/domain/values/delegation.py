"""Entrusted handling (委托): a body acts for the one that has the power."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide, ServiceItem

_ENTRUSTED = re.compile(r"(?<![非无未不])(?:受|被)?委托")
_NONE = re.compile(r"(?:无|没有|非|未|不)(?:涉及|需|用)?委托.*|不涉及|不适用|否|无委托部门|未委托")


def claim(record: ServiceItem | ServiceGuide) -> Reading | None:
    """The reading that says that the item is entrusted: 权力来源 上级委托 or 同级委托, 实施主体性质 受委托组织."""
    for element in ("power_source", "body_nature"):
        reading = record.read(element)
        if reading.stated and _ENTRUSTED.search(plain(reading.text)) and not _NONE.fullmatch(plain(reading.text)):
            return reading
    return None


def names_body(reading: Reading) -> bool:
    """Whether 委托部门 names a body."""
    return (
        reading.stated
        and not says_nothing(reading.text)
        and not is_placeholder(reading.text, reading.element)
        and _NONE.fullmatch(plain(reading.text)) is None
    )


def is_entrusted(record: ServiceItem | ServiceGuide) -> bool:
    """Whether a body acts here for another one."""
    return claim(record) is not None or names_body(record.read("entrusting_body"))
