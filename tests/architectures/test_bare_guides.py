"""A portal whose guides show next to nothing, since what opens their parts is nothing that we do: nobody is accused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.check import Outcome
from crawler.domain.portal import Level, Limits, PortalProfile
from crawler.export import rows
from crawler.gather.job import CrawlOptions
from crawler.rounds import RoundState, RunRequest, run_round
from crawler.storage import open_database, reading
from crawler.verdicts.bare_guides import LEAST
from tests.architectures.server_rendered import HOME
from tests.architectures.services import Portal, asked, facts, page, reply, services

if TYPE_CHECKING:
    from pathlib import Path

CHECKS = frozenset({"service_guide.legal_basis", "service_guide.place", "fee.status"})
FIRST = ("事项名称", "实施编码", "实施主体", "事项类型", "咨询电话")


def _portal(site: Any, *, whole: int) -> Portal:
    """Guides of which the first few are whole; the rest of the others is drawn when somebody turns their phone."""
    portal = Portal(site, services(LEAST + 4))

    def guide(seen: Any) -> Any:
        one = portal.by_id(asked(seen).get("id", ""))
        if one is None:
            return None
        shown = facts(one) if one.number < whole else {label: facts(one)[label] for label in FIRST}
        table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in shown.items())
        return reply(page(f"<h1>{one.name}</h1><table>{table}</table><div class='rest'></div>"))

    links = "".join(f'<li><a href="/guide?id={one.id}">{one.name}</a></li>' for one in portal.published)
    portal.at("/", page(f'{HOME}<a href="/list">办事大厅</a>'))
    portal.at("/list", page(f"<h2>办事大厅</h2><ul>{links}</ul>"))
    portal.at("/guide", guide)
    return portal


@pytest.mark.parametrize(
    ("whole", "state", "accused"), [(2, RoundState.INCOMPLETE, False), (LEAST, RoundState.DONE, True)]
)
def test_where_most_guides_lack_half_of_what_they_must_say_the_region_is_incomplete(
    whole: int, state: RoundState, accused: bool, site: Any, tmp_path: Path
) -> None:
    portal = _portal(site, whole=whole)
    profile = PortalProfile(
        code="990199", name="云溪市", level=Level.KEY_CITY, portal=site.url, limits=Limits(rate=1000.0)
    )
    request = RunRequest(
        round="R1", profiles=(profile,), checks=CHECKS, census=True,
        options=CrawlOptions(allow_private=True, timeout=5.0, pauses=(0.05,), outage_pauses=(0.1,), processes=1),
    )  # fmt: skip
    database = f"sqlite:///{tmp_path / 'audit.db'}"
    result = run_round(request, data=tmp_path, database=database)

    assert (result.state, result.regions[0].items) == (state, len(portal.published))

    with reading(open_database(database)) as session:
        accusing = {(f["check"], f["item_name"]) for f in rows.findings(session, "R1")}
        verdicts = {(v["check"], v["item_name"]): Outcome(v["outcome"]) for v in rows.verdicts(session, "R1")}
    bare = {one.name for one in portal.published[whole:]}

    assert {name for _, name in accusing} == (bare if accused else set())
    assert {verdicts["service_guide.legal_basis", name] for name in bare} == {
        Outcome.FAILED if accused else Outcome.CANT_TELL
    }
    assert {verdicts["service_guide.legal_basis", one.name] for one in portal.published[:whole]} == {Outcome.PASSED}
