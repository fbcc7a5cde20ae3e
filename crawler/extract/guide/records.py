"""Rows of a guide's lists made from their parts, whether these came from a table, from text or from JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State, made, named
from crawler.domain.records import (
    Faq,
    Fee,
    FormAttachment,
    FormSlot,
    LegalBasisEntry,
    Material,
    Step,
    Window,
)
from crawler.domain.values import placeholder, time_limit
from crawler.domain.values.guide_forms import ONLY_SAMPLE, says_blank
from crawler.domain.values.remembered import remembered
from crawler.extract.guide import prose
from crawler.extract.guide.annexes import with_pointers
from crawler.extract.guide.badges import told_in
from crawler.extract.guide.draft import is_template, unread
from crawler.extract.guide.material_columns import counted, is_counted
from crawler.extract.guide.name_badges import without_badges
from crawler.extract.guide.reversed_labels import as_needed
from crawler.extract.html.brackets import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.extract.guide.draft import Draft
    from crawler.page.finds import AttachmentLink

    Parts = Mapping[str, Reading]

_LIMIT = re.compile(
    r"[（(【\[]\s*(?:本?环节|本步|此步)?(?:(?:办理|办结|承诺|工作|环节)?(?:时限|期限|时间|用时|需时|耗时)\s*[:：为]?)?\s*"
    r"([^（()）:：]{1,16}?)\s*[)）】\]][。；;]?\s*$"
)
_DASHES = re.compile(r"\s*[-—–－/／\\]+\s*")
_DASH_SIGNS = "-—–－/／\\"
_LED = re.compile(r"(\d+(?:\.\d+)?\s*个?(?:工作日|自然日|日|天|小时|分钟)|当场|即时)\s+([^\s\d].*)$", re.DOTALL)
"""A limit in a badge before the name of the step: 5个自然日 初审."""
_ISSUED = re.compile(r"[^，,；;（(]{2,10}[，,；;（(]\s*由?([^，,；;（）()]{2,24}?)(?:出具|核发|开具|签发|颁发)[)）]?")
"""A source with who issues the material behind it: 政府部门核发，公安机关出具."""
_MARKED = re.compile(
    r"^(?:[QA]\s*[.:：、]?\s*(?=[\u4e00-\u9fff《“])|[【\[]\s*(?:问题?|提问|Q|答|答案|解答|回答|答复|A)\s*\d{0,2}\s*[】\]]\s*[:：]?\s*(?=\S))"
)
_SAMPLE = re.compile(r"示例|样[表本例张]|范[本例表文]|示范|填写(?:说明|样|参考)|填[表报]参考|填好|样子")
_BLANK = re.compile(r"空[白表]|申请表|登记表|模[板版]|表格|格式文本")
_CLAUSES = re.compile(r"[，,；;。]")
_COUNTED = frozenset({"material_original", "material_copies"})
EITHER = frozenset({"表格", "相关表格", "附件", "表格附件"})
"""Titles over forms of either kind: the words of each link tell which it is."""
_FORMS = re.compile(r"表|附件|下载|模[板版]|文书")
_ELSEWHERE = "words of the column for forms speak of files that were not read"
_GUESSED = 0.5
"""Confidence in the address of a file that was found among what a script is handed."""
_CONTROL = "a button stands here, and what it does is not known"
ONLY_DOES = re.compile(r"^(?:请)?(?:点击|点此)?(?:此处|这里)?(?:下载|查看|打开|预览)(?:附件|文件|表格)?$")
"""Words of a link that name no form."""
_OFFERS = re.compile(
    r"下载|空白|空表|样表|样本|示例|范本|模板|表格|查看|附件|点击|\.(?:docx?|xlsx?|pdf|wps|zip|rar)", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    rf"[{MARK}\s]*(?:[*＊※★☆◎•·●▪■◆○]\s*|[必选容免]\s+(?![需要须备举任聘疫税费缺错])(?=[^\s]{{3}}))?(?:(?:申请|所需|申报)?材料\s*[\d一二三四五六七八九十]{{1,3}}\s*[:：、．.]\s*(?=\S))?"
)
"""What stands before the name of a step or a material: the star of what must be, and a count (材料1：申请书)."""
_COUNT = re.compile(r"^\d{1,2}[、.．]\s*(?=[\u4e00-\u9fff《“])")
_COUNTED_BASIS = re.compile(r"(?:设定|法律|实施|行使)?依据\s*[(（]?[\d一二三四五六七八九十]{1,3}[)）]?")
"""What counts the bases of an item, and names none of them."""


def part(parts: Parts, name: str, element: str, host: Reading) -> Reading:
    """One part under the element id it is reported as; not stated where the row has none."""
    found = parts.get(name)
    if found is not None:
        return named(found, element)
    return made(element, State.NOT_STATED, None, None, None, host.evidence, host.locator)


def material(parts: Parts, forms: Iterable[FormAttachment]) -> Material | None:
    """A material; None where the row names none."""
    name = parts.get("material_name")
    if name is None or not name.stated or placeholder.says_nothing(name.text):
        return None
    own = tuple(forms)
    name = _alone(name)
    parts = {**parts, "material_name": name}
    bare, beside = without_badges(name.text)
    if beside:
        name = replace(name, value=bare)
        told = {element: replace(name, element=element, value=said, quote=said) for element, said in beside.items()}
        parts = {**told, **{k: v for k, v in parts.items() if v.stated or k not in told}, "material_name": name}
    readings = {k: _said(named(v, k)) for k, v in parts.items() if k != "material_name"}
    if (need := readings.get("material_necessity")) is not None:
        readings["material_necessity"] = as_needed(need)
    _noted(readings)
    counted(readings)
    name = with_pointers(name, readings)
    for element, slot in (("blank_form", FormSlot.BLANK), ("sample_form", FormSlot.SAMPLE)):
        offered = next((f for f in own if f.slot is slot), None)
        cell = readings.get(element)
        if offered is not None and (cell is None or not cell.stated):
            readings[element] = named(offered.reading, element)
        elif cell is not None and cell.stated and offered is None and _offers_nothing(cell, own):
            may_be = element == "blank_form" and holds_either(cell.label) and bool(own)
            readings[element] = (
                unread(
                    element, ONLY_SAMPLE, evidence=cell.evidence or "", locator=cell.locator or "/", label=cell.label
                )
                if may_be
                else replace(cell, state=State.NOT_STATED, value=None)
            )
    cell = readings.get("blank_form")
    if cell is not None and cell.stated and not own and holds_either(cell.label) and "sample_form" not in readings:
        # 见“表格下载”: what the words of a column for forms of either kind speak of may hold a sample as well.
        readings["sample_form"] = unread(
            "sample_form", _ELSEWHERE, evidence=cell.evidence or "", locator=cell.locator or "/", label=cell.label
        )
    source = readings.get("material_source")
    if source is not None and source.stated and not _states(readings.get("material_issuer")):
        issued = _ISSUED.fullmatch(source.text)
        if issued is not None:
            said = issued.group(1)
            readings["material_issuer"] = replace(source, element="material_issuer", value=said, quote=said)
    return Material(
        name=named(name, "material_name"),
        readings=readings,
        blank_forms=tuple(f for f in own if f.slot is not FormSlot.SAMPLE),
        sample_forms=tuple(f for f in own if f.slot is FormSlot.SAMPLE),
    )


def _alone(name: Reading) -> Reading:
    """A name without the star or count before it and the colon behind it: * 申请：."""
    text = _COUNT.sub("", _BEFORE_NAME.sub("", name.text, count=1)).rstrip("：: —–")
    return replace(name, value=text, quote=text) if text and text != name.text else name


def _states(found: Reading | None) -> bool:
    return found is not None and found.stated


def _noted(readings: dict[str, Reading]) -> None:
    """What notes say in the words of other parts (要求: 原件1份，复印件2份), alone or in a clause of its own."""
    notes = readings.get("material_filling_notes")
    if notes is None or not notes.stated:
        return
    for part, said in _told_by_notes(notes.text):
        if not _states(readings.get(part)) and not (part == "material_copies" and is_counted(readings, notes.text)):
            readings[part] = replace(notes, element=part, value=said)


@remembered
def _told_by_notes(notes: str) -> tuple[tuple[str, str], ...]:
    told = told_in(notes)
    for clause in _CLAUSES.split(notes) if not told else ():
        told |= {part: said for part, said in told_in(clause).items() if part in _COUNTED and part not in told}
    return tuple(told.items())


def _said(cell: Reading) -> Reading:
    """A cell, not stated where it holds a dash alone."""
    dash = cell.stated and cell.text.rstrip()[-1:] in _DASH_SIGNS and _DASHES.fullmatch(cell.text) is not None
    return replace(cell, state=State.NOT_STATED, value=None) if dash else cell


def _offers_nothing(cell: Reading, others: Iterable[FormAttachment]) -> bool:
    """Whether a cell of forms says nothing, or nothing but the words of a form that is offered as something else."""
    left = cell.text
    for form in others:
        left = left.replace(form.reading.text, "")
    return placeholder.says_nothing(cell.text) or (left != cell.text and placeholder.says_nothing(left.strip()))


def fee(parts: Parts) -> Fee | None:
    """A fee row; None where it says nothing at all."""
    stated = [r for r in parts.values() if r.stated and not placeholder.says_nothing(r.text)]
    if not stated or all(is_template(r.text) for r in stated):
        return None
    name = part(parts, "fee_name", "fee_name", stated[0])
    bare = prose.unnumbered(name.text) if name.stated else ""
    return Fee(
        name=replace(name, value=bare) if bare and bare != name.text else name,
        readings={k: _said(named(v, k)) for k, v in parts.items() if k != "fee_name"},
    )


_TIME = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})\s*个?(?:工作日|自然日|日|天|小时|分钟|月)(?:以?内)?"
_NAMES_LIMIT = (
    r"(?:本?环节|本步|此步)?(?:办理|办结|承诺|工作|环节|审批|所需)?(?:时限|期限|时间|时长|用时|需时|耗时)\s*[:：为]?"
)
_ONLY_LIMIT = re.compile(rf"(?:{_NAMES_LIMIT})?\s*{_TIME}[。；;]?")
"""What is said of a step where that is its limit alone: 受理：1.5个工作日."""
_LIMIT_BEHIND = re.compile(rf"(\D{{2,14}}?)[\s·•|｜/—–-]*[（(【]?\s*(?:{_NAMES_LIMIT})?\s*({_TIME})\s*[)）】]?")
"""A limit behind the name of a step, with or without a sign or its label between: 受理 · 1个工作日, 办结 时限：3天."""
_LIMIT_BEFORE = re.compile(rf"[（(【\[]\s*({_TIME})\s*[)）】\]]\s*(\S.*)", re.DOTALL)
"""A limit in brackets before what is done: （2个工作日） 核对材料."""


def _with_limit(parts: Parts) -> Parts:
    """The parts of a step, its limit taken out of brackets at the end of its words: 受理。…（办理时限：1个工作日）."""
    if "limit" in parts and parts["limit"].stated:
        return parts
    deed = parts.get("description")
    if deed is not None and deed.stated and _ONLY_LIMIT.fullmatch(deed.text) is not None:
        return {**{k: v for k, v in parts.items() if k != "description"}, "limit": deed}
    for name in ("description", "name"):
        said = parts.get(name)
        found = _LIMIT.search(said.text) if said is not None and said.stated else None
        if said is None or found is None or time_limit.parse(found.group(1)) is None:
            apart = _apart(name, said) if said is not None and said.stated else None
            if said is not None and apart is not None:
                return {**parts, name: replace(said, value=apart[1]), "limit": replace(said, value=apart[0])}
            continue
        left = said.text[: found.start()].strip()
        kept = {name: replace(said, value=left)} if left else {}
        return {**{k: v for k, v in parts.items() if k != name}, **kept, "limit": replace(said, value=found.group(1))}
    return parts


def _is_way(parts: Parts) -> bool:
    """Whether a row is no step but one of several ways to go, whose steps its words hold (线上办理: 登录→填报→提交)."""
    name, deed = parts.get("name"), parts.get("description")
    if name is None or deed is None or not prose.is_way(name.text):
        return False
    return prose.is_flow(deed.text)


def _apart(part: str, said: Reading) -> tuple[str, str] | None:
    """The limit that stands behind the name of a step or before what is done, and the words without it."""
    found = (_LIMIT_BEHIND if part == "name" else _LIMIT_BEFORE).fullmatch(said.text)
    if found is None:
        return None
    name, limit = found.groups() if part == "name" else found.groups()[::-1]
    return limit, name.strip()


def step(parts: Parts) -> Step | None:
    """A step of the procedure."""
    host = parts.get("name") or parts.get("description")
    if host is None or not host.stated or placeholder.says_nothing(host.text) or _is_way(parts):
        return None
    parts = _with_limit(parts)
    limit = parts.get("limit")
    name = parts.get("name")
    if name is not None and name.stated:
        name = _alone(name)
        parts = {**parts, "name": name}
    led = _LED.match(name.text) if limit is None and name is not None else None
    if led is not None and name is not None and time_limit.parse(led.group(1)) is not None:
        limit = replace(name, value=led.group(1))
        parts = {**parts, "name": replace(name, value=led.group(2)), "limit": limit}
    if limit is not None and limit.stated and placeholder.says_nothing(limit.text):
        parts = {**parts, "limit": replace(limit, state=State.NOT_STATED, value=None)}
    return Step(
        name=part(parts, "name", "procedure_step", host),
        description=part(parts, "description", "procedure_step", host),
        limit=part(parts, "limit", "procedure_step", host),
    )


def law(parts: Parts) -> LegalBasisEntry | None:
    """A legal basis; a dash alone in a cell states neither its law nor its number, clause or words."""
    parts = {k: _said(v) for k, v in parts.items()}
    host = next((r for k in ("law", "content", "number") if (r := parts.get(k)) is not None and r.stated), None)
    if host is None or placeholder.says_nothing(host.text) or _COUNTED_BASIS.fullmatch(host.text):
        return None
    return LegalBasisEntry(
        **{k: part(parts, k, "legal_basis_entry", host) for k in ("law", "number", "clause", "content")}
    )


def window(parts: Parts) -> Window | None:
    """A service window; its name stands for its place where no place is given."""
    place = parts.get("place")
    if place is None or not place.stated:
        place = parts.get("name")
    host = next((r for r in (place, parts.get("hours"), parts.get("phone")) if r is not None and r.stated), None)
    if host is None or placeholder.says_nothing(host.text):
        return None
    chosen = {**parts, **({"place": place} if place is not None else {})}
    return Window(
        place=part(chosen, "place", "place", host),
        hours=part(parts, "hours", "hours", host),
        phone=part(parts, "phone", "consultation_phone", host),
    )


def faq(parts: Parts) -> Faq | None:
    """A question and its answer."""
    asked = parts.get("question")
    if asked is None or not asked.stated or placeholder.says_nothing(asked.text):
        return None
    return Faq(question=_unmarked(named(asked, "faq")), answer=_unmarked(part(parts, "answer", "faq", asked)))


def _unmarked(said: Reading) -> Reading:
    """A question or answer without the Q or A that stands before it in a badge of its own."""
    text = _MARKED.sub("", said.text) if said.stated else ""
    return replace(said, value=text, quote=text) if text and text != said.text else said


def keep(draft: Draft, group: str, parts: Parts, forms: Iterable[FormAttachment]) -> Reading | None:
    """Put one row of a list into the draft; gives the reading that names it, None for a row that says nothing.

    A row that a script is still to fill is none.
    """
    for each in parts.values():
        if each.stated and is_template(each.text):
            return None
    if group == "materials":
        made = material(parts, forms)
        if made is not None:
            draft.materials.append(made)
            return made.name
    elif group == "fees":
        charge = fee(parts)
        if charge is not None:
            draft.fees.append(charge)
            return parts.get("fee_standard") or charge.name
    elif group == "steps":
        taken = step(parts)
        if taken is not None:
            draft.steps.append(taken)
            return taken.name
    elif group == "legal_basis":
        basis = law(parts)
        if basis is not None:
            draft.legal_bases.append(basis)
            return basis.law if basis.law.stated else basis.content
    elif group == "windows":
        desk = window(parts)
        if desk is not None:
            draft.windows.append(desk)
            return desk.place
    else:
        asked = faq(parts)
        if asked is not None:
            draft.faqs.append(asked)
            return asked.question
    return None


def holds_either(label: str | None) -> bool:
    """Whether a title over forms says nothing of blank ones (表格下载): what is called 样表 may be the sample."""
    return label is not None and _FORMS.search(label) is not None and "空" not in label


def slot_of(text: str, given: FormSlot = FormSlot.UNSAID) -> FormSlot:
    """What a form is offered as, by the words of its link; `given` is what its column or key says."""
    return given if given is not FormSlot.UNSAID else _slot_in_words(text)


@remembered
def _slot_in_words(text: str) -> FormSlot:
    if says_blank(text):
        return FormSlot.BLANK
    if _SAMPLE.search(text):
        return FormSlot.SAMPLE
    return FormSlot.BLANK if _BLANK.search(text) else FormSlot.UNSAID


def form(link: AttachmentLink, *, evidence: str, given: FormSlot, label: str | None) -> FormAttachment | None:
    """A form from a link; None for a dead link whose words offer nothing."""
    text = link.text.strip()
    if link.target is None and (placeholder.says_nothing(text) or not _OFFERS.search(text)):
        return None
    slot = slot_of(f"{text} {link.file_name or ''}", given)
    name = link.file_name or text
    element = "sample_form" if slot is FormSlot.SAMPLE else "blank_form"
    sure = _GUESSED if link.guessed else 1.0
    return FormAttachment(
        slot=slot,
        name=name,
        target=link.target,
        reading=made(element, State.STATED, text or name, label, text or None, evidence, link.locator, sure),
    )


def not_followed(locator: str, evidence: str, slot: FormSlot, label: str | None) -> FormAttachment:
    """A form behind a control of which nobody knows where it leads."""
    element = "sample_form" if slot is FormSlot.SAMPLE else "blank_form"
    about = unread(element, _CONTROL, evidence=evidence, locator=locator, label=label)
    return FormAttachment(slot=slot, name=label or "", target=None, reading=about)
