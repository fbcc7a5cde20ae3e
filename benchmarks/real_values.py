"""Runs the checks of values over the real rows of the samples and writes docs/real_values.md.

Run it as `python -m benchmarks.real_values` beside a folder `shared/samples`. The rows come from the guides of one
province (2021); what they do not hold (hours, procedure, legal basis, fees) is unread here, never missing.
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.domain.check import Outcome, Subject
from crawler.domain.elements import Reading, State
from crawler.domain.records import ListedItem, Material, ServiceGuide, ServiceItem
from crawler.extract.labels.dictionary import read_labels
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "shared" / "samples" / "guangdong" / "items.jsonl"
MARKS = HERE / "real_values.toml"
PAGE = HERE.parent / "docs" / "real_values.md"
SEED = 20260930
QUOTES = 20
READ_ABOVE = 0.10
_LONGEST_QUOTE = 60

_FIELDS = {
    "matter_name": "name",
    "TASK_TYPE_TEXT": "item_type",
    "DEPT_NAME": "implementing_body",
    "matter_level": "level",
    "handle_time": "statutory_time_limit",
    "handle_time_limit": "promised_time_limit",
    "visit_number": "visits",
    "handle_location": "place",
    "accept_standard": "conditions",
    "consult_phone": "consultation_phone",
    "complain_phone": "complaint_phone",
    "ONLINECHECK": "online",
    "courier_service": "courier",
    "service_object_name": "service_target",
}
_COLUMNS = (
    "material_basis",
    "material_copies",
    "material_filling_notes",
    "material_form",
    "material_issuer",
    "material_necessity",
    "material_original",
    "material_source",
    "material_type",
)
"""Columns of the list of materials, of which only the names were saved."""
_LABELS = {"consultation_phone": "咨询电话", "complaint_phone": "投诉电话", "implementation_code": "实施编码"}


_INTRODUCTION = """\
What the checks of values say about {count:,} real items of one province (2021), by
`python -m benchmarks.real_values`. The rows hold no hours, procedure, legal basis, fees or files, and 725
of them no list of materials: what was not saved is unread, and a check that rests on it is left out.
Share: failed rows of all rows. Where it is above {above:.0%}, {quotes} failed rows (seed {seed}) were read
one by one and marked right or wrong.

Both shares above that come from one thing: 受理条件 that say only 无. By the rule, 无 in a key element is
no content, and other rows of the same portal say it in words (无条件受理, 无受理条件). Most of the rows
read are inquiries, for which 无 may be the true answer, said badly; that is marked. All are marked right
because nothing but 无 stands there. Two doubts stay open: whether the owner of the rule wants it for
inquiries too (`STRICT_ELEMENTS` in `crawler/domain/values/placeholder.py` decides), and whether 无 was the
page's word or that of the program that saved it."""


@dataclass
class Tally:
    """What one check said about all rows."""

    decided: int = 0
    undecided: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)


def _reading(element: str, value: str | None, line: int, place: str) -> Reading:
    state = State.UNREAD if value is None else State.STATED
    return Reading(
        element=element,
        state=state,
        value=value,
        label=_LABELS.get(element, element),
        quote=value,
        evidence=f"line {line}",
        locator=f"/{place}",
        reason="样本没有这一项" if value is None else None,
    )


@cache
def _elements() -> tuple[str, ...]:
    return tuple(read_labels(catalogue.labels_text()).elements)


