"""Forms of a service guide (表格及样表): which materials need one, which attachment is whose, what a file holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.elements import Reading, State
from crawler.domain.records import FileKind, FormSlot
from crawler.domain.values import result_words
from crawler.domain.values.form_answers import answers_of
from crawler.domain.values.form_kinds import is_no_file
from crawler.domain.values.form_names import called, promises_all, tells_nothing
from crawler.domain.values.form_words import bare
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.records import FormAttachment, FormField, FormFile, Material, ServiceGuide

_FORM_NAME = re.compile(r"申请表|申请书|登记表|备案表|承诺书|委托书")
_NOT_THE_APPLICANTS = re.compile(r"(?:复印件|证明)$")
_BRACKETS = re.compile(r"[(（\[【〔《][^()（）\[\]【】〔〕《》]*[)）\]】〕》]")
_ONLINE = re.compile(
    r"(?:在线|网上|线上|系统|平台|电子)(?:自动)?(?:填写|填报|填表|申报|生成|表单|录入)|电子表单|无需(?:下载|提交纸质)"
)
_FILLED_ONLINE = re.compile(
    r"(?:在线|网上|线上|网[络厅页站]|系统|平台|电子|智能|小程序|(?i:app)|手机|自助[终机])[上中内里端]*(?:自动|直接|自行|进行)*"
    r"(?:填[写报表]|表单|录入|生成)(?![^,。;]{0,8}(?:一致|相[符同]))|免填|自动生成"
)
_NOT_ONLINE = re.compile(r"(?:不|未|非|无法)[^,。;]{0,4}(?:在线|网上|线上|系统|平台)[^,。;]{0,4}")
_GENERATED = re.compile(r"(?!.*填[写报表])(?:.*(?:自动|系统|平台)生成(?!的)|.*免填)")
_ROW_SAYS = (
    "material_filling_notes",
    "review_standard",
    "material_source",
    "material_form",
    "material_type",
    "blank_form",
)
_AT_COUNTER = re.compile(
    r"(?!.*(?:下载|网站|网址|网上|在线|附件|http|www)).*(?:窗口|大厅|现场|柜台|前台|服务中心|[^\W\d_](?:局|所|站|社区|村))[^,。;]{0,4}"
    r"(?:[领索]取|领表|填[写表]|发放|提供)[^,。;]{0,4}"
)
_ONLINE_KEY = re.compile(
    r"(?:online|web|electronic)_?(?:form|fill\w*|table|sheet)(?:_?(?:url|link|path|addr\w*|href))?|e_?form_?(?:url|link|path|addr\w*|href)"
    r"|(?:form|fill)\w*_?online(?:_?(?:url|link|path))?|(?:zx|ws)(?:tb|tx|tbd)(?:url|dz|lj)?|dzbd(?:url|dz|lj)|(?:在线|网上)(?:填[报写表]|表单)\w{0,4}",
    re.IGNORECASE,
)
"""Keys of answers for the address at which a form is filled in."""
_SAMPLE = re.compile(r"样表|样本|示例|范例|范本|样例|示范")
_SPECIMEN = re.compile(
    r"[(（\[【〔]?(?:审批|办理|批准)?(?:结果)?的?(?:样[本例张式照图表]|式样|示例|范本|范例|示范)[)）\]】〕]?$|^(?:结果)?样[本例张式]"
)
_NUMBERED = re.compile(r"^附件?(?:[\d一二三四五六七八九十]{1,3}[:、.-]?|[:、.-])")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_NO_FORM = re.compile(r"说明|须知|指南|指引|流程|手册")
_SHORTENED = 4
"""Pieces of a form's name that may be the material's, shortened."""
_SAID_BLANK = re.compile(r"[（(【\[]空(?:白(?:表格?|文本|样表)?|表)[)）】\]]|^\s*空(?:白(?:表格?|文本)|表)\s*[-—_：: ]")
ONLY_SAMPLE = "the only form in this place is called a sample: it may be the blank one"
"""Why the place of a blank form is unread where one place holds forms of both kinds and one sample stands in it."""
_FILLED = 3
"""Answers in a file that is no blank form."""
_ARCHIVES = frozenset({FileKind.ZIP, FileKind.RAR})


def needs_form(material: Material) -> bool:
    """Whether an applicant fills in a form for it: by type or name; not what an office or system makes, nor a copy."""
    name = bare(material.name.text)
    if not (_FORM_NAME.search(name) or "申请表格" in bare(material.read("material_type").text)):
        return False
    endings = (re.sub(r"[^\w]+$", "", name), re.sub(r"[^\w]+$", "", _BRACKETS.sub("", name)))
    if any(_NOT_THE_APPLICANTS.search(ending) for ending in endings):
        return False
    offered = material.blank_forms or material.sample_forms
    if not offered and any(_GENERATED.match(said) for said in _said_of(material)):
        return False
    return "政府部门核发" not in bare(material.read("material_source").text)


def _said_of(material: Material) -> Iterator[str]:
    """What the row of a material says of how it is made: the brackets of its name and what stands in its cells."""
    yield from (m.group() for m in _BRACKETS.finditer(bare(material.name.text)))
    yield from (bare(r.text) for element in _ROW_SAYS if (r := material.readings.get(element)) is not None and r.stated)


def is_filled_in_online(material: Material) -> bool:
    """Whether the row of a material says anywhere that it is filled in online (申请表（网上填写）)."""
    told = any(_FILLED_ONLINE.search(_NOT_ONLINE.sub("", said)) for said in _said_of(material))
    return told or says_online(material.read("blank_form"))


def is_at_counter(reading: Reading) -> bool:
    """Whether the place of a form says that the form is to be had at a counter, and nothing of a file (窗口领取)."""
    return _AT_COUNTER.fullmatch(bare(reading.text)) is not None


def says_online(reading: Reading) -> bool:
    """Whether the place of a form says that the form is filled in online."""
    return _ONLINE.search(bare(reading.text)) is not None


@remembered
def names_online_form(key: str) -> bool:
    """Whether a key of an answer is that of the address at which a form is filled in."""
    return _ONLINE_KEY.fullmatch(key) is not None


def is_online(attachment: FormAttachment) -> bool:
    """Whether a link leads to a form that is filled in online, not to a file."""
    return attachment.file is None and (
        _ONLINE.search(bare(attachment.name)) is not None
        or says_online(attachment.reading)
        or names_online_form(attachment.reading.label or "")
    )


def has_address(attachment: FormAttachment) -> bool:
    """Whether an attachment leads somewhere: to an address that was read, or to one that could not be."""
    return attachment.target is not None or attachment.file is not None or attachment.reading.unread


def offers_nothing(reading: Reading) -> bool:
    """Whether the place of a form is empty, or says that there is none (无, 暂无样本)."""
    return not reading.stated or says_nothing(reading.text)


def says_blank(name: str) -> bool:
    """Whether a name says in brackets or at its start that the form is blank: 章程示范文本（空白表）."""
    return _SAID_BLANK.search(name) is not None


def slot_of(attachment: FormAttachment) -> FormSlot:
    """Blank form or sample: as the page says; where it does not, as the name says, and a blank form by default.

    Explanations and flow charts beside the forms stay unsaid.
    """
    if attachment.slot is not FormSlot.UNSAID:
        return attachment.slot
    name = f"{attachment.name} {attachment.file.file_name or '' if attachment.file else ''}"
    if _SAMPLE.search(name) and not says_blank(name):
        return FormSlot.SAMPLE
    return FormSlot.UNSAID if _NO_FORM.search(name) else FormSlot.BLANK


@remembered
def pieces_of(name: str) -> frozenset[str]:
    """Two-character pieces of a material's name, without brackets and the words that every form has."""
    word = _ENDING.sub("", bare(name))
    word = re.sub(r"空白|示例|样表|附件|[^\w]|_", "", _BRACKETS.sub("", word.replace("《", "").replace("》", "")))
    return frozenset(word[at : at + 2] for at in range(len(word) - 1))


