"""Guides and items for tests of checks, built from the few words of an example."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.demo import office
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Failure, Target
from crawler.domain.records import (
    Faq,
    Fee,
    FileKind,
    FormAttachment,
    FormFile,
    FormSlot,
    LegalBasisEntry,
    ListedItem,
    Material,
    ServiceGuide,
    ServiceItem,
    Step,
    Unmapped,
    Window,
)
from crawler.domain.survey import Look
from crawler.extract.forms.file import read_form

if TYPE_CHECKING:
    from collections.abc import Mapping


_NO_ELEMENTS = frozenset({"guide_unread", "gaps", "entrance", "region", "chart"})
_LABELS = {
    "consultation_phone": "咨询电话",
    "complaint_phone": "投诉电话",
    "implementation_code": "实施编码",
    "handling_code": "业务办理项编码",
    "fee_standard": "收费标准",
}


@dataclass(frozen=True)
class GuideRecords:
    """Builds guides and items. `<empty>` as a value is a label with an empty place.

    `<unread>` or `<unread why>` is an unread element.
    """

    labels: Mapping[str, str] = field(default_factory=dict)

    def reading(self, element: str, value: str | None, place: str = "") -> Reading:
        label = self.labels.get(element) or _LABELS.get(element, element)
        locator = f"/{place}{element}"
        if value is None:
            return Reading(element=element, state=State.NOT_STATED, evidence="e1", locator="/")
        if value.startswith("<unread"):
            why = value.strip("<>").removeprefix("unread").strip() or "只有图片"
            return Reading(element=element, state=State.UNREAD, evidence="e1", locator=locator, reason=why)
        if value == "<empty>":
            return Reading(element=element, state=State.NOT_STATED, label=label, evidence="e1", locator=locator)
        return Reading(
            element=element, state=State.STATED, value=value, label=label, quote=value, evidence="e1", locator=locator
        )

    def readings(self, values: Mapping[str, Any], place: str = "") -> dict[str, Reading]:
        return {element: self.reading(element, value, place) for element, value in values.items()}

    def guide(self, values: Mapping[str, Any]) -> ServiceGuide:
        lists = {k: v for k, v in values.items() if isinstance(v, list)}
        single = {k: v for k, v in values.items() if not isinstance(v, list) and k not in _NO_ELEMENTS}
        return ServiceGuide(
            evidence=("e1",),
            url="http://127.0.0.1/guide",
            readings=self.readings(single),
            materials=tuple(self._material(row, i) for i, row in enumerate(lists.get("materials", []))),
            fees=tuple(self._fee(row, i) for i, row in enumerate(lists.get("fees", []))),
            steps=tuple(self._step(row, i) for i, row in enumerate(lists.get("steps", []))),
            legal_bases=tuple(self._basis(row, i) for i, row in enumerate(lists.get("legal_bases", []))),
            windows=tuple(self._window(row, i) for i, row in enumerate(lists.get("windows", []))),
            faqs=tuple(self._faq(row, i) for i, row in enumerate(lists.get("faqs", []))),
            forms=tuple(self._form(name) for name in lists.get("forms", [])),
            unmapped=tuple(Unmapped(**row, evidence="e1", locator="/") for row in lists.get("unmapped", [])),
            unread=values.get("guide_unread"),
            gaps=values.get("gaps"),
            region=values.get("region"),
            chart=self._chart(values["chart"]) if "chart" in values else None,
            entrance=self._opened(values["entrance"]) if "entrance" in values else None,
        )

    def _opened(self, row: Mapping[str, Any]) -> Look:
        return Look(
            target=Target(url="http://127.0.0.1/apply"),
            opened=row.get("opened", False),
            status=row.get("status"),
            failure=Failure(row["failure"]) if "failure" in row else None,
            looks=row.get("looks", 1),
        )

    def _material(self, row: Mapping[str, Any], at: int) -> Material:
        rest = {k: v for k, v in row.items() if k not in {"name", "blanks", "samples"}}
        place = f"material/{at}/"
        return Material(
            name=self.reading("material_name", row.get("name"), place),
            readings=self.readings(rest, place),
            blank_forms=tuple(self._attachment(one, FormSlot.BLANK, place) for one in row.get("blanks", [])),
            sample_forms=tuple(self._attachment(one, FormSlot.SAMPLE, place) for one in row.get("samples", [])),
        )

    def _attachment(self, row: Mapping[str, Any], slot: FormSlot, place: str) -> FormAttachment:
        """A form that is offered; with `make`, the file that came, written by a maker of real office files."""
        name = row["name"]
        file = None
        if "make" in row:
            spec = office.FormSpec(
                title=row.get("title", "养犬登记申请表"),
                rows=tuple((label, said) for label, said in row.get("rows", [])),
            )
            maker = getattr(office, f"make_{row['make']}")
            body = (
                maker() if row["make"] == "zero_bytes" else maker("提示", "x") if "html" in row["make"] else maker(spec)
            )
            file = read_form(body, evidence="f1", file_name=row.get("file_name", name))
        return FormAttachment(
            slot=slot,
            name=name,
            reading=self.reading("blank_form", "<unread>" if row.get("unread") else name, place),
            target=None if row.get("dead") or row.get("unread") else Target(url=f"http://127.0.0.1/{name}"),
            file=file,
            failure=Failure(row["failure"]) if "failure" in row else None,
            status=row.get("status"),
            looks=row.get("looks", 1),
        )

    def _chart(self, row: Mapping[str, Any]) -> FormAttachment:
        """A flow chart with an address; with `kind`, the file that came of it."""
        name = row.get("name", "flow.png")
        file = None
        if "kind" in row:
            file = FormFile(
                evidence="f1",
                file_name=name,
                extension=name.rpartition(".")[2],
                kind=FileKind(row["kind"]),
                size=row.get("size", 40_000),
                sha256="",
                opens=row.get("opens"),
                vector=row.get("vector", False),
                text=row.get("text"),
            )
        return FormAttachment(
            slot=FormSlot.UNSAID,
            name=name,
            reading=self.reading("flow_chart", name),
            target=None if row.get("dead") else Target(url=f"http://127.0.0.1/{name}"),
            file=file,
            failure=Failure(row["failure"]) if "failure" in row else None,
            status=row.get("status"),
            looks=row.get("looks", 1),
        )

    def _fee(self, row: Mapping[str, str], at: int) -> Fee:
        rest = {k: v for k, v in row.items() if k != "name"}
        place = f"fee/{at}/"
        return Fee(name=self.reading("fee_name", row.get("name"), place), readings=self.readings(rest, place))

    def _step(self, row: Mapping[str, str], at: int) -> Step:
        place = f"step/{at}/"
        return Step(
            name=self.reading("procedure_step", row.get("name"), place),
            description=self.reading("procedure", row.get("description"), place),
            limit=self.reading("procedure_step", row.get("limit"), place),
        )

    def _basis(self, row: Mapping[str, str], at: int) -> LegalBasisEntry:
        readings = {k: self.reading("legal_basis", row.get(k), f"law/{at}/{k}/") for k in ("law", "number", "clause")}
        return LegalBasisEntry(content=self.reading("legal_basis", row.get("content"), f"law/{at}/"), **readings)

    def _window(self, row: Mapping[str, str], at: int) -> Window:
        place = f"window/{at}/"
        return Window(
            place=self.reading("place", row.get("place"), place),
            hours=self.reading("hours", row.get("hours"), place),
            phone=self.reading("consultation_phone", row.get("phone"), place),
        )

    def _faq(self, row: Mapping[str, str], at: int) -> Faq:
        place = f"faq/{at}/"
        return Faq(
            question=self.reading("faq", row.get("question"), f"{place}question/"),
            answer=self.reading("faq", row.get("answer"), f"{place}answer/"),
        )

    def _form(self, name: str) -> FormAttachment:
        return FormAttachment(slot=FormSlot.UNSAID, name=name, reading=self.reading("blank_form", name))

    def item(self, guide: Mapping[str, Any], row: Mapping[str, str] | None) -> ServiceItem:
        listed = None
        if row is not None:
            listed = ListedItem(
                key="k1",
                name=self.reading("name", row.get("name"), "row/"),
                target=None,
                readings=self.readings({k: v for k, v in row.items() if k != "name"}, "row/"),
            )
        return ServiceItem(key="k1", row=listed, guide=self.guide(guide))
