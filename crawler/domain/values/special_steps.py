"""Special steps of a procedure (特殊环节): hearing, test, expert review, site visit, which a limit may leave out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.remembered import remembered
from crawler.domain.values.time_limit import TimeUnit

if TYPE_CHECKING:
    from crawler.domain.values.time_limit import TimeLimit

_VISIT = r"(?:现场|实地)(?:踏勘|勘[查察验探测]|核[查验实]|检查|查[验看勘]|考[察核]|评[审估定]|审[查核]|验收|踏查|调查)"
_SPECIAL = re.compile(
    rf"听证|招标|拍卖|检[验测疫](?!机构|报告|单位|证)|鉴定(?!机构|报告|单位|书)|(?:专家|技术)(?:评审|论证|审查|评估|评议)|{_VISIT}|踏勘"
)
_LEFT_OUT = re.compile(
    r"听证|招标|拍卖|检[验测疫]|鉴定|(?:专家|技术)(?:评审|论证|评议|评估)|不计[入算]|不[包]?[含括]|另计|除外|不在[^,。;]{0,8}时限"
)
_UNCOUNTED = re.compile(
    r"不计[入算]|另计|另行计算|不算[在入]|不[包]?[含括](?:在)?[^,。;]{0,8}时限|不在[^,。;]{0,8}时限"
)
_FROM_THE_DECISION = re.compile(
    r"(?:决定|批准|批复|准予|许可|办结|审结)(?:书|文书)?(?:作出|做出|生效|签发)?(?:之日起|之日后|之?后|当?日起|起)"
)
_SIDE_BY_SIDE = re.compile(
    r"并联|并行|同步(?!生成|推送|发送|归集|更新|上传|获取|电子|短信|告知|公[开示布]|录入|共享|制作|打印|颁发|发放|出具)"
    r"|同时(?!限|告知|提[供交]|具备|符合|满足|出示|附|持|生成|推送|发送|领取|注明)|联合(?:审|办|踏|验)"
)
_DAYS = re.compile(
    r"\d+(?:\.\d+)?(?:-\d+)?\(?个?(?:工作日|自然日|日历日|日|天|小时|分钟|月|周|星期|年)|即[时办]|当[场日天]|(?:时[限间]|期限|天数):[1-9]"
)
_IN_A_RULE = re.compile(r"《[^》]*》|第[^条款项]{1,8}[条款项]|[〔\[(]?(?:19|20)\d{2}[〕\])年]|\d+号")
_BARE_NUMBER = re.compile(r"(?<![\d.第A-Za-z-])\d{1,3}(?![\d.A-Za-z-]|[条款项号年次人份家名元处])")
_CITES = re.compile(
    r"《[^》]{2,}》|第[零一二三四五六七八九十百\d]+条|[〔\[]\d{4}[〕\]]|(?:依据|根据|依照|按照)[^,。;]{0,30}(?:法|条例|办法|规定|规程|规范|标准|细则)"
)
_NOT = r"(?:(?<!有)无(?!法|效)|没有|不存在|不涉及|不需要?|无需|未涉及|不含|不包[含括]|不设|未设[置定]?)"
_STEPS = r"(?:环节|程序|步骤|流程)"
_WHOSE = r"(?:[本该此][^\d,;。:]{0,8}?|办理[过流]?[程中]{0,2})?(?:均|暂|一般)?"
_NONE = re.compile(
    rf"{_WHOSE}{_NOT}(?:任何|其他|相关|法定的?)?(?:特[殊别定])?(?:{_STEPS}|情况|情形)?(?:及?(?:时限|要求|期限))?"
    rf"|{_WHOSE}{_NOT}[^\d,;。:]{{2,30}}等?特[殊别定]{_STEPS}(?:时限)?|否|[\d,]+|是"
    rf"|{_WHOSE}(?:无[需须]|不(?:需要?|用|必))[^\d,;。:]{{2,20}}|特[殊别][^\W\d_]{{2}}:(?:无|不涉及|没有)(?:[,;][^\d]{{2,6}}:(?:无|0|-+|/))*"
)
"""There is none: 无, 本事项不涉及特殊环节, 不涉及听证、检测等特殊环节, 无需听证."""
_RULE_OF_LAW = re.compile(r"所需(?:的?时间|时限|期限)?[^。;]{0,10}(?:不[计算]|不包[含括]|除外)")
_FEWEST_OF_LAW = 4
_BY_LAW = re.compile(
    r"依(?:照|据)?(?:有关)?法律?(?:[、和]?(?:行政)?法规)?(?:的?规定)?(?:应当?|需要?|必须|须|要)[^。;]{2,60}?的[,，]?"
)
_NAMED_BY_LAW = frozenset({"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"})
"""The steps of 行政许可法 art. 45, and no others."""
_FEWEST_NAMED = 2
_ON_THE_SPOT = re.compile(
    r"(?:当场|即时|立等)(?:予以|即可)?(?:办理(?![^,。;]{0,4}(?:流程|程序|方式|地点|窗口|原因))|办结|办好|审批|作出(?:许可|行政许可|审批)?决定|发证|出证|领证|取证|可取)"
)
_IF = re.compile(r"(?<![许认])可以?|能够?|如|若|除|对于|部分|或|不|非|未|无|简易|情形|情况|符合|属于|的(?:,|$)|法定")
_SITE = re.compile(r"(?:现场|实地)(?:踏勘|勘[查察验]|核[查验实]|查[验勘]|考察)|踏勘")
_AT_NEED = re.compile(
    r"必要|如需|需要|可以?|可能|根据|视|部分|若|如|抽|事后|不|无|非|免|的(?:,|$)|网上|视频|远程|监管|承诺"
)


@lru_cache(maxsize=1024)
def special_words(text: str) -> tuple[str, ...]:
    """The special steps that a text names, in order, each once."""
    return tuple(dict.fromkeys(_SPECIAL.findall(plain(text))))


@remembered
def is_left_out(text: str) -> bool:
    """Whether the words of a step say, by their kind or themselves, that its time is not counted in the limit."""
    return _LEFT_OUT.search(plain(text)) is not None


def is_after_the_decision(limit: str, description: str) -> bool:
    """Whether delivery (送达) runs from the decision (决定后10日内), or is said not to be counted (不计入办结时限)."""
    told = plain(limit)
    return _FROM_THE_DECISION.search(told) is not None or _UNCOUNTED.search(f"{told};{plain(description)}") is not None


@remembered
def is_side_by_side(text: str) -> bool:
    """Whether the words of a step say that it runs beside others (并联, 同步)."""
    return _SIDE_BY_SIDE.search(plain(text)) is not None


@lru_cache(maxsize=1024)
def gives_days(text: str) -> bool:
    """Whether a text holds a time limit."""
    return _DAYS.search(in_digits(plain(text))) is not None


def has_bare_number(text: str) -> bool:
    """Whether a text holds a number of which it does not say what it counts: 现场检查 15, or 15工 in a code's words."""
    return _BARE_NUMBER.search(_IN_A_RULE.sub("", in_digits(plain(text)))) is not None


