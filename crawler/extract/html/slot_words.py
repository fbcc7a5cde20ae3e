"""What a label in a certain place means by a word in it and by its value (标签与值互证): 快则几天 over 5个工作日.

For places that the page's own structure shows to be labels: every second row of a table, every bold word of a run of
lines, every title of an answer made of titles and contents. There a label may be worded in any way, so that two weak
signs decide together: one word of a field that the label has, and the kind that its value is of. A sign without the
other decides nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists, credit_code, dates, fee_status, item_code, phone, time_limit, visits
from crawler.domain.values.placeholder import says_nothing
from crawler.extract.answers import values
from crawler.extract.guide import choice, unknown
from crawler.extract.guide import meant as guide_meant
from crawler.extract.guide.loosely import meaning
from crawler.extract.labels.dictionary import LabelMatch, normalise
from crawler.extract.labels.questions import RANK_OF_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

BOTH = 0.7
"""Confidence in an element that a word and a value tell together."""
_LONGEST, _LONGEST_VALUE = 20, 400
_SHORT_VALUE = 60
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_TOWARDS = re.compile(r"^(?:[到去在来]|可以?|直接)+")
_AND = re.compile(r"[、，,；;/和或]+")
_YES_OR_NO = re.compile(r"(?:不|没|无|未|否|是|有|可|支持|需|能|提供)[^，。；]{0,24}")
_DOCUMENT = re.compile(
    r"(?:证|证书|执照|批文|批复|批准书|决定书?|通知书?|证明|凭证|备案表|许可证|登记表|意见书?|回执|文件|护照|补贴|津贴|待遇|资金|结算单|卡|报告|名单)"
    r"(?:[（(].*[)）])?[。]?$"
)
_AT_ONCE = re.compile(r"即[办时]|当[场天日]|立[等即]?[办可取]|马上")
_BODY = re.compile(r"[^，。；：]{2,40}(?:局|委员会|委|厅|部|政府|中心|院|处|办公室|站|公司|所|会|社|队|大厅|办)[。]?$")
_SENT = re.compile(r"领|取|寄|快递|送|下载|自提|推送")
_AMOUNT = re.compile(r"\d|元|免|标准|核定|规定|计收|面议|协商")
_CLAIMED = re.compile(r"复议|诉讼|起诉|申诉|仲裁|告")
_LAW = re.compile(r"《[^《》]{2,60}》|[〔\[]\d{4}[〕\]]|第[^，。]{1,8}[条号]")
_VISITED = re.compile(
    r"\D{0,8}(?:\d|[零一二两三四五])\s*(?:次|趟|回)|.{0,6}(?:不用|无需|不需要?|零|免).{0,6}(?:跑|到|去|来)"
)


def _limit(value: str) -> bool:
    return len(value) <= _SHORT_VALUE and (time_limit.parse(value) is not None or _AT_ONCE.search(value) is not None)


def _phone(value: str) -> bool:
    return bool(phone.find_phones(value) or phone.malformed(value)) and len(value) <= _SHORT_VALUE


def _date(value: str) -> bool:
    return dates.parse(value) is not None


def _visits(value: str) -> bool:
    return len(value) <= _SHORT_VALUE and (visits.parse(value) is not None or _VISITED.match(value) is not None)


def _text(value: str) -> bool:
    """Words that are nobody's number, code, address or hours."""
    if not value or _phone(value) or _date(value) or item_code.is_code(value):
        return False
    return re.search(r"[\u4e00-\u9fff]", value) is not None


def _yes_or_no(value: str) -> bool:
    return _YES_OR_NO.fullmatch(value) is not None


def _listed(element: str) -> Callable[[str], bool]:
    return lambda value: code_lists.has(element, value)


def _for_whom(value: str) -> bool:
    return code_lists.has("service_target", _BRACKETS.sub("", value))


def _channels(value: str) -> bool:
    return all(code_lists.has("handling_form", _TOWARDS.sub("", one)) for one in _AND.split(value) if one)


def _matches(pattern: re.Pattern[str], longest: int = _LONGEST_VALUE) -> Callable[[str], bool]:
    return lambda value: len(value) <= longest and pattern.search(value) is not None


def _fee(value: str) -> bool:
    return fee_status.parse(value) is not None


def _place(value: str) -> bool:
    return unknown.is_place(value)


