"""Values that are pictures or frames: flow charts, samples of results, and whatever a picture alone tells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading, unread
from crawler.extract.html import specimen_lines
from crawler.extract.html.boxes import MEDIA, Box, frames_in, lines_of, pictures_in
from crawler.extract.labels.questions import asked_for
from crawler.page.guides.flow_charts import flow_charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.place import Place
    from crawler.page.html import Page

_IMAGE_ONLY = "image only"
_IN_FRAME = "in a frame"
_CHARTS = frozenset({"procedure", "flow_chart"})
_SHOWN = frozenset({"result_sample", "sample_form", "blank_form", "online_entry"})
"""Elements that a picture states."""
_LINKED = frozenset({"result_sample", "sample_form", "blank_form", "flow_chart"})
"""Elements that a link states."""
_SAMPLE = re.compile(
    r"[(（]?(?:查看|点击查看|看看?|下载)?(?:结果|证件?|证照|证书|批文|文书)?的?(?:样[本例张式图照]|式样|证样|示例)(?:下载|查看|预览)?[)）]?"
)
_OF_RESULT = re.compile(r"结果(?:文书|证照|证件|材料)?的?(?:样[本例张式照表]|示例)")
"""Words by which a file is a specimen of what an applicant is given, and no form: 许可证（结果样本）.jpg."""
_NAMES_NOTHING = re.compile(r"[\W\d_]|审批|办理|办结|点击|查看|下载|预览|附件|图片?")
"""What stands around such words on a button over a part of the page, which is no file: 查看审批结果样本."""
_OF_PAPERS = re.compile(r"材料|表格|空白表|[样文]表|申[请报]表")
_YES_OR_NO = re.compile(r"是|否|有|无|支持|不支持|不?可以?|不?能|已?开通|未开通|暂未开通")
_RESULTS = frozenset({"result_name", "result_type"})
_BEHIND_LINK = "behind a link"
_LOOSE = 4
_AGAIN_AND_AGAIN = 5
_LONGEST_SOURCE = 500


def without_text(place: Place, kids: Sequence[Box | str], page: Page, draft: Draft) -> None:
    """Put a value without words into the draft: a frame, picture or link is there, but cannot be read as text.

    What is called 点击查看 and leads on is the specimen or chart itself; of other elements it hides the text.
    """
    element, locator = place.match.element, page.locator(place.at.element)
    link = _link_in(kids, page)
    if link is not None and element in _LINKED:
        at = page.locator(link.element)
        draft.add(reading(element, link.words, evidence=page.evidence, locator=at, label=place.label))
        return
    if link is not None:
        gap = unread(element, _BEHIND_LINK, evidence=page.evidence, locator=locator, label=place.label)
        draft.add(gap, weakness=_LOOSE)
        return
    if frames_in(kids):
        gap = unread(element, _IN_FRAME, evidence=page.evidence, locator=locator, label=place.label)
        draft.add(gap, weakness=_LOOSE)
    elif pictures_in(kids):
        if element in _CHARTS:
            flow_chart(place, kids, page, draft)
        if element in _SHOWN:
            draft.add(_picture(element, place, kids, page))
        elif element != "flow_chart":
            gap = unread(element, _IMAGE_ONLY, evidence=page.evidence, locator=locator, label=place.label)
            draft.add(gap, rank=place.match.rank, weakness=_LOOSE)


def shows(element: str, kids: Sequence[Box | str], page: Page) -> bool:
    """Whether a specimen or a chart is there as a picture, or behind a link: 结果样本 [点击查看] 领取方式 邮寄."""
    return (element in _SHOWN and bool(pictures_in(kids))) or (element in _LINKED and _link_in(kids, page) is not None)


def leads(place: Place, page: Page, draft: Draft, kids: Sequence[Box | str] | None = None) -> bool:
    """Whether the value (`kids`) of the entrance's label is nothing but a link; its target is then in the draft.

    So it is where the label asks whether one may apply online (网上办理) and the link answers by leading there.
    """
    kids = place.kids if kids is None else kids
    link = _link_in(kids, page) if place.match.element in {"online_entry", "online"} else None
    if link is not None and place.match.element == "online" and _YES_OR_NO.fullmatch("".join(link.words.split())):
        return False
    target = page.target_of(link.element) if link is not None else None
    if link is None or target is None or "".join(link.words.split()) != "".join("".join(lines_of(kids)).split()):
        return False
    at = page.locator(link.element)
    told = reading("online_entry", target.url, evidence=page.evidence, locator=at, label=place.label)
    draft.add(replace(told, quote=link.words))
    return True


def _link_in(kids: Sequence[Box | str], page: Page) -> Box | None:
    """The link among kids that leads on, where they have words."""
    inside = (box for kid in kids if isinstance(kid, Box) for box in kid.walk())
    return next((b for b in inside if b.tag == "a" and b.words and page.target_of(b.element) is not None), None)


def flow_chart(place: Place, kids: Sequence[Box | str], page: Page, draft: Draft) -> None:
    """Put the picture in a procedure into the draft as its flow chart."""
    if pictures_in(kids):
        found = _picture("flow_chart", place, kids, page)
        # A picture without an address is a place that a script fills, with what the data of the page may say.
        draft.add(found, weakness=_LOOSE if found.value in MEDIA else 0)


def shown_beside(page: Page, places: Sequence[Place], draft: Draft) -> None:
    """Put a link called a sample (样本下载) in the block of the result, or just below its table, into the draft.

    So it is where no label leads to one, and with a link behind 样本： or that calls itself one (登记证样本.jpg).
    """
    known = draft.candidates.get("result_sample", ())
    if any(c.reading.stated or c.reading.unread for c in known):
        return
    results = [p for p in places if p.match.element in _RESULTS]
    below = (line for p in results for line in _line_below(p.box))
    held = chain((box for p in results for box in p.boxes), below)
    links = (b for box in held for b in box.walk() if b.tag == "a")
    for link in links:
        lead = specimen_lines.lead_of(link)
        told = _SAMPLE.fullmatch(link.words) is not None or asked_for(link.words) == "result_sample"
        told = told or lead is not None or specimen_lines.calls_itself_one(link)
        if told and page.target_of(link.element) is not None:
            at = page.locator(link.element)
            draft.add(reading("result_sample", link.words, evidence=page.evidence, locator=at), weakness=_LOOSE)
            if lead is not None:
                specimen_lines.end_name_before(lead, link, draft)
            return


def _line_below(label: Box) -> list[Box]:
    """The line just below the table that a label stands in, if that has nothing of materials, which have samples."""
    table = next((b for b in label.up() if b.tag == "table"), None)
    if table is None or table.parent is None or _OF_PAPERS.search(table.words):
        return []
    return [b for b in table.parent.boxes if b.index > table.index and b.words][:1]


def called_specimen(page: Page, draft: Draft) -> None:
    """Put a file that calls itself a specimen of the result into the draft, where nothing else states one.

    No such file is a form of the guide.
    """
    files = [link for link in page.attachments() if _is_specimen(link.text) or _is_specimen(link.file_name or "")]
    if not files:
        return
    found = {link.locator for link in files}
    draft.forms[:] = [form for form in draft.forms if form.reading.locator not in found]
    if not any(c.reading.stated for c in draft.candidates.get("result_sample", ())):
        words = files[0].text or files[0].file_name
        told = reading("result_sample", words, evidence=page.evidence, locator=files[0].locator)
        draft.add(told, weakness=_LOOSE)


def _is_specimen(words: str) -> bool:
    """Whether words name something that they call a specimen of the result."""
    rest, found = _OF_RESULT.subn("", words)
    return found > 0 and _NAMES_NOTHING.sub("", rest) != ""


def called_so(page: Page, draft: Draft) -> None:
    """Put a link or picture that calls itself the flow chart into the draft, where no label leads to one."""
    known = draft.candidates.get("flow_chart", ())
    if "流程" not in page.text or any(c.reading.stated or c.reading.unread for c in known):
        return
    for chart in flow_charts(page):
        draft.add(
            reading("flow_chart", chart.words, evidence=page.evidence, locator=chart.locator, quote=chart.words),
            weakness=_LOOSE,
        )
        return


def _picture(element: str, place: Place, kids: Sequence[Box | str], page: Page) -> Reading:
    picture = pictures_in(kids)[0]
    source = picture.element.get("src") or picture.element.get("data-src") or picture.tag
    return reading(
        element,
        source if len(source) < _LONGEST_SOURCE else source[:60],
        evidence=page.evidence,
        locator=page.locator(picture.element),
        label=place.label,
    )


def find_ornaments(boxes: Iterable[Box]) -> frozenset[str]:
    """The pictures without words that come again and again on a page, as a speaker's head does: they say nothing."""
    shown = Counter(
        str(box.element.get("src")) for box in boxes if box.tag == "img" and not (box.element.get("alt") or "").strip()
    )
    return frozenset(source for source, count in shown.items() if count >= _AGAIN_AND_AGAIN)
