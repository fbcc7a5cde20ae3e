"""Words that name a site, an office or a column of it (站点、机关、栏目), and no item: 临江公共服务平台, 办税指南."""

from __future__ import annotations

import re

_OF_NO_ITEM = (
    "网上|线上|在线|掌上|移动|个人|自然人|法人|企业|公众|市民|群众|部门|政务|政府|便民|惠民|利企|公共|行政|审批|许可|业务|服务|办事|办理|办税|纳税|办证|办件"
    "|申报|申请|申办|申领|事项|项目|信息|公开|内容|文章|指南|办|具体|详细|全部|更多|相关|热门|常用|最新|特色|主题|专题|我要|我的|你|您|查看|本"
)
_KIND = (
    "指南|指引|导引|导航|导办|须知|详情|详情页|详细信息|清单|目录|列表|一览|大厅|服务|办事|事项|信息|流程|专栏|专区|频道|栏目"
    "|正文|首页|问答|资讯|页面"
)
_COLUMN = re.compile(
    rf"(?:{_OF_NO_ITEM})*(?:{_KIND})|[\u4e00-\u9fff]{{1,3}}(?:办事|服务|业务|办理|申报)?指南"
    r"|(?:办件|办理|业务|事项|进度|审批|网上|我的|结果|状态|申报)+查询|我要[\u4e00-\u9fff]{1,2}"
)
"""What a page of a site is, whichever item it is about: 办税指南, 政务服务事项详情, 户政办事指南."""
_OFFICE = re.compile(
    r"(?<![布结格残])局|委员会|(?<=[一-龥]{3})委|(?<![餐舞客大展])厅|人民政府|(?<=[省市县区州])政府|管委会|办公室|办事处|街道办"
    r"|分局|支队|总队|平台|网站|官网|门户|(?:服务|政务|办事|公众|信息|门户|便民|一体化|审批|政府|[局委厅])网|(?:服务|办事|政务|办税|审批)大厅"
)
_OFFICE_AT_END = re.compile(rf"[\u4e00-\u9fff·（）()\s]*?(?:{_OFFICE.pattern})(?:[（(][^（）()]{{1,12}}[）)])?")
_MAY_BE_OFFICE = re.compile(r"(?:[局委厅网站台厂部处院馆区所队办会厅]|中心|政府|大厅)$")
_DEED = re.compile(
    r"^(?:设立|开办|开设|举办|新建|新设|建设|建立|变更|注销|撤销|接入|入驻|加入|对|申请|申领|办理|进入|利用|使用|租用|开通|关闭|迁移|出租|成立|核准|"
    r"审批|审查|认定|备案|登记)"
)


def is_column(words: str) -> bool:
    """Whether words name the kind of a page and no item: 办税指南, 事项详情."""
    return _COLUMN.fullmatch("".join(words.split())) is not None


def is_office(words: str) -> bool:
    """Whether words are by their form those of an office or a site: 临江市医疗保障局, 临江公共服务平台.

    What begins with a deed is an item about one: 设立网络货运平台.
    """
    flat = "".join(words.split())
    return _OFFICE_AT_END.fullmatch(flat) is not None and _DEED.match(flat) is None


def may_be_office(words: str) -> bool:
    """Whether words may be those of an office or a site, where the page says elsewhere whose it is: 临江市政务中心."""
    return _MAY_BE_OFFICE.search("".join(words.split())) is not None
