"""Item lists in many layouts."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from tests.page.list_page import NAMES, page


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


@pytest.mark.parametrize("tag", ["a", "span"])
def test_a_name_may_stand_bare_behind_the_links_of_its_row(tag: str) -> None:
    names = ("食品经营许可（新办）", "股权出质设立登记")
    rows = "".join(
        f"<li><span><{tag} onclick=\"openZn('96432e58{n:04d}')\">办事指南</{tag}><{tag} onclick=\"apply('96432e58{n:04d}')\">"
        f"在线办理</{tag}></span>{name} <i>（承诺时限：8个工作日）</i></li>"
        for n, name in enumerate(names)
    )
    assert [i.name for i in page(f"<ul>{rows}</ul>").items()] == list(names)
    assert not page(f"<ul>{rows.replace('<i>', '<br>股权转让登记<i>')}</ul>").items()
