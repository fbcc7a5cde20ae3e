"""Tables in the rows of a list (行内的表): the files of one material, which are no materials of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.lists.tables import ListTable

_OF_FILES = frozenset({"material_name", "material_type", "blank_form", "sample_form", "material_filling_notes"})
"""What a list of files has titles for; how many copies or whether one is needed is asked of a material."""


def is_of_an_entry(found: ListTable, read: Sequence[tuple[Box, str]]) -> bool:
    """Whether a list of files (文件名称 | 类型 | 操作) stands in a row of a list of materials that was read before."""
    box = found.table.box
    if found.group != "materials" or not {*found.columns.values()} <= _OF_FILES or found.joint or found.counted:
        return False
    return any(group == "materials" and around is not box and box.within([around]) for around, group in read)
