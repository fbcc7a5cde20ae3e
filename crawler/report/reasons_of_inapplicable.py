"""Why a question does not arise, in English: checks write that in Chinese, and bundles keep it so."""

from __future__ import annotations

import re

_WHOLE: dict[str, str] = {
    # Codes.
    "没有写31位实施编码或实施主体代码": "no implementation code of 31 digits or no code of the body is stated",
    "委托办理的事项, 编码里是委托部门的代码": "the item is entrusted: its code holds that of the entrusting body",
    "实施主体代码是内部编号": "the code of the body is an internal number",
    "没有写代码集里的要素": "no element that has a code list is stated",
    "没有写统一社会信用代码": "no unified social credit code is stated",
    "没有写带区划的编码": "no code that holds a division is stated",
    "没有写业务办理项编码": "no handling code is stated",
    "这里写的是内部编号": "what is stated here is an internal number",
    "没有写实施编码": "no implementation code is stated",
    "这里写的不是实施编码": "what is stated here is no implementation code",
    "没有写31位实施编码或行使层级": "no implementation code of 31 digits or no level is stated",
    "没有写12位基本编码或单一的事项类型": "no basic code of 12 digits or no single item type is stated",
    "基本编码不是按国家的位数规则编的": "the basic code does not follow the national rule of digits",
    # The same item elsewhere.
    "本轮没有同省的其他地区可以比较": "the round has no other region of the province to compare",
    "本轮没有同省的其他层级可以比较": "the round has no other level of the province to compare",
    "没有别的渠道公布同一编码的事项": "no other channel publishes an item of the same code",
    "没有上一轮的结果可以比较": "there is no earlier round to compare",
    "没有编码相同的事项可以比较": "there is no item of the same code to compare",
    "没有可以对照的国家清单": "there is no national list to compare",
    "没有跨省通办专栏": "there is no zone of cross-province services",
    # Contacts.
    "没有带区号的电话": "no phone with an area code is stated",
    "没有同时写明咨询电话和监督电话": "phones for questions and for complaints are not both stated",
    "没有写明办理时间": "no hours are stated",
    "没有写明电话": "no phone is stated",
    "没有写明办理地点": "no place is stated",
    # Fees.
    "未写明收费": "the guide does not say that there is a fee",
    "没有写收费标准": "no fee standard is stated",
    "没有写收费依据": "no fee basis is stated",
    "未写明不收费": "the guide does not say that there is no fee",
    "没有写收费依据, 或是考试费、工本费": "no fee basis is stated, or the fee is one for an examination or a document",
    "不收费": "there is no fee",
    "没有写可以减免": "the guide does not say that a fee may be reduced",
    # Lists, columns, replies.
    "没有公开带时间的答复": "no public answer shows its dates",
    "清单没有写总数": "the list states no total",
    "没有看到清单的部门导航": "the list was not seen to have a menu of departments",
    "清单里没有事项": "the list has no items",
    "清单里没有依申请办理的事项": "the list has no items that one applies for",
    "没有按部门或主题分类的栏目": "there are no columns by department or theme",
    # Conditions, materials, the legal basis.
    "没有写明设定依据": "no legal basis is stated",
    "受理条件没有要求证明, 或者没有材料清单": "the conditions ask for no proof, or there is no list of materials",
    "材料清单没有份数一栏": "the list of materials has no field for copies",
    "没有材料清单": "there is no list of materials",
    "材料清单没有必要性一栏": "the list of materials has no field for the need",
    "没有索要可共享的证照": "no certificate that offices share is asked for",
    "材料清单没有来源渠道一栏": "the list of materials has no field for the source",
    "没有写明受理条件和申请材料": "no conditions and no materials are stated",
    "没有写明受理条件": "no conditions are stated",
    # Procedures and results.
    "没有要送达的结果": "there is no result to deliver",
    "没有流程图, 或者流程图是文字": "there is no flow chart, or it is text",
    "没有特殊环节": "there is no special step",
    "没有写明办理流程": "no procedure is stated",
    "没有写明环节时限或承诺时限": "no limits of the steps or no promised one are stated",
    "承诺时限没有单位": "the promised limit has no unit",
    "环节并联办理, 时限不能相加": "the steps run side by side: their limits do not add up",
    "不是行政许可, 也不是即办件": "it is neither a licence nor handled on the spot",
    "没有写明承诺时限, 或者没有当场办理、现场勘查": (
        "no promised limit is stated, or nothing is handled on the spot or inspected on site"
    ),
    "没有要出具的审批结果": "there is no result to issue",
    "没有同时写明结果名称和结果类型": "the result's name and type are not both stated",
    "从名称或类型看不出是证照还是批文": "name or type do not tell a certificate from a written approval",
    # Guides.
    "不是行政许可": "it is no licence",
    "不是行政许可事项": "it is no licence",
    "没有写自然人、法人主题分类, 或服务对象分不清是哪一类": (
        "no theme for natural or legal persons is stated, or whom the service is for is not clear"
    ),
    "没有写是委托办理": "the guide does not say that it is entrusted",
    "没有写明网上办理深度": "no depth of online handling is stated",
    "没有写可以网上办理, 也没有在线办理入口": "the guide neither says that it is handled online nor has an entrance",
    "没有写明任何要素": "no element is stated",
    "没有写事项名称": "no name is stated",
    # Forms.
    "没有样表": "there is no sample",
    "材料没有附件": "the materials have no files",
    "没有成对的空白表和样表": "there is no pair of a blank form and a sample",
    "没有空白表格": "there is no blank form",
    "没有可下载的附件": "there is no file to download",
    "没有需要申请人填写的表格类材料": "no material is a form that an applicant fills in",
    # Time limits and visits.
    "没有写明办件类型或承诺时限": "no case type or no promised limit is stated",
    "没有写明时限": "no time limit is stated",
    "没有按日写明法定办结时限": "no statutory limit in days is stated",
    "没有写明两个时限": "the two limits are not both stated",
    "两个时限的单位不同, 不能比较": "the two limits have different units",
    "法定时限可以延长, 不能比较": "the statutory limit may be extended",
    "法定办结时限是0, 等于没有写": "the statutory limit is 0, which states none",
    "承诺时限把法定时限不计的环节也算在内, 不能比较": (
        "the promised limit counts steps that the statutory one leaves out"
    ),
    "没有写明到现场0次": "the guide does not say 0 visits",
    "没有写是否网办和办理形式": "neither online handling nor a form of handling is stated",
    "没有写明到现场次数": "no number of visits is stated",
    "没有写明全程网办, 或没有写明到现场次数": "the guide does not say all online, or no number of visits is stated",
}
"""Whole sentences: parts of them stand in other sentences."""

_UNASKED = re.compile(r"(.*)事项不由申请人提出申请, 没有办事指南要求")
_KINDS = {"行政处罚": "a penalty", "行政强制": "a compulsory measure", "行政检查": "an inspection"}
_LEVEL_IN_WORDS = re.compile(r"(“.*”)不能和编码里的一位层级比较")


def in_english(reason: str) -> str | None:
    """The English of a sentence that says why a question does not arise; None where it is another."""
    found = _LEVEL_IN_WORDS.fullmatch(reason)
    if found is not None:
        return f"{found[1]} cannot be compared with the one digit of level in the code"
    found = _UNASKED.fullmatch(reason)
    if found is not None:
        return f"nobody applies for {_KINDS.get(found[1], found[1])}: nothing is asked of a guide"
    return _WHOLE.get(reason)
