"""Defects to plant (埋设) in right pages: which value is edited, into what, and which check must then speak.

What a planted defect implies besides is written beside it: a page that says 待定 for its place gives no place either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from crawler.domain.values import fee_status, item_code, time_limit
from crawler.domain.values.item_type import parse as item_type_of
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.domain.elements import Reading
    from crawler.domain.records import Fee, Material, ServiceGuide

    Where: TypeAlias = "Callable[[ServiceGuide], Reading | None]"

_LICENCE = "行政许可"
ONE_OF_SEVERAL = ("place", "hours", "consultation_phone")
"""Elements that a page may say several times, of several places: one of them gone is no defect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planting:
    """One edit: the reading to edit, the words put in its place ("" empties it), the check, what else it implies."""

    check: str
    where: Where
    words: str
    implies: tuple[str, ...] = ()
    added: bool = False
    """The words are put behind the value, not in its place."""

    @property
    def name(self) -> str:
        """How a person speaks of it."""
        return f"{self.check} by {self.words or 'nothing'!r}"


def _element(element: str, *, where: Callable[[ServiceGuide], bool] = lambda _: True) -> Where:
    def find(guide: ServiceGuide) -> Reading | None:
        reading = guide.read(element)
        return reading if reading.stated and where(guide) else None

    return find


def _labelled(element: str, *, where: Callable[[ServiceGuide], bool] = lambda _: True) -> Where:
    """The element under its own label, where no list of windows or laws says it too."""

    def find(guide: ServiceGuide) -> Reading | None:
        reading = guide.read(element)
        laws = [law for basis in guide.legal_bases for law in (basis.law, basis.content) if law.stated]
        again = guide.windows if element in ONE_OF_SEVERAL else [law for law in laws if not _says(reading, law)]
        alone = not again or element not in {*ONE_OF_SEVERAL, "legal_basis"}
        return reading if reading.stated and reading.label and alone and where(guide) else None

    return find


def _says(whole: Reading, part: Reading) -> bool:
    """Whether a part stands inside a value: a row of a list may say more than the value that sums the list up."""
    inside = whole.evidence == part.evidence and (part.locator or "").startswith(whole.locator or "/")
    return inside and part.text in whole.text


def _material(part: str, *, where: Callable[[Material], bool] = lambda _: True) -> Where:
    def find(guide: ServiceGuide) -> Reading | None:
        readings = (m.name if part == "material_name" else m.read(part) for m in guide.materials if where(m))
        return next((r for r in readings if r.stated), None)

    return find


def _fee(part: str, *, where: Callable[[Fee], bool] = lambda _: True) -> Where:
    def find(guide: ServiceGuide) -> Reading | None:
        rows = (fee for fee in guide.fees if not says_nothing(fee.read("fee_standard").text) and where(fee))
        readings = (fee.read(part) for fee in rows)
        return next((r for r in readings if r.stated), None) if _charged(guide) else None

    return find


def _names_no_document(fee: Fee) -> bool:
    """A standard that quotes a document gives its basis."""
    return "号" not in fee.read("fee_standard").text and "《" not in fee.read("fee_standard").text


def _charged(guide: ServiceGuide) -> bool:
    return fee_status.parse(guide.read("fee_status").text) is fee_status.FeeStatus.CHARGED


def _free(guide: ServiceGuide) -> bool:
    return fee_status.parse(guide.read("fee_status").text) is fee_status.FeeStatus.FREE


def _on_a_page(guide: ServiceGuide) -> bool:
    """In an answer, or under a label with a unit, a number alone may have its unit: nobody can tell."""
    reading = guide.read("promised_time_limit")
    return (reading.locator or "").startswith("/html") and not ({"日", "天"} & set(reading.label or ""))


def _wants_materials(guide: ServiceGuide) -> bool:
    return bool(guide.materials)


def _licence(guide: ServiceGuide) -> bool:
    kind = item_type_of(guide.read("item_type").text)
    return kind is not None and kind.value == _LICENCE


def _both_in_working_days(guide: ServiceGuide) -> bool:
    limits = [time_limit.parse(guide.read(e).text) for e in ("statutory_time_limit", "promised_time_limit")]
    return all(limit is not None and limit.unit is time_limit.TimeUnit.WORKING_DAY for limit in limits)


