"""Where a value ends that may be long: before the next pair (字段) of the page, though nobody knows its label.

特别程序：无, and 是否进驻政务大厅：是 in the next paragraph, are two fields and no text of one. The files that hang
below a whole guide (附件) are none of its last section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.placeholder import says_nothing
from crawler.extract.html.boxes import INLINE, Box, is_blank
from crawler.extract.lists.tables import GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

MULTI_LINE = frozenset({
        "conditions", "materials", "procedure", "legal_basis", "faq", "remedy", "rights", "fee_standard", "fee_basis",
        "review_standard", "special_step", "delivery", "flow_chart", "blank_form", "sample_form", "intermediary",
})  # fmt: skip
"""Elements whose text behind a colon may go on in the next paragraphs."""
_LABEL = r"(?!其中|注|备注|说明|另|如|若|即|原因|理由)[^\s\d:：，。；;,、（(《][^\s:：，。；;,、《》]{1,19}"
_PAIR = re.compile(rf"\s*{_LABEL}\s*[:：]")
_BEHIND_BLANK = re.compile(rf"\s+(?={_LABEL}[:：])")
_YES_OR_NO = re.compile(
    r"\s*是否(?![^:：]*(?:时限|期限|计入|环节|程序|中介|收费|材料))[^\s:：，。；;,]{2,16}\s*[:：]\s*(?:是|否|有|无|不?支持|[未已]?进驻)\s*"
)
"""A field of the item that is answered in a word: 是否进驻政务大厅：是."""
_OF_ROWS = frozenset({"materials", "procedure", "faq"})
"""Elements whose rows may have such fields of their own: 是否必要：是."""
_TEXTS = frozenset({"conditions", "legal_basis", "remedy", "rights"})
"""Elements whose paragraphs may begin with words in bold that are no labels: 个人：年满18周岁."""
_PART = re.compile(r"(?:时限|期限|时间|天数|依据|名称|种类|内容|方式|机构|标准|说明|电话|地址|网址)[:：]?$")
"""Labels of a part of a value: 现场核查, and 核查时限：5日 below it."""
_OF_A_SECTION = re.compile(r"(?:额度|金额|范围|渠道|须知|事项|网点|期限)$")
"""What bold words that open a section of their own end with, and no part of an entry does: 提取额度：."""
_NONE = re.compile(
    r"(?:[本该此][^\s，。；：:]{0,4}?)?(?:暂?无|没有|否|不涉及|不存在|不需要?|无需|不适用|不收费|免费)"
    r"(?:要求|限制|中介服务|特[殊别](?:环节|程序))?[。；;，,]?"
)
_ROWS_ALIKE = 3
_OWN_WORDS = frozenset({"conditions", "remedy", "rights", "review_standard"})
"""Elements that are said in sentences, and in no file."""
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|rtf|zip|rar)(?:$|[?#])", re.IGNORECASE)


def line_around(box: Box) -> Box:
    """The line of which a box is all: for the span in `<p><span><b>受理条件：</b>…</span></p>` the paragraph."""
    while box.tag in INLINE and box.parent is not None and box.words == box.parent.words:
        box = box.parent
    return box


def without_further(kids: list[Box | str], element: str) -> list[Box | str]:
    """The kids of a value up to the next pair: behind one that says that there is none, or that is a field's answer."""
    if element not in MULTI_LINE:
        return kids
    said = ""
    for at, kid in enumerate(kids):
        words = kid if isinstance(kid, str) else kid.words
        if not words.strip():
            continue
        if said and element in _OWN_WORDS and all(_is_file(one) for one in kids[at:] if one):
            return kids[:at]
        if said and (
            (_says_none(said) and _PAIR.match(words))
            or (element not in _OF_ROWS and isinstance(kid, Box) and _YES_OR_NO.fullmatch(words))
        ):
            return kids[:at]
        if not said and isinstance(kid, str) and (cut := _BEHIND_BLANK.search(kid, len(kid) - len(kid.lstrip()))):
            own = kid[: cut.start()]
            if own.strip() and _says_none(own.strip()):
                return [*kids[:at], own]
        said = f"{said} {words}".strip()
    return kids


def _is_file(kid: Box | str) -> bool:
    """Whether a box, or a blank one, is a line of links to files and says nothing else."""
    if isinstance(kid, str) or not kid.words:
        return is_blank(kid)
    links = [box for box in kid.walk() if box.tag == "a" and box.words]
    named = "".join("".join(link.words for link in links).split())
    return named == "".join(kid.words.split()) and all(_FILE.search(a.element.get("href") or "") for a in links)


def _says_none(words: str) -> bool:
    return says_nothing(words) or _NONE.fullmatch(words) is not None


def is_drawn_as_pair(row: Box, own: Box, hit: Box, hits: Collection[int], labels: LabelDictionary) -> bool:
    """Whether the box after that of a label is a pair too: rows with labels drawn alike, of which several are known."""
    first = _first(row)
    if first is None or first.kind != hit.kind or first.words == row.words or own.parent is None:
        return False
    words = first.words
    colon = hit.words.endswith((":", "："))
    if not words or words.endswith((":", "：")) is not colon or _PART.search(words):
        return False
    element = hit.match.element if hit.match is not None else ""
    emphasis = hit.tag != "label" and not hit.kind[1] and _OF_A_SECTION.search(words.rstrip(":： ")) is None
    if (emphasis and element in _OF_ROWS | _TEXTS) or _PAIR.fullmatch(f"{words.rstrip(':： ')}:") is None:
        return False
    if (group := GROUP_OF_ELEMENT.get(element)) and labels.column(group, words.rstrip(":： ")) is not None:
        return False
    firsts = (b for row in own.parent.boxes if row.kind == own.kind and (b := _first(row)) is not None)
    return sum(id(b) in hits and b.kind == hit.kind for b in firsts) >= _ROWS_ALIKE


def _first(row: Box) -> Box | None:
    """The first thing in a row, if that is a box."""
    kids: Sequence[Box | str] = row.kids
    first = next((kid for kid in kids if not is_blank(kid)), None)
    return first if isinstance(first, Box) else None
