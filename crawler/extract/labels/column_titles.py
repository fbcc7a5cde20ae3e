"""Titles of columns that no dictionary lists (列名构词): what part of a row a title means by the words in it.

A title of a list is a head word (依据, 份数, 标准) behind words that say whose it is (材料). It counts inside
its list only. A title of two heads (必要性及来源, 原件/复印件及份数) stands for two parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 14
_ASKED = "(?:要求|应当?|需要?|须|所)?(?:提供|提交|报送|收取|索取|索要|递交|要求)?(?:该|此|本|这)?(?:项|份|类|种)?"
_OF = "(?:申请|申报|办理)?(?:材料|资料|证明|要件)?的?"
_BASIS = "(?:设[定置立]|法[律定规]|政策|要求|文件)?(?:依据|出处)(?:说明|条款|文件|名称)?"
_BODY = "(?:单位|部门|机构|机关|主体)"
_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "materials": (
        ("material_name", "(?:申请|申报|办理|所?需?提交的?|应?提供的?|所需)*(?:材料|资料|要件)(?:名称|名|清单|目录)"),
        (
            "material_name",
            "(?:申请人|办事人|您|你)?(?:需要?|应当?|须|要)+(?:交|提交|提供|准备|带|携带|递交|报送)的(?:材料|资料|证件|要件)",
        ),
        ("material_basis", f"(?:设[定置立])?{_ASKED}{_OF}{_BASIS}"),
        (
            "material_copies",
            "(?:纸质|原件|复印件|所需|应?提交|需要?|材料|申请|要求)*的?份数(?:要求|说明)?|纸质(?:材料|资料)?的?数量|(?:原件|复印件)数量?",
        ),
        ("material_original", "(?:材料)?(?:是否)?原件(?:还是|或者?|及|和|与|、|/)?(?:复印件|复印)(?:要求|说明|情况)?"),
        ("material_form", "(?:材料|资料|提交|提供|报送|收取|申请)+的?(?:形[式态]|介质|格式|载体)(?:要求)?"),
        ("material_issuer", f"(?:材料|资料|证明|证照)*(?:来源|出具|核发|制发|颁发|发证|开具|签发)的?{_BODY}(?:名称)?"),
        ("material_source", "(?:材料|资料|证明|申请)*的?(?:来源|获取|取得)(?:渠道|途径|方式)"),
        (
            "material_necessity",
            (
                "(?:材料|资料)?(?:是否|可否)(?:为|可以?)?(?:必须|必要|必需|必备|必交)(?:提供|提交|材料|受理)*"
                "|(?:材料|资料|提交|提供)+的?必[要需](?:性|程度)"
            ),
        ),
        ("review_standard", "(?:主要|重点|着重)?(?:看|查|审查?)(?:什么|哪些|啥)"),
        (
            "review_standard",
            "(?:材料|资料)?的?(?:受理|审[查核批]|验收|[核查]验|收件|把关|合格)的?(?:标准|要点|要求)(?:说明)?",
        ),
        ("material_type", "(?:材料|资料|要件)的?(?:类型|类别|种类|分类|性质)"),
        (
            "material_filling_notes",
            "(?:填报|填写|填表|材料|特别|提交|附加)+的?(?:须知|说明|备注|要求|提示|提醒|注意事项|注意|事项)",
        ),
        (
            "blank_form",
            "空白(?:表格?|表单|样表|文书|模板|附件|文本|材料)(?:下载|附件|查看)?|(?:表格|表单|模板|空表)(?:下载|查看)",
        ),
        ("blank_form", "(?:表格|表单|空表|空白表)的?(?:领取|获取|下载|查看)"),
        ("sample_form", "(?:范例|示例|样例|样本|样表|填写|填表|填报)的?参考"),
        (
            "sample_form",
            (
                "(?:材料|申请|填写|填报|填表|参考|已填)*(?:示例|示范|样例|样本|样表|范例|范本)"
                "(?:表格?|样表|文本|文件|样本|下载|附件|查看)*"
                "|(?:填|写|填写)(?:好|完|过)的?(?:样子|样本|样表|例子|范例)"
            ),
        ),
    ),
    "steps": (
        ("name", "(?:办理|审批|流程|工作|服务)*(?:环节|步骤|阶段|节点)(?:名称|名)?"),
        ("description", "(?:环节|步骤|办理|工作|具体)+的?(?:内容|说明|描述|标准|要求|要点)"),
        ("description", "(?:做|干|办)(?:些|的是)?什么事?"),
        ("limit", "(?:用|要|花|需要?)(?:多长时间|多久|几天|多少天)"),
        ("limit", "(?:环节|步骤|办理|承诺|办结|所需|工作|完成)+的?(?:时限|期限|时间|用时|时长|耗时|天数)"),
        ("who", f"(?:办理|经办|责任|承办|审查|审批|负责)的?(?:人员|岗位|处室|科室|角色|人|{_BODY})"),
        ("result", "(?:环节|审查|办理|步骤)+的?(?:结果|意见)"),
    ),
    "legal_basis": (
        ("law", "(?:法律|法规|规章|政策|依据|设定依据|文件|和|及|、|/)+的?(?:名称|标题)|法律(?:、|和|及)?法规"),
        ("number", "(?:依据|法律|法规|文件|发文|文书|规章|政策|[发颁公]布)*的?(?:文号|字号|文件号|文件编号|发文号)"),
        ("clause", "(?:依据|法律|法规|具体|引用|适用|对应|条文)*的?(?:条款|条款项|条目)(?:号|序号)?"),
        ("content", "(?:依据|法律|法规|条款|条文|具体|法条)+的?(?:内容|原文|规定|摘录)|(?:法律|法规|设定)依据的?条文"),
    ),
    "windows": (
        (
            "place",
            "(?:办理|受理|服务|办事|窗口|大厅|机构|单位|网点|中心|具体|详细|办公|线下|现场)+的?(?:地址|地点|位置|所在地)",
        ),
        (
            "hours",
            "(?:办理|受理|服务|办事|窗口|大厅|工作|办公|上班|对外|接待|开放|开门|营业|接件|收件)+的?(?:时间|时段)",
        ),
        ("phone", "(?:办理|受理|服务|办事|窗口|大厅|咨询|问询|联系|办公|业务)+的?(?:电话|热线|方式)(?:号码)?"),
        ("name", "(?:办理|受理|服务|办事|政务|实体)*(?:窗口|大厅|网点)(?:名称|名)"),
    ),
    "fees": (
        ("fee_name", "(?:收费|费用|缴费)的?(?:项目|事项|种类|名目)(?:名称)?"),
        ("fee_standard", "(?:收费|费用|缴费|计费|收取)的?(?:标准|金额|数额)"),
        ("fee_reduction_basis", "(?:收费|费用)?(?:减免|减征|免征|优惠|免收)的?(?:政策|法律)?(?:依据|文件|文号|规定)"),
        ("fee_reduction", "(?:是否|可否|能否|有无|能不能|有没有)?(?:可以?|能)?(?:减免|减征|优惠|免交)(?:政策|情况)?"),
        (
            "online_payment",
            "(?:是否|可否|能否)?(?:支持|可以?|能)?(?:网上|在线|线上)(?:支付|缴费|缴纳|付费|交费|缴款)|(?:缴费|支付)(?:方式|渠道)",
        ),
        ("fee_basis", "(?:收费|费用|缴费|收取)的?(?:(?:政策|文件|法律)?(?:依据|文号)(?:文件|名称)?|文件)"),
        ("fee_basis", "(?:政策|文件|法律|法规|物价|批准|执行|设立)的?(?:依据|文号|文件)(?:及文号|名称)?"),
    ),
    "faq": (
        ("question", "(?:常见|咨询|热点)*的?(?:问题|疑问|提问)(?:内容|描述|标题)?"),
        ("answer", "(?:问题|咨询)?的?(?:解答|答案|回答|答复|回复|解释)(?:内容|说明)?"),
    ),
}  # fmt: skip
_PATTERNS = {group: tuple((part, re.compile(pattern)) for part, pattern in own) for group, own in _COLUMNS.items()}
_ANY = re.compile("|".join(f"(?:{pattern})" for own in _COLUMNS.values() for _, pattern in own))
_SHORTEST = 3
_JOINTS = re.compile(r"[及和与、/,，+]")


@lru_cache(maxsize=20_000)
def part_in_words(group: str, title: str) -> str | None:
    """The part of a list's rows that a normalised title means by its words; None where it says anything else."""
    if not _SHORTEST <= len(title) <= _LONGEST:
        return None
    return next((part for part, pattern in _PATTERNS.get(group, ()) if pattern.fullmatch(title)), None)


@lru_cache(maxsize=20_000)
def is_part_in_words(title: str) -> bool:
    """Whether a normalised title means a part of the rows of any list by its words."""
    return _SHORTEST <= len(title) <= _LONGEST and _ANY.fullmatch(title) is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """The parts of one list in a guide: titles of its columns, keys of its objects, names of its field.

    `shown` name its rows alone, as pages of the portal show; `titles` are those of columns without keys.
    """

    labels: Mapping[str, str]
    parts: Mapping[str, str]
    fields: frozenset[str]
    shown: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)


def halves(title: str) -> list[tuple[str, str]]:
    """The two titles that one title may be made of, cut at each of its joints."""
    if len(title) > _LONGEST:
        return []
    return [(title[: j.start()], title[j.end() :]) for j in _JOINTS.finditer(title)]
