"""Code lists that answers bring along (数据字典): with the guide, in an answer of their own, in every usual shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.extract.answers.code_tables import tables_in
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import LABELS, answer_of, read_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

GUIDE = {
    "sxmc": "船舶进出港报告",
    "sxlx": "07",
    "bjlx": "J",
    "ssztmc": "临江市港航管理局",
    "fwdx": "02",
    "zxdh": "0571-81234567",
    "bldd": "临江市港前路9号2楼5号窗口",
}
LISTS = {
    "sxlx": ("事项类型", {"01": "行政许可", "07": "行政确认", "20": "公共服务"}),
    "bjlx": ("办件类型", {"J": "即办件", "C": "承诺件"}),
    "fwdx": ("服务对象", {"01": "自然人", "02": "企业法人"}),
}


def rows(words: dict[str, str], code: str, word: str) -> list[dict[str, Any]]:
    return [{code: c, word: w} for c, w in words.items()]


DICTIONARIES: dict[str, Any] = {
    "entries with a name and a title": [
        {"zdbm": name, "zdmc": title, "zdx": [{**row, "px": n} for n, row in enumerate(rows(words, "dm", "mc"))]}
        for name, (title, words) in LISTS.items()
    ],
    "entries with a title alone": [
        {"title": title, "children": rows(words, "value", "label")} for title, words in LISTS.values()
    ],
    "lists under their names": {name: rows(words, "code", "text") for name, (_, words) in LISTS.items()},
    "objects under their names": {name: words for name, (_, words) in LISTS.items()},
    "objects under longer names": {f"{name}_dict": words for name, (_, words) in LISTS.items()},
    "pairs under their names": {name: [[c, w] for c, w in words.items()] for name, (_, words) in LISTS.items()},
    "one table with a column of names": [
        {
            "dictId": f"{name}{code}",
            "dictSort": n,
            "dictType": name,
            "dictLabel": word,
            "dictValue": code,
            "isDefault": "N",
            "status": "0",
        }
        for name, (_, words) in LISTS.items()
        for n, (code, word) in enumerate(words.items())
    ],
    "one table with a column of titles": [
        {"lbmc": title, "dm": code, "mc": word, "sfyx": 1}
        for title, words in LISTS.values()
        for code, word in words.items()
    ],
}
EXPECTED = {"item_type": "行政确认", "case_type": "即办件", "service_target": "企业法人"}


def read(guide: ServiceGuide) -> dict[str, str | None]:
    return {element: guide.read(element).value for element in EXPECTED}


@pytest.mark.parametrize("shape", DICTIONARIES)
def test_a_dictionary_in_an_answer_of_its_own_says_what_codes_mean_and_nothing_of_the_item(shape: str) -> None:
    other = answer_of({"code": 200, "msg": "成功", "data": DICTIONARIES[shape]})
    guide = read_guide([answer_of({"code": 200, "data": GUIDE}), other], LABELS)
    assert read(guide) == EXPECTED
    alone = {name: value for name, value in GUIDE.items() if name not in LISTS}
    bare = read_guide([answer_of({"code": 200, "data": alone}), other], LABELS)
    assert read(bare) == dict.fromkeys(EXPECTED)


@pytest.mark.parametrize("shape", DICTIONARIES)
def test_a_dictionary_beside_the_guide_does_so_too(shape: str) -> None:
    guide = read_answer({"data": GUIDE, "dictList": DICTIONARIES[shape]})
    assert read(guide) == EXPECTED


def test_one_list_is_one_answer_and_known_by_its_words() -> None:
    """/dict?type=… asks for each list, and the answer does not say which it is."""
    own = [answer_of({"code": 0, "rows": rows(words, "dictValue", "dictLabel")}) for _, words in LISTS.values()]
    assert read(read_guide([answer_of(GUIDE), *own], LABELS)) == EXPECTED


def test_lists_that_give_a_code_different_words_say_nothing() -> None:
    one, other = {"1": "即办件", "2": "承诺件"}, {"1": "承诺件", "2": "即办件"}
    answers = [answer_of({**GUIDE, "bjlx": "1"}), *(answer_of({"rows": rows(w, "k", "v")}) for w in (one, other))]
    assert read_guide(answers, LABELS).read("case_type").unread
    answers = [answer_of({**GUIDE, "bjlx": "Q"}), *answers[1:]]
    assert read_guide(answers, LABELS).read("case_type").unread


def test_units_of_limits_are_those_of_the_portals_own_list() -> None:
    """The item libraries have 1 for 工作日, this portal has 0 for it."""
    units = [{"zdbm": "sxdw", "zdx": rows({"0": "工作日", "1": "自然日"}, "dm", "mc")}, {"zdbm": "sf", "zdx": SF}]
    guide = read_guide(
        [answer_of({**GUIDE, "fdbjsx": "20", "fdbjsxdw": "0", "cnbjsx": 9, "cnbjsxdw": 1}), answer_of(units)], LABELS
    )
    assert guide.read("statutory_time_limit").value == "20个工作日"
    assert guide.read("promised_time_limit").value == "9自然日"


SF = rows({"Y": "是", "N": "否"}, "dm", "mc")


def test_yes_and_no_are_one_list_for_all_fields() -> None:
    lists = [{"zdbm": "sf", "zdmc": "是否", "zdx": SF}, {"zdbm": "bjlx", "zdx": rows(LISTS["bjlx"][1], "dm", "mc")}]
    guide = read_guide([answer_of({**GUIDE, "sfsf": "N", "wlkd": "Y", "yybl": "Y"}), answer_of({"zd": lists})], LABELS)
    assert [guide.read(e).value for e in ("fee_status", "courier", "reservation")] == ["否", "是", "是"]


@pytest.mark.parametrize(("yes", "no"), [("Y", "N"), ("yes", "no"), ("true", "false"), (True, False)])
def test_yes_and_no_need_no_list(yes: Any, no: Any) -> None:
    guide = read_answer({**GUIDE, "isFee": no, "isExpress": yes})
    assert guide.read("fee_status").text in {"否", "不收费"}
    assert guide.read("courier").text == "是"


def test_several_codes_in_one_may_have_a_word_of_their_own() -> None:
    ways = {"paper": "纸质", "upload": "电子化", "paper,upload": "纸质/电子化"}
    stuffs = [{"clmc": "船舶证书", "gettype": "paper,upload"}, {"clmc": "船员名册", "gettype": "upload"}]
    lists = {"gettype": rows(ways, "dictcode", "dictname"), "sf": SF, "sxlx": rows(LISTS["sxlx"][1], "k", "v")}
    guide = read_answer({**GUIDE, "sqcl": stuffs, "dictList": lists})
    assert [m.read("material_form").value for m in guide.materials] == ["纸质/电子化", "电子化"]


@pytest.mark.parametrize(("flag", "said"), [(1, "是"), (0, "否"), ("1", "是"), (2, None), (20261130, None)])
def test_a_flag_under_a_key_that_asks_whether_is_one_though_it_is_a_number(flag: object, said: str | None) -> None:
    guide = read_answer({**GUIDE, "sltj": "有船。", "cnbjsx": "5个工作日", "sfwb": flag})
    assert (guide.unread, guide.read("online").value) == (None, said)


def test_the_title_of_a_list_may_begin_with_the_library_that_it_is_of() -> None:
    """是 and 必要 both are words of need: the title tells which list the code is of."""
    lists = {
        "国标_事项类型": rows(LISTS["sxlx"][1], "value", "text"),
        "国标_材料必要性": rows({"1": "必要", "2": "非必要"}, "value", "text"),
        "国标_是否": rows({"0": "否", "1": "是"}, "value", "text"),
    }
    guide = read_answer({**GUIDE, "sqcl": [{"clmc": "船舶证书", "clbyx": 1, "fs": 1}], "codeitems": lists})
    assert guide.materials[0].read("material_necessity").value == "必要"


def test_a_letter_that_no_list_explains_is_unread() -> None:
    guide = read_answer({**GUIDE, "wsblsd": "d", "sqcl": [{"clmc": "船舶证书", "cllx": "A", "fs": 1}]})
    assert guide.read("online_depth").unread
    assert guide.read("case_type").unread
    assert guide.materials[0].read("material_type").unread


def test_values_of_several_words_are_no_dictionary() -> None:
    targets = rows({"1": "自然人", "2": "企业法人"}, "code", "text")
    ways = rows({"1": "窗口办理", "2": "网上办理"}, "code", "text")
    guide = read_answer({**GUIDE, "fwdx": targets, "blxs": ways})
    assert guide.read("service_target").value == "自然人、企业法人"
    assert guide.read("handling_form").value == "窗口办理、网上办理"


def test_short_lists_of_a_guide_are_no_dictionary() -> None:
    materials = [{"id": "1", "name": "船舶证书"}, {"id": "2", "name": "船员名单"}]
    steps = [{"HJMC": "受理", "HJNR": "核对材料"}, {"HJMC": "办结", "HJNR": "发给回执"}]
    for data in ({"data": materials}, {"data": {"materials": materials, "steps": steps}}, steps):
        assert [table.apart for table in tables_in(data) if table.apart is not None] == []


def test_a_list_of_one_code_beside_several_is_part_of_the_dictionary() -> None:
    lists = {
        "kind": {"1": "即办件", "2": "承诺件"},
        "way": {"1": "窗口办理", "2": "网上办理"},
        "need": {"1": "必要", "2": "非必要"},
    }
    data = {"code": "0", "data": {**lists, "power": {"1": "法定本级行使"}, "none": {}}}
    found = {table.at: table.apart for table in tables_in(data)}
    assert found == {f"/data/{name}": "/data" for name in (*lists, "power")}
    assert {table.apart for table in tables_in({"data": {**lists, "fees": {"item": "工本费"}}})} == {None}


TYPES = {"01": "行政许可", "05": "行政给付", "07": "行政确认", "08": "行政奖励", "10": "其他行政权力", "20": "公共服务"}

WORDED = {**GUIDE, "bjlx": "即办件", "fwdx": "企业法人", "sltj": "有船。", "cnbjsx": "5个工作日"}


def numbered(own: str, code: str, word: str, *, more: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    return [{own: n, code: c, word: w, **(more or {})} for n, (c, w) in enumerate(TYPES.items(), 1)]


@pytest.mark.parametrize(
    "entries",
    [
        numbered("dictCode", "dictValue", "dictLabel", more={"dictType": "sxlx", "dictSort": 0, "status": "0"}),
        numbered("itemCode", "itemValue", "itemText", more={"sortOrder": 3}),
        numbered("code", "value", "name"),
        numbered("id", "value", "label", more={"type": "sxlx"}),
        numbered("id", "dm", "mc"),
        numbered("sortNo", "codeValue", "codeName"),
        numbered("orderBy", "key", "value"),
        numbered("rownum", "id", "name"),
        numbered("px", "dm", "dmsm"),
        numbered("pxh", "zdz", "zdsm", more={"lxdm": "SXLX", "sfyx": "1"}),
        numbered("id", "codeValue", "meaning", more={"tag": "", "orderSeq": 10}),
    ],
)
def test_the_number_of_a_record_is_no_code_of_its_word(entries: list[dict[str, Any]]) -> None:
    """The third entry of the list, 行政确认, has the code 07; the seventh number would be another's."""
    guide = read_guide([answer_of(WORDED), answer_of({"code": 200, "data": [*entries]})], LABELS)
    assert guide.read("item_type").value == "行政确认"


def test_of_two_columns_that_may_be_the_code_what_both_say_is_read_and_what_one_denies_is_not() -> None:
    other = {"01": "05", "05": "01", "07": "07", "08": "91", "10": "92", "20": "93"}
    entries = [{"oldCode": other[c], "newCode": c, "codeName": w, "remark": ""} for c, w in TYPES.items()]

    def said(code: str) -> str | None:
        told = read_guide([answer_of({**WORDED, "sxlx": code}), answer_of({"data": entries})], LABELS)
        return told.read("item_type").value

    assert [said(code) for code in ("07", "91", "20")] == ["行政确认", "行政奖励", "公共服务"]
    assert [said(code) for code in ("01", "05")] == [None, None]
