"""The survey of a portal that nobody configured: walked on loopback, read from the archive alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.assembly.region import RegionRecords
from crawler.domain.check import Outcome
from crawler.domain.evidence import Failure
from crawler.domain.survey import Entry, Survey
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlJob, CrawlOptions, crawl
from crawler.gather.installed import executable
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gather.conftest import Reply, Seen, Site

OFFICES = ("市场监督管理局", "水务局", "民政局", "教育局", "公安局", "交通运输局", "司法局", "档案局")
SUBJECTS = ("食品经营", "取水工程", "社会团体", "民办学校", "特种行业", "道路货运", "律师执业", "档案利用")

FORM = "<form action='/so'><input name='wd' placeholder='请输入关键字'><button>搜索</button></form>"


class Routes(dict[str, "Reply | Callable[[Seen], Reply | None]"]):
    """Fixed routes, and a function for every address of a search."""

    search: Callable[[str], str] | None = None

    def get(self, path: str, default: object = None) -> object:  # type: ignore[override]
        parts = urlsplit(path)
        if parts.path == "/so" and self.search is not None:
            words = parse_qs(parts.query).get("wd", [""])[0]
            body = f"<html><head><title>搜索结果</title></head><body>{self.search(unquote(words))}</body></html>"
            return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()
        return super().get(path, default)


def names() -> list[str]:
    return [f"{subject}许可证核发" for subject in SUBJECTS]


def row(number: int) -> str:
    return f"<li><a href='/guide?id={number}'>{names()[number]}</a> <span>行政许可</span></li>"


def build(site: Site) -> Routes:
    """A portal with one department a column; half of the departments have nothing in theirs."""
    site.routes = Routes()
    routes = site.routes
    assert isinstance(routes, Routes)
    menu = (
        "<ul class='m'><li><a href='/list'>事项清单</a></li><li><a href='/hd'>咨询投诉</a></li>"
        "<li><a href='/pj'>好差评</a></li><li><a href='/yjs'>“高效办成一件事”专区</a></li>"
        "<li><a href='/wza'>无障碍浏览</a></li>"
        "<li><a href='/app'>移动端下载</a></li><li><a href='mailto:a@b.cn'>邮件</a></li>"
        "<li><a href='#top'>回到顶部</a></li>"
        "<li><a href='javascript:void(0)'>收藏</a></li><li><a href='/login'>用户登录</a></li></ul>" + FORM
    )
    offices = "".join(f"<a href='/dept?no={n}'>{name}</a> " for n, name in enumerate(OFFICES))
    words = "<p>欢迎来到云溪市政务服务网，本网为群众和企业提供事项查询。</p>" * 3
    site.html("/", f"{menu}{words}{offices}<p><a href='/old.html'>便民地图</a><a href='/slow'>办事日历</a></p>")
    site.html("/list", menu + "<ul>" + "".join(row(n) for n in range(8)) + "</ul>")
    for n in range(8):
        entries = f"<ul>{row(n)}</ul><p>办件数据：暂无</p>" if n < 2 else "<div class='e'><p>暂无数据</p></div>"
        site.html(f"/dept?no={n}", f"{menu}<h2>{OFFICES[n]}</h2>{entries}")
        parts = "".join(
            f"<h3>{x}</h3><p>见第{n}号窗口的说明。</p>"
            for x in ("受理条件", "办理流程", "咨询电话", "办理地点", "设定依据")
        )
        site.html(f"/guide?id={n}", f"{menu}<h1>{names()[n]}</h1>{parts}")
    site.html(
        "/hd",
        f"{menu}<h2>互动交流</h2><a href='/hd/write'>我要咨询</a> <a href='/hd/answers'>答复公开</a>",
    )
    site.html(
        "/hd/write",
        f"{menu}<form method='post' action='/hd/send'><textarea name='t' placeholder='请填写内容'></textarea></form>",
    )
    site.html(
        "/hd/answers",
        f"{menu}<ul><li>如何办理食品经营许可？ 咨询时间：2026-03-02 答复时间：2026-03-04</li>"
        "<li>取水许可多久办完？ 咨询时间：2026-03-05 答复时间：2026-07-20</li></ul>",
    )
    site.html(
        "/pj",
        f"{menu}<p>好差评分为五级，非常满意、满意、基本满意、不满意、非常不满意。</p>"
        "<table><tr><th>部门</th><th>评价数</th><th>好评率</th></tr><tr><td>民政局</td><td>1,204</td><td>99.1%</td></tr></table>",
    )
    site.html("/yjs", f"{menu}<div><a href='/t/1'>企业注销登记</a><a href='/t/2'>新生儿出生</a></div>")
    for path in ("/t/1", "/t/2", "/wza", "/app"):
        site.html(path, menu + "<h2>服务说明</h2>" + words)
    site.routes["/login"] = (302, {"Location": "/sso/login"}, b"")
    site.html("/sso/login", "<form><input type='password'>统一身份认证登录</form>")
    site.html("/slow", "<p>系统升级维护中</p>", status=503)
    routes.search = lambda wanted: (
        menu
        + (
            "<p>为您找到以下结果</p>" + "".join(row(n) for n, name in enumerate(names()) if wanted and wanted in name)
            or "没有找到"
        )
        + f"<p>关键字：{wanted}</p>"
    )
    return routes


@pytest.fixture
def walked(
    site: Site, job: Callable[..., CrawlJob], options: CrawlOptions, tmp_path: Path
) -> Callable[..., tuple[Survey, RegionRecords]]:
    def walk(*, survey: bool = True) -> tuple[Survey, RegionRecords]:
        one = replace(job(), survey=survey)
        ended = crawl((one,), data=tmp_path, run="r", options=options)[one.region]
        assert ended.items == 8, ended
        archive = RegionArchive(tmp_path, "r", one.region)
        records = RegionRecords(archive, one.profile, read_labels(catalogue.labels_text()))
        return records.portal().survey, records

    return walk


def test_a_portal_is_surveyed_from_its_front_page(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]
) -> None:
    build(site)
    survey, _ = walked()

    assert {e.value for e in survey.entrances} == {
        "search", "rating", "consultation", "accessibility", "mobile", "one_thing",
    }  # fmt: skip
    assert survey.looked_for == frozenset(Entry)
    columns = {c.name.text: c.entries for c in survey.columns}
    assert columns == {name: 1 if n < 2 else 0 for n, name in enumerate(OFFICES)}
    assert {c.words.text for c in survey.columns if c.words} == {"暂无数据"}
    zone = survey.zone(Entry.ONE_THING)
    assert zone is not None
    assert zone.complete
    assert {"企业注销登记", "新生儿出生"} <= {n.text for n in zone.names}
    assert [(r.asked.isoformat(), r.answered and r.answered.isoformat()) for r in survey.replies] == [
        ("2026-03-02", "2026-03-04"), ("2026-03-05", "2026-07-20"),
    ]  # fmt: skip
    assert [r.text for r in survey.rating_counts] == ["评价数 1,204", "好评率 99.1%"]
    place = survey.entrances[Entry.CONSULTATION].place
    assert place is not None
    assert place.text == "请填写内容"
    assert survey.entrances[Entry.RATING].place is None
    searches = [(s.exact, s.at, s.failure) for s in survey.searches]
    assert searches == [(True, 1, None)] * 8 + [(False, 1, None)] * 3
    dead = {x.reading.text: (x.look.status, x.look.looks) for x in survey.links if x.look.looks and not x.look.opened}
    assert dead == {"便民地图": (404, 2), "办事日历": (503, 1)}
    assert site.asked("/hd/send") == 0
    assert not any(path.startswith("/sso") for path in site.paths())


def test_what_a_heading_of_the_front_page_is_called_after_is_not_missed(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]
) -> None:
    routes = build(site)
    status, headers, body = routes["/"]  # type: ignore[misc]
    routes["/"] = (
        status,
        headers,
        body.replace(b"</body>", "<h3>便民服务</h3><p>水费 电费 燃气</p></body>".encode()),
    )
    survey, _ = walked()

    assert frozenset(Entry) - survey.looked_for == {Entry.EVERYDAY}


def test_a_survey_is_not_asked_for_twice(site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]) -> None:
    build(site)
    first, _ = walked()
    asked = len(site.log)
    again, _ = walked()

    # What did not answer in time may answer now, and is asked for again.
    assert {seen.path for seen in site.log[asked:]} <= {"/slow"}
    assert replace(again, links=()) == replace(first, links=())
    assert [(one.reading, one.look.opened) for one in again.links] == [
        (one.reading, one.look.opened) for one in first.links
    ]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("请拨打12345或者用户登录后提交。", "cant_tell"), ("请拨打12345，工作人员会登记您的诉求。", "failed")],
)
def test_a_field_that_comes_after_a_login_is_not_missed(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]], said: str, outcome: str
) -> None:
    """The menu's link 用户登录 says nothing of the module; words of the module's own page do."""
    menu = build(site)["/"][2].decode().partition("<body>")[2].partition("<p>欢迎")[0]  # type: ignore[index]
    site.html("/hd", f"{menu}<h2>我要投诉</h2><p>{said}</p>")
    _, records = walked()

    assert judge(all_checks()["interaction.consultation"], records.portal()).outcome.value == outcome


def test_without_a_survey_nothing_more_is_asked_and_nothing_is_missing(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]
) -> None:
    build(site)
    survey, _ = walked(survey=False)

    assert survey.looked_for == frozenset()
    assert survey.seen == frozenset()
    assert not any(path.startswith(("/so", "/hd", "/old")) for path in site.paths())


def test_a_search_is_the_last_way_to_a_list(site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]) -> None:
    routes = build(site)
    site.html("/", FORM + "<p>欢迎来到云溪市政务服务网，请输入您要办理的事项名称。</p>" * 5)
    assert routes.search is not None
    _, records = walked(survey=False)

    assert len(records.item_list().items) == 8


@pytest.mark.parametrize("link", ["<a href='http://127.0.0.1:{port}/'>进入</a>", "<a href='/zw'>政务服务</a>", ""])
def test_the_government_portal_is_asked_for_the_way_back(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]], link: str
) -> None:
    build(site)
    port = site.url.rsplit(":", 1)[1].strip("/")
    reply = site.routes["/"]
    assert isinstance(reply, tuple)
    there = f"<a href='http://localhost:{port}/gov'>云溪省人民政府</a></body>"
    site.routes["/"] = (reply[0], reply[1], reply[2].replace(b"</body>", there.encode()))
    site.html("/gov", "<h1>云溪省人民政府</h1><a href='/gov/news'>要闻</a>" + link.format(port=port))
    survey, records = walked()

    assert Entry.GOVERNMENT_PORTAL in survey.entrances
    assert "way_back" in survey.seen
    assert (survey.way_back is not None) == bool(link)
    verdict = judge(all_checks()["site.unified_entrance"], records.portal())
    assert verdict.outcome is (Outcome.PASSED if link else Outcome.FAILED)


def test_a_front_page_in_another_style(site: Site, walked: Callable[..., tuple[Survey, RegionRecords]]) -> None:
    """GBK, pictures for words, a search by POST, a consultation behind the login, figures in a drawing, a reload."""
    build(site)
    asked: list[bytes] = []

    def search(seen: Seen) -> Reply:
        asked.append(seen.body)
        wanted = parse_qs(seen.body.decode(), encoding="gbk").get("title", [""])[0]
        hits = "".join(row(n) for n, name in enumerate(names()) if wanted in name)
        text = f"<html><head><meta charset='gbk'></head><body>{hits or '没有找到'}<p>{wanted}</p></body></html>"
        return 200, {"Content-Type": "text/html"}, text.encode("gbk")

    site.routes["/query.do"] = search
    words = "<p>欢迎来到云溪市政务服务网，本网为群众和企业提供事项查询。</p>" * 5
    body = (
        "<meta charset='gbk'><a href='/list'><img src='1.png' alt='事项清单'></a><a href='/z'><img src='3.png'></a>"
        "<a href='/hd'><img src='2.png' title='咨询投诉'></a><a href='/pj'><img src='4.png' alt='评价结果公开'></a>"
        "<form action='/query.do' method='post'><input type='hidden' name='site' value='1'>"
        f"<input name='title' value=''><input type='submit' value='站内搜索'></form>{words}"
    )
    for path in ("/list", *(f"/guide?id={n}" for n in range(8))):
        shown = site.routes[path]
        assert isinstance(shown, tuple)
        site.routes[path] = (*shown[:2], re.sub(b"<ul class='m'>.*?</form>", b"", shown[2]))
    site.html("/", body, encoding="gbk")
    site.routes["/hd"] = (302, {"Location": "/sso/login"}, b"")
    site.html("/pj", "<h2>评价结果公开</h2><canvas id='c'></canvas>")
    page = "<html><head><title>跨省通办专区-云溪市</title></head><body><a href='/t/1'>户口迁移</a></body></html>"
    site.routes["/z"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
    survey, records = walked()

    assert {e.value for e in survey.entrances} == {"search", "consultation", "rating_results", "cross_province"}
    assert survey.looked_for == frozenset(Entry)
    assert len(asked) == 11
    assert {s.at for s in survey.searches} == {1}
    look = survey.entrances[Entry.CONSULTATION].look
    assert look is not None
    assert look.failure is Failure.LOGIN_REQUIRED
    outcomes = {
        c: judge(all_checks()[c], records.portal()).outcome.value
        for c in all_checks()
        if c.startswith(("site.", "inter"))
    }
    assert outcomes == {
        "interaction.accessibility": "failed",
        "interaction.assistant": "failed",
        "interaction.consultation": "cant_tell",
        "interaction.rating_entry": "failed",
        "interaction.rating_results": "cant_tell",
        "interaction.reply_time": "cant_tell",
        "site.availability": "passed",
        "site.browser_compatibility": "cant_tell",
        "site.dead_link": "passed",
        "site.empty_column": "inapplicable",
        "site.mobile_entry": "failed",
        "site.search": "passed",
        "site.unified_entrance": "cant_tell",
    }


def test_a_search_that_only_a_script_sends_is_typed_into(
    site: Site, walked: Callable[..., tuple[Survey, RegionRecords]], needed: Callable[[str, bool], None]
) -> None:
    needed("Chromium, which types into the search", executable(None) is not None)
    build(site)
    reply = site.routes["/"]
    assert isinstance(reply, tuple)
    field = "<div><input id='k' placeholder='搜索事项'><span id='b'>搜索</span></div><div id='r'></div>"
    rows = json.dumps(names(), ensure_ascii=False)
    script = f"""<script>document.getElementById('b').onclick = () => {{
      const found = {rows}.filter(n => n.includes(document.getElementById('k').value));
      const shown = found.map(n => '<h4>' + n + '</h4>').join('');
      document.getElementById('r').innerHTML = shown || '没有找到';
    }}</script>"""
    old = reply[2].decode()
    begin, end = old.index("<form"), old.index("</form>") + 7
    site.html("/", old[old.index("<body>") + 6 : begin] + field + old[end : old.index("</body>")] + script)
    for path in [p for p in site.routes if p not in {"/", "/login"}]:
        page = site.routes[path]
        assert isinstance(page, tuple)
        form = FORM.encode()
        site.routes[path] = (page[0], page[1], page[2].replace(form, b""))
    survey, _ = walked()

    assert [(s.exact, s.at, s.failure) for s in survey.searches] == [(True, 1, None)] * 5 + [(False, 1, None)] * 2
    assert survey.looked_for == frozenset(Entry)


def test_what_needs_a_script_and_was_not_rendered_is_not_missed(
    site: Site,
    walked: Callable[..., tuple[Survey, RegionRecords]],
    options: CrawlOptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_BROWSER", "/nowhere/chromium")
    build(site)
    reply = site.routes["/"]
    assert isinstance(reply, tuple)
    site.routes["/"] = (reply[0], reply[1], reply[2] + b"<script src='/js/widgets.js'></script>")
    survey, _ = walked()

    assert Entry.CONSULTATION in survey.entrances
    assert survey.looked_for == frozenset()
    assert all(one.failure is not Failure.BLOCKED for one in survey.visits)
