"""The name of an item that no label gives: what the site, a column and the office are called names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.domain.values.site_words import is_column, is_office
from crawler.extract.guide.reading import read_guide
from crawler.page.parse import parse
from tests.extract.one_guide import LABELS, read_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

NAME = "渡船登记"
ROWS = (
    "<table><tr><th>事项类型</th><td>行政确认</td></tr><tr><th>实施主体</th><td>临江县渡口管理站</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>受理条件</th><td>有渡船。</td></tr></table>"
)


def read(above: str, title: str = "临江公共服务平台", head: str = "", below: str = "") -> ServiceGuide:
    html = f"<html><head><title>{title}</title>{head}</head><body>{above}{ROWS}{below}</body></html>"
    page = parse(html.encode(), "text/html; charset=utf-8", "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


@pytest.mark.parametrize(
    "above",
    [
        "<div>渡船登记 <a href='/apply'>立即办理</a></div>",
        "<p><i class='icon'></i> 渡船登记</p>",
        "<div>渡船登记<span>行政确认</span><em>可网办</em></div>",
        "<div><h2>临江县水运局</h2></div><h1>渡船登记</h1>",
        "<h1>临江县渡口管理站</h1><h2>渡船登记</h2>",
        "<h1>临江公共服务平台</h1><div><span>渡船登记</span></div>",
        "<h2>办税指南</h2><h2>渡船登记</h2>",
        "<h1>渡船登记办事指南</h1>",
        "<h3>服务导航</h3><h1>渡船登记</h1>",
        "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/d'>部门服务</a> &gt; 渡船登记</div>",
        "<ul><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul><div>渡船登记</div>",
    ],
)
def test_the_name_stands_beside_the_names_of_site_column_and_office(above: str) -> None:
    assert read(above).read("name").text == NAME


@pytest.mark.parametrize(
    ("title", "above", "head"),
    [
        ("渡船登记-办事指南-临江县水运局", "<h2>临江县水运局</h2>", ""),
        ("业务指南", "<div>业务指南</div><p>渡船登记</p>", ""),
        ("临江网", "<h2>水上通</h2><h1>渡船登记</h1>", "<meta name='SiteName' content='水上通'>"),
        ("临江网", "<div class='logo'><img src='/l.png' alt='水上通办'></div><h2>水上通办</h2><h3>渡船登记</h3>", ""),
        ("渡船登记 - 临江市民中心", "<h1>临江市民中心</h1>", ""),
        ("水上通", "<p>请仔细阅读。</p>", "<meta name='ArticleTitle' content='渡船登记'>"),
    ],
)
def test_title_and_meta_tags_tell_site_and_item_apart(title: str, above: str, head: str) -> None:
    assert read(above, title, head).read("name").text == NAME


@pytest.mark.parametrize("site", ["水上通", "临江掌上通", "渡口小程序"])
def test_the_title_of_an_app_over_something_that_reads_like_a_name_decides_nothing(site: str) -> None:
    """The bar of an app has the same words on all its pages."""
    for above in (f"<div>{site}</div><div>渡船登记</div>", f"<h1>{site}</h1><div>渡船登记</div>"):
        assert read(above, site).read("name").state is not State.NOT_STATED


@pytest.mark.parametrize(
    "above",
    [
        "<div>渡工优待</div>",
        "<div>渡船登记。</div>",
        "<h1>临江渡运平台</h1>",
        "<h1>低保办事指南</h1>",
        "<ul><li>渡船登记</li></ul>",
        "<p>渡工优待优惠</p><p>渡船停靠优惠</p>",
    ],
)
def test_where_nothing_decides_nobody_is_accused_of_giving_no_name(above: str) -> None:
    found = read(above, "办税指南").read("name")
    assert found.state is State.UNREAD
    assert found.reason is not None


@pytest.mark.parametrize(
    "above",
    [
        "",
        "<h1></h1><p>掌上办 · 就近办</p>",
        "<h2>办事指南</h2><div>打印本页</div>",
        "<h1>临江县渡口管理站</h1>",
        "<div>承诺时限<b>无承诺办结时限</b></div>",
        "<p>20个工作日</p>",
    ],
)
def test_a_guide_without_any_name_states_none(above: str) -> None:
    assert read(above).read("name").state is State.NOT_STATED


@pytest.mark.parametrize(
    "name",
    ["设立网络货运平台", "企业信息查询", "渡口管理站设立", "政务服务代办申请", "服务指南编制备案", "办事处设立登记"],
)
def test_items_may_be_called_like_columns_and_offices(name: str) -> None:
    assert read(f"<h1>{name}</h1>", f"{name}-办事指南").read("name").text == name


@pytest.mark.parametrize(
    "words", ["办税指南", "政务服务事项详情", "户政办事指南", "网上办事大厅", "我要办", "进度查询"]
)
def test_columns_are_told_by_words_that_fit_every_item(words: str) -> None:
    assert is_column(words)


@pytest.mark.parametrize("words", ["临江县水运局", "临江公共服务平台", "临江市卫健委", "临江渡运分局（北岸）"])
def test_offices_are_told_by_their_form(words: str) -> None:
    assert is_office(words)


@pytest.mark.parametrize("words", ["开办歌舞厅", "加入政务服务平台", "商业网点布局", "居民用电并网", "渡船登记"])
def test_deeds_are_no_offices(words: str) -> None:
    assert not is_office(words)


FACTS = {"fdsx": "20个工作日", "cnsx": "5个工作日", "zxdh": "0999-8123456", "sltj": "有渡船。", "sszt": "临江县水运局"}


@pytest.mark.parametrize(
    "answer",
    [
        {**FACTS, "ywlxmc": "渡船登记"},
        {**FACTS, "bsznBt": "渡船登记", "userName": "渡工某某某", "deptMc": "临江县水运局"},
        {"banner": {"title": "渡船登记", "tags": []}, "detail": FACTS},
        {**FACTS, "guideTitle": "渡船登记", "regionName": "临江县"},
    ],
)
def test_a_key_that_names_something_beside_the_facts_names_the_item(answer: object) -> None:
    found = read_answer({"code": 0, "data": answer}).read("name")
    assert found.text == NAME


def test_keys_that_name_two_things_decide_nothing() -> None:
    answer = {**FACTS, "ywlxmc": "渡船登记", "ywdlmc": "渡口许可"}
    assert read_answer({"data": answer}).read("name").state is State.UNREAD


@pytest.mark.parametrize(
    "more",
    [
        {"ywlxmc": None},
        {"userName": "渡工某某某"},
        {"ywlxmc": "临江县水运局"},
        {"list": [{"ywlxmc": "渡船登记"}, {"ywlxmc": "渡口许可"}]},
        {"fileName": "渡船登记"},
    ],
)
def test_an_answer_without_a_name_states_none(more: dict[str, object]) -> None:
    assert read_answer({"data": {**FACTS, **more}}).read("name").state is State.NOT_STATED
