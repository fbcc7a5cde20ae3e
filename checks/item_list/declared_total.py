"""Declared total of the list (清单数量一致): the portal's own count equals what paging reaches.

Basis: completeness against an independent total.
Applicability: lists that declare how many items they hold.
Expectation: “共 60 项” and 60 items reached passes; “共 1,024 项” and 870 items reached in two full passes fails.
Assumptions: counters of main items, pages and online items count something else; a list has to be walked to its own
end twice before its counter is doubted, since lists change while they are read. Its pages show where that is: all are
full but the last, or a pager names no further one. Where far more is missing, the walk may have missed it.
Rows that may be items of their own and were taken for one, and rows that were taken for none, leave the question open.
A counter is held against its own list, not against all lists of the portal; one that counts rows is right as well, and
of several counters of one list one that is right is enough.
Known limits: a counter that does not say what it counts can confirm, never accuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.records import Counts
from crawler.domain.shortfall import far_below

if TYPE_CHECKING:
    from crawler.domain.records import ItemList


def _evaluate(item_list: ItemList) -> Answer:
    if item_list.unread is not None:
        return cant_tell(item_list.unread)
    totals = [total for total in item_list.totals if total.counts in {Counts.ITEMS, Counts.UNSAID}]
    if not totals:
        return inapplicable("清单没有写总数")
    if item_list.pages_failed or not item_list.reached_end:
        return cant_tell("清单没有翻到底, 不能核对总数")
    lists = [[total for total in totals if total.of == of] for of in dict.fromkeys(total.of for total in totals)]
    doubtful = [one for one in lists if not any(total.value in {*total.reached, total.rows} for total in one)]
    if not doubtful:
        return passed()
    accused = [t for one in doubtful for t in one if t.counts is Counts.ITEMS and len(t.reached) > 1]
    if not accused and any(total.untold for one in doubtful for total in one):
        return cant_tell("清单有几行分不清是不是同一事项, 不能核对总数")
    if not accused:
        return cant_tell("总数和翻页得到的数量不同, 还需要再翻一遍核实")
    accused = [total for total in accused if not far_below(max(total.reached), total.value)]
    if not accused:
        return cant_tell("翻到的比清单写的总数少得多, 可能还有没有翻到的内容")
    total = accused[0]
    reached = "、".join(str(n) for n in dict.fromkeys(total.reached))
    return failed(
        Defect(
            about=total.reading,
            message=Text(
                f"清单写着共{total.value}项, 两遍翻到底只得到{reached}项",
                f"The list declares {total.value} items; two full passes reached {reached}",
            ),
            suggestion=Text(
                "请核对清单的总数和各页内容, 使每个事项都能翻到", "Check the counter and the pages of the list"
            ),
            subject=Subject.ITEM_LIST,
        )
    )


CHECK = Check(
    id="item_list.declared_total",
    version=3,
    title=Text("清单数量一致", "The declared total is right"),
    severity=Severity.MAJOR,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
