"""What is said in passing: in brackets behind a name, between the boxes of a chart, beside a title, in an address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.badges import in_brackets
from crawler.extract.guide.question_lines import questions
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县水利局</td><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)


def read(body: str, head: str = HEAD) -> ServiceGuide:
    page = parse(f"<html><body><h1>取水许可</h1>{head}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.unread is None
    return guide


def pair(label: str, value: str) -> str:
    return f"<div class='row'><b class='k'>{label}</b><u class='v'>{value}</u></div>"


@pytest.mark.parametrize(
    ("written", "bare", "said"),
    [
        ("论证报告（电子，非必要）", "论证报告", {"material_form": "电子", "material_necessity": "非必要"}),
        ("论证报告 [复印件；3份]", "论证报告", {"material_original": "复印件", "material_copies": "3份"}),
        ("论证报告（复印件2份）", "论证报告", {"material_original": "复印件", "material_copies": "2份"}),
        (
            "论证报告（原件、复印件各1份）",
            "论证报告",
            {"material_original": "原件、复印件", "material_copies": "1份"},
        ),
        (
            "论证报告（原件，若干份，盖骑缝章）",
            "论证报告（盖骑缝章）",
            {"material_original": "原件", "material_copies": "若干份"},
        ),
        ("论证报告[原件 2份]", "论证报告", {"material_original": "原件", "material_copies": "2份"}),
        ("身份证（复印件）", "身份证（复印件）", {}),
        ("营业执照 (Business License)", "营业执照 (Business License)", {}),
        ("许可证（正本、副本）", "许可证（正本、副本）", {}),
        ("户口簿（首页、本人页）", "户口簿（首页、本人页）", {}),
    ],
)
def test_badges_in_brackets_are_no_part_of_a_name(written: str, bare: str, said: dict[str, str]) -> None:
    assert in_brackets(written) == (bare, said)


def test_one_badge_in_brackets_in_a_box_of_its_own_is_a_value() -> None:
    cards = "".join(
        f"<li><strong>{name}</strong><em>（{badge}）</em><p>来源渠道：申请人自备</p><p>审核要点：盖章</p></li>"
        for name, badge in (("取水申请书", "电子"), ("论证报告", "非必要"))
    )
    first, second = read(f"<h3>申请材料</h3><ol>{cards}</ol>").materials
    assert (first.name.text, first.read("material_form").text) == ("取水申请书", "电子")
    assert (second.name.text, second.read("material_necessity").text) == ("论证报告", "非必要")


def test_brackets_behind_the_name_of_a_row_say_what_no_column_says() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{source}</td></tr>"
        for name, source in (("取水申请书（原件，2份，必要）", "申请人自备"), ("身份证（复印件）", "申请人自备"))
    )
    guide = read(f"<h3>申请材料</h3><table><tr><th>材料名称</th><th>来源渠道</th></tr>{rows}</table>")
    first, second = guide.materials
    assert (first.name.text, second.name.text) == ("取水申请书", "身份证（复印件）")
    assert [first.read(e).text for e in ("material_original", "material_copies", "material_necessity")] == [
        "原件",
        "2份",
        "必要",
    ]
    assert second.read("material_copies").state is State.NOT_STATED


@pytest.mark.parametrize("arrow", ["→", "▶", "↓", "»", "———"])
def test_what_stands_between_the_boxes_of_a_chart_is_no_text_of_a_step(arrow: str) -> None:
    boxes = [
        "<article><i>1</i><h6>提出申请</h6><p>网上填报。</p></article>",
        "<article><i>2</i><h6>踏勘</h6><p>两人到现场看。</p><em>6个工作日内</em></article>",
        "<article><i>3</i><h6>办结</h6><p>出具批文。</p><em>当天办结</em></article>",
    ]
    guide = read(f"<h3>办理流程</h3><section>{f'<span>{arrow}</span>'.join(boxes)}</section>")
    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == [
        ("提出申请", "网上填报。", ""),
        ("踏勘", "两人到现场看。", "6个工作日内"),
        ("办结", "出具批文。", "当天办结"),
    ]


def test_a_short_word_is_a_label_beside_two_where_its_value_is_of_its_kind() -> None:
    known = pair("跑动次数", "1次") + pair("承诺办结时限", "3个工作日")
    assert read(f"<header>{known}{pair('收费', '免费')}</header>").read("fee_status").text == "免费"
    assert read(f"<header>{known}{pair('收费', '查看')}</header>").read("fee_status").state is not State.STATED


def test_a_question_among_labels_is_one_of_them() -> None:
    known = pair("服务对象", "自然人") + pair("行使层级", "县级") + pair("权力来源", "法定本级行使")
    asked = pair("怎样领结果", "邮寄") + pair("没批怎么办", "可以申请行政复议。") + pair("怎么办", "网上办理、窗口办理")
    guide = read(f"<section>{known}{asked}</section>")
    assert guide.read("delivery").text == "邮寄"
    assert guide.read("remedy").text == "可以申请行政复议。"
    assert guide.read("handling_form").text == "网上办理、窗口办理"
    assert not guide.steps


def test_a_question_that_others_ask_is_no_label() -> None:
    known = pair("服务对象", "自然人") + pair("行使层级", "县级") + pair("权力来源", "法定本级行使")
    guide = read(f"<section>{known}</section><h3>常见问题</h3><section>{pair('怎样领结果', '看短信通知。')}</section>")
    assert guide.read("delivery").state is not State.STATED


def test_a_day_alone_with_the_word_for_an_update_dates_the_page() -> None:
    assert read("<p><small>2024-12-03 更新</small><small>88人看过</small></p>").read("update_date").text == "2024-12-03"
    news = "".join(f"<li><s>2024-0{n}-03 发布</s></li>" for n in (1, 2))
    assert read(f"<ul>{news}</ul>").read("update_date").state is not State.STATED


def test_a_chinese_numeral_is_part_of_a_question_unless_something_parts_it() -> None:
    asked = ["Q一户能申请几次？", "A两次。", "问题二：要多久？", "三天。", "Q3几点开门？", "九点。"]
    assert [q.title for q in questions(asked)] == ["一户能申请几次？", "要多久？", "几点开门？"]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_paragraph_says_everything_of_the_material_above_it() -> None:
    told = [
        "<b>1．取水申请书</b>",
        (
            "材料形式：纸质；份数：2份；审核要点：盖公章；依据：《取水办法》第三条；第四条第二款。"
            "空白表格：<a href='a.docx'>申请书.docx</a>。"
        ),
        "<b>2．论证报告</b>",
        "材料形式：电子；出具单位：设计院；要求依据：《取水办法》第五条。",
    ]
    guide = read(paragraphs("四、申请材料", *told, "五、受理条件", "有取水口。"))
    first, second = guide.materials
    assert (first.name.text, second.name.text) == ("取水申请书", "论证报告")
    assert first.read("material_copies").text == "2份"
    assert first.read("material_basis").text == "《取水办法》第三条；第四条第二款"
    assert [form.name for form in first.blank_forms] == ["申请书.docx"]
    assert second.read("material_issuer").text == "设计院"
    assert guide.read("conditions").text == "有取水口。"
    assert guide.read("review_standard").state is not State.STATED


def test_one_label_of_materials_behind_their_names_ends_them() -> None:
    guide = read(
        paragraphs("四、申请材料", "1．取水申请书", "2．论证报告", "材料形式：纸质", "五、受理条件", "有取水口。")
    )
    assert [m.name.text for m in guide.materials] == ["取水申请书", "论证报告"]


def test_who_published_an_article_is_no_part_of_its_guide() -> None:
    around = (
        "<table><tr><td>发布日期：</td><td>2025-05-06</td><td>信息标题：</td><td>取水许可服务指南</td></tr></table>"
        "<p>来源：云溪县人民政府办公室政务公开信息中心网络舆情采编室</p><p>字号：大 中 小</p>"
    )
    text = paragraphs(
        "一、受理条件",
        "有取水口，符合水资源规划，不损害他人用水。" * 9,
        "二、办理地点",
        "云溪县云溪路8号政务服务中心二楼6号窗口",
        "三、咨询电话",
    )
    assert read(around + text + "<p>0999-8123456</p>").gaps is None


def test_the_address_of_a_file_is_no_text_of_an_answer() -> None:
    address = "https://oss.example.test/attach/9f/" + "申请书" * 60 + ".docx"
    file = {"attachName": "申请书.docx", "attachUrl": address}
    data = {
        "taskName": "取水许可", "taskType": "01", "projectType": "2", "deptName": "云溪县水利局",
        "applyCondition": "有取水口，符合水资源规划，不损害他人用水。" * 4,
        "anticipateDay": "20", "anticipateType": "1",
        "materialList": [{"materialName": "取水申请书", "blankFormList": [file]}],
    }  # fmt: skip
    page = parse(json.dumps(data, ensure_ascii=False).encode(), "application/json", "http://127.0.0.1/api", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.materials
    assert guide.gaps is None


def test_a_box_whose_words_were_all_read_hides_nothing() -> None:
    steps = "".join(
        f"<article><i>{n}</i><h6>{name}</h6><p>{deed}</p></article>" for n, (name, deed) in enumerate(STEPS)
    )
    guide = read(f"<h3>办理流程</h3><section class='flow-chart'>{steps}</section>")
    assert [s.name.text for s in guide.steps] == [name for name, _ in STEPS]
    assert guide.read("flow_chart").state is State.NOT_STATED
    beside = "<div class='flow-chart'>此图见大厅公示栏，也可来电索取。</div>"
    other = read(f"<h3>办理流程</h3><section>{steps}</section>{beside}")
    assert other.read("flow_chart").state is State.UNREAD


STEPS = (("提出申请", "网上填报申请书。"), ("踏勘", "两人到现场看。"), ("办结", "出具批文。"))
