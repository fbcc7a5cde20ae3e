"""Pages that look like guides and are none, and guides with gaps that must stay gaps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.domain.elements import State
from crawler.domain.records import FormSlot, ServiceGuide
from crawler.extract.guide.reading import NO_GUIDE, guide_words, read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))


def read(*bodies: str) -> ServiceGuide:
    pages = []
    for number, body in enumerate(bodies):
        page = parse(body.encode(), None, f"http://127.0.0.1/g{number}", f"e{number}")
        assert page is not None
        pages.append(page)
    return read_guide(pages, LABELS)


NEWS = (
    "<html><head><title>全市政务服务工作会议召开</title></head><body><h1>全市政务服务工作会议召开</h1>"
    "<p>发布时间：2026-03-01 来源：云溪日报</p><p>会议要求，压缩办理时限，精简申请材料，优化办理流程。</p>"
    "<p>咨询电话：0990-1234567</p></body></html>"
)
WEATHER = (
    "<html><body><table><tr><th>日期</th><th>天气</th></tr><tr><td>周一</td><td>晴</td></tr></table></body></html>"
)
LOGIN = (
    "<html><body><form><label>用户名：</label><input name='u'><label>密码：</label><input type='password'>"
    "<button>登录</button></form><p>联系电话：0990-12345</p></body></html>"
)
FILTERS = (
    "<html><body><dl><dt>事项类型：</dt><dd>全部 行政许可 行政确认</dd><dt>服务对象：</dt><dd>自然人 企业法人</dd>"
    "<dt>主题分类：</dt><dd>交通 教育</dd><dt>实施部门：</dt><dd>公安局 教育局</dd></dl>"
    "<ul><li><a href='/g/1'>护照换发</a></li><li><a href='/g/2'>身份证补领</a></li></ul></body></html>"
)
CARDS = (
    "<html><body>"
    + "".join(
        f"<div class='card'><h3><a href='/g/{n}'>事项{n}办理</a></h3><p>承诺时限：{n + 1}个工作日</p>"
        f"<p>法定时限：{n + 10}个工作日</p><p>办件类型：承诺件</p></div>"
        for n in range(6)
    )
    + "</body></html>"
)
LIST_JSON = json.dumps(
    {
        "rows": [
            {"TASK_NAME": f"事项{n}", "TASK_CODE": f"1{n}", "DEPT_NAME": "局", "PROMISE_DAY": "3", "PROMISE_TYPE": "1"}
            for n in range(5)
        ],
        "total": 5,
    },
    ensure_ascii=False,
)


@pytest.mark.parametrize(
    "body",
    [NEWS, WEATHER, LOGIN, FILTERS, CARDS, LIST_JSON, "<html></html>", '{"code":500,"msg":"未找到匹配的信息"}'],
    ids=["news", "weather", "login", "filters", "cards", "json_list", "empty", "json_error"],
)
def test_a_page_that_is_no_guide_leaves_every_element_unread(body: str) -> None:
    found = read(body)
    assert found.unread == NO_GUIDE
    assert found.read("conditions").state is State.UNREAD
    assert not found.materials


def test_the_number_of_a_page_of_a_list_makes_its_row_no_guide() -> None:
    row = {
        "taskName": "渡船登记", "taskCode": "11330100MB0001XY2000117001", "catalogCode": "000117001000",
        "taskType": "行政许可", "deptName": "临江县交通运输局", "useLevel": "县级", "serverType": "自然人",
    }  # fmt: skip
    listed = json.dumps({"pageNum": 1, "pageSize": 6, "total": 1, "records": [row]}, ensure_ascii=False)
    assert read(listed).unread == NO_GUIDE


def pairs(*rows: tuple[str, str]) -> str:
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    return f"<html><body><table>{cells}</table></body></html>"


BASE = (("事项名称", "护照换发"), ("法定时限", "10日"), ("承诺时限", "7日"), ("办理地点", "出入境大厅"))


def test_the_same_label_with_two_meanings_is_told_by_its_values() -> None:
    found = read(pairs(*BASE, ("事项类型", "法人"), ("事项类型", "行政许可")))
    assert found.read("item_type").value == "行政许可"
    assert found.read("service_target").value == "法人"
    assert found.read("service_target").confidence < 1


def test_a_wrong_value_under_a_label_that_stands_once_stays_there() -> None:
    found = read(pairs(*BASE, ("事项类型", "法人")))
    assert found.read("item_type").value == "法人"


def test_a_time_limit_under_handling_time_is_the_promise() -> None:
    found = read(pairs(*BASE[:2], BASE[3], ("办理时间", "5个工作日")))
    assert found.read("promised_time_limit").value == "5个工作日"
    assert found.read("hours").state is State.NOT_STATED


def test_commented_out_rows_are_not_there() -> None:
    found = read(pairs(*BASE).replace("</table>", "<!--<tr><th>咨询电话</th><td>0990-1</td></tr>--></table>"))
    assert found.read("consultation_phone").state is State.NOT_STATED
    assert found.read("consultation_phone").label is None


def test_a_tab_that_loads_on_click_is_a_gap_until_its_fragment_is_there() -> None:
    bar = "<div class='t'><span data-u='/a'>申请材料</span><span data-u='/b'>受理条件</span></div><div id='x'></div>"
    page = pairs(*BASE).replace("</body>", bar + "</body>")
    assert read(page).read("materials").state is State.UNREAD
    table = "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>申请表</td><td>1</td></tr></table>"
    fragment = f"<div><h3>申请材料</h3>{table}</div>"
    with_fragment = read(page, fragment)
    assert [m.name.text for m in with_fragment.materials] == ["申请表"]
    assert with_fragment.read("materials").stated
    assert with_fragment.read("materials").evidence == "e1"


def test_a_frame_that_was_not_read_leaves_gaps_and_is_filled_when_it_was() -> None:
    page = pairs(*BASE).replace("</body>", "<iframe src='/g1' width='100%'></iframe></body>")
    alone = read(page)
    assert alone.read("conditions").state is State.UNREAD
    both = read(page, "<html><body><h4>受理条件</h4><p>年满十八周岁</p></body></html>")
    assert both.read("conditions").value == "年满十八周岁"
    assert both.read("legal_basis").state is State.NOT_STATED


def test_an_empty_place_that_a_script_fills_is_a_gap() -> None:
    script = "<script>$.get('/api/m', function (d) { $('#mat').html(d); });</script>"
    sections = "<h3>申请材料</h3><div id='mat'></div><h3>受理条件</h3><div id='con'></div>"
    found = read(pairs(*BASE).replace("</body>", f"{sections}{script}</body>"))
    assert found.read("materials").state is State.UNREAD
    assert found.read("conditions").state is State.NOT_STATED


def test_a_card_header_is_no_page_header() -> None:
    body = "<div class='card-header'>受理条件</div><div class='card-body'>年满十八周岁</div>"
    card = f"{body}<div class='card-footer'>咨询电话：12345</div>"
    found = read(pairs(*BASE).replace("</body>", f"<div class='card'>{card}</div></body>"))
    assert found.read("conditions").value == "年满十八周岁"
    assert found.read("consultation_phone").value == "12345"


def test_an_empty_section_between_full_ones_is_empty() -> None:
    sections = "<h3>受理条件</h3><p>年满十八周岁</p><h3>办理流程</h3><h3>设定依据</h3><p>《某法》第一条</p>"
    found = read(pairs(*BASE).replace("</body>", f"<div>{sections}</div></body>"))
    assert found.read("procedure").state is State.NOT_STATED
    assert found.read("procedure").label == "办理流程"


def test_conditions_with_labels_of_their_own_stay_whole() -> None:
    block = "<h3>受理条件</h3><div><p>适用范围：本市户籍居民</p><p>年满十八周岁</p></div>"
    found = read(pairs(*BASE).replace("</body>", f"{block}</body>"))
    assert found.read("conditions").value == "适用范围：本市户籍居民 年满十八周岁"
    assert found.read("service_target").value == "本市户籍居民"


def test_a_guide_that_is_nearly_empty_is_still_a_guide() -> None:
    rows = (
        ("事项名称", "护照换发"),
        ("事项类型", "行政许可"),
        ("实施主体", "公安局"),
        ("受理条件", ""),
        ("申请材料", ""),
    )
    found = read(pairs(*rows, ("设定依据", ""), ("咨询电话", "")))
    assert found.unread is None
    assert found.read("conditions").state is State.NOT_STATED
    assert found.read("conditions").label == "受理条件"


def test_a_list_of_texts_in_json_is_a_list_of_materials() -> None:
    body = {"TASK_NAME": "甲", "ACCEPT_CONDITION": "乙", "BY_LAW": "丙", "materials": ["申请表", "身份证复印件"]}
    assert [m.name.text for m in read(json.dumps(body)).materials] == ["申请表", "身份证复印件"]


@pytest.mark.parametrize("href", ["#", "javascript:void(0)", "/guide/1/materials"])
def test_a_link_that_opens_a_part_of_the_guide_is_a_gap(href: str) -> None:
    bar = f"<p><a href='{href}'>申请材料</a> <a href='/faq'>常见问题</a></p>"
    found = read(pairs(*BASE).replace("</body>", f"{bar}</body>"))
    assert found.read("materials").state is State.UNREAD
    assert found.read("faq").state is State.NOT_STATED


def test_a_table_that_is_not_understood_leaves_gaps() -> None:
    table = (
        "<table><tr><th>受理条件</th><th>咨询电话</th></tr><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
    )
    found = read(pairs(*BASE).replace("</body>", f"{table}</table></body>"))
    assert found.read("conditions").state is State.UNREAD


def test_a_flow_chart_beside_written_steps_is_no_missing_procedure() -> None:
    page = pairs(*BASE).replace(
        "</body>", "<h3>办理流程</h3><p>1.申请；2.受理；3.办结。</p><h3>流程图</h3><div><img src='/f.png'></div></body>"
    )
    found = read(page)
    assert [s.name.text for s in found.steps] == ["申请", "受理", "办结"]
    assert found.read("procedure").stated
    assert found.read("flow_chart").value == "/f.png"


def test_only_a_flow_chart_is_a_gap() -> None:
    found = read(pairs(*BASE).replace("</body>", "<h3>流程图</h3><div><img src='/f.png'></div></body>"))
    assert found.read("procedure").state is State.UNREAD
    assert not found.steps


def test_a_dead_link_is_a_form_only_where_its_words_offer_one() -> None:
    header = "<tr><th>材料名称</th><th>空白表格</th><th>示例样表</th></tr>"
    rows = (
        "<tr><td>申请表</td><td><a href='#'>下载</a></td><td>暂无样本</td></tr>"
        "<tr><td>照片</td><td><a href='#'>无</a></td><td></td></tr>"
    )
    found = read(pairs(*BASE).replace("</body>", f"<table>{header}{rows}</table></body>"))
    first, second = found.materials
    assert [(f.slot, f.target) for f in first.blank_forms] == [(FormSlot.BLANK, None)]
    assert first.sample_forms == ()
    assert second.blank_forms == ()


def test_another_items_name_in_a_list_of_items_is_not_the_guides_own() -> None:
    rows = "<tr><th>序号</th><th>事项名称</th><th>实施主体</th></tr><tr><td>1</td><td>别的事项</td><td>某局</td></tr>"
    other = f"<table>{rows}</table>"
    found = read(pairs(*BASE[1:]).replace("<table>", f"<h2>护照换发办理</h2>{other}<table>", 1))
    assert found.read("name").value == "护照换发办理"
    assert found.read("implementing_body").state is State.NOT_STATED


def test_a_footer_is_not_the_guides_phone() -> None:
    found = read(pairs(*BASE).replace("</body>", "<div class='foot'>咨询电话：0990-1234567</div></body>"))
    assert found.read("consultation_phone").state is State.NOT_STATED


def test_words_of_a_clause_label_nothing() -> None:
    found = read(pairs(*BASE, ("设定依据", "<p>《某法》第一条：咨询电话：应当公布。</p><p>受理条件：由省规定。</p>")))
    assert found.read("consultation_phone").state is State.NOT_STATED
    assert found.read("conditions").state is State.NOT_STATED


def test_a_typing_error_in_a_label_is_read_with_less_confidence() -> None:
    found = read(pairs(*BASE[:3], ("办理理地点", "出入境大厅")))
    assert found.read("place").value == "出入境大厅"
    assert found.read("place").confidence < 1


def test_hints_name_a_portals_own_labels() -> None:
    labels = LABELS.with_hints({"promised_time_limit": ("办结承诺",)})
    page = parse(pairs(*BASE[:2], BASE[3], ("办结承诺", "3日")).encode(), None, "http://127.0.0.1/", "e1")
    assert page is not None
    assert read_guide([page], labels).read("promised_time_limit").value == "3日"


def test_a_bare_number_without_a_unit_in_json_is_a_gap() -> None:
    found = read(
        json.dumps({"TASK_NAME": "甲", "PROMISE_DAY": "5", "ACCEPT_CONDITION": "乙", "BY_LAW": "丙", "IS_FEE": 0})
    )
    assert found.read("promised_time_limit").state is State.UNREAD
    assert found.read("fee_status").value == "不收费"


def test_generic_keys_count_only_beside_three_known_ones() -> None:
    beside = {"TASK_NAME": "甲", "ACCEPT_CONDITION": "乙", "BY_LAW": "《某法》第一条", "address": "丙街1号"}
    assert read(json.dumps(beside)).read("place").value == "丙街1号"
    apart = {"TASK_NAME": "甲", "ACCEPT_CONDITION": "乙", "BY_LAW": "《某法》第一条", "user": {"address": "丙街1号"}}
    assert read(json.dumps(apart)).read("place").state is State.NOT_STATED


def test_several_versions_of_one_item_are_read_as_the_newest() -> None:
    rows = [
        {
            "TASK_NAME": "甲",
            "TASK_CODE": "X1",
            "task_version": v,
            "ACCEPT_CONDITION": f"第{v}版",
            "BY_LAW": "《某法》第一条",
        }
        for v in (1, 3, 2)
    ]
    assert read(json.dumps({"list": rows})).read("conditions").value == "第3版"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>该事项办事指南完善中</p>", "该事项办事指南完善中"),
        ("<p>暂无办事指南</p>", "暂无办事指南"),
        ("<p>办事指南正在编制</p>", "办事指南正在编制"),
        ("<p>受理条件：材料齐全。咨询电话：0990-1234567</p>", None),
    ],
)
def test_words_that_say_that_a_guide_is_not_ready(body: str, words: str | None) -> None:
    page = parse(f"<html><body>{body}</body></html>".encode(), None, "http://127.0.0.1/", "e1")
    assert page is not None
    assert guide_words(page) == words


TAGS = [
    "div",
    "p",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "span",
    "b",
    "ul",
    "li",
    "br",
    "h3",
    "iframe",
    "img",
    "a",
]
WORDS = [
    "受理条件",
    "申请材料：",
    "材料名称",
    "咨询电话：0990-1234567",
    "无",
    "1.申请",
    "《某法》第一条",
    "序号",
    "→",
    "",
    "{{x}}",
]
PIECES = st.one_of(
    st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
    st.sampled_from(WORDS),
    st.sampled_from(["<td rowspan='9' colspan='3'>", "<th rowspan='0'>", "<li data-target='#x'>", "<div id='x'>"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_no_markup_breaks_the_reader(pieces: list[str]) -> None:
    found = read(pairs(*BASE).replace("</body>", "".join(pieces)))
    for element, reading in found.readings.items():
        assert reading.element == element
        assert reading.stated == (reading.value is not None)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "TASK_NAME",
                    "AUDIT_MATERIAL",
                    "MATERIAL_NAME",
                    "FORM_GUID",
                    "PROMISE_DAY",
                    "windows",
                    "name",
                    "LAW",
                    "x/y",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_no_json_breaks_the_reader(data: object) -> None:
    body = json.dumps({"TASK_NAME": "甲", "ACCEPT_CONDITION": "乙", "BY_LAW": "丙", "rest": data}, ensure_ascii=False)
    assert read(body).read("name").stated


def test_a_deep_page_is_read_without_a_crash() -> None:
    found = read(
        pairs(*BASE).replace("</body>", "<div>" * 3000 + "咨询电话：0990-1234567" + "</div>" * 3000 + "</body>")
    )
    assert found.read("name").value == "护照换发"
