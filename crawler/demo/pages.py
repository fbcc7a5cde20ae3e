"""What all sample portals share in answering: templates, static files, downloads, refusals."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.demo.facts import read_content
from crawler.demo.forms import CONTENT_TYPES, file_bytes
from crawler.demo.site import Reply

if TYPE_CHECKING:
    from crawler.demo.guide import Guide
    from crawler.demo.site import Site

_STATIC = {"css": "text/css", "js": "text/javascript; charset=utf-8", "png": "image/png"}


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("crawler.demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def text_of(template: str, **values: Any) -> str:
    """A template filled in."""
    return _templates().get_template(template).render(**values)


def rendered(template: str, **values: Any) -> Reply:
    """A template filled in, as a UTF-8 page."""
    return Reply(body=text_of(template, **values).encode())


def fixed(name: str) -> Reply | None:
    """A file of the `static` folder."""
    found = resources.files("crawler.demo").joinpath("static", name)
    ending = name.rpartition(".")[2]
    if "/" in name or ending not in _STATIC or not found.is_file():
        return None
    return Reply(body=found.read_bytes(), content_type=_STATIC[ending])


@cache
def layout(style: str, part: str) -> tuple[tuple[str, str], ...]:
    """Elements of a part of a page and their labels, in order."""
    return tuple((element, label) for element, label in read_content("content/layout.toml")[style][part])


def labelled(guide: Guide, style: str, part: str) -> list[tuple[str, str]]:
    """Labels and values of a part of a page; elements that the guide has no row for are left out."""
    return [
        (guide.labels.get(element, label), guide.facts[element])
        for element, label in layout(style, part)
        if element in guide.facts
    ]


def refusal(template: str, site: Site, guide: Guide) -> Reply | None:
    """What stands in place of a guide that an edit took away; None for a guide that answers."""
    name = guide.name
    match guide.answers:
        case "guide":
            return None
        case "missing":
            status, title, text = 404, "404", "页面不存在或者已被删除"
        case "forbidden":
            status, title, text = 403, "403 Forbidden", "您的访问被安全策略拦截，请稍后再试。"
        case "down":
            status, title, text = 503, "503 Service Unavailable", "系统繁忙，请稍后再试。"
        case "login":
            return Reply(body=b"", status=302, headers=(("Location", f"/login?goto={guide.number}"),))
        case words:
            status, title, text = 200, name, words
    page = text_of(template, site=site, title=title, text=[text], links=None, date=None)
    return Reply(body=page.encode(), status=status)


def file_reply(site: Site, number: str, *, bare: bool = False) -> Reply | None:
    """A form file; `bare` names neither its type nor anything else."""
    found = site.files.get(number)
    if found is None:
        return None
    if found.answers == "forbidden":
        return Reply(body="非法请求来源，禁止下载".encode(), content_type="text/html; charset=utf-8", status=403)
    if found.answers == "page":
        text = f"欢迎访问{site.region.title}"
        return Reply(body=f"<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>".encode())
    kind = "application/octet-stream" if bare else CONTENT_TYPES.get(found.extension, "application/octet-stream")
    return Reply(body=file_bytes(found), content_type=kind)
