"""Where to go, told among the steps of a guide that has no label for it; and pairs that are counted."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><h2>受理条件</h2><p>渡船已检验。</p><h2>申请材料</h2><p>1.申请表</p><p>2.船舶证书</p>"
    "<h2>办理时限</h2><p>5个工作日</p><h2>咨询电话</h2><p>0571-81234567</p>"
)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("1.到政务服务中心二楼3号窗口提交材料；", State.UNREAD),
        ("1.向户籍所在地社区提出申请；", State.UNREAD),
        ("1.申请人到窗口提交材料；", State.NOT_STATED),
        ("1.申请人提交材料，窗口在5号前受理；", State.NOT_STATED),
    ],
)
def test_a_place_among_the_steps_is_not_said_to_be_missing(step: str, state: State) -> None:
    guide = read_body(f"{FACTS}<h2>办理流程</h2><p>{step}</p><p>2.审核发证。</p>")
    assert guide.read("place").state is state


def test_pairs_that_are_counted_end_each_other() -> None:
    guide = read_body(
        f"{FACTS}<p>七、程序</p><p>1.是否需要现场勘验：是</p><p>2.是否张榜：否</p><p>3.法定审批时限：20个工作日</p>"
    )
    assert guide.read("special_step").text == "是"
    assert guide.read("statutory_time_limit").text == "20个工作日"


def test_a_title_of_names_over_a_list_that_counts_them_heads_the_materials() -> None:
    guide = read_body(
        "<h1>渡船登记</h1><p>一、许可条件</p><p>渡船已检验。</p><p>二、申请材料</p><p>1.申请材料名称</p><p>（1）申请表</p><p>（2）船舶证书</p>"
        "<p>2.规定申请材料的依据</p><p>《渡船管理办法》第七条</p><p>三、收费</p><p>1.是否收费：是</p><p>收费标准：10元/艘</p>"
        "<p>设定收费项目的依据：《渡船管理办法》第九条</p>"
    )
    assert [one.name.text for one in guide.materials] == ["申请表", "船舶证书"]
    assert guide.read("fee_standard").text == "10元/艘"
    assert guide.read("fee_basis").text == "《渡船管理办法》第九条"


@pytest.mark.parametrize(
    ("step", "state"),
    [("1.船主持身份证、渡船证到窗口申请；", State.UNREAD), ("1.申请人持材料到窗口申请；", State.NOT_STATED)],
)
def test_papers_among_the_steps_are_not_said_to_be_missing(step: str, state: State) -> None:
    guide = read_body(
        "<h1>渡船登记</h1><h2>受理条件</h2><p>渡船已检验。</p><h2>办理时限</h2><p>5个工作日</p><h2>咨询电话</h2><p>0571-81234567</p>"
        f"<h2>办理流程</h2><p>{step}</p><p>2.审核发给登记簿。</p>"
    )
    assert guide.read("materials").state is state


def test_a_further_item_of_the_page_has_fees_of_its_own() -> None:
    def item(name: str, days: str, fee: str) -> str:
        rows = ("办理条件", "渡船已检验"), ("申请材料", "1.申请表；2.船舶证书"), ("办理时限", days), ("收费标准", fee)
        return f"<h2>{name}</h2><table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in rows) + "</table>"

    guide = read_body(
        "<h1>渡船登记与年检</h1>" + item("渡船登记", "当场办结", "免费") + item("渡船年检", "2日", "20元/艘")
    )
    assert [fee.read("fee_standard").text for fee in guide.fees] == ["免费"]


def test_names_of_steps_are_no_labels_and_a_number_that_a_link_dials_is_not_missing() -> None:
    def section(title: str, body: str) -> str:
        return f'<div class="s"><div class="t">{title}</div><div class="c">{body}</div></div>'

    guide = read_body(
        "<div><h1>渡船登记</h1>"
        + section("受理条件", "渡船已检验")
        + section("法定时限", "20个工作日")
        + section(
            "申请材料",
            '<div class="m"><div class="n">1. 申请表<i>必要</i></div><div class="d">原件 1 份 · 电子</div></div>'
            '<div class="m"><div class="n">2. 船舶证书<i>必要</i></div><div class="d">原件 1 份 · 纸质</div></div>',
        )
        + section("办理流程", '<div class="p">网上申报</div><div class="p">受理</div><div class="p">备案</div>')
        + section("窗口信息", '<p>听涛路7号</p><p><a href="tel:057181234567">0571-81234567</a></p>')
        + "</div>"
    )
    assert "受理" in guide.read("procedure").text
    assert "听涛路" not in guide.read("procedure").text
    assert not guide.read("online_entry").stated
    assert guide.read("consultation_phone").unread
    assert [m.read("material_form").text for m in guide.materials] == ["电子", "纸质"]
