"""Whom an item serves (服务对象): people, legal persons, or both."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered


class Audience(StrEnum):
    """The two sides that themes are sorted by."""

    PEOPLE = "people"
    """自然人"""
    LEGAL_PERSONS = "legal_persons"
    """法人, with other organisations beside them"""


_SPLIT = re.compile(r"[,、;/|()]|(?<=[人业关织位体户])(?:和|及|与|或者?|以及)")
_BOTH = re.compile(r"个体(?:工商)?户|农户|经营者|申请人|当事人|相对人|纳税人|不限|全部|所有|社会公众")
_LEGAL = re.compile(r"法人|企业|公司|单位|组织|团体|社团|机关|机构|学校|医院|合作社|基金会|协会|商会|政府|部门")
_PEOPLE = re.compile(r"自然人|个人|公民|[居市村农渔牧侨同]民|群众|胞|[人者员]$|学生|职工|子女|儿童|老人|妇女|家庭|夫妻")


@remembered
def audience(text: str) -> frozenset[Audience]:
    """The sides that a value names; empty where a part of it cannot be sorted."""
    found: set[Audience] = set()
    for part in filter(None, _SPLIT.split(plain(text))):
        if _BOTH.search(part):
            found |= set(Audience)
        elif _LEGAL.search(part):
            found.add(Audience.LEGAL_PERSONS)
        elif _PEOPLE.search(part):
            found.add(Audience.PEOPLE)
        elif part not in {"含", "等", "包括"}:
            return frozenset()
    return frozenset(found)
