"""The few words by which lists are told from other pages; the full label dictionary belongs to reading."""

from __future__ import annotations

import re
from functools import lru_cache

_LABELS_OF_ELEMENT = {
    "name": (
        "事项名称 办理事项 服务事项 业务名称 权力名称 职权名称 实施事项名称 权责事项名称 子项名称 "
        "办理项名称 业务办理项名称 政务服务事项 政务服务事项名称 服务事项名称 审批服务项目名称 "
        "办事事项 事项 服务名称 审批事项 许可事项 项目名称 审批项目 服务项目 办事项目"
    ),
    "implementation_code": "事项编码 实施编码 事项编号 地方实施编码 实施清单编码 事项代码",
    "handling_code": "业务办理项编码 业务办理项编号 办理项编码",
    "basic_code": "基本编码 权力基本码 目录编码 职权编码",
    "local_code": "权力内部编码",
    "implementing_body": (
        "实施主体 实施部门 实施机构 实施单位 办理部门 办理机构 主管部门 责任部门 审批部门 "
        "受理部门 部门名称 所属部门 承办部门 服务部门 部门 主管单位 受理机构 承办单位 责任单位 办理单位"
    ),
    "item_type": "事项类型 事项类别 权力类型 职权类别 事项性质 事项分类 类型 类别",
    "case_type": "办件类型",
    "level": "行使层级 实施层级 行政层级 层级",
    "statutory_time_limit": "法定办结时限 法定时限 法定期限",
    "promised_time_limit": "承诺办结时限 承诺时限 承诺期限 办理时限 办结时限",
    "visits": "到办事现场次数 到现场次数 跑动次数",
    "service_target": "服务对象 办理对象 面向对象",
    "online_depth": "网办深度 网上办理深度",
    "handling_form": "办理形式",
    "parent_item": "主项名称 目录名称",
    "update_date": "更新时间",
    "fee_status": "是否收费",
}
COLUMNS = {label: element for element, labels in _LABELS_OF_ELEMENT.items() for label in labels.split()}
"""List columns and card labels -> element id (element_ids.csv)."""

CODE_ELEMENTS = ("handling_code", "implementation_code", "basic_code", "local_code")
"""Which code names an item, best first."""

# A table with one of these columns is a record of something else: cases, materials, steps, news, fees, windows.
OTHER_TABLE = re.compile(
    r"材料|环节|步骤|审查标准|办件编号|申请人|申报人|申办者|受理时间|办结时间|办理状态|办件状态|发布(?:时间|日期)|发文|文号|收费标准|窗口|"
    r"信件|咨询内容|满意度|中介|许可证号|决定书|公示"
)

