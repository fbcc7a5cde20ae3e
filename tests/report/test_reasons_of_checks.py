"""Why a check could not tell, or does not ask, is read in English too, whatever check says it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import checks
from crawler.report.reasons import reason_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(checks.__file__).parent.parent
_HAN = re.compile(r"[\u3400-\u9fff]")
_OF_A_PAGE = re.compile(r"(?<=: ).*|“.*?”")
"""Words of a page: they stay as they are."""
_ANSWERS = {"cant_tell", "inapplicable", "settle"}


def _said() -> Iterator[str]:
    """Every sentence with which a check says why it has no answer, names of a page put in where it names one."""
    for folder in ("checks", "crawler/domain/values", "crawler/verdicts"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ANSWERS:
                    yield from _texts(node.args[-1])


def _texts(node: ast.AST) -> Iterator[str]:
    if text := _literal(node):
        yield text
    else:
        for part in ast.iter_child_nodes(node):
            yield from _texts(part)


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values]
        return "".join(parts)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_sentence_of_a_check_has_its_english() -> None:
    said = {text for text in _said() if len(_HAN.findall(text)) > 2}
    assert len(said) > 120

    assert {text: reason_in(text, "en") for text in said if _left(reason_in(text, "en"))} == {}


def _left(english: str) -> bool:
    return _HAN.search(_OF_A_PAGE.sub("", english)) is not None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“渔船表.pdf”的内容未能读出（文件为空）", "the content of “渔船表.pdf” could not be read (the file is empty)"),
        ("“渔船表.pdf”未能下载（timeout）", "“渔船表.pdf” could not be downloaded (timeout)"),
        (
            "在线办理入口这次没能打开（robots_disallowed）, 不能确定",
            "the online entrance did not open this time (robots_disallowed)",
        ),
        ("法定办结时限说明未能读取", "the note on the statutory limit could not be read"),
        ("不能确定是否同一事项: 渔船登记", "whether these are the same item is not certain: 渔船登记"),
        ("12次访问中有3次没有在15秒内打开, 须连续监测7天、每天至少20次才能认定",
         "3 of 12 visits did not open within 15 s: only 7 days of at least 20 visits decide"),
        ("“县”不能和编码里的一位层级比较", "“县” cannot be compared with the one digit of level in the code"),
        (
            "行政检查事项不由申请人提出申请, 没有办事指南要求",
            "nobody applies for an inspection: nothing is asked of a guide",
        ),
        (
            "第二次查看渔的页面 (用浏览器) 2026-10-09 08:30 UTC时没有再发现 (证据 7)",
            "a second look at the page of “渔” (in a browser) 2026-10-09 08:30 UTC did not find it again (evidence 7)",
        ),
        ("渔船局自己的话", "渔船局自己的话"),
    ],
)  # fmt: skip
def test_a_reason_in_english(written: str, read: str) -> None:
    assert reason_in(written, "en") == read
    assert reason_in("no guide on this page", "en") == "no guide on this page"
