"""Guides for listed items (有项必有指南): every item that people apply for opens a guide.

Basis: 国办函〔2017〕115号; capability assessment, 办事指南发布情况.
Applicability: lists with items that people apply for, so no penalties, compulsory measures or inspections.
Expectation: each item's guide opens. A guide that says “指南完善中”, or answers 404 in two looks, fails.
Assumptions: items that were not sampled are not asked about; one look at an error page is no proof.
Known limits: a guide that a block, an outage, a login or robots.txt kept from us leaves the question open, and so does
an address that we made, unless that way led to a guide of another power, or public service, of its kind of list.
"""

from __future__ import annotations

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.elements import Reading, State
from crawler.domain.records import GuideState, ItemList, ListedItem
from crawler.domain.values import item_type


def _is_applied_for(item: ListedItem) -> bool:
    kind = item_type.parse(item.read("item_type").text)
    return kind is None or kind.applied_for


def _is_absent(item: ListedItem) -> bool:
    return item.guide_state is GuideState.ABSENT and (item.guide_words is not None or item.looks >= 2)


def _defect(item: ListedItem) -> Defect:
    about, said = item.name, "打不开"
    if item.guide_words is not None and item.guide_evidence is not None:
        said = f"只写着“{item.guide_words}”"
        about = Reading(
            element="name",
            state=State.STATED,
            value=item.name.value,
            quote=item.guide_words,
            evidence=item.guide_evidence,
            locator="/",
        )
    return Defect(
        about=about,
        message=Text(f"“{item.name.text}”的办事指南{said}", f"There is no guide for “{item.name.text}”"),
        suggestion=Text("请补上办事指南, 或从清单中撤下该事项", "Publish the guide, or take the item off the list"),
        subject=Subject.SERVICE_ITEM,
        item=item.key,
    )


def _evaluate(item_list: ItemList) -> Answer:
    items = [item for item in item_list.items if _is_applied_for(item)]
    if not items:
        return cant_tell(item_list.unread) if item_list.unread else inapplicable("清单里没有依申请办理的事项")
    absent = [item for item in items if _is_absent(item)]
    if absent:
        return failed(*map(_defect, absent))
    if any(item.guide_state in {GuideState.UNDECIDED, GuideState.ABSENT} for item in items):
        return cant_tell("有的办事指南没有取到, 不能确定")
    if not any(item.guide_state is GuideState.OPENED for item in items):
        return cant_tell("没有打开过办事指南")
    return passed()


CHECK = Check(
    id="item_list.guide_coverage",
    version=1,
    title=Text("有项必有指南", "Every listed item has a guide"),
    severity=Severity.CRITICAL,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
