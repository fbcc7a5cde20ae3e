"""How alike two layouts are: the share of tag paths that their pages have in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.accuracy.gold import Gold
    from crawler.page.json_page import JsonPage


def fingerprint(golds: Iterable[Gold]) -> Mapping[str, float]:
    """The paths of tags (of keys, in JSON) down to every text of the pages, each with its share of them."""
    paths: Counter[str] = Counter()
    for gold in golds:
        for page in gold.pages:
            if page.file is not None:
                parsed = parse(page.file.read_bytes(), page.content_type, page.url, "")
                paths.update(_tag_paths(parsed) if isinstance(parsed, Page) else _key_paths(parsed))
    total = sum(paths.values()) or 1
    return {path: number / total for path, number in paths.items()}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Share of the texts that stand under the same paths: 1 for the same markup, 0 for nothing in common."""
    return sum(min(share, other.get(path, 0.0)) for path, share in one.items())


def _tag_paths(page: Page) -> Iterator[str]:
    for element in page.body.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style"} and (element.text or "").strip():
            above = [str(around.tag) for around in element.iterancestors()]
            yield "/".join((*reversed(above), element.tag))


def _key_paths(page: JsonPage | None) -> Iterator[str]:
    waiting: list[tuple[str, object]] = [("", page.data)] if page is not None else []
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}/{key}", inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(path, inner) for inner in value]
        else:
            yield path
