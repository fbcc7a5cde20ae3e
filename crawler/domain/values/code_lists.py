"""Code lists (代码集) of GB/T 39046-2020 and of the item libraries in use.

Two code systems are in use for some lists: the same number stands for different words. Values are therefore compared
by their words; numbers are translated only where a source gives no words, by the list of the item libraries.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


_ITEM_TYPE = _pairs(
    "01=行政许可 02=行政处罚 03=行政强制 04=行政征收 05=行政给付 06=行政检查 07=行政确认 "
    "08=行政奖励 09=行政裁决 10=其他行政权力 20=公共服务"
)
_LEVEL = _pairs("1=国家级 2=省级 3=市级 4=县级 5=镇（乡、街道）级 6=村（社区）级 7=分级管理")
_TARGET = _pairs("1=自然人 2=企业法人 3=事业法人 4=社会组织法人 5=非法人企业 6=行政机关 9=其他组织")

CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "item_type": _ITEM_TYPE,
        "case_type": _pairs("1=即办件 2=承诺件 9=其他"),
        "level": _LEVEL,
        "body_nature": _pairs("1=法定机关 2=授权组织 3=受委托组织 9=其他"),
        "service_target": _TARGET,
        "handling_form": _pairs("1=窗口办理 2=网上办理 3=快递申请"),
        "material_necessity": _pairs("1=必要 2=非必要 3=容缺后补"),
        "material_form": _pairs("1=纸质 2=电子化 3=纸质/电子化"),
        "material_source": _pairs("10=申请人自备 20=政府部门核发 30=中介机构出具 99=其他"),
        "scope": _pairs("1=全国 2=全省 3=全市 4=全县 5=全镇（乡、街道） 6=跨村（社区）"),
        "result_type": _pairs("1=证照 2=批文 3=其他 4=无"),
        "fee_status": _pairs("0=不收费 1=收费"),
        "fee_reduction": _pairs("0=否 1=是"),
        "online_payment": _pairs("0=不支持 1=支持"),
        "online": _pairs("0=否 1=是"),
        "courier": _pairs("0=否 1=是"),
        "reservation": _pairs("0=否 1=是"),
    }
)
"""Element id -> code -> words, for sources that give numbers without words.

