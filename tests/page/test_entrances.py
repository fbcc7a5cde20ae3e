"""Entrances of a portal (渠道入口): known by their words, and what only looks like one."""

from __future__ import annotations

import pytest

from crawler.domain.survey import Entry
from crawler.page.html import Page
from crawler.page.portal.entrances import (
    by_click,
    entrances,
    entries_of,
    grades,
    named,
    pictures_without_words,
)
from tests.page.portal_page import PORTAL, page


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("好差评", Entry.RATING),
        ("我要评价", Entry.RATING),
        ("评价结果公开", Entry.RATING_RESULTS),
        ("差评整改情况", Entry.RATING_RESULTS),
        ("“好差评”公示", Entry.RATING_RESULTS),
        ("评价公示", Entry.RATING_RESULTS),
        ("群众满意度", Entry.RATING_RESULTS),
        ("咨询投诉", Entry.CONSULTATION),
        ("互动交流", Entry.CONSULTATION),
        ("互动", Entry.CONSULTATION),
        ("智能客服", Entry.ASSISTANT),
        ("无障碍浏览", Entry.ACCESSIBILITY),
        ("长者专区", Entry.ACCESSIBILITY),
        ("移动端APP下载", Entry.MOBILE),
        ("支付宝小程序", Entry.MOBILE),
        ("鄂汇办·云溪旗舰店", Entry.MOBILE),
        ("云溪省人民政府", Entry.GOVERNMENT_PORTAL),
        ("政府门户网站", Entry.GOVERNMENT_PORTAL),
        ("跨省通办", Entry.CROSS_PROVINCE),
        ("“高效办成一件事”专区", Entry.ONE_THING),
        ("便民服务", Entry.EVERYDAY),
    ],
)
def test_an_entrance_is_known_by_its_words(words: str, entry: Entry) -> None:
    assert entries_of(words) == (entry,)


@pytest.mark.parametrize(
    "words",
    [
        "环境影响评价审批",
        "政务服务“好差评”办法",
        "咨询电话",
        "投诉电话：12345",
        "老年人优待证办理",
        "无障碍设施改造补贴申请",
        "我省推进“高效办成一件事”",
        "“跨省通办”工作推进会召开",
        "我市37个事项实现跨省通办",
        "互动百科",
        "中国政府网",
        "国务院客户端下载办法",
        "网站地图",
        "",
    ],
)
def test_words_about_a_thing_are_no_entrance(words: str) -> None:
    assert entries_of(words) == ()


def test_news_with_a_date_beside_it_is_no_entrance() -> None:
    assert Entry.ONE_THING not in entrances(page("<ul><li><a href='/a'>出生一件事上线</a> 2026-03-01</li></ul>"))
    assert Entry.ONE_THING in entrances(page("<ul><li><a href='/a'>出生一件事</a></li></ul>"))


def test_an_entrance_that_leads_somewhere_is_better_than_words() -> None:
    found = entrances(page("<span onclick='x()'>智能客服</span><a href='/robot'>智能客服小云</a>"))
    assert found[Entry.ASSISTANT].target is not None


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("云溪省人民政府", True),
        ("政府门户网站", True),
        ("省政府", True),
        ("中国·云溪", True),
        ("堽城市人民政府", False),
    ],
)
def test_the_government_portal_of_another_place_is_not_the_regions(words: str, own: bool) -> None:
    found = entrances(page(f"<a href='http://www.x.gov.cn/'>{words}</a>"), "云溪省")
    assert (Entry.GOVERNMENT_PORTAL in found) == own


def test_an_icon_without_words_may_be_an_entrance() -> None:
    found = entrances(page("<div class='side'><div class='robot-icon'></div><img src='/images/ewm.png'></div>"))
    assert {Entry.ASSISTANT, Entry.MOBILE} <= set(found)
    assert Entry.ASSISTANT not in entrances(page("<div class='robot-news'>机器人产业园开工</div>"))


def test_words_in_a_text_are_nothing_to_click() -> None:
    text = "<p>平台提供</p><div>好差评</div><p>服务，由非常满意、满意、基本满意、不满意、非常不满意五级组成。</p>"
    assert Entry.RATING not in entrances(page(text))
    assert grades(page(text)) is None
    results_table = (
        "<table><tr><th>非常满意</th><th>满意</th><th>基本满意</th><th>不满意</th><th>非常不满意</th></tr></table>"
    )
    assert grades(page(results_table)) is None


def test_an_entry_of_a_menu_without_an_address_is_an_entrance_that_a_click_opens() -> None:
    menu = "<ul role='menubar'><li role='menuitem'>首页</li><li role='menuitem'>好差评</li></ul>"
    found = page(menu)
    (met,) = entrances(found).values()
    asked = by_click(found, met)
    assert asked is not None
    assert (asked.url, asked.method, asked.body) == (PORTAL, "CLICK", "好差评")
    assert not entrances(page("<ul><li>首页</li><li>好差评</li></ul>"))
    sent = page("<form action='/p'><button role='button'>我要评价</button></form>")
    assert by_click(sent, entrances(sent)[Entry.RATING]) is None
    led = page("<a href='/pj'>好差评</a>")
    assert by_click(led, entrances(led)[Entry.RATING]) is None


