"""What the calendar, the queue and the outbox say is told in Chinese too."""

from __future__ import annotations

import pytest

from crawler.report.reasons_of_rounds import reason_of_round


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("every region is done; of 2 not everything answered", "全部地区完成，其中 2 个地区有地址未应答"),
        ("7 addresses failed in passing: timeout × 3, not asked × 4", "7 个地址暂时失败： 访问超时 × 3, 没有请求 × 4"),
        ("by R2", "由轮次 R2 取代"),
        ("nothing came back", "没有取得任何内容"),
        ("RefusedError: manifest.json: status 503", "manifest.json：状态码 503"),
        ("RefusedError: the receipt is for something else", "回执对应的是别的内容"),
        # What a region's own reason says is not taken for a word of the calendar.
        ("the guide opens by a script that could not be read", "办事指南由脚本打开，未能读出入口"),
        ("3 items found, at least 10 expected", "找到 3 个事项，预期至少 10 个"),
    ],
)
def test_a_reason_of_a_round_in_chinese(written: str, read: str) -> None:
    assert reason_of_round(written, "zh") == read
    assert reason_of_round(written, "en") == written
