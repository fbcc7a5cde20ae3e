"""How to walk a portal product or family: one module each, named by a profile's `platform`.

A walker is pure: it gets looks and says what to ask next. A module holds one class, `Walk`, that takes a CrawlJob.
"""

from __future__ import annotations

import importlib
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.gather.job import CrawlJob
    from spiders.platforms.walking import Walker

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NO_PLATFORM = frozenset({"walking"})


def platform(name: str) -> Callable[[CrawlJob], Walker]:
    """The walker of a platform by its module's name; UsageError when there is none."""
    module = f"{__name__}.{name}"
    if not _NAME.fullmatch(name) or name in _NO_PLATFORM or find_spec(module) is None:
        raise UsageError(
            f"平台 {name!r}：没有这个平台；应写 'auto' 或 spiders/platforms/ 中的名称",
            f"platform {name!r}: there is no such platform; use 'auto' or a name from spiders/platforms/",
        )
    walker = getattr(importlib.import_module(module), "Walk", None)
    if walker is None:
        raise UsageError(
            f"平台 {name!r}：没有这个平台；应写 'auto' 或 spiders/platforms/ 中的名称",
            f"platform {name!r}: there is no such platform; use 'auto' or a name from spiders/platforms/",
        )
    found: Callable[[CrawlJob], Walker] = walker
    return found