Left out are the lists whose numbers mean different things in the systems in use: 网上办理深度, 材料类型, 权力来源.
"""

_LISTED_TOO: Mapping[str, str] = MappingProxyType(
    {
        "item_type": "行政权力事项 其他类别事项 公共服务事项",
        "level": "局（署、会） 直属 隶属",
        "service_target": "行政机关 其他组织",
        "handling_form": "电脑端网上办理 移动端网上申请 快递申请 其他",
        "online_depth": (
            "互联网咨询 互联网收件 互联网预审 互联网受理 互联网办理 互联网办理结果信息反馈 互联网电子证照反馈 其他 "
            "全程网办 全程网办（Ⅳ级） 在线预审 事项公开 在线办理"
        ),
        "power_source": "法定本级行使 上级下放 上级授权 同级授权 上级委托 同级委托",
        "material_type": "证件证书证明 申请表格文书 其他 原件 复印件 原件或复印件 原件和复印件",
        "scope": "跨省 跨市 跨县",
    }
)
"""Words of the other lists in use."""

_SEEN: Mapping[str, str] = MappingProxyType(
    {
        "item_type": "行政权力 其他权力 其他行政权力事项 审核转报 其他职权 依申请公共服务 行政备案 行政许可事项",
        "case_type": "承诺办件 即时办件 承诺 即办 上报件 联办件 补办件 转报件 前审后批 即审即办 其他件",
        "level": "国家 省 市 县 区级 县（区）级 区县级 市县级 镇（街道）级 镇级 乡级 乡镇级 街道级 村级 设区市级",
        "service_target": "个人 法人 企业 法人企业 其他 事业单位 社会组织 社会法人 个体工商户 公民 机关 非法人组织",
        "handling_form": (
            "快递 窗口 网上 网办 窗口申请 网上申请 现场申请 线上申请 线下申请 邮寄申请 线下办理 线上办理 "
            "掌上办理 自助终端办理 现场办理 线上线下办理 移动端办理 上门办理 上门服务"
        ),
        "online_depth": "网上预约 网上预审 网上受理 信息公布 Ⅰ级 Ⅱ级 Ⅲ级 Ⅳ级 一级 二级 三级 四级",
        "material_necessity": "必需 非必需 必须 非必须 是 否 必备 容缺 容缺受理 可容缺",
        "material_type": "原件/复印件 电子件 纸质件",
        "material_form": "电子 纸质 电子版 纸质版 纸质和电子 纸质、电子",
        "material_source": "申请人 自备 政府部门 中介机构 法定检测机构 政府部门制发 行政机关",
        "body_nature": "受委托机关 法定授权组织",
        "power_source": "法定授权 委托 法律法规授权 法定 上级授权",
        "scope": "全区 省内 市内 跨省通办 全国通办 不通办",
        "fee_status": "收费 不收费 是 否 免费 免收",
        "fee_reduction": "是 否 允许 不允许",
        "online_payment": "是 否 支持 不支持",
        "online": "是 否 支持 不支持 可以 不可以",
        "courier": "是 否 支持 不支持",
        "reservation": "是 否 支持 不支持",
    }
)
"""Words that pages use and no list has."""


@remembered
def _norm(word: str) -> str:
    bare = plain(word)
    return bare.removesuffix("级") if len(bare) > 2 else bare


def _norms(element: str, *more: str) -> frozenset[str]:
    return frozenset(_norm(w) for w in (*CODES.get(element, {}).values(), *" ".join(more).split()))


_ELEMENTS = (*CODES, *_LISTED_TOO, *_SEEN)
_LISTED = {element: _norms(element, _LISTED_TOO.get(element, "")) for element in _ELEMENTS}
_KNOWN = {element: _norms(element, _LISTED_TOO.get(element, ""), _SEEN.get(element, "")) for element in _ELEMENTS}
_SHORT = 300
_ENDS_OF_LISTS = frozenset({"其他", "其它"})
_SPLIT = re.compile(r"[,，、;；/|和及\s]+")


@lru_cache(maxsize=4096)
def words(element: str, code: str) -> str | None:
    """The words of one code or of a list of codes (`1,2` is 窗口办理、网上办理); None where one is unknown."""
    table = CODES.get(element)
    if table is None:
        return None
    found: list[str] = []
    for part in re.split(r"[,、;|^]+", plain(code).strip(",")):
        # Some sources write 1 for 01 and 01 for 1.
        word = table.get(part) or table.get(part.zfill(2)) or table.get(part.lstrip("0"))
        if word is None:
            return None
        found.append(word)
    return "、".join(dict.fromkeys(found)) if found else None


def is_listed(element: str, text: str) -> bool:
    """Whether the text is one or several values of the element's list, in any of the lists in use."""
    return _all_in(_LISTED.get(element), text)


@lru_cache(maxsize=4096)
def _is_known(element: str, text: str) -> bool:
    return _all_in(_KNOWN[element], text)


def has(element: str, text: str) -> bool:
    """Whether the text can be a value of this element: a listed one, or one that pages use beside the lists."""
    if element not in _KNOWN:
        return False
    return _is_known(element, text) if len(text) <= _SHORT else _all_in(_KNOWN[element], text)


def may_be(element: str, text: str) -> bool:
    """Whether the text can be a value of this element by its list, or is the word that most lists end with (其他)."""
    return text in _ENDS_OF_LISTS or has(element, text)


def is_closed(element: str) -> bool:
    """Whether an element or part has a list of the words that it can be."""
    return element in _KNOWN


@remembered
def elements_with(text: str) -> tuple[str, ...]:
    """The elements that the text can be a value of, in a fixed order."""
    whole, parts = _norm(text), _parts_of(text)
    return tuple(e for e, known in _IN_ORDER if whole in known or (parts and known.issuperset(parts)))


_IN_ORDER = tuple(sorted(_KNOWN.items()))


def _all_in(known: frozenset[str] | None, text: str) -> bool:
    if known is None:
        return False
    if _norm(text) in known:
        return True
    parts = _parts_of(text)
    return bool(parts) and known.issuperset(parts)


def _parts_of(text: str) -> tuple[str, ...]:
    """The values that a text lists; none where it is but one."""
    parts = [part for part in _SPLIT.split(text.strip()) if part]
    return tuple(map(_norm, parts)) if len(parts) > 1 else ()
