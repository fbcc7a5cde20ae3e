"""JSON answers of a guide in shapes and vocabularies that nobody listed."""

from __future__ import annotations

import base64

import pytest

from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from crawler.extract.answers.words import worded
from crawler.extract.item_list import read_items
from crawler.extract.labels.field_names import read_field_words
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer


def test_keys_that_are_chinese_labels_are_read_as_labels() -> None:
    told = {
        "事项名称": "渡船登记",
        "事项类型": "行政确认",
        "受理条件": ["有船", "有船员"],
        "承诺办结时限": {"数": 7, "单位": "工作日"},
    }
    rows = [{"材料名称": "登记申请表", "必要性": "必要", "份数": 1}]
    found = read_answer({"数据": {**told, "咨询电话": "0571-81234567", "申请材料": rows}})
    assert found.read("name").value == "渡船登记"
    assert found.read("promised_time_limit").value == "7个工作日"
    assert [m.name.value for m in found.materials] == ["登记申请表"]


def test_a_remark_that_nothing_is_to_be_handed_in_is_the_list_of_materials() -> None:
    found = read_answer(
        {"data": {"info": ANSWER, "stuffs": [], "stuffTip": "无需提交材料，凭账号直接查询", "x": "需提交"}}
    )
    assert found.read("materials").value == "无需提交材料，凭账号直接查询"
    assert found.materials == ()


def test_a_table_given_as_columns_and_rows_is_read_by_its_header_with_true_places() -> None:
    table = {"columns": ["材料名称", "来源渠道"], "rows": [["登记申请表", "申请人自备"], ["船舶照片", "申请人自备"]]}
    found = read_answer(
        {**ANSWER, "tabs": [{"title": "申请材料", "table": table}, {"title": "受理条件", "html": "<p>有船。</p>"}]}
    )
    assert [m.name.value for m in found.materials] == ["登记申请表", "船舶照片"]
    assert found.materials[1].read("material_source").locator == "/tabs/0/table/rows/1/1"
    assert found.read("conditions").value == "有船。"


def test_base64_is_opened_where_it_holds_chinese_words_only() -> None:
    words = base64.b64encode("<p>有船，有船员，有码头。</p>".encode()).decode()
    found = read_answer({**ANSWER, "accept_condition_base64": words})
    assert found.read("conditions").value == "有船，有船员，有码头。"
    assert answer_of({"id": "aGVsbG8gd29ybGQh"}).data == {"id": "aGVsbG8gd29ybGQh"}


def test_an_unknown_key_is_what_its_value_can_only_be_and_else_a_gap() -> None:
    found = read_answer(
        {**ANSWER, "zzRank": "县级", "zzMode": "承诺件", "zzNeed": "船长证书在有效期内，且符合航区要求"}
    )
    assert found.read("level").value == "县级"
    assert found.read("case_type").value == "承诺件"
    assert found.read("conditions").state is State.UNREAD


def test_an_id_of_twelve_digits_is_no_basic_code() -> None:
    assert not read_answer({**ANSWER, "rowId": "000129015487"}).read("basic_code").stated


def test_lists_under_unknown_keys_are_told_by_what_stands_in_them() -> None:
    steps = [{"a": "受理", "b": "1个工作日", "c": "窗口核对材料"}, {"a": "决定", "b": "2个工作日", "c": "作出登记决定"}]
    laws = [{"p": "《渡口管理条例》", "q": "国务院令第355号", "r": "第十九条", "s": "渡船应当向登记机关申请登记。"}]
    asked = [{"x": "要多久？", "y": "三个工作日。"}]
    found = read_answer({**ANSWER, "one": steps, "two": laws, "three": asked})
    assert [(s.name.value, s.limit.value) for s in found.steps] == [("受理", "1个工作日"), ("决定", "2个工作日")]
    assert (found.legal_bases[0].clause.value, found.legal_bases[0].number.value) == ("第十九条", "国务院令第355号")
    assert found.faqs[0].answer.value == "三个工作日。"


def test_versions_of_an_item_are_no_list_of_laws() -> None:
    rows = [{"itemName": "渡船登记", "condition": "有船，有船员", "byLaw": "《渡口管理条例》第一条"}] * 2
    assert read_answer({"list": rows}).legal_bases == ()


def test_keys_below_another_are_read_with_its_words() -> None:
    found = read_answer({**ANSWER, "outcome": {"name": "渡船登记证书", "category": "证照", "delivery": ["窗口领取"]}})
    assert found.read("result_name").value == "渡船登记证书"
    assert found.read("delivery").value == "窗口领取"


