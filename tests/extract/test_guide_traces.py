"""What a page shows under words or in a form that nobody knows is a gap, and the reason names the words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
KNOWN = {
    "事项名称": "渡口设置审批",
    "事项类型": "行政许可",
    "实施主体": "芦溪县交通运输局",
    "受理条件": 4 * "渡口选址符合通航安全要求，具备货物装卸、旅客上下的安全设施，有专门的管理人员；"
    "渡工经过培训，渡船经检验合格；两岸引道平整，设有夜间照明和安全告示，汛期有停航的办法。",
    "法定办结时限": "20个工作日",
    "承诺办结时限": "9个工作日",
    "审批结果名称": "渡口设置批准书",
    "到办事现场次数": "1次",
    "设定依据": "《内河交通安全管理条例》第三十五条：设置或者撤销渡口，应当经渡口所在地的县级人民政府审批。",
}
COLUMNS = ("材料名称", "材料份数", "材料必要性")


def read(markup: str, *, known: dict[str, str] = KNOWN, foot: str = "") -> ServiceGuide:
    """A guide of known labels, more markup between them, and the foot of the page."""
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in known.items())
    end = "<p class='c'>承诺办结时限：9个工作日</p>"
    body = f"<html><body><h1>渡口设置审批</h1><table>{rows}</table>{markup}{end}{foot}</body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def row(label: str, value: str) -> str:
    return f"<div class='zz'><u>{label}</u><div>{value}</div></div>"


@pytest.mark.parametrize(
    ("element", "label", "value", "quoted"),
    [
        ("fee_status", "银两", "一分钱不用掏，全程免费", "免费"),
        ("delivery", "批文去向", "办好后用挂号信寄给船主", "寄给"),
        ("remedy", "想讨说法", "可以向芦溪县人民政府提请复议", "复议"),
        ("hours", "开门的钟点", "每天 8:30-11:30", "8:30-11:30"),
        ("place", "上门的去处", "芦溪县滨江路6号", "滨江路6号"),
        ("complaint_phone", "挑毛病", "0799-6650012", "0799-6650012"),
        ("visits_reason", "跑这一趟为的是", "现场核对渡工的证件", "现场核对"),
        ("visits_reason", "来这一趟图个啥", "领取批准书时须盖渡口的印章", "盖渡口的印章"),
    ],
)
def test_words_under_an_unknown_label_are_a_gap_that_names_them(
    element: str, label: str, value: str, quoted: str
) -> None:
    found = read(row(label, value)).read(element)

    assert found.unread, found
    assert quoted in "".join((found.reason or "").split())


@pytest.mark.parametrize(
    "element",
    ["fee_status", "delivery", "remedy", "hours", "place", "complaint_phone", "visits_reason", "result_sample"],
)
def test_where_no_word_may_be_it_an_element_is_absent(element: str) -> None:
    assert read(row("渡船吃水", "一米二以内")).read(element).state is State.NOT_STATED


def test_what_stands_behind_a_known_label_is_the_value_of_that_one() -> None:
    found = read(row("邮政编码", "337000") + "<p>通办范围：全县免费领取点均可</p>")

    assert found.read("fee_status").state is State.NOT_STATED
    assert found.read("delivery").state is State.NOT_STATED


def test_words_of_the_page_about_itself_are_no_trace() -> None:
    found = read("<p>您对本页面满意吗？</p>", foot="<p>主办：芦溪县人民政府 电话 0799-6650000 地址 滨江路6号</p>")

    assert found.read("faq").state is State.NOT_STATED
    assert found.read("consultation_phone").state is State.NOT_STATED
    assert found.read("place").state is State.NOT_STATED


def test_a_day_beside_a_word_of_publication_may_be_the_date_of_the_guide() -> None:
    assert read("<p><i>2025-04-09 编校</i></p>").read("update_date").unread
    assert read("<p>2019年版教材</p>").read("update_date").state is State.NOT_STATED


def test_a_link_to_a_picture_of_the_result_is_a_trace_of_its_specimen() -> None:
    assert read("<div><u>瞧一瞧</u><a href='/p/9.jpg'>批准书图样</a></div>").read("result_sample").unread


def materials(title: str, values: tuple[str, str]) -> ServiceGuide:
    heads = "".join(f"<th>{t}</th>" for t in (*COLUMNS, title))
    names = ("渡口设置申请书", "渡船检验证书")
    rows = "".join(
        f"<tr><td>{n}</td><td>1份</td><td>必要</td><td>{v}</td></tr>" for n, v in zip(names, values, strict=True)
    )
    return read(f"<h3>申请材料</h3><table class='m'><tr>{heads}</tr>{rows}</table>")


def test_a_column_of_unknown_title_is_a_gap_of_what_its_cells_may_be() -> None:
    guide = materials("另见一", ("船主", "船舶检验机构"))

    assert [m.name.text for m in guide.materials] == ["渡口设置申请书", "渡船检验证书"]
    assert "船舶检验机构" in (guide.materials[1].read("material_issuer").reason or "")
    assert guide.materials[1].read("material_basis").state is State.NOT_STATED


def test_a_law_beside_a_material_may_be_its_basis() -> None:
    guide = materials("凭啥要", ("渡口守则第八条", "渡口守则第九条"))
    assert all(m.read("material_basis").unread for m in guide.materials)

    told = materials("凭啥要", ("《渡口守则》第八条", "《渡口守则》第九条"))
    assert [m.read("material_basis").text for m in told.materials] == ["《渡口守则》第八条", "《渡口守则》第九条"]
    assert guide.materials[0].read("material_issuer").state is State.NOT_STATED


def test_what_an_answer_holds_under_an_unknown_key_is_a_gap_too() -> None:
    data = {"taskName": "渡口设置审批", "itemType": "行政许可", "deptName": "芦溪县交通运输局"}
    data |= {"acceptCondition": KNOWN["受理条件"], "promiseDay": "9个工作日", "transactAddr": "芦溪县滨江路6号"}

    def answer(more: dict[str, object]) -> ServiceGuide:
        body = json.dumps({"data": {**data, **more}}, ensure_ascii=False).encode()
        page = parse(body, "application/json", "http://a.example/api", "e")
        assert page is not None
        return read_guide([page], LABELS)

    assert answer({"qx9": "邮寄到家"}).read("delivery").unread
    assert answer({"qx9": "一米二以内"}).read("delivery").state is State.NOT_STATED
    assert answer({"user": {"q1": "邮寄到家"}}).read("delivery").state is State.NOT_STATED


def test_what_a_definition_list_says_is_a_value_though_it_reads_like_a_label() -> None:
    pairs = "<dl><dt>网办深度</dt><dd>网上预约</dd><dt>是否网办</dt><dd>否</dd></dl>"
    assert read(pairs).read("online_depth").text == "网上预约"


@pytest.mark.parametrize(
    "counter",
    [
        "浏览次数：<span>218</span>",
        "阅读量：<i>1204</i>次",
        "访问人次：<b>57</b>",
        "来源：本站 点击数：<i>57</i>字号：<a>大</a>",
    ],
)
def test_a_counter_of_visits_is_no_limit(counter: str) -> None:
    known = {label: value for label, value in KNOWN.items() if label != "法定办结时限"}
    said = read(f"<p>{counter}</p><p>受理条件</p>", known=known).read("statutory_time_limit")

    assert said.state is State.NOT_STATED


def test_a_number_behind_other_words_may_be_one() -> None:
    known = {label: value for label, value in KNOWN.items() if label != "法定办结时限"}

    assert read("<p>最晚几时：<span>218</span></p>", known=known).read("statutory_time_limit").unread


@pytest.mark.parametrize(
    ("element", "label", "value"),
    [
        ("conditions", "过门的尺子", "渡口两岸有固定的场地，与取水口保持二百米的距离。"),
        ("review_standard", "过门的尺子", "渡口位置、引道与批准的规划一致；图件由设计单位签章。"),
        ("statutory_time_limit", "法里给的工夫", "9个工作日"),
        ("implementing_body", "东家", "芦溪县渡口管理站办公室"),
        ("visits", "腿脚功夫", "1"),
    ],
    ids=["conditions", "review", "a limit said elsewhere, too", "body", "a bare number"],
)
def test_what_stands_under_a_label_that_nobody_knows_is_a_gap_by_its_kind(element: str, label: str, value: str) -> None:
    known = {name: words for name, words in KNOWN.items() if name not in NAMES[element]}
    found = read("", known={**known, label: value, "收费": "不收费"}).read(element)

    assert found.unread, found


NAMES = {
    "conditions": ("受理条件",),
    "review_standard": (),
    "statutory_time_limit": ("法定办结时限",),
    "implementing_body": ("实施主体",),
    "visits": ("到办事现场次数",),
}


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("过门的提示", "渡口两岸有固定的场地，与取水口保持二百米的距离。"),
        ("渡口的简介", "渡口建于一九八二年，连接两岸的集市。"),
        ("雨天停不停？", "水位过高就停，改走大桥。"),
        ("受理", "窗口当面清点图件，一次说清缺什么。"),
    ],
)
def test_sentences_about_other_things_are_no_conditions(label: str, value: str) -> None:
    known = {name: words for name, words in KNOWN.items() if name != "受理条件"}
    assert read("", known={**known, label: value}).read("review_standard").state is State.NOT_STATED


@pytest.mark.parametrize(
    ("beside", "unread"),
    [("《关于减征渡口建设费的通知》（财税〔2019〕45号）", True), ("每年核算一次", False)],
)
def test_words_about_a_reduction_that_nobody_read_may_be_its_basis(beside: str, *, unread: bool) -> None:
    fee = {"chargename": "渡口建设费", "chargestandard": "80元/个", "chargebasis": "财税〔2012〕17号", "isdesc": "是"}
    data = {**KNOWN, "是否收费": "收费", "fees": [{**fee, "zzyj": beside}]}
    body = json.dumps(data, ensure_ascii=False).encode()
    page = parse(body, "application/json", "http://a.example/1", "e")
    assert page is not None
    [charge] = read_guide([page], LABELS).fees
    assert charge.read("fee_reduction").value == "是"
    assert charge.read("fee_reduction_basis").unread is unread


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (("申请", "受理", "审查", "决定", "送达"), State.UNREAD),
        (("申请", "受理"), State.NOT_STATED),
        (("王芦", "李溪", "陈江", "赵渡", "周岸"), State.NOT_STATED),
    ],
)
def test_names_of_steps_drawn_alike_under_no_title_may_be_the_procedure(names: tuple[str, ...], state: State) -> None:
    known = {**KNOWN, "网上办理深度": "互联网受理", "送达方式": "窗口送达", "权力来源": "申请后审查决定"}
    chart = "".join(f"<li class='t'><i>{n}</i><h5 class='n'>{name}</h5></li>" for n, name in enumerate(names, 1))
    procedure = read(f"<ul>{chart}</ul>", known=known).read("procedure")

    assert procedure.state is state
    assert state is not State.UNREAD or f"“{names[0]}”" in (procedure.reason or "")


@pytest.mark.parametrize(("words", "state"), [("扫码关注“芦溪渡口”", State.NOT_STATED), ("扫码即可交清", State.UNREAD)])
def test_a_code_to_follow_a_site_is_no_way_to_pay(words: str, state: State) -> None:
    known = {**KNOWN, "是否收费": "收费", "收费标准": "10元/本"}
    assert read(f"<div class='qr'><p>{words}</p></div>", known=known).read("online_payment").state is state