GUIDE_ACTION = re.compile(
    r"^(?:查看|服务|办理|详细)?(?:办事|服务|办理|申报)?指南(?:详情)?$|^(?:查看)?(?:详情|详细|明细)$|^查看(?:指南|详情|更多)?$|^指引$|^详细信息$|^指南$"
)
FORM_WORDS = re.compile(
    r"[〔\[【（(]?(?:点击)?(?:下载|查看)?(?:空白?表格?|空白?样?表|样[表本例]|(?:填写)?(?:示例|样例)(?:样[表本])?|(?:填写)?范[本例]|"
    r"填写样[表本例]|表格模板|表样)(?:下载|查看)?[〕\]】）)]?"
)
"""Words, whole, of what leads to a blank form or a sample."""
CHOOSE_FIRST = re.compile(r"请[您你]?(?:先|首先)[^。;；<]{0,12}(?:选择|勾选|点选|确定)[^。;；<]{0,12}情[形况]")
"""Where the materials of a situation (办理情形) are to stand, before its reader has chosen one."""
OTHER_ACTION = re.compile(
    r"^(?:在线|网上|立即|我要|马上|窗口|就近|掌上|一键|全程|自助|去)?(?:办理|申办|申请|申报|预约|咨询|投诉|评价|收藏|订阅|关注|分享|办|问|评|"
    r"约|看|查|取号|网办|代办|登记)(?:入口|地址|网址)?$|^好差评|^评价|^进度查询|^办理进度|^办件查询|^展开|^收起|^收藏|^订阅|^取消|^更多|^打印|^下载|^二维码|^扫码"
    r"|^材料(?:下载|清单)|^表格下载|^常见问题|^样表|^空表|^空白表|^示例|^流程图|^智能|^情形导办|^地图|^导航$|^电话|^复制"
)
DEED_NAME = re.compile(
    r"^(?:地图|(?:智能|打印|电话|复制|收藏|评价|新闻|订阅).{2,}).{0,60}"
    r"(?:审批|许可|审核|核准|核发|备案|登记|认定|审查|验收|批准|换发|补发|注销|变更|延续)(?:[（(].{1,20}[)）])?$"
)
"""Names of services that begin like a button or a menu: 地图审核, 新闻记者证核发, 打印业务经营许可."""
NAVIGATION = re.compile(
    r"^(?:.{0,6}首\s*页|上一?页|下一?页|末页|尾页|上页|下页|返回.{0,6}|网站地图|联系我们|关于我们|帮助|登录|注册|登录/注册|退出|English|繁體|无障碍.*|"
    r"个人(?:办事|服务|中心)?|法人(?:办事|服务)?|部门(?:服务|办事|窗口)?|互动交流|政策法规|新闻.*|通知公告|公告公示|办件公示|"
    r"政务公开|信息公开|一件事.{0,4}|好差评|特色服务|主题服务|便民服务|.{0,4}专区|.{0,4}专栏|事项清单|办事大厅|更多.*|全部.*|不限|搜索|查询|>+|<+|»|«|\u203a|\u2039|\d{1,4})$"
)
SERVICE_WORDS = re.compile(
    r"许可|登记|备案|审批|核准|审核|审查|认定|核发|换发|补发|换证|补证|变更|注销|延续|申请|申报|办理|补贴|救助|给付|确认|鉴定|验收|证明|证书|证照|"
    r"执照|缴费|缴纳|参保|转移|提取|贷款|报销|报备|签发|签注|签证|护照|身份证|户口|落户|迁移|迁入|迁出|结婚|离婚|婚姻|生育|出生|养老|医保|社保|公积金|资格|资质|"
    r"检验|检疫|检测|年检|年审|评定|奖励|裁决|征收|减免|发放|领取|认证|注册|设立|开办|招用|备查|报名|考试|移交|接收|转让|"
    r"抵押|查验|检查|异动|新办|核定|评审|授予|津贴|补助|优待|抚恤|安置|退费|挂失|续期|续签|补领|换领|首次|终止|暂停|恢复|撤销|调整|使用|经营|开采|砍伐|采伐|占用|挖掘|拆除|迁建|申领|补办|"
    r"支付|缴存|发证|换领|年报|开具|出具|打印|测试|准入|牌照|接种|退休|失业|就业|培训|公证|监理|监督|配租|退役|复工|停业|歇业|解散|租赁|购置|证$"
)
LIST_ENTRANCE = re.compile(
    r"事项(?:清单|目录|列表|库|大全|查询|名录)|(?:政务|公共|便民|审批|行政)?服务事项|办事(?:指南|大厅|服务|清单|事项|直通车|查询)|服务(?:指南|大厅)|"
    r"(?:权责|权力|责任|实施|服务|行政许可|行政审批)(?:事项)?清单|行政权力(?:事项)?|(?:网上|在线|网络)(?:办事|审批|服务)|我要办(?:事)?|"
    r"面向(?:自然人|个人|企业|法人|社会)|全部(?:事项|服务|办事)|(?:个人|法人|企业|公民|群众|自然人)(?:办事|服务|事项|用户|办理)|(?:按)?(?:部门|单位)(?:办事|服务|窗口|导航|事项|分类)|"
    r"行政(?:许可|审批|确认|给付|奖励|裁决)|公共服务|一网通办|政务服务$|^办事$|^(?:个人|法人|企业|部门|单位)$|^按?(?:主题|部门|事件|人生)"
)
"""Words of a menu that promise the item list (事项清单), the hall (办事大厅) or the guides in it."""
NOT_ITEM_WORDS = re.compile(
    r"关于.{2,}的?(?:通知|公告|通告|意见|批复|决定|函|报告|说明|解读|公示)|召开|会议|调研|印发|解读|发布会|座谈|领导|市长|省长|书记|启动仪式|"
    r"《.+》|公告$|通知$|公示$|通告$|新闻|快讯|报道|举行|开展.{0,8}活动|(?:条例|办法|规定|细则|方案|意见|规划|要点|政策)(?:[（(].{0,8}[)）])?$|"
    r"^(?:如何|怎么|怎样|为什么|什么)|[?？]$|一件事$"
)
GUIDE_NAME = re.compile(r"(?<=.)的?(?:办事|服务|办理|申报)指南(?:[（(].{1,10}[)）])?$")
"""What ends the title of a guide, behind the name of its service."""
FORM_NAME = re.compile(
    r"表(?:格)?(?:[（(].{1,12}[)）])?$|样[表本例]|范[本例]|模[板版]|附件|承诺书|委托书|申请书|流程图"
)
DOCUMENT_NAME = re.compile(
    r"(?:表|[^证]书|证|执照|副本|复印件|图|目录|制度|合同|协议|报告|照片|材料|凭证|证明(?:书|材料|文件)?)(?:[（(].{1,20}[)）])?$"
)
"""What a document is called that an applicant hands in; few services are."""
ORGANISATION = re.compile(
    r"^(?!.*(?:许可|登记|备案|审批|办理|申请|核发|认定)).{1,24}(?:局|委|委员会|厅|办公室|(?<![新补续代申重换变延])办|政府|院|署|处|街道|街道办|镇|乡|县|区|市|省|州|盟|旗|公司|总队|支队|"
    r"大队|联合会|残联|总工会|妇联|管委会|(?:服务|管理)中心)(?:\s*[（(]?\d*[)）]?)?$"
)
DATE = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\[\d{2}-\d{2}\]|^\d{2}-\d{2}$")

