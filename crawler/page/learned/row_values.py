"""The values of a row that tell it from others, as requests for its guide may carry them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import SCRIPT_SCHEME
from crawler.page.script.expressions import calls_in
from crawler.page.slots import slots
from crawler.page.vocabulary import OTHER_CODE

if TYPE_CHECKING:
    from crawler.page.finds import ItemLink

TOO_PLAIN = re.compile(r"^(?:|\d{1,3}|true|false|null|[a-z]{1,3})$", re.IGNORECASE)
"""Values that tell nothing apart."""

ADDRESSED = "~"
"""Before the place of a value in the address of a row's guide."""
_CALLED = "@"
"""Before the place of an argument, by which a row's own script call tells the row from others."""
_MARKED = "#"
"""Before the key of an identifier that begins with a mark of its kind: node `b20417` of a tree stands for row 20417."""
TOLD_APART = ADDRESSED + _CALLED + _MARKED
_WITH_MARK = re.compile(
    r"[A-Za-z]{1,8}[_-]?(\d{4,24})|[A-Za-z]{1,8}[_-]([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})"
)
_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}")
_LAST = "~"
"""Behind the place of a segment that puts several values together (`art_31_50113.html`): the last of them."""
_BETWEEN = re.compile(r"[_-]")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def own_values(item: ItemLink) -> dict[str, str]:
    """The values of a row that tell it from others, by key: codes and identifiers first."""
    values = {"code": item.code} if item.code else {}
    if item.target is not None and item.target.url.startswith(("http://", "https://")):
        own = (s for s in slots(item.target) if _TELLING.fullmatch(s.value) and not OTHER_CODE.search(s.name))
        for slot in own:
            place = f"{ADDRESSED}{slot.where}:{'/'.join(map(str, slot.path))}"
            values[place] = slot.value
            *before, last = _BETWEEN.split(slot.value) if slot.where in {"path", "route_path"} else [""]
            if before and _TELLING.fullmatch(last) and not _UUID.fullmatch(slot.value):
                values[f"{place}{_LAST}"] = last
    values.update({label: value for label, value, _ in item.cells if not TOO_PLAIN.match(value) and len(value) <= 100})
    marked = {f"{_MARKED}{key}": m[1] or m[2] for key, value in values.items() if (m := _WITH_MARK.fullmatch(value))}
    values.update({key: value for key, value in marked.items() if value not in values.values()})
    if item.target is not None and item.target.url.startswith(SCRIPT_SCHEME):
        for call in calls_in(item.target.url.removeprefix(SCRIPT_SCHEME))[:1]:
            said = ((f"{_CALLED}{call.name}/{at}", value) for at, value in enumerate(call.arguments) if value)
            values.update({key: value for key, value in said if _TELLING.fullmatch(value)})
    return values
