"""Shareable material (可共享材料不再索要): a certificate that offices can look up is wanted on paper all the same.

Basis: 国务院令第716号 art. 7; 国办发〔2022〕3号 (电子证照); 广东省优化营商环境条例 art. 29.
Applicability: guides that ask for a certificate of which electronic licences are shared nationwide.
Expectation: it is not wanted on paper only. “营业执照” with 免提交 passes, “营业执照复印件” with 纸质 fails.
Assumptions: paper must be said, in the form or with the name. To show an identity card, or its original, is no demand
for it. What the item changes (变更, 转移, 迁移, 扩大), replaces or cancels is handed back, with a copy beside it;
what has a page that the office keeps (副页) is handed in for that, a 社会保障卡 that money is paid to for its account.
Known limits: a hint, for what is shared differs from place to place; only certificates in national sharing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values import material_words as words

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

_SHARED = (
    r"身份证(?!明)|营业执照|户口[簿本]|结婚证书?|离婚证书?|不动产权证书?|不动产权属证书|驾驶证|行驶证|残疾人证|出生医学证明|社会保障卡"
    r"|事业单位法人证书?|社会团体法人登记证书?|民办非企业单位登记证书?|基金会法人登记证书?|社会组织法人登记证书?"
    r"|食品(?:经营|生产)许可证|道路运输(?:经营许可证|证)"
)
_MADE_UP_OF = r"原件|复印件|影印件|正本|副本|正副本|或者?|及其?|和|与|、|/|各?[一二两\d]+份|\([^()]*\)|验|核对"
_DEMANDED = re.compile(rf"[^、,;《]{{0,20}}?(?:[、及和或][^、,;《]{{2,12}})?(?P<which>{_SHARED})(?:{_MADE_UP_OF})*")
_ON_PAPER = re.compile(r"\((?:[^()]*[^非])?纸质(?!或|/|和|、|与)[^()]*\)")
_SHOWN = re.compile(r"核验|查验|验原件|验证|出示|现场核对|验后(?:退|返)|退还|查看|读卡|刷卡|不留存|看一?[眼下]")
_FOREIGN = re.compile(r"境外|外国|港澳|台湾|国外|注销|原[^件]|旧|遗失|补办|声明|样本|被")
_A_PAGE_OF_IT = re.compile(r"副页|存根")  # 出生医学证明 is handed in for its 副页, which nobody can look up
_PAID = re.compile(r"(?:[接领]收|领取|发放|发到|打[入到]|[划转汇]入)[^。;]{0,12}[补款金费卡]|账[户号]|银行|收款")
_HANDED_BACK = re.compile(
    r"注销|变更|[换补][发领办换证]|延续|缴销|吊销|更正|遗失|年[检审]|转移|[过入落]户|迁[移入出]|扩[大项]|增[加项]|缩小|减少"
)


@lru_cache(maxsize=1024)
def _which(name: str) -> str | None:
    """The shared certificate that a folded name asks for and nothing more; None where it is another document."""
    return found["which"] if (found := _DEMANDED.fullmatch(name)) and not _FOREIGN.search(name) else None


def _is_demanded(material: Material, item: str) -> bool:
    name, form = words.folded(material.name.text), words.said_of(material, "material_form")
    which = _which(name)
    if which is None or not (words.on_paper_only(form) or (not form and _ON_PAPER.search(name))):
        return False
    elements = ("material_filling_notes", "material_source", "material_necessity", "material_original", "material_form")
    said = f"{name};{words.said_of(material, *elements)}"
    bank_card = which == "社会保障卡" and _PAID.search(said)  # No licence says which account it is.
    if bank_card or words.need_not_hand_in(said) or _A_PAGE_OF_IT.search(words.said_of(material, "review_standard")):
        return False
    told = f"{name};{words.said_of(material, 'material_original')}"
    if "复印件" in said and not ("复印件" in told and "原件" in told):
        return True  # a copy beside what is handed back is of it
    card = which.startswith("身份证") and "原件" in told and "复印件" not in said  # nobody leaves the card itself
    return not (card or _SHOWN.search(said) or _HANDED_BACK.search(item))


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = [m for m in words.asked_for(guide) if _which(words.folded(m.name.text))]
    if not asked:
        return inapplicable("没有索要可共享的证照")
    item = guide.read("name").text
    found = [material for material in asked if _is_demanded(material, item)]
    gap = next((form for m in asked if (form := m.read("material_form")).unread), None)
    if gap is not None and not found:
        return cant_tell(gap.reason or "材料形式未能读取")
    return failed(
        *(
            Defect(
                about=material.read("material_form") if material.read("material_form").stated else material.name,
                message=Text(
                    f"“{material.name.text}”可以通过数据共享核验, 仍要求提交纸质材料",
                    f"“{material.name.text}” can be looked up by data sharing, yet it is wanted on paper",
                ),
                suggestion=Text(
                    "请核对: 已能共享或用电子证照核验的, 改为免提交", "Check whether it is shared here; if so, waive it"
                ),
                subject=Subject.MATERIAL,
                subject_name=material.name.text,
            )
            for material in found
        )
    )


CHECK = Check(
    id="material.shareable",
    version=5,
    title=Text("可共享材料不再索要", "Shared certificates are not asked for again"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
