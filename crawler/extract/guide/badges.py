"""Badges (标签): words without a label beside the title of an entry, the value of one part only (必要, 1个工作日)."""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.guide.value_kinds import KEPT, TAKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crawler.extract.html.boxes import Box

_BADGES = {
    "materials": (
        (
            "material_necessity",
            re.compile(
                r"(?:非?必(?:[要须需](?:提供|提交|材料)?|[填交传])|(?:可|允许)?容缺(?:后补|受理|办理|补正|补交)?|选[填交])(?:[(（][^()（）]{2,30}[)）]|[：:，,][^：:。]{2,40})?$"
            ),
        ),
        (
            "material_original",
            re.compile(
                rf"(?:(?:原件|复印件|原件[和及与/、或]复印件)(?:\s*\d\s*份)?|(?:原件|复印件){KEPT}|(?:[核查]?验|收)(?:原件|复印件))$"
            ),
        ),
        (
            "material_form",
            re.compile(
                r"(?:(?:[/或和及、]|或者)?(?:纸质|电子)(?:化|版|件|档|材料|文件)?){1,2}$|电子证照$|不?(?:需要?|用|必)电子[档版件]$"
            ),
        ),
        ("material_source", re.compile(r"申请人自备|政府部门核发|部门核发|中介机构(?:出具)?$")),
        (
            "material_filling_notes",
            re.compile(
                r"(?:(?:材料|证照|可)?免(?:于|予)?提[交供]|(?:可|实行)?告知承诺制?|承诺制|可共享|数据共享|(?:数据)?共享(?:核验|获取)|(?:数据|部门|系统)核验|(?:扫码)?亮证)$"
            ),
        ),
        (
            "material_copies",
            re.compile(r"[一各]?式?(?:\d{1,2}|[一二两三四五六七八九十]{1,2}|若干)\s*[份张套](?:纸质(?:版|件|材料)?)?$"),
        ),
    ),
    "steps": (
        (
            "limit",
            re.compile(
                r"(?:\d+(?:\.\d+)?\s*个?(?:工作日|自然日|天|日|小时|分钟|月)(?:以?内)?|(?:即时|当场|现场|当[日天]|立等)[办可][理结取])$"
            ),
        ),
    ),
}


