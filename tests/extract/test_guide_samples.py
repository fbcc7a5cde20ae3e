"""Real material: a portal's guide page and an item library's answer (test input that is not part of the project)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import NO_GUIDE, read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
LABELS = read_labels((ROOT / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="missing on this machine: ../shared/samples"),
]


def read(path: str) -> ServiceGuide:
    page = parse((SAMPLES / path).read_bytes(), None, "http://127.0.0.1/guide", "e1")
    assert page is not None
    return read_guide([page], LABELS)


@pytest.fixture(scope="module")
def pingtan() -> ServiceGuide:
    return read("pingtan/pages/static_03_guide_FILLED.html")


@pytest.fixture(scope="module")
def guangxi() -> ServiceGuide:
    return read("guangxi/task_item_list1.json")


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("name", "政府投资房建类-立项用地规划许可阶段"),
        ("statutory_time_limit", "50个工作日"),
        ("promised_time_limit", "25个工作日（不含公示时间）"),
        ("case_type", "承诺件"),
        ("item_type", "行政许可"),
        ("service_target", "法人"),
        ("fee_status", "无"),
        ("consultation_phone", "0591-23121177"),
        ("place", "区行政服务中心大厅项目综合审批窗口"),
        ("hours", "工作日 8:15-12:00 14:00-17:30"),
        ("result_name", "《立项用地规划综合审查意见书》"),
        ("delivery", "窗口领取、邮政速递"),
    ],
)
def test_html_elements(pingtan: ServiceGuide, element: str, value: str) -> None:
    assert pingtan.read(element).value == value


def test_html_code_is_an_empty_label(pingtan: ServiceGuide) -> None:
    codes = [pingtan.read(e) for e in ("implementation_code", "handling_code", "basic_code", "local_code")]
    assert all(c.state is State.NOT_STATED for c in codes)
    assert [c.label for c in codes if c.label] == ["事项编码"]


def test_html_dead_links_are_no_forms(pingtan: ServiceGuide) -> None:
    assert pingtan.attachments == ()


def test_html_steps_are_text_and_the_picture_is_only_the_chart(pingtan: ServiceGuide) -> None:
    assert len(pingtan.steps) == 4
    assert pingtan.read("procedure").stated
    assert pingtan.read("flow_chart").stated
    assert "并联审批部门" in pingtan.steps[2].description.text


def test_html_blocks_of_text_and_materials(pingtan: ServiceGuide) -> None:
    assert pingtan.read("conditions").text.startswith("一、政府投资项目可行性研究报告批复")
    assert pingtan.legal_bases[0].clause.value == "第十一条"
    assert pingtan.materials[0].name.value == "立项用地规划许可阶段项目审批申请表"
    assert not pingtan.materials[0].read("material_type").stated


def test_html_everything_stated_has_a_place(pingtan: ServiceGuide) -> None:
    assert all(r.locator and r.quote for r in pingtan.readings.values() if r.stated)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("name", "固定资产投资项目节能审查"),
        ("implementation_code", "11450721MB155808114000104002000"),
        ("basic_code", "000104002000"),
        ("body_code", "11450721MB15580811"),
        ("statutory_time_limit", "20个工作日"),
        ("promised_time_limit", "5个工作日"),
        ("item_type", "行政许可"),
        ("case_type", "承诺件"),
        ("fee_status", "不收费"),
        ("level", "县级"),
        ("visits", "1"),
        ("consultation_phone", "0777—6428820"),
        ("hours", "工作日：上午9:00-12:00、下午14：00-17:00"),
    ],
)
def test_json_elements(guangxi: ServiceGuide, element: str, value: str) -> None:
    assert guangxi.read(element).value == value


def test_json_lists(guangxi: ServiceGuide) -> None:
    first = guangxi.legal_bases[0]
    assert (first.law.value, first.number.value, first.clause.value) == (
        "《固定资产投资项目节能办法》",
        "(2016年国家发改委令第44号)",
        "第三条",
    )
    assert guangxi.windows[0].phone.value == "0777-6428820"
    assert [m.name.value for m in guangxi.materials] == ["申请书", "节能报告"]
    assert len(guangxi.faqs) == 2


def test_json_bare_file_ids_are_forms_that_a_second_call_leads_to(guangxi: ServiceGuide) -> None:
    form = guangxi.materials[0].blank_forms[0]
    assert form.target is not None
    assert form.target.url.startswith("javascript:by_form(")
    assert (form.file, form.failure) == (None, None)
    assert guangxi.read("procedure").state is State.UNREAD


@pytest.mark.parametrize(
    "path",
    [
        "pingtan/pages/static_01_home.html",
        "pingtan/pages/static_06_download_zone.html",
        "pingtan/pages/static_foot_iframe.html",
        "sichuan/sczwfw_jiq_interface_item_tags_510100_p1.html",
    ],
)
def test_pages_that_are_no_guide(path: str) -> None:
    assert read(path).unread == NO_GUIDE
