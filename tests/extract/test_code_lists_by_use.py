"""Codes of answers that a portal's script looks up in a list of its own under another name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.assembly.code_lists import code_lists
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.guide.reading import read_guide
from crawler.page.parse import parse
from tests.extract.one_guide import ANSWER, LABELS, answer_of

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

LISTS = 'var D={deep:{"2":"网上预约查询","4":"全程在线的办理"},m:{"1":"甲种","2":"乙种"}};'


def _guide(script: str, **said: object) -> ServiceGuide:
    look = Evidence(
        id="s",
        region="990001",
        kind=PageKind.FRAGMENT,
        target=Target(url="https://bs.example/app.js"),
        state=FetchState.FETCHED,
        content_type="text/javascript",
    )
    lists = code_lists([look], lambda _: None, lambda _: script)
    return read_guide([answer_of({**ANSWER, **said}), *lists], LABELS)


def _read(script: str, **codes: str) -> str | None:
    return _guide(script, **codes).read("online_depth").value


def test_the_list_in_which_a_script_looks_a_key_up_says_what_its_codes_mean() -> None:
    assert _read(LISTS + "row('网上办理深度',D.deep[i.onlineHandleDepth])", onlineHandleDepth="4") == "全程在线的办理"
    assert _read(LISTS + "row('网上办理深度',D.deep[i.other])", onlineHandleDepth="4") == "4"


def test_a_script_looks_keys_up_in_the_lists_of_an_answer() -> None:
    script = Evidence(
        id="s", region="990001", kind=PageKind.FRAGMENT, target=Target(url="https://bs.example/app.js"),
        state=FetchState.FETCHED, content_type="text/javascript",
    )  # fmt: skip
    call = replace(script, id="d", kind=PageKind.API, via=Via.BROWSER, target=Target(url="https://bs.example/dict"))
    told = {"deal_depth": {"2": "互联网预审", "4": "全程网办"}, "pay_kind": {"2": "窗口", "4": "银行"}}
    told["yes_no"] = {"0": "否", "1": "是"}
    entries = {key: [{"value": code, "label": word} for code, word in own.items()] for key, own in told.items()}

    def read(source: str) -> Reading:
        lists = code_lists([script, replace(call, parent=None), call], lambda _: answer_of(entries), lambda _: source)
        own = {**ANSWER, "acceptCondition": "有渡船。", "applyFormOnline": "4"}
        return read_guide([answer_of(own), *lists], LABELS).read("online_depth")

    assert read("row(label('deal_depth', d.applyFormOnline))").value == "全程网办"
    assert not read("row(label('pay_kind', d.applyFormOnline))").stated
    assert not read("label('deal_depth', d.applyFormOnline);label('pay_kind', e.applyFormOnline)").stated


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("/getDictionaries?types=onlineHandleDepth&_=1764331200000", "全程网办"),
        ("/getDictionaries", "全程网办"),
        ("/options?item=10234", "4"),
        ("/options/10234", "4"),
        ("/options?row=4f2a9001", "4"),
    ],
)
def test_a_dictionary_that_the_one_rendered_guide_asks_for_is_that_of_all(asked: str, value: str) -> None:
    shown = Evidence(
        id="g", region="990001", kind=PageKind.GUIDE, target=Target(url="https://bs.example/#/guide?item=10234"),
        state=FetchState.FETCHED, via=Via.BROWSER,
    )  # fmt: skip
    target = Target(url=f"https://bs.example{asked}")
    call = replace(shown, id="d", kind=PageKind.API, target=target, parent="g")
    told = {"onlineHandleDepth": {"2": "互联网预审", "4": "全程网办"}, "yes_no": {"0": "否", "1": "是"}}
    told["pay_kind"] = {"2": "窗口", "4": "银行"}
    entries = {key: [{"value": code, "label": word} for code, word in own.items()] for key, own in told.items()}
    lists = code_lists([shown, call], lambda _: answer_of({"data": entries}), lambda _: "")
    assert (
        read_guide([answer_of({**ANSWER, "onlineHandleDepth": "4"}), *lists], LABELS).read("online_depth").text == value
    )


def test_a_short_key_names_a_list_for_nobody_else() -> None:
    assert _read(LISTS + "D.deep[i.depth]", onlineHandleDepth="4") == "4"


def _needed(script: str, *codes: str) -> list[str | None]:
    rows = [{"materialName": f"渡船证书{n}", "necessity": code} for n, code in enumerate(codes)]
    return [one.read("material_necessity").value for one in _guide(script, materialList=rows).materials]


@pytest.mark.parametrize(
    "choice",
    [
        "(m.necessity=='1'?'必要':'非必要')",
        '"1"===m.necessity?"必要":"非必要"',
        "m.necessity == 1 ? '必要' : m.necessity == 0 ? '非必要' : '容缺后补'",
        "(m.necessity=='1'?'\\u5fc5\\u8981':'\\u975e\\u5fc5\\u8981')",
    ],
)
def test_a_script_that_chooses_words_by_a_code_says_what_it_means(choice: str) -> None:
    assert _needed(f"var h='<td>'; h+={choice};", "1", "0") == ["必要", "非必要"]


@pytest.mark.parametrize(
    "choice",
    [
        "(m.paper && m.necessity=='1'?'必要':'非必要')",
        "(m.necessity=='1'?'必要':'非必要'); k=(m.necessity=='1'?'容缺后补':'必要')",
        "(m.necessity=='1'?'甲类':'乙类')",
        "(m.necessity=='1'?'必要':other)",
    ],
    ids=["part-of-a-condition", "two-meanings", "words-of-nothing", "no-word"],
)
def test_what_is_not_chosen_by_this_code_alone_says_nothing(choice: str) -> None:
    assert _needed(f"h={choice};", "1", "0") == [None, None]


STATE = {
    "path": "/",
    "dicts": [
        {"name": "bjlx", "value": [{"code": "bjlx_jbj", "value": "即办件"}, {"code": "bjlx_cnj", "value": "承诺件"}]},
        {"name": "kkd", "value": [{"code": "kkd_3", "value": "互联网预审"}, {"code": "kkd_4", "value": "全程网办"}]},
        {
            "name": "ckly",
            "value": [{"code": "ckly_1", "value": "自备"}, {"code": "ckly_2", "value": "核发"}],
        },
    ],
    "news": [{"id": 311, "title": "服务安排"}, {"id": 298, "title": "跨区通办"}],
}


def _carried(state: object, **codes: str) -> tuple[str | None, str | None]:
    look = Evidence(
        id="h", region="990001", kind=PageKind.HOME, target=Target(url="https://bs.example/"),
        state=FetchState.FETCHED, content_type="text/html",
    )  # fmt: skip
    text = f"<html><body><p>办事</p><script>window.__INITIAL_STATE__={json.dumps(state, ensure_ascii=False)}</script>"
    page = parse(text.encode(), "text/html", "https://bs.example/", "h")
    lists = code_lists([look], lambda _: page, lambda _: "")
    guide = read_guide([answer_of({**ANSWER, **codes}), *lists], LABELS)
    return guide.read("case_type").value, guide.read("online_depth").value


def test_dictionaries_that_a_page_carries_for_its_script_say_what_codes_mean() -> None:
    assert _carried(STATE, processType="bjlx_cnj", onlineHandleDepth="kkd_4") == ("承诺件", "全程网办")


def test_a_code_of_no_list_and_rows_of_news_mean_nothing() -> None:
    assert _carried(STATE, processType="bjlx_xyz", onlineHandleDepth="298") == (None, "298")
    assert _carried({**STATE, "dicts": []}, processType="bjlx_cnj", onlineHandleDepth="kkd_4") == (None, None)
