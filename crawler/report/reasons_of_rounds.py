"""Why a round was closed, a region is tried again, a delivery was refused (轮次、重试、交付)."""

from __future__ import annotations

import re

from crawler.domain.evidence import Failure
from crawler.report.reasons import reason_in
from crawler.report.words import FAILURE

_CHINESE = (
    (re.compile(r"every region is done"), "全部地区完成"),
    (re.compile(r"; of (\d+) not everything answered"), r"，其中 \1 个地区有地址未应答"),
    (re.compile(r"the deadline has come; "), "到达截止时间，"),
    (re.compile(r"(\d+) of (\d+) regions were not done:"), r"\2 个地区中有 \1 个未完成："),
    (re.compile(r"the scheduler did not run between its opening and its deadline"), "从开启到截止期间调度器没有运行"),
    (re.compile(r"round (\S+) took its place"), r"由轮次 \1 取代"),
    (re.compile(r"(\d+) addresses failed in passing:"), r"\1 个地址暂时失败："),
    (re.compile(r"attempt (\d+) did not come back within (\d+) days"), r"第 \1 次派发 \2 天内没有返回"),
    (re.compile(r"(\d+) visits of (\d+) days are to be judged"), r"\2 天共 \1 次访问待判定"),
    (re.compile(r"^attempt (\d+)"), r"第 \1 次"),
    (re.compile(r"its time has come, `schedule run` opens it at once"), "已过开启时间，schedule run 将立即开启"),
    (re.compile(r"^opens (?=\d)"), "开启时间 "),
    (re.compile(r"nothing came back"), "没有取得任何内容"),
    # Deliveries.
    (re.compile(r"^RefusedError: "), ""),
    (re.compile(r"^cut off$"), "发送中断"),
    (re.compile(r"the receiver neither wants a file nor gives a receipt"), "接收方既不要文件也不给回执"),
    (re.compile(r"the receiver wants (.*), which the manifest does not list"), r"接收方要 \1，清单文件里没有"),
    (
        re.compile(r"(\S+) was let go after its receipt; `outbox put` makes it again"),
        r"\1 在收到回执后已删除；用 outbox put 重新生成",
    ),
    (re.compile(r"the receiver still lacks files after (\d+) offers"), r"提供 \1 次后接收方仍缺文件"),
    (re.compile(r"(\S+): the answer is no JSON"), r"\1：应答不是 JSON"),
    (re.compile(r"the receipt is for something else"), "回执对应的是别的内容"),
    (re.compile(r"^(\S+): status (\d+)"), r"\1：状态码 \2"),
    (re.compile(r"^by (\S+)$"), r"由轮次 \1 取代"),
)  # fmt: skip
_COUNTED = re.compile(rf"\b({'|'.join(one.value for one in Failure)})(?= × \d)")


def reason_of_round(reason: str, lang: str) -> str:
    """A reason of the calendar as its reader speaks; one that a region gave is among those of the gathering."""
    if lang == "en":
        return reason_in(reason, lang)
    for pattern, words in _CHINESE:
        reason = pattern.sub(words, reason)
    reason = _COUNTED.sub(lambda found: FAILURE[Failure(found[0])].zh, reason)
    return reason_in(reason, lang)
