"""Titles over groups of materials in a text (材料分组) name no paper: 必交材料 over 1. 2., 选交材料 over the next 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_HANZI = "一二三四五六七八九十"
_COUNTER = re.compile(
    rf"\s*(?:(?P<bracket>[（(]\s?)?(?P<number>\d{{1,2}}|[{_HANZI}]{{1,3}})(?P<sign>\s?[)）]\s?[、.．]?|\s*[、.．](?!\d))|(?P<circled>[{_CIRCLED}]))"
)
_ENDS = re.compile(r"[。；;，,]\s*$")
_KINDS = re.compile(
    r"(?:必[交备要需]|必须|选[交填]|可选|(?:可以?)?容缺(?:受理|后补)?|基[本础]|通用|共[同性]|其[他它]|补充|辅助|特殊|主要|个性|非必要|(?:分)?情[形况])"
    r"(?:提[交供])?(?:的)?(?:申请|申报)?(?:材料|资料|要件)"
)
_MAY_BE_PAPER = re.compile(r"其[他它]|补充|辅助|特殊|主要|基[本础]")
_KIND_ALONE = re.compile(r"必[交备]|选[交备]|可选")
_LONGEST = 24
_NOTE = re.compile(
    r"\s*(?:[*※★]?\s*(?:注意?|备注|说明|提示|温馨提示|注意事项|填写说明)\d?\s*[：:]|特此(?:公告|通知|说明|告知)[。！]?\s*$)"
)
_FEWEST = 2


def is_kind(words: str) -> bool:
    """Whether words are the title of a group of materials: 选交材料, （三）个性材料."""
    counter = _COUNTER.match(words)
    return _KINDS.fullmatch(words[counter.end() if counter is not None else 0 :].strip(" ：:")) is not None


def in_groups(lines: Sequence[str]) -> list[list[str]]:
    """The lines of materials without titles of groups, and without the notes below a numbered list.

    Groups that are numbered in different ways are apart: （1） below 三、个性材料 is no part of 2、 above it.
    """
    numbered = any(_style(line) is not None for line in lines)
    kept = [line for line in lines if not (numbered and _style(line) is None and _NOTE.match(line))]
    kept = [line for entry in kept for line in _in_one_line(entry)] or list(lines)
    groups = {n for n in range(len(kept)) if _names_group(kept, n)}
    titles = {n for n in range(len(kept)) if _is_title(kept, n)} - groups
    titles = groups if _leaves_outer_entries(kept, titles) else titles | groups
    bare = [line for n, line in enumerate(kept) if n not in titles]
    begins = [n - sum(t < n for t in titles) for n in sorted(groups)]
    styles = {_style(bare[n]) for n in (0, *begins) if n < len(bare)}
    return _cut(bare, begins) if len(styles) > 1 else [bare]


def _cut(lines: list[str], begins: Sequence[int]) -> list[list[str]]:
    ends = [*begins, len(lines)]
    return [part for start, end in zip([0, *begins], ends, strict=True) if (part := lines[start:end])]


def _in_one_line(line: str) -> list[str]:
    """The materials of a line that begins with the title of their group: 其他材料：委托书；受托人身份证."""
    counter = _COUNTER.match(line)
    title, colon, said = (line[counter.end() :] if counter is not None else line).partition("：")
    kind = _KINDS.fullmatch(title.strip()) or _KIND_ALONE.fullmatch(title.strip())
    if not colon or kind is None or not said.strip():
        return [line]
    return [piece.strip() for piece in re.split(r"[；;]", said.rstrip("。；; ")) if piece.strip()]


def _names_group(lines: Sequence[str], at: int) -> bool:
    """Whether a line says what kind of materials follows: 选交材料 and no paper's name, which 其他材料 may be."""
    own = _style(lines[at])
    if at + 1 >= len(lines) or not is_kind(lines[at]) or is_kind(lines[at + 1]):
        return False
    if own is None and _style(lines[at + 1]) is None:
        return _MAY_BE_PAPER.match(lines[at]) is None
    return own != _style(lines[at + 1]) and (own is None or _is_first(lines[at + 1]))


def _is_title(lines: Sequence[str], at: int) -> bool:
    """Whether the next line counts from one, in a list that begins there or has ended before this line."""
    line = lines[at]
    if at + 1 >= len(lines) or len(line) > _LONGEST or _ENDS.search(line):
        return False
    below = _style(lines[at + 1])
    if below is None:  # 变更： over papers without numbers
        colon = line.rstrip().endswith(("：", ":"))
        return colon and not any(map(_style, lines)) and not lines[at + 1].rstrip().endswith(("：", ":"))
    own = _style(line)
    if not _is_first(lines[at + 1]) or own == below:
        return False
    before = _style(lines[at - 1]) if at else below
    return before == below or at == 0


def _leaves_outer_entries(lines: Sequence[str], titles: set[int]) -> bool:
    """Whether some entries numbered like titles head nothing: 2.身份证明 over (1) and (2) is one of several papers."""
    styles = {style for n in titles if (style := _style(lines[n])) is not None}
    outer = [n for n, line in enumerate(lines) if _style(line) in styles]
    return bool(outer) and (len(outer) < _FEWEST or not titles.issuperset(outer))


def _style(line: str) -> str | None:
    """How a line is numbered: in figures, in brackets, in Chinese numerals, in circles."""
    found = _COUNTER.match(line)
    if found is None:
        return None
    if found["circled"]:
        return "circled"
    kind = "figure" if found["number"].isdigit() else "hanzi"
    return f"{kind}{'(' if found['bracket'] else ''}{')' if found['sign'].strip()[0] in ')）' else '.'}"


def _is_first(line: str) -> bool:
    found = _COUNTER.match(line)
    return found is not None and (found["circled"] or found["number"]) in {"1", "一", "①"}
