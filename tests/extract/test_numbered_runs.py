"""Numbered labels that stand in one paragraph: 一、办理地点：… 二、办理时间：…"""

from __future__ import annotations

from tests.extract.one_guide import read_body


def test_the_number_of_the_next_label_is_no_part_of_a_value() -> None:
    guide = read_body(
        "<h1>渡船登记</h1><p>一、办理地点：听涛路7号三楼 二、办理时间：周一至周五 三、申请材料：1.申请表；2.船舶证书"
        "四、办理条件：渡船已检验（五）办理时限：5个工作日 六、咨询电话：0571-81234567</p>"
    )
    assert guide.read("place").text == "听涛路7号三楼"
    assert guide.read("hours").text == "周一至周五"
    assert [one.name.text for one in guide.materials] == ["申请表", "船舶证书"]
    assert guide.read("conditions").text == "渡船已检验"
    assert guide.read("promised_time_limit").text == "5个工作日"


def test_a_numeral_that_counts_nothing_on_stays_with_its_value() -> None:
    guide = read_body(
        "<h1>渡船登记</h1><p>办理地点：听涛路7号楼层三、办理时间：周一至周五</p><p>办理条件：已检验</p>"
        "<p>办理时限：5个工作日</p><p>收费标准：不收费</p>"
    )
    assert guide.read("place").text == "听涛路7号楼层三"
