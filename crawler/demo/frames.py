"""Portal of the second kind: old GB18030 pages declared gb2312, a list in a frame, script paging, servlet downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from crawler.demo import entrances
from crawler.demo.pages import file_reply, fixed, labelled, refusal, text_of
from crawler.demo.site import Reply

if TYPE_CHECKING:
    from crawler.demo.guide import Guide
    from crawler.demo.site import Request, Site

_DYNAMIC = "text/html;charset=gb2312"
_STATIC_PAGE = "text/html"


def answer(site: Site, request: Request) -> Reply | None:
    """The page at an address, or None where there is none."""
    first, _, rest = request.path.strip("/").partition("/")
    match first:
        case "" | "index.jsp":
            return _page("frames/home.html", site=site, entrances=entrances.links(site.region))
        case "static":
            return fixed(rest)
        case "bszn" if site.region.items:
            return _service(site, request, rest)
        case "DownLoadServlet":
            return _download(site, request.field("fileId"))
        case "xwzx" | "xwzx.html":
            return _news(site, rest)
        case "zt":
            page = entrances.body(site, rest.removesuffix(".html"))
            return Reply(body=page.encode()) if page else None
        case "wssb":
            return Reply(body=b"", status=302, headers=(("Location", "/login"),))
        case "bm" if site.region.list_hidden:
            return _department(site, rest.removesuffix(".html"))
        case _:
            return _text(site, request, first)


def _page(template: str, content_type: str = _DYNAMIC, **values: Any) -> Reply:
    return Reply(body=text_of(template, **values).encode("gb18030"), content_type=content_type)


def _service(site: Site, request: Request, rest: str) -> Reply | None:
    whole_list = not site.region.list_hidden
    if rest == "index.jsp" and whole_list:
        return _page("frames/index.html", site=site)
    if rest == "list.do" and whole_list:
        return _list(site, request)
    if rest == "detail.do":
        return _guide(site, site.numbered(request.field("itemId")), _DYNAMIC)
    if rest.startswith("html/"):
        return _guide(site, site.numbered(rest.removeprefix("html/").removesuffix(".html")), _STATIC_PAGE)
    return None


def _list(site: Site, request: Request) -> Reply:
    department = request.field("deptId")
    kind = request.field("kind")
    guides = [guide for guide in site.guides if not department or guide.office.code == department]
    word = {"person": "自然人", "legal": "法人"}.get(kind, "")
    guides = [guide for guide in guides if word in guide.facts["service_target"]]
    page = request.number("pageNo")
    return _page(
        "frames/list.html",
        site=site,
        rows=site.page(guides, page),
        count=len(guides),
        page=page,
        pages=site.pages(guides),
        dept=department,
        kind=kind,
    )


def _guide(site: Site, guide: Guide | None, content_type: str) -> Reply | None:
    if guide is None:
        return None
    refused = refusal("frames/text.html", site, guide)
    if refused is not None:
        body = refused.body.decode().encode("gb18030")
        return Reply(body=body, content_type=content_type, status=refused.status, headers=refused.headers)
    basic = labelled(guide, "frames", "basic")
    contact = labelled(guide, "frames", "contact")
    return _page("frames/guide.html", content_type, site=site, g=guide, basic=basic, contact=contact)


def _download(site: Site, number: str) -> Reply | None:
    found = file_reply(site, number, bare=True)
    if found is None or found.status != 200:
        return found
    name = quote(site.files[number].name)
    # Old servlets write the name as `URLEncoder.encode` gives it.
    headers = (("Content-Disposition", f'attachment; filename="{name}"'),)
    return Reply(body=found.body, content_type=found.content_type, headers=headers)


def _news(site: Site, rest: str) -> Reply | None:
    if not rest:
        links = [(news.title, f"/xwzx/{news.number}.html", news.date) for news in site.news]
        return _words(site, "新闻资讯", links=links)
    found = next((news for news in site.news if rest == f"{news.number}.html"), None)
    return _words(site, found.title, list(found.text), date=found.date) if found else None


def _department(site: Site, key: str) -> Reply | None:
    office = next((office for office in site.offices if office.key == key), None)
    if office is None:
        return None
    guides = site.of_office(key)
    return _page("frames/department.html", site=site, guides=guides, name=site.region.office_name(office))


def _text(site: Site, request: Request, first: str) -> Reply | None:
    region = site.region
    match first:
        case "jgsz.html":
            return _words(site, "机构设置", [region.office_name(office) for office in site.offices])
        case "bmdh.jsp" if region.list_hidden:
            links = [(region.office_name(office), f"/bm/{office.key}.html", "") for office in site.offices]
            return _words(site, "部门导航", [f"全县共 {len(site.guides)} 项政务服务事项，请选择部门办理"], links=links)
        case "lxwm.html":
            return _words(
                site, "联系我们", [f"电话：{region.area_code}-8612345", f"地址：{region.centre}", region.traffic]
            )
        case "login":
            return _words(site, "用户登录", ["请输入用户名、密码和验证码。"])
        case "search.do":
            words = request.field("keyword")
            found = [guide for guide in site.guides if words and words in guide.name]
            links = [(guide.name, f"/bszn/detail.do?itemId={guide.number}", "") for guide in found]
            return _words(site, "检索结果", [] if found else ["没有找到您要的内容"], links=links)
        case "robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain")
        case _:
            return None


def _words(
    site: Site,
    title: str,
    text: list[str] | None = None,
    *,
    links: list[tuple[str, str, str]] | None = None,
    date: str | None = None,
) -> Reply:
    return _page("frames/text.html", _STATIC_PAGE, site=site, title=title, text=text or [], links=links, date=date)
