"""Records for tests of checks, built from the few words of an example."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import checks
from crawler.catalogue.references import references
from crawler.demo import office
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Failure, Target
from crawler.domain.kin import CoreFacts, Kin, Kinship, Relation
from crawler.domain.records import (
    Counts,
    DeclaredTotal,
    Faq,
    Fee,
    FileKind,
    FormAttachment,
    FormFile,
    FormSlot,
    GuideState,
    ItemList,
    LegalBasisEntry,
    ListedItem,
    Material,
    PortalSummary,
    ServiceGuide,
    ServiceItem,
    Step,
    Window,
)
from crawler.domain.survey import (
    AssistantAnswer,
    Column,
    EngineLook,
    Entrance,
    Entry,
    LinkLook,
    Look,
    Reply,
    SearchLook,
    Survey,
    Visit,
    Zone,
)
from crawler.extract.form_file import read_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.judge import Record

EXAMPLES = Path(checks.__file__).parent
KINDS = ("passed", "failed", "near_miss", "inapplicable", "cant_tell")

_ABOUT_A_ROW = frozenset({"key", "name", "url", "unmapped", "guide", "words", "looks"})
_NO_ELEMENTS = frozenset({"guide_unread", "gaps", "entrance", "region", "chart"})
_LABELS = {
    "consultation_phone": "咨询电话",
    "complaint_phone": "投诉电话",
    "implementation_code": "实施编码",
    "handling_code": "业务办理项编码",
    "fee_standard": "收费标准",
}


@dataclass(frozen=True)
class Builder:
    """Builds records. A value of `<unread>` is an unread element, `<empty>` a label whose value place is empty."""

    labels: Mapping[str, str] = field(default_factory=dict)

    def reading(self, element: str, value: str | None, place: str = "") -> Reading:
        label = self.labels.get(element) or _LABELS.get(element, element)
        locator = f"/{place}{element}"
        if value is None:
            return Reading(element=element, state=State.NOT_STATED, evidence="e1", locator="/")
        if value == "<unread>":
            return Reading(element=element, state=State.UNREAD, evidence="e1", locator=locator, reason="只有图片")
        if value == "<empty>":
            return Reading(element=element, state=State.NOT_STATED, label=label, evidence="e1", locator=locator)
        return Reading(
            element=element,
            state=State.STATED,
            value=value,
            label=label,
            quote=value,
            evidence="e1",
            locator=locator,
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

    def item_list(self, values: Mapping[str, Any]) -> ItemList:
        items = [
            ListedItem(
                key=row.get("key", f"{i:016x}"),
                name=self.reading("name", row.get("name", f"事项{i}"), f"{i}/"),
                target=Target(url=f"http://127.0.0.1{row['url']}") if "url" in row else None,
                readings=self.readings({k: v for k, v in row.items() if k not in _ABOUT_A_ROW}, f"{i}/"),
                unmapped=tuple(row.get("unmapped", ())),
                guide_state=GuideState(row.get("guide", "opened")),
                guide_words=row.get("words"),
                guide_evidence="e2",
                looks=row.get("looks", 1),
            )
            for i, row in enumerate(values.get("items", [{}] * values.get("count", 0)))
        ]
        totals = [
            DeclaredTotal(
                value=total["value"],
                counts=Counts(total.get("counts", "items")),
                reading=self.reading("name", f"共 {total['value']} 项", "total/"),
                of=total.get("of", ""),
                reached=tuple(total.get("reached", values.get("passes", [len(items)]))),
                rows=total.get("rows", len(items)),
            )
            for total in values.get("totals", [])
        ]
        return ItemList(
            evidence=tuple(values.get("evidence", ["e1"])),
            url="http://127.0.0.1/list",
            items=tuple(items),
            totals=tuple(totals),
            pages_fetched=values.get("pages_fetched", 1),
            pages_failed=values.get("pages_failed", 0),
            reached_end=values.get("reached_end", True),
            departments=tuple(
                self.reading("implementing_body", name, f"department/{i}/")
                for i, name in enumerate(values.get("departments", []))
            ),
            unread=values.get("unread"),
        )

    def portal(self, values: Mapping[str, Any]) -> PortalSummary:
        return PortalSummary(
            region="990001",
            url="http://127.0.0.1/",
            home=self.reading("name", "<unread>" if "unread" in values else "云溪省", "home/"),
            list_found=values.get("list_found", True),
            walked_to_end=values.get("walked_to_end", True),
            captured_to=datetime(values.get("year", 2026), 11, 1, tzinfo=UTC),
            unread=values.get("unread"),
            survey=self._survey(values.get("survey", {})),
            references=references() if values.get("references", True) else (),
            kin=self._kin(values.get("kin", {})),
        )

    def _kin(self, values: Mapping[str, Any]) -> Kin:
        """Kinships; each has a `relation`, its `own` facts and those of `others`."""
        kinships = tuple(
            Kinship(
                relation=Relation(row["relation"]),
                own=self._facts(row["own"], "e1"),
                others=tuple(self._facts(one, None) for one in row["others"]),
            )
            for row in values.get("kinships", [])
        )
        return Kin(
            compared=frozenset(Relation(one) for one in values.get("compared", [])) | {k.relation for k in kinships},
            kinships=kinships,
            appeared=tuple(self._facts(one, "e1") for one in values.get("appeared", [])),
            vanished=tuple(self._facts(one, None) for one in values.get("vanished", [])),
        )

    def _facts(self, row: Mapping[str, Any], evidence: str | None) -> CoreFacts:
        about = {"region", "region_name", "provincial", "key", "materials", "url"}
        readings = self.readings({k: v for k, v in row.items() if k not in about}, f"{row.get('key', 'k1')}/")
        return CoreFacts(
            region=row.get("region", "990001"),
            region_name=row.get("region_name", "云溪省"),
            key=row.get("key", "k1"),
            provincial=row.get("provincial", False),
            readings={element: replace(one, evidence=evidence) for element, one in readings.items()},
            materials=tuple(row["materials"]) if "materials" in row else None,
            url=row.get("url"),
        )

    def _survey(self, values: Mapping[str, Any]) -> Survey:
        """What was seen of a portal: zones with the names they offer, entrances, links by their words."""
        return Survey(
            entrances=dict(self._entrance(one) for one in values.get("entrances", [])),
            looked_for=frozenset(
                Entry if values.get("looked_for") == "all" else map(Entry, values.get("looked_for", []))
            ),
            seen=frozenset(values.get("seen", [])),
            links=tuple(self._link(one) for one in values.get("links", [])),
            columns=tuple(
                Column(
                    name=self.reading("column", row["name"], "column/"),
                    look=self._look(row),
                    entries=row.get("entries"),
                    words=self.reading("column", row["words"], "words/") if "words" in row else None,
                )
                for row in values.get("columns", [])
            ),
            searches=tuple(
                SearchLook(
                    query=row.get("query", row["wanted"]),
                    wanted=row["wanted"],
                    exact="query" not in row,
                    reading=self.reading("search", row.get("query", row["wanted"]), "search/"),
                    at=row.get("at"),
                    shown=row.get("shown", row.get("at", 0)),
                    failure=Failure(row["failure"]) if "failure" in row else None,
                )
                for row in values.get("searches", [])
                for _ in range(row.get("times", 1))
            ),
            visits=tuple(
                Visit(
                    at=datetime(2026, 11, 1, tzinfo=UTC) + number * timedelta(hours=values.get("every_hours", 1)),
                    seconds=row.get("seconds"),
                    failure=Failure(row["failure"]) if "failure" in row else None,
                    evidence="e1",
                    confirmed=row.get("confirmed", False),
                )
                for number, row in enumerate(r for r in values.get("visits", []) for _ in range(r.get("times", 1)))
            ),
            engines=tuple(
                EngineLook(
                    engine=row["engine"],
                    reading=self.reading("name", row.get("title", "首页"), "engine/"),
                    title=row.get("title", "首页"),
                    items=row.get("items", 40),
                    failure=Failure(row["failure"]) if "failure" in row else None,
                )
                for row in values.get("engines", [])
            ),
            replies=tuple(
                Reply(
                    reading=self.reading("reply", str(row["asked"]), "reply/"),
                    asked=row["asked"],
                    answered=row.get("answered"),
                )
                for row in values.get("replies", [])
                for _ in range(row.get("times", 1))
            ),
            assistant=tuple(
                AssistantAnswer(
                    question=row["question"],
                    reading=self.reading("assistant", row["question"]),
                    answer=row.get("answer"),
                )
                for row in values.get("assistant", [])
            ),
            rating_counts=tuple(self.reading("rating_counts", one) for one in values.get("rating_counts", [])),
            way_back=self._link(values["way_back"]) if "way_back" in values else None,
            zones=tuple(
                Zone(
                    entry=Entry(zone["entry"]),
                    reading=self.reading(zone["entry"], zone.get("title", zone["entry"]), "zone/"),
                    names=tuple(self.reading("name", name, f"zone/{i}/") for i, name in enumerate(_offered(zone))),
                    complete=zone.get("complete", True),
                )
                for zone in values.get("zones", [])
            ),
        )

    def _entrance(self, row: Any) -> tuple[Entry, Entrance]:
        """An entrance by its kind; with what opening it led to, and what lies behind it."""
        if isinstance(row, str):
            return Entry(row), Entrance(reading=self.reading(row, row, "entrance/"))
        entry = row["entry"]
        behind = {name: self.reading(entry, row[name], f"{name}/") for name in ("place", "says") if name in row}
        look = None if row.get("script") else self._look(row)
        return Entry(entry), Entrance(reading=self.reading(entry, row.get("words", entry), "e/"), look=look, **behind)

    def _link(self, row: Any) -> LinkLook:
        """A link: only its words where nobody opened it, else what came back."""
        words = row if isinstance(row, str) else row["words"]
        look = Look(target=Target(url="http://127.0.0.1/")) if isinstance(row, str) else self._look(row)
        return LinkLook(reading=self.reading("link", words, "link/"), look=look)

    def _look(self, row: Mapping[str, Any]) -> Look:
        failure = Failure(row["failure"]) if "failure" in row else None
        return Look(
            target=Target(url="http://127.0.0.1/x"),
            opened=failure is None and row.get("looks", 1) > 0,
            status=row.get("status", 200 if failure is None else None),
            failure=failure,
            looks=row.get("looks", 1),
            evidence="e2",
        )


def _offered(zone: Mapping[str, Any]) -> list[str]:
    """The names of a zone: those given, with `listed` those of the reference list, less those of `without`."""
    listed = [one.name for one in references() if one.zone == zone["entry"] and one.due] if zone.get("listed") else []
    own: list[str] = zone.get("names", [])
    return [*(name for name in listed if name not in zone.get("without", [])), *own]


@dataclass(frozen=True)
class Example:
    """One example of a check: a record and what the check must say about it."""

    check: str
    kind: str
    says: str
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.check}-{self.kind}-{self.says}"

    def record(self) -> Record:
        build = Builder(labels=self.data.get("labels", {}))
        if "portal" in self.data:
            return build.portal(self.data["portal"])
        if "list" in self.data:
            return build.item_list(self.data["list"])
        if "item" in self.data or "row" in self.data:
            return build.item(self.data.get("item", {}), self.data.get("row"))
        return build.guide(self.data["guide"])


def read_examples() -> tuple[list[Example], dict[str, dict[str, str]]]:
    """Every example, and for each check the kinds it declares to have none of, with the reason."""
    examples: list[Example] = []
    exceptions: dict[str, dict[str, str]] = {}
    for path in sorted(EXAMPLES.glob("*/*.toml")):
        check = f"{path.parent.name}.{path.stem}"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        exceptions[check] = table.get("none_of", {})
        for kind in KINDS:
            examples += [Example(check, kind, row["says"], row) for row in table.get(kind, [])]
    return examples, exceptions


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        examples, _ = read_examples()
        metafunc.parametrize("example", examples, ids=[e.id for e in examples])


@pytest.fixture
def kinds_by_check() -> dict[str, set[str]]:
    """For each check with an example file the kinds it shows or declares impossible."""
    examples, exceptions = read_examples()
    found = {check: set(declared) for check, declared in exceptions.items()}
    for example in examples:
        found[example.check].add(example.kind)
    return found


@pytest.fixture
def build() -> Builder:
    return Builder()
