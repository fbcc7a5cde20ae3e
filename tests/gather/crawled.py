"""What a crawl of a served portal brought."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator

from crawler.archive.store import RegionArchive
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlOutcome, crawl

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.domain.evidence import Evidence


RUN = "2026Q4-1"


def gather(job: CrawlJob, data: Path, options: CrawlOptions) -> tuple[CrawlOutcome, list[Evidence]]:
    outcome = crawl([job], data=data, run=RUN, options=options)[job.region]
    return outcome, list(RegionArchive(data, RUN, job.region).evidence())


def of(evidence: list[Evidence], path: str) -> list[Evidence]:
    return [e for e in evidence if e.target.url.partition("127.0.0.1")[2].partition("/")[2] == path.removeprefix("/")]


def check_archive(data: Path, region: str) -> int:
    """Every record readable with its digests right (what `warcio check` does), every payload as its evidence says."""
    archive = RegionArchive(data, RUN, region)
    count = 0
    for path in archive.folder.glob("*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                count += 1
    for one in archive.evidence():
        if one.sha256 is not None:
            assert hashlib.sha256(archive.payload(one)).hexdigest() == one.sha256, one.url
            assert one.size == len(archive.payload(one))
    return count
