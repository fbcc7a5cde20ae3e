"""Labels that label nothing where they stand: buttons, links of menus, words inside the text of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists, fee_status, placeholder, time_limit
from crawler.domain.values.money import parse_amounts
from crawler.domain.values.page_tools import without_tools
from crawler.extract.guide.prose import is_deed
from crawler.extract.html.boxes import Box, is_blank, lines_of
from crawler.extract.html.leading import is_step_of_path
from crawler.extract.html.page_titles import UNMAPPED
from crawler.extract.html.phone_lines import is_of_complaints
from crawler.extract.html.set_off import with_remark
from crawler.extract.html.words_before import before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.records import Material
    from crawler.extract.html.place import Place
    from crawler.extract.html.tables import Table
    from crawler.extract.labels.dictionary import LabelDictionary

"""So many links to parts of a page are its menu."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"(?:19|20)\d\d|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}")
_LONGEST_DATE = 40
_LONGEST_TIME = 12
_DATED_LINE = re.compile(
    r"((?:(?:19|20)\d\d|['‘’]?\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})\s*[-年./]\s*[\d一二三四五六七八九十]{1,3}\s*[-月./]"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?)\s+(?:[^\s\d:：]{2,8}\s*[:：]|(?:[\u4e00-\u9fff]{2,8}\s*)+$"
    r"|(?:已有?|共有?|累计|有)?\s*\d[\d,.]*万?\+?\s*(?:人次?|次)(?!修))"
)
"""A date with other pairs, the words of buttons or a counter (已有 12 人看过) behind it in the same line."""
_CLOSED = re.compile(r"([^【】\[\]]{6,24}?)\s*[】\]]\s*[【\[|｜]")
"""A date in brackets with other pairs in brackets behind it: 【发布日期：2024-05-06】【阅读：12次】."""
_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_NO_LABEL = r"(?!其中|注[：:]|备注|说明|另|如|若|即|不含)"
_OWN_PAIR = re.compile(
    rf"(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[)）、.．]\s*)?{_NO_LABEL}[^\s\d：:，。；]{{2,12}}[：:]\s*\S.*"
)
_FURTHER = re.compile(rf"(?<=\S)\s+{_NO_LABEL}(?=[\u4e00-\u9fff]{{3,12}}[：:]\s*\S)")
"""Where another pair begins behind a limit."""
_NO_RESULT = re.compile(r"(?:(?:审批|办理)?结果|证照)类型\s*[:：]?\s*无(?:\s|$)")
_LOADING = re.compile(r"(?:数据|正在|努力地?|拼命)*加载(?:数据)?中?[，,\s]*(?:请(?:稍[候等后]|耐心等待))?[.…。\s]*")
_HIDDEN = re.compile(r"display\s*:\s*none")
_TITLE = re.compile(r"[^\d\W]{2,8}")
_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_IN_TEXT = 2
"""Weakness of a label written in running text."""
_ANSWERS = {"online": frozenset({"网办深度", "网上办理深度", "办理深度", "办理形式", "办理方式"})}
"""The labels that answer a question, which is then but their title."""
_OF_FEES = frozenset({"fee_standard", "fee_basis"})
_FEE_SECTIONS = _OF_FEES | {"fee_status"}
_LAWS = re.compile(r"[《〔\[]|\d号")
_LONGEST_FEE = 30
_WHETHER = re.compile(r"(?:是否收[取]?费用?|收费(?:情况|状态))\s*[:：]?\s*([^\s，。；;,]{1,8})")
"""The line below the title of a section on fees (收费标准及依据) that says that there is none."""
_WITH_BASIS = frozenset(
    {"materials", "special_step", "intermediary", "quantity_limit", "annual_check", "remedy", "visits_reason"}
)
"""Elements whose section may give their own basis (法定依据), which is none of the item's."""
_OF_MATERIALS = "材料"
_LONG_TEXTS = frozenset({"faq", "legal_basis"})


def held_by(places: Sequence[Place]) -> dict[int, list[Place]]:
    """The places that each box is a value of, by the id of the box."""
    found: dict[int, list[Place]] = {}
    for place in places:
        for box in place.boxes:
            found.setdefault(id(box), []).append(place)
    return found


