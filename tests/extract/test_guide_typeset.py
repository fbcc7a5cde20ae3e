"""The same facts in another dress: what changes the markup and not the words changes nothing that is read."""

from __future__ import annotations

from crawler.domain.elements import State
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


GUIDE = (
    "<div>养犬登记证核发</div><div><strong>办件类型</strong>承诺件</div><div><strong>服务对象</strong>自然人</div>"
    "<div><strong>咨询电话</strong>0570-3081234</div><div><strong>办理时间</strong>周一至周五9:00-17:00</div>"
)


def test_a_menu_of_the_site_before_the_name_is_no_beginning_of_the_guide() -> None:
    menu = "<div><a href=/>首页</a><a href=/fee>收费清单</a><a href=/down>表格下载</a></div>"
    assert read_body(menu + GUIDE).read("name").text == "养犬登记证核发"


def test_an_address_below_the_line_of_the_host_is_that_of_the_site() -> None:
    foot = "<div><p>主办单位：衢西市人民政府　技术支持电话：0570-3080000</p><p>地址：衢西市花园大道3号</p></div>"
    guide = read_body(GUIDE + foot + "<div><a href=#>返回顶部</a></div>")
    assert guide.read("place").state is State.NOT_STATED


def test_cells_of_a_head_are_titles_though_they_are_marked_as_others_are() -> None:
    head = (
        "<tr><td rowspan=2>序</td><td rowspan=2>材料名称</td><td colspan=2>份数</td><td rowspan=2>必要性</td></tr>"
        "<tr><td>原件</td><td>复印件</td></tr>"
    )
    rows = "<tr><td>1</td><td>户口簿</td><td>1</td><td></td><td>必要</td></tr>"
    guide = read_body(f"{GUIDE}<h3>申请材料</h3><table><thead>{head}</thead><tbody>{rows}</tbody></table>")
    (material,) = guide.materials
    assert (material.name.value, material.read("material_necessity").value) == ("户口簿", "必要")


def test_the_head_of_a_table_may_have_tags_of_its_own() -> None:
    head = "<uni-tr><uni-td>材料名称</uni-td><uni-td>份数</uni-td><uni-td>必要性</uni-td></uni-tr>"
    rows = "<uni-tr><uni-td>户口簿</uni-td><uni-td>1</uni-td><uni-td>必要</uni-td></uni-tr>"
    table = f"<uni-table><uni-thead>{head}</uni-thead><uni-tbody>{rows}</uni-tbody></uni-table>"
    (material,) = read_body(f"{GUIDE}<h3>申请材料</h3>{table}").materials
    assert (material.name.value, material.read("material_copies").value) == ("户口簿", "1")


def test_a_table_that_stands_in_its_head_as_a_whole_keeps_its_values() -> None:
    pairs = "<tr><td>办理地点</td><td>花园大道37号</td><td>实施主体</td><td>衢西市公安局</td></tr>"
    guide = read_body(f"{GUIDE}<table><thead>{pairs}<tr><td>行使层级</td><td>市级</td></tr></thead></table>")
    assert (guide.read("place").text, guide.read("implementing_body").text) == ("花园大道37号", "衢西市公安局")


def test_blanks_between_the_letters_of_a_short_word_are_no_part_of_it() -> None:
    head = "<tr><th>序号</th><th>材料名称</th><th>材料必要性</th></tr>"
    rows = head + "<tr><td>1</td><td>户 口 簿</td><td>必\u3000要</td></tr>"
    guide = read_body(f"{GUIDE}<h3>申请材料</h3><table>{rows}</table><p><b>行使层级</b><i>市&nbsp;&nbsp;级</i></p>")
    (material,) = guide.materials
    assert (material.name.value, material.read("material_necessity").value) == ("户口簿", "必要")
    assert guide.read("level").value == "市级"


def test_titles_and_rows_may_stand_in_two_boxes_each_deep_in_others() -> None:
    def deep(rows: str) -> str:
        return f"<div class=wrap><div class=grid><div class=part>{rows}</div></div></div>"

    titles = "<div><i>序号</i><i>材料名称</i><i>材料类型</i><i>份数</i><i>材料必要性</i><i></i></div>"
    rows = "".join(
        f"<div><i>{n}</i><i>{name}</i><i>其他</i><i>{n}</i><i>必要</i></div>"
        for n, name in enumerate(("户口簿", "房产证"), 1)
    )
    guide = read_body(f"{GUIDE}<h3>申请材料</h3><div>{deep(titles)}{deep(rows)}</div>")
    said = [(m.name.value, m.read("material_type").value, m.read("material_copies").value) for m in guide.materials]
    assert said == [("户口簿", "其他", "1"), ("房产证", "其他", "2")]


def test_a_label_without_a_value_in_the_second_half_of_a_row_with_more_in_it_is_empty() -> None:
    rows = (
        "<tr><td>到现场次数</td><td><p>1次</p><p>必须现场办理原因：</p></td></tr>"
        "<tr><td>结果名称</td><td><p>养犬证</p><p>结果类型：证照</p><p>送达方式：</p></td></tr>"
    )
    guide = read_body(f"{GUIDE}<table>{rows}</table>")
    assert [guide.read(e).state for e in ("visits_reason", "delivery")] == [State.NOT_STATED, State.NOT_STATED]