def _hours(value: str) -> bool:
    return unknown.element_of("", value) == "hours"


_OUR = "[我本](?:局|县|市|区|省|州|旗|委|厅|中心|单位|部门|地|级|院|站|所)"
_WAYS = "方式|形式|途径|渠道|办法|方法|路径|路子"
_WHY = "原因|理由|事由|缘由|缘故|原由|因由|为何|为什么|为啥|干什么|干啥"
_OTHER_TIMES = "年[审检]|补正|公示|延[期续]|点击|下载|浏览|访问|阅读|评价|培训|考试|频次"
"""What else is counted in times (次): 年检次数 and 点击次数 are no visits of people to the office."""
_RULES: tuple[tuple[str, str, str, Callable[[str], bool]], ...] = (
    # element, a word of which the label has one, a word that it may not have, the kind of its value
    ("basic_code", r"编码|代码|编号", r"实施", lambda v: item_code.kind(v) is item_code.CodeKind.BASIC),
    (
        "implementation_code",
        r"编码|代码|编号",
        r"基本",
        lambda v: item_code.kind(v) is item_code.CodeKind.IMPLEMENTATION,
    ),
    ("body_code", r"代码|编码", r"事项", credit_code.is_like),
    (
        "body_nature",
        r"(?:单位|机[关构]|主体|部门|组织).{0,4}(?:性质|属性|类[型别])",
        r"事项|办件|材料",
        _listed("body_nature"),
    ),
    ("item_type", r"[类型种性归]", r"件|材料|结果|证", _listed("item_type")),
    ("case_type", r"办件|件.{0,2}[类型]|即办|承诺", r"材料|结果|证|机[构关]|[发出文交收]件", _listed("case_type")),
    ("level", r"级", r"", _listed("level")),
    ("power_source", r"权|来源|出处", r"材料", _listed("power_source")),
    ("online_depth", r"网|线上|程度|深度|步", r"", _listed("online_depth")),
    ("service_target", r"对象|主体|谁|人|单位|群体", r"材料|负责|实施", _for_whom),
    ("handling_form", _WAYS, r"送|领|取|交付|发放|缴|付|支付|联系|咨询|投诉|材料", _channels),
    (
        "result_type",
        r"证|文书|批文|件|结果|拿到|得到|[发给]的",
        r"办件|事项|材料|机[构关]|主体",
        _listed("result_type"),
    ),
    ("natural_person_theme", r"(?:自然人|个人).*主题", r"法人", _text),
    ("legal_person_theme", r"法人.*主题", r"自然人|个人", _text),
    ("promised_time_limit", rf"承诺|许诺|答应|快|实际|说好|压缩后|{_OUR}", r"法[定律]|说明|环节|步", _limit),
    ("statutory_time_limit", r"法[定律规]|依法|规定|最[长多晚迟]", rf"承诺|{_OUR}|说明|环节|步", _limit),
    (
        "statutory_time_limit_note",
        r"(?:法[定律]|期限|时限).{0,6}(?:说明|依据|备注|由来|来由|出处|来历)",
        r"承诺|材料",
        _text,
    ),
    ("promised_time_limit_note", r"承诺.{0,6}(?:说明|依据|备注)", r"", _text),
    ("visits_reason", _WHY, r"材料|不予", _text),
    (
        "visits",
        r"[趟次跑]|到场|到现场|去现场|现场|窗口|大厅",
        rf"原因|理由|由|电话|地|时间|检查|勘|{_OTHER_TIMES}",
        _visits,
    ),
    ("complaint_phone", r"监督|投诉|举报|不满|意见|反映|告状", r"地址|网", _phone),
    (
        "consultation_phone",
        r"[问询打]|答疑|联系|解答|电话|热线",
        r"监督|投诉|举报|不满|传真|缴费|复议|诉讼|访问|技术支持",
        _phone,
    ),
    ("hours", r"时|几点|[上下开关]门|钟点|班", r"时限|期限|更新|发布", _hours),
    (
        "place",
        r"地|址|处|[哪何]|窗口|大厅|位置|门牌|方位|场所|网点",
        r"材料|领|网址|缴费|投诉|监督|复议|诉讼|寄|收[件货]|取件|送达|通[讯信]|注册地址|户[籍口]|居住|家庭|住[所址]|经营|生产|企业|公司|申请人|法人",
        _place,
    ),
    (
        "update_date",
        r"改|更新|编辑|核[定对]|修[订改]|发布|公布|维护|制[作表]|最[后近新]|上次",
        r"有效|实施日|施行",
        _date,
    ),
    ("reservation", r"预约|约号", r"网址|电话", _yes_or_no),
    ("courier", r"快递|邮寄|寄送|寄", r"地址|电话|费", _yes_or_no),
    ("intermediary", r"中介", r"", _text),
    ("annual_check", r"年[检审]|年度", r"", _text),
    ("quantity_limit", r"(?:数量|名额|指标|数额|总量|限量).|限[额量制定]", r"时|期|条件|材料|份", _text),
    ("special_step", r"(?:特[别殊定]|附带|附加|额外).{0,4}(?:程序|环节|步骤|手续)", r"", _text),
    ("remedy", r"救济|不服|不对|异议|复议|诉讼|权益|维权|不公|不认可", r"", _matches(_CLAIMED)),
    ("fee_reduction_basis", r"(?:减|免|优惠).{0,6}(?:依据|凭|文件)", r"", _text),
    ("fee_reduction", r"减免|免交|免缴|优惠|少交", r"依据|文件", _text),
    (
        "online_payment",
        r"(?:网|线上|在线|手机).{0,4}(?:缴|付|交费)|(?:缴|付|交)费?.{0,3}(?:方式|渠道)|(?:网|线上|在线|手机).{0,4}[缴付交]$",
        r"材料|资料|申请|提交|递交|上交",
        _text,
    ),
    ("fee_status", r"收|费|钱", r"依据|标准|多少|项目|文件|渠道|方式|收件|接收|回收|来源|名称|什么|退", _fee),
    (
        "fee_standard",
        r"(?:费|钱|收|交).{0,6}(?:多少|标准|金额|数额|几)|多少.{0,2}[钱费]",
        r"依据|退",
        _matches(_AMOUNT, 200),
    ),
    ("fee_basis", r"[费钱收价].{0,6}(?:依据|凭|文件|文号)|核[定准]文件", r"", _matches(_LAW)),
    ("fee_standard", r"[费收]额|费率", r"依据|免费|退", _matches(_AMOUNT, 200)),
    (
        "fee_name",
        r"费[目种]|(?:费|钱|收|交).{0,4}(?:项目|名称|名目|什么)|什么(?:费|钱)",
        r"",
        _matches(re.compile(r"[费税金]$"), 40),
    ),
    ("delivery", r"[发送领取寄给]|交付|交给|拿", r"什么|何|材料|电话|邮费|申请", _matches(_SENT, 120)),
    (
        "result_name",
        r"证|文书?|件|结果|拿到|得到|发给|核发|颁发|出具|给您|成果",
        r"办件|材料|[类属型]|样|费|依据|部门|机关|[原条正全]文|文[号件]|内容|法|不通过|不予|受理结果",
        _matches(_DOCUMENT, 60),
    ),
    (
        "implementing_body",
        r"单位|机关|部门|机构|主体|谁|哪家|局",
        r"代码|编码|性质|级|中介|联[办合]|委托|出具|开|监督|投诉",
        _matches(_BODY, 40),
    ),
)
_COMPILED = tuple(
    (e, re.compile(own), re.compile(f"(?:{never})") if never else None, fits) for e, own, never, fits in _RULES
)
_MAY_BE_NONE = frozenset(
    {
        "intermediary", "quantity_limit", "annual_check", "special_step", "fee_reduction", "visits_reason",
        "result_type", "statutory_time_limit", "statutory_time_limit_note", "promised_time_limit_note",
        "fee_basis", "fee_reduction_basis", "natural_person_theme", "legal_person_theme",
    }
)  # fmt: skip
_OVER_NOTHING = (
    ("complaint_phone", re.compile(r"(?:监督|投诉|举报).*(?:电话|热线)$")),
    ("consultation_phone", re.compile(r"^(?!.*(?:传真|缴费|值班|报警|复议|诉讼|技术支持)).*(?:电话|热线)$")),
)
"""What labels over an empty place mean by their words alone."""
_ANYBODYS = frozenset({"其他", "其它", "是", "否", "有"})
"""Words of many lists: they tell of no element."""
_HEADS: tuple[tuple[str, str, str], ...] = (
    # what stands over a list or a text of several lines, by its words alone
    (
        "materials",
        r"材料|资料|要件|文件|东西|证件|要带|要交|应交|应备|须交|准备",
        r"法|依据|政策|样|下载|结果|领|批准|拿到",
    ),
    ("procedure", r"流程|程序|步骤|环节|一步|经过|顺序|怎么办|怎样办|如何办|流转", r"特[别殊]|救济|投诉"),
    ("conditions", r"条件|情形|资格|够不够|门槛|符合", r"材料|不予|减免"),
    ("legal_basis", r"依据|法[律规]|有法可依|凭什么|法条|政策", r"收费|材料|减免|救济"),
    ("fee_status", r"费|钱", r"减|免|退|依据|标准|材料|缴费|交费|凭"),
    ("faq", r"(?:问|疑).{0,4}(?:问题|解答|问答|答|得多|的事|起)|有问|问答|答疑|常[见被问]|[多常]问", r"电话|窗口"),
)
_SAMPLE = re.compile(r"样[本子式例张图]?$|长.{0,3}样|式样|图样")
_ONLINE = re.compile(r"(?:网|线上|在线|掌上|手机).{0,6}(?:入口|进|办|提交|申[请报]|填报|报)")
_SECTIONS = tuple((e, re.compile(own), re.compile(never)) for e, own, never in _HEADS)


