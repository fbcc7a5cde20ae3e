"""The text of a value: texts printed twice, buttons, what stands before an inner label; and lists written as text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.records import FormAttachment, FormSlot, Material
from crawler.domain.values import code_lists, placeholder
from crawler.extract.guide import laws_in_row, material_lines, prose, question_lines, records
from crawler.extract.guide.badges import badge_of
from crawler.extract.guide.draft import reading
from crawler.extract.guide.material_groups import in_groups
from crawler.extract.guide.material_notes import beside_names
from crawler.extract.guide.material_sentences import told_in_sentence
from crawler.extract.guide.said_of_all import without_said_of_all
from crawler.extract.guide.told import told_at_end, told_in_brackets
from crawler.extract.html.boxes import Box, lines_of, text_of
from crawler.extract.html.brackets import MARK
from crawler.extract.labels.composed import is_latin, untranslated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

_CUT = re.compile(r"(?:\.{2,}|…+)?\s*[\[【(（]?\s*(?:点击)?(?:展开|查看)(?:全部|更多|详情)?\s*[\]】)）]?\s*$")
_FOLD = re.compile(r"\s*[\[【(（]?\s*(?:点击)?收起\s*[\]】)）]?\s*$")
_UNFOLDS = re.compile(
    r"[\[【(（]?\s*(?:点击|点此)?(?:展开|收起|折叠|查看|显示|更多){1,2}(?:全部|更多|材料|条目|环节|步骤|详细|具体|的)*"
    r"(?:详情|全文|内容|正文|信息|明细|说明|要求|情况)?\s*[\]】)）]?\s*[>»▼▽▾△▲▴﹀︿↓↑…\s]*"
)
_ANSWER = re.compile(r"(?:[【\[]?(?:A|答)[】\]]?\s*[:：]|[【\[]答[】\]]|答\s(?=\S{2}))\s*")
"""What begins the answer to a question that is a label: Q：多久能办好？ A：30个工作日。"""
_SECOND = re.compile(r"(?:^|[\s；;。，,])B\s*[:：]")
"""Behind A： it tells that letters count the parts of a text: A：窗口办理；B：网上办理."""
_TITLED = re.compile(r"([^:：]{2,24}?)\s*[:：]\s*(.+)$")
_PARTING = frozenset(":：｜|│┃")
_BRACKETS = frozenset("[]\uff3b\uff3d()（）【】〖〗〔〕「」『』〈〉<>《》«» ")
"""Of which no value is made: they stand around what is said, or part one title from the next."""
_DOTS = re.compile(r"(?:\.{2,}|…+)\s*$")
_ONLY_DOTS = re.compile(r"\.{2,}|…+")
_ENTRANCE = re.compile(
    r"(?:(?:现在|马上|立即|立刻|点击|点此|点这里|我要|开始|前往|进入|直接|这|就|去|到|登录)+(?:网上|在线|线上|掌上|手机上?)?"
    r"(?:办理|申请|申报|申办|申领|预审|登记|办)"
    r"|(?:网上|在线|线上|手机上|掌上)(?:预审|申报|申请|申办|申领|办理|登记|报件|填报|提交|受理|办))"
    r"(?:入口|吧|[，,\s]*请?(?:点|按|进|戳)(?:击)?(?:此处?|这里|这儿)?(?:进入)?)?[→>»!！\s]*$"
)
_LONGEST_ENTRANCE = 14
_LONGEST_IN_TWO = 48
"""Characters of an entrance that is named in two languages."""
_NONE_NEEDED = re.compile(
    r"(?:(?:办理)?(?:本|该|此)(?:事项|业务|项)?)?(?:不|无|免|毋)(?:用|需要?|须|必|要)?(?:再)?(?:提交|提供|递交|准备|交|带)?"
    r"(?:任何|其他|纸质|书面|申请|申报|办理)*(?:材料|资料|要件)(?:$|[，。,；;（(](?!.*(?:但|只需|仅需|只要|除)))"
)
_SITE = re.compile(
    r"政务服务网|政务服务平台|政务服务$|政务网|人民政府(?:门户)?(?:网站)?$|^办事指南|办事指南$|服务指南$|门户网站|行政审批局$|(?:办事|政务|便民|网上|行政|公共|市民|审批)(?:办事|审批)?服务(?:中心|大厅)$|(?:服务|办事|政务|审批|便民|业务|网上|掌上|办理)大厅$|网厅$|一网通办"
    r"|^信息公开$|详情$|^首页|^(?:用户)?登录|办事$|政通$|事通$|一次办好$|最多跑一次$"
)
_COLON = re.compile("[:：]")
_LINKS = frozenset({"a", "button"})
_OPENING = "(?:点击|点此|点开|查看|下载|打开|浏览|预览|放大|查阅)"
_PICTURE = "(?:本?事项|办理|审批|办事|业务|服务|网上|窗口|内部|外部|的)*流程(?:示意)?图|(?:高清)?[大原]图|图片"
_OPENS_PICTURE = re.compile(
    rf"[\[【（(]?请?(?:{_OPENING}+(?:{_PICTURE})(?:详情|附件)?|(?:{_PICTURE}){_OPENING}+)[)）】\]]?[>》→]*"
)
"""What a link beside a text does: 点击下载流程图, 流程图下载, 查看大图."""
_WAYS_OF_REMEDY = ("复议", "诉讼")
_LIMITED = frozenset({"statutory_time_limit", "promised_time_limit", "limit"})
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNIT_IN_LABEL = re.compile(
    r"[(（【\[]\s*(?:单位\s*[:：]?\s*)?(个?\s*(?:工作日|自然日|日历日|小时|日|天|月|年))\s*[)）】\]]"
)
_UNIT_OF_LABEL = re.compile(r"(工作日)数?$|(?<=.)(天)数$")
_TITLE_END = re.compile(r"\s*(?:[-_|—–－·]+|\s{2,})\s*")
_KIND_OF_PAGE = re.compile(
    r"\s*[（(]?的?(?:办事|服务|办理|业务|(?<![报申])申[请报办领])(?:指南|须知)[)）]?$|(?<=\s)(?:事项|指南)详情$"
)
_REFERS = re.compile(
    r"(?:具体|有关|相关|所需|申请|申报|的|材料|要求|内容|清单|目录){0,4}(?:请)?(?:详见|见|参见|参照|详阅|查看|下载)[“《(（]?"
    r"(?:附件|附表|附后|后附|下表|下方|文件|链接|通知|公告|网站|清单|材料清单|示范文本).{0,8}"
)
"""Text that only points elsewhere: 详见附件."""
_BEHIND = re.compile(r"[，,；;()（）。]")
"""What parts a material's name from what is said of it: 身份证（复印件1份，必要）."""
_GOES_ON = ("；", ";", "、", "，")
_SHORTEST_REPEATED = 10


