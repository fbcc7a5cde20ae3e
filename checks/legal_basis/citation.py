"""Citation of the legal basis (依据完整): law, article and the clause's text.

Basis: 江苏省办事指南编制规范 (全称, 颁布和修订时间, 条款); fields of the national item library.
Applicability: guides that state a legal basis.
Expectation: the law's title, the article and its text. “《中华人民共和国药品管理法》第五十一条：…” passes; “依法”,
“相关法律法规” and “《XX法》” without an article fail.
Assumptions: notices, decisions and catalogues (通知, 决定, 目录), and what else an office issued under a number of its
own (暂行办法, 国发〔1978〕104号), have a document number instead of articles; laws and orders (令) have not. The fixed
sentence about a secret basis is complete.
Known limits: whether the clause is quoted rightly, or still in force, is not asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values.citation import lacking, titles, words_beside
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import LegalBasisEntry, ServiceGuide

_SECRET = re.compile(r"国家秘密|不予公开|涉密")


def _of_text(text: str) -> tuple[str, ...]:
    return () if _SECRET.search(text) else lacking("".join(titles(text)), text, words_beside(text))


def _of_entry(entry: LegalBasisEntry) -> tuple[str, ...]:
    readings = (entry.law, entry.number, entry.clause, entry.content)
    law, number, clause, content = (r.text if r.stated and not says_nothing(r.text) else "" for r in readings)
    whole = f"{law}{number}{clause}{content}"
    if _SECRET.search(whole):
        return ()
    return lacking(law or "".join(titles(content)), whole, content or words_beside(law + clause))


def _defect(about: Reading, missing: tuple[str, ...]) -> Defect:
    return Defect(
        about=replace(about, element="legal_basis"),
        message=Text(f"设定依据不完整, 缺少: {'、'.join(missing)}", f"The legal basis lacks: {', '.join(missing)}"),
        suggestion=Text("请写明法律全称、第几条和条款原文", "Give the law's full title, the article and its text"),
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    if guide.legal_bases:
        if any(r.unread for b in guide.legal_bases for r in (b.law, b.clause, b.content)):
            return cant_tell("设定依据有未能读取的部分")
        found = [(b.law if b.law.stated else b.content, _of_entry(b)) for b in guide.legal_bases]
    else:
        reading = guide.read("legal_basis")
        if not reading.stated or is_placeholder(reading.text, "legal_basis"):
            return inapplicable("没有写明设定依据")
        found = [(reading, _of_text(reading.text))]
    return failed(*(_defect(about, missing) for about, missing in found if missing))


CHECK = Check(
    id="legal_basis.citation",
    version=2,
    title=Text("依据完整", "The legal basis is complete"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("legal_basis",),
    evaluate=_evaluate,
)
