"""Pages that list no items, and what stands beside a list without being of it."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from tests.page.list_page import NAMES, page

NEWS = """<div class="news"><ul>
<li><a href="/art/2024/3/1/art_1_1001.html">市政府召开优化营商环境工作会议</a><span>2024-03-01</span></li>
<li><a href="/art/2024/3/2/art_1_1002.html">关于调整社会保险缴费基数的通知</a><span>2024-03-02</span></li>
<li><a href="/art/2024/3/3/art_1_1003.html">我市不动产登记再提速</a><span>2024-03-03</span></li>
<li><a href="/art/2024/3/4/art_1_1004.html">《食品经营许可和备案管理办法》解读</a><span>2024-03-04</span></li></ul></div>"""

HOME = """<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/grfw">个人服务</a></li>
<li><a href="/frfw">法人服务</a></li><li><a href="/bmfw">部门服务</a></li><li><a href="/guide/list">办事指南</a></li></ul></div>
<div class="themes"><a href="/list?theme=1">婚姻登记</a><a href="/list?theme=2">户籍办理</a><a href="/list?theme=3">社会保障</a>
<a href="/list?theme=4">住房公积金</a></div><div class="login"><a href="/sso/login">登录</a><a href="/reg">注册</a></div>
<div class="footer"><a href="http://www.gov.cn/">中国政府网</a><a href="/about">联系我们</a></div>"""

GUIDE = """<h1>食品经营许可新办</h1><ul class="tabs"><li>基本信息</li><li>受理条件</li><li>申请材料</li><li>办理流程</li><li>设定依据</li></ul>
<table><tr><th>事项名称</th><td>食品经营许可新办</td><th>实施主体</th><td>市场监管局</td></tr>
<tr><th>办理地点</th><td>政务大厅</td><th>咨询电话</th><td>010-1</td></tr><tr><th>是否收费</th><td>否</td></tr></table>
<h3>受理条件</h3><p>有场所</p><h3>申请材料</h3><table><tr><th>材料名称</th><th>空白表格</th></tr>
<tr><td>食品经营许可申请书</td><td><a href="/DownLoadServlet?fileId=1">下载</a></td></tr></table>
<h3>相关事项</h3><ul><li><a href="/guide?id=2">食品经营许可变更</a></li><li><a href="/guide?id=3">食品经营许可注销</a></li></ul>"""

MATERIALS = """<table><tr><th>序号</th><th>材料名称</th><th>材料类型</th><th>空白表格</th></tr>
<tr><td>1</td><td>营业执照</td><td>原件</td><td><a href="/down?id=1">下载</a></td></tr>
<tr><td>2</td><td>身份证明</td><td>复印件</td><td><a href="/down?id=2">下载</a></td></tr></table>"""

STEPS = """<table><tr><th>环节名称</th><th>办理部门</th><th>办理时限</th></tr><tr><td>受理</td><td>窗口</td><td>1个工作日</td></tr>
<tr><td>审查</td><td>审批科</td><td>3个工作日</td></tr></table>"""

CASES = """<table><tr><th>办件编号</th><th>事项名称</th><th>申请人</th><th>办结时间</th></tr>
<tr><td>20240001</td><td><a href="/case?id=1">食品经营许可新办</a></td><td>张*</td><td>2024-01-02</td></tr>
<tr><td>20240002</td><td><a href="/case?id=2">公共场所卫生许可</a></td><td>李*</td><td>2024-01-03</td></tr></table>"""

DEPARTMENTS = """<ul class="depts"><li><a href="/dept?deptId=1">市公安局</a></li><li><a href="/dept?deptId=2">市民政局</a></li>
<li><a href="/dept?deptId=3">市财政局</a></li><li><a href="/dept?deptId=4">市教育局</a></li></ul>"""

AREAS = """<ul><li><a href="/item/area/990101">青石县</a></li><li><a href="/item/area/990102">白鹭县</a></li>
<li><a href="/item/area/990103">云溪市高新技术开发区管委会</a></li></ul>"""

THEMES = """<div><a href="/item/class/1.html">婚姻登记</a><a href="/item/class/2.html">户籍办理</a><a href="/item/class/3.html">社会保障</a></div>"""

CRUMBS = """<div class="crumb"><a href="/">首页</a> &gt; <a href="/guide/x">办事指南</a> &gt; <a href="/item/y">社保服务</a></div>
<p>请选择事项。</p>"""


@pytest.mark.parametrize(
    "markup",
    [NEWS, HOME, GUIDE, MATERIALS, STEPS, CASES, DEPARTMENTS, AREAS, THEMES, CRUMBS, "", "<p>无</p>"],
    ids=[
        "news",
        "home",
        "guide",
        "materials",
        "steps",
        "cases",
        "departments",
        "areas",
        "themes",
        "breadcrumb",
        "empty",
        "words",
    ],
)
def test_pages_that_list_no_items(markup: str) -> None:
    assert page(markup).items() == ()


def test_list_beside_navigation_and_news_holds_only_its_items() -> None:
    rows = "".join(f"<li><a href='/guide?id=7{n}'>{name}</a></li>" for n, name in enumerate(NAMES))
    found = page(
        f"{HOME}<ul class='list'>{rows}</ul>{NEWS}<div class='page'><a href='?page=2'>2</a><a href='?page=2'>下一页</a></div>"
    ).items()
    assert [i.name for i in found] == list(NAMES)


def test_a_menu_of_one_link_to_the_guides_is_no_row() -> None:
    menu = "<div><div class='links'><a href='/guide?id=1'>办事指南</a></div><p>行政许可</p></div>"
    assert page(f"<h2>办事大厅</h2>{menu}").items() == ()


@pytest.mark.parametrize("most", [9, 4])
def test_themes_above_a_list_of_one_item_are_no_items(most: int) -> None:
    names = ("就业创业", "证件办理", "户籍办理", "婚姻生育", "社会救助", "社会保障", "交通出行", "医疗卫生", "教育科研")
    themes = "".join(f"<a href='/person?theme={n}'>{name}</a>" for n, name in enumerate(names[:most]))
    row = "<li><a onclick=\"toGuide('22a53bd8-b37a')\">不动产抵押权首次登记</a><span>市自然资源局</span><span>行政确认</span><a onclick=\"toGuide('22a53bd8-b37a')\">办事指南</a></li>"
    found = page(f"<div>{themes}</div><ul>{row}</ul><p>共 1 条记录</p>").items()
    assert [i.name for i in found] == ["不动产抵押权首次登记"]


def test_a_label_repeated_beside_each_department_is_no_item() -> None:
    rows = "".join(f"<li><a href='/bm/d{n}.html'>第{n}局</a> <a href='/dept/d{n}/'>部门子站</a></li>" for n in range(6))
    assert page(f"<h2>部门服务</h2><ul>{rows}</ul>").items() == ()


def test_types_that_a_list_is_sorted_by_are_no_items() -> None:
    kinds = "".join(
        f"<a href='/items/kind/{short}'>{name}</a>"
        for short, name in (("qr", "行政确认"), ("jf", "行政给付"), ("bm", "便民服务"), ("qt", "其他行政权力（12）"))
    )
    rows = "".join(f"<a class='tile' href='/items/show/7{n}'><h3>{name}</h3></a>" for n, name in enumerate(NAMES))
    found = page(f"<h2>政务服务事项</h2><div>类别：{kinds}</div><p>共{len(NAMES)}个事项</p><div>{rows}</div>").items()
    assert [item.name for item in found] == list(NAMES)


@pytest.mark.parametrize("wrap", ["{}", "<li>{}</li>"], ids=["links", "rows"])
def test_themes_that_a_script_chooses_from_beside_one_for_all_are_no_items(wrap: str) -> None:
    names = ("准营准办证照", "就业创业服务", "设立变更登记", "投资项目审批", "社会保障登记", "环境水务审批")
    links = [
        "<a onclick=\"setTag('',this)\">全部主题</a>",
        *(f"<a onclick=\"setTag('{n}',this)\">{n}</a>" for n in names),
    ]
    tags = "".join(map(wrap.format, links))
    rows = "".join(f"<li><a onclick=\"ywblurl('/guide?id=7{n}')\">{name}</a></li>" for n, name in enumerate(NAMES))

    assert page(f"<h2>法人办事事项</h2><h3>按主题</h3><div>{tags}</div>").items() == ()
    found = page(f"<h2>法人办事事项</h2><h3>按主题</h3><div>{tags}</div><ul>{rows}</ul>").items()
    assert [item.name for item in found] == list(NAMES)
