"""Details that stand apart from what they are of: boxes opened from a row, one-row lists beside a merged cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = (
    "<h1>渡船登记</h1><div class=r><b>事项类型</b><i>行政确认</i></div><div class=r><b>办件类型</b><i>承诺件</i></div>"
    "<div class=r><b>法定办结时限</b><i>20个工作日</i></div><div class=r><b>是否收费</b><i>否</i></div>"
)


def _box(pairs: Mapping[str, str]) -> str:
    rows = "".join(f"<div class=r><b>{label}</b><i>{value}</i></div>" for label, value in pairs.items())
    return f"<div class=pop style='display:none'><div><span>详情</span></div><div>{rows}</div></div>"


def test_a_box_that_names_a_listed_material_says_more_of_it() -> None:
    listed = "".join(f"<div class=m><div>{name}</div><i></i></div>" for name in ("登记申请表", "船舶照片", "身份证"))
    blank = "<a href='/f/1.doc'>下载空白表格</a>"
    boxes = (
        _box({"材料名称": "登记申请表", "材料必要性": "必要", "纸质份数": "2", "空白表格": blank}),
        _box({"材料名称": "船舶照片", "材料必要性": "非必要", "纸质份数": "1"}),
        _box({"材料名称": "委托书", "材料必要性": "必要", "纸质份数": "9"}),
    )
    guide = read_body(f"{_HEAD}<div><div class=t>申请材料</div><div>{listed}</div></div>{''.join(boxes)}")

    said = [(m.name.text, m.read("material_necessity").text, m.read("material_copies").text) for m in guide.materials]
    assert said == [("登记申请表", "必要", "2"), ("船舶照片", "非必要", "1"), ("身份证", "", "")]
    assert [len(m.blank_forms) for m in guide.materials] == [1, 0, 0]
    assert not guide.forms


def test_a_step_called_delivery_with_a_time_tells_no_way_of_delivery() -> None:
    steps = "".join(
        f"<div class=s><div>{n}</div><div><div class=n>{name}<span>{limit}</span></div><div>{deed}</div></div></div>"
        for n, (name, limit, deed) in enumerate(
            (
                ("窗口受理", "1个工作日", "工作人员核对材料。"),
                ("审查", "3个工作日", "专人核查船舶。"),
                ("结果送达", "2个工作日", "领取证书，也可以邮寄。"),
            ),
            start=1,
        )
    )
    result = "<div class=r><b>结果名称</b><i>渡船证书</i></div><div class=r><b>领取方式</b><i>窗口领取</i></div>"
    guide = read_body(
        f"{_HEAD}<div><div class=t>办理流程</div>{steps}</div><div><div class=t>办理结果</div>{result}</div>"
    )

    assert guide.read("delivery").text == "窗口领取"
    assert guide.steps[-1].limit.text == "2个工作日"


def test_a_last_label_in_the_section_of_conditions_is_no_condition() -> None:
    text = "<div><p>1、有自有船舶。</p><p>2、船舶经检验合格。</p></div>"
    standard = "<div class=g><div><span>审查标准</span><span>船舶与照片一致。</span></div></div>"
    guide = read_body(f"{_HEAD}<section><h2>受理条件</h2><div>{text}{standard}</div></section>")

    assert guide.read("conditions").text == "1、有自有船舶。 2、船舶经检验合格。"
    assert guide.read("review_standard").text == "船舶与照片一致。"


_PRINTED = (
    "<table><tr><th rowspan=3>基本信息</th><th>事项类型</th><td>行政确认</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>临江县交通运输局</td><th>服务对象</th><td>自然人</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td><th>承诺办结时限</th><td>5个工作日</td></tr>{}</table>"
)


def test_lists_of_one_row_beside_their_titles_are_lists() -> None:
    laws = (
        "<tr><th rowspan=2>设定依据</th><th colspan=2>法律法规名称</th><th>文号</th><th>条款号</th></tr>"
        "<tr><td colspan=2>《渡口管理办法》</td><td>省政府令第8号</td><td>第六条</td></tr>"
    )
    questions = (
        "<tr><th rowspan=2>常见问题</th><th colspan=2>问题</th><th colspan=2>解答</th></tr>"
        "<tr><td colspan=2>登记要多久？</td><td colspan=2>五个工作日。</td></tr>"
    )
    remedy = "<tr><th>法律救济</th><td colspan=4>可以申请行政复议。</td></tr>"
    guide = read_body("<h1>渡船登记</h1>" + _PRINTED.format(laws + remedy + questions))

    assert [(b.law.text, b.number.text, b.clause.text) for b in guide.legal_bases] == [
        ("《渡口管理办法》", "省政府令第8号", "第六条")
    ]
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("登记要多久？", "五个工作日。")]
    assert guide.read("remedy").text == "可以申请行政复议。"
