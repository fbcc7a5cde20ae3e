"""Records: what was read of a portal, frozen and typed. The checks see nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.elements import State, made
from crawler.domain.kin import Kin
from crawler.domain.survey import Look, Survey
from crawler.domain.swift_state import swift_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from crawler.domain.elements import Reading
    from crawler.domain.evidence import Failure, Target
    from crawler.domain.reference import ReferenceName


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"
    WPS = "wps"
    ET = "et"
    OFD = "ofd"
    RTF = "rtf"
    WORD_XML = "word_xml"
    HTML = "html"
    IMAGE = "image"
    ZIP = "zip"
    RAR = "rar"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One answer place of a form: the label before it and what stands in it ("" when blank)."""

    label: str
    value: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A form file (表格文件) as read from its bytes.

    `file_name` is the name it was offered under, `extension` in lower case without dot, `kind` what the content is.
    `opens` is None when no reader of ours can tell. `text` is None when the text is unread (`unread` says why: image
    only, encrypted, no reader). `cells` are all non-empty pieces of text in reading order, `fields` the answer places.
    `pictures` counts those beside the text, on pages of little text. `vector` is a picture drawn of lines (SVG), which
    may be small. `members` are the files inside an archive.
    """

    evidence: str
    file_name: str | None
    extension: str
    kind: FileKind
    size: int
    sha256: str
    opens: bool | None
    problem: str | None = None
    encrypted: bool = False
    macros: bool = False
    image_only: bool = False
    vector: bool = False
    pictures: int = 0
    text: str | None = None
    unread: str | None = None
    title: str | None = None
    cells: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    members: tuple[FormFile, ...] = ()


class FormSlot(StrEnum):
    """Which of the two forms of a material an attachment is offered as."""

    BLANK = "blank"
    SAMPLE = "sample"
    UNSAID = "unsaid"


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class FormAttachment:
    """A form offered for download (空白表格, 示例样表).

    `reading` is where the link stands. `target` is None for a dead link (`href="#"`). After gathering, either `file`
    or `failure` is set; both None means that it was not asked for. `of` names the material in whose row it stands, in
    a guide that is put together.
    """

    slot: FormSlot
    name: str
    reading: Reading
    target: Target | None = None
    file: FormFile | None = None
    failure: Failure | None = None
    status: int | None = None
    looks: int = 0
    of: str = ""


def _read(readings: Mapping[str, Reading], element: str, host: Reading) -> Reading:
    found = readings.get(element)
    if found is not None:
        return found
    return _missing_beside(host, element)


def _missing_beside(host: Reading, element: str) -> Reading:
    return missing(element, host.unread, host.evidence, host.locator, host.reason)


@lru_cache(maxsize=4096)
def missing(
    element: str, unread: bool, evidence: str | None, locator: str | None = None, reason: str | None = None
) -> Reading:
    """The reading of an element that nothing states: a gap of ours, or not stated."""
    state = State.UNREAD if unread else State.NOT_STATED
    return made(element, state, None, None, None, evidence, locator, reason=reason)


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One application material (申请材料) with its own elements (`material_*` ids)."""

    name: Reading
    readings: Mapping[str, Reading] = field(default_factory=dict)
    blank_forms: tuple[FormAttachment, ...] = ()
    sample_forms: tuple[FormAttachment, ...] = ()

    def read(self, element: str) -> Reading:
        """Reading of one element of this material."""
        found = self.readings.get(element)
        if found is not None:
            return found
        name = self.name  # asked for so often that another call shows
        return missing(element, name.unread, name.evidence, name.locator, name.reason)


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee row (收费项目): fee_name, fee_standard, fee_basis, fee_reduction, fee_reduction_basis, online_payment."""

    name: Reading
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def read(self, element: str) -> Reading:
        """Reading of one element of this fee row."""
        return self.name if element == "fee_name" else _read(self.readings, element, self.name)


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step (环节) of the procedure; `limit` is its time limit as written."""

    name: Reading
    description: Reading
    limit: Reading


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasisEntry:
    """One legal basis (设定依据): law name, document number, article number and clause text."""

    law: Reading
    number: Reading
    clause: Reading
    content: Reading


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One service window (办理窗口)."""

    place: Reading
    hours: Reading
    phone: Reading


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """One frequent question (常见问题) and its answer."""

    question: Reading
    answer: Reading


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A label that was met and not understood."""

    label: str
    value: str
    evidence: str
    locator: str


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGuide:
    """A service guide (办事指南) as read from one or more pieces of evidence.

    `unread` is the reason why the whole guide could not be read (fetch failure, unknown layout); then every element is
    unread. An element with no entry in `readings` was looked for on a page read as a guide and is not stated, unless
    `gaps` says that a part of the guide is missing: then it is unread for that reason. `entrance` is what opening the
    online entrance (在线办理) led to, None where it was not asked for. `region` is the code of the region
    whose portal shows it. `chart` is the picture or file of its flow chart (流程图), where that has an address.
    """

    evidence: tuple[str, ...]
    url: str
    readings: Mapping[str, Reading] = field(default_factory=dict)
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    steps: tuple[Step, ...] = ()
    legal_bases: tuple[LegalBasisEntry, ...] = ()
    windows: tuple[Window, ...] = ()
    faqs: tuple[Faq, ...] = ()
    forms: tuple[FormAttachment, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    unread: str | None = None
    gaps: str | None = None
    region: str | None = None
    chart: FormAttachment | None = None
    entrance: Look | None = None

    def read(self, element: str) -> Reading:
        """Reading of one element: stated, not stated or unread, never missing."""
        found = self.readings.get(element)
        if found is not None:
            return found
        reason = self.unread or self.gaps
        return missing(element, bool(reason), self.evidence[0] if self.evidence else None, "/", reason)

    @property
    def attachments(self) -> tuple[FormAttachment, ...]:
        """Every form of the guide: those of the materials in order, then those of the guide itself."""
        rows = [a for m in self.materials for a in (*m.blank_forms, *m.sample_forms)]
        return (*rows, *self.forms)


class GuideState(StrEnum):
    """What opening a listed item's guide led to."""

    OPENED = "opened"
    ABSENT = "absent"
    """404, 410 or a soft 404 in two looks, or a page that says the guide is not ready."""
    UNDECIDED = "undecided"
    NOT_ASKED = "not_asked"


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """One row of an item list (事项清单). `key` is stable: its code, else a hash of name and address.

    `unmapped` are the labels in the row that were met and not understood. `by_script` tells that the address was made
    out of a script: where nothing of its kind ever opens, it is the address that is wrong.
    """

    key: str
    name: Reading
    target: Target | None
    by_script: bool = False
    readings: Mapping[str, Reading] = field(default_factory=dict)
    guide_state: GuideState = GuideState.NOT_ASKED
    guide_evidence: str | None = None
    guide_words: str | None = None
    looks: int = 0
    unmapped: tuple[str, ...] = ()

    def read(self, element: str) -> Reading:
        """Reading of one element of this row."""
        return self.name if element == "name" else _read(self.readings, element, self.name)


class Counts(StrEnum):
    """What a total declared by a portal counts."""

    ITEMS = "items"
    MAIN_ITEMS = "main_items"
    PAGES = "pages"
    ONLINE_ITEMS = "online_items"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTotal:
    """A total that a list declares, what it counts, and what that same list was found to hold.

    `of` tells the lists of a portal apart (by department, by theme), each of which may have its own totals. `reached`
    are the distinct items of each full pass over the list, `rows` its rows, of which several may be one item. `untold`:
    rows of that list may be items of their own that nobody could tell apart. `mixed`: rows stand among them that are no
    items and may be counted (main items, what is offered no more). `place` is the address of its first page.
    """

    value: int
    counts: Counts
    reading: Reading
    of: str = ""
    reached: tuple[int, ...] = ()
    rows: int = 0
    untold: bool = False
    mixed: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """The item list (事项清单) of a portal, all pages together.

    `pages_failed` counts list pages that were planned and not fetched; `reached_end` says whether paging came to its
    own end, and no other number says that much of it is missing. `departments` are those that its navigation offers to
    choose from (部门导航). `portal_total` is how many items the front page says that the portal publishes; None
    where it counts items once for each theme. `selection`: only the front page shows items, few of them, and offers a
    search for others. `cut_short`: how many of its lists have a pager with pages that nobody turned to.
    """

    evidence: tuple[str, ...]
    url: str
    items: tuple[ListedItem, ...]
    totals: tuple[DeclaredTotal, ...] = ()
    pages_failed: int = 0
    reached_end: bool = False
    cut_short: int = 0
    departments: tuple[Reading, ...] = ()
    portal_total: int | None = None
    selection: bool = False
    unread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalSummary:
    """What is known of a portal as a whole."""

    region: str
    url: str
    home: Reading
    captured_to: datetime | None = None
    unread: str | None = None
    survey: Survey = field(default_factory=Survey)
    kin: Kin = field(default_factory=Kin)
    references: tuple[ReferenceName, ...] = ()


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceItem:
    """A service item (政务服务事项): its row in the list and its guide, as far as each was read."""

    key: str
    row: ListedItem | None
    guide: ServiceGuide

    def read(self, element: str) -> Reading:
        """Reading from the guide, else from the list row; what the guide could not say stays as the guide left it."""
        in_guide = self.guide.read(element)
        if in_guide.stated or self.row is None:
            return in_guide
        in_row = self.row.read(element)
        return in_row if in_row.stated else in_guide

    @property
    def item_code(self) -> str | None:
        """The code as published: handling code, implementation code, basic code or local code, in that order."""
        for element in ("handling_code", "implementation_code", "basic_code", "local_code"):
            found = self.read(element)
            if found.stated:
                return found.value
        return None
