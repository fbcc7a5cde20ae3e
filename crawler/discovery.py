"""Discovery (摸底): a short walk over an unknown portal, and the profile that follows from what it met.

Nothing is judged and nothing is kept: the walk is a run with a small sample into a folder that goes away.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from crawler.archive.store import RegionArchive
from crawler.assembly.region import RegionRecords
from crawler.domain.elements import KEY_ELEMENTS
from crawler.domain.evidence import FetchState, PageKind, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import Counts
from crawler.extract.item_list import read_items
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlJob
from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.evidence import Evidence
    from crawler.domain.records import ItemList, ServiceItem
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.gather.job import CrawlOptions, Progress

_CODE = "000000"
_GUIDES = 6
"""Guides that are opened: enough to see a layout twice, few enough to be polite."""
_ALIKE = 0.8
_EXPECTED_SHARE = 0.9
"""A portal may take items off its list; a tenth less than today is no alarm."""
_TITLE_PARTS = re.compile(r"[-_—|–·]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """One setting of the profile: its value (None: nothing to set), how sure it is (0 to 1), and from what."""

    setting: str
    value: str | int | None
    confidence: float
    because: str
    because_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a short walk found out about a portal.

    `unmapped` are labels of its guides that were not understood, with how many guides carry each: candidates for
    `[hints] labels`. `ended` says how the walk ended.
    """

    portal: str
    name: str
    items: int
    guides_opened: int
    guides_read: int
    inferred: tuple[Inferred, ...]
    unmapped: tuple[tuple[str, int], ...]
    ended: str

    def toml(self, *, english: bool = True) -> str:
        """The profile as a file that `run --portals` takes, with what is to be filled in by hand marked."""
        lines = [
            f'code     = "{_CODE}"  # {"write the division code (行政区划代码)" if english else "请填写行政区划代码"}',
            f"name     = {_quoted(self.name)}  # {'as the page calls itself' if english else '取自页面标题'}",
            'level    = "other"  # provincial | key_city | other',
            f"portal   = {_quoted(self.portal)}",
            'platform = "auto"',
        ]
        section = ""
        for one in self.inferred:
            table, _, key = one.setting.partition(".")
            if table != section:
                lines += ["", f"[{table}]"]
                section = table
            value = _quoted(one.value) if isinstance(one.value, str) else str(one.value)
            told = f"  # {one.confidence:.2f}: {one.because if english else one.because_zh}"
            open_ = f"# {key}: nothing to set" if english else f"# {key}：不必设定"
            lines.append(f"{open_ if one.value is None else f'{key} = {value}'}{told}")
        if self.unmapped:
            said = (
                "labels not understood, candidates for [hints] labels"
                if english
                else "未识别的标签，可写入 [hints] labels"
            )
            lines.append(f"# {said}: {', '.join(label for label, _ in self.unmapped)}")
        return "\n".join(lines) + "\n"


def discover(
    url: str,
    *,
    labels: LabelDictionary,
    options: CrawlOptions,
    on_progress: Callable[[Progress], None] | None = None,
) -> Discovery:
    """Walk a portal with the manners of a run, as far as `options.budget` goes, and infer its profile."""
    profile = PortalProfile(code=_CODE, name=url, level=Level.OTHER, portal=url)
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as folder:
        job = CrawlJob(profile=profile, sample=_GUIDES)
        ended = crawl((job,), data=Path(folder), run="discover", options=options, on_progress=on_progress)[_CODE]
        archive = RegionArchive(Path(folder), "discover", _CODE)
        records = RegionRecords(archive, profile, labels)
        items = [item for item in records.items(asked_only=True) if item.guide.evidence]
        listed = records.item_list()
        pages = [e for e in records.evidence if e.state is FetchState.FETCHED]
        unmapped = Counter(label for item in items for label in {one.label for one in item.guide.unmapped})
        return Discovery(
            portal=url,
            name=_name(archive, pages) or urlsplit(url).netloc,
            items=len(listed.items),
            guides_opened=len(items),
            guides_read=sum(1 for item in items if item.guide.unread is None),
            inferred=tuple(_inferred(archive, pages, listed, items, labels)),
            unmapped=tuple(one for one in unmapped.most_common(10) if one[1] > 1),
            ended=" ".join(filter(None, (ended.state.value, ended.reason))),
        )