def lines(kids: Sequence[Box | str], labels: LabelDictionary) -> list[str]:
    """The lines of a value: each text once, whole where it is also printed cut off, and without its buttons."""
    raw = [line for each in lines_of(kids) if (line := _between(_without_picture(each, kids)))]
    if raw and (answer := _ANSWER.match(raw[0])) is not None and not any(map(_SECOND.search, raw)):
        raw[0] = raw[0][answer.end() :] or raw[0]
    several = len(raw) > 1
    if not several and not (raw and _may_be_cut(raw[0]) and _button(raw[0], kids)):
        return raw
    is_button = labels.answers(_is_button)
    ways = several and _are_ways(raw, kids)
    kept: list[str] = []
    for position, line in enumerate(raw):
        goes_on = position > 0 and raw[position - 1].endswith(_GOES_ON)  # 窗口办理；, and 网上办理 below
        if several and not (goes_on or ways) and len(line) <= _LONGEST_ENTRANCE and is_button(line):
            continue
        if not _may_be_cut(line):
            if not (kept and len(line) >= _SHORTEST_REPEATED and line == kept[-1]):
                kept.append(line)
            continue
        whole = _FOLD.sub("", line)
        button = _button(whole, kids)
        stem = _DOTS.sub("", whole[: button.start()] if button is not None else whole)
        cut = stem != whole
        if several and cut and stem.endswith(("：", ":")) and labels.exact(stem.rstrip("：: ")) is not None:
            continue  # 流程图：点击查看 is a label with its link
        if cut and len(stem) >= 6 and any(other.startswith(stem) and other != line for other in raw[position + 1 :]):
            continue
        text = whole
        if cut and button is not None and not _DOTS.search(whole[: button.start()]):
            dots = _ONLY_DOTS.match(button.group())  # they stay: the text goes on where nobody has read it
            text = stem + dots.group() if dots is not None else stem
        if kept and len(text) >= _SHORTEST_REPEATED and text == kept[-1]:
            continue
        if text:
            kept.append(text)
    return kept


