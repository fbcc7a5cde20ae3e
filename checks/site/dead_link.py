"""Dead links (链接与附件可用): what the portal links to opens.

Basis: 全国政府网站普查 2015 (附件下载, 在线系统), 国办秘函〔2019〕19号.
Applicability: portals of which a sample of links was opened.
Expectation: no link of the sample is dead. Dead is an address that answered two looks with 404, 410 or with a page that
says it does not exist. A redirect to the login, a block and a fault of the moment are not dead; anchors, mail addresses
and links of scripts are not opened at all.
Assumptions: a sample drawn with the seed of the round, links of the front page first, stands for the rest.
Known limits: guides of listed items and their forms have checks of their own (item_list.guide_coverage, form.download)
and are left out; what a script opens is not seen. Server errors (5xx) stay undecided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.evidence import Failure
from crawler.domain.values.entrances import is_dead

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import LinkLook


def _decided(link: LinkLook) -> bool:
    return link.look.opened or link.look.failure is Failure.LOGIN_REQUIRED or is_dead(link.look)


def _defect(link: LinkLook) -> Defect:
    url = link.look.target.url
    return Defect(
        about=link.reading,
        message=Text(
            f"链接“{link.reading.text}”打不开, 两次访问都提示页面不存在: {url}",
            f"The link “{link.reading.text}” is dead: {url} does not exist, twice",
        ),
        suggestion=Text("请改正链接地址, 或撤下这个链接", "Correct the address or remove the link"),
        subject_name=link.reading.text,
    )


def _evaluate(portal: PortalSummary) -> Answer:
    looked = [link for link in portal.survey.links if link.look.looks]
    if not looked:
        return cant_tell(portal.unread or "没有打开过链接")
    dead = [link for link in looked if is_dead(link.look)]
    if dead:
        return failed(*map(_defect, dead))
    decided = sum(1 for link in looked if _decided(link))
    if decided * 2 < len(looked):
        return cant_tell(f"抽查的{len(looked)}个链接多数被拦截或没有应答")
    return passed()


CHECK = Check(
    id="site.dead_link",
    version=1,
    title=Text("链接与附件可用", "Links and files open"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