def element(label: str, value: str, labels: LabelDictionary) -> LabelMatch | None:
    """What a label that stands in a label's place means beside its value; None where they tell nothing together."""
    bare = normalise(label)
    told = " ".join(value.split())
    if not 1 < len(bare) <= _LONGEST or len(told) > _LONGEST_VALUE:
        return None
    known = meaning(bare, told, labels)
    if known is not None and (known.confidence == 1.0 or _takes(known.element, told)):
        return known
    if not told:
        empty = next((e for e, words in _OVER_NOTHING if words.search(bare)), None)
        return LabelMatch(empty, BOTH, RANK_OF_QUESTIONS) if empty is not None else None
    found = _denied(bare) if says_nothing(told) else _together(bare, told)
    if found is not None:
        return LabelMatch(found, BOTH, RANK_OF_QUESTIONS)
    if told in _ANYBODYS or says_nothing(told):
        return None
    by_value = values.element(bare, told) if told else None
    if by_value is not None:
        return LabelMatch(by_value, BOTH, RANK_OF_QUESTIONS)
    return guide_meant.by_value(told, ()) if told else None


@lru_cache(maxsize=20_000)
def _together(bare: str, told: str) -> str | None:
    return next((e for e, fits in _worded(bare) if fits(told)), None)


@lru_cache(maxsize=20_000)
def _denied(bare: str) -> str | None:
    """The element of a label over 无 or 没有, of those that may say so."""
    return next((e for e, _ in _worded(bare) if e in _MAY_BE_NONE), None)