def _are_ways(lines: Sequence[str], kids: Sequence[Box | str]) -> bool:
    """Whether lines that are no links are ways of handling an item, one of them the words of buttons elsewhere."""
    if not all(code_lists.has("handling_form", line) for line in lines):
        return False
    return not any(leaf.tag in _LINKS for kid in kids if isinstance(kid, Box) for leaf in kid.walk())


def _button(line: str, kids: Sequence[Box | str]) -> re.Match[str] | None:
    """The button at the end of a line: behind dots or a blank, in brackets, or in a box of its own.

    可在网上查看 ends in no button.
    """
    button = _CUT.search(line)
    if button is None or not button.group()[0].isalpha():
        return button
    own = (leaf.words for kid in kids if isinstance(kid, Box) for leaf in kid.walk() if not leaf.boxes)
    return button if button.group().strip() in own else None


def _without_picture(line: str, kids: Sequence[Box | str]) -> str:
    """A line without the link before or behind its words that opens a picture: 申请—受理—发证 查看流程图."""
    inside = "图" in line[-8:] or "图" in line[:_LONGEST_ENTRANCE]
    if not inside or (len(line) <= _LONGEST_ENTRANCE and _OPENS_PICTURE.fullmatch(line)):
        return line
    links = (leaf for kid in kids if isinstance(kid, Box) for leaf in kid.walk() if leaf.tag in _LINKS and leaf.words)
    found = [leaf.words for leaf in links if leaf.words in line and _OPENS_PICTURE.fullmatch(leaf.words)]
    behind = next((words for words in found if line.endswith(words)), "")
    left = line.removesuffix(behind).rstrip(" 　,，;；（(【[") if behind else line
    before = next((words for words in found if left.startswith(words)), "")
    return left.removeprefix(before).lstrip(" 　,，;；）)】]") or left or line


def without_button(line: str, box: Box, labels: LabelDictionary) -> str:
    """A title in a box without the buttons in boxes of their own behind it: 渡口备案表 [展开] [收起]."""
    for leaf in reversed(box.walk()):
        words = leaf.words
        if words and not leaf.boxes and line.endswith(words) and line != words and unfolds(words, labels):
            line = line.removesuffix(words).rstrip()
    return line


def unfolds(words: str, labels: LabelDictionary) -> bool:
    """Whether words are those of a button that only unfolds or folds what stands below: 展开详情 ▼, 收起材料说明."""
    return bool(words) and (labels.is_mark("buttons", words) or _UNFOLDS.fullmatch(words) is not None)


def _is_button(labels: LabelDictionary, line: str) -> bool:
    return labels.is_mark("buttons", line) or is_entrance(line) or _OPENS_PICTURE.fullmatch(line) is not None


def _may_be_cut(line: str) -> bool:
    """A cheap question: whether a line ends in dots or names a button that unfolds the rest."""
    return line.endswith((".", "…")) or "展开" in line or "查看" in line or "收起" in line


def _between(line: str) -> str:
    """A line without the marks that part it from its label and from the next pair; none of brackets alone."""
    if line[0] in _BRACKETS and _BRACKETS.issuperset(line):
        return ""
    return line.lstrip(" :：").strip(" ｜|│┃") if line[0] in _PARTING or line[-1] in _PARTING else line


