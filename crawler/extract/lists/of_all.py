"""What one sentence beside a list says of all materials in it (通用说明): 以上材料依据《…》第十二条提交."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

_ALL = r"(?:以上|上述|上列|所列|下列|以下|全部|所有|各项|本清单)[^，。；：《》]{0,6}(?:材料|资料|文件)"
_BY = r"(?:依据|根据|按照?|依照)(?:的是)?[:：]?"
_LAW = r"《[^《》]{2,60}》[^。；]{0,80}"
_BASIS = re.compile(rf"{_ALL}[^。；：《》]{{0,8}}{_BY}{_LAW}|{_BY}{_LAW}(?:提[交供]|报送|递交)[^。；《》]{{0,6}}{_ALL}")
_WEAK = 3
"""Weaker than what any label states."""


def basis_of_all(
    spoken: Iterable[tuple[Box, Sequence[str]]], in_list: Callable[[Box], bool], page: Page, draft: Draft
) -> None:
    """Keep the basis that a sentence outside of lists gives for asking for all materials of the guide."""
    if not draft.materials:
        return
    for box, texts in spoken:
        found = next((m for text in texts if (m := _BASIS.search(text)) is not None), None)
        if found is not None and not box.linked and not in_list(box):
            said = " ".join(found.group().split())
            basis = reading("material_basis", said, evidence=page.evidence, locator=page.locator(box.element))
            draft.add(basis, weakness=_WEAK)
            return
