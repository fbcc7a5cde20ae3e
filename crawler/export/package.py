"""The description of a bundle as a Frictionless Data Package (version 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.export.tables import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.export.manifest import BundleFile

_MEDIA = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_AS_TEXT = frozenset({"jsonl", "csv"})
_FRICTIONLESS = {"string", "integer", "number", "boolean", "object", "array"}


def package(code: str, written: Iterable[BundleFile]) -> dict[str, Any]:
    """The content of `datapackage.json`."""
    return {
        "profile": "data-package",
        "name": f"portal-audit-{code.lower()}",
        "title": f"portal-audit {code}",
        "resources": [_resource(file) for file in written],
    }


def _resource(file: BundleFile) -> dict[str, Any]:
    table, kind = file.name.split(".")
    of_table = described(table)
    needed = set(of_table["required"])
    fields = [
        {
            "name": name,
            "type": _field_type(column),
            "description": column["description"],
            **({} if _nullable(column) or name not in needed else {"constraints": {"required": True}}),
        }
        for name, column in of_table["properties"].items()
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
        # Its own schema is in it, and its readers give no bytes to sum up: it is held against its sum as a file.
        **({"type": "file"} if kind == "parquet" else {}),
        "schema": {"fields": fields},
    }


def _types(column: Mapping[str, Any]) -> list[str]:
    kinds = column["type"]
    return kinds if isinstance(kinds, list) else [kinds]


def _field_type(column: Mapping[str, Any]) -> str:
    return next((kind for kind in _types(column) if kind in _FRICTIONLESS), "any")


def _nullable(column: Mapping[str, Any]) -> bool:
    return "null" in _types(column)
