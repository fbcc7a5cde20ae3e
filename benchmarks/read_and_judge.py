"""What reading and judging one guide costs beside a bare parse of it: `python -m benchmarks.read_and_judge [rounds]`.

For each layout a round takes a guide that was not met before: it differs from all others in its values, address and
evidence, and shares with them what guides of one portal share. A round parses its bytes with bare `lxml`, makes a page
of them, reads its guide, and judges that by every check of guides and items; CPU time of each step, medians of all
rounds. JSON is compared with a bare `json.loads`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import lxml.html

from benchmarks.guide_layouts import layouts
from crawler import catalogue
from crawler.collector import spare_collector
from crawler.domain.check import Subject
from crawler.domain.records import ServiceGuide, ServiceItem
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import LabelDictionary, read_labels
from crawler.page.parse import parse
from crawler.verdicts.judge import all_checks, judge_record

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 200
_WARM = 5


def rounds_of(
    make: Callable[[int], bytes], content_type: str, labels: LabelDictionary, rounds: int
) -> list[tuple[int, ...]]:
    """CPU nanoseconds of bare parse, page, guide and verdicts, a row a round."""
    bare = json.loads if "json" in content_type else lxml.html.document_fromstring
    found = []
    for number in range(rounds + _WARM):
        body = make(number)
        moments = [time.process_time_ns()]
        bare(body)
        moments.append(time.process_time_ns())
        page = parse(body, content_type, f"http://127.0.0.1/guide/{number}.html", f"e{number}")
        assert page is not None
        moments.append(time.process_time_ns())
        guide = read_guide([page], labels)
        moments.append(time.process_time_ns())
        judge_record(ServiceItem(key="one", row=None, guide=guide))
        moments.append(time.process_time_ns())
        assert guide.unread is None, guide.unread
        if number >= _WARM:
            found.append(tuple(b - a for a, b in pairwise(moments)))
    return found


def described(guide: ServiceGuide) -> str:
    """How much a guide says, so that nobody measures a guide that was not read."""
    return f"{sum(r.stated for r in guide.readings.values())} elements, {len(guide.materials)} materials"


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    labels = read_labels(catalogue.labels_text())
    spare_collector()  # as the program does when everything is loaded
    asked = [c for c in all_checks().values() if c.subject in {Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM}]
    about = f"Python {sys.version.split()[0]} · {os.cpu_count()} cores · {len(asked)} checks · medians of {rounds}"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {about} · CPU ms")
    names = ("bare parse", "page", "guide", "verdicts", "all", "ratio")
    print(f"{'layout':<28}{'bytes':>7}" + "".join(f"{name:>11}" for name in names))
    ratios = []
    for name, (make, content_type) in layouts().items():
        rows = rounds_of(make, content_type, labels, rounds)
        body = make(0)
        bare, page, guide, verdicts = (median(column) / 1e6 for column in zip(*rows, strict=True))
        whole = median(sum(row[1:]) for row in rows) / 1e6
        cells = "".join(f"{ms:>11.3f}" for ms in (bare, page, guide, verdicts, whole))
        first = parse(body, content_type, "http://127.0.0.1/guide", "e1")
        assert first is not None
        said = described(read_guide([first], labels))
        print(f"{name:<28}{len(body):>7}{cells}{whole / bare:>11.2f}  {said}")
        if "json" not in content_type:
            ratios.append(whole / bare)
    print(f"HTML layouts, median of the ratios: {median(ratios):.2f}")


if __name__ == "__main__":
    main()
