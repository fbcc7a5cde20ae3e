"""A service guide as one region publishes it: complete and right until an edit makes it otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.demo.codes import basic_code, credit_code
from crawler.demo.facts import offices, wordings
from crawler.demo.forms import blank_and_sample

if TYPE_CHECKING:
    from crawler.demo.facts import ItemFacts, MaterialFacts, Office, Region
    from crawler.demo.forms import Attachment

FORM = "申请表格文书"
_APPLY = {"tables": "/apply/", "frames": "/wssb/apply.do?itemId=", "single_page": "/wssb/apply?itemId="}


@dataclass(slots=True, kw_only=True)
class Material:
    """One row of the material table.

    `copies_words` stands in place of the numbers where an edit says so, `original_words` in place of what they say of
    original and copy.
    """

    name: str
    kind: str
    source: str
    issuer: str
    original: int
    copies: int
    form: str
    basis: str = ""
    necessity: str = "必要"
    notes: str = ""
    original_words: str | None = None
    copies_words: str | None = None
    blank: Attachment | None = None
    sample: Attachment | None = None

    @property
    def pages(self) -> int:
        """Paper copies in all."""
        return self.original + self.copies

    @property
    def wanted(self) -> str:
        """Whether the original or a copy is wanted, as the page says it."""
        if self.original_words is not None:
            return self.original_words
        words = [word for word, count in (("原件", self.original), ("复印件", self.copies)) if count]
        return "、".join(words) or "电子件"


@dataclass(slots=True, kw_only=True)
class Step:
    """One step of the procedure."""

    name: str
    description: str
    limit: str


@dataclass(slots=True, kw_only=True)
class Law:
    """One legal basis."""

    name: str
    number: str
    clause: str
    content: str


@dataclass(slots=True, kw_only=True)
class Fee:
    """One fee row."""

    name: str
    standard: str
    basis: str
    reduction: str
    reduction_basis: str


@dataclass(slots=True, kw_only=True)
class Guide:
    """Everything a portal shows of one service item.

    `facts` holds the single values by element id; an element that is not in it has no row, an empty one an empty
    cell. `labels` are labels used in place of the portal's usual ones. `answers` is what its address answers with.
    `api` overrides single fields of the JSON interface; `chart` is the picture of the procedure beside its table.
    """

    key: str
    number: int
    office: Office
    facts: dict[str, str]
    materials: list[Material]
    laws: list[Law]
    steps: list[Step]
    fees: list[Fee]
    faq: tuple[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    api: dict[str, str] = field(default_factory=dict)
    answers: str = "guide"
    procedure_as: str = "table"
    fee_cells: str = "two"
    law_text: str | None = None
    chart: str | None = None
    materials_text: str | None = None
    parent: str | None = None

    @property
    def name(self) -> str:
        """The item's name as the list shows it."""
        return self.facts["listed_name"]

    @property
    def shown_code(self) -> str | None:
        """The code that stands for the item in exports: handling code before implementation code before local code."""
        codes = (self.facts.get(e) for e in ("handling_code", "implementation_code", "basic_code", "local_code"))
        return next((code for code in codes if code), None)

    @property
    def attachments(self) -> list[Attachment]:
        """All files of the guide."""
        return [a for m in self.materials for a in (m.blank, m.sample) if a is not None]


def build(region: Region, facts: ItemFacts, number: int) -> Guide:
    """The right and complete guide of an item in a region; `number` is its number within the portal."""
    office = offices()[facts.office]
    body = region.office_name(office)
    values = {
        **_identity(region, facts, office),
        **_limits(facts),
        **_contact(region, office),
        "implementing_body": body,
        "service_target": facts.target,
        "conditions": "\n".join(f"{n}. {text}" for n, text in enumerate(facts.conditions, 1)),
        "result_name": facts.result[0],
        "result_type": facts.result[1],
        "delivery": "窗口领取、邮寄送达" if facts.result[1] == "证照" else "窗口领取、网上下载",
        "fee_status": "收费" if facts.fee else "不收费",
        "online_payment": "支持" if facts.fee else "不涉及",
        "handling_form": "网上办理、窗口办理" if facts.online else "窗口办理",
        "online_depth": "全程网办（Ⅳ级）" if facts.online else "网上预审（Ⅲ级）",
        "visits": "0" if facts.online else "1",
        "visits_reason": "无" if facts.online else facts.reason or wordings()[region.wording].reason,
        "quantity_limit": "无",
        "intermediary": "无",
        "special_step": "无",
        "scope": "全省" if region.level == "provincial" else "全市",
        "reservation": "支持",
        "courier": "支持",
        "remedy": wordings()[region.wording].remedy,
        "review_standard": wordings()[region.wording].standard,
        "result_sample": "无" if facts.result[0].endswith("结果") else f"{facts.result[0]}样本",
        "online_entry": f"{_APPLY[region.style]}{number}",
        "update_date": region.updated,
    }
    if not facts.online:
        del values["online_entry"]
    laws = [Law(name=f"《{n}》", number=no, clause=clause, content=text) for n, no, clause, text in facts.laws]
    fees = []
    if facts.fee:
        name, standard, basis = facts.fee
        allowed, reason = facts.reduction
        fees.append(Fee(name=name, standard=standard, basis=basis, reduction=allowed, reduction_basis=reason))
    guide = Guide(
        key=facts.key,
        number=number,
        office=office,
        facts=values,
        materials=[_material(region, facts, m, number, n) for n, m in enumerate(facts.materials)],
        laws=laws,
        steps=_steps(region, facts, office),
        fees=fees,
        faq=facts.faq,
        parent=dict(region.parents).get(facts.key),
    )
    if region.style == "frames" and number % 3 == 0:
        guide.procedure_as = "text"  # these are the portal's static pages, which were written by hand
    if not guide.materials:
        guide.materials_text = "无需提交材料"
    return guide


