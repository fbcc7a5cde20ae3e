from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

from crawler.catalogue.portals import read_profile
from crawler.demo.forms import file_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.demo.guide import Guide
    from crawler.demo.server import DemoPortal
    from tests.demo.conftest import Visitor

MAIN = ("990001", "990100", "990200")


def test_three_portals_of_different_architecture_have_forty_items_each(portals: dict[str, DemoPortal]) -> None:
    assert {portals[code].site.region.style for code in MAIN} == {"tables", "frames", "single_page"}
    for code in MAIN:
        guides = portals[code].site.guides
        assert len(guides) >= 40
        assert len({guide.office.key for guide in guides}) >= 8
        assert {"行政许可", "行政确认", "行政给付", "公共服务", "其他行政权力"} <= {
            g.facts["item_type"] for g in guides
        }


def test_profiles_are_what_the_catalogue_reads(portals: dict[str, DemoPortal]) -> None:
    for code, portal in portals.items():
        profile = read_profile(portal.profile_path)
        assert (profile.code, profile.name, profile.portal) == (code, portal.name, portal.url)
        assert (profile.platform, profile.limits.rate) == ("auto", 50)
        assert profile.hints.item_list is None
        assert profile.hints.guide is None


def test_tables_are_utf8_and_page_to_their_end(tables: Visitor) -> None:
    home = tables.get("/")
    assert (home.status, home.content_type) == (200, "text/html; charset=utf-8")
    total = len(tables.portal.site.guides)
    seen: list[str] = []
    for page in range(1, 6):
        text = tables.get(f"/bsfw/list?page={page}").body.decode()
        assert f"共 {total} 项" in text
        assert ("下一页" in text) == (page < 5)
        seen += re.findall(r'<td><a href="/bsfw/guide/(\d+)">(?!办事指南)', text)
    assert len(seen) == len(set(seen)) == total
    assert "<td><a" not in tables.get("/bsfw/list?page=6").body.decode()


def test_department_filter_counts_only_its_own(tables: Visitor) -> None:
    text = tables.get("/bsfw/list?dept=market").body.decode()
    own = tables.portal.site.of_office("market")
    assert f"共 {len(own)} 项" in text
    assert all(guide.name in text for guide in own)


def test_guide_has_all_its_tabs_in_the_page(tables: Visitor) -> None:
    guide = tables.portal.site.guide("food_licence")
    text = tables.get(f"/bsfw/guide/{guide.number}").body.decode()
    for value in (guide.facts["implementation_code"], guide.laws[0].content, guide.steps[2].description, guide.faq[1]):
        assert value in text
    assert text.count('class="tab"') == 8


def test_old_pages_are_gb18030_declared_gb2312(frames: Visitor) -> None:
    page = frames.get("/bszn/list.do")
    assert page.content_type == "text/html;charset=gb2312"
    assert b"charset=gb2312" in page.body
    assert "堽城市" in page.body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("gb2312")
    assert frames.get("/bszn/html/1002.html").content_type == "text/html"


def test_script_paging_by_post_reaches_every_item(frames: Visitor) -> None:
    total = len(frames.portal.site.guides)
    seen: list[str] = []
    for page in range(1, 6):
        text = frames.post("/bszn/list.do", f"pageNo={page}&deptId=&kind=").body.decode("gb18030")
        assert f"共 {total} 条记录" in text
        assert (f"gotoPage({page + 1})" in text) == (page < 5)
        seen += re.findall(r"viewItem\('(\d+)'\)|/bszn/html/(\d+)\.html", text)
    assert len(set(seen)) == len(seen) == total
    assert b"<tr><td>" not in frames.post("/bszn/list.do", "pageNo=6").body


def test_servlet_gives_files_without_extension_but_with_their_name(frames: Visitor) -> None:
    guide = frames.portal.site.guide("hr_agency")
    blank = guide.materials[0].blank
    assert blank is not None
    text = frames.get(f"/bszn/detail.do?itemId={guide.number}").body.decode("gb18030")
    assert f"javascript:downLoadFile('{blank.id}')" in text
    got = frames.get(f"/DownLoadServlet?fileId={blank.id}")
    assert got.content_type == "application/octet-stream"
    assert unquote(got.headers["Content-Disposition"]) == f'attachment; filename="{blank.name}"'
    assert got.body == file_bytes(blank)


def test_search_takes_words_in_the_encoding_of_the_page(frames: Visitor) -> None:
    body = f"keyword={quote('工伤认定', encoding='gb18030')}"
    assert "itemId=" in frames.post("/search.do", body).body.decode("gb18030")


def test_single_page_app_is_an_empty_shell(single_page: Visitor) -> None:
    text = single_page.get("/").body.decode()
    assert re.search(r'<div id="app"[^>]*></div>', text)
    assert single_page.portal.site.guides[0].name not in text
    assert single_page.get("/static/app.js").content_type.startswith("text/javascript")


def test_list_interface_answers_post_and_get_to_its_end(single_page: Visitor) -> None:
    total = len(single_page.portal.site.guides)
    seen: list[str] = []
    for page in range(1, 6):
        asked = {"pageNum": page, "pageSize": 10, "deptId": "", "keyword": ""}
        posted = single_page.post("/api/item/list", json.dumps(asked), "application/json")
        assert posted.body == single_page.get(f"/api/item/list?pageNum={page}&pageSize=10").body
        data = json.loads(posted.body)["data"]
        assert data["total"] == total
        seen += [row["TASK_CODE"] for row in data["list"]]
    assert len(set(seen)) == len(seen) == total
    assert json.loads(single_page.get("/api/item/list?pageNum=6&pageSize=10").body)["data"]["list"] == []


