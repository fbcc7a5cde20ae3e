"""A gold entry as a run would have it: an archive in memory, the gate, assembling and judging, nothing left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.accuracy.gold import Gold, GoldFile, GoldPage, Kind
from crawler.assembly.guide_additions import entrance_target
from crawler.assembly.region import RegionRecords
from crawler.demo import office
from crawler.demo.forms import CONTENT_TYPES, Attachment, file_bytes
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.portal import PortalProfile
from crawler.domain.records import FormSlot, ListedItem, ServiceItem
from crawler.gather.gate import gate
from crawler.page.links import absolute
from crawler.verdicts.judge import judge_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.domain.check import Verdict
    from crawler.domain.records import ItemList, PortalSummary, ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary

_KEY = "gold"
_BLANK_ROWS = (("姓名或者单位名称", ""), ("证件号码", ""), ("联系电话", ""), ("通信地址", ""), ("申请事项", ""))
_ANSWERS = ("江晚晴", "XXXXXXXXXXXXXXXXXX", "1XXXXXXXXXX", "听涛路7号", "按照本指南申请办理")
_NOTE = "注 本表由申请人如实填写，签字或者盖章后提交。"
_MAKES = frozenset({"docx", "doc", "xlsx", "xls", "pdf"})
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "bmp"})
_PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What was read of one gold entry, and the verdicts about it. `pages` are the evidence ids of the entry's pages."""

    gold: Gold
    item: ServiceItem | None = None
    listed: ItemList | None = None
    portal: PortalSummary | None = None
    verdicts: tuple[Verdict, ...] = ()
    pages: tuple[str, ...] = ()


class MemoryArchive:
    """Evidence and payloads held in memory."""

    def __init__(self) -> None:
        self._evidence: list[Evidence] = []
        self._bodies: dict[str, bytes] = {}
        self._first: dict[str, str] = {}

    def evidence(self) -> Iterable[Evidence]:
        """Every look, in order."""
        return tuple(self._evidence)

    def payload(self, evidence: Evidence) -> bytes:
        """The bytes of one look."""
        return self._bodies[evidence.id]

    def add(self, page: GoldPage, body: bytes, kind: PageKind, *, region: str, item: str | None) -> Evidence:
        """One look at one address, with the gate's opinion of what came back."""
        target = Target(url=absolute(page.url, page.url, "utf-8") or page.url)  # as links are written
        failure = Failure(page.failure) if page.failure else None
        status = page.status or (None if failure else 200)
        if failure is None and status is not None:
            failure = gate(status=status, content_type=page.content_type, body=body, url=page.url, asked_as=kind)
        one = Evidence(
            id=f"{kind.value}-{item or ''}-{target.key}-{page.look}",
            region=region,
            kind=kind,
            target=target,
            state=failure.state if failure else FetchState.FETCHED,
            parent=self._first.get(page.parent or ""),
            via=Via.BROWSER if page.browser else Via.HTTP,
            captured_at=page.at,
            item=item,
            failure=failure,
            attempts=1,
            look=page.look,
            status=status,
            content_type=page.content_type,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            seconds=page.seconds if page.seconds is not None else 0.4,
        )
        self._first.setdefault(page.url, one.id)
        self._evidence.append(one)
        self._bodies[one.id] = body
        return one


def replay(
    gold: Gold, labels: LabelDictionary, *, bodies: Mapping[int, bytes] | None = None, files: bool = True
) -> Replayed:
    """Read and judge one entry.

    `bodies` stand in for those of pages, by their number; without `files` no form is followed.
    """
    if gold.kind in {Kind.LIST, Kind.PORTAL}:
        return _replay_portal(gold, labels)
    archive = MemoryArchive()
    region = gold.layout.region
    pages = []
    for at, page in enumerate(gold.pages):
        payload = (bodies or {}).get(at) or _bytes(page)
        pages.append(archive.add(page, payload, _part_kind(page, at), region=region, item=_KEY).id)
    for file in gold.files if files else ():
        archive.add(_offered(file), _made(file), _kind(file.page, PageKind.FORM), region=region, item=_KEY)
    row = _row(gold)
    profile = _profile(gold)
    item = RegionRecords(archive, profile, labels).item(row)
    if files and _answer_the_rest(archive, item.guide, gold):
        item = RegionRecords(archive, profile, labels).item(row)
    item = item if gold.listed else replace(item, row=None)
    return Replayed(gold=gold, item=item, verdicts=judge_record(item), pages=tuple(pages))


def _replay_portal(gold: Gold, labels: LabelDictionary) -> Replayed:
    profile = _profile(gold)
    keys = _keys(gold, profile, labels)
    archive = _walked(gold, keys)
    records = RegionRecords(archive, profile, labels)
    for _ in records.items():
        pass
    listed, portal = records.item_list(), records.portal()
    record: ItemList | PortalSummary = listed if gold.kind is Kind.LIST else portal
    return Replayed(gold=gold, listed=listed, portal=portal, verdicts=judge_record(record))


