"""Files that a call for each material brings: asked for guides that came before and after the call was learned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from spiders.platforms import row_files
from spiders.platforms.guide_files import GuideFiles
from spiders.platforms.row_files import RowFiles
from spiders.platforms.walking import Errand, Look

if TYPE_CHECKING:
    import pytest

    from crawler.page.finds import AttachmentLink

API = "http://zwfw.yunxi.gov.cn/api"


def papers(number: int) -> tuple[Errand, JsonPage]:
    url = f"{API}/papers?case=case-000{number}"
    data = {"papers": [{"title": "申请表", "no": f"p-{number}0001"}]}
    page = JsonPage(data=data, text=json.dumps(data), url=url, evidence=f"e{number}")
    return Errand(target=Target(url=url), kind=PageKind.FRAGMENT, item=f"i{number}"), page


def files(number: int) -> Exchange:
    url = f"{API}/files?of=p-{number}0001"
    data: list[dict[str, Any]] = [{"fileId": f"f-{number}00001", "fileName": "申请表.docx"}]
    return Exchange(target=Target(url=url), page=JsonPage(data=data, text=json.dumps(data), url=url, evidence="f"))


def rendered(number: int) -> Errand:
    url = f"http://zwfw.yunxi.gov.cn/#/show?no=case-000{number}"
    return Errand(target=Target(url=url), kind=PageKind.GUIDE, item=f"i{number}", render=True)


def test_guides_that_came_before_and_after_are_asked_for_once() -> None:
    rows = RowFiles()
    assert not list(rows.met(*papers(2)))
    errand, page = papers(1)
    made = [Exchange(target=errand.target, page=page), files(1)]
    first = list(rows.shown(rendered(1), None, made, lambda one: bool(one.attachments())))
    assert [(e.item, e.kind, e.parent, e.target.url) for e in first] == [
        ("i2", PageKind.FORM, "e2", f"{API}/files?of=p-20001")
    ]
    [later] = rows.met(*papers(3))
    assert (later.item, later.target.url) == ("i3", f"{API}/files?of=p-30001")
    assert not list(rows.met(*papers(2)))


def test_a_guide_that_asked_for_two_kinds_of_files_is_asked_for_both_as_the_others_are() -> None:
    rows = RowFiles()
    errand, page = papers(1)
    of = files(1)
    kinds = [Exchange(target=Target(url=f"{of.target.url}&use={n}"), page=of.page) for n in (1, 2)]
    made = [Exchange(target=errand.target, page=page), *kinds]
    found = list(rows.shown(rendered(1), None, made, lambda one: bool(one.attachments())))
    assert [e.target for e in found] == [kind.target for kind in kinds]
    assert len(list(rows.met(*papers(2)))) == 2


def test_rows_beyond_a_bound_are_left_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that nobody asked for has no answer that says that it has no files."""
    rows = RowFiles()
    errand, page = papers(1)
    list(rows.shown(rendered(1), None, [Exchange(target=errand.target, page=page), files(1)], lambda _: True))

    def many(number: int) -> list[bool]:
        other, _ = papers(number)
        data = {"papers": [{"title": "申请表", "no": f"p-{number}{n:04}"} for n in range(50)]}
        page = JsonPage(data=data, text=json.dumps(data), url=other.target.url, evidence=f"e{number}")
        return [one.skip is None for one in rows.met(other, page)]

    assert many(2) == [True] * 40 + [False] * 10
    monkeypatch.setattr(row_files, "_MANY", 45)
    assert many(3) == [True] * 12 + [False] * 38


def test_a_page_read_again_with_its_scripts_tells_how_files_are_asked_for() -> None:
    def part(target: Target, kind: PageKind, of: Errand, parent: str, skip: str | None) -> list[Errand]:
        return [Errand(target=target, kind=kind, parent=parent, item=of.item, skip=skip)]

    guides = GuideFiles(lambda _: None, part, may_render=True)  # type: ignore[arg-type]
    errand = rendered(1)
    evidence = Evidence(
        id="g", region="990001", kind=PageKind.GUIDE, target=errand.target, state=FetchState.FETCHED, via=Via.BROWSER
    )
    list(guides.shown(errand, Look(evidence=evidence, body=b""), None, [files(1)], failed=False))
    text = "<html><body><a href='/out/f-100001'>申请表.docx</a></body></html>"
    list(guides.read_again(errand, Page(text=text, url=errand.target.url, evidence="g")))
    other = files(2).page
    assert isinstance(other, JsonPage)
    [asked] = guides.of(Errand(target=Target(url=other.url), kind=PageKind.FORM, item="i2"), other)
    assert asked.target.url == "http://zwfw.yunxi.gov.cn/out/f-200001"


def test_a_row_of_any_size_with_its_own_identifier_and_the_name_of_a_document_is_a_file() -> None:
    row = {"fileId": "900001", "fileName": "申请表.docx", "bizId": "77", **{f"k{n}": n for n in range(7)}}

    def named(data: Any) -> list[AttachmentLink]:
        page = JsonPage(data=data, text=json.dumps(data), url=API, evidence="e")
        return list(page.attachments())

    [file] = named({"data": [row]})
    assert (file.text, file.target) == ("申请表.docx", Target(url="javascript:file(900001)"))
    assert not named({"data": [{**row, "fileName": "申请表"}]})
    assert not named({"data": [{**row, "attachId": "900002"}]})


def test_the_specimen_of_a_result_is_no_form_that_was_missed() -> None:
    def part(target: Target, kind: PageKind, of: Errand, parent: str, skip: str | None) -> list[Errand]:
        return [Errand(target=target, kind=kind, parent=parent, item=of.item, skip=skip)]

    guides = GuideFiles(lambda _: None, part, may_render=False)  # type: ignore[arg-type]
    url = f"{API}/guide?case=case-0001"
    told = [{"fileId": "f-700001", "fileName": "渡口证.jpg"}]
    cases = (("resultSample", told, 0), ("attachList", told, 1), ("resultSampleId", "9e2b07c1d4f7", 0))
    for key, value, missed in (*cases, ("sampleId", "9e2b07c1d4f7", 1)):
        page = JsonPage(data={"name": "渡口证核发", key: value}, text="", url=url, evidence="e")
        came = [*guides.came(Errand(target=Target(url=url), kind=PageKind.GUIDE, item=key), page), *guides.at_last()]
        assert len([one for one in came if one.skip]) == missed


def test_a_button_that_is_named_after_a_file_of_an_answer_is_no_form_that_was_missed() -> None:
    def part(target: Target, kind: PageKind, of: Errand, parent: str, skip: str | None) -> list[Errand]:
        return [Errand(target=target, kind=kind, parent=parent, item=of.item, skip=skip)]

    errand = rendered(1)
    evidence = Evidence(
        id="g", region="990001", kind=PageKind.GUIDE, target=errand.target, state=FetchState.FETCHED, via=Via.BROWSER
    )
    for named, missed in (("申请表.docx", 0), ("承诺书.docx", 1)):
        guides = GuideFiles(lambda _: None, part, may_render=True)  # type: ignore[arg-type]
        text = f"<table><tr><th>空白表格</th></tr><tr><td><button title='{named}'>下载空表</button></td></tr></table>"
        page = Page(text=f"<html><body>{text}</body></html>", url=errand.target.url, evidence="g")
        list(guides.shown(errand, Look(evidence=evidence, body=b""), page, [files(1)], failed=False))
        assert len([one for one in guides.came(errand, page) if one.skip]) == missed
