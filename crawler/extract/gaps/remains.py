"""What of a guide was not understood (未读懂的部分): words on the page that stand in no reading.

A page in a layout of its own may be read in part only. Where much of it is left over, an element that was not found may
stand in what is left: it is a gap of ours, and no absence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists, phone
from crawler.domain.values.remembered import remembered
from crawler.extract.answers import labelled_text
from crawler.extract.answers.words import plain_text
from crawler.extract.gaps.said import Said
from crawler.extract.gaps.trace_words import SHOWS
from crawler.extract.gaps.traces import with_traces
from crawler.extract.gaps.words_behind import doubt_empty_places
from crawler.extract.guide.draft import gap, is_absent, unread
from crawler.extract.guide.unknown import element_of
from crawler.extract.html.phone_links import dials
from crawler.extract.labels.composed import is_latin
from crawler.extract.labels.dictionary import is_short
from crawler.extract.labels.questions import asked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide
    from crawler.extract.html.page import PageReader
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_ENOUGH = 0.85
"""Share of a guide's characters that have to be understood; pages that were read well have 0.95 and more."""
_FEWEST = 200
"""Characters below which a share says nothing."""
_PIECES = re.compile(
    r"[：:\n；;｜|、，]|。(?=[^，,、。；;：:]{2,8}[：:])|\s{2,}|[\u3000\xa0]+|(?<=[\s。？?！])(?=[问答]\d{0,2}[：:])"
)
_LOOKS_AHEAD = 9
"""Characters from a full stop to the colon of the label behind it."""
_BARS = re.compile(r"[|｜│┃]")
_TEXT = 25
"""Characters of a text that stands apart."""
_MOST_TEXTS = 2
_SPOKEN_OF = {
    "rights": re.compile(r"有权|义务|享有|权利"),
    "special_step": re.compile(r"听证|勘[查验]|踏勘|检验|检测|鉴定|评审|公示|招标|拍卖|考试|考核"),
    "quantity_limit": re.compile(r"数量|名额|指标"),
    "traffic": re.compile(r"公交|地铁|乘[车坐]|路口"),
    "scope": re.compile(r"通办|异地|跨[省市区]"),
    "reservation": re.compile(r"预约"),
    "intermediary": re.compile(r"中介"),
    "annual_check": re.compile(r"年[检审]|年度(?:报告|检查)"),
    "fee_reduction": re.compile(r"减免|免收|优惠"),
    "courier": re.compile(r"快递|邮寄|物流"),
    "statutory_time_limit_note": re.compile(r"时限|期限|不计|除外"),
    "promised_time_limit_note": re.compile(r"时限|期限|不计|除外"),
}
"""What a text speaks of that may be an element for which nothing else looks."""
_ORNAMENTS = '\ufeff。．.·•（）()【】[]“”"-—*'
"""Signs that a value may have lost at its ends."""
_ROWS = re.compile(r"/\d+(?=/|$)")
"""The rows of one list are understood together."""
_OF_OTHERS = frozenset({"name", "implementing_body"})
_OF_BESIDE = re.compile(r"/[^/]*(?:relat|similar|recommend|(?<!p)hot|相关|推荐|热门)[^/]*/\*$", re.IGNORECASE)
"""Lists of other items, by their key."""
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2}")
_COUNTS = re.compile(
    r"(?:共?\d+[份项件个种条类]材?料?|第?[\d,.+%]+(?:万|亿)?(?:次|人次|人|条|个|℃|分)?|[—–-]+)|(?:点击|浏览|访问|阅读|查看)(?:次数|量|数)?|(?:暂无|没有|无|查无)(?:相关)?数据"
)
"""Counters, and numbers alone: 点击：1300次. Those of a guide stand in its values."""
_CUT_HERE = "\0"
"""Stands between texts: no page holds it."""
_LEADING = frozenset({"a", "button"})
_ADDRESS = re.compile(r"(?:https?:/)?/\S+", re.IGNORECASE)
"""An address says nothing of a guide, whatever the name of its file."""
_SHORTEST = 2
_ANCHOR = 4
_REASON = "{share:.0%} of the page were understood: it may stand in the rest"
_LONGEST_LEFT = 500
_ENTRY = re.compile(r"(?:\d{1,2}[.．、)）])?(.{2,}?)(?:[（(]([^（）()]{1,8}))?")
"""A name with what may stand around it: 2.平面图（原件."""
_HARDLY = re.compile(r"[0-5]?\d% of the page")


def is_hardly_understood(guide: ServiceGuide) -> bool:
    """Whether so little of the guide's words was understood that it is most likely made otherwise than it was read."""
    return guide.gaps is not None and _HARDLY.match(guide.gaps) is not None


