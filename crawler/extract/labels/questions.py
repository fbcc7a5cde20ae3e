"""What a question asks for (问句): the element of a guide that 谁可以办, 要带什么 or 多久办好 stands for.

A question is known by what it asks, not by its wording: each element has patterns of the words that ask for it, and
what is left of the question may name nothing else (“身份证丢了去哪里补办” asks of a case, not for the place).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values.code_lists import elements_with
from crawler.extract.labels.dictionary import LabelMatch, normalise

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

_WHAT = "(?:什么|哪些|哪几样|啥|哪几种|哪种|哪样|哪类)"
_WHERE = "(?:哪里|哪儿|哪边|哪个地方|什么地方|何处|何地|哪)"
_HOW = "(?:怎么样|怎么|怎样|如何|咋样|咋)"
_CAN = "(?:能不能够?|可不可以|是否可以|能否|可否|可以|能够?|可)"
_MUST = "(?:要不要|需不需要|用不用|需要|必须|应当|应该|是否要|是否|要|需|得|该)"
_GET = "(?:领取|拿到|取到|领到|领|拿|取)"
_ASKED: tuple[tuple[str, str], ...] = (
    ("handling_form", rf"^{_HOW}(?:去|来|进行)?(?:递交|提交|报送|递材料|交材料)(?:申请|材料|资料)*$"),
    ("name", r"^(?:要|想)?办(?:理?的是?|理)?(?:什么|啥)(?:事项?|事情|业务)?$"),
    ("promised_time_limit", r"^实际(?:上|要|办理|办|需要?)*(?:多久|几天|多长时间|多少天)"),
    ("item_type", r"(?:属于|是|算)(?:哪|什么|啥)(?:一)?(?:类|种)(?:事项|事情|事|业务|权力)?$"),
    (
        "faq",
        r"常(?:见)?(?:问|遇到)的|(?:大家|别人|群众|网友|您|你).{0,4}(?:还|常|都|最|可能|在).{0,3}(?:想?问|关心)|(?:还|可能|都|常|最).{0,3}(?:想问|关心)(?:的|什么)?$|(?:还|都|常|最爱?|老)(?:在|想|会)?问(?:的|些|什么)*$|问得最多",
    ),
    ("faq", rf"还有(?:别的|其他)?{_WHAT}(?:问题|疑问|不明白|不清楚)|有{_WHAT}常见(?:问题|疑问)"),
    ("short_name", r"(?:平常|平时|习惯|通常|大家|俗)[^，。]{0,4}叫(?:它|这[个件]?事)?(?:什么|啥)$"),
    ("basic_code", r"基本(?:编码|代码)(?:是|为)?(?:多少|什么|几|哪)?"),
    ("implementation_code", r"实施(?:编码|代码)(?:是|为)?(?:多少|什么|几|哪)?"),
    (
        "level",
        r"(?:哪|什么)一?(?:个)?(?:级别|层级|级)的?(?:政府|部门|机关|权限|权力|职权)?(?:来)?(?:行使|办理?|实施|管|负责|审批)?$",
    ),
    ("remedy", r"(?:不服|不同意|有异议|不认可|没批|不批|没通过|被拒|不予).*(?:怎|如何|找谁|哪|办|申诉|能)"),
    (
        "remedy",
        r"(?:复议|诉讼|申诉|打官司|维权|救济).*(?:怎|如何|找谁|哪|什么|吗)|(?:怎|如何|找谁|哪).*(?:复议|诉讼|申诉|打官司|维权)",
    ),
    (
        "complaint_phone",
        (
            r"(?:不满意|不高兴|投诉|举报|监督|意见|态度不好|服务不好|刁难|受了?委屈).*(?:谁|哪|怎|如何|打|什么|多少)"
            r"|(?:谁|哪|怎|如何|打).*(?:投诉|举报|反映问题)"
        ),
    ),
    ("fee_reduction_basis", r"(?:减|免|优惠).*(?:凭|依据|根据).*|(?:凭|依据|根据).*(?:减|优惠)"),
    (
        "fee_reduction",
        rf"(?:{_CAN}|有没有|是否|有无|有).{{0,4}}(?:减免?|免交|免缴|优惠|少[交收花])|(?:谁|{_WHAT}人){_CAN}(?:减|免|少)",
    ),
    (
        "fee_basis",
        r"(?:凭|依据|根据|按照?).{0,6}(?:收费|收钱|收的?费|收$)|(?:收费|收钱|收的?费).*(?:凭|依据|根据)|为(?:什么|啥)(?:要)?收[费钱]",
    ),
    (
        "online_payment",
        (
            rf"(?:{_CAN}|怎么|如何|支不支持|是否).{{0,4}}(?:网上|线上|手机|在线|微信|扫码).{{0,2}}[交缴付支]"
            r"|(?:网上|线上|手机|在线).{0,2}[交缴付].{0,3}(?:吗|不能|行不行)"
        ),
    ),
    ("online_payment", rf"{_HOW}(?:交|缴|付)(?:费|钱|款)|(?:费|钱|款){_HOW}(?:交|缴|付)"),
    ("fee_name", rf"^[收交缴](?:的是?|取|纳)?{_WHAT}(?:费用?|钱|款)?$"),
    (
        "fee_standard",
        r"收多少|^[交缴]多少(?:费|钱)?$|(?:多少|几|啥|什么)(?:钱|块钱?|元|价钱?|费用?|标准收费)|费用?(?:是|要|大概)?多少|怎么收(?:费|钱|$)|如何收费|收(?:费|钱).{0,3}(?:标准|多少)",
    ),
    (
        "fee_status",
        (
            rf"(?:{_MUST}|收不收|交不交|用|是不是|会不会|免).{{0,3}}(?:花钱|交钱|掏钱|费用|收费|交费|缴费|付费|收钱|付钱|要钱|钱|费)"
            r"|(?:收|花|要)不(?:收|花|要)(?:钱|费用?)|有没有费用|[收免缴交]费[吗么]|免不免费|是免费的?[吗么]|要钱[吗么]"
        ),
    ),
    (
        "result_sample",
        r"长(?:得|成)?(?:什么|啥|哪|这个?|那个?)样|(?:是|成|有)(?:什么|啥)样(?:子|式)?(?!的)|样(?:子|本|张|式)(?:是|在|长)(?:什么|哪|啥)",
    ),
    (
        "result_name",
        (
            rf"(?:办好|办完|办成|办结|办下来|最后)(?:了|后|完|以后|之后)*.{{0,2}}(?:给|{_GET}|得到|得|发|出|收到|会有|有|是).{{0,3}}"
            rf"(?:{_WHAT}|哪).{{0,3}}|{_GET}(?:的是)?(?:{_WHAT})(?:证|结果|东西|文书|批文)?"
            rf"|(?:给|发|出)(?:的是)?{_WHAT}(?:证|结果|东西|文书|批文)?|(?:结果|证件|证书|证照|文书|批文)(?:名字|名称)?(?:是|叫)(?:做|个)?{_WHAT}|得到{_WHAT}"
        ),
    ),
    (
        "delivery",
        (
            rf"(?:结果|证件|证书|证照|批文|文书|证|钱|款|补贴|资金){_HOW}(?:才)?(?:能)?(?:到手|到账|[交送发寄给]到|拿到手)"
            rf"|(?:结果|证件|证书|证照|批文|证|办好|办完|办结|成果)?(?:了|后|以后|之后|的东西)*(?:{_HOW}|通过{_WHAT}(?:方式|渠道)?|到{_WHERE}"
            rf"|去{_WHERE}|在{_WHERE}|{_WHERE}|从{_WHERE})(?:可以|能|去|来)?(?:{_GET}|送达|给我|给$|发放|送|寄给|交给|收到)"
        ),
    ),
    (
        "courier",
        rf"(?:{_CAN}|支持|支不支持|给不给|是否|可以用?|要).{{0,4}}(?:快递|邮寄|寄|物流)|(?:快递|邮寄|寄送|寄).{{0,4}}(?:吗|不能|行不行|可以)|寄不寄",
    ),
    ("reservation", rf"(?:{_MUST}|{_CAN}|怎么|如何|有没有|提前).{{0,3}}(?:预约|约号|取号)|预约[吗么]|提前约"),
    (
        "visits_reason",
        (
            r"(?:为什么|为啥|为何|干吗|干嘛|干什么|做什么|什么原因).{0,4}(?:要|得|必须|还要)?.{0,3}(?:现场|窗口|本人|大厅|跑|到场|亲自|去一?趟)"
            r"|(?:到|去)(?:现场|窗口|大厅)(?:要)?(?:干|做)(?:什么|啥|嘛)"
            r"|(?:跑|去|来)(?:这|那|一|几)*(?:趟|次|回)(?:是|要|得|为了|去)*(?:做|干|办)(?:些|点)?(?:什么|啥|嘛)(?:事情?)?$|(?:为什么|为啥|为何)(?:一定|还)?(?:要|得|必须|须)(?:来|去|跑)$"
        ),
    ),
    (
        "visits",
        (
            r"(?:跑|去|到|来|上门)(?:一?趟)?(?:现场|窗口|大厅|办事大厅)?(?:几|多少)(?:趟|次|回)|(?:几|多少)(?:趟|次)(?:腿|路|现场)?"
            r"|(?:要不要|需不需要|用不用|用|要|需要|必须|是否).{0,2}(?:跑腿|跑路|跑大厅|跑窗口|跑现场|跑一?趟|本人到场|亲自去?|去现场|到现场|去窗口|到窗口)(?:几|多少)?(?:趟|次|回)?"
        ),
    ),
    (
        "statutory_time_limit",
        r"(?:法定|法律|法规|依法|按规定|规定).*(?:多久|多长|几天|多少天|几个|期限|时间|时限|最长|最晚)|最(?:长|晚|迟|多)(?:要|得|不超过)?(?:等)?(?:多久|多长时间|几天|多少天)",
    ),
    (
        "hours",
        r"(?:什么时(?:候|间)|何时)(?:可以|能|能够|该)?(?:去|来|上班|开门|受理|接待|办公|下班|申请|办理?$)|几点(?:钟)?(?:上班|开门|下班|关门|开始|去|能)?|(?:周末|星期[六天日]|周[六日]|节假日|中午|双休日).{0,4}(?:办|上班|开|休)",
    ),
    (
        "hours",
        r"(?:哪天|哪几天|哪些天|哪个时间).{0,4}(?:去|来|办|上班|开)|(?:上班|办公|开门|受理)(?:时间)?(?:是|到)?(?:什么时候|几点|啥时候)|啥时候(?:去|来|上班|开门)",
    ),
    (
        "promised_time_limit",
        (
            r"(?:多久|多长时间|几天|多少天|多少(?:个)?(?:工作)?日|几个?(?:工作日|月|小时)|什么时候|啥时候|何时|哪天).{0,5}(?:办好|办完|办结|办成|办下来|办妥|拿到|领到|到账|到手|出结果|下来|拿证|搞定|能好|有结果|出证)"
            r"|(?:办|等|花|要|需要|得)(?:理|好|完|下来|结)?(?:要|得|需要?|花|等|大概|一般)*(?:多久|多长时间|多少时间|几天|多少天|几个?工作日)|^(?:多久|多长时间|几天)$"
        ),
    ),
    (
        "blank_form",
        rf"(?:表格?|空白表|申请表).{{0,4}}{_WHERE}.{{0,3}}(?:下载|领|拿|找|要)|{_WHERE}.{{0,3}}(?:下载|领|拿|找).{{0,3}}表",
    ),
    ("sample_form", rf"(?:表格?|申请表){_HOW}(?:填|写)|{_HOW}填(?:写)?(?:表格?|申请表)|填表.{{0,3}}(?:样|例|参考)"),
    (
        "materials",
        (
            rf"(?:带|备齐|准备|备|提交|递交|提供|交|拿|出示|携带|上传|用到|用|需要|要|缺|少).{{0,2}}(?:好|上|齐|着|些)?(?:{_WHAT})"
            rf"(?<!满足什么)(?<!符合什么)(?<!具备什么)(?<!满足哪些)(?<!符合哪些)(?<!具备哪些)(?!条件|资格|要求|方式|渠道|途径|办法|程序|流程|步骤|环节|标准|规定|依据|法|政策|问题|人|样)(?:材料|资料|证件|东西|手续|文件|证明)?"
            rf"|(?:{_WHAT})(?:材料|资料|证件|东西|文件|证明)|(?:材料|资料|证件|东西|手续)(?:要|有|需要|是|包括|得)?(?:带|备|交|准备)?(?:{_WHAT}|几样|几份)"
        ),
    ),
    (
        "review_standard",
        rf"(?:审查|审核|受理|审批|批|把关|检查|核).{{0,6}}(?:看{_WHAT}|{_HOW}看|{_WHAT}标准|标准是|审{_WHAT})|{_HOW}(?:审查|审核|才?算(?:合格|通过|符合))|按{_WHAT}标准",
    ),
    ("special_step", r"(?:有没有|有无|是否有|有)(?:什么|哪些)?(?:特殊|特别)(?:的)?(?:环节|程序)"),
    ("promised_time_limit_note", r"(?:什么|哪些|哪几天).{0,2}(?:时间|日子|天)?.{0,4}(?:不算|不计|不包括|除外|不含)"),
    ("flow_chart", r"一张?图.{0,3}(?:看懂|读懂|看明白|明白)|(?:流程图|图)(?:在哪|长什么样)"),
    (
        "special_step",
        rf"(?:{_MUST}|有没有|会不会).{{0,3}}(?:现场勘|实地|勘查|踏勘|听证|检验|检测|评审|公示|考试|上门看|特别(?:程序|环节))",
    ),
    ("intermediary", r"(?:找|请|经过?|通过|要|需|有没有|是否).{0,4}中介"),
    ("annual_check", r"(?:年审|年检|年度报告|每年.{0,3}(?:审|检|报))"),
    (
        "quantity_limit",
        r"(?:有没有|有无|是否有?|限).{0,3}(?:名额|数量|指标|个数)|名额.{0,3}(?:多少|几|限制)|限(?:多少|几)个?",
    ),
    ("rights", rf"(?:有|享有|享受|承担)(?:{_WHAT})(?:权利|义务|权益|责任)"),
    (
        "online_depth",
        rf"(?:网上|线上|手机).{{0,6}}(?:办到|做到|到)(?:{_WHERE}(?:一?步|个?程度)|(?:什么|哪个?|啥)(?:地步|程度|阶段|环节))|网(?:上)?办.{{0,3}}(?:程度|深度)|{_CAN}全程网办",
    ),
    (
        "online",
        rf"(?:{_CAN}).{{0,3}}(?:网上|线上|手机上?|在线|网络)(?:申请)?办?|(?:网上|线上|手机上?|在线|网).{{0,2}}(?:{_CAN})(?:申请|直接)?办(?!到)",
    ),
    (
        "handling_form",
        rf"(?:{_WHAT}|哪|几|多少)(?:种|个|条|些)?(?:办理|申请|受理)?(?:方式|渠道|途径|办法|方法|路子)|线上(?:办)?还是线下|网上(?:办)?还是(?:去)?窗口",
    ),
    (
        "scope",
        r"(?:外地|异地|跨省|跨市|别的地方|其他地方|外省|全省|全市|任何一个).{0,6}(?:能|可).{0,3}办|(?:能|可).{0,4}(?:外地|异地|跨省|跨市|别的地方|通办)",
    ),
    (
        "traffic",
        rf"(?:{_HOW}|坐{_WHAT}车?|坐几路).{{0,3}}(?:去|过去|过来|到达|前往|坐车|乘车|到那里)|坐(?:几路|什么|哪路)车|乘(?:几路|什么|哪路)车|(?:窗口|大厅|中心|路){_HOW}走|几号线",
    ),
    ("service_target", rf"(?:面向|服务|办给)(?:谁|{_WHAT}(?:人|对象))|(?:给|为)(?:谁|{_WHAT}人)(?:办|服务)"),
    (
        "consultation_phone",
        r"(?:打|拨)(?:哪|什么|多少|啥)(?:个|些)?.{0,2}(?:电话|号码|热线)?|电话(?:是|号码|打)?(?:是)?(?:多少|什么|哪)|(?:哪个|什么)(?:电话|热线)",
    ),
    (
        "consultation_phone",
        rf"(?:找|问|向|联系)(?:谁|{_WHERE}).{{0,2}}(?:问|咨询|打听|联系|了解)?$|(?:不懂|不明白|不清楚|疑问|问题|没看懂|想问|拿不准).*(?:谁|哪|怎么|如何)|(?:{_HOW}|{_WHERE}).{{0,3}}(?:咨询|联系|打听)|咨询(?:谁|{_WHERE})",
    ),
    (
        "legal_basis",
        (
            rf"(?:依据|根据|凭|按照?|依照?)(?:的)?(?:是)?(?:{_WHAT}|哪|何)(?:一)?(?:条|部|个|项|份)?(?:规定|法律|法规|法|政策|文件|条文|办(?:的|理)?|办事)?"
            rf"|(?:有|是)?(?:{_WHAT}|哪)(?:一)?(?:条|部|个|项|份)?(?:法律|法规|规定|政策|依据|文件)(?:规定|依据)?(?:的|要求)?|(?:法律|政策|法规)?依据(?:是|在|有)(?:{_WHAT}|{_WHERE})"
        ),
    ),
    (
        "implementing_body",
        rf"归(?:谁|{_WHERE}|{_WHAT}).{{0,3}}(?:办|管|负责)?|(?:由)?谁(?:来|在|给|负责)?(?:办理?|管|负责|受理|审批|批|审|发证|主管)(?!.*条件)$|(?:由|是)?(?:哪|什么)(?:个|家|些)?(?:部门|单位|机关|机构|衙门).{{0,3}}(?:办|管|负责|受理|审批|主管)?|找(?:哪|什么)个?(?:部门|单位)",
    ),
    (
        "conditions",
        (
            rf"(?:谁|{_WHAT}(?:样的?)?(?:人|企业|单位|情况下?|情形下?|对象|家庭|机构|群众)?)(?:才|就|都|需要)?(?:{_CAN}|有资格|适合|符合)(?:才|来|去|够)?(?:提出)?(?:备案|登记|补办|申请办理|办理|申请|申办|申领|申报|享受|办|领|报)?"
            rf"|(?:{_WHAT})(?:样的?)?(?:人|企业|单位|情况|情形)(?:需要|要|该|应该?)(?:申请)?办|(?:{_WHAT})(?:条件|资格|要求)|(?:条件|资格|门槛)(?:是|有|要)(?:{_WHAT}|哪)"
            rf"|(?:要|得|需要?|应当?|须|必须)?(?:先)?(?:满足|符合|具备|达到){_WHAT}(?:的)?(?:条件|要求|情形)?$"
            rf"|(?:我|自己)?(?:{_CAN}|够不够|符不符合|符合)(?:条件)?(?:申请|办|办理|享受)?(?:条件)?[吗么]$|(?:够不够|符不符合)条件"
        ),
    ),
    (
        "procedure",
        (
            rf"(?:分|有|要走|走|共|要|经过|要经|要过|过)?(?:几|多少|哪几|哪些|什么)(?:个|大|道)?(?:步骤?|流程|程序|环节|手续|关)|(?:流程|程序|步骤|手续)是?{_HOW}(?:走|办|的)?|(?:流程|步骤|程序)(?:是|有){_WHAT}"
            rf"|一步一?步(?:地|来|都)?{_HOW}(?:走|办|做|来)$|{_HOW}(?:一步一?步)?(?:去|来)?(?:办理|申请|申办|申报|申领|办事|办手续|办|操作|走流程|做)$|先.{{0,4}}后.{{0,4}}(?:什么|怎么)"
        ),
    ),
    (
        "place",
        rf"(?:去|到|上|在|往)(?:{_WHERE})(?:个|一?家|些)?(?:窗口|大厅|地方|单位|地点)?(?:可以|能|去|里)?(?:办理|办事|申请|提交|递交|受理|交|办)?|(?:{_WHERE})(?:可以|能|能够)?(?:办理|办事|申请|受理|办)|(?:地址|地点|窗口|位置)(?:在|是)(?:{_WHERE}|多少)|(?:哪|几号|什么|哪些)(?:个|些)?窗口",
    ),
)
"""What asks for which element; the first that fits is meant, so the narrower question stands before the wider one."""
_PATTERNS = tuple((element, re.compile(pattern)) for element, pattern in _ASKED)
_OF_MATERIALS = tuple(
    (part, re.compile(pattern))
    for part, pattern in (
        ("material_original", r"原件.{0,3}(?:还是|或|和|、).{0,2}复印|(?:要|交)原件"),
        ("material_form", r"纸质?.{0,3}(?:还是|或|和|、).{0,2}电子|电子.{0,3}(?:还是|或|和|、).{0,2}纸"),
        ("material_copies", r"(?:几|多少)份"),
        ("material_type", r"(?:什么|啥|哪)一?(?:样|类|种)的?(?:东西|材料|文件)"),
        ("review_standard", rf"{_HOW}才?算(?:合格|通过|符合)|{_WHAT}(?:标准|要求)才(?:算|能)"),
        (
            "material_necessity",
            r"(?:是不是|必不必|要不要|一定|非).{0,3}(?:必要|必须|必需|必交|要交|要|提供)|(?:可以|能)不(?:交|带|要)",
        ),
        ("review_standard", r"(?:怎样|怎么样?|如何|什么样)的?(?:才)?(?:算|是)?(?:合格|通过|符合要求|行)"),
        ("material_basis", r"(?:为什么|为啥|凭什么|为何)要|依据(?:是|的是)?(?:什么|哪)"),
        (
            "material_issuer",
            (
                r"(?:谁|哪个?(?:部门|单位|机关|家)).{0,2}(?:开|出具|出|发|盖章)|(?:去|到|在|找)(?:哪里?|哪儿|谁)(?:开|出具|办)"
                r"|(?:哪里|哪儿|哪边|何处)(?:可以?|能)?(?:开具|出具|开出|签发)"
            ),
        ),
        (
            "material_source",
            r"来自(?:哪里|哪儿|何处|哪)|(?:从|去|到|在)?(?:哪里|哪儿|哪).{0,2}(?:来|弄|拿|取|得)|(?:怎么|如何)(?:来|得到|取得|弄到)",
        ),
        (
            "material_filling_notes",
            r"(?:有|要)?(?:什么|哪些|啥)(?:要求|讲究)|(?:要)?注意(?:什么|哪些|啥)|(?:怎么|如何)填|^(?:特别)?提醒$",
        ),
        ("blank_form", r"(?:空白)?表.{0,3}(?:哪|怎么)"),
        ("sample_form", r"(?:样子|样表|示例).{0,3}(?:哪|什么)"),
    )
)
_OTHER_THINGS = re.compile(
    r"^由(?:何处|哪里|哪儿)(?:取得|获得|得到|开具|出具|提供)|有效期|管(?:多久|几年|多少年)|补正|下载(?:在|到)?哪|查(?:询)?(?:进度|结果)|进度|丢|遗失|挂失|补办|换证|注销|过期"
)
"""Questions of a case or of other things than a guide's elements."""
_FILLING = re.compile(
    r"手里|手上|看一?看|看一下|办[好完成结]|统一|全国|本地|办理|办事|符合|满足|具备|网上|线上|最多|最少|至少|一共|总共|业务|事项|事情|手续|一下|一步|到底|大概|一般|具体|现场|窗口|政府|这件|这个|此事|本事|证件?|人员?|材料|结果|时间|来说|法律|规定"
    r"|[的地了呢啊呀吧嘛吗么该此本这事件项办理去到来请我您你们要需得还都就可以能会再又也和与跟于在是有个些才先]"
)
_ADDRESSED = re.compile(r"请问|麻烦问|我们|咱们?|您|(?<!给)我|你|申请人|老百姓|群众|[?!？！。:：“”\"'()（）\s]")
_ASIDE = re.compile(r"(?<=..)[(（][^()（）?？]{1,12}[)）]$")
"""What stands in brackets behind a question and asks nothing: 交哪些材料（按情形）."""
_ENDING = re.compile(r"(?:呢|啊|呀|嘛|哦|的呢)$")
ASKING = (
    "什么",
    "何",
    "哪",
    "怎",
    "如何",
    "谁",
    "多少",
    "多久",
    "几",
    "吗",
    "不",
    "啥",
    "是否",
    "能否",
    "还是",
    "常",
    "问",
    "咋",
    "最",
    "多长",
    "有没有",
    "可否",
    "呢",
    "一图",
    "张图",
)
_ASKING = re.compile("|".join(ASKING))
LONGEST = 24
RANK_OF_QUESTIONS = 50
"""Official labels are believed before questions."""
_NUMBER = "0123456789一二三四五六七八九十、.．:：()（）Q问第 "
_RUN_ON = re.compile(r"[\u4e00-\u9fff][?？\s]+[\w《“]")
"""A question with its answer behind it."""
_TOLD = re.compile(r"^(?:不|无需|免费|全免)|。$")
"""What answers and asks nothing: 不要钱，免费办理。"""
_ANSWERED = re.compile(r"([^:：]{2,})[:：]\s*[^\s:：]")
"""A question before a colon with its answer behind that, which is a pair and no label: 是否收费：收费."""
_EITHER = re.compile(r"(?:是|算|属于|为)?([^还是]{2,8})还是(?:算|属于)?([^还是]{2,8})")
"""A question that names two words of one list: 即办件还是承诺件."""
_JOINTS = re.compile(r"[、，,；;]")
_OF_A_WINDOW = frozenset({"place", "hours", "consultation_phone"})
_MOST_LEFT = 3
_NOTHING_LEFT = frozenset({"procedure", "conditions", "visits", "annual_check", "materials"})
"""Elements whose question asks of a case as soon as it names one: 搬家了怎么办."""


