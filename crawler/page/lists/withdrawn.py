"""Rows of items that are offered no more (已取消、已下放): a list keeps them beside those that it offers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.page.html import Page

_WITHDRAWN = re.compile(
    r"[（(【\[]?(?:该事项|本事项|事项)?已(?:经|被)?(?:取消|下放|废止|撤销|停止|停办|下架|下线|停用|失效)(?:实施|办理|执行|审批)?[)）】\]]?"
    r"|[（(【\[]?(?:停止|不再|终止)(?:实施|办理|执行|受理)[)）】\]]?"
)


def is_withdrawn(values: Iterable[str]) -> bool:
    """Whether a value of a row is nothing but the word that its item is offered no more."""
    return any(_WITHDRAWN.fullmatch(value.strip()) for value in values)


def withdrawn_rows(page: Page) -> int:
    """How many rows of a page say of themselves that their item is offered no more."""
    if not _WITHDRAWN.search(page.text):
        return 0
    return sum(not len(e) and is_withdrawn([e.text or ""]) for e in page.body.iter() if isinstance(e.tag, str))
