"""Every way an address is written, and download places."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import re
import time

import pytest

from crawler.page.html import Page
from crawler.page.links import absolute
from crawler.page.parse import parse
from crawler.page.script.expressions import calls_in, evaluate
from crawler.page.script.scripts import scripts_of

URL = "http://zwfw.example.gov.cn/portal/guide.html?id=5"
HOST = "http://zwfw.example.gov.cn"


def page(markup: str, url: str = URL) -> Page:
    found = parse(markup.encode(), "text/html", url, "e1")
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<a href='item.html?a=1&amp;b=2'>x</a>", HOST + "/portal/item.html?a=1&b=2"),
        ("<a href='//files.example.gov.cn/a'>x</a>", "http://files.example.gov.cn/a"),
        ("<a href='#/guide?code=1'>x</a>", URL + "#/guide?code=1"),
        ("<a onclick=\"ywblurl('https://a.example.gov.cn/d?itemCode=1')\">x</a>", "https://a.example.gov.cn/d?itemCode=1"),
        ("<a href='javascript:void(0)' onclick=\"window.open('/bszn/1.html','_blank')\">x</a>", HOST + "/bszn/1.html"),
        ("<span onclick=\"location.href='../g.jsp?id='+'7'\">x</span>", HOST + "/g.jsp?id=7"),
        ("<button onclick=\"self.location='b.do?x=1'\">x</button>", HOST + "/portal/b.do?x=1"),
        ("<td data-url='/guide/9.html'>x</td>", HOST + "/guide/9.html"),
        ("<base href='http://b.example.gov.cn/r/'><a href='1.html'>x</a>", "http://b.example.gov.cn/r/1.html"),
        ("<a href=\"javascript:show('3')\">x</a><script>function show(id){ var u = '/g?i=' + id; window.location.href = u; }</script>", HOST + "/g?i=3"),
        ("<a onclick='go(4, \"a\")'>x</a><script>const go = (n, k) => { location.assign(`/r/${k}/${n}.html`) }</script>", HOST + "/r/a/4.html"),
        ("<a onclick=\"Z.open('5')\">x</a><script>var base='/z'; var Z={open:function(id){ open2(base+'/v?id='+encodeURIComponent(id)); }};function open2(u){window.open(u)}</script>", HOST + "/z/v?id=5"),
        ("<a onclick=\"f('许可')\">x</a><script>function f(q){ if(!q){return;} location.href = ctx + \"/s?q=\" + encodeURIComponent(q) }</script>", HOST + "/s?q=%E8%AE%B8%E5%8F%AF"),
        ("<a href='/表格/申请 书.doc'>x</a>", HOST + "/%E8%A1%A8%E6%A0%BC/%E7%94%B3%E8%AF%B7%20%E4%B9%A6.doc"),
    ],
)  # fmt: skip
def test_ways_to_write_an_address(markup: str, address: str) -> None:
    found = page(markup).links()
    assert [link.target.url for link in found] == [address]
    assert found[0].text == "x"


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='#'>x</a>",
        "<a href=''>x</a>",
        "<a href='javascript:;'>x</a>",
        "<a href='javascript:void(0);'>x</a>",
        "<a href='mailto:a@b.cn'>x</a>",
        "<a href='tel:12345'>x</a>",
        "<a href='#part2'>x</a>",
        "<a name='top'>x</a>",
        "<a href='http://'>x</a>",
        "<div onclick=\"alert('暂无流程图')\">x</div>",
    ],
)
def test_what_is_no_address(markup: str) -> None:
    assert page(markup).links() == ()


def test_a_form_sent_by_a_script_keeps_its_fields() -> None:
    found = page(
        "<form id='f' action='/g.do' method='post'><input type='hidden' name='region' value='云溪'><input type='hidden' name='itemId'>"
        "<input type='submit' name='go' value='查'></form>"
        "<a href='javascript:toItem(88)'>x</a><script>function toItem(id){document.getElementById('f').itemId.value=id;document.forms[0].submit();}</script>"
    ).links()
    assert [(link.target.url, link.target.method, link.target.body) for link in found] == [
        (HOST + "/g.do", "POST", "region=%E4%BA%91%E6%BA%AA&itemId=88")
    ]


def test_query_goes_out_in_the_encoding_of_the_page() -> None:
    assert absolute("/s?q=许可", URL, "gb18030") == HOST + "/s?q=%D0%ED%BF%C9"
    assert absolute("/s?q=%E8", URL, "gb18030") == HOST + "/s?q=%E8"
    assert absolute("javascript:x", URL) is None
    assert absolute("http://[", URL) is None


def test_values_in_scripts() -> None:
    assert [(c.name, c.arguments) for c in calls_in("return go('a', \"b\", 3, this, 'x' + '1');")] == [
        ("go", ("a", "b", "3", None, "x1"))
    ]
    assert evaluate("'a' + b + (c ? 1 : 2)", {"b": "x"}) is None
    assert evaluate("'a' + b + ('c' + 'd'), 9", {"b": "x"}) == "axcd"


def test_target_of_an_element_is_its_own_or_the_only_one_inside() -> None:
    found = page("<ul><li><a href='1.html'><b>x</b></a></li><li><a href='1.html'>x</a><a href='2.html'>y</a></li></ul>")
    first, second = found.root.findall(".//li")
    bold = found.root.find(".//b")
    assert bold is not None
    assert found.target_of(first) == found.target_of(bold)
    target = found.target_of(first)
    assert target is not None
    assert target.url == HOST + "/portal/1.html"
    assert found.target_of(second) is None


def test_frames() -> None:
    found = page(
        "<iframe src='foot.html'></iframe><iframe src='about:blank'></iframe><iframe name='m' data-src='/in/main.do?id=1'></iframe>"
    ).frames()
    assert [f.target.url for f in found] == [HOST + "/portal/foot.html", HOST + "/in/main.do?id=1"]


def test_empty_shell_or_page() -> None:
    assert page("<div id='app'></div><script src='/js/app.js'></script>").needs_script()
    assert page("<div id='root'><div class='loading'>加载中...</div></div><script src='/a.js'></script>").needs_script()
    assert page("<noscript>请启用 JavaScript</noscript><div id='app'></div><script>boot()</script>").needs_script()
    assert page("<app-root></app-root><script src='main.js'></script>").needs_script()
    assert not page(
        f"<div id='app'><h1>办事指南</h1><p>{'云溪省政务服务网办事指南。' * 15}</p></div><script src='/a.js'></script>"
    ).needs_script()
    assert not page("<p>事项不存在</p>").needs_script()
    assert not page("<h1>护照签发</h1><p>受理条件：年满16周岁。</p><script src='/jquery.js'></script>").needs_script()


FORMS = """
<table><tr><td>申请书</td><td id="live"><a href="/DownLoadServlet?fileId=101">空白表格</a><a href="#">示例样表</a></td></tr>
<tr><td>承诺书</td><td id="call"><a href="javascript:AppUtil.downLoadFile('202')">下载</a></td></tr>
<tr><td>委托书</td><td id="data"><a href="javascript:;" data-attach='[{"FILEPATH":"//files.example.gov.cn/obs/1","ATTACHNAME":"委托书.doc"}]'>空白表格</a></td></tr>
<tr><td>授权书</td><td id="none"><a href="/DownLoadServlet?fileId=">样表</a><a href="#">暂无样表</a><span>无</span></td></tr>
<tr><td>证明</td><td id="button"><button onclick="downloadClyb('/files/9/a1b2','证明（样本）.docx')">下载</button></td></tr></table>
<script>function downloadClyb(path,name){ window.open(path + '?n=' + name); }</script>
<div class="nav"><a href="/down/index.html">下载中心</a><a href="/xz">表格下载</a></div>"""


def test_download_places_and_dead_ones() -> None:
    found = page(FORMS)

    def inside(name: str) -> list[tuple[str, str | None, str | None]]:
        cell = found.root.find(f".//td[@id='{name}']")
        assert cell is not None
        return [(a.text, a.target.url if a.target else None, a.file_name) for a in found.attachments_in(cell)]

    assert inside("live") == [("空白表格", HOST + "/DownLoadServlet?fileId=101", None), ("示例样表", None, None)]
    assert inside("call") == [("下载", HOST + "/DownLoadServlet?fileId=202", None)]
    assert inside("data") == [("空白表格", "http://files.example.gov.cn/obs/1", "委托书.doc")]
    assert inside("none") == [("样表", None, None)]
    assert inside("button") == [
        (
            "下载",
            HOST + "/files/9/a1b2?n=%E8%AF%81%E6%98%8E%EF%BC%88%E6%A0%B7%E6%9C%AC%EF%BC%89.docx",
            "证明（样本）.docx",
        )
    ]
    assert len(found.attachments()) == 6


@pytest.mark.parametrize(
    ("markup", "leads"),
    [
        ("<a href='/up/7.docx'><div><button class='btn'><span>空白表格</span></button></div></a>", [HOST + "/up/7.docx"]),
        ("<a href='/up/7.docx'><button onclick='downFile(\"8a1b\")'>空白表格</button></a>", [HOST + "/up/7.docx", "javascript"]),
        ("<a href='#'><button class='btn'>空白表格</button></a>", ["javascript"]),
        ("<a href='/item/7'><b>渡船登记</b><button class='btn'>空白表格</button></a>", [HOST + "/item/7", "javascript"]),
    ],
)  # fmt: skip
def test_a_button_that_is_all_of_a_link_leads_where_the_link_does(markup: str, leads: list[str | None]) -> None:
    found = page(f"<script>bind()</script>{markup}").attachments()
    assert [re.sub(r"^javascript:.*", "javascript", a.target.url) if a.target else None for a in found] == leads


def test_a_script_that_cannot_be_read_is_unread_and_not_dead() -> None:
    found = page(
        "<a href=\"javascript:AppUtil.downLoadFile('8a1b')\">空白表格</a><a onclick=\"downFile('')\">样表</a>"
    ).attachments()
    assert [a.target.url if a.target else None for a in found] == ["javascript:AppUtil.downLoadFile('8a1b')", None]


def test_place_that_a_framework_listens_to_is_unread_and_not_dead() -> None:
    found = page("<div id='app' data-v-1><a data-v-1 href='javascript:;'>空白表格</a></div>").attachments()
    assert [a.target.url.split(":")[0] for a in found if a.target] == ["javascript"]
    plain = page("<a href='javascript:;'>空白表格</a>").attachments()
    assert [a.target for a in plain] == [None]


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<a href='/f/1.docx'>居住证申请表</a>", 1),
        ("<a href='/servlet/DownFileServlet/downType/x/fileId/9.html'>申请表</a>", 1),
        ("<a href='/WebDiskServerDemo/doc?doc_id=5'>申请表</a>", 1),
        ("<a href='/x' download='样表.xls'>打开</a>", 1),
        ("<p onclick=\"location='/attach/1'\">附件1：申请表</p>", 1),
        ("<a href='/guide?id=1'>食品经营许可</a>", 0),
        ("<a href='/app/download.html'>手机APP下载</a>", 0),
        ("<p>空白表格</p>", 0),
        ("<div id='footer'><a href='#'>下载</a></div>", 0),
        ("<a href='/news/1.html'>关于印发办法的通知</a>", 0),
    ],
)
def test_what_is_a_download(markup: str, count: int) -> None:
    assert len(page(markup).attachments()) == count


def test_what_stands_before_a_value_that_is_sent_is_no_address() -> None:
    asks = "x.open('POST','/sub'); x.send('dirId=' + row.getAttribute('data-dir'));"
    assert scripts_of([asks]).by_attribute == {}
    assert scripts_of([asks.replace("dirId=", "sub?dirId=")]).by_attribute == {"data-dir": "sub?dirId="}


def test_a_script_of_one_long_word_is_read_at_once() -> None:
    """A packed library or a picture in base64 is one word of many thousand letters."""
    before = time.process_time()
    script = f"/*{'v' * 100_000}*/ $(a).attr('src', ctx + '/down?id=' + $(this).attr('data-file'));"
    assert scripts_of([script]).by_attribute == {}
    assert scripts_of([f"var ctx = '/zw';{script}"]).by_attribute == {"data-file": "/zw/down?id="}
    assert time.process_time() - before < 5


def test_options_of_a_list_lead_where_its_handler_goes() -> None:
    markup = (
        "<select onchange='if(this.value) location.href = this.value'><option value=''>请选择</option>"
        "<option value='/dept/3.html'>水务局</option><option value='2'>第二页</option></select>"
        "<select onchange='filter(this.value)'><option value='/a/b'>甲类</option></select>"
    )
    assert [(one.text, one.target.url) for one in page(markup).links()] == [("水务局", HOST + "/dept/3.html")]
