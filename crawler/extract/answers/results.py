"""Results (办理结果) in an answer: what objects say that hold their specimens, and specimens in those of results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.extract.answers.codes import is_word_of
from crawler.extract.answers.shape import place
from crawler.page.files.result_rows import is_result
from crawler.page.json_tree import HELD
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OF_RESULTS = re.compile(r"result|outcome|jie_?guo|^(?:bl|sp)?_?jg|结果", re.IGNORECASE)
_SPECIMEN = re.compile(r"sample|example|specimen|template|yang_?(?:ben|zhang)|yb|样[本例张]|示例", re.IGNORECASE)
_NAMING = re.compile(r"(?:name|title|mc|名称|标题)$", re.IGNORECASE)
_TYPE = re.compile(r"(?:type|kind|category|lx|类[型别])", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"type|kind|categ|lx|dept|org|unit|file|att|annex|pic|image|creat|updat|user|person|original|sample|example|类|部门|单位|文件|附件",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\.[a-z0-9]{2,5}$|(?:样[本例张照]|示例|模板|图片?|扫描件|照片)(?:[(（\d].*)?$", re.IGNORECASE)
"""What files are called."""
_DOCUMENT = re.compile(
    r"(?!(?:行政|电子)?(?:许可|资格|资质|批准|登记|决定|通知|意见|证明|出|颁|制|核|发)?(?:证|书)+$)"
    r"[\u4e00-\u9fff《（）()》]{2,30}(?:证|证书|执照|批复|决定书|通知书|意见书|证明书)》?"
)
"""What a document is called, and not its kind (许可证, 出证)."""
_OF_A_FILE = re.compile(r"file|att(?!r)|annex|pic|im(?:g|age)|url|path|fj|wj|附件|文件|图", re.IGNORECASE)
_GUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_WORDS = re.compile(r"[\u4e00-\u9fff《》（）()“”、A-Za-z0-9]{2,40}")
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2}")


class Said(NamedTuple):
    """What an object says of a result, where it stands below the whole and under which key."""

    element: str
    words: str
    key: str
    at: str


def beside_specimens(value: Any) -> Iterator[Said]:
    """The name and the type of results in the objects that hold their specimens; no file is called so."""
    rows = value if isinstance(value, list) else [value]
    below = "/{}" if isinstance(value, list) else ""
    for number, row in enumerate(rows):
        texts = _texts(row) if isinstance(row, dict) else {}
        if not texts or not _holds_specimen(row):
            continue
        at = below.format(number)
        names = {k: words for k, words in texts.items() if _NAMING.search(k) and not _OF_OTHERS.search(k)}
        types = {k: words for k, words in texts.items() if _TYPE.search(k) and is_word_of("result_type", words)}
        for element, found in (("result_name", names), ("result_type", types)):
            if len(set(found.values())) == 1:
                key, words = next(iter(found.items()))
                if element == "result_type" or not _NO_NAME.search(words):
                    yield Said(element, words, key, f"{at}/{place(row, key)}")


def leave_specimens_out(value: Any) -> bool:
    """Whether the objects of results keep a place for specimens, which is empty in each, and nothing else of a file."""
    rows = value if isinstance(value, list) else [value]
    return bool(rows) and all(isinstance(row, dict) and _leaves_it_empty(row) for row in rows)


def _leaves_it_empty(row: Mapping[str, Any]) -> bool:
    places = [held for key, held in row.items() if _SPECIMEN.search(key)]
    others = [held for key, held in row.items() if _OF_A_FILE.search(key) or isinstance(held, HELD)]
    return bool(places) and not any(places) and not any(others) and not any(map(json_address, row.values()))


def specimens(node: Mapping[str, Any], holder: str, found: Mapping[str, str]) -> dict[str, str]:
    """The keys of files in an object of a result that say that they are specimens: no form of the guide."""
    if not _OF_RESULTS.search(holder):
        return {}
    keys = (key for key in node if found.get(key) in {None, "sample_form"} and _SPECIMEN.search(key))
    own = is_result(node)
    return {
        key: "result_sample"
        for key in keys
        if isinstance(node[key], HELD) or json_address(node[key]) or (own and _GUID.fullmatch(str(node[key])))
    }


def named(node: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, str]:
    """The key of the kind of result that holds its name, where nothing else does: {"resultType": "渡船登记证"}."""
    keys = [key for key, element in found.items() if element == "result_type"]
    said = node[keys[0]] if len(keys) == 1 and "result_name" not in found.values() else None
    if not isinstance(said, str) or is_word_of("result_type", said.strip()) or not _DOCUMENT.fullmatch(said.strip()):
        return {}
    return {keys[0]: "result_name"}


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
    return {k: words for k, words in texts.items() if _WORDS.fullmatch(words) and _SPOKEN.search(words)}


def _holds_specimen(row: Mapping[str, Any]) -> bool:
    """Whether an object is more than a file: its files stand in it, or it says what result it is of."""
    inner = any(isinstance(value, HELD) for value in row.values())
    return inner or any(_OF_RESULTS.search(key) for key in row)
