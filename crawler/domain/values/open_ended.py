"""Open-ended clauses (兜底条款): 其他材料, 有关文件, 相关条件 and the like, which name nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.domain.values.remembered import remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One open-ended clause: the words themselves and the sentence part they stand in, both verbatim."""

    words: str
    sentence: str


# The space of a line break inside a clause must not hide it.
_MANNER = r"(?:(?:所?需要?|应当?|必须|必要|要求|规定|依法)(?:提交|提供|具备|报送|补充|说明|出具)?的)?"
_PROVING = r"(?:足?以|可以|能够?)(?:证明|说明|佐证|印证|反映)[^，。；;、：:（()）]{0,12}的"
"""其他能够证明困难的材料 asks for whatever proves it."""
_OPEN = re.compile(
    rf"(?:其\s*[他它](?:{_PROVING})?|有\s*关|相\s*关)(?:{_MANNER}|的)\s*(?:证明|佐证|支撑|补充|辅助|必要|有效)?\s*(?:材\s*料|资\s*料|文\s*件|证\s*件|条\s*件|要\s*求)"
)
# A negation in the same part of the sentence: nothing more is asked for.
_NEGATED = re.compile(
    r"(?:无需|无须|不需|不用|不必|不得|不再|不要求|不另|免于?提交|免交|免予|未要求)[^，。；,;：:]{0,12}$|(?:无|没有)(?:任何)?$"
)
# The words point back or forward to a list that stands on the page.
_LISTED = re.compile(r"(?:上述|前述|以上|下列|以下|如下|所列|列明的|前款|本款)[^，。；,;、]{0,8}$")
# 3名以上, 50平方米以下: an amount, and no word for what stands above or below.
_NUMERAL = r"\d一二三四五六七八九十百千万两"
_AMOUNT = re.compile(rf"(?<![第前{_NUMERAL}])[{_NUMERAL}]+(?:\.\d+)?(?![项条款])[^\W\d]{{1,4}}?(?:及其?)?以[上下]")
_NAMED_AFTER = re.compile(
    r"\s*(?:[（(]?(?:请|可)?(?:详见|参见|见)(?:附|《|下|清单|目录|网)|(?:如下|为|是|有|即|指)?\s*[：:]|如下|包括|包含|是指|指的?是|即)"
)
# A document about materials (目录, 清单), or a word about those handed in (真实, 齐全), asks for none.
_ABOUT_MATERIALS = re.compile(r"\s*(?:目录|清单|汇编|汇总|一览|的?真实|的?齐全|的?完整|属实|均?(?:真实|齐全|完整))")
_NONE_ASKED = re.compile(r"\s*(?:均|一律)?(?:不[作做]|不再|无[需须])")
_BY = re.compile(r"(?:根据|依据|依照|遵照|参照)(?:国家|上级|[省市区县])?$")
_HANDING_IN = re.compile(r"[^，。；,;]{0,6}(?:提[交供]|报送|出具|准备)")
_BRACKET_AFTER = re.compile(r"\s*[（(【\[]([^）)】\]]*)")
_NAMES_SOMETHING = re.compile(
    r"[证表书簿照本单函图票]|合同|证明|报告|章程|协议|文件|材料|[、:：]|如[^有需]|包括|即"
    r"|^\s*(?!.*(?:规定|要求|需要|法律|法规|视|按|根据|依))(?:[^\W\d_]{0,3}指(?![定导示派])(?:的是)?[^\W\d_]{3,}|.*(?:意见|批[文复件]|照片|记录|方案|声明))"
)
_HOLLOW = re.compile(
    r"(?:原件|复印件|扫描件|正本|副本|[一二三四五两\d]+份|各|及|和|与|、|或|加盖公章|如有|若有|如需|必要时|可选|电子版?|纸质版?|\s)*"
)
_STOP = "。；;\n\r！!？?"


@remembered
def find(text: str) -> tuple[Clause, ...]:
    """Open-ended clauses in a text, in order.

    Not one of them: words inside 《》, words that a colon, 包括 or a bracket spells out, words that refer to a list,
    and words that say nothing more is asked for.
    """
    found: list[Clause] = []
    titles = [m.span() for m in re.finditer(r"《[^》]*》|〈[^〉]*〉", text)]
    for match in _OPEN.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if any(start < match.start() < end for start, end in titles):
            continue
        if _NEGATED.search(before) or _LISTED.search(_AMOUNT.sub("", before)):
            continue
        if _NAMED_AFTER.match(after) or _spelt_out(after):
            continue
        if _ABOUT_MATERIALS.match(after) or _NONE_ASKED.match(after) or _is_manner(match.group(), before, after):
            continue
        found.append(Clause(words=match.group(), sentence=_sentence(text, match.start(), match.end())))
    return tuple(found)


def _is_manner(words: str, before: str, after: str) -> bool:
    """Whether the words say by what rules something is done (根据有关文件精神, 按照有关要求), and ask for nothing."""
    return words.endswith(("文件", "要求")) and _BY.search(before) is not None and _HANDING_IN.match(after) is None


def _spelt_out(after: str) -> bool:
    bracket = _BRACKET_AFTER.match(after)
    if bracket is None or _HOLLOW.fullmatch(bracket[1]):
        return False
    return _NAMES_SOMETHING.search(bracket[1]) is not None


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind(stop, 0, start) for stop in _STOP) + 1
    rights = [at for stop in _STOP if (at := text.find(stop, end)) != -1]
    right = min(rights, default=len(text))
    return text[max(left, start - 40) : min(right, end + 20)].strip()
