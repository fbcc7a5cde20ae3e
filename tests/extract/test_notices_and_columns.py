"""Notices, columns of blanks and rows of badges: what belongs to a name and what stands beside it."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.guide import prose
from crawler.extract.html.questions import item_titles
from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><h2>受理条件</h2><p>渡船已检验。</p><h2>办理时限</h2><p>5个工作日</p>"
    "<h2>咨询电话</h2><p>0571-81234567</p>"
)


def names(body: str) -> list[str]:
    return [one.name.text for one in read_body(f"{FACTS}<h2>申请材料</h2>{body}").materials]


def test_boxes_to_tick_are_no_part_of_a_name() -> None:
    assert names("<p>□ 1.申请表<br>□ 2.船舶证书复印件<br>□ 3.平面图</p>") == ["申请表", "船舶证书复印件", "平面图"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("申请表　2份　原件", "申请表"),
        ("船舶证书 复印件1份", "船舶证书"),
        ("身份证复印件", "身份证复印件"),
        ("原件 照片", "原件 照片"),
    ],
)
def test_columns_of_blanks_are_no_part_of_a_name(line: str, name: str) -> None:
    assert prose.materials([f"1.{line}", "2.委托书"])[0].title == name


def test_originals_and_copies_in_one_line_are_two_pairs() -> None:
    card = "<div class='it'><h4>{}</h4><p>原件：1份　复印件：{}份　必要性：必要</p></div>"
    guide = read_body(f"{FACTS}<h2>申请材料</h2><div>{card.format('申请表', 0)}{card.format('船舶证书', 2)}</div>")
    assert [m.read("material_copies").text for m in guide.materials] == ["原件1份", "原件1份、复印件2份"]
    assert [m.read("material_original").text for m in guide.materials] == ["原件", "原件和复印件"]


def test_the_case_below_the_badges_of_a_card_is_said_of_its_material() -> None:
    card = "<div class='m'><div>{}</div><div><span>原件</span><span>1份</span><span>{}</span></div>{}</div>"
    cards = card.format("申请表", "必要", "") + card.format("委托书", "非必要", "<div>委托他人办理时提供</div>")
    guide = read_body(f"{FACTS}<h2>申请材料</h2><div>{cards}</div>")
    assert guide.materials[1].read("material_filling_notes").text == "委托他人办理时提供"


def test_a_badge_among_badges_labels_nothing() -> None:
    tags = "<div><span>行政许可</span><span>承诺件</span><span>网上可办</span></div><div><b>基本信息</b></div>"
    guide = read_body(f"<h1>渡船登记</h1>{tags}{FACTS.removeprefix('<h1>渡船登记</h1>')}")
    assert "基本信息" not in guide.read("online").text


def test_ways_below_their_label_are_its_values() -> None:
    guide = read_body(f"{FACTS}<ul><li>办理形式</li><li>窗口办理</li><li>网上办理</li></ul>")
    assert "窗口办理" in guide.read("handling_form").text


def test_a_paragraph_led_by_bold_words_before_a_colon_ends_the_one_before() -> None:
    guide = read_body(
        "<h1>渡船补助</h1><p><b>申请材料</b>：申请书、船舶证书</p><p><b>补助力度</b>：每艘680元/月</p><p><b>办理时限</b>：30个工作日</p>"
        "<p><b>监督电话</b>：0571-81234567</p><p><b>受理条件</b>：渡船已检验</p>"
    )
    assert guide.read("materials").text == "申请书、船舶证书"


def test_counted_questions_ask_as_others_do() -> None:
    asked = (
        ("什么情况可以提取？", "渡船停航的。"),
        ("需要提供什么资料？", "1.申请表；2.船舶证书。"),
        ("要等多久？", "3个工作日。"),
    )
    told = "".join(f"<div class='q'>Q{n}. {q}</div><div class='a'>{a}</div>" for n, (q, a) in enumerate(asked, 1))
    told += "<div class='q'>Q4. 咨询电话是多少？</div><div class='a'>0571-81234567</div>"
    guide = read_body(f"<h2>渡船押金提取</h2><div>{told}</div>")
    assert guide.read("conditions").text == "渡船停航的。"
    assert guide.read("promised_time_limit").text == "3个工作日。"
    assert guide.read("place").state is State.NOT_STATED


def test_titles_name_the_item() -> None:
    assert item_titles("渡船登记", []) == ("渡船登记",)


def test_a_list_ends_at_the_next_paragraph_led_by_bold_words() -> None:
    guide = read_body(
        "<h1>渡船救济</h1><p><b>谁可以申请：</b>停航的船主。</p><p><b>带什么去：</b></p><ul><li>申请表</li><li>船舶证书</li></ul>"
        "<p><b>隔几天回音：</b>7日内。</p><p><b>要不要钱：</b>不收费。</p><p><b>打什么电话：</b>0571-81234567</p>"
    )
    assert [m.name.text for m in guide.materials] == ["申请表", "船舶证书"]
    assert guide.read("fee_status").text == "不收费。"


def test_bold_words_right_below_a_label_are_its_value() -> None:
    guide = read_body(
        "<h1>渡船救济</h1><p><b>受理条件：</b>停航的船主。</p><p><b>申请材料：</b></p><p><b>个人：</b>申请表</p>"
        "<p><b>单位：</b>船舶证书</p><p><b>办理时限：</b>7日</p><p><b>咨询电话：</b>0571-81234567</p>"
    )
    assert "申请表" in guide.read("materials").text


def test_the_next_chapter_of_a_series_ends_a_list_whatever_it_is_called() -> None:
    guide = read_body(
        "<h1>渡船证补发</h1><p>一、补发条件：遗失的。</p><p>二、所需材料：</p><p>1.申请表；2.遗失声明。</p>"
        "<p>三、补发路数：船主提交材料——渡口审核——渡口审批——补发</p><p>四、收费标准：不收费</p><p>五、咨询电话：0571-81234567</p>"
    )
    assert [m.name.text for m in guide.materials] == ["申请表", "遗失声明"]


def test_what_must_come_and_what_may_is_no_part_of_a_name() -> None:
    assert names("<p>必备：申请表</p><p>选备：委托书（委托他人办理的）</p>") == ["申请表", "委托书（委托他人办理的）"]
