"""The same facts in another dress: what changes the markup and not the words changes nothing that is read."""

from __future__ import annotations

from tests.extract.one_guide import read_body


def test_figures_that_a_text_editor_marked_as_another_language_are_part_of_their_line() -> None:
    guide = read_body(
        "<h1>养犬登记</h1><table>"
        "<tr><td><p class=MsoNormal>实施编码</p></td><td><p class=MsoNormal><span>11330800MB0J51</span>"
        "<span lang=EN-US>3305A233</span><span>0109023000</span></p></td></tr>"
        "<tr><td><p class=MsoNormal><span>办件</span><span lang=EN-US>类型</span></p></td>"
        "<td><p class=MsoNormal><span>承诺</span><span lang=EN-US>件</span></p></td></tr>"
        "<tr><td><p class=MsoNormal>咨询电话</p></td><td><p><span class=GramE>0570-</span>"
        "<span lang=EN-US>3081234</span></p></td></tr></table>"
        "<p class=MsoNormal><span>办理地点</span><span lang=EN-US>花园街道白云中大道37号一楼</span></p>"
    )
    said = {e: guide.read(e).text for e in ("implementation_code", "case_type", "consultation_phone", "place")}
    assert said == {
        "implementation_code": "11330800MB0J513305A2330109023000",
        "case_type": "承诺件",
        "consultation_phone": "0570-3081234",
        "place": "花园街道白云中大道37号一楼",
    }
