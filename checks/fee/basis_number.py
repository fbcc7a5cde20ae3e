"""Document number of a fee's basis (收费依据文号).

Basis: 政府信息公开条例 art. 20(8) (收费依据); the national item library.
Applicability: guides that charge a fee and state a basis.
Expectation: the basis has a document number or names a law's article. “发改价格规〔2019〕1931号” and
“《…条例》第十二条” pass; “相关规定” fails.
Assumptions: round, square and corner brackets around the year are all in use.
Known limits: whether the document exists, or is still in force, is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.citation import has_article, has_document_number, titles
from crawler.domain.values.fee_rows import fee_rows, has_content, is_charged
from crawler.domain.values.fee_status import is_no_fee

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _is_cited(text: str) -> bool:
    return has_document_number(text) or (bool(titles(text)) and has_article(text))


def _evaluate(guide: ServiceGuide) -> Answer:
    if not is_charged(guide):
        return inapplicable("未写明收费")
    rows = [(row, row.read("fee_basis")) for row in fee_rows(guide)]
    stated = [(row, basis) for row, basis in rows if has_content(basis) and not is_no_fee(basis.text)]
    if not stated:
        return inapplicable("没有写收费依据")
    return failed(
        *(
            Defect(
                about=basis,
                message=Text(
                    f"收费依据“{basis.text}”没有文号, 也没有法律条款",
                    f"The fee's basis “{basis.text}” has neither document number nor article",
                ),
                suggestion=Text(
                    "请写明文件全称和文号, 如“发改价格规〔2019〕1931号”, 或法律名称和条款",
                    "Give the document's full title and number, or the law and its article",
                ),
                subject=Subject.FEE,
                subject_name=row.name.value,
            )
            for row, basis in stated
            if not _is_cited(basis.text)
        )
    )


CHECK = Check(
    id="fee.basis_number",
    version=3,
    title=Text("依据有文号", "The basis has a document number"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status", "fee_basis"),
    evaluate=_evaluate,
)