def with_gaps(
    guide: ServiceGuide,
    readers: Sequence[PageReader],
    answers: Sequence[JsonPage],
    labels: LabelDictionary,
    states: Sequence[JsonPage] = (),
) -> ServiceGuide:
    """The guide with gaps in place of absences where its pages hold words that nobody understood.

    `states` are the values among the scripts of pages: they may repeat what the pages show.
    """
    said = Said(guide)
    guide = doubt_empty_places(guide, readers, said)
    runs = [run for reader in readers for run in _runs(reader, said, labels)]
    if sum(len(words) for words, _ in runs) < _FEWEST:
        answers = [*answers, *states]  # a page that shows nothing itself
        states = ()
    runs += (run for answer in answers for run in _values(answer, said, labels))
    total = sum(len(words) for words, _ in runs)
    if total < _FEWEST:
        return with_traces(guide, readers, [*answers, *states], said, labels)
    left = [words for words, understood in runs if not understood]
    share = 1 - sum(map(len, left)) / total
    if share < _ENOUGH and not _told_apart(runs):
        return with_doubts(guide, _REASON.format(share=share), labels)
    guide = with_traces(guide, readers, [*answers, *states], said, labels)
    if share < _ENOUGH:
        guide = _with_spoken(guide, "".join(left))
    meant = {element: words for words in left if (element := element_of("", words[:_LONGEST_LEFT])) is not None}
    meant |= _told_by_lines(readers, left)
    lost = {e: words for e, words in meant.items() if is_absent(guide.read(e))}
    gaps = {e: gap(e, words, guide.read(e).evidence or guide.evidence[0], "/") for e, words in lost.items()}
    return replace(guide, readings={**guide.readings, **gaps}) if gaps else guide


def _with_spoken(guide: ServiceGuide, text: str) -> ServiceGuide:
    """The guide with gaps where a text speaks of an element that nothing else looks for."""
    spoken = {e: found.group() for e, words in _SPOKEN_OF.items() if (found := words.search(text)) is not None}
    gaps = {e: gap(e, words, guide.evidence[0], "/") for e, words in spoken.items() if is_absent(guide.read(e))}
    return replace(guide, readings={**guide.readings, **gaps})


def _told_apart(runs: Sequence[tuple[str, bool]]) -> bool:
    """Whether what was not understood is a text or two that show what they are about, and the rest was read well.

    One text that stands apart says one thing or two: only what its words may be is in doubt, and nothing else.
    """
    texts: list[list[str]] = []
    within = False
    for words, understood in runs:
        if understood:
            within = False
        elif within:
            texts[-1].append(words)
        else:
            texts.append([words])
            within = True
    long = [text for text in texts if sum(map(len, text)) >= _TEXT]
    if not 0 < len(long) <= _MOST_TEXTS or not all(_is_about(text) for text in long):
        return False
    apart = sum(len(words) for text in long for words in text)
    total = sum(len(words) for words, _ in runs) - apart
    left = sum(len(words) for text in texts for words in text) - apart
    return total >= _FEWEST and left <= (1 - _ENOUGH) * total


def _is_about(text: Sequence[str]) -> bool:
    """Whether the words of a text show an element that they may be."""
    whole = "，".join(text)[:_LONGEST_LEFT]
    return element_of("", whole) is not None or any(shows(words) for words in text for shows in SHOWS.values())


def _told_by_lines(readers: Sequence[PageReader], left: Sequence[str]) -> dict[str, str]:
    """What the lines say that hold words left over: 每天 7:30-19:00 and 0577-88313650 say it in one piece only."""
    marks = [words for words in left if len(words) >= _ANCHOR]
    meant: dict[str, str] = {}
    for reader in readers if marks else ():
        for line in "\n".join(_texts_inside(reader)).split("\n"):
            whole = "".join(line.split())
            if not any(mark in whole for mark in marks):
                continue
            for piece in _BARS.split(whole):
                element = element_of("", piece[:_LONGEST_LEFT])
                if element is not None:
                    meant.setdefault(element, piece)
            if phone.find_phones(whole):
                meant |= {"consultation_phone": whole, "complaint_phone": whole}
    return meant


def _runs(reader: PageReader, said: Said, labels: LabelDictionary) -> list[tuple[str, bool]]:
    """The runs of text of a guide and whether each was understood, from the first that was read to the last."""
    has = said.has
    runs = [(words, has(words) or _is_entry(words, said)) for words in _told_pieces(_texts_inside(reader))]
    read = [n for n, (words, is_said) in enumerate(runs) if is_said and len(words) >= _ANCHOR]
    own = runs[read[0] : read[-1] + 1] if read else []
    known = [is_said or _is_known(words, labels) for words, is_said in own]
    is_published = labels.answers(_is_published)
    for at, (words, _) in enumerate(own[:-1]):
        if is_published(words) and not code_lists.has("material_source", own[at + 1][0]):
            known[at : at + 2] = [True, True]
    return [(words, understood) for (words, _), understood in zip(own, known, strict=True)]


def _is_entry(words: str, said: Said) -> bool:
    """Whether words are a name that was read, with its number before it or the first word in brackets behind it."""
    found = _ENTRY.fullmatch(words)
    return found is not None and said.has(found[1]) and (not found[2] or said.has(found[2]))


def _told_pieces(texts: Sequence[str]) -> Iterable[str]:
    """The pieces of texts that say something of a guide."""
    known = [_told_in(text) for text in texts]
    if None in known:
        return [words for words in map(_telling, _pieces(texts)) if words]
    return [words for pieces in known if pieces for words in pieces]


