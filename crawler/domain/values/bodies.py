"""Names of offices (实施主体): full, short, with or without the place before them."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

_PLACE = re.compile(r"^(?:.{1,12}?(?:自治区|自治州|自治县|省|市(?!场)|县|区|州|盟|旗)|本?[省市县区])+(?=.{2})")
_COUNT = re.compile(r"[(\[]?\d+[)\]]?项?$|\(.*\)$")


@remembered
def bare(name: str) -> str:
    """The name without its place and without a number of items behind it."""
    words = _COUNT.sub("", plain(name))
    return _PLACE.sub("", words) or words


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may mean one office: one contains the other, or is made of its characters (发改委)."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if not short or short in long:
        return True
    rest = iter(long)
    return all(character in rest for character in short)
