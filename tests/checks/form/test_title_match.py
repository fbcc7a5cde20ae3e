"""form.title_match: whether a form is its material's, by file name or title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.demo.office import make_docx, make_image_pdf
from crawler.domain.evidence import Failure

if TYPE_CHECKING:
    from tests.checks.form.conftest import Desk

CHECK = "form.title_match"


@pytest.mark.parametrize("name", ["养犬登记申请表（空白）.docx", "1.养犬登记申请表", "附件.docx", "20260101.docx"])
def test_name_or_title_is_enough(desk: Desk, name: str) -> None:
    assert desk.outcome(CHECK, desk.with_forms(desk.attachment(name, make_docx(desk.blank)))) == "passed"


def test_the_name_alone_is_enough(desk: Desk) -> None:
    named = desk.attachment("养犬登记申请表.docx", make_docx(desk.other))
    unread = desk.attachment("养犬登记申请表.doc", failure=Failure.TIMEOUT)

    assert desk.outcome(CHECK, desk.with_forms(named)) == "passed"
    assert desk.outcome(CHECK, desk.with_forms(unread)) == "passed"


def test_another_matter_under_a_name_that_says_nothing_fails(desk: Desk) -> None:
    verdict = desk.judge(CHECK, desk.with_forms(desk.attachment("附件.docx", make_docx(desk.other))))

    assert [(d.about.evidence, d.about.quote) for d in verdict.defects] == [("f1", desk.other.title)]
    sample = desk.sample_docx(desk.other, "附件.docx")
    assert desk.outcome(CHECK, desk.with_forms(desk.docx(desk.blank), sample)) == "failed"


def test_one_file_of_an_archive_that_fits_is_enough(desk: Desk, zipped_forms: bytes) -> None:
    assert desk.outcome(CHECK, desk.with_forms(desk.attachment("附件.zip", zipped_forms))) == "passed"


def test_what_was_not_read_cannot_tell(desk: Desk) -> None:
    picture = desk.attachment("附件.pdf", make_image_pdf(desk.blank))
    late = desk.attachment("附件.doc", failure=Failure.TIMEOUT)

    assert desk.outcome(CHECK, desk.with_forms(picture)) == "cant_tell"
    assert desk.outcome(CHECK, desk.with_forms(late)) == "cant_tell"


def test_nothing_to_compare(desk: Desk) -> None:
    of_the_guide = desk.unsaid(desk.docx(desk.other, "附件.docx"))
    short = desk.material("表", blanks=[desk.docx(desk.other, "附件.docx")])

    assert desk.outcome(CHECK, desk.guide(desk.material(), forms=[of_the_guide])) == "inapplicable"
    assert desk.outcome(CHECK, desk.guide(short)) == "inapplicable"


def test_a_file_that_one_cell_offers_for_several_rows_is_that_of_any(desk: Desk) -> None:
    shared = desk.docx(desk.blank, "附件.docx")
    first, second = desk.material(blanks=[shared]), desk.material("狂犬疫苗免疫证明", blanks=[shared])
    other = desk.docx(desk.other, "附件.docx")
    none = [desk.material(name, blanks=[other]) for name in ("养犬登记申请表", "狂犬疫苗免疫证明")]

    assert desk.outcome(CHECK, desk.guide(first, second)) == "passed"
    assert desk.outcome(CHECK, desk.guide(second, first)) == "passed"
    assert desk.outcome(CHECK, desk.guide(desk.material("狂犬疫苗免疫证明", blanks=[shared]))) == "failed"
    assert len(desk.judge(CHECK, desk.guide(*none)).defects) == 1
