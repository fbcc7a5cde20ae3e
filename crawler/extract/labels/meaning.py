"""What a label means by its words in any order (标签释义): 咨询请拨, 办成后得到, 法律上的依据.

Where neither the dictionary nor the composition of official labels knows a short text, it is cut into words of which
each says one thing (whom it is for, where, a phone, a complaint), and what they say together is the element. A text in
which anything else stands is no label. A label ends in a noun: 结果领取 is one, 领取结果 tells somebody to do it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SENSES: dict[str, str] = {
    "promise": "承诺 许诺 答应",
    "lawful": "法定 法律规定 法规规定 法律限定 法规限定 依法限定 规定的",
    "limit": "时限 期限 时长 周期 天数 工作日数 用时 耗时 所需时间 办理时间 办件时间 办结时间 完成时间",
    "time": "时间 日期",
    "hours": (
        "工作时间 上班时间 办公时间 开放时间 服务时间 营业时间 接待时间 "
        "窗口时间 作息时间 受理时间 对外时间 上班时段 开门时间 交件时间 收件时间"
    ),
    "complain": "投诉 监督 举报 不满意 不满",
    "consult": "咨询 问询 询问 联系 客服 人工服务",
    "phone": "电话 热线 专线 号码 座机 请拨 拨打 致电 请打 请拨打 请致电 可拨打 可致电",
    "fee": "收费 费用 收取费用 收钱 花钱 价钱",
    "pay": "缴费 付费 交费 付款 支付 缴款",
    "standard": "标准 价格 金额",
    "reduce": "减免 优惠 免缴 减缴",
    "basis": "依据 凭据 出处",
    "based": "依据的 根据的",
    "law": "法规 法律 政策 条文 规定 文件 法条",
    "materials": "材料 资料 要件 证件材料 申请文件 申报文件 东西",
    "handed": "提交物 提交件 申请件 应交件",
    "condition": "条件 情形 资格 门槛",
    "audience": "对象 人群 群体 申请人 受众",
    "process": "流程 程序 步骤 环节 经过 过程",
    "outcome": "结果 成果 办结物 出件 证件 证照 证书 文书 批文 回执",
    "name": "名称 名字",
    "done": "办成后 办结后 办好后 办完后 办成 办好 办完 批准后 通过后 完成后",
    "gets": "得到 拿到 拿到手 到手 领到 取得 获得 收到 发给 给 颁发 发",
    "got": "出具的 核发的 制发的 发放的 发给的 颁发的 拿到的 得到的 领到的 取得的 获得的 领取的 所发的 所得的",
    "specimen": "样本 样例 样子 样式 式样 模样 样张 样图 示例",
    "delivery": "送达 领取 领证 取件 取证 交付 递送 发放 送证",
    "courier": "快递 邮寄 寄送 物流 邮政 速递 寄递 邮政寄递",
    "way": "方式 途径 渠道 方法 形式 办法",
    "place": "地点 地址 处所 场所 网点 所在地 所在 去处",
    "spot": "办理点 受理点 服务点 办事点 申请点 办证点 交件点 收件点",
    "body": "机关 机构 部门 单位 主体 科室",
    "level": "级别 层级 等级",
    "power": "事权 权限 权力 行使 实施 职权 管辖 归属 责任 负责",
    "item": "事项 项目 服务事项 业务",
    "case": "办件",
    "kind": "类别 类型 种类 性质 分类 属性 归类",
    "on_site": "现场 跑现场 到场 到现场 去现场 窗口 大厅 到窗口",
    "run": "跑 跑腿 跑路 跑动",
    "most": "最多 至多 最少 不超过 不超出 最长 最迟 最晚",
    "reason": "原因 理由 缘由 事由 缘故 是因为 因为",
    "times": "次数 趟数",
    "depth": "深度 程度",
    "online": "网上 线上 在线 互联网 网办 全程网办",
    "remedy": "维权 复议 诉讼 行政复议 行政诉讼 救济 申诉 异议",
    "question": "问题 疑问 问答",
    "often": "常见 常问 热点 高频",
    "updated": "更新 更新于 修订",
    "issued": "发布 公布",
    "revised": "编辑 编制 核定 审定 校核 校对 维护 订正 修改",
    "told": "数据 内容 页面 指南 本页",
    "last": "最近 最后 最新 上次",
    "quantity": "数量 名额 指标",
    "bound": "限制 限额",
    "intermediary": "中介 中介机构 中介服务",
}
"""By what they say, the words of labels."""
_DEEDS = (
    "办理 办事 办结 办 申请 申办 申报 申领 受理 审批 审核 许可 登记 注册 备案 核发 补办 "
    "换证 办证 出证 发证 交件 享受 线下 服务 行政 政务 对外 准予 符合的 满足的 具备的"
)
_HANDED = "提交 报送 准备 携带 递交 提供 交 带 出具"
_MUST = "要 须 需 应 应当 必须 需要"
_MAY = "可 可以 能 能够 允许 准许"
_TAILS = "清单 目录 一览 一览表 列表 明细 说明 情况 信息 要求"
_FILLERS = (
    "给的 我们 我省 我市 我县 我区 本省 本市 本县 本区 我局 本局 我单位 本单位 "
    "的 了 后 之 在 上 于 以 及 和 与 或 或者 、 / 是 所 由 本 该 您 你 其 具体 有关 相关 主要"
)
_DEED, _TAIL, _FILLER = "deed", "tail", ""
_WORDS = {
    **dict.fromkeys(_HANDED.split(), "handing"),
    **dict.fromkeys(_MUST.split(), "must"),
    **dict.fromkeys(_MAY.split(), "may"),
    **dict.fromkeys(_FILLERS.split(), _FILLER),
    **dict.fromkeys(_DEEDS.split(), _DEED),
    **dict.fromkeys(_TAILS.split(), _TAIL),
    **{word: sense for sense, words in _SENSES.items() for word in words.split()},
}
_WORD = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
WHOLE = re.compile(f"(?:{_WORD.pattern})+")
"""A label that is made of known words alone."""

_RULES: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = tuple(
    (element, frozenset(needed.split()), frozenset(beside.split()), frozenset((heads or needed).split()))
    for element, needed, beside, heads in (
        ("promised_time_limit", "promise limit", "on_site body deed", ""),
        ("promised_time_limit", "promise time", "case deed", ""),
        ("promised_time_limit", "promise most", "deed limit", ""),
        ("statutory_time_limit", "lawful most", "deed limit", ""),
        ("statutory_time_limit", "lawful limit", "deed", "limit"),
        ("statutory_time_limit", "law limit", "lawful deed", "limit"),
        ("visits_reason", "on_site reason", "run must deed audience", "reason"),
        ("visits", "on_site times", "run must deed audience", "times"),
        ("visits", "run most", "on_site", ""),
        ("complaint_phone", "complain phone", "way deed", "phone way"),
        ("complaint_phone", "complain way", "deed", "way"),
        ("complaint_phone", "complain", "", ""),
        ("consultation_phone", "consult phone", "on_site place way deed", "phone way"),
        ("consultation_phone", "question phone", "consult", "phone"),
        ("consultation_phone", "consult way", "on_site deed", "way"),
        ("fee_reduction_basis", "reduce basis", "fee", "basis"),
        ("fee_reduction", "reduce", "fee condition may", ""),
        ("fee_standard", "fee standard", "basis deed", ""),
        ("fee_basis", "fee basis", "law deed", "basis"),
        ("fee_basis", "fee law", "deed", "law"),
        ("fee_status", "fee pay", "deed", ""),
        ("fee_status", "fee", "deed", ""),
        ("online_payment", "pay way", "online deed", "way"),
        ("material_basis", "materials basis", "lawful law deed", "basis"),
        ("result_sample", "outcome specimen", "delivery", "specimen"),
        ("result_sample", "gets specimen", "done outcome deed", "specimen"),
        ("result_type", "outcome kind", "done deed", "kind"),
        ("result_name", "outcome name", "deed", "name"),
        ("delivery", "outcome delivery", "way done deed", "delivery way"),
        ("delivery", "delivery way", "done deed", "way"),
        ("result_name", "done gets", "outcome deed", ""),
        ("result_name", "got outcome", "done deed", "outcome"),
        ("courier", "courier deed", "outcome", "courier deed"),
        ("level", "level power", "item deed", "level"),
        ("level", "level deed", "item", "level"),
        ("case_type", "case kind", "deed", "kind"),
        ("item_type", "item kind", "power deed", "kind"),
        ("item_type", "power kind", "deed", "kind"),
        ("update_date", "told updated", "time last", "updated time"),
        ("update_date", "last updated", "time", "updated time"),
        ("update_date", "issued time", "told last", "time"),
        ("update_date", "revised time", "told last", "time"),
        ("online_depth", "online depth", "item deed", "depth"),
        ("implementing_body", "body power", "item deed", "body"),
        ("remedy", "remedy way", "", "way"),
        ("faq", "often question", "deed", "question"),
        ("quantity_limit", "quantity bound", "deed", "bound"),
        ("quantity_limit", "quantity", "", ""),
        ("intermediary", "intermediary", "item deed", "intermediary item deed"),
        ("hours", "hours", "place on_site deed", "hours"),
        ("place", "place", "on_site deed", "place"),
        ("place", "spot", "on_site deed", ""),
        ("materials", "handed", "deed", ""),
        ("materials", "materials deed", "item audience handing must", "materials"),
        ("materials", "materials handing", "item audience must", "materials"),
        ("conditions", "condition deed", "audience item may must", "condition"),
        ("conditions", "condition audience", "item", "condition"),
        ("procedure", "process deed", "item", "process"),
        ("legal_basis", "basis deed", "law lawful item power", "basis"),
        ("legal_basis", "basis law", "lawful item power", "basis"),
        ("legal_basis", "based law", "lawful deed", "law"),
        ("service_target", "audience deed", "item", "audience"),
    )
)
"""The element, what has to be said, what may be said beside it, and what the label may end in; the narrower first."""
_ALONE = frozenset({"remedy", "place", "reduce", "intermediary", "complain", "quantity"})
"""Words that are no label by themselves: 地点, 异议. Each wants another word beside it, if only 的 or 办理."""
_TOLD_OF = frozenset({"materials", "conditions", "procedure", "fee_status", "legal_basis", "remedy", "quantity_limit"})
"""Elements whose labels may end in a word for any telling: 材料清单. 结果领取说明 tells of more than the way."""
_OF_OTHERS = re.compile("(?:注册|领取|收件|取件)的?地址")
"""Where a company is registered or a paper is sent: its deed is not handled there."""
_OF_ITEMS_TOO = re.compile(r"(?:业务|事项|项目)[及和与、]")
"""Names the items first: 主要办理业务及所需材料 heads several of them, each with materials of its own."""
_SHORTEST, _LONGEST = 3, 14


@lru_cache(maxsize=20_000)
def element_meant(label: str) -> str | None:
    """The element that the words of a normalised label say together; None where it says anything else."""
    if not _SHORTEST <= len(label) <= _LONGEST or _OF_OTHERS.fullmatch(label) or _OF_ITEMS_TOO.search(label):
        return None
    return _said_by(_cut(label)) if WHOLE.fullmatch(label) is not None else None


def _cut(label: str) -> list[str]:
    return [_WORDS[word] for word in _WORD.findall(label)]


def _said_by(words: list[str]) -> str | None:
    if words[-1] == _FILLER:
        return None  # a label with its value: 减免情况是
    senses = [sense for sense in words if sense]
    told = len(senses)
    while senses and senses[-1] == _TAIL:
        senses.pop()
    said = frozenset(senses)
    if not said or (len(words) == 1 and said <= _ALONE):
        return None
    last = senses[-1]
    meant = next(
        (e for e, needed, beside, heads in _RULES if last in heads and needed <= said <= needed | beside), None
    )
    return meant if len(senses) == told or meant in _TOLD_OF else None