def labels_nothing(
    place: Place, places: Sequence[Place], held: Mapping[int, list[Place]], labels: LabelDictionary
) -> bool:
    """Whether a label stands inside the text of another element, where it says nothing of the guide."""
    if (
        is_step_of_path(place.box, place.kids)
        or _names_a_step(place, places, labels)
        or _limits_a_step(place, places, labels)
        or _is_one_of_buttons(place)
        or _pledges_other_things(place)
    ):
        return True
    if is_basis_of_another(place, places, held):
        return True
    if place.match.element == "consultation_phone" and is_of_complaints(place.lines):
        return True
    if place.weakness < _IN_TEXT:
        return False
    around = [p for box in (place.box, *place.box.up()) for p in held.get(id(box), ()) if p is not place]
    if any(p.match.element in _LONG_TEXTS for p in around):
        return not is_date_of_guide(place)
    # 行政复议：… 行政诉讼：… below 法律救济: one value with several labels in it.
    same = [p for p in around if p.match.element == place.match.element and p.weakness < _IN_TEXT]
    return any(len(_labels_in(p, places)) > 1 for p in same)


def is_basis_of_another(place: Place, places: Sequence[Place], held: Mapping[int, list[Place]]) -> bool:
    """Whether a basis stands in the section of something that has one of its own, and the guide's stands elsewhere."""
    if place.match.element not in {"legal_basis", "material_basis"}:
        return False

    def is_inside(one: Place) -> bool:
        around = (p for box in (one.box, *one.box.up()) for p in held.get(id(box), ()))
        return any(p is not one and p.match.element in _WITH_BASIS for p in around)

    if place.match.element == "material_basis":
        return is_inside(place) and not _is_of_all(place, places)
    others = (p for p in places if p is not place and p.match.element == "legal_basis" and p.found)
    return is_inside(place) and not all(is_inside(p) for p in others)


def _is_of_all(basis: Place, places: Sequence[Place]) -> bool:
    """Whether the one basis of materials on a page stands behind the table of them: it is that of each."""
    if _OF_MATERIALS not in basis.label or sum(p.match.element == "material_basis" for p in places) > 1:
        return False
    lists = (p for p in places if p.match.element == "materials" and basis.box.within(p.boxes))
    ahead = (b for p in lists for b in basis.box.order.between(p.boxes[0].start, basis.box.start))
    return any(b.tag == "table" and b.end <= basis.box.start for b in ahead)


def is_date_of_guide(place: Place) -> bool:
    """Whether a line in running text gives the guide's own date: 发布日期：2024-05-06 below its last section."""
    return place.match.element == "update_date" and any(_DATED.match(line) for line in place.lines[:1])


def says_headings_only(kids: Sequence[Box | str]) -> bool:
    """Whether nothing but headings is left of a value: they are those of what follows."""
    said = [kid for kid in kids if not is_blank(kid)]
    return all(isinstance(kid, Box) and kid.tag in _SUBHEADINGS and _TITLE.fullmatch(kid.words) for kid in said)


def names_a_fee(place: Place, inner: Sequence[Place], value: str) -> bool:
    """Whether what a section of fees says before the labels in it is the name of a fee: 登记费 over 收费标准：10元."""
    if place.match.element not in _FEE_SECTIONS or not any(p.match.element in _OF_FEES for p in inner):
        return False
    told = fee_status.parse(value) is not None or bool(parse_amounts(value)) or _LAWS.search(value) is not None
    return not told and len(value) <= _LONGEST_FEE


def _labels_in(around: Place, places: Sequence[Place]) -> set[str]:
    """The labels in the text of a value that are of its own element."""
    inner = (p for p in places if p.match.element == around.match.element and p.weakness >= _IN_TEXT)
    return {p.label for p in inner if p.box.within(around.boxes)}


def _names_a_step(place: Place, places: Sequence[Place], labels: LabelDictionary) -> bool:
    """Whether a label in the procedure names a step: a word that is one only beside others (送达), a deed and its time.

    结果送达 with 1个工作日 beside it tells no way of delivery.
    """
    only_beside_others = labels.short_label(place.label) is not None and labels.exact(place.label) is None
    of_a_step = place.match.element == "delivery" or is_deed(place.label)
    if not only_beside_others and not (of_a_step and _is_time(place.lines)):
        return False
    return any(p.match.element == "procedure" and p is not place and place.box.within(p.boxes) for p in places)


