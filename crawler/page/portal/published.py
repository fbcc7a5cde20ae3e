"""What a portal publishes about itself: answers to citizens (答复公开) and figures of their ratings (评价结果)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.survey import Entry
from crawler.domain.values import dates
from crawler.page.finds import Link
from crawler.page.portal.entrances import entries_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_ASKED = re.compile(r"(?:咨询|提问|留言|来信|写信|提交|投诉|反映|诉求|问政)(?:时间|日期)")
_ANSWERED = re.compile(r"(?:答复|回复|回答|办结|办理|反馈|解答|处理)(?:时间|日期)")
_WAITING = re.compile(r"(?:待|未|尚未|等待|暂未)(?:答复|回复|办理|处理|受理)|处理中|办理中")
_DATE = r"((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
_ROWS = ("tr", "li", "dl", "article", "section", "div", "table", "body")
_LONGEST_ROW = 4000

_REPLIES = re.compile(
    r"(?:咨询|投诉|留言|信件|来信|答复|回复|问答|诉求)(?:选登|公开|公示|回复|答复|反馈|列表|查看|展示|选编|摘登)|(?:公开|历史|往期|已)(?:答复|回复|咨询|留言|信件|办结)"
)
_WRITE = re.compile(
    r"^(?:我要|网上|在线|我来|立即|进入)?(?:咨询|投诉|写信|留言|提问|建议|求助|举报|反映)(?:问题|建议|投诉)?$|我要(?:咨询|投诉|写信|留言|提问|建议|举报)|写信(?:须知)?$|提交(?:咨询|留言|诉求)|发起咨询"
)
_FIGURE = re.compile(
    r"((?:评价|参评|办件|好评|差评|满意|整改|主动评价|基本满意|不满意|非常满意|非常不满意)(?:总|办件|数|量|次|度|率|人|事项|完成|按期|条|件|结果|值|评价)*)"
    r"\s*[:：为是]?\s*(\d[\d,.]*)\s*(%|％|万|亿)?\s*(?:次|条|件|人次|人|个|分|宗)?"
)
_GRADE = re.compile(
    r"((?:非常|很|较|比较|基本|不|非常不|很不)?满意|一般)(?:率|度|评价|数)?\s*[:：为占]?\s*(\d[\d,.]*)\s*(?:%|％|次|条|件|人|个)?(?=[\s，,、；;。]|$)"
)
_FEWEST_GRADES = 3
"""So many of the five grades of a rating, each with its figure, are results and no sentence about them."""
_COUNT = re.compile(
    r"(?:(?:好评|满意|差评|整改|主动评价)[率度]|(?:收到|参与|办件|服务)?评价|好评|差评)(?:总)?[数量]?\s*[:：为]?\s*"
    r"(\d[\d,.]*)\s*(?:%|％|万?人?[次条件个])(?!\s*以[上下内])"
)
_OF_A_TIME = re.compile(r"(?:[本上](?:日|周|月|季度?|年度?)|[今去昨当][年日天]|累计|截[至止]|已)[^。，,；;]{0,12}$")
"""What stands before a number that was counted: 本月评价 2,418 条; no rule of a rating says when."""
_WANTED = re.compile(r"应当?|确保|不低于|不少于|目标|力争|要求|不得|予以|计\d*分")
_OF_RATINGS = re.compile(r"好评|差评|满意[度率]|评价(?!办法|标准|指标|制度|机构)")
_OF_OTHERS = re.compile(r"信用|影响|营商|绩效|资质|职称|安全|质量")
_TOLD = re.compile(r"结果|公示|公布|公开|统计|数据|情况|通报|排[名行]|报告|分析|季度?|\d月|20\d\d|年度|率")
"""What a title on ratings has that tells of what was rated; others lead to where one rates (对本次服务进行评价)."""
_SHORTEST_TITLE = 7
_SEVERAL = 2
_FIGURE_LABEL = re.compile(r"评价(?:总)?(?:数|量|次)|参评|好评|差评|满意|整改")
_NUMBER = re.compile(r"\d[\d,.]*\s*(?:%|％|万|亿)?")
_SHORT = 30
_LONGEST_QUOTE = 200
_DRAWN = ("canvas", "svg", "iframe", "frame", "object", "embed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question with its dates; `answered` is None where the page says that it still waits."""

    asked: dt.date
    answered: dt.date | None
    quote: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of published ratings: the words around it, and its number."""

    words: str
    value: str
    locator: str


def replies(page: Page) -> tuple[Answered, ...]:
    """The published questions on a page with the dates of asking and answering."""
    found = list(_by_columns(page))
    return tuple(found or reversed(list(_by_labels(page))))


def reply_links(page: Page) -> tuple[Link, ...]:
    """Links to published answers, best first: lists of them."""
    return tuple(link for link in page.links() if len(link.text) <= 12 and _REPLIES.search("".join(link.text.split())))


def reply_rows(page: Page) -> tuple[Link, ...]:
    """Links of the rows of a list of answers: long titles beside a date."""
    found: dict[str, Link] = {}
    for place in page.places:
        row = next(place.element.iterancestors("tr", "li", "dd", "p", "div"), None)
        if place.target is None or row is None or place.target.method != "GET":
            continue
        words = page.words(row)
        if len(words) <= 200 and len(page.label(place.element)) >= 6 and dates.parse(words) is not None:
            label, locator = page.label(place.element), page.locator(place.element)
            found.setdefault(place.target.key, Link(text=label, target=place.target, locator=locator))
    return tuple(found.values())


def rating_rows(page: Page) -> tuple[Link, ...]:
    """Links whose titles speak of ratings (三季度政务服务评价情况通报): the figures may stand behind them."""
    found: dict[str, Link] = {}
    for link in page.links():
        words = "".join(link.text.split())
        long = len(words) >= _SHORTEST_TITLE and link.target.method == "GET" and link.target.url != page.url
        if long and _OF_RATINGS.search(words) and not _OF_OTHERS.search(words):
            found.setdefault(link.target.key, link)
    return tuple(found.values())


def rating_titles(page: Page) -> tuple[Link, ...]:
    """Links anywhere on a page whose words say that results of ratings are published behind them (评价结果公开)."""
    found = {link.target.key: link for link in rating_rows(page) if _TOLD.search(link.text)}
    for link in page.links():
        plain = link.target.method == "GET" and link.target.url != page.url
        if plain and Entry.RATING_RESULTS in entries_of(link.text):
            found.setdefault(link.target.key, link)
    return tuple(found.values())


def write_links(page: Page) -> tuple[Link, ...]:
    """Links that lead to where a citizen writes."""
    return tuple(link for link in page.links() if len(link.text) <= 12 and _WRITE.search("".join(link.text.split())))


def figures(page: Page) -> tuple[Figure, ...]:
    """Figures of ratings that stand by themselves; one number within a sentence is none, several are some."""
    found: list[Figure] = []
    taken: set[_Element] = set()
    for element in page.body.iter("td", "li", "p", "span", "div", "dd", "dt", "em", "strong", "b", "h2", "h3", "h4"):
        if taken.intersection(element.iterancestors()):
            continue
        words = page.words(element)
        match = _FIGURE.search(words) if len(words) <= _SHORT and "。" not in words and "《" not in words else None
        if match:
            taken.add(element)
            found.append(Figure(words=words, value=match.group(2), locator=page.locator(element)))
    return tuple(found) or tuple(_by_grades(page)) or tuple(_figures_in_tables(page)) or tuple(_in_sentences(page))


def drawn_only(page: Page) -> bool:
    """Whether figures may be drawn (图表) where no reader of text sees them."""
    return next(page.body.iter(*_DRAWN), None) is not None or any(True for _ in page.body.iter("img"))


def _by_grades(page: Page) -> Iterator[Figure]:
    """The figures of each grade in one text (非常满意 91.2%、满意 8.4%、不满意 0.1%)."""
    for element in page.body.iter("td", "li", "p", "span", "dd", "div"):
        words = page.words(element)
        told = {found[1]: found for found in _GRADE.finditer(words)} if len(words) <= _LONGEST_QUOTE else {}
        if len(told) >= _FEWEST_GRADES:
            locator = page.locator(element)
            yield from (Figure(words=one[0], value=one[2], locator=locator) for one in told.values())
            return


def _in_sentences(page: Page) -> Iterator[Figure]:
    """Several figures in one text (市公安局：评价2,340次，好评率99.9%), or one of a time that is named.

    One alone may be what is wanted of a body.
    """
    for element in page.body.iter("td", "li", "p", "span", "dd", "div"):
        for text in (element.text or "", *(inner.tail or "" for inner in element)):
            told = [] if _WANTED.search(text) else [*_COUNT.finditer(text)]
            if len(told) >= _SEVERAL or (told and _was_counted(text, told[0])):
                locator = page.locator(element)
                yield from (Figure(words=one[0], value=one[1], locator=locator) for one in told)
                return


def _was_counted(text: str, found: re.Match[str]) -> bool:
    """Whether a number is one of a time that is named and ends its clause: no share, and no condition of a rule."""
    ends = text[found.end() : found.end() + 1] in {"", "。", "，", ",", "；", ";", "、", "！", " "}
    return ends and found[0][-1] not in "%％" and _OF_A_TIME.search(text[: found.start()]) is not None


def _figures_in_tables(page: Page) -> Iterator[Figure]:
    """Figures below titles that name them; the titles may stand in a table of their own above that of the rows."""
    apart: list[str] = []
    for table in page.body.iter("table"):
        rows = list(table.iter("tr"))
        heads = [page.words(cell) for cell in rows[0] if cell.tag in {"th", "td"}] if rows else []
        if len(rows) == 1 and any(cell.tag == "th" for cell in rows[0]):
            apart = heads
            continue
        titled = rows[1:]
        if len(apart) == len(heads) and next(table.iter("th"), None) is None:
            heads, titled = apart, rows
        apart = []
        wanted = [at for at, head in enumerate(heads) if _FIGURE_LABEL.search(head)]
        for row in titled:
            cells = [cell for cell in row if cell.tag in {"th", "td"}]
            for at in wanted:
                if at < len(cells) and (match := _NUMBER.fullmatch(page.words(cells[at]))):
                    yield Figure(
                        words=f"{heads[at]} {match.group(0)}", value=match.group(0), locator=page.locator(cells[at])
                    )


def _by_columns(page: Page) -> Iterator[Answered]:
    for table in page.body.iter("table"):
        rows = list(table.iter("tr"))
        heads = [page.words(cell) for cell in rows[0] if cell.tag in {"th", "td"}] if rows else []
        asked = next((at for at, head in enumerate(heads) if _ASKED.search(head)), None)
        answered = next((at for at, head in enumerate(heads) if _ANSWERED.search(head)), None)
        if asked is None or answered is None:
            continue
        for row in rows[1:]:
            cells = [page.words(cell) for cell in row if cell.tag in {"th", "td"}]
            if max(asked, answered) < len(cells):
                yield from _answered(page, row, cells[asked], cells[answered], page.words(row))


def _by_labels(page: Page) -> Iterator[Answered]:
    """Blocks that hold one date of asking and one of answering, or say that the answer is still to come."""
    taken: set[_Element] = set()
    for element in reversed(list(page.body.iter(*_ROWS))):
        if any(inner in taken for inner in element.iterdescendants()):
            continue
        words = page.words(element)
        if len(words) > _LONGEST_ROW:
            continue
        asked = _dates_after(_ASKED, words)
        answered = _dates_after(_ANSWERED, words)
        if len(asked) == 1 and (len(answered) == 1 or (not answered and _WAITING.search(words))):
            taken.add(element)
            yield from _answered(page, element, asked[0], answered[0] if answered else "", words)


def _dates_after(label: re.Pattern[str], words: str) -> list[str]:
    return [m.group(1) for m in re.finditer(rf"(?:{label.pattern})\s*[:：]?\s*{_DATE}", words)]


def _answered(page: Page, element: _Element, asked: str, answered: str, words: str) -> Iterator[Answered]:
    first, last = dates.parse(asked), dates.parse(answered)
    if first is None or (last is None and not _WAITING.search(words)) or (last is not None and last < first):
        return
    begin = words.find(asked)
    end = words.find(answered) + len(answered) if last else begin + _SHORT
    quote = words[begin:end] if 0 <= begin < end <= begin + _LONGEST_QUOTE else asked
    yield Answered(asked=first, answered=last, quote=quote, locator=page.locator(element))