def _row(line: int, text: str) -> ServiceItem:
    row: Mapping[str, object] = json.loads(text)
    readings = {element: _reading(element, None, line, "") for element in _elements()}
    for name, element in _FIELDS.items():
        # The page's label was saved with the address.
        saved = row[name]
        value = "、".join(map(str, saved)) if isinstance(saved, list) else str(saved).strip()
        value = value.removeprefix("办理地点：")
        readings[element] = _reading(element, value, line, name)
    code = str(row["TASK_CODE"])
    coded = "handling_code" if len(code) == 33 else "implementation_code"
    readings[coded] = _reading(coded, code, line, "TASK_CODE")
    # 无 in place of the list is the saver's word for "none found", not known to be the page's.
    names = row["material_intro"]
    materials = tuple(
        Material(
            name=_reading("material_name", str(name), line, f"material_intro/{at}"),
            readings={column: _reading(column, None, line, "") for column in _COLUMNS},
        )
        for at, name in enumerate(names if isinstance(names, list) else [])
    )
    if materials:
        del readings["materials"]
    url = f"line {line}"
    guide = ServiceGuide(evidence=(url,), url=url, readings=readings, materials=materials)
    listed = ListedItem(key=code, name=_reading("name", str(row["TASK_NAME"]), line, "TASK_NAME"), target=None)
    return ServiceItem(key=code, row=listed, guide=guide)


def rows(path: Path = SAMPLE) -> Iterator[ServiceItem]:
    """One service item a line of the sample."""
    with path.open(encoding="utf-8") as lines:
        for line, text in enumerate(lines, start=1):
            yield _row(line, text)


def tally(path: Path = SAMPLE) -> tuple[int, dict[str, Tally]]:
    """Number of rows, and what each check of values said about them; the checks of forms have no files here."""
    found: dict[str, Tally] = defaultdict(Tally)
    count = 0
    about_items = {Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE}
    asked = [c for c in all_checks().values() if c.subject in about_items and not c.id.startswith("form.")]
    for count, item in enumerate(rows(path), start=1):
        for check in asked:
            verdict = judge(check, item)
            if verdict.reason == "检查程序出错, 未作判定":
                raise RuntimeError(f"{check.id} crashed on line {count}")
            mine = found[check.id]
            mine.decided += verdict.outcome in {Outcome.PASSED, Outcome.FAILED}
            mine.undecided += verdict.outcome is Outcome.CANT_TELL
            if verdict.defects:
                mine.failed.append((count, verdict.defects[0].quote or verdict.defects[0].about.text))
    return count, {check: found[check] for check in sorted(found) if found[check].decided}


def sampled(found: Tally, check: str) -> list[tuple[int, str]]:
    """Twenty failed rows, the same ones each time."""
    return sorted(random.Random(f"{SEED} {check}").sample(found.failed, min(QUOTES, len(found.failed))))


def page(count: int, found: Mapping[str, Tally], marks: Mapping[str, Mapping[str, str]]) -> str:
    """The Markdown page."""
    lines = [
        "# Real values",
        "",
        *_INTRODUCTION.format(count=count, above=READ_ABOVE, quotes=QUOTES, seed=SEED).splitlines(),
        "",
        "| check | decided | failed | share | read: right |",
        "|---|---:|---:|---:|---:|",
    ]
    for check, mine in found.items():
        share = len(mine.failed) / count
        right = "" if share <= READ_ABOVE else f"{_right(mine, check, marks)} of {QUOTES}"
        lines.append(f"| `{check}` | {mine.decided:,} | {len(mine.failed):,} | {share:.1%} | {right} |")
    for check, mine in found.items():
        if len(mine.failed) / count > READ_ABOVE:
            lines += _read_part(check, mine, marks)
    return "\n".join(lines) + "\n"


def _right(mine: Tally, check: str, marks: Mapping[str, Mapping[str, str]]) -> int:
    return sum(marks.get(check, {}).get(str(line), "").startswith("right") for line, _ in sampled(mine, check))


def _read_part(check: str, mine: Tally, marks: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield from ("", f"## `{check}`", "", "| line | quote | read |", "|---:|---|---|")
    for line, quote in sampled(mine, check):
        short = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"
        yield f"| {line} | {short.replace('|', '/')} | {marks.get(check, {}).get(str(line), 'not read')} |"


def main() -> int:
    """Write the page."""
    if not SAMPLE.exists():
        print(f"no sample at {SAMPLE}", file=sys.stderr)
        return 2
    marks = tomllib.loads(MARKS.read_text(encoding="utf-8")) if MARKS.exists() else {}
    PAGE.write_text(page(*tally(), marks), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
