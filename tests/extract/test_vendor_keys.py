"""Habits of vendors in naming what answers give: words beside codes, one beginning for all keys, blocks in lists."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.answers.words import worded
from crawler.extract.guide.reading import read_guide
from crawler.page.files.pinyin_keys import in_english
from tests.extract.one_guide import LABELS, answer_of, read_answer, read_body

GUIDE = {
    "itemName": "渡船登记",
    "orgName": "临江县交通运输局",
    "consultPhone": "0571-81234567",
    "handleAddress": "临江县渡口路1号2楼3号窗口",
    "applyConditions": "有船。",
}
CODED = {
    "itemType": ("07", "行政确认"),
    "caseType": ("2", "承诺件"),
    "handleMode": ("1,2", "窗口办理、网上办理"),
    "onlineDepth": ("4", "互联网受理"),
    "resultType": ("1", "证照"),
}
OF_ROWS = {
    "materialForm": ("3", "纸质/电子化"),
    "necessity": ("1", "必要"),
    "sourceType": ("10", "申请人自备"),
    "originalOrCopy": ("2", "复印件"),
}
ELEMENTS = ("item_type", "case_type", "handling_form", "online_depth", "result_type")
PARTS = ("material_form", "material_necessity", "material_source", "material_original")


def said(guide: Any) -> tuple[list[str | None], list[str | None]]:
    return [guide.read(e).value for e in ELEMENTS], [guide.materials[0].read(p).value for p in PARTS]


EXPECTED = [word for _, word in CODED.values()], [word for _, word in OF_ROWS.values()]


@pytest.mark.parametrize(("key", "place"), [("handleAddress", "本单位"), ("transactAddr", "大厅"), ("site", None)])
def test_a_place_that_is_badly_said_stands_under_the_key_of_a_place_all_the_same(key: str, place: str | None) -> None:
    told = {name: value for name, value in GUIDE.items() if name != "handleAddress"}
    assert read_answer({**told, key: place or "云溪政务服务网"}).read("place").value == place


def test_the_site_with_its_name_is_the_portal_and_no_place() -> None:
    told = {name: value for name, value in GUIDE.items() if name != "handleAddress"}
    site = {"site": {"areaCode": "990100", "siteName": "云溪市政务服务"}}
    assert not read_answer({**site, "guide": told}).read("place").stated
    windows = [{"transactAddr": "云溪市江滨路9号政务服务中心二楼3号窗口", "windowTel": "0999-8123456"}]
    guide = read_answer({**site, "guide": {**told, "windowList": windows}})
    assert [window.place.value for window in guide.windows] == [windows[0]["transactAddr"]]
    assert read_answer({**told, "place": {"name": "云溪市江滨路9号二楼"}}).read("place").value == "云溪市江滨路9号二楼"


@pytest.mark.parametrize("end", ["Text", "Txt", "Name", "Desc", "_dictText", "Cn", "Zh", "Str", "Label", "Value", "Mc"])
def test_words_stand_beside_their_codes_under_keys_with_any_usual_end(end: str) -> None:
    def both(pairs: dict[str, tuple[str, str]]) -> dict[str, str]:
        return {
            **{key: code for key, (code, _) in pairs.items()},
            **{f"{k}{end}": word for k, (_, word) in pairs.items()},
        }

    row = {"materialName": "船舶证书", "copies": 1, **both(OF_ROWS)}
    assert said(read_answer({**GUIDE, **both(CODED), "materials": [row]})) == EXPECTED


@pytest.mark.parametrize(
    ("code", "word"),
    [("code", "text"), ("value", "label"), ("key", "value"), ("dictKey", "dictValue"), ("val", "txt"), ("dm", "mc")],
)
def test_words_stand_in_an_object_with_their_codes(code: str, word: str) -> None:
    def pairs(given: dict[str, tuple[str, str]]) -> dict[str, Any]:
        return {key: {code: number, word: text} for key, (number, text) in given.items()}

    row = {"materialName": "船舶证书", "copies": 1, **pairs(OF_ROWS)}
    assert said(read_answer({**GUIDE, **pairs(CODED), "materials": [row]})) == EXPECTED


def test_a_label_with_its_value_is_no_code_with_its_word() -> None:
    for given in ({"label": "办件类型", "value": "承诺件"}, {"name": "办件类型", "value": "承诺件"}):
        assert worded(given, "/a") == (given, "/a")


@pytest.mark.parametrize("begin", ["f_", "SX_", "t1_"])
def test_letters_before_all_keys_say_nothing(begin: str) -> None:
    def named(given: dict[str, Any]) -> dict[str, Any]:
        return {f"{begin}{key}": value for key, value in given.items()}

    row = named({"material_name": "船舶证书", "copies": 1, "necessity": "必要", "sourceType": "申请人自备"})
    guide = read_answer({"data": named({**GUIDE, "item_type": "行政确认", "materials": [row]})})
    assert guide.read("name").value == "渡船登记"
    assert guide.read("name").locator == f"/data/{begin}itemName"
    assert guide.materials[0].read("material_necessity").locator == f"/data/{begin}materials/0/{begin}necessity"


def test_is_and_has_are_no_such_letters() -> None:
    guide = read_answer(
        {**GUIDE, "itemType": "行政确认", "flags": {"is_fee": "0", "is_express": "1", "is_online": "1"}}
    )
    assert guide.read("fee_status").value == "不收费"
    assert guide.read("courier").value == "是"


def test_a_block_of_the_guide_in_a_list_of_its_own_is_no_window() -> None:
    block = {
        "handleAddress": "临江县渡口路1号2楼3号窗口",
        "officeHours": "周一至周五 9:00-17:00",
        "consultPhone": "0571-81234567",
        "complaintPhone": "0571-81234568",
        "resultName": "渡船登记证",
        "handleScope": "全县",
    }
    guide = read_answer({"itemName": "渡船登记", "itemType": "行政确认", "orgName": "交通局", "contactInfo": [block]})
    assert guide.read("complaint_phone").value == "0571-81234568"
    assert guide.read("result_name").value == "渡船登记证"
    assert guide.read("scope").value == "全县"


@pytest.mark.parametrize("key", ["flow_image_url", "flowChartUrl", "process_pic_path", "handleFlowImgUrl"])
def test_the_address_of_a_picture_of_the_flow_is_the_flow_chart(key: str) -> None:
    chart = read_answer({**GUIDE, key: "/up/dc/liu.png"}).read("flow_chart")

    assert chart.text == "/up/dc/liu.png"


@pytest.mark.parametrize("key", ["linkImgUrl", "img_link"])
def test_the_address_of_any_picture_is_none(key: str) -> None:
    assert not read_answer({**GUIDE, key: "/up/dc/a.png"}).read("flow_chart").stated


PINYIN = {
    "shiXiangMingCheng": "渡船登记",
    "shiXiangLeiXing": "行政确认",
    "shiShiZhuTi": "临江县交通运输局",
    "ziXunDianHua": "0571-81234567",
}


@pytest.mark.parametrize(
    ("blank", "sample", "name", "place"),
    [
        ("kongBaiBiaoGe", "shiLiYangBiao", "wenJianMingCheng", "wenJianDiZhi"),
        ("kongBaiBiaoGeFuJian", "yangBiaoFuJian", "fuJianMingCheng", "fuJianLuJing"),
        ("kong_bai_biao_ge", "shi_li_yang_biao", "wen_jian_ming_cheng", "wen_jian_di_zhi"),
        ("kongbaibiaoge", "shiliyangbiao", "wenjianming", "xiazailianjie"),
        ("kongBaiBiao", "yangBiao", "mingCheng", "diZhi"),
    ],
)
def test_files_stand_under_keys_in_full_pinyin(blank: str, sample: str, name: str, place: str) -> None:
    def file(number: int, called: str) -> list[dict[str, str]]:
        return [{name: called, place: f"/file/get?id={number}"}]

    row = {"caiLiaoMingCheng": "渡船登记申请书", blank: file(3, "渡船申请书"), sample: file(4, "渡船申请书填写样例")}
    material = read_answer({**PINYIN, "shenQingCaiLiao": [row]}).materials[0]
    found = [
        [(f.name, f.target and f.target.url) for f in forms] for forms in (material.blank_forms, material.sample_forms)
    ]
    assert found == [
        [("渡船申请书", "https://bs.example/file/get?id=3")],
        [("渡船申请书填写样例", "https://bs.example/file/get?id=4")],
    ]


def test_an_identifier_or_an_address_alone_under_such_a_key_is_a_form() -> None:
    row = {
        "caiLiaoMingCheng": "渡船登记申请书",
        "kongBaiBiaoGeId": "8a8b9c1d2e3f4a5b",
        "shiLiYangBiaoDiZhi": "/get?id=4",
    }
    material = read_answer({**PINYIN, "shenQingCaiLiao": [row]}).materials[0]
    assert [len(material.blank_forms), len(material.sample_forms)] == [1, 1]


def test_a_specimen_of_the_result_under_such_a_key_is_no_form() -> None:
    assert in_english("jieGuoYangBenId") == "jieGuoYangBenId"
    assert in_english("banLiDiZhi") == "banLiDiZhi"


@pytest.mark.parametrize("key", ["lct", "bllct"])
def test_a_picture_that_a_script_fills_takes_its_address_from_the_data(key: str) -> None:
    material = {"clmc": "渡船检验证书", "cllx": "证件证书证明", "lyqd": "申请人自备", "clbyx": "必要"}
    steps = {
        key: "/pic/7.png",
        "hjlb": [{"hjmc": "受理", "hjsm": "核对材料。"}, {"hjmc": "决定", "hjsm": "发证。"}],
    }
    data = json.dumps({"sxid": "dc", "sqcl": [material], "bllc": steps}, ensure_ascii=False)
    rows = (
        ("事项名称", "渡船登记"),
        ("实施主体", "临江县交通运输局"),
        ("办件类型", "承诺件"),
        ("咨询电话", "0571-81234567"),
    )
    table = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in rows)
    body = f"<table>{table}</table><h3>办理流程</h3><img id='c' alt=''><script>var guideData = {data};</script>"
    assert read_body(body).read("flow_chart").text == "/pic/7.png"


def _of(**said: Any) -> dict[str, Any]:
    return {"itemName": "渡船登记", "implNo": "11330100002490123K2000117003000", "orgName": "临江县交通运输局", **said}


def test_rows_of_an_answer_that_names_no_list_are_known_by_their_keys() -> None:
    """An answer for each part of a guide, each list as the data of its answer."""
    paper = {
        "stuffName": "渡船登记申请书", "amountText": "原件2份，复印件0份", "fromText": "申请人自备",
        "acceptRule": "签名齐全",
        "basisText": "《渡口管理办法》第八条", "fillTip": "用黑色签字笔填写",
        "blankKeys": [{"fileKey": "fk_6b30722a917b", "fileTitle": "渡船登记申请书.docx"}],
    }  # fmt: skip
    law = {
        "lawName": "渡口管理办法",
        "lawNo": "（2019年省政府令第3号）",
        "clause": "第五条",
        "content": "渡船应当登记。",
    }
    charge = {"chargeName": "登记费", "chargeRule": "按吨位分档计收", "chargeBasis": "发改价格〔2003〕2322号"}
    answers = [_of(), [paper], [law], {"charged": True, "list": [charge]}]
    found = read_guide([answer_of({"code": 0, "data": one}) for one in answers], LABELS)

    [material] = found.materials
    assert material.read("material_copies").text == "原件2份，复印件0份"
    assert material.read("review_standard").text == "签名齐全"
    assert [form.name for form in material.blank_forms] == ["渡船登记申请书.docx"]
    assert [(each.law.text, each.content.text) for each in found.legal_bases] == [("渡口管理办法", "渡船应当登记。")]
    assert [fee.read("fee_standard").text for fee in found.fees] == ["按吨位分档计收"]


def test_codes_under_unknown_keys_mean_what_a_list_of_a_like_name_says() -> None:
    told = {"itemKind": {"行政许可": "XK", "行政确认": "QR"}, "objectType": {"自然人": "P", "企业法人": "E"}}
    told |= {"caseType": {"承诺件": "C", "即办件": "J"}}
    lists = {name: [{"value": code, "label": word} for word, code in rows.items()] for name, rows in told.items()}
    guide = _of(kindCode="QR", objectCodes=["P", "E"], caseType="C", promiseLimit="5个工作日")
    found = read_guide([answer_of({"data": guide}), answer_of({"data": lists})], LABELS)
    assert (found.read("item_type").text, found.read("service_target").text) == ("行政确认", "自然人、企业法人")


def test_a_text_that_tells_of_a_review_is_the_remedy_under_any_key() -> None:
    found = read_answer(_of(caseType="1", reviewText="自知道之日起60日内向临江县人民政府申请行政复议"))
    assert "60日内" in found.read("remedy").text


def test_a_standard_does_not_describe_a_step_in_the_stead_of_an_empty_content() -> None:
    steps = [
        {"LINK_NAME": name, "LINK_LIMIT": "1个工作日", "LINK_CONTENT": "", "LINK_STANDARD": "条件逐项符合"}
        for name in ("申请", "受理", "审查", "送达")
    ]
    found = read_answer(_of(caseType="1", AUDIT_FLOW=steps))
    assert [(step.name.text, step.description.stated) for step in found.steps][:2] == [("申请", False), ("受理", False)]
    alone = [{k: v for k, v in step.items() if k != "LINK_CONTENT"} for step in steps]
    assert all(step.description.stated for step in read_answer(_of(caseType="1", AUDIT_FLOW=alone)).steps)


@pytest.mark.parametrize("key", ["std", "checkStandard", "examineStandard", "reviewStd", "scbz"])
def test_by_what_standards_the_steps_are_taken_is_said_of_the_guide(key: str) -> None:
    steps = [
        {"linkName": "受理", "desc": "核对材料。", "days": "1个工作日", key: "材料齐全、符合法定形式"},
        {"linkName": "审查", "desc": "查验船舶。", "days": "3个工作日", key: "船舶与照片一致"},
        {"linkName": "办结", "desc": "发给登记证。", "days": "1个工作日", key: "船舶与照片一致"},
    ]

    found = read_answer({**GUIDE, "links": steps})

    assert found.read("review_standard").value == "材料齐全、符合法定形式；船舶与照片一致"
    assert [s.description.value for s in found.steps] == ["核对材料。", "查验船舶。", "发给登记证。"]


@pytest.mark.parametrize(
    ("key", "value"), [("standardDays", "3个工作日"), ("std", "A-3"), ("bz", "收到材料的当天"), ("stdDays", 3)]
)
def test_a_number_of_days_and_a_remark_are_no_standard_of_the_steps(key: str, value: object) -> None:
    steps = [{"linkName": name, "desc": "核对材料。", key: value} for name in ("受理", "审查")]

    assert not read_answer({**GUIDE, "links": steps}).read("review_standard").stated


SPOKEN = {
    "sxMingcheng": "渡船登记",
    "bmMingcheng": "临江县交通运输局",
    "shenqingTiaojian": "有船。",
    "zixunTel": "0571-81234567",
    "fadingQixian": 20,
    "fadingDw": "1",
    "chengnuoShixian": 3,
    "chengnuoDanwei": "2",
}
LISTS = {
    "sxdw": [{"dm": "1", "mc": "个工作日"}, {"dm": "2", "mc": "个月"}],
    "jglx": [{"dm": "1", "mc": "证照"}, {"dm": "2", "mc": "批文"}, {"dm": "3", "mc": "其他"}],
    "zt": [{"dm": "005", "mc": "准营准办"}, {"dm": "010", "mc": "设立变更"}],
    "clxs": [{"dm": "1", "mc": "纸质"}, {"dm": "2", "mc": "电子化"}],
    "byx": [{"dm": "1", "mc": "必要"}, {"dm": "2", "mc": "非必要"}],
}


def spoken(more: dict[str, Any]) -> Any:
    return read_guide([answer_of({"shuju": {**SPOKEN, **more}}), answer_of({"shuju": LISTS})], LABELS)


def test_units_stand_beside_limits_under_keys_that_spell_both() -> None:
    found = spoken({})

    assert found.read("statutory_time_limit").value == "20个工作日"
    assert found.read("promised_time_limit").value == "3个月"


def test_a_code_under_a_key_like_the_name_of_a_list_is_of_the_element_that_all_its_words_are_of() -> None:
    assert spoken({"jglxDm": "2"}).read("result_type").value == "批文"
    assert not spoken({"jglxDm": "7"}).read("result_type").stated


def test_the_code_of_a_theme_is_none_of_a_body() -> None:
    assert not spoken({"ztDm": "005"}).read("body_code").stated
    assert spoken({"ztDm": "11330101MB1B28349A"}).read("body_code").stated


def test_keys_that_spell_a_part_with_a_mark_of_codes_at_their_end_are_that_part() -> None:
    rows = [
        {"clMingcheng": "船舶证书", "clxsDm": "1", "byx_dm": "1", "guige": "A4", "fenshu": 1},
        {"clMingcheng": "委托书", "clxsDm": "2", "byx_dm": "2", "guige": "A4", "fenshu": 2},
    ]
    found = spoken({"clqd": rows})

    assert [m.read("material_form").value for m in found.materials] == ["纸质", "电子化"]
    assert [m.read("material_necessity").value for m in found.materials] == ["必要", "非必要"]
