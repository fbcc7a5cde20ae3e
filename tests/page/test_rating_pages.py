"""Ratings (好差评) and zones: figures that are published, and sentences that publish none."""

from __future__ import annotations

import pytest

from crawler.domain.survey import Entry
from crawler.page.portal import published
from crawler.page.portal.entrances import (
    grades,
    grades_in_words,
)
from crawler.survey.zones import read_zone, short_texts
from tests.page.portal_page import page


@pytest.mark.parametrize("tag", ["label", "button"])
def test_grades_that_can_be_marked(tag: str) -> None:
    marks = "".join(f"<{tag}>{x}</{tag}>" for x in ("非常满意", "满意", "基本满意", "不满意", "非常不满意"))
    found = grades(page(marks))
    assert found is not None
    assert found.words.startswith("非常满意")


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


def test_a_zone_may_string_its_names_together() -> None:
    shown = page(
        "<h3>一件事</h3><p>新生儿出生一件事、退休一件事、开办餐饮店（线下办理）</p><p>一窗受理、限时办结，让您少跑腿。</p>"
    )
    names = [name.text for name in read_zone(Entry.ONE_THING, [shown], frozenset()).names]
    assert {"新生儿出生一件事", "退休一件事", "开办餐饮店"} <= {*names}
    assert "限时办结，让您少跑腿" not in names


def test_a_sentence_behind_a_heading_in_its_box_is_one() -> None:
    told = "<div><h3>服务评价</h3>本月共收到评价 1860 条，满意率 99.2%。<a href='/l'>我要评价</a></div>"
    assert [f.value for f in published.figures(page(told))] == ["1860", "99.2"]
    wanted = "<div><h3>服务评价</h3>收到评价 1 次内应当答复，满意率 98% 以上为合格。</div>"
    assert published.figures(page(wanted)) == ()


def test_the_titles_of_figures_may_stand_in_a_table_of_their_own() -> None:
    titles = "<table><thead><tr><th>部门</th><th>评价数</th><th>好评率</th></tr></thead></table>"
    rows = "<table><tbody><tr><td>民政局</td><td>640</td><td>99.6%</td></tr></tbody></table>"
    assert [f.value for f in published.figures(page(titles + rows))] == ["640", "99.6%"]
    other = "<table><tbody><tr><td>民政局</td><td>640</td></tr></tbody></table>"
    assert published.figures(page(titles + other)) == ()
