"""Labels and keys of further systems (词汇): what they stand for, and what rows of their lists are called by."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, LABELS, read_answer

GUIDE = ANSWER | {"acceptCondition": "有渡船。"}
LAWS = {"lawName": "渡船管理条例", "lawContent": "第三条 渡船应当登记，未经登记不得载客。"}


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("申请条件描述", "conditions"),
        ("办理流程描述", "procedure"),
        ("法定办理期限描述", "statutory_time_limit_note"),
        ("承诺办结时限描述", "promised_time_limit_note"),
        ("受理地址说明", "place"),
        ("受理时间说明", "hours"),
        ("法律依据描述", "legal_basis"),
        ("数量限制描述", "quantity_limit"),
        ("行使层次", "level"),
        ("平均去现场次数", "visits"),
        ("主事项", "parent_item"),
        ("电话预约", "reservation"),
        ("(1)、受理条件", "conditions"),
        ("内部流程描述", None),
        ("事项描述", None),
        ("办理结果描述", None),
    ],
)
def test_a_label_with_what_it_holds_behind_it_is_that_label(label: str, element: str | None) -> None:
    match = LABELS.exact(label)
    assert (match.element if match is not None else None) == element


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("legalHandleDeadline", "statutory_time_limit"),
        ("promiseHandleTime", "promised_time_limit"),
        ("setAccord", "legal_basis"),
        ("chargeAccord", "fee_basis"),
        ("phoneConsultNumber", "consultation_phone"),
        ("phoneComplaintNumber", "complaint_phone"),
        ("windowAcceptAddress", "place"),
        ("mediationServices", "intermediary"),
        ("enforceCoding", "implementation_code"),
        ("outcomeSampleAddr", "result_sample"),
        ("outcome_sample_oid", "result_sample"),
        ("resultSampleFileId", "result_sample"),
        ("resultSampleGrid", None),
        ("resultId", None),  # of the row
        ("processPictureGuid", "flow_chart"),
    ],
)
def test_a_key_is_known_by_its_words(key: str, element: str | None) -> None:
    assert LABELS.element_of_field(key) == element


@pytest.mark.parametrize(
    ("group", "key", "part"),
    [
        ("materials", "materialEmptyAddr", "blank_form"),
        ("materials", "materialSampleAddr", "sample_form"),
        ("materials", "quantityRequirement", "material_copies"),
        ("materials", "mediumRequirements", "material_form"),
        ("materials", "provideMaterialBasis", "material_basis"),
        ("materials", "isNeedElec", "material_form"),
        ("materials", "memo", "material_filling_notes"),
        ("steps", "handleStep", "name"),
        ("steps", "handleTiming", "limit"),
        ("fees", "allowReduceAccordingTo", "fee_reduction_basis"),
        ("windows", "locationName", "name"),
        ("windows", "locationAddr", "place"),
    ],
)
def test_a_key_of_a_row_is_known_by_its_words(group: str, key: str, part: str) -> None:
    assert LABELS.part(group, key) == part


@pytest.mark.parametrize(
    ("value", "element"), [("全市", "scope"), ("从事客运的船东", None), ("企业法人", "service_target")]
)
def test_the_value_tells_whether_a_range_is_that_of_the_places_or_of_the_people(
    value: str, element: str | None
) -> None:
    guide = read_answer(GUIDE | {"applyRange": value})
    assert [e for e in ("scope", "service_target") if guide.read(e).stated] == ([element] if element else [])


@pytest.mark.parametrize("key", ["title", "name"])
def test_rows_with_a_key_of_their_own_for_the_name_have_another_title_besides(key: str) -> None:
    materials = [{key: "基本材料"}, {"materialName": "渡船登记申请书", "materialSource": "申请人自备"}]
    guide = read_answer(GUIDE | {"materialList": materials, "settingBasisList": [{key: "依据1", **LAWS}]})
    assert [one.name.value for one in guide.materials] == ["渡船登记申请书"]
    assert [(one.law.value, one.content.value) for one in guide.legal_bases] == [tuple(LAWS.values())]


def test_a_key_that_says_the_same_in_all_rows_names_none_of_them() -> None:
    steps = [
        {"name": name, "step": "一般", "standard": f"{name}时核对材料。"}
        for name in ("收件登记", "书面审查", "作出决定")
    ]
    guide = read_answer(GUIDE | {"flowNodeList": steps})
    assert [one.name.value for one in guide.steps] == ["收件登记", "书面审查", "作出决定"]


@pytest.mark.parametrize("key", ["title", "name"])
def test_rows_without_one_have_their_name_there(key: str) -> None:
    materials = [{key: "渡船登记申请书", "materialSource": "申请人自备", "materialNecessity": "必要"}]
    assert [one.name.value for one in read_answer(GUIDE | {"materialList": materials}).materials] == ["渡船登记申请书"]


def test_words_beside_a_limit_that_are_no_proper_limit_are_its_note() -> None:
    guide = read_answer(
        GUIDE | {"promiseDays": 3, "promiseDaysUnit": "工作日", "promiseDaysDesc": "材料齐全的即时受理"}
    )
    assert guide.read("promised_time_limit").value == "3个工作日"
    assert guide.read("promised_time_limit_note").value == "材料齐全的即时受理"


def test_no_copies_beside_one_original_are_one() -> None:
    row = {"materialName": "渡船登记申请书", "srcNum": 1, "copyNum": 0, "materialSource": "申请人自备"}
    material = read_answer(GUIDE | {"materialList": [row]}).materials[0]
    assert material.read("material_copies").value == "1"
    assert material.read("material_original").value == "原件1份"


def test_a_place_with_a_name_of_its_own_is_said_by_its_address() -> None:
    places = [{"locationName": "临江县政务服务中心", "locationAddr": "临江县渡口路1号3楼12号窗口"}]
    assert read_answer(GUIDE | {"locationList": places}).read("place").value == "临江县渡口路1号3楼12号窗口"
