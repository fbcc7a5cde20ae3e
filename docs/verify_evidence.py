#!/usr/bin/env python3
"""Verify the evidence of one region's run with Python's standard library alone.

    python3 verify_evidence.py FOLDER [--head HEX]

FOLDER is evidence/RUN/REGION. Checked are: the hash of every WARC record at its place, that records follow each other
without a gap and to the end of each file, the chain of links through all of them, and what the manifest adds to it:
profile, rules, program version, sample seed, journal, pictures. With --head (as the database, the export or a notary
keeps it) nobody can have written the whole chain anew. Exit code 0: nothing was changed; 1: it says what was.
"""

import argparse
import hashlib
import json
import pathlib
import sys


def canonical(content: dict) -> str:
    """JSON with sorted keys and no blanks, ASCII only."""
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def link_after(link: str, content: dict) -> str:
    """SHA-256 of the link before, a line feed, and the content."""
    return hashlib.sha256(f"{link}\n{canonical(content)}".encode()).hexdigest()


def sha256_of(path: pathlib.Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def problems(folder: pathlib.Path, head: str | None = None) -> list[str]:
    """What is wrong with the evidence in a folder, a line each; empty when nothing was changed."""
    found = []
    link = hashlib.sha256(b"portal-audit/evidence/1").hexdigest()
    count, ends = 0, {}
    for number, line in enumerate((folder / "records.jsonl").read_text("ascii").splitlines(), 1):
        entry = json.loads(line)
        told = entry.pop("link")
        place = f"record {number} ({entry['file']} at {entry['offset']})"
        if entry["offset"] != ends.get(entry["file"], 0):
            found.append(f"{place}: does not follow the record before it")
        ends[entry["file"]] = entry["offset"] + entry["length"]
        path = folder / entry["file"]
        data = b""
        if path.is_file():
            with path.open("rb") as stream:
                stream.seek(entry["offset"])
                data = stream.read(entry["length"])
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            found.append(f"{place}: its bytes are not those that were archived")
        link = link_after(link, entry)
        if link != told:
            found.append(f"{place}: the chain is broken here")
            link = told
        count += 1
    for name in sorted({*ends, *(p.name for p in folder.glob("*.warc.gz"))}):
        size = (folder / name).stat().st_size if (folder / name).exists() else 0
        if size != ends.get(name, 0):
            found.append(f"{name}: has {size} bytes, its records have {ends.get(name, 0)}")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    if (manifest["records"], manifest["records_link"]) != (count, link):
        found.append(
            f"the manifest speaks of {manifest['records']} records that end in another link: {count} are there"
        )
    for part in manifest["parts"]:
        told = part.pop("link")
        name = part.get("file")
        if name is not None and (not (folder / name).is_file() or sha256_of(folder / name) != part["sha256"]):
            found.append(f"{name}: is not the file that was sealed")
        link = link_after(link, part)
        if link != told:
            found.append(f"{part['what']}: the chain is broken here")
            link = told
    if link != manifest["head"]:
        found.append("the head of the manifest is not the end of its chain")
    if head is not None and head != manifest["head"]:
        found.append(f"the head is {manifest['head']}, not {head}: this is not the evidence that was sealed")
    return found


def main() -> int:
    """Check one folder and say what was found."""
    parser = argparse.ArgumentParser(description="Verify the evidence of one region's run.")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--head", help="the head of the chain as it was kept elsewhere")
    given = parser.parse_args()
    try:
        found = problems(given.folder, given.head)
    except (OSError, ValueError, KeyError) as error:
        found = [f"cannot be read: {error!r}"]
    for line in found:
        print(line)
    if not found:
        print("nothing was changed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
