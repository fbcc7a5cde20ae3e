"""The words of the reports, Chinese first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Severity, Subject, Text
from crawler.domain.evidence import Failure
from crawler.domain.indicator import ObservationStatus
from crawler.domain.survey import Entry
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Mapping[str, Text] = {
    "title": Text("政务服务能力观测报告", "Observation report on government services"),
    "comparison": Text("各地区观测对照", "Comparison of regions"),
    "round": Text("轮次", "Round"),
    "region": Text("地区", "Region"),
    "region_code": Text("行政区划代码", "Division code"),
    "portal": Text("门户地址", "Portal"),
    "no_portal": Text("没有已知地址", "no known address"),
    "captured": Text("采集时间（北京时间）", "Captured (Beijing time)"),
    "system": Text("指标体系", "Indicator system"),
    "run": Text("检查批次", "Run"),
    "state": Text("完成情况", "State"),
    "complete": Text("完整", "complete"),
    "incomplete": Text("不完整", "incomplete"),
    "items": Text("事项", "Service items"),
    "guides": Text("已读办事指南", "Guides read"),
    "indicators": Text("有观测值的指标", "Indicators with a value"),
    "findings": Text("问题", "Findings"),
    "not_observed": Text("未能观测的地址", "Addresses not observed"),
    "scorecard": Text("指标观测表", "Indicator sheet"),
    "primary": Text("一级指标", "Primary"),
    "secondary": Text("二级指标", "Secondary"),
    "tertiary": Text("三级指标", "Tertiary"),
    "value": Text("观测值", "Value"),
    "bounds": Text("上下限", "Bounds"),
    "decided": Text("已判定", "Decided"),
    "passed": Text("合格", "Passed"),
    "undecided": Text("未判定", "Undecided"),
    "to_mend": Text("问题清单", "Findings by department"),
    "portal_and_list": Text("门户与事项清单", "Portal and item list"),
    "no_department": Text("页面未写明实施主体", "No department named on the page"),
    "unnamed_item": Text("未写明名称的事项", "Item without a name"),
    "suggestion": Text("整改建议", "Suggestion"),
    "quote": Text("页面原文", "Quote"),
    "page": Text("查看页面", "Page"),
    "indicator": Text("指标", "Indicator"),
    "check": Text("检查点", "Check"),
    "element": Text("要素", "Element"),
    "evidence": Text("证据", "Evidence"),
    "locator": Text("位置", "Locator"),
    "position": Text("存档位置", "Archived at"),
    "excerpt": Text("存档页面摘录", "From the archived page"),
    "screenshot": Text("页面截图", "Screenshot"),
    "gaps": Text("未能观测的内容及原因", "What could not be observed, and why"),
    "gaps_note": Text(
        "未能观测不等于存在问题：下列地址或判定没有计入合格，也没有计入不合格。",
        "Not observed is not defective: nothing below counts as passed or as failed.",
    ),
    "reason": Text("原因", "Reason"),
    "count": Text("数量", "Number"),
    "examples": Text("示例", "Examples"),
    "no_gaps": Text("计划采集的地址均已取得。", "Every planned address was fetched."),
    "gaps_open": Text(
        "本地区没有采集完，没有列入计划或没有请求到的内容不在此列。",
        "The region was not gathered to its end: what was never planned or asked is not listed here.",
    ),
    "nothing_fetched": Text(
        "没有取得任何地址，本轮对本地区没有观测。", "No address was fetched: nothing of this region was observed."
    ),
    "undecided_note": Text("未能判定的检查点和对象", "What could not be judged"),
    "undecided_count": Text("未判定数", "Undecided"),
    "subjects": Text("对象", "Subjects"),
    "further": Text("其余", "the others"),
    "traffic": Text("对各主机的访问量", "Requests by host"),
    "host": Text("主机", "Host"),
    "requests": Text("请求次数", "Requests"),
    "fetched": Text("取得", "Fetched"),
    "failed": Text("失败", "Failed"),
    "skipped": Text("未请求", "Skipped"),
    "refusals": Text("被拒", "Refusals"),
    "peak": Text("峰值（次/秒）", "Peak (a second)"),
    "size": Text("字节", "Bytes"),
    "no_findings": Text("没有发现问题。", "No findings."),
    "no_findings_so_far": Text(
        "已检查的内容中没有发现问题；本地区观测不完整，其余内容没有检查。",
        "No findings in what was checked; the region was not observed whole, and the rest was not checked.",
    ),
    "nothing_judged": Text(
        "没有作出任何判定，不能说明有没有问题。", "Nothing was judged: this does not say that nothing is wrong."
    ),
    "notes": Text("读表说明", "How to read this"),
    "note_value": Text(
        "观测值 = 合格 ÷ 已判定；上下限为未判定对象全部合格或全部不合格时的值。"
        "本报告只给出三级指标观测值，不含权重和得分。",
        "Value = passed / decided; the bounds are the value if every undecided subject passed or failed. "
        "This report holds observations of tertiary indicators, no weights and no scores.",
    ),
    "mostly_undecided": Text("＊", "*"),
    "note_mostly_undecided": Text(
        "＊ 多数对象未能判定，该值只反映已判定的少数，请看该地区报告里的上下限。",
        "* Most subjects could not be decided: the value is that of the few that were; see the region's bounds.",
    ),
    "note_evidence": Text(
        "每个问题附证据编号、页面内容的 SHA-256 和 WARC 文件内的位置，可用任何 WARC 工具取出当时的页面核对。",
        "Each finding names its evidence, the SHA-256 of the payload and the place in the WARC file: "
        "any WARC tool takes out the page as it was.",
    ),
    "note_escape": Text(
        "页面文字按原样引用，仅作文本显示。", "Words of portals are quoted as they stand and shown as text only."
    ),
    "pictures": Text("页面截图", "Screenshots"),
    "page_text": Text("存档页面文字", "Words of the archived page"),
    "page_texts": Text("存档页面文字（缺失类问题的依据）", "Words of the archived pages on which something is missing"),
    "overview": Text("总览", "Overview"),
    "department": Text("实施主体", "Department"),
    "item_code": Text("事项编码", "Item code"),
    "item_name": Text("事项名称", "Item"),
    "subject": Text("对象", "Subject"),
    "severity": Text("严重程度", "Severity"),
    "message": Text("问题说明", "Finding"),
    "address": Text("页面地址", "Address"),
    "finding_id": Text("问题编号", "Finding id"),
    "done": Text("整改情况", "Mended"),
    "noted_before": Text("已不在清单中的整改情况", "Mended, no longer listed"),
    "total": Text("合计", "Total"),
    "region_list": Text("地区总览", "Regions"),
    "indicator_table": Text("三级指标观测值对照", "Tertiary indicators side by side"),
    "not_checked": Text("本轮未检查的指标：", "Not checked in this round: "),
    "nothing": Text("—", "—"),
    "colon": Text("：", ": "),
    "comma": Text("、", ", "),
    "stop": Text("。", "."),
    "generated": Text(
        "本文件可离线打开、可打印，不加载任何外部内容。", "This file opens offline, prints on A4 and loads nothing."
    ),
}

SEVERITY: Mapping[Severity, Text] = {
    Severity.VETO: Text("单项否决", "veto"),
    Severity.CRITICAL: Text("严重", "critical"),
    Severity.MAJOR: Text("较重", "major"),
    Severity.MINOR: Text("一般", "minor"),
    Severity.INFO: Text("提示", "info"),
}

SUBJECT: Mapping[Subject, Text] = {
    Subject.PORTAL: Text("门户", "portal"),
    Subject.ITEM_LIST: Text("事项清单", "item list"),
    Subject.SERVICE_ITEM: Text("事项", "service item"),
    Subject.SERVICE_GUIDE: Text("办事指南", "service guide"),
    Subject.MATERIAL: Text("申请材料", "material"),
    Subject.FORM: Text("表格", "form"),
    Subject.FEE: Text("收费项目", "fee"),
}

PORTAL_ELEMENTS: Mapping[str, Text] = {
    "procedure_step": Text("办理环节", "Step"),
    "legal_basis_entry": Text("设定依据条目", "Legal basis entry"),
    Entry.SEARCH: Text("站内搜索", "Search of the site"),
    Entry.RATING: Text("“好差评”入口", "Entrance to ratings"),
    Entry.RATING_RESULTS: Text("评价结果", "Results of ratings"),
    Entry.CONSULTATION: Text("咨询投诉", "Questions and complaints"),
    Entry.ASSISTANT: Text("智能客服", "Assistant"),
    Entry.ACCESSIBILITY: Text("无障碍与长者模式", "Accessibility and elderly mode"),
    Entry.MOBILE: Text("移动端入口", "Mobile entrance"),
    Entry.GOVERNMENT_PORTAL: Text("政府门户网站", "Government portal"),
    Entry.CROSS_PROVINCE: Text("跨省通办专栏", "Cross-province zone"),
    Entry.ONE_THING: Text("高效办成一件事专区", "One-thing zone"),
    Entry.EVERYDAY: Text("便民服务", "Everyday services"),
    "home": Text("首页", "Front page"),
    "rating_counts": Text("评价数据", "Figures of ratings"),
    "reply": Text("公开的答复", "Public answer"),
    "column": Text("栏目", "Column"),
    "link": Text("链接", "Link"),
}
"""What a finding about the portal, or about a row of a guide, is about; elements have their names in labels.toml."""

OUTCOME: Mapping[RegionOutcome, Text] = {
    RegionOutcome.COMPLETE: Text("完整", "complete"),
    RegionOutcome.INCOMPLETE: Text("不完整", "incomplete"),
    RegionOutcome.NOT_GATHERED: Text("未能采集", "not gathered"),
    RegionOutcome.INTERRUPTED: Text("已中断", "interrupted"),
}

STATUS: Mapping[ObservationStatus, Text] = {
    ObservationStatus.OBSERVED: Text("已观测", "observed"),
    ObservationStatus.PARTIAL: Text("部分未判定", "partly undecided"),
    ObservationStatus.NOT_OBSERVABLE: Text("未能观测", "not observable"),
    ObservationStatus.NOT_APPLICABLE: Text("不适用", "not applicable"),
}

FAILURE: Mapping[Failure, Text] = {
    Failure.DNS: Text("域名无法解析", "the host name does not resolve"),
    Failure.TIMEOUT: Text("访问超时", "no answer in time"),
    Failure.REFUSED: Text("连接被拒绝", "connection refused"),
    Failure.RESET: Text("连接中断", "connection broken off"),
    Failure.TLS: Text("安全连接（TLS）失败", "TLS failed"),
    Failure.HTTP_4XX: Text("服务器回答请求无效或页面不存在（4xx）", "the server answered 4xx"),
    Failure.HTTP_5XX: Text("服务器出错（5xx）", "the server answered 5xx"),
    Failure.RATE_LIMITED: Text("访问频率受限", "rate limited"),
    Failure.BLOCKED: Text("被防护系统拦截", "blocked by a firewall or challenge"),
    Failure.LOGIN_REQUIRED: Text("需要登录", "login required"),
    Failure.SESSION_LOST: Text("会话失效", "session lost"),
    Failure.MAINTENANCE: Text("系统维护中", "under maintenance"),
    Failure.SOFT_404: Text("页面提示内容不存在", "the page says that it does not exist"),
    Failure.EMPTY_SHELL: Text("页面空白，内容未加载", "an empty shell: its content did not load"),
    Failure.TOO_LARGE: Text("文件过大", "too large"),
    Failure.BOMB: Text("压缩内容异常膨胀", "a decompression bomb"),
    Failure.REDIRECT_LOOP: Text("循环跳转", "redirects in a circle"),
    Failure.REFUSED_ADDRESS: Text("地址不在允许范围，未请求", "address refused by our own rules"),
    Failure.ROBOTS_DISALLOWED: Text("robots.txt 不允许，未请求", "disallowed by robots.txt"),
    Failure.SKIPPED_BUDGET: Text("达到上限或不再跟进，未请求", "left out by a limit, or not followed"),
    Failure.UNKNOWN: Text("原因不明", "unknown"),
}


def said(text: Text, lang: str) -> str:
    """A text in one of the two languages."""
    return text.en if lang == "en" else text.zh


def labels(lang: str) -> dict[str, str]:
    """Every label in one language."""
    return {name: said(text, lang) for name, text in LABELS.items()}
