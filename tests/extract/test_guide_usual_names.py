"""Labels and keys that name what people call an item (日常用语) and whether a fee is paid online (网上缴费)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, LABELS, read_answer, read_body

GUIDE = {**ANSWER, "acceptCondition": "有船", "handlePlace": "渡口路1号2楼3号窗口"}
FACTS = (
    ("事项名称", "养犬登记"),
    ("事项类型", "行政确认"),
    ("实施主体", "东湖市公安局"),
    ("服务对象", "自然人"),
    ("办理地点", "东湖路1号2楼3号窗口"),
)


@pytest.mark.parametrize("label", ["业务简称", "通俗名称", "群众叫法", "事项别名", "常用名"])
def test_labels_of_a_usual_name(label: str) -> None:
    rows = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in (*FACTS, (label, "狗证")))
    assert read_body(f"<table>{rows}</table>").read("short_name").value == "狗证"


@pytest.mark.parametrize("key", ["taskAlias", "task_name_short", "itemShortName", "alias", "commonName", "SXJC"])
def test_keys_of_a_usual_name(key: str) -> None:
    assert read_answer({**GUIDE, key: "坐船证"}).read("short_name").value == "坐船证"


def test_names_for_machines_and_of_offices_are_none() -> None:
    found = read_answer({**GUIDE, "alias": "dcdj-01", "dept": {"deptName": "交通局", "shortName": "交通"}})
    assert not found.read("short_name").stated


@pytest.mark.parametrize("label", ["线上缴费", "在线支付", "是否支持线上缴费", "可否手机支付"])
@pytest.mark.parametrize("row", ["<tr><th>{}</th><td>{}</td></tr>", "<p>{}：{}</p>", "<dt>{}</dt><dd>{}</dd>"])
def test_labels_of_paying_online(label: str, row: str) -> None:
    rows = "".join(row.format(name, value) for name, value in (*FACTS, ("是否收费", "收费"), (label, "支持")))
    around = {"<tr": "table", "<p>": "div", "<dt": "dl"}[row[:3]]
    assert read_body(f"<{around}>{rows}</{around}>").read("online_payment").value == "支持"


def test_paying_online_is_a_column_of_fees_and_a_value_too() -> None:
    assert LABELS.column("fees", "线上缴费") == "online_payment"
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in (*FACTS, ("缴费方式", "线上缴费")))
    assert read_body(f"<dl>{rows}</dl>").read("online_payment").value == "线上缴费"


@pytest.mark.parametrize("limit", [{"promiseTime": "即办"}, {"timeLimit": {"promise": "即办", "legal": None}}])
def test_done_at_once_is_a_limit_where_the_key_says_so(limit: dict[str, Any]) -> None:
    assert read_answer({**GUIDE, **limit}).read("promised_time_limit").value == "即办"


def kinds(*rows: tuple[str, str], **more: str) -> list[str | None]:
    materials = [{"materialName": name, "materialType": code, "pageNum": 1, **more} for name, code in rows]
    found = read_answer({**GUIDE, "materialList": materials}).materials
    return [one.read("material_type").value for one in found]


def test_codes_of_kinds_are_told_by_the_names_beside_them() -> None:
    words = ["申请表格文书", "证件证书证明", "其他"]
    assert kinds(("登记申请表", "2"), ("船舶国籍证书", "1"), ("船舶照片", "3")) == words
    assert kinds(("登记申请表", "02"), ("泊位图", "01"), ("照片", "03"), originalCopy="原件") == words


@pytest.mark.parametrize(
    "rows",
    [
        [("登记申请表", "1"), ("船舶国籍证书", "2")],  # 原件, 复印件
        [("登记申请表", "2"), ("泊位图", "1")],
        [("登记申请表", "2"), ("船舶国籍证书", "4")],
    ],
)
def test_codes_that_the_names_do_not_tell_are_unread(rows: list[tuple[str, str]]) -> None:
    assert kinds(*rows) == [None] * len(rows)


@pytest.mark.parametrize("said", [("线上缴费", "支持"), ("能否减免", "不能")])
@pytest.mark.parametrize("tag", ["h4", "div", "p"])
def test_a_fee_is_called_by_the_title_of_its_card(said: tuple[str, str], tag: str) -> None:
    rows = "".join(f"<p><b>{name}</b><span>{value}</span></p>" for name, value in FACTS)
    lines = "<p><em>收费标准</em>：20元/块</p><p><em>收费依据</em>：东价〔2024〕3号</p>"
    pairs = "".join(f"<p><b>{name}</b><span>{value}</span></p>" for name, value in (("是否收费", "收费"), said))
    card = f"<div class=card><{tag}>犬牌工本费</{tag}>{lines}</div>"
    found = read_body(f"{rows}<section><h3>收费</h3><div>{pairs}{card}</div></section>").fees
    assert [one.name.value for one in found] == ["犬牌工本费"]
    assert found[0].read("fee_standard").value == "20元/块"
