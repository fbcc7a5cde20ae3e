"""A material written as a sentence (材料句子): 申请表。原件1份，纸质；必要；来源渠道：申请人自备（空白表见附件1）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.guide.badges import of_sentence, told_in
from crawler.extract.guide.material_notes import NOTES
from crawler.extract.guide.told import Told

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

_OPENING, _CLOSING = "（(《【[“", "）)》】]”"
_STOPS = "。；;，,"
_PAIR = re.compile(r"\s*([\u4e00-\u9fff/]{2,10})\s*[:：]\s*(.+?)\s*", re.DOTALL)
_NAMES = frozenset({"material_name", "name"})
_NUMBER = re.compile(r"[\d一二三四五六七八九十①-⑳、.．()（）\s]*")
_ASKS = re.compile(
    r"(?!.*(?:提[供交]|出具|附上|另附|携带|持有?))(?:一律|均|并|并且)?"
    r"(?:[需须应请]|由|按|加盖|签[字名章]|填写|盖章|申请人|本人(?:签|填)|法定代表人签|逐项|不得|用(?:黑|钢|签|A4)|使用)"
)
"""What a paper has to be like (需加盖公章, 由申请人填写), and no further paper that is asked for (另需提供居住证)."""
_SEALED = re.compile(
    r"(?:均?[需须应]|并|均)?(?:加盖[^，。；]{0,10}[公印签]?章|签[字名](?:并?(?:盖章|捺印|按手印))?|盖章)"
)
"""What stands behind a comma and is done to the paper that was named."""
_BEHIND_NAME = re.compile(
    r"(?P<name>[^:：。；;]{2,60}?)\s*(?:[。；;，,:：]|——?|–)\s*(?P<said>\S.*?)[。；;，,\s]*", re.DOTALL
)
_PAPER = re.compile(
    r"(?:证书?|[文协议]书|表|簿|照|执照|合同|协议|证明|报告|清单|名册|图纸?|材料|件)(?:[（(][^（）()]*[)）])?$"
)
"""What names of papers end with."""
_SHORTEST = 2
_COUNTS = frozenset({"material_original", "material_copies", "material_form", "material_necessity"})


def told_in_sentence(line: str, group: str, labels: LabelDictionary) -> Told | None:
    """The line without what its clauses say of the paper behind the name, and that by part; None where none do.

    Clauses that say nothing known stay with the name before a comma (身份证，户口簿，原件1份), and are notes behind
    what was told. A full stop ends the name, unless what follows it may ask for another paper; so may a name behind it.
    """
    (_, name), *rest = _clauses(line) or [("", "")]
    if group != "materials" or not rest or len(_NUMBER.sub("", name, count=1)) < _SHORTEST:
        return None
    name, behind = _behind(name)
    badges = [behind] if behind else []
    parts: dict[str, str] = {}
    notes: list[str] = []
    last: str | None = None
    for sign, clause in rest:
        pair = _PAIR.fullmatch(clause)
        part = labels.column("materials", pair[1]) if pair is not None else None
        if pair is not None and part is not None and part not in _NAMES:
            parts.setdefault(part, pair[2])
            last = part
        elif told_in(clause, of_sentence):
            badges.append(clause)
            last = None
        elif last is not None and sign in "，,":
            parts[last] += f"{sign}{clause}"
        elif _PAPER.search(clause) and not _ASKS.match(clause) and (badges or parts):
            return None  # 身份证，原件1份，户口簿，复印件1份
        elif badges or parts or notes or (sign == "。" and _ASKS.match(clause)) or _SEALED.fullmatch(clause):
            notes.append(clause)
            last = None
        elif sign == "。":
            return None
        else:
            name += f"{sign}{clause}"
    told = told_in("，".join(badges), of_sentence) | parts
    if notes:
        told[NOTES] = "；".join([*filter(None, [told.get(NOTES)]), *notes])
    return Told(name, told) if told else None


@remembered
def told_behind(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A name without the badges behind a stop after it, and what they say: 身份证：原件1份, 申请表。一式两份."""
    bare, said = _behind(name)
    return bare, tuple(told_in(said, of_sentence).items())


def _behind(name: str) -> tuple[str, str]:
    """A name and the badges behind a stop after it."""
    found = _BEHIND_NAME.fullmatch(name)
    said = found["said"] if found is not None and _COUNTS & told_in(found["said"], of_sentence).keys() else ""
    return (found["name"].strip(), said) if found is not None and said else (name, "")


def _clauses(line: str) -> list[tuple[str, str]]:
    """The clauses of a line that are parted outside brackets, each with the sign before it."""
    found: list[tuple[str, str]] = []
    depth, begun, before = 0, 0, ""
    for at, sign in enumerate(line):
        depth = max(0, depth + (sign in _OPENING) - (sign in _CLOSING))
        if depth or sign not in _STOPS:
            continue
        if piece := line[begun:at].strip():
            found.append((before, piece))
            before = sign
        begun = at + 1
    if piece := line[begun:].strip():
        found.append((before, piece))
    return found
