"""form.blank_form and form.sample_form: what is offered for which material."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.demo.office import FormSpec, make_docx, make_nearly_empty_doc, make_zero_bytes
from crawler.domain.check import Subject
from crawler.domain.evidence import Failure, Target
from crawler.domain.records import FormSlot
from crawler.domain.values.guide_forms import told_by_files

if TYPE_CHECKING:
    from crawler.domain.records import FormAttachment
    from tests.checks.form.conftest import Desk

BLANK, SAMPLE = "form.blank_form", "form.sample_form"
NONE = {"blank_form": "无", "sample_form": "暂无样本"}


def test_a_form_in_its_row_passes(desk: Desk) -> None:
    guide = desk.with_forms(desk.docx(desk.blank), desk.sample_docx(desk.sample))

    assert desk.outcome(BLANK, guide) == "passed"
    assert desk.outcome(SAMPLE, guide) == "passed"


def test_a_form_that_could_not_be_fetched_is_still_offered(desk: Desk) -> None:
    blank = desk.attachment("申请表.doc", failure=Failure.TIMEOUT, looks=2)
    sample = desk.attachment("申请表.doc", failure=Failure.HTTP_4XX, status=404, looks=2, slot=FormSlot.SAMPLE)

    assert desk.outcome(BLANK, desk.with_forms(blank, sample)) == "passed"
    assert desk.outcome(SAMPLE, desk.with_forms(blank, sample)) == "passed"


@pytest.mark.parametrize(
    "name",
    ["养犬登记申请表", "食品经营许可申请书", "承诺书（申请人填写）", "授权委托书", "户口登记表", "备案表原件"],
)
def test_a_form_material_without_a_form_fails(desk: Desk, name: str) -> None:
    verdict = desk.judge(BLANK, desk.guide(desk.material(name)))

    assert verdict.outcome.value == "failed"
    assert [(d.subject, d.subject_name, d.quote) for d in verdict.defects] == [(Subject.MATERIAL, name, name)]
    assert desk.outcome(SAMPLE, desk.guide(desk.material(name))) == "failed"


def test_the_type_alone_makes_a_form(desk: Desk) -> None:
    material = desk.material("安全评估报告", says={"material_type": "申请表格文书"} | NONE)
    guide = desk.guide(material)

    assert [d.quote for d in desk.judge(BLANK, guide).defects] == ["无"]
    assert [d.quote for d in desk.judge(SAMPLE, guide).defects] == ["暂无样本"]


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("居民身份证", {}),
        ("户口登记表复印件", {}),
        ("户口登记表（复印件）", {}),
        ("无犯罪记录证明（加盖公章）", {"material_type": "申请表格文书"}),
        ("不动产登记表", {"material_source": "政府部门核发"}),
        ("营业执照", {"material_type": "证件证书证明"}),
    ],
)
def test_what_an_office_issues_is_no_form_to_fill_in(desk: Desk, name: str, stated: dict[str, str]) -> None:
    guide = desk.guide(desk.material(name, says=stated))

    assert desk.outcome(BLANK, guide) == "inapplicable"
    assert desk.outcome(SAMPLE, guide) == "inapplicable"


@pytest.mark.parametrize("words", ["在线填写", "网上填报，系统自动生成", "电子表单"])
def test_a_form_filled_in_online_counts(desk: Desk, words: str) -> None:
    assert desk.outcome(BLANK, desk.guide(desk.material(says={"blank_form": words}))) == "passed"
    assert desk.outcome(BLANK, desk.with_forms(desk.attachment(words, dead=True))) == "passed"


def test_a_dead_link_is_no_form(desk: Desk) -> None:
    dead = desk.attachment("空白表格下载", dead=True)
    dead_sample = desk.attachment("样表下载", dead=True, slot=FormSlot.SAMPLE)
    verdict = desk.judge(BLANK, desk.with_forms(dead))

    assert verdict.outcome.value == "failed"
    assert [(d.subject, d.about.quote) for d in verdict.defects] == [(Subject.FORM, "空白表格下载")]
    assert [d.about.quote for d in desk.judge(SAMPLE, desk.with_forms(dead_sample)).defects] == ["样表下载"]


def test_one_living_link_beside_a_dead_one_passes(desk: Desk) -> None:
    guide = desk.with_forms(desk.attachment("空白表格下载", dead=True), desk.docx(desk.blank))

    assert desk.outcome(BLANK, guide) == "passed"


def test_an_address_that_was_not_read_cannot_tell(desk: Desk) -> None:
    waiting = desk.attachment("空白表格", unread=True)
    waiting_sample = desk.attachment("样表", unread=True, slot=FormSlot.SAMPLE)

    assert desk.outcome(BLANK, desk.with_forms(waiting)) == "cant_tell"
    assert desk.outcome(SAMPLE, desk.with_forms(waiting_sample)) == "cant_tell"
    unread_column = desk.guide(desk.material(says={"blank_form": "<unread>", "sample_form": "<unread>"}))
    assert desk.outcome(BLANK, unread_column) == "cant_tell"
    assert desk.outcome(SAMPLE, unread_column) == "cant_tell"


def test_words_in_the_column_without_a_link_cannot_tell(desk: Desk) -> None:
    guide = desk.guide(desk.material(says={"blank_form": "养犬登记申请表.doc", "sample_form": "样表.doc"}))

    assert desk.outcome(BLANK, guide) == "cant_tell"
    assert desk.outcome(SAMPLE, guide) == "cant_tell"


def test_a_file_without_a_form_in_it_is_reported_here(desk: Desk) -> None:
    empty = desk.attachment("养犬登记申请表.doc", make_nearly_empty_doc())
    verdict = desk.judge(BLANK, desk.with_forms(empty))

    assert [(d.about.evidence, d.about.quote) for d in verdict.defects] == [("f1", "Xx")]
    assert desk.outcome("form.download", desk.with_forms(empty)) == "passed"
    zero = desk.attachment("养犬登记申请表.doc", make_zero_bytes())
    assert desk.outcome(BLANK, desk.with_forms(zero)) == "passed"


def test_a_short_form_is_a_form(desk: Desk) -> None:
    short = FormSpec(title="收条", rows=(("姓名", ""),))

    assert desk.outcome(BLANK, desk.with_forms(desk.docx(short))) == "passed"


def test_a_form_of_the_whole_guide_belongs_to_the_material_it_names(desk: Desk) -> None:
    by_name = desk.attachment("养犬登记申请表.docx", make_docx(desk.blank), slot=FormSlot.UNSAID)
    by_title = desk.attachment("附件1.docx", make_docx(desk.blank), slot=FormSlot.UNSAID)
    sample = desk.attachment("养犬登记申请表（示例）.docx", make_docx(desk.sample), slot=FormSlot.UNSAID)

    for form in (by_name, by_title):
        assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[form])) == "passed"
        assert desk.outcome(SAMPLE, desk.guide(desk.material(), forms=[form])) == "failed"
    assert desk.outcome(SAMPLE, desk.guide(desk.material(), forms=[by_name, sample])) == "passed"


def test_a_form_of_the_guide_that_is_another_matter_does_not_count(desk: Desk) -> None:
    other = desk.attachment("户外广告设置承诺书.docx", make_docx(desk.other), slot=FormSlot.UNSAID)

    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[other])) == "failed"


def test_an_explanation_is_no_form(desk: Desk) -> None:
    words = desk.attachment("养犬登记申请表填写说明.docx", make_docx(desk.blank), slot=FormSlot.UNSAID)

    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[words])) == "failed"
    assert desk.outcome(SAMPLE, desk.guide(desk.material(), forms=[words])) == "failed"


def test_a_form_of_the_guide_without_a_telling_name_cannot_tell(desk: Desk) -> None:
    nameless = desk.attachment("附件1下载", failure=Failure.BLOCKED, slot=FormSlot.UNSAID)

    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[nameless])) == "cant_tell"


def test_one_bad_material_fails_the_guide_whatever_the_others_are(desk: Desk) -> None:
    good = desk.material(blanks=[desk.docx(desk.blank)])
    doubtful = desk.material("变更申请表", blanks=[desk.attachment("x", unread=True)])

    assert desk.outcome(BLANK, desk.guide(good, doubtful)) == "cant_tell"
    assert desk.outcome(BLANK, desk.guide(good, doubtful, desk.material("注销登记表"))) == "failed"


def test_a_sample_inside_the_archive_of_the_blank_form_counts(desk: Desk, zipped_forms: bytes) -> None:
    guide = desk.with_forms(desk.attachment("养犬登记申请表.zip", zipped_forms))

    assert desk.outcome(BLANK, guide) == "passed"
    assert desk.outcome(SAMPLE, guide) == "passed"


def test_an_archive_for_the_whole_guide_may_hold_the_forms_of_any_material(desk: Desk, zipped_forms: bytes) -> None:
    packed = desk.attachment("申请表格打包下载.zip", zipped_forms)
    guide = desk.guide(desk.material("取水许可申请表"), forms=[packed])

    assert [desk.outcome(check, guide) for check in (BLANK, SAMPLE)] == ["cant_tell", "cant_tell"]
    assert desk.outcome(BLANK, desk.guide(desk.material("取水许可申请表"), forms=[desk.docx(desk.blank)])) == "failed"


@pytest.mark.parametrize("name", ["一键下载", "全部下载", "批量下载空白表格", "下载全部材料", "所有表格下载"])
def test_what_promises_all_forms_at_once_may_hold_those_of_any_material(desk: Desk, name: str) -> None:
    material = desk.material("取水许可申请表")
    button = desk.guide(material, forms=[desk.attachment(name, unread=True)])
    assert [desk.outcome(check, button) for check in (BLANK, SAMPLE)] == ["cant_tell", "cant_tell"]

    click = replace(desk.attachment(name), target=Target(url="javascript:click(/html/body/button)"), file=None)
    assert desk.outcome(BLANK, desk.guide(material, forms=[click])) == "cant_tell"

    for other in ("养犬登记申请表下载", "全部流程说明"):
        assert desk.outcome(BLANK, desk.guide(material, forms=[replace(click, name=other)])) == "failed"


def test_a_cell_that_names_a_sample_offers_one_perhaps(desk: Desk) -> None:
    said = desk.guide(desk.material(says={"blank_form": "空白表格 示例样表"}))
    assert desk.outcome(SAMPLE, said) == "cant_tell"
    assert desk.outcome(SAMPLE, desk.guide(desk.material(says={"blank_form": "空白表格"}))) == "failed"


def test_a_guide_without_materials_has_nothing_to_offer(desk: Desk) -> None:
    assert desk.outcome(BLANK, desk.guide()) == "inapplicable"
    assert desk.outcome(SAMPLE, desk.guide()) == "inapplicable"


def test_of_several_files_that_nothing_tells_apart_one_may_be_the_sample(desk: Desk) -> None:
    files = [
        replace(desk.attachment(f"下载{n}", make_docx(form), file_name=f"{n}.docx"), slot=FormSlot.UNSAID)
        for n, form in enumerate((desk.blank, desk.sample))
    ]
    row = desk.material(blanks=files)

    assert told_by_files(row) is row
    assert desk.outcome(SAMPLE, desk.guide(row)) == "cant_tell"
    assert desk.outcome("form.blank_is_blank", desk.guide(row)) == "cant_tell"
    alone = desk.material(blanks=[files[0]])
    assert desk.outcome(SAMPLE, desk.guide(alone)) == "failed"


def test_files_that_nothing_else_tells_apart_are_told_by_their_names(desk: Desk) -> None:
    def offered(number: int, form: FormSpec, file_name: str) -> FormAttachment:
        found = desk.attachment(f"下载{number}", make_docx(form), file_name=file_name)
        return replace(found, slot=FormSlot.UNSAID)

    sample, blank = offered(1, desk.sample, "养犬（样表）.docx"), offered(2, desk.blank, "养犬（空表）.docx")
    row = told_by_files(desk.material(blanks=[sample, blank]))

    assert [a.name for a in row.sample_forms] == ["下载1"]
    assert [(a.name, a.slot) for a in row.blank_forms] == [("下载2", FormSlot.BLANK)]
    for check in (SAMPLE, "form.blank_is_blank", "form.sample_filled"):
        assert desk.outcome(check, desk.guide(row)) == "passed"
    copy = offered(3, desk.blank, "养犬示例样表.docx")
    same = desk.guide(told_by_files(desk.material(blanks=[blank, copy])))
    assert desk.outcome("form.sample_filled", same) == "failed"
    two = told_by_files(desk.material(blanks=[sample, copy]))
    assert two.sample_forms == ()  # both call themselves samples: neither is told


def test_a_form_filled_in_online_may_have_its_sample_there(desk: Desk) -> None:
    online = desk.with_forms(desk.attachment("在线填写", dead=True))
    nowhere = desk.guide(desk.material(says={"blank_form": "在线填写"}))
    none = desk.guide(desk.material(says={"blank_form": "在线填写", "sample_form": "暂无样本"}))

    assert [desk.outcome(SAMPLE, one) for one in (online, nowhere)] == ["cant_tell", "cant_tell"]
    assert desk.outcome(SAMPLE, none) == "failed"


@pytest.mark.parametrize(
    ("words", "outcome"), [("点击查看", "cant_tell"), ("附件", "cant_tell"), ("查看空白表", "failed")]
)
def test_what_a_control_that_names_no_kind_opens_may_be_the_sample(desk: Desk, words: str, outcome: str) -> None:
    silent = desk.guide(desk.material(says={"blank_form": words}))
    link = desk.unsaid(desk.attachment(words, unread=True))
    timed_out = desk.unsaid(desk.attachment(words, failure=Failure.TIMEOUT))
    page = desk.unsaid(desk.attachment(words, b"<html><body><p>layer</p></body></html>"))

    assert desk.outcome(SAMPLE, silent) == outcome
    assert [desk.outcome(SAMPLE, desk.guide(desk.material(blanks=[one]))) for one in (timed_out, page)] == [outcome] * 2
    assert desk.outcome(SAMPLE, desk.guide(desk.material(blanks=[link]))) == outcome
    opened = desk.unsaid(desk.docx(desk.blank, words))
    assert desk.outcome(SAMPLE, desk.guide(desk.material(blanks=[opened]))) == "failed"
    said = desk.guide(desk.material(blanks=[link], says={"sample_form": "无"}))
    assert desk.outcome(SAMPLE, said) == "failed"
