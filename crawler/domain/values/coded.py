"""Values of coded elements (代码集): listed, meant as a listed value, or foreign to the list.

The union of all lists in use counts, compared by words: one number means different things in the two code systems.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.domain.values.folded import folded
from crawler.domain.values.levels import names_level
from crawler.domain.values.material_words import names_case
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import may_be_placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS: Mapping[str, str] = MappingProxyType(
    {
        "case_type": "即办件、承诺件、其他",
        "level": "国家级、省级、市级、县级、镇（乡、街道）级、村（社区）级、分级管理",
        "service_target": "自然人、企业法人、事业法人、社会组织法人、非法人企业、行政机关、其他组织",
        "material_necessity": "必要、非必要、容缺后补",
        "material_source": "申请人自备、政府部门核发、其他",
    }
)
"""The words of each list that is asked about."""

# Other words for listed values; each part of a value must be one of them or be listed itself.
_MEANT = MappingProxyType(
    {
        "case_type": re.compile(
            r"(?:即时?办(?:理|结)?|即审即办|当场办结?|马上办|当即办|承诺(?:办[理结]|时限|制)?|限时办结|其[他它])(?:办?件|类)?|"
            r"[^\W\d_非不]{1,4}(?:即办|承诺)件"
        ),
        "service_target": re.compile(
            r".{0,6}(?:自然人|个人|公民|居民|个体(?:工商)?户|企业|公司|事业单位?|社会团体|社团|法人|组织|单位|机关|机构|合作社|委员?会)类?|"
            r"其[他它]"
        ),
        "material_necessity": re.compile(
            r"(?:非|不)?必(?:要|需|须|备|填|选|交|须提供|须提交)(?:性?材料|提供|提交)?|不?需?要|是|否|(?:可|允许|支持)?"
            r"(?:告知承诺)?容缺(?:后补|受理|材料|提交|办理)?|后补|选[填交]|免(?:于|予)?提[供交]|告知承诺|(?:任选|.选)(?:其)?一|材料必要|"
            r"(?:有?条件性?|视(?:具体|实际)?情[况形]?|(?:部分|特定|特殊)?情[况形])(?:下|时)?必[要需须备]"
        ),
        "material_source": re.compile(
            r".*(?:申请人|自备|自行|本人|自有|自制|自拟|政府|部门|行政机关|机关|核发|制发|颁发|发放|中介|第三方|机构|"
            r"数据共享|共享|出具|开具|签发|调取|调用|核验|电子证照|免(?:于|予)?提[交供]|下载|[领获]取|领用).*|其[他它]|(?:政府)?内部.*|"
            r".*(?:[局厅院所校处站部队商者业东]|线[上下]填写|委员?会?|办公?室?|中心|公司|协会|学会|银行|[支大总]队|公安|税务|单位|企业|[^\W_][人方])"
        ),
    }
)
_PARTS = re.compile(r"[,、;/|]+|\s+|(?<=[一-鿿])[-–—]+(?=[一-鿿])|(?<=[人业关织位体户])(?:和|及|与|或者?)")
_BRACKET = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕)\s*")
_NUMBER = re.compile(r"^\d{1,2}[-.]?(?=[一-鿿])")
# What stands behind a value of the list is a remark on it (非必要，委托代理人办理时提供; 承诺件，法定20日); it is a
# further value only where it looks like one. The necessity and the source of a material have but one value.
_FURTHER = MappingProxyType(
    {
        "case_type": re.compile(r".{1,4}(?<!原)(?<!复印)(?<!影印)[^文证邮快要条部零]件"),
        "service_target": re.compile(r"(?!.*(?:不|除|均|可|包?含|包括|仅|限|须|需|应|等$|申请|办理|适用)).*"),
    }
)
_SENTENCE = re.compile(r"[。:!?]")
_CHINESE = re.compile("[一-鿿]")
_LONGEST = 10
_DESCRIBED = re.compile(
    r"的|\d|周岁|以[上下内]|(?<![法然])人$|户籍|家庭|人员$|人群$|[居村农渔牧移侨]民$|职工$|学生$|毕业生$|同胞$|老[年人]|妇女|儿童|青年|军人|农户|者$|"
    r"申请人$|从业"
)
"""Whom a service is for in words of its own (60周岁以上老年人, 残疾人): no value of a list."""


@lru_cache(maxsize=4096)
def foreign(element: str, text: str) -> str | None:
    """The part of a value that no list has, None where all of it is listed, or where it is no value of a list.

    Numbers, sentences, remarks beside a value and answers that say nothing (无, 待定) are no such values.
    """
    whole = folded(text)
    if not _CHINESE.search(whole) or _SENTENCE.search(whole) or may_be_placeholder(text):
        return None
    if element == "level":
        return None if names_level(text) or len(bare := plain(text)) > _LONGEST else bare
    parts = [plain(part) for part in _PARTS.split(_BRACKET.sub(" ", whole)) if part.strip()]
    if any(len(part) > _LONGEST or (element == "service_target" and _DESCRIBED.search(part)) for part in parts):
        return None
    strange = [part for part in parts if not _is_meant(element, part)]
    if element == "material_necessity" and names_case(text):
        return None  # when it is asked for (委托代理人办理时提供), with or without a word of the list
    if len(strange) < len(parts):
        further = _FURTHER.get(element)
        return next((part for part in strange if further and further.fullmatch(part)), None)
    return strange[0] if strange else None


def _is_meant(element: str, part: str) -> bool:
    word = _NUMBER.sub("", part)
    return code_lists.is_listed(element, word) or _MEANT[element].fullmatch(word) is not None
