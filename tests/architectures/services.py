"""What the sample portals publish: a few service items with their guides and forms, and pages to put them on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    *(
        "户外广告设施设置审批",
        "出版物零售经营许可",
        "城市道路挖掘审批",
        "生育津贴支付",
        "住房公积金提取",
        "公共聚集场所消防安全检查",
    ),
    *(
        "燃气经营许可证核发",
        "道路旅客运输经营许可",
        "商品房预售许可",
        "残疾人证办理",
        "医疗机构执业登记",
        "社会团体成立登记",
    ),
)
DEPARTMENTS = ("城市管理局", "文化广电和旅游局", "医疗保障局", "住房公积金管理中心")
WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = {"Content-Type": "text/html; charset=utf-8"}
Reply = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Service:
    number: int
    name: str
    department: int

    @property
    def code(self) -> str:
        return f"11990001MB00{self.number:05}4000119{self.number:03}"

    @property
    def id(self) -> str:
        return hashlib.md5(str(self.number).encode(), usedforsecurity=False).hexdigest()

    @property
    def has_form(self) -> bool:
        return self.number % 3 != 0

    @property
    def file(self) -> str:
        return f"f{self.id[:15]}"


def services(count: int = len(NAMES)) -> list[Service]:
    rounds = ("", *(f"（第{n}类）" for n in range(1, count // len(NAMES) + 1)))
    return [Service(n, NAMES[n % len(NAMES)] + rounds[n // len(NAMES)], n % len(DEPARTMENTS)) for n in range(count)]


FACTS = {
    "事项类型": "行政许可",
    "办件类型": "承诺件",
    "法定办结时限": "20个工作日",
    "承诺办结时限": "10个工作日",
    "办理地点": "云溪市政务大道1号政务服务中心二楼A区12号窗口",
    "办理时间": "周一至周五上午9:00至12:00",
    "咨询电话": "0990-1234567",
    "监督投诉电话": "0990-7654321",
    "是否收费": "不收费",
    "受理条件": "具有固定的经营场所，具备相应的安全防范设施。",
    "设定依据": "《中华人民共和国行政许可法》第十二条",
}


def facts(service: Service) -> dict[str, str]:
    body = f"云溪市{DEPARTMENTS[service.department]}"
    return {"事项名称": service.name, "实施编码": service.code, "实施主体": body, **FACTS}


def table(service: Service) -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts(service).items())
    return f"<h1>{service.name}</h1><table>{rows}</table>"


def page(body: str, *, title: str = "云溪市政务服务网", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def reply(text: str, *, kind: str = "text/html; charset=utf-8", encoding: str = "utf-8") -> Reply:
    return 200, {"Content-Type": kind}, text.encode(encoding)


def asked(seen: Any) -> dict[str, str]:
    """Parameters of a request, from its address and its form."""
    text = f"{urlsplit(seen.path).query}&{seen.body.decode('utf-8', 'replace')}"
    return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}


class Portal:
    """A sample portal: paths lead to functions of the request, `items` and `forms` are what it publishes."""

    def __init__(self, site: Any, published: list[Service]) -> None:
        self.site = site
        self.published = published
        self.forms: set[str] = set()
        self.guides: dict[str, str] = {}
        """Code of an item -> path of its guide."""

    def at(self, path: str, answer: Callable[[Any], Reply | None] | Reply | str) -> None:
        self.site.paths[path] = reply(answer) if isinstance(answer, str) else answer

    def of(self, department: int) -> list[Service]:
        return [one for one in self.published if one.department == department]

    def by_id(self, wanted: str) -> Service | None:
        return next((one for one in self.published if one.id == wanted), None)

    def form(self, path: str) -> None:
        """A file of the portal; `path` as the portal's own pages come to it."""
        self.forms.add(path)
