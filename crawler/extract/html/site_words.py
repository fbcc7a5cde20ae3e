"""What a page says of its site (站点名称) in logo, meta tags, the end of its title and imprint: none is an item."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.domain.values.site_words import is_column, is_office, may_be_office
from crawler.extract.guide import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_LOGO = re.compile(r"logo|banner|(?:^|[\s_-])brand", re.IGNORECASE)
_META = frozenset({"sitename", "columnname", "og:site_name", "application-name", "apple-mobile-web-app-title"})
_ARTICLE = frozenset({"articletitle", "og:title"})
_IMPRINT = "(?:主办|承办|版权所有|版权|主管|运维|维护|制作)"
_FEWEST = 2


class SiteWords:
    """The names of a page's site, its column and its office."""

    def __init__(self, page: Page, offices: Collection[str]) -> None:
        self._page = page
        self._offices = {_flat(name) for name in offices if len(_flat(name)) > _FEWEST}

    def are(self, words: str) -> bool:
        """Whether words name the site, a column of it or an office, as by their form or as the page says elsewhere."""
        return text.is_site_title(words) or is_column(words) or is_office(words) or self.are_told(words)

    def are_told(self, words: str) -> bool:
        """Whether the page says elsewhere that words are those of its site or its office."""
        flat = _flat(words)
        if flat in self._offices or flat in self._told:
            return True
        if not may_be_office(flat):
            return False
        if any(name.endswith(flat) or flat.endswith(name) for name in self._offices):
            return True
        return flat in self._ends_of_title or self._is_in_imprint(flat)

    @cached_property
    def article(self) -> tuple[str, _Element] | None:
        """The title of the article that a meta tag gives (ArticleTitle)."""
        for name, content, meta in self._metas():
            if name in _ARTICLE and content:
                return content, meta
        return None

    @cached_property
    def _told(self) -> frozenset[str]:
        named = {_flat(content) for name, content, _ in self._metas() if name in _META}
        logos = {_flat(picture.get("alt") or "") for picture in self._page.root.iter("img") if _is_logo(picture)}
        return frozenset(named | logos) - {""}

    @cached_property
    def _ends_of_title(self) -> frozenset[str]:
        return frozenset(_flat(part) for part in text.parts_of_title(self._page.title)[1:])

    def _is_in_imprint(self, flat: str) -> bool:
        said = "".join(self._page.run_together.split())
        return re.search(rf"{_IMPRINT}(?:单位|方)?[:：©]?.{{0,8}}{re.escape(flat)}", said) is not None

    def _metas(self) -> Iterator[tuple[str, str, _Element]]:
        for meta in self._page.root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or "").lower()
            yield name, " ".join((meta.get("content") or "").split()), meta


def _is_logo(picture: _Element) -> bool:
    around = [picture, *list(picture.iterancestors())[:_FEWEST]]
    said = (f"{e.get('class') or ''} {e.get('id') or ''}" for e in around)
    return _LOGO.search(f"{' '.join(said)} {picture.get('src') or ''}") is not None


def _flat(words: str) -> str:
    return "".join(words.split())