def _keys(gold: Gold, profile: PortalProfile, labels: LabelDictionary) -> Mapping[str, str]:
    """The key of each listed item by its name: pages of an item are archived under its key."""
    listed = RegionRecords(_walked(gold, {}), profile, labels).item_list()
    return {row.name.text: row.key for row in listed.items}


def _walked(gold: Gold, keys: Mapping[str, str]) -> MemoryArchive:
    archive = MemoryArchive()
    for page in gold.pages:
        if page.item is not None and page.item not in keys:
            continue
        key = keys[page.item] if page.item is not None else None
        archive.add(page, _bytes(page), _kind(page, PageKind.LIST), region=gold.layout.region, item=key)
    for file in gold.files:
        key = keys.get(file.page.item or "")
        archive.add(_offered(file), _made(file), _kind(file.page, PageKind.FORM), region=gold.layout.region, item=key)
    return archive


def _profile(gold: Gold) -> PortalProfile:
    parts = urlsplit(gold.url)
    front = gold.url if gold.kind in {Kind.LIST, Kind.PORTAL} else f"{parts.scheme}://{parts.netloc}/"
    return PortalProfile(code=gold.layout.region, name=gold.portal or gold.layout.title, level=gold.level, portal=front)


def _row(gold: Gold) -> ListedItem:
    def said(element: str, value: str) -> Reading:
        return Reading(element=element, state=State.STATED, value=value, quote=value, evidence="list", locator="/")

    name = Reading(element="name", state=State.UNREAD, evidence="list", reason="no list was read")
    readings = {element: said(element, value) for element, value in gold.listed.items()}
    return ListedItem(key=_KEY, name=readings.get("name", name), target=Target(url=gold.url), readings=readings)


def _part_kind(page: GoldPage, at: int) -> PageKind:
    if page.kind is not None or at == 0:
        return _kind(page, PageKind.GUIDE)
    return PageKind.API if "json" in (page.content_type or "") else PageKind.FRAGMENT


def _kind(page: GoldPage, otherwise: PageKind) -> PageKind:
    return PageKind(page.kind) if page.kind else otherwise


def _bytes(page: GoldPage) -> bytes:
    return page.file.read_bytes() if page.file is not None else b""


# --- files ----------------------------------------------------------------------------------------------------------


def _offered(file: GoldFile) -> GoldPage:
    made = file.make or ""
    known = "text/html" if made == _PAGE else CONTENT_TYPES.get({"picture_pdf": "pdf"}.get(made, made))
    return file.page if file.page.content_type else replace(file.page, content_type=known)


def _made(file: GoldFile) -> bytes:
    if file.make is None:
        return _bytes(file.page)
    if file.make == _PAGE:
        return office.make_html_page(file.title, " ".join(file.notes))
    return _office_file(file.make, file.title, file.rows, file.notes)


@cache
def _office_file(make: str, title: str, rows: tuple[tuple[str, str], ...], notes: tuple[str, ...]) -> bytes:
    spec = office.FormSpec(title=title, rows=rows, notes=notes)
    return file_bytes(Attachment(id="", name=f"{title}.{make}", spec=spec, kind=make))


def _answer_the_rest(archive: MemoryArchive, guide: ServiceGuide, gold: Gold) -> bool:
    """Let everything else that the guide offers answer as it should; says whether there was anything.

    Forms come blank or filled by what they are offered as, pictures as pictures, the online entrance as a login page.
    """
    seen = {one.target.key for one in archive.evidence()}
    added = False
    entrance = entrance_target(guide)
    rest = [_right_form(*offer) for offer in _offers(guide)]
    if entrance is not None:
        rest.append(GoldFile(page=GoldPage(url=entrance.url), make=_PAGE, title="统一身份认证", notes=("请先登录。",)))
    for file in rest:
        target = Target(url=file.page.url)
        if target.key not in seen and target.url.startswith("http"):
            seen.add(target.key)
            archive.add(_offered(file), _made(file), PageKind.FORM, region=gold.layout.region, item=_KEY)
            added = True
    return added


def _right_form(title: str, slot: FormSlot, name: str, target: Target) -> GoldFile:
    ending = PurePosixPath(name).suffix.lower().lstrip(".") or PurePosixPath(urlsplit(target.url).path).suffix[1:]
    make = "png" if ending in _PICTURES else ending if ending in _MAKES else "docx"
    answers = _ANSWERS if slot is FormSlot.SAMPLE else ("",) * len(_ANSWERS)
    rows = tuple((label, answer) for (label, _), answer in zip(_BLANK_ROWS, answers, strict=True))
    return GoldFile(page=GoldPage(url=target.url), make=make, title=title, rows=rows, notes=(_NOTE,))


def _offers(guide: ServiceGuide) -> Iterator[tuple[str, FormSlot, str, Target]]:
    for material in guide.materials:
        for one in (*material.blank_forms, *material.sample_forms):
            if one.target is not None:
                yield material.name.text, one.slot, one.name, one.target
    charts = (guide.chart,) if guide.chart is not None else ()
    for one in (*guide.forms, *charts):
        if one.target is not None:
            yield one.name.partition(".")[0], one.slot, one.name, one.target
    entrance = entrance_target(guide)
    if entrance is not None:
        yield "", FormSlot.UNSAID, "", entrance