def belongs_to(attachment: FormAttachment, material: Material) -> bool:
    """Whether a form offered for the guide as a whole is this material's, by its name, file name or title."""
    wanted = pieces_of(material.name.text)
    names = [attachment.name]
    for file in files_of(attachment):
        names += [file.file_name or "", file.title or ""]
    told = [pieces_of(name) for name in names]
    shared = max((len(wanted & own) for own in told), default=0)
    # 设立登记申请书.doc for 农民专业合作社设立登记申请书: the name of the form, without that of what is registered.
    shortened = any(len(own) >= _SHORTENED and own <= wanted for own in told)
    return (shared >= 2 and shared * 2 >= len(wanted)) or shortened


def is_specimen(guide: ServiceGuide, attachment: FormAttachment) -> bool:
    """Whether a file offered for the whole guide is a specimen of its result (结果样本), and no form of a material.

    It is called after the result, or after a paper that an office issues and no form is: 食品经营许可证（样本）.
    """
    if attachment.slot is FormSlot.BLANK:
        return False
    name = plain(_SPECIMEN.sub("", _NUMBERED.sub("", _ENDING.sub("", bare(attachment.name)))))
    result = guide.read("result_name").text
    if name and name in {plain(result), *result_words.names_in(result)}:
        return True
    if slot_of(attachment) is not FormSlot.SAMPLE or _FORM_NAME.search(name):
        return False
    forms = {plain(m.name.text) for m in guide.materials if needs_form(m)}
    return result_words.kind_of_name(name) is not None and name not in forms


