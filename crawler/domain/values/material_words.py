"""Words about application materials (申请材料): medium, original or copy, who makes it, and when it is asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide

_PAPER = re.compile(r"纸|书面|原件|复印|打印|现场提交|当面")
_ELECTRONIC = re.compile(r"电子|扫描|pdf|上传|网上提交|数据共享|拍照", re.IGNORECASE)
_ORIGINAL_OR_COPY = re.compile(
    r"原件|复印|复制件|影印|扫描|原本|正本|照片|彩照|相片|抄件|截图|电子[版件证照]|original|cop(?:y|ies)_"
    r"|(?<![^\W\d_])[正副复]\d|\d[正副复](?![^\W\d_])"
)
_CONTENTS = re.compile(r"(?:含有?|包含|包括|其中有)[^,，;；。、]{0,10}(?:照片|彩照|相片|截图)")
"""What is in a paper, and says nothing of the paper itself: 含车辆照片."""
_ONLY_ITSELF = re.compile(r"样品|样本|实物|标本|[光磁软硬U]盘|\((?:pdf|word|excel|cad)[^()]*\)", re.IGNORECASE)
_WRITTEN_ONCE = re.compile(r"简历|名册|自述|自传|(?:工作|年度|个人)总结")
_HANDED_OVER = re.compile(
    r"免(?:于|予)?(?:提交|提供|交)|(?:无需|不需|无须|不用|不再)[^,。;]{0,4}(?:提交|提供|交)|数据共享|共享(?:获取|核验|调取)"
    r"|(?:系统|部门|后台|内部|联网|网络|网上|自动)(?:核验|核查|获取|调取|查询)|电子证照(?:库|核验|调用)|调用电子证照|告知承诺"
)
_MADE_BY_APPLICANT = re.compile(
    r"(?:申请|申报|登记|审批|审核|备案|报名|推荐|汇总|信息|明细|统计|呈报|报告|清单|情况|信息采集|一览)表|表格?$"
    r"|申请(?:书|函|报告)|承诺书|声明|委托书|请示|申报书|意向书"
)
_TYPE_OF_FORM = re.compile(r"申请表|表格|文书")
_NO_MATERIAL = re.compile(
    r"无(?:需|须)?(?:提[交供])?(?:任何|申请)?(?:材料)?|不(?:需要?|用|必)(?:提[交供])?(?:任何|申请)?材料|免(?:提交|申报)?"
)
NOT_NEEDED = re.compile(
    r"(?i)(?:非|不)(?:是)?必[要需须备填选]|^(?:否|不|no|n|false)(?![^\W_])|^[×✕✖✗✘☒]|选填|选交|可选|选择性?提[供交]|可不|按需"
)
"""A field of necessity (必要性) that says that the material is not always needed."""
_ALWAYS = (
    r"(?:[请须需应在于]|当场|现场|窗口|前来|到场|本人|申请人){0,3}(?:办[理事结]|受理|提[交供]|申[请报领办]|领[取证]|收件|交[件验]|递交|报名|登记|审[核查批]|核验|查验)"
    r"(?:本?事项|业务|材料|手续|登记|现场)?时"
)
"""Moments that every application has (提交时核对原件): none is a case."""
_CASE = re.compile(
    r"[^\W_]{2,30}(?<!\d)(?<!\d小)(?:时|的|情形|情况|者|后)(?:[,，、;。)）需应须提必才要交带报附]|上传|$)|如有|如[^实下何期上前][^\W_]|若|仅|只有|除[^\W_]+外"
    r"|[^\W\d_]{2,}的[^\W\d_]{0,6}(?:人员?|者|单位|企业|公司|机构|组织|家庭|户|项目|场所|馆|店|车辆|船舶|学校|医院)[应需须当才]{0,2}(?:提[供交]|填[写报]|报送|上传|附)"
    r"|的填[写报](?=$|[。;,，)])|(?:以[上下]的?|(?:超过|不足|不满|未满|年满|大于|小于|达到|低于|高于|多于|少于)[^\W_]{1,10}?)[^\W\d_]{0,4}(?:填[写报]|提[交供]|报送)"
    r"|(?<![^\W_])(?!申请人|本人|自行|自愿|视情|酌情|选择|按需|可)[^\W\d_]{2,12}(?<![可以])提[供交](?=$|\W)"
    rf"|(?<![^\W_])(?!{_ALWAYS})[^\W\d_]{{2,30}}(?<!小)时(?:[核查检审]|出[示具]|收[取回存])"
    rf"|(?<![^\W_])(?!申请人|本人|材料|[本该此]|一般|通常|{_ALWAYS})[^\W\d_]{{3,30}}(?:必[备须交]|[须应]备)(?![^\W_])"
    r"|[^\W\d_]{2,30}(?:时|情形|情况)(?:下|可以?)?用[^\W_]{2}|[^\W\d_]{2,}才(?:需要?|应|要|用)?[带交提报附]|委托|代[办理]|适用|涉及|属于|符合[^\W_]{2}|有[^\W_]{2,}的"
    r"|选一|其一|任选|共享|情[形况]:[^\W_]{2}|^(?:材料)?\W*(?![^\W\d_]*(?:本人|申请人))[^\W\d_]{0,6}(?:人|者|户|军人|企业|公司|法人|单位|学生|公民|居民|职工|家庭|变更|延续|注销|换证|补办)\W*$"
)
_WHO_BRINGS_IT = re.compile(
    r"(?<![^\W_])(?!由|申请|[请需应]|本|窗口|工作)[^\W\d_]{2,12}?(?<!申请)(?<!工作)(?:人员|者|户|家庭|学生|职工|居民)(?:才|[应必]?须|需要?|应当?)?提[供交][,;。]"
)
"""Whom it is asked of, with more behind it: 异地居住人员提供，临时外出人员不提供."""
_HOLLOW = re.compile(
    r"必要时(?:提[交供])?|根据(?:实际)?(?:情况|需要)(?:提[交供])?|视(?:具体)?情况(?:而定)?|按需(?:提[交供])?|\W+"
    r"|(?:写|载|注|列|填)(?:明|清楚?)[^\W_]{0,8}?(?:事项|权限|期限|范围|内容|关系|信息)(?:[和与及][^\W_]{1,6})?"
)
"""What names no case: when it is wanted, and what the paper itself has to say (写明代办事项和期限)."""


_last: list[tuple[ServiceGuide | None, tuple[Material, ...]]] = [(None, ())]
"""The guide that was asked about last, and those of its materials that are really asked for."""
OF_ALL = frozenset(
    {
        *("material_basis", "material_form", "material_original", "material_source"),
        *("material_copies", "material_necessity"),
    }
)
"""Elements of a material that a guide may state for all of them together (以上材料均为原件1份)."""
_NONE_WANTED = re.compile(
    r"(?:无需|无须|不需要?|不用|不必|免于?|免予)(?:申请人)?提[交供](?:任何|申请|其[他它]|纸质)*材料"
)


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """The text with compatibility forms folded and white space out, kept for the next check that asks."""
    return plain(text)


def asked_for(guide: ServiceGuide) -> tuple[Material, ...]:
    """The materials that are really asked for: rows with a name that does not say that there is none.

    What the guide says of all of them stands in each row that says nothing of its own.
    """
    known, asked = _last[0]  # many checks ask it of one guide after the other
    if known is not guide:
        asked = tuple([m for m in with_said_of_all(guide) if m.name.stated and _is_asked(m.name.text)])
        _last[0] = guide, asked
    return asked


def with_said_of_all(guide: ServiceGuide) -> tuple[Material, ...]:
    """The materials of a guide, each with what is said of all where its own row does not state it."""
    of_all = {e: r for e in OF_ALL if (r := guide.readings.get(e)) is not None and (r.stated or r.unread)}
    if not of_all:
        return guide.materials
    return tuple([replace(m, readings={**m.readings, **_lacking(m, of_all)}) for m in guide.materials])


def _lacking(material: Material, of_all: Mapping[str, Reading]) -> dict[str, Reading]:
    own = ((e, material.readings.get(e)) for e in of_all)
    return {e: of_all[e] for e, r in own if r is None or not (r.stated or (r.unread and of_all[e].unread))}


@remembered
def _is_asked(name: str) -> bool:
    return not says_nothing(name) and not says_no_material(folded(name))


@lru_cache(maxsize=2048)
def says_no_material(name: str) -> bool:
    """Whether a folded text in place of a name says that nothing is to be handed in."""
    return _NO_MATERIAL.fullmatch(name) is not None or _NONE_WANTED.match(name) is not None


def wants_nothing(text: str) -> bool:
    """Whether a text begins by saying that no materials are to be handed in (无需提交材料，凭账号直接查询)."""
    return _NONE_WANTED.match(folded(text)) is not None


def has_column(materials: tuple[Material, ...], *elements: str) -> bool:
    """Whether the list has such a column: a label that was met in any row shows it."""
    for material in materials:
        own, unread = material.readings, material.name.unread
        for element in elements:
            r = own.get(element)
            if unread if r is None else r.stated or r.label or r.unread:
                return True
    return False


def has_empty(material: Material, element: str) -> bool:
    """Whether the place for an element is there in the row, and nothing stands in it."""
    own = material.readings.get(element)
    return own is not None and bool(own.label) and not own.stated and not own.unread


def column_in_doubt(guide: ServiceGuide, words: re.Pattern[str]) -> str | None:
    """Why a column that was not met may be there: a part of the guide is missing, or a label was not understood."""
    if guide.gaps:
        return guide.gaps
    strange = next((u.label for u in guide.unmapped if words.search(u.label)), None)
    return f"“{strange}”一栏未能识别" if strange else None


def said_of(material: Material, *elements: str) -> str:
    """What the row says under these elements, as one folded text; numbers of a code list in words."""
    readings = material.readings  # what is not there is not stated
    return ";".join([_words(e, r.text) for e in elements if (r := readings.get(e)) is not None and r.stated])


@lru_cache(maxsize=1024)
def _words(element: str, text: str) -> str:
    bare = plain(text)
    return (code_lists.words(element, bare) or bare) if bare.isdigit() else bare


@lru_cache(maxsize=1024)
def on_paper_only(form: str) -> bool:
    """Whether a material form (材料形式) is paper and nothing else."""
    return bool(_PAPER.search(form)) and not _ELECTRONIC.search(form)


@lru_cache(maxsize=1024)
def electronic_only(form: str) -> bool:
    """Whether a material form (材料形式) is electronic and nothing else."""
    return bool(_ELECTRONIC.search(form)) and not _PAPER.search(form)


@lru_cache(maxsize=2048)
def says_original_or_copy(text: str) -> bool:
    """Whether a folded text says original or copy (原件, 复印件), or something that is neither (照片, 电子版)."""
    return _ORIGINAL_OR_COPY.search(_CONTENTS.sub("", text)) is not None


@lru_cache(maxsize=2048)
def has_no_copy(name: str) -> bool:
    """Whether a folded name is that of a thing of which nobody hands in a copy (样品, 光盘)."""
    return _ONLY_ITSELF.search(name) is not None


@lru_cache(maxsize=2048)
def is_written_once(name: str) -> bool:
    """Whether a folded name is that of the applicant's own paper, of which there is hardly a copy (花名册, 简历)."""
    return _WRITTEN_ONCE.search(name) is not None


