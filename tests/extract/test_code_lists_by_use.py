"""Codes of answers that a portal's script looks up in a list of its own under another name."""

from __future__ import annotations

from crawler.assembly.code_lists import code_lists
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import ANSWER, LABELS, answer_of

LISTS = 'var D={deep:{"2":"网上预约查询","4":"全程在线的办理"},m:{"1":"甲种","2":"乙种"}};'


def _read(script: str, **codes: str) -> str | None:
    look = Evidence(
        id="s",
        region="990001",
        kind=PageKind.FRAGMENT,
        target=Target(url="https://bs.example/app.js"),
        state=FetchState.FETCHED,
        content_type="text/javascript",
    )
    lists = code_lists([look], lambda _: None, lambda _: script)
    return read_guide([answer_of({**ANSWER, **codes}), *lists], LABELS).read("online_depth").value


def test_the_list_in_which_a_script_looks_a_key_up_says_what_its_codes_mean() -> None:
    assert _read(LISTS + "row('网上办理深度',D.deep[i.onlineHandleDepth])", onlineHandleDepth="4") == "全程在线的办理"
    assert _read(LISTS + "row('网上办理深度',D.deep[i.other])", onlineHandleDepth="4") == "4"


def test_a_short_key_names_a_list_for_nobody_else() -> None:
    assert _read(LISTS + "D.deep[i.depth]", onlineHandleDepth="4") == "4"
