"""What the traces of an element look like (要素的痕迹): words and forms of value by which a page shows it.

They are wider than labels: a trace is never read as a value. It says only that words on the page may be the element, so
that nobody may be blamed for leaving it out.
"""

from __future__ import annotations

import re
from functools import partial

from crawler.domain.values import phone, time_limit
from crawler.domain.values.remembered import remembered
from crawler.extract.guide.prose import is_deed, unnumbered
from crawler.extract.guide.unknown import is_place

_DAY = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2})?"
_DATE_WORDS = "更新|发布|修订|修改|公布|公开|发文|来源|版本|日期|时间|编辑|录入|维护|生效|启用|截至|数据"
_DATE = re.compile(_DAY)
_DATED = re.compile(rf"(?:{_DATE_WORDS}).{{0,12}}{_DAY}|{_DAY}.{{0,16}}(?:{_DATE_WORDS})|^{_DAY}(?:\D.{{0,10}})?$")
_SEVERAL_DEEDS = re.compile(
    r"(?:(?:申请|申报|提交|填[表写]|收[件表]|受理|初审|审查|审核|复核|核验|决定|办结|送达|颁证|制[证卡]|发证|领[取证卡]|缴费|发放).{0,40}?){2}"
)
_LAW = re.compile(
    r"《[^《》]{2,40}(?:法|条例|规定|办法|细则|决定|通知|意见|规则|规程|标准|规范)》|第[零一二三四五六七八九十百千\d]+条"
    r"|[〔\[(]\d{4}[〕\])]第?\d+号|(?:条例|办法|规定|法).{0,6}(?:里|中|上)?.{0,4}(?:规定|说|写|要求)"
)
_OF_GUIDE: dict[str, re.Pattern[str]] = {
    "fee_status": re.compile(r"收费|免费|免收|不收(?!取?材料|件)|收取|费用|工本费|缴[费纳]|[花交要]钱|多少钱|\d\s*元"),
    "fee_standard": re.compile(r"\d\s*元|[￥¥]\s*\d|收费|标准|收取|多少钱|工本费"),
    "fee_basis": re.compile(
        r"发改|价格|物价|财[综税]|[价财]费|收费.{0,6}(?:依据|文件|目录)|[〔\[(]\d{4}[〕\])]第?\d+号|《"
    ),
    "fee_reduction_basis": re.compile(r"减免|减征|免征|停征|减半|优惠"),
    "online_payment": re.compile(r"支付|缴费|付款|交费|缴款|微信|银联|扫码|刷卡|转账"),
    "delivery": re.compile(
        r"邮[寄递]|邮政(?!编码)|寄[送达出给]|快递|速递|EMS|领[取走证]|自取|取[件证走]|送[达到上证]|推送|自助打印|发放|发送到|打入|短信"
        r"|(?:网上|在线|自行|电子|自己|网站|终端).{0,4}(?:下载|打印)|自己来|来拿|寄到|存入|账户|逐户|告知|公布"
    ),
    "result_sample": re.compile(
        r"样[本照式张例图子品]|式样|图样|模样|长(?:什么|啥)样|(?:结果|证[照书件]|批文).{0,6}(?:示例|范例|范本|图片|预览)"
        r"|specimen",
        re.IGNORECASE,
    ),
    "result_name": re.compile(
        r"(?:许可证|登记证|证书|执照|批文|批复|决定书|通知书|备案表|回执|凭证|证明书?|意见书|批准文件|(?<!身份)证|补[贴助]金?|津贴|款)。?$|(?:办理|审批|办事)结果|拿到什么|发什么"
    ),
    "result_type": re.compile(r"^(?:证照|批文|证书|证明|文书|其他|其它)类?$|结果.{0,4}(?:类型|类别|形式|种类)"),
    "review_standard": re.compile(
        r"(?:受理|审[查核批]|核验|验收).{0,6}(?:标准|要[点求])|材料.{0,12}(?:齐全|真实|完整|规范|符合)|(?:内容|填写).{0,6}(?:真实|完整|清晰|准确)"
    ),
    "online_entry": re.compile(
        r"(?<!不支持)(?<!未开通)(?<!不提供)(?<!不能)(?<!不可)(?<!无法)(?:在线|网上|立即|马上|现在|我要|掌上|一键|去|直接)(?:办理|申报|申请|申办|办事|办)|^(?:办理|申报|申请)(?:入口|系统|平台)?$"
    ),
    "update_date": _DATED,
    "remedy": re.compile(r"复议|诉讼|起诉|人民法院|申诉|救济|不服|打官司"),
    "visits_reason": re.compile(
        r"(?:原因|理由|缘由|事由)|为(?:什么|何|啥)|^[^：]{0,6}(?:[跑来去]|到场|现场)[^：]{0,4}[趟次回][^：]{0,6}：.{4}|当面|到场|面签|面审|采集|核[对验]原件|交回|勘[查验]|指纹|人像"
        r"|(?:本人|须|需|要|必须|应当)[^，。；]{0,6}(?:现场|窗口|大厅|到场|签[字名])|现场[^，。；]{0,4}(?:核|签|领|交|确认|审)"
    ),
    "visits": re.compile(
        r"^\D{0,6}[\d零一二两三]\s*[次趟回]|^\d$|[零0]跑|[跑来去](?:几|多少|一)[次趟]|不用(?:跑|到现场|来)"
    ),
    "conditions": re.compile(
        r"条件|资格|符合|具[备有]|年满|满足|(?:应当|必须|须|不得|没有)[^，。；]{2,}|[^，。；]{4,}(?:以上|的)[。；]?$|已经?[^，。；]{4,}"
    ),
    "procedure": _SEVERAL_DEEDS,
    "legal_basis": _LAW,
    "faq": re.compile(
        r"[？?]|^[问答QA][：:、.]?|(?:怎么|如何|多久|多长|哪里|能不能|可不可以|是否可以|需不需要).{2,}|[吗呢]$"
    ),
    "materials": re.compile(
        r"原件|复印件|申请[表书]|身份证|户口[簿本]|营业执照|合格证|证明(?:材料|文件)?|材料|资料|证件|东西"
    ),
    "online_depth": re.compile(r"网办|全程|预审|[ⅠⅡⅢⅣ一二三四]级|深度|在线办理|网上(?:受理|办理|申报)"),
    "handling_form": re.compile(r"(?:窗口|网上|线下|线上|现场|掌上|自助)(?:办理|申请|受理|办)"),
    "case_type": re.compile(r"即办件|承诺件|上报件"),
    "item_type": re.compile(
        r"行政(?:许可|确认|给付|奖励|裁决|征收|处罚|强制|检查)|公共服务|其[他它]行政权力"
    ),
    "service_target": re.compile(r"自然人|法人|个人|企业|公民|群众|居民|单位|组织"),
    "level": re.compile(r"^(?:国家|省|市|设区市|区|县|镇|乡|街道|村|社区)级"),
    "implementing_body": re.compile(
        r"[^，。；]{2,}(?:局|厅|委员会|管理处|中心|支队|大队|人民政府|办公室|分局|所|馆|[医学]院|血站|公司)(?:（[^（）]+）)?$"
    ),
}  # fmt: skip
"""By element of the guide, what a text that was read as nothing shows that may be this element."""
_OF_OTHER_THINGS = (
    r"提[示醒]|注意|须知|说明|备注|声明|公告|通知|简介|概述|介绍|背景|解读|收费|缴费|减免|优惠|中介|年[检审]|有效|数量|名额|权利|义务|责任"
    r"|不予|不得|禁止|处罚|罚|退出|终止|撤销|注销|评价|版权|联系|咨询|投诉|监督|样[本表]|下载|附件"
    r"|[问答]|条文|原[文话]|法[律规条]|步骤?$|环节"
)
"""Words of labels under which stands something else than what has to be fulfilled."""
_PROSE = re.compile(
    rf"(?![^：]*(?:{_OF_OTHER_THINGS}|[？?吗呢《\d]))[^：，。；]{{2,16}}：(?!《)(?=.{{10,}})[^：，。；、]*[\u4e00-\u9fff]{{2}}[，。；、][^：]*"
)
"""Sentences under a label that nobody knows, as they come from the page: 准入的门道：有固定的场所，有专职的人员。"""
_PROSAIC = frozenset({"conditions", "review_standard"})
"""Elements that are told in sentences of any words."""
FURNITURE = re.compile(
    r"满意|看懂|有用吗|帮助吗|(?:本|该)?(?:平台|网站|网页|页面|站点)|纠错|客服|您好|评价|打印|收藏|分享|扫一扫|扫[描码]{1,2}[^，。；]{0,6}关注|关注[^，。；]{0,10}(?:公众号|服务号|微信号)|猜您|12345政务|以窗口|为准$|仅供参考|浏览|阅读|字体"
)
"""Words of the page about itself, not about the item."""
_LIMITS = frozenset({"promised_time_limit", "statutory_time_limit"})
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_PHONE_WORDS = re.compile(r"电话|热线|咨询|投诉|监督|举报|\b1\d{4}\b")
_HOURS = re.compile(
    r"(?:周|星期|礼拜)[一二三四五六日天].{0,4}(?:至|到|[-—~～])|\d{1,2}\s*[:：点时]\s*(?:\d{2}|半)?.{0,4}(?:至|到|[-—~～])"
    r"|(?:上午|下午|中午|早上|晚上)\s*\d|24小时|全天|(?<![个\d诺定])工作日(?![内数）)])|上班|营业|开放时|法定节假日"
)
_PLACE_WORDS = re.compile(
    r"(?:路|街|大道|巷)\s*\d+\s*号|地[址点]|去哪|在哪|[\d一二三四五六七八九十]+\s*(?:号窗口|楼|层|室)"
    r"|[^，。；]{3,}(?:大厅|中心|办事处|服务站|派出所|窗口)$"
)
_ORGAN = (
    r"[^\W_]{0,18}(?:局|厅|委|委员会|部|法院|检察院|医院|学院|学校|派出所|站|处|中心|公安|街道|社区|[村居]委会|机关|部门|银行|政府|机构|公司|协会"
    r"|联合会|单位|企业|大队|支队|办公室)"
)
_OF_MATERIAL: dict[str, re.Pattern[str]] = {
    "material_source": re.compile(
        r"自备|自行|本人|申请人|核发|出具|签发|开具|制发|颁发|发放|提供方|中介|部门|来源|哪来|其[他它]$"
    ),
    "material_issuer": re.compile(
        rf"{_ORGAN}(?:(?:[、，/和或及]|或者|以及){_ORGAN})*"
        r"|.*(?:核发|出具|签发|开具|制发|颁发|[由在找去到][^，。；]{2,12}(?:办|开|领|签)).*"
    ),
    "material_basis": re.compile(rf"依据|{_LAW.pattern}|(?:条例|办法|规定|细则|[^\W_]法|令)(?:第|$)"),
    "material_copies": re.compile(r"[一二两三四五六七八九十\d]\s*[份张套本页件式]|若干|份数|几份"),
    "material_necessity": re.compile(
        r"必[要须备交填需]|可选|选[交择填]|非必|容缺|应交|不是必|视情|需要时|情形|时提[交供]$|^[应须需可]提?[交供]$|免[予于]?提?[交供]$"
    ),
    "material_original": re.compile(r"原件|复印件|复制件|正本|副本|扫描件|影印|照片|电子[版件]"),
    "material_form": re.compile(r"纸质|电子|书面|扫描|上传"),
    "review_standard": re.compile(
        r"清晰|有效|一致|真实|齐全|完整|盖章|公章|签[字名章]|准确|符合|规范|标准|要求|要点|审[查核]|核[对验]|逐[栏项]|填写|[^，。；]{5,}"
    ),
}  # fmt: skip
"""By element of a material, what a text beside it shows."""
OFFERS = re.compile(
    r"下载|空[白表]|样[表张例本]|示[例范]|范[本例]|模[板版]|表格|附件|查看|预览|填写"
    r"|\.(?:docx?|xlsx?|pdf|wps|zip|rar|jpe?g|png)",
    re.IGNORECASE,
)
"""What the words of a link that leads to a form say."""
FORMS = frozenset({"blank_form", "sample_form"})


