"""What the one row of a list is called (清单行的名称): a fee or a law names no item."""

from __future__ import annotations

from tests.extract.one_guide import read_answer

FACTS = {
    "task_type_text": "行政确认",
    "impl_org_name": "临江县交通运输局",
    "consult_phone": "0571-81234567",
    "accept_condition": "有渡船。",
}


def test_the_name_of_the_catalogue_stays_that_of_the_item_beside_one_fee() -> None:
    fees = [{"charge_name": "渡船登记", "charge_standard": "每艘10元", "charge_basis": "云价〔2019〕3号"}]
    laws = [{"legal_name": "《渡口条例》", "clause_number": "第三条", "content": "渡船应当登记。"}]
    guide = read_answer({"data": {**FACTS, "catalog_name": "渡口渡船登记", "charge_list": fees, "clause_list": laws}})
    assert guide.read("name").value == "渡口渡船登记"


def test_a_name_under_a_key_that_nobody_knows_is_still_found() -> None:
    assert read_answer({"data": {**FACTS, "busi_caption": "渡口渡船登记"}}).read("name").value == "渡口渡船登记"
