"""The bundle for the scoring engine: a file a kind of row and format, a manifest, a data package description."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import crawler
from crawler import runs
from crawler.calendar.holding import held
from crawler.errors import UsageError
from crawler.export import rows
from crawler.export.writers import WRITERS, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.export.writers import TableWriter

FORMATS = tuple(WRITERS)
DEFAULT_FORMATS = ("jsonl", "csv")
MANIFEST = "portal-audit/manifest/1"

_TABLES: Mapping[str, tuple[str, Callable[[Session, str], Iterator[Any]]]] = {
    "observations": ("observation", rows.observations),
    "findings": ("finding", rows.findings),
    "verdicts": ("verdict", rows.verdicts),
    "items": ("item", rows.items),
    "coverage": ("coverage", rows.coverage),
}
_MEDIA = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_AS_TEXT = frozenset({"jsonl", "csv"})
_FRICTIONLESS = {"string", "integer", "number", "boolean", "object", "array"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """One file of a bundle as the manifest lists it."""

    name: str
    sha256: str
    bytes: int
    rows: int


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a line (`observation`, `finding`, `verdict`, `item`, `coverage`) or of the `manifest`."""
    text = (files("crawler.export") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def chosen_formats(names: Iterable[str]) -> tuple[str, ...]:
    """The formats by name, each once; a UsageError for one that is unknown."""
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(f"unknown format {name}: write --format {','.join(FORMATS)}")
    if not wanted:
        raise UsageError(f"no format was named: write --format {','.join(FORMATS)}")
    return wanted


def write_bundle(
    session: Session, code: str, out: Path, formats: Iterable[str] = DEFAULT_FORMATS
) -> tuple[BundleFile, ...]:
    """Write the bundle of a round to the folder `out`, which appears only when it is whole.

    An earlier bundle in its place is replaced; a folder with anything else in it is a UsageError. The session should
    see one unchanging state (`storage.reading`): the same state gives the same bytes.
    """
    wanted = chosen_formats(formats)
    runs.get_round(session, code)
    out = out.resolve()
    _refuse_other_folder(out)
    making = out.parent / f".{out.name}.{os.getpid()}-{secrets.token_hex(3)}"
    try:
        making.mkdir(parents=True)
        try:
            written = [f for table in _TABLES for f in _write_table(session, code, table, making, wanted)]
            written.append(_write_json(making, "datapackage.json", _package(code, written)))
            _write_json(making, "manifest.json", _manifest(session, code, written))
            _put_in_place(making, out)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another folder with --out") from error
    return tuple(written)


def _refuse_other_folder(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out}: is a file; name a folder with --out")
    if any(out.iterdir()) and not (out / "manifest.json").is_file():
        raise UsageError(f"{out}: holds something else than a bundle; name an empty or new folder with --out")


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


def _write_table(session: Session, code: str, table: str, folder: Path, formats: Sequence[str]) -> list[BundleFile]:
    """Write one table in every format at once, so that it is read only once."""
    name, read = _TABLES[table]
    columns = schema(name)["properties"]
    made: list[TableWriter] = []
    try:
        made += (WRITERS[kind](folder / f"{table}.{kind}", columns) for kind in formats)
        back = held(session, code)
        for row in read(session, code):
            if row["region"] in back:
                continue
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


def _manifest(session: Session, code: str, written: Iterable[BundleFile]) -> dict[str, Any]:
    """What the receiver needs to prove that it has a whole round, and by which rules it was made."""
    checks: dict[str, set[int]] = {}
    regions: set[str] = set()
    back = held(session, code)
    for row in rows.observations(session, code):
        if row["region"] in back:
            continue
        regions.add(row["region"])
        for check, version in row["checks"].items():
            checks.setdefault(check, set()).add(version)
    used = rows.runs(session, code)
    return {
        "schema": MANIFEST,
        "round": code,
        "system": runs.get_round(session, code).system,
        "system_versions": sorted({run.system_version for run in used}),
        "program": crawler.__version__,
        "schemas": {name: schema(name)["$id"] for name, _ in _TABLES.values()},
        "checks": {check: sorted(versions) for check, versions in sorted(checks.items())},
        "regions": sorted(regions),
        "held": [{"region": one.region, "reason": one.reason, "reason_en": one.reason_en} for one in back.values()],
        "runs": [
            {
                "run": run.id,
                "kind": run.kind.value,
                "state": run.state.value,
                "program": run.program,
                "system_version": run.system_version,
                "started_at": rows.moment(run.started_at),
                "by": run.started_by,
                "reason": run.reason,
            }
            for run in used
        ],
        "evidence": [one for one in rows.evidence_heads(session, code) if one["region"] not in back],
        "files": [{"name": f.name, "sha256": f.sha256, "bytes": f.bytes, "rows": f.rows} for f in written],
    }


def _package(code: str, written: Iterable[BundleFile]) -> dict[str, Any]:
    """The bundle as a Frictionless Data Package (version 1)."""
    return {
        "profile": "data-package",
        "name": f"portal-audit-{code.lower()}",
        "title": f"portal-audit {code}",
        "resources": [_resource(file) for file in written],
    }


def _resource(file: BundleFile) -> dict[str, Any]:
    table, kind = file.name.split(".")
    described = schema(_TABLES[table][0])
    needed = set(described["required"])
    fields = [
        {
            "name": name,
            "type": _field_type(column),
            "description": column["description"],
            **({} if _nullable(column) or name not in needed else {"constraints": {"required": True}}),
        }
        for name, column in described["properties"].items()
    ]
    return {
        "name": f"{table}-{kind}",
        "path": file.name,
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "format": kind,
        "mediatype": _MEDIA[kind],
        **({"encoding": "utf-8"} if kind in _AS_TEXT else {}),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {"fields": fields},
    }


def _types(column: Mapping[str, Any]) -> list[str]:
    kinds = column["type"]
    return kinds if isinstance(kinds, list) else [kinds]


def _field_type(column: Mapping[str, Any]) -> str:
    return next((kind for kind in _types(column) if kind in _FRICTIONLESS), "any")


def _nullable(column: Mapping[str, Any]) -> bool:
    return "null" in _types(column)
