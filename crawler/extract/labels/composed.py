"""Labels that no dictionary lists (标签构词): what a label means by the words it is put together of.

A label is a head word (地点, 依据, 期限) behind words that say whose it is (办理, 审批, 对外). Where every part of a
short text is one of these, it is a label, though nobody has written it down before: 对外服务时间, 审批数量, 送达途径.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values.code_lists import has
from crawler.extract.labels.meaning import element_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEED = (
    "办理|办事|办件|接件|收件|办结|审批|许可|申请|申报|申办|申领|受理|承办|经办|业务|事项|项目|服务|行政|"
    "确认|登记|备案|领取"
)
_CAUSE = (
    "提取|贷款|缴存|参保|报销|补贴|补助|资助|救助|认定|评定|评审|鉴定|报名|入学|落户|入户|申购|申租|认证|发放|享受|保障|奖励|"
    "扶持|优待|购房|租房"
)
"""What people come for: deeds of a guide of its own, not of a case in it (变更条件)."""
_FILLER = "的|本|该|及|和|与|或|、|/|其|具体|基本|主要|有关|相关|详细|最终|对外|现场|窗口|大厅|网上|线上|线下|在线"
_ANY = f"(?:{_DEED}|{_FILLER})*"
_SOME = f"(?:{_FILLER})*(?:{_DEED})(?:{_DEED}|{_FILLER})*"
_LIMIT = "(?:时限|期限|时间|天数|工作日数?|时长|周期)"
_FINISH = "(?:办结|办理|审批|办事|完成|办件|审查|许可|受理|的)*"
_BODY = "(?:主体|机构|机关|部门|单位|科室|处室|股室)"
_WAY = "(?:方式|途径|渠道|方法|形式|办法)"
_OUTCOME = "(?:结果|出件|出证|办结物|成果)"
_PHONE = "(?:电话|热线|号码|专线|联系电话)"
_AREA = "(?:[省市州区县]直|[省市州区县]?本级|[省市州区县]级|[本我全][省市州区县])?的?"
_SPECIMEN = "(?:样本|样例|示例|样张|样式|式样|样照|范本|样表|样图)"
_TOLD = "(?:说明|介绍|情况|信息|内容|描述)?"
_SAID = "(?:的?(?:说明|描述))?"
_LABELS: tuple[tuple[str, str], ...] = (
    ("name", "(?:事项|服务|项目|业务|服务事项|办理事项|审批事项|办事事项|办事|申办|申报|许可)的?(?:全称|名称)"),
    ("short_name", "(?:大家|群众|老百姓)?(?:平常|平时|习惯|通常|日常|俗)(?:上|都)?(?:叫法|叫|称呼|称)(?:作|做|为)?"),
    (
        "short_name",
        "(?:事项|业务|服务)?的?(?:通俗|口头|民间|惯用|日常|习惯|群众|百姓|大众)的?(?:名称?|叫法|称呼|称谓|说法|用语|简称)",
    ),
    ("short_name", "(?:事项|业务|服务)的?(?:简称|别名|别称|俗称|俗名)"),
    ("promised_time_limit", "(?:本[省市县区局]|我[省市县区局])?(?:的|实际)?办结(?:的|时间|期限)?承诺"),
    ("promised_time_limit", "承诺(?:办结|办理)|(?:我们|我局|本局|单位|部门|窗口|本机关)的?承诺"),
    ("statutory_time_limit", "法定(?:办结|办理)"),
    ("statutory_time_limit_note", f"法定的?(?:最[长晚迟]的?)?{_FINISH}{_LIMIT}的?(?:说明|描述)"),
    ("promised_time_limit_note", f"承诺的?{_FINISH}{_LIMIT}的?(?:说明|描述)"),
    ("statutory_time_limit", f"(?:法律|法规|依法)规定的?{_FINISH}{_LIMIT}|依法应当?{_FINISH}{_LIMIT}"),
    ("statutory_time_limit", f"法定的?(?:最[长晚迟]的?)?{_FINISH}{_LIMIT}"),
    (
        "promised_time_limit",
        f"(?:(?:本|我|我们)?(?:单位|部门|机关|窗口|事项|局|委|中心)?|对外|办件|办理|审批)的?承诺{_FINISH}{_LIMIT}",
    ),
    (
        "promised_time_limit",
        "(?:办理|办结|审批|办事|办件|完成|许可|业务|事项|服务|总)(?:办理|办结|审批|所需)?(?:时限|期限|时长|周期|天数|工作日)",
    ),
    ("promised_time_limit", "承诺(?:多久|几天|多少天|多长时间)(?:内|能|可以?)?(?:办[好完结成妥]|出结果)?"),
    (
        "result_name",
        (
            "办[结完好成](?:了|后|之后|以后)+(?:给|发|能?得到|能?拿到|能?领到)的?(?:什么)?(?:证件?|证照|结果|东西)?"
            "|(?:发给?|颁发|核发|发放|取得|得到|领到)的(?:证件|证照|证书|批文|文书|结果)|(?:颁发|核发)(?:证件|证照|证书|批文)(?:名称)?"
            "|办[结完好成](?:了|后|之后|以后)(?:发放|颁发|核发|取得|获得)的?(?:证件?|证照|证书|批文|文书)?"
        ),
    ),
    (
        "visits_reason",
        "(?:为何|必须|须|需要?|要|应)*(?:到|去|赴|跑)?(?:办事|办理)?(?:现场|窗口|大厅|实地|到场|当面|跑动)(?:办理)?的?(?:原因|理由|事由|缘由)(?:说明)?",
    ),
    (
        "visits",
        "(?:申请人|办事人|群众|最多|平均|需要?|须|要)*(?:到|去|跑|赴)(?:办事|办理|服务)?(?:现场|窗口|大厅|\\(窗口\\)|\\(大厅\\)){0,3}(?:办理|办事)?的?(?:最多|最少)?(?:次数|趟数)|(?:线下|现场|群众|企业|最多|办事人?|申请人)+跑动次数",
    ),
    (
        "online_depth",
        "(?:网上|线上|互联网|网办|在线|全程网办|一网通办)(?:办理|办事|服务|可办)?的?(?:程度|深度|等级|级别|成熟度|星级)(?:等级|级别)?",
    ),
    ("body_nature", f"(?:实施|办理|审批|受理|承办|主管)?{_BODY}的?性质"),
    ("body_code", f"(?:实施|办理|审批|承办|主管){_BODY}(?:机构)?的?(?:编码|代码|统一社会信用代码)"),
    ("joint_body", f"(?:联办|联合(?:办理|审批|实施)|协办|共同(?:办理|实施|审批))的?{_BODY}(?:名称)?"),
    (
        "implementing_body",
        f"(?:(?:本?事项|业务|行业|行政|法定)的?)?(?:实施|办件|办理|审批|受理|承办|经办|主管|责任|负责|牵头|主办|决定|许可|行使|执行|归口)的?(?:行政|业务|管理)?{_BODY}(?:名称|全称)?",
    ),
    ("level", "(?:行使|实施|办理|审批|权力|事项|权限|管辖|所属)的?(?:层级|级别|层次)"),
    ("power_source", "(?:权力|权限|职权|事项)的?(?:来源|来自|出自)"),
    ("item_type", "(?:事项|审批|项目|权力|职权|许可|服务|业务)(?:事项)?的?(?:类别|类型|性质|种类|属性)"),
    ("case_type", "办件的?(?:类别|类型|性质|种类|属性|分类)"),
    (
        "service_target",
        "行政相对人(?:类型|类别|性质)?|(?:申请|办事|办理|申报|申领)(?:人|主体|人群)的?(?:类型|类别|性质|范围)|(?:服务|办理|适用|申请|申报|受理|面向|办事|受众|许可|审批|实施)的?(?:对象|人群|主体|群体)(?:类型|类别|范围|及领域)?",
    ),
    ("handling_form", f"(?:办理|受理|申请|申报|申办|申领|办事|服务)的?{_WAY}"),
    (
        "place",
        f"(?!.*(?:网上|线上|在线)|(?:收件|注册|(?:结果|证[件照书])?(?:领取|取件))地址$){_SOME}(?:地点|地址|场所|处所|位置|网点){_SAID}|(?:办公|窗口|大厅|中心|受理点|服务点|单位)的?(?:地点|地址|所在地|位置)",
    ),
    (
        "place",
        "(?:办理|办公|办事|受理|窗口|大厅|服务|经办|联系)的?(?:地点|地址)(?:和|与|及|、|/)(?:窗口)?(?:联系|咨询)?的?(?:方式|电话|联系方式|联系电话)",
    ),
    (
        "place",
        "可以?(?:办理|受理)的?(?:网点|窗口|大厅|地点)|(?:办理|服务|受理|办事)?(?:窗口|网点|大厅)(?:分布|列表|一览)",
    ),
    (
        "hours",
        f"(?:{_FILLER}|{_DEED}|办公|上班|接待|营业|开放|工作|处所|网点|柜台)*(?:办公|上班|接待|营业|开放|工作|窗口|受理|对外|接件|收件|交件)(?:{_DEED})*的?(?:时间|时段|钟点){_SAID}",
    ),
    (
        "complaint_phone",
        f"{_AREA}(?:投诉|监督|举报|监管|效能|纪检|质量|作风|行风|政风|党风|廉政|态度|和|与|及|、|/|服务|业务){{0,4}}(?:投诉|监督|举报|监管)(?:受理|服务)?(?:{_PHONE}|{_WAY})",
    ),
    (
        "consultation_phone",
        f"{_AREA}(?:咨询|问询|询问|联系|业务|政策|办公|窗口|办理|受理|服务|经办|客服|人工|和|与|及|、|/){{1,4}}{_PHONE}|(?:咨询|问询|联系)的?(?:服务)?{_WAY}",
    ),
    ("result_sample", f"(?:{_DEED})*{_OUTCOME}(?:文书|证件|证照)?的?{_SPECIMEN}"),
    ("result_sample", f"(?:结果)?(?:证件|证照|证书|批文|文书|执照)的?{_SPECIMEN}"),
    ("result_sample", "(?:结果|证件|证照|证书|批文|文书)?(?:就)?长(?:得|成)?(?:这|那)个?样子?"),
    ("result_type", f"(?:{_DEED})*{_OUTCOME}的?(?:类型|类别|形式)"),
    (
        "result_name",
        (
            f"(?!(?:申请|申报|受理)结果$)(?:{_DEED})+(?:结果|成果)(?:名称|证件|文书|证照|文件)?|{_OUTCOME}(?:名称|证件|证照|文书)"
            "|(?:审批|许可)证[件照](?:名称)?|(?:核发|颁发)的?(?:证件|证照|证书|批文|文书)(?:名称)?"
        ),
    ),
    (
        "delivery",
        (
            f"(?:{_DEED})*(?:结果|证件|证照|证书|批文|文书|决定)?的?(?:送达|领取|取件|获取|发放|取证|领证|出证|递送|交付)的?{_WAY}"
            f"|(?:{_DEED})*(?:结果|成果|证件|证照|证书|批文|文书|决定)的?(?:送达|领取|获取|发放|递送|交付)"
        ),
    ),
    (
        "material_basis",
        "(?:需要|要求|设[定置立])?(?:提供|提交)?(?:该|此|本|以[上下]|上述|[下所]列|所有|全部|各项)?(?:项|份)?材料的?(?:设定|法律|法定|要求)?的?依据",
    ),
    (
        "materials",
        f"(?:{_DEED}|的|需要?|所|应当?|须|要|提交|提供|报送|准备|携带|递交|[交带备])+(?:材料|资料|要件)(?:清单|目录|列表|明细|一览表?|名录|名单|要求)?(?:见下表|如下表?)?",
    ),
    (
        "conditions",
        f"(?:{_DEED}|准予|批准|准入|享受|所需|资格|报名|报考|(?:申请人|申报人|申请者|申请单位)应?当?(?:具备|符合|满足)的|的|\\((?:申请|申报|受理|审批)\\))+(?:条件|资格)(?:和要求|及要求|要求)?{_TOLD}",
    ),
    ("materials", f"(?:{_CAUSE})(?:申请)?(?:所需|需要?|应?提[交供])?的?(?:材料|资料|要件)(?:清单|目录)?"),
    ("conditions", f"(?:{_CAUSE})(?:申请)?的?(?:条件|资格)"),
    ("procedure", f"(?:{_CAUSE})(?:申请|办理)?的?(?:流程|程序|步骤)"),
    ("service_target", f"(?:{_CAUSE})的?(?:对象|人群)(?:范围)?"),
    (
        "conditions",
        (
            "(?:可以?|能够?|准予|予以)?(?:申请|办理|受理|申领|申报)的?情形|能够?(?:办|办理|申请|申办)的条件"
            f"|(?:{_DEED}|申请人)*(?:应当?|需要?|须|要|必须)?(?:具备|符合|满足|达到)的条件"
        ),
    ),
    (
        "conditions",
        "(?:符合|具备|满足)(?:这些|下列|以下|如下)的?条件(?:的|者)?(?:才|就|方|即)?(?:能够?|可以?)(?:申请|办理?|申办)",
    ),
    (
        "flow_chart",
        f"(?:{_DEED}|{_FILLER})*(?:{_DEED}|网上|线上|线下|窗口)(?:的)?(?:流程|程序|步骤)图|流程图(?:示|片)?",
    ),
    ("procedure", f"(?:{_DEED}|{_FILLER}|操作|工作|指引)+(?:流程|程序|步骤|环节|过程|经过){_TOLD}"),
    ("fee_reduction_basis", "(?:收费|费用)?减免的?(?:政策|法律)?依据"),
    (
        "fee_reduction",
        "(?:收费|费用)?(?:是否|可否|能否|有无)(?:可以?|允许|能|有)?(?:收费|费用)?(?:减免|减缴|免缴|优惠)",
    ),
    ("fee_standard", f"(?:{_DEED})*(?:收费|费用)的?(?:依据|标准)(?:及|和|与|、)(?:依据|标准)"),
    ("fee_name", "(?:收费|费用|缴费)的?(?:项目|名目|种类)(?:名称)?"),
    ("fee_standard", f"(?:{_DEED})*(?:收费|费用|缴费|计费|收取)的?(?:标准|金额|数额)"),
    ("fee_basis", f"(?:{_DEED})*(?:收费|费用|缴费|计费)的?(?:(?:政策|法律|法规|文件|物价)?依据|文件)"),
    (
        "fee_status",
        f"(?:审批|许可|办理)收费|(?:{_DEED})*(?:是否|有无|收取)?(?:收费|费用)(?:情况|信息|状态|与否|说明)|(?:{_DEED})*(?:是否|有无)(?:需要|需|要|收取)?(?:收费|费用|缴费)|收取费用|费用收取(?:情况)?",
    ),
    (
        "online_payment",
        (
            "(?:是否|可否|能否|有无)?(?:支持|可以?|能够?|提供|开通)?(?:网上|在线|线上|网络|掌上|手机)"
            "(?:支付|缴费|缴纳|付费|交费|付款|缴款)(?:费用)?(?:服务|方式|渠道|途径|情况)?|(?:支付|缴费|付费|交费|缴款)的?(?:方式|渠道|途径)"
        ),
    ),
    (
        "legal_basis",
        "(?:设定|设立|法律|法规|规章|政策|办理|实施|法定|审批|办事|许可|文件|行政|行使|事项|的|及|和|与|、)+依据(?:文件|条款|名称|和条款|及条款|说明|描述)?",
    ),
    (
        "quantity_limit",
        "(?:审批|许可|办理|受理|批准|申请|申报)的?数量(?:限制|限额|上限|说明)?|数量限制的?描述|(?:有无|是否有?)?(?:审批|许可)?(?:数量|名额|指标)的?限制(?:说明|情况)?|(?:是否|有无)(?:限量|限额|限数|有限额)",
    ),
    (
        "remedy",
        "(?:申请人|当事人|行政|法律|权利|的|和|与|及|或|、)*(?:复议|诉讼|救济)(?:行政|复议|诉讼|救济|权利|和|与|及|或|、|/)*(?:的?(?:途径|渠道|方式|办法|机关|部门|权利|说明))*",
    ),
    (
        "rights",
        "(?:申请人|申请主体|申请者|行政相对人|相对人|当事人|办事人|服务对象)?的?(?:依法)?(?:享有|承担)?的?(?:权利|义务|权益)(?:和|与|及|、)(?:承担)?的?(?:义务|权利|责任)",
    ),
    (
        "reservation",
        "(?:是否|可否|能否|支持|开通|提供|可|可以|需要?|提前)*(?:网上|线上|在线|电话|微信)?预约(?:办理|服务|方式|渠道|办事)|(?:是否|可否|能否)(?:开通|支持|提供|可以?|能)?(?:网上|线上|在线)?预约",
    ),
    (
        "courier",
        "(?:是否|可否|能否)?(?:支持|提供|可以|可)(?:办件)?(?:结果|证照|证件)?(?:物流|快递|邮寄|寄送|邮政)+(?:服务|送达|递送|办理)?",
    ),
    ("remedy", "对(?:本|该)?(?:决定|结果|处理结果|办理结果|审批决定)(?:有异议|不服)(?:的|时)?"),
    ("online", "(?:是否|可否|能否)(?:支持|可以|可|能)?(?:网上|在线|线上|网)(?:办理|申办|申报|申请|办)"),
    (
        "online_entry",
        (
            "(?:网上|在线|线上|网办|移动端|电脑端|计算机端|手机端|掌上)"
            "(?:办理|办事|申报|申请|申办|在线|跳转|服务系统|系统)*(?:网址|链接|地址|入口)|(?:办理|申报|申办)(?:网址|链接)"
        ),
    ),
    ("natural_person_theme", "(?:面向)?(?:个人|自然人)(?:办事|服务|事项)?主题(?:分类)?"),
    ("legal_person_theme", "(?:面向)?(?:企业|法人)(?:办事|服务|事项)?主题(?:分类)?"),
    ("scope", "(?:异地|外地|跨[省市区域])(?:可以?|能够?)?(?:通办|办理|办)的?(?:范围|区域|层级)"),
    ("scope", "(?:是否|支持|全[国省市域]|跨[省市区域]|就近)*通办的?(?:范围|区域|层级)"),
    (
        "faq",
        "(?:常见|热点|高频|疑难|群众|典型|常遇|办理|办事|业务|相关)+(?:的)?(?:问题|疑问|问答)(?:及|与|和)?(?:解答|回答|答复|问答|解释|汇总|集锦)?",
    ),
    ("review_standard", "(?:材料)?(?:审查|审核|受理|审批|验收)的?(?:标准|要点|要求)"),
    ("special_step", "不计[入算]?(?:承诺|办理|法定|办结)*(?:时限|期限)的?(?:环节|程序|事项|时间)"),
    (
        "special_step",
        "(?:另外?|还|额外)(?:要|需要?|须)?(?:走|经过|经|办理|进行)?的?(?:特别|特殊|其他)?的?(?:程序|环节)(?:说明)?",
    ),
    (
        "special_step",
        "(?:法定的?)?(?:特别|特殊)的?(?:程序|环节)(?:及|和|与|的|所需|办理)*(?:说明|名称|情况|时限|期限|时间)?",
    ),
    (
        "special_step",
        "(?:听证|检验|检测|检疫|鉴定|评审|专家评审|公示|招标|拍卖|现场勘验|现场踏勘|现场核查|、|和|及|或)+等?的?(?:特别|特殊)的?(?:程序|环节)",
    ),
    ("intermediary", "(?:是否|有无)?(?:涉及|需要|存在|有)?的?中介(?:服务|机构)(?:事项)?(?:名称|情况|内容)?"),
    ("traffic", "(?:交通|乘车|公交|到达|行车)(?:路线|线路|指引|指南|方式|信息|指南)"),
    (
        "implementation_code",
        "(?:地方|本地|本级|[省市县区]级)?(?:事项|实施|业务|项目)(?:的)?(?:实施)?(?:清单)?(?:编码|代码|编号)",
    ),
    ("basic_code", "(?:国家|事项)?(?:基本|目录|主项)(?:目录|清单)?(?:编码|代码|编号)"),
    (
        "update_date",
        "(?:本?(?:指南|页面|内容|信息|事项|网页)的?)?(?:最近|最后|最新)?(?:更新|发布|修订|公布|录入|刊[登发]|登载)(?:时间|日期|于)|(?:数据|信息|内容|指南|页面)(?:最近|最后|最新)?更新",
    ),
)
_PATTERNS = tuple((element, re.compile(pattern)) for element, pattern in _LABELS)
OF_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in _LABELS))
"""One look instead of one an element, since most words are the label of none."""
_HEADS = frozenset(
    "谓语口否自量额样叫呼称新子拨规律策款服到形打好完成妥久天目额文给么书西下渠结量间限期日数长因度级质码称源型别类性种人式径道法点址所置话线码方段例张本图表果件料单录细序程骤节据况息态免准制讼议济权务责任围域寄答问题标点求围券境系明体构关门位室群象达取放递证名格于示办品理诺由费付纳缴惠约容接报利览过述次"
)
_SHORTEST = 4
_LONGEST = 14
_COUNTED = re.compile(r"\(共?\d{1,3}[项件份个种类条]?\)$")
_LATIN = re.compile(
    r"(?<=[\u4e00-\u9fff)?？])(?:[Pp]art|PART|[Ss]tep|STEP|[Ss]ection|[Nn][Oo]\.?)\d{1,2}$|(?<=[\u4e00-\u9fff)])[/|]?\(?[A-Za-z][A-Za-z.,&/'()-]*$|^[A-Za-z][A-Za-z.,&/'()-]*(?=[\u4e00-\u9fff])"
)
_ORDINAL = re.compile(r"(?:part|step|section|chapter|no\.?)\s*\d{1,2}", re.IGNORECASE)
_WORD = re.compile(r"(?=[A-Za-z]{3})[A-Za-z]*[aeiouyAEIOUY]")
_LATIN_LINE = re.compile(r"(?=.*[A-Za-z]{3})(?=.*[aeiouyAEIOUY])[A-Za-z][A-Za-z .,&/'-]*[A-Za-z.]")
_VALUES = frozenset(
    {
        "null", "none", "undefined", "nan", "test", "demo", "true", "false", "yes", "word", "excel", "office", "doc",
        "docx", "zip", "rar", "jpeg", "ofd", "app",
    }
)  # fmt: skip
"""Words in Latin letters that stand for a value and translate nothing; so do letters without a vowel (xxx)."""
_SHORT = frozenset({"no.", "no", "tel", "tel.", "q&a"})
"""Short words that translate a label."""
_BRACKET_INSIDE = re.compile(r"([^()]{2,6})\(([^()]{2,6})\)([^()]{2,6})$")
"""证照（文书）名称 says both 证照名称 and 文书名称."""
_BRACKETED = re.compile(r"([^()]{2,12})\(([^()]{2,12})\)$")


def is_latin(line: str) -> bool:
    """Whether a line is words in Latin letters alone: on a Chinese page it says again what stands beside it."""
    return line[:1].isascii() and _LATIN_LINE.fullmatch(line) is not None and line.lower() not in _VALUES


def is_ordinal(line: str) -> bool:
    """Whether a line is an ornament that counts the parts of a page: Part 02, STEP 3."""
    return line[:1].isascii() and _ORDINAL.fullmatch(line) is not None


def untranslated(label: str) -> str:
    """A label without white space, and without its translation: 必要性Required, Documents申请材料."""
    bare = _LATIN.sub("", label)
    if bare == label or len(bare) < 2:
        return label
    said = label.removeprefix(bare) if label.startswith(bare) else label.removesuffix(bare)
    words = said.lstrip("/|").strip("()")
    known = words.lower() in _SHORT or (_WORD.search(words) and words.lower() not in _VALUES)
    return bare if known else label


_OF_A_PAPER = re.compile(r"原件|复印件|正本|副本|份数|必要|来源渠道|材料[形来类必]")
"""What brackets say of a paper, and no label of itself."""
_FIGURE = re.compile(r"(?:\d+(?:\.\d+)?)?个(?:工作日|自然日|日历日|小时|月)|\d+(?:工作日|分钟|小时|[天日年次趟元份])")
"""A value with its label behind it in brackets says its name once: 30个工作日(法定时限)."""


_ASKS_FOR_LAW = re.compile(r"(?:凭|按照?|依据?|根据)(?:的是)?(?:什么|啥|哪[条些个项部]?).{0,4}(?:[办批审管设]|$)")


def said_twice(label: str) -> tuple[str, ...]:
    """The labels in one that has a count behind it, or says its name twice as 怎么办(办理流程) does."""
    bare = _COUNTED.sub("", label)
    if bare != label:
        return (untranslated(bare),)
    found = _BRACKETED.match(label) if label.endswith(")") else None
    if found is None and (inner := _BRACKET_INSIDE.match(label)):
        before, other, after = inner.groups()
        return f"{before}{after}", f"{other}{after}"
    if found is not None and _OF_A_PAPER.search(found.group(2)):
        return (found.group(1),)  # 户口簿（原件及复印件） is a paper, and no label
    return (found.group(1), found.group(2)) if found and not _FIGURE.match(found.group(1)) else ()


def is_answered(names: Sequence[str], element: str) -> bool:
    """Whether what stands before a label in brackets is a value of its element: 不收费(是否收费), 即办件(办件类型).

    Nor is 依据 that of a material where the words before the brackets ask for that of the deed: 凭什么办(依据).
    """
    before = names[1] if len(names) > 2 else ""
    if element == "material_basis" and _ASKS_FOR_LAW.search(before):
        return True
    return has(element, before) or (element == "fee_status" and before.startswith(("不", "免")))


def as_titled(bare: str) -> tuple[str, ...]:
    """A title as it stands, and as it is without what it says a second time."""
    return (bare, *said_twice(bare)[:1]) if bare.endswith(")") else (bare,)


@lru_cache(maxsize=20_000)
def element_in_words(label: str) -> str | None:
    """The element that a normalised label means by its parts; None where any part of it says something else."""
    if _SHORTEST <= len(label) <= _LONGEST and label[-1] in _HEADS and OF_ANY.fullmatch(label) is not None:
        return next((element for element, pattern in _PATTERNS if pattern.fullmatch(label)), None)
    return element_meant(label)
