"""A file that an answer carries in base64 (crawler/page/files/carried_file.py)."""

from __future__ import annotations

import base64
import json

import pytest

from crawler.domain.evidence import Target
from crawler.domain.records import FileKind
from crawler.extract.forms.file import read_form
from crawler.page.files.carried_file import file_in
from crawler.page.finds import AttachmentLink
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from crawler.page.learned.file_routes import FileRoutes

HOST = "http://zwfw.example.gov.cn"
FORM = b"{\\rtf1\\ansi " + b"Application form. Name: ______ Telephone: ______\\par " * 20 + b"}"
PACKED = base64.b64encode(FORM).decode()


def answer(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def test_the_file_in_an_answer_is_read_under_its_own_name() -> None:
    body = answer({"code": 200, "data": {"fileName": "取水许可申请表.rtf", "content": PACKED}})
    assert file_in(body) == (FORM, "取水许可申请表.rtf")
    form = read_form(body, evidence="e1", file_name="fj", content_type="application/json")
    assert (form.kind, form.opens, form.file_name) == (FileKind.RTF, True, "取水许可申请表.rtf")


@pytest.mark.parametrize(
    "packed",
    [f"data:application/rtf;base64,{PACKED}", PACKED.rstrip("="), base64.urlsafe_b64encode(FORM).decode()],
    ids=["address", "unpadded", "url-safe"],
)
def test_ways_to_write_it(packed: str) -> None:
    found = file_in(answer([{"file": packed}]))
    assert found == (FORM, None)


@pytest.mark.parametrize(
    "body",
    [
        answer({"a": PACKED, "b": base64.b64encode(FORM + b" ").decode()}),
        answer({"content": base64.b64encode(("无" * 400).encode()).decode()}),
        answer({"content": "A" * 400}),
        answer({"content": PACKED[:60]}),
        b"{" + b"x" * 400,
        FORM,
    ],
    ids=["two", "words", "nothing", "short", "no-json", "the-file-itself"],
)
def test_what_carries_no_file(body: bytes) -> None:
    assert file_in(body) is None


def test_a_call_that_was_answered_with_a_file_asks_for_the_others() -> None:
    def named(key: str) -> AttachmentLink:
        return AttachmentLink(
            text="空白表格", target=Target(url=f"javascript:down('{key}')"), locator="/a", file_name=None
        )

    routes = FileRoutes()
    target = Target(url=f"{HOST}/api/fj?key=4f2a90017c3d")
    told = JsonPage(data={"data": {"content": PACKED}}, text="", url=target.url, evidence="c1")
    routes.learn_call([Exchange(target=target, page=told)], [named("4f2a90017c3d")])
    found = routes.target(named("77ab12cd90e1"))
    assert found is not None
    assert found.url == f"{HOST}/api/fj?key=77ab12cd90e1"
