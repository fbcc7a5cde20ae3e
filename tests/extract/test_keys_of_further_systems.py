"""Keys of further systems, as their interface documents and entity classes in public repositories name them."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer

OWN = {**ANSWER, "promiseLimit": "5个工作日", "isFee": "不收费"}
PLACE = "临江市江滨路18号政务服务中心二楼A3窗口"
HOURS = "工作日9:00-12:00，13:00-17:00"
CONDITIONS = "1.年满十八周岁；2.有固定住所。"
FLOW = "船主填表，窗口受理，验船后决定。"
BASIS = "《渡船条例》第九条：渡船应当登记。"


def told(key: str, value: Any, element: str, **others: Any) -> tuple[State, str]:
    own = {k: v for k, v in OWN.items() if not (element == "name" and k == "itemName")}
    found = read_answer({**own, **others, key: value}).read(element)
    return found.state, found.text


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("proceedPlace", PLACE, "place"),
        ("proceedPeriod", HOURS, "hours"),
        ("proceedCondition", CONDITIONS, "conditions"),
        ("proceedMaterial", "渡船登记申请表；船舶证书", "materials"),
        ("submittedMaterials", "渡船登记申请表；船舶证书", "materials"),
        ("workCondition", CONDITIONS, "conditions"),
        ("workProcess", FLOW, "procedure"),
        ("guideOnlineProcess", FLOW, "procedure"),
        ("guideOfflineProcess", FLOW, "procedure"),
        ("windowWorkflow", FLOW, "procedure"),
        ("guideWindow", PLACE, "place"),
        ("serviceWindow", PLACE, "place"),
        ("matSettingBasis", BASIS, "legal_basis"),
        ("matName", "渡船夜航登记", "name"),
        ("matCommonName", "夜航证", "short_name"),
        ("itemCatalogue", "船舶登记", "parent_item"),
        ("quantitativeLimitation", "无数量限制", "quantity_limit"),
        ("censorStandard", "申请材料齐全、符合法定形式。", "review_standard"),
        ("implementNature", "法定机关", "body_nature"),
        ("entrusteDepart", "临江市司法局", "entrusting_body"),
        ("projectResult", "渡船登记证", "result_name"),
        ("rightEnjoyByLaw", "申请人有权了解办理进度。", "rights"),
        ("isSupAppoint", "是", "reservation"),
        ("serviceProgram", FLOW, "procedure"),
        ("processLocation", PLACE, "place"),
        ("numberOfVisitsToTheFieldHall", "1", "visits"),
    ],
)
def test_keys_are_understood_by_their_words(key: str, value: str, element: str) -> None:
    assert told(key, value, element) == (State.STATED, value)


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("serviceWindow", "3", "place"),  # how many there are, or which
        ("itemCatalogue", "000109118000", "parent_item"),  # a code of the catalogue
        ("guideCheckProcess", "登录网站查询", "procedure"),
        ("matName", "", "materials"),
        ("inspectType", "前审后批", "case_type"),  # how a case is looked at, and no kind of it
        ("runSystem", "省级", "level"),  # whose system it runs on
        ("mainItemCode", "000109118000", "basic_code"),  # the main item's
    ],
)
def test_what_they_may_not_be_read_as(key: str, value: str, element: str) -> None:
    assert told(key, value, element)[0] is not State.STATED


def test_a_class_in_a_program_is_no_body() -> None:
    own = {key: value for key, value in OWN.items() if key != "deptName"}
    assert read_answer({**own, "entityName": "ShipTask"}).read("implementing_body").state is not State.STATED
    assert read_answer({**own, "entityName": "临江县交通运输局"}).read("implementing_body").stated


def test_a_listed_key_comes_before_one_that_its_words_tell() -> None:
    guide = read_answer({**OWN, "applyType": "窗口申请,网上申请", "handleType": "窗口办理,网上办理"})
    assert guide.read("handling_form").text == "窗口办理,网上办理"
    assert read_answer({**OWN, "applyType": "窗口申请,网上申请"}).read("handling_form").stated


def test_the_unit_of_a_row_is_that_of_its_limit() -> None:
    rows = [
        {"linkName": name, "handleTime": count, "timeUnit": "工作日"}
        for name, count in (("受理", "1"), ("审查", "2"), ("决定", "1"))
    ]
    assert [step.limit.text for step in read_answer({**OWN, "linkList": rows}).steps] == [
        "1个工作日", "2个工作日", "1个工作日",
    ]  # fmt: skip
    bare = [{key: value for key, value in row.items() if key != "timeUnit"} for row in rows]
    assert [step.limit.text for step in read_answer({**OWN, "linkList": bare}).steps] == ["1", "2", "1"]


def test_the_kind_of_limit_is_its_unit_by_the_list_of_that_name_alone() -> None:
    def promised(name: str, *words: str) -> str:
        entries = [{"dictValue": str(at), "dictLabel": word} for at, word in enumerate(words, 1)]
        listed = answer_of({"data": {name: entries, "yes_no": [{"dictValue": "1", "dictLabel": "是"}]}})
        own = answer_of({**ANSWER, "timeLimitType": "1", "statutoryDeadlines": "20", "commitmentTimeLimit": "7"})
        return read_guide([own, listed], LABELS).read("promised_time_limit").text

    assert promised("time_limit_type", "工作日", "自然日") == "7个工作日"
    assert promised("time_limit_type", "一般", "特殊") == ""
    assert promised("sort_type", "工作日", "自然日") == ""


@pytest.mark.parametrize(
    ("value", "element"), [("200元/艘", "fee_standard"), ("《临江市渡船收费办法》第三条", "fee_basis")]
)
def test_what_may_be_part_of_a_fee_leaves_that_open(value: str, element: str) -> None:
    assert told("zzx", value, element)[0] is State.UNREAD
    assert told("zzx", "临江镇", element)[0] is State.NOT_STATED


def test_two_values_that_tell_otherwise_tell_nothing() -> None:
    assert told("strLevel", "市级", "level") == (State.STATED, "市级")
    assert told("strLevel", "市级", "level", currentLevel="国家级")[0] is State.UNREAD
    assert told("strLevel", "市级", "level", currentLevel="市级") == (State.STATED, "市级")
    assert told("useLevel", "县级", "level", strLevel="市级", currentLevel="国家级") == (State.STATED, "县级")
    assert told("smallType", "行政许可", "item_type", bigType="行政权力", itemTypeName="")[1] == "行政许可"


@pytest.mark.parametrize("count", ["0", 0, "1"])
def test_a_small_number_of_applying_is_that_of_visits_beside_the_ways(count: Any) -> None:
    ways = {"handleForm": "窗口办理,网上办理", "promiseLimit": "5个工作日"}
    assert told("applyTimes", count, "visits", **ways) == (State.STATED, str(count))
    assert told("applyTimes", count, "visits")[0] is State.UNREAD  # it may count those who applied
    assert told("applyTimes", 1523, "visits", **ways)[0] is not State.STATED
    assert told("visitCount", count, "visits", **ways)[0] is State.UNREAD  # and readers


def test_names_of_related_items_are_no_words_of_the_guide_that_nobody_understood() -> None:
    names = ["渡船登记", "食品经营许可", "教师资格认定", "城镇污水排入排水管网许可", "灵活就业登记", "人力资源服务许可"]
    rows = [{"ID": str(n), "NAME": name, "HOT": 0} for n, name in enumerate(names)]
    guide = {**OWN, "conditions": "；".join(f"{n}.有{n}条船" for n in range(1, 30)), "handleFlow": FLOW}

    def state(*keys: str) -> State:
        return read_answer({"data": guide, **dict.fromkeys(keys, rows)}).read("faq").state

    assert state("relateItem", "hotList", "recommendItems") is State.NOT_STATED
    assert state("needs", "photoList", "papers") is State.UNREAD


def test_the_name_of_a_document_under_the_kind_of_the_result_is_the_result() -> None:
    assert told("resultType", "渡船登记证", "result_name") == (State.STATED, "渡船登记证")
    assert told("resultType", "许可证", "result_name")[0] is State.NOT_STATED
    assert told("resultType", "许可证", "result_type") == (State.STATED, "许可证")
    assert told("resultType", "渡船登记证", "result_name", resultName="渡船牌照") == (State.STATED, "渡船牌照")


def material(rows: list[dict[str, Any]], key: str = "docs") -> list[dict[str, str]]:
    parts = (
        "material_necessity", "material_copies", "material_basis", "review_standard", "material_filling_notes",
    )  # fmt: skip
    found = read_answer({**OWN, key: rows}).materials
    return [{"name": one.name.text, **{part: one.read(part).text for part in parts}} for one in found]


def test_what_papers_are_called_under_a_key_of_what_is_required() -> None:
    rows = [
        {"docRequirement": name, "docRequired": need, "submitQty": count, "ggLawRemark": f"《渡船条例》第{n}条",
         "ggStandard": "A4", "standard": "签字齐全", "notice": "用黑色笔填写"}
        for name, need, count, n in (("渡船登记申请表", "必要", "1", "九"), ("船舶证书", "非必要", "2", "十"))
    ]  # fmt: skip
    assert material(rows)[0] == {
        "name": "渡船登记申请表",
        "material_necessity": "必要",
        "material_copies": "1",
        "material_basis": "《渡船条例》第九条",
        "review_standard": "签字齐全",
        "material_filling_notes": "用黑色笔填写",
    }
    named = [
        {"docName": "船舶证书", "docRequirement": "申请表一并提交"},
        {"docName": "申请表", "docRequirement": "签字"},
    ]
    assert [one["name"] for one in material(named)] == ["船舶证书", "申请表"]


def test_whether_a_paper_is_needed_names_no_materials() -> None:
    assert told("docRequired", "必要", "materials")[0] is not State.STATED
    assert told("docRequired", "申请表；船舶证书", "materials")[0] is State.STATED


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("expressContent", "电话通知，窗口领取", "courier"),
        ("promiseState", "1", "promised_time_limit_note"),
        ("paperStandard", "A4", "review_standard"),
    ],
)
def test_values_of_other_things(key: str, value: str, element: str) -> None:
    assert told(key, value, element)[0] is not State.STATED


def test_reductions_of_fees_that_are_called_otherwise() -> None:
    row = {
        "chargeName": "渡船登记费",
        "chargeStandard": "20元/艘",
        "chargeDerateIf": "是",
        "chargeDerateAccord": "《办法》第七条",
    }
    fee = read_answer({**OWN, "isFee": "收费", "chargeList": [row]}).fees[0]
    assert [fee.read(part).text for part in ("fee_reduction", "fee_reduction_basis")] == ["是", "《办法》第七条"]
    assert told("promiseState", "不含验船的时间", "promised_time_limit_note")[0] is State.STATED
    assert told("expressContent", "邮寄证件", "courier")[0] is State.STATED