def _identity(region: Region, facts: ItemFacts, office: Office) -> dict[str, str]:
    credit = credit_code(region.code, office.organ[region.wording])
    basic = basic_code(facts.item_type, office.code, facts.number)
    level, level_name = region.level_name
    implementation = f"{credit}{level}{basic}"
    values = {
        "name": facts.name,
        "listed_name": facts.name,
        "item_type": facts.item_type,
        "case_type": facts.case_type,
        "basic_code": basic,
        "implementation_code": implementation,
        "body_code": credit,
        "body_nature": "法定机关",
        "level": level_name,
    }
    if facts.item_type != "公共服务":
        values["power_source"] = "法定本级行使"
    if region.style != "frames":
        values["handling_code"] = f"{implementation}0{1 if facts.name.endswith('）') else 0}"
    if "自然人" in facts.target:
        values["natural_person_theme"] = _THEMES[facts.office][0]
    if "法人" in facts.target:
        values["legal_person_theme"] = _THEMES[facts.office][1]
    return values


_THEMES = {
    "market": ("消费维权", "准营准办"),
    "health": ("医疗卫生", "医疗卫生"),
    "hrss": ("就业创业", "人力资源"),
    "education": ("教育科研", "科技创新"),
    "civil": ("民政救助", "设立变更"),
    "housing": ("住房保障", "工程建设"),
    "natural": ("住房保障", "国土和规划建设"),
    "transport": ("交通出行", "交通运输"),
    "agriculture": ("三农服务", "农林牧渔"),
    "culture": ("文化体育", "文体教育"),
    "police": ("证件办理", "公安消防"),
    "ecology": ("环保绿化", "环保绿化"),
    "emergency": ("职业资格", "安全生产"),
    "medicare": ("社会保障", "社会保障"),
}


def _limits(facts: ItemFacts) -> dict[str, str]:
    values = {"statutory_time_limit": facts.statutory, "promised_time_limit": facts.promised}
    if facts.limit_note:
        values["statutory_time_limit_note"] = facts.limit_note
    return values


def _contact(region: Region, office: Office) -> dict[str, str]:
    line = f"{region.area_code}-86{office.code}"
    return {
        "place": region.centre + office.window,
        "hours": region.hours,
        "traffic": region.traffic,
        "consultation_phone": f"{line}120",
        "complaint_phone": f"{line}515",
    }


def _material(region: Region, facts: ItemFacts, material: MaterialFacts, number: int, place: int) -> Material:
    row = Material(
        name=material.name,
        kind=FORM if material.form else "证件证书证明" if material.issuer else "其他",
        source="政府部门核发" if material.issuer else "申请人自备",
        issuer=material.issuer or "申请人",
        basis=f"《{facts.laws[0][0]}》{facts.laws[0][2]}",
        original=material.original,
        copies=material.copies,
        form="电子化" if material.electronic else "纸质/电子化" if facts.online else "纸质",
        notes=_notes(material),
    )
    if material.form:
        row.original = 1
        row.notes = "按照示例样表逐项填写，签字或者盖章"
        offered = f"{number}{place}"
        row.blank, row.sample = blank_and_sample(region, material, (number + place) % 6, offered)
    return row


def _notes(material: MaterialFacts) -> str:
    if material.electronic:
        return "通过数据共享核验，免予提交纸质件"
    if material.shown:
        return "办理时出示原件，核验后当场退还"
    return "复印件须加盖公章或者签字" if material.copies else ""


def _steps(region: Region, facts: ItemFacts, office: Office) -> list[Step]:
    wording = wordings()[region.wording]
    quick = facts.case_type == "即办件"
    limits = _step_limits(facts.promised, len(wording.steps))
    words = {
        "portal": region.title,
        "window": office.window,
        "form": f"《{facts.materials[0].name}》" if facts.materials else "申请",
        "office": region.office_name(office),
        "review": facts.review,
        "result": facts.result[0],
    }
    return [
        Step(name=name, description=text.format(**words), limit="" if quick else limit)
        for (name, text), limit in zip(wording.quick_steps if quick else wording.steps, limits, strict=False)
    ]


def _step_limits(promised: str, count: int) -> list[str]:
    """Limits of the steps in the unit of the promise, in sum never above it."""
    found = re.fullmatch(r"(\d+)(个工作日|日|个月)", promised)
    if found is None or found[2] == "个月":
        return [""] * count
    days, unit = Decimal(found[1]), found[2]
    if days < count:
        return ["", f"1{unit}", *[""] * (count - 2)]
    parts = [Decimal(0), Decimal(1), days - 3, Decimal(1), Decimal(1)]
    return [f"{part}{unit}" if part else "" for part in parts]