STRONG_GUIDE_ADDRESS = re.compile(
    r"guide|bszn|zhinan|ywtranstodetail|eventdetail|proinfo|task|item|matter|serviceitem|fingerpost|operatinginstruction|"
    r"handle_affairs|transact|sx(?:xq|info|detail)|pubtask|bsfw",
    re.IGNORECASE,
)
GUIDE_ADDRESS = re.compile(
    STRONG_GUIDE_ADDRESS.pattern + r"|detail|view|/event/|/service/|/affair/|/power/",
    re.IGNORECASE,
)
NOT_GUIDE_ADDRESS = re.compile(
    r"login|logout|sso|oauth|auth/|evaluat|hcp|collect|favou?r|subscri|apply|sbblapply|declare|onlinehandl|zxbl|wssb|reserv|yuyue|"
    r"consult|complain|news|article|notice|zcfg|zcwj|policy|xwzx|tzgg|faq|cjwt|question|download|search|/list|list\.|getlist|list\?|theme|topic|category|classify|/class/|/kind/|/sort/|"
    r"deptlist|department|/dept/?$|\.(?:docx?|xlsx?|pdf|zip|rar|jpe?g|png)(?:$|[?#])",
    re.IGNORECASE,
)
GUIDE_CALL = re.compile(
    r"bszn|guide|zhinan|ywbl|detail|show_?(?:item|sx|info)|view|gotodetail|openitem|todetail", re.IGNORECASE
)
CODE_PARAMETER = re.compile(
    r"(?:^|_)(?:code|dm|bm|no)$|(?:item|task|matter|imple|inner|catalog|service|sx|ql|event|handle|yw|transact|business)_?"
    r"(?:inner)?_?(?:code|bm|dm|no|num)$|^impl_?code$|localinnercode|ywcode",
    re.IGNORECASE,
)
ID_PARAMETER = re.compile(r"(?:^|[a-z_])(?:id|guid|uuid|unid|key|rowguid|pk)$|^(?:id|guid|iid|sxid)", re.IGNORECASE)
OTHER_CODE = re.compile(
    r"area|region|dept|org|division|site|web|theme|type|channel|column|user|city|resource|app", re.IGNORECASE
)
VOLATILE = re.compile(r"^(?:_|t|ts|time|timestamp|rand|random|r|s|sign|jsessionid|token|v|o)$", re.IGNORECASE)
ITEM_CODE = re.compile(
    r"\b\d{6,12}[A-Z0-9]{0,12}-?\d{0,4}-[\w-]{6,60}\b|\b(?=[0-9A-Z-]*\d{4})[0-9]{2,}[0-9A-Z]{2,}(?:-[0-9A-Z]+){1,6}\b|"
    r"\b1[0-9A-Z]\d{10}[0-9A-Z]{18,25}\b|\b[0-9A-Z]{18,40}\b"
)
GUIDE_SECTIONS = re.compile(
    r"^(?:受理条件|办理条件|申请条件|申请材料|申报材料|材料清单|设定依据|法律依据|实施依据|办理流程|办事流程|办理程序|审批程序|办理地点|"
    r"办公时间|办理时间|办公地址|咨询电话|咨询方式|监督电话|监督投诉(?:电话|方式)?|投诉电话|收费标准|收费依据|是否收费|收费情况|"
    r"法律救济|常见问题|审批结果|办理结果|结果名称|服务对象|基本信息|数量限制|实施主体性质|法定办结时限|承诺办结时限)$"
)
"""Headings of a guide (办事指南); several different ones on a page, each about once, make it a guide."""

_COUNTED = re.compile(
    r"^(?:第?[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）][、.．]?|[、.．:：](?!\d)|部分[:：]?)|[【\[■◆●▲★※·>»]+)"
)
_BEHIND = "】]：:<«"
_DRAWN = "【】[]〔〕「」『』《》<>\u2039\u203a«»→▶►▸➔➜·•|｜"
"""Brackets and arrows that are drawn around the words of a link."""


@lru_cache(maxsize=8192)
def guide_section(text: str) -> str | None:
    """The heading of a guide that a text is (十、受理条件：), without the number before it and the colon behind."""
    label = "".join(text.split())
    label = _COUNTED.sub("", label, count=1).rstrip(_BEHIND)
    return label if GUIDE_SECTIONS.match(label) else None


def undrawn(text: str) -> str:
    """The words of a link without brackets and arrows around them (【在线办理】, 办事指南 >>)."""
    return text.strip(_DRAWN + " \u3000\xa0") or text


@lru_cache(maxsize=4096)
def says_guide(text: str) -> bool:
    """Whether a link's words are those of the way to a guide (办事指南, 【查看详情】)."""
    return bool(GUIDE_ACTION.match(undrawn(text)))