@lru_cache(maxsize=4096)
def asked_for(words: str, *, only: bool = False) -> str | None:
    """The element that a question asks for; None for what is no question and for questions about anything else.

    `only` where next to no word of it may be left over.
    """
    if not 2 <= len(words) <= LONGEST or _ASKING.search(words) is None:
        return None
    bare = _bare(words)
    if _TOLD.search(words) and not is_asked(words):
        return None
    if _RUN_ON.search(words.lstrip(_NUMBER)) or _OTHER_THINGS.search(bare):
        return None
    if (pair := _ANSWERED.match(words)) is not None and asked_for(pair[1]) is not None:
        return None
    if (either := _EITHER.fullmatch(bare)) is not None:
        both = set(elements_with(either[1])) & set(elements_with(either[2]))
        return next(iter(both)) if len(both) == 1 else None
    if len(asked := _JOINTS.split(words.rstrip("?？"))) > 1:
        # 去哪儿办、几点去、电话多少 asks for a window in one breath.
        told = {asked_for(part) for part in asked} - {None}
        if told <= _OF_A_WINDOW and len(told) == len(asked):
            return "place"
    return _asked_for(bare, 1 if only else _MOST_LEFT)


def _asked_for(bare: str, most_left: int) -> str | None:
    for element, pattern in _PATTERNS:
        found = pattern.search(bare)
        if found is not None:
            left = len(_FILLING.sub("", bare[: found.start()] + bare[found.end() :]))
            if left <= (1 if element in _NOTHING_LEFT else most_left):
                return element
    return None


