"""Steps that say of themselves what guides say too, and sections with a basis of their own."""

from __future__ import annotations

import pytest

from crawler.extract.guide.prose import is_about_list
from crawler.extract.guide.told import told_in_brackets
from tests.extract.one_guide import ANSWER, LABELS, read_answer, read_body

STEPS = (
    ("申请", "申请人", "1个工作日", "填写申请表并上传材料。", "材料目录齐备", "提交成功"),
    ("受理", "综合窗口", "2个工作日", "核对材料的种类和份数，缺的一次告知。", "符合法定形式", "受理通知书"),
    ("审核", "渔政科", "3个工作日", "查看船舶登记和安全设备记录。", "数据一致", "审核意见"),
    ("决定", "分管领导", "4个工作日", "依据审核意见签发。", "程序合法", "准予或不准予"),
    ("制证", "出件窗口", "5个工作日", "打印证书并通知领取。", "信息无误", "渔船检验证"),
)


def dl(*pairs: tuple[str, str]) -> str:
    return "".join(f"<dl><dt>{label}</dt><dd>{value}</dd></dl>" for label, value in pairs)


def steps(between: str) -> str:
    entries = "".join(
        f"<li><b>{name}</b>（办理人员：{who}{between}办理时限：{limit}）<br>{deed}<br>审查标准：{standard}；办理结果：{result}。</li>"
        for name, who, limit, deed, standard, result in STEPS
    )
    return f"<div><h3>办理流程</h3><div><ol>{entries}</ol></div></div>"


HEAD = dl(
    ("事项名称", "渔船检验"), ("办理时间", "周一至周五9:00-17:00"), ("办理地点", "临海县渔港路8号"),
    ("审批结果名称", "渔业船舶检验证书"), ("咨询电话", "0594-7712345"), ("承诺办结时限", "15个工作日"),
)  # fmt: skip


def test_names_of_steps_before_brackets_with_labels() -> None:
    for between in ("，", "；", "、"):
        guide = read_body(HEAD + steps(between))
        assert guide.unread is None
        assert [(s.name.text, s.limit.text) for s in guide.steps] == [(name, limit) for name, _, limit, *_ in STEPS]
        assert [s.description.text for s in guide.steps] == [f"{deed} {standard}" for *_, deed, standard, _ in STEPS]
        assert guide.read("result_name").text == "渔业船舶检验证书"


@pytest.mark.parametrize("label", ["办理人", "经手岗位"])
def test_names_of_steps_before_labels_in_the_same_line(label: str) -> None:
    entries = "".join(
        f"<li><b>{name}</b>　{label}：{who}　时限：{limit}<br>{deed}</li>" for name, who, limit, deed, *_ in STEPS
    )
    guide = read_body(HEAD + f"<div><h3>办理流程</h3><ol>{entries}</ol></div>")

    assert [(s.name.text, s.limit.text) for s in guide.steps] == [(name, limit) for name, _, limit, *_ in STEPS]
    assert [s.description.text for s in guide.steps] == [deed for *_, deed, _, _ in STEPS]


def test_a_comma_in_brackets_parts_no_value_that_goes_on() -> None:
    told = told_in_brackets("受理（办理人员：综合窗口，渔政科，办理时限：1个工作日，节假日除外）", "steps", LABELS)
    assert told is not None
    assert told.parts == {"who": "综合窗口，渔政科", "limit": "1个工作日，节假日除外"}


def test_what_each_material_says_of_itself_makes_no_list_of_items() -> None:
    names = ("渔船登记证", "船长证书", "轮机日志", "无线电执照", "安全设备清单")
    cards = "".join(
        f"<div class='m'><h4>{n}. <b>{name}</b></h4><div>"
        + dl(("材料形式", "纸质"), ("受理标准", f"{name}在有效期内"), ("要求提供材料的依据", f"《渔船条例》第{n}条"))
        + "</div></div>"
        for n, name in enumerate(names, 1)
    )
    guide = read_body(f"{HEAD}<div><h3>申请材料</h3><div>{cards}</div></div>{steps('，')}")
    assert guide.unread is None
    assert [m.name.text for m in guide.materials] == list(names)


