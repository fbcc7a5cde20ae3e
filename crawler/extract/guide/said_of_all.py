"""Sentences that say something of all materials of a list at once (通用说明): 以上材料均为原件1份."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.material_words import OF_ALL
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_ALL = r"(?:以上|上述|上列|所列|下列|以下|全部|所有|各项|本清单)[^，。；：《》]{0,6}(?:材料|资料|文件|证件)"
_BY = r"(?:依据|根据|按照?|依照)(?:的是)?[:：]?"
_LAW = r"《[^《》]{2,60}》[^。；]{0,80}"
_SPEAKS = re.compile(_ALL)
"""A cheap question first: most sentences speak of nothing of the kind."""
_BASIS = re.compile(rf"{_ALL}[^。；：《》]{{0,8}}{_BY}{_LAW}|{_BY}{_LAW}(?:提[交供]|报送|递交)[^。；《》]{{0,6}}{_ALL}")
_OVER_ALL = re.compile(rf"{_ALL}(?P<said>[^。；;]{{2,60}})")
_EXCEPT = r"(?:[，,]?除(?:另有|特别|已|有|外)?(?:注明|说明|备注|规定|要求)[^，。；]{0,4}[外者][，,]?)?"
_ARE = (
    r"(?:[，,]?(?:均|都|全部|一律|皆|应当?|必?须|需要?|请|要求|统一|只|仅|为|是|由|采?用|以))*"
    r"(?:均|都|全部|一律|皆|应当?|必?须|需要?|为|是|由|采?用|以|提[供交]|[递上]交|报送|收取?|交)"
)
_KIND = r"(?:原件|复印件|正本|副本)"
_COUNT = r"(?:各|一式)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,2}|若干)\s*[份套]"
_SAID = re.compile(
    rf"{_EXCEPT}{_ARE}\s*(?:(?P<source>申请人自[备行][^，。；]{{0,6}}|(?:政府|行政)?部门核发)"
    rf"|(?P<form>纸质(?:版|件|材料|文件)?|电子(?:版|件|档|文档|材料|文件|扫描件)|扫描件)?[，,]?"
    rf"(?P<original>{_KIND}(?:[和及与、或]{_KIND})*)?[，,]?(?:各?(?:需|提[供交])?(?P<copies>{_COUNT})(?:[^的]|$))?)"
)
_CONDITION = re.compile(r"^\s*(?:的|时|者|如|若|应当?与|须?与|[，,]?(?:不|未|无))")
_IF = ("如", "若", "如果", "倘若")
OF_MATERIALS = re.compile(r"材料|资料|要件|原件|复印件")
"""What a label of theirs speaks of, wherever it stands."""
_DOUBTFUL = re.compile(r"原件|复印件|正本|副本|扫描件|电子[版件档]")
_PARTS = {
    "material_source": "source",
    "material_form": "form",
    "material_original": "original",
    "material_copies": "copies",
}
_LABELLED = re.compile(r"(?P<label>[^：:，。；;《》\d]{2,14})[：:]\s*\S")
_BEGINS = re.compile(rf"(?:\W*(?:注意?|备注|说明|提示)\s*\d?[：:]\s*)?(?:[（(]?\d{{1,2}}[)）.、．]\s*)?{_ALL}")
_CUT = re.compile(rf"(?<=[。；;\s])\s*(?=(?:注|备注|说明)?[：:]?{_ALL})")


@remembered
def said_of_all(words: str) -> tuple[tuple[str, str, bool], ...]:
    """What a sentence says of all materials: the element, its value, and whether that is plainly of all."""
    return tuple(_said_of_all(words)) if _SPEAKS.search(words) is not None else ()


def _said_of_all(words: str) -> Iterator[tuple[str, str, bool]]:
    if (basis := _BASIS.search(words)) is not None:
        yield "material_basis", " ".join(basis.group().split()), True
    for found in _OVER_ALL.finditer(words):
        said = found["said"]
        told = None if words[: found.start()].endswith(_IF) else _SAID.match(said)
        parts = {} if told is None else {e: told[g] for e, g in _PARTS.items() if told[g]}
        if told is not None and parts and not _CONDITION.match(rest := said[told.end() :]):
            if "material_original" in parts and _DOUBTFUL.search(rest):
                parts["material_original"] = said  # 均提供原件核对，并提交复印件1份
            for element, value in parts.items():
                yield element, " ".join(value.split()), True
        elif _DOUBTFUL.search(said):
            yield "material_original", " ".join(found.group().split()), False


def speaks_of_all(words: str) -> bool:
    """Whether a text plainly states something of all materials."""
    said = said_of_all(words)
    return bool(said) and any(sure for _, _, sure in said)


def without_said_of_all(lines: Sequence[str], labels: LabelDictionary) -> list[str]:
    """The lines of a list without those, and ends of those, that speak of all materials in it: they name none."""
    found: list[str] = []
    for line in lines:
        first, *rest = _CUT.split(line, maxsplit=1)
        if rest and speaks_of_all(rest[0]) and first.strip():
            found.append(first)
        elif not (_BEGINS.match(line) and speaks_of_all(line)) and not _is_labelled(line, lines, labels):
            found.append(line)
    return found


def _is_labelled(line: str, lines: Sequence[str], labels: LabelDictionary) -> bool:
    """Whether a line is a label that speaks of materials, met once in the list, and its value: 材料依据：…."""
    told = _LABELLED.match(line)
    if told is None or not OF_MATERIALS.search(label := told["label"].strip()):
        return False
    known = labels.exact(label)
    return known is not None and known.element in OF_ALL and sum(label in other for other in lines) == 1
