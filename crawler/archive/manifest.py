"""The manifest of a region's run (证据清单): seals its archive, so that nobody can change it unnoticed.

Its hash chain goes on where the ledger's ends: profile, rules, program, sample, journal, pictures. The last link is the
`head`: kept elsewhere it proves the whole. docs/verify_evidence.py verifies it without this program.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler import __version__
from crawler.archive import cdxj, ledger
from crawler.archive.writing import not_archived

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from crawler.archive.store import RegionArchive

NAME = "manifest.json"
INDEX = "index.cdxj"
PROFILE = "profile.json"
RULES = "rules.json"
SCHEMA = "portal-audit/evidence/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """By what a run judges: indicator system and checks, each with its version, and how a sample was drawn."""

    system: str
    system_version: str
    checks: Mapping[str, int]
    design: str
    seed: int | None


def seal(archive: RegionArchive, rules: Rules) -> str:
    """Write index and manifest of a region's run that is over; the head of its chain. Sealing again seals anew."""
    folder = archive.folder
    folder.mkdir(parents=True, exist_ok=True)
    told = {"system": rules.system, "system_version": rules.system_version, "check_versions": dict(rules.checks)}
    _write(folder / RULES, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))
    count, link = 0, ledger.GENESIS
    lines = []
    for entry, told_link in ledger.read(folder / ledger.NAME):
        count, link = count + 1, told_link
        lines.append(cdxj.line(entry, entry.file))
    _write(folder / INDEX, "".join(f"{one}\n" for one in sorted(filter(None, lines))))
    records_link = link
    parts = []
    for part in _parts(archive, rules):
        link = ledger.linked(link, part)
        parts.append({**part, "link": link})
    manifest = {
        "schema": SCHEMA,
        "run": archive.run,
        "region": archive.region,
        "records": count,
        "records_link": records_link,
        "parts": parts,
        "head": link,
    }
    _write(folder / NAME, json.dumps(manifest, ensure_ascii=False, indent=1))
    return link


def head(archive: RegionArchive) -> str | None:
    """The head of a sealed archive, None before it is sealed."""
    path = archive.file(f"{archive.name}/{NAME}")
    if not path.exists():
        return None
    found: str = json.loads(path.read_text("utf-8"))["head"]
    return found


def sealed_journal(archive: RegionArchive) -> str | None:
    """The SHA-256 that the journal had when the archive was sealed; None before that, and where nothing was asked."""
    path = archive.file(f"{archive.name}/{NAME}")
    if not path.exists():
        return None
    parts = json.loads(path.read_text("utf-8"))["parts"]
    return next((one["sha256"] for one in parts if one["what"] == "journal"), None)


def rules_of(archive: RegionArchive) -> Rules | None:
    """By what a sealed archive was judged; None before it is sealed."""
    folder = archive.folder
    if not (folder / NAME).exists() or not (folder / RULES).exists():
        return None
    told = json.loads((folder / RULES).read_text("utf-8"))
    parts = json.loads((folder / NAME).read_text("utf-8"))["parts"]
    sample = next(one for one in parts if one["what"] == "sample")
    return Rules(
        system=told["system"],
        system_version=told["system_version"],
        checks=told["check_versions"],
        design=sample["design"],
        seed=sample["seed"],
    )


def _parts(archive: RegionArchive, rules: Rules) -> Iterator[dict[str, object]]:
    folder = archive.folder
    for what, name in (("profile", PROFILE), ("rules", RULES)):
        if (folder / name).exists():
            yield {"what": what, "file": name, "sha256": _sha256(folder / name)}
    yield {"what": "program", "version": __version__}
    yield {"what": "sample", "design": rules.design, "seed": rules.seed}
    if archive.journal_path.exists():
        yield {"what": "journal", "file": archive.journal_path.name, "sha256": _sha256(archive.journal_path)}
    for path in sorted(folder.glob("pictures/*")):
        yield {"what": "picture", "file": f"pictures/{path.name}", "sha256": _sha256(path)}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    making = path.with_name(f"{path.name}.making")
    try:
        with making.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        making.rename(path)
    except OSError as problem:
        raise not_archived(problem, path) from problem