def test_a_list_of_items_with_their_results_is_no_guide() -> None:
    rows = "".join(
        dl(
            ("事项名称", f"{n}号检验"),
            ("办理结果", f"{n}号证书"),
            ("审查标准", f"第{n}条"),
            ("承诺办结时限", f"{n}个工作日"),
        )
        for n in range(1, 7)
    )
    assert read_body(f"<h3>事项</h3>{rows}").unread is not None


def test_the_basis_of_a_special_step_is_none_of_the_items() -> None:
    special = dl(("环节名称", "现场检验"), ("环节时限", "6个工作日"), ("法定依据", "《渔船检验规程》第四条"))
    law = dl(("法律法规名称", "《渔业船舶检验条例》"), ("条款号", "第七条"), ("条款内容", "渔船投入使用前应当检验。"))

    def section(title: str, block: str) -> str:
        return f"<div class='acc'><h3>{title}</h3><div class='bd'>{block}</div></div>"

    guide = read_body(HEAD + section("特殊环节", special) + section("设定依据", law))
    assert [one.law.text for one in guide.legal_bases] == ["《渔业船舶检验条例》"]
    assert "检验条例" in guide.read("legal_basis").text
    assert "第四条" in guide.read("special_step").text

    alone = read_body(HEAD + section("特殊环节", special))
    assert alone.read("legal_basis").text == "《渔船检验规程》第四条"


def test_who_does_a_step_and_how_long_it_takes_in_one_line() -> None:
    entries = "".join(
        f"<div class='s'><span class='n'>{name}</span><span><em>{who} · {limit}</em><br>{deed}<br>"
        f"审查标准：{standard}　结果：{result}</span></div>"
        for name, who, limit, deed, standard, result in STEPS
    )
    guide = read_body(f"{HEAD}<section><h2>办理流程</h2><div>{entries}</div></section>")
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [(name, limit) for name, _, limit, *_ in STEPS]
    assert [s.description.text for s in guide.steps] == [f"{deed} {standard}" for *_, deed, standard, _ in STEPS]


def test_a_section_that_counts_its_materials_and_opens_them_names_none() -> None:
    names = ("渔船登记证", "船长证书", "检验申请表")
    cards = "".join(
        f"<div class='m'><h4>{n}. {name}</h4>{dl(('材料必要性', '必要'), ('份数', f'{n}份'))}</div>"
        for n, name in enumerate(names, 1)
    )
    counted = "<p>本事项需要 3 份材料，其中必要材料 3 份。</p><button data-open='m'>查看材料及表格下载</button>"
    section = f"<section><h2>申请材料</h2><div>{counted}</div></section>"
    for button in ("关闭", "下载清单"):
        window = f"<div id='m' role='dialog'><div><h3>申请材料 <button>{button}</button></h3>{cards}</div></div>"
        guide = read_body(f"{HEAD}{section}{window}")
        assert [(m.name.text, m.read("material_copies").text) for m in guide.materials] == [
            (name, f"{n}份") for n, name in enumerate(names, 1)
        ]
    assert not read_body(HEAD + section).materials


def test_materials_with_a_number_in_their_name_are_named() -> None:
    for name in ("近3个月财务材料", "2个证明人的身份材料", "证明材料2份"):
        assert not is_about_list(name)


def test_a_special_step_is_told_by_its_parts() -> None:
    parts = (("特别程序名称", "现场检验"), ("特别程序时限", "6个工作日"), ("特别程序依据", "《渔船检验规程》第四条"))
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in parts)
    assert (
        read_body(f"{HEAD}<table>{rows}</table>").read("special_step").text
        == "现场检验 6个工作日 《渔船检验规程》第四条"
    )
    answer = {
        "itemName": "渔船检验",
        "special": {"name": "现场检验", "days": 6, "basis": "《渔船检验规程》第四条"},
        **ANSWER,
    }
    assert read_answer(answer).read("special_step").text == "现场检验 6日 《渔船检验规程》第四条"
    assert read_answer({**answer, "special": {"name": None}}).read("special_step").value is None


