"""Item lists in many layouts, and pages that are none."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

URL = "http://zwfw.example.gov.cn/portal/list.html?page=1"
NAMES = ("食品经营许可新办", "公共场所卫生许可证延续", "出生医学证明补发", "失业保险金申领", "建设工程竣工验收备案")


def page(markup: str, url: str = URL, encoding: str = "utf-8") -> Page:
    found = parse(markup.encode(encoding), "text/html", url, "e1")
    assert isinstance(found, Page)
    return found


def test_table_with_headings_gives_name_code_and_columns() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>11440100MB2C{n:04d}-1</td><td><a href='/guide?id={n}'>{name}</a></td><td>市卫生健康局</td>"
        f"<td>行政许可</td><td><a href='/guide?id={n}'>办事指南</a> <a href='/apply?id={n}'>在线办理</a></td></tr>"
        for n, name in enumerate(NAMES, 1)
    )
    found = page(
        f"<table><thead><tr><th>序号</th><th>实施编码</th><th>事项名称</th><th>实施主体</th><th>事项类型</th><th>操作</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    ).items()
    assert [i.name for i in found] == list(NAMES)
    assert found[0].code == "11440100MB2C0001-1"
    assert found[0].target is not None
    assert found[0].target.url == "http://zwfw.example.gov.cn/guide?id=1"
    assert {e: v for e, v, _ in found[0].fields} == {
        "implementation_code": "11440100MB2C0001-1",
        "implementing_body": "市卫生健康局",
        "item_type": "行政许可",
    }


def test_table_cells_as_headings_and_a_department_over_several_rows() -> None:
    found = page(
        "<table><tr><td colspan='4'>政务服务事项清单</td></tr>"
        "<tr><td>部门</td><td>事项名称</td><td>办件类型</td><td>操作</td></tr>"
        "<tr><td rowspan='2'>市民政局</td><td>低保金给付</td><td>承诺件</td><td><a href='g1.html'>指南</a></td></tr>"
        "<tr><td>老年人补贴</td><td>即办件</td><td><a href='g2.html'>指南</a></td></tr>"
        "<tr><td>市财政局</td><td>会计代理记账审批</td><td>承诺件</td><td><a href='g3.html'>指南</a></td></tr></table>"
    ).items()
    assert [i.name for i in found] == ["低保金给付", "老年人补贴", "会计代理记账审批"]
    assert [{e: v for e, v, _ in i.fields}["implementing_body"] for i in found] == [
        "市民政局",
        "市民政局",
        "市财政局",
    ]
    assert [{e: v for e, v, _ in i.fields}["case_type"] for i in found] == ["承诺件", "即办件", "承诺件"]


def test_a_table_of_page_numbers_in_the_last_row_is_no_reason_to_leave_the_columns_unread() -> None:
    rows = "".join(
        f"<tr><td>1142{n:027d}</td><td><a href='Guide.aspx?RowGuid=ab-{n}'>{name}</a></td><td>行政许可</td></tr>"
        for n, name in enumerate(NAMES, 1)
    )
    pager = "<tr><td colspan='3'><table><tr><td>1</td><td><a href='javascript:__doPostBack(1)'>2</a></td></tr></table></td></tr>"
    head = "<tr><th>事项编码</th><th>事项名称</th><th>事项类别</th></tr>"
    found = page(f"<table><tr><td>目录</td><td><table>{head}{rows}{pager}</table></td></tr></table>").items()
    assert [i.name for i in found] == list(NAMES)
    assert {e for i in found for e, _, _ in i.fields} == {"implementation_code", "item_type"}


def test_rows_in_a_table_of_their_own_below_the_headings_are_no_one_item() -> None:
    rows = "".join(f"<tr><td><a href='/guide?id={n}'>{name}</a></td></tr>" for n, name in enumerate(NAMES))
    head = "<tr><th>事项名称</th><th>办事指南</th></tr>"
    found = page(f"<table>{head}<tr><td colspan='2'><table>{rows}</table></td></tr></table>").items()
    assert [i.name for i in found] == list(NAMES)


def test_dead_guide_link_in_a_table_is_an_item_without_target() -> None:
    found = page(
        "<table><tr><th>事项名称</th><th>办事指南</th></tr>"
        "<tr><td>出租汽车经营许可</td><td><a href='/bszn/1.html'>办事指南</a></td></tr>"
        "<tr><td>公路超限运输许可</td><td><a href='#'>办事指南</a></td></tr></table>"
    ).items()
    assert [(i.name, i.target is None) for i in found] == [("出租汽车经营许可", False), ("公路超限运输许可", True)]


def test_several_links_of_a_card_are_one_item() -> None:
    cards = "".join(
        f"""<div class="card"><h3><a href="/item/detail?itemCode=XK{n:05d}&from=list" title="{name}">{name[:4]}...</a></h3>
        <p><span>实施主体：</span><span>云溪省市场监督管理局</span></p><p>承诺办结时限：5个工作日</p>
        <div class="ops"><a href="/item/detail?itemCode=XK{n:05d}">办事指南</a>
        <a href="/sso/apply?itemCode=XK{n:05d}">在线办理</a><a href="javascript:collect('XK{n:05d}')">收藏</a>
        <a href="/hcp?itemCode=XK{n:05d}">好差评</a></div></div>"""
        for n, name in enumerate(NAMES)
    )
    found = page(f"<div class='list'>{cards}</div>").items()
    assert [i.name for i in found] == list(NAMES)
    assert [i.code for i in found] == [f"XK{n:05d}" for n in range(5)]
    assert all(i.target is not None and i.target.url.endswith(f"/item/detail?itemCode={i.code}") for i in found)
    assert {e: v for e, v, _ in found[2].fields} == {
        "implementing_body": "云溪省市场监督管理局",
        "promised_time_limit": "5个工作日",
    }


def test_onclick_only_rows() -> None:
    rows = "".join(
        f"<li onclick=\"toGuide('{code}','1')\"><span class='name'>{name}</span><em>查看详情</em></li>"
        for code, name in zip(
            ("330100A0001", "330100A0002", "330100A0003", "330100A0004", "330100A0005"), NAMES, strict=True
        )
    )
    found = page(
        f"<ul>{rows}</ul><script>var ctx='/zj';function toGuide(id, kind){{ window.open(ctx + '/bszn.do?sxbm=' + id + '&k=' + kind); }}</script>"
    ).items()
    assert [i.name for i in found] == list(NAMES)
    assert found[1].target is not None
    assert found[1].target.url == "http://zwfw.example.gov.cn/zj/bszn.do?sxbm=330100A0002&k=1"
    assert found[1].code == "330100A0002"


def test_onclick_into_an_outer_script_is_unread_not_missing() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td><a href='javascript:void(0)' onclick=\"openGuide('GX-{n}00{n}')\">办事指南</a></td></tr>"
        for n, name in enumerate(NAMES)
    )
    found = page(f"<table><tr><th>事项名称</th><th>操作</th></tr>{rows}</table>").items()
    assert len(found) == 5
    assert all(i.target is not None and i.target.url.startswith("javascript:openGuide(") for i in found)


def test_two_levels_give_sub_items_only() -> None:
    def block(main: str, subs: list[str]) -> str:
        links = "".join(
            f"<li><a href='/guide/{abs(hash_of(s))}.html'>{s}</a><a href='/guide/{abs(hash_of(s))}.html'>办事指南</a></li>"
            for s in subs
        )
        return f"<div class='main'><a href='/catalog/show?catalogId={abs(hash_of(main))}'>{main}</a><span>{len(subs)}项</span></div><ul class='sub'>{links}</ul>"

    markup = block("护士执业注册", ["护士执业首次注册", "护士执业变更注册", "护士执业延续注册"]) + block(
        "医师执业注册", ["医师执业首次注册", "医师执业注销注册"]
    )
    found = page(markup).items()
    assert [i.name for i in found] == [
        "护士执业首次注册",
        "护士执业变更注册",
        "护士执业延续注册",
        "医师执业首次注册",
        "医师执业注销注册",
    ]


def hash_of(text: str) -> int:
    return sum(ord(c) * (at + 7) for at, c in enumerate(text))


def test_sub_items_under_a_script_heading_with_a_single_one() -> None:
    found = page(
        "<div class='sx'><div class='t' onclick=\"toggle('m1')\"><a href='javascript:void(0)'>户外广告设施设置审批</a><i>2项</i></div>"
        "<ul><li><span>户外广告设施设置审批（新设）</span><a href='/bszn?itemcode=A0001'>办事指南</a></li>"
        "<li><span>户外广告设施设置审批（延期）</span><a href='/bszn?itemcode=A0002'>办事指南</a></li></ul></div>"
        "<div class='sx'><div class='t' onclick=\"toggle('m2')\"><a href='javascript:void(0)'>城市排水许可</a><i>1项</i></div>"
        "<ul><li><span>城镇污水排入排水管网许可核发</span><a href='/bszn?itemcode=A0003'>办事指南</a></li></ul></div>"
    ).items()
    assert [i.name for i in found] == [
        "户外广告设施设置审批（新设）",
        "户外广告设施设置审批（延期）",
        "城镇污水排入排水管网许可核发",
    ]


def test_gb18030_page_declared_gb2312() -> None:
    rows = "".join(
        f"<li><a href='bszn_{n}.jsp?sxdm=0{n}'>{name}</a></li>" for n, name in enumerate((*NAMES, "㐂桥镕䶮登记"), 1)
    )
    markup = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><body><ul>{rows}</ul></body></html>"
    found = page(markup, encoding="gb18030")
    assert found.encoding == "gb18030"
    assert [i.name for i in found.items()] == [*NAMES, "㐂桥镕䶮登记"]


def test_hash_routes_of_a_rendered_list() -> None:
    rows = "".join(
        f"<div class='row' data-v-1a2b><a href='#/guide?code=5101{n:08d}'>{name}</a></div>"
        for n, name in enumerate(NAMES)
    )
    found = page(f"<div id='app'>{rows}</div>", url="http://zwfw.example.gov.cn/index.html#/list").items()
    assert [i.target.url for i in found if i.target][
        1
    ] == "http://zwfw.example.gov.cn/index.html#/guide?code=510100000001"
    assert len({i.target.key for i in found if i.target}) == 5


def test_plain_static_links_of_an_old_site() -> None:
    rows = "".join(
        f"<tr><td>·<a href='{n}.html' target='_blank'>{name}</a></td></tr>" for n, name in enumerate(NAMES, 201)
    )
    found = page(f"<table>{rows}</table>", url="http://old.example.gov.cn/bszn/index.html").items()
    assert [i.name for i in found] == list(NAMES)


def test_a_row_whose_link_is_dead_stands_beside_the_others() -> None:
    rows = "".join(f"<li class='it'><a href='/guide?id=30{n}'>{name}</a></li>" for n, name in enumerate(NAMES))
    found = page(f"<ul>{rows}<li class='it'><a href='#'>林木采伐许可证核发</a></li></ul>").items()
    assert [(i.name, i.target is None) for i in found][-1] == ("林木采伐许可证核发", True)
    assert len(found) == 6


def test_same_item_has_the_same_key_on_another_page_and_with_another_timestamp() -> None:
    one = page(
        "<ul><li><a href='/guide?id=31&t=1'>居住证办理</a></li><li><a href='/guide?id=32&t=1'>居住证换领</a></li></ul>"
    ).items()
    two = page("<ul><li><a href='/guide?id=32&t=9'>居住证换领</a></li></ul>", url=URL + "&x=2").items()
    assert two
    assert one[1].key == two[0].key


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


WORD_ROWS = (
    ("bszn/t1_1.htm", "食品经营许可新办"),
    ("zn/P01.docx", "失业保险金申领办事指南"),
    ("bszn/t1_2.htm", "公共场所卫生许可证延续"),
    ("zn/P02.doc", "出生医学证明补发"),
    ("fj/3.doc", "出生医学证明申请表"),
)


def dated_rows(rows: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f"<tr><td>・<a href='{url}'>{words}</a></td><td>[2018-03-0{n}]</td></tr>"
        for n, (url, words) in enumerate(rows, 1)
    )


def test_guides_written_in_word_are_rows_of_the_list_and_forms_between_them_are_none() -> None:
    found = page(f"<h1>部门办事指南</h1><table>{dated_rows(WORD_ROWS)}</table>").items()
    assert [i.name for i in found] == [
        "食品经营许可新办",
        "失业保险金申领",
        "公共场所卫生许可证延续",
        "出生医学证明补发",
    ]
    assert found[1].target is not None
    assert found[1].target.url.endswith("/zn/P01.docx")
    assert {e: v for e, v, _ in found[1].fields} == {"update_date": "2018-03-02"}


@pytest.mark.parametrize(
    "rows",
    [
        (("fj/1.doc", "失业保险金申领登记表"), ("fj/2.doc", "食品经营许可申请书"), ("fj/3.doc", "出生医学证明样表")),
        (("fj/1.doc", "失业保险金申领办事指南"), ("fj/2.doc", "食品经营许可申请书")),
        (("fj/1.doc", "关于修订《食品经营许可办事指南》的通知"), ("fj/2.doc", "政府信息公开指南")),
    ],
)
def test_files_for_download_are_no_list_of_guides(rows: tuple[tuple[str, str], ...]) -> None:
    assert page(f"<h1>表格下载</h1><table>{dated_rows(rows)}</table>").items() == ()


def test_a_file_in_the_row_of_a_guide_is_no_item_of_its_own() -> None:
    rows = "".join(
        f"<li><a href='bszn/t1_{n}.htm'>{name}</a> <a href='fj/{n}.doc'>{name}办事指南</a></li>"
        for n, name in enumerate(NAMES)
    )
    assert [i.name for i in page(f"<h1>办事指南</h1><ul>{rows}</ul>").items()] == list(NAMES)


def test_guides_in_paragraphs_of_one_cell_of_the_layout() -> None:
    rows = "".join(f"<p>・<a href='{url}'>{words}</a></p>" for url, words in WORD_ROWS)
    found = page(f"<h1>部门办事指南</h1><table><tr><td>{rows}</td></tr></table>").items()
    assert [i.name for i in found] == [
        "食品经营许可新办",
        "失业保险金申领",
        "公共场所卫生许可证延续",
        "出生医学证明补发",
    ]


@pytest.mark.parametrize("names", [NAMES[:1], NAMES[:3]])
def test_rows_that_call_the_place_of_their_links_like_a_menu_are_read_however_few_are_left(
    names: tuple[str, ...],
) -> None:
    rows = "".join(
        f"<li><span title='{name}'>{name[:5]}...</span><span>市卫生健康局</span>"
        f"<div class='row-links'><a href='/guide?id={n}'>办事指南</a></div></li>"
        for n, name in enumerate(names, 1)
    )
    assert [i.name for i in page(f"<h2>办事大厅</h2><p>共11条记录</p><ul>{rows}</ul>").items()] == list(names)


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


def test_a_short_department_code_beside_an_identifier_is_no_code_of_the_item() -> None:
    rows = "".join(
        f"<li><a href='/show.aspx?fw=A{n}&sxid=210{n}&bm=023'>{name}</a></li>" for n, name in enumerate(NAMES, 12)
    )
    found = page(f"<ul>{rows}</ul>").items()
    assert {item.code for item in found} == {None}
    [alone] = page("<ul><li><a href='/bszn.aspx?id=7&bm=110023'>食品经营许可新办</a></li></ul>").items() or [None]
    assert alone is None or alone.code == "110023"


def test_where_a_reader_comes_from_makes_no_other_item() -> None:
    keys = {
        tuple(
            item.key
            for item in page(
                "<ul>"
                + "".join(f"<li><a href='/item/7{n}.html?from={at}'>{t}</a></li>" for n, t in enumerate(NAMES))
                + "</ul>"
            ).items()
        )
        for at in ("gr", "bm")
    }
    assert len(keys) == 1


def test_a_row_whose_guide_lies_elsewhere_is_read_where_its_name_stands_above_the_box_of_links() -> None:
    addresses = ("/guide?id=1a", "/guide?id=2b", "/other/show?key=3c")
    rows = "".join(
        f"<div class='cell'><h4>{name}</h4><p><span>实施机构：市卫生健康局</span><span class='links'>"
        f"<a href='{address}'>办事指南</a><a onclick='login()'>在线办理</a></span></p></div>"
        for name, address in zip(NAMES, addresses, strict=False)
    )
    assert [i.name for i in page(f"<h2>办事大厅</h2>{rows}<p>共 3 条</p>").items()] == list(NAMES[:3])


def test_services_that_begin_like_a_button_are_rows_of_the_list() -> None:
    names = ("地图审核", "新闻记者证核发", "打印业务经营许可", "智能网联汽车道路测试审批", "食品经营许可新办")
    rows = "".join(
        f"<div class='r'><h4><a href='/g?itemId=9{n}'>{name}</a></h4><p><a href='/g?itemId=9{n}'>办事指南</a>"
        f"<a href='/map?itemId=9{n}'>地图</a><a href='/p?itemId=9{n}'>打印</a></p></div>"
        for n, name in enumerate(names)
    )
    assert [i.name for i in page(rows).items()] == list(names)


def test_types_that_a_list_is_sorted_by_are_no_items() -> None:
    kinds = "".join(
        f"<a href='/items/kind/{short}'>{name}</a>"
        for short, name in (("qr", "行政确认"), ("jf", "行政给付"), ("bm", "便民服务"), ("qt", "其他行政权力（12）"))
    )
    rows = "".join(f"<a class='tile' href='/items/show/7{n}'><h3>{name}</h3></a>" for n, name in enumerate(NAMES))
    found = page(f"<h2>政务服务事项</h2><div>类别：{kinds}</div><p>共{len(NAMES)}个事项</p><div>{rows}</div>").items()
    assert [item.name for item in found] == list(NAMES)


CODE = "11650100MB1234567F2650123004000"
HEADS = "<tr><th>序号</th><th>实施编码</th><th>事项名称</th><th>实施主体</th></tr>"
ONE = "<tr><td>{0}</td><td>{1}</td><td><a href='/bszn/show?rowId={0}'>{2}</a></td><td>{3}</td></tr>"


def table(*rows: tuple[int, str, str, str]) -> Page:
    return page("<table>" + HEADS + "".join(ONE.format(*row) for row in rows) + "</table>")


def test_handling_items_of_one_implementation_code_are_items_of_their_own_on_whatever_page() -> None:
    first, second = (7, CODE, "旅行社设立许可（新办）", "市文旅局"), (8, CODE, "旅行社设立许可（变更）", "市文旅局")
    both = table(first, second).items()
    assert [item.name for item in both] == [first[2], second[2]]
    assert {item.code for item in both} == {CODE}
    alone = [*table(first).items(), *table(second).items()]
    assert [item.key for item in alone] == [item.key for item in both]
    elsewhere = table((9, CODE, "旅行社设立许可 (新办)", "文旅局")).items()
    assert elsewhere[0].key == both[0].key


def test_one_basic_code_and_name_of_several_bodies_are_several_items() -> None:
    found = table(
        (7, "000119009000", "取水许可", "东山镇人民政府"), (8, "000119009000", "取水许可", "西河镇人民政府")
    ).items()
    assert len({item.key for item in found}) == 2


def test_rows_of_one_code_and_name_that_lead_apart_are_told_by_where_they_lead() -> None:
    found = table((7, CODE, "旅行社设立许可", "市文旅局"), (8, CODE, "旅行社设立许可", "市文旅局")).items()
    assert len({item.key for item in found}) == 2
    assert not any(item.untold for item in found)


def test_a_handling_code_is_one_item_s_and_its_second_row_is_untold_where_it_leads_elsewhere() -> None:
    twice = table(
        (7, CODE + "01", "旅行社设立许可", "市文旅局"), (8, CODE + "01", "旅行社设立许可", "市文旅局")
    ).items()
    assert [(item.key, item.untold) for item in twice] == [(CODE + "01", True)]
    again = table(
        (7, CODE + "01", "旅行社设立许可", "市文旅局"), (7, CODE + "01", "旅行社设立许可", "市文旅局")
    ).items()
    assert [(item.key, item.untold) for item in again] == [(CODE + "01", False)]


def test_a_code_by_which_the_guide_is_asked_for_is_the_key() -> None:
    rows = f"<tr><td>1</td><td>{CODE}</td><td><a href='/bszn?implCode={CODE}'>旅行社设立许可</a></td><td>市文旅局</td></tr>"
    assert [item.key for item in page(f"<table>{HEADS}{rows}</table>").items()] == [CODE]
