"""The words by which an answer is known not to be the page that was asked (拦截页, 登录页, 维护页, 错误页用语)."""

from __future__ import annotations

import re

BLOCK_WORDS = re.compile(
    r"(?:访问|请求)(?:已|已经)?被(?:[^。，]{0,12}策略)?(?:拦截|拒绝|阻断|禁止|限制)|(?:不合法|非法)的?参数|设置(?:为)?拦截|不在(?:允许|许可)[^。]{0,6}访问|"
    r"(?:您|你)的(?:访问|请求|操作|IP)[^。]{0,16}(?:拦截|阻断|禁止|异常|恶意|受限|攻击|威胁)|"
    r"(?:网站|云|Web|应用)\s*防火墙|安全(?:验证|防护|拦截|狗)|(?:正在|进行|通过|完成)[^。]{0,6}安全检查|WAF|(?:IP|ip)[^。]{0,6}(?:封禁|禁止|黑名单)|访问(?:过于|太)频繁|"
    r"(?:检测到|疑似)[^。]{0,10}(?:攻击|爬虫|异常访问)|Request\s+(?:blocked|denied)|Access\s+Denied|"
    r"created by the webmaster|Request\s+Rejected|URL\s+was\s+rejected|Page\s+Blocked|"
    r"403\s*-?\s*(?:Forbidden|禁止)|don't have permission to access|"
    r"(?:本|该)?(?:次)?(?:访问|请求)存在(?:安全)?(?:风险|威胁)|知道创宇|创宇盾|安全宝|百度云加速|Forbidden by",
    re.IGNORECASE,
)
CAPTCHA_WORDS = re.compile(
    r"(?:请|需要)?(?:输入|填写|完成|拖动|滑动|点击)[^。]{0,12}(?:验证码|滑块|验证|拼图)|人机(?:验证|识别)|"
    r"滑动验证|访问验证|输入[^。]{0,6}图中|验证码|机器人|verify you are human|captcha",
    re.IGNORECASE,
)
LOGIN_WORDS = re.compile(
    r"统一身份认证|用户登录|账号登录|密码登录|扫码登录|请(?:先|您先|重新)?登录|登录(?:后|才)(?:方)?可|法人登录|个人登录|您(?:还)?(?:未|没有)登录|登录页|请先进行登录|未登录"
)
SESSION_WORDS = re.compile(
    r"websession\s*time\s*out|session\s*(?:time\s*out|timeout|expired?|lost|invalid)|(?:会话|登录|登陆|页面)(?:已)?(?:超时|过期|失效)|"
    r"(?:token|令牌)(?:已)?(?:过期|失效|无效)",
    re.IGNORECASE,
)
GONE_WORDS = re.compile(
    r"(?:页面|网页|文件|资源|内容|地址|链接|信息|文章|栏目|记录|附件)(?:不存在|已(?:被)?删除|未找到|找不到|已失效|已下线|丢失|无法找到)|"
    r"(?:找不到|未找到|没有找到|无法找到|没找到|不存在)(?:您|你)?(?:要|所|该|此|相关|匹配|对应|想)?[^。，]{0,12}(?:页面|网页|文件|资源|事项|信息|内容|指南|附件)|"
    r"(?:该|此|当前|本)(?:办事)?(?:事项|指南|办事指南|页面|服务)(?:不存在|已(?:被)?(?:取消|下线|下架|删除|撤销|停用|失效|注销)|未找到|找不到)|事项不存在|"
    r"(?:(?:404[\s-]*)?(?:Error\s*)?Not\s*Found|404|page\s+not\s+found|can(?:no|')t be found)|"
    r"(?:您|你)(?:访问|查看|查找|请求|浏览)的[^。]{0,12}(?:不存在|找不到|已?(?:被)?(?:删除|下架|下线|取消|停用)|走丢|飞走|丢了|失效)",
    re.IGNORECASE,
)
MAINTENANCE_WORDS = re.compile(
    r"(?:系统|网站|平台|服务器?|页面|功能|数据)(?:正在|正|处于)?(?:进行)?(?:例行)?(?:维护|升级|割接|停机|迁移)(?:中|改造)?|(?:维护|升级)(?:中|期间|公告|通知)|"
    r"暂停(?:服务|访问|对外服务)|停机维护|under\s+maintenance|临时关闭|改版(?:升级)?中|正在改版|非(?:系统)?服务时间|不在(?:系统)?服务时间|服务(?:暂)?不可用|service\s+(?:temporarily\s+)?unavailable",
    re.IGNORECASE,
)
ERROR_WORDS = re.compile(
    r"页面(?:出错|错误|异常)|服务器(?:内部)?(?:错误|异常|繁忙|忙)|系统(?:错误|异常|繁忙|出错)|内部错误|程序(?:异常|错误)|"
    r"数据库(?:连接)?(?:失败|错误|异常|超时)|OLE DB Provider|ODBC\s|ADODB\.|"
    r"Fatal error|Stack\s?trace|template error|Problem Report|未将对象引用|SQLException|"
    r"HTTP Status 5\d\d|Internal Server Error|"
    r"Whitelabel Error Page|Bad Gateway|Gateway Time-?out|java\.(?:lang|sql|io)\.\w+(?:Exception|Error)|"
    r"NullPointerException|"
    r"ORA-\d{5}|Runtime Error|Server Error in",
    re.IGNORECASE,
)
UNREADY_WORDS = re.compile(
    r"指南[^，。；]{0,8}(?:完善|编制|建设|整理|录入|更新)中|(?:内容|信息|事项)(?:正在)?完善中"
    r"|暂(?:无|未提供|未发布|未公布)[^，。；]{0,6}指南|指南(?:尚未|暂未|未)(?:发布|公布|编制|提供|上线)"
)
"""What a portal answers where it has no guide yet: that is an answer, whatever code stands beside it."""
WALL_WORDS = re.compile(r"访问|请求|拦截|阻断|验证|您|WAF", re.IGNORECASE)
ASKING_WORDS = re.compile(r"查询|咨询|投诉|留言|注册|评价")
REFUSING_WORDS = re.compile(r"验证码|滑块|签名(?:错误|无效|校验)|非法(?:请求|访问)|验签")
NOTHING_WORDS = re.compile(r"未找到匹配|查无|无数据|暂无数据|不存在|未查询到")