def untitled(said: list[str], element: str, labels: LabelDictionary, *, whole: bool) -> list[str]:
    """The lines of a block that repeats its own title, without it: 审批结果 over 审批结果名称：营业执照."""
    if len(said) > 1 and (own := labels.exact(said[0])) is not None and own.element == element:
        return said[1:]
    if whole and len(said) > 1 and is_latin(said[0]) and not is_latin(said[1]):
        return said[1:]  # the title in another language
    alone = whole and len(said) == 1
    titled = _TITLED.match(said[0]) if said and (alone or not whole) else None
    if titled is None or (own := labels.exact(titled.group(1))) is None or own.element != element:
        return said
    rest = titled.group(2)
    if alone and (_COLON.search(rest) or any(word in titled.group(1) and word not in rest for word in _WAYS_OF_REMEDY)):
        return said  # 行政复议：六十日内提出: only its title says what the text is about
    return [rest, *said[1:]]


def with_unit(element: str, value: str, label: str) -> str:
    """A bare number of a time limit with the unit that its label gives: 承诺时限（工作日） 5."""
    if MARK in value:
        return value.replace(MARK, "")  # pairs in brackets below a title
    if element not in _LIMITED or not _BARE_NUMBER.fullmatch(value):
        return value
    unit = _UNIT_IN_LABEL.search(label) or _UNIT_OF_LABEL.search(label)
    return f"{value}{unit.group(unit.lastindex or 1)}" if unit else value


def quote(value: str, kept: Sequence[str], kids: Sequence[Box | str]) -> str:
    """The value where it stands on the page in one piece, else its longest line."""
    if MARK in value:
        return max((piece.partition("：")[2] or piece for piece in value.split(MARK)), key=len).strip()
    whole = "".join(text_of(kids).split())
    return value if "".join(value.split()) in whole else max(kept, key=len)


def put_list(
    draft: Draft,
    element: str,
    text: Sequence[str],
    *,
    label: str | None,
    evidence: str,
    locator: str,
    labels: LabelDictionary,
) -> None:
    """Entries of a list that is written as text."""

    def read(part: str, value: str, quote: str) -> Reading:
        return reading(part, value or None, evidence=evidence, locator=locator, label=label, quote=quote)

    text = prose.counted([line.replace(MARK, "") for line in text])
    if element == "materials":
        if draft.materials or (len(text) == 1 and _names_none(text[0], labels)):
            return
        text = material_lines.bare(text, lambda words: says_none(words, labels))
        text, told_of = _told(beside_names(without_said_of_all(text, labels)), "materials", labels)
        for title, copies, quote in (part for group in in_groups(text) for part in prose.materials(group)):
            parts = {"material_name": read("material_name", title, title)}
            parts |= {part: read(part, value, value) for part, value in told_of(title).items()}
            if copies and "material_copies" not in parts:
                parts["material_copies"] = read("material_copies", copies, quote)
            for piece in _BEHIND.split(quote)[1:]:
                part = badge_of("materials", piece.strip())
                if part is not None:
                    parts.setdefault(part, read(part, piece.strip(), piece.strip()))
            put_material(draft, parts)
    elif element == "procedure" and not draft.steps and not code_lists.has("handling_form", "、".join(text)):
        text, told_of = _told(text, "steps", labels)
        for title, rest, quote in prose.steps(text):
            said = {part: read("", value, value) for part, value in told_of(title).items()}
            done, limit = told_at_end(rest) if "limit" not in said else (rest, "")
            if limit:
                said["limit"] = read("", limit, limit)
            step = records.step({"name": read("", title, quote), "description": read("", done, quote)} | said)
            if step is not None:
                draft.steps.append(step)
    elif element == "legal_basis":
        for law, number, clause, content, quote in laws_in_row.laws(text):
            values = {"law": law, "number": number, "clause": clause, "content": content}
            entry = records.law({k: read("", v, quote) for k, v in values.items() if v})
            if entry is not None:
                draft.legal_bases.append(entry)
    elif element == "faq":
        for question, answer, quote in question_lines.questions(text):
            faq = records.faq({"question": read("", question, quote), "answer": read("", answer, answer)})
            if faq is not None:
                draft.faqs.append(faq)


