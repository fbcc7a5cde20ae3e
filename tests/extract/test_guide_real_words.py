"""Labels, field names and shapes of real portals, as data dictionaries and answers in public repositories show them.

Every value is invented; the names and the shapes are those that are in use.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.catalogue import labels_text
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(labels_text())
BASE = {
    "task_name": "渡船登记",
    "task_type": "01",
    "dept_name": "临江县交通运输局",
    "link_way": "0571-81234567",
    "accept_condition": "船舶符合登记要求；有合法的来源证明。",
}


def read(data: Any) -> ServiceGuide:
    found = parse(json.dumps(data).encode(), "application/json", "https://bs.example/api/guide", "e")
    assert isinstance(found, JsonPage)
    return read_guide([found], LABELS)


def read_page(html: str) -> ServiceGuide:
    found = parse(html.encode(), "text/html; charset=utf-8", "https://bs.example/guide?id=1", "e")
    assert isinstance(found, Page)
    return read_guide([found], LABELS)


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("到现场窗口次数", "visits"),
        ("到现场大厅（窗口）次数", "visits"),
        ("线下跑动次数", "visits"),
        ("是否可以在线申报", "online"),
        ("是否开通网上预约", "reservation"),
        ("是否支持结果快递", "courier"),
        ("服务对象及领域", "service_target"),
        ("移动端办理地址", "online_entry"),
        ("计算机端在线办理跳转地址", "online_entry"),
        ("办理网址", "online_entry"),
        ("是否存在中介服务", "intermediary"),
        ("申请主体的权利和义务", "rights"),
        ("受理（申请）条件", "conditions"),
        ("网上办理流程图", "flow_chart"),
        ("窗口办理流程图", "flow_chart"),
        ("窗口办理流程说明", "procedure"),
        ("实施主体机构代码", "body_code"),
        ("共同实施部门", "joint_body"),
        ("企业办事主题", "legal_person_theme"),
        ("审批收费", "fee_status"),
    ],
)
def test_a_label_in_use_is_read(label: str, element: str) -> None:
    found = LABELS.element_of(label)
    assert found is not None
    assert found.element == element


@pytest.mark.parametrize(
    "label", ["受理结果", "办理进度查询", "咨询地址", "投诉地址", "是否支持申报材料邮寄", "结果领取说明"]
)
def test_a_label_that_names_something_else_stays_unread(label: str) -> None:
    assert LABELS.element_of(label) is None


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("纸质材料数量", "material_copies"),
        ("附加说明", "material_filling_notes"),
        ("材料受理标准（形式审查要点）", "review_standard"),
        ("是否容缺", None),
    ],
)
def test_a_column_in_use(title: str, part: str | None) -> None:
    assert LABELS.column("materials", title) == part


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("limit_explain", "quantity_limit"),
        ("anticipate_explain", "statutory_time_limit_note"),
        ("promiseExplain", "promised_time_limit_note"),
        ("otherDept", "joint_body"),
        ("coopOrg", "joint_body"),
        ("IS_ONLINE", "online"),
        ("implOrgType$name", "body_nature"),
        ("performLevelName", "level"),
        ("towinMaxNum", "visits"),
        ("towinDescribe", "visits_reason"),
        ("crossScope", "scope"),
        ("finishfilename", "result_name"),
        ("placeOfProcessing", "place"),
        ("intermediaryServices", "intermediary"),
        ("exercise_content", None),
        ("serviceType", None),
        ("ASSORT", None),
    ],
)
def test_a_field_name_in_use(key: str, element: str | None) -> None:
    assert LABELS.element_of_field(key) == element


def test_what_is_done_is_no_body_and_the_body_is_read() -> None:
    found = read({**BASE, "exercise_content": "参照《船舶登记条例》，由县级交通运输部门登记。"})
    assert found.read("implementing_body").value == "临江县交通运输局"


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("serviceType", "即办件", "case_type"),
        ("serviceType", "窗口办理、网上办理", "handling_form"),
        ("finishTypeName", "证照", "result_type"),
        ("assort", "承诺件", "case_type"),
        ("linkAddr", "https://bs.example/apply?id=1", "online_entry"),
        ("processingTime", "10个工作日", "promised_time_limit"),
        ("processingTime", "周一至周五 9:00-17:00", "hours"),
        ("handle_time", "周一至周五 9:00-17:00", "hours"),
        ("acceptStandard", "审查水源和水量是否合理。", "review_standard"),
    ],
)
def test_a_name_of_several_uses_is_what_its_value_says(key: str, value: str, element: str) -> None:
    assert read({**BASE, key: value}).read(element).value == value


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("serviceType", "行政许可", "item_type"),
        ("assort", "公共服务", "item_type"),
    ],
)
def test_a_key_for_one_kind_of_item_may_hold_the_other_kind(key: str, value: str, element: str) -> None:
    without = {k: v for k, v in BASE.items() if LABELS.element_of_field(k) != element}
    assert read({**without, key: value}).read(element).value == value


def test_a_word_of_two_lists_is_of_the_one_that_no_other_key_states() -> None:
    found = read({**BASE, "projectType": "承诺件", "finishTypeName": "其他"})
    assert found.read("case_type").value == "承诺件"
    assert found.read("result_type").value == "其他"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"fileName": "证书样本.png", "fileUnid": "9F2C"}, State.STATED),
        ([{"fileName": "证书样本.png", "fileUnid": "9F2C"}], State.STATED),
        ({"fileName": "", "fileUnid": "9F2C"}, State.UNREAD),
        ({"remark": "见 样本", "fileUnid": "9F2C"}, State.UNREAD),
    ],
)
def test_a_specimen_is_told_by_the_name_of_its_file(value: object, state: State) -> None:
    assert read({**BASE, "resultSample": value}).read("result_sample").state is state


def test_a_kind_of_item_that_another_key_states_is_not_taken_from_one_of_several_uses() -> None:
    assert read({**BASE, "serviceType": "公共服务"}).read("item_type").value == "行政许可"
    assert read({**BASE, "serviceDept": "行政机关"}).read("service_target").value != "行政机关"


@pytest.mark.parametrize(
    ("key", "value", "elements"),
    [
        ("serviceType", "2", ("case_type", "handling_form", "intermediary")),
        ("assort", "1", ("case_type",)),
        ("apply_times", "1", ("hours", "visits")),
        ("handle_time", "无", ("hours", "promised_time_limit", "statutory_time_limit")),
        ("handle_time", "70(工作日)", ("promised_time_limit", "statutory_time_limit")),
        ("handle_time_limit", "无", ("promised_time_limit", "statutory_time_limit")),
        ("accept_standard", "具有固定的经营场所。", ("review_standard",)),
    ],
)
def test_what_does_not_tell_under_such_a_name_is_a_gap_and_no_absence(
    key: str, value: str, elements: tuple[str, ...]
) -> None:
    found = read({**BASE, key: value})
    assert {found.read(e).state for e in elements} == {State.UNREAD}


def test_names_of_materials_under_a_key_about_materials_are_the_list() -> None:
    found = read({**BASE, "material_intro": ["船舶登记申请书", "船舶检验证书", "船舶所有权证明"]})
    assert [m.name.text for m in found.materials] == ["船舶登记申请书", "船舶检验证书", "船舶所有权证明"]
    assert {m.read("material_copies").state for m in found.materials} <= {State.UNREAD, State.NOT_STATED}


@pytest.mark.parametrize(("word", "state"), [("无", State.UNREAD), ("暂无", State.STATED)])
def test_a_word_for_no_list_says_not_whether_nothing_is_needed(word: str, state: State) -> None:
    assert read({**BASE, "material_intro": word}).read("materials").state is state


@pytest.mark.parametrize(
    ("days", "unit", "value"),
    [("PROMISE_DAY", "PROMISE_TYPE", "3小时"), ("promiseDay", "promiseType", None)],
)
def test_hours_by_a_number_alone_are_believed_of_the_national_library(days: str, unit: str, value: str | None) -> None:
    assert read({**BASE, days: "3", unit: "3"}).read("promised_time_limit").value == value


def test_a_code_under_an_unknown_name_may_be_what_seems_to_be_missing() -> None:
    assert read({**BASE, "foruser": "1"}).read("service_target").state is State.UNREAD
    assert read({**BASE, "rowid": "1", "sync_status": "2"}).read("service_target").state is State.NOT_STATED


def test_numbers_and_notes_of_a_material_come_from_the_key_that_says_something() -> None:
    row = {
        "material_name": "船舶来源证明", "is_need": "2", "original_amount": 0, "copy_amount": 3, "page_num": 3,
        "fill_explian": "无", "remark": "购买的船舶提交", "accept_stand": "无",
    }  # fmt: skip
    material = read({**BASE, "AUDIT_MATERIAL": [row]}).materials[0]
    assert material.read("material_copies").value == "3"
    assert material.read("material_original").value == "复印件3份"
    assert material.read("material_filling_notes").value == "购买的船舶提交"


def test_rows_whose_keys_begin_with_the_letter_of_their_list() -> None:
    row = {
        "DOC_NAME": "登记申请表.docx", "M_NAME": "登记申请表", "ISNEED": "1", "M_SOURCE": "10",
        "AUDIT_POINT": "签名盖章", "MATERIALSEVIDENCE": "《船舶登记条例》第七条",
    }  # fmt: skip
    material = read({**BASE, "materials": [row]}).materials[0]
    assert material.name.value == "登记申请表"
    assert material.read("material_source").value == "申请人自备"
    assert material.read("review_standard").value == "签名盖章"
    assert material.read("material_basis").value == "《船舶登记条例》第七条"
    assert material.read("blank_form").state is State.UNREAD


def test_lists_in_variables_of_a_script_are_what_the_variables_are_called() -> None:
    rows = [{"M_NAME": name, "ISNEED": "1"} for name in ("登记申请表", "船舶照片")]
    steps = [{"PHASE_NAME": "受理", "PHASE_LIMIT": "1个工作日", "CONTENT": "核对材料。"}, {"PHASE_NAME": "决定"}]
    laws = [{"LAW_NAME": "船舶登记条例", "LAW_CODE": "国务院令第155号", "LAW_CONTENT": "船舶应当登记。"}]
    script = "".join(
        f"var {k} = {json.dumps(v)};" for k, v in {"material": rows, "process": steps, "law": laws}.items()
    )
    found = read_page(
        "<html><body><h1>渡船登记</h1><table><tr><td>事项类型</td><td>行政确认</td><td>办件类型</td><td>承诺件</td></tr>"
        "<tr><td>承诺办结时限</td><td>7个工作日</td><td>咨询电话</td><td>0571-81234567</td></tr></table>"
        "<div class='transactAddr' style='display:none'>临江县滨江路8号二楼3号窗口</div>"
        "<div class='acceptCondition' style='display:none'>船舶符合登记要求</div>"
        "<div class='jigou' style='display: none;'>临江县交通运输局</div>"
        f"<script>{script}</script></body></html>"
    )
    assert [m.name.value for m in found.materials] == ["登记申请表", "船舶照片"]
    assert [s.name.value for s in found.steps] == ["受理", "决定"]
    assert found.legal_bases[0].number.value == "国务院令第155号"
    unlabelled = ("place", "conditions", "implementing_body")
    assert {found.read(e).state for e in unlabelled} == {State.UNREAD}
    assert found.read("complaint_phone").state is State.NOT_STATED


def test_codes_of_nobody_knows_which_list_are_gaps() -> None:
    found = read({**BASE, "IS_ONLINE": "3", "CROSS_SCOPE": "0", "taskchargeitemlist": []})
    assert {found.read(e).state for e in ("online", "scope", "fee_status")} == {State.UNREAD}
    assert read({**BASE, "IS_ONLINE": "1"}).read("online").value == "是"


def test_numbers_under_origin_and_copy_are_no_source_and_codes_under_must_no_necessity() -> None:
    rows = [
        {"NAME": "登记申请表", "PUBLISHER": "纸质", "ORIGIN": "2", "COPY": "0", "MUST": "1", "REMARK": ""},
        {"NAME": "船舶照片", "PUBLISHER": "纸质", "ORIGIN": "0", "COPY": "1", "MUST": "2", "REMARK": ""},
    ]
    first, second = read({**BASE, "material": rows}).materials
    assert (first.read("material_copies").value, first.read("material_original").value) == ("2", "原件2份")
    assert (second.read("material_copies").value, second.read("material_original").value) == ("1", "复印件1份")
    assert not first.read("material_source").stated
    assert second.read("material_necessity").state is State.UNREAD


def test_special_steps_are_no_laws_and_nodes_of_a_flow_are_steps() -> None:
    flow = [
        {"name": "申请与受理", "step": "1", "nodeoperator": "甲", "limitcount": "1", "limittype": "工作日"},
        {"name": "审查", "step": "2", "nodeoperator": "乙", "limitcount": "7", "limittype": "工作日"},
    ]
    special = [{"sname": "专家评审", "sday": "10", "sconent": "《评审办法》第三条"}]
    found = read({**BASE, "specialList": special, "flowNodeList": flow, "agentFlag": "N", "limit_num": "无"})
    assert not found.legal_bases
    assert [(s.name.value, s.limit.value) for s in found.steps] == [("申请与受理", "1个工作日"), ("审查", "7个工作日")]
    assert not found.read("intermediary").stated
    assert (found.read("quantity_limit").value, found.read("visits").stated) == ("无", False)


def test_a_limit_with_the_words_of_its_unit_beside_it_and_conditions_one_an_object() -> None:
    told = {"AGREE_TIME": 10, "AGREE_TIME_UNIT_VALUE": "工作日"}
    conditions = [{"NAME": "有合法来源"}, {"NAME": "船舶检验合格"}]
    base = {key: value for key, value in BASE.items() if key != "accept_condition"}
    found = read({"ItemInfo": [{**base, **told}], "condition": conditions})
    assert found.read("promised_time_limit").value == "10个工作日"
    assert str(found.read("conditions").value).split() == ["有合法来源", "船舶检验合格"]


def test_an_empty_place_behind_a_label_is_empty_and_hours_are_read_to_their_end() -> None:
    told = {"办件类型": "承诺件", "联办机构": "", "是否委托行使": "否", "涉及的中介机构": "", "委托书": ""}
    found = read_page(
        "<html><body><h1>渡船登记</h1><div>办理时间和地点</div><div>地点：临江县滨江路8号二楼3号窗口<br>"
        "时间：工作日上午9:00-12:00，下午13:30-17:00<br>电话：0571-81234567</div><ul>"
        + "".join(f"<li>{label}：\n<span>{value}</span></li>" for label, value in told.items())
        + "</ul><span>办理条件</span><div>有合法来源。</div></body></html>"
    )
    assert {found.read(e).state for e in ("joint_body", "intermediary")} == {State.NOT_STATED}
    assert found.windows[0].hours.value == "工作日上午9:00-12:00，下午13:30-17:00"


def test_the_sign_of_a_hint_is_no_value_and_what_each_step_says_is_not_the_guides() -> None:
    tiles = [("5 <i>个工作日</i>", "承诺办结时限<em class='tip'>?</em>"), ("20 <i>个工作日</i>", "法定办结时限")]
    steps = [("申请与受理", "受理", "材料齐全"), ("审查与决定", "准予登记", "符合条件")]
    rows = {"办理部门": "临江县交通运输局", "服务对象": "自然人", "办件类型": "承诺件", "咨询方式": "0571-81234567"}
    found = read_page(
        "<html><body><h1>渡船登记</h1><div>"
        + "".join(f"<div class='n'><span class='v'>{v}</span><span class='t'>{t}</span></div>" for v, t in tiles)
        + "</div>"
        + "".join(f"<div><label>{label}</label><span>{value}</span></div>" for label, value in rows.items())
        + "".join(
            f"<table><thead><tr><th>{n}</th><th>{name}</th></tr></thead><tbody><tr><td colspan='2'>窗口核对。</td></tr>"
            f"<tr><th>办理结果</th><td>{end}</td></tr><tr><th>审查标准</th><td>{rule}</td></tr></tbody></table>"
            for n, (name, end, rule) in enumerate(steps, 1)
        )
        + "</body></html>"
    )
    assert (found.read("promised_time_limit").value, found.read("statutory_time_limit").value) == (
        "5 个工作日",
        "20 个工作日",
    )
    assert {found.read(e).state for e in ("result_name", "review_standard")} == {State.UNREAD}


def test_where_the_source_of_a_page_is_wrapped_its_values_go_on() -> None:
    rows = (
        "法定时限：材料齐全之日起\n15\n个工作日内<br/>承诺时限：\n  <b>7</b>\n  个工作日\n<br/>",
        "咨询电话：\n 0571-81234567\n 0571-81234568\n",
        "办理地点：滨江路8号\n 二楼。\n 请带好证件",
        "办件类型：\n 承诺件\n 材料形式：\n 纸质",
        "监督投诉电话：\n 0571-81230000\n <a href='/map'>查看地图</a>",
        "<pre>实施机构：临江县交通运输局\n盖章</pre>",
    )
    found = read_page("<html><body><h1>渡船登记</h1>" + "".join(f"<div>{row}</div>" for row in rows) + "</body></html>")
    assert {e: found.read(e).value for e in ("statutory_time_limit", "promised_time_limit", "case_type")} == {
        "statutory_time_limit": "材料齐全之日起 15 个工作日内",
        "promised_time_limit": "7 个工作日",
        "case_type": "承诺件",
    }
    assert found.read("consultation_phone").value == "0571-81234567 0571-81234568"
    assert found.read("complaint_phone").value == "0571-81230000"
    assert found.read("implementing_body").value == "临江县交通运输局"
    assert found.read("place").value == "滨江路8号 二楼。"


def test_rows_of_pairs_are_no_header_where_a_value_is_a_title_too_and_a_button_heads_nothing() -> None:
    rows = (
        ("审批结果类型", "证照", "审批结果名称", "渡船登记证书"),
        ("审批结果样本", "<a href='/f/1.pdf'>样本下载</a>", "是否支持物流快递", "支持"),
        ("送达时限", "1个工作日", "送达方式", "邮寄"),
    )
    found = read_page(
        "<html><body><div><h3>渡船登记</h3><a href='/apply'>在线办理</a><a href='/yy'>预约办理</a></div>"
        "<ul><li><span>20个工作日</span><p>法定办结时限</p></li><li><span>7个工作日</span><p>承诺办结时限</p></li></ul><table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table></body></html>"
    )
    told = {e: found.read(e).value for e in ("courier", "delivery", "promised_time_limit")}
    assert told == {"courier": "支持", "delivery": "邮寄", "promised_time_limit": "7个工作日"}
    assert found.read("result_sample").state is State.STATED
    assert found.read("result_sample").value != "送达时限"
    assert found.read("reservation").value is None