def test_codes_are_read_by_the_lists_of_the_same_answer() -> None:
    lists = {"onlineDepth": {"1": "信息公布", "4": "全程网办"}, "other": {"1": "甲乙", "4": "丙丁"}}
    assert read_answer({**ANSWER, "onlineDepth": "4", "dicts": lists}).read("online_depth").value == "全程网办"
    assert read_answer({**ANSWER, "onlineDepth": "3", "dicts": lists}).read("online_depth").value == "3"


def test_a_label_beside_its_value_is_no_code_beside_its_word() -> None:
    assert worded({"label": "材料名称", "value": "申请表"}, "")[0] == {"label": "材料名称", "value": "申请表"}
    assert worded({"code": "1", "text": "即办件"}, "/a") == ("即办件", "/a/text")


def test_files_under_unknown_keys_are_what_is_written_beside_them() -> None:
    files = [{"lx": "空表", "fp": "/x/1.docx"}, {"lx": "样表", "fp": "/x/2.docx"}]
    found = read_answer(
        {**ANSWER, "materialList": [{"materialName": "登记申请表", "materialType": "申请表格文书", "fj": files}]}
    )
    forms = (*found.materials[0].blank_forms, *found.materials[0].sample_forms)
    assert [(f.slot, f.target and f.target.url) for f in forms] == [
        (FormSlot.BLANK, "https://bs.example/x/1.docx"),
        (FormSlot.SAMPLE, "https://bs.example/x/2.docx"),
    ]


def test_a_code_of_the_form_of_a_material_is_no_blank_form() -> None:
    found = read_answer(
        {**ANSWER, "materialList": [{"materialName": "登记申请表", "form": "3", "originalNum": 1, "copyNum": 2}]}
    )
    assert found.materials[0].blank_forms == ()
    assert found.materials[0].read("material_original").value == "原件1份、复印件2份"


def test_words_without_their_vowels_are_known_by_their_consonants() -> None:
    words = read_field_words(
        {"meanings": {"result": ["result"]}, "elements": {"result_name": ["result"]}}, ["name"], {}, {}, {}
    )
    assert words.element("RSLT_NM") == "result_name"
    assert words.element("XSLT_NM") is None


def test_an_empty_body_of_a_row_is_an_empty_field() -> None:
    rows = [{"taskName": "渡船登记", "taskCode": f"1{n}", "deptName": "" if n else "交通局"} for n in range(2)]
    found = read_items(answer_of({"rows": rows}), LABELS)
    assert [row.readings["implementing_body"].state for row in found] == [State.STATED, State.NOT_STATED]


def test_the_law_in_an_object_of_a_fee_is_that_of_the_fee() -> None:
    law = [{"lawName": "《渔业船舶登记办法》", "clauseNo": "第七条", "content": "渔业船舶应当登记。"}]
    charge = {
        "feeName": "船舶登记费",
        "feeStand": "30元/艘",
        "byLaw": "《省价格主管部门关于登记费的通知》（价费〔2019〕3号）",
    }
    found = read_answer({**ANSWER, "lawList": law, "charge": charge})
    assert [entry.law.text for entry in found.legal_bases] == ["《渔业船舶登记办法》"]
    assert (found.read("fee_basis").value or "").startswith("《省价格主管部门")


def test_forms_that_a_row_asks_for_by_a_group_of_files_and_none_where_there_are_none() -> None:
    rows = [
        {
            "clmc": "登记申请表",
            "clxs": "纸质",
            "kbbgGuid": "7a990602-a63a",
            "kbbgsl": 1,
            "ysbgGuid": "2d4b-b3a5",
            "ysbgsl": 1,
        },
        {
            "clmc": "船舶照片",
            "clxs": "纸质",
            "kbbgGuid": "b3ba9122-e72f",
            "kbbgsl": 0,
            "ysbgGuid": "4ba4-73ae",
            "ysbgsl": 0,
        },
    ]
    form, photo = read_answer({**ANSWER, "materialList": rows}).materials
    assert [f.target and f.target.url for f in form.blank_forms] == ["javascript:by_form('7a990602-a63a')"]
    assert [f.target and f.target.url for f in form.sample_forms] == ["javascript:by_form('2d4b-b3a5')"]
    assert (photo.blank_forms, photo.sample_forms) == ((), ())


