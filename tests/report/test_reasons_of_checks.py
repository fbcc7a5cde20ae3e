"""Why a check could not tell is read in English too, whatever check says it."""

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


def _said() -> Iterator[str]:
    """Every sentence with which a check says that it cannot tell, names of a page put in where it names one."""
    for folder in ("checks", "crawler/domain/values", "crawler/verdicts"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cant_tell":
                    yield from (text for one in ast.walk(node.args[0]) if (text := _literal(one)))


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values]
        return "".join(parts)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_sentence_of_a_check_has_its_english() -> None:
    said = {text for text in _said() if len(_HAN.findall(text)) > 3}
    assert len(said) > 50

    whole = {text for text in said if not any(text != other and text in other for other in said)}
    assert {text: reason_in(text, "en") for text in whole if _left(reason_in(text, "en"))} == {}


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
        ("渔船局自己的话", "渔船局自己的话"),
    ],
)  # fmt: skip
def test_a_reason_in_english(written: str, read: str) -> None:
    assert reason_in(written, "en") == read
    assert reason_in("no guide on this page", "en") == "no guide on this page"