def test_a_clause_below_the_table_of_its_law() -> None:
    laws = (
        ("《渔业船舶检验条例》", "第七条", "渔船投入使用前应当申报检验。"),
        ("《渔业法》", "第二十六条", "制造的渔船须经检验方可下水。"),
    )
    tables = "".join(
        f"<table><tr><th>法律法规名称</th><td>{law}</td><th>条款号</th><td>{clause}</td></tr></table><p>{content}</p>"
        for law, clause, content in laws
    )
    for shown, count in ((tables, 2), (tables.partition("</p>")[0] + "</p>", 1)):
        guide = read_body(
            f"{HEAD}<div><h3>设定依据</h3><div>{shown}</div></div><div><h3>监督投诉</h3><p>0594-7700000</p></div>"
        )
        assert [(b.law.text, b.clause.text, b.content.text) for b in guide.legal_bases] == list(laws[:count])


@pytest.mark.parametrize("label", ["设定依据", "法定依据"])
def test_the_basis_of_each_material_is_none_of_the_items(label: str) -> None:
    rows = "".join(f"<p><b>{name}</b> {value}</p>" for name, value in FACTS)
    cards = "".join(
        f"<li><h5>{name}</h5><ul><li><b>份数</b> 1</li><li><b>{label}</b> 《渡口管理办法》第{article}条</li></ul></li>"
        for name, article in (("登记申请表", "五"), ("船舶证书", "六"))
    )
    law = "<div><h4>办理依据</h4><p>《内河交通安全管理条例》第三十五条：设立渡口，应当经县级人民政府审批。</p></div>"
    guide = read_body(f"<h2>渡口设立审批</h2>{rows}<div><h4>申请材料</h4><ol>{cards}</ol></div>{law}")
    assert [m.read("material_basis").value for m in guide.materials] == [
        "《渡口管理办法》第五条",
        "《渡口管理办法》第六条",
    ]
    assert [basis.law.value for basis in guide.legal_bases] == ["《内河交通安全管理条例》"]


FACTS = (
    ("事项名称", "渡口设立审批"),
    ("事项类型", "行政许可"),
    ("实施主体", "临江县交通运输局"),
    ("服务对象", "企业法人"),
)


@pytest.mark.parametrize("row", ["<li><h4>{}</h4><p>{}</p></li>", "<li><b>{}</b><div>{}</div></li>"])
def test_what_somebody_does_in_a_step_is_no_label(row: str) -> None:
    """提交材料。 is a sentence, 提交材料： would be the label of the materials."""
    facts = "".join(f"<p><b>{name}</b> {value}</p>" for name, value in FACTS)
    deeds = ("申请", "提交材料。"), ("受理", "核对材料。"), ("审查", "现场核查。"), ("决定", "作出决定。")
    cards = "".join(row.format(*deed) for deed in deeds)
    guide = read_body(
        f"<h2>渡口设立审批</h2>{facts}<div><div class=head>办理流程</div><div class=body><ul>{cards}</ul></div></div>"
    )
    assert [(step.name.value, step.description.value) for step in guide.steps] == list(deeds)
    assert guide.materials == ()


def test_a_form_that_is_called_as_its_material_leaves_it_its_name() -> None:
    facts = "".join(f"<p><b>{name}</b> {value}</p>" for name, value in FACTS)
    link = "<li><b>空白表格</b> <a href='/f/1.doc'>设立申请书</a></li>"
    card = f"<li><h5>设立申请书</h5><ul><li><b>材料类型</b> 申请表格文书</li><li><b>份数</b> 1</li>{link}</ul></li>"
    other = "<li><h5>船舶证书</h5><ul><li><b>材料类型</b> 其他</li><li><b>份数</b> 1</li></ul></li>"
    guide = read_body(f"<h2>渡口设立审批</h2>{facts}<div><h4>申请材料</h4><ol>{card}{other}</ol></div>")
    assert [m.name.value for m in guide.materials] == ["设立申请书", "船舶证书"]


