"""What an object says of each material in the list that it holds (分组): `{"materialType": "其他", "list": […]}`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists
from crawler.extract.answers.material_rows import LISTED
from crawler.extract.answers.words import worded
from crawler.extract.guide.draft import reading
from crawler.page.json_tree import step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary


def put(draft: Draft, first: int, above: Mapping[str, Any], at: str, labels: LabelDictionary) -> None:
    """Give the materials of a draft from the first one on what the object at a pointer says, where they say nothing.

    Only a word of the list of that part counts: a title of the group (首次申请) is no kind of its materials.
    """
    found: dict[str, Reading] = {}
    for key, given in above.items():
        words, place = worded(given, f"{at}/{step(key)}")
        part = labels.part("materials", key) if isinstance(words, str) else None
        if part in LISTED and part not in found and code_lists.may_be(part, words.strip()):
            found[part] = reading(part, words.strip(), evidence=draft.evidence, locator=place, label=key, quote=words)
    for number, material in enumerate(draft.materials[first:], first) if found else ():
        left = {part: said for part, said in found.items() if part not in material.readings}
        draft.materials[number] = replace(material, readings={**material.readings, **left}) if left else material