def _worded(bare: str) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """The elements that the words of a label allow, each with the kind of its values."""
    for e, own, never, fits in _COMPILED:
        if own.search(bare) and not (never and never.search(bare)):
            yield e, fits


def section(title: str) -> str | None:
    """What a title over a list or over several lines means by its words; the caller knows that it is a title."""
    bare = normalise(title)
    if not 1 < len(bare) <= _LONGEST:
        return None
    return next((e for e, own, never in _SECTIONS if own.search(bare) and not never.search(bare)), None)


def heading(title: str, block: Box) -> LabelMatch | None:
    """What a label over a block of several lines or entries means by its words alone, and one over a link alone."""
    if block.linked and len(block.words) <= _LONGEST and _ONLINE.search(normalise(title)):
        return LabelMatch("online_entry", BOTH, RANK_OF_QUESTIONS)
    if block.shows and not block.words and _SAMPLE.search(normalise(title)):
        return LabelMatch("result_sample", BOTH, RANK_OF_QUESTIONS)
    meant = section(title) if len(block.boxes) > 1 or len(block.words) > _SHORT_VALUE or block.shows else None
    return LabelMatch(meant, BOTH, RANK_OF_QUESTIONS) if meant is not None else None


def _takes(element: str, value: str) -> bool:
    return not value or choice.fits(element, value)
