"""Citations (依据引用): law titles, document numbers (文号) and article numbers (条款号) in a text."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import NUMERAL_CHARS, plain
from crawler.domain.values.remembered import remembered

_NUMERAL = rf"[\d{NUMERAL_CHARS}]+"
_YEAR = r"(?:19|20)\d\d"
_SERIES = r"[^\W\d_年月日路街道巷弄院楼]{1,6}"
"""The series of a document (价费字240号)."""
_DOCUMENT_NUMBER = re.compile(
    rf"[〔\[(【{{<「]{_YEAR}年?[〕\])】}}>」](?:{_SERIES}字?)?第?{_NUMERAL}(?:号|(?!\d))|{_YEAR}[-年]?(?:[^\W\d_]{{1,6}}字)?第?{_NUMERAL}号|令(?:\(?{_YEAR}\)?年?)?第?{_NUMERAL}号"
    r"|公告(?:\(?(?:19|20)\d\d\)?年?)?第?\d+号"
)
_TITLE = re.compile(r"[《〈<]([^《》〈〉<>]{2,})[》〉>]|(中华人民共和国[^《》,。;:、\d]{1,30}?(?:(?<!办)法|条例))")
_ARTICLE = re.compile(rf"第{_NUMERAL}[条款项章节编]|第[.…]+条|附件{_NUMERAL}|附件第?{_NUMERAL}|附录")
_LAW = re.compile(
    r"[《〈<][^《》〈〉<>]*(?:(?<!办)法|条例)(?:\([^)]*\))?[》〉>]|国务院|中华人民共和国[^《》,。;]{1,30}(?:(?<!办)法|条例)"
)


@remembered
def has_document_number(text: str) -> bool:
    """Whether a document number stands in the text (发改价格规〔2019〕1931号, 国务院令第412号)."""
    return _DOCUMENT_NUMBER.search(plain(text)) is not None


@remembered
def titles(text: str) -> tuple[str, ...]:
    """Titles of laws and documents, with or without 《》 where a law's full name is written."""
    return tuple(a or b for a, b in _TITLE.findall(plain(text)))


@remembered
def has_article(text: str) -> bool:
    """Whether an article, paragraph or annex is named (第十二条, 附件3)."""
    return _ARTICLE.search(plain(text)) is not None


@remembered
def names_law(text: str) -> bool:
    """Whether the text rests on a law, an administrative regulation or the State Council (办法 is none of them)."""
    return _LAW.search(plain(text)) is not None


@remembered
def words_beside(text: str) -> str:
    """What is left of a citation when titles, document numbers and article numbers are taken off: the clause itself."""
    bare = _DOCUMENT_NUMBER.sub("", _TITLE.sub("", plain(text)))
    return re.sub(r"[^\w一-鿿]|_", "", _ARTICLE.sub("", bare))


_WITHOUT_ARTICLES = re.compile(r"通知|决定|意见|目录|清单|方案|批复|复函|公告|规划|计划|纲要|标准|指南|会议纪要|三定")
_ISSUED = re.compile(rf"[〔\[(【{{<「]{_YEAR}年?[〕\])】}}>」](?:{_SERIES}字?)?第?{_NUMERAL}号")
"""The number under which an office issued a document (国发〔1978〕104号); laws and orders (令) have none."""
_OF_A_LAW = re.compile(r"(?:(?<!办)法|条例|细则|令)(?:\([^)]*\))?$")
_SHORTEST_CLAUSE = 8


def lacking(title: str, reference: str, clause: str) -> tuple[str, ...]:
    """What a citation lacks: the law's title, the article or the clause's text.

    Notices, decisions and catalogues have a document number instead of articles; what an office issued under such a
    number (暂行办法, 规定) is found by it as well. `reference` is the whole citation.
    """
    named = titles(title) or titles(reference) or (title,)
    issued = _ISSUED.search(plain(reference)) is not None and not any(map(_OF_A_LAW.search, named))
    by_number = issued or _WITHOUT_ARTICLES.search(title) is not None
    cited = has_article(reference) or (by_number and has_document_number(reference))
    return tuple(
        name
        for name, is_there in (
            ("法律名称", bool(title)),
            ("文号" if by_number else "条款号", cited),
            ("条款内容", len(clause) >= _SHORTEST_CLAUSE),
        )
        if not is_there
    )
