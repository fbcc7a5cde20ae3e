"""Keys of files in full pinyin (全拼字段名): wenJianDiZhi and kong_bai_biao_ge say what filePath and blankTable say."""

from __future__ import annotations

import re

from crawler.domain.values.remembered import remembered
from crawler.page.json_tree import flat

_WORDS = {
    "wenjianmingcheng": "filename", "wenjianming": "filename", "fujianmingcheng": "attachname",
    "fujianming": "attachname",
    "wenjian": "file", "fujian": "attach", "wendang": "doc", "kongbai": "blank", "biaoge": "table", "biaodan": "form",
    "kongbiao": "blanktable", "yangbiao": "sample", "yangben": "sample", "yangli": "sample", "shili": "example",
    "fanben": "sample", "moban": "template", "xiazai": "download", "mingcheng": "name", "biaoti": "title",
    "dizhi": "path", "lujing": "path", "lianjie": "link",
}  # fmt: skip
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_OF_FILES = re.compile(
    r"wenjian|fujian|kongbai|biaoge|biaodan|kongbiao|yangbiao|yang(?:ben|li)|shili|fanben|moban|xiazai"
)
_OF_RESULT = re.compile(r"jieguo|zhengzhao|zhengjian|shenpi")
"""A specimen of the result is no form: jieGuoYangBen."""


@remembered
def in_english(key: str) -> str:
    """A key in full pinyin that speaks of files, with the English words; every other key as it is."""
    bare = flat(key)
    if not _OF_FILES.search(bare) or _OF_RESULT.search(bare):
        return key
    return _WORD.sub(lambda word: _WORDS[word.group()], bare)
