"""Portal of the first kind: server-rendered tables in UTF-8, a paged list by `?page=`, plain links to files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.demo import entrances
from crawler.demo.pages import file_reply, fixed, labelled, refusal, rendered
from crawler.demo.site import Reply

if TYPE_CHECKING:
    from crawler.demo.guide import Guide
    from crawler.demo.site import Request, Site


def answer(site: Site, request: Request) -> Reply | None:
    """The page at an address, or None where there is none."""
    first, _, rest = request.path.strip("/").partition("/")
    match first:
        case "":
            return rendered("tables/home.html", site=site, hot=_hot(site), entrances=entrances.links(site.region))
        case "static":
            return fixed(rest)
        case "bsfw" if site.region.items:
            return _service(site, request, rest)
        case "files":
            return file_reply(site, rest.partition("/")[0])
        case "zt":
            page = entrances.body(site, rest.removesuffix(".html"))
            return Reply(body=page.encode()) if page else None
        case "news":
            return _news(site, rest)
        case "apply":
            return Reply(body=b"", status=302, headers=(("Location", f"/login?goto=/apply/{rest}"),))
        case _:
            return _text(site, request, first, rest)


def _hot(site: Site) -> list[Guide]:
    """Six items for the front page."""
    return site.guides[:18:3]


def _service(site: Site, request: Request, rest: str) -> Reply | None:
    kind, _, number = rest.partition("/")
    if kind == "list":
        return _list(site, request)
    guide = site.numbered(number)
    if kind != "guide" or guide is None:
        return None
    return refusal("tables/text.html", site, guide) or rendered(
        "tables/guide.html",
        site=site,
        g=guide,
        basic=labelled(guide, "tables", "basic"),
        contact=labelled(guide, "tables", "contact"),
        related=[other for other in site.of_office(guide.office.key) if other is not guide][:4],
    )


def _list(site: Site, request: Request) -> Reply:
    department = request.field("dept")
    guides = site.of_office(department) if department else site.guides
    if request.field("object") == "person":
        guides = [guide for guide in guides if "自然人" in guide.facts["service_target"]]
    elif request.field("object") == "legal":
        guides = [guide for guide in guides if "法人" in guide.facts["service_target"]]
    page = request.number("page")
    kept = "".join(f"{name}={request.field(name)}&" for name in ("dept", "object") if request.field(name))
    return rendered(
        "tables/list.html",
        site=site,
        rows=site.page(guides, page),
        count=len(guides),
        page=page,
        pages=site.pages(guides),
        dept=department or request.field("object"),
        here=f"/bsfw/list?{kept}",
    )


def _news(site: Site, rest: str) -> Reply | None:
    if not rest:
        links = [(news.title, f"/news/{news.number}.html", news.date) for news in site.news]
        return _page(site, "政务动态", links=links)
    found = next((news for news in site.news if rest == f"{news.number}.html"), None)
    return _page(site, found.title, found.text, date=found.date) if found else None


def _text(site: Site, request: Request, first: str, rest: str) -> Reply | None:
    region = site.region
    match first:
        case "organs":
            names = [(region.office_name(o), f"/bsfw/list?dept={o.key}", "") for o in site.offices]
            if region.items and not region.list_hidden:
                return _page(site, "部门服务", links=names)
            return _page(site, "机构概况", [name for name, _, _ in names])
        case "service" if region.list_hidden and not rest:
            return _page(site, "政务服务", links=[("政务服务事项清单公布", "/service/catalogue", region.updated)])
        case "service" if region.list_hidden:
            text = [f"{region.name}政务服务事项实行清单管理，清单之外一律不得审批。"]
            return _page(site, "政务服务事项清单公布", text, links=[("县级政务服务事项清单", "/bsfw/list", "")])
        case "contact":
            links = [("我要咨询", "/zt/consultation.html", "")] if "consultation" in region.entrances else None
            text = [f"咨询投诉电话：{region.area_code}-8612345，12345", f"地址：{region.centre}"]
            return _page(site, "互动交流", text, links=links)
        case "search":
            return _search(site, request)
        case "login":
            return _page(site, "统一身份认证登录", ["请使用账号密码、短信验证码或者扫码登录。"])
        case "rating" | "elder" | "accessible":
            return _page(site, "服务说明", [f"{region.title}为办事人提供“好差评”、长者助手和无障碍浏览服务。"])
        case "robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /apply/\nDisallow: /login\n", content_type="text/plain")
        case _:
            return None


def _search(site: Site, request: Request) -> Reply:
    words = request.field("keyword")
    found = [guide for guide in site.guides if words and words in guide.name]
    links = [(guide.name, f"/bsfw/guide/{guide.number}", guide.facts["item_type"]) for guide in found]
    return _page(site, "搜索结果", [] if found else ["查无相关事项"], links=links)


def _page(
    site: Site,
    title: str,
    text: list[str] | tuple[str, ...] = (),
    *,
    links: list[tuple[str, str, str]] | None = None,
    date: str | None = None,
) -> Reply:
    return rendered("tables/text.html", site=site, title=title, text=text, links=links, date=date)
