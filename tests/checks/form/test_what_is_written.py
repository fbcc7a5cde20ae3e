"""form.blank_is_blank, sample_filled, same_template, personal_data: what stands in the answer places."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from crawler.demo.office import FormSpec, make_docx, make_image_pdf, make_pdf, make_xlsx
from crawler.domain.evidence import Failure
from crawler.domain.records import FormSlot

if TYPE_CHECKING:
    from tests.checks.form.conftest import Desk

BLANK, FILLED, TEMPLATE, PERSONAL = (
    "form.blank_is_blank",
    "form.sample_filled",
    "form.same_template",
    "form.personal_data",
)
# Made up; the check digits are right, the persons are not.
CITIZEN, MOBILE = "330102198507154537", "13957206418"


def form(*rows: tuple[str, str], title: str = "养犬登记申请表", paragraphs: tuple[str, ...] = ()) -> FormSpec:
    return FormSpec(title=title, rows=rows, paragraphs=paragraphs)


def word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}" xmlns:v="urn:v"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return out.getvalue()


def test_a_blank_form_is_blank(desk: Desk) -> None:
    assert desk.outcome(BLANK, desk.with_forms(desk.docx(desk.blank))) == "passed"


@pytest.mark.parametrize(
    "filled",
    [
        form(("姓名", "程知远"), ("联系电话", "0571-5555 0123"), ("住址", "云溪市听涛路7号")),
        form(("单位名称", "云溪溪山餐饮有限公司"), ("法定代表人", "顾一舟"), ("性别", "女"), ("经营面积", "120平方米")),
        form(("身份证号码", CITIZEN)),
        form(("联系电话", MOBILE)),
        form(("联系电话", "139 5720 6418")),
        form(paragraphs=(f"申请人：程知远        联系电话：{MOBILE}",)),
    ],
)
def test_a_blank_form_with_answers_fails(desk: Desk, filled: FormSpec) -> None:
    verdict = desk.judge(BLANK, desk.with_forms(desk.docx(filled)))

    assert verdict.outcome.value == "failed"
    assert len(verdict.defects) == 1
    defect = verdict.defects[0]
    # Labels are quoted, answers never.
    assert all(number not in repr(defect) for number in (CITIZEN, MOBILE, "139 5720"))


@pytest.mark.parametrize(
    "printed",
    [
        form(("姓名", "程知远"), ("联系电话", "1XXXXXXXXXX")),
        form(("单位名称", "XX公司"), ("地址", "XX市XX区XX路"), ("法定代表人", "×××"), ("日期", "XX年XX月XX日")),
        form(("性别", "□男 □女"), ("出生年月", "年  月  日"), ("住址", "省   市   区（县）"), ("户口", "城镇/农村")),
        form(("姓名", "（如：张三）"), ("联系电话", "例：13800138000"), ("住址", "请填写详细地址")),
        form(("审批机关", "云溪市公安局"), ("发证日期", "2026年1月1日"), ("咨询电话", MOBILE)),
        form(("序号", "1"), ("份数", "2"), ("版本", "3.0"), ("填表日期", "2026年1月1日")),
        form(("姓名", ""), ("照片", "贴照片处"), ("承诺", "本人承诺以上内容真实有效。")),
        form(("电子邮箱", "E-mail"), ("网址", "http://portal.test/my_form"), ("单位", "kg")),
        form(("身份证号码", "110101199001011234"), ("联系电话", "13800138000")),
    ],
)
def test_print_of_the_office_is_no_answer(desk: Desk, printed: FormSpec) -> None:
    assert desk.outcome(BLANK, desk.with_forms(desk.docx(printed))) == "passed"


def test_the_office_s_own_number_is_no_answer(desk: Desk) -> None:
    guide = desk.guide(
        desk.material(blanks=[desk.docx(form(("联系电话", MOBILE)))]), consultation_phone=f"窗口 {MOBILE}"
    )

    assert desk.outcome(BLANK, guide) == "passed"


def test_what_the_guide_says_of_the_office_is_no_answer(desk: Desk) -> None:
    head = form(("电话", "0571-55550123"), ("地址", "云溪市听涛路100号"), ("邮编", "310000"), ("姓名", ""))
    guide = desk.guide(
        desk.material(blanks=[desk.docx(head)]), place="云溪市听涛路100号3楼", consultation_phone="0571-55550123"
    )

    assert desk.outcome(BLANK, guide) == "passed"
    assert desk.outcome(BLANK, desk.with_forms(desk.docx(head))) == "failed"


@pytest.mark.parametrize(
    ("left", "quote"),
    [
        (form(("姓名", "【SQRMC】")), "【SQRMC】"),
        (form(("姓名", "${applyName}")), "${applyName}"),
        (form(("单位名称", "COMPANY_NAME")), "COMPANY_NAME"),
        (form(("姓名", "applyuser")), "applyuser"),
        (form(("性别", "sex"), ("联系电话", "mobile")), "sex"),
        (form(("培训单位", "trainingUnit"), ("考试时间", "examTime")), "trainingUnit"),
        (form(("名称", "NATION"), ("住址", "DOMICILE")), "NATION"),
    ],
)
def test_what_a_system_left_behind_is_found(desk: Desk, left: FormSpec, quote: str) -> None:
    verdict = desk.judge(BLANK, desk.with_forms(desk.docx(left)))

    assert [d.about.quote for d in verdict.defects] == [quote]
    assert quote in verdict.defects[0].message.zh


@pytest.mark.parametrize("word", ["word", "mobile", "【A】", "【填写说明】", "GPS", "ISO9001", "iPhone"])
def test_one_latin_word_is_no_leftover(desk: Desk, word: str) -> None:
    assert desk.outcome(BLANK, desk.with_forms(desk.docx(form(("型号", word), ("姓名", ""))))) == "passed"


def test_a_blank_form_that_was_not_read_cannot_tell(desk: Desk) -> None:
    picture = desk.attachment("申请表.pdf", make_image_pdf(desk.blank))
    blocked = desk.attachment("申请表.doc", failure=Failure.BLOCKED, looks=2)

    assert desk.outcome(BLANK, desk.with_forms(picture)) == "cant_tell"
    assert desk.outcome(BLANK, desk.with_forms(blocked)) == "cant_tell"
    assert desk.outcome(BLANK, desk.with_forms(desk.sample_docx(desk.sample))) == "inapplicable"


def test_a_filled_sample_of_the_same_template_passes(desk: Desk) -> None:
    guide = desk.with_forms(desk.docx(desk.blank), desk.sample_docx(desk.sample))

    assert desk.outcome(FILLED, guide) == "passed"
    assert desk.outcome(TEMPLATE, guide) == "passed"
    assert desk.outcome(PERSONAL, guide) == "passed"


def test_blank_and_sample_may_differ_in_format(desk: Desk) -> None:
    blank = desk.attachment("申请表.xlsx", make_xlsx(desk.blank))
    for body, name in ((make_pdf(desk.sample), "样表.pdf"), (make_docx(desk.sample), "样表.docx")):
        guide = desk.with_forms(blank, desk.attachment(name, body, slot=FormSlot.SAMPLE))
        assert desk.outcome(FILLED, guide) == "passed"
        assert desk.outcome(TEMPLATE, guide) == "passed"
    unfilled = desk.attachment("样表.pdf", make_pdf(desk.blank), slot=FormSlot.SAMPLE)
    assert desk.outcome(FILLED, desk.with_forms(blank, unfilled)) == "failed"


def test_one_answer_makes_a_sample(desk: Desk) -> None:
    one = desk.blank.filled("程知远")

    assert desk.outcome(FILLED, desk.with_forms(desk.docx(desk.blank), desk.sample_docx(one))) == "passed"


def test_a_ticked_box_is_an_answer(desk: Desk) -> None:
    before, after = form(("性别", "□男 □女"), ("姓名", "")), form(("性别", "☑男 □女"), ("姓名", ""))

    assert desk.outcome(FILLED, desk.with_forms(desk.docx(before), desk.sample_docx(after))) == "passed"


def test_the_blank_form_again_is_no_sample(desk: Desk) -> None:
    same = desk.with_forms(desk.docx(desk.blank), desk.sample_docx(desk.blank))
    retitled = FormSpec(title=f"{desk.blank.title}（示例）", rows=desk.blank.rows, notes=desk.blank.notes)
    other_title = desk.with_forms(desk.docx(desk.blank), desk.sample_docx(retitled))

    assert [d.about.evidence for d in desk.judge(FILLED, same).defects] == ["f1"]
    assert desk.outcome(FILLED, other_title) == "failed"
    assert desk.outcome(TEMPLATE, same) == "passed"


def test_a_picture_twice_is_no_sample_and_one_picture_is_not_read(desk: Desk) -> None:
    picture = make_image_pdf(desk.blank)
    other = make_image_pdf(desk.sample)
    blank = desk.attachment("申请表.pdf", picture)

    twice = desk.with_forms(blank, desk.attachment("样表.pdf", picture, slot=FormSlot.SAMPLE))
    assert desk.outcome(FILLED, twice) == "failed"
    assert desk.outcome(TEMPLATE, twice) == "passed"
    scanned = desk.with_forms(desk.docx(desk.blank), desk.attachment("样表.pdf", other, slot=FormSlot.SAMPLE))
    for check in (FILLED, TEMPLATE, PERSONAL):
        assert desk.outcome(check, scanned) == "cant_tell"


def test_a_sample_without_a_blank_form_to_compare(desk: Desk) -> None:
    blocked = desk.attachment("申请表.doc", failure=Failure.BLOCKED, looks=2)

    assert desk.outcome(FILLED, desk.with_forms(desk.sample_docx(desk.sample))) == "passed"
    assert desk.outcome(FILLED, desk.with_forms(blocked, desk.sample_docx(desk.blank))) == "cant_tell"
    assert desk.outcome(TEMPLATE, desk.with_forms(desk.sample_docx(desk.sample))) == "inapplicable"
    assert desk.outcome(TEMPLATE, desk.with_forms(blocked, desk.sample_docx(desk.sample))) == "cant_tell"
    assert desk.outcome(FILLED, desk.with_forms(desk.docx(desk.blank))) == "inapplicable"


def test_new_text_outside_of_the_answer_places_cannot_tell(desk: Desk) -> None:
    more = FormSpec(title=desk.blank.title, rows=desk.blank.rows, notes=(*desk.blank.notes, "本表由程知远于溪山路填好"))

    assert desk.outcome(FILLED, desk.with_forms(desk.docx(desk.blank), desk.sample_docx(more))) == "cant_tell"


def test_another_template_fails(desk: Desk) -> None:
    verdict = desk.judge(TEMPLATE, desk.with_forms(desk.docx(desk.blank), desk.sample_docx(desk.other)))

    assert [d.about.quote for d in verdict.defects] == [desk.other.title]
    assert "0 个" in verdict.defects[0].message.zh
    assert desk.blank.title in verdict.defects[0].message.zh


def test_nothing_is_said_against_a_sample_beside_a_blank_form_that_did_not_come(desk: Desk) -> None:
    missed = desk.attachment("广告承诺书.doc", failure=Failure.TIMEOUT, looks=2)

    assert desk.outcome(TEMPLATE, desk.with_forms(desk.docx(desk.blank), missed, desk.sample_docx(desk.other))) == (
        "cant_tell"
    )
    assert desk.outcome(FILLED, desk.with_forms(desk.docx(desk.blank), missed, desk.sample_docx(desk.sample))) == (
        "passed"
    )


def test_a_sample_that_shows_pictures_may_be_filled_in_on_them(desk: Desk) -> None:
    drawing = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>'
    words = "<w:p><w:r><w:t>云溪市养犬登记申请表填写样表</w:t></w:r></w:p>"
    shown = desk.attachment("样表.docx", word(words + drawing), slot=FormSlot.SAMPLE)
    written = desk.attachment("样表.docx", word(words), slot=FormSlot.SAMPLE)

    for check in (TEMPLATE, FILLED):
        assert desk.outcome(check, desk.with_forms(desk.docx(desk.blank), shown)) == "cant_tell"
        assert desk.outcome(check, desk.with_forms(desk.docx(desk.blank), written)) == "failed"


def test_any_file_of_an_archive_may_be_the_sample(desk: Desk) -> None:
    notes = make_docx(FormSpec(title="填写说明", paragraphs=("请用黑色签字笔填写。",)))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("0说明.docx", notes)
        package.writestr("空白.docx", make_docx(desk.blank))
        package.writestr("样表.docx", make_docx(desk.sample))
    guide = desk.with_forms(
        desk.docx(desk.blank), desk.attachment("样表.zip", archive.getvalue(), slot=FormSlot.SAMPLE)
    )

    assert desk.outcome(TEMPLATE, guide) == "passed"
    assert desk.outcome(FILLED, guide) == "passed"


def test_a_sample_in_an_archive_is_no_blank_form_that_is_filled_in(desk: Desk, zipped_forms: bytes) -> None:
    assert desk.outcome(BLANK, desk.with_forms(desk.attachment("养犬登记申请表.zip", zipped_forms))) == "passed"
    filled = io.BytesIO()
    with zipfile.ZipFile(filled, "w") as package:
        package.writestr("养犬登记申请表.docx", make_docx(desk.sample))
    assert desk.outcome(BLANK, desk.with_forms(desk.attachment("养犬登记申请表.zip", filled.getvalue()))) == "failed"


def test_half_a_template_and_few_labels_cannot_tell(desk: Desk) -> None:
    half = form(("姓名", "程知远"), ("联系电话", "1XX"), ("广告面积", "3平方米"), ("设置地点", "听涛路"))
    few = form(("姓名", ""), ("联系电话", ""))

    assert desk.outcome(TEMPLATE, desk.with_forms(desk.docx(desk.blank), desk.sample_docx(half))) == "cant_tell"
    assert desk.outcome(TEMPLATE, desk.with_forms(desk.docx(few), desk.sample_docx(desk.other))) == "cant_tell"


def test_the_nearest_of_several_blank_forms_is_meant(desk: Desk) -> None:
    guide = desk.with_forms(desk.docx(desk.other, "承诺书.docx"), desk.docx(desk.blank), desk.sample_docx(desk.sample))

    assert desk.outcome(TEMPLATE, guide) == "passed"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("身份证号码", CITIZEN), "330***********4537"),
        (("联系电话", MOBILE), "139****6418"),
        (("联系电话", f"0571-55550123、{MOBILE}"), "139****6418"),
        (("身份证号码", " ".join(CITIZEN)), "330***********4537"),
        (("联系电话", f"{MOBILE} 13800138000"), "139****6418"),
        (("手机", f"+86 {MOBILE}"), "139****6418"),
    ],
)
def test_a_real_number_in_a_sample_fails_and_is_masked(desk: Desk, row: tuple[str, str], shown: str) -> None:
    verdict = desk.judge(PERSONAL, desk.with_forms(desk.sample_docx(form(row, ("住址", "")))))

    assert len(verdict.defects) == 1
    defect = verdict.defects[0]
    assert (defect.quote or defect.about.quote) == shown
    assert shown in defect.message.zh
    assert CITIZEN not in repr(defect)
    assert MOBILE not in repr(defect)


@pytest.mark.parametrize(
    "row",
    [
        ("身份证号码", "XXXXXXXXXXXXXXXXXX"),
        ("身份证号码", "110101199001011234"),
        ("身份证号码", "330102198507154532"),
        ("身份证号码", "330102********4537"),
        ("联系电话", "13800138000"),
        ("联系电话", "139****6418"),
        ("联系电话", "13912345678"),
        ("联系电话", "13888888888"),
        ("联系电话", "0571-55550123"),
        ("统一社会信用代码", "913301025555012345"),
        ("银行账号", "6222021202013957206418"),
        ("监督电话", MOBILE),
    ],
)
def test_examples_and_numbers_of_the_office_are_nobody_s(desk: Desk, row: tuple[str, str]) -> None:
    assert desk.outcome(PERSONAL, desk.with_forms(desk.sample_docx(form(row)))) == "passed"


def test_a_number_in_boxes_is_a_number(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["登记表"])
    sheet.append(["身份证号码", *CITIZEN])
    out = io.BytesIO()
    book.save(out)
    guide = desk.with_forms(desk.attachment("样表.xlsx", out.getvalue(), slot=FormSlot.SAMPLE))

    assert desk.outcome(PERSONAL, guide) == "failed"


def test_no_sample_no_personal_data(desk: Desk) -> None:
    assert desk.outcome(PERSONAL, desk.with_forms(desk.docx(form(("联系电话", MOBILE))))) == "inapplicable"
    late = desk.attachment("样表.doc", failure=Failure.TIMEOUT, slot=FormSlot.SAMPLE)
    assert desk.outcome(PERSONAL, desk.with_forms(late)) == "cant_tell"


def test_a_file_that_nothing_calls_blank_and_that_calls_itself_a_sample_is_not_judged(desk: Desk) -> None:
    rows = (("姓名", "程知远"), ("联系电话", "0571-55550123"), ("住址", "云溪市听涛路7号"))
    filled = desk.docx(form(*rows, title="养犬登记申请表（样表）"), "点击下载")
    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[filled])) == "failed"
    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[desk.unsaid(filled)])) == "cant_tell"
    named = desk.docx(form(*rows), "养犬登记申请表.docx")
    assert desk.outcome(BLANK, desk.guide(desk.material(), forms=[desk.unsaid(named)])) == "failed"


CARD = FormSpec(title="云溪市养犬登记证", rows=(("登记证号", ""), ("犬名", ""), ("有效期至", ""), ("发证机关", "")))


@pytest.mark.parametrize("name", ["附件2：养犬登记证（样本）.docx", "附件三：养犬许可证样式.docx"])
def test_a_specimen_of_the_result_is_no_sample_of_a_form(desk: Desk, name: str) -> None:
    specimen = desk.unsaid(desk.docx(CARD, name))
    material = desk.material("养犬登记证申请表", blanks=[desk.docx(desk.blank)])
    guide = desk.guide(material, forms=[specimen], result_name="养犬登记证")

    assert desk.outcome("form.same_template", guide) == "inapplicable"
    assert desk.outcome("form.sample_filled", guide) == "inapplicable"
    assert desk.outcome("form.sample_form", guide) == "failed"


def test_a_file_called_as_the_result_is_no_blank_form(desk: Desk) -> None:
    filled = desk.unsaid(desk.docx(CARD.filled("云0001", "旺财", "2027年1月1日", "云溪市公安局"), "养犬登记证.docx"))
    guide = desk.guide(forms=[filled], result_name="养犬登记证（结果类型：证照）")

    assert desk.outcome("form.blank_is_blank", guide) == "inapplicable"
    assert desk.outcome("form.blank_is_blank", desk.guide(forms=[filled])) != "inapplicable"


def test_a_sample_of_a_form_that_names_the_result_is_a_sample(desk: Desk) -> None:
    sample = desk.unsaid(desk.docx(desk.other, "养犬登记证申请表（样表）.docx"))
    material = desk.material("养犬登记证申请表", blanks=[desk.docx(desk.blank)])
    guide = desk.guide(material, forms=[sample], result_name="养犬登记证")

    assert desk.outcome("form.same_template", guide) == "failed"
