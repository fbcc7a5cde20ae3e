"""The bundle for the scoring engine: a file a kind of row and format, a manifest, a data package description."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from crawler import runs
from crawler.calendar.holding import held
from crawler.errors import UsageError, system_words
from crawler.export import rows
from crawler.export.manifest import BundleFile, manifest
from crawler.export.package import package
from crawler.export.since import Sums, changed_parts
from crawler.export.tables import HISTORY, TABLES, described, schema
from crawler.export.writers import WRITERS, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.export.since import Part, Since
    from crawler.export.writers import TableWriter

__all__ = ["DEFAULT_FORMATS", "FORMATS", "BundleFile", "chosen_formats", "schema", "write_bundle"]

FORMATS = tuple(WRITERS)
DEFAULT_FORMATS = ("jsonl", "csv")


def chosen_formats(names: Iterable[str]) -> tuple[str, ...]:
    """The formats by name, each once; a UsageError for one that is unknown."""
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(
                f"没有格式 {name}：可写 --format {','.join(FORMATS)}",
                f"unknown format {name}: write --format {','.join(FORMATS)}",
            )
    if not wanted:
        raise UsageError(
            f"没有写格式：应写 --format {','.join(FORMATS)}", f"no format was named: write --format {','.join(FORMATS)}"
        )
    return wanted


def write_bundle(
    session: Session,
    code: str,
    out: Path,
    formats: Iterable[str] = DEFAULT_FORMATS,
    since: Since | None = None,
    *,
    history: bool = False,
) -> tuple[BundleFile, ...]:
    """Write the bundle of a round to the folder `out`, which appears only when it is whole.

    With `since` its tables hold what changed since then, and its manifest says so. With `history` there is one more
    table: every observation that the round ever made. An earlier bundle in its place is
    replaced; a folder with anything else in it is a UsageError. The session should see one unchanging state
    (`storage.reading`): the same state gives the same bytes.
    """
    wanted = chosen_formats(formats)
    runs.get_round(session, code)
    out = out.resolve()
    _refuse_other_folder(out)
    making = out.parent / f".{out.name}.{os.getpid()}-{secrets.token_hex(3)}"
    try:
        making.mkdir(parents=True)
        try:
            changed = None if since is None else changed_parts(session, code, since)
            sums = Sums()
            written: list[BundleFile] = []
            for table in TABLES:
                written += _write_table(table, _released(session, code, table, sums, changed), making, wanted)
            if history:
                written += _write_table(HISTORY, _past(session, code), making, wanted)
            written.append(_write_json(making, "datapackage.json", package(code, written)))
            content = manifest(session, code, written, sums.digests(), since=since, changed=changed or ())
            _write_json(making, "manifest.json", content)
            _put_in_place(making, out)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise UsageError(
            f"{out}：不能写入（{system_words(error)}）；用 --out 换一个文件夹",
            f"{out}: cannot be written ({error.strerror}); choose another folder with --out",
        ) from error
    return tuple(written)


def _refuse_other_folder(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out}：是文件；用 --out 指明文件夹", f"{out}: is a file; name a folder with --out")
    if any(out.iterdir()) and not (out / "manifest.json").is_file():
        raise UsageError(
            f"{out}：里面不是数据包；用 --out 指明空文件夹或新文件夹",
            f"{out}: holds something else than a bundle; name an empty or new folder with --out",
        )


def _put_in_place(making: Path, out: Path) -> None:
    aside = making.with_name(f"{making.name}.old")
    if out.exists():
        out.rename(aside)
    try:
        making.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _released(
    session: Session, code: str, table: str, sums: Sums, changed: frozenset[Part] | None
) -> Iterator[Mapping[str, Any]]:
    """The rows of a table that are handed over; the digests of all its parts go to `sums`."""
    back = held(session, code)
    for row in TABLES[table][1](session, code):
        if row["region"] not in back:
            sums.add(table, row)
            if changed is None or (table, row["region"]) in changed:
                yield row


def _past(session: Session, code: str) -> Iterator[Mapping[str, Any]]:
    back = held(session, code)
    return (row for row in rows.history(session, code) if row["region"] not in back)


def _write_table(
    table: str, content: Iterable[Mapping[str, Any]], folder: Path, formats: Sequence[str]
) -> list[BundleFile]:
    """Write one table in every format at once, so that it is read only once."""
    columns = described(table)["properties"]
    made: list[TableWriter] = []
    try:
        made += (WRITERS[kind](folder / f"{table}.{kind}", columns) for kind in formats)
        for row in content:
            for file in made:
                file.write(row)
        for file in made:
            file.close()
    except BaseException:
        for file in made:
            with suppress(Exception):
                file.drop()
        raise
    return [_listed(file.path, file.rows) for file in made]


def _listed(path: Path, count: int = 0) -> BundleFile:
    sha256, size = digest(path)
    return BundleFile(name=path.name, sha256=sha256, bytes=size, rows=count)


def _write_json(folder: Path, name: str, content: Mapping[str, Any]) -> BundleFile:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    return _listed(path)
