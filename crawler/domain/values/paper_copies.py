"""What is said of the number of paper copies (纸质材料份数): in digits, vaguely, or that no paper is wanted."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.remembered import remembered

VAGUE = re.compile(r"左右|上下|大约|若干|数份|多份|几份|^约\d")
_FORMS = {"1": "纸质", "2": "电子", "3": "纸质和电子"}
_NO_PAPER = re.compile(
    r"(?:无需|无须|不需要?|不必|不用|不再?收取?|免于?(?:提?交)?|不要求?)[^,，;；。]{0,6}纸质?[^,，;；。]{0,4}"
)
_OF_ONE_KIND = re.compile(r"原件|复印|副本|正本")
"""No copy of the paper is wanted, but its original may be."""
_WORDS = str.maketrans({"单": "1", "双": "2", "两": "2"})
_IN_WORDS = re.compile(r"[单双两](?:份|$)")


@remembered
def copies_in_digits(copies: str) -> str:
    """What stands in the place of the number, in digits: 双份 is 2份."""
    return in_digits(_IN_WORDS.sub(lambda found: found[0].translate(_WORDS), plain(copies)))


@remembered
def form_of(said: str) -> str:
    """The form of a material (纸质, 电子) in words, without paper that is said not to be wanted."""
    return _NO_PAPER.sub("", _FORMS.get(said.strip(), said))


@remembered
def wants_no_paper(copies: str) -> bool:
    """Whether the place of the number says that no paper is wanted (无需纸质), and wants nothing else but a file."""
    rest, times = _NO_PAPER.subn("", copies_in_digits(copies))
    none_left = not re.sub(r"[\W_]|0份?", "", rest) or ("电子" in rest and not VAGUE.search(rest))
    return times > 0 and none_left and not _OF_ONE_KIND.search(copies)
