"""Yes and no in the rows of materials (是否…): whether one is needed, or anything else that systems ask of it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer


def need(key: str, *said: Any, **more: Any) -> list[tuple[State, str | None]]:
    """Whether each material is needed, by a key of an answer's rows."""
    names = ("渡船登记申请书", "申请人身份证")
    rows = [{"materialName": name, key: one, **more} for name, one in zip(names, said, strict=True)]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": rows})
    return [(found.state, found.value) for one in guide.materials if (found := one.read("material_necessity"))]


@pytest.mark.parametrize(
    "key",
    ["isStamp", "isShared", "isExempt", "hasSample", "isUpload", "isLicense", "canDefer", "sfrq", "status", "isShow"],
)
def test_what_else_is_asked_of_a_material_is_no_need(key: str) -> None:
    assert need(key, "是", "否") == [(State.NOT_STATED, None)] * 2


@pytest.mark.parametrize("key", ["sfbx", "isMust", "needFlag", "required"])
def test_a_key_of_need_is_read(key: str) -> None:
    assert need(key, "是", "否") == [(State.STATED, "是"), (State.STATED, "否")]


@pytest.mark.parametrize("key", ["bxtj", "ifxx"])
def test_under_a_key_that_nobody_knows_it_may_be(key: str) -> None:
    assert need(key, "是", "否") == [(State.UNREAD, None)] * 2


def test_it_is_none_where_another_key_says_the_need() -> None:
    assert need("necessity", "必要", "非必要", ifxx="是") == [(State.STATED, "必要"), (State.STATED, "非必要")]


@pytest.mark.parametrize("key", ["optional", "isOptional", "notRequired", "unnecessary"])
@pytest.mark.parametrize("said", [("是", "否"), (True, False)])
def test_a_key_that_asks_whether_it_may_be_left_out_is_turned_round(key: str, said: tuple[Any, Any]) -> None:
    assert need(key, *said) == [(State.STATED, "非必要"), (State.STATED, "必要")]


def test_numbers_there_do_not_tell() -> None:
    assert need("isOptional", 1, 0) == [(State.UNREAD, None)] * 2


@pytest.mark.parametrize("key", ["necessary", "required"])
def test_a_key_that_says_what_a_material_is_asks_whether_it_is_needed(key: str) -> None:
    assert need(key, "1", "0") == [(State.STATED, "必要"), (State.STATED, "非必要")]


@pytest.mark.parametrize(("key", "said"), [("necessary", ("1", "2")), ("necessity", ("1", "0"))])
def test_kinds_of_need_are_numbered_as_each_system_likes(key: str, said: tuple[str, str]) -> None:
    assert need(key, *said) == [(State.UNREAD, None)] * 2


def source(key: str, *codes: Any) -> list[State]:
    rows = [{"materialName": f"渡船图纸{n}", key: code} for n, code in enumerate(codes)]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": rows})
    return [one.read("material_source").state for one in guide.materials]


@pytest.mark.parametrize("key", ["materialSource", "source_type", "laiyuan"])
def test_codes_of_a_list_of_its_own_leave_the_source_open(key: str) -> None:
    assert source(key, 0, 1) == [State.UNREAD] * 2


def test_how_many_originals_is_no_source() -> None:
    assert source("origin", 1, 2) == [State.NOT_STATED] * 2


@pytest.mark.parametrize("key", ["attIsRequire", "material_is_need", "materialIsRequired"])
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), (1, 0)])
def test_a_key_that_asks_so_of_what_it_names_is_a_need(key: str, yes: Any, no: Any) -> None:
    assert need(key, yes, no) == [(State.STATED, "必要"), (State.STATED, "非必要")]
    assert {state for state, _ in need(key, 1, 2)} == {State.UNREAD}  # a list of the system's own


def test_papers_and_copies_that_are_due_are_originals_and_copies() -> None:
    rows = [{"matName": "渡船登记申请书", "duePaperCount": 2, "dueCopyCount": 0}]
    rows += [{"matName": "申请人身份证", "duePaperCount": 0, "dueCopyCount": 1}]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": rows})
    assert [one.read("material_original").text for one in guide.materials] == ["原件2份", "复印件1份"]
    assert [one.read("material_copies").stated for one in guide.materials] == [True, True]


def test_a_need_by_a_list_of_yes_and_no_is_what_its_key_asks_with_the_case_beside_it() -> None:
    entries = [{"itemCode": code, "itemName": word} for code, word in (("1", "是"), ("0", "否"))]
    rows = [{"matName": "渡船登记申请书", "attIsRequire": "1", "requireExplain": None}]
    rows += [{"matName": "授权委托书", "attIsRequire": "0", "requireExplain": "委托他人办理时提供"}]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "materialList": rows, "YES_NO": entries})
    needs = [one.read("material_necessity").text for one in guide.materials]
    assert needs == ["必要", "非必要（委托他人办理时提供）"]
