"""A guide that is an office file: from the archive to its record, and under `inspect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.assembly.region import RegionRecords
from crawler.demo import office
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import GuideState, ListedItem
from crawler.extract.labels.dictionary import read_labels
from crawler.inspection import Kind, inspect_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LABELS = read_labels(catalogue.labels_text())
GUIDE = office.FormSpec(
    title="养犬登记办事指南",
    rows=(
        ("事项名称", "养犬登记"),
        ("事项类型", "行政许可"),
        ("设定依据", "《溪阳市养犬管理条例》第九条：养犬应当登记。"),
        ("受理条件", "犬只已经免疫"),
        ("办理流程", "申请→受理→审查→决定"),
        ("办理地点", "听涛路8号二楼3号窗口"),
        ("咨询电话", "0999-8123456"),
        ("承诺办结时限", "待定"),
    ),
)
FORM = office.FormSpec(
    title="养犬登记申请表", rows=(("申请人", ""), ("联系电话", ""), ("办理地点", ""), ("申请条件", "符合"))
)


class _Archive:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def evidence(self) -> Iterator[Evidence]:
        yield Evidence(
            id="e1",
            region="1",
            kind=PageKind.GUIDE,
            target=Target(url="http://a.example/g.doc"),
            state=FetchState.FETCHED,
            item="k",
            attempts=1,
            content_type="application/msword",
        )

    def payload(self, _: Evidence) -> bytes:
        return self._body


def _item(body: bytes) -> tuple[GuideState, str | None, Reading]:
    name = Reading(element="name", state=State.STATED, value="养犬登记", evidence="l", locator="/")
    row = ListedItem(key="k", name=name, target=Target(url="http://a.example/g.doc"))
    profile = PortalProfile(code="1", name="甲县", level=Level.OTHER, portal="http://a.example/")
    item = RegionRecords(_Archive(body), profile, LABELS).item(row)
    assert item.row is not None
    return item.row.guide_state, item.guide.unread, item.guide.read("place")


@pytest.mark.parametrize("make", [office.make_doc, office.make_docx, office.make_pdf])
def test_file_is_read_as_the_items_guide(make: Callable[[office.FormSpec], bytes]) -> None:
    state, unread, place = _item(make(GUIDE))

    assert (state, unread, place.value) == (GuideState.OPENED, None, "听涛路8号二楼3号窗口")
    assert place.locator not in {None, "/"}


def test_file_that_cannot_be_read_leaves_the_guide_unread() -> None:
    state, unread, place = _item(office.make_image_pdf(GUIDE))

    assert state is GuideState.UNDECIDED
    assert unread is not None
    assert unread.startswith("office file: ")
    assert place.unread


def test_inspect_tells_a_guide_from_a_form(tmp_path: Path) -> None:
    (tmp_path / "guide.docx").write_bytes(office.make_docx(GUIDE))
    (tmp_path / "form.docx").write_bytes(office.make_docx(FORM))

    guide = inspect_file(tmp_path / "guide.docx", base_url="http://a.example/g", kind=None, labels=LABELS)
    form = inspect_file(tmp_path / "form.docx", base_url="http://a.example/f", kind=None, labels=LABELS)
    asked = inspect_file(tmp_path / "guide.docx", base_url="http://a.example/g", kind=Kind.FORM, labels=LABELS)

    assert (guide.kind, form.kind, asked.kind) == (Kind.GUIDE, Kind.FORM, Kind.FORM)
    found = {v.check: v.defects[0].about.locator or "" for v in guide.verdicts if v.defects}
    assert found["service_guide.placeholder"].endswith("w:tr[8]/w:tc[2]")
