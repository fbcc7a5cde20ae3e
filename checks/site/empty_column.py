"""Empty columns (栏目无空白): the columns by which services are sorted have entries.

Basis: 国办函〔2017〕115号 (三), 国办秘函〔2019〕19号 veto 4 (空白栏目).
Applicability: portals that sort their services by department or theme.
Expectation: fewer than five columns without an entry; 暂无数据 and 栏目建设中 say so. One to four are counted, as a
department may legally have no item of a kind.
Assumptions: 暂无 beside entries is about something else; a column that was not opened or not understood is undecided.
Known limits: columns that a script fills without an address of their own are not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import Column

_MANY = 5


def _defect(column: Column) -> Defect:
    said = f", 页面写着“{column.words.text}”" if column.words is not None else ""
    return Defect(
        about=column.words or column.name,
        message=Text(f"栏目“{column.name.text}”没有内容{said}", f"The column “{column.name.text}” is empty"),
        suggestion=Text("请补充栏目内容, 没有内容的栏目请撤下", "Fill the column or remove it"),
        subject_name=column.name.text,
    )


def _evaluate(portal: PortalSummary) -> Answer:
    survey = portal.survey
    if "columns" not in survey.seen:
        if survey.looked_for:
            return inapplicable("没有按部门或主题分类的栏目")
        return cant_tell(portal.unread or "没有打开过分类栏目")
    empty = [column for column in survey.columns if column.entries == 0]
    if len(empty) >= _MANY:
        return failed(*map(_defect, empty))
    unread = sum(1 for column in survey.columns if column.entries is None)
    if len(empty) + unread >= _MANY:
        return cant_tell(f"有{unread}个栏目没有读到")
    return passed()


CHECK = Check(
    id="site.empty_column",
    version=1,
    title=Text("栏目无空白", "No column is empty"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
