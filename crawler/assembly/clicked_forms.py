"""Files that a rendered guide opens by a click alone (点击下载), by what its answers say of the same material.

Its page shows a button; the answer gives the address, or the number that the file is asked for with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.reading import read_guide
from crawler.page.json_page import JsonPage
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import FormAttachment, Material, ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_CLICK = f"{SCRIPT_SCHEME}click("
"""The address of a button that hands nothing over."""


def with_told_forms(guide: ServiceGuide, pages: Sequence[Page | JsonPage], labels: LabelDictionary) -> ServiceGuide:
    """The guide with the files of its answers in place of those that only a click on its page opens.

    The materials of both have to be the same, one by one.
    """
    if guide.unread or not any(
        _is_clicked(one.blank_forms) or _is_clicked(one.sample_forms) for one in guide.materials
    ):
        return guide
    answers = {page.text: page for page in pages if isinstance(page, JsonPage)}  # a page may ask for the same twice
    told = read_guide([*answers.values()], labels).materials if answers else ()
    if [one.name.text for one in guide.materials] != [one.name.text for one in told]:
        return guide
    return replace(guide, materials=tuple(map(_told, guide.materials, told)))


def _told(shown: Material, told: Material) -> Material:
    return replace(
        shown,
        blank_forms=_either(shown.blank_forms, told.blank_forms, told),
        sample_forms=_either(shown.sample_forms, told.sample_forms, told),
    )


def _either(
    shown: tuple[FormAttachment, ...], told: tuple[FormAttachment, ...], row: Material
) -> tuple[FormAttachment, ...]:
    """Those of the answer that the row stands in: what a second call brought is put into it later."""
    own = tuple(one for one in told if one.reading.evidence == row.name.evidence)
    return (own or told) if told and _is_clicked(shown) else shown


def _is_clicked(forms: Sequence[FormAttachment]) -> bool:
    """Whether some forms are buttons, all of them."""
    return bool(forms) and all(one.target is not None and one.target.url.startswith(_CLICK) for one in forms)
