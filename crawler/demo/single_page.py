"""Portal of the third kind: a single-page app over a JSON interface that plain HTTP can ask as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler.demo import api, entrances
from crawler.demo.pages import file_reply, fixed, rendered
from crawler.demo.site import Reply

if TYPE_CHECKING:
    from crawler.demo.guide import Guide
    from crawler.demo.site import Request, Site

_JSON = "application/json;charset=UTF-8"
_LOGIN = (
    "<html><head><title>统一身份认证</title></head><body><h1>用户登录</h1><p>请扫码或者使用账号登录</p></body></html>"
)
_REFUSALS = {
    "missing": (404, "404", "Not Found"),
    "forbidden": (403, "403", "请求被拦截"),
    "down": (503, "503", "服务暂不可用"),
    "login": (401, "401", "请先登录"),
}


def answer(site: Site, request: Request) -> Reply | None:
    """The page, script, file or JSON answer at an address, or None where there is none."""
    first, _, rest = request.path.strip("/").partition("/")
    match first:
        case "" | "index.html":
            return rendered("single_page/index.html", site=site)
        case "static":
            return fixed(rest)
        case "obs":
            return file_reply(site, rest.removeprefix("attach/"), bare=True)
        case "api":
            return _api(site, request, rest)
        case "zt":
            page = entrances.body(site, rest.removesuffix(".html"))
            return Reply(body=page.encode()) if page else None
        case "wssb" if site.numbered(request.field("itemId")):
            return Reply(body=b"", status=302, headers=(("Location", "/login"),))
        case "login":
            return Reply(body=_LOGIN.encode())
        case "robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /manage/\n", content_type="text/plain")
        case _:
            return None


def _api(site: Site, request: Request, name: str) -> Reply | None:
    match name:
        case "site/info":
            region = site.region
            return _json(
                {
                    "name": region.name,
                    "title": region.title,
                    "address": region.centre,
                    "hours": region.hours,
                    "entrances": entrances.links(region),
                }
            )
        case "news/list":
            rows = [{"id": n.number, "title": n.title, "date": n.date, "content": list(n.text)} for n in site.news]
            return _json({"total": len(rows), "list": rows})
        case "dept/list":
            return _json([{"DEPT_ID": o.code, "SHORT_NAME": site.region.office_name(o)} for o in site.offices])
        case "item/list":
            return _list(site, request)
        case "item/detail":
            return _detail(_coded(site, request.field("code")))
        case _:
            return None


def _json(data: Any, *, status: int = 200, code: str = "0", message: str = "success") -> Reply:
    body = json.dumps({"code": code, "message": message, "data": data}, ensure_ascii=False)
    return Reply(body=body.encode(), content_type=_JSON, status=status)


def _list(site: Site, request: Request) -> Reply:
    department = request.field("deptId")
    words = request.field("keyword")
    guides = [guide for guide in site.guides if words in guide.name]
    guides = [guide for guide in guides if not department or guide.office.code == department]
    page = request.number("pageNum")
    size = max(1, min(request.number("pageSize", site.region.page_size), 50))
    rows = guides[(page - 1) * size : page * size]
    total = site.region.total if site.region.total and not department and not words else len(guides)
    return _json({"total": total, "pageNum": page, "pageSize": size, "list": [api.row(guide) for guide in rows]})


def _coded(site: Site, code: str) -> Guide | None:
    return next((guide for guide in site.guides if guide.facts.get("implementation_code") == code), None)


def _detail(guide: Guide | None) -> Reply:
    if guide is None:
        return _json(None, code="1", message="未找到匹配的信息")
    if guide.answers == "guide":
        return _json(api.detail(guide))
    if guide.answers in _REFUSALS:
        status, code, message = _REFUSALS[guide.answers]
        return _json(None, status=status, code=code, message=message)
    return _json({}, message=guide.answers)
