"""What stands under keys that nobody knows, and codes that nothing explains: no element may be said to be missing."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "resultName": "渡船登记证", "isOnline": "是"}
FILE = {"mc": "登记证式样", "dz": "/up/a/11"}


def state(data: dict[str, Any], element: str) -> State:
    return read_answer({**GUIDE, **data}).read(element).state


@pytest.mark.parametrize("address", ["https://sq.example/a?id=7", "/sq/start/7"])
def test_an_address_under_an_unknown_key_may_be_the_way_in(address: str) -> None:
    assert state({}, "online_entry") is State.NOT_STATED
    assert state({"qzUrl": address}, "online_entry") is State.UNREAD


@pytest.mark.parametrize("key", ["logoUrl", "shareUrl", "mapUrl", "detailUrl"])
def test_the_address_of_the_page_or_of_a_picture_around_it_is_none(key: str) -> None:
    assert state({key: "/x/7"}, "online_entry") is State.NOT_STATED


@pytest.mark.parametrize("value", ["/up/a/11.jpg", "https://bs.example/up/11.pdf", FILE, [FILE]])
def test_files_under_an_unknown_key_may_be_the_sample_of_the_result(value: Any) -> None:
    assert state({}, "result_sample") is State.NOT_STATED
    assert state({"qtwj": value}, "result_sample") is State.UNREAD
    assert state({"qtwj": value}, "online_entry") is State.NOT_STATED


def test_an_object_with_more_than_a_file_has_its_own_keys() -> None:
    inner = {f"k{n}": "江" for n in range(6)} | {"dz": "/up/a/11"}
    assert state({"qt": inner}, "result_sample") is State.NOT_STATED


def test_what_stands_under_the_key_of_files_and_tells_none_is_not_missing() -> None:
    assert state({"resultSample": [{"bh": 4, "ms": "样本"}]}, "result_sample") is State.UNREAD
    assert state({"resultSample": []}, "result_sample") is State.NOT_STATED


def test_a_list_of_samples_is_known_by_the_key_of_one() -> None:
    sample = [{"attachName": "渡船登记证.png", "attachUrl": "https://bs.example/up/12"}]
    assert read_answer({**GUIDE, "resultGuidList": sample}).read("result_sample").value == "渡船登记证.png"


@pytest.mark.parametrize("key", ["xzdz", "xzlj", "cclj"])
def test_files_stand_at_addresses_under_first_letters(key: str) -> None:
    guide = read_answer({**GUIDE, "spjgyb": [{"wjmc": "登记证.pdf", key: "/up/down?id=4"}]})
    assert guide.read("result_sample").value == "登记证.pdf"


def originals(rows: list[dict[str, Any]], **beside: Any) -> list[tuple[State, str]]:
    named = [{"materialName": f"船舶证明{n}", "materialType": "其他", **row} for n, row in enumerate(rows)]
    guide = read_answer({**GUIDE, "materialList": named, **beside})
    told = [one.read("material_original") for one in guide.materials]
    return [(one.state, one.text) for one in told]


@pytest.mark.parametrize("key", ["ORIGINAL_FLAG", "zyyq", "KIND_2"])
def test_a_code_list_of_originals_under_the_key_of_the_codes_tells_what_the_key_is(key: str) -> None:
    lists = {"dict": {key: {"1": "原件", "2": "复印件"}, "other": {"1": "纸质", "2": "电子"}}}
    told = originals([{key: "1"}, {key: "2"}], **lists)
    assert told == [(State.STATED, "原件"), (State.STATED, "复印件")]


@pytest.mark.parametrize("value", [1, "1", True])
@pytest.mark.parametrize("key", ["isOriginal", "originalFlag"])
def test_yes_to_the_question_of_originals_is_the_original(key: str, value: Any) -> None:
    assert originals([{key: value}, {key: "0"}]) == [(State.STATED, "原件"), (State.UNREAD, "")]


def test_a_bare_code_of_originals_is_one_that_nobody_knows() -> None:
    assert originals([{"originalType": "1"}, {"originalType": "3"}]) == [(State.UNREAD, "")] * 2


def test_a_number_of_copies_beside_the_word_for_originals_counts_those() -> None:
    assert originals([{"originalDemand": "原件", "copyNum": 2}]) == [(State.STATED, "原件")]
    assert originals([{"copyNum": 2}]) == [(State.STATED, "复印件2份")]


def test_fees_stand_in_a_table_under_the_word_for_fees() -> None:
    heads, cells = ("收费项目名称", "收费标准", "是否允许减免"), ("登记费", "30元/艘", "否")
    rows = ("".join(f"<td>{text}</td>" for text in row) for row in (heads, cells))
    table = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    guide = read_answer({**GUIDE, "isFee": "收费", "feeInfo": table})
    assert [(one.name.text, one.read("fee_standard").text) for one in guide.fees] == [("登记费", "30元/艘")]
    assert guide.read("fee_status").value == "收费"


@pytest.mark.parametrize("markup", ['<img src="/up/7.png" alt="办理流程图"/>', '<a href="/up/8">流程图.jpg</a>'])
def test_a_picture_in_a_text_that_calls_itself_so_is_the_flow_chart(markup: str) -> None:
    cells = (
        "<tr><td>材料名称</td><td>份数</td></tr><tr><td>船舶证书</td><td>1</td></tr><tr><td>照片</td><td>2</td></tr>"
    )
    data = {**GUIDE, "materials": f"<table>{cells}</table>", "handleFlow": f"<p>窗口受理后审查。</p>{markup}"}
    other = {**data, "handleFlow": data["handleFlow"].replace("流程图", "外景")}
    assert len(read_answer(data).materials) == 2
    assert read_answer(data).read("flow_chart").stated
    assert not read_answer(other).read("flow_chart").stated


@pytest.mark.parametrize("envelope", ["result", "data", "content"])
def test_what_a_whole_answer_is_wrapped_in_names_nothing(envelope: str) -> None:
    guide = read_answer({"code": 0, envelope: {**ANSWER, "title": "渡船登记", "consultTel": "0571-81234567"}})
    assert guide.read("result_name").value is None


def test_a_result_beside_elements_names_what_is_in_it() -> None:
    guide = read_answer({**ANSWER, "result": {"name": "渡船登记证", "type": "证照"}})
    assert guide.read("result_name").value == "渡船登记证"


@pytest.mark.parametrize("key", ["banliAddress", "BL_ADDR", "handleOnlineAddress"])
def test_an_address_is_a_street_or_a_way_in_by_its_value(key: str) -> None:
    street, way = "临江县渡口路1号2楼3号窗口", "https://sq.example/a?id=7"
    assert read_answer({**GUIDE, key: street}).read("place").value == street
    assert read_answer({**GUIDE, key: way}).read("online_entry").value == way


def test_rows_of_steps_with_nothing_but_names_and_limits_are_known_by_their_key() -> None:
    rows = [{"stepName": "受理", "stepLimit": ""}, {"stepName": "办结", "stepLimit": "1个工作日"}]
    guide = read_answer({**GUIDE, "processes": rows})
    assert [(one.name.text, one.limit.text) for one in guide.steps] == [("受理", ""), ("办结", "1个工作日")]


def test_an_object_that_says_only_what_it_is_called_is_that_word() -> None:
    guide = read_answer({**GUIDE, "useLevel": {"name": "县级"}, "serviceTarget": {"label": "自然人"}})
    assert (guide.read("level").value, guide.read("service_target").value) == ("县级", "自然人")


def test_a_type_is_that_of_which_its_value_is_a_word() -> None:
    handle = {"type": "即办件", "mode": "窗口办理", "depth": "全程网办", "url": "/sq/start/7"}
    guide = read_answer({**GUIDE, "handle": handle})
    assert guide.read("case_type").value == "即办件"
    assert guide.read("item_type").value == "行政确认"


def test_the_day_of_a_law_is_no_limit_and_a_number_of_days_is_one() -> None:
    days = {"lawDate": "20", "lawDateUnit": "工作日"}
    assert read_answer({**GUIDE, **days}).read("statutory_time_limit").value == "20个工作日"
    assert read_answer({**GUIDE, "lawDate": "2019-04-23"}).read("statutory_time_limit").value is None


@pytest.mark.parametrize("unit", ["lglPrdUnitNm", "lglPrdUnitDesc", "lglPrdDwMc"])
def test_the_unit_of_a_limit_stands_under_a_key_with_any_usual_end(unit: str) -> None:
    guide = read_answer({**GUIDE, "lglPrd": "15", unit: "工作日"})
    assert guide.read("statutory_time_limit").value == "15个工作日"


def test_nought_is_no_hours() -> None:
    assert read_answer({**GUIDE, "workTime": 0}).read("hours").value is None


def test_forms_under_two_letters_and_their_names_without_vowels() -> None:
    rows = [
        {"clmc": "登记申请表", "clly": "申请人自备", "kbUrl": "/f/1.docx", "ybUrl": "/f/2.docx"},
        {"clmc": "登记承诺书", "clly": "申请人自备", "blnkFileNm": "承诺书.docx", "blnkFilePath": "/f/3"},
    ]
    first, second = read_answer({**GUIDE, "clList": rows}).materials
    assert [form.name for form in (*first.blank_forms, *first.sample_forms)] == ["1.docx", "2.docx"]
    assert [form.name for form in second.blank_forms] == ["承诺书.docx"]


def test_a_place_that_says_that_there_is_none_is_one_under_its_own_key() -> None:
    assert read_answer({**GUIDE, "BLDD": "只在网上办，没有窗口"}).read("place").value == "只在网上办，没有窗口"


def test_columns_of_materials_are_told_by_values_with_remarks_and_by_electronic_papers_among_others() -> None:
    rows = [
        {"wjmc": "渡船登记申请书", "x1": "原件2份，A4", "x2": "必要", "x3": "是：随船"},
        {"wjmc": "船舶证书", "x1": "电子件，PDF", "x2": "必要", "x3": "否"},
        {"wjmc": "委托书", "x1": "复印件1份，A4", "x2": "非必要：遗失的提供", "x3": "否"},
    ]
    found = read_answer({**ANSWER, "materials": [{**row, "materialName": row["wjmc"]} for row in rows]})

    assert [m.read("material_original").value for m in found.materials] == [
        "原件2份，A4",
        "电子件，PDF",
        "复印件1份，A4",
    ]
    assert [m.read("material_necessity").value for m in found.materials] == ["必要", "必要", "非必要：遗失的提供"]


@pytest.mark.parametrize("key", ["fs", "qtx"])
def test_originals_and_copies_with_their_numbers_tell_both_whatever_their_key_is(key: str) -> None:
    said = ["原件1份", "原件1份、复印件2份", "复印件（盖章）1份"]
    rows = [{"clmc": f"船舶证明{n}", "cllx": "其他", key: words} for n, words in enumerate(said)]
    guide = read_answer({**GUIDE, "materialList": rows})
    assert [one.read("material_copies").value for one in guide.materials] == said
    assert [one.read("material_original").value for one in guide.materials][:2] == said[:2]


@pytest.mark.parametrize(
    ("told", "state"),
    [("/apply/fill.do?id=7", State.UNREAD), ("https://bs.example/x?id=4", State.UNREAD), ("", State.NOT_STATED)],
)
def test_an_address_under_an_unknown_key_may_be_the_form_that_a_material_seems_to_lack(told: str, state: State) -> None:
    rows = [{"clmc": "渡船登记申请表", "kb": "", "qtx": told}, {"clmc": "船舶证明", "kb": "", "qtx": ""}]
    first, second = read_answer({**GUIDE, "materialList": rows}).materials
    assert first.read("blank_form").state is state
    assert second.read("blank_form").state is State.NOT_STATED


_PAPERS = ("渡船登记表", "船舶图纸", "身份证明")
_RULE = "《渡口管理办法》第九条"
_NOTES = "填写完整，由船主签名并加盖公章后提交，复印件上注明日期。"


@pytest.mark.parametrize(
    "told",
    [
        {"zlaw": _RULE, "zneed": "必要", "znote": _NOTES},
        {"accordRule": _RULE, "necessityIf": "", "materialTypeName": "", "pagenum": 1, "znote": _NOTES},
    ],
    ids=["by_values", "by_keys"],
)
def test_materials_that_each_name_a_law_are_no_bases_of_the_item(told: dict[str, Any]) -> None:
    found = read_answer({**ANSWER, "noDirList": [{"name": paper, **told} for paper in _PAPERS]})
    assert [m.name.value for m in found.materials] == [*_PAPERS]
    assert found.legal_bases == ()


def test_papers_with_laws_and_words_of_their_own_are_no_bases_even_where_nothing_says_what_they_are() -> None:
    rows = [{"zname": one, "zlaw": _RULE, "znote": _NOTES} for one in _PAPERS]
    assert read_answer({**ANSWER, "zrows": rows}).legal_bases == ()


@pytest.mark.parametrize("key", ["sxzxsbdz", "zxsqUrl", "wssb_lj"])
def test_letters_that_spell_the_way_in_may_have_a_word_for_its_address_behind_them(key: str) -> None:
    assert state({key: "https://sq.example/a?id=7"}, "online_entry") is State.STATED
    assert state({key: "沿江路9号"}, "online_entry") is State.NOT_STATED


@pytest.mark.parametrize("told", [{"sfwb": "是"}, {"sfwb": "1", "sfwb_dictText": "是"}])
def test_yes_is_no_file_whatever_its_letters_spell(told: dict[str, str]) -> None:
    without = {key: value for key, value in GUIDE.items() if key != "isOnline"}
    assert read_answer({**without, **told}).read("online").value == "是"
