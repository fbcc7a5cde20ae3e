"""Online entrance (在线办理入口): an item that can be handled online has an entrance that opens.

Basis: capability assessment, 一网服务.
Applicability: guides that say that the item is handled online (是否网办, 网上办理深度), or that offer an entrance.
Expectation: there is an entrance, in the guide or in its row of the list, and it opens: no 404 and no error page. One
that leads to the unified login opens.
Assumptions: an address counts as dead after two looks. Entrances that differ in the item's code alone are opened a few
times where an answer or a row of the list names them or a browser is needed: if all of these open, the others do. Where
a script opens it, the address is read off the scripts, with what the page or the answer holds, or off a rendered guide
that has a value of its answer in it; such a one is dead only where what the same script makes for other items opens,
and never where it was put together with values of an answer. A button whose script cannot
be followed is no defect. 网上办理 among the forms of handling alone may mean an app or another site.
Known limits: nobody logs in and nothing is submitted, so what comes after the login is not seen: of entrances that lead
to the login and differ in where to go on alone, it is the login that opens. A dead one among those like it that were
not opened is missed. An entrance under words that nobody knows for one is not recognised.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.evidence import Failure
from crawler.domain.values.channels import online_claim
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.domain.survey import Look

_DEAD = frozenset({404, 410})
_LOGIN = frozenset({401, 407})
_ENOUGH = 2
_NONE = re.compile(
    r"否|(?:暂|尚)?(?:不支持|不提供|未开通|不能|不可|没有|未开放)(?:网上|在线|线上)?(?:办理|申请|申报|入口)?"
)


def _is_open(look: Look) -> bool:
    return look.opened or look.failure is Failure.LOGIN_REQUIRED or look.status in _LOGIN


def _is_dead(look: Look) -> bool:
    return look.looks >= _ENOUGH and (look.status in _DEAD or look.failure is Failure.SOFT_404)


def _without_entrance(guide: ServiceGuide, about: Reading) -> Answer:
    claim = online_claim(guide)
    if claim is None:
        return inapplicable("没有写可以网上办理, 也没有在线办理入口")
    # Without a field for it the finding stands where the page says that the item is handled online.
    place = about if about.stated or about.label or about.unread else replace(claim, element="online_entry")
    return failed(
        Defect(
            about=place,
            message=Text(
                f"写着“{claim.text}”, 却没有在线办理入口",
                f"“{claim.text}”, but there is no entrance to handle it online",
            ),
            suggestion=Text("请补上在线办理入口", "Add the entrance"),
        )
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    about, look = guide.read("online_entry"), guide.entrance
    if not about.stated or says_nothing(about.text) or _NONE.fullmatch(plain(about.text)):
        return _without_entrance(guide, about)
    if look is None:
        return cant_tell("在线办理入口没有打开过, 或由脚本打开")
    if _is_open(look):
        return passed()
    if not _is_dead(look):
        return cant_tell(f"在线办理入口这次没能打开（{look.failure or look.status}）, 不能确定")
    said = f"（{look.status}）" if look.status in _DEAD else "（页面不存在）"
    return failed(
        Defect(
            about=about,
            message=Text(
                f"在线办理入口打不开{said}", f"The online entrance does not open ({look.failure or look.status})"
            ),
            suggestion=Text("请把入口改到能打开的办理页面", "Let the entrance lead to the page where one applies"),
        )
    )


CHECK = Check(
    id="service_guide.online_entry",
    version=1,
    title=Text("在线办理入口可用", "The online entrance opens"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("online_entry",),
    evaluate=_evaluate,
)
