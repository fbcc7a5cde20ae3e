"""Values that a script has yet to put under the titles of a guide, and places that a server left empty."""

from __future__ import annotations

import pytest

from crawler.page.guides.awaited_values import awaited_values
from crawler.page.guides.hidden_parts import hides_parts
from crawler.page.html import Page

SCRIPT = '<script src="/js/detail.js"></script>'
SAID = "<table><tr><th>实施主体</th><td>云溪县水利局</td></tr><tr><th>承诺办结时限</th><td>10个工作日</td></tr></table>"
TITLES = ("受理条件", "办理流程", "设定依据")


def page(body: str, script: str = SCRIPT) -> Page:
    return Page(
        text=f"<html><body><h1>取水许可</h1>{body}{script}</body></html>", url="http://x.example/g", evidence="e"
    )


def under(form: str) -> str:
    return SAID + "".join(form.format(title=title, at=at) for at, title in enumerate(TITLES))


@pytest.mark.parametrize(
    "form",
    [
        '<h3>{title}</h3><div id="v{at}"></div>',
        '<h3>{title}</h3><div class="v{at}"></div>',
        '<h3>{title}</h3><div v-html="item.v{at}"></div>',
        '<p>{title}：<span id="v{at}"></span></p>',
        '<dl><dt>{title}</dt><dd data-key="v{at}">--</dd></dl>',
        "<h3>{title}</h3><p>数据加载中，请稍候</p>",
        "<h3>{title}</h3><p>{{{{ item.v{at} }}}}</p>",
    ],
)
def test_titles_over_places_that_a_script_fills_wait(form: str) -> None:
    assert set(awaited_values(page(under(form)))) == set(TITLES)
    assert awaited_values(page(under(form), script="")) == {}


@pytest.mark.parametrize(
    "body",
    [
        under('<h3>{title}</h3><div class="v"></div>'),
        under("<dl><dt>{title}</dt><dd></dd></dl>"),
        under('<h3>{title}</h3><div id="v{at}"><p>见第{at}号窗口的说明。</p></div>'),
        SAID + '<h3>受理条件</h3><div id="v0"></div>',
        '<div id="qrcode"></div><div id="shareBox"></div><div id="map"></div>' + SAID,
        "<table>"
        + "".join(f'<tr><th>{t}</th><td id="v{n}">说明{n}</td></tr>' for n, t in enumerate(TITLES))
        + '<tr><th>收费标准</th><td id="v8"></td></tr><tr><th>常见问题</th><td id="v9"></td></tr></table>',
    ],
    ids=["one class for all", "no names", "filled", "one place", "widgets", "most are filled by the server"],
)
def test_other_empty_places_do_not(body: str) -> None:
    assert awaited_values(page(body)) == {}


def test_tabs_over_an_empty_place_wait_and_those_of_sections_that_are_there_do_not() -> None:
    bar = "<ul>" + "".join(f"<li>{title}</li>" for title in TITLES) + "</ul>"
    assert set(awaited_values(page(SAID + bar + '<div class="pane"></div>'))) == set(TITLES)
    sections = "".join(f"<h3>{title}</h3><p>见说明。</p>" for title in TITLES)
    assert awaited_values(page(SAID + bar + '<div class="line"></div>' + sections)) == {}


def test_a_table_of_materials_without_a_row_waits_where_a_script_knows_it() -> None:
    table = "<table><thead><tr><th>材料名称</th><th>份数</th></tr></thead><tbody{}></tbody></table>"
    assert set(awaited_values(page(SAID + table.format(' id="cl"')))) == {"申请材料"}
    assert awaited_values(page(SAID + table.format(""))) == {}


def test_a_code_to_scan_and_a_counter_hide_no_part_of_a_guide() -> None:
    asks = "<script>$.ajax('/api/hits');new QRCode('qrcode');$('#related').load('/r.html')</script>"
    assert not hides_parts(page(SAID + '<div id="qrcode"></div><div id="related"></div>', asks))
    assert not hides_parts(page(SAID + '<h3>受理条件</h3><p>有井。</p><div id="app"></div>', asks))
    assert hides_parts(page(SAID + '<div id="fees"></div>', asks + "<script>$('#fees').html(x)</script>"))
    assert not hides_parts(page(SAID + '<div id="fees"></div>', "<script>$.ajaxSetup({cache:false})</script>"))
