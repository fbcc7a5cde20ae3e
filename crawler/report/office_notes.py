"""What offices wrote into findings.xlsx (整改情况): a report that is written anew keeps it, by the finding's id."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from crawler.errors import UsageError
from crawler.report.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Cells = tuple[object, ...]


def notes_in(path: Path) -> Mapping[str, tuple[str, Cells]]:
    """What was written beside each finding, by its id, with the row it stands in; nothing where there is no file.

    UsageError where the file is none of ours or cannot be read: then nothing in its place is overwritten.
    """
    if not path.exists():
        return {}
    try:
        book = load_workbook(path, read_only=True)
        try:
            sheets = [rows for sheet in book.worksheets if (rows := list(sheet.iter_rows(values_only=True)))]
        finally:
            book.close()
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise UsageError(
            (f"{path} 读不出（{problem}），里面可能有部门填写的内容：请移走它，或用 --out 换一个文件夹"),
            f"{path} cannot be read ({problem}), and an office may have written into it: "
            "move it away or name another folder with --out",
        ) from problem
    found: dict[str, tuple[str, Cells]] = {}
    ours = False
    for rows in sheets:
        id_at, note_at = _column(rows[0], "finding_id"), _column(rows[0], "done")
        ours = ours or id_at is not None
        if note_at is not None and any(cell is not None for row in rows for cell in row[note_at + 1 :]):
            raise UsageError(
                (f"{path} 有部门自己加的列，重新生成会丢失：请移走它，或用 --out 换一个文件夹"),
                f"{path} has columns of an office's own, which a new report would lose: "
                "move it away or name another folder with --out",
            )
        if id_at is not None and note_at is not None:
            found.update(_notes(rows[1:], id_at, note_at))
    if not ours:
        raise UsageError(
            (f"{path} 不是本程序写的问题清单，或表头被改过：请移走它，或用 --out 换一个文件夹"),
            f"{path} is no list of findings of ours, or its headings were changed: "
            "move it away or name another folder with --out",
        )
    return found


def _column(head: Cells, label: str) -> int | None:
    names = {LABELS[label].zh, LABELS[label].en}
    return next((at for at, cell in enumerate(head) if isinstance(cell, str) and cell.strip() in names), None)


def _notes(rows: Sequence[Cells], id_at: int, note_at: int) -> Iterator[tuple[str, tuple[str, Cells]]]:
    for row in rows:
        if max(id_at, note_at) >= len(row) or row[id_at] is None or row[note_at] is None:
            continue
        note = row[note_at]
        said = note.strftime("%Y-%m-%d") if isinstance(note, datetime) else str(note)
        if said.strip():
            yield str(row[id_at]), (said, row)
