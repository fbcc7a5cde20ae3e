"""The command that looks at one page or one form file: `inspect`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from crawler import catalogue
from crawler.cli.exits import Exit
from crawler.cli.looking_over_rows import answer_rows
from crawler.cli.options import Desk
from crawler.cli.running import crawl_options
from crawler.console.words import OUTCOME, STATE
from crawler.domain.check import Outcome
from crawler.domain.check import Text as Words
from crawler.domain.records import GuideState, ServiceGuide, ServiceItem
from crawler.domain.values.personal_numbers import without_personal_numbers
from crawler.errors import UsageError
from crawler.item_document import item_document
from crawler.report.reading import element_names
from crawler.report.reasons import reason_in
from crawler.storage import upgrade
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from crawler.domain.check import Defect, Verdict
    from crawler.inspection import Inspection

_KINDS = {
    "guide": Words("办事指南 (guide)", "guide"),
    "list": Words("事项清单 (list)", "list"),
    "form": Words("表格 (form)", "form"),
    "home": Words("首页 (home)", "home"),
    "unreadable": Words("读不出 (unreadable)", "unreadable"),
}

_LONG = 100
"""Characters of a value that the table for people shows."""


def inspect(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="URL|FILE", help="an http address or a file")],
    base_url: Annotated[str | None, typer.Option(help="address that a file's links are relative to")] = None,
    render: Annotated[bool, typer.Option("--render", help="open the page in a browser")] = False,
    kind: Annotated[str | None, typer.Option(help="guide, list, form or home; found by itself when left out")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="permit loopback and private hosts")] = False,
) -> int:
    """Read one page or one form file and print what was read, what was not, and every verdict on it.

    A file of rows (.jsonl, a guide as JSON a line) gives a table: of each check the share of rows that fail it.
    """
    from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - what reads pages takes a second to load
    from crawler.inspection import Kind, inspect_file, inspect_url  # noqa: PLC0415 - the same
    from crawler.row_inspection import is_file_of_rows  # noqa: PLC0415 - the same

    desk: Desk = context.obj
    if kind is not None and kind not in {"guide", "list", "form", "home"}:
        raise UsageError(
            f"--kind {kind}：应写 guide、list、form 或 home", f"--kind {kind}: write guide, list, form or home"
        )
    labels = read_labels(catalogue.labels_text())
    wanted = Kind(kind) if kind else None
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"--base-url {base_url}：应写完整地址，以 http:// 或 https:// 开头",
            f"--base-url {base_url}: write a whole address that begins with http:// or https://",
        )
    if what.startswith(("http://", "https://")):
        if base_url is not None:
            raise UsageError("--base-url 只用于文件；网址自带地址", "--base-url is for a file; an address has its own")
        options = crawl_options(desk.settings, rate=None, budget=None, allow_private=allow_private)
        if options.paced_by_database:
            upgrade(desk.settings.database_url)
        found = inspect_url(what, render=render, kind=wanted, labels=labels, options=options)
    elif render:
        raise UsageError(
            "--render 用浏览器打开网址；文件按原样读取，不用此选项",
            "--render opens an address in a browser; a file is read as it is",
        )
    elif wanted in {None, Kind.GUIDE} and is_file_of_rows(Path(what)):
        answer_rows(desk, Path(what), labels)
        return Exit.DONE
    else:
        found = inspect_file(Path(what), base_url=base_url, kind=wanted, labels=labels)
    if desk.as_json:
        desk.answer(document(found, desk.settings.lang))
    else:
        _show(desk, found)
    return Exit.INCOMPLETE if found.kind is Kind.UNREADABLE else Exit.DONE


def document(found: Inspection, lang: str) -> dict[str, object]:
    """The shape of an items.jsonl line, plus kind, unmapped labels, verdicts and findings; reasons as they are read."""
    told: dict[str, object] = {"kind": found.kind.value, "url": found.url, "failure": found.failure}
    item = found.item or _no_item(found)
    told |= {"round": None, "run": None, "region": None, **item_document(item), "url": found.url}
    if found.item is None:
        told["guide"] = GuideState.NOT_ASKED.value
    if found.listed is not None:
        told["items"] = [
            {
                "key": row.key,
                "name": row.name.value,
                "url": row.target.url if row.target else None,
                "elements": {name: one.value for name, one in row.readings.items()},
                "locator": row.name.locator,
            }
            for row in found.listed.items
        ]
        told["totals"] = [
            {"value": t.value, "counts": t.counts.value, "quote": t.reading.quote, "locator": t.reading.locator}
            for t in found.listed.totals
        ]
    if found.form is not None:
        form = found.form
        told["form"] = {
            "file_name": form.file_name,
            "extension": form.extension,
            "kind": form.kind.value,
            "size": form.size,
            "sha256": form.sha256,
            "opens": form.opens,
            "problem": form.problem,
            "encrypted": form.encrypted,
            "macros": form.macros,
            "image_only": form.image_only,
            "title": form.title,
            "text": None if form.text is None else without_personal_numbers(form.text),
            "unread": form.unread,
            "fields": [
                {"label": f.label, "value": without_personal_numbers(f.value, label=f.label), "locator": f.locator}
                for f in form.fields
            ],
        }
    told["verdicts"] = [
        {
            "check": v.check,
            "check_version": v.check_version,
            "outcome": v.outcome.value,
            "measure": v.measure,
            "reason": None if v.reason is None else reason_in(v.reason, lang),
        }
        for v in found.verdicts
    ]
    told["findings"] = [_finding(found, v, d) for v in found.verdicts for d in v.defects]
    return told


def _no_item(found: Inspection) -> ServiceItem:
    """What there is of a guide where none was looked at: nothing, and that is said element by element."""
    reason = found.failure or f"inspected as {found.kind}"
    return ServiceItem(key=found.url, row=None, guide=ServiceGuide(evidence=(), url=found.url, unread=reason))


def _finding(found: Inspection, verdict: Verdict, defect: Defect) -> dict[str, object]:
    look = found.evidence.get(defect.about.evidence or "")
    indicator = catalogue.indicator_system().of_check(verdict.check)
    return {
        "check": verdict.check,
        "check_version": verdict.check_version,
        "indicator": indicator.code if indicator else None,
        "severity": all_checks()[verdict.check].severity.value,
        "subject_type": (defect.subject or verdict.subject).value,
        "subject_name": defect.subject_name,
        "element": defect.element,
        "message": defect.message.zh,
        "message_en": defect.message.en,
        "suggestion": defect.suggestion.zh,
        "suggestion_en": defect.suggestion.en,
        "quote": defect.quote if defect.quote is not None else defect.about.quote,
        "url": look.url if look else found.url,
        "locator": defect.about.locator,
        "evidence": {"id": defect.about.evidence, "sha256": look.sha256 if look else None},
    }


def _show(desk: Desk, found: Inspection) -> None:
    out, words = desk.out, desk.words
    out.print(f"{words('类别', 'kind')}: {desk.text(_KINDS[found.kind])}  {found.url}", markup=False)
    if found.failure:
        out.print(f"{words('未能读取', 'not read')}: {reason_in(found.failure, desk.settings.lang)}", markup=False)
    if found.form is not None:
        form = found.form
        opens = {True: words("可打开", "opens"), False: words("打不开", "does not open"), None: "?"}[form.opens]
        out.print(f"{form.kind} · {form.size} B · {opens} · {form.title or ''} {form.problem or ''}", markup=False)
        out.print(without_personal_numbers(form.text or form.unread or "")[:400], markup=False)
    if found.listed is not None:
        for row in found.listed.items:
            out.print(f"  {row.key}  {row.name.text}", markup=False)
        for total in found.listed.totals:
            out.print(f"  {total.counts}: {total.value}  ({total.reading.quote})", markup=False)
    if found.item is not None and found.form is None:
        names = element_names(desk.settings.lang)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for name, one in item_document(found.item)["elements"].items():
            value = " ".join((one["value"] or "").split())[:_LONG]
            told = (desk.text(STATE[one["state"]]), names.get(name, ""), name, one["label"] or "", value)
            table.add_row(*map(Text, told))
        out.print(table)
        for unknown in found.item.guide.unmapped:
            out.print(f"  {words('未识别', 'unmapped'):<10} {unknown.label}: {unknown.value[:_LONG]}", markup=False)
    counts = Counter(v.outcome.value for v in found.verdicts)
    told_of = [f"{desk.text(OUTCOME[o])} {counts[o.value]}" for o in Outcome if counts[o.value]]
    out.print(" · ".join(told_of), markup=False)
    for verdict in found.verdicts:
        for defect in verdict.defects:
            out.print(f"✗ {verdict.check}: {desk.text(defect.message)}", markup=False)
            out.print(f"    {words('建议', 'mend')}: {desk.text(defect.suggestion)}", markup=False)
            quote = defect.quote or defect.about.quote
            if quote:
                out.print(f"    “{quote[:_LONG]}” {defect.about.locator or ''}", markup=False)
        if verdict.outcome is Outcome.CANT_TELL:
            why = reason_in(verdict.reason or "", desk.settings.lang)
            out.print(f"? {verdict.check}: {why}", markup=False)
