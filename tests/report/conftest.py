"""A region sheet written by hand, with one finding that tries to break out of its page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.domain.check import Severity, Subject
from crawler.domain.indicator import ObservationStatus
from crawler.report.sheet import (
    Excerpt,
    FindingLine,
    Gap,
    HostLine,
    IndicatorLine,
    PageText,
    Picture,
    RegionSheet,
    Undecided,
    by_department,
)

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = "</bdi></blockquote><script>alert(1)</script><img src=x onerror=alert(2)>]]>\"'&lt;{{ 7*7 }}\u202e反\u2066"


def line(number: int, **changed: object) -> FindingLine:
    values: dict[str, object] = {
        "finding": f"f{number:04}",
        "severity": Severity.MAJOR,
        "indicator": "GUIDE.5.3",
        "indicator_name": "收费一致",
        "check": "fee.contradiction",
        "check_version": 1,
        "department": "云溪省自然资源厅",
        "item_key": "11990001",
        "item_code": "11990001MB1A2B3C4D4000115001000",
        "item_name": "不动产权属证书补发",
        "subject": Subject.SERVICE_GUIDE,
        "subject_name": None,
        "element": "fee_status",
        "message": "写明“不收费”，收费标准却写着“80元/件”。",
        "suggestion": "核对是否收费：不收费的删去收费标准；收费的改正收费状态。",
        "quote": "是否收费：不收费",
        "url": "http://127.0.0.1:9001/guide/11990001",
        "locator": "/html/body/div[2]/table/tr[9]/td",
        "evidence": f"e{number:04}",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "warc": "evidence/2026Q4-1/990001/pages-00001.warc.gz",
        "offset": 183_402,
        "captured_at": AT,
        "excerpt": Excerpt(before="收费信息\n", quote="是否收费：不收费", after="\n收费标准：80元/件"),
    }
    return FindingLine(**(values | changed))  # type: ignore[arg-type]


@pytest.fixture
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def sheet() -> RegionSheet:
    findings = [
        line(1),
        line(
            2, severity=Severity.MINOR, check="time_limit.form", element="promised_time_limit", quote=None, excerpt=None
        ),
        line(3, department=None, item_key="k3", item_name=None, item_code=None, severity=Severity.INFO),
        line(
            4,
            severity=Severity.CRITICAL,
            department=None,
            item_key=None,
            item_code=None,
            item_name=None,
            subject=Subject.ITEM_LIST,
            message="清单写明共 45 项，实际可到达 43 项。",
        ),
        line(
            5,
            department=HOSTILE,
            item_name=HOSTILE,
            item_key="k5",
            message=HOSTILE,
            suggestion=HOSTILE,
            quote=HOSTILE,
            url="javascript:alert(3)//http://x",
            locator=HOSTILE,
            subject=Subject.MATERIAL,
            subject_name=HOSTILE,
            excerpt=Excerpt(before=HOSTILE, quote=HOSTILE, after=HOSTILE),
        ),
        line(
            6,
            department="云溪省市场监督管理局",
            item_key="k6",
            item_name="食品生产许可",
            message='=HYPERLINK("http://x","点")',
            quote="+1",
            screenshot="shots/e0006.png",
        ),
    ]
    share = IndicatorLine(
        primary="办事指南准确度",
        secondary="收费信息",
        code="GUIDE.5.3",
        name="收费一致",
        status=ObservationStatus.PARTIAL,
        value=38 / 40,
        lower=38 / 42,
        upper=40 / 42,
        numerator=38,
        denominator=40,
        undecided=2,
        findings=2,
    )
    return RegionSheet(
        round="2026Q4",
        region="990001",
        name="云溪省",
        portal="http://127.0.0.1:9001/",
        system="一体化政务服务能力观测指标",
        system_version="1",
        run="2026Q4-1",
        complete=False,
        reason="读到 43 项，门户写明 45 项",
        captured_from=AT,
        captured_to=AT,
        items=43,
        guides=42,
        indicators=(
            IndicatorLine(
                primary="在线服务成效度",
                secondary="服务满意",
                code="EFF.4.2",
                name="减跑动",
                status=ObservationStatus.OBSERVED,
                value=0.4,
                is_share=False,
                numerator=40,
                denominator=40,
            ),
            IndicatorLine(primary="服务事项覆盖度", secondary="事项清单公布情况", code="COV.1.4", name="部门覆盖"),
            share,
        ),
        departments=by_department(findings),
        gaps=(Gap(reason="访问超时", count=2, examples=("http://127.0.0.1:9001/guide/7", HOSTILE)),),
        undecided=(Undecided(reason="收费信息是图片", count=2, checks=("收费状态",), subjects=("甲", "乙")),),
        hosts=(HostLine(host="127.0.0.1:9001", requests=131, fetched=128, failed=2, skipped=1, size=4_812_331),),
        texts=(PageText(evidence="e0002", url="http://127.0.0.1:9001/guide/2", text=HOSTILE),),
        pictures=(Picture(evidence="e0006", url="http://127.0.0.1:9001/guide/6", data=PIXEL),),
    )
