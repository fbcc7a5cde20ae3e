"""Sheets to HTML: self-contained pages in which every word of a portal is text and nothing else."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from crawler import __version__
from crawler.report import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from crawler.report.sheet import DepartmentFindings, RegionSheet, RegionSummary

T = TypeVar("T")
OFFICE_TIME = ZoneInfo("Asia/Shanghai")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def region_page(sheet: RegionSheet, *, elements: Mapping[str, str], lang: str) -> str:
    """The report of one region; `elements` are the names of elements by id."""
    said = partial(words.said, lang=lang)
    return (
        _environment(lang)
        .get_template("region.html.j2")
        .render(
            sheet=sheet,
            elements=elements,
            pictured={picture.evidence for picture in sheet.pictures},
            texted={page.evidence for page in sheet.texts},
            subjects={subject: said(text) for subject, text in words.SUBJECT.items()},
            called=partial(called, lang=lang),
        )
    )


def comparison_page(round_: str, sheets: Sequence[RegionSummary], *, lang: str) -> str:
    """The regions of a round side by side."""
    checked = {line.code for sheet in sheets for line in sheet.checked}
    rows = {line.code: line for sheet in sheets for line in sheet.indicators if line.code in checked}
    cells = {(sheet.region, line.code): line for sheet in sheets for line in sheet.indicators}
    return (
        _environment(lang)
        .get_template("index.html.j2")
        .render(round=round_, sheets=sheets, rows=list(rows.values()), cells=cells)
    )


def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("crawler.report"),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "groupby_in_order": _groups,
        "measure": lambda value: f"{value:,.2f}".rstrip("0").rstrip("."),
        "moment": moment,
        "until": _until,
        "number": lambda value: f"{value:,}",
        "percent": _percent,
    }
    environment.globals |= {
        "lang": lang,
        "linked": linked,
        "severities": {severity: words.said(text, lang) for severity, text in words.SEVERITY.items()},
        "status": {status: words.said(text, lang) for status, text in words.STATUS.items()},
        "t": words.labels(lang),
        "version": __version__,
    }
    return environment


def visible(text: str) -> str:
    """The text with control letters shown as what they are.

    A direction mark left open on a portal's page would turn round the words that stand after it here, and no isolation
    by markup holds it: the end of the isolation closes the mark's own.
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _visible(value: object) -> object:
    return visible(value) if type(value) is str else value


def linked(url: str | None, text: str) -> Markup:
    """A link where the address is one of the web; anything else (`javascript:`, `data:`) is only text."""
    if url is None or not _WEB_ADDRESS.match(url):
        return escape(visible(text))
    return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(visible(url), visible(text))


def called(department: DepartmentFindings, lang: str) -> str:
    """What the heading of a department says."""
    if department.of_portal:
        return words.said(words.LABELS["portal_and_list"], lang)
    return department.name or words.said(words.LABELS["no_department"], lang)


def _groups(lines: Iterable[T], attribute: str) -> list[tuple[Any, list[T]]]:
    """Runs of lines that share an attribute; the order of the indicator system stays as it is."""
    return [(name, list(run)) for name, run in groupby(lines, attrgetter(attribute))]


def moment(at: datetime | None) -> str:
    """A moment in the time of the offices, a dash where there is none."""
    return at.astimezone(OFFICE_TIME).strftime("%Y-%m-%d %H:%M") if at else "—"


def _until(end: datetime | None, start: datetime | None) -> str:
    """The end of a window; its day only where it is not that of the start."""
    shown, begun = moment(end), moment(start)
    return shown[11:] if shown[:10] == begun[:10] else shown


def _percent(share: float) -> str:
    """One decimal; only a whole is called 100 %, and only nothing 0 %."""
    if share in {0.0, 1.0}:
        return f"{share:.0%}"
    return f"{min(max(share * 100, 0.1), 99.9):.1f}%"
