"""Inspecting one page or one form file: what was read, what was not, and every verdict on it."""

from __future__ import annotations

import hashlib
import mimetypes
import tempfile
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.archive.store import RegionArchive
from crawler.assembly.region import RegionRecords
from crawler.domain.check import Outcome, Subject, Verdict
from crawler.domain.elements import KEY_ELEMENTS, Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Hints, Level, PortalProfile, Render
from crawler.domain.records import (
    FormAttachment,
    FormFile,
    FormSlot,
    ItemList,
    ListedItem,
    Material,
    ServiceGuide,
    ServiceItem,
)
from crawler.domain.values.placeholder import is_placeholder
from crawler.errors import UsageError, system_words
from crawler.extract.forms.file import read_form
from crawler.extract.forms.name import is_form_name
from crawler.extract.guide.office import office_page, read_files
from crawler.extract.guide.reading import read_guide
from crawler.extract.guide.records import slot_of
from crawler.extract.item_list import read_items, read_totals
from crawler.gather.crawl import crawl
from crawler.gather.job import NO_BROWSER, CrawlJob, CrawlOptions
from crawler.page.parse import parse
from crawler.verdicts.judge import all_checks, judge
from spiders.platforms.single import INSPECTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

NO_LIST = "no list of service items on this page"
"""One page cannot show that a portal has no list."""
_ONE_FORM = {
    FormSlot.BLANK: ("form.blank_form", "form.download", "form.editable", "form.blank_is_blank"),
    FormSlot.SAMPLE: ("form.download", "form.personal_data"),
}
"""The checks that one form by itself can answer, by what it is offered as."""

_ENOUGH = 5
_NO_FORM_ASKS = frozenset({"conditions", "procedure"})
_SAMPLE_WORDS = ("样表", "示例", "样本", "范本", "范文", "填写")