def forms_of(guide: ServiceGuide, material: Material, slot: FormSlot) -> tuple[FormAttachment, ...]:
    """The attachments offered as a material's blank form or sample, in its row or for the whole guide."""
    own = material.blank_forms if slot is FormSlot.BLANK else material.sample_forms
    offered = (a for a in guide.forms if slot_of(a) is slot and not is_specimen(guide, a))
    return (*own, *(a for a in offered if belongs_to(a, material)))


def place_of_blank(guide: ServiceGuide, material: Material) -> Reading:
    """The place of a material's blank form: empty, not unread, where what may be it is a sample that is filled in."""
    place, samples = material.read("blank_form"), material.sample_forms
    if place.reason != ONLY_SAMPLE or not samples:
        return place
    filled = all(any(len(answers_of(file, guide)) >= _FILLED for file in files_of(a)) for a in samples)
    return replace(place, state=State.NOT_STATED, reason=None) if filled else place


def nameless(guide: ServiceGuide, slot: FormSlot) -> tuple[FormAttachment, ...]:
    """Forms of the whole guide that may be anything's: no telling name, and no title that was read.

    An archive may hold blank forms and samples of every material, whatever it is called.
    """
    return tuple(
        a
        for a in guide.forms
        if _is_archive(a)
        or (slot_of(a) is slot and tells_nothing(a.name) and not any(file.title for file in files_of(a)))
    )


def _is_archive(attachment: FormAttachment) -> bool:
    if attachment.file is not None:
        return attachment.file.kind in _ARCHIVES
    return has_address(attachment) and promises_all(attachment.name)


def offered_as(guide: ServiceGuide, slot: FormSlot) -> tuple[FormAttachment, ...]:
    """Every file of the guide that is offered as a blank form, or as a sample, at an address read or not."""
    rows = (a for m in guide.materials for a in (m.blank_forms if slot is FormSlot.BLANK else m.sample_forms))
    none = slot is FormSlot.BLANK  # A specimen shows whose papers it shows, as a sample does.
    own = (a for a in guide.forms if slot_of(a) is slot and not (none and is_specimen(guide, a)))
    return downloads((*rows, *own))


def downloads(attachments: Iterable[FormAttachment]) -> tuple[FormAttachment, ...]:
    """The attachments that lead to a file, at an address read or not; a file offered in two places counts once."""
    found: dict[object, FormAttachment] = {}
    for attachment in attachments:
        if has_address(attachment) and not is_online(attachment):
            found.setdefault(attachment.target or id(attachment), attachment)
    return tuple(found.values())


def files_of(attachment: FormAttachment) -> tuple[FormFile, ...]:
    """The files behind an attachment that can be forms: the file, or those inside it if it is an archive.

    What does not open, and a web page or message in place of a file, is `form.download`'s matter alone.
    """
    if attachment.file is None:
        return ()
    files = attachment.file.members if attachment.file.kind in _ARCHIVES else (attachment.file,)
    return tuple(file for file in files if not is_no_file(file))


def holds_no_form(file: FormFile) -> bool:
    """Whether a file was read and has next to no text and no answer place: a page of "Xx"."""
    if file.text is None or file.image_only or file.fields or file.kind is FileKind.HTML:
        return False
    return sum(character.isalnum() for character in file.text) < 10


def file_reading(attachment: FormAttachment, file: FormFile, field: FormField | None, quote: str | None) -> Reading:
    """Where in a file a finding sits; where no words of the file can be quoted, the link to it."""
    if quote is None:
        return attachment.reading
    return Reading(
        element="sample_form" if slot_of(attachment) is FormSlot.SAMPLE else "blank_form",
        state=State.STATED,
        value=quote,
        label=field.label if field is not None else None,
        quote=quote,
        evidence=file.evidence,
        locator=field.locator if field is not None else "/",
    )


def form_defect(attachment: FormAttachment, about: Reading, message: Text, suggestion: Text) -> Defect:
    """A defect that sits on a form. Wherever it is shown, it rests on the file, where that came."""
    file = None if attachment.file is None else attachment.file.evidence
    name = called(attachment)
    return Defect(
        about=about, message=message, suggestion=suggestion, subject=Subject.FORM, subject_name=name, file=file
    )


def settle(defects: Sequence[Defect], doubts: Iterable[str], judged: int, nothing: str) -> Answer:
    """The answer for a guide from its forms: failed by any defect, else in doubt by any doubt, else passed."""
    if defects:
        return failed(*defects)
    if (doubt := next(iter(doubts), None)) is not None:
        return cant_tell(doubt)
    return passed() if judged else inapplicable(nothing)


