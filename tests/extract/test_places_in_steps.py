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
