"""Administrative divisions (行政区划代码): which six digits GB/T 2260 can hold.

The project knows every province and every prefecture in force; divisions that were merged live on in old credit codes
and counties are not listed here, so what is unknown is never called wrong.
"""

from __future__ import annotations

import re

from crawler.domain.values.numerals import words_of
from crawler.domain.values.remembered import remembered

CENTRAL = "10"
"""100000 stands in the credit codes of central bodies."""
CORPS = "66"
"""660000 is what platforms use for 新疆生产建设兵团; GB/T 2260 has no code for it."""
PROVINCES = words_of(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"
)

# Third and fourth digit of the prefectures of each province (crawler/catalogue/area_codes.csv); 90 holds the counties
# that a province directs itself. Directly governed cities have 01 for districts, 02 for counties.
_PREFECTURES = """
11:0102 12:0102 31:0102 50:010203
13:0102030405060708091011 14:0102030405060708091011 15:010203040506070809222529
21:0102030405060708091011121314 22:010203040506070824 23:01020304050607080910111227
32:01020304050607080910111213 33:0102030405060708091011 34:01020304050607081011121315161718
35:010203040506070809 36:0102030405060708091011 37:01020304050607080910111314151617
41:010203040506070809101112131415161790 42:0102030506070809101112132890
43:0102030405060708091011121331 44:010203040506070809121314151617181920515253
45:0102030405060708091011121314 46:0102030490 51:010304050607080910111314151617181920323334
52:010203040506232627 53:01030405060708092325262829313334 54:01020304050625
61:01020304050607080910 62:0102030405060708091011122930 63:0102222325262728
64:0102030405 65:010204052327282930313240424390
"""
_WITHOUT_PREFECTURES = frozenset({"11", "12", "31", "50"})
_OF_PROVINCE = "90"
_KNOWN = frozenset(
    province + digits
    for pair in _PREFECTURES.split()
    for province, run in [pair.split(":")]
    for digits in re.findall("..", run)
)


@remembered
def exists(code: str) -> bool | None:
    """Whether a division code of six digits exists; None where this table cannot say (merged, or numbered locally)."""
    province, prefecture = code[:2], code[2:4]
    if code in {"100000", "660000"} or province == CORPS:
        return True
    if not code.isdigit() or province not in PROVINCES:
        return False
    if prefecture == "00" or code[:4] in _KNOWN:
        return True
    # 01-20 and 51-70 are cities, 21-50 prefectures, 90 is directed by the province: the standard has no others.
    return False if 71 <= int(prefecture) <= 89 or int(prefecture) > 90 else None


def same_province(code: str, region: str) -> bool:
    """Whether a division lies in the province of a region; central bodies are everywhere, the corps lies in 65."""
    one, other = ("65" if c[:2] == CORPS else c[:2] for c in (code, region))
    return one in {other, CENTRAL}


def is_another_city(code: str, region: str) -> bool:
    """Whether a division and a region are two different prefectures of one province, both in force.

    Directly governed cities have none, and what a province directs itself (90) is no prefecture.
    """
    if code[:2] != region[:2] or code[:4] == region[:4] or code[:2] in _WITHOUT_PREFECTURES:
        return False
    return all(one[:4] in _KNOWN and one[2:4] != _OF_PROVINCE and one[4:] == "00" for one in (code, region))