def test_what_a_box_names_may_be_there_where_a_script_may_listen() -> None:
    boxes = "<div class='ban'>高效办成一件事</div><p>便民服务</p><span>热线12345</span>"
    boxes += "<p>群众可以在线评价，共建好差评。</p>"
    assert named(page(f"{boxes}<script src='/app.js'></script>")) == {Entry.ONE_THING, Entry.EVERYDAY}
    assert not named(page(boxes))


def test_a_page_made_for_phones_and_a_reading_tool_are_entrances() -> None:
    marks = "<meta name='viewport' content='width=device-width'><script src='/wza/aria.js'></script>"
    made = Page(text=f"<html><head>{marks}</head><body>x</body></html>", url=PORTAL, evidence="e1")
    assert {Entry.MOBILE, Entry.ACCESSIBILITY} <= set(entrances(made))
    assert Entry.MOBILE not in entrances(page("<p>手机登录</p>"))


def test_an_invitation_to_scan_a_code_is_an_entrance_for_phones() -> None:
    for words in ("掌上办事请扫码下载“云溪办”APP", "关注微信公众号“云溪发布”", "云溪通小程序二维码"):
        assert Entry.MOBILE in entrances(page(f"<div>主办单位：云溪县数据局<br>{words}<img src='m.png'></div>"))
    assert Entry.MOBILE not in entrances(page("<p>我县召开APP治理会议，通报各单位下载情况</p>"))


def test_names_in_a_row_of_links_may_be_entrances_that_nobody_can_read() -> None:
    row = "<p><a href='/xx'>县长信箱</a>　<a href='/hcp'>好差评</a>　智能问答“小云”</p>"
    found = entrances(page(row))
    assert found[Entry.ASSISTANT].target is None
    assert found[Entry.RATING].target is not None
    assert Entry.ASSISTANT not in entrances(
        page("<p><a href='/xx'>登录</a>后由工作人员答复，智能问答系统正在规划。</p>")
    )


def test_pictures_that_say_nothing() -> None:
    body = "<a href='/z1'><img src='a.png'></a><a href='/z2'><img src='b.png' alt='专区'></a>"
    body += "<a href='/art/2026/1.html'><img src='c.png'></a>"
    assert [link.target.url for link in pictures_without_words(page(body))] == [f"{PORTAL}z1"]


def test_words_that_wide_blanks_set_apart_in_the_footer_of_a_scripted_page_may_be_an_entrance() -> None:
    line = "<script src='a.js'></script><footer>主办：省政府办公厅　陇ICP备1号　无障碍浏览　客户端</footer>"
    assert Entry.ACCESSIBILITY in named(page(line))
    assert Entry.ACCESSIBILITY not in named(page(line.replace("　", "")))


def test_an_invitation_to_scan_may_stand_behind_a_link() -> None:
    met = entrances(page("<a href='/old'>长者模式</a> | 手机版请扫描二维码或搜索“云溪政务”小程序"))
    assert met[Entry.MOBILE].words == "扫描二维码或搜索“云溪政务”小程序"


def test_a_box_whose_words_are_broken_and_words_behind_a_stroke_may_be_an_entrance() -> None:
    script = "<script src='/app.js'></script>"
    assert Entry.ASSISTANT in named(page(f"<div title='客服'>智能<br>客服</div>{script}"))
    tile = "<div class='tile'><b>互动交流</b>我要咨询、我要投诉、我要建议</div>"
    assert Entry.CONSULTATION in named(page(f"{tile}{script}"))
    assert Entry.CONSULTATION not in named(page(tile))
    assert Entry.ACCESSIBILITY in named(page(f"<div>切换区划 | <span>登录</span> | 长者助手</div>{script}"))
    assert not named(page(f"<p>请<b>登录</b>后使用长者助手</p>{script}"))


@pytest.mark.parametrize(
    ("markup", "there"),
    [
        ('<p>智能客服“小溪” <a href="/kf.html">立即咨询</a></p>', True),
        ('<p><b>智能客服</b><a href="/kf.html">点击进入</a></p>', True),
        ('<p>国家热线：12345　智能客服：<a href="/kf.html">立即咨询</a></p>', True),
        ('<p>市局智能客服上线了。<a href="/kf.html">立即咨询</a></p>', False),
        ('<p>智能客服 <a href="/kf.html">交通指引</a></p>', False),
        ('<p><a href="/wza.html">智能问诊</a><a href="/kf.html">立即咨询</a></p>', False),
    ],
)
def test_a_link_that_says_only_what_to_do_opens_what_is_named_before_it(markup: str, there: bool) -> None:
    found = entrances(page(markup)).get(Entry.ASSISTANT)
    assert (found is not None and found.target is not None) is there