def unfetched(attachment: FormAttachment) -> str:
    """Why the content of an attachment is not known."""
    name = called(attachment)
    if attachment.reading.unread:
        return f"“{name}”的下载地址未能读出"
    if attachment.target is not None and attachment.target.url.startswith("javascript:"):
        return f"“{name}”由脚本打开, 未能跟随"
    if attachment.failure is not None:
        return f"“{name}”未能下载（{attachment.failure.value}）"
    if attachment.file is not None:
        return f"“{name}”的内容未能读出（{attachment.file.unread or '原因不明'}）"
    return f"“{name}”没有下载地址" if attachment.target is None else f"“{name}”尚未下载"


def is_sample_name(name: str | None) -> bool:
    """Whether a file's name says that it is a sample."""
    return name is not None and _SAMPLE.search(name) is not None


def told_by_files(material: Material) -> Material:
    """A material whose forms of no said kind, several in a row, are told apart by their files' names and titles."""
    unsaid = untold(material)
    samples = [a for a in unsaid if _calls_itself_sample(a)]
    if not samples or len(samples) == len(unsaid):
        return material
    rest = FormSlot.BLANK if len(unsaid) - len(samples) == 1 else FormSlot.UNSAID
    blanks = (replace(a, slot=rest) if a in unsaid else a for a in material.blank_forms if a not in samples)
    told = (replace(a, slot=FormSlot.SAMPLE) for a in samples)
    return replace(material, blank_forms=tuple(blanks), sample_forms=(*material.sample_forms, *told))


def _calls_itself_sample(attachment: FormAttachment) -> bool:
    file = attachment.file
    return file is not None and (is_sample_name(file.file_name) or is_sample_name(file.title))


def untold(material: Material) -> tuple[FormAttachment, ...]:
    """Forms in a row, two or more beside no sample, of which nothing says which is blank: one may be the sample."""
    if material.sample_forms:
        return ()
    unsaid = tuple(a for a in material.blank_forms if a.slot is FormSlot.UNSAID and has_address(a) and not is_online(a))
    return unsaid if len({a.target for a in unsaid}) > 1 else ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sample and the blank forms of its material. A file is set where its text was read."""

    sample: FormAttachment
    blanks_offered: tuple[FormAttachment, ...]

    @property
    def blank(self) -> FormAttachment:
        """The blank form to name in a sentence."""
        return self.blanks_offered[0]

    @property
    def sample_files(self) -> tuple[FormFile, ...]:
        """The sample as read: one file, or those inside an archive."""
        return tuple(file for file in files_of(self.sample) if file.text is not None)

    @property
    def blank_files(self) -> tuple[FormFile, ...]:
        """The blank forms as read."""
        return tuple(file for a in self.blanks_offered for file in files_of(a) if file.text is not None)

    @property
    def doubt(self) -> str:
        """Why the two cannot be compared."""
        if not self.sample_files or not self.blanks_offered:
            return unfetched(self.sample)
        return unfetched(self.blank)

    @property
    def unseen(self) -> str | None:
        """What of the pair was not read, so that nothing may be said against it."""
        for attachment in (self.sample, *self.blanks_offered):
            files = files_of(attachment)
            if not files:
                return unfetched(attachment)
            if any(file.text is None for file in files):
                return f"“{called(attachment)}”里有文件的内容未能读出"
        shown = max((file.pictures for file in self.sample_files), default=0)
        if shown > min((file.pictures for file in self.blank_files), default=0):
            return f"样表“{called(self.sample)}”里有图片, 填写的内容可能在图片里"
        return None

    def is_copy_of(self, blank: FormAttachment) -> bool:
        """Whether the sample is a blank form byte for byte; two pages that say the same of two files are none."""
        if self.sample.file is None or blank.file is None or self.sample.file.opens is False:
            return False
        page = self.sample.file.kind is FileKind.HTML and self.sample.file.opens is not True
        return not page and self.sample.file.sha256 == blank.file.sha256


def pairs_of(guide: ServiceGuide) -> tuple[Pair, ...]:
    """Every sample with an address, each beside the blank forms of its material."""
    found: dict[int, Pair] = {}
    for material in guide.materials:
        blanks = tuple(a for a in forms_of(guide, material, FormSlot.BLANK) if has_address(a))
        for sample in forms_of(guide, material, FormSlot.SAMPLE):
            if has_address(sample):
                found.setdefault(id(sample), Pair(sample, blanks))
    for sample in guide.forms:
        if slot_of(sample) is FormSlot.SAMPLE and has_address(sample) and not is_specimen(guide, sample):
            found.setdefault(id(sample), Pair(sample, ()))
    return tuple(found.values())
