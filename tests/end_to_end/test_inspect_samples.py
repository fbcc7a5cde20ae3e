"""`inspect` over real pages and files that nobody on the project wrote. They stay where they are: nothing is copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.cli.looking import document
from crawler.domain.check import Outcome
from crawler.domain.elements import State
from crawler.domain.records import Counts, FileKind
from crawler.extract.labels.dictionary import read_labels
from crawler.inspection import Inspection, Kind, inspect_file

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.samples

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

FORMS = {
    "pingtan/forms/RELATED_SY_FOODLIC_shipin_jingying.docx": FileKind.DOCX,
    "pingtan/forms/chengnuoshu_20160201095556.doc": FileKind.DOC,
    "pingtan/forms/docx_named_doc_bdcquery.doc": FileKind.DOCX,
    "pingtan/forms/guide_itemdetail_template.doc": FileKind.DOC,
    "pingtan/forms/item_list_columns.xls": FileKind.XLS,
    "pingtan/forms/nearly_empty_BFBDCQZSHBDCDJZMSPB.doc": FileKind.DOC,
    "pingtan/forms/qyzg.xlsx": FileKind.XLSX,
    "pingtan/forms/企业注销登记申请书.docx": FileKind.DOCX,
    "pingtan/forms/出租汽车驾驶员从业资格证申请表（模板）.doc": FileKind.DOC,
    "pingtan/forms/出租汽车驾驶员从业资格证申请表（模板）.docx": FileKind.DOCX,
    "pingtan/forms/职工基本医疗保险参保登记表（样表）.xlsx": FileKind.XLSX,
    "pingtan/forms/职工基本医疗保险参保登记表（空表）.xlsx": FileKind.XLSX,
    "shenzhen/forms/chaoxian_kangzhen_shenbaobiao_shili.doc": FileKind.DOC,
    "shenzhen/forms/ranqi_jingying_xukezheng_result_sample.doc": FileKind.DOC,
    "shenzhen/forms/ranqi_yujing_beian_shenqingbiao_blank.doc": FileKind.DOC,
}


@pytest.fixture
def inspected(needed: Callable[[str, bool], None]) -> Callable[[str], Inspection]:
    needed("../shared/samples, real pages beside the checkout", SAMPLES.is_dir())
    labels = read_labels(catalogue.labels_text())

    def look(name: str) -> Inspection:
        return inspect_file(SAMPLES / name, base_url="http://127.0.0.1/page", kind=None, labels=labels)

    return look


def _outcome(found: Inspection, check: str) -> Outcome:
    return next(v.outcome for v in found.verdicts if v.check == check)


def test_a_filled_guide_page(inspected: Callable[[str], Inspection]) -> None:
    found = inspected("pingtan/pages/static_03_guide_FILLED.html")
    assert found.item is not None
    guide = found.item.guide

    assert found.kind is Kind.GUIDE
    assert guide.read("name").value == "政府投资房建类-立项用地规划许可阶段"
    assert found.item.item_code is None
    assert guide.read("implementation_code").state is State.NOT_STATED
    assert guide.read("basic_code").state is State.NOT_STATED
    assert guide.read("statutory_time_limit").value == "50个工作日"
    assert guide.read("promised_time_limit").value == "25个工作日（不含公示时间）"
    assert guide.read("case_type").value == "承诺件"
    assert guide.read("item_type").value == "行政许可"
    assert guide.read("fee_status").value == "无"
    assert len(guide.steps) == 4
    assert guide.attachments == ()
    assert _outcome(found, "fee.status") is Outcome.FAILED
    assert _outcome(found, "service_guide.procedure") is Outcome.PASSED
    assert _outcome(found, "time_limit.promise_within_statutory") is Outcome.PASSED
    assert _outcome(found, "time_limit.form") is Outcome.PASSED


def test_a_guide_that_is_json_is_judged_like_any_other(inspected: Callable[[str], Inspection]) -> None:
    found = inspected("guangxi/task_item_list1.json")
    assert found.item is not None
    guide = found.item.guide

    assert found.kind is Kind.GUIDE
    assert guide.read("name").value == "固定资产投资项目节能审查"
    assert guide.read("basic_code").value == "000104002000"
    assert guide.read("implementation_code").value == "11450721MB155808114000104002000"
    assert guide.read("statutory_time_limit").value == "20个工作日"
    assert guide.read("promised_time_limit").value == "5个工作日"
    first = guide.legal_bases[0]
    assert (first.law.value, first.number.value, first.clause.value) == (
        "《固定资产投资项目节能办法》",
        "(2016年国家发改委令第44号)",
        "第三条",
    )
    assert guide.windows[0].phone.value == "0777-6428820"
    assert [m.name.value for m in guide.materials] == ["申请书", "节能报告"]
    assert _outcome(found, "service_guide.materials") is Outcome.PASSED
    assert _outcome(found, "code.credit_code") is Outcome.PASSED


def test_a_list_without_any_href(inspected: Callable[[str], Inspection]) -> None:
    found = inspected("sichuan/sczwfw_jiq_interface_item_tags_510100_p1.html")
    assert found.listed is not None
    addresses = [row.target.url for row in found.listed.items if row.target]
    totals = {(t.value, t.counts) for t in found.listed.totals}

    assert found.kind is Kind.LIST
    assert len(addresses) == len(set(addresses)) == 30
    assert all("ywTransToDetail" in address for address in addresses)
    assert {(663, Counts.ITEMS), (26, Counts.PAGES), (651, Counts.ONLINE_ITEMS), (384, Counts.MAIN_ITEMS)} <= totals


@pytest.mark.parametrize(("name", "kind"), FORMS.items(), ids=FORMS)
def test_every_form_file(inspected: Callable[[str], Inspection], name: str, kind: FileKind) -> None:
    found = inspected(name)
    assert found.form is not None

    assert found.kind is Kind.FORM
    assert found.form.kind is kind
    assert found.form.opens is True
    assert found.form.text


def test_a_form_with_no_form_in_it(inspected: Callable[[str], Inspection]) -> None:
    found = inspected("pingtan/forms/nearly_empty_BFBDCQZSHBDCDJZMSPB.doc")
    assert found.form is not None

    assert (found.form.text or "").strip() == "Xx"
    assert any(d.quote == "Xx" or d.about.quote == "Xx" for v in found.verdicts for d in v.defects)


def test_placeholders_left_in_a_form_are_reported(inspected: Callable[[str], Inspection]) -> None:
    found = inspected("pingtan/forms/出租汽车驾驶员从业资格证申请表（模板）.docx")
    clean = inspected("pingtan/forms/出租汽车驾驶员从业资格证申请表（模板）.doc")

    assert _outcome(found, "form.blank_is_blank") is Outcome.FAILED
    assert any("applyuser" in str(one["quote"]) for one in document(found, "zh")["findings"])  # type: ignore[attr-defined]
    assert _outcome(clean, "form.blank_is_blank") is Outcome.PASSED
