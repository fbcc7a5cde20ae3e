"""The last step of the path to a page (当前位置), where it names none of the site's columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.extract.html.site_words import SiteWords
    from crawler.page.html import Page

_CALLED = re.compile(r"crumb", re.IGNORECASE)
_SAID = re.compile(r"(?:[您你]?(?:现在|当前|目前|所在)?的?(?:所在)?位置|当前页面?|所在栏目)[:：]")
_PARTING = re.compile(r"\s*(?:[>\uff1e»\u203a→/|]|&gt;|-{2,})+\s*")
_LONGEST, _SHORTEST = 400, 4
_FEWEST = 2


def last(page: Page, site: SiteWords) -> tuple[str, _Element] | None:
    """The last step of the path and where it stands; None where it is the site's, or there is no path."""
    for element in page.root.iter("div", "p", "ul", "ol", "nav", "span", "td"):
        called = _CALLED.search(
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
        )
        if called is None and not _is_said(element):
            continue
        said = "".join(str(words) for words in element.itertext())
        if len(said) > _LONGEST:
            continue
        steps = [step for step in _steps(element) if step]
        if len(steps) >= _FEWEST:
            words = steps[-1]
            return (words, element) if len(words) >= _SHORTEST and not site.are(words) else None
    return None


def _is_said(element: _Element) -> bool:
    own = (element.text or "").strip() or next((str(t).strip() for t in element.itertext() if str(t).strip()), "")
    return len(own) <= _LONGEST and _SAID.match(own) is not None


def _steps(element: _Element) -> list[str]:
    texts = [" ".join(str(words).split()) for words in element.itertext()]
    return [part.strip() for words in texts if words for part in _PARTING.split(_SAID.sub("", words))]