def _is_time(lines: Sequence[str]) -> bool:
    return len(lines) == 1 and len(lines[0]) <= _LONGEST_TIME and time_limit.parse(lines[0]) is not None


def _limits_a_step(place: Place, places: Sequence[Place], labels: LabelDictionary) -> bool:
    """Whether a time limit comes again and again in the procedure: each is that of a step, none the guide's."""
    if place.match.element != "promised_time_limit" or labels.column("steps", place.label) is None:
        return False
    alike = [p for p in places if p.match.element == place.match.element and p.label == place.label]
    around = (p for p in places if p.match.element == "procedure" and place.box.within(p.boxes))
    return any(sum(p.box.within(a.boxes) for p in alike) > 1 for a in around)


def _pledges_other_things(place: Place) -> bool:
    """Whether a pledge that names no time in its label (我们承诺) gives none: it is one of good service."""
    label = place.label
    if place.match.element != "promised_time_limit" or not label.rstrip("：: ").endswith("承诺"):
        return False
    told = " ".join(place.lines)
    of_time = _TIME_IN_LABEL.search(label) is not None or _TIME_IN_WORDS.search(told) is not None
    return not place.empty and not of_time and time_limit.parse(told) is None


_TIME_IN_LABEL = re.compile(r"时[间限长效]|期限|周期|天数|工作日|办[结理件]|审批")
_TIME_IN_WORDS = re.compile(r"尽[快早]|及时|按[时期]|限期|即[时刻]|立[即刻]|马上|当[场天日]")
"""Words of a pledge that say when, though no number: 尽快办理."""


_OPENING = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")


def is_button(place: Place) -> bool:
    """Whether a label is the words of a link or button, which leads on and labels nothing here.

    A link without words beside the label, around a picture, is what the label leads to.
    """
    box = place.box
    # Before a colon in running text a label is its own words; a link behind it is the value.
    inside = () if place.weakness >= _IN_TEXT else [b for b in box.boxes if b.words or not b.shows]
    return box.tag in {"a", "button"} or any(b.tag in {"a", "button"} for b in (*inside, *box.up()))


def unfolds(place: Place) -> bool:
    """Whether a label is the button over a part that opens and shuts, and something to see or follow is in that."""
    around = next((b for b in (place.box, *place.box.up()) if b.tag == "button"), None)
    if around is None or not any(name in around.element.attrib for name in _OPENING):
        return False
    return any(b.tag == "a" or b.shows for kid in place.boxes for b in kid.walk())


def _is_one_of_buttons(place: Place) -> bool:
    """Whether a label is a link or button and nothing but others stand behind it (在线办理 网上预约 收藏 打印)."""
    behind = [k for k in place.kids if not isinstance(k, str) or k.strip()]
    leads_on = bool(behind) and all(not isinstance(k, str) and _leads_on(k) for k in behind)
    return leads_on and is_button(place) and not unfolds(place)  # what stands around it is asked last


def _leads_on(box: Box) -> bool:
    """Whether a box is a link or button and nothing else."""
    if box.tag in {"a", "button"} or not box.words:
        return True
    inside = [kid for kid in box.kids if not is_blank(kid)]
    return len(inside) == 1 and not isinstance(inside[0], str) and _leads_on(inside[0])


def says_no_rows(value: str, place: Place, tables: Sequence[Table]) -> bool:
    """Whether a value is what is drawn where a list has no rows: 暂无数据, or the titles of columns alone.

    What a table has said while it was loaded (正在加载数据，请稍候) stays in it, hidden.
    """
    words = "".join(value.split())
    for box in place.boxes:
        for inner in box.walk() if "加载" in words else ():
            if _HIDDEN.search(inner.element.get("style") or "") and _LOADING.fullmatch(inner.words):
                words = words.replace("".join(inner.words.split()), "", 1)
    if placeholder.draws_no_rows(words):
        return True
    headers = [t.rows[min(t.headers)] for t in tables if t.headers and t.box.within(place.boxes)]
    titles = ("".join("".join(cell.box.words.split()) for cell in cells) for cells in headers)
    return any(words.startswith(title) and _says_none(words.removeprefix(title)) for title in titles)


def _says_none(rest: str) -> bool:
    """Whether nothing stands below the titles of columns, or but words that say so."""
    return not rest or placeholder.draws_no_rows(rest)


