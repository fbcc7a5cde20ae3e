"""What the console says, Chinese first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Outcome, Text
from crawler.domain.elements import State
from crawler.standing import Now

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Mapping[str, Text] = {
    "title": Text("办事指南检查控制台", "Service guide audit"),
    "skip": Text("跳到正文", "Skip to the content"),
    "rounds": Text("评估轮次", "Rounds"),
    "round": Text("轮次", "Round"),
    "no_rounds": Text("还没有轮次；用 portal-audit run 开始。", "No rounds yet; portal-audit run begins one."),
    "phase": Text("阶段", "Phase"),
    "deadline": Text("截止时间", "Deadline"),
    "regions": Text("地区", "Regions"),
    "region": Text("地区", "Region"),
    "state": Text("状况", "State"),
    "reason": Text("原因", "Reason"),
    "planned": Text("计划地址", "Planned"),
    "fetched": Text("已取", "Fetched"),
    "failed": Text("失败", "Failed"),
    "skipped": Text("略过", "Skipped"),
    "items": Text("事项", "Items"),
    "item": Text("事项", "Item"),
    "held": Text("暂缓发布", "Held back"),
    "held_how": Text("请人工核对后用 portal-audit release 放行。", "Look at it, then `portal-audit release`."),
    "given_up": Text("不再重试", "Not tried again"),
    "paused": Text("要求暂停访问的主机", "Hosts that asked for a pause"),
    "until": Text("至", "until"),
    "own_fault": Text("因自身网络故障停止，未作判定", "Stopped because our own network failed; nothing was judged"),
    "indicators": Text("三级指标观测值", "Observations of tertiary indicators"),
    "indicator": Text("指标", "Indicator"),
    "value": Text("值", "Value"),
    "bounds": Text("未决全不通过 / 全通过", "If all undecided failed / passed"),
    "passed_decided": Text("通过 / 已判定", "Passed / decided"),
    "undecided": Text("未决", "Undecided"),
    "findings": Text("问题", "Findings"),
    "finding": Text("问题", "Finding"),
    "no_findings": Text("没有发现问题。", "Nothing was found."),
    "not_observed": Text("未能观测的地址", "Addresses that could not be observed"),
    "not_decided": Text("未能判定", "What could not be decided"),
    "cause": Text("原因", "Cause"),
    "number": Text("数量", "Number"),
    "examples": Text("例如", "Such as"),
    "check": Text("检查点", "Check"),
    "subjects": Text("对象数", "Subjects"),
    "severity": Text("程度", "Severity"),
    "what": Text("问题", "What"),
    "suggestion": Text("整改建议", "How to mend it"),
    "quote": Text("页面原文", "Words on the page"),
    "no_quote": Text("页面上没有写", "The page does not say"),
    "element": Text("要素", "Element"),
    "locator": Text("位置", "Locator"),
    "address": Text("页面地址", "Address"),
    "evidence": Text("证据", "Evidence"),
    "open_evidence": Text("看存档页面", "See the archived page"),
    "captured": Text("采集时间", "Captured"),
    "checksum": Text("SHA-256", "SHA-256"),
    "checksum_right": Text("存档内容与记录的 SHA-256 相符", "The archived bytes have the recorded SHA-256"),
    "checksum_wrong": Text("存档内容与记录的 SHA-256 不符", "The archived bytes do not have the recorded SHA-256"),
    "archive_gone": Text("这台机器上没有该存档文件", "The archive is not on this machine"),
    "no_text": Text("这份存档不是文本，无法在此显示", "This record is no text and cannot be shown here"),
    "cut": Text("以下从略", "The rest is left out"),
    "screenshot": Text("截图", "Screenshot"),
    "record": Text("WARC 记录", "WARC record"),
    "withdrawn": Text("已撤回", "Withdrawn"),
    "body": Text("实施主体", "Implementing body"),
    "code": Text("编码", "Code"),
    "name": Text("名称", "Name"),
    "element_state": Text("状态", "State"),
    "label": Text("页面用语", "Label"),
    "verdicts": Text("判定结果", "Verdicts"),
    "outcome": Text("判定", "Outcome"),
    "search": Text("查找事项", "Find an item"),
    "search_for": Text("事项编码、名称或实施主体", "Code, name or implementing body"),
    "go": Text("查找", "Find"),
    "found_none": Text("没有找到。", "Nothing was found."),
    "found_many": Text("只显示前 100 个，请写得更具体。", "Only the first 100 are shown; write more."),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "page": Text("第", "Page"),
    "all_checks": Text("全部检查点", "All checks"),
    "home": Text("首页", "Home"),
    "missing": Text("没有这个页面", "There is no such page"),
    "trouble": Text("数据库没有应答", "The database does not answer"),
    "read_only": Text("本控制台只读，不改变任何数据。", "This console only reads and changes nothing."),
}

PHASE: Mapping[str, Text] = {
    "planned": Text("等待开始", "waiting to open"),
    "running": Text("进行中", "running"),
    "closed": Text("已关闭", "closed"),
    "superseded": Text("已被替代", "superseded"),
}

FINISHED = Text("已走完，未关闭", "gone through, not closed")
"""A round that nobody closes: what was begun by hand is over, and more may be added to it."""

NOW: Mapping[Now, Text] = {
    Now.WORKING: Text("正在采集或判定", "being gathered or judged"),
    Now.STOPPED: Text("已中断，可继续", "cut off, goes on"),
    Now.WAITING: Text("等待开始", "waiting"),
    Now.NOT_OBSERVED: Text("未能观测", "could not be observed"),
    Now.PARTLY: Text("已观测，但不完整", "observed, not whole"),
    Now.OBSERVED: Text("已完整观测", "observed whole"),
}

OUTCOME: Mapping[Outcome, Text] = {
    Outcome.PASSED: Text("通过", "passed"),
    Outcome.FAILED: Text("不通过", "failed"),
    Outcome.CANT_TELL: Text("无法判定", "cannot tell"),
    Outcome.INAPPLICABLE: Text("不适用", "inapplicable"),
    Outcome.UNTESTED: Text("未检查", "untested"),
}

STATE: Mapping[str, Text] = {
    State.STATED.value: Text("已写明", "stated"),
    State.NOT_STATED.value: Text("未写明", "not stated"),
    State.UNREAD.value: Text("未能读取", "unread"),
}