def test_the_phone_for_complaints_in_the_row_of_a_window_is_the_guide_s() -> None:
    windows = [
        {
            "address": "临河市望江路8号二楼3号窗口",
            "officeTime": "工作日 9:00-17:00",
            "consultTel": "0990-8123456",
            "complaintTel": "0990-8123499",
        }
    ]
    found = read_answer({**ANSWER, "materialList": [{"materialName": "登记申请表"}], "windows": windows})
    assert found.read("complaint_phone").value == "0990-8123499"
    assert [w.phone.value for w in found.windows] == ["0990-8123456"]


def test_the_case_in_which_a_material_is_needed_stands_under_any_key() -> None:
    rows = [
        {"materialName": "登记申请表", "isNeed": "必要", "qk": ""},
        {"materialName": "授权委托书", "isNeed": "非必要", "qk": "委托他人办理时提供", "fillExplain": "签名的"},
        {"materialName": "船舶照片", "isNeed": "非必要", "qk": "", "fillExplain": "清晰"},
    ]
    found = read_answer({**ANSWER, "materialList": rows}).materials
    said = [m.read("material_necessity").value for m in found]
    assert said == ["必要", "非必要（委托他人办理时提供）", "非必要"]


def test_the_names_of_columns_are_no_values_of_their_labels() -> None:
    fees = {
        "title": "收费信息",
        "fields": [{"label": "是否收费", "value": "收费"}, {"label": "支持网上支付", "value": "支持"}],
        "columns": [
            {"label": "收费项目名称", "prop": "mc"},
            {"label": "收费标准", "prop": "bz"},
            {"label": "收费依据", "prop": "yj"},
        ],
        "rows": [{"mc": "登记费", "bz": "80元/件", "yj": "发改价格〔2016〕2559号"}],
    }
    found = read_answer({**ANSWER, "materialList": [{"materialName": "登记申请表"}], "sections": [fees]})
    assert found.read("fee_status").value == "收费"
    assert found.read("fee_standard").value != "bz"
    assert all(fee.read("fee_standard").value != "bz" for fee in found.fees)


def test_a_section_with_pairs_beside_its_columns_and_rows_says_both() -> None:
    columns = [
        {"prop": "a1", "title": "收费项目"},
        {"prop": "a2", "title": "收费标准"},
        {"prop": "a3", "title": "收费依据"},
    ]
    rows = [{"a1": "船舶登记费", "a2": "每艘50元", "a3": "《船舶登记收费的通知》（发改价格〔2019〕12号）"}]
    pairs = [{"label": "是否收费", "value": "收费"}, {"label": "是否支持网上支付", "value": "支持"}]
    section = {"heading": "收费信息", "fields": pairs, "columns": columns, "rows": rows}
    found = read_answer({**ANSWER, "parts": [{"heading": "受理条件", "text": "有船。"}, section]})
    fee = found.fees[0]
    assert (fee.name.value, fee.read("fee_standard").value) == ("船舶登记费", "每艘50元")
    assert fee.read("fee_basis").locator == "/parts/1/rows/0/a3"
    assert (found.read("fee_status").value, found.read("online_payment").value) == ("收费", "支持")
    assert not found.read("legal_basis").stated


def test_rows_with_an_amount_and_a_rule_are_fees() -> None:
    row = {"k1": "船舶登记费", "k2": "50元/艘", "k3": "《船舶登记收费的通知》（发改价格〔2019〕12号）"}
    found = read_answer({**ANSWER, "zz": [row]})
    assert [fee.name.value for fee in found.fees] == ["船舶登记费"]
    assert not found.read("legal_basis").stated


@pytest.mark.parametrize(
    ("label", "other", "told", "expected"),
    [
        ("法定办结时限", "承诺办结时限", "2个工作日", "15"),
        ("法定办结时限（工作日）", "承诺办结时限", "2个工作日", "15工作日"),
        ("法定办结时限", "承诺办结时限", "2", None),
        ("法定办结时限", "法定办结时限单位", "工作日", None),
    ],
    ids=["others have one", "in the label", "no limit has one", "a place for it"],
)
def test_a_limit_without_a_unit_among_limits_with_theirs_is_read_as_it_is_shown(
    label: str, other: str, told: str, expected: str | None
) -> None:
    said = {"事项名称": "渡船登记", "事项类型": "行政确认", "咨询电话": "0571-81234567", label: "15", other: told}
    found = read_answer({"fields": [{"label": k, "value": v} for k, v in {**said, "受理条件": "有船。"}.items()]})
    assert found.read("statutory_time_limit").value == expected
    assert (found.read("statutory_time_limit").state is State.UNREAD) == (expected is None)
