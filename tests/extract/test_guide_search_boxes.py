"""Search boxes and tools of a page: what stands beside them is no name, and no other fact of a guide."""

from __future__ import annotations

import pytest

from crawler.domain.values.page_tools import is_tool
from tests.extract.one_guide import read_body

ROWS = (
    "<tr><td>实施主体</td><td>甲县林业局</td></tr><tr><td>承诺办结时限</td><td>5个工作日</td></tr>"
    "<tr><td>办理地点</td><td>人民路1号政务服务中心2楼</td></tr><tr><td>咨询电话</td><td>0571-12345678</td></tr>"
    "<tr><td>受理条件</td><td>有固定的经营场所</td></tr>"
)
TITLE = "<h2>木材运输许可</h2>"


@pytest.mark.parametrize(
    "box",
    [
        "<form>事项名称：<input name=n><input type=submit value=搜索> <a href='#'>字号加大</a></form>",
        "<div>事项名称：<span><input type=text><button>查询</button></span> <i>高清版本</i></div>",
        "<p>事项名称：<input value='请输入名称'><a onclick='go()'>检 索</a> 热门：食品许可</p>",
        "<table><tr><td>事项名称</td><td><input></td><td><input type=button value=查找></td><td>热门</td></tr></table>",
    ],
)
def test_what_stands_in_a_search_box_is_no_name(box: str) -> None:
    guide = read_body(f"{box}{TITLE}<table>{ROWS}</table>")
    assert guide.read("name").text == "木材运输许可"
    assert guide.read("promised_time_limit").text == "5个工作日"


@pytest.mark.parametrize(
    ("box", "name"),
    [
        ("<form>事项名称：<input readonly value=木材运输许可><input type=submit value=查询></form>", "木材运输许可"),
        ("<form>事项名称：<input value=木材运输许可><input type=submit value=查询></form>", "木材运输许可"),
        ("<div><h2>木材运输许可</h2><input><button>搜索</button></div>", "木材运输许可"),
    ],
)
def test_a_guide_that_is_drawn_as_a_form_is_no_search_box(box: str, name: str) -> None:
    assert read_body(f"{box}<table>{ROWS}</table>").read("name").text == name


@pytest.mark.parametrize("tool", ["大字版", "打印本页", "[收藏]", "切换到长者模式", "无障碍阅读"])
def test_the_words_of_a_tool_are_no_name(tool: str) -> None:
    page = f"<div>事项名称：<a href='#'>{tool}</a></div>{TITLE}<table>{ROWS}</table>"
    assert read_body(page).read("name").text == "木材运输许可"


@pytest.mark.parametrize("words", ["字体", "A", "居民身份证登记", "取水许可", "老年人优待证办理", "企业注册", "版"])
def test_names_are_no_tools(words: str) -> None:
    assert is_tool(words) is (words == "字体")
