"""What a cell says of a material behind or below its name (材料名称旁注): 申请书（填报须知：…；受理标准：…）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import prose
from crawler.extract.guide.draft import reading
from crawler.extract.html.boxes import lines_of

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_LABEL = r"[\u4e00-\u9fff][\u4e00-\u9fff/、]{1,9}[：:]"
_LABELLED = re.compile(_LABEL)
_IN_BRACKETS = re.compile(rf"(?P<name>[^\n]*?[^\n\s])\s*[（(【\[]\s*(?P<said>{_LABEL}.+)[）)】\]]\s*", re.DOTALL)
_BELOW = re.compile(rf"(?P<name>[^\n]+)\n\s*(?P<said>{_LABEL}.+)", re.DOTALL)
_COLON = re.compile("[：:]")
_NEXT = re.compile(rf"(?:[；;，,。\n]\s*)+(?={_LABEL})")
"""Where one label's words end and the next label begins."""


def name_and_asides(cell: Box, page: Page, labels: LabelDictionary) -> tuple[str, dict[str, Reading]]:
    """The name of a material in its cell, and by part what the cell says behind it under labels of their own.

    Words under a label that is no part of a material stay with the name, as 身份证（注意：在有效期内） does.
    """
    lines = _lines(cell, page)
    words = "\n".join(lines)
    found = (_IN_BRACKETS.fullmatch(words) or _BELOW.fullmatch(words)) if _LABELLED.search(words) else None
    said: dict[str, tuple[str, str]] = {}
    left: list[str] = []
    last = ""
    for piece in _NEXT.split(found["said"]) if found is not None else ():
        title, value = _COLON.split(piece, maxsplit=1) if _LABELLED.match(piece) else ("", piece)
        part = labels.column("materials", title)
        if part is not None and part != "material_name" and part not in said:
            last = part
            said[part] = title, value
        elif last:
            said[last] = said[last][0], f"{said[last][1]}；{piece}"
        else:
            left.append(piece.strip())
    if found is None or not said:
        return prose.unnumbered(" ".join(lines)), {}
    name = prose.unnumbered(found["name"].strip())
    locator = page.locator(cell.element)
    read = {
        part: reading(part, _plain(value), evidence=page.evidence, locator=locator, label=title)
        for part, (title, value) in said.items()
    }
    return f"{name}（{'；'.join(left)}）" if left else name, read


def _plain(value: str) -> str:
    return " ".join(value.split()).rstrip("；;，,。")


def _lines(cell: Box, page: Page) -> list[str]:
    """The lines of a cell, without the files that it offers beside the name."""
    links = [b for b in cell.boxes if b.tag in {"a", "button"} or _only_leads(b)]
    offered = [b for b in links if page.attachments_in(b.element) or prose.is_online_offer(b.words)]
    kept = [kid for kid in cell.kids if kid not in offered] if offered else cell.kids
    return lines_of(kept) or lines_of(cell.kids)


def _only_leads(box: Box) -> bool:
    """Whether a box holds nothing but links."""
    return box.linked > 0 and box.linked >= len("".join(box.words.split()))
