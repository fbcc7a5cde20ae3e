"""Panes whose title names more than one section of them (页签与其中的小标题)."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>养蚕许可</h1><table><tr><td>事项名称：</td><td>养蚕许可</td></tr><tr><td>事项类型：</td><td>行政许可</td></tr>"
    "<tr><td>办件类型：</td><td>承诺件</td></tr></table>"
)
PANE = "<h2>受理标准</h2><h3>受理范围</h3><table><tr><th>服务对象</th><td>自然人</td></tr></table>{}"
TABS = "<ul><li>受理标准</li><li>办理地点</li></ul><div>{}</div><div><h2>办理地点</h2><p>城南路8号</p></div>"


def test_the_section_of_that_name_in_a_pane_tells_it_and_not_the_pane() -> None:
    own = "<h3>受理条件</h3><p>有桑园十亩以上。</p><h3>审查标准</h3><p>桑园与申请一致。</p>"
    guide = read_body(FACTS + TABS.format(PANE.format(own)))
    assert guide.read("review_standard").value == "桑园与申请一致。"
    assert guide.read("conditions").value == "有桑园十亩以上。"


def test_a_pane_that_says_it_itself_is_read_as_it_stands() -> None:
    guide = read_body(FACTS + TABS.format("<h2>审查标准</h2><p>桑园与申请一致。</p>"))
    assert guide.read("review_standard").value == "桑园与申请一致。"
    assert guide.read("place").value == "城南路8号"


LINKS = "<ul><li><a href='#t1'>受理条件</a></li><li><a href='#t2'>办理地点</a></li></ul>"
SECTION = "<div class=t>{}</div><div class=c>{}</div>"


def test_a_pane_of_several_sections_gives_its_own_one_alone() -> None:
    own = SECTION.format("受理条件", "有桑园十亩以上。") + SECTION.format("设定依据", "《蚕种管理办法》第三条")
    guide = read_body(f"{FACTS}{LINKS}<div id=t1>{own}</div><div id=t2>{SECTION.format('办理地点', '城南路8号')}</div>")
    assert guide.read("conditions").value == "有桑园十亩以上。"
    assert guide.read("legal_basis").value == "《蚕种管理办法》第三条"


def test_a_pane_of_one_section_gives_all_of_it() -> None:
    own = SECTION.format("受理条件", "有桑园十亩以上。") + "<div class=c>有蚕室。</div>"
    guide = read_body(f"{FACTS}{LINKS}<div id=t1>{own}</div><div id=t2>{SECTION.format('办理地点', '城南路8号')}</div>")
    assert guide.read("conditions").value == "有桑园十亩以上。 有蚕室。"