def test_detail_interface_speaks_the_national_standard(single_page: Visitor) -> None:
    guide = single_page.portal.site.guide("public_place")
    got = single_page.get(f"/api/item/detail?code={guide.facts['implementation_code']}")
    data = json.loads(got.body)["data"]
    assert got.content_type.startswith("application/json")
    assert data["AUDIT_ITEM"]["TASK_NAME"] == guide.name
    assert (data["AUDIT_ITEM"]["ANTICIPATE_DAY"], data["AUDIT_ITEM"]["ANTICIPATE_TYPE"]) == ("20", "1")
    assert [law["CLAUSE_NUMBER"] for law in data["AUDIT_ITEM_BYLAW"]] == ["第四条"]
    form = data["AUDIT_MATERIAL"][0]["FORM_GUID"][0]
    assert "." not in form["FILEPATH"]
    assert single_page.get(form["FILEPATH"]).status == 200


@pytest.mark.parametrize("code", MAIN)
def test_every_guide_answers_as_planned(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor], code: str
) -> None:
    planned = {"guide": 200, "missing": 404, "forbidden": 403, "down": 503, "login": 401 if code == "990200" else 302}
    portal = portals[code]
    for guide in portal.site.guides:
        got = visit(portal).get(_guide_path(portal, guide))
        assert got.status == planned.get(guide.answers, 200), guide.key
        assert (guide.answers == "guide") == (got.status == 200 and len(got.body) > 2000), guide.key


@pytest.mark.parametrize("code", MAIN)
def test_every_file_answers_as_planned(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor], code: str
) -> None:
    portal = portals[code]
    assert len(portal.site.files) >= 60
    for number, attachment in portal.site.files.items():
        got = visit(portal).get(_file_path(portal, number, attachment.name))
        assert got.status == (403 if attachment.answers == "forbidden" else 200), attachment.name
        assert bool(got.body) == (attachment.kind != "zero"), attachment.name


def test_portals_without_a_list_have_none_anywhere(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor]
) -> None:
    for code in ("990301", "990302"):
        visitor = visit(portals[code])
        asked, left = set(), ["/"]
        while left:
            path = left.pop()
            asked.add(path)
            got = visitor.get(path)
            assert got.status == 200, path
            text = got.body.decode("gb18030" if code == "990302" else "utf-8")
            assert "办事指南" not in text
            left += [link for link in set(re.findall(r'(?:href|action)="(/[^"]*)"', text)) if link not in asked]
        assert len(asked) >= 8
        assert visitor.get("/bsfw/list").status == visitor.get("/bszn/list.do").status == 404


def test_side_portals_declare_what_their_truth_says(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor]
) -> None:
    pages = [visit(portals["990305"]).get(f"/bsfw/list?page={page}").body.decode() for page in (1, 2)]
    assert all("共 12 项" in page for page in pages)
    assert len(set(re.findall(r"/bsfw/guide/(\d+)", "".join(pages)))) == 7
    data = json.loads(visit(portals["990306"]).get("/api/item/list?pageNum=2&pageSize=4").body)["data"]
    assert (data["total"], len(data["list"])) == (15, 2)
    assert "共 7 个主项" in visit(portals["990303"]).get("/bsfw/list").body.decode()


def test_item_shared_by_two_departments_is_listed_under_both(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor]
) -> None:
    visitor = visit(portals["990304"])
    for path in ("/", "/bszn/index.jsp", "/bszn/list.do"):
        assert b"detail.do" not in visitor.get(path).body
    shared = portals["990304"].site.guide("residence_permit")
    for department in ("police", "hrss"):
        assert shared.name in visitor.get(f"/bm/{department}.html").body.decode("gb18030")
    assert "全县共 7 项" in visitor.get("/bmdh.jsp").body.decode("gb18030")


def test_every_portal_has_robots_and_logs_its_requests(
    portals: dict[str, DemoPortal], visit: Callable[[DemoPortal], Visitor]
) -> None:
    for portal in portals.values():
        before = len(portal.log)
        got = visit(portal).get("/robots.txt")
        assert got.content_type.startswith("text/plain")
        assert got.body.startswith(b"User-agent: *")
        assert [(logged.method, logged.path, logged.status) for logged in portal.log[before:]] == [
            ("GET", "/robots.txt", 200)
        ]


def test_no_page_leads_off_loopback_but_to_names_that_cannot_exist(tables: Visitor) -> None:
    for path in ("/", "/bsfw/list", "/bsfw/guide/1001", "/news", "/contact"):
        hosts = set(re.findall(r"https?://([^/\"]+)", tables.get(path).body.decode()))
        assert all(host.endswith(".example") for host in hosts)


def _guide_path(portal: DemoPortal, guide: Guide) -> str:
    match portal.site.region.style:
        case "tables":
            return f"/bsfw/guide/{guide.number}"
        case "frames":
            return f"/bszn/detail.do?itemId={guide.number}"
        case _:
            return f"/api/item/detail?code={guide.facts['implementation_code']}"


def _file_path(portal: DemoPortal, number: str, name: str) -> str:
    match portal.site.region.style:
        case "tables":
            return f"/files/{number}/{quote(name)}"
        case "frames":
            return f"/DownLoadServlet?fileId={number}"
        case _:
            return f"/obs/attach/{number}"
