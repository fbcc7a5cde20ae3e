"""How names of items are worded (事项名称的用语): a deed at the end, words alone, no sentence."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"[^，。；：:;,!！?？|>]{2,50}?(?:登记|许可|审批|备案|核发|核准|认定|确认|办理|申请|申领|申报|发放|补贴|换发|换领|补发|补办|补领|补证|换证|注销|变更|延续"
    r"|审核|鉴定|给付|奖励|裁决|注册|审查|查询|缴纳|参保|转移|报销|认证|年检|检验|签发|签注|迁移|提取|领取|批准|设立|评定|复核|征收|减免|退税|开户|销户"
    r"|转学|入学|救助|资助|补助|津贴|援助|仲裁|调解|公证|验收|支付)(?:[(（][^()（）]{1,30}[)）])?$"
)
_MAY_NAME = re.compile(
    r"[\u4e00-\u9fff“”‘’（）()、《》]{5,50}(?<![局委厅府网站心台厂统部处院馆区])(?<!指南|服务|办事|大厅|首页|模式|阅读|浏览|登录|注册)"
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{3,4}(?<![局委厅网站台])(?<!首页|登录|注册|位置|打印|收藏|返回|分享)")
_COULD = re.compile(r"(?!\d)[^，；：:;,!！?？|>·•]{4,60}")
"""Words in one piece: no sentence, no number (20个工作日), no row of catchwords (掌上办 · 就近办)."""
_SPOKEN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 4


def reads_like_name(words: str) -> bool:
    """Whether words end as names of items do: 渡船登记, 取水许可（变更）."""
    return _NAME.match(words) is not None


def is_plain(words: str) -> bool:
    """Whether words stand alone, and are not those of an office, a site or a tool of the page."""
    return _MAY_NAME.fullmatch(words) is not None


def may_name(words: str) -> bool:
    """Whether words may be the name of an item: 残疾人专用车辆燃油补贴."""
    return is_plain(words) or reads_like_name(words)


def could_name(words: str) -> bool:
    """Whether nothing speaks against it that words are a name, a short one (残疾人证) or one with a full stop too."""
    if _SHORT_NAME.fullmatch(words) or may_name(words):
        return True
    return _COULD.fullmatch(words) is not None and len(_SPOKEN.findall(words)) >= _SHORTEST