def is_of_a_material(place: Place, materials: Sequence[Material]) -> bool:
    """Whether what stands under a label that a guide has too (受理标准) was read as that of a material."""
    if place.match.element != "review_standard":
        return False
    words = "".join(place.lines)
    own = (material.readings.get("review_standard") for material in materials)
    return any(said is not None and said.stated and words.startswith(said.text) for said in own)


def is_answered_below(box: Box) -> bool:
    """Whether a question is answered by labelled values in the block below it: 能不能网上办 over 网上办理深度.

    So is a title of fees by the line below it that there is none, and one of results by a type of 无.
    """
    element = box.match.element if box.match is not None else ""
    kin = _ANSWERS.get(element, frozenset())
    if not kin and element not in _OF_FEES and element != "result_name":
        return False
    while box.parent is not None and box.parent.words == box.words:
        box = box.parent
    below = (b for b in box.parent.boxes if b.index > box.index and b.words) if box.parent is not None else iter(())
    block = next(below, None)
    if block is None or kin:
        return block is not None and any(word in block.words for word in kin)
    if element == "result_name":
        return _NO_RESULT.match(block.words) is not None
    whether = _WHETHER.match(block.words)
    return whether is not None and fee_status.parse(whether.group(1)) is fee_status.FeeStatus.FREE


def leads_away(box: Box) -> bool:
    """Whether a label is the words of a link to another page, as menus have them."""
    links = (b for b in (box, *box.boxes, *box.up()) if b.tag == "a")
    addresses = ((b.element.get("href") or "").strip().lower() for b in links)
    return any(a and not a.startswith(("#", "javascript:")) for a in addresses)


def is_among_titles(label: Box, values: Sequence[Box], row: Sequence[Box]) -> bool:
    """Whether what stands beside a label is a label itself, or the row has nothing else: titles over their values."""
    if not values:
        return len(row) > 1 and all(cell is label or _is_label_of_another(cell, label) for cell in row)
    return _is_label_of_another(values[0], label)


def _is_label_of_another(cell: Box, label: Box) -> bool:
    own, other = label.match, cell.match
    if own is None or other is None or other.element in {own.element, UNMAPPED} or cell.linked:
        return False  # 样本下载 beside 结果样本 is a link to it
    return not code_lists.may_be(own.element, cell.words)


def said_with_it(place: Place, inner: Sequence[Place]) -> list[str]:
    """The other elements of a title of two (办理地点和时间) that have no label of their own in its section."""
    own = {p.match.element for p in inner if p.found}
    return [element for element in place.match.also if element not in own]


def pairs_before_own(place: Place, inner: Sequence[Place]) -> list[str]:
    """The lines before the own label in a section of limits, if they are pairs of their own: it says nothing itself.

    办理期限 over 规章时效：20个工作日 and 承诺期限：7个工作日 is what its own label in it says.
    """
    own = [p.box for p in inner if p.match.element == place.match.element and p.found]
    if place.match.element not in _LIMITS or not own:
        return []
    lines = lines_of(list(before(place.kids, own)))
    return lines if all(map(_OWN_PAIR.fullmatch, lines)) else []


def of_its_kind(element: str, value: str, kids: Sequence[Box | str] = (), label: str = "") -> str:
    """The value, or nothing where the next block was taken for it: a date is short or begins with one.

    Other pairs and buttons in the same line (浏览：12次, 我要办理) are no part of a date.
    """
    value = without_tools(value, bare=element == "update_date")
    if element in _LIMITS and (cut := _FURTHER.search(value)) is not None:
        own = value[: cut.start()]
        return own if time_limit.parse(own) is not None else value  # 60日 规章时效：3个月
    if element in _LIMITS:
        return with_remark(element, value, kids, label)
    if element == "update_date" and (dated := _DATED_LINE.match(value)) is not None:
        return dated.group(1)
    if element == "update_date" and (closed := _CLOSED.match(value)) is not None:
        return closed.group(1)
    if element == "update_date" and not ("（" in value or "(" in value):
        value = value.rstrip("）)】] ★☆⭐")  # stars for a grade stand in the line of the date
    if element != "update_date" or len(value) <= _LONGEST_DATE or _YEAR.search(value[:_LONGEST_DATE]):
        return value
    return ""