@remembered
def _told_in(text: str) -> tuple[str, ...] | None:
    """The pieces of one text that say something; None where the text after it may tell how this one is cut."""
    if "。" in text[-_LOOKS_AHEAD:-1]:
        return None
    return tuple([words for words in map(_telling, _pieces([text])) if words])


@remembered
def _telling(piece: str) -> str:
    """A piece without ornaments, where it says something of a guide: it is no translation and no counter."""
    words = piece.strip(_ORNAMENTS)
    tells = len(words) >= _SHORTEST and not is_latin(words) and _COUNTS.fullmatch(words) is None
    return words if tells else ""


def _is_published(labels: LabelDictionary, words: str) -> bool:
    return labels.is_mark("publication", words)


def _pieces(texts: Iterable[str]) -> list[str]:
    """Texts cut where a label may end, without white space; all at once, since they are many."""
    return "".join(_PIECES.sub(_CUT_HERE, "\n".join(texts)).split()).split(_CUT_HERE)


def _values(answer: JsonPage, said: Said, labels: LabelDictionary) -> Iterator[tuple[str, bool]]:
    """The texts of an answer and whether each was understood, of those objects that something was understood of."""
    told: dict[str, list[tuple[str, bool]]] = {}
    for text in answer.texts:
        if _SPOKEN.search(text) and not _ADDRESS.fullmatch(text):
            words = _bare(text)
            if said.has(words):
                told[text] = [(words, True)]
            elif parts := labelled_text.parts(None, text, labels):
                told[text] = [(own, said.has(own)) for part in parts if (own := _bare(part.value))]
            elif not code_lists.elements_with(words):  # else one of a list of codes that it brings along
                told[text] = [(words, False)]
    objects: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    named: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for pointer, value in answer.values():
        if (run := told.get(value)) is not None:
            above, _, key = pointer.rpartition("/")
            objects[row := _any_row(above)] += run
            named[row] += [(key, understood) for _, understood in run]
    for row, runs in objects.items():
        if any(understood for _, understood in runs) and not _are_others(row, named[row], labels):
            yield from runs


def _are_others(row: str, told: Sequence[tuple[str, bool]], labels: LabelDictionary) -> bool:
    """Whether the rows of a list say the names of services and their offices alone: those of other items (相关事项).

    One of them may be the item of the guide, or of its office.
    """
    if not row.endswith("/*"):
        return False
    beside = _OF_BESIDE.search(row) is not None  # name is what anything is called

    def element(key: str) -> str | None:
        return labels.element_of_field(key) or (labels.generic_element_of_field(key) if beside else None)

    meant = {key: element(key) for key in {key for key, _ in told}}  # rows have few different keys
    names = [understood for key, understood in told if meant[key] == "name"]
    return _OF_OTHERS.issuperset(meant.values()) and len(names) > 1 and sum(names) <= 1


def _bare(text: str) -> str:
    """The words of a text as they are looked for among what was read."""
    return "".join(plain_text(text).split()).strip(_ORNAMENTS)


@remembered
def _any_row(pointer: str) -> str:
    """The pointer of an object with a star for each number of a row."""
    return _ROWS.sub("/*", pointer)


def _texts_inside(reader: PageReader) -> list[str]:
    """The texts of the guide that stand in no link: what that leads to is another page."""
    first = min((hit.start for hit in reader.hits), default=0)
    texts: list[str] = []
    end = 0
    for box, told in reader.spoken:
        start = box.start
        if start < end:
            continue
        if (box.tag in _LEADING and not dials(box)) or (
            box.tag == "label" and any(b.tag == "input" for b in box.boxes)
        ):
            end = box.end
        elif start >= first:
            texts += told
    return texts


def _is_known(words: str, labels: LabelDictionary) -> bool:
    """Whether words are a label, a title or a button."""
    known = is_short(words) and (labels.element_of(words) is not None or labels.is_title(words))
    return known or asked_for(words) is not None


def with_doubts(guide: ServiceGuide, reason: str, labels: LabelDictionary) -> ServiceGuide:
    """The guide with its absences turned into gaps; a label with an empty place stays what it is."""
    own = [e for e in labels.elements if e.startswith("material_") and e != "material_name"]

    def material(one: Material) -> Material:
        gaps = {
            e: unread(e, reason, evidence=one.name.evidence or "", locator=one.name.locator or "/")
            for e in (*own, "review_standard", "blank_form", "sample_form")
            if is_absent(one.read(e))
        }
        return replace(one, readings={**one.readings, **gaps})

    def doubted(found: Reading, entry: Reading) -> Reading:
        if not is_absent(found):
            return found
        return unread(found.element, reason, evidence=entry.evidence or "", locator=entry.locator or "/")

    return replace(
        guide,
        gaps=guide.gaps or reason,
        readings={e: r for e, r in guide.readings.items() if not is_absent(r)},
        materials=tuple(material(one) for one in guide.materials),
        steps=tuple(replace(one, description=doubted(one.description, one.name)) for one in guide.steps),
    )
