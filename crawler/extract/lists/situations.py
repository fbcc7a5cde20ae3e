"""Situations (办理情形) among materials: 情形一：新办, （二）变更需提交： and a row to choose from name no material.

Nor does a legend over them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import Box
from crawler.extract.lists import legends

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?"
_SITUATION = re.compile(
    rf"{_NUMBER}(?:请?(?:选择|先选择)?(?:办理|申请|申报|适用)?(?:情[形况]|类型)\s*[(（]?[一二三四五六七八九十\d]{{0,2}}[)）]?\s*[:：].{{2,40}}"
    r"|(?:办理|申请|申报|适用)?情[形况]\s*(?:[(（]\s*)?(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:\s*[)）])?"
    r"(?:\s*[:：、.．]?|\s*[(（][^()（）]{2,30}[)）]\s*[:：]?|\s+[^:：，。；《》]{2,30})"
    rf"|[^:：，。；《》]{{2,16}}(?:的\s*[,，])?(?:还?(?:需要?|应当?|须|应予))(?:提交|提供|准备|携带)(?:的?(?:以下|下列)?(?:申请)?(?:材料|资料))?\s*[:：])"
)
_LONGEST = 60


def without(kids: Sequence[Box | str]) -> list[Box | str]:
    """A value without the boxes that only say in which situation the materials below them are asked for.

    Without a legend as well.
    """
    boxes = [k for k in kids if isinstance(k, Box) and k.words]
    if len(boxes) == 1 and len(boxes[0].boxes) > 1 and not _says_situation(boxes[0]):
        inner = without(boxes[0].kids)
        return inner if inner != boxes[0].kids else list(kids)
    kids, boxes = _opened(kids), [own for box in boxes for own in _opened([box]) if isinstance(own, Box) and own.words]
    said = [b for b in boxes if _says_situation(b) or legends.is_legend(b.words)]
    return [k for k in kids if not any(k is b for b in said)] if said and len(said) < len(boxes) else list(kids)


def _opened(kids: Sequence[Box | str]) -> list[Box | str]:
    """A value with the blocks that a situation heads laid open: its title, and what is asked for below it."""
    opened: list[Box | str] = []
    for kid in kids:
        told = [box for box in kid.boxes if box.words] if isinstance(kid, Box) else []
        opened += kid.kids if isinstance(kid, Box) and len(told) > 1 and _says_situation(told[0]) else [kid]
    return opened


def _says_situation(box: Box) -> bool:
    return len(box.words) <= _LONGEST and _SITUATION.fullmatch(box.words) is not None
