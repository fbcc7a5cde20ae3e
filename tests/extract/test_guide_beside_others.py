"""What stands beside what a guide says (旁边的话): the city's hotline, a site's imprint, words that are values."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

KNOWN = {"事项名称": "渡口设置审批", "事项类型": "行政许可", "受理条件": "有固定场地。", "办件类型": "承诺件"}
FACTS = "".join(f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in KNOWN.items())


@pytest.mark.parametrize("number", ["0571-81234567", "0571-81234"], ids=["a number", "one written wrongly"])
def test_the_number_of_a_guide_is_its_own_whatever_hotline_stands_elsewhere(number: str) -> None:
    item = {**ANSWER, "acceptCondition": "船舶检验合格。", "projectTypeText": "承诺件", "consultTel": number}
    answer = {"app": {"theme": "blue", "serviceHotline": "12345"}, "guide": item}
    assert read_answer(answer).read("consultation_phone").text == number
    facts = f"<table>{FACTS}<tr><th>咨询电话</th><td>{number}</td></tr></table>"
    beside = "<div class='ask'><p>市民热线：12345　邮箱：zw@lin.example</p></div>"
    assert read_body(f"{facts}{beside}").read("consultation_phone").text == number


def test_a_hotline_is_the_number_of_a_guide_that_has_no_other() -> None:
    guide = read_body(f"<table>{FACTS}<tr><th>服务热线</th><td>12345</td></tr></table>")
    assert guide.read("consultation_phone").text == "12345"


@pytest.mark.parametrize("beside", ["", "临江县数据局承办　"])
def test_who_keeps_a_site_has_no_window_of_the_guide(beside: str) -> None:
    host = f"<div class='ft'><p>临江县行政服务中心主办　{beside}服务热线：12345　地址：临江县滨江路6号</p></div>"
    guide = read_body(f"<table>{FACTS}<tr><th>办理地点</th><td>临江县滨江路8号一楼</td></tr></table>{host}")
    assert guide.windows == ()
    assert guide.read("consultation_phone").stated is False


CARD = (
    ("材料类型", "{type}", "材料必要性", "必要"),
    ("材料形式", "纸质/电子化", "材料份数", "1"),
    ("原件/复印件", "原件", "来源渠道", "{source}"),
    ("填报须知", "核对后退还。", "材料依据", "《渡口管理办法》第六条"),
)
MATERIALS = (("渡口设置申请书", "其他", "申请人自备"), ("营业执照", "证件证书证明", "政府部门核发"))


@pytest.mark.parametrize(
    ("row", "cell"), [("<tr>{}</tr>", "<td>{}</td>"), ("<div>{}</div>", "<div>{}</div>")], ids=["cells", "boxes"]
)
def test_two_pairs_in_each_row_are_pairs_though_their_values_are_titles_of_columns_too(row: str, cell: str) -> None:
    cards = ""
    for name, kind, source in MATERIALS:
        words = [[each.format(type=kind, source=source) for each in line] for line in CARD]
        rows = "".join(row.format("".join(cell.format(each) for each in line)) for line in words)
        table = f"<table>{rows}</table>" if "tr" in row else f"<div>{rows}</div>"
        cards += f"<div class='card'><h4>{name}</h4>{table}</div>"
    guide = read_body(f"<table>{FACTS}</table><div><h3>申请材料</h3>{cards}</div>")
    told = [(m.name.text, m.read("material_type").text, m.read("material_source").text) for m in guide.materials]
    assert told == list(MATERIALS)
    parts = ("material_necessity", "material_form", "material_copies", "material_original", "material_basis")
    said = ["必要", "纸质/电子化", "1", "原件", "《渡口管理办法》第六条"]
    assert all([m.read(part).text for part in parts] == said for m in guide.materials)


STANDARD = "材料齐全、内容一致的予以受理。"


def test_a_standard_beside_conditions_is_that_of_accepting() -> None:
    guide = read_answer({**ANSWER, "acceptCondition": "有固定住所。", "acceptStandard": STANDARD})
    assert (guide.read("conditions").text, guide.read("review_standard").text) == ("有固定住所。", STANDARD)


@pytest.mark.parametrize(
    ("beside", "words"),
    [({}, STANDARD), ({"acceptCondition": ""}, STANDARD), ({"acceptCondition": "年满十八周岁。"}, "有固定住所。")],
)
def test_a_standard_without_conditions_or_with_words_like_theirs_may_be_either(
    beside: dict[str, str], words: str
) -> None:
    guide = read_answer({**ANSWER, **beside, "acceptStandard": words})
    assert guide.read("review_standard").unread


@pytest.mark.parametrize("tag", ["div", "span"])
def test_rows_of_pairs_in_boxes_of_one_kind_are_no_tabs_over_the_next_rows(tag: str) -> None:
    told = (
        ("事项名称", "渡口设置审批", "日常用语", "设渡口"),
        ("事项类型", "行政许可", "办件类型", "承诺件"),
        ("是否支持物流快递", "是", "是否支持预约办理", "支持", "通办范围", "全县"),
        ("数量限制", "无", "中介服务", "无"),
        ("网上办理深度", "互联网受理", "行使层级", "县级"),
    )
    rows = "".join(f"<div>{''.join(f'<{tag}>{each}</{tag}>' for each in row)}</div>" for row in told)
    sections = "".join(
        f"<div><h3>{title}</h3><p>{words}</p></div>"
        for title, words in (("受理条件", "有固定场地。"), ("办理地点", "临江县滨江路8号一楼"), ("收费情况", "不收费"))
    )
    guide = read_body(f"<div>{rows}{sections}</div>")
    said = {label: guide.read(element).text for label, element in ELEMENTS.items()}
    assert said == {label: value for row in told for label, value in zip(row[::2], row[1::2], strict=True)}


ELEMENTS = {
    "事项名称": "name",
    "日常用语": "short_name",
    "事项类型": "item_type",
    "办件类型": "case_type",
    "是否支持物流快递": "courier",
    "是否支持预约办理": "reservation",
    "通办范围": "scope",
    "数量限制": "quantity_limit",
    "中介服务": "intermediary",
    "网上办理深度": "online_depth",
    "行使层级": "level",
}


MORE = {**KNOWN, "法定办结时限": "20个工作日", "行使层级": "县级", "咨询电话": "0799-6650012", "通办范围": "全县"}
UNNAMED = list(MORE.items())[1:]


def test_the_name_of_a_site_beside_its_links_is_no_label_before_the_name_of_the_item() -> None:
    bar = "<div><span>临江县政务服务网</span><span><a href='/login'>登录</a><a href='/reg'>注册</a></span></div>"
    pairs = "".join(f"<div><span>{label}</span><span>{words}</span></div>" for label, words in UNNAMED)
    guide = read_body(f"{bar}<div><h3>渡口设置审批</h3></div><div>{pairs}</div>")
    assert guide.read("name").text == "渡口设置审批"


@pytest.mark.parametrize("office", ["临江县行政服务中心", "临江县市民服务中心"])
def test_an_office_in_the_title_of_a_page_names_no_item(office: str) -> None:
    parts = {"事项概况": UNNAMED[:4], "联系方式": UNNAMED[4:]}
    sections = "".join(
        f"<section><div class='t'><span>{title}</span></div>"
        f"<dl>{''.join(f'<dt>{label}</dt><dd>{words}</dd>' for label, words in pairs)}</dl></section>"
        for title, pairs in parts.items()
    )
    head = f"<title>{office}</title><div class='t'><span>渡口设置审批</span></div><p><a href='/apply'>在线办理</a></p>"
    assert read_body(f"{head}{sections}").read("name").text == "渡口设置审批"


def test_two_limits_under_one_label_may_be_set_apart_by_blanks() -> None:
    said = "<span>法　定</span> <span>办结时限：30个工作日</span> <span>承　诺</span> <span>办结时限：18个工作日</span>"
    guide = read_body(f"<table>{FACTS}<tr><th>办理时限</th><td>{said}</td></tr></table>")
    limits = ("statutory_time_limit", "promised_time_limit")
    assert tuple(guide.read(element).text for element in limits) == ("30个工作日", "18个工作日")


def test_a_badge_that_counts_in_a_heading_is_no_material() -> None:
    cards = "".join(
        f"<div class='card'><h4>{name}</h4><div><label>材料必要性</label><div>必要</div></div></div>"
        for name in ("渡口设置申请书", "营业执照")
    )
    section = f"<div><h3>申请材料<span class='n'>共2份</span></h3><div>{cards}</div></div>"
    guide = read_body(f"<table>{FACTS}</table>{section}")
    assert "共" not in {m.name.text for m in guide.materials}
    assert guide.read("materials").state is not State.NOT_STATED
