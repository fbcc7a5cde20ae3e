"""What the archive of a two-level catalogue comes down to: no main items, and the forms of form pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.assembly.region import RegionRecords
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.extract.labels.dictionary import read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = "http://zwfw.yunxi.gov.cn"
LABELS = ("受理条件", "办理流程", "咨询电话", "办理地点", "承诺办结时限", "设定依据")


class _Archive:
    def __init__(self, *pages: tuple[PageKind, str, str, str | None]) -> None:
        self._pages = {f"e{n}": page for n, page in enumerate(pages)}

    def evidence(self) -> Iterable[Evidence]:
        for id_, (kind, path, _, item) in self._pages.items():
            yield Evidence(
                id=id_, region="990001", kind=kind, target=Target(url=HOST + path), state=FetchState.FETCHED,
                status=200, item=item, attempts=1,
                content_type="application/json" if self._pages[id_][2][:1] == "[" else "text/html; charset=utf-8",
            )  # fmt: skip

    def payload(self, evidence: Evidence) -> bytes:
        return self._pages[evidence.id][2].encode()


def test_main_items_are_no_items_and_the_forms_of_a_form_page_are_the_guides() -> None:
    mains = "".join(f"<div><a href='/main?catalogCode=c{n}'>第{n}类许可证办理</a></div>" for n in range(3))
    rows = "<tr><td>{0}号许可证变更</td><td>A0{0}</td><td><a href='/guide?id={0}'>办事指南</a></td></tr>"
    table = "<table><tr><th>事项名称</th><th>实施编码</th><th>操作</th></tr>{}</table>"
    guide = "<h1>1号许可证变更</h1><a href='/forms?id=1'>表格下载</a>" + "".join(
        f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS
    )
    archive = _Archive(
        (PageKind.HOME, "/", "<p>云溪政务</p>", None),
        (PageKind.LIST, "/list", mains, None),
        *((PageKind.LIST, f"/main?catalogCode=c{n}", table.format(rows.format(n)), None) for n in range(3)),
        (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
        (PageKind.FORM, "/forms?id=1", "<ul><li><a href='/file?fileId=9'>申请表.doc</a></li></ul>", "A01"),
    )
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    found = {i.item_code: i for i in RegionRecords(archive, profile, read_labels(catalogue.labels_text())).items()}
    assert set(found) == {"A00", "A01", "A02"}
    assert [a.target and a.target.url for a in found["A01"].guide.attachments] == [f"{HOST}/file?fileId=9"]


def test_a_download_call_is_read_with_the_script_that_defines_it_and_stays_unread_without() -> None:
    guide = "<h1>1号许可证变更</h1>" + "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
    guide += "<table><tr><th>材料名称</th><th>空白表格</th></tr>"
    guide += "<tr><td>申请表</td><td><a href=\"javascript:getDoc('31')\">下载</a></td></tr></table>"
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    pages = (
        (PageKind.HOME, "/", "<p>云溪政务</p>", None),
        (PageKind.LIST, "/list", listed, None),
        (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
    )
    script = (PageKind.FRAGMENT, "/js/b.js", "function getDoc(i){ window.open('/servlet/out?no=' + i); }", "A01")
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())
    for archive, url in (
        (_Archive(*pages, script), f"{HOST}/servlet/out?no=31"),
        (_Archive(*pages), "javascript:getDoc('31')"),
    ):
        [item] = RegionRecords(archive, profile, labels).items()
        assert [a.target and a.target.url for a in item.guide.attachments] == [url]


def test_a_page_of_attachments_that_says_it_has_none_is_no_form_that_fails() -> None:
    guide = "<h1>1号许可证变更</h1><table><tr><th>材料名称</th><th>空白表格</th></tr>"
    guide += "<tr><td>申请表</td><td><a href='/attach/1.html'>附件下载</a></td></tr></table>"
    guide += "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())
    for said, kept in (("暂无附件", 0), ("页面走丢", 1)):
        archive = _Archive(
            (PageKind.HOME, "/", "<p>云溪政务</p>", None),
            (PageKind.LIST, "/list", listed, None),
            (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
            (PageKind.FORM, "/attach/1.html", f"<h2>附件</h2><p>所属事项：1号许可证变更</p><p>{said}</p>", "A01"),
        )
        [item] = RegionRecords(archive, profile, labels).items()
        assert len(item.guide.attachments) == kept


def test_files_that_two_requests_with_one_identifier_bring_are_told_by_what_else_their_links_hand_over() -> None:
    cells = "<td><button data-m='w10001'{}>查看</button></td><td><button data-m='w10001'{}>查看</button></td>"
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())

    def read(first: str, second: str, asked: tuple[int, ...] = (1, 2)) -> tuple[list[str | None], list[str | None]]:
        guide = "<h1>1号许可证变更</h1><table><tr><th>材料名称</th><th>空白表格</th><th>示例样表</th></tr>"
        guide += f"<tr><td>变更申请表</td>{cells.format(first, second)}</tr></table>"
        guide += "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
        files = (
            (PageKind.FORM, f"/files?of=w10001&use={n}", f'[{{"url": "/f/{n}.docx", "name": "{n}.docx"}}]', "A01")
            for n in asked
        )
        archive = _Archive(
            (PageKind.HOME, "/", "<p>云溪政务</p>", None),
            (PageKind.LIST, "/list", listed, None),
            (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
            *files,
        )
        [item] = RegionRecords(archive, profile, labels).items()
        [material] = item.guide.materials
        blanks, samples = material.blank_forms, material.sample_forms
        assert all(a.target is not None or a.reading.unread for a in (*blanks, *samples))
        return tuple([a.target and a.target.url for a in forms] for forms in (blanks, samples))  # type: ignore[return-value]

    assert read(" data-k='1'", " data-k='2'") == ([f"{HOST}/f/1.docx"], [f"{HOST}/f/2.docx"])
    assert read(" data-k='1'", " data-k='2'", (1,)) == ([f"{HOST}/f/1.docx"], [None])
    assert read("", "") == ([None], [None])


def test_the_path_of_a_servlet_that_brings_all_files_tells_none_of_them() -> None:
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())
    sheets = ("name,no\n1,2\n", "name,no\n3,4\n")

    def read(own: str, *asked: str) -> list[str | None]:
        guide = "<h1>1号许可证变更</h1><table><tr><th>材料名称</th><th>空白表格</th></tr>"
        guide += f"<tr><td>变更申请表</td><td><a href='#' onclick=\"down('{own}')\">下载</a></td></tr></table>"
        guide += "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
        archive = _Archive(
            (PageKind.HOME, "/", "<p>云溪政务</p>", None),
            (PageKind.LIST, "/list", listed, None),
            (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
            *((PageKind.FORM, one, sheet, "A01") for one, sheet in zip(asked, sheets, strict=False)),
        )
        [item] = RegionRecords(archive, profile, labels).items()
        return [a.file.evidence if a.file else None for a in item.guide.attachments]

    assert read("/d/get/file.do?no=b71a", "/d/get/file.do?no=s88c", "/d/get/file.do?no=s71a") == [None]
    assert read("/d/2026/b71a02.docx", "/files/d/2026/b71a02.docx", "/files/d/2026/s71a02.docx") == ["e3"]


def test_a_button_that_is_named_after_a_file_opens_the_one_file_of_that_name_that_an_answer_tells_of() -> None:
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    guide = "<h1>1号许可证变更</h1><table><tr><th>材料名称</th><th>空白表格</th></tr>"
    guide += "<tr><td>变更申请书</td><td><button title='变更申请书.docx'>下载空表</button></td></tr></table>"
    guide += "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())

    def read(*files: tuple[str, str]) -> list[tuple[str, str | None]]:
        told = [{"rowId": f"77{n}", "files": [{"fileId": i, "fileName": w}]} for n, (i, w) in enumerate(files)]
        archive = _Archive(
            (PageKind.HOME, "/", "<p>云溪政务</p>", None),
            (PageKind.LIST, "/list", listed, None),
            (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
            (PageKind.API, "/api/files?of=1", json.dumps(told), "A01"),
            *((PageKind.FORM, f"/get?fileId={i}", "name,no\n1,2\n", "A01") for i, _ in files),
        )
        [item] = RegionRecords(archive, profile, labels).items()
        [material] = item.guide.materials
        return [(a.name, a.target.url if a.target else None) for a in material.blank_forms]

    own, other = ("4f2a90317bc1", "变更申请书.docx"), ("88c1d204ee07", "承诺书.docx")
    assert read(own, other) == [("变更申请书.docx", f"{HOST}/get?fileId=4f2a90317bc1")]
    [(_, url)] = read(other)
    assert url is not None
    assert url.startswith("javascript:click")
    [(_, url)] = read(own, ("88c1d204ee07", "变更申请书.docx"))
    assert url is not None
    assert url.startswith("javascript:click")


def test_the_specimen_of_a_result_is_no_form_though_the_part_that_shows_it_came_twice() -> None:
    listed = "<table><tr><th>事项名称</th><th>实施编码</th></tr>"
    listed += "<tr><td><a href='/guide?id=1'>1号许可证变更</a></td><td>A01</td></tr></table>"
    guide = "<h1>1号许可证变更</h1>" + "".join(f"<h3>{label}</h3><p>见窗口说明。</p>" for label in LABELS)
    part = "<table><tr><th>审批结果名称</th><td>许可证</td></tr>"
    part += "<tr><th>{}</th><td><a href='/get?fileId=71'>查看样本</a></td></tr></table>"
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal=f"{HOST}/")
    labels = read_labels(catalogue.labels_text())

    def offered(label: str) -> int:
        archive = _Archive(
            (PageKind.HOME, "/", "<p>云溪政务</p>", None),
            (PageKind.LIST, "/list", listed, None),
            (PageKind.GUIDE, "/guide?id=1", guide, "A01"),
            (PageKind.FRAGMENT, "/part?id=1&t=1", part.format(label), "A01"),
            (PageKind.FRAGMENT, "/part?id=1&t=1&again=1", f"<div>{part.format(label)}</div>", "A01"),
        )
        [item] = RegionRecords(archive, profile, labels).items()
        return len(item.guide.attachments)

    assert offered("审批结果样本") == 0
    assert offered("申请书样本") == 1
