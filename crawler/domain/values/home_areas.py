"""Which area codes (区号) belong to the office of a guide: by its codes, its name, its places and its portal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import area_codes, item_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.records import ServiceGuide

_CODED = ("implementation_code", "handling_code", "body_code")
_CREDIT = re.compile(r"\s*[0-9A-Z][0-9A-Z](?P<region>\d{6})[0-9A-Z]{10}")
_PROVINCIAL = re.compile(r"省(?!\w{1,4}[市州县区])|自治区(?!\w{1,4}[市州县区盟])")
_NATIONAL = re.compile(r"^(?:国家|中华人民共和国|全国|中国)|国家级|国务院")


def accepted_areas(guide: ServiceGuide) -> frozenset[str]:
    """The area codes that numbers of a guide may have; none where nobody knows which region it belongs to."""
    regions = list(dict.fromkeys(_regions(guide))) or [guide.region or ""]
    codes = frozenset[str]().union(*(area_codes.of_region(region) for region in regions))
    said = f"{guide.read('implementing_body').text} {guide.read('level').text}"
    if _PROVINCIAL.search(said) and _is_in_the_capital(guide):
        cities = (region if region[2:4] not in {"", "00"} else f"{region[:2]}01" for region in regions)
        codes = frozenset[str]().union(*map(area_codes.of_region, cities))
    elif _PROVINCIAL.search(said):
        codes = codes.union(*(area_codes.of_region(region[:2]) for region in regions))
    return codes | {"010"} if codes and _NATIONAL.search(said) else codes


def _regions(guide: ServiceGuide) -> Iterator[str]:
    own = guide.region if guide.region and area_codes.of_region(guide.region) else None
    for element in _CODED:
        credit = _CREDIT.match(guide.read(element).text)
        # A code of another province or city is wrong itself, which code.division says.
        if credit and (own is None or credit["region"][:2] == own[:2]) and not item_code.strays(credit.string, guide):
            yield credit["region"]
    if own is not None and not own.endswith("0000"):
        yield own
    for text in (guide.read("implementing_body").text, *_places(guide)):
        yield from area_codes.regions_named(text)


def _places(guide: ServiceGuide) -> Iterator[str]:
    return (place.text for place in (guide.read("place"), *(window.place for window in guide.windows)) if place.stated)


def _is_in_the_capital(guide: ServiceGuide) -> bool:
    """Whether every place of a guide that names a city names the capital of its province; one does."""
    cities = {region[2:4] for text in _places(guide) for region in area_codes.regions_named(text)} - {"00"}
    return cities == {"01"}
