"""Words of procedure steps (办理环节): the five families of 申请, 受理, 审查, 决定 and 送达."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from crawler.domain.values.folded import folded
from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.records import Step

_LONGEST_NAME = 16


class StepFamily(Enum):
    """What a step does."""

    APPLY = "申请"
    ACCEPT = "受理"
    REVIEW = "审查"
    DECIDE = "决定"
    DELIVER = "送达"


_WORDS = {
    StepFamily.APPLY: re.compile(
        r"申请|申报|申领|提出(?=申请|$|[^\u4e00-\u9fff])|填表|收件|接件|收取|提交|递交|报名|填报|登录"
    ),
    StepFamily.ACCEPT: re.compile(r"受理|预审|立案|收件登记|接收"),
    StepFamily.REVIEW: re.compile(
        r"审查|审核|核查|初审|复审|复核|审理|核对|核实|查验|勘[查验]|踏勘|评审|检查|核验|检验|检测|鉴定|评估|调查|公示"
    ),
    StepFamily.DECIDE: re.compile(r"决定|审批|办结|批准|核准|审定|签发|审签|核发|批复|办理(?:完|登)|登记|备案|终审"),
    StepFamily.DELIVER: re.compile(
        r"送达|颁证|发证|领取|取件|制证|颁发|出证|领证|邮寄|发放|出件|办件结果|告知结果|公告|反馈|支付|拨付|发送|寄送|送交"
    ),
}
# Offices, people and papers are called after steps (审批局, 申请人, 受理窗口) without being one.
_NO_STEP = re.compile(
    r"申请(?:人|单位|者|企业|书|表|材料|资料|事项|条件)|(?:行政)?审批(?:部门|窗口|局|科|处|股|系统|平台|中心|机关|服务|事项|人员)"
    r"|(?:受理|审查|审核|登记)(?:窗口|机关|部门|人员|条件|标准|范围|平台|系统|科|处)"
)
_PICTURE = re.compile(
    r"[\w（）()《》“”]{0,40}流程(?:示意)?图(?:片|表|如下|下载|查看|预览|浏览|打开|详情|附件|[（(].{1,10}[)）]|\d)*"
    r"(?:\.(?:png|jpe?g|gif|bmp|pdf|docx?|vsdx?))?[。.>》]*"
)
"""One phrase that ends with the chart or its file: 点击下载流程图, 渡船登记流程图.jpg."""
_CHART = re.compile(r"(?:请?点击)?(?:查看|下载|参?见)?(?:办理|业务|审批|办事)*流程图(?:片|如下|下载|查看)*")
_FEW = 2
_BETWEEN = re.compile(r"[→⇒➔➜>=\-—–~、，,；;。.\s/|()（）【】\[\]:：]+|\d+|[①-⑩]|第[一二三四五六七八九十]+步|步骤")


@remembered
def families(text: str) -> frozenset[StepFamily]:
    """The families that a text names."""
    bare = _NO_STEP.sub("", plain(text))
    return frozenset(family for family, words in _WORDS.items() if words.search(bare))


@remembered
def is_picture(text: str) -> bool:
    """Whether the text only points to a flow chart: one phrase, and none of several steps."""
    one = len(text.split()) <= _FEW and len(families(text)) <= _FEW
    return one and _PICTURE.fullmatch(plain(text)) is not None


@remembered
def is_names_only(text: str) -> bool:
    """Whether a procedure in one piece only strings names of steps together (申请→受理→审查)."""
    bare = folded(text)
    entries = [entry for entry in re.split(r"[;。\n]", bare) if entry.strip()]
    if len(entries) > 1 and 2 * sum("," in entry for entry in entries) > len(entries):
        return False  # 受理,1个工作日;颁证,制作许可证: each with what is done
    split = _BETWEEN.split(bare)
    parts = [part for part in split if part and not _CHART.fullmatch(part)]
    return bool(parts) and all(len(part) <= 6 for part in parts) and bool(families(text))


def said_in_steps(name: str, steps: Iterable[Step]) -> str:
    """What the steps say that hold a name which another field gives: 特殊环节 现场核查 5个工作日，依据：…."""
    wanted = "".join(name.split())
    told = (f"{step.name.text} {step.description.text} {step.limit.text}" for step in steps)
    return " ".join(one for one in told if len(wanted) <= _LONGEST_NAME and wanted in "".join(one.split()))
