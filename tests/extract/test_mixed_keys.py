"""Field names of two languages: Chinese words in Latin letters before or behind English ones."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, LABELS, read_answer


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("shouliCondition", "conditions"),
        ("shenqingMaterials", "materials"),
        ("chengnuoDays", "promised_time_limit"),
        ("fadingPeriod", "statutory_time_limit"),
        ("zixunTel", "consultation_phone"),
        ("jianduTel", "complaint_phone"),
        ("isShoufei", "fee_status"),
        ("resultYangben", "result_sample"),
        ("supportKuaidi", "courier"),
        ("wangbanLevel", "online_depth"),
        ("xianchangReason", "visits_reason"),
        ("lingquMode", "delivery"),
        ("gengxinTime", "update_date"),
        ("sheding_basis", "legal_basis"),
    ],
)
def test_a_chinese_word_in_latin_letters_is_the_word(key: str, element: str) -> None:
    assert LABELS.element_of_field(key) == element


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("zrrTheme", "natural_person_theme"),
        ("FR_THEME", "legal_person_theme"),
        ("ztXingzhi", "body_nature"),
        ("ywblxCode", "handling_code"),
        ("zrrThemeName", "natural_person_theme"),
        ("wsblDepth", "online_depth"),
    ],
)
def test_first_letters_go_on_in_another_word(key: str, element: str) -> None:
    value = "11330100002489559A433011800100001" if element == "handling_code" else "江"
    guide = read_answer({**ANSWER, "resultName": "渡船登记证", "handleForm": "窗口办理", key: value})
    assert element in LABELS.words.candidates(key)
    assert guide.read(element).value == value


@pytest.mark.parametrize(("key", "part"), [("cailiaoName", "material_name"), ("laiyuanWay", "material_source")])
def test_in_the_rows_of_a_list_as_well(key: str, part: str) -> None:
    assert LABELS.part("materials", key) == part


@pytest.mark.parametrize(
    "key", ["xxTheme", "banliXxx", "abcReason", "wutheme", "finish", "go", "lead", "goUrl", "eventTime"]
)
def test_letters_that_begin_no_label_mean_nothing(key: str) -> None:
    assert LABELS.words.candidates(key) == frozenset()


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("dailyName", "short_name"),
        ("agencyService", "intermediary"),
        ("mustGoReason", "visits_reason"),
        ("pcHandleUrl", "online_entry"),
        ("lct", "flow_chart"),
    ],
)
def test_other_names_of_elements(key: str, element: str) -> None:
    value = "/up/a/37" if element in {"online_entry", "flow_chart"} else "渡船"
    assert read_answer({**ANSWER, "resultName": "渡船登记证", key: value}).read(element).value == value


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("svcNm", "name"),
        ("eventName", "name"),
        ("LEAD_DEPT", "implementing_body"),
        ("acptOrgNm", "implementing_body"),
        ("FINISH_NAME", "result_name"),
        ("QL_BASIS", "legal_basis"),
        ("SD_TYPE", "delivery"),
        ("dlvrModNm", "delivery"),
        ("arvTms", "visits"),
        ("fyss", "remedy"),
    ],
)
def test_names_by_which_vendors_call_elements(key: str, element: str) -> None:
    assert LABELS.words.candidates(key) == {element}


def test_the_type_of_a_material_in_consonants_is_no_tip() -> None:
    assert LABELS.part("materials", "mtrlTpNm") == "material_type"


LAW = {
    "mingcheng": "《特困人员认定办法》",
    "wenhao": "民发〔2021〕43号",
    "tiaokuan": "第四条",
    "neirong": "应当纳入救助供养。",
}


def test_a_list_under_a_word_of_several_lists_is_that_of_which_its_rows_tell_most() -> None:
    guide = read_answer({**ANSWER, "sfShoufei": "不收费", "yiju": [LAW]})
    assert ([basis.law.value for basis in guide.legal_bases], guide.fees) == (["《特困人员认定办法》"], ())


def test_numbers_of_originals_and_copies_under_their_words_in_pinyin() -> None:
    rows = [{"clMingcheng": "户口簿", "byx": "必要", "yuanjianShu": 1, "fuyinShu": 2}]
    (material,) = read_answer({**ANSWER, "cailiao": rows}).materials
    assert material.read("material_original").value == "原件1份、复印件2份"


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("blsjDetails", "周一至周五9:00-17:00", "hours"),
        ("sltjcontent", "1.有渡船；2.有船员。", "conditions"),
        ("wssbaddress", "https://zw.linjiang.example/apply/7", "online_entry"),
    ],
)
def test_first_letters_and_an_english_word_that_says_nothing(key: str, value: str, element: str) -> None:
    assert read_answer({**ANSWER, "cnbjsx": "5个工作日", key: value}).read(element).value == value


@pytest.mark.parametrize(("key", "value"), [("wssbaddress", "临江县渡口路1号"), ("bldetails", "9:00-17:00")])
def test_such_a_word_makes_no_label_of_any_letters(key: str, value: str) -> None:
    guide = read_answer({**ANSWER, "cnbjsx": "5个工作日", key: value})
    assert not guide.read("hours").stated
    assert not guide.read("online_entry").stated


def test_the_key_of_a_unit_may_leave_out_the_middle_of_its_limit() -> None:
    own = {**ANSWER, "fdbjsx": 20, "fdsxdw": "工作日", "cnbjsx": 8}
    guide = read_answer(own | {"cnsxdw": "日"})
    assert (guide.read("statutory_time_limit").value, guide.read("promised_time_limit").value) == ("20个工作日", "8日")
    assert read_answer(own).read("promised_time_limit").unread  # the unit is that of the other limit
