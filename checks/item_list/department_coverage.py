"""Departments in the list (部门齐全): every department that the portal offers to choose from has items in the list.

Basis: 国办函〔2017〕115号 (三).
Applicability: lists whose navigation names departments (部门导航).
Expectation: each named department is the body of an item in the list.
Assumptions: 发改委 and 市发展和改革委员会 are one department: a short name whose characters stand in the long one in
the same order is taken for it.
Known limits: departments that the portal does not name at all, and counties that have portals of their own, are not
asked about. Rows that do not say their body leave the question open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.bodies import may_be_same

if TYPE_CHECKING:
    from crawler.domain.records import ItemList


def _evaluate(item_list: ItemList) -> Answer:
    if item_list.unread and not item_list.items:
        return cant_tell(item_list.unread)
    if not item_list.departments:
        return inapplicable("没有看到清单的部门导航")
    bodies = {row.read("implementing_body").value for row in item_list.items}
    named = [body for body in bodies if body]
    missing = [
        department for department in item_list.departments if not any(may_be_same(department.text, b) for b in named)
    ]
    if not missing:
        return passed()
    if item_list.pages_failed or not item_list.reached_end:
        return cant_tell("清单没有翻到底, 不能确定缺哪个部门")
    if None in bodies or not named:
        return cant_tell("有的事项没有写明实施主体, 不能确定缺哪个部门")
    return failed(
        *(
            Defect(
                about=department,
                message=Text(
                    f"部门“{department.text}”在清单里没有一个事项", f"“{department.text}” has no item in the list"
                ),
                suggestion=Text(
                    "请补上该部门的事项; 没有事项的部门请从导航中撤下",
                    "List the department's items, or take it off the navigation",
                ),
                subject=Subject.ITEM_LIST,
            )
            for department in missing
        )
    )


CHECK = Check(
    id="item_list.department_coverage",
    version=1,
    title=Text("部门与区划齐全", "Every department is in the list"),
    severity=Severity.MAJOR,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