def test_names_of_steps_that_are_labels_elsewhere_end_no_table_of_steps() -> None:
    names = ("提出申请", "受理环节", "审核环节", "审批决定", "结果送达")
    row = "<tr><td>{}</td><td>由窗口核对后转交，{}完成。</td><td>1个工作日</td></tr>"
    rows = "".join(row.format(name, "当场") for name in names)
    head = "<tr><th>环节名称</th><th>办理内容</th><th>办理时限</th></tr>"
    guide = read_body(HEAD + f"<h4>办理流程</h4><table>{head}{rows}</table>")
    assert [step.name.text for step in guide.steps] == list(names)
    last = "<tr><td>结果送达</td><td>邮寄</td><td>咨询电话</td><td>0571-81234567</td></tr>"
    first = "<tr><td>受理</td><td>核对</td><td>1日</td><td>通知</td></tr>"
    four = f"<tr><th>环节</th><th>内容</th><th>时限</th><th>结果</th></tr>{first}{first.replace('受理', '审查')}"
    guide = read_body(HEAD + f"<h4>办理流程</h4><table>{four}{last}</table>")
    assert [step.name.text for step in guide.steps] == ["受理", "审查"]


def card(kind: str, name: str, done: str, limit: str = "") -> str:
    timed = f"<p>办理时限：{limit}</p>" if limit else ""
    return f"<div class='{kind}'><div class='t'><h4>{name}</h4><p>{done}</p>{timed}</div><i class='dot'></i></div>"


@pytest.mark.parametrize("chart", ["", "<img src='/up/flow.png' alt='流程图'>"])
@pytest.mark.parametrize("limits", [("", "2个工作日"), ("1个工作日", "2个工作日")])
def test_a_step_that_is_done_has_a_class_more_than_the_others(chart: str, limits: tuple[str, str]) -> None:
    told = [("受理", "核对船名和证书。", ""), ("审核", "查看船舶。", limits[0]), ("发证", "打印证书。", limits[1])]
    kinds = ("step step-1 done", "step step-2 now", "step step-3")
    cards = "".join(card(kind, *one) for kind, one in zip(kinds, told, strict=True))
    guide = read_body(f"{HEAD}<div><h3>办理流程</h3><div><div><div>{cards}</div></div>{chart}</div></div>")

    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == told


def test_a_row_with_another_class_over_the_materials_is_their_head() -> None:
    rows = "".join(
        f"<div class='row'><span class='n'>{name}</span><span>材料形式：纸质</span><span>份数：{n}</span></div>"
        for n, name in enumerate(("渡船所有权证明", "船舶照片"), 1)
    )
    head = "<div class='row top'><span class='n'>材料名称</span><span>材料要求</span></div>"
    guide = read_body(f"{HEAD}<div><h3>申请材料</h3><div>{head}{rows}</div></div>")
    assert [m.name.text for m in guide.materials] == ["渡船所有权证明", "船舶照片"]


@pytest.mark.parametrize("link", ["点击下载流程图", "查看办事流程图", "流程图下载", "【查看大图】"])
@pytest.mark.parametrize("between", ["<br>", "　"])
def test_a_link_that_opens_the_chart_is_no_word_of_the_procedure(link: str, between: str) -> None:
    told = f"受理：核对证书。<br>审核：查看船舶。<br>发证：打印证书。{between}<a href='/f/7.png'>{link}</a>"
    guide = read_body(f"{HEAD}<table><tr><th>办理流程</th><td>{told}</td></tr></table>")

    assert guide.read("procedure").text == "受理：核对证书。 审核：查看船舶。 发证：打印证书。"
    assert [(s.name.text, s.description.text) for s in guide.steps][-1] == ("发证", "打印证书。")


def test_a_chart_that_is_spoken_of_stays_in_the_text() -> None:
    told = "受理：核对证书。<br>发证：打印证书，详见<a href='/f/7.png'>流程图</a>"
    guide = read_body(f"{HEAD}<table><tr><th>办理流程</th><td>{told}</td></tr></table>")
    assert guide.read("procedure").text.endswith("详见流程图")