_TELLING = {
    "material_original": re.compile(
        rf"{TAKEN}(?:原件|复印件|正本|副本){KEPT}(?:[和及与/、或，,]{TAKEN}(?:原件|复印件|正本|副本){KEPT})*(?:\s*\d\s*份)?"
    ),
    "material_source": re.compile(r"申请人自备|(?:政府)?部门核发|中介机构(?:出具)?"),
}
"""Values that tell which part they are of, whatever stands before them."""
_IN_BRACKETS = re.compile(
    r"(.{2,}?)\s*[（(【\[]([^（）()【】\[\]]+(?:[（(][^（）()【】\[\]]*[)）][^（）()【】\[\]]*)*)[)）】\]]$", re.DOTALL
)
_CLOSING = tuple(")）】]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_INNER = re.compile(r"[（(][^（）()]*$")
_LISTED = re.compile(r"\s*[,，、;；|｜]\s*|\s+")
_OF_KINDS = re.compile(r"\s*[,，、;；|｜/和及与]\s*|\s+")
_BARS = re.compile(r"\s*[|｜│]\s*")
_COLON = re.compile(r"\s*[:：]\s*")
_JOINING = re.compile(r"\s*[|｜│·•・;；]\s*|\s+")
_LISTING = re.compile(r"[/、，,]")
"""What parts badges in one box."""
_COUNT = re.compile(r"^\d{1,2}[.、．]?\s*(?=\D)")
_LINKS = frozenset({"a", "button"})
_IN_NAMES = frozenset({"material_original", "material_form", "material_source"})
"""Badges whose words names of materials begin with: 电子营业执照, with 电子 in bold."""
_BETWEEN = re.compile(r"[\s,，;；、|/]+")
_FEWEST = 2
_KIND_AND_COUNT = ["material_original", "material_copies"]
_COUNTED = re.compile(r"(\D+?)\s*各?[(（]?((?:\d{1,2}|[一二两三四五六七八九十])\s*[份张套])[)）]?")


def badge_of(group: str, words: str) -> str | None:
    """The part that words without a label are the value of."""
    known = _BADGE_OF.get(group)
    return known(words) if known is not None else None


def _badge_of(known: Sequence[tuple[str, re.Pattern[str]]], words: str) -> str | None:
    return next((part for part, pattern in known if pattern.match(words)), None)


_BADGE_OF = {group: remembered(partial(_badge_of, known)) for group, known in _BADGES.items()}


def told_by_values(group: str, values: Sequence[str]) -> str | None:
    """The part that all of these values tell (原件, 复印件, 原件), so that the title over them need not be known."""
    if group != "materials" or not values:
        return None
    told = told_by(values[0])
    return told if told is not None and all(told_by(value) == told for value in values[1:]) else None


@remembered
def told_by(value: str) -> str | None:
    """The part of a material that a value tells; no value tells two."""
    return next((part for part, known in _TELLING.items() if known.fullmatch(value)), None)


_FORM_AND_COUNT = {"material_form", "material_copies"}
_KIND_BEHIND = re.compile(
    r"(?P<count>(?:一式)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})份)\s*[（(](?P<kind>[^（()）]{2,8})[)）]"
)
_LAW_AND_CLAUSE = re.compile(r"(?P<law>《[^《》]+》\s*(?:[（(][^（()）]*[)）])?)\s*(?P<clause>第[^《》]{1,16}[条款项])")


def shared(group: str, parts: Sequence[str], words: str) -> Iterator[tuple[str, str]]:
    """What a cell under a title of two parts says of each: 原件2份 is 原件 and 2份, 必要/申请人自备 one of each."""
    if set(parts) == {*_KIND_AND_COUNT} and (kinds := dict(_each_counted(words))):
        yield "material_original", "和".join(kinds)
        yield "material_copies", "、".join(f"{kind}{count}" for kind, count in kinds.items())
        return
    if "material_copies" in parts and _each_counted(words):
        yield "material_copies", words  # 份数及规格 over 原件1份，复印件0份（A4）
        return
    if set(parts) == _FORM_AND_COUNT and (told := _counted_kind(words)) is not None:
        yield "material_original", told[0]  # 形式和份数 over 原件1份, 一式2份（原件）
        yield "material_copies", told[1]
        return
    if set(parts) == {"law", "clause"} and (law := _LAW_AND_CLAUSE.fullmatch(words)) is not None:
        yield "law", law["law"]
        yield "clause", law["clause"]
        return
    pieces = [piece for piece in _BETWEEN.split(words) if piece]
    if len(pieces) == 1 and len(parts) == len(said := _COLON.split(words)):
        yield from zip(parts, said, strict=True)  # 政府部门核发：公安机关
        return
    if len(pieces) == 1 and (both := _COUNTED.fullmatch(words)) is not None:
        pieces = [both.group(1), both.group(2)]
    known = {part: piece for piece in pieces if (part := badge_of(group, piece)) in parts and part is not None}
    if not known and len(pieces) == len(parts):
        known = dict(zip(parts, pieces, strict=True))
    if known:
        yield from known.items()
    elif words:
        yield parts[0], words


def _counted_kind(words: str) -> tuple[str, str] | None:
    """Original or copy and the number of them, in either order; None where a text says anything else."""
    counted, turned = _COUNTED.fullmatch(words), _KIND_BEHIND.fullmatch(words)
    kind, count = counted.groups()[:2] if counted else (turned["kind"], turned["count"]) if turned else ("", "")
    return (kind, count) if kind and badge_of("materials", kind) == "material_original" else None


def _each_counted(words: str) -> list[tuple[str, str]]:
    """Kinds of a material with the number of each: 原件1份（验后退还），复印件2份; 原件、复印件各1份."""
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    for piece in _OF_KINDS.split(_ASIDE.sub("", words).strip(" 。；;")):
        counted = _COUNTED.fullmatch(piece)
        kind = counted.group(1).removesuffix("各") if counted else piece
        if badge_of("materials", kind) != "material_original" or (waiting and counted and "各" not in piece):
            return []
        waiting.append(kind)
        if counted:
            found += [(each, counted.group(2)) for each in waiting]
            waiting = []
    return found if len(found) > 1 and not waiting else []


def _apart(text: str) -> list[str]:
    """The pieces of a list; what stands in brackets of its own stays whole."""
    pieces: list[str] = []
    for piece in _LISTED.split(text):
        if pieces and _INNER.search(pieces[-1]):
            pieces[-1] += f"，{piece}"
        else:
            pieces.append(piece)
    return pieces


_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")


@remembered
def in_brackets(name: str) -> tuple[str, Mapping[str, str]]:
    """A material's name without the badges in brackets behind it, and what these say: 申请书（原件，2份，必要）.

    Brackets that hold one badge alone belong to the name, as 身份证（复印件） does, but for a number of copies (2份);
    so does what is no badge. What follows a label of its own behind them is read under that:
    申请书（原件，必要，来源：申请人自备，签字）.
    """
    if not name.endswith(_CLOSING):
        return name, MappingProxyType({})  # most names
    found = _IN_BRACKETS.fullmatch(name)
    pieces = _apart(found.group(2).strip()) if found is not None else []
    parts: dict[str, str] = {}
    left: list[str] = []
    kinds: dict[str, str] = {}
    labelled = False
    for piece in pieces:
        plain = _ASIDE.sub("", piece)  # 原件1份（核对后退还）
        counted = _COUNTED.fullmatch(plain)
        own = (counted.group(1).removesuffix("各"), counted.group(2)) if counted else (plain,)
        told = {part: said for said in own if (part := badge_of("materials", said)) is not None}
        for part, said in told.items():
            parts[part] = f"{parts[part]}、{said}" if part in parts else said  # 原件、复印件各1份
        if counted and [*told] == _KIND_AND_COUNT:
            kinds[told["material_original"]] = told["material_copies"]
        labelled = labelled or _LABELLED.match(piece) is not None
        if not told and not labelled:
            left.append(piece)
    if found is None or (len(parts) < _FEWEST and (left or [*parts] != ["material_copies"])):
        return name, MappingProxyType({})
    if len(kinds) > 1:  # 1份、2份 would not say of which
        parts["material_copies"] = "、".join(f"{kind}{count}" for kind, count in kinds.items())
    bare = found.group(1).strip()
    return f"{bare}（{'，'.join(left)}）" if left else bare, MappingProxyType(parts)


_EITHER = re.compile(r"(纸质|电子)(?:版|件)?[、和或/](纸质|电子)(?:版|件)?(?:都|均|皆)?(?:可以?|行)?")


def _of_material(piece: str) -> str | None:
    return badge_of("materials", piece)


def of_sentence(piece: str) -> str | None:
    """The part that a piece of a sentence on one material tells: 复印件, and what is done with it (留存复印件)."""
    return badge_of("materials", piece) or told_by(piece)


def told_in(value: str, told_of: Callable[[str], str | None] = _of_material) -> dict[str, str]:
    """What a value says that is made of badges alone (原件1份，纸质或者电子), by part; empty for any other."""
    parts: dict[str, str] = {}
    kinds: dict[str, str] = {}
    whole = _EITHER.sub(r"\1或\2", value.strip(" 。；;"))
    for piece in _LISTED.split(whole):
        counted = _COUNTED.fullmatch(piece)
        kind = told_of(counted.group(1).removesuffix("各")) if counted else None  # 一式两份 is no kind with a count
        for said in (counted.group(1).removesuffix("各"), counted.group(2)) if counted and kind else (piece,):
            part = told_of(said)
            if part is None:
                return {}
            parts[part] = f"{parts[part]}、{said}" if part in parts else said
        if counted and kind == "material_original":
            kinds[counted.group(1).removesuffix("各")] = counted.group(2)
    if len(kinds) > 1:  # 1份、2份 would not say of which
        parts["material_copies"] = "、".join(f"{kind}{count}" for kind, count in kinds.items())
    return parts


def told_by_place(group: str, lines: Iterable[str]) -> dict[str, str]:
    """The parts that words between bars stand for by their place alone, as others at that place are badges of one.

    原件 ｜ 1份 ｜ 申请人自备 over 复印件 ｜ 1份 ｜ 其他: what stands last is the source.
    """
    rows = [[piece for piece in _BARS.split(line) if piece] for line in lines]
    rows = [row for row in rows if sum(badge_of(group, piece) is not None for piece in row) >= _FEWEST]
    columns: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        for at, piece in enumerate(row):
            if (part := badge_of(group, piece)) is not None:
                columns.setdefault((len(row), at), set()).add(part)
    told: dict[str, set[str]] = {}
    for row in rows:
        own = {badge_of(group, piece) for piece in row}
        for at, piece in enumerate(row):
            parts = columns.get((len(row), at), set())
            if badge_of(group, piece) is None and len(parts) == 1 and not parts & own:
                told.setdefault(piece, set()).update(parts)
    return {piece: next(iter(parts)) for piece, parts in told.items() if len(parts) == 1}


def apart(group: str, line: str, box: Box) -> list[str]:
    """A line of a box with the badges before and behind it, in boxes of their own, taken off it and put after it.

    A line of several badges between bars (原件 ｜ 2份 ｜ 必要) is as many lines. A link behind them goes off too:
    what stands behind a badge is no more of the title.
    """
    pieces = _BARS.split(line)
    if sum(badge_of(group, piece) is not None for piece in pieces) > 1:
        return [piece for piece in pieces if piece]
    if group not in _BADGES:
        return [line]
    if told := bare_badges(group, line):
        return [*told]
    leaves = [b for b in box.walk() if b.words and not b.boxes and b.words != line and b.words in line]
    leaves = [leaf for leaf in leaves if not _is_apart(leaf, line)]
    behind: list[str] = []
    rest = line
    for leaf in reversed(leaves):
        if not rest.endswith(leaf.words):
            continue
        before = rest.removesuffix(leaf.words).rstrip()
        told = bare_badges(group, leaf.words)
        if told and before:
            line = rest = before
            behind = [*told, *behind]
        elif not told and leaf.tag in _LINKS:
            rest = before
    first: list[str] = []
    uncounted = _COUNT.sub("", line, count=1)
    if uncounted != line and any(uncounted.startswith(b.words) and bare_badges(group, b.words) for b in leaves):
        line = uncounted  # 1 必要 申请书
    for number, leaf in enumerate(leaves):
        told = bare_badges(group, leaf.words) if line.startswith(leaf.words) else ()
        after = line.removeprefix(leaf.words).lstrip()
        if not told or not after:
            continue
        named = any(after.startswith(other.words) for other in leaves[number + 1 :])
        if named or after in box.words.split() or badge_of(group, told[0]) not in _IN_NAMES:
            line = after
            first += told
    return [line, *first, *behind]


def bare_badges(group: str, words: str) -> tuple[str, ...]:
    """The badges that words are and nothing else: 【必要】, 必要 · 原件 · 1份; none for any other."""
    known = _BARE_BADGES.get(group)
    return known(words) if known is not None else ()


def _bare_badges(group: str, words: str) -> tuple[str, ...]:
    bare = words.strip("（）()【】[] ")
    if badge_of(group, bare) is not None:
        return (bare,)
    pieces: list[str] = []
    for piece in filter(None, _JOINING.split(bare)):  # 纸质/电子 is one
        pieces += [piece] if badge_of(group, piece) is not None else filter(None, _LISTING.split(piece))
    parts = [badge_of(group, piece) for piece in pieces]
    return tuple(pieces) if len(pieces) > 1 and None not in parts and len({*parts}) == len(parts) else ()


_BARE_BADGES = {group: remembered(partial(_bare_badges, group)) for group in _BADGES}


def _is_apart(leaf: Box, line: str) -> bool:
    """Whether a box stands elsewhere than in the line that ends with its words; several may share a box in the line."""
    whole = "".join(line.split())
    said = ("".join(box.words.split()) for box in leaf.up())
    around = next((words for words in said if words not in whole or words == whole), "")
    return whole not in around