class Kind(StrEnum):
    """What a page or file was inspected as."""

    GUIDE = "guide"
    LIST = "list"
    FORM = "form"
    HOME = "home"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One page or file: the record that its kind gives, and the verdicts about it.

    `item` is set for a guide and for a form (as the one form of an otherwise unread guide), `listed` for a list,
    `failure` says why there is nothing to read. `evidence` are the looks it rests on.
    """

    kind: Kind
    url: str
    item: ServiceItem | None = None
    listed: ItemList | None = None
    form: FormFile | None = None
    verdicts: tuple[Verdict, ...] = ()
    failure: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def inspect_file(path: Path, *, base_url: str | None, kind: Kind | None, labels: LabelDictionary) -> Inspection:
    """Inspect a file on disk. UsageError when it cannot be read."""
    try:
        body = path.read_bytes()
    except OSError as problem:
        raise UsageError(
            f"{path}：{system_words(problem)}；请写可读的文件，或 http 地址",
            f"{path}: {problem.strerror}; give a readable file or an http address",
        ) from problem
    return _inspect_bytes(
        body,
        url=base_url or path.resolve().as_uri(),
        content_type=mimetypes.guess_type(path.name)[0],
        file_name=path.name,
        kind=kind,
        labels=labels,
    )


def inspect_url(
    url: str, *, render: bool, kind: Kind | None, labels: LabelDictionary, options: CrawlOptions
) -> Inspection:
    """Fetch one page with the manners of a run, its frames and files too, and inspect it."""
    hints = Hints(render=Render.BROWSER if render else Render.AUTO)
    profile = PortalProfile(code="000000", name=url, level=Level.OTHER, portal=url, platform="single", hints=hints)
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as folder:
        ended = crawl((CrawlJob(profile=profile),), data=Path(folder), run="inspect", options=options)[profile.code]
        archive = RegionArchive(Path(folder), "inspect", profile.code)
        looks = [e for e in archive.evidence() if e.item == INSPECTED]
        pages = [e for e in looks if e.kind is PageKind.GUIDE]
        best = next((e for e in reversed(pages) if e.state is FetchState.FETCHED), None)
        if best is None:
            last = pages[-1] if pages else None
            if render and last is not None and (last.reason or "").startswith(NO_BROWSER):
                raise UsageError(
                    "没有可用的浏览器；请安装 Chromium，或用 PORTAL_AUDIT_BROWSER 指明一个",
                    f"{last.reason}; install Chromium, or name one with PORTAL_AUDIT_BROWSER",
                )
            reason = " ".join(filter(None, (last.failure, last.reason))) if last and last.failure else ended.reason
            return Inspection(kind=Kind.UNREADABLE, url=url, failure=reason, evidence={e.id: e for e in looks})
        found = _inspect_bytes(
            archive.payload(best),
            url=best.url,
            content_type=best.content_type,
            file_name=None,
            kind=kind,
            labels=labels,
            evidence=best.id,
        )
        if found.kind is Kind.GUIDE:
            row = ListedItem(
                key=INSPECTED,
                name=Reading(element="name", state=State.UNREAD, evidence=best.id, reason="no list was read"),
                target=Target(url=url),
            )
            item = replace(RegionRecords(archive, profile, labels).item(row), row=None)
            found = replace(found, item=item, verdicts=_of_item(item))
        return replace(found, evidence={e.id: e for e in looks})


def _inspect_bytes(
    body: bytes,
    *,
    url: str,
    content_type: str | None,
    file_name: str | None,
    kind: Kind | None,
    labels: LabelDictionary,
    evidence: str = INSPECTED,
) -> Inspection:
    looks = {
        evidence: Evidence(
            id=evidence,
            region="000000",
            kind=PageKind.GUIDE,
            target=Target(url=url),
            state=FetchState.FETCHED,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
        )
    }
    page = None if kind is Kind.FORM else parse(body, content_type, url, evidence)
    if page is None and kind in {None, Kind.GUIDE}:
        office, _ = office_page(body, labels, url=file_name or url, evidence=evidence, content_type=content_type)
        guide = read_files([office], labels) if office is not None else None
        if guide is not None and (kind is Kind.GUIDE or _tells_enough(guide)):
            item = ServiceItem(key=INSPECTED, row=None, guide=replace(guide, url=url))
            verdicts = _of_item(item)
            return Inspection(
                kind=Kind.GUIDE, url=url, item=item, verdicts=verdicts, failure=guide.unread, evidence=looks
            )
    if page is None:
        form = read_form(body, evidence=evidence, file_name=file_name, content_type=content_type)
        item = _only_form(form, url, evidence)
        verdicts = _of_item(item, only=_ONE_FORM[_slot(form.file_name or "")])
        if slot_of(f"{form.file_name or ''} {form.title or ''}") is not FormSlot.BLANK:
            verdicts = tuple(_undecided(v) if v.check == "form.blank_is_blank" else v for v in verdicts)
        return Inspection(kind=Kind.FORM, url=url, item=item, form=form, verdicts=verdicts, evidence=looks)
    guide = read_guide([page], labels)
    rows = read_items(page, labels)
    guessed = Kind.GUIDE if guide.unread is None else Kind.LIST if len(rows) > 1 else Kind.HOME
    if kind is None and guessed is Kind.HOME and not body.strip():
        return Inspection(kind=Kind.UNREADABLE, url=url, failure="the file is empty", evidence=looks)
    if kind is None and guessed is Kind.HOME and is_form_name(file_name or ""):
        # No document any more, whatever its name says: that is what the checks of forms are there to tell.
        return _inspect_bytes(
            body, url=url, content_type=content_type, file_name=file_name, kind=Kind.FORM, labels=labels,
            evidence=evidence,
        )  # fmt: skip
    chosen = kind or guessed
    if chosen is Kind.GUIDE:
        item = ServiceItem(key=INSPECTED, row=None, guide=guide)
        return Inspection(
            kind=chosen, url=url, item=item, verdicts=_of_item(item), failure=guide.unread, evidence=looks
        )
    if chosen is Kind.LIST:
        unread = None if rows else NO_LIST
        listed = ItemList(evidence=(evidence,), url=url, items=rows, totals=read_totals(page), unread=unread)
        checks = [check for check in all_checks().values() if check.subject is Subject.ITEM_LIST]
        return Inspection(
            kind=chosen,
            url=url,
            listed=listed,
            verdicts=tuple(judge(check, listed) for check in checks),
            failure=unread,
            evidence=looks,
        )
    return Inspection(kind=chosen, url=url, failure=guide.unread, evidence=looks)


def _tells_enough(guide: ServiceGuide) -> bool:
    """Whether a file is rather a guide than a form, which asks for names, places and telephone numbers too."""
    stated = (r for r in map(guide.read, KEY_ELEMENTS) if r.stated)
    told = {r.element for r in stated if not is_placeholder(r.text, r.element)}
    return guide.unread is None and len(told) >= _ENOUGH and told >= _NO_FORM_ASKS


def _only_form(form: FormFile, url: str, evidence: str) -> ServiceItem:
    """A guide of which nothing but one form is known: one material, named as the form, with the form in its place."""
    file_name = form.file_name or ""
    slot = _slot(file_name)
    reading = Reading(
        element=f"{slot}_form", state=State.STATED, value=file_name or None, evidence=evidence, locator="/"
    )
    attachment = FormAttachment(slot=slot, name=file_name, reading=reading, target=Target(url=url), file=form, looks=1)
    name = replace(reading, element="material_name", value=form.title or file_name or None)
    kind = replace(reading, element="material_type", value="申请表格文书")
    material = Material(
        name=name,
        readings={"material_type": kind},
        blank_forms=(attachment,) if slot is FormSlot.BLANK else (),
        sample_forms=(attachment,) if slot is FormSlot.SAMPLE else (),
    )
    guide = ServiceGuide(evidence=(evidence,), url=url, materials=(material,), gaps="only the form was given")
    return ServiceItem(key=INSPECTED, row=None, guide=guide)


def _undecided(verdict: Verdict) -> Verdict:
    """The same without its defects: a filled form of which nothing says that it is a blank one may be a sample."""
    if verdict.outcome is not Outcome.FAILED:
        return verdict
    return replace(verdict, outcome=Outcome.CANT_TELL, defects=(), reason="没有写明这份表格是空白表还是样表")


def _slot(file_name: str) -> FormSlot:
    return FormSlot.SAMPLE if any(word in file_name for word in _SAMPLE_WORDS) else FormSlot.BLANK


def _of_item(item: ServiceItem, only: Iterable[str] | None = None) -> tuple[Verdict, ...]:
    subjects = {Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE}
    wanted = all_checks() if only is None else {name: all_checks()[name] for name in only}
    return tuple(judge(check, item) for check in wanted.values() if check.subject in subjects)
