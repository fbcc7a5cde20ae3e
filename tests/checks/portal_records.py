"""Lists and portals for tests of checks, built from the few words of an example."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crawler.catalogue.references import references
from crawler.domain.evidence import Failure, Target
from crawler.domain.kin import CoreFacts, Kin, Kinship, Relation
from crawler.domain.records import Counts, DeclaredTotal, GuideState, ItemList, ListedItem, PortalSummary
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
from tests.checks.guide_records import GuideRecords

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABOUT_A_ROW = frozenset({"key", "name", "url", "unmapped", "guide", "words", "looks"})


class Builder(GuideRecords):
    """Builds records of every kind."""

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
                untold=total.get("untold", False),
            )
            for total in values.get("totals", [])
        ]
        return ItemList(
            evidence=tuple(values.get("evidence", ["e1"])),
            url="http://127.0.0.1/list",
            items=tuple(items),
            totals=tuple(totals),
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