def _online(guide: ServiceGuide) -> bool:
    return "全程网办" in guide.read("online_depth").text


def _applicants_own(material: Material) -> bool:
    forms = (*material.blank_forms, *material.sample_forms)
    return not forms and "政府" not in material.read("material_source").text


def _on_paper(material: Material) -> bool:
    return material.read("material_copies").text.strip("份") not in {"0", ""}


def _says_which(material: Material) -> bool:
    """A document on paper of which only its own field says whether the original is wanted: no form, no copy."""
    form = material.read("material_form").text
    copies = material.read("material_copies").text
    said = copies + material.name.text + material.read("material_filling_notes").text
    return (
        "纸" in form
        and _applicants_own(material)
        and not any(w in said for w in ("原件", "复印件", "表", "书", "照片", "声明"))
    )


def _from_office(material: Material) -> bool:
    return material.read("material_source").text == "政府部门核发"


def _needed_without_remark(material: Material) -> bool:
    return not material.read("material_filling_notes").stated and _applicants_own(material)


def _under_its_own_label(guide: ServiceGuide) -> bool:
    """办理类型 may also say what is applied for (新办, 变更)."""
    return "办理类型" not in (guide.read("case_type").label or "")


def _whole_code(guide: ServiceGuide) -> bool:
    return item_code.kind(guide.read("implementation_code").text) is item_code.CodeKind.IMPLEMENTATION


def _says_once_how(guide: ServiceGuide) -> bool:
    """No step, result or courier names a way of delivery besides the field of its own."""
    steps = [reading.text for step in guide.steps for reading in (step.name, step.description)]
    others = [guide.read(e).text for e in ("procedure", "result_name", "result_type")]
    ways = ("领", "寄", "发放", "送达", "下载", "取件", "快递")
    said = "".join((*steps, *others)).replace("按申请人选择的方式送达", "")
    return not any(way in said for way in ways) and not guide.read("courier").stated


_NO_PLACE = ("service_guide.place", "contact.place_detail")
_NO_HOURS = ("service_guide.hours", "contact.hours_detail")
_KEY = "service_guide.key_element_count"
_WHEN = ("procedure.time_contradiction", "procedure.step_time_sum")

