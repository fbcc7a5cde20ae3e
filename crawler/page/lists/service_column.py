"""Columns (栏目) of a content system that hold guides: told by where their pages say that they stand.

A content system dates whatever it publishes, guides as well as news, and files both under addresses of one kind. What
tells them apart is the column: 首页 > 政务服务 > 部门办事 > 市民政局.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.furniture import in_furniture
from crawler.page.lists.item_around import beside_kind, words_around
from crawler.page.lists.item_cells import identity, is_name, link_name, stable
from crawler.page.vocabulary import (
    DATE,
    FORM_NAME,
    GUIDE_NAME,
    NAVIGATION,
    NOT_GUIDE_ADDRESS,
    NOT_ITEM_WORDS,
    ORGANISATION,
    SERVICE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

_HERE = re.compile(
    r"^[【\[]?(?:[您你]?(?:现在|当前|目前)?(?:所在)?的?(?:位置|栏目))(?:是|为)?[】\]]?[：:]?|"
    r"^(?:返回|网站)?(?:首页|主页)$"
)
_STEPS = re.compile(r"[>＞»›→/\\|_]|-{1,2}|—+|》|::")  # noqa: RUF001 - signs between the steps of a way
_LONGEST_WAY = 160
_LONGEST_HEADING = 14
_ROWS = ("li", "tr", "dd", "dt", "p", "div")
_CLIMB = 4
_OF_SERVICES = re.compile(
    r"^(?:网上|在线|网络|按?部门|单位|个人|法人|企业|市民|公民|群众|自然人|主题|政务|公共|便民|审批|依申请)?"
    r"(?:办事|服务|审批|办理)(?:指南|大厅|服务|直通车|事项|项目|导航|清单|目录|程序)?(?:查询|列表|汇总|大全)?$|"
    r"^(?:政务服务|公共服务|行政审批|行政许可|行政权力)(?:事项)?(?:办事|服务)?(?:指南|清单|目录|列表|事项|类)?$|"
    r"^(?:事项|指南|服务)(?:清单|目录|列表|库|大全|名录|查询)$|^(?:申报|申请)指南$"
)
"""Names of columns, whole, that hold guides or lists of services."""
_OF_OTHERS = re.compile(
    r"公告|公示|通知|新闻|要闻|动态|资讯|政策|法规|文件|解读|统计|下载|表格|问答|问题|投诉|咨询|信箱|评价|结果|决定|处罚|信用|访谈|调查|征集|"
    r"公开(?!指南)|招标|采购|招聘|会议|领导|机构|专题|视频|图片|登录|搜索|检索"
)
_OF_ENTRIES = re.compile(r"指南|事项|项目|清单|目录")
"""What a title names that is that of a list, however short: 办事大厅 may be that of a site."""
_COUNT = re.compile(r"[共有]计?\s*\d{1,6}\s*(?:条|项|个|件)|\d{1,6}\s*条记录")
_APPLICANT = re.compile(r"公司|合作社|经营部|商行|事务所|[×xX＊*]{2}|号$")
_BARE_KIND = re.compile(r"^(?:行政(?:审批|许可|权力)|公共服务|审批|服务)$")
"""Columns of guides on one portal, and of what was permitted on the next."""
_PUBLISHED = re.compile(r"公开|公示|结果")
_ARTICLE = re.compile(
    r"(?:发布|发文|录入|更新)(?:时间|日期)[：:].{0,60}?(?:来源|字体|字号|浏览|阅读|点击|打印|作者)|"
    r"来源[：:].{0,60}?(?:时间|日期|浏览|阅读|点击|字体|字号|打印)"
)
"""The line beneath the title of an article."""
_OF_CONTENT = re.compile(r"news|article|notice|xwzx|tzgg", re.IGNORECASE)
"""What content systems call the addresses of anything they publish."""


def guides_of_column(page: Page, places: Sequence[Place]) -> list[Place]:
    """Of links of one kind those to guides, where they are the entries of a column of services: no notice, no form."""
    rows = [(p, link_name(page, p.element)) for p in places if _is_row(p) and not in_furniture(p.element)]
    rows = [(p, name) for p, name in rows if not NAVIGATION.match(name) and not ORGANISATION.match(name)]
    kept = [(p, name) for p, name in rows if _may_be_of_service(name)]
    services = [name for _, name in kept if says_service(name)]
    if len(services) * 2 < len(kept) or len(kept) * 2 < len(rows) or not services:
        return []
    dated = sum(1 for p, _ in kept if DATE.search(words_around(page, p.element)))
    if dated * 2 < len(kept) and sum(len(name) for _, name in kept) < _WORDS_OF_A_THEME * len(kept):
        return []
    found = [p for p, _ in kept]
    if _is_headed_otherwise(page, found[0].element):
        return []
    return found if is_service_column(page) or _are_of_kinds(page, kept) else []


def _are_of_kinds(page: Page, rows: Sequence[tuple[Place, str]]) -> bool:
    """Whether each row says what type of item (事项类型) it is, on a page that says of itself nothing else.

    What was permitted is published with the type as well: those names are of applicants.
    """
    if any(_says(names) is False for names in (*_ways(page), _title(page))):
        return False
    return all(beside_kind(p.element) and not _APPLICANT.search(name) for p, name in rows)


_WORDS_OF_A_THEME = 5
"""Names of themes (就业创业) are shorter than those of services, in the mean."""


def is_service_column(page: Page) -> bool:
    """Whether a page says that it is a column of services, by the way to it (当前位置) or else by its title.

    The last name on the way that says anything decides: 政务服务 > 通知公告 holds news. An article is no column.
    """
    title = _title(page)
    # A whole site may be called after its services, the page of one guide as well: a list counts what it lists.
    told = len(title) > 1 or (_OF_ENTRIES.search(page.title) and _COUNT.search(page.visible_text()))
    for names in (*_ways(page), title if told else []):
        if (said := _says(names)) is not None:
            return said and len(_ARTICLE.findall(page.visible_text())) != 1
    return False


def says_service(name: str) -> bool:
    """Whether a name is one of a service, or of the guide of one."""
    return bool(SERVICE_WORDS.search(name) or GUIDE_NAME.search(name))


def without_guide(name: str) -> str:
    """The service that a guide is called after: 教师资格认定办事指南."""
    bare = GUIDE_NAME.sub("", name)
    return bare if is_name(bare) else name


def _is_row(place: Place) -> bool:
    """Whether a link leads to a page of its own, as told by a number, and stands in a row."""
    target = place.target
    if target is None or target.method != "GET" or identity(target) == stable(target):
        return False
    if NOT_GUIDE_ADDRESS.search(_OF_CONTENT.sub("", target.url.partition("://")[2].partition("/")[2])):
        return False
    return next(place.element.iterancestors(*_ROWS), None) is not None


def _may_be_of_service(name: str) -> bool:
    return is_name(name) and not NOT_ITEM_WORDS.search(name) and not FORM_NAME.search(name)


def _is_headed_otherwise(page: Page, element: _Element) -> bool:
    """Whether the heading above a list says that it holds something else (办件公示)."""
    for around in [*element.iterancestors()][: _CLIMB + 1]:
        before = around.getprevious()
        words = "".join(page.words(before).split()) if before is not None and isinstance(before.tag, str) else ""
        if words and len(words) <= _LONGEST_HEADING and not DATE.search(words):
            return _OF_OTHERS.search(words) is not None
    return False


def _says(names: Sequence[str]) -> bool | None:
    """What the names of the columns around a page say, the widest first."""
    for name in reversed(names):
        if ORGANISATION.match(name):
            continue
        if _OF_OTHERS.search(name):
            return False
        if _OF_SERVICES.match(name):
            published = any(_PUBLISHED.search(one) for one in names)
            return not (_BARE_KIND.match(name) and published)
    return None


def _ways(page: Page) -> Iterator[list[str]]:
    """Names of the columns on each way that a page shows from the front page to itself."""
    for element in page.body.iter():
        begin = "".join((element.text or "").split()) if isinstance(element.tag, str) else ""
        if not begin or len(begin) > _LONGEST_WAY or not _HERE.match(begin):
            continue
        for around in (element, *[*element.iterancestors()][:2]):
            words = "".join(page.words(around).split())
            if len(words) > _LONGEST_WAY:
                break
            names = [_plain(part) for part in _STEPS.split(_HERE.sub("", words))]
            if len(names) > 1:
                yield names
                break


def _title(page: Page) -> list[str]:
    """The names in the title of a page, the widest first: titles begin with the page itself."""
    return [_plain(part) for part in _STEPS.split(page.title)][::-1]


def _plain(name: str) -> str:
    return "".join(name.split()).strip("：:【】[]")
