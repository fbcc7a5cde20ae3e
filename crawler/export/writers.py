"""How a table is written, a format each: JSON lines, CSV, Parquet, XLSX. The same rows give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import tempfile
import zipfile
from abc import ABC, abstractmethod
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from crawler.export.spreadsheet import cell, neutral

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_ROWS_A_GROUP = 10_000
_ROWS_A_SHEET = 1_000_000
"""Excel holds 1,048,576 rows; what is more goes to a further sheet."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed word in a file's properties, not a moment
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_VIEWS = b"<sheetViews>"
"""What follows the extent in the XML of a sheet."""
_ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}


def dumped(value: object) -> str:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class TableWriter(ABC):
    """Writes the rows of one table to one file. `columns` are the properties of the table's JSON Schema."""

    def __init__(self, path: Path, columns: Mapping[str, Mapping[str, Any]]) -> None:
        self.path = path
        self.columns = columns
        self.rows = 0

    def write(self, row: Mapping[str, Any]) -> None:
        """Add one row."""
        self.rows += 1
        self._write(row)

    @abstractmethod
    def _write(self, row: Mapping[str, Any]) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Bring the file to its end."""

    @abstractmethod
    def drop(self) -> None:
        """Let go of the file as it is: the bundle will not come to be."""


class _TextWriter(TableWriter):
    """A file of text, a line or more a row."""

    def __init__(self, path: Path, columns: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(path, columns)
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")

    def close(self) -> None:
        self._file.close()

    def drop(self) -> None:
        self._file.close()


class JsonLines(_TextWriter):
    """One JSON object a line."""

    def _write(self, row: Mapping[str, Any]) -> None:
        self._file.write(dumped(row) + "\n")


class Csv(_TextWriter):
    """CSV with a byte order mark: without it Chinese Excel takes UTF-8 for GBK."""

    def __init__(self, path: Path, columns: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(path, columns)
        self._file.write("\ufeff")
        self._writer = csv.writer(self._file)
        self._writer.writerow(columns)

    def _write(self, row: Mapping[str, Any]) -> None:
        self._writer.writerow([_csv_cell(row[column]) for column in self.columns])


class Parquet(TableWriter):
    """Apache Parquet. Objects and arrays are JSON text: their keys differ from row to row."""

    def __init__(self, path: Path, columns: Mapping[str, Mapping[str, Any]]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - half a second that no other command should pay
        from pyarrow import parquet  # noqa: PLC0415

        super().__init__(path, columns)
        self._table = pa.Table
        self._plain = [name for name, column in columns.items() if _kind(column) in _ARROW]
        self._schema = pa.schema(
            [(name, getattr(pa, _ARROW.get(_kind(column), "string"))()) for name, column in columns.items()]
        )
        self._writer = parquet.ParquetWriter(str(path), self._schema, compression="zstd")
        self._group: list[dict[str, Any]] = []

    def _write(self, row: Mapping[str, Any]) -> None:
        plain = {name: row[name] for name in self._plain}
        rest = {name: None if row[name] is None else dumped(row[name]) for name in self.columns if name not in plain}
        self._group.append({**plain, **rest})
        if len(self._group) == _ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._group, schema=self._schema))
        self._group = []

    def close(self) -> None:
        """Bring the file to its end."""
        if self._group:
            self._flush()
        self._writer.close()

    def drop(self) -> None:
        """Let go of the file."""
        self._writer.close()


class Xlsx(TableWriter):
    """A workbook for Excel, WPS and LibreOffice: no cell runs as a formula, further sheets where one is full."""

    def __init__(self, path: Path, columns: Mapping[str, Mapping[str, Any]]) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - other formats need none of it

        super().__init__(path, columns)
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "portal-audit"
        self._book.properties.created = self._book.properties.modified = _NO_MOMENT
        self._sheet = self._begun()

    def _extent(self, part: str) -> bytes | None:
        """How far the sheet of a part reaches: rows end at their last filled cell, so readers could not tell else."""
        match = _SHEET.fullmatch(part)
        if match is None:
            return None
        rows = min(_ROWS_A_SHEET, self.rows - (int(match[1]) - 1) * _ROWS_A_SHEET)
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - other formats need none of it

        return f'<dimension ref="A1:{get_column_letter(len(self.columns))}{rows + 1}"/>'.encode()

    def _begun(self) -> Any:
        sheet = self._book.create_sheet(f"{self.path.stem} {len(self._book.worksheets) + 1}")
        sheet.freeze_panes = "A2"
        sheet.append(list(self.columns))
        return sheet

    def _write(self, row: Mapping[str, Any]) -> None:
        if self.rows > 1 and (self.rows - 1) % _ROWS_A_SHEET == 0:
            self._sheet = self._begun()
        self._sheet.append([_sheet_cell(row[column]) for column in self.columns])

    def close(self) -> None:
        """Write the workbook, then its parts once more with one fixed moment: the same rows, the same bytes."""
        with tempfile.TemporaryFile(dir=self.path.parent) as draft:
            self._book.save(draft)
            with zipfile.ZipFile(draft) as made, zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as final:
                for name in sorted(made.namelist()):
                    part = zipfile.ZipInfo(name, _ZIP_EPOCH)
                    part.compress_type = zipfile.ZIP_DEFLATED
                    extent = self._extent(name)
                    with made.open(name) as source, final.open(part, "w", force_zip64=True) as target:
                        while block := source.read(io.DEFAULT_BUFFER_SIZE):
                            if extent is not None:
                                block, extent = block.replace(_VIEWS, extent + _VIEWS, 1), None
                            target.write(_without_moment(block) if name == "docProps/core.xml" else block)

    def drop(self) -> None:
        """Let go of the workbook's unfinished sheets, which lie in temporary files."""
        self._book.close()


def _without_moment(core: bytes) -> bytes:
    """The document properties with the moment of saving, which openpyxl sets anew, taken back."""
    begin, end = core.find(b"<dcterms:modified"), core.find(b"</dcterms:modified>")
    if begin < 0 or end < 0:
        return core
    opened = core.index(b">", begin) + 1
    return core[:opened] + f"{_NO_MOMENT.isoformat()}Z".encode() + core[end:]


WRITERS: Mapping[str, type[TableWriter]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet, "xlsx": Xlsx}
"""The formats of a bundle, by the name they have on the command line."""


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file that was written."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def _kind(column: Mapping[str, Any]) -> str:
    kinds = column["type"]
    names: Sequence[str] = kinds if isinstance(kinds, list) else [kinds]
    return next((kind for kind in names if kind != "null"), "string")


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        return neutral(value)
    return dumped(value) if isinstance(value, dict | list) else value


def _sheet_cell(value: object) -> object:
    if isinstance(value, dict | list):
        return cell(dumped(value))
    return cell(value) if isinstance(value, str) else value