PLANTINGS: tuple[Planting, ...] = (
    # Key elements.
    Planting(check="service_guide.conditions", where=_labelled("conditions"), words="", implies=(_KEY,)),
    Planting(check="service_guide.place", where=_labelled("place"), words="", implies=(_KEY,)),
    Planting(check="service_guide.hours", where=_labelled("hours"), words="", implies=(_KEY,)),
    Planting(check="service_guide.phone", where=_labelled("consultation_phone"), words="", implies=(_KEY,)),
    Planting(check="service_guide.legal_basis", where=_labelled("legal_basis"), words="", implies=(_KEY,)),
    Planting(check="service_guide.placeholder", where=_labelled("place"), words="待定", implies=(*_NO_PLACE, _KEY)),
    Planting(check="service_guide.placeholder", where=_labelled("hours"), words="另行通知", implies=(*_NO_HOURS, _KEY)),
    Planting(check="service_guide.placeholder", where=_element("intermediary"), words="xxx"),
    Planting(check="service_guide.placeholder", where=_element("quantity_limit"), words="测试"),
    # Conditions, contact.
    Planting(check="service_guide.conditions_detail", where=_labelled("conditions"), words="符合法律法规规定的条件"),
    Planting(
        check="service_guide.catch_all_clause",
        where=_labelled("conditions"),
        words="法律、法规规定的其他条件。",
        added=True,
    ),
    Planting(check="contact.place_detail", where=_labelled("place"), words="政务服务中心"),
    Planting(check="contact.hours_detail", where=_labelled("hours"), words="正常上班时间"),
    Planting(check="contact.phone_form", where=_labelled("consultation_phone"), words="请咨询窗口"),
    Planting(check="contact.phone_form", where=_labelled("complaint_phone"), words="0571-123"),
    Planting(check="service_item.name_form", where=_labelled("name"), words="（勿办）", added=True),
    # Time limits, visits.
    Planting(check="time_limit.form", where=_element("promised_time_limit"), words="尽快办理"),
    Planting(check="time_limit.form", where=_element("promised_time_limit", where=_on_a_page), words="20"),
    Planting(
        check="time_limit.promise_within_statutory",
        where=_element("promised_time_limit", where=_both_in_working_days),
        words="300个工作日",
        implies=("time_limit.case_type", *_WHEN),
    ),
    Planting(
        check="time_limit.licence_ceiling",
        where=_element("statutory_time_limit", where=lambda g: _licence(g) and _bare_limit(g)),
        words="45个工作日",
        implies=("time_limit.promise_within_statutory",),
    ),
    Planting(
        check="time_limit.case_type",
        where=_element("promised_time_limit", where=lambda g: g.read("case_type").text == "承诺件"),
        words="即办",
        implies=_WHEN,
    ),
    Planting(
        check="visits.online_depth",
        where=_element("visits", where=_online),
        words="3次",
        implies=("visits.reason", "visits.channel"),
    ),
    Planting(
        check="visits.reason",
        where=_element("visits_reason", where=lambda g: g.read("visits").text[:1] in set("123456789")),
        words="",
    ),
    # Fees.
    Planting(
        check="fee.status",
        where=_labelled("fee_status", where=lambda g: _free(g) and not g.fees),
        words="无",
        implies=("service_guide.placeholder", "service_guide.extended_elements"),
    ),
    Planting(check="fee.contradiction", where=_labelled("online_payment", where=_free), words="支持"),
    Planting(
        check="fee.contradiction",
        where=_labelled("fee_status", where=lambda g: _charged(g) and bool(g.fees)),
        words="不收费",
    ),
    Planting(check="fee.amount", where=_fee("fee_standard"), words="按规定收取"),
    Planting(check="fee.elements", where=_fee("fee_standard"), words=""),
    Planting(check="fee.elements", where=_fee("fee_basis", where=_names_no_document), words=""),
    Planting(check="fee.basis_number", where=_fee("fee_basis"), words="相关规定", implies=("fee.licence_basis",)),
    # Materials.
    Planting(check="material.copies", where=_material("material_copies", where=_on_paper), words="若干"),
    Planting(
        check="material.name_form",
        where=_material("material_name", where=_applicants_own),
        words="其他相关证明材料",
        implies=("service_guide.catch_all_clause", "material.condition_proof"),
    ),
    Planting(
        check="material.one_per_row",
        where=_material("material_name", where=_applicants_own),
        words="身份证、户口簿、结婚证",
        implies=("material.condition_proof",),
    ),
    Planting(
        check="material.necessity",
        where=_material("material_necessity", where=_needed_without_remark),
        words="非必要",
    ),
    Planting(check="material.original_or_copy", where=_material("material_original", where=_says_which), words=""),
    Planting(check="material.source_channel", where=_material("material_issuer", where=_from_office), words=""),
    Planting(
        check="service_guide.obsolete_reference",
        where=_material("material_name", where=_applicants_own),
        words="组织机构代码证复印件",
        implies=("material.condition_proof", "material.shareable", "material.original_or_copy"),
    ),
    # Codes.
    Planting(
        check="code.implementation_code",
        where=_element("implementation_code", where=_whole_code),
        words="0100123",
        implies=("code.handling_code", "code.body_match"),
    ),
    Planting(check="code.handling_code", where=_element("handling_code"), words="01"),
    Planting(
        check="code.code_list",
        where=_element("case_type", where=_under_its_own_label),
        words="快速件",
        implies=("procedure.steps",),
    ),
    Planting(
        check="code.level_match",
        where=_element("level", where=lambda g: _whole_code(g) and g.read("implementation_code").text[18:19] == "3"),
        words="县级",
    ),
    # Single elements.
    Planting(check="procedure.delivery", where=_labelled("delivery", where=_says_once_how), words=""),
    Planting(check="service_guide.update_date", where=_labelled("update_date"), words=""),
    Planting(check="material.review_standard", where=_labelled("review_standard", where=_wants_materials), words=""),
)


def _bare_limit(guide: ServiceGuide) -> bool:
    limit = time_limit.parse(guide.read("statutory_time_limit").text)
    note = guide.read("statutory_time_limit_note")
    return limit is not None and limit.well_formed and not note.stated


def checks_planted(plantings: Iterable[Planting] = PLANTINGS) -> frozenset[str]:
    """The checks for which there is something to plant."""
    return frozenset(one.check for one in plantings)