def is_prose(words: str) -> bool:
    """Whether words are a label that nobody knows with sentences behind it: they may say what has to be fulfilled."""
    label = words.partition("：")[0]
    return _PROSE.fullmatch(words) is not None and not is_deed(unnumbered(label))


def _shows(element: str, words: str) -> bool:
    if FURNITURE.search(words) and not (element == "update_date" and _DATED.search(words)):
        return False
    if element in _LIMITS:
        return time_limit.parse(words) is not None and not _DATE.search(words)
    if element in _PHONES:
        return bool(phone.find_phones(words)) or _PHONE_WORDS.search(words) is not None
    if element == "hours":
        return _HOURS.search(words) is not None
    if element == "place":
        return is_place(words) or _PLACE_WORDS.search(words) is not None
    own = _OF_GUIDE.get(element)
    if element in _PROSAIC and is_prose(words):
        return True
    return own is not None and own.search(words) is not None


def _shows_of_material(element: str, words: str) -> bool:
    own = _OF_MATERIAL[element]
    if FURNITURE.search(words):
        return False
    return (own.fullmatch(words) if element == "material_issuer" else own.search(words)) is not None


OF_GUIDE = frozenset(_OF_GUIDE) | _LIMITS | _PHONES | {"hours", "place"}
OF_MATERIAL = frozenset(_OF_MATERIAL)
SHOWS = {element: remembered(partial(_shows, element)) for element in OF_GUIDE}
"""Whether a text that was read as nothing may be this element of the guide."""
SHOWS_OF_MATERIAL = {element: remembered(partial(_shows_of_material, element)) for element in OF_MATERIAL}
"""Whether a text beside a material may be this element of it."""
LINKED = frozenset({"result_sample", "online_entry"})
"""Elements that the words of a link or of a picture may be."""
OF_FEES = frozenset({"fee_standard", "fee_basis", "fee_reduction_basis", "online_payment"})
"""Elements that only a guide with a fee is asked for."""
