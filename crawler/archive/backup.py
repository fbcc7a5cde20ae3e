"""Back-up (备份) of evidence to another place, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.archive import journal, ledger
from crawler.archive.traffic import NAME as TRAFFIC
from crawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.archive.remote import Store

EVIDENCE = "evidence"
_PASSING = ("lock", "store.json")
_UNFINISHED = (".making", ".part")
_GROWING = frozenset({journal.NAME, ledger.NAME, TRAFFIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much was copied."""

    files: int
    bytes: int


def backup(data: Path, store: Store) -> Copied:
    """Copy every file of the evidence that the store lacks or has in another size or content.

    A WARC file goes before the journal that points into it, so that a back-up made while a run writes is one that the
    run can be resumed from. Manifests of the same size may differ: they are small and always copied.
    """
    return copy(data, EVIDENCE, store)


def copy(data: Path, folder: str, store: Store) -> Copied:
    """The same for one folder, named relative to the data folder."""
    there = store.sizes(folder)
    files = size = 0
    for path in sorted((data / folder).rglob("*"), key=_last_the_pointing):
        name = path.relative_to(data).as_posix()
        if not path.is_file() or path.name in _PASSING or path.suffix in _UNFINISHED:
            continue
        length = path.stat().st_size
        if there.get(name) == length and path.suffix in {".gz", ".png", ".jsonl"}:
            continue
        store.put(path, name)
        files, size = files + 1, size + length
    return Copied(files=files, bytes=size)


def restore(store: Store, data: Path) -> Copied:
    """Fetch every file that is missing here; a UsageError where there is no evidence to fetch from."""
    files = size = 0
    there = store.sizes(EVIDENCE)
    if not there:
        raise UsageError(
            f"{store.url}：没有证据；请写 `evidence backup` 用过的地址",
            f"{store.url}: holds no evidence; name the address that `evidence backup` was given",
        )
    for name, length in there.items():
        path = data / name
        if path.exists() or ".." in name.split("/"):
            continue
        store.get(name, path)
        files, size = files + 1, size + length
    return Copied(files=files, bytes=size)


def _last_the_pointing(path: Path) -> tuple[bool, str]:
    return path.name in _GROWING or path.suffix == ".json", str(path)
