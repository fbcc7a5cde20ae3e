"""Files of a guide beside what was fetched for them: by identifiers, completed paths and names that came with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from crawler.domain.evidence import Failure, PageKind, Target
from tests.end_to_end.kept_archive import GUIDE, HOST, assembled, first_of, item_keys

if TYPE_CHECKING:
    from tests.end_to_end.kept_archive import Kept


@pytest.mark.parametrize(("asked", "came"), [("20691454020", True), ("2069145402", False)])
def test_a_file_that_an_answer_tells_by_an_identifier_is_the_one_that_was_asked_for_with_it(
    archive: Kept, asked: str, *, came: bool
) -> None:
    rows = [{"clmc": "食品经营许可申请书", "kongBiao": "20691454020"}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=item_keys()[0])
    archive.add(PageKind.FORM, f"{HOST}/fs/{asked}", "申请人：____", item=item_keys()[0])

    [form] = first_of(assembled(archive)).guide.materials[0].blank_forms

    assert (form.file is not None, form.reading.stated) == (came, came)
    assert (form.target.url if form.target else None) == (f"{HOST}/fs/{asked}" if came else None)


def test_the_front_page_in_place_of_a_file_whose_path_was_completed_is_no_broken_form(archive: Kept) -> None:
    front = "<html><body><div id=app>首页</div></body></html>"
    files = [{"fileName": "申请书.docx", "filePath": "/group1/M00/16/9E/rBAA1f8170.docx"}]
    rows = [{"clmc": "食品经营许可申请书", "kbbg": files}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.HOME, f"{HOST}/", front, sha256="ab12")
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=item_keys()[0])
    address = f"{HOST}/group1/M00/16/9E/rBAA1f8170.docx"
    archive.add(PageKind.FORM, address, front, item=item_keys()[0], sha256="ab12")

    [form] = first_of(assembled(archive)).guide.materials[0].blank_forms

    assert (form.file, form.failure) == (None, Failure.EMPTY_SHELL)


def test_a_completed_path_is_found_where_the_portal_s_script_completes_it(archive: Kept) -> None:
    files = [{"fileName": "申请书.docx", "filePath": "/group1/M00/16/9E/rBAA1f8170.docx"}]
    rows = [{"clmc": "食品经营许可申请书", "kbbg": files}]
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=item_keys()[0])
    whole = f"{HOST}/gateway/file/group1/M00/16/9E/rBAA1f8170.docx"
    archive.add(PageKind.FORM, whole, "姓名：", item=item_keys()[0])

    [form] = first_of(assembled(archive)).guide.materials[0].blank_forms

    assert form.target == Target(url=whole)
    assert form.file is not None


@pytest.mark.parametrize(("body", "failure", "sure"), [("姓名：", None, 1.0), (None, Failure.HTTP_4XX, 0.5)])
def test_a_file_that_a_viewer_shows_is_put_where_the_viewer_is_linked(
    archive: Kept, body: str | None, failure: Failure | None, sure: float
) -> None:
    link = f"<a href='/pdfjs/web/viewer.html?file={quote('/fs/4f2a90.pdf')}'>空白表格</a>"
    rows = f"<tr><td>食品经营许可申请书</td><td>{link}</td></tr>"
    page = GUIDE.format(name="食品经营许可核发（新办）", row="") + (
        f"<h2>申请材料</h2><table><tr><th>材料名称</th><th>空白表格</th></tr>{rows}</table>"
    )
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])

    archive.add(PageKind.FORM, f"{HOST}/fs/4f2a90.pdf", body, item=item_keys()[0], failure=failure)

    [form] = first_of(assembled(archive)).guide.materials[0].blank_forms

    assert (form.file is not None, form.target) == (body is not None, Target(url=f"{HOST}/fs/4f2a90.pdf"))
    assert form.reading.confidence == sure


def test_two_links_of_a_row_that_say_nothing_are_told_apart_by_the_names_of_their_files(archive: Kept) -> None:
    links = "<a href='/file/get?id=1'>下载</a> <a href='/file/get?id=2'>下载</a>"
    rows = f"<tr><td>食品经营许可申请书</td><td>1份</td><td>{links}</td></tr>"
    page = GUIDE.format(name="食品经营许可核发（新办）", row="") + (
        f"<h2>申请材料</h2><table><tr><th>材料名称</th><th>材料份数</th><th>表格下载</th></tr>{rows}</table>"
    )
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", page, item=item_keys()[0])
    for number, name in ((1, "样表.doc"), (2, "空表.doc")):
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        archive.add(
            PageKind.FORM, f"{HOST}/file/get?id={number}", "申请书", item=item_keys()[0], disposition=disposition
        )

    [material] = first_of(assembled(archive)).guide.materials

    assert [f.target and f.target.url for f in material.blank_forms] == [f"{HOST}/file/get?id=2"]
    assert [f.target and f.target.url for f in material.sample_forms] == [f"{HOST}/file/get?id=1"]


def _guess(number: int) -> str:
    return f"/data/www/site/files/2026/4f2a903{number}.docx"


def _rows(*numbers: int) -> str:
    cells = (f"""<a href="#" onclick="down('{_guess(n)}')">申请表{n}.docx</a>""" for n in numbers)
    rows = "".join(f"<tr><td>申请表{n}</td><td>{cell}</td></tr>" for n, cell in zip(numbers, cells, strict=True))
    return f"</table><table><tr><th>材料名称</th><th>空白表格</th></tr>{rows}"


@pytest.mark.parametrize("came", [0, 2, 3])
def test_a_file_that_is_not_where_a_script_was_handed_it_is_gone_only_where_most_others_are(
    archive: Kept, came: int
) -> None:
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=_rows(1, 2, 3, 4))
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=item_keys()[0])
    for number in range(1, 4):
        said = {"text": "姓名："} if number <= came else {"text": None, "failure": Failure.HTTP_4XX, "status": 404}
        text = said.pop("text")
        archive.add(PageKind.FORM, f"{HOST}{_guess(number)}", text, item=item_keys()[0], **said)  # type: ignore[arg-type]
    archive.add(
        PageKind.FORM, f"{HOST}{_guess(4)}", None, item=item_keys()[0], failure=Failure.HTTP_4XX, status=404, look=2
    )

    form = first_of(assembled(archive)).guide.materials[3].blank_forms[0]

    assert (form.failure, form.status) == (Failure.HTTP_4XX, 404)
    assert (form.reading.confidence == 1) == (came == 3)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/files/2026/4f2a9031.docx", True),
        ("/d?p=%2F2026%2F4f2a9031.docx", True),
        ("/files/2026/4f2a9032.docx", False),
        ("/files/2026/1.docx", False),
    ],
)
def test_a_file_is_found_where_a_click_showed_that_its_script_asks(archive: Kept, asked: str, found: bool) -> None:
    guide = GUIDE.format(name="食品经营许可核发（新办）", row=_rows(1))
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", guide, item=item_keys()[0])
    gone = {"item": item_keys()[0], "failure": Failure.HTTP_4XX, "status": 404}
    archive.add(PageKind.FORM, f"{HOST}{_guess(1)}", None, **gone)
    archive.add(PageKind.FORM, f"{HOST}{asked}", "姓名：", item=item_keys()[0])

    [form] = first_of(assembled(archive)).guide.materials[0].blank_forms

    assert (form.file is not None) == found