def cites_rule(text: str) -> bool:
    """Whether a text names a law, an article or a document."""
    return _CITES.search(plain(text)) is not None


def says_no_step(text: str) -> bool:
    """Whether a field for special steps says that there is none, or only that there are some."""
    return says_nothing(text) or _NONE.fullmatch(plain(text).rstrip("。")) is not None or _quotes_rule(text)


def _quotes_rule(text: str) -> bool:
    """Whether a field repeats the law's rule (听证、招标、检验…所需时间不计算在内) and names no step of the item.

    A shorter list is the law's where it says so (依法需要听证、鉴定的) and holds none but the law's own steps.
    """
    told, named = plain(text), special_words(text)
    if _RULE_OF_LAW.search(told) is not None and len(named) >= _FEWEST_OF_LAW:
        return True
    of_law = len(named) >= _FEWEST_NAMED and _NAMED_BY_LAW.issuperset(named)
    return of_law and _BY_LAW.search(told) is not None and _UNCOUNTED.search(told) is not None


@lru_cache(maxsize=512)
def _spoken(text: str, words: re.Pattern[str], unless: re.Pattern[str]) -> str | None:
    """The words as they stand in a sentence that has no condition; None where there is no such sentence."""
    for clause in re.split(r"[。;]", plain(text)):
        found = words.search(clause)
        if found is not None and not unless.search(clause.replace(found.group(), "")):
            return found.group()
    return None


def said_on_the_spot(text: str) -> str | None:
    """The words that promise a decision on the spot (当场办理) without a condition."""
    return _spoken(text, _ON_THE_SPOT, _IF)


def said_site_visit(text: str) -> str | None:
    """The words that plan a site visit (现场勘查) without a condition."""
    return _spoken(text, _SITE, _AT_NEED)


@remembered
def speaks_of_either(text: str) -> bool:
    """Whether a text holds such words at all, whatever stands around them."""
    at_once = "当场" in text or "即时" in text or "立等" in text  # cheap questions before the exact ones
    if at_once and _ON_THE_SPOT.search(text) is not None:
        return True
    visit = "现场" in text or "实地" in text or "踏勘" in text
    return visit and _SITE.search(text) is not None


def is_less_than_a_day(limit: TimeLimit) -> bool:
    """Whether a limit leaves no whole day."""
    return limit.immediate or limit.number < 1 or limit.unit in {TimeUnit.HOUR, TimeUnit.MINUTE}
