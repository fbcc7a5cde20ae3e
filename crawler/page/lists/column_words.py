"""Words by which lists are sorted (栏目名称): of departments, of themes, of types of items."""

from __future__ import annotations

import re

_DEPARTMENT = re.compile(
    r"^[\u4e00-\u9fff（）()·、]{2,24}(?:局|委|委员会|办公室|厅|(?<![新补续代申重换变延])办|中心|院|署|处|所|站|部|总队|支队|大队|银行|公司|联合会|残联|总工会|妇联|档案馆)"
    r"(?:[（(]\d+[)）]|\s*\d+)?$"
)
_NO_DEPARTMENT = re.compile(
    r"新闻(?!出版)|资讯|公告|帮助|会员|用户|登录|下载|互动|消息|视频|媒体|好差评|大厅|政务服务中心"
)
_THEME = re.compile(
    r"^(?:生育收养|户籍办理|民族宗教|教育科研|入伍服役|就业创业|设立变更|准营准办|职业资格|婚姻登记|优待抚恤|住房保障|社会保障|证件办理|交通出行|旅游观光|"
    r"出境入境|消费维权|公共安全|司法公正|知识产权|环保绿化|文化体育|公用事业|医疗卫生|离职退休|死亡殡葬|资质认证|投资审批|年检年审|税收财务|人力资源|"
    r"融资信贷|抵押质押|商务贸易|招标拍卖|海关口岸|涉外服务|农林牧渔|国土和规划建设|应对气候变化|破产注销|档案文物|质量技术|检验检疫|安全生产|"
    r"其他|行政征收|行政检查|其他行政权力)$"
)
_KIND = re.compile(
    r"^(?:全部(?:事项|类型)?|行政(?:许可|确认|给付|征收|征用|检查|奖励|裁决|处罚|强制|备案|审批|权力|服务)|公共服务|政务服务|便民服务|其他(?:行政)?(?:权力|服务|类|事项)?|"
    r"中介服务|联办事项|依申请(?:事项)?)(?:类|事项|类事项)?$"
)
_AREA = re.compile(
    r"^(?!.*(?:局|委|办|厅|中心))[\u4e00-\u9fff]{2,12}(?:省|自治区|市|自治州|州|盟|地区|县|自治县|(?<!专)区|旗|镇|乡|街道|社区|村|新区|开发区|高新区|管委会)$"
)
_OWN_LEVEL = re.compile(r"[\u4e00-\u9fff]{0,8}本级(?:事项|部门)?")
_COUNTED = re.compile(r"[（(]?\d{1,6}[项件个]?[)）]?$")


def is_column(words: str) -> bool:
    """Whether a link with these words leads to one department's or one theme's services."""
    return is_department(words) or bool(_THEME.match(_COUNTED.sub("", "".join(words.split()))))


def is_department(words: str) -> bool:
    """Whether words are the name of a department as a menu of departments has it, with a number behind it or not."""
    text = _COUNTED.sub("", "".join(words.split()))
    return bool(_DEPARTMENT.match(text)) and not _NO_DEPARTMENT.search(text)


def is_area(words: str) -> bool:
    """Whether words are the name of a district, a town or another place, as lists are chosen by (区划)."""
    return _AREA.match("".join(words.split())) is not None


def is_own_level(words: str) -> bool:
    """Whether words stand for the items of a portal's own level beside those of its districts (市本级)."""
    return _OWN_LEVEL.fullmatch("".join(words.split())) is not None


def is_kind(words: str) -> bool:
    """Whether words are a type of items (事项类型), as tabs above a list name them, their number beside them or not."""
    return bool(_KIND.match(_COUNTED.sub("", "".join(words.split()))))
