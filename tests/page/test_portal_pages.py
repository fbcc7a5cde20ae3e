"""What a page tells of its portal: entrances, search, columns, answers to citizens, figures of ratings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.survey import Entry
from crawler.page.html import Page
from crawler.page.lists.columns import columns, crossings, entries
from crawler.page.portal import published
from crawler.page.portal.entrances import (
    by_click,
    entrances,
    entries_of,
    grades,
    grades_in_words,
    named,
    pictures_without_words,
    place_to_write,
    says_out_of_service,
    way_to,
)
from crawler.page.portal.search_forms import results, search_form
from crawler.survey.zones import read_zone, short_texts
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


@pytest.mark.parametrize("tag", ["label", "button"])
def test_grades_that_can_be_marked(tag: str) -> None:
    marks = "".join(f"<{tag}>{x}</{tag}>" for x in ("非常满意", "满意", "基本满意", "不满意", "非常不满意"))
    found = grades(page(marks))
    assert found is not None
    assert found.words.startswith("非常满意")


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


def test_columns_need_an_address_of_the_host_and_company() -> None:
    three = "".join(f"<a href='/d?n={n}'>{x}</a>" for n, x in enumerate(("民政局", "教育局", "水务局", "政务服务大厅")))
    away = "<a href='http://mzj.yunxi.gov.cn/'>财政局</a><a href='#'>司法局</a>"
    assert [link.text for link in columns(page(three + away))] == ["民政局", "教育局", "水务局"]
    assert columns(page("<a href='/d?n=1'>民政局</a>")) == ()


@pytest.mark.parametrize("first", ["?dept={n}", "?all=1&dept={n}"])
def test_a_column_within_another_choice_is_none(first: str) -> None:
    """The choices of a list keep each other: what a department has of one kind may be nothing at all."""
    offices = ("民政局", "教育局", "水务局")
    ways = (first, first + "&kind=2", "?kind=3&" + first[1:])
    links = [
        link
        for way in ways
        for link in columns(page("".join(f"<a href='/m{way.format(n=n)}'>{x}</a>" for n, x in enumerate(offices))))
    ]
    assert len(links) == 9
    left = [link.target.url for link in links if link.target.key not in crossings(links)]
    assert left == [f"{PORTAL}m{first.format(n=n)}" for n in range(3)]


def test_columns_of_several_names_at_one_address_are_columns() -> None:
    body = "<a href='/m?t=1'>民政局</a><a href='/m?t=1&n=2'>教育局</a><a href='/m?t=1&n=3'>水务局</a>"
    assert not crossings(columns(page(body)))


def test_an_address_that_only_a_script_gives_is_no_column_to_blame_anyone_for() -> None:
    row = "".join(f"<span data-c='7f20c1d{n}'>{x}</span>" for n, x in enumerate(("民政局", "教育局", "水务局")))
    opens = "<script>$('#row span').click(function () { location.href = '/d?n=' + this.dataset.c; });</script>"
    shown = page(f"<p id='row'>{row}</p>{opens}")
    assert [link.text for link in shown.links()] == ["民政局", "教育局", "水务局"]
    assert columns(shown) == ()


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<p>暂无数据</p>", 0),
        ("<div class='empty'><span>栏目建设中，敬请期待</span></div>", 0),
        ("<p>共0条</p>", 0),
        ("<p>收费：暂无</p><a href='/guide?id=1'>取水许可</a>", 1),
        ("<p>本栏目介绍云溪的历史沿革和风土人情。</p>", None),
    ],
)
def test_entries_of_a_column(body: str, count: int | None) -> None:
    assert entries(page(f"<a href='/'>首页</a>{body}"), {page("<a href='/'>首页</a>").links()[0].target.key}) == count


def test_the_same_column_in_another_order_is_no_entry() -> None:
    body = "<a href='/d?n=3&sort=time'>按时间排序</a><a href='/d?n=3&page=1'>首页</a><p>暂无数据</p>"
    assert entries(page(body, f"{PORTAL}d?n=3"), ()) == 0
    assert entries(page("<a href='/d?n=4'>取水许可</a>", f"{PORTAL}d?n=3"), ()) == 1


def test_words_of_a_link_or_a_long_text_are_no_notice() -> None:
    assert says_out_of_service(page("<a href='/x'>系统升级中公告</a>")) is None
    assert (
        says_out_of_service(page("<p>我市地铁三号线正在建设中，预计明年通车，沿线居民出行将更加便利快捷。</p>")) is None
    )


def test_the_way_back_by_address_or_by_words() -> None:
    assert way_to(page("<a href='http://zwfw.yunxi.gov.cn/x'>进入</a>", "http://www.yunxi.gov.cn/"), PORTAL) is not None
    assert (
        way_to(page("<a href='http://zw.sheng.gov.cn/'>政务服务</a>", "http://www.yunxi.gov.cn/"), PORTAL) is not None
    )
    assert way_to(page("<a href='/news'>新闻</a>", "http://www.yunxi.gov.cn/"), PORTAL) is None


def test_a_place_to_write() -> None:
    assert place_to_write(page("<textarea name='t' placeholder='留言内容'></textarea>")) is not None
    assert place_to_write(page("<textarea style='display: none'></textarea><textarea readonly>x</textarea>")) is None


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>问 提问时间：2026-03-02 回复时间：2026-03-04</li></ul>",
        "<div><p>来信时间 2026年3月2日</p><p>内容</p><p>答复日期：2026年3月4日</p></div>",
        "<table><tr><th>标题</th><th>留言时间</th><th>办结时间</th></tr><tr><td>问</td><td>2026/3/2</td><td>2026/3/4</td></tr></table>",
    ],
)
def test_dates_of_asking_and_answering(body: str) -> None:
    [one] = published.replies(page(body))
    assert (one.asked.isoformat(), one.answered and one.answered.isoformat()) == ("2026-03-02", "2026-03-04")


@pytest.mark.parametrize(
    "body",
    [
        "<li>申请时间：2026-03-02 办结时间：2026-03-04</li>",
        "<li>发布时间：2026-03-02</li>",
        "<li>提问时间：2026-03-02</li>",
        "<li>提问时间：2026-03-05 答复时间：2026-03-02</li>",
    ],
)
def test_other_dates_are_no_answers(body: str) -> None:
    assert published.replies(page(f"<ul>{body}</ul>")) == ()


def test_a_question_that_waits() -> None:
    [one] = published.replies(page("<ul><li>提问时间：2026-03-02 状态：待回复</li></ul>"))
    assert one.answered is None


def test_figures_stand_by_themselves() -> None:
    shown = "<div><span>评价总数：1,204次</span></div><p>满意度 99.2%</p>"
    assert [f.value for f in published.figures(page(shown))] == ["1,204", "99.2"]
    told = "<p>根据要求，各部门好评率应当达到90%以上，差评整改率达到100%，并按季度通报。</p>"
    assert published.figures(page(told)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "上月评价：非常满意 96.5%，满意 3.1%，基本满意 0.3%，不满意 0.1%。差评均已整改。",
        "非常满意：9021 满意：310 基本满意：12 不满意：3 非常不满意：0",
    ],
)
def test_figures_of_all_grades_in_a_sentence_are_published(text: str) -> None:
    found = published.figures(page(f"<table><tr><td height='200'><h3>服务评价</h3>{text}</td></tr></table>"))
    assert len(found) >= 4
    assert found[0].value in {"96.5", "9021"}


def test_several_figures_in_a_sentence_are_published() -> None:
    told = "<p>县公安局：评价2,340次，好评率99.9%；县民政局：评价310次，好评率100%。差评2件，已全部整改回访。</p>"
    assert [f.value for f in published.figures(page(told))] == ["2,340", "99.9", "310", "100", "2"]
    wanted = "<p>各部门好评率95%以上，差评整改率100%以上的，予以通报表扬，参与评价1次计1分。</p>"
    assert published.figures(page(wanted)) == ()


def test_one_count_of_a_time_that_is_named_is_published() -> None:
    told = "<div>五级评价：非常满意 满意 基本满意 不满意 非常不满意。本月收到评价2,418条。</div>"
    assert [f.value for f in published.figures(page(told))] == ["2,418"]
    for rule in ("本年度差评5次的窗口通报批评，评价满2次计入考核", "本季度满意率95%"):
        assert published.figures(page(f"<div>评价分为五级，不满意即为差评。{rule}。好评不奖励。</div>")) == ()


def test_names_of_a_zone_in_one_text_may_have_a_stroke_or_one_that_is_none() -> None:
    told = "居民身份证换领、补领；失业登记；工业产品生产许可证；（一项待定）；退休"
    one = page(f"<p>{told}</p>", title="跨省通办")
    names = {name.text for name in read_zone(Entry.CROSS_PROVINCE, [one], ()).names}
    assert {"居民身份证换领、补领", "失业登记", "退休"} <= names


def test_a_sentence_on_how_ratings_are_taken_publishes_none() -> None:
    told = "<p>评价分为非常满意、满意、基本满意、不满意、非常不满意5个等级，不满意1次即为差评，15日内整改。</p>"
    assert published.figures(page(told)) == ()


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("三季度政务服务评价情况通报", True),
        ("关于上半年窗口满意度调查结果的公示", True),
        ("政务服务好差评", True),
        ("评价通报", False),
        ("政务服务评价办法（试行）", False),
        ("建设项目环境影响评价公示", False),
        ("企业信用评价结果公布", False),
    ],
)
def test_articles_on_ratings_are_told_by_their_titles(title: str, *, about: bool) -> None:
    listed = page(f"<ul><li><a href='/art/60096.html'>{title}</a><span>[2026-10-28]</span></li></ul>")
    assert bool(published.rating_rows(listed)) is about


@pytest.mark.parametrize(
    ("title", "tells"),
    [
        ("2026年第三季度政务服务“好差评”评价结果公开", True),
        ("评价公示", True),
        ("8月份全区窗口满意度测评排名", True),
        ("对本事项的服务进行评价", False),
        ("政务服务好差评管理办法", False),
        ("企业信用评价结果公布", False),
    ],
)
def test_titles_tell_whether_results_of_ratings_are_published_behind_them(title: str, *, tells: bool) -> None:
    listed = page(f"<ul><li><a href='/art/60096.html'>{title}</a><span>2026-10-28</span></li></ul>")
    assert bool(published.rating_titles(listed)) is tells


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("<p>非常满意　满意　基本满意　不满意　非常不满意 <a href='/tb'>评价通报</a></p>", True),
        ("<p>评价分为非常满意、满意、基本满意、不满意、非常不满意五级。</p>", False),
        ("<p>满意 不满意</p>", False),
    ],
)
def test_grades_in_a_row_of_their_own_are_told_from_a_sentence(row: str, *, named: bool) -> None:
    assert grades_in_words(page(row)) is named


def test_figures_stand_beside_each_other_in_one_line() -> None:
    line = "<p>非常满意 97.4%　满意 2.1%　基本满意 0.3%　不满意 0.1%　非常不满意 0.1%</p>"
    assert [f.value for f in published.figures(page(line))] == ["97.4", "2.1", "0.3", "0.1", "0.1"]
    told = "<p>本季度全市各部门要确保满意率 95% 以上并且主动评价率 60% 以上，逐级压实责任，按月调度推进落实到位</p>"
    assert published.figures(page(told)) == ()


def test_a_zone_with_nothing_but_menus_and_a_sentence_was_not_read() -> None:
    menu = "<span>首页</span><span>办事清单</span><span>高效办成一件事</span>"
    said = "<p>各类服务已在各地专区上线，敬请使用。</p>"
    around = short_texts(page(f"<nav>{menu}</nav><h2>通知公告</h2>"))
    zone = read_zone(Entry.ONE_THING, [page(menu + said)], (), around)
    assert not zone.complete
    listed = page(f"{menu}<ul><li>企业注销登记</li><li>新生儿出生</li></ul>")
    assert read_zone(Entry.ONE_THING, [listed], (), around).complete
    below = page(f"{menu}<ul><li>企业注销登记</li></ul><p>其他服务请切换到所在市州</p>")
    assert not read_zone(Entry.ONE_THING, [below], (), around).complete


def test_words_that_wide_blanks_set_apart_in_the_footer_of_a_scripted_page_may_be_an_entrance() -> None:
    line = "<script src='a.js'></script><footer>主办：省政府办公厅　陇ICP备1号　无障碍浏览　客户端</footer>"
    assert Entry.ACCESSIBILITY in named(page(line))
    assert Entry.ACCESSIBILITY not in named(page(line.replace("　", "")))


def test_an_invitation_to_scan_may_stand_behind_a_link() -> None:
    met = entrances(page("<a href='/old'>长者模式</a> | 手机版请扫描二维码或搜索“云溪政务”小程序"))
    assert met[Entry.MOBILE].words == "扫描二维码或搜索“云溪政务”小程序"


def test_a_zone_may_string_its_names_together() -> None:
    shown = page(
        "<h3>一件事</h3><p>新生儿出生一件事、退休一件事、开办餐饮店（线下办理）</p><p>一窗受理、限时办结，让您少跑腿。</p>"
    )
    names = [name.text for name in read_zone(Entry.ONE_THING, [shown], frozenset()).names]
    assert {"新生儿出生一件事", "退休一件事", "开办餐饮店"} <= {*names}
    assert "限时办结，让您少跑腿" not in names


@given(st.text(max_size=80))
def test_no_page_makes_a_reader_raise(text: str) -> None:
    one = page(text)
    entrances(one), grades(one), says_out_of_service(one), published.replies(one), published.figures(one)
    results(one, "取水", ())
    form = search_form(one)
    assert form is None or form.ask("取水") is None or form.field is not None


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
