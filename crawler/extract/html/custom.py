"""Elements of component libraries (自定义元素): what `uni-view`, `van-cell` or `x-text` is drawn as."""

from __future__ import annotations

from functools import lru_cache

_KNOWN = frozenset(
    {
        "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "p", "h1", "h2", "h3", "h4",
        "h5", "h6", "section", "article", "nav", "footer", "header", "button", "textarea", "form",
    }
)  # fmt: skip
_IN_LINE = frozenset(
    {
        "text",
        "label",
        "span",
        "icon",
        "tag",
        "badge",
        "link",
        "image",
        "img",
        "em",
        "strong",
        "b",
        "i",
        "checkbox",
        "radio",
    }
)


@lru_cache(maxsize=1024)
def drawn_as(tag: str) -> str:
    """The tag of plain markup that an element with a name of its own stands for: a block, unless its name says else."""
    last = tag.rpartition("-")[2]
    if last in _KNOWN:
        return last
    return "span" if last in _IN_LINE else "div"
