"""What an answer says under another key than the one that stands empty, or of its own body, or of items beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

GUIDE = {**ANSWER, "acceptCondition": "有合格的渡船和船员。", "promiseDay": "5个工作日", "resultName": "渡船登记证"}
LAW = "《渡口条例》第三条：渡船应当向县级交通运输部门登记。"
HALL = "临江县听涛路7号政务服务中心2楼C09窗口"


@pytest.mark.parametrize("key", ["set_law", "setLaw", "settingLaw"])
@pytest.mark.parametrize("written", [True, False])
def test_a_basis_beside_an_empty_list_of_laws_is_the_basis(key: str, written: bool) -> None:
    more = {key: LAW, "isFee": "否", "deptName": "临江县交通运输局", "acceptStandard": "材料齐全"}
    answer: dict[str, Any] = {**GUIDE, "extend": json.dumps(more) if written else more, "lawList": []}
    assert read_answer(answer).read("legal_basis").text == LAW


def test_a_law_quoted_under_an_unknown_key_leaves_an_empty_list_open() -> None:
    assert read_answer({**GUIDE, "yjqk": LAW, "lawList": []}).read("legal_basis").unread
    page = "".join(f"<p>{label}：{value}</p>" for label, value in (("事项名称", "渡船登记"), ("办件类型", "承诺件")))
    known = f"{page}<p>实施主体：临江县交通运输局</p><p>办理地点：{HALL}</p>"
    table = "<table><tr><th>设定依据</th><td></td></tr><tr><th>{}</th><td>{}</td></tr></table>"
    assert read_body(known + table.format("依何规章", LAW)).read("legal_basis").unread


@pytest.mark.parametrize("words", ["", "按《渡口条例》办理的，免于勘验。", "现场勘验按照《渡口条例》第三条办理。"])
def test_a_law_that_is_but_named_leaves_an_empty_list_empty(words: str) -> None:
    assert read_answer({**GUIDE, "yjqk": words, "lawList": []}).read("legal_basis").state is State.NOT_STATED


def test_the_address_of_a_body_is_the_place_where_it_names_a_hall_and_nothing_else_does() -> None:
    assert read_answer({**GUIDE, "orgAddress": HALL}).read("place").text == HALL
    assert not read_answer({**GUIDE, "orgAddress": "临江县听涛路7号"}).read("place").stated
    both = {**GUIDE, "orgAddress": HALL, "handleAddress": "临江县松涛路1号一楼"}
    assert read_answer(both).read("place").text == "临江县松涛路1号一楼"


def test_the_way_to_suggest_is_that_of_complaints() -> None:
    guide = read_answer({**GUIDE, "suggestWay": "0571-81230000"})
    assert guide.read("complaint_phone").text == "0571-81230000"
    assert guide.read("consultation_phone").text == "0571-81234567"
    for words in ("留言", "无"):
        assert read_answer({**GUIDE, "suggestWay": words}).read("complaint_phone").unread


CODE = "11330800MB0J5100013{:012d}"


def test_a_list_of_items_each_with_a_code_of_its_own_says_nothing_of_the_guide() -> None:
    hot = [{"handleItemCode": CODE.format(n) + "01", "handleItemName": f"事项{n}"} for n in range(3)]
    assert not read_answer({"guide": GUIDE, "hot": {"list": hot}}).read("handling_code").stated


def test_the_handling_items_of_the_guide_itself_are_no_others() -> None:
    own = [{"handleItemCode": CODE.format(7) + f"0{n}"} for n in range(1, 4)]
    assert read_answer({"guide": GUIDE, "items": own}).read("handling_code").text == CODE.format(7) + "01"


def test_words_where_the_date_of_the_last_change_is_kept_are_what_it_says() -> None:
    assert read_answer({**GUIDE, "updateTime": "长期有效"}).read("update_date").text == "长期有效"
    assert not read_answer({**GUIDE, "updateFlag": "长期有效"}).read("update_date").stated


STEPS = "<p>申请：船主在网上填报。</p><p>受理：窗口核对。</p><p>审查：港航科查验渡船。</p>"


def test_steps_of_which_the_last_tells_of_a_review_are_the_procedure_and_no_remedy() -> None:
    told = f"{STEPS}<p>办结：发给登记证；不予登记的，告知可以申请行政复议。</p>"
    guide = read_answer({**GUIDE, "handleFlow": None, "handleFlowInstruction": told})
    assert guide.read("procedure").text.startswith("申请：船主在网上填报。")
    assert not guide.read("remedy").stated


def test_steps_of_which_the_first_asks_for_a_review_are_the_remedy() -> None:
    told = "申请：六十日内向县政府申请行政复议。受理：五日内受理。审查：书面审查。决定：六十日内决定。"
    guide = read_answer({**GUIDE, "handleFlow": None, "afterwards": told})
    assert guide.read("remedy").text == told
    assert not guide.read("procedure").stated


def rows_of(*said: str | None) -> list[dict[str, Any]]:
    needs = [{"materialName": f"第{n}号申请表", "mustFlag": word} for n, word in enumerate(said)]
    return [{**row, "materialSource": "申请人自备" if row["mustFlag"] else row["mustFlag"]} for row in needs]


@pytest.mark.parametrize("part", ["material_necessity", "material_source"])
def test_a_place_that_is_null_in_each_row_of_the_materials_is_no_column(part: str) -> None:
    for said, column in (((None, None), False), ((None,), False), (("", None), True), (("必要", None), True)):
        guide = read_answer({**GUIDE, "materials": rows_of(*said)})
        assert any(material.read(part).label for material in guide.materials) is column


def test_a_text_that_asks_and_answers_is_the_faq_under_any_key() -> None:
    assert read_answer({**GUIDE, "cjw": "<p>问：外地渡船能办吗？</p><p>答：能办。</p>"}).read("faq").stated
    assert not read_answer({**GUIDE, "cjw": "问询处：县政务大厅一楼。答复时间：五日内。"}).read("faq").stated


@pytest.mark.parametrize("words", ["窗口领取", "邮政快递或者窗口领取"])
def test_how_the_result_is_got_is_the_delivery_under_the_key_of_a_courier(words: str) -> None:
    assert read_answer({**GUIDE, "express": words, "deliveryType": None}).read("delivery").text == words
    both = read_answer({**GUIDE, "express": words, "deliveryType": "网站下载"})
    assert both.read("delivery").text == "网站下载"
    asked = read_answer({**GUIDE, "express": "支持邮寄，也可自取", "deliveryType": None})
    assert not asked.read("delivery").stated
