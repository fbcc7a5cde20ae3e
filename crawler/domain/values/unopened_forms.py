"""Controls for forms that do not say which form they open (查看, 附件, an icon), and that nobody opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FileKind, FormSlot
from crawler.domain.values.form_names import tells_nothing
from crawler.domain.values.form_words import bare
from crawler.domain.values.guide_forms import has_address, is_at_counter, is_online, is_sample_name, offers_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment, Material

_BLANK = re.compile(r"空白|空表")


def unopened(material: Material) -> str | None:
    """The words of what stands in a material's row and may open blank form and sample alike, where it was not opened.

    Such a control may open a layer with the files of the material: to which kind they belong is said in there.
    """
    place = material.read("blank_form")
    if not material.blank_forms and _may_be_both(place):
        return place.text
    return next((one.name or "附件" for one in material.blank_forms if _tells_neither(one)), None)


def _may_be_both(place: Reading) -> bool:
    """Whether words without a link, which name no form, stand where the page says nothing of blank forms alone."""
    if offers_nothing(place) or is_at_counter(place) or not tells_nothing(place.text):
        return False
    said = bare(f"{place.label or ''}{place.text}")
    return _BLANK.search(said) is None or is_sample_name(said)


def _tells_neither(one: FormAttachment) -> bool:
    if one.slot is not FormSlot.UNSAID or not tells_nothing(one.name) or _BLANK.search(bare(one.name)):
        return False
    if one.file is None:
        return has_address(one) and not is_online(one)
    return one.file.kind is FileKind.HTML