@lru_cache(maxsize=2048)
def need_not_hand_in(text: str) -> bool:
    """Whether a folded text says that the office gets the material by itself (数据共享, 免提交)."""
    return _HANDED_OVER.search(text) is not None


@lru_cache(maxsize=2048)
def _is_written_for_this(name: str) -> bool:
    return _MADE_BY_APPLICANT.search(name) is not None


def is_filled_in(material: Material) -> bool:
    """Whether the applicant writes it for this application, so that it can only be an original (申请表, 承诺书)."""
    return (
        bool(material.blank_forms)
        or _is_written_for_this(folded(material.name.text))
        or _TYPE_OF_FORM.search(said_of(material, "material_type")) is not None
    )


@lru_cache(maxsize=512)
def names_case(text: str) -> bool:
    """Whether a text on the necessity of a material names the case in which it is needed (委托他人办理时提供)."""
    return (
        _WHO_BRINGS_IT.search(text) is not None or _CASE.search(_HOLLOW.sub("", NOT_NEEDED.sub("", text))) is not None
    )


def unread_source(material: Material) -> str | None:
    """Why an office may issue the material that looks like a form: its source (来源渠道) could not be read."""
    unread = material.read("material_source").unread
    return f"“{material.name.text}”的来源渠道未能读出, 可能由政府部门核发" if unread else None
