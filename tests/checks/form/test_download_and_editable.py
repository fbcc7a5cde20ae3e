"""form.download and form.editable: whether a file comes, opens, is what its name says, and can be written in."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.demo.office import (
    FormSpec,
    make_corrupt_docx,
    make_doc,
    make_docx,
    make_docx_named_doc,
    make_html_page,
    make_image_pdf,
    make_pdf,
    make_xls,
    make_xlsx,
    make_zero_bytes,
)
from crawler.domain.check import Subject
from crawler.domain.evidence import Failure
from crawler.domain.records import FormSlot
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from tests.checks.form.conftest import Desk

FORM = FormSpec(title="养犬登记申请表", rows=(("姓名", ""), ("联系电话", "")))
DOWNLOAD, EDITABLE = "form.download", "form.editable"
OFFICE_PAGE = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'>"
    "<table><tr><td>姓名<td></tr><tr><td>电话<td></tr></table></html>"
).encode()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in members.items():
            package.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("申请表.docx", make_docx(FORM)),
        ("申请表.doc", make_doc(FORM)),
        ("申请表.xls", make_xls(FORM)),
        ("申请表.xlsx", make_xlsx(FORM)),
        ("申请表.pdf", make_pdf(FORM)),
        ("申请表.doc", make_docx_named_doc(FORM)),
        ("申请表.docx", make_doc(FORM)),
        ("申请表.doc", b"{\\rtf1 x\\par}"),
        ("申请表.xls", make_xlsx(FORM)),
        ("申请表.wps", make_doc(FORM)),
        ("申请表", make_docx(FORM)),
        ("download.do", make_docx(FORM)),
        ("fileId.html", make_doc(FORM)),
        ("申请表.jpg", PNG),
        ("申请表.zip", packed({"申请表.docx": make_docx(FORM)})),
        ("申请表.doc", OFFICE_PAGE),
    ],
)
def test_a_file_that_opens_and_is_what_its_name_says_passes(desk: Desk, name: str, body: bytes) -> None:
    assert desk.outcome(DOWNLOAD, desk.with_forms(desk.attachment(name, body))) == "passed"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("申请表.doc", make_zero_bytes()),
        ("申请表.docx", make_corrupt_docx(FORM)),
        ("申请表.doc", make_doc(FORM)[:3000]),
        ("申请表.pdf", make_pdf(FORM)[:200]),
        ("申请表.doc", make_html_page("提示", "您要找的文件不存在")),
        ("申请表", make_html_page("用户登录", "请输入账号和密码登录")),
        ("申请表.pdf", make_docx(FORM)),
        ("申请表.doc", make_xls(FORM)),
        ("申请表.xlsx", make_pdf(FORM)),
        ("申请表.doc", PNG),
        ("申请表.doc", b"file not found"),
        ("download", '{"code": 500, "msg": "文件不存在"}'.encode()),
        ("申请表.doc", bytes(range(256)) * 4),
        ("申请表.zip", packed({})),
        ("申请表.zip", packed({"申请表.docx": make_corrupt_docx(FORM)})),
    ],
)
def test_a_file_that_nobody_can_use_fails(desk: Desk, name: str, body: bytes) -> None:
    verdict = desk.judge(DOWNLOAD, desk.with_forms(desk.attachment(name, body)))

    assert verdict.outcome.value == "failed"
    assert [(d.subject, d.subject_name) for d in verdict.defects] == [(Subject.FORM, name)]
    assert {d.rests_on for d in verdict.defects} & {d.about.evidence for d in verdict.defects} == set()


def test_a_chart_that_does_not_open_is_looked_at_again_itself(desk: Desk) -> None:
    chart = desk.attachment("办理流程图.png", b"")
    answer = all_checks()["procedure.flow_chart"].evaluate(replace(desk.with_forms(), chart=chart))

    assert chart.file is not None
    assert [d.rests_on for d in answer.defects] == [chart.file.evidence]


@pytest.mark.parametrize(
    ("failure", "status", "looks", "outcome"),
    [
        (Failure.HTTP_4XX, 404, 2, "failed"),
        (Failure.HTTP_4XX, 410, 2, "failed"),
        (Failure.SOFT_404, 200, 2, "failed"),
        (Failure.LOGIN_REQUIRED, 200, 2, "cant_tell"),
        (Failure.HTTP_4XX, 404, 1, "cant_tell"),
        (Failure.SOFT_404, 200, 1, "cant_tell"),
        (Failure.LOGIN_REQUIRED, 200, 1, "cant_tell"),
        (Failure.HTTP_4XX, 403, 2, "cant_tell"),
        (Failure.BLOCKED, 200, 2, "cant_tell"),
        (Failure.TIMEOUT, None, 2, "cant_tell"),
        (Failure.HTTP_5XX, 500, 2, "cant_tell"),
        (Failure.TOO_LARGE, 200, 2, "cant_tell"),
        (Failure.SESSION_LOST, 200, 2, "cant_tell"),
        (Failure.ROBOTS_DISALLOWED, None, 0, "cant_tell"),
        (None, None, 0, "cant_tell"),
    ],
)
def test_only_what_is_gone_in_two_looks_is_gone(
    desk: Desk, failure: Failure | None, status: int | None, looks: int, outcome: str
) -> None:
    form = desk.attachment("申请表.doc", failure=failure, status=status, looks=looks)

    assert desk.outcome(DOWNLOAD, desk.with_forms(form)) == outcome


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("申请表.doc", make_html_page("403", "非法请求：来源不明，请从本站访问")),
        ("申请表.doc", make_html_page("", "请输入验证码")),
        ("申请表.bin", bytes(range(256)) * 4),
        ("download", "请查收".encode()),
        ("申请表.rar", b"Rar!\x1a\x07\x00" + struct.pack("<HBHHHI", 0, 0x73, 0, 13, 0, 0)),
    ],
)
def test_what_may_be_a_refusal_or_beyond_us_cannot_tell(desk: Desk, name: str, body: bytes) -> None:
    assert desk.outcome(DOWNLOAD, desk.with_forms(desk.attachment(name, body))) == "cant_tell"


def test_what_stands_in_place_of_a_file_is_no_other_finding(desk: Desk) -> None:
    page = desk.attachment("附件2.xlsx", make_html_page("欢迎访问云溪市政务服务网", "欢迎"), slot=FormSlot.SAMPLE)
    words = desk.attachment("附件2.doc", "系统错误".encode(), slot=FormSlot.SAMPLE)

    for in_place in (page, words):
        guide = desk.with_forms(desk.docx(desk.blank), in_place)
        failing = [c for c in all_checks() if c.startswith("form.") and desk.outcome(c, guide) == "failed"]
        assert failing == [DOWNLOAD]


def test_samples_and_forms_of_the_guide_are_downloads_too(desk: Desk) -> None:
    broken = desk.attachment("样表.docx", make_corrupt_docx(FORM), slot=FormSlot.SAMPLE)

    assert desk.outcome(DOWNLOAD, desk.with_forms(desk.docx(FORM), broken)) == "failed"
    assert desk.outcome(DOWNLOAD, desk.guide(forms=[desk.unsaid(broken)])) == "failed"


def test_a_file_offered_twice_is_one_finding(desk: Desk) -> None:
    broken = desk.attachment("申请表.docx", make_corrupt_docx(FORM))
    guide = desk.guide(desk.material(blanks=[broken]), forms=[desk.unsaid(broken)])

    assert len(desk.judge(DOWNLOAD, guide).defects) == 1


def test_nothing_to_download(desk: Desk) -> None:
    assert desk.outcome(DOWNLOAD, desk.guide(desk.material())) == "inapplicable"
    assert desk.outcome(DOWNLOAD, desk.with_forms(desk.attachment("下载", dead=True))) == "inapplicable"
    assert desk.outcome(DOWNLOAD, desk.with_forms(desk.attachment("在线填写"))) == "inapplicable"
    assert desk.outcome(EDITABLE, desk.guide(desk.material())) == "inapplicable"
    assert desk.outcome(EDITABLE, desk.with_forms(desk.sample_docx(FORM))) == "inapplicable"


@pytest.mark.parametrize(
    ("name", "body", "outcome"),
    [
        ("申请表.docx", make_docx(FORM), "passed"),
        ("申请表.pdf", make_pdf(FORM), "passed"),
        ("申请表.zip", packed({"说明.png": PNG, "申请表.docx": make_docx(FORM)}), "passed"),
        ("申请表.pdf", make_image_pdf(FORM), "failed"),
        ("申请表.png", PNG, "failed"),
        ("申请表.zip", packed({"申请表.png": PNG}), "failed"),
        ("申请表.docx", make_corrupt_docx(FORM), "cant_tell"),
        ("申请表.doc", None, "cant_tell"),
    ],
)
def test_a_blank_form_can_be_edited(desk: Desk, name: str, body: bytes | None, outcome: str) -> None:
    assert desk.outcome(EDITABLE, desk.with_forms(desk.attachment(name, body))) == outcome


def test_a_sample_may_be_a_picture(desk: Desk) -> None:
    picture = desk.attachment("样表.png", PNG, slot=FormSlot.SAMPLE)

    assert desk.outcome(EDITABLE, desk.with_forms(desk.docx(FORM), picture)) == "passed"
