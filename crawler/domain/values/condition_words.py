"""Words of acceptance conditions (受理条件) that name no condition: phrases, titles, and "look elsewhere"."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

_PHRASE = re.compile(
    r"申请人?|办理|受理|审批|提出|提交|予以|即可|可以?|应当?|须|需要?|必须|符合|满足|具备|达到|按照?|依据|根据|依照|依法|执行|国家|法律|法规|规章|政策|文件"
    r"|规范|标准|相应|有关|相关|法定|规定|要求|条件|全部|所有|各项|以上|的|者|和|及|与|等|或|办事指南|备齐|齐全|材料|详见|参见|附件|为准|\d|\W|_"
)
_NO_CONDITION = re.compile(r"无(?:任何)?(?:受理)?条件|按需|直接|不限|均可|自愿")
_ELSEWHERE = re.compile(r"请?(?:详见|参见|参阅|参照|见|查看)[^,。;:]{0,20}[。.]?|附后|视情况|酌情")
_TITLES = re.compile(
    r"(?:[根依]据|按照?|依照|详?见|符合)?(?:《[^》]+》(?:[(（][^)）]*[)）])?(?:第[^条]{1,9}条)?"
    r"(?:的?(?:相关|有关)?规定(?:的?(?:各项|相关|有关|法定)?(?:条件|要求|情形))?|要求|执行|办理)?[、和及,，。;；]*)+"
)


@remembered
def is_phrase(text: str) -> bool:
    """Whether nothing but set phrases is there (符合法律法规规定); 无条件, 按需 and the like are an answer."""
    bare = plain(text)
    return not _PHRASE.sub("", bare) and not _NO_CONDITION.search(bare)


@remembered
def is_title_alone(text: str) -> bool:
    """Whether the text is only the title of a law or document, with or without its article."""
    return _TITLES.fullmatch(plain(text)) is not None


@remembered
def points_elsewhere(text: str) -> bool:
    """Whether the text only says where to look (详见实施细则)."""
    return _ELSEWHERE.fullmatch(plain(text)) is not None
