"""Entries of a section drawn with boxes: materials whose name has no label, steps, a law or window in lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values.form_names import promises_all
from crawler.domain.values.guide_forms import pieces_of
from crawler.domain.values.material_words import names_case
from crawler.extract.guide import prose, records, text
from crawler.extract.guide.badges import apart, badge_of, bare_badges
from crawler.extract.guide.draft import reading
from crawler.extract.html.alike import alike
from crawler.extract.html.boxes import INLINE, Box, lines_of
from crawler.extract.lists.annexed_files import put_annexes
from crawler.extract.lists.counts import KINDS, counts_beside, kind_of, together
from crawler.extract.lists.form_beside import slot_of_button
from crawler.extract.lists.offered_forms import NO_FORMS, forms_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_PAIR = re.compile(r"^\s*([^:：]{1,12}?)\s*[:：]\s*(.*)$")
_COUNTER = re.compile(
    r"^(?:第?[\d一二三四五六七八九十]{1,2}步?|步骤[\d一二三四五六七八九十]{1,2}|STEP\s?\d)[.、]?$", re.IGNORECASE
)
_LIMIT = re.compile(
    r"[(（]?(?:\d+(?:\.\d+)?\s*个?(?:工作日|自然日|天|日|小时|分钟|月)(?:以?内)?|(?:即来即办|立等可取|即办|(?:即时|当场|现场|当[日天])(?:办[理结])?)(?=[)）]?$))[)）]?"
)
_SAID_LIMIT = re.compile(
    r"(?:(?:(?:办理|环节|工作|承诺|办结|所需|审批|步骤)*(?:时[限间长]|期限)|[用耗需限]时|承诺|约|需要?)\s*[:：]?\s*)?"
    rf"({_LIMIT.pattern})"
)
_TIMED = re.compile(rf"(\S{{2,14}})\s+({_LIMIT.pattern})$")
_ARROW = re.compile(r"[\s\u2190-\u21ff\u2794-\u27bf\u27f0-\u27ff▶►▷▼▽△▲◀◄»\u203a>↓=—–\-|│]+")
"""What stands between the boxes of a chart and says nothing."""
_LONGEST_TITLE = 24
_LONGEST_NAME = 80
_BETWEEN_BADGES = re.compile(r"\s*[|｜│;；]\s*|\s+[·•・/]\s+")
_OF_MATERIALS = frozenset(
    {
        "material_type", "material_copies", "material_form", "material_source", "material_necessity",
        "material_original", "material_filling_notes", "material_issuer",
    }
)  # fmt: skip
_REQUIRED = {"legal_basis": ("law", "content"), "windows": ("place", "hours", "phone")}


def drawn(section: Place, inner: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> bool:
    """Whether the entries of a section are drawn with boxes; they are then in the draft."""
    element = section.match.element
    if element == "materials" and not draft.materials:
        about = [p for p in inner if p.match.element in _OF_MATERIALS]
        if about and not any(p.match.element == "material_name" for p in inner):
            unnamed_cards(section, about, page, labels, draft)
        elif not about:
            plain_cards(section, page, draft)
        return bool(draft.materials)
    if element == "procedure" and not draft.steps:
        steps(section, page, draft)
        return bool(draft.steps)
    if element == "legal_basis" or (element == "place" and not draft.windows):
        return in_lines("windows" if element == "place" else element, section, page, labels, draft)
    return False


def unnamed_cards(section: Place, inner: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> None:
    """Materials as cards: a line without a label names each, pairs of `material_*` labels below say more of it."""
    pairs = sorted((p for p in inner if p.found), key=lambda p: p.box.start)
    valued = {b.start for p in pairs for kid in (p.box, *p.boxes) for b in kid.walk()}
    titles: list[Box] = []
    cards: list[list[Place]] = []
    for place in pairs:
        if cards and not any(p.match.element == place.match.element and not counts_beside(p, place) for p in cards[-1]):
            cards[-1].append(place)
            continue
        since = cards[-1][-1].box.start if cards else section.boxes[0].start - 1
        between = section.boxes[0].order.between(since + 1, place.box.start)
        title = _last_line([b for b in between if b.start not in valued], page, labels)
        if title is None:
            return
        titles.append(title)
        cards.append([place])
    for number, (title, card) in enumerate(zip(titles, cards, strict=True)):
        end = titles[number + 1].start if number + 1 < len(titles) else section.boxes[-1].end
        name, *badges = apart("materials", text.without_button(title.words, title, labels), title)
        parts = {"material_name": _read("material_name", name, title, page, None)}
        parts |= {
            part: _read(part, said, title, page, None) for said in badges if (part := badge_of("materials", said))
        }
        behind = title.order.between(title.end, card[0].box.start)
        for badge in (box for box in behind if not box.boxes and box.start not in valued):
            for said in bare_badges("materials", badge.words):
                if (part := badge_of("materials", said)) is not None:
                    parts.setdefault(part, _read(part, said, badge, page, None))
        counted: dict[str, Reading] = {}
        for place in card:
            value = " ".join(text.lines(place.kids, labels))
            parts[place.match.element] = _read(place.match.element, value, place.at, page, place.label)
            if (kind := kind_of(place.label)) is not None:
                counted[kind] = parts[place.match.element]
        if len(counted) == len(KINDS):
            parts |= together([*counted.items()])
        links = (b for b in title.order.between(title.start, end) if b.tag in {"a", "button"})
        forms = [form for b in links for form in forms_in(b, page, FormSlot.UNSAID, None)]
        records.keep(draft, "materials", parts, forms)


def plain_cards(section: Place, page: Page, draft: Draft) -> None:
    """Materials as boxes of one kind without any label: the name, then badges (原件, 1份, 必要) and files."""
    inside = section.boxes
    covered = bytearray(max((kid.end for kid in inside), default=0))  # one look for all, since there may be thousands
    for kid in inside:
        covered[kid.start : kid.end] = b"\1" * (kid.end - kid.start)
    around_each = [b for kid in inside for b in (kid.parent or kid, *kid.walk())]
    for around in {b.start: b for b in around_each if len(b.boxes) > 1}.values():
        alike = [b for b in around.boxes if b.words and b.start < len(covered) and covered[b.start]]
        if len(alike) < 2 or any(b.kind != alike[0].kind for b in alike):
            continue
        cards = [(box, _runs_of(box)) for box in alike]
        if any(len(runs) < 2 or len(runs[0][1]) > _LONGEST_NAME for _, runs in cards):
            continue
        told = [[(badge_of("materials", words), words, at) for at, words in runs[1:]] for _, runs in cards]
        known = sum(part is not None for badges in told for part, _, _ in badges)
        first = all(badges[0][0] == "material_necessity" for badges in told)  # 必填 behind each name, whatever follows
        if not all(any(part for part, _, _ in badges) for badges in told) or (
            known * 2 < sum(map(len, told)) and not first
        ):
            continue
        for (box, runs), badges in zip(cards, told, strict=True):
            parts = {"material_name": _read("material_name", runs[0][1], runs[0][0], page, None)}
            for part, words, at in badges:
                told_when = part is None and names_case(words)  # 委托他人办理时提供 below 非必要
                if part is not None or told_when:
                    noted = part or "material_filling_notes"
                    parts.setdefault(noted, _read(noted, words, at, page, None))
            records.keep(draft, "materials", parts, list(forms_in(box, page, FormSlot.UNSAID, None)))
        return


def _runs_of(card: Box) -> list[tuple[Box, str]]:
    """The runs of text in a card that stand in no link, without numbers alone; several badges may share one run."""
    links = [b for b in card.walk() if b.tag in {"a", "button"}]
    return [
        (box, words)
        for box in card.walk()
        if not box.within(links)
        for kid in box.kids
        if isinstance(kid, str)
        for piece in _BETWEEN_BADGES.split(kid)
        if (words := " ".join(piece.split())) and not _COUNTER.match(words)
    ]


def _last_line(boxes: Sequence[Box], page: Page, labels: LabelDictionary) -> Box | None:
    """The last of these boxes that has text of its own and is no button or file."""
    badges = [box for box in boxes if bare_badges("materials", box.words)]
    for box in reversed(boxes):
        if box in badges and len(badges) < len(boxes):
            continue  # they stand behind the name
        own = any(isinstance(k, str) and k.strip() for k in box.kids) and len(box.words) > 1
        leads_on = box.tag in {"a", "button"} or labels.is_mark("buttons", box.words)
        if own and not leads_on and not page.attachments_in(box.element):
            return box
    return None


def steps(section: Place, page: Page, draft: Draft) -> None:
    """Steps drawn as boxes of one kind, each a short title and what is done."""
    blocks = [(kid.parent, section.boxes) for kid in section.boxes[:1] if all(map(_has_parts, section.boxes))]
    blocks += [(b, b.boxes) for kid in section.boxes for b in kid.walk()]
    for around, inside in blocks:
        told = [b for b in inside if b.words and not _ARROW.fullmatch(b.words)]
        if len(told) < 2 or not all(alike(b, told[0]) for b in told):
            continue
        entries = [[line for line in _lines_in(b) if not _COUNTER.match(line)] for b in told]
        if any(not 1 <= len(lines) <= 12 or len(lines[0]) > _LONGEST_TITLE for lines in entries):
            continue
        counted = all(any(_COUNTER.match(line) for line in _lines_in(b)) for b in told)
        counted = counted or (
            around is not None and around.tag == "ol" and all(b.boxes and b.boxes[0].words == b.words for b in told)
        )
        if not counted and sum(len(lines) > 1 for lines in entries) * 2 < len(entries):
            continue
        # A time above the title (1个工作日 over 受理) is no title.
        entries = [
            [lines[1], lines[0], *lines[2:]] if len(lines) > 1 and _SAID_LIMIT.fullmatch(lines[0]) else lines
            for lines in entries
        ]
        for box, (title, *below) in zip(told, entries, strict=True):
            name = (prose.unnumbered(title) or title).rstrip("。；;：:")
            timed = _TIMED.match(name)
            said = next((line for line in below if _SAID_LIMIT.fullmatch(line)), "")
            limit = timed.group(2) if timed else _SAID_LIMIT.sub(r"\1", said)
            rest = [line for line in below if line != said]
            parts = {"name": _read("", timed.group(1) if timed else name, box, page, section.label)}
            if limit:
                parts["limit"] = _read("", limit.strip("()（） "), box, page, section.label)
            if rest:
                parts["description"] = _read("", " ".join(rest), box, page, section.label)
            records.keep(draft, "steps", parts, ())
        return


def _has_parts(box: Box) -> bool:
    """Whether a box holds nothing but boxes, two at least with words."""
    return sum(bool(b.words) for b in box.boxes) > 1 and not any(isinstance(k, str) and k.strip() for k in box.kids)


def _lines_in(box: Box) -> list[str]:
    """The lines of a box; of one that holds nothing but pieces side by side, the pieces."""
    lines = lines_of([box])
    pieces = [k.words for k in box.boxes if k.words]
    loose = any(isinstance(k, str) and k.strip() for k in box.kids)
    return pieces if len(lines) == 1 and len(pieces) > 1 and not loose else lines


def in_lines(group: str, section: Place, page: Page, labels: LabelDictionary, draft: Draft) -> bool:
    """Laws or windows as lines of their own labels: 法律法规名称：… 条款号：…; 地址：… 时间：… 电话：…."""
    rows: list[dict[str, Reading]] = [{}]
    known = 0
    for box, line in _lines(section.boxes):
        pair = _PAIR.match(line)
        part = labels.column(group, pair.group(1)) if pair else None
        if pair is None or part is None:
            continue
        known += 1
        if part in rows[-1]:
            rows.append({})
        rows[-1][part] = _read(part, pair.group(2).strip(), box, page, pair.group(1))
    if known < 2:
        return False
    for row in rows:
        if any(part in row for part in _REQUIRED[group]):
            records.keep(draft, group, row, ())
    return True


def _lines(boxes: Sequence[Box]) -> Iterator[tuple[Box, str]]:
    for box in boxes:
        inner = [b for b in box.boxes if b.words and b.tag not in INLINE]
        if inner:
            yield from _lines(inner)
        else:
            yield from ((box, line) for line in lines_of([box]))


def forms_of_section(place: Place, page: Page, draft: Draft) -> None:
    """Forms offered in a section of forms or of materials, where no row of a table holds them."""
    slots = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE, "materials": FormSlot.UNSAID}
    given = slots.get(place.match.element)
    if given is None or not any(page.attachments_in(b.element) for b in place.boxes):
        return
    known = {a.reading.locator for m in draft.materials for a in (*m.blank_forms, *m.sample_forms)}
    known |= {a.reading.locator for a in draft.forms}
    said = given if given is FormSlot.SAMPLE else FormSlot.UNSAID
    for box in text.entries(place.boxes):
        found = forms_in(box, page, said, place.label)
        for form in found:
            if form.reading.locator not in known:
                known.add(form.reading.locator)
                text.put_form(draft, _named_beside(form, box) if len(found) == 1 else form, given, box.words)


def _named_beside(form: FormAttachment, box: Box) -> FormAttachment:
    """The one form of a row, by the words before a link that says only what it does: 设立申请表（样表） [点击下载]."""
    said = form.reading.text
    words = " ".join(box.words.replace(said, " ").split()).strip("：:- ") if records.ONLY_DOES.match(said) else ""
    if form.name != said or not 2 <= len(words) <= _LONGEST_NAME:
        return form
    slot = records.slot_of(words, form.slot)
    element = "sample_form" if slot is FormSlot.SAMPLE else "blank_form"
    return replace(form, name=words, slot=slot, reading=replace(form.reading, element=element))


def loose_forms(page: Page, draft: Draft, places: Sequence[Place]) -> None:
    """Files offered outside every section that carry a material's name (附件：二手车市场备案表.doc), or promise all.

    Files that a label of their own says are no forms, such as the picture of a result, are left out.
    """
    if not draft.materials:
        return
    shown = (b for p in places if p.match.element in NO_FORMS for b in p.boxes)
    taken = {link.locator for b in shown for link in page.attachments_in(b.element)}
    known = {a.reading.locator for m in draft.materials for a in (*m.blank_forms, *m.sample_forms)}
    draft.forms[:] = [form for form in draft.forms if form.reading.locator not in known]  # read before its material was
    _put_named(draft)
    put_annexes(page, draft)
    known |= {a.reading.locator for m in draft.materials for a in (*m.blank_forms, *m.sample_forms)}
    known |= {a.reading.locator for a in draft.forms}
    known |= taken
    loose = [link for link in page.attachments() if link.target is not None and link.locator not in known]
    names = [pieces_of(m.name.text) for m in draft.materials] if loose else []
    for link in loose:
        own = pieces_of(f"{link.text} {link.file_name or ''}")
        said = pieces_of(link.text)
        if (promises_all(link.text) and link.file_name is None) or any(
            len(name & own) >= 2 and (len(name & own) * 2 >= len(name) or len(name & said) * 5 >= len(said) * 4)
            for name in names
        ):
            slot = slot_of_button(page, link)
            form = records.form(link, evidence=page.evidence, given=slot, label=None)
            if form is not None:
                text.put_form(draft, form, slot)


def _put_named(draft: Draft) -> None:
    """Give forms offered before the materials were read (表格下载 beside them) to the one they are called."""
    early = list(draft.forms)
    draft.forms.clear()
    for form in early:
        own = pieces_of(form.name)
        called = {m.name.text for m in draft.materials if m.name.text in form.name and pieces_of(m.name.text) == own}
        if len(called) == 1 and own:
            text.put_form(draft, form, form.slot)
        else:
            draft.forms.append(form)


def _read(element: str, value: str, box: Box, page: Page, label: str | None) -> Reading:
    return reading(element, value or None, evidence=page.evidence, locator=page.locator(box.element), label=label)
