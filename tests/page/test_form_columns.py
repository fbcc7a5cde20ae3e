"""Forms that neither words like 下载 nor an address tell: those with an identifier, by their name and their column."""

from __future__ import annotations

from crawler.page.html import Page

HEADS = "<tr><th>材料名称</th><th>份数</th><th>空表下载</th></tr>"


def files(row: str) -> list[str]:
    page = Page(
        text=f"<body><table>{HEADS}{row}</table><script>listen();</script></body>",
        url="http://zwfw.example.gov.cn/g",
        evidence="e",
    )
    return [one.target.url for one in page.attachments() if one.target is not None]


def test_a_control_with_an_identifier_in_a_column_of_forms_is_one() -> None:
    row = '<tr><td>章程</td><td>1</td><td><a href="javascript:;" onclick="got(\'17f9557d\')">章程（2026）</a></td></tr>'
    assert files(row) == ["javascript:got('17f9557d')"]
    assert files(row.replace(" onclick=\"got('17f9557d')\"", ' data-key="17f9557d"')) == [
        "javascript:by_key('17f9557d')"
    ]


def test_a_control_that_is_named_like_a_form_is_one() -> None:
    row = '<tr><td><a href="#" onclick="got(\'17f9557d\')">{}</a></td><td>1</td><td>无</td></tr>'
    assert files(row.format("取水许可申请表")) == ["javascript:got('17f9557d')"]
    assert files(row.format("营业执照")) == []


def test_what_says_that_there_is_none_is_no_form() -> None:
    row = '<tr><td>章程</td><td>1</td><td><a href="#" onclick="got(\'17f9557d\')">暂无</a></td></tr>'
    assert files(row) == []


def test_a_plain_link_in_a_column_of_forms_leads_to_one() -> None:
    row = '<tr><td><a href="/x?id=17f9">章程</a></td><td>1</td><td><a href="/table?item=17f9">{}</a></td></tr>'
    assert files(row.format("章程（2026）")) == ["http://zwfw.example.gov.cn/table?item=17f9"]
    assert files(row.format("在线填写")) == files(row.format("暂无")) == []


def test_a_layer_that_shows_one_page_is_what_its_control_leads_to() -> None:
    layer = "function shown(id, name) {{ var box = document.createElement('div'); box.innerHTML = {}; }}"
    one = "'<b>' + name + '</b><iframe src=\"/kit/forms?of=' + id + '\"></iframe>'"

    def led(markup: str, words: str = "查看") -> list[str]:
        row = f"<tr><td>章程</td><td>1</td><td><button onclick=\"shown('17f9557d', '章程')\">{words}</button></td></tr>"
        heads = HEADS.replace("空表下载", "空表/样表")
        script = f"<script>{layer.format(markup)}</script>"
        page = Page(text=f"<body><table>{heads}{row}</table>{script}</body>", url="http://zwfw.example/g", evidence="e")
        return [found.target.url for found in page.attachments() if found.target is not None]

    assert led(one) == ["http://zwfw.example/kit/forms?of=17f9557d"]
    assert led(one, "暂无") == []
    unknown = ["javascript:shown('17f9557d', '章程')"]
    assert led(one + " + '<iframe src=\"/kit/samples\"></iframe>'") == unknown
    assert led("'<b>' + name + '</b>'") == unknown