def _inferred(
    archive: RegionArchive,
    pages: Sequence[Evidence],
    listed: ItemList,
    items: Sequence[ServiceItem],
    labels: LabelDictionary,
) -> Iterator[Inferred]:
    yield _item_list(archive, pages, listed, labels)
    yield _guide(items)
    yield _render(pages, items)
    whole = listed.reached_end and bool(listed.items)
    yield Inferred(
        setting="expects.min_items",
        value=int(len(listed.items) * _EXPECTED_SHARE) if whole else None,
        confidence=_completeness(listed),
        because=f"{len(listed.items)} items were listed" + ("" if whole else ", and the list was not read to its end"),
        because_zh=f"清单列出 {len(listed.items)} 个事项" + ("" if whole else "，未读到末页"),
    )


def _item_list(
    archive: RegionArchive, pages: Sequence[Evidence], listed: ItemList, labels: LabelDictionary
) -> Inferred:
    """The first page of the longest list that has an address of its own."""
    rows: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    for one in pages:
        if one.kind is not PageKind.LIST:
            continue
        page = parse(archive.payload(one), one.content_type, one.url, one.id)
        start = first.get(one.parent or "", one)
        first[one.id] = start
        rows[start.id] += len(read_items(page, labels)) if page is not None else 0
    best = next((first[found] for found, count in rows.most_common() if count), None)
    setting = "hints.item_list"
    if best is None:
        because, because_zh = "no list with an address of its own was met", "没有见到自有地址的清单"
        return Inferred(setting=setting, value=None, confidence=0.0, because=because, because_zh=because_zh)
    if best.target.method != "GET":
        because = "the list is asked for by a form or a call, which has no address to name"
        because_zh = "清单由表单或接口请求，没有可写的地址"
        return Inferred(setting=setting, value=None, confidence=0.0, because=because, because_zh=because_zh)
    declared = [t.value for t in listed.totals if t.counts in {Counts.ITEMS, Counts.UNSAID}]
    because = f"{len(listed.items)} items found" + (
        f", {max(declared)} declared" if declared else ", no total declared"
    )
    because_zh = f"读到 {len(listed.items)} 个事项" + (
        f"，页面写明 {max(declared)} 个" if declared else "，页面没有写总数"
    )
    sure, url = _completeness(listed), best.target.url
    return Inferred(setting=setting, value=url, confidence=sure, because=because, because_zh=because_zh)


def _completeness(listed: ItemList) -> float:
    """How much of the list was seen, by its own totals; half where it declares none or did not end."""
    if not listed.items:
        return 0.0
    declared = max((t.value for t in listed.totals if t.counts in {Counts.ITEMS, Counts.UNSAID}), default=0)
    if declared:
        return min(1.0, len(listed.items) / declared)
    return 0.8 if listed.reached_end else 0.5


def _guide(items: Sequence[ServiceItem]) -> Inferred:
    """The address of a guide as a template over the item's code, where all that were opened follow one."""
    templates: Counter[str] = Counter()
    for item in items:
        target, code = item.row.target if item.row else None, item.item_code
        if target is not None and code and target.method == "GET" and quote(code, safe="") in target.url:
            templates[target.url.replace(quote(code, safe=""), "{code}")] += 1
    most = max(templates.values(), default=0)
    share = most / len(items) if items else 0.0
    alike = share >= _ALIKE and len(items) > 1
    return Inferred(
        setting="hints.guide",
        value=max(templates, key=lambda t: templates[t]) if alike else None,
        confidence=share if alike else 0.0,
        because=f"{most} of {len(items)} guides have their item's code in one such address",
        because_zh=f"{len(items)} 份指南中有 {most} 份的地址按此写法含有事项编码",
    )


def _render(pages: Sequence[Evidence], items: Sequence[ServiceItem]) -> Inferred:
    """Whether plain fetching was enough: no page needed a browser and the guides were read."""
    rendered = sum(1 for one in pages if one.via is Via.BROWSER)
    read = [item for item in items if item.guide.unread is None]
    full = sum(1 for item in read if all(item.guide.read(e).stated or e == "materials" for e in KEY_ELEMENTS))
    share = full / len(items) if items else 0.0
    because = f"{rendered} of {len(pages)} pages were rendered; {full} of {len(items)} guides gave every key element"
    because_zh = f"{len(pages)} 个页面中有 {rendered} 个经浏览器打开；{len(items)} 份指南中有 {full} 份读全了重点要素"
    return Inferred(
        setting="hints.render",
        value="http" if items and not rendered and share >= _ALIKE else "auto",
        confidence=share,
        because=because,
        because_zh=because_zh,
    )


def _name(archive: RegionArchive, pages: Sequence[Evidence]) -> str | None:
    """The first part of the front page's title."""
    home = next((one for one in pages if one.kind is PageKind.HOME), None)
    page = parse(archive.payload(home), home.content_type, home.url, home.id) if home is not None else None
    title = page.title if isinstance(page, Page) else None
    return _TITLE_PARTS.split(title)[0].strip() or None if title else None


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
