"""Chinese keys that say what they hold only with the key above them (分组中的中文键): 名称 and 类型 below 办理结果."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

_LONGEST_BARE = 2
"""Characters of a word that is a label by itself, and another one behind the word above it."""
_ATTACHED = re.compile(r"附件|文件|图片")
_SAMPLE = re.compile(r"样本|样张|样例|样式")


def below(
    node: Mapping[str, Any],
    holder: str,
    known: Mapping[str, str],
    labels: LabelDictionary,
    fits: Callable[[str, Any], bool],
) -> dict[str, str]:
    """The elements of the keys of an object by the key above it, where a value `fits`; `known` are those without it.

    Files are the sample of what the key above says (公开附件 below 办理结果) where their names say so.
    """
    found: dict[str, str] = {}
    for key in node:
        if key in known and len(key) > _LONGEST_BARE:
            continue
        sample = _ATTACHED.search(key) is not None and _are_samples(node[key])
        match = labels.exact(f"{holder}样本" if sample else f"{holder}{key}")
        if match is None or match.element in {*known.values(), *found.values()}:
            continue
        if sample or fits(match.element, node[key]):
            found[key] = match.element
    return found


def _are_samples(value: Any) -> bool:
    """Whether each of some files is called a sample by its name."""
    files = [file for file in value if isinstance(file, dict)] if isinstance(value, list) else []
    return bool(files) and all(any(_SAMPLE.search(v) for v in f.values() if isinstance(v, str)) for f in files)
