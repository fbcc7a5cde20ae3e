"""Reading the gold set from its folder; `tests/gold/README.md` tells how it is written."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from crawler.accuracy.gold import Gold, GoldFile, GoldFinding, GoldPage, Kind, Layout
from crawler.domain.portal import Level
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.accuracy.gold import Row

    Table: TypeAlias = "dict[str, object]"

LAYOUT = "layout.toml"
_ROW_LISTS = ("materials", "fees", "steps", "windows", "faqs", "legal_bases")
_TOP = {
    *("url", "kind", "pages", "row", "unread", "forms", "defects", "near_misses", "cant_tell", "inapplicable"),
    *("elements", "files", "items", "level", "region", "name", *_ROW_LISTS),
}
_PAGE = {"file", "url", "as", "content_type", "status", "failure", "item", "look", "seconds", "parent", "via", "at"}
_FILE = {*_PAGE, "make", "title", "rows", "notes"}
_JSON = "application/json"


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """Every entry of every layout below a folder.

    Raises:
        UsageError: There is none, or a file is not written as the README says; the message names file and key.

    """
    found = [entry for one in sorted(folder.glob(f"*/{LAYOUT}")) for entry in _layout(one.parent)]
    if not found:
        raise UsageError(
            f"{folder}：这里没有标准集；每种版式是一个含有 {LAYOUT} 的文件夹",
            f"{folder}: no gold set here; a layout is a folder with a {LAYOUT}",
        )
    return tuple(found)


def _layout(folder: Path) -> Iterator[Gold]:
    path = folder / LAYOUT
    data = _toml(path)
    written = data.get("written", "before")
    if written not in {"before", "after"}:
        raise UsageError(
            f'{path}：written = "{written}"；应写 "before" 或 "after"',
            f'{path}: written = "{written}"; write "before" or "after"',
        )
    first = data.get("first_score")
    layout = Layout(
        folder=folder,
        title=str(data.get("title", folder.name)),
        after=written == "after",
        describes=str(data.get("describes", "")),
        region=str(data.get("region", "990001")),
        first_score={k: float(str(v)) for k, v in first.items()} if isinstance(first, dict) else None,
    )
    for one in sorted(folder.glob("*.toml")):
        if one.name != LAYOUT:
            yield read_entry(one, layout)


def read_entry(path: Path, layout: Layout) -> Gold:
    """One entry of a layout."""
    data = _toml(path)
    _known(path, data, _TOP, "key")
    try:
        return _entry(path, layout, data)
    except (KeyError, TypeError, ValueError) as problem:
        raise UsageError(
            f"{path}：{type(problem).__name__} {problem}；写法见标准集的 README",
            f"{path}: {type(problem).__name__} {problem}; see the README of the gold set",
        ) from problem


def _entry(path: Path, layout: Layout, data: Table) -> Gold:
    kind = Kind(str(data.get("kind", "guide")))
    url = str(data["url"])
    pages = tuple(_page(path, one, url if at == 0 else None) for at, one in enumerate(_list(data, "pages")))
    for page in pages:
        if page.file is not None and not page.file.is_file():
            raise UsageError(f"{path}：没有页面文件 {page.file.name}", f"{path}: page {page.file.name} is not there")
    rows: dict[str, tuple[Row, ...]] = {}
    for name in _ROW_LISTS:
        if name in data:
            rows[name] = tuple(_row(name, _table(one)) for one in _list(data, name))
    region = data.get("region")
    return Gold(
        path=path,
        layout=layout if region is None else replace(layout, region=str(region)),
        kind=kind,
        url=url,
        level=Level(str(data.get("level", "key_city"))),
        portal=_text(data.get("name")),
        pages=pages,
        files=tuple(_file(path, _table(one)) for one in _list(data, "files")),
        listed={str(k): str(v) for k, v in _table(data.get("row", {})).items()},
        elements={k: _values(v) for k, v in _table(data.get("elements", {})).items()},
        unread=frozenset(map(str, _list(data, "unread"))),
        rows=rows,
        forms=tuple(map(str, _list(data, "forms"))),
        items=tuple(map(str, _list(data, "items"))) if "items" in data else None,
        defects=tuple(_finding(one) for one in _pairs(data, "defects")),
        near_misses=tuple((one[0], " ".join(one[1:])) for one in _pairs(data, "near_misses")),
        cant_tell=frozenset(one[0] for one in _pairs(data, "cant_tell")),
        inapplicable=frozenset(one[0] for one in _pairs(data, "inapplicable")),
    )


def _page(path: Path, given: object, url: str | None) -> GoldPage:
    told: Table = {"file": given} if isinstance(given, str) else _table(given)
    _known(path, told, _PAGE, "key of a page")
    file = told.get("file")
    return _look(path.parent, told, str(told.get("url", url or f"https://part.invalid/{path.stem}/{file}")))


def _file(path: Path, told: Table) -> GoldFile:
    _known(path, told, _FILE, "key of [[files]]")
    rows = [[str(cell) for cell in row] for row in _lists(told.get("rows", []))]
    return GoldFile(
        page=_look(path.parent, told, str(told["url"])),
        make=str(told["make"]) if "make" in told else None,
        title=str(told.get("title", "")),
        rows=tuple((row[0], row[1] if len(row) > 1 else "") for row in rows),
        notes=tuple(map(str, _list(told, "notes"))),
    )


def _look(folder: Path, told: Table, url: str) -> GoldPage:
    file = folder / str(told["file"]) if "file" in told else None
    content_type = told.get("content_type", _type_of(file))
    status, seconds = told.get("status"), told.get("seconds")
    return GoldPage(
        url=url,
        file=file,
        kind=_text(told.get("as")),
        content_type=_text(content_type),
        status=int(str(status)) if status is not None else None,
        failure=_text(told.get("failure")),
        item=_text(told.get("item")),
        look=int(str(told.get("look", 1))),
        seconds=float(str(seconds)) if seconds is not None else None,
        parent=_text(told.get("parent")),
        browser=told.get("via") == "browser",
        at=datetime.fromisoformat(str(told["at"])) if "at" in told else None,
    )


def _type_of(file: Path | None) -> str | None:
    if file is None:
        return None
    return {".json": _JSON, ".html": "text/html", ".htm": "text/html"}.get(file.suffix.lower())


def _finding(told: tuple[str, ...]) -> GoldFinding:
    check, elements, words = told[0], told[1], told[2] if len(told) > 2 else ""
    return GoldFinding(check=check, elements=tuple(elements.split("|")), words=words, of=(*told, None, None)[3])


def _row(name: str, told: Table) -> Row:
    host = {"materials": "material_name", "fees": "fee_name"}.get(name, "name")
    return {host if key == "name" else key: _values(value) for key, value in told.items()}


def _values(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _toml(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise UsageError(f"{path}：读不出：{problem}", f"{path}: {problem}") from problem


def _known(path: Path, told: Table, known: set[str], what: str) -> None:
    for key in told:
        if key not in known:
            raise UsageError(
                f"{path}：{key!r} 不是可用的 {what}；顶层的键要写在第一个表之前",
                f"{path}: {key!r} is no {what}; the top-level keys come before the first table",
            )


def _table(value: object) -> Table:
    if not isinstance(value, dict):
        raise TypeError(f"a table is wanted, not {value!r}")
    return value


def _list(told: Table, key: str) -> list[object]:
    value = told.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key} is a list")
    return value


def _lists(value: object) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(one, list) for one in value):
        raise TypeError("a list of lists is wanted")
    return value


def _pairs(told: Table, key: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, one)) if isinstance(one, list) else (str(one),) for one in _list(told, key)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
