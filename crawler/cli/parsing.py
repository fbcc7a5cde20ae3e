"""What the parser of the command line says of a wrong word, in Chinese as well: its own words are English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Text

if TYPE_CHECKING:
    import typer

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"^Missing command", "没有写命令"),
        (r"^No such command (.*)", r"没有命令 \1"),
        (r"^No such option: (\S+?)(?=$|[ .])", r"没有选项 \1"),
        (r"\(Possible options: (.*)\)", r"（是否指 \1？）"),
        (r" Did you mean (.*)\?", r"（是否指 \1？）"),
        (r"^Missing option (.*?)(?:\. (.*))?$", r"缺少选项 \1"),
        (r"^Missing argument (.*?)(?:\. (.*))?$", r"缺少参数 \1"),
        (r"^Missing parameter (.*?)(?:\. (.*))?$", r"缺少参数 \1"),
        (r"^Option (\S+) requires an argument", r"选项 \1 后面要有值"),
        (r"^Option (\S+) requires (\d+) arguments", r"选项 \1 后面要有 \2 个值"),
        (r"^Option (\S+) does not take a value", r"选项 \1 后面不写值"),
        (r"^Argument (\S+) takes (\d+) values", r"参数 \1 要有 \2 个值"),
        (r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"多出的参数：\1"),
        (r"^Invalid value for (.*?): ", r"\1 的值不对："),
        (r"^Invalid value: ", "值不对："),
        (r"Input should be greater than or equal to (\S+)", r"应不小于 \1"),
        (r"Input should be less than or equal to (\S+)", r"应不大于 \1"),
        (r"Input should be greater than (\S+)", r"应大于 \1"),
        (r"Input should be less than (\S+)", r"应小于 \1"),
        (r"Input should be a valid integer.*", "应为整数"),
        (r"Input should be a (?:valid|finite) number.*", "应为数字"),
        (r"Input should be a valid boolean.*", "应为 true 或 false"),
        (r"(?:Value )?('[^']*') is not a valid (\w+)", r"\1 不是可用的 \2"),
        (r"(\S+) is not one of (.*)", r"\1 应为 \2 之一"),
    )
)


def parser_words(problem: typer.TyperException) -> Text:
    """A wrong option, argument or command; a sentence that no pattern knows stays English."""
    said = problem.format_message().rstrip(".")
    told = said
    for pattern, words in _SENTENCES:
        told = pattern.sub(words, told)
    return Text(told, said)