@lru_cache(maxsize=4096)
def asked_of_material(words: str) -> str | None:
    """The part of a material that a question asks for: 从哪里来, 原件还是复印件, 为什么要."""
    if not 2 <= len(words) <= LONGEST or _ASKING.search(words) is None or _RUN_ON.search(words):
        return None
    bare = _bare(words)
    return next((part for part, pattern in _OF_MATERIALS if pattern.search(bare)), None)


def _bare(words: str) -> str:
    return _ENDING.sub("", _ADDRESSED.sub("", _ASIDE.sub("", normalise(words))))


def is_asked(words: str) -> bool:
    """Whether words ask something, whatever it is."""
    return words.endswith(("?", "？", "吗", "呢")) or any(
        word in words for word in ("什么", "怎么", "哪", "谁", "多少", "如何")
    )


_BEFORE_COLON = {"收费": "fee_status"}
"""Words that are an answer elsewhere (是否收费：收费) and a label only where a colon follows them."""


def before_colon(words: str, labels: LabelDictionary) -> LabelMatch | None:
    """The element of a label of the dictionary, or of a word that is one before a colon, as in 收费：不收费."""
    known = labels.exact(words)
    element = _BEFORE_COLON.get(normalise(words)) if known is None else None
    return known if element is None else LabelMatch(element, 1.0, RANK_OF_QUESTIONS)