def _told(
    lines: Sequence[str], group: str, labels: LabelDictionary
) -> tuple[Sequence[str], Callable[[str], dict[str, str]]]:
    """The lines without what brackets say of each entry label by label, and that, by the name of the entry."""
    brackets = [told_in_brackets(line, group, labels) or told_in_sentence(line, group, labels) for line in lines]
    if not any(brackets):
        return lines, lambda _: {}
    bare = [line if one is None else one.line for line, one in zip(lines, brackets, strict=True)]
    told = [(prose.unnumbered(one.line), one.parts) for one in brackets if one is not None]

    def told_of(title: str) -> dict[str, str]:
        exact = next((n for n, (line, _) in enumerate(told) if line.rstrip("。；;，, ") == title), None)
        begun = (n for n, (line, _) in enumerate(told) if title and line.startswith(title))
        at = exact if exact is not None else next(begun, None)
        return told.pop(at)[1] if at is not None else {}  # of two entries of one name each has its own

    return bare, told_of


def _names_none(text: str, labels: LabelDictionary) -> bool:
    """Whether a text names no material: none is needed, nothing is said, or it only points elsewhere."""
    return says_none(text, labels) or placeholder.says_nothing(text) or _REFERS.fullmatch(text) is not None


def put_material(draft: Draft, parts: dict[str, Reading]) -> None:
    """One material, where its parts name one."""
    material = records.material(parts, ())
    if material is not None:
        draft.materials.append(material)


def entries(boxes: Sequence[Box]) -> Iterator[Box]:
    """The entries of a block: its list items, paragraphs and rows, and whatever stands in none of them."""
    for box in boxes:
        inner = [b for b in box.boxes if b.words]
        loose = any(isinstance(k, str) and k.strip() for k in box.kids)
        if box.tag in {"li", "p", "tr", "a", "span"} or not inner or (loose and box.tag in {"td", "dd"}):
            yield box
        else:
            yield from entries(inner)


def put_form(draft: Draft, form: FormAttachment, given: FormSlot, around: str = "") -> None:
    """A form offered outside a table: to the material named by its words or those around it, else to the guide.

    Of several of one name, as each situation names its own, the first gets it that has none yet.
    """
    words = f"{form.name} {form.reading.text} {around}"
    sample = form.slot is FormSlot.SAMPLE
    named = next((m for m in draft.materials if m.name.text and m.name.text in words), None)
    if named is not None:
        alike = [n for n, m in enumerate(draft.materials) if m.name.text == named.name.text]
        lacking = (
            n for n in alike if not (draft.materials[n].sample_forms if sample else draft.materials[n].blank_forms)
        )
        number = next(lacking, alike[0])
        material = draft.materials[number]
        draft.materials[number] = Material(
            name=material.name,
            readings=material.readings,
            blank_forms=material.blank_forms if sample else (*material.blank_forms, form),
            sample_forms=(*material.sample_forms, form) if sample else material.sample_forms,
        )
        return
    # 表格下载 over a list says nothing of each file in it.
    told = given is FormSlot.SAMPLE or (given is FormSlot.BLANK and "空" in (form.reading.label or ""))
    if form.slot is FormSlot.UNSAID and told:
        form = FormAttachment(slot=given, name=form.name, reading=form.reading, target=form.target)
    draft.forms.append(form)


def says_none(text: str, labels: LabelDictionary) -> bool:
    """Whether the text says that nothing has to be handed in."""
    return labels.is_mark("no_materials", text) or _NONE_NEEDED.match(text) is not None


def is_entrance(text: str) -> bool:
    """Whether the words of a link lead to handling the item online: 现在就去网上办."""
    return _is_entrance(text[:_LONGEST_IN_TWO])


@lru_cache(maxsize=8192)
def _is_entrance(text: str) -> bool:
    if len(text) > _LONGEST_ENTRANCE:
        text = untranslated("".join(text[:_LONGEST_IN_TWO].split()))
    return len(text) <= _LONGEST_ENTRANCE and _ENTRANCE.match(text) is not None


def is_question(text: str) -> bool:
    """Whether the words ask something."""
    return text.endswith(("?", "？")) or text.startswith(("问：", "问:"))


def is_site_title(text: str) -> bool:
    """Whether a heading is the name of the site or of the kind of page, not of an item."""
    return _SITE.search(text) is not None


def without_kind(title: str) -> str:
    """A title without the kind of its page: 新车上牌服务指南."""
    return _KIND_OF_PAGE.sub("", title)


def parts_of_title(title: str) -> list[str]:
    """The parts of a page's title: the item, the column, the site."""
    return [part for part in _TITLE_END.split(title) if part]
