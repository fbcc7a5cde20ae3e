"""Lists whose titles and labels an office invented: what stands under them tells what they are (值域识别)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.badges import told_by
from crawler.extract.guide.reading import read_guide
from crawler.extract.guide.value_kinds import parts_of, told
from crawler.extract.labels.composed import element_in_words
from crawler.extract.labels.questions import asked_for, asked_of_material
from crawler.page.parse import parse
from tests.extract.one_guide import LABELS, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FACTS = "".join(
    f"<li><b>{label}</b><i>{value}</i></li>"
    for label, value in (
        ("事项类型", "行政许可"),
        ("实施主体", "云溪县交通运输局"),
        ("服务对象", "企业法人"),
        ("法定办结时限", "20个工作日"),
    )
)


def read(body: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营许可</h1><ul>{FACTS}</ul>{body}")


def row(*cells: str, tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("非必要（夜航时提交）", "material_necessity"),
        ("原件或复印件", "material_original"),
        ("收复印件", "material_original"),
        ("需出示原件", "material_original"),
        ("原件核验", "material_original"),
        ("每人2份", "material_copies"),
        ("纸质、电子均可", "material_form"),
        ("政府部门核发", "material_source"),
        ("证件证书证明", "material_type"),
        ("《内河交通安全管理条例》第三十五条", "material_basis"),
        ("海事管理机构", "material_issuer"),
    ],
)
def test_a_value_of_a_closed_set_tells_its_part(value: str, part: str) -> None:
    assert parts_of("materials", value) == {part}


def test_a_value_of_two_sets_decides_nothing_by_itself_and_its_column_does() -> None:
    assert told("materials", ["其他"]) is None
    assert told("materials", ["其他", "申请表格文书"]) == "material_type"
    assert told("materials", ["其他", "申请人自备"]) == "material_source"
    assert told("materials", ["签字清楚", "申请人自备"]) is None


def test_a_list_of_materials_under_titles_that_nobody_knows_is_read_by_its_values() -> None:
    heads = row("#", "叫啥", "啥性质的", "啥样｜几个", "非有不可吗", "打哪来", "靠哪条", "空的", "填好的", tag="th")
    rows = row(
        "1", "渡船登记表", "申请表格文书", "<i>纸质</i><i>原件</i><i>2份</i>", "必要", "申请人自备",
        "《渡口条例》第三条", "<a href='/a.docx'>点这个</a>", "<a href='/b.docx'>点那个</a>",
    ) + row(
        "2", "渡工证书", "证件证书证明", "<i>电子</i><i>复印件</i><i>1份</i>", "非必要（夜航的交）", "政府部门核发",
        "《渡口条例》第四条", "", "",
    )  # fmt: skip
    guide = read(f"<div><h3>备下这些</h3><table><thead>{heads}</thead><tbody>{rows}</tbody></table></div>")
    assert [m.name.text for m in guide.materials] == ["渡船登记表", "渡工证书"]
    first, second = guide.materials
    parts = ("type", "form", "original", "copies", "necessity", "source", "basis")
    assert [first.read(f"material_{part}").text for part in parts] == [
        "申请表格文书", "纸质", "原件", "2份", "必要", "申请人自备", "《渡口条例》第三条",
    ]  # fmt: skip
    assert second.read("material_copies").text == "1份"
    assert [len(first.blank_forms), len(first.sample_forms)] == [1, 1]


@pytest.mark.parametrize(
    "said", [("收原件", "收复印件"), ("原件核验", "复印件存档"), ("核对原件，收复印件", "交验原件")]
)
def test_what_is_done_with_the_original_tells_it_under_any_title(said: tuple[str, str]) -> None:
    head = row("材料名称", "验收", "份数", tag="th")
    rows = "".join(row(name, one, "1") for name, one in zip(("渡船证书", "船员名册"), said, strict=True))
    guide = read(f"<h3>申请材料</h3><table>{head}{rows}</table>")
    assert [m.read("material_original").text for m in guide.materials] == [*said]


def test_a_button_that_shows_the_original_tells_no_column() -> None:
    assert told_by("查看原件") is None


def test_a_list_of_windows_is_read_by_its_addresses_hours_and_numbers() -> None:
    heads = row("落座何处", "几时有人", "拨这个", tag="th")
    rows = row("临水县河街3号一楼2号窗口", "周一至周五9:00-17:00", "0719-4222222")
    guide = read(f"<table>{heads}{rows}</table>")
    assert [(w.place.text, w.hours.text, w.phone.text) for w in guide.windows] == [
        ("临水县河街3号一楼2号窗口", "周一至周五9:00-17:00", "0719-4222222")
    ]


def test_labels_of_the_guide_over_one_row_are_no_list_of_steps() -> None:
    heads = row("法定时限", "承诺时限", "办理形式", tag="th")
    guide = read(f"<table>{heads}{row('20个工作日', '3个工作日', '网上办理')}</table>")
    assert guide.steps == ()
    assert guide.read("promised_time_limit").text == "3个工作日"


def test_a_table_of_other_items_is_no_list_of_materials() -> None:
    heads = row("事项名称", "类别", "必要", tag="th")
    guide = read(f"<table>{heads}{row('渡船检验', '其他', '1份')}{row('渡工考试', '其他', '2份')}</table>")
    assert guide.materials == ()


def entry(name: str, *pairs: tuple[str, str]) -> str:
    inner = "".join(f"<p><span class='k'>{label}</span><span class='v'>{value}</span></p>" for label, value in pairs)
    return f"<div class='one'><button>{name}</button><div>{inner}</div></div>"


def test_an_unknown_label_in_an_entry_is_no_part_of_its_name_and_is_told_by_all_its_values() -> None:
    entries = entry(
        "渡船登记表", ("纸张归类", "申请表格文书"), ("份数", "1份"), ("来源渠道", "申请人自备"), ("另外", "蓝笔写")
    ) + entry("渡工证书", ("纸张归类", "其他"), ("份数", "2份"), ("来源渠道", "政府部门核发"))
    guide = read(f"<h3>申请材料</h3><section>{entries}</section>")
    assert [m.name.text for m in guide.materials] == ["渡船登记表", "渡工证书"]
    assert [m.read("material_type").text for m in guide.materials] == ["申请表格文书", "其他"]


def test_an_unknown_label_in_a_line_of_an_entry_is_told_by_its_values() -> None:
    entries = "".join(
        f"<div class='c'><h4>{name}</h4><p class='l'>份数：1份</p><p class='l'>来源渠道：申请人自备</p>"
        f"<p class='l'>写在哪：《渡口条例》第{n}条</p></div>"
        for n, name in (("三", "渡船登记表"), ("四", "渡工证书"))
    )
    guide = read(f"<h3>申请材料</h3><div>{entries}</div>")
    assert [m.read("material_basis").text for m in guide.materials] == ["《渡口条例》第三条", "《渡口条例》第四条"]
    assert guide.read("place").state is not State.STATED


def test_the_value_of_a_closed_list_names_the_label_drawn_as_known_ones() -> None:
    pairs = FACTS + "<li><b>这件事的脾气</b><i>承诺件</i></li>"
    page = parse(f"<h1>渡口经营许可</h1><ul>{pairs}</ul>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    assert read_guide([page], LABELS).read("case_type").text == "承诺件"


def test_two_labels_with_words_of_one_closed_list_are_told_by_neither_where_one_is_known() -> None:
    pairs = FACTS + "<li><b>往上看</b><i>企业法人</i></li>"
    page = parse(f"<h1>渡口经营许可</h1><ul>{pairs}</ul>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    assert read_guide([page], LABELS).read("service_target").label == "服务对象"


def test_a_talk_gives_each_question_the_one_answer_behind_it_and_its_heads_are_no_charts() -> None:
    head = "<img src='/p/me.png'>"
    told = "".join(
        f"<div class='q'>{head}<p>{question}</p></div><div class='r'>{head}<p>{answer}</p></div>"
        for question, answer in (
            ("归谁管？", "云溪县交通运输局"),
            ("要跑几趟？", "1趟"),
            ("怎么办？", "到窗口递交材料。"),
            ("对结果不服怎么办？", "可以申请行政复议。"),
        )
    )
    guide = read(f"<section>{told}<h3>还有人问</h3><div class='q s'><p>夜里开吗？</p></div><p>不开。</p></section>")
    assert guide.read("remedy").text == "可以申请行政复议。"
    assert guide.read("flow_chart").state is State.NOT_STATED


def test_the_limit_of_a_step_is_parted_from_its_name_and_from_what_is_done() -> None:
    cards = "".join(
        f"<div class='s'><h4>{name}<i> · </i><b>{limit}</b></h4><p>{deed}</p></div>"
        for name, limit, deed in (("受理", "1个工作日", "点清材料"), ("审查", "2个工作日", "到码头看"))
    )
    guide = read(f"<h3>办理流程</h3><div>{cards}</div>")
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("审查", "2个工作日")]
    lines = (
        "<p><strong>1. 申请</strong><span>递上来</span></p>"
        "<p><strong>2. 受理</strong><em>（2日）</em><span>点清材料</span></p>"
    )
    guide = read(f"<h3>办理流程</h3>{lines}")
    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == [
        ("申请", "递上来", ""),
        ("受理", "点清材料", "2日"),
    ]


@pytest.mark.parametrize("line", ["信息核对于 2026-03-01", "这一页是 2026-03-01 改的", "最近修订2026-03-01"])
def test_a_line_that_says_when_the_page_was_changed_is_its_date(line: str) -> None:
    guide = read(f"<p>{line}</p>")
    assert guide.read("update_date").text == "2026-03-01"


def test_a_line_that_says_when_a_law_was_changed_is_no_date_of_the_page() -> None:
    assert not read("<p>《渡口条例》2026-03-01修订</p>").read("update_date").stated


def terms(*pairs: tuple[str, str]) -> str:
    inner = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in pairs)
    return f"<dl class='a'>{inner}</dl>"


def test_terms_beside_known_ones_are_told_by_their_head_word_and_value() -> None:
    guide = read(
        terms(
            ("事项类型", "行政许可"),
            ("办件类型", "承诺件"),
            ("法定办结时限", "60日"),
            ("期限的说明", "《渡口条例》规定"),
        )
        + "<h2>监督与救济</h2>"
        + terms(("对窗口不满可打", "0719-4223333"), ("对决定不服的路子", "可以申请行政复议"))
    )
    assert guide.read("statutory_time_limit_note").text == "《渡口条例》规定"
    assert guide.read("complaint_phone").text == "0719-4223333"
    assert guide.read("remedy").text == "可以申请行政复议"


def test_terms_that_ask_what_others_ask_are_no_labels() -> None:
    guide = read(
        "<h2>常见问题</h2>" + terms(("问：渡口夜里开吗？", "不开。"), ("问：打12345有用吗？", "拨0719-4223333。"))
    )
    assert not guide.read("complaint_phone").stated
    assert len(guide.faqs) == 2


def test_whom_a_guide_is_for_may_be_named_in_brackets() -> None:
    facts = FACTS.replace("<li><b>服务对象</b><i>企业法人</i></li>", "<li><b>谁可以申请</b><i>船主（自然人）</i></li>")
    page = parse(f"<h1>渡口经营许可</h1><ul>{facts}</ul>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.read("service_target").text == "船主（自然人）"
    assert not guide.read("conditions").stated


def test_a_place_in_a_section_of_windows_goes_without_its_strange_label() -> None:
    pairs = (("落座", "临水县河街3号一楼2号窗口"), ("办公时间", "周一至周五9:00-17:00"), ("咨询电话", "0719-4222222"))
    inner = "".join(f"<p class='l'>{label}：{value}</p>" for label, value in pairs)
    guide = read(f"<h3>办理地点</h3><div><div class='w'>{inner}</div></div>")
    assert guide.read("place").text == "临水县河街3号一楼2号窗口"


def test_an_entrance_behind_its_label_is_where_its_link_leads() -> None:
    guide = read("<dl><dt>在线办理入口</dt><dd><a href='/do/1'>从这里进</a></dd></dl>")
    assert guide.read("online_entry").text == "http://127.0.0.1/do/1"


def test_laws_in_labelled_lines_are_parted() -> None:
    lines = ("法：《渡口条例》", "发文号：云溪省人大公告第3号", "哪一条：第三条", "怎么写的：设置渡口，应当经批准。")
    guide = read(f"<h3>设定依据</h3><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>")
    assert [(b.law.text, b.number.text, b.clause.text, b.content.text) for b in guide.legal_bases] == [
        ("《渡口条例》", "云溪省人大公告第3号", "第三条", "设置渡口，应当经批准。")
    ]


def test_columns_that_ask_are_those_of_fees() -> None:
    heads = row("交的是什么费", "交多少", "收费文件", "能不能减免", "减免文件", tag="th")
    rows = row("渡船检验费", "80元/艘", "云价费〔2016〕25号", "能", "云财税〔2019〕4号") + row(
        "渡工考试费", "50元/人", "物价局的文件", "不能", ""
    )
    guide = read(f"<table>{heads}{rows}</table>")
    said = [tuple(f.read(e).text for e in ("fee_standard", "fee_basis", "fee_reduction")) for f in guide.fees]
    assert [f.name.text for f in guide.fees] == ["渡船检验费", "渡工考试费"]
    assert said == [("80元/艘", "云价费〔2016〕25号", "能"), ("50元/人", "物价局的文件", "不能")]


def test_the_button_over_a_part_that_opens_is_its_label() -> None:
    fold = "<div><button{}><span>结果样本</span></button><div><img src='/r.png' alt='证书'></div></div>"
    assert read(fold.format(" aria-expanded='false'")).read("result_sample").text == "/r.png"
    assert not read(fold.format("")).read("result_sample").stated


@pytest.mark.parametrize(
    ("question", "element"),
    [
        ("要符合哪些情形", "conditions"),
        ("要带什么证件（分情形）", "materials"),
        ("算即办件还是承诺件", "case_type"),
        ("批还是不批", None),
        ("几点上班、去哪里办、打什么电话", "place"),
        ("收不收费、收多少", "fee_standard"),
        ("如何提交材料", "handling_form"),
        ("要经过几个环节", "procedure"),
        ("网上能办到哪个阶段", "online_depth"),
        ("补贴怎么到账", "delivery"),
        ("平时大家叫它什么", "short_name"),
        ("一年要交多少次", None),
    ],
)
def test_what_a_question_asks_for(question: str, element: str | None) -> None:
    assert asked_for(question) == element


def test_what_a_question_in_a_card_asks_of_its_material() -> None:
    assert asked_of_material("哪一类的文件") == "material_type"


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("本县承诺最长", "promised_time_limit"),
        ("依法限定时限", "statutory_time_limit"),
        ("到窗口是因为", "visits_reason"),
        ("核发的证书", "result_name"),
        ("批文类别", "result_type"),
        ("职权出自", "power_source"),
        ("符合下列条件可以申办", "conditions"),
        ("符合下列条件", None),
        ("有无限额", "quantity_limit"),
        ("办理去处", "place"),
        ("法律出处", "legal_basis"),
        ("平常叫法", "short_name"),
    ],
)
def test_what_the_words_of_a_label_say(label: str, element: str | None) -> None:
    assert element_in_words(label) == element


def test_an_empty_place_behind_a_label_is_not_filled_by_the_line_after_it() -> None:
    lines = ("收什么：渡船检验费", "收多少：", "凭什么收：云价费〔2016〕25号")
    others = "<h3>多久能办好</h3><p>3个工作日</p><h3>要跑几趟</h3><p>1次</p><h3>去哪里办</h3><p>河街3号2号窗口</p>"
    items = "".join(f"<li>{line}</li>" for line in lines)
    guide = read(f"{others}<h3>要不要钱</h3><div><p>收费</p><ul>{items}</ul></div>")
    assert [(f.name.text, f.read("fee_standard").stated, f.read("fee_basis").text) for f in guide.fees] == [
        ("渡船检验费", False, "云价费〔2016〕25号")
    ]
